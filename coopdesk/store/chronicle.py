# SPDX-License-Identifier: EUPL-1.2
"""Questions to the history as a list: pages of entries that fit a filter, counts, who and where from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from coopdesk.domain.folding import fold, words
from coopdesk.store.history import CHANGE_SETS, CHANGES, ChangeSet, change_set
from coopdesk.store.register import REGISTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are wanted: all that say every word, of these people and origins, on these types."""

    words: str = ""
    people: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    since: dt.datetime | None = None


def numbers(connection: Connection, wanted: Wanted, *, before: int | None, limit: int) -> list[int]:
    """Give the numbers of a page of entries, newest first."""
    query = _wanted(select(CHANGE_SETS.c.seq), wanted)
    if before is not None:
        query = query.where(CHANGE_SETS.c.seq < before)
    return list(connection.execute(query.order_by(CHANGE_SETS.c.seq.desc()).limit(limit)).scalars())


def count(connection: Connection, wanted: Wanted) -> int:
    """Give the number of entries that fit."""
    query = _wanted(select(func.count()).select_from(CHANGE_SETS), wanted)
    return int(connection.execute(query).scalar_one())


def _wanted(query: Select[Any], wanted: Wanted) -> Select[Any]:
    for word in words(wanted.words):
        folded = func.coopdesk_fold(CHANGE_SETS.c.title + " " + func.coalesce(CHANGE_SETS.c.reason, ""))
        query = query.where(folded.contains(fold(word), autoescape=True))
    if wanted.people:
        query = query.where(CHANGE_SETS.c.who.in_(wanted.people))
    if wanted.origins:
        query = query.where(CHANGE_SETS.c.origin.in_(wanted.origins))
    if wanted.since is not None:
        query = query.where(CHANGE_SETS.c.made_at >= wanted.since)
    if wanted.types:
        touched = (
            select(CHANGES.c.seq)
            .join(REGISTER, REGISTER.c.seq == CHANGES.c.record)
            .where(CHANGES.c.change_set == CHANGE_SETS.c.seq, REGISTER.c.type.in_(wanted.types))
        )
        query = query.where(touched.exists())
    return query


def change_sets_of(connection: Connection, seqs: Sequence[int]) -> list[ChangeSet]:
    """Give entries by their numbers, in that order."""
    found = [change_set(connection, seq) for seq in seqs]
    return [one for one in found if one is not None]


def record_counts(connection: Connection, seqs: Collection[int]) -> dict[int, int]:
    """Give how many records each entry touched; those that touched none are left out."""
    query = (
        select(CHANGES.c.change_set, func.count(CHANGES.c.record.distinct()))
        .where(CHANGES.c.change_set.in_(seqs))
        .group_by(CHANGES.c.change_set)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def times(connection: Connection, seqs: Collection[int]) -> dict[int, dt.datetime]:
    """Give when entries were made, by number."""
    query = select(CHANGE_SETS.c.seq, CHANGE_SETS.c.made_at).where(CHANGE_SETS.c.seq.in_(seqs))
    return {row[0]: row[1] for row in connection.execute(query)}


def people(connection: Connection) -> list[str]:
    """Give everybody who ever did something here, in the order of their names."""
    return list(
        connection.execute(select(CHANGE_SETS.c.who).distinct().order_by(CHANGE_SETS.c.who)).scalars()
    )


def origins(connection: Connection) -> list[str]:
    """Give where entries came from, each once."""
    return list(
        connection.execute(select(CHANGE_SETS.c.origin).distinct().order_by(CHANGE_SETS.c.origin)).scalars()
    )


def records_in(connection: Connection, seq: int, limit: int) -> list[int]:
    """Give the numbers of the first records that an entry touched, in the order of writing."""
    query = (
        select(CHANGES.c.record)
        .where(CHANGES.c.change_set == seq)
        .group_by(CHANGES.c.record)
        .order_by(func.min(CHANGES.c.seq))
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def touching(
    connection: Connection,
    records: Collection[int],
    *,
    before: int | None = None,
    field: str | None = None,
    limit: int,
) -> list[int]:
    """Give the numbers of the entries that touched records, or one field of theirs, newest first."""
    query = select(CHANGES.c.change_set).where(CHANGES.c.record.in_(records)).distinct()
    if before is not None:
        query = query.where(CHANGES.c.change_set < before)
    if field is not None:
        query = query.where((CHANGES.c.field == field) | CHANGES.c.field.is_(None))
    return list(connection.execute(query.order_by(CHANGES.c.change_set.desc()).limit(limit)).scalars())


def fields_changed(connection: Connection, record: int) -> set[str]:
    """Give the fields of a record that were ever changed one by one."""
    query = select(CHANGES.c.field).where(CHANGES.c.record == record, CHANGES.c.field.is_not(None)).distinct()
    return set(connection.execute(query).scalars())
