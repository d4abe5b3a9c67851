# SPDX-License-Identifier: EUPL-1.2
"""The history: writing the rows of a change set, reading them back, a record as it was."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, RowMapping, Table, func, insert, select, update

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records._base import Base
from coopdesk.records.catalog import SPECS
from coopdesk.store.bulk import insert_rows
from coopdesk.store.history_tables import ChangeRow, ChangeSetRow
from coopdesk.store.register import REGISTER, Entry, by_seqs

CHANGE_SETS: Table = Base.metadata.tables[ChangeSetRow.__tablename__]
CHANGES: Table = Base.metadata.tables[ChangeRow.__tablename__]

CLOCK_LEEWAY: Final = dt.timedelta(minutes=5)

Whole = dict[str, Value]

logger = logging.getLogger(__name__)

_NEW_LINE: Final = insert(CHANGE_SETS).returning(CHANGE_SETS.c.seq)
_LAST_TIME: Final = select(CHANGE_SETS.c.made_at).order_by(CHANGE_SETS.c.seq.desc()).limit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """One entry of the history, without its changes."""

    seq: int
    made_at: dt.datetime
    who: str
    origin: Origin
    title: str
    reason: str | None
    undoes: int | None
    undone_by: int | None


def begin_change_set(connection: Connection, plan: ChangePlan, *, who: str, at: dt.datetime) -> int:
    """Write the line of a change set and give its number; what it undoes is marked."""
    _note_clock(connection, at)
    line = {
        "made_at": at,
        "who": who,
        "origin": plan.origin.value,
        "title": plan.title,
        "reason": plan.reason,
        "undoes": plan.undoes,
    }
    seq = connection.execute(_NEW_LINE, line).scalar_one()
    if plan.undoes is not None:
        connection.execute(update(CHANGE_SETS).where(CHANGE_SETS.c.seq == plan.undoes).values(undone_by=seq))
    return int(seq)


def _note_clock(connection: Connection, at: dt.datetime) -> None:
    """Note in the log where the clock was set back: the times of the history then do not follow its order."""
    last = connection.execute(_LAST_TIME).scalar()
    if last is not None and last - at > CLOCK_LEEWAY:
        logger.warning("the clock went back: the last change set was made at %s, this one at %s", last, at)


def write_changes(
    connection: Connection, change_set: int, changes: Iterable[RecordChange], seqs: Mapping[str, int]
) -> None:
    """Write the rows of a change set; `seqs` gives the number of each record by id."""
    columns = ("change_set", "record", "field", "old", "new", "place")
    insert_rows(
        connection, CHANGES, columns, (row for c in changes for row in _rows(change_set, c, seqs[c.id]))
    )


def _rows(change_set: int, change: RecordChange, record: int) -> Iterable[tuple[object, ...]]:
    spec = SPECS[change.type]
    if change.action == "change":
        for key, new in change.new.items():
            old = change.old.get(key)
            place = change.places.get(key)
            yield (change_set, record, key, encode(spec, key, old), encode(spec, key, new), place)
        return
    old, new = encode_whole(spec, change.old), encode_whole(spec, change.new)
    place = next(iter(change.places.values()), None)
    yield (change_set, record, None, old, new, place)


def encode(spec: RecordSpec, key: str, value: Value) -> str | None:
    """Give a value as the history keeps it; empty is NULL."""
    if value is None:
        return None
    return json.dumps(spec.by_key[key].kind.to_json(value), ensure_ascii=False)


def decode(spec: RecordSpec, key: str, stored: str | None) -> Value:
    """Take a value back from the history; fields that are no longer declared come back as they lie there."""
    if stored is None:
        return None
    data = json.loads(stored)
    field = spec.by_key.get(key)
    return field.kind.from_json(data) if field else data


def encode_whole(spec: RecordSpec, values: Mapping[str, Value]) -> str | None:
    """Give all values of a record as the history keeps them."""
    if not values:
        return None
    plain = {key: spec.by_key[key].kind.to_json(value) for key, value in values.items() if value is not None}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def decode_whole(spec: RecordSpec, stored: str | None) -> Whole:
    """Take all values of a record back."""
    data = json.loads(stored) if stored else {}
    return {key: spec.by_key[key].kind.from_json(value) for key, value in data.items() if key in spec.by_key}


def change_sets(
    connection: Connection, *, record: int | None = None, limit: int | None = 50, before: int | None = None
) -> list[ChangeSet]:
    """Give entries of the history, newest first, all or those that touched a record."""
    query = select(CHANGE_SETS).order_by(CHANGE_SETS.c.seq.desc()).limit(limit)
    if record is not None:
        touched = select(CHANGES.c.change_set).where(CHANGES.c.record == record)
        query = query.where(CHANGE_SETS.c.seq.in_(touched))
    if before is not None:
        query = query.where(CHANGE_SETS.c.seq < before)
    return [_change_set(row) for row in connection.execute(query).mappings()]


def change_set(connection: Connection, seq: int) -> ChangeSet | None:
    """Give one entry of the history."""
    row = connection.execute(select(CHANGE_SETS).where(CHANGE_SETS.c.seq == seq)).mappings().first()
    return _change_set(row) if row else None


def _change_set(row: RowMapping) -> ChangeSet:
    return ChangeSet(**(dict(row) | {"origin": Origin(row["origin"])}))


def changes_of(
    connection: Connection,
    change_set: int,
    *,
    record: int | None = None,
    among: Collection[int] | None = None,
) -> list[RecordChange]:
    """Give the changes of a change set, of all records or some, fields of one together, as written."""
    query = select(CHANGES).where(CHANGES.c.change_set == change_set).order_by(CHANGES.c.seq)
    if record is not None:
        query = query.where(CHANGES.c.record == record)
    if among is not None:
        query = query.where(CHANGES.c.record.in_(among))
    by_record: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query):
        by_record.setdefault(row.record, []).append(row)
    entries = by_seqs(connection, by_record)
    return [_record_change(entries[seq], rows) for seq, rows in by_record.items()]


def _record_change(entry: Entry, rows: Sequence[Row[Any]]) -> RecordChange:
    """Make a change of its rows: one of the whole record, or one of each field."""
    spec, first = SPECS[entry.type], rows[0]
    if first.field is None:
        return RecordChange(
            type=entry.type,
            id=entry.id,
            action="create" if first.old is None else "remove",
            old=decode_whole(spec, first.old),
            new=decode_whole(spec, first.new),
            places={"": first.place} if first.place else {},
        )
    return RecordChange(
        type=entry.type,
        id=entry.id,
        action="change",
        old={row.field: decode(spec, row.field, row.old) for row in rows},
        new={row.field: decode(spec, row.field, row.new) for row in rows},
        places={row.field: row.place for row in rows if row.place},
    )


def last_change_set_before(connection: Connection, moment: dt.datetime) -> int:
    """Give the number of the last change set made up to a moment; 0 when there was none.

    The history is ordered by number, not by time: of entries whose clock ran back the highest counts.
    """
    query = select(func.max(CHANGE_SETS.c.seq)).where(CHANGE_SETS.c.made_at <= moment)
    return connection.execute(query).scalar() or 0


def values_as_of(
    connection: Connection, record: int, current: Mapping[str, Value] | None, spec: RecordSpec, after: int
) -> Whole | None:
    """Give the values of a record as they were after change set `after`; None when it was not there.

    `current` are its values now (None when it is in the trash). Works backwards through its later changes.
    """
    rows = connection.execute(
        select(CHANGES.c.field, CHANGES.c.old)
        .where(CHANGES.c.record == record, CHANGES.c.change_set > after)
        .order_by(CHANGES.c.seq.desc())
    )
    values: Whole | None = dict(current) if current is not None else None
    for field, old in rows:
        values = _step_back(spec, values, field, old)
    return values


def _step_back(spec: RecordSpec, values: Whole | None, field: str | None, old: str | None) -> Whole | None:
    """Give the values of a record before one row of the history."""
    if field is None:
        return decode_whole(spec, old) if old is not None else None
    return None if values is None else {**values, field: decode(spec, field, old)}


def states_after(
    connection: Connection, change_set: int, now: Mapping[str, tuple[Entry, Mapping[str, Value] | None]]
) -> dict[str, Whole | None]:
    """Give the values of the records of a change set as it left them, by id, worked back from those now."""
    states: dict[str, Whole | None] = {
        key: None if row is None else dict(row) for key, (_, row) in now.items()
    }
    by_number = {entry.seq: entry for entry, _ in now.values()}
    here = select(CHANGES.c.record).where(CHANGES.c.change_set == change_set)
    later = connection.execute(
        select(CHANGES.c.record, CHANGES.c.field, CHANGES.c.old)
        .where(CHANGES.c.change_set > change_set, CHANGES.c.record.in_(here))
        .order_by(CHANGES.c.seq.desc())
    )
    for record, field, old in later:
        entry = by_number[record]
        states[entry.id] = _step_back(SPECS[entry.type], states[entry.id], field, old)
    return states


def values_in_trash(connection: Connection, entry: Entry) -> Whole:
    """Give the values that a removed record had last."""
    query = select(CHANGES.c.old).where(CHANGES.c.record == entry.seq, CHANGES.c.field.is_(None))
    stored = connection.execute(query.order_by(CHANGES.c.seq.desc()).limit(1)).scalar()
    return decode_whole(SPECS[entry.type], stored)


def has_changes(connection: Connection, change_set: int) -> bool:
    """Say whether a change set wrote any records; an export or an import that found all equal wrote none."""
    query = select(CHANGES.c.seq).where(CHANGES.c.change_set == change_set).limit(1)
    return connection.execute(query).first() is not None


def count_of(connection: Connection, record: int) -> int:
    """Give how many change sets touched a record."""
    query = select(func.count(CHANGES.c.change_set.distinct())).where(CHANGES.c.record == record)
    return connection.execute(query).scalar_one()


def touched_by(connection: Connection, record: int) -> tuple[str, dt.datetime] | None:
    """Give who touched a record last, and when."""
    row = connection.execute(
        select(CHANGE_SETS.c.who, CHANGE_SETS.c.made_at)
        .join(REGISTER, REGISTER.c.changed_in == CHANGE_SETS.c.seq)
        .where(REGISTER.c.seq == record)
    ).first()
    return (row[0], row[1]) if row else None
