# SPDX-License-Identifier: EUPL-1.2
"""What the head of a list does to its view: sorting by a column, taking a rule away, beginning a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coopdesk.domain.kinds import LinkKind
from coopdesk.domain.views import Rule, Sort, View
from coopdesk.records.catalog import SPECS
from coopdesk.services.list_columns import Column
from coopdesk.store.engine import Database
from coopdesk.store.register import by_ids
from coopdesk.store.view_rules import LABEL


def can_sort(column: Column) -> bool:
    """Whether a list can be sorted by a column: its own fields, not those of linked records."""
    return len(column.path) == 1


def sorted_by(view: View, column: Column, *, is_further: bool = False) -> View:
    """Sort by a column: rising, then falling, then as usual; as a further key the others stay."""
    if not can_sort(column):
        return view
    present = next((sort for sort in view.sorts if sort.field == column.key), None)
    others = tuple(sort for sort in view.sorts if sort.field != column.key) if is_further else ()
    if present is None and column.key == LABEL and not others:
        return replace(view, sorts=(Sort(field=LABEL, is_descending=True),))  # by name is how lists come
    if present is None:
        return replace(view, sorts=(*others, Sort(field=column.key)))
    if not present.is_descending:
        falling = Sort(field=column.key, is_descending=True)
        kept = tuple(falling if sort is present else sort for sort in view.sorts)
        return replace(view, sorts=kept if is_further else (falling,))
    return replace(view, sorts=others)


def without_rule(view: View, place: int) -> View:
    """Take a rule away by its number, -1 for the quick words."""
    if place < 0:
        return replace(view, text="")
    return replace(view, rules=tuple(rule for number, rule in enumerate(view.rules) if number != place))


def cleared(view: View) -> View:
    """Take everything away that filters."""
    return replace(view, text="", rules=())


def is_filtered(view: View) -> bool:
    """Whether anything filters."""
    return bool(view.rules or view.text.strip())


def is_plain(view: View) -> bool:
    """Whether a view is the list of its register as it comes, but for density."""
    return replace(view, density="roomy") == View(type=view.type)


def values_from_view(database: Database, view: View) -> Mapping[str, str]:
    """Give what a new record takes from the filter: fields that must have one value, as typed."""
    spec = SPECS[view.type]
    wanted = {
        rule.path[0]: rule.values[0]
        for rule in view.rules
        if isinstance(rule, Rule) and rule.test == "any_of" and len(rule.values) == len(rule.path) == 1
        if rule.path[0] in spec.by_key and rule.values[0] is not None
    }
    ids = [str(value) for key, value in wanted.items() if spec.by_key[key].targets]
    with database.reading() as connection:
        known = by_ids(connection, ids) if ids else {}
    found: dict[str, str] = {}
    for key, value in wanted.items():
        kind = spec.by_key[key].kind
        if isinstance(kind, LinkKind):
            if str(value) in known:
                found[key] = known[str(value)].reference
        else:
            found[key] = value if isinstance(value, str) else kind.format(value)
    return found


def seq_of(database: Database, record: str | None) -> int | None:
    """Give the number of a record in the register, None for none."""
    if record is None:
        return None
    with database.reading() as connection:
        entry = by_ids(connection, [record]).get(record)
    return entry.seq if entry is not None and entry.is_live else None
