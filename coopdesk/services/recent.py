# SPDX-License-Identifier: EUPL-1.2
"""Which records were opened last in this file, and which are pinned to stay at hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from coopdesk.services.pages.page import Target
from coopdesk.store import opened as store
from coopdesk.store.engine import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A record that was opened here not long ago, or is pinned."""

    target: Target
    reference: str
    title: str
    is_pinned: bool


def note_opened(database: Database, target: Target, *, at: dt.datetime | None = None) -> None:
    """Note that a record was opened now. It is no change of the records and not in the history."""
    with database.writing() as connection:
        store.note(connection, target.id, at or dt.datetime.now(dt.UTC))


def pin(database: Database, target: Target) -> None:
    """Keep a record at hand, however long ago it was opened."""
    with database.writing() as connection:
        store.set_pinned(connection, target.id, True, dt.datetime.now(dt.UTC))


def unpin(database: Database, target: Target) -> None:
    """Let a pinned record go; it stays among the recent ones as long as its turn is."""
    with database.writing() as connection:
        store.set_pinned(connection, target.id, False, dt.datetime.now(dt.UTC))


def recent(database: Database, *, limit: int = 10) -> list[Recent]:
    """Give the records opened last that are not pinned, newest first; those in the trash are left out."""
    return _found(database, limit, pinned=False)


def pinned(database: Database, *, limit: int = 20) -> list[Recent]:
    """Give the pinned records, the one opened last first."""
    return _found(database, limit, pinned=True)


def _found(database: Database, limit: int, *, pinned: bool) -> list[Recent]:
    with database.reading() as connection:
        rows = store.opened(connection, limit=limit, pinned=pinned)
    return [
        Recent(
            target=Target(entry.type, entry.id),
            reference=entry.reference,
            title=entry.label,
            is_pinned=is_pinned,
        )
        for entry, is_pinned in rows
    ]
