# SPDX-License-Identifier: EUPL-1.2
"""Records that may be meant by the beginning of a name: by the index of labels and by the words of names.

A type of few records is read whole, so that nothing is missed behind many others; of many, the newest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from sqlalchemy import Connection, func, select

from coopdesk.domain.folding import sort_key, words
from coopdesk.store import search
from coopdesk.store.bulk import AMONG, found_among
from coopdesk.store.register import REGISTER, Entry, entry_of

FEW: Final = 4_000
CANDIDATES: Final = 200
_ENTRY: Final = tuple(REGISTER.c[one.name] for one in fields(Entry))
_LAST: Final = "\U0010ffff"
_NAMES: Final = select(search.ENTRIES.c.seq, search.ENTRIES.c.names).where(search.ENTRIES.c.seq.in_(AMONG))


def begun(connection: Connection, types: Sequence[str], query: str, *, limit: int) -> list[Entry]:
    """Give live records of the types whose label begins so, in the order of their names."""
    start = sort_key(query)
    found: list[Entry] = []
    for type_key in types:
        rows = connection.execute(
            select(*_ENTRY)
            .where(REGISTER.c.type == type_key, REGISTER.c.is_live)
            .where(REGISTER.c.label_sorted >= start, REGISTER.c.label_sorted < start + _LAST)
            .order_by(REGISTER.c.label_sorted)
            .limit(limit)
        )
        found += [entry_of(row) for row in rows]
    return found


def named(connection: Connection, types: Sequence[str], query: str) -> list[Entry]:
    """Give live records that have every word of the query at the beginning of a word of a name or label."""
    tokens = words(query)
    if not tokens:
        return []
    if types and _are_few(connection, types):
        return _among_all(connection, types, tokens)
    return search.find(connection, query, types=types, limit=CANDIDATES, names_only=True)


def names_of(connection: Connection, entries: Sequence[Entry]) -> dict[int, str]:
    """Give the folded names under which records are found, by their number."""
    rows = found_among(connection, _NAMES, [one.seq for one in entries])
    return {row[0]: row[1] for row in rows}


def _are_few(connection: Connection, types: Sequence[str]) -> bool:
    some = (
        select(REGISTER.c.seq).where(REGISTER.c.type.in_(types), REGISTER.c.is_live).limit(FEW + 1).subquery()
    )
    return connection.execute(select(func.count()).select_from(some)).scalar_one() <= FEW


def _among_all(connection: Connection, types: Sequence[str], tokens: Sequence[str]) -> list[Entry]:
    names = search.ENTRIES.c.names
    query = (
        select(*_ENTRY, names, REGISTER.c.label_sorted)
        .join(search.ENTRIES, search.ENTRIES.c.seq == REGISTER.c.seq)
        .where(REGISTER.c.type.in_(types), REGISTER.c.is_live)
    )
    for (
        token
    ) in tokens:  # anywhere at first, which SQLite does fast; the beginnings of words are seen to below
        query = query.where(
            names.contains(token, autoescape=True) | REGISTER.c.label_sorted.contains(token, autoescape=True)
        )
    return [
        entry_of(row[:-2])
        for row in connection.execute(query)
        if _begins_words(f"{row[-2]} {row[4]}", tokens)
    ]


def _begins_words(text: str, tokens: Sequence[str]) -> bool:
    found = words(text)
    return all(any(word.startswith(token) for word in found) for token in tokens)
