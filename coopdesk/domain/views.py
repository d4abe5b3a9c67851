# SPDX-License-Identifier: EUPL-1.2
"""What a list shows, as data: which records, in which order, with which columns.

The same value drives the list, its chips, the filter builder, an export of the view and what is saved.
A rule may reach over links: `path` are its steps from the record, the last is the field compared. A step
is the key of a link, or `TYPE:LINK` for the rows of a type that point here (`arrangement_party:arrangement`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

from coopdesk.domain.kinds import Value

Test = Literal[
    "any_of",  # is one of the values; None among them is empty
    "none_of",
    "contains",
    "before",
    "after",
    "between",
    "within",  # days from today, negative ones back: (0, 90)
    "empty",
    "filled",
]
TESTS: frozenset[str] = frozenset(get_args(Test))
Density = Literal["roomy", "compact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One condition; values are canonical, links by id."""

    path: tuple[str, ...]
    test: Test
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Rules of which at least one holds."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A key of the order: a field, or `label` for the name of the record."""

    field: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A list of records. Without sorts they come by name; without columns those of the register."""

    type: str
    text: str = ""
    rules: tuple[Rule | AnyOf, ...] = ()
    sorts: tuple[Sort, ...] = ()
    columns: tuple[str, ...] = ()
    group_by: str | None = None
    density: Density = "roomy"


def to_json(view: View) -> dict[str, Any]:
    """Give the view as JSON keeps it."""
    return {
        "type": view.type,
        "text": view.text,
        "rules": [_rule_to_json(rule) for rule in view.rules],
        "sorts": [[sort.field, sort.is_descending] for sort in view.sorts],
        "columns": list(view.columns),
        "group_by": view.group_by,
        "density": view.density,
    }


def _rule_to_json(rule: Rule | AnyOf) -> dict[str, Any]:
    if isinstance(rule, AnyOf):
        return {"any": [_rule_to_json(one) for one in rule.rules]}
    return {
        "path": list(rule.path),
        "test": rule.test,
        "values": [_value_to_json(one) for one in rule.values],
    }


def _value_to_json(value: Value) -> Any:
    return {"number": str(value)} if isinstance(value, Decimal) else value


def _value_from_json(data: Any) -> Value:
    if isinstance(data, dict):
        return Decimal(str(data["number"]))
    return tuple(map(str, data)) if isinstance(data, list) else data


def from_json(data: Mapping[str, Any]) -> View:
    """Take a view back from JSON. Raises ValueError for what no view was ever kept as."""
    try:
        return View(
            type=str(data["type"]),
            text=str(data.get("text", "")),
            rules=tuple(_rule_from_json(one) for one in data.get("rules", ())),
            sorts=tuple(
                Sort(field=str(key), is_descending=bool(down)) for key, down in data.get("sorts", ())
            ),
            columns=tuple(map(str, data.get("columns", ()))),
            group_by=data.get("group_by"),
            density="compact" if data.get("density") == "compact" else "roomy",
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError("not a view") from error


def _rule_from_json(data: Mapping[str, Any]) -> Rule | AnyOf:
    if "any" in data:
        parts = [_rule_from_json(one) for one in data["any"]]
        return AnyOf(rules=tuple(one for one in parts if isinstance(one, Rule)))
    if data["test"] not in TESTS:
        raise ValueError("unknown test")
    values: Sequence[Any] = data.get("values", ())
    return Rule(
        path=tuple(map(str, data["path"])),
        test=data["test"],
        values=tuple(_value_from_json(one) for one in values),
    )
