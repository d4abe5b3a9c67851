# SPDX-License-Identifier: EUPL-1.2
"""A new record like another one: what goes along into it, and the rows that may be copied with it.

What names just one record stays behind (reference, numbers of registers, e-mail), and so does what has
happened to it (status, what was done, received, checked): a copy begins at the beginning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import refuse_invalid
from coopdesk.services.filling import parse_typed, texts_of
from coopdesk.services.naming import resolver
from coopdesk.services.pages.page import Target
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids, rows_linked
from coopdesk.store.register import by_ids, links_to, propose_reference
from coopdesk.store.unit_of_work import write

UNIQUE: Final = frozenset(
    {"registry_numbers", "publication_reference", "email", "phone", "mobile", "alpha2", "alpha3",
     "numeric_code", "authority_address", "link", "sha256", "size_bytes", "is_self", "variant"}
)  # fmt: skip
STATE: Final = frozenset(
    {"status", "state", "stated_status", "status_basis", "status_override", "status_reason", "state_reason",
     "evidence", "progress", "outcome", "actual", "actual_on", "conclusions", "minutes", "minutes_status",
     "health", "health_reason", "cause_of_delay", "carried_over_to", "replaced_by", "replacement",
     "has_attended", "signed", "next_step", "next_step_due", "termination_kind", "termination_effect",
     "terminated_by", "suspension_reason", "extension_decision", "recommendations", "internal_assessment",
     "is_met", "is_handover_done"}
)  # fmt: skip
HAPPENED: Final = re.compile(
    r"last_.*|verified_.*|suspended_.*|.*_(?:done|met|received|decided|agreed|signed|terminated|given"
    r"|notified|informed|approved|evaluated|confirmed|nominated|initialled|adopted)_on"
    r"|(?:done|met|signed|agreed|evaluated|terminated|initialled|confirmed|nominated|notice_given)_on"
)
_OWN_STORY: Final = frozenset({"citation", "note", "attachment", "partner_identifier"})
"""Rows that tell of that very record: its sources, remarks, files, numbers elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRows:
    """Rows of one type that may be copied along: their name in words and how many there are."""

    type: str
    label: str
    count: int


def goes_along(spec: RecordSpec, key: str) -> bool:
    """Tell whether a field of a record is also that of its copy."""
    field = spec.by_key[key]
    if field.required and key != "reference":
        return True
    return not (key == "reference" or key in UNIQUE or key in STATE or HAPPENED.fullmatch(key))


def values_for_copy(database: Database, target: Target) -> Mapping[str, str]:
    """Give the raw texts with which a form for a record like this one opens.

    Raises UserError if it is gone.
    """
    spec = SPECS[target.type]
    with database.reading() as connection:
        row = _row(connection, target)
        texts = texts_of(connection, spec, _along(spec, row))
    return {key: text.raw for key, text in texts.items() if text.raw}


def rows_for_copy(database: Database, target: Target) -> list[CopyRows]:
    """Give the rows of a record that may be copied along, by type."""
    with database.reading() as connection:
        counts = Counter(spec.key for spec, _ in _owned(connection, target.type, target.id))
    return [
        CopyRows(type=key, label=(SPECS[key].label if n == 1 else SPECS[key].plural).lower(), count=n)
        for key, n in counts.items()
    ]


def duplicate_with_rows(
    database: Database,
    target: Target,
    raw: Mapping[str, str] | None = None,
    *,
    types: Collection[str],
    who: str,
    today: dt.date,
) -> Written:
    """Add a copy of a record and of its rows of some types, as one change set; the copy is its first record.

    `raw` are the values of the copy as typed, None for those of `values_for_copy`. Links between copied rows
    lead to the copies. Raises InvalidRecord, or UserError where the record is gone.
    """
    spec = SPECS[target.type]
    with database.reading() as connection:
        row = _row(connection, target)
        resolve = resolver(connection)
        typed = (
            _along(spec, row)
            if raw is None
            else {key: parse_typed(spec.by_key[key], text, resolve, today) for key, text in raw.items()}
        )
        copies = [(spec, row, typed)]
        copies += [
            (owned, one, _along(owned, one))
            for owned, one in _owned(connection, target.type, target.id)
            if owned.key in types
        ]
        changes = _copied(connection, copies, today)
    for change in changes:
        refuse_invalid(SPECS[change.type], change.new)
    rows = len(changes) - 1
    along = f" with {rows} of its rows" if rows else ""
    title = f"Add {spec.label.lower()} {changes[0].new['reference']} like {row['reference']}{along}"
    return write(database, ChangePlan(title=title, origin=Origin.EDIT, changes=changes), who=who)


def _row(connection: Connection, target: Target) -> Row:
    row = rows_by_ids(connection, SPECS[target.type], [target.id]).get(target.id)
    if row is None:
        raise UserError("record-gone")
    return row


def _along(spec: RecordSpec, row: Row) -> dict[str, Value]:
    """Give the values that go along. Of fields that belong together all go, or none."""
    keys = {key for key in spec.by_key if row[key] is not None and goes_along(spec, key)}
    for members in spec.groups.values():
        if any(row[key] is not None and key not in keys for key in members):
            keys -= {key for key in members if not spec.by_key[key].required}
    return {key: row[key] for key in spec.by_key if key in keys}


def _owned(connection: Connection, type_key: str, record: str) -> list[tuple[RecordSpec, Row]]:
    """Give the rows that a record owns and that do not only tell its story, with theirs in turn."""
    found: list[tuple[RecordSpec, Row]] = []
    for spec, link in links_to(type_key):
        is_own = spec.parent is not None and spec.parent.key == link and spec.names_of is None
        if is_own and spec.key not in _OWN_STORY:
            for row in rows_linked(connection, spec, link, record):
                found += [(spec, row), *_owned(connection, spec.key, str(row["id"]))]
    return found


def _copied(
    connection: Connection, copies: list[tuple[RecordSpec, Row, dict[str, Value]]], today: dt.date
) -> tuple[RecordChange, ...]:
    """Give the creations; rows of rows that are not copied stay behind."""
    fresh: dict[Value, str] = {}
    taken: Counter[str] = Counter()
    changes = []
    for number, (spec, row, _) in enumerate(copies):
        if number == 0 or spec.parent is None or row[spec.parent.key] in fresh:
            fresh[row["id"]] = new_key()
    for spec, row, values in copies:
        if row["id"] not in fresh:
            continue
        linked = {one.key: fresh[values[one.key]] for one in spec.links if values.get(one.key) in fresh}
        reference = values.get("reference") or propose_reference(connection, spec, today, taken[spec.key])
        taken[spec.key] += 1
        whole: dict[str, Value] = {f.key: f.default for f in spec.fields if f.default is not None}
        whole |= values
        whole |= linked
        whole["reference"] = reference
        present = {key: value for key, value in whole.items() if value is not None}
        changes.append(RecordChange(type=spec.key, id=fresh[row["id"]], action="create", new=present))
    return tuple(changes)


def name_of(database: Database, target: Target) -> str:
    """Give what a record is called."""
    with database.reading() as connection:
        entry = by_ids(connection, [target.id]).get(target.id)
    return entry.label if entry is not None else ""
