# SPDX-License-Identifier: EUPL-1.2
"""Filters as people type them: FIELD=VALUE, FIELD>=VALUE, FIELD<=VALUE, FIELD~TEXT."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.filters import Condition, Filter, Operator
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, BadValue, LinkKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.services.checking import Resolver, field_of, parse_field, problem_of
from coopdesk.services.naming import resolver, spec_of
from coopdesk.store.engine import Database

_CONDITION: Final = re.compile(r"([A-Za-z_][A-Za-z_0-9]*)\s*(>=|<=|=|~)(.*)", re.DOTALL)


def filter_of(
    database: Database, type_key: str, where: Sequence[str], on: str | None = None
) -> tuple[RecordSpec, Filter]:
    """Give the record type and the filter that were typed.

    Raises UsageError, and UserError where a link is compared with a record that there is not.
    """
    spec = spec_of(type_key)
    with database.reading() as connection:
        conditions = parse_conditions(spec, where, resolver(connection)) if where else ()
    return spec, Filter(conditions=conditions, on=_day(on) if on else None)


def _day(text: str) -> dt.date:
    try:
        date = PARTIAL_DATE.parse(text)
    except BadValue as error:
        raise UsageError(error.code, label="--on", **error.facts) from error
    if not isinstance(date, str) or len(date) != 10:
        raise UsageError("day-needed", value=text)
    return dt.date.fromisoformat(date)


def parse_conditions(spec: RecordSpec, texts: Sequence[str], resolve: Resolver) -> tuple[Condition, ...]:
    """Give the conditions that were typed. Raises what `filter_of` raises."""
    return tuple(_parse(spec, text, resolve) for text in texts)


def _parse(spec: RecordSpec, text: str, resolve: Resolver) -> Condition:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise UsageError("where-not-understood", value=text)
    key, operator, typed = match.groups()
    field = field_of(spec, key)
    if operator not in field.kind.operators:
        raise UsageError("operator-not-for-kind", label=field.label, operator=operator)
    return Condition(field=key, operator=_operator(operator), value=_value(field, operator, typed, resolve))


def _operator(text: str) -> Operator:
    return text  # type: ignore[return-value] # the pattern lets nothing else through


def _value(field: FieldSpec, operator: str, typed: str, resolve: Resolver) -> Value:
    """Give what to compare with. A link to nothing is no wrong usage: only the data can tell."""
    try:
        value = LINE.parse(typed) if operator == "~" else parse_field(field, typed, resolve)
    except BadValue as error:
        problem = problem_of(field, error)
        refusal = UserError if isinstance(field.kind, LinkKind) else UsageError
        raise refusal(problem.code, **problem.facts) from error
    if value is None and operator != "=":
        raise UsageError("filter-needs-value", key=field.key, operator=operator)
    return value
