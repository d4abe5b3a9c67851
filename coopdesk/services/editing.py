# SPDX-License-Identifier: EUPL-1.2
"""Adding, changing and removing records, each as one change set.

An edit is a three-way merge: what the editor saw, what stands there now, what the editor wants.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written, difference
from coopdesk.domain.errors import UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import Raw, Value
from coopdesk.domain.merging import RowMerge, merge_row
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import parse_fields, refuse_invalid
from coopdesk.services.merge_rules import rules_of
from coopdesk.services.naming import entry_of, resolver, spec_of
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids, rows_linked
from coopdesk.store.refusals import Clash, stale
from coopdesk.store.register import Entry, links_to, propose_reference
from coopdesk.store.unit_of_work import write


def add_record(
    database: Database, type_key: str, raw: Mapping[str, Raw], *, who: str, today: dt.date | None = None
) -> Written:
    """Add a record from what was typed; a reference is proposed where none is given.

    Raises UsageError for an unknown type, InvalidRecord for values that cannot be.
    """
    spec = spec_of(type_key)
    with database.reading() as connection:
        typed = parse_fields(spec, raw, resolver(connection))
        values = {field.key: field.default for field in spec.fields if field.default is not None} | typed
        is_proposed = values.get("reference") is None
        if is_proposed:
            values["reference"] = propose_reference(connection, spec, today or dt.date.today())
    refuse_invalid(spec, values)
    present = {key: value for key, value in values.items() if value is not None}
    change = RecordChange(type=spec.key, id=new_key(), action="create", new=present)
    title = f"Add {spec.label.lower()} {values['reference']}"
    try:
        return write(database, ChangePlan(title=title, origin=Origin.EDIT, changes=(change,)), who=who)
    except UserError as error:
        if is_proposed and error.code == "reference-taken":  # by another window, a moment ago: take the next
            return add_record(database, type_key, raw, who=who, today=today)
        raise


def change_record(
    database: Database,
    reference: str,
    raw: Mapping[str, Raw],
    *,
    who: str,
    seen: Mapping[str, Value] | None = None,
) -> Written:
    """Change fields of a record from what was typed.

    `seen` are the values the editor started from, None for those of this moment. Raises StaleRecord where
    the same field was changed meanwhile, InvalidRecord, or UserError when nothing would change.
    """
    with database.reading() as connection:
        entry = entry_of(connection, reference)
        spec = SPECS[entry.type]
        typed = parse_fields(spec, raw, resolver(connection))
        ours = rows_by_ids(connection, spec, [entry.id])[entry.id]
        base = ours if seen is None else {**ours, **seen}
        merged = merge_row(base, ours, {**base, **typed}, rules_of(spec))
        _refuse_conflicts(connection, entry, merged)
    old, new = difference(ours, {change.field: change.value for change in merged.changes})
    if not new:
        raise UserError("nothing-to-change")
    refuse_invalid(spec, {**ours, **new}, record_id=entry.id)
    change = RecordChange(type=spec.key, id=entry.id, action="change", old=old, new=new)
    plan = ChangePlan(title=title_of_change(spec, entry, list(new)), origin=Origin.EDIT, changes=(change,))
    return write(database, plan, who=who)


def _refuse_conflicts(connection: Connection, entry: Entry, merged: RowMerge) -> None:
    if merged.conflicts:
        clashes = [
            Clash(type=entry.type, id=entry.id, label=entry.label, conflict=one) for one in merged.conflicts
        ]
        raise stale(connection, clashes)


def title_of_change(spec: RecordSpec, entry: Entry, fields: Sequence[str]) -> str:
    """Name a change of fields in words: Change “End date” of cp-easo-frontex-2019."""
    labels = [spec.by_key[key].label for key in fields]
    shown = ", ".join(f"“{label}”" for label in labels[:3])
    more = f" and {len(labels) - 3} more" if len(labels) > 3 else ""
    return f"Change {shown}{more} of {entry.reference}"


def remove_record(database: Database, reference: str, *, who: str) -> Written:
    """Put a record and the rows it owns into the trash; undo restores them.

    Raises UserError naming the users where other records point to it.
    """
    with database.reading() as connection:
        entry = entry_of(connection, reference)
        changes = removal_of(connection, entry)
    spec = SPECS[entry.type]
    owned = len(changes) - 1
    rows = f" and {owned} of its rows" if owned else ""
    title = f"Remove {spec.label.lower()} {entry.reference}{rows}"
    return write(database, ChangePlan(title=title, origin=Origin.EDIT, changes=tuple(changes)), who=who)


def removal_of(connection: Connection, entry: Entry) -> list[RecordChange]:
    """Give the changes that remove a record and, first, everything it owns."""
    row = rows_by_ids(connection, SPECS[entry.type], [entry.id])[entry.id]
    collected: dict[str, RecordChange] = {}
    _collect_owned(connection, entry.type, row, collected)
    return list(collected.values())


def _collect_owned(
    connection: Connection, type_key: str, row: Row, collected: dict[str, RecordChange]
) -> None:
    for spec, link in links_to(type_key):
        if spec.parent is not None and spec.parent.key == link:
            for owned in rows_linked(connection, spec, link, str(row["id"])):
                if owned["id"] not in collected:
                    _collect_owned(connection, spec.key, owned, collected)
    collected[str(row["id"])] = RecordChange(
        type=type_key, id=str(row["id"]), action="remove", old=stored_values(SPECS[type_key], row)
    )


def stored_values(spec: RecordSpec, row: Row) -> dict[str, Value]:
    """Give the values of a row that are not empty, without its id."""
    return {field.key: row[field.key] for field in spec.fields if row.get(field.key) is not None}
