# SPDX-License-Identifier: EUPL-1.2
"""The table of drafts: what is being typed, kept so that no crash loses it. It has no history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from coopdesk.records._base import Base
from coopdesk.store.desk_tables import DraftRow

DRAFTS: Table = Base.metadata.tables[DraftRow.__tablename__]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft as it lies in the table; texts and values as JSON."""

    seq: int
    type: str
    record: str | None
    typed: str
    seen: str
    who: str
    changed_at: dt.datetime


def put(
    connection: Connection,
    *,
    seq: int | None,
    type_key: str,
    record: str | None,
    typed: str,
    seen: str,
    who: str,
    at: dt.datetime,
) -> KeptDraft:
    """Write a draft over the one of the same number or the same record, else as a new one."""
    values = {"type": type_key, "record": record, "typed": typed, "seen": seen, "who": who, "changed_at": at}
    if record is not None:
        found = of_record(connection, record)
        seq = found.seq if found is not None else None
    is_there = (
        seq is not None
        and connection.execute(update(DRAFTS).where(DRAFTS.c.seq == seq).values(values)).rowcount > 0
    )
    if not is_there:
        new = values if seq is None else {**values, "seq": seq}
        seq = connection.execute(insert(DRAFTS).values(new).returning(DRAFTS.c.seq)).scalar_one()
    return KeptDraft(
        seq=seq or 0, type=type_key, record=record, typed=typed, seen=seen, who=who, changed_at=at
    )


def of_record(connection: Connection, record: str) -> KeptDraft | None:
    """Give the draft of a record."""
    row = connection.execute(select(DRAFTS).where(DRAFTS.c.record == record)).first()
    return None if row is None else _kept(row)


def numbered(connection: Connection, seq: int) -> KeptDraft | None:
    """Give a draft by its number."""
    row = connection.execute(select(DRAFTS).where(DRAFTS.c.seq == seq)).first()
    return None if row is None else _kept(row)


def every(connection: Connection) -> Sequence[KeptDraft]:
    """Give all drafts, last changed first."""
    rows = connection.execute(select(DRAFTS).order_by(DRAFTS.c.changed_at.desc(), DRAFTS.c.seq.desc()))
    return [_kept(row) for row in rows]


def remove(connection: Connection, seq: int) -> None:
    """Throw a draft away."""
    connection.execute(delete(DRAFTS).where(DRAFTS.c.seq == seq))


def _kept(row: Row[Any]) -> KeptDraft:
    return KeptDraft(**row._mapping)
