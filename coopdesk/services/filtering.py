# SPDX-License-Identifier: EUPL-1.2
"""Filters as people type them: FIELD=VALUE, FIELD>=VALUE, FIELD<=VALUE, FIELD~TEXT."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from coopdesk.domain.errors import UsageError
from coopdesk.domain.filters import Condition, Operator
from coopdesk.domain.kinds import LinkKind, ListKind, PickKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.domain.kinds import BadValue
from coopdesk.services.checking import Resolver, parse_field, problem_of

_CONDITION: Final = re.compile(r"([A-Za-z_][A-Za-z_0-9]*)\s*(>=|<=|=|~)(.*)", re.DOTALL)


def parse_conditions(spec: RecordSpec, texts: Sequence[str], resolver: Resolver) -> tuple[Condition, ...]:
    """Give the conditions that were typed. Raises UsageError for what is no filter on this type."""
    return tuple(_parse(spec, text, resolver) for text in texts)


def _parse(spec: RecordSpec, text: str, resolver: Resolver) -> Condition:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise UsageError("where-not-understood", value=text)
    key, operator, typed = match.groups()
    field = spec.all_by_key.get(key)
    if field is None:
        raise UsageError("unknown-field", type=spec.label, field=key, fields=", ".join(spec.all_by_key))
    if operator not in field.kind.operators and not (operator == "~" and isinstance(field.kind, ListKind)):
        raise UsageError("operator-not-for-kind", label=field.label, operator=operator)
    return Condition(field=key, operator=_operator(operator), value=_value(field, operator, typed, resolver))


def _operator(text: str) -> Operator:
    return text  # type: ignore[return-value] # the pattern lets nothing else through


def _value(field: FieldSpec, operator: str, typed: str, resolver: Resolver) -> Value:
    if operator == "~":
        return typed.strip() or None
    try:
        if isinstance(field.kind, LinkKind | PickKind) or field.computed is None:
            return parse_field(field, typed, resolver)
        return field.kind.parse(typed)
    except BadValue as error:
        raise UsageError(error.code, **problem_of(field, error).facts) from error
