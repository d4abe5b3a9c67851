# SPDX-License-Identifier: EUPL-1.2
"""What a returned workbook would change: plain changes, bad cells, rules, and the file as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.domain.merging import ConflictKind
from coopdesk.exchange.carrier import Carried
from coopdesk.exchange.plan_json import plan_as_json
from coopdesk.exchange.plan_words import plan_in_words
from coopdesk.exchange.planning.context import OwnExport
from coopdesk.exchange.raw import CELL_ERROR, CELL_MERGED_AWAY, CELL_NOT_CALCULATED, RawSheet
from tests.helpers.returning import key_of, plan
from tests.helpers.small_office import a_book, an_office, an_unsettled_book, changed, conflicts, problems

# Nothing, and plain changes


def test_an_untouched_workbook_changes_nothing_and_says_nothing() -> None:
    office = an_office()
    found = plan(office, a_book(office, computed=True))
    assert not (found.changes or found.conflicts or found.inserts or found.missing)
    assert not (found.problems or found.notices or found.questions)
    assert found.counts.unchanged == 7
    assert found.base == "ledger"


def test_untouched_rows_are_recognised_without_looking_at_their_records() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p2", "region", "West")
    plan(office, book)
    assert office.asked_for == [key_of("partner", "p2")]


def test_a_changed_cell_is_a_change_with_its_place_and_all_sides() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p2", "region", "West")
    found = plan(office, book)
    (one,) = found.changes
    assert (one.reference, one.field) == ("p2", "region")
    assert (one.base, one.ours, one.theirs) == ("North", "North", "West")
    assert one.place.cell == f"I{book['partner'].row('p2') + 1}"
    assert found.counts.updated == 1
    assert found.counts.unchanged == 6


def test_a_cleared_cell_is_a_change() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p3", "short_name", None)
    assert changed(plan(office, book)) == {("p3", "short_name"): None}


def test_what_was_changed_here_meanwhile_is_kept() -> None:
    office = an_office()
    book = a_book(office)
    office.change("partner", "p2", region="East")
    found = plan(office, book)
    assert not found.changes
    assert found.counts.unchanged == 7


def test_the_same_change_on_both_sides_is_no_question() -> None:
    office = an_office()
    book = a_book(office)
    office.change("partner", "p2", region="East")
    book["partner"].type("p2", "region", "East")
    found = plan(office, book)
    assert not found.changes
    assert not found.conflicts


def test_different_changes_of_one_cell_are_one_question() -> None:
    office = an_office()
    book = a_book(office)
    office.change("partner", "p2", region="East")
    book["partner"].type("p2", "region", "West")
    book["partner"].type("p2", "short_name", "BB")
    found = plan(office, book)
    assert conflicts(found) == [("p2", "region", ConflictKind.MODIFY_MODIFY)]
    assert changed(found) == {("p2", "short_name"): "BB"}
    assert len(found.open_conflicts) == 1


def test_fields_of_a_group_are_asked_about_together_but_only_where_they_differ() -> None:
    office = an_office()
    book = a_book(office)
    office.change("partner_name", "p1/name-1", valid_until="2022")
    book["partner_name"].type("p1/name-1", "valid_from", "2018")
    found = plan(office, book)
    assert conflicts(found) == [
        ("p1/name-1", "valid_from", ConflictKind.GROUP),
        ("p1/name-1", "valid_until", ConflictKind.GROUP),
    ]
    assert not found.changes


def test_links_are_shown_as_references_and_untouched_ones_survive_a_renaming() -> None:
    office = an_office()
    book = a_book(office)
    office.change("partner", "p1", reference="first")
    book["partner_name"].type("p1/name-1", "variant", "The first body")
    found = plan(office, book)
    assert changed(found) == {("p1/name-1", "variant"): "The first body"}
    book["partner_name"].type("p1/name-1", "partner", "p2")
    document: dict[str, Any] = plan_as_json(plan(office, book))
    (link,) = [one for one in document["changes"] if one["field"] == "partner"]
    assert (link["base"], link["ours"], link["theirs"]) == ("first", "first", "p2")


# Cells that cannot be read


@pytest.mark.parametrize("code", [CELL_ERROR, CELL_NOT_CALCULATED, CELL_MERGED_AWAY])
def test_an_unreadable_cell_is_a_problem_with_its_address_and_never_a_change(code: str) -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].spoil("p2", "region", code)
    book["partner"].type("p2", "short_name", "BB")
    found = plan(office, book)
    assert changed(found) == {("p2", "short_name"): "BB"}
    (problem,) = found.problems
    assert (problem.place.cell, problem.field, problem.code, problem.reference) == (
        "I3",
        "region",
        code,
        "p2",
    )
    assert "I3" in problem.message


def test_a_row_with_nothing_but_an_unreadable_cell_is_not_counted_as_unchanged() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].spoil("p2", "region", CELL_ERROR)
    found = plan(office, book)
    assert found.counts.problems == 1
    assert found.counts.unchanged == 6


def test_a_bad_value_leaves_its_cell_out_and_takes_the_rest_of_the_row() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p2", "member_count_stated", "many")
    book["partner"].type("p2", "region", "West")
    found = plan(office, book)
    assert changed(found) == {("p2", "region"): "West"}
    assert problems(found) == [("L3", "member_count_stated", "not-a-whole-number")]


def test_a_link_to_nothing_is_a_problem() -> None:
    office = an_office()
    book = a_book(office)
    book["partner_name"].type("p1/name-1", "partner", "nobody")
    found = plan(office, book)
    assert [one.code for one in found.problems] == ["link-unknown"]
    assert not found.changes


# Rules of the office on the merged result


def test_a_rule_broken_by_both_sides_together_blocks_that_row_only() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p2", "name", None)
    book["partner"].type("p2", "region", "West")
    book["partner"].type("p3", "region", "West")
    found = plan(office, book)
    assert changed(found) == {("p3", "region"): "West"}
    assert [(one.code, one.field) for one in found.problems] == [("required", "name")]
    assert {one.field for one in found.left_out} == {"name", "region"}
    assert [row.is_blocked for row in found.rows if row.reference == "p2"] == [True]


def test_rows_that_would_follow_from_each_other_are_blocked_until_they_do_not() -> None:
    office = an_office()
    office.change("partner", "p4", parent=key_of("partner", "p3"))
    book = a_book(office)
    book["partner"].type("p3", "parent", "p4")
    found = plan(office, book)
    assert [(one.code, one.reference) for one in found.problems] == [("circle", "p3")]
    book["partner"].type("p4", "parent", None)
    assert not plan(office, book).problems
    book["partner"].type("p4", "parent", "p3")
    book["partner"].type("p1", "parent", "p2")
    book["partner"].type("p2", "parent", "p1")
    found = plan(office, book)
    assert [(one.code, one.reference) for one in found.problems] == [("circle", "p1"), ("circle", "p3")]
    assert changed(found) == {("p2", "parent"): key_of("partner", "p1")}


def test_a_link_to_a_record_that_was_removed_here_blocks_the_row() -> None:
    office = an_office()
    office.given("partner_name", "p5/name-1", partner=key_of("partner", "p5"), variant="Fifth body")
    book = a_book(office)
    office.remove("partner_name", "p5/name-1")
    office.remove("partner", "p5")
    book["partner_name"].type("p1/name-1", "partner", "p5")
    found = plan(office, book)
    assert [one.code for one in found.problems] == ["link-gone"]
    assert not found.changes


# The file as a whole


def test_a_workbook_without_records_is_refused_with_a_sentence() -> None:
    office = an_office()
    book = a_book(office)
    book.carrier = False
    book.sheets = []
    book.other = [RawSheet(name="Sheet1", rows=[["Name", "Phone"], ["a", "b"]])]
    with pytest.raises(UserError, match="carries no records of CoopDesk"):
        plan(office, book)


def test_a_hand_out_is_refused_with_the_same_sentence() -> None:
    office = an_office()
    book = a_book(office)
    book.carrier = False
    for sheet in book.sheets:
        for row in sheet.grid:
            del row[:2]
    with pytest.raises(UserError, match="workbook for return"):
        plan(office, book)


def test_the_document_for_scripts_has_the_promised_shape() -> None:
    office, book = an_unsettled_book()
    book["partner"].add(name="New body")
    del book["partner"].grid[book["partner"].row("p4")]
    book["partner"].type("p5", "member_count_stated", "many")
    document: dict[str, Any] = plan_as_json(plan(office, book))
    assert {
        "file", "sha256", "export", "base", "summary", "sheets", "changes", "conflicts", "inserts", "missing",
        "problems", "notices", "questions", "applied", "change_set",
    } <= document.keys()  # fmt: skip
    summary = document["summary"]
    assert summary["updated"] == len({one["id"] for one in document["changes"]})
    for count, entries in (
        ("conflicts", "conflicts"),
        ("new", "inserts"),
        ("missing", "missing"),
        ("problems", "problems"),
    ):
        assert summary[count] == len(document[entries])
    assert {"sheet", "type", "header_row", "rows", "columns"} <= document["sheets"][0].keys()
    assert {"heading", "field", "reason"} <= document["sheets"][0]["columns"][2].keys()
    sides = {"type", "reference", "id", "sheet", "cell", "field", "base", "ours", "theirs"}
    assert sides <= document["changes"][0].keys()
    assert sides | {"kind"} <= document["conflicts"][0].keys()
    assert {"type", "sheet", "row", "fields"} <= document["inserts"][0].keys()
    assert {"type", "reference", "id"} <= document["missing"][0].keys()
    assert {"sheet", "cell", "field", "value", "code", "message"} <= document["problems"][0].keys()
    assert document["problems"][0]["value"] == "many"


def test_the_plan_in_words_begins_with_all_numbers() -> None:
    office, book = an_unsettled_book()
    first, *rest = plan_in_words(plan(office, book))
    assert first == "ankara.xlsx: 1 updated, 0 new, 5 unchanged, 2 to be decided; nothing saved."
    assert any("was “" in line for line in rest)


def test_planning_changes_nothing_of_what_it_is_given() -> None:
    office, book = an_unsettled_book()
    before = repr((office.records, office.ledger, book.sheets, book.bases))
    plan(office, book)
    assert repr((office.records, office.ledger, book.sheets, book.bases)) == before


def test_carried_and_own_export_are_plain_values() -> None:
    office = an_office()
    book = a_book(office)
    assert isinstance(book.carried, Carried)
    assert isinstance(replace(office.ledger[book.manifest.export_id]), OwnExport)
