# SPDX-License-Identifier: EUPL-1.2
"""Search over every record: a full-text index over text folded by our own function.

SQLite's own folding does not find Yilmaz for Yılmaz, nor đ, ł, ß or hamza; ours does. The index is
kept true by the one door, row by row or, after bulk work, by one statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, func, select, text

from coopdesk.domain.folding import fold, words
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records._base import Base
from coopdesk.records.catalog import SPECS
from coopdesk.store.bulk import AMONG, chunked, found_among, insert_rows, rows_by
from coopdesk.store.history_tables import SearchEntry
from coopdesk.store.register import REGISTER, Entry, entry_of, table_of

ENTRIES: Table = Base.metadata.tables[SearchEntry.__tablename__]
MUCH: Final = 500
MOST_WORDS: Final = 32  # SQLite takes no endless query

Texts = tuple[int, str, str]
"""Number of the record, folded names, folded other text."""


def texts_of(
    spec: RecordSpec, values: Mapping[str, Value], further_names: Sequence[str] = ()
) -> tuple[str, str]:
    """Give the folded names and the folded other text of a record.

    The reference is a name, but not that of an owned row, which only repeats its owner's.
    """
    names: list[str] = []
    texts: list[str] = []
    for field in spec.fields:
        value = values.get(field.key)
        is_own_reference = field.key == "reference" and spec.parent is None
        if value is None or (field.searched == "no" and not is_own_reference):
            continue
        shown = field.kind.format(value)
        (names if field.searched == "name" or is_own_reference else texts).append(shown)
    return fold(" \n ".join([*names, *further_names])), fold(" \n ".join(texts))


def put(connection: Connection, rows: Sequence[Texts]) -> None:
    """Write or replace the search text of records; where it says the same already the index is left alone."""
    stored = _stored(connection, [row[0] for row in rows])
    fresh = [row for row in rows if stored.get(row[0]) != row]
    _exchange(connection, [stored[row[0]] for row in fresh if row[0] in stored], fresh)


def remove(connection: Connection, seqs: Sequence[int]) -> None:
    """Take records out of the search."""
    _exchange(connection, list(_stored(connection, seqs).values()), [])


def _exchange(connection: Connection, gone: Sequence[Texts], come: Sequence[Texts]) -> None:
    """Take texts out and put others in. The index must be told word for word what it is to forget.

    Where much of it changes it is made anew from the texts, which takes a tenth of the time.
    """
    if not gone and not come:
        return
    is_much = len(gone) + len(come) >= MUCH and 10 * (len(gone) + len(come)) >= size(connection)
    if gone and not is_much:
        connection.exec_driver_sql(
            "INSERT INTO search(search, rowid, names, texts) VALUES ('delete', ?, ?, ?)", list(gone)
        )
    for piece in chunked(gone):
        connection.execute(ENTRIES.delete().where(ENTRIES.c.seq.in_([row[0] for row in piece])))
    insert_rows(connection, ENTRIES, ("seq", "names", "texts"), come)
    if is_much:
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('rebuild')")
    elif come:
        connection.exec_driver_sql("INSERT INTO search(rowid, names, texts) VALUES (?, ?, ?)", list(come))


def _stored(connection: Connection, seqs: Sequence[int]) -> dict[int, Texts]:
    rows = found_among(connection, rows_by(ENTRIES, "seq"), seqs)
    return {seq: (seq, names, texts) for seq, names, texts in rows}


def further_names(connection: Connection, owners: Iterable[str]) -> dict[str, list[str]]:
    """Give the names that rows of other types (former names, other spellings) add to records, by owner id.

    In the order of their references, so that the text is the same whichever was written last.
    """
    found: dict[str, list[str]] = {}
    ids = list(owners)
    for spec, owner in name_givers():
        for row in found_among(connection, _names_given(spec.key, owner), ids):
            found.setdefault(row[0], []).extend(value for value in row[1:] if value)
    return found


@lru_cache(maxsize=64)
def _names_given(type_key: str, owner: str) -> Select[Any]:
    table = table_of(type_key)
    columns = [table.c[field.key] for field in SPECS[type_key].fields if field.searched == "name"]
    query = select(table.c[owner], *columns).where(table.c[owner].in_(AMONG))
    return query.order_by(table.c.reference)


@lru_cache(maxsize=1)
def name_givers() -> tuple[tuple[RecordSpec, str], ...]:
    """Give the types whose rows are further names of others, and the field that says whose."""
    return tuple((spec, spec.names_of) for spec in SPECS.values() if spec.names_of)


@lru_cache(maxsize=1)
def named_types() -> frozenset[str]:
    """Give the types whose records have further names elsewhere."""
    return frozenset(target for spec, owner in name_givers() for target in spec.by_key[owner].targets)


def rebuild(connection: Connection) -> int:
    """Make the whole index anew from the records; gives the number of records."""
    connection.execute(ENTRIES.delete())
    done = 0
    for spec in SPECS.values():
        for piece in _batches(connection, spec):
            insert_rows(connection, ENTRIES, ("seq", "names", "texts"), piece)
            done += len(piece)
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('rebuild')")
    return done


def _batches(connection: Connection, spec: RecordSpec) -> Iterator[list[Texts]]:
    table = table_of(spec.key)
    rows = connection.execute(
        select(REGISTER.c.seq, table).join(table, REGISTER.c.id == table.c.id)
    ).mappings()
    for batch in rows.partitions(5_000):
        extra = further_names(connection, [row["id"] for row in batch]) if spec.key in named_types() else {}
        yield [(row["seq"], *texts_of(spec, row, extra.get(row["id"], ()))) for row in batch]  # type: ignore[arg-type]


def find(
    connection: Connection,
    query: str,
    *,
    types: Sequence[str] = (),
    limit: int = 50,
    names_only: bool = False,
    whole_words: bool = False,
) -> list[Entry]:
    """Give the live records whose text has every word of the query, by prefix unless whole, newest first."""
    tokens = words(query)[:MOST_WORDS]
    if not tokens:
        return []
    match = " AND ".join(f'"{token}"' if whole_words else f'"{token}"*' for token in tokens)
    if names_only:
        match = f"names : ({match})"
    chosen = " AND r.type IN (SELECT value FROM json_each(:types))" if types else ""
    statement = text(
        "SELECT r.seq, r.id, r.type, r.reference, r.label, r.version, r.is_live FROM search AS s "
        f"CROSS JOIN record AS r ON r.seq = s.rowid WHERE s.search MATCH :match{chosen} "
        "ORDER BY s.rowid DESC LIMIT :limit"
    )
    wanted = '["' + '","'.join(types) + '"]'
    parameters: dict[str, object] = {"match": match, "limit": limit} | ({"types": wanted} if types else {})
    return [entry_of(row) for row in connection.execute(statement, parameters)]


def size(connection: Connection) -> int:
    """Give the number of records that can be found."""
    return connection.execute(select(func.count()).select_from(ENTRIES)).scalar_one()
