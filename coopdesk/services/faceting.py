# SPDX-License-Identifier: EUPL-1.2
"""Facets: the values that the records of a view have in a field, with counts, to be ticked.

The counts of a field respect all other rules, so that a tick never leads to an empty list unseen. Ticking
gives another view; nothing else filters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.folding import sort_key
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import (
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    TextKind,
    Value,
    YesNoKind,
)
from coopdesk.domain.spec import FieldSpec
from coopdesk.domain.views import AnyOf, Rule, View
from coopdesk.records.catalog import SPECS
from coopdesk.services.list_columns import column_of, look_of
from coopdesk.services.listing import NO_END
from coopdesk.services.view_words import EMPTY
from coopdesk.store.engine import Database
from coopdesk.store.facet_counts import counts_of, within_of
from coopdesk.store.register import by_ids

MOST_VALUES: Final = 200
SOON: Final = (0, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetField:
    """A field that can be a facet; `is_first` ones are shown open."""

    key: str
    label: str
    help: str
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value with its count; the list can show only it (`is_in`) or all but it (`is_out`).

    `within` are days from today, for the entry that takes dates which come soon.
    """

    value: Value
    label: str
    count: int
    is_in: bool
    is_out: bool
    within: tuple[int, int] | None = None


def facet_fields(type_key: str) -> list[FacetField]:
    """Give the fields of a type that can be facets, those of its list first."""
    spec, look = SPECS[type_key], look_of(type_key)
    shown = {"status", "state", *look.second, *look.columns}
    fields = [field for field in (*spec.fields, *spec.computed) if _has_facet(field)]
    found = [
        FacetField(key=field.key, label=field.label, help=field.help, is_first=field.key in shown)
        for field in fields
    ]
    return sorted(found, key=lambda one: not one.is_first)


def _has_facet(field: FieldSpec) -> bool:
    kind = field.kind
    if isinstance(kind, TextKind):  # a short line such as a region; names and numbers are all different
        return kind.is_line and field.searched != "name" and not field.required and not field.personal
    return isinstance(kind, PickKind | LinkKind | YesNoKind | PartialDateKind | ListKind)


def facet_of(database: Database, view: View, key: str, today: dt.date) -> list[FacetValue]:
    """Give the values of a field among the records that all other rules let through, most useful first."""
    field = SPECS[view.type].all_by_key[key]
    others = without(view, key)
    ins, outs = ticked(view, key)
    with database.reading() as connection:
        counts = counts_of(connection, others, today, field)
        for value in (*ins, *outs):
            counts.setdefault(value, 0)
        labels = _labels(connection, field, [value for value in counts if value is not None])
        soon = _soon(connection, view, others, field, today)
    column = column_of(view.type, key)
    labels[None] = NO_END if column is not None and column.is_end else EMPTY
    order = _in_order(field, [value for value in counts if value is not None], labels, counts)
    values = [*order[:MOST_VALUES], *([None] if None in counts else [])]
    return soon + [
        FacetValue(value=one, label=labels[one], count=counts[one], is_in=one in ins, is_out=one in outs)
        for one in values
    ]


def _soon(
    connection: Connection, view: View, others: View, field: FieldSpec, today: dt.date
) -> list[FacetValue]:
    """Give the entry for dates that come within ninety days."""
    if not isinstance(field.kind, PartialDateKind):
        return []
    rule = Rule(path=(field.key,), test="within", values=SOON)
    count = within_of(connection, replace(others, rules=(*others.rules, rule)), today)
    is_in = rule in view.rules
    if not count and not is_in:
        return []
    label = N_("within the next 90 days")
    return [FacetValue(value=None, label=label, count=count, is_in=is_in, is_out=False, within=SOON)]


def _labels(connection: Connection, field: FieldSpec, values: Sequence[Value]) -> dict[Value, str]:
    if field.targets:
        known = by_ids(connection, [str(value) for value in values])
        return {value: known[str(value)].label if str(value) in known else "" for value in values}
    if isinstance(field.kind, YesNoKind):
        return {value: field.kind.format(bool(value)) for value in values}
    if isinstance(field.kind, ListKind | PartialDateKind):
        return {value: str(value) for value in values}
    return {value: field.kind.format(value) for value in values}


def _in_order(
    field: FieldSpec, values: list[Value], labels: dict[Value, str], counts: dict[Value, int]
) -> list[Value]:
    """Choices stand as in their list, years newest first, everything else by how often it occurs."""
    if isinstance(field.kind, PickKind):
        codes = [item.code for item in field.kind.picklist.items]
        return sorted(values, key=lambda one: codes.index(str(one)) if one in codes else len(codes))
    if isinstance(field.kind, PartialDateKind):
        return sorted(values, key=str, reverse=True)
    return sorted(values, key=lambda one: (-counts[one], sort_key(labels[one])))


def ticked(view: View, key: str) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Give the values of a field that a view shows alone, and those that it leaves out."""
    ins: tuple[Value, ...] = ()
    outs: tuple[Value, ...] = ()
    for rule in view.rules:
        if isinstance(rule, Rule) and rule.path == (key,):
            if rule.test == "any_of":
                ins = rule.values
            elif rule.test == "empty":
                ins = (None,)
            elif rule.test == "none_of":
                outs = rule.values
    return ins, outs


def without(view: View, key: str) -> View:
    """Give a view without the rules on a field."""
    return replace(view, rules=tuple(rule for rule in view.rules if not _is_on(rule, key)))


def _is_on(rule: Rule | AnyOf, key: str) -> bool:
    return isinstance(rule, Rule) and rule.path == (key,)


def tick(view: View, key: str, value: FacetValue, *, is_out: bool = False) -> View:
    """Turn a tick on or off: show also this value, or (`is_out`) leave it out."""
    if value.within is not None:
        rule = Rule(path=(key,), test="within", values=value.within)
        kept = without(view, key)
        return kept if rule in view.rules else replace(kept, rules=(*kept.rules, rule))
    ins, outs = ticked(view, key)
    if is_out:
        outs, ins = _toggled(outs, value.value), tuple(one for one in ins if one != value.value)
    else:
        ins, outs = _toggled(ins, value.value), tuple(one for one in outs if one != value.value)
    rules: list[Rule | AnyOf] = []
    if ins:
        rules.append(Rule(path=(key,), test="any_of", values=ins))
    if outs:
        rules.append(Rule(path=(key,), test="none_of", values=outs))
    return _in_place(view, key, rules)


def _toggled(values: tuple[Value, ...], value: Value) -> tuple[Value, ...]:
    return tuple(one for one in values if one != value) if value in values else (*values, value)


def _in_place(view: View, key: str, rules: Sequence[Rule | AnyOf]) -> View:
    """Put rules on a field where its first rule stood, so that chips do not jump."""
    place = next((n for n, rule in enumerate(view.rules) if _is_on(rule, key)), len(view.rules))
    kept = [rule for rule in view.rules if not _is_on(rule, key)]
    return replace(view, rules=(*kept[:place], *rules, *kept[place:]))
