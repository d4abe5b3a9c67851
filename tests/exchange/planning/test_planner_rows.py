# SPDX-License-Identifier: EUPL-1.2
"""Which record a row of a returned workbook is: copies, damaged ids, sorted rows, new ones, missing ones."""

from __future__ import annotations

from coopdesk.domain.merging import ConflictKind, RowAction
from coopdesk.exchange.carrier import id_cell
from coopdesk.exchange.decisions import DecisionEntry, Decisions
from coopdesk.exchange.plan_json import plan_as_json
from coopdesk.exchange.raw import RawSheet
from tests.helpers.returning import Book, Office, key_of, plan
from tests.helpers.small_office import OURS, THEIRS, a_book, an_office, changed, codes, conflicts

# Ids: copies, damage, strangers


def test_a_row_pasted_twice_is_read_once() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    sheet.grid.append(list(sheet.grid[sheet.row("p2")]))
    found = plan(office, book)
    assert not found.inserts
    assert not found.changes
    assert codes(found) == ["row-repeated"]


def test_a_changed_copy_becomes_a_new_record_with_a_reference_of_its_own() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    copy = list(sheet.grid[sheet.row("p2")])
    copy[sheet.column("name")], copy[sheet.column("short_name")] = "Another body", "AB"
    sheet.grid.append(copy)
    found = plan(office, book)
    (new,) = found.inserts
    assert (new.reference, new.is_proposed, new.values["name"]) == ("PA-2026-1", True, "Another body")
    assert [(one.kind, one.code) for one in found.notices] == [("identity", "row-copied")]
    assert not found.changes
    assert not found.conflicts


def test_the_copy_nearer_to_the_base_keeps_the_id_wherever_it_stands() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    original = sheet.row("p2")
    sheet.grid.append(list(sheet.grid[original]))
    sheet.grid[original][sheet.column("name")] = "Another body"
    found = plan(office, book)
    assert [one.values["name"] for one in found.inserts] == ["Another body"]
    assert found.inserts[0].place.row == original + 1


def test_headings_pasted_once_more_are_no_row() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].grid.append(list(book["partner"].grid[0]))
    assert not plan(office, book).inserts


def test_an_id_counted_on_by_filling_down_is_a_new_record() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    row = list(sheet.grid[sheet.row("p2")])
    row[0] = f"{row[0]}"[:-1] + ("0" if f"{row[0]}"[-1] != "0" else "1")
    row[sheet.column("name")] = "Filled down"
    sheet.grid.append(row)
    found = plan(office, book)
    assert [one.values["name"] for one in found.inserts] == ["Filled down"]
    assert "row-id-damaged" in codes(found)


def test_a_damaged_id_of_the_only_row_of_a_record_is_mended_by_its_reference() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    sheet.grid[sheet.row("p2")][0] = "cd1:something:x"
    sheet.type("p2", "region", "West")
    found = plan(office, book)
    assert changed(found) == {("p2", "region"): "West"}
    assert not found.missing
    assert codes(found) == ["row-known-by-reference"]


def test_a_sheet_without_its_id_column_is_known_by_its_references() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    for row in sheet.grid:
        del row[0]
    sheet.type("p2", "region", "West")
    found = plan(office, book)
    assert changed(found) == {("p2", "region"): "West"}
    assert not found.inserts
    assert not found.missing


def test_a_row_of_another_type_is_left_out_with_a_sentence() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].grid.append(list(book["partner_name"].grid[1]))
    found = plan(office, book)
    assert [one.code for one in found.problems] == ["row-of-other-type"]
    assert not found.inserts


def test_an_id_that_nobody_knows_comes_in_only_where_somebody_says_so() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    stranger = key_of("partner", "elsewhere")
    sheet.add(reference="elsewhere", name="Body of another office")
    sheet.grid[-1][0] = id_cell(stranger)
    found = plan(office, book)
    assert conflicts(found) == [("elsewhere", None, ConflictKind.IDENTITY)]
    assert not found.inserts
    found = plan(office, book, decisions=THEIRS)
    assert [(one.id, one.reference) for one in found.inserts] == [(stranger, "elsewhere")]
    assert not plan(office, book, decisions=OURS).inserts


# Sorting away from the ids


def sorted_away(office: Office) -> Book:
    """Sort the visible columns of a sheet without the hidden ones."""
    book = a_book(office)
    grid = book["partner"].grid
    rows = [row[2:] for row in grid[1:]]
    for row, cells in zip(grid[1:], reversed(rows), strict=True):
        row[2:] = cells
    return book


def test_rows_sorted_away_from_their_ids_stop_everything_with_one_question() -> None:
    office = an_office(8)
    found = plan(office, sorted_away(office))
    assert found.is_stopped
    assert [one.kind for one in found.questions] == ["realign"]
    assert not found.changes
    assert not plan(office, sorted_away(office), decisions=THEIRS).changes


def test_realigned_rows_are_what_they_say_and_edits_among_them_stay_edits() -> None:
    office = an_office(8)
    book = sorted_away(office)
    book["partner"].type("p2", "region", "West")
    found = plan(office, book, decisions=Decisions(realign=True))
    assert not found.is_stopped
    assert changed(found) == {("p2", "region"): "West"}
    assert not found.missing


def test_rows_that_were_really_typed_anew_are_taken_where_somebody_says_so() -> None:
    office = an_office(8)
    found = plan(office, sorted_away(office), decisions=Decisions(realign=False))
    assert not found.is_stopped
    assert found.conflicts or found.changes


# New rows


def test_a_new_row_gets_a_reference_and_defaults() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New body", type="Network")
    found = plan(office, book)
    (new,) = found.inserts
    assert (new.reference, new.is_proposed) == ("PA-2026-1", True)
    assert (new.values["name"], new.values["type"]) == ("New body", "network")
    assert found.counts.new == 1


def test_two_new_rows_get_two_references_that_the_file_does_not_use() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New one")
    book["partner"].add(name="New two")
    book["partner"].add(name="New three", reference="PA-2026-1")
    assert sorted(one.reference for one in plan(office, book).inserts) == [
        "PA-2026-1",
        "PA-2026-2",
        "PA-2026-3",
    ]


def test_a_new_row_without_what_is_required_is_a_problem_and_not_added() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(short_name="NB")
    found = plan(office, book)
    assert not found.inserts
    assert [(one.code, one.field, one.place.row) for one in found.problems] == [("required", "name", 8)]


def test_a_new_row_with_a_bad_cell_comes_in_whole_or_not_at_all() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New body", member_count_stated="many")
    found = plan(office, book)
    assert not found.inserts
    assert [one.code for one in found.problems] == ["not-a-whole-number"]


def test_a_new_row_with_a_taken_reference_is_a_conflict_with_a_new_number_proposed() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New body", reference="P2")
    found = plan(office, book)
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.field, conflict.proposal, conflict.taken) == (
        ConflictKind.UNIQUE,
        "reference",
        "PA-2026-1",
        None,
    )
    assert not found.inserts
    assert not plan(office, book, decisions=OURS).inserts
    assert [one.reference for one in plan(office, book, decisions=THEIRS).inserts] == ["PA-2026-1"]
    given = Decisions(entries=(DecisionEntry(reference="P2", field="reference", take="value", value="p77"),))
    assert [one.reference for one in plan(office, book, decisions=given).inserts] == ["p77"]


def test_two_new_rows_of_one_reference_are_one_question() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New one", reference="p9")
    book["partner"].add(name="New two", reference="P9")
    found = plan(office, book)
    assert [one.reference for one in found.inserts] == ["p9"]
    assert [(one.kind, one.theirs) for one in found.conflicts] == [(ConflictKind.UNIQUE, "P9")]


def test_a_changed_reference_that_is_taken_is_a_conflict_and_the_rest_of_the_row_comes_in() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p3", "region", "West")
    book["partner"].type("p3", "reference", "p2")
    found = plan(office, book)
    assert conflicts(found) == [("p3", "reference", ConflictKind.UNIQUE)]
    assert changed(found) == {("p3", "region"): "West"}


def test_new_rows_may_point_to_each_other() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New body", reference="p9")
    book["partner_name"].add(partner="p9", variant="Newest body")
    found = plan(office, book)
    body, name = found.inserts
    assert name.values["partner"] == body.id
    assert plan_as_json(found)["inserts"][1]["fields"]["partner"] == "p9"  # type: ignore[index]


def test_a_new_row_without_a_reference_is_pointed_to_by_its_name() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New body")
    book["partner_name"].add(partner="NEW  body", variant="Newest body")
    body, name = plan(office, book).inserts
    assert name.values["partner"] == body.id

    book["partner"].add(name="New body", region="East")
    found = plan(office, book)
    assert [one.code for one in found.problems] == ["link-unknown"]


def test_a_renamed_record_is_pointed_to_by_its_new_reference() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p3", "reference", "p33")
    book["partner"].type("p4", "parent", "P33")
    found = plan(office, book)
    assert changed(found) == {("p3", "reference"): "p33", ("p4", "parent"): key_of("partner", "p3")}
    assert not found.problems


def test_a_link_to_a_row_that_stays_out_is_shown_by_its_reference() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(short_name="NB", reference="p9")
    book["partner"].type("p4", "parent", "p9")
    document = plan_as_json(plan(office, book))
    assert [(one["field"], one["value"]) for one in document["left_out"]] == [("parent", "p9")]  # type: ignore[attr-defined]


def test_a_row_that_hangs_on_a_new_row_with_a_problem_stays_out_as_well() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(short_name="NB", reference="p9")
    book["partner_name"].add(partner="p9", variant="Newest body")
    found = plan(office, book)
    assert not found.inserts
    assert [one.code for one in found.problems] == ["required", "link-gone"]


def test_a_new_row_called_like_a_record_is_told() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="BODY number 2")
    found = plan(office, book)
    assert len(found.inserts) == 1
    assert [(one.kind, one.code) for one in found.notices] == [("duplicate", "row-maybe-duplicate")]


def test_visible_cells_of_a_row_pasted_again_are_no_second_record() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    sheet.grid.append([None, None, *sheet.grid[sheet.row("p2")][2:]])
    found = plan(office, book)
    assert not found.inserts
    assert not found.conflicts
    assert codes(found) == ["row-already-there"]


# Missing rows, sheets and columns


def test_a_deleted_row_is_listed_and_its_record_kept() -> None:
    office = an_office()
    book = a_book(office)
    del book["partner"].grid[book["partner"].row("p3")]
    found = plan(office, book)
    assert [(one.reference, one.is_deleted) for one in found.missing] == [("p3", False)]
    assert not found.rows
    assert not plan(office, book, decisions=THEIRS).rows


def test_a_deleted_row_is_deleted_where_deletions_are_accepted() -> None:
    office = an_office()
    book = a_book(office)
    del book["partner"].grid[book["partner"].row("p3")]
    found = plan(office, book, accept_deletions=True)
    assert [(row.reference, row.action) for row in found.rows] == [("p3", RowAction.DELETE)]
    assert found.counts.deleted == 1


def test_a_row_deleted_there_and_edited_here_is_a_question() -> None:
    office = an_office()
    book = a_book(office)
    del book["partner"].grid[book["partner"].row("p3")]
    office.change("partner", "p3", region="East")
    found = plan(office, book, accept_deletions=True)
    assert conflicts(found) == [("p3", None, ConflictKind.MODIFY_DELETE)]
    assert not found.rows
    assert not plan(office, book, decisions=THEIRS).open_conflicts


def test_a_row_deleted_here_stays_deleted_unless_it_was_edited_there() -> None:
    office = an_office()
    book = a_book(office)
    office.remove("partner", "p3")
    assert not plan(office, book).conflicts
    book["partner"].type("p3", "region", "West")
    found = plan(office, book)
    assert conflicts(found) == [("p3", None, ConflictKind.DELETE_MODIFY)]
    restored = plan(office, book, decisions=THEIRS)
    assert [(one.reference, one.values["region"]) for one in restored.restored] == [("p3", "West")]
    assert not plan(office, book, decisions=OURS).rows


def test_a_row_from_which_everything_was_deleted_counts_as_missing() -> None:
    office = an_office()
    book = a_book(office)
    row = book["partner"].grid[book["partner"].row("p3")]
    row[2:] = [None] * len(row[2:])
    found = plan(office, book)
    assert not found.changes
    assert [one.reference for one in found.missing] == ["p3"]
    assert codes(found) == ["row-emptied"]


def test_a_record_whose_id_cannot_be_read_is_never_deleted() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    row = sheet.row("p3")
    for column in range(len(sheet.grid[0])):
        sheet.grid[row][column], sheet.unreadable[row + 1, column + 1] = None, "cell-error"
    found = plan(office, book, accept_deletions=True)
    assert [(one.reference, one.is_deleted) for one in found.missing] == [("p3", False)]


def test_a_row_with_nothing_in_the_columns_that_are_read_is_no_row() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    sheet.grid = [[*row, None] for row in sheet.grid]
    sheet.grid.append([*[None] * (len(sheet.grid[0]) - 1), "a stray remark"])
    found = plan(office, book)
    assert [one.rows for one in found.sheets] == [6, 1]
    assert found.counts.unchanged == 7


def test_a_column_without_any_heading_row_is_named_by_its_letters() -> None:
    office = an_office()
    book = a_book(office)
    sheet = book["partner"]
    fields = sheet.fields
    del sheet.grid[0]
    told = [one.message for one in plan(office, book).notices if one.code == "column-renamed"]
    assert fields[:2] == ["reference", "name"]
    assert told[0].startswith("C on “Partners”: the column “–” was taken for Reference")


def test_a_sheet_that_was_deleted_changes_nothing_and_nothing_of_it_is_missing() -> None:
    office = an_office()
    book = a_book(office)
    book.sheets = [sheet for sheet in book.sheets if sheet.spec.key != "partner"]
    found = plan(office, book, accept_deletions=True)
    assert not found.missing
    assert not found.rows
    assert codes(found) == ["sheet-gone"]


def test_a_deleted_column_changes_nothing_and_asks_only_where_it_was_edited_here() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].drop("region")
    found = plan(office, book)
    assert not (found.changes or found.conflicts)
    assert codes(found) == ["column-gone"]
    office.change("partner", "p2", region="East")
    found = plan(office, book)
    assert conflicts(found) == [("p2", "region", ConflictKind.COLUMN_DROP_MODIFY)]
    assert not plan(office, book, decisions=THEIRS).changes


def test_renamed_sheets_and_headings_change_nothing() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].name, book["partner_name"].name = "Partenaires", "Partners"
    book["partner"].grid[0] = [
        None,
        None,
        *(f"Colonne {n}" for n, _ in enumerate(book["partner"].grid[0][2:])),
    ]
    found = plan(office, book)
    assert not (found.changes or found.conflicts or found.missing or found.problems)
    assert [(one.sheet, one.type) for one in found.sheets] == [
        ("Partenaires", "partner"),
        ("Partners", "partner_name"),
    ]


def test_titles_and_blank_rows_above_the_headings_do_not_count() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].grid[0:0] = [["Partners of the office"], [], []]
    found = plan(office, book)
    assert not (found.changes or found.inserts or found.problems)
    assert found.sheets[0].header_row == 4


def test_a_sheet_of_somebody_else_is_named_and_left_aside() -> None:
    office = an_office()
    book = a_book(office)
    book.other.append(RawSheet(name="Our notes", rows=[["call them"]]))
    book.other.append(RawSheet(name="About", rows=[["About this file"]]))
    found = plan(office, book)
    assert [(one.code, one.place.sheet) for one in found.notices if one.place] == [
        ("sheet-not-read", "Our notes")
    ]
