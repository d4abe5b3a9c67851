# SPDX-License-Identifier: EUPL-1.2
"""Reading the history: what was done, by whom, from where, with every value before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from coopdesk.domain.changes import RecordChange
from coopdesk.domain.errors import UsageError
from coopdesk.domain.kinds import LinkKind, Value
from coopdesk.records.catalog import SPECS
from coopdesk.services.naming import registered
from coopdesk.store import history
from coopdesk.store.engine import Database
from coopdesk.store.register import Entry as Registered
from coopdesk.store.register import by_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field before and after, links as references; without a field, a whole record that began or went."""

    type: str
    reference: str
    field: str | None
    old: Value | Mapping[str, Value]
    new: Value | Mapping[str, Value]
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change set of the history."""

    number: int
    made_at: dt.datetime
    who: str
    origin: str
    title: str
    reason: str | None
    undoes: int | None
    undone_by: int | None
    changes: Sequence[Change]


def entries(database: Database, reference: str | None = None, *, limit: int = 50) -> list[Entry]:
    """Give the newest change sets, all or those that touched a record (also one in the trash).

    Raises UserError for a reference that no record has or had.
    """
    with database.reading() as connection:
        record = None
        if reference is not None:
            record = registered(connection, reference).seq
        return [
            _entry(connection, one, record)
            for one in history.change_sets(connection, record=record, limit=limit)
        ]


def _entry(connection: Connection, change_set: history.ChangeSet, record: int | None) -> Entry:
    changes = history.changes_of(connection, change_set.seq, record=record)
    known = by_ids(connection, _ids(changes))
    return Entry(
        number=change_set.seq,
        made_at=change_set.made_at,
        who=change_set.who,
        origin=change_set.origin.value,
        title=change_set.title,
        reason=change_set.reason,
        undoes=change_set.undoes,
        undone_by=change_set.undone_by,
        changes=[shown for change in changes for shown in _shown(change, known)],
    )


def _ids(changes: Sequence[RecordChange]) -> Iterator[str]:
    for change in changes:
        yield change.id
        for link in SPECS[change.type].links:
            for side in (change.old, change.new):
                if side.get(link.key) is not None:
                    yield str(side[link.key])


def _shown(change: RecordChange, known: Mapping[str, Registered]) -> Iterator[Change]:
    reference = known[change.id].reference
    old, new = (_with_references(change.type, side, known) for side in (change.old, change.new))
    if change.action != "change":
        place = next(iter(change.places.values()), None)
        yield Change(
            type=change.type, reference=reference, field=None, old=old or None, new=new or None, place=place
        )
        return
    for key in new:
        place = change.places.get(key)
        yield Change(
            type=change.type, reference=reference, field=key, old=old.get(key), new=new[key], place=place
        )


def _with_references(
    type_key: str, values: Mapping[str, Value], known: Mapping[str, Registered]
) -> dict[str, Value]:
    fields = SPECS[type_key].by_key
    return {
        key: known[str(value)].reference
        if value is not None
        and key in fields
        and isinstance(fields[key].kind, LinkKind)
        and str(value) in known
        else value
        for key, value in values.items()
    }


def parse_time(text: str) -> dt.datetime:
    """Give the moment of a typed time, local unless it says otherwise; a day means its end.

    Raises UsageError.
    """
    try:
        if len(text) == 10:
            return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(23, 59, 59)).astimezone()
        return dt.datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise UsageError("time-not-understood", value=text) from None
