# SPDX-License-Identifier: EUPL-1.2
"""What holds for every merge, whatever the three sides hold: the properties P1-P6, P8, P10-P13.

Where a property needs a condition, the docstring of its test says which and why.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
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

thorough = settings(max_examples=200, deadline=None)


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
    """Three sides without marks."""
    base = draw(st.none() | rows | rows | rows)
    return Sides(base, draw(sides_of(base)), draw(sides_of(base)))


@st.composite
def marked_sides(draw: st.DrawFn) -> Sides:
    """Three sides with marks in theirs."""
    base = draw(st.none() | rows | rows | rows)
    return Sides(base, draw(sides_of(base)), draw(marked(draw(sides_of(base)))))


@st.composite
def group_sides(draw: st.DrawFn) -> Sides:
    """Three sides that differ in the group alone, where the halves of two edits meet most."""
    base = draw(rows)
    ours, theirs = ({**base, draw(st.sampled_from(GROUP)): draw(texts)} for _ in range(2))
    return Sides(draw(st.sampled_from([base, base, None])), ours, draw(marked(theirs)))


def any_sides() -> st.SearchStrategy[Sides]:
    return marked_sides() | marked_sides() | group_sides()


def members(value: Cell) -> set[str]:
    return set(value) if isinstance(value, tuple) else set()


def cell(row: TheirRow, key: str) -> Cell:
    return row.get(key, Mark.ABSENT)


def differs(key: str, one: Cell, other: Cell) -> bool:
    """Tell whether two values differ, lists as sets; a mark differs from nothing."""
    return OPEN_RULES.fields[key].differs(one, other)


def alike(one: TheirRow | None, other: TheirRow | None) -> bool:
    """Tell whether two rows say the same, lists as sets."""
    if one is None or other is None:
        return one is other
    return one.keys() == other.keys() and not any(differs(key, one[key], other[key]) for key in one)


def imported(row: RowMerge) -> Row | None:
    """The row after an import without decisions in which deletions are accepted."""
    return resolve(row, {}, accept_deletions=True).values


def assert_ours_is_kept(base: Row | None, ours: Row, values: Row | None, rules: MergeRules) -> None:
    """Every net change of ours is in the result."""
    began: Row = base or {}
    edited = [key for key in rules.fields if base is None or differs(key, began[key], ours[key])]
    if values is None:
        assert not edited
        return
    for key in edited:
        if key == LIST:
            was, mine = members(began.get(key)), members(ours[key])
            assert mine - was <= members(values[key])
            assert not (was - mine) & members(values[key])
        else:
            assert values[key] == ours[key]


def assert_theirs_is_heard(base: Row | None, theirs: TheirRow, row: RowMerge) -> None:
    """Every net change of theirs is in the result, in a conflict or, in a locked field, in a notice."""
    told = {conflict.field for conflict in row.conflicts} | {notice.field for notice in row.notices}
    values = imported(row)
    for key in theirs:
        was, other = None if base is None else base[key], theirs[key]
        if None in told or key in told or isinstance(other, Mark) or not differs(key, was, other):
            continue
        if key == LOCKED:
            assert row.ours is not None
            assert row.ours[key] == other
        elif key == LIST:
            assert values is not None
            assert members(other) - members(was) <= members(values[key])
            assert not (members(was) - members(other)) & members(values[key])
        else:
            assert values is not None
            assert values[key] == other


@thorough
@given(st.data())
def test_p1_a_side_that_did_nothing_leaves_the_other_as_it_is(data: st.DataObject) -> None:
    """merge(b, x, b) = x, and merge(b, b, x) = x but for lists put into another order, which is no change."""
    base = data.draw(st.none() | rows)
    side = data.draw(sides_of(base))

    kept, taken = merge_row(base, side, base, OPEN_RULES), merge_row(base, base, side, OPEN_RULES)

    assert not kept.conflicts + taken.conflicts
    assert imported(kept) == side
    expected = side
    if base is not None and side is not None and not differs(LIST, base[LIST], side[LIST]):
        expected = {**side, LIST: base[LIST]}
    assert imported(taken) == expected


@thorough
@given(st.data(), st.booleans())
def test_p2_two_sides_that_did_the_same_agree(data: st.DataObject, base_known: bool) -> None:
    base = data.draw(st.none() | rows)
    side = data.draw(sides_of(base))
    row = merge_row(base, side, side, RULES, base_known=base_known)
    assert (imported(row), row.conflicts, row.changes) == (side, (), ())


@thorough
@given(plain_sides(), st.booleans())
def test_p3_swapping_the_sides_mirrors_the_result(sides: Sides, base_known: bool) -> None:
    """Outside conflicts the same values (lists as sets), and the same conflicts with their sides swapped.

    Locked fields and marks are left out: they say by design that theirs counts less than ours.
    """
    base, ours, theirs = sides
    row = merge_row(base, ours, theirs, OPEN_RULES, base_known=base_known)
    mirror = merge_row(base, as_values(theirs), ours, OPEN_RULES, base_known=base_known)

    swapped = [(c.field, MIRRORED.get(c.kind, c.kind), c.base, c.theirs, c.ours) for c in mirror.conflicts]
    assert [(c.field, c.kind, c.base, c.ours, c.theirs) for c in row.conflicts] == swapped
    asked = {conflict.field for conflict in row.conflicts}
    if None not in asked:
        one, other = imported(row), imported(mirror)
        assert alike(without(one, asked), without(other, asked))


@thorough
@given(any_sides(), st.booleans(), st.booleans())
def test_p4_nothing_is_lost(sides: Sides, base_known: bool, in_scope: bool) -> None:
    base, ours, theirs = sides
    row = merge_row(base, ours, theirs, RULES, base_known=base_known, in_scope=in_scope)

    if ours is not None:
        assert_ours_is_kept(base, ours, imported(row), RULES)
    if theirs is not None:
        assert_theirs_is_heard(base, theirs, row)
    elif base is not None and in_scope:
        assert imported(row) is None or row.conflicts


@thorough
@given(any_sides(), st.booleans(), st.sampled_from([None, "ours", "theirs"]))
def test_p5_merging_the_result_again_changes_nothing(
    sides: Sides, base_known: bool, remaining: Remaining | None
) -> None:
    """Whatever was decided, even all theirs; only a refused deletion or insert is offered again."""
    base, ours, theirs = sides
    row = merge_row(base, ours, theirs, RULES, base_known=base_known)
    result = resolve(row, {}, remaining, accept_deletions=True).values

    again = merge_row(base, result, theirs, RULES, base_known=base_known)

    assert imported(again) == result
    assert again.changes == ()


@thorough
@given(st.data())
def test_p6_imports_without_conflicts_commute(data: st.DataObject) -> None:
    """Two imports that conflict neither with ours nor, whichever comes first, with each other; lists as sets.

    Cells that were never sent are allowed; dropped columns are not, since they conflict with edits.
    Whichever comes first: half a group is no conflict after the whole of it, but is before it.
    """
    base = data.draw(rows)
    ours = data.draw(sides_of(base))
    first, second = (data.draw(silenced(data.draw(sides_of(base)))) for _ in range(2))
    spoken = [None if side is None else as_values({**base, **side}) for side in (first, second)]
    pairs = ((ours, first), (ours, second), (spoken[0], second), (spoken[1], first))
    if any(merge_row(base, mine, other, RULES).conflicts for mine, other in pairs):
        return

    one = imported(merge_row(base, imported(merge_row(base, ours, first, RULES)), second, RULES))
    other = imported(merge_row(base, imported(merge_row(base, ours, second, RULES)), first, RULES))

    assert alike(one, other)


@thorough
@given(any_sides(), st.booleans(), st.sampled_from([None, "ours", "theirs"]))
def test_p8_an_import_taken_back_leaves_all_as_it_was(
    sides: Sides, base_known: bool, remaining: Remaining | None
) -> None:
    """Undo is merge(after, now, before) under rules without locks; the order of lists comes back too."""
    base, before, theirs = sides
    row = merge_row(base, before, theirs, RULES, base_known=base_known)
    after = resolve(row, {}, remaining, accept_deletions=True, fill_blanks=True).values

    undo = merge_row(after, after, before, OPEN_RULES)

    assert undo.conflicts == ()
    assert imported(undo) == before


@thorough
@given(any_sides(), st.data())
def test_p8_taking_back_never_loses_a_later_edit(sides: Sides, data: st.DataObject) -> None:
    base, before, theirs = sides
    after = complete(resolve(merge_row(base, before, theirs, RULES), {}, "theirs").values)
    now = data.draw(sides_of(after))

    undo = merge_row(after, now, before, OPEN_RULES)

    if now is not None:
        assert_ours_is_kept(after, now, imported(undo), OPEN_RULES)
    if before is not None:
        assert_theirs_is_heard(after, before, undo)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (("a", "b"), ("a", "b", "c"), ("d", "b", "a"), ("a", "b", "c", "d")),
        (("a", "b"), ("c", "b", "a"), ("b",), ("c", "b")),
        (("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")),
        (("a", "b"), ("a", "b"), ("b", "a"), ("a", "b")),
        (("a",), ("a", "x"), ("a", "x"), ("a", "x")),
        (("a",), ("b",), ("c",), ("b", "c")),
        (("a",), None, ("a", "c"), ("c",)),
        (None, ("a",), ("b", "b"), ("a", "b")),
        (("a",), ("a",), None, None),
        (("a", "b"), ("a",), ("b",), None),
        (None, (), None, ()),
        # Nobody else touched the list, so it is theirs as it stands: taking back restores the order.
        (("a", "b"), ("a", "b"), ("c", "b", "a"), ("c", "b", "a")),
    ],
)
def test_lists_merge_as_sets_in_the_order_of_ours(
    base: Value, ours: Value, theirs: Value, merged: Value
) -> None:
    assert merge_list(base, ours, theirs) == merged


def test_a_value_that_is_no_list_is_refused_where_a_list_belongs() -> None:
    with pytest.raises(TypeError):
        merge_list("water", ("water",), ("border",))


@thorough
@given(lists, lists, lists, lists)
def test_p10_lists_merge_as_sets(base: Value, one: Value, other: Value, third: Value) -> None:
    merged = merge_list(base, one, other)
    was, mine, theirs = members(base), members(one), members(other)
    assert members(merged) == (mine - (was - theirs)) | (theirs - was)
    assert members(merged) == members(merge_list(base, other, one))
    assert merge_list(base, one, base) == one
    assert members(merge_list(base, base, other)) == theirs
    assert merge_list(base, one, one) == one
    assert merge_list(base, merged, other) == merged
    first, second = merge_list(base, merged, third), merge_list(base, merge_list(base, one, third), other)
    assert members(first) == members(second)


@thorough
@given(st.data())
def test_p11_foreign_columns_and_the_order_of_rows_and_columns_change_nothing(data: st.DataObject) -> None:
    tables = [data.draw(any_sides()) for _ in IDS]
    base = {key: sides.base for key, sides in zip(IDS, tables, strict=True) if sides.base is not None}
    ours = {key: sides.ours for key, sides in zip(IDS, tables, strict=True) if sides.ours is not None}
    theirs = {key: sides.theirs for key, sides in zip(IDS, tables, strict=True) if sides.theirs is not None}
    shuffled: dict[str, TheirRow] = {
        key: {"foreign": "x", **{name: theirs[key][name] for name in reversed(list(theirs[key]))}}
        for key in reversed(theirs)
    }

    merged, again = merge_table(base, ours, theirs, RULES), merge_table(base, ours, shuffled, RULES)

    assert {key: seen(row) for key, row in merged.items()} == {key: seen(row) for key, row in again.items()}
    for key, sides in zip(IDS, tables, strict=True):
        if sides != (None, None, None):
            assert seen(merged[key]) == seen(merge_row(*sides, RULES))


@thorough
@given(any_sides(), st.booleans())
def test_p12_no_conflict_where_theirs_says_what_the_base_or_ours_says(sides: Sides, base_known: bool) -> None:
    """A group is one cell here: it conflicts in all its members or in none.

    So a member may conflict though theirs says what the base or ours says, but then another does not.
    A group with an unreadable cell conflicts also where only theirs changed it.
    """
    base, ours, theirs = sides
    row = merge_row(base, ours, theirs, RULES, base_known=base_known)
    if None in {conflict.field for conflict in row.conflicts}:
        return
    for key in sorted({conflict.field or "" for conflict in row.conflicts}):
        if key in GROUP and ConflictKind.GROUP in {conflict.kind for conflict in row.conflicts}:
            continue
        assert ours is not None and theirs is not None
        other = cell(theirs, key)
        if other is Mark.DROPPED:
            assert base is not None and differs(key, base[key], ours[key])
        else:
            assert differs(key, ours[key], other)
            assert base is None or differs(key, base[key], other)
    grouped = [conflict for conflict in row.conflicts if conflict.kind is ConflictKind.GROUP]
    if grouped:
        assert base is not None and ours is not None and theirs is not None
        assert [conflict.field for conflict in grouped] == list(GROUP)
        assert any(differs(key, base[key], cell(theirs, key)) for key in GROUP)
        assert any(differs(key, ours[key], cell(theirs, key)) for key in GROUP)
        unreadable = any(cell(theirs, key) is Mark.UNREADABLE for key in GROUP)
        assert unreadable or any(differs(key, base[key], ours[key]) for key in GROUP)


@thorough
@given(any_sides(), st.booleans(), st.booleans())
def test_a_group_is_never_taken_by_halves(sides: Sides, base_known: bool, fill_blanks: bool) -> None:
    """Without decisions a group is all ours or, as far as theirs could be read, all theirs."""
    base, ours, theirs = sides
    if ours is None or theirs is None:
        return
    row = merge_row(base, ours, theirs, RULES, base_known=base_known)
    values = resolve(row, {}, fill_blanks=fill_blanks).values
    assert values is not None
    is_ours = all(values[key] == ours[key] for key in GROUP)
    taken = [key for key in GROUP if cell(theirs, key) not in (Mark.ABSENT, Mark.DROPPED)]
    assert is_ours or all(values[key] == theirs[key] for key in taken)


@thorough
@given(
    plain_sides(),
    st.sampled_from(OPEN_FIELDS),
    st.sampled_from([Mark.DROPPED, Mark.ABSENT]),
    st.sampled_from([None, "ours", "theirs"]),
)
def test_p13_a_deleted_column_never_changes_a_record(
    sides: Sides, key: str, mark: Mark, remaining: Remaining | None
) -> None:
    """Not even where theirs is taken for all that remains; and other fields merge as if it were there.

    The second holds for what stands without decisions, and where the base is known: a cell of a new
    record that is not there stays empty.
    """
    base, ours, theirs = sides
    if theirs is None or base is None:
        return
    returned: TheirRow = {**theirs, key: base[key]}
    dropped: TheirRow = {**theirs, key: mark}

    row = merge_row(base, ours, dropped, RULES)
    result = resolve(row, {}, remaining, accept_deletions=True).values

    if result is not None:
        assert result[key] == (base if ours is None else ours)[key]
    assert row.values == merge_row(base, ours, returned, RULES).values


@thorough
@given(any_sides(), st.booleans())
def test_the_changes_are_what_tells_ours_from_the_result(sides: Sides, base_known: bool) -> None:
    base, ours, theirs = sides
    row = merge_row(base, ours, theirs, RULES, base_known=base_known)
    done = resolve(row, {})
    assert (done.values, done.undecided) == (row.values, row.conflicts)
    if ours is not None and done.action is not RowAction.DELETE:
        assert done.values == {**ours, **{change.field: change.value for change in done.changes}}
        assert all(change.value != ours[change.field] for change in done.changes)


def seen(row: RowMerge) -> tuple[object, ...]:
    """What a caller sees of a merged row."""
    return row.outcome, row.values, row.changes, row.conflicts, row.notices, row.fills


def without(row: Row | None, keys: set[str | None]) -> Row | None:
    return None if row is None else {key: value for key, value in row.items() if key not in keys}


def as_values(row: TheirRow | None) -> Row | None:
    """The row as a database holds it: no marks."""
    if row is None:
        return None
    return {key: value for key, value in row.items() if not isinstance(value, Mark)}


def complete(row: Row | None) -> Row | None:
    """The row with every field, as a database gives it."""
    return None if row is None else {key: row.get(key) for key in (*OPEN_FIELDS, LOCKED)}


def silenced(row: Row | None) -> st.SearchStrategy[TheirRow | None]:
    """The row, with some of its columns never sent."""
    if row is None:
        return st.none()
    return st.sets(st.sampled_from(OPEN_FIELDS), max_size=2).map(
        lambda gone: {key: value for key, value in row.items() if key not in gone}
    )
