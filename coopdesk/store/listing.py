# SPDX-License-Identifier: EUPL-1.2
"""A view in SQL: how many records, which ones in which order, in which groups.

Records are named by their number in the register, so that a million of them are eight megabytes. What is
worked out has no column: its values are looked up for the records that the rules leave, then sorted here.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, select

from coopdesk.domain.folding import sort_key
from coopdesk.domain.kinds import (
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    Value,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.domain.views import Rule, Sort, View
from coopdesk.records.catalog import SPECS
from coopdesk.store.queries import first_possible
from coopdesk.store.register import REGISTER, table_of
from coopdesk.store.search import ENTRIES
from coopdesk.store.view_rules import LABEL, Asked, conditions_of, row_exists

R: Final = REGISTER.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named part of a list: the records of which one linked row meets all rules; none take the rest."""

    step: str = ""
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """By what a list is parted: a field of the type, or bands of which the first that fits takes a record."""

    field: str | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount:
    """A group: the value its records share (the number of a band), how many there are, sums by field.

    `shared` are the values of fields in which all its records agree, None where they do not: a sum of
    amounts says something only where all are in one currency.
    """

    value: Value
    count: int
    sums: tuple[float | None, ...] = ()
    shared: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class _Query:
    """What the statements of a view share."""

    asked: Asked
    spec: RecordSpec
    view: View
    where: tuple[ColumnElement[bool], ...]

    @property
    def table(self) -> Any:
        return table_of(self.spec.key)

    def select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Select from the records that the view lets through; tables hold live records only.

        `likely` changes no value, but keeps SQLite from walking the register of all types to find them.
        """
        joined = self.table.join(REGISTER, R.id == func.likely(self.table.c.id))
        if self.view.text.strip():
            joined = joined.join(ENTRIES, ENTRIES.c.seq == R.seq)
        return select(*columns).select_from(joined).where(*self.where)

    def by_name(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Select from the register alone: its index gives even a million in order at once."""
        return select(*columns).where(R.type == self.spec.key, R.is_live)

    def from_table(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Select without the register, which only the quick words need."""
        if self.view.text.strip():
            return self.select(*columns)
        return select(*columns).select_from(self.table).where(*self.where)


def total_of(connection: Connection, type_key: str) -> int:
    """Give the number of live records of a type."""
    query = select(func.count()).where(R.type == type_key, R.is_live)
    return int(connection.execute(query).scalar_one())


def count_of(connection: Connection, view: View, today: dt.date) -> int:
    """Give the number of records that a view lets through."""
    query = _query(connection, view, today)
    return int(connection.execute(query.from_table(func.count())).scalar_one())


def seqs_of(
    connection: Connection, view: View, today: dt.date, grouping: Grouping | None = None, *, most: int
) -> array[int]:
    """Give the first records of a view in its order, as numbers of the register, at most so many."""
    query = _query(connection, view, today)
    group, sorts = _group_by(query, grouping), list(view.sorts)
    if group is None or any(_is_worked_out(query.spec, sort) for sort in sorts):
        return _sorted_here(query, grouping, sorts, most)
    keys = [*group[1], *(key for sort in sorts for key in _order(query.spec, sort))]
    is_narrow = not query.where and not group[1] and all(_is_by_name(query.spec, sort) for sort in sorts)
    chosen = query.by_name(R.seq) if is_narrow else query.select(R.seq)
    return array("q", connection.execute(chosen.order_by(*keys, *_NAME).limit(most)).scalars())


def first_begun(
    connection: Connection,
    view: View,
    today: dt.date,
    grouping: Grouping | None,
    start: str,
) -> int | None:
    """Give the first record of a view, in its order, whose name begins so; None where none does."""
    query = _query(connection, view, today)
    group = _group_by(query, grouping)
    sorts = [sort for sort in view.sorts if not _is_worked_out(query.spec, sort)]
    keys = [*(group[1] if group else ()), *(key for sort in sorts for key in _order(query.spec, sort))]
    begun = R.label_sorted.startswith(sort_key(start), autoescape=True)
    return connection.execute(
        query.select(R.seq).where(begun).order_by(*keys, *_NAME).limit(1)
    ).scalar_one_or_none()


def groups_of(
    connection: Connection,
    view: View,
    today: dt.date,
    grouping: Grouping,
    *,
    sums: Sequence[str] = (),
    shared: Sequence[str] = (),
) -> list[GroupCount]:
    """Give the groups of a view in the order of the list, each with its size and the sums of fields."""
    query = _query(connection, view, today)
    group = _group_by(query, grouping)
    if group is None:
        return _groups_here(query, query.spec.all_by_key[grouping.field or ""], sums, shared)
    value, keys = group
    columns = query.table.c
    added = [func.total(columns[key]) for key in sums] + [func.count(columns[key]) for key in sums]
    agreed = [_agreed(columns[key]) for key in shared]
    rows = connection.execute(
        query.from_table(value, func.count(), *added, *agreed).group_by(value).order_by(*keys)
    )
    return [_counted(row, len(sums)) for row in rows]


def _agreed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give the value in which all filled cells of a group agree, if they do."""
    return case((func.min(column) == func.max(column), func.min(column)))


def _counted(row: Sequence[Any], summed: int) -> GroupCount:
    totals, filled = row[2 : 2 + summed], row[2 + summed : 2 + 2 * summed]
    sums = tuple(float(total) if count else None for total, count in zip(totals, filled, strict=True))
    return GroupCount(value=row[0], count=row[1], sums=sums, shared=tuple(row[2 + 2 * summed :]))


def values_worked_out(
    connection: Connection, view: View, today: dt.date, fields: Sequence[FieldSpec]
) -> Iterable[tuple[int, tuple[Value, ...]]]:
    """Give fields that are worked out for each record of a view, by its number; rows only pass through."""
    yield from _worked_out(_query(connection, view, today), fields)


def where_of(connection: Connection, view: View, today: dt.date) -> Callable[..., Select[Any]]:
    """Give the function that selects columns of the type's table from the records of a view."""
    return _query(connection, view, today).from_table


def _query(connection: Connection, view: View, today: dt.date) -> _Query:
    asked = Asked(connection, today)
    where = tuple(conditions_of(asked, view, table_of(view.type)))
    return _Query(asked, SPECS[view.type], view, where)


def _group_by(
    query: _Query, grouping: Grouping | None
) -> tuple[ColumnElement[Any], list[ColumnElement[Any]]] | None:
    """Give the value that parts the list and what puts the parts in order; None where it is worked out.

    Dates are parted by year. Values that fold to the same stay apart, and together.
    """
    if grouping is None:
        return literal(0), []
    if grouping.field is None:
        band = _band(query, grouping)
        return band, [band]
    field = query.spec.all_by_key[grouping.field]
    if field.computed is not None:
        return None
    column = query.table.c[field.key]
    if isinstance(field.kind, PartialDateKind):
        year = func.substr(column, 1, 4)
        return year, [year.asc().nulls_last()]
    return column, [_sortable(field, column).asc().nulls_last(), column]


def _is_worked_out(spec: RecordSpec, sort: Sort) -> bool:
    return sort.field != LABEL and spec.all_by_key[sort.field].computed is not None


_NAME: Final = (R.label_sorted, R.seq)


def _order(spec: RecordSpec, sort: Sort) -> list[ColumnElement[Any]]:
    """Give what SQL sorts by: folded text, first possible days, labels of links, choices as in their list.

    What is empty comes last, whichever way.
    """
    if _is_by_name(spec, sort):
        return [R.label_sorted.desc() if sort.is_descending else R.label_sorted.asc()]
    column = table_of(spec.key).c[sort.field]
    key = _sortable(spec.by_key[sort.field], column)
    return [key.desc().nulls_last() if sort.is_descending else key.asc().nulls_last()]


def _is_by_name(spec: RecordSpec, sort: Sort) -> bool:
    """Whether the register keeps the order: that of labels, or of the one field that always gives them."""
    return sort.field == LABEL or (spec.title == (sort.field,) and spec.by_key[sort.field].required)


def _sortable(field: FieldSpec, column: ColumnElement[Any]) -> ColumnElement[Any]:
    match field.kind:
        case PartialDateKind():
            return first_possible(column)
        case LinkKind():
            named = REGISTER.alias()
            return select(named.c.label_sorted).where(named.c.id == column).scalar_subquery()
        case PickKind(picklist=picklist):
            places = {item.code: place for place, item in enumerate(picklist.items)}
            return case((column.is_(None), None), else_=case(places, value=column, else_=len(places)))
        case ReferenceKind():
            return R.reference_folded
        case TextKind() | ListKind():
            return func.coopdesk_fold(column)
    return column


def _band(query: _Query, grouping: Grouping) -> ColumnElement[Any]:
    """Give the number of the band that a record belongs to."""
    tests = [
        (row_exists(query.asked, query.spec.key, query.table, band.step, band.rules), number)
        for number, band in enumerate(grouping.bands)
        if band.step
    ]
    rest = next((number for number, band in enumerate(grouping.bands) if not band.step), len(tests))
    return case(*tests, else_=literal(rest)) if tests else literal(rest)


def _sorted_here(query: _Query, grouping: Grouping | None, sorts: Sequence[Sort], most: int) -> array[int]:
    """Sort by keys of which some are worked out: SQL ranks by the others, a stable sort joins them."""
    stored = [sort for sort in sorts if not _is_worked_out(query.spec, sort)]
    orders = [_order(query.spec, sort) for sort in stored]
    group = _group_by(query, grouping)
    if group is not None and group[1]:
        orders.append(group[1])
    ranks = [func.dense_rank().over(order_by=order) for order in orders]
    rows = query.asked.connection.execute(query.select(R.seq, *ranks).order_by(*_NAME)).all()
    ranked = {row[0]: row for row in rows}
    seqs = [row[0] for row in rows]
    parted = [Sort(field=grouping.field)] if grouping is not None and grouping.field and group is None else []
    here = [sort for sort in [*parted, *sorts] if _is_worked_out(query.spec, sort)]
    values = dict(_worked_out(query, [query.spec.all_by_key[sort.field] for sort in here]))
    for sort in reversed([*parted, *sorts]):
        if sort in here:
            kind, place = query.spec.all_by_key[sort.field].kind, here.index(sort)
            keys = {seq: _key_of(kind, found[place]) for seq, found in values.items()}
            seqs = _in_order(seqs, keys, is_descending=sort.is_descending)
        else:  # the rank knows which way, and that what is empty comes last
            seqs = _in_order(seqs, {seq: row[1 + stored.index(sort)] for seq, row in ranked.items()})
    if len(orders) > len(stored):
        seqs = _in_order(seqs, {seq: row[-1] for seq, row in ranked.items()})
    return array("q", seqs[:most])


def _in_order(seqs: list[int], keys: Mapping[int, Any], *, is_descending: bool = False) -> list[int]:
    """Sort by keys, those without one last; what is equal stays as it was."""
    filled = [seq for seq in seqs if keys.get(seq) is not None]
    empty = [seq for seq in seqs if keys.get(seq) is None]
    return sorted(filled, key=keys.__getitem__, reverse=is_descending) + empty


def _key_of(kind: Any, value: Value) -> Any:
    """Give what a worked out value is sorted by, None for nothing."""
    if value is None:
        return None
    match kind:
        case PartialDateKind():
            return (str(value) + "-01-01")[:10]
        case PickKind(picklist=picklist):
            codes = [item.code for item in picklist.items]
            return codes.index(str(value)) if value in codes else len(codes)
        case TextKind() | ListKind():
            return sort_key(kind.format(value))
    return value


def _worked_out(query: _Query, fields: Sequence[FieldSpec]) -> Iterable[tuple[int, tuple[Value, ...]]]:
    columns = [R.seq, *query.table.c]
    names = ["", *(column.key for column in query.table.c)]
    result = query.asked.connection.execute(query.select(*columns))
    for batch in result.partitions(2_000):
        for row in batch:
            values = dict(zip(names, row, strict=True))
            yield (
                row[0],
                tuple(
                    field.computed(values, query.asked.today) if field.computed else values[field.key]
                    for field in fields
                ),
            )


def _groups_here(
    query: _Query, field: FieldSpec, sums: Sequence[str], shared: Sequence[str]
) -> list[GroupCount]:
    counts: dict[Value, int] = {}
    totals: dict[Value, list[float | None]] = {}
    agreed: dict[Value, list[set[Value]]] = {}
    fields = [query.spec.by_key[key] for key in (*sums, *shared)]
    for _, (value, *cells) in _worked_out(query, [field, *fields]):
        counts[value] = counts.get(value, 0) + 1
        total = totals.setdefault(value, [None] * len(sums))
        seen = agreed.setdefault(value, [set() for _ in shared])
        for place, cell in enumerate(cells):
            if cell is not None and place < len(sums):
                total[place] = (total[place] or 0) + float(str(cell))
            elif cell is not None:
                seen[place - len(sums)].add(cell)
    known = sorted((value for value in counts if value is not None), key=lambda one: _key_of(field.kind, one))
    return [
        GroupCount(
            value=value,
            count=counts[value],
            sums=tuple(totals[value]),
            shared=tuple(next(iter(seen)) if len(seen) == 1 else None for seen in agreed[value]),
        )
        for value in [*known, *([None] if None in counts else [])]
    ]
