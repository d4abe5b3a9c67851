# SPDX-License-Identifier: EUPL-1.2
"""Every line of the row table and every kind of conflict, one example each; then the decisions."""

from __future__ import annotations

import pytest

from coopdesk.domain.merging import (
    Cell,
    ConflictKind,
    Decision,
    FieldRule,
    Mark,
    MergeRules,
    Row,
    RowAction,
    RowMerge,
    RowOutcome,
    TheirRow,
    Value,
    merge_cell,
    merge_row,
    merge_table,
    resolve,
)

RULES = MergeRules(
    [
        FieldRule(key="title"),
        FieldRule(key="place"),
        FieldRule(key="start", group="period"),
        FieldRule(key="end", group="period"),
        FieldRule(key="tags", is_list=True),
        FieldRule(key="number", locked=True),
        FieldRule(key="days_left", computed=True),
    ]
)
OURS = Decision(take="ours")
THEIRS = Decision(take="theirs")


def a_row(**values: Value) -> Row:
    row: dict[str, Value] = {
        "title": "Water committee",
        "place": "Tunis",
        "start": "2024-05-01",
        "end": "2024-05-02",
        "tags": ("water", "border"),
        "number": "M-7",
        "days_left": 30,
    }
    return {**row, **values}


def a_sheet_row(**cells: Cell) -> TheirRow:
    return {**a_row(), **cells}


def found(row: RowMerge) -> list[tuple[str | None, ConflictKind]]:
    return [(conflict.field, conflict.kind) for conflict in row.conflicts]


def written(row: RowMerge) -> dict[str, Value]:
    return {change.field: change.value for change in row.changes}


# The row table


def test_an_untouched_record_needs_nothing() -> None:
    ours = a_row()
    row = merge_row(a_row(), ours, a_row(), RULES)
    assert row.outcome is RowOutcome.NOTHING
    assert row.values is ours


def test_a_record_changed_only_in_theirs_takes_the_changed_cells() -> None:
    row = merge_row(a_row(), a_row(), a_row(title="Water board", place=None), RULES)
    assert row.outcome is RowOutcome.UPDATE
    assert written(row) == {"title": "Water board", "place": None}
    assert row.values == a_row(title="Water board", place=None)


def test_a_record_changed_only_in_ours_is_kept() -> None:
    row = merge_row(a_row(), a_row(place="Rabat"), a_row(), RULES)
    assert row.outcome is RowOutcome.KEEP
    assert row.values == a_row(place="Rabat")


def test_a_record_changed_on_both_sides_in_other_cells_holds_both_changes() -> None:
    row = merge_row(a_row(), a_row(place="Rabat"), a_row(title="Water board"), RULES)
    assert row.outcome is RowOutcome.UPDATE
    assert row.values == a_row(place="Rabat", title="Water board")


def test_a_record_changed_alike_on_both_sides_needs_nothing() -> None:
    row = merge_row(a_row(), a_row(place="Rabat"), a_row(place="Rabat"), RULES)
    assert row.outcome is RowOutcome.NOTHING


def test_a_record_deleted_on_both_sides_needs_nothing() -> None:
    assert merge_row(a_row(), None, None, RULES).outcome is RowOutcome.DELETED_BOTH


def test_a_record_that_theirs_lost_is_missing_and_kept() -> None:
    row = merge_row(a_row(), a_row(), None, RULES)
    assert row.outcome is RowOutcome.MISSING
    assert row.deletable
    assert row.values == a_row()
    assert resolve(row, {}).action is RowAction.NONE


def test_a_record_that_theirs_lost_and_ours_edited_is_a_conflict_kept_by_default() -> None:
    row = merge_row(a_row(), a_row(place="Rabat"), None, RULES)
    assert found(row) == [(None, ConflictKind.MODIFY_DELETE)]
    assert row.values == a_row(place="Rabat")
    assert row.conflicts[0].ours == a_row(place="Rabat")
    assert row.conflicts[0].theirs is None


def test_a_record_deleted_here_and_untouched_there_stays_deleted() -> None:
    row = merge_row(a_row(), None, a_sheet_row(tags=("border", "water"), place=Mark.UNREADABLE), RULES)
    assert row.outcome is RowOutcome.STAYS_DELETED
    assert row.values is None


def test_a_record_deleted_here_and_edited_there_is_a_conflict_deleted_by_default() -> None:
    row = merge_row(a_row(), None, a_row(place="Rabat"), RULES)
    assert found(row) == [(None, ConflictKind.DELETE_MODIFY)]
    assert row.values is None
    assert row.conflicts[0].theirs == a_row(place="Rabat")


def test_a_record_new_in_theirs_is_inserted_without_locked_fields_and_marks() -> None:
    row = merge_row(None, None, {"title": "New", "place": Mark.UNREADABLE, "number": "M-8"}, RULES)
    assert row.outcome is RowOutcome.INSERT
    assert row.values == {"title": "New"}
    assert [(notice.field, notice.code) for notice in row.notices] == [("number", "locked-differs")]


def test_a_record_new_in_ours_is_kept() -> None:
    assert merge_row(None, a_row(), None, RULES).outcome is RowOutcome.KEEP


def test_a_record_nobody_holds_is_nothing() -> None:
    assert merge_row(None, None, None, RULES).outcome is RowOutcome.NOTHING


def test_a_record_added_alike_on_both_sides_needs_nothing() -> None:
    assert merge_row(None, a_row(), a_row(), RULES).outcome is RowOutcome.NOTHING


def test_a_record_added_differently_on_both_sides_is_asked_cell_by_cell_but_lists_are_joined() -> None:
    row = merge_row(None, a_row(place=None), a_row(tags=("water", "visas")), RULES)
    assert found(row) == [("place", ConflictKind.ADD_ADD)]
    assert written(row) == {"tags": ("water", "border", "visas")}
    assert row.fills == ()


def test_a_record_whose_base_nobody_knows_is_asked_cell_by_cell_and_blanks_are_offered() -> None:
    theirs = a_row(title="Water board", tags=("visas",))
    row = merge_row(None, a_row(place=None, tags=None), theirs, RULES, base_known=False)
    assert found(row) == [
        ("title", ConflictKind.NO_BASE),
        ("place", ConflictKind.NO_BASE),
        ("tags", ConflictKind.NO_BASE),
    ]
    assert [(fill.field, fill.value) for fill in row.fills] == [("place", "Tunis"), ("tags", ("visas",))]
    assert row.changes == ()


def test_a_record_out_of_scope_is_missing_but_can_not_be_deleted() -> None:
    row = merge_row(a_row(), a_row(place="Rabat"), None, RULES, in_scope=False)
    assert row.outcome is RowOutcome.MISSING
    assert resolve(row, {None: THEIRS}, "theirs", accept_deletions=True).action is RowAction.NONE


# The cell table


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "value", "kind"),
    [
        ("b", "o", Mark.ABSENT, "o", None),
        ("b", "o", Mark.UNREADABLE, "o", None),
        ("b", "x", "x", "x", None),
        ("b", "o", "b", "o", None),
        ("b", "b", "t", "t", None),
        ("b", "b", None, None, None),
        ("b", "o", "t", "o", ConflictKind.MODIFY_MODIFY),
        ("b", None, "t", None, ConflictKind.MODIFY_MODIFY),
        ("b", "o", None, "o", ConflictKind.MODIFY_MODIFY),
        (None, "o", "t", "o", ConflictKind.MODIFY_MODIFY),
        ("b", "b", Mark.DROPPED, "b", None),
        ("b", "o", Mark.DROPPED, "o", ConflictKind.COLUMN_DROP_MODIFY),
        (Mark.ABSENT, "o", Mark.DROPPED, "o", None),
        (Mark.ABSENT, "o", "o", "o", None),
        (Mark.ABSENT, "o", "t", "o", ConflictKind.NO_BASE),
        (Mark.ABSENT, None, "t", None, ConflictKind.NO_BASE),
    ],
)
def test_the_cell_table(
    base: Cell, ours: Value, theirs: Cell, value: Value, kind: ConflictKind | None
) -> None:
    assert merge_cell(base, ours, theirs) == (value, kind)


def test_two_edits_of_a_cell_are_a_conflict_that_tells_all_three_sides_and_stands_at_ours() -> None:
    row = merge_row(a_row(), a_row(title="Board"), a_row(title="Council"), RULES)
    conflict = row.conflicts[0]
    assert found(row) == [("title", ConflictKind.MODIFY_MODIFY)]
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Water committee", "Board", "Council")
    assert conflict.default == "ours"
    assert row.values == a_row(title="Board")


def test_a_dropped_column_changes_nothing_and_asks_only_where_ours_edited() -> None:
    theirs = a_sheet_row(title=Mark.DROPPED, tags=Mark.DROPPED, place=Mark.DROPPED)
    row = merge_row(a_row(), a_row(title="Board", tags=("border", "water")), theirs, RULES)
    assert found(row) == [("title", ConflictKind.COLUMN_DROP_MODIFY)]
    assert row.changes == ()


def test_a_column_without_base_is_asked_in_a_record_with_base() -> None:
    base = {key: value for key, value in a_row().items() if key != "place"}
    row = merge_row(base, a_row(), a_row(place="Rabat"), RULES)
    assert found(row) == [("place", ConflictKind.NO_BASE)]


def test_a_field_without_a_rule_is_never_taken() -> None:
    row = merge_row(a_row(), a_row(secret="kept"), a_row(secret="pried", other="x"), RULES)
    assert row.outcome is RowOutcome.NOTHING
    assert row.values == a_row(secret="kept")


def test_a_locked_field_stays_and_is_told_of_only_where_theirs_says_something_of_its_own() -> None:
    row = merge_row(a_row(), a_row(number="M-8"), a_row(number="M-9", days_left=30), RULES)
    assert row.values == a_row(number="M-8")
    notice = row.notices[0]
    assert (notice.field, notice.code) == ("number", "locked-differs")
    assert (notice.base, notice.ours, notice.theirs) == ("M-7", "M-8", "M-9")
    for harmless in ("M-7", "M-8"):
        assert merge_row(a_row(), a_row(number="M-8"), a_row(number=harmless), RULES).notices == ()


def test_a_locked_field_cleared_in_a_record_that_was_deleted_here_is_told_of() -> None:
    row = merge_row(a_row(), None, a_row(number=None), RULES)
    assert row.outcome is RowOutcome.STAYS_DELETED
    assert [(notice.field, notice.base, notice.theirs) for notice in row.notices] == [("number", "M-7", None)]


def test_a_computed_field_that_moved_by_itself_is_no_edit() -> None:
    assert merge_row(a_row(), a_row(days_left=3), None, RULES).outcome is RowOutcome.MISSING
    assert merge_row(a_row(), a_row(days_left=3), a_row(), RULES).outcome is RowOutcome.NOTHING
    assert merge_row(a_row(), a_row(number="M-8"), None, RULES).outcome is RowOutcome.CONFLICT


# Groups


def test_a_group_changed_on_one_side_is_taken() -> None:
    row = merge_row(a_row(), a_row(place="Rabat"), a_row(start="2024-06-01", end="2024-06-02"), RULES)
    assert row.conflicts == ()
    assert written(row) == {"start": "2024-06-01", "end": "2024-06-02"}


def test_a_group_changed_on_both_sides_conflicts_in_all_members() -> None:
    row = merge_row(a_row(), a_row(start="2024-04-01"), a_row(end="2024-06-02", title="Board"), RULES)
    assert found(row) == [("start", ConflictKind.GROUP), ("end", ConflictKind.GROUP)]
    assert {conflict.group for conflict in row.conflicts} == {"period"}
    assert row.values == a_row(start="2024-04-01", title="Board")


def test_a_group_changed_alike_on_both_sides_is_no_conflict() -> None:
    both = a_row(start="2024-06-01", end="2024-06-02")
    assert merge_row(a_row(), both, {**both, "place": "Rabat"}, RULES).conflicts == ()


def test_half_a_group_is_not_taken_beside_a_cell_that_could_not_be_read() -> None:
    row = merge_row(a_row(), a_row(), a_sheet_row(start="2024-06-01", end=Mark.UNREADABLE), RULES)
    assert [kind for _, kind in found(row)] == [ConflictKind.GROUP, ConflictKind.GROUP]
    assert row.changes == ()


def test_half_a_group_is_not_taken_beside_a_cell_without_base() -> None:
    base = {key: value for key, value in a_row().items() if key != "end"}
    row = merge_row(base, a_row(), a_row(start="2024-06-01", end="2024-06-02"), RULES)
    assert [kind for _, kind in found(row)] == [ConflictKind.GROUP, ConflictKind.GROUP]


def test_a_column_never_sent_does_not_stop_the_rest_of_its_group() -> None:
    row = merge_row(a_row(), a_row(), a_sheet_row(start="2024-04-01", end=Mark.ABSENT), RULES)
    assert written(row) == {"start": "2024-04-01"}


def test_a_blank_in_a_group_is_offered_only_where_the_rest_of_the_group_agrees() -> None:
    half = merge_row(None, a_row(start=None), a_row(end="2025-01-01"), RULES, base_known=False)
    assert half.fills == ()
    whole = merge_row(None, a_row(start=None), a_row(), RULES, base_known=False)
    assert [fill.field for fill in whole.fills] == ["start"]


def test_a_list_in_a_group_is_refused() -> None:
    with pytest.raises(ValueError, match="tags"):
        MergeRules([FieldRule(key="tags", is_list=True, group="period")])


# Lists


def test_a_change_of_a_list_says_what_to_write_and_what_theirs_said() -> None:
    row = merge_row(a_row(), a_row(tags=("water", "visas")), a_row(tags=("border", "x")), RULES)
    change = row.changes[0]
    assert change.theirs == ("border", "x")
    assert change.value == ("visas", "x")


def test_a_list_in_another_order_is_neither_a_change_nor_an_edit() -> None:
    reordered = a_row(tags=("border", "water"))
    assert merge_row(a_row(), a_row(), reordered, RULES).outcome is RowOutcome.NOTHING
    assert merge_row(a_row(), reordered, None, RULES).outcome is RowOutcome.MISSING
    assert merge_row(None, a_row(), reordered, RULES, base_known=False).conflicts == ()


# Tables


def test_a_table_merges_by_id_in_the_order_of_ours_theirs_and_base() -> None:
    base = {"gone": a_row(), "kept": a_row(), "lost": a_row()}
    ours = {"lost": a_row(), "kept": a_row()}
    theirs = {"new": a_row(), "kept": a_row(title="Board")}
    merged = merge_table(base, ours, theirs, RULES, scope=["kept"])
    assert [(key, row.outcome) for key, row in merged.items()] == [
        ("lost", RowOutcome.MISSING),
        ("kept", RowOutcome.UPDATE),
        ("new", RowOutcome.INSERT),
        ("gone", RowOutcome.DELETED_BOTH),
    ]
    assert not merged["lost"].deletable


def test_rules_are_taken_as_a_list_or_by_key() -> None:
    rule = FieldRule(key="title")
    for rules in ([rule], {"title": rule}, MergeRules([rule])):
        assert merge_row({"title": "a"}, {"title": "a"}, {"title": "b"}, rules).values == {"title": "b"}


# Decisions


def two_conflicts() -> RowMerge:
    theirs = a_row(title="Council", place="Sfax", tags=("water", "border", "visas"))
    return merge_row(a_row(), a_row(title="Board", place="Rabat"), theirs, RULES)


def test_undecided_conflicts_stay_at_ours_and_are_listed_while_the_changes_are_made() -> None:
    done = resolve(two_conflicts(), {})
    assert done.action is RowAction.UPDATE
    assert [conflict.field for conflict in done.undecided] == ["title", "place"]
    assert done.values == a_row(title="Board", place="Rabat", tags=("water", "border", "visas"))


def test_each_conflict_is_decided_by_itself() -> None:
    done = resolve(two_conflicts(), {"title": THEIRS, "place": OURS})
    assert done.undecided == ()
    assert done.values == a_row(title="Council", place="Rabat", tags=("water", "border", "visas"))
    assert [(change.field, change.ours, change.value) for change in done.changes] == [
        ("tags", ("water", "border"), ("water", "border", "visas")),
        ("title", "Board", "Council"),
    ]


def test_a_conflict_can_be_decided_by_a_value_of_its_own() -> None:
    done = resolve(two_conflicts(), {"title": Decision(take="value", value="Assembly")})
    assert [conflict.field for conflict in done.undecided] == ["place"]
    assert done.values is not None
    assert done.values["title"] == "Assembly"


def test_the_remaining_conflicts_go_to_the_side_that_is_named() -> None:
    row = two_conflicts()
    for side, place in (("ours", "Rabat"), ("theirs", "Sfax")):
        done = resolve(row, {"title": OURS}, "theirs" if side == "theirs" else "ours")
        assert done.undecided == ()
        assert done.values == a_row(title="Board", place=place, tags=("water", "border", "visas"))


def test_a_decision_on_the_whole_row_stands_for_every_cell_without_one() -> None:
    refused = resolve(two_conflicts(), {None: OURS, "place": THEIRS}, "theirs")
    assert refused.values == a_row(title="Board", place="Sfax")
    taken = resolve(two_conflicts(), {None: THEIRS})
    assert taken.values == a_row(title="Council", place="Sfax", tags=("water", "border", "visas"))
    with pytest.raises(ValueError, match="whole row"):
        resolve(two_conflicts(), {None: Decision(take="value", value="x")})


def test_a_change_can_be_refused_and_any_cell_written_otherwise() -> None:
    row = merge_row(a_row(), a_row(), a_sheet_row(title="Board", end=Mark.UNREADABLE), RULES)
    done = resolve(row, {"title": OURS, "end": Decision(take="value", value="2024-05-03")})
    assert done.values == a_row(end="2024-05-03")
    assert [change.field for change in done.changes] == ["end"]
    assert resolve(row, {"title": OURS}).action is RowAction.NONE


def test_a_dropped_column_changes_nothing_even_where_theirs_is_taken() -> None:
    row = merge_row(a_row(), a_row(title="Board"), a_sheet_row(title=Mark.DROPPED), RULES)
    assert [conflict.field for conflict in resolve(row, {}).undecided] == ["title"]
    done = resolve(row, {}, "theirs")
    assert (done.action, done.undecided) == (RowAction.NONE, ())


def test_a_group_is_settled_only_when_each_of_its_differing_cells_is() -> None:
    row = merge_row(a_row(), a_row(start="2024-04-01"), a_row(end="2024-06-02"), RULES)
    half = resolve(row, {"end": THEIRS})
    assert half.values == a_row(start="2024-04-01")
    assert [conflict.field for conflict in half.undecided] == ["start", "end"]
    assert resolve(row, {"end": Decision(take="value", value="2024-07-01")}).action is RowAction.NONE
    whole = resolve(row, {"end": THEIRS, "start": THEIRS})
    assert whole.values == a_row(end="2024-06-02")
    assert whole.undecided == ()


def test_a_member_of_a_group_that_is_equal_on_both_sides_needs_no_answer() -> None:
    ours, theirs = a_row(start="2024-04-01", end="e"), a_row(start="2024-06-01", end="e")
    row = merge_row(a_row(), ours, theirs, RULES)
    assert len(row.conflicts) == 2
    assert resolve(row, {"start": THEIRS}).undecided == ()


def test_a_missing_record_is_deleted_only_where_deletions_are_accepted() -> None:
    row = merge_row(a_row(), a_row(), None, RULES)
    assert resolve(row, {}, "theirs").action is RowAction.NONE
    assert resolve(row, {}, accept_deletions=True).action is RowAction.DELETE
    assert resolve(row, {None: THEIRS}).action is RowAction.DELETE
    kept = resolve(row, {None: OURS}, "theirs", accept_deletions=True)
    assert (kept.action, kept.values) == (RowAction.NONE, a_row())


def test_an_edited_record_that_theirs_lost_is_never_deleted_in_passing() -> None:
    row = merge_row(a_row(), a_row(place="Rabat"), None, RULES)
    assert resolve(row, {}, accept_deletions=True).undecided == row.conflicts
    in_bulk = resolve(row, {}, "theirs")
    assert (in_bulk.action, in_bulk.values) == (RowAction.NONE, a_row(place="Rabat"))
    assert in_bulk.undecided == row.conflicts
    assert resolve(row, {}, "theirs", accept_deletions=True).action is RowAction.DELETE
    assert resolve(row, {None: THEIRS}).action is RowAction.DELETE
    assert resolve(row, {}, "ours", accept_deletions=True).undecided == ()


def test_a_deleted_record_edited_there_is_restored_with_or_without_the_base() -> None:
    theirs = a_sheet_row(place="Rabat", tags=Mark.DROPPED, number="forged")
    row = merge_row(a_row(), None, theirs, RULES)
    assert resolve(row, {}).undecided == row.conflicts
    assert resolve(row, {None: OURS}).action is RowAction.NONE
    assert resolve(row, {}, "ours").undecided == ()
    both = resolve(row, {None: THEIRS, "title": Decision(take="value", value="Board")})
    assert (both.action, both.values) == (RowAction.RESTORE, a_row(place="Rabat", title="Board"))
    alone = resolve(row, {None: Decision(take="theirs-alone")})
    assert alone.values == {key: value for key, value in a_row(place="Rabat").items() if key != "tags"}


def test_a_new_record_is_inserted_unless_it_is_refused() -> None:
    row = merge_row(None, None, {"title": "New", "place": "Tunis"}, RULES)
    done = resolve(row, {"place": Decision(take="value", value="Sfax")}, "ours")
    assert (done.action, done.values) == (RowAction.INSERT, {"title": "New", "place": "Sfax"})
    assert resolve(row, {None: OURS}).action is RowAction.NONE


def test_blanks_are_filled_only_where_that_is_asked_for() -> None:
    row = merge_row(None, a_row(place=None, title="Board"), a_row(), RULES, base_known=False)
    assert resolve(row, {}).action is RowAction.NONE
    filled = resolve(row, {}, fill_blanks=True)
    assert filled.values == a_row(title="Board")
    assert [conflict.field for conflict in filled.undecided] == ["title"]
    assert resolve(row, {"place": OURS}, fill_blanks=True).action is RowAction.NONE


def test_records_that_need_nothing_stay_so_whatever_is_decided() -> None:
    for ours in (None, a_row()):
        row = merge_row(a_row(), ours, a_row(), RULES)
        done = resolve(row, {None: THEIRS}, "theirs", accept_deletions=True, fill_blanks=True)
        assert (done.action, done.values) == (RowAction.NONE, ours)
