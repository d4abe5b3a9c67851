# SPDX-License-Identifier: EUPL-1.2
"""Records in the trash: which there are, newest first, and in which change set each went there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, select

from coopdesk.store.bulk import AMONG, found_among
from coopdesk.store.history import CHANGE_SETS, CHANGES
from coopdesk.store.register import REGISTER, Entry, entry_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A removed record: when it went, by whom, in which change set."""

    entry: Entry
    change_set: int
    removed_at: dt.datetime
    who: str


_GONE: Final = (
    select(
        REGISTER.c.seq, REGISTER.c.id, REGISTER.c.type, REGISTER.c.reference, REGISTER.c.label,
        REGISTER.c.version, REGISTER.c.is_live, REGISTER.c.changed_in, CHANGE_SETS.c.made_at,
        CHANGE_SETS.c.who,
    )
    .join(CHANGE_SETS, CHANGE_SETS.c.seq == REGISTER.c.changed_in)
    .where(~REGISTER.c.is_live)
)  # fmt: skip


def gone(
    connection: Connection, *, types: Sequence[str] = (), before: tuple[int, int] | None = None, limit: int
) -> list[Gone]:
    """Give removed records, the last first; `before` is (change set, number) of the last one seen."""
    query = _GONE.order_by(REGISTER.c.changed_in.desc(), REGISTER.c.seq.desc()).limit(limit)
    if types:
        query = query.where(REGISTER.c.type.in_(types))
    if before is not None:
        at, seq = before
        query = query.where(
            (REGISTER.c.changed_in < at) | ((REGISTER.c.changed_in == at) & (REGISTER.c.seq < seq))
        )
    return [_gone(row) for row in connection.execute(query)]


def gone_in(connection: Connection, change_set: int, types: Sequence[str]) -> list[Gone]:
    """Give the records of types that a change set removed and that are in the trash since."""
    touched = select(CHANGES.c.record).where(CHANGES.c.change_set == change_set)
    query = _GONE.where(
        REGISTER.c.seq.in_(touched), REGISTER.c.changed_in == change_set, REGISTER.c.type.in_(types)
    )
    return [_gone(row) for row in connection.execute(query.order_by(REGISTER.c.seq))]


def gone_among(connection: Connection, ids: Sequence[str]) -> dict[str, Gone]:
    """Give removed records by id; those that are not in the trash are left out."""
    rows = found_among(connection, _GONE.where(REGISTER.c.id.in_(AMONG)), ids)
    return {one.entry.id: one for one in map(_gone, rows)}


def _gone(row: Sequence[Any]) -> Gone:
    return Gone(entry=entry_of(row[:7]), change_set=row[7], removed_at=row[8], who=row[9])


def gone_counts(connection: Connection) -> dict[str, int]:
    """Give how many records of each type are in the trash."""
    query = select(REGISTER.c.type, func.count()).where(~REGISTER.c.is_live).group_by(REGISTER.c.type)
    return {row[0]: row[1] for row in connection.execute(query)}
