# SPDX-License-Identifier: EUPL-1.2
"""The rules of a view in SQL: what each test means for each kind of value, also over links.

What is worked out is not known to SQL: for such a rule the records that meet it are looked up first and
named by their ids. Negative tests take also what is empty, as people expect of "is not".
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    String,
    and_,
    cast,
    column,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
)

from coopdesk.domain.dates import first_day, last_day
from coopdesk.domain.folding import fold
from coopdesk.domain.kinds import (
    LINE,
    Kind,
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    Value,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.domain.views import AnyOf, Rule, View
from coopdesk.records.catalog import SPECS
from coopdesk.store.queries import comparable, first_possible, last_possible
from coopdesk.store.register import REGISTER, table_of
from coopdesk.store.search import ENTRIES

LABEL: Final = "label"
"""The name of a record as a step, where no field gives it alone."""

_NEGATIVE: Final = {"none_of": "any_of", "empty": "filled"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Where and when a rule is looked at."""

    connection: Connection
    today: dt.date


def field_at(type_key: str, step: str) -> FieldSpec | None:
    """Give the field of a type that is the last step of a path; None for the name of the record."""
    return None if step == LABEL else SPECS[type_key].all_by_key[step]


def next_types(type_key: str, step: str) -> tuple[tuple[str, ...], str | None]:
    """Give the types that a step leads to, and for rows that point here the link by which they do."""
    if ":" in step:
        pointing, link = step.split(":", 1)
        return (pointing,), link
    targets = SPECS[type_key].by_key[step].targets
    return tuple(SPECS) if "record" in targets else targets, None


def conditions_of(asked: Asked, view: View, table: FromClause) -> list[ColumnElement[bool]]:
    """Give the conditions of all rules and of the quick words; `table` is joined with register and search."""
    found = [condition_of(asked, view.type, table, rule) for rule in view.rules]
    shown = [key for key in view.columns if key in SPECS[view.type].by_key]
    return found + [_has_word(SPECS[view.type], table, word, shown) for word in fold(view.text).split()]


def condition_of(asked: Asked, type_key: str, table: FromClause, rule: Rule | AnyOf) -> ColumnElement[bool]:
    """Give the condition of one rule on a row of a type."""
    if isinstance(rule, AnyOf):
        return or_(false(), *(condition_of(asked, type_key, table, one) for one in rule.rules))
    if rule.test in _NEGATIVE:
        positive = replace(rule, test=_NEGATIVE[rule.test])  # type: ignore[arg-type] # names of tests
        return not_(func.coalesce(condition_of(asked, type_key, table, positive), false()))
    if rule.test == "any_of" and None in rule.values:
        known = replace(rule, values=tuple(value for value in rule.values if value is not None))
        empty = replace(rule, test="empty", values=())
        return or_(*(condition_of(asked, type_key, table, one) for one in (known, empty)))
    return _reach(asked, type_key, table, rule.path, rule)


def row_exists(
    asked: Asked, type_key: str, table: FromClause, step: str, rules: Sequence[Rule]
) -> ColumnElement[bool]:
    """Say whether one row that a step leads to meets several rules at once."""

    def meets(its_type: str, row: FromClause) -> ColumnElement[bool]:
        return and_(true(), *(condition_of(asked, its_type, row, rule) for rule in rules))

    return _step(type_key, table, step, meets)


def _reach(
    asked: Asked, type_key: str, table: FromClause, path: Sequence[str], rule: Rule
) -> ColumnElement[bool]:
    """Walk the steps of a path; at its end the test is made."""
    if len(path) > 1:
        return _step(
            type_key, table, path[0], lambda its_type, row: _reach(asked, its_type, row, path[1:], rule)
        )
    if ":" in path[0]:
        return _step(type_key, table, path[0], lambda _, row: _test(row.c.id, LinkKind("link"), rule, asked))
    if path[0] == LABEL:
        return _test(label_of(table.c.id), LINE, rule, asked)
    spec = SPECS[type_key]
    if path[0] not in spec.all_by_key:
        return false()
    field = spec.all_by_key[path[0]]
    if field.computed is not None:
        return table.c.id.in_(_among_json(list(_ids_worked_out(asked, spec, field, rule))))
    return _test(table.c[field.key], field.kind, rule, asked)


def _step(
    type_key: str, table: FromClause, step: str, meets: Callable[[str, FromClause], ColumnElement[bool]]
) -> ColumnElement[bool]:
    types, back = next_types(type_key, step)
    found = []
    for its_type in types:
        row = table_of(its_type).alias()
        joined = row.c[back] == table.c.id if back else row.c.id == table.c[step]
        met = meets(its_type, row)
        if met.compare(false()):
            continue
        found.append(exists(select(1).select_from(row).where(joined, met)))
    return or_(false(), *found)


def _test(value: ColumnElement[Any], kind: Kind, rule: Rule, asked: Asked) -> ColumnElement[bool]:
    match rule.test:
        case "filled":
            return value.is_not(None)
        case "any_of":
            return _is_one_of(value, kind, rule.values)
        case "contains":
            return or_(false(), *(_contains(value, kind, str(one)) for one in rule.values))
        case "within":
            days = [int(str(one)) for one in rule.values]
            first, last = (asked.today + dt.timedelta(days=count) for count in days)
            return and_(last_possible(value) >= first.isoformat(), first_possible(value) <= last.isoformat())
    return _lies(value, kind, rule)


def _is_one_of(value: ColumnElement[Any], kind: Kind, wanted: Sequence[Value]) -> ColumnElement[bool]:
    match kind:
        case PartialDateKind():
            return or_(false(), *(value.startswith(str(date)) for date in wanted))
        case ListKind():
            padded = ";" + func.replace(func.coopdesk_fold(value), "; ", ";") + ";"
            items = [item for one in wanted for item in (one if isinstance(one, tuple) else (str(one),))]
            return or_(false(), *(padded.contains(f";{fold(item)};", autoescape=True) for item in items))
        case TextKind() | ReferenceKind():
            return func.coopdesk_fold(value).in_([fold(str(one)) for one in wanted])
        case LinkKind():
            return value.in_(_among_json([str(one) for one in wanted]))
    return value.in_(list(wanted))


def _contains(value: ColumnElement[Any], kind: Kind, text: str) -> ColumnElement[bool]:
    wanted = fold(text)
    match kind:
        case LinkKind():
            return func.instr(func.coopdesk_fold(label_of(value)), wanted) > 0
        case PickKind(picklist=picklist):
            return value.in_([one.code for one in picklist.items if wanted in fold(one.label)])
    return func.instr(func.coopdesk_fold(cast(value, String)), wanted) > 0


def _lies(value: ColumnElement[Any], kind: Kind, rule: Rule) -> ColumnElement[bool]:
    """Compare by size. A date lies before or after only where it surely does; limits of between count."""
    low, high = (*rule.values, None)[:2]
    if rule.test == "before":
        low, high = None, low
    is_strict = rule.test != "between"
    bounds: list[ColumnElement[bool]] = []
    if isinstance(kind, PartialDateKind):
        if low is not None and is_strict:
            bounds.append(first_possible(value) > last_day(str(low)).isoformat())
        elif low is not None:
            bounds.append(first_possible(value) >= first_day(str(low)).isoformat())
        if high is not None and is_strict:
            bounds.append(last_possible(value) < first_day(str(high)).isoformat())
        elif high is not None:
            bounds.append(last_possible(value) <= comparable(last_day(str(high))))
    else:
        if low is not None:
            bounds.append(value > low if is_strict else value >= low)
        if high is not None and rule.test != "after":
            bounds.append(value < high if is_strict else value <= high)
    return and_(value.is_not(None), *bounds)


def _has_word(spec: RecordSpec, table: FromClause, word: str, shown: Sequence[str]) -> ColumnElement[bool]:
    """Say whether a folded word stands in the names, the reference or a visible text of a record.

    The search keeps folded text already; only where it has the word are the visible fields folded anew.
    """
    places = [func.instr(ENTRIES.c.names, word) > 0, func.instr(REGISTER.c.reference_folded, word) > 0]
    if any(spec.by_key[key].targets for key in spec.title):
        places.append(func.instr(func.coopdesk_fold(REGISTER.c.label), word) > 0)
    for field in map(spec.by_key.__getitem__, shown):
        if field.searched == "name" or not isinstance(field.kind, TextKind | ListKind):
            continue
        here = func.instr(func.coopdesk_fold(table.c[field.key]), word) > 0
        is_indexed = field.searched == "text"
        places.append(and_(func.instr(ENTRIES.c.texts, word) > 0, here) if is_indexed else here)
    return or_(*places)


def _ids_worked_out(asked: Asked, spec: RecordSpec, field: FieldSpec, rule: Rule) -> Iterator[str]:
    """Give the records whose worked out value meets a rule; rows pass through in batches."""
    for row in rows_in_batches(asked.connection, spec):
        value = field.computed(row, asked.today) if field.computed else None
        if holds(field.kind, value, rule, asked.today):
            yield str(row["id"])


def rows_in_batches(
    connection: Connection, spec: RecordSpec, *where: ColumnElement[bool]
) -> Iterator[dict[str, Any]]:
    """Give rows one by one, never all of them at once."""
    result = connection.execute(select(table_of(spec.key)).where(*where))
    for batch in result.mappings().partitions(2_000):
        yield from map(dict, batch)


def holds(kind: Kind, value: Value, rule: Rule, today: dt.date) -> bool:
    """Say whether a single value meets a rule; the same as the SQL, for what is worked out."""
    match rule.test:
        case "filled":
            return value is not None
        case "empty":
            return value is None
        case "none_of":
            return not holds(kind, value, replace(rule, test="any_of"), today)
        case "any_of" if value is None:
            return None in rule.values
    if value is None:
        return False
    known = [one for one in rule.values if one is not None]
    if isinstance(kind, PartialDateKind):
        return _date_holds(str(value), rule, today)
    match rule.test:
        case "any_of":
            return value in known
        case "contains":
            return any(fold(str(one)) in fold(kind.format(value)) for one in known)
    low, high = (*rule.values, None)[:2]
    number: Any = value
    match rule.test:
        case "before":
            return bool(low is None or number < low)
        case "after":
            return bool(low is None or number > low)
    return bool((low is None or number >= low) and (high is None or number <= high))


def _date_holds(date: str, rule: Rule, today: dt.date) -> bool:
    known = [str(one) for one in rule.values if one is not None]
    match rule.test:
        case "any_of":
            return any(date.startswith(one) for one in known)
        case "contains":
            return any(fold(one) in fold(date) for one in known)
        case "within":
            first, last = (today + dt.timedelta(days=int(one)) for one in known)
            return last_day(date) >= first and first_day(date) <= last
        case "before":
            return all(last_day(date) < first_day(one) for one in known[:1])
        case "after":
            return all(first_day(date) > last_day(one) for one in known[:1])
    low, high = (*rule.values, None)[:2]
    return (low is None or first_day(date) >= first_day(str(low))) and (
        high is None or last_day(date) <= last_day(str(high))
    )


def label_of(key: ColumnElement[Any]) -> ColumnElement[str]:
    """Give the label of the record whose id is in a column."""
    named = REGISTER.alias()
    return select(named.c.label).where(named.c.id == key).scalar_subquery()


def _among_json(ids: Sequence[str]) -> Any:
    """Give any number of ids as one bound value."""
    return select(column("value")).select_from(func.json_each(json.dumps(list(ids))))
