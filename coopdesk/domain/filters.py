# SPDX-License-Identifier: EUPL-1.2
"""A filter as data: conditions that all hold, and the day on which a record applies; and what they mean.

The store says the same in SQL for the fields it keeps; what is worked out can only be looked at here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from coopdesk.domain.dates import covers, first_day, last_day
from coopdesk.domain.folding import fold
from coopdesk.domain.kinds import Kind, ListKind, PartialDateKind, ReferenceKind, TextKind, Value
from coopdesk.domain.spec import RecordSpec, Values

Operator = Literal["=", ">=", "<=", "~"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One field compared with one value; no value means empty.

    Text is compared folded. `>=` and `<=` compare a date by its first and its last possible day, so that
    2019 is neither after February 2019 nor before November; `=` takes a date that surely lies within. A list
    equals the items that it has, among others.
    """

    field: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """All conditions hold; with `on`, the record also applies on that day."""

    conditions: tuple[Condition, ...] = ()
    on: dt.date | None = None


def holds(kind: Kind, value: Value, condition: Condition) -> bool:
    """Say whether a value of a kind meets a condition."""
    operator, wanted = condition.operator, condition.value
    if value is None or wanted is None:
        return operator == "=" and value is wanted
    if operator == "~":
        return fold(str(wanted)) in fold(kind.format(value))
    match kind:
        case PartialDateKind():
            return _date_holds(str(value), operator, str(wanted))
        case ListKind():
            return set(map(fold, _items(wanted))) <= set(map(fold, _items(value)))
        case TextKind() | ReferenceKind():
            return fold(str(value)) == fold(str(wanted))
    return value == wanted if operator == "=" else _lies(value, operator, wanted)


def applies_on(spec: RecordSpec, values: Values, day: dt.date) -> bool:
    """Say whether a record may apply on a day, by its first known start and its first known end."""
    return covers(
        _first_known(spec, spec.starts, values, day), _first_known(spec, spec.ends, values, day), day
    )


def _first_known(spec: RecordSpec, keys: tuple[str, ...], values: Values, day: dt.date) -> str | None:
    """Give the first date that is known, stored or worked out for the day."""
    for key in keys:
        work_out = spec.all_by_key[key].computed
        value = values.get(key) if work_out is None else work_out(values, day)
        if isinstance(value, str):
            return value
    return None


def _date_holds(date: str, operator: Operator, wanted: str) -> bool:
    if operator == "=":
        return date.startswith(wanted)
    if operator == ">=":
        return first_day(date) >= first_day(wanted)
    return last_day(date) <= last_day(wanted)


def _items(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _lies(number: Any, operator: Operator, wanted: Any) -> bool:
    return bool(number >= wanted if operator == ">=" else number <= wanted)
