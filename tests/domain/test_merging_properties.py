# SPDX-License-Identifier: EUPL-1.2
"""What holds for every merge, whatever the three sides hold: the properties P1-P6, P8, P10-P13.

Where a property needs a condition, the docstring of its test says which and why.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from coopdesk.domain.merging import (
    Cell,
    ConflictKind,
    FieldRule,
    Mark,
    MergeRules,
    Remaining,
    Row,
    RowAction,
    RowMerge,
    TheirRow,
    Value,
    merge_list,
    merge_row,
    merge_table,
    resolve,
)

PLAIN = ("title", "place")
GROUP = ("amount", "currency")
LIST = "tags"
LOCKED = "number"
OPEN_FIELDS = (*PLAIN, *GROUP, LIST)
OPEN_RULES = MergeRules(
    [
        *(FieldRule(key=key) for key in PLAIN),
        *(FieldRule(key=key, group="money") for key in GROUP),
        FieldRule(key=LIST, is_list=True),
        FieldRule(key=LOCKED),
    ]
)
RULES = MergeRules([*(OPEN_RULES.fields[key] for key in OPEN_FIELDS), FieldRule(key=LOCKED, locked=True)])
MIRRORED = {
    ConflictKind.MODIFY_DELETE: ConflictKind.DELETE_MODIFY,
    ConflictKind.DELETE_MODIFY: ConflictKind.MODIFY_DELETE,
}
IDS = ("r1", "r2", "r3")

settings.register_profile("merge", max_examples=300, deadline=None)
thorough = settings(settings.get_profile("merge"))


class Sides(NamedTuple):
    """The three sides of one record."""

    base: Row | None
    ours: Row | None
    theirs: TheirRow | None


texts: st.SearchStrategy[Value] = st.sampled_from([None, "x", "y", "z"])
lists: st.SearchStrategy[Value] = st.lists(st.sampled_from("pqrs"), unique=True, max_size=4).map(
    lambda members: tuple(members) or None
)
marks = st.sampled_from(list(Mark))


def cells_of(key: str) -> st.SearchStrategy[Value]:
    return lists if key == LIST else texts


rows: st.SearchStrategy[Row] = st.fixed_dictionaries({key: cells_of(key) for key in (*OPEN_FIELDS, LOCKED)})


@st.composite
def edits(draw: st.DrawFn, row: Row) -> Row:
    """The row with about a third of its cells written anew."""
    return {key: draw(cells_of(key)) if draw(st.integers(0, 2)) == 0 else row[key] for key in row}


def sides_of(base: Row | None) -> st.SearchStrategy[Row | None]:
    if base is None:
        return st.none() | rows
    return st.just(base) | edits(base) | edits(base) | st.none()


@st.composite
def marked(draw: st.DrawFn, row: Row | None) -> TheirRow | None:
    """The row with some of its cells marked or gone."""
    if row is None or draw(st.booleans()):
        return row
    cells: dict[str, Cell] = {}
    for key, value in row.items():
        fate = draw(st.sampled_from(["value", "value", "value", "mark", "gone"]))
        if fate != "gone":
            cells[key] = draw(marks) if fate == "mark" else value
    return cells


@st.composite
def plain_sides(draw: st.DrawFn) -> Sides:
    base = draw(st.none() | rows | rows | rows)
    return Sides(base, draw(sides_of(base)), draw(sides_of(base)))


@st.composite
def any_sides(draw: st.DrawFn) -> Sides:
    sides = draw(plain_sides())
    return sides._replace(theirs=draw(marked(sides.theirs.copy() if False else draw(sides_of(sides.base)))))


def members(value: Cell | None) -> set[str]:
    return set(value) if isinstance(value, tuple) else set()


def alike(one: TheirRow | None, other: TheirRow | None) -> bool:
    """Tell whether two rows say the same, lists as sets."""
    if one is None or other is None:
        return one is other
    return all(
        members(one.get(key)) == members(other.get(key)) if key == LIST else one.get(key) == other.get(key)
        for key in (*OPEN_FIELDS, LOCKED)
    )


def differs(key: str, one: Cell, other: Cell) -> bool:
    return RULES.fields[key].differs(one, other)


def accepted(row: RowMerge) -> Row | None:
    """The row after an import with no decision but that deletions are accepted."""
    return resolve(row, {}, accept_deletions=True).values
