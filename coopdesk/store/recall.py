# SPDX-License-Identifier: EUPL-1.2
"""What was: past states of records and the last state of removed ones; and which ids were never here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, func, select

from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.store.bulk import chunked
from coopdesk.store.history import CHANGES, decode, decode_whole
from coopdesk.store.ledger import is_in_force
from coopdesk.store.register import REGISTER

State = dict[str, Value]


def unknown_ids(connection: Connection, ids: Collection[str]) -> set[str]:
    """Give the ids that no record has or ever had; one whose adding was taken back never had its id."""
    left, gone = set(ids), dict[int, str]()
    query = select(REGISTER.c.id, REGISTER.c.seq, REGISTER.c.is_live)
    for piece in chunked(list(left)):
        for record_id, seq, is_live in connection.execute(query.where(REGISTER.c.id.in_(piece))):
            left.discard(record_id)
            if not is_live:
                gone[seq] = record_id
    return left | {gone[seq] for seq in _never_added(connection, gone)}


def _never_added(connection: Connection, records: Collection[int]) -> set[int]:
    """Give the records, by number, that began with a change set which was taken back."""
    began: dict[int, int] = {}
    for piece in chunked(list(records)):
        first = select(CHANGES.c.record, func.min(CHANGES.c.change_set)).where(CHANGES.c.record.in_(piece))
        began.update((record, seq) for record, seq in connection.execute(first.group_by(CHANGES.c.record)))
    taken_back = {seq for seq in set(began.values()) if not is_in_force(connection, seq)}
    return {record for record, seq in began.items() if seq in taken_back}


def past_states(
    connection: Connection, record: int, current: Mapping[str, Value] | None, spec: RecordSpec
) -> Iterator[State]:
    """Give every state a record has been in, the newest first; `current` is None for one in the trash."""
    values = dict(current) if current is not None else None
    rows = connection.execute(
        select(CHANGES.c.change_set, CHANGES.c.field, CHANGES.c.old)
        .where(CHANGES.c.record == record)
        .order_by(CHANGES.c.seq.desc())
    ).all()
    last: int | None = None
    for change_set, field, old in rows:
        if values is not None and change_set != last:
            yield dict(values)
        last = change_set
        if field is None:
            values = decode_whole(spec, old) if old is not None else None
        elif values is not None:
            values[field] = decode(spec, field, old)


def removed_states(connection: Connection, spec: RecordSpec, ids: Collection[str]) -> dict[str, State]:
    """Give what records in the trash were when they went there, by id."""
    found: dict[str, State] = {}
    for piece in chunked(list(ids)):
        rows = connection.execute(
            select(REGISTER.c.id, CHANGES.c.old)
            .join(CHANGES, CHANGES.c.record == REGISTER.c.seq)
            .where(REGISTER.c.id.in_(piece), CHANGES.c.field.is_(None), CHANGES.c.new.is_(None))
            .order_by(CHANGES.c.seq)
        )
        found.update({record_id: decode_whole(spec, old) for record_id, old in rows})
    return found
