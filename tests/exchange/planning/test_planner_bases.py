# SPDX-License-Identifier: EUPL-1.2
"""What a returned row started from, and the answers that a plan takes."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import ConflictKind
from coopdesk.exchange.decisions import DecisionEntry, Decisions
from coopdesk.records.catalog import SPECS
from tests.helpers.returning import Office, apply, hear, key_of, plan, sent_out
from tests.helpers.small_office import (
    OURS,
    THEIRS,
    a_book,
    an_office,
    an_unsettled_book,
    changed,
    codes,
    conflicts,
)

# Where the base comes from


def test_the_base_of_the_file_serves_where_the_ledger_does_not_know_the_export() -> None:
    office = an_office()
    book = a_book(office, in_ledger=False)
    office.change("partner", "p2", region="East")
    book["partner"].type("p3", "region", "West")
    found = plan(office, book)
    assert found.base == "file"
    assert changed(found) == {("p3", "region"): "West"}


def test_a_laptop_that_never_saw_the_records_adds_them_under_their_own_ids() -> None:
    sender = an_office()
    book = a_book(sender, in_ledger=False)
    book["partner"].type("p2", "region", "West")
    found = plan(Office(), book)
    assert len(found.inserts) == 7
    assert {one.id for one in found.inserts} == {row for rows in sender.records.values() for row in rows}
    (second,) = [one for one in found.inserts if one.reference == "p2"]
    assert second.values["region"] == "West"
    assert found.counts.unchanged == 0


@pytest.mark.parametrize(
    ("key", "value"),
    [("type", "no such code"), ("name", " not trimmed"), ("member_count_stated", -5), ("reference", "?!")],
)
def test_what_came_behind_the_cells_of_a_new_record_is_checked_as_well(key: str, value: Value) -> None:
    sender = an_office()
    book = a_book(sender, in_ledger=False)
    record_id = key_of("partner", "p2")
    book.bases["partner"][record_id][key] = value
    book["partner"].drop(key)
    found = plan(Office(), book)
    assert record_id not in {one.id for one in found.inserts}
    assert "value-from-outside-bad" in {one.code for one in found.problems}


def test_a_link_to_a_record_of_another_type_is_a_problem() -> None:
    sender = an_office()
    book = a_book(sender, in_ledger=False)
    book.bases["partner_name"][key_of("partner_name", "p1/name-1")]["partner"] = key_of(
        "partner_name", "p1/name-1"
    )
    book["partner_name"].drop("partner")
    found = plan(Office(), book)
    assert [one.code for one in found.problems] == ["link-to-itself"]


def test_a_lost_hidden_sheet_is_told_and_the_ledger_serves() -> None:
    office = an_office()
    book = a_book(office)
    book.carrier = False
    book.names = {"cd_export": f'"{book.manifest.export_id}"'}
    book["partner"].type("p2", "region", "West")
    del book["partner"].grid[book["partner"].row("p3")]
    found = plan(office, book)
    assert found.base == "ledger"
    assert found.export == book.manifest.export_id
    assert changed(found) == {("p2", "region"): "West"}
    assert [one.reference for one in found.missing] == ["p3"]
    assert codes(found) == ["carrier-gone"]


def test_rows_in_a_new_workbook_still_name_their_export_by_their_stamps() -> None:
    office = an_office()
    book = a_book(office)
    book.carrier = False
    book["partner"].name = "Tabelle1"
    book["partner"].type("p2", "region", "West")
    found = plan(office, book)
    assert changed(found) == {("p2", "region"): "West"}
    assert not found.missing


def test_the_own_history_serves_where_everything_else_is_gone() -> None:
    office = an_office()
    book = a_book(office, in_ledger=False)
    book.carrier = False
    key = key_of("partner", "p2")
    office.past[key] = [dict(office.records["partner"][key])]
    office.change("partner", "p2", short_name="BB")
    book["partner"].type("p2", "region", "West")
    found = plan(office, book)
    assert changed(found)["p2", "region"] == "West"
    assert ("p2", "short_name") not in changed(found)


def test_without_any_base_each_difference_is_a_question_and_blanks_can_be_filled() -> None:
    office = an_office()
    book = a_book(office, in_ledger=False)
    book.carrier = False
    office.change("partner", "p2", short_name="BB", region=None)
    found = plan(office, book)
    assert found.base == "none"
    assert conflicts(found) == [
        ("p2", "short_name", ConflictKind.NO_BASE),
        ("p2", "region", ConflictKind.NO_BASE),
    ]
    filled = plan(office, book, decisions=Decisions(remaining="ours", fill_blanks=True))
    assert changed(filled) == {("p2", "region"): "North"}
    assert {one.taken for one in filled.conflicts} == {"ours", "theirs"}


def test_a_base_in_the_file_that_was_tampered_with_is_told_and_the_ledger_counts() -> None:
    office = an_office()
    book = a_book(office)
    book.bases["partner"][key_of("partner", "p2")]["region"] = "West"
    book["partner"].type("p2", "region", "West")
    found = plan(office, book)
    assert changed(found) == {("p2", "region"): "West"}
    assert codes(found) == ["base-mismatch"]


def test_rows_of_two_exports_in_one_sheet_each_have_their_own_base() -> None:
    office = an_office()
    old = a_book(office)
    office.change("partner", "p2", region="East")
    new = a_book(office)
    sheet = new["partner"]
    at = sheet.row("p2")
    sheet.grid[at] = list(old["partner"].grid[old["partner"].row("p2")])
    sheet.type("p2", "short_name", "BB")
    found = plan(office, new)
    assert changed(found) == {("p2", "short_name"): "BB"}  # the older region is no change
    assert not found.conflicts


def test_a_record_twice_from_two_exports_is_the_row_that_says_something() -> None:
    office = an_office()
    old = a_book(office)
    office.change("partner", "p2", region="East")
    new = a_book(office)
    new["partner"].grid.append(list(old["partner"].grid[old["partner"].row("p2")]))
    new["partner"].type("p2", "short_name", "BB")
    found = plan(office, new)
    assert changed(found) == {("p2", "short_name"): "BB"}
    assert not found.inserts
    assert codes(found) == ["row-repeated"]


# The same export again


def test_a_second_file_of_the_same_person_asks_nothing_about_what_was_heard() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p2", "region", "West")
    apply(office, plan(office, book))
    office.change("partner", "p2", region="East")  # somebody here thought better of it
    book["partner"].type("p2", "short_name", "BB")
    found = plan(office, book)
    assert changed(found) == {("p2", "short_name"): "BB"}
    assert not found.conflicts


def test_nor_where_it_was_typed_otherwise_than_it_would_be_printed() -> None:
    office = an_office()
    book = a_book(office)
    for key, typed in (("type", "NETWORK"), ("name", 1234.0), ("is_self", True), ("parent", "P4")):
        book["partner"].type("p2", key, typed)
    apply(office, plan(office, book))
    office.change("partner", "p2", type="forum", name="Here", is_self=None, parent=None)
    book["partner"].type("p2", "short_name", "BB")
    found = plan(office, book)
    assert changed(found) == {("p2", "short_name"): "BB"}
    assert not found.conflicts


def test_the_file_of_a_second_person_is_compared_with_what_left() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p2", "region", "West")
    apply(office, plan(office, book))
    book["partner"].type("p2", "region", "North")  # as it left
    found = plan(office, book)
    assert not found.changes  # an untouched copy takes nothing back
    assert office.records["partner"][key_of("partner", "p2")]["region"] == "West"


def test_new_rows_that_came_home_before_are_not_added_again() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].add(name="New one")
    book["partner"].add(name="New two", reference="p9")
    apply(office, plan(office, book))
    book["partner"].type("p3", "region", "West")
    book["partner"].type("p9", "region", "East")
    found = plan(office, book)
    assert not found.inserts
    assert changed(found) == {("p3", "region"): "West", ("p9", "region"): "East"}


def test_rows_with_problems_were_not_heard() -> None:
    office = an_office()
    book = a_book(office)
    book["partner"].type("p2", "name", None)
    found = plan(office, book)
    assert not found.heard
    hear(office, found)
    assert [one.code for one in plan(office, book).problems] == ["required"]


# Columns that CoopDesk works out


def test_typing_into_a_worked_out_column_is_told_and_ignored() -> None:
    office = Office()
    for n in range(1, 4):
        office.given(
            "arrangement", f"wa-{n}", title=f"Plan {n}", signed_on="2020-01-01", valid_until="2030-01-01"
        )
    book = sent_out(office, ["arrangement"], computed=True)
    assert not plan(office, book).notices
    key = SPECS["arrangement"].computed[0].key
    book["arrangement"].type("wa-1", key, "something else")
    found = plan(office, book)
    assert not found.changes
    assert [(one.kind, one.code, one.field) for one in found.notices] == [("locked", "cell-is-computed", key)]


# Questions about columns


def test_firsts_of_months_in_a_column_of_months_are_one_question() -> None:
    office = an_office()
    office.given(
        "partner_name", "p1/name-2", partner=key_of("partner", "p1"), variant="Other", valid_from="2020-02"
    )
    book = a_book(office)
    book["partner_name"].type("p1/name-1", "valid_from", dt.date(2019, 8, 1))
    book["partner_name"].type("p1/name-2", "valid_from", dt.date(2020, 3, 1))
    found = plan(office, book)
    assert [(one.id, one.count) for one in found.questions] == [("month-or-day:partner_name.valid_from", 2)]
    assert not found.changes
    answer = Decisions(answers={"month-or-day:partner_name.valid_from": "month"})
    assert set(changed(plan(office, book, decisions=answer)).values()) == {"2019-08", "2020-03"}
    assert set(changed(plan(office, book, decisions=THEIRS)).values()) == {"2019-08-01", "2020-03-01"}
    kept = plan(office, book, decisions=OURS)
    assert not kept.changes
    assert not kept.open_questions


def test_days_of_unclear_order_are_one_question() -> None:
    office = an_office()
    book = a_book(office)
    book["partner_name"].type("p1/name-1", "valid_from", "03/04/2018")
    found = plan(office, book)
    (question,) = found.questions
    assert (question.kind, question.choices) == ("date-order", ("day-first", "month-first"))
    assert "03/04/2018" in question.message
    answer = Decisions(answers={question.id: "day-first"})
    assert changed(plan(office, book, decisions=answer)) == {("p1/name-1", "valid_from"): "2018-04-03"}
    assert [one.code for one in plan(office, book, decisions=THEIRS).problems] == ["date-ambiguous"]


# Answers


def test_answers_settle_single_cells_by_reference_or_id() -> None:
    office, book = an_unsettled_book()
    entries = (
        DecisionEntry(reference="P2", field="region", take="theirs"),
        DecisionEntry(id=key_of("partner", "p2"), field="short_name", take="value", value=" both "),
    )
    found = plan(office, book, decisions=Decisions(entries=entries))
    assert not found.open_conflicts
    assert changed(found) == {
        ("p2", "region"): "West",
        ("p2", "short_name"): "both",
        ("p3", "region"): "West",
    }
    assert [one.taken for one in found.conflicts] == ["value", "theirs"]


def test_ours_keeps_and_theirs_takes_everything_that_is_left() -> None:
    office, book = an_unsettled_book()
    assert changed(plan(office, book, decisions=OURS)) == {("p3", "region"): "West"}
    assert changed(plan(office, book, decisions=THEIRS)) == {
        ("p2", "region"): "West",
        ("p2", "short_name"): "there",
        ("p3", "region"): "West",
    }


def test_a_change_that_is_no_conflict_can_be_refused() -> None:
    office, book = an_unsettled_book()
    refused = Decisions(remaining="ours", entries=(DecisionEntry(reference="p3", take="ours"),))
    assert not plan(office, book, decisions=refused).changes


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (DecisionEntry(reference="nobody", field="region"), "nobody"),
        (DecisionEntry(reference="p2", field="colour"), "no field “colour”"),
        (
            DecisionEntry(reference="p2", field="member_count_stated", take="value", value="many"),
            "whole number",
        ),
        (DecisionEntry(reference="p4", field="region", take="value", value="x"), "changes nothing there"),
    ],
)
def test_an_answer_that_makes_no_sense_is_one_sentence(entry: DecisionEntry, words: str) -> None:
    office, book = an_unsettled_book()
    with pytest.raises(UserError, match=words):
        plan(office, book, decisions=Decisions(entries=(entry,)))


@pytest.mark.parametrize(
    ("value", "words"), [(["a", None], "cannot take"), ([["a"]], "cannot take"), ({"a": 1}, "cannot take")]
)
def test_an_answer_with_a_value_that_is_no_plain_one_is_refused(value: object, words: str) -> None:
    office, book = an_unsettled_book()
    entry = DecisionEntry(reference="p2", field="region", take="value", value=value)
    with pytest.raises(UserError, match=words):
        plan(office, book, decisions=Decisions(entries=(entry,)))


@pytest.mark.parametrize(
    "answers",
    [{"nothing": "x"}, {"month-or-day:partner.name": "perhaps"}, {"date-order:planet.name": "day-first"}],
)
def test_an_answer_to_no_question_is_one_sentence(answers: dict[str, str]) -> None:
    office, book = an_unsettled_book()
    with pytest.raises(UserError):
        plan(office, book, decisions=Decisions(answers=answers))
