# SPDX-License-Identifier: EUPL-1.2
"""What a view filters, in words: one chip for each rule, and the tests that a field offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from coopdesk.domain.dates import format_date
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import (
    DecimalKind,
    Kind,
    LinkKind,
    PartialDateKind,
    Value,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.domain.spec import FieldSpec
from coopdesk.domain.views import AnyOf, Rule, Test, View
from coopdesk.records.catalog import SPECS
from coopdesk.services.list_columns import column_of, step_label
from coopdesk.services.listing import NO_END
from coopdesk.store.engine import Database
from coopdesk.store.register import Entry, by_ids
from coopdesk.store.view_rules import LABEL, next_types

EMPTY: Final = N_("(empty)")
MANY: Final = 3  # more values than these are counted in a chip, not named

TEST_WORDS: Final[Mapping[Test, str]] = {
    "any_of": N_("is"),
    "none_of": N_("is not"),
    "contains": N_("contains"),
    "before": N_("is before"),
    "after": N_("is after"),
    "between": N_("is between"),
    "within": N_("is within days"),
    "empty": N_("is empty"),
    "filled": N_("is not empty"),
}
_CHIPS: Final[Mapping[Test, str]] = {
    "any_of": N_("{field}: {values}"),
    "none_of": N_("{field} is not {values}"),
    "contains": N_("{field} contains “{values}”"),
    "empty": N_("{field}: {values}"),
}
_NUMBER_WORDS: Final[Mapping[Test, str]] = {"before": N_("is less than"), "after": N_("is more than")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A rule in words; `place` is its number among the rules of the view, -1 for the quick words."""

    words: str
    place: int


def chips_of(database: Database, view: View) -> list[Chip]:
    """Give what filters a view, each with its words; nothing else does."""
    ids = [str(value) for rule in view.rules for value in _linked(view.type, rule)]
    with database.reading() as connection:
        names = by_ids(connection, ids) if ids else {}
    chips = [Chip(words=_rule_words(view.type, rule, names), place=n) for n, rule in enumerate(view.rules)]
    if text := " ".join(view.text.split()):
        chips.append(Chip(words=N_("Words: {words}").format(words=text), place=-1))
    return chips


def field_of_path(type_key: str, path: tuple[str, ...]) -> FieldSpec | None:
    """Give the field that a rule compares; None for the name of a record, or for whole rows."""
    at = type_key
    for step in path[:-1]:
        targets = next_types(at, step)[0]
        at = next((one for one in targets if path[-1] in SPECS[one].all_by_key), targets[0])
    return SPECS[at].all_by_key.get(path[-1])


def path_words(type_key: str, path: tuple[str, ...]) -> str:
    """Give a path in words: Partner › Region."""
    names = []
    at = type_key
    for step in path[:-1]:
        names.append(step_label(at, step))
        targets = next_types(at, step)[0]
        at = next((one for one in targets if path[-1] in SPECS[one].all_by_key), targets[0])
    if path[-1] == LABEL:
        names.append(N_("Name"))
    elif ":" in path[-1]:
        names.append(step_label(at, path[-1]))
    else:
        names.append(SPECS[at].all_by_key[path[-1]].label if path[-1] in SPECS[at].all_by_key else path[-1])
    return " › ".join(names)


def offered_tests(kind: Kind | None) -> tuple[Test, ...]:
    """Give the tests that make sense for a kind of value, the likeliest first."""
    match kind:
        case PartialDateKind():
            return ("within", "before", "after", "between", "any_of", "empty", "filled")
        case WholeNumberKind() | DecimalKind():
            return ("any_of", "before", "after", "between", "empty", "filled")
        case YesNoKind():
            return ("any_of", "empty", "filled")
        case LinkKind():
            return ("any_of", "none_of", "contains", "empty", "filled")
    if kind is not None and kind.name == "choice":
        return ("any_of", "none_of", "empty", "filled")
    return ("contains", "any_of", "none_of", "empty", "filled")


def words_of_test(test: Test, kind: Kind | None) -> str:
    """Give a test in words, as it reads between field and value."""
    is_number = isinstance(kind, WholeNumberKind | DecimalKind)
    return _NUMBER_WORDS.get(test, TEST_WORDS[test]) if is_number else TEST_WORDS[test]


def _linked(type_key: str, rule: Rule | AnyOf) -> Iterator[Value]:
    """Give the ids that the values of a rule name."""
    if isinstance(rule, AnyOf):
        for one in rule.rules:
            yield from _linked(type_key, one)
    elif rule.test in {"any_of", "none_of"} and _is_link(field_of_path(type_key, rule.path), rule):
        yield from (value for value in rule.values if value is not None)


def _is_link(field: FieldSpec | None, rule: Rule) -> bool:
    return ":" in rule.path[-1] or (field is not None and bool(field.targets))


def _rule_words(type_key: str, rule: Rule | AnyOf, names: Mapping[str, Entry]) -> str:
    if isinstance(rule, AnyOf):
        return N_(" or ").join(_rule_words(type_key, one, names) for one in rule.rules)
    label, field = path_words(type_key, rule.path), field_of_path(type_key, rule.path)
    column = column_of(type_key, ".".join(rule.path)) if ":" not in rule.path[-1] else None
    nothing = NO_END if column is not None and column.is_end else EMPTY
    kind = field.kind if field is not None else None
    if rule.test == "within":
        first, last = (int(str(one)) for one in rule.values)
        return N_("{field} {when}").format(field=label, when=_days_words(first, last))
    says = [_value_words(kind, value, names, nothing, is_link=_is_link(field, rule)) for value in rule.values]
    shown = ", ".join(says)
    if len(says) > MANY:
        shown = N_("{first} and {count} more").format(first=says[0], count=len(says) - 1)
    if rule.test == "between":
        known = [value is not None for value in (*rule.values, None)[:2]]
        low, high = (*says, nothing)[:2]
        words = {
            (True, False): N_("{field} from {low} on"),
            (False, True): N_("{field} until {high}"),
        }.get((known[0], known[1]), N_("{field} from {low} to {high}"))
        return words.format(field=label, low=low, high=high)
    if rule.test == "empty":
        shown = nothing
    template = _CHIPS.get(rule.test)
    if template is not None:
        return template.format(field=label, values=shown)
    test = words_of_test(rule.test, kind)
    return N_("{field} {test} {values}").format(field=label, test=test, values=shown).strip()


def _value_words(
    kind: Kind | None, value: Value, names: Mapping[str, Entry], nothing: str, *, is_link: bool
) -> str:
    if value is None:
        return nothing
    if is_link and str(value) in names:
        return names[str(value)].label
    if isinstance(kind, PartialDateKind):
        return format_date(str(value))
    return kind.format(value) if kind is not None and not is_link else str(value)


def _days_words(first: int, last: int) -> str:
    if first == 0 and last > 0:
        return N_("within the next {days} days").format(days=last)
    if last == 0 and first < 0:
        return N_("within the last {days} days").format(days=-first)
    return N_("from {first} to {last} days from today").format(first=first, last=last)
