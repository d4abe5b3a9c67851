# SPDX-License-Identifier: EUPL-1.2
"""Building conditions: which fields can be reached from a type, and rules from what was typed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, BadValue, LinkKind, PartialDateKind, Value, WholeNumberKind
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import FieldSpec
from coopdesk.domain.views import Rule, Test
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import Resolver, parse_field, problem_of
from coopdesk.services.dates_as_typed import read_date
from coopdesk.services.naming import resolver
from coopdesk.services.view_words import field_of_path
from coopdesk.store.engine import Database
from coopdesk.store.register import by_ids, links_to
from coopdesk.store.view_rules import LABEL

VALUES_OF: dict[Test, int] = {"between": 2, "within": 2, "empty": 0, "filled": 0}
MOST_TARGETS = 3  # a link to almost anything tells little about the rows that have it
DAYS = WholeNumberKind("whole number", lowest=-100_000, highest=100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChoice:
    """One step that can be taken from a type: its words, and the type it leads to (None ends there)."""

    step: str
    label: str
    help: str
    leads_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRule:
    """A condition as it was typed."""

    path: tuple[str, ...]
    test: Test
    texts: tuple[str, ...] = ()


def field_steps(type_key: str) -> list[StepChoice]:
    """Give the fields of a type that can be compared, the name first."""
    spec = SPECS[type_key]
    name = StepChoice(step=LABEL, label=N_("Name"), help=N_("What the record is called."))
    fields = [
        StepChoice(step=field.key, label=field.label, help=field.help)
        for field in (*spec.fields, *spec.computed)
    ]
    return [name, *fields]


def further_steps(type_key: str) -> list[StepChoice]:
    """Give the steps that lead on: links to a record of one type, then the rows of others that point here."""
    spec = SPECS[type_key]
    links = [
        StepChoice(step=link.key, label=link.label, help=link.help, leads_to=link.targets[0])
        for link in spec.links
        if len(link.targets) == 1 and link.targets[0] in SPECS
    ]
    pointing = [
        (its, its.by_key[link])
        for its, link in links_to(type_key)
        if "record" not in its.by_key[link].targets and len(its.by_key[link].targets) <= MOST_TARGETS
    ]
    by_type = Counter(its.key for its, _ in pointing)
    rows = [
        StepChoice(
            step=f"{its.key}:{link.key}",
            label=its.plural if by_type[its.key] == 1 else f"{its.plural} ({link.label.lower()})",
            help=its.help,
            leads_to=its.key,
        )
        for its, link in pointing
    ]
    return [*links, *sorted(rows, key=lambda one: one.label)]


def count_of_values(test: Test) -> int:
    """Give how many values a test takes; 1 stands for one or more."""
    return VALUES_OF.get(test, 1)


def build_rules(
    database: Database, type_key: str, typed: Sequence[TypedRule], *, today: dt.date
) -> list[Rule | Problem]:
    """Give for each typed condition the rule, or what is wrong with it."""
    with database.reading() as connection:
        resolve = resolver(connection)
        return [_build(type_key, one, resolve, today) for one in typed]


def _build(type_key: str, typed: TypedRule, resolve: Resolver, today: dt.date) -> Rule | Problem:
    field = field_of_path(type_key, typed.path)
    texts = [text.strip() for text in typed.texts]
    wanted = count_of_values(typed.test)
    is_range = typed.test == "between"
    if wanted and (not any(texts) or (not is_range and not all(texts))):
        label = field.label if field is not None else N_("Name")
        return Problem(code="condition-needs-value", facts={"label": label})
    try:
        values = tuple(_value(field, typed.test, text, resolve, today) for text in texts) if wanted else ()
    except BadValue as error:
        if field is not None:
            return problem_of(field, error)
        return Problem(code=error.code, facts={"label": N_("Name"), **error.facts})
    return Rule(path=typed.path, test=typed.test, values=values)


def _value(field: FieldSpec | None, test: Test, text: str, resolve: Resolver, today: dt.date) -> Value:
    if test == "within":
        return DAYS.parse(text)
    if field is None or test == "contains":
        return LINE.parse(text)
    if isinstance(field.kind, PartialDateKind):
        return read_date(text, today)
    return parse_field(field, text, resolve)


def texts_of(database: Database, type_key: str, rule: Rule) -> list[tuple[str, str]]:
    """Give the values of a rule as an editor takes them: as typed, and as shown."""
    field = field_of_path(type_key, rule.path)
    if rule.test in {"within", "contains"} or field is None:
        return [(str(value), str(value)) for value in rule.values]
    if isinstance(field.kind, LinkKind):
        with database.reading() as connection:
            known = by_ids(connection, [str(value) for value in rule.values if value is not None])
        found = [known.get(str(value)) for value in rule.values]
        return [(one.reference, one.label) if one is not None else ("", "") for one in found]
    return [
        (value if isinstance(value, str) else field.kind.format(value), field.kind.format(value))
        for value in rule.values
    ]
