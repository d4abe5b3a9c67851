# SPDX-License-Identifier: EUPL-1.2
"""Checking values before they are saved: the same for a form, a command and an imported row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coopdesk.domain.errors import InvalidRecord, UsageError
from coopdesk.domain.kinds import BadValue, LinkKind, Raw, Value
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import FieldSpec, RecordSpec

Resolver = Callable[[str, tuple[str, ...]], str]
"""Gives the id of the record that a text names, of one of the types; raises BadValue."""


def parse_field(field: FieldSpec, raw: Raw, resolver: Resolver) -> Value:
    """Give the canonical value of a field. Raises BadValue."""
    if isinstance(field.kind, LinkKind):
        return field.kind.resolve(raw, resolver)
    return field.kind.parse(raw)


def problem_of(field: FieldSpec, error: BadValue) -> Problem:
    """Give the problem that a field has with a value, in the field's words."""
    return Problem(code=error.code, field=field.key, facts={"label": field.label, **error.facts})


def parse_fields(spec: RecordSpec, raw: Mapping[str, Raw], resolver: Resolver) -> dict[str, Value]:
    """Give the canonical values of fields.

    Raises UsageError for a field that the type does not have, InvalidRecord with every problem there is.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for key, text in raw.items():
        field = field_of(spec, key)
        if field.computed is not None:
            problems.append(Problem(code="field-is-computed", field=key, facts={"label": field.label}))
            continue
        try:
            values[key] = parse_field(field, text, resolver)
        except BadValue as error:
            problems.append(problem_of(field, error))
    if problems:
        raise InvalidRecord(tuple(problems))
    return values


def field_of(spec: RecordSpec, key: str) -> FieldSpec:
    """Give a field, stored or computed, by key. Raises UsageError where the type has none such."""
    field = spec.all_by_key.get(key)
    if field is None:
        raise UsageError("unknown-field", type=spec.label, field=key, fields=", ".join(spec.all_by_key))
    return field


def check_record(
    spec: RecordSpec, values: Mapping[str, Value], *, record_id: str | None = None
) -> list[Problem]:
    """Give what is wrong with a whole record: empty required fields, and rules across fields."""
    problems = [
        Problem(code="required", field=field.key, facts={"label": field.label})
        for field in spec.fields
        if field.required and values.get(field.key) is None
    ]
    problems += [
        Problem(code="link-to-itself", field=link.key, facts={"label": link.label})
        for link in spec.links
        if record_id is not None and values.get(link.key) == record_id
    ]
    return problems + [_in_words(spec, problem) for rule in spec.rules for problem in rule(values)]


def _in_words(spec: RecordSpec, problem: Problem) -> Problem:
    """Put the labels of fields where a rule named their keys."""
    facts = {
        name: spec.by_key[fact].label if name in {"start", "end", "other"} and fact in spec.by_key else fact
        for name, fact in problem.facts.items()
    }
    label = {"label": spec.by_key[problem.field].label} if problem.field in spec.by_key else {}
    return Problem(
        code=problem.code, field=problem.field, severity=problem.severity, facts={**label, **facts}
    )


def refuse_invalid(spec: RecordSpec, values: Mapping[str, Value], *, record_id: str | None = None) -> None:
    """Raise InvalidRecord where a whole record is not right."""
    problems = check_record(spec, values, record_id=record_id)
    if problems:
        raise InvalidRecord(tuple(problems))
