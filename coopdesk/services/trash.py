# SPDX-License-Identifier: EUPL-1.2
"""The trash: what was removed, by whom and when, and putting it back as one change set.

Putting back is the same merge as an undo: base nothing, ours nothing, theirs the record as it was last. Rows
that went with a record come back with it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.merging import merge_row, resolve
from coopdesk.records.catalog import SPECS
from coopdesk.services.history import undo
from coopdesk.services.merge_rules import rules_of
from coopdesk.services.pages.page import Target
from coopdesk.store import history
from coopdesk.store.chronicle import record_counts
from coopdesk.store.engine import Database
from coopdesk.store.pending import look_up
from coopdesk.store.recall import removed_states
from coopdesk.store.refusals import refuse
from coopdesk.store.trash import Gone, gone, gone_among, gone_counts, gone_in
from coopdesk.store.unit_of_work import write

PAGE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A record in the trash. `rows` counts the rows that it owns and that went with it."""

    target: Target
    reference: str
    label: str
    kind: str
    removed_at: dt.datetime
    who: str
    change_set: int
    rows: int
    place: tuple[int, int]


def removed(
    database: Database, *, types: Sequence[str] = (), before: tuple[int, int] | None = None, limit: int = PAGE
) -> list[Removed]:
    """Give a page of the trash, removed last first; rows that went with their owner are counted at it.

    `before` is the `place` of the last record of the page before.
    """
    found: list[Removed] = []
    with database.reading() as connection:
        removals = _Removals(connection)
        while len(found) < limit:
            page = gone(connection, types=types, before=before, limit=limit)
            if not page:
                break
            before = (page[-1].change_set, page[-1].entry.seq)
            found += [_removed(one, removals) for one in page if not removals.of(one).is_with_owner(one)]
    return found[:limit]


def types_in_trash(database: Database) -> list[tuple[str, str, int]]:
    """Give the types of which records are in the trash: key, label in the plural, how many."""
    with database.reading() as connection:
        counts = gone_counts(connection)
    return [(spec.key, spec.plural, counts[spec.key]) for spec in SPECS.values() if spec.key in counts]


def hindrance(database: Database, ids: Sequence[str]) -> str:
    """Say why records cannot be put back now, in one sentence; empty where they can."""
    with database.reading() as connection:
        try:
            refuse(look_up(connection, _plan(connection, ids), dt.datetime.now(dt.UTC)))
        except UserError as error:
            return str(error)
    return ""


def restore(database: Database, ids: Sequence[str], *, who: str) -> Written:
    """Put records back with the rows that went with them, as one change set.

    Where that is all a removal did, the removal counts as taken back. Raises UserError where a link leads to
    something that is in the trash itself, or a reference has been given out again.
    """
    with database.reading() as connection:
        plan = _plan(connection, ids)
        number = _all_of_one(connection, plan)
    if number is not None:
        return undo(database, number, who=who)
    return write(database, plan, who=who)


class _Removal:
    """The owned rows that one change set removed, and what owned them. Much else may have gone with them."""

    def __init__(self, connection: Connection, change_set: int) -> None:
        owned = [spec for spec in SPECS.values() if spec.parent is not None]
        self._rows = gone_in(connection, change_set, [spec.key for spec in owned])
        self._owner_of: dict[str, str] = {}
        for spec in owned:
            ids = [one.entry.id for one in self._rows if one.entry.type == spec.key]
            for key, values in removed_states(connection, spec, ids).items():
                self._owner_of[key] = str(values.get(spec.parent.key if spec.parent else ""))
        owners = gone_among(connection, sorted(set(self._owner_of.values())))
        self._ids = {key for key, one in owners.items() if one.change_set == change_set}

    def is_with_owner(self, one: Gone) -> bool:
        """Whether a row went because its owner did."""
        return self._owner_of.get(one.entry.id) in self._ids

    def rows_with(self, record_id: str) -> list[Gone]:
        """Give the rows that a record owned, and theirs."""
        rows_of: dict[str, list[str]] = defaultdict(list)
        for row, owner in self._owner_of.items():
            rows_of[owner].append(row)
        found: set[str] = set()
        waiting = [record_id]
        while waiting:
            fresh = [row for row in rows_of.get(waiting.pop(), ()) if row not in found]
            found.update(fresh)
            waiting += fresh
        return [one for one in self._rows if one.entry.id in found]


class _Removals:
    """The removals that a page of the trash meets, each looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, _Removal] = {}

    def of(self, one: Gone) -> _Removal:
        """Give the removal in which a record went."""
        if one.change_set not in self._known:
            self._known[one.change_set] = _Removal(self._connection, one.change_set)
        return self._known[one.change_set]


def _removed(one: Gone, removals: _Removals) -> Removed:
    spec = SPECS[one.entry.type]
    return Removed(
        target=Target(spec.key, one.entry.id),
        reference=one.entry.reference,
        label=one.entry.label,
        kind=spec.label,
        removed_at=one.removed_at.astimezone(),
        who=one.who,
        change_set=one.change_set,
        rows=len(removals.of(one).rows_with(one.entry.id)),
        place=(one.change_set, one.entry.seq),
    )


def _plan(connection: Connection, ids: Sequence[str]) -> ChangePlan:
    removals = _Removals(connection)
    chosen = list(dict.fromkeys(ids))
    there = gone_among(connection, chosen)
    wanted: dict[str, Gone] = {}
    for record_id in chosen:
        if record_id in there:
            one = wanted[record_id] = there[record_id]
            wanted |= {row.entry.id: row for row in removals.of(one).rows_with(record_id)}
    if chosen[0] not in wanted:
        raise UserError("not-in-trash")
    first = wanted[chosen[0]].entry
    title = (
        f"Restore {SPECS[first.type].label.lower()} {first.reference}"
        if len(chosen) == 1
        else f"Restore {len(chosen)} records from the trash"
    )
    changes = tuple(_back(connection, list(wanted.values())))
    return ChangePlan(title=title, origin=Origin.RESTORE, changes=changes)


def _back(connection: Connection, gone: Sequence[Gone]) -> Iterator[RecordChange]:
    """Merge records back: each was nothing after its removal, is nothing now, and was this before."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for one in gone:
        by_type[one.entry.type].append(one.entry.id)
    for type_key, ids in by_type.items():
        spec = SPECS[type_key]
        last = removed_states(connection, spec, ids)
        for record_id in ids:
            merged = resolve(merge_row(None, None, last[record_id], rules_of(spec)), {}, "theirs")
            present = {key: value for key, value in (merged.values or {}).items() if value is not None}
            yield RecordChange(type=type_key, id=record_id, action="create", new=present)


def _all_of_one(connection: Connection, plan: ChangePlan) -> int | None:
    """Give the removal that a plan takes back as a whole, None where it takes back less, or several."""
    numbers = {one.change_set for one in gone_among(connection, [one.id for one in plan.changes]).values()}
    removal = history.change_set(connection, numbers.pop()) if len(numbers) == 1 else None
    if removal is None or removal.undone_by is not None or removal.origin is Origin.UNDO:
        return None
    if record_counts(connection, [removal.seq]).get(removal.seq) != len(plan.changes):
        return None
    changes = history.changes_of(connection, removal.seq)
    is_removal = all(change.action == "remove" for change in changes)
    is_whole = {change.id for change in changes} == {change.id for change in plan.changes}
    return removal.seq if is_removal and is_whole else None
