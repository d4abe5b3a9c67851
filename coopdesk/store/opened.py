# SPDX-License-Identifier: EUPL-1.2
"""The records opened last, and the pinned ones. No record of the office, so it bypasses the history."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import Connection, Table, delete, insert, select, update

from coopdesk.records._base import Base
from coopdesk.store.desk_tables import OpenedRow
from coopdesk.store.register import REGISTER, Entry, entry_of

OPENED: Final[Table] = Base.metadata.tables[OpenedRow.__tablename__]
KEEP: Final = 200

_ENTRY: Final = (
    REGISTER.c.seq, REGISTER.c.id, REGISTER.c.type, REGISTER.c.reference, REGISTER.c.label,
    REGISTER.c.version, REGISTER.c.is_live,
)  # fmt: skip


def note(connection: Connection, record: str, at: dt.datetime) -> None:
    """Note that a record was opened; the oldest that are not pinned are forgotten."""
    changed = connection.execute(update(OPENED).where(OPENED.c.record == record).values(opened_at=at))
    if changed.rowcount == 0:
        connection.execute(insert(OPENED).values(record=record, opened_at=at, is_pinned=False))
    newest = select(OPENED.c.record).where(~OPENED.c.is_pinned).order_by(OPENED.c.opened_at.desc())
    connection.execute(delete(OPENED).where(~OPENED.c.is_pinned, OPENED.c.record.not_in(newest.limit(KEEP))))


def set_pinned(connection: Connection, record: str, is_pinned: bool, at: dt.datetime) -> None:
    """Pin a record, or let it go again; one that was never opened is as if opened at that moment."""
    values = {"is_pinned": is_pinned}
    changed = connection.execute(update(OPENED).where(OPENED.c.record == record).values(values))
    if changed.rowcount == 0 and is_pinned:
        connection.execute(insert(OPENED).values(record=record, opened_at=at, is_pinned=True))


def opened(connection: Connection, *, limit: int, pinned: bool | None = None) -> list[tuple[Entry, bool]]:
    """Give live records opened last, newest first, with whether they are pinned; all, or only (un)pinned."""
    query = (
        select(*_ENTRY, OPENED.c.is_pinned)
        .join(REGISTER, REGISTER.c.id == OPENED.c.record)
        .where(REGISTER.c.is_live)
        .order_by(OPENED.c.opened_at.desc(), REGISTER.c.seq.desc())
        .limit(limit)
    )
    if pinned is not None:
        query = query.where(OPENED.c.is_pinned == pinned)
    return [(entry_of(row[:-1]), row[-1]) for row in connection.execute(query)]
