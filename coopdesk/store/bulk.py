# SPDX-License-Identifier: EUPL-1.2
"""Many rows at once: tuples handed straight to the driver, twelve times faster than objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)

from coopdesk.domain.errors import BugError

T = TypeVar("T")
CHUNK: Final = 500  # well under SQLite's limit of bound values in one statement
AMONG: Final[BindParameter[Any]] = bindparam("among", expanding=True)


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows given as values in the order of `columns`, each converted as its column type says."""
    statement = _insert_statement(connection.dialect, table, tuple(columns))
    prepared = converted(connection, [table.c[name] for name in columns], rows)
    while batch := list(islice(prepared, 20_000)):
        connection.exec_driver_sql(statement, batch)


def update_rows(
    connection: Connection, table: Table, key: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Update `columns` of the rows named by `key`; each row gives the values of columns, then the key."""
    statement = _update_statement(connection.dialect, table, key, tuple(columns))
    prepared = converted(connection, [*(table.c[name] for name in columns), table.c[key]], rows)
    while batch := list(islice(prepared, 20_000)):
        connection.exec_driver_sql(statement, batch)


@lru_cache(maxsize=512)
def _insert_statement(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> str:
    """Give the SQL of an insert; compiling it costs as much as running it for one row."""
    statement = insert(table).values({name: bindparam(name) for name in columns})
    return _in_order(statement, dialect, columns)


@lru_cache(maxsize=512)
def _update_statement(dialect: Dialect, table: Table, key: str, columns: tuple[str, ...]) -> str:
    """Give the SQL of an update of some columns of the rows named by a key."""
    statement = (
        update(table)
        .where(table.c[key] == bindparam("the_key"))
        .ordered_values(*((table.c[name], bindparam(f"new_{name}")) for name in columns))
    )
    return _in_order(statement, dialect, (*(f"new_{name}" for name in columns), "the_key"))


def _in_order(statement: Insert | Update, dialect: Dialect, names: tuple[str, ...]) -> str:
    """Give the SQL, sure that it takes its values in this order: SQLAlchemy prefers that of the table."""
    compiled = statement.compile(dialect=dialect)
    if tuple(getattr(compiled, "positiontup", None) or ()) != names:
        raise BugError(f"values would be mixed up: {compiled}, {names}")
    return str(compiled)


def converted(
    connection: Connection, columns: Sequence[Column[Any]], rows: Iterable[Sequence[Any]]
) -> Iterator[tuple[Any, ...]]:
    """Give the rows as the driver takes them; only columns whose type converts cost anything."""
    dialect = connection.dialect
    processors = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    active = [(position, convert) for position, convert in enumerate(processors) if convert is not None]
    if not active:
        yield from map(tuple, rows)
        return
    for row in rows:
        values = list(row)
        for position, convert in active:
            values[position] = convert(values[position])
        yield tuple(values)


def found_among(connection: Connection, statement: Select[Any], keys: Sequence[Any]) -> Iterator[Any]:
    """Give the rows of a statement that asks for `AMONG`, in as many pieces as one statement can take.

    A statement made once and kept costs a fifth of one built anew for each question.
    """
    for piece in chunked(keys):
        yield from connection.execute(statement, {AMONG.key: piece}).all()


@lru_cache(maxsize=512)
def rows_by(table: Table, column: str) -> Select[Any]:
    """Give the statement for whole rows whose column is `AMONG` some values."""
    return select(table).where(table.c[column].in_(AMONG))


def chunked(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces that fit one statement."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
