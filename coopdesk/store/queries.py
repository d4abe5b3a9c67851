# SPDX-License-Identifier: EUPL-1.2
"""Filters to SELECT to plain rows; SQL does the sorting and the filtering.

What a condition means is said in `domain.filters`; here it is said again in SQL, for fields that are kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, func, select, true

from coopdesk.domain.dates import first_day, last_day
from coopdesk.domain.filters import Condition, Filter
from coopdesk.domain.folding import fold
from coopdesk.domain.kinds import (
    ListKind,
    PartialDateKind,
    ReferenceKind,
    TextKind,
    Value,
)
from coopdesk.domain.spec import RecordSpec
from coopdesk.store.bulk import found_among, rows_by
from coopdesk.store.register import REGISTER, table_of

Row = Mapping[str, Value]
"""The values of a record by field, and its `id`."""

NO_FILTER: Final = Filter()
OWNER: Final = REGISTER.alias("owner")


def rows_of(
    connection: Connection,
    spec: RecordSpec,
    where: Filter = NO_FILTER,
    *,
    order_by: Sequence[tuple[str, bool]] = (),
    limit: int | None = None,
    offset: int = 0,
) -> list[Row]:
    """Give the records that a filter lets through, in their usual order or as told (field, descending).

    Usually records come by reference, rows that another record owns by its reference and in its order.
    """
    query = _ordered(_filtered(select(table_of(spec.key)), spec, where), spec, order_by)
    return [dict(row) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]


def stream_rows(
    connection: Connection, spec: RecordSpec, where: Filter = NO_FILTER, *, size: int = 5_000
) -> Iterator[list[Row]]:
    """Give the records in batches, in their usual order, for work that must not hold them all."""
    query = _ordered(_filtered(select(table_of(spec.key)), spec, where), spec, ())
    for batch in connection.execute(query).mappings().partitions(size):
        yield [dict(row) for row in batch]


def rows_by_ids(connection: Connection, spec: RecordSpec, ids: Sequence[str]) -> dict[str, Row]:
    """Give records by id; those that are not there are left out."""
    rows = found_among(connection, rows_by(table_of(spec.key), "id"), ids)
    return {row.id: dict(row._mapping) for row in rows}


def rows_linked(connection: Connection, spec: RecordSpec, link: str, target: str) -> list[Row]:
    """Give the records of a type whose link points to a record, by reference."""
    table = table_of(spec.key)
    query = _ordered(select(table).where(table.c[link] == target), spec, ())
    return [dict(row) for row in connection.execute(query).mappings()]


def column_linked(
    connection: Connection, spec: RecordSpec, link: str, target: str, column: str, *, limit: int | None = None
) -> list[str]:
    """Give one column of the records of a type whose link points to a record, by reference."""
    table = table_of(spec.key)
    query = _ordered(select(table.c[column]).where(table.c[link] == target), spec, ()).limit(limit)
    return list(connection.execute(query).scalars())


def count_of(connection: Connection, spec: RecordSpec, where: Filter = NO_FILTER) -> int:
    """Give the number of records that a filter lets through."""
    query = _filtered(select(func.count()).select_from(table_of(spec.key)), spec, where)
    return int(connection.execute(query).scalar_one())


def _ordered(query: Select[Any], spec: RecordSpec, order_by: Sequence[tuple[str, bool]]) -> Select[Any]:
    table = table_of(spec.key)
    for key, descending in order_by:
        column = table.c[key]
        query = query.order_by(column.desc().nulls_last() if descending else column.asc().nulls_last())
    if not order_by and spec.parent is not None:
        query = query.join(OWNER, OWNER.c.id == table.c[spec.parent.key]).order_by(OWNER.c.reference)
        if "order_no" in spec.by_key:
            query = query.order_by(table.c.order_no.nulls_last())
    return query.order_by(table.c.reference, table.c.id)


def place_of(spec: RecordSpec, row: Row, owner: str) -> tuple[Any, ...]:
    """Give what puts rows of a type in their usual order; `owner` is the reference of what owns the row."""
    number = row.get("order_no") if spec.parent is not None else None
    return owner, number is None, number or 0, str(row["reference"]), str(row["id"])


def _filtered(query: Select[Any], spec: RecordSpec, where: Filter) -> Select[Any]:
    for condition in where.conditions:
        query = query.where(_clause(spec, condition))
    return query.where(_applies_on(spec, where.on)) if where.on is not None else query


def _clause(spec: RecordSpec, condition: Condition) -> ColumnElement[bool]:
    column = table_of(spec.key).c[condition.field]
    kind, value, operator = spec.by_key[condition.field].kind, condition.value, condition.operator
    if value is None:
        return column.is_(None) if operator == "=" else false()
    if operator == "~":
        return func.coopdesk_fold(column).contains(fold(str(value)), autoescape=True)
    match kind:
        case PartialDateKind():
            return _date_clause(column, operator, str(value))
        case ListKind() if isinstance(value, tuple):
            padded = ";" + func.replace(func.coopdesk_fold(column), "; ", ";") + ";"
            return and_(*(padded.contains(f";{fold(item)};", autoescape=True) for item in value))
        case TextKind() | ReferenceKind():
            return func.coopdesk_fold(column) == fold(str(value))
    if operator == "=":
        return column == value
    return column >= value if operator == ">=" else column <= value


def _date_clause(column: ColumnElement[str], operator: str, date: str) -> ColumnElement[bool]:
    if operator == "=":
        return column.startswith(date)
    if operator == ">=":
        return first_possible(column) >= first_day(date).isoformat()
    return last_possible(column) <= comparable(last_day(date))


def first_possible(column: ColumnElement[str]) -> ColumnElement[str]:
    """Give the first possible day of a date column, as text that sorts."""
    return func.substr(column + "-01-01", 1, 10)


def last_possible(column: ColumnElement[str]) -> ColumnElement[str]:
    """Give the last possible day of a date column as text that sorts; each month ends on a 31st here."""
    return case(
        (func.length(column) == 4, column + "-12-31"),
        (func.length(column) == 7, column + "-31"),
        else_=column,
    )


def comparable(day: dt.date) -> str:
    """Give a day in the form of `last_possible`: the last day of a month counts as its 31st."""
    is_last = (day + dt.timedelta(days=1)).day == 1 if day < dt.date.max else True
    return f"{day.isoformat()[:8]}31" if is_last else day.isoformat()


def _applies_on(spec: RecordSpec, day: dt.date) -> ColumnElement[bool]:
    """Leave out what has not begun or has surely ended; a date that is worked out rules nothing out here."""
    start, end = _first_known(spec, spec.starts), _first_known(spec, spec.ends)
    has_begun = (
        true() if start is None else and_(start.is_not(None), first_possible(start) <= day.isoformat())
    )
    is_not_over = true() if end is None else end.is_(None) | (last_possible(end) >= day.isoformat())
    return and_(has_begun, is_not_over)


def _first_known(spec: RecordSpec, keys: tuple[str, ...]) -> ColumnElement[str] | None:
    if not keys or not set(keys) <= set(spec.by_key):
        return None
    table = table_of(spec.key)
    return func.coalesce(*(table.c[key] for key in keys), None)
