# SPDX-License-Identifier: EUPL-1.2
"""Many cells at once: planned from raw texts, shown, written as one act; and what the clipboard holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.errors import InvalidRecord, UserError
from coopdesk.domain.filters import Filter
from coopdesk.domain.views import View
from coopdesk.services import block_editing, browsing, editing, history
from coopdesk.services.block_editing import CellEdit, apply_block, change_cell, plan_block
from coopdesk.services.block_filling import copied, edits_of_block, edits_of_emptying, edits_of_fill
from coopdesk.services.block_text import block_of, text_of, without_headings
from coopdesk.services.list_columns import columns_of
from coopdesk.services.listing import open_list, window
from coopdesk.services.maintenance import Database
from coopdesk.store.unit_of_work import StaleRecord

TODAY = dt.date(2026, 11, 22)


def id_of(database: Database, reference: str) -> str:
    return browsing.show(database, reference).record.id


def field(database: Database, reference: str, key: str) -> object:
    return browsing.show(database, reference).record.fields[key]


def edit(database: Database, reference: str, key: str, typed: str) -> CellEdit:
    return CellEdit(record=id_of(database, reference), field=key, typed=typed)


def test_a_block_is_planned_and_written_as_one_act(office: Database) -> None:
    edits = [
        edit(office, "wa-easo-frontex-2012", "signed_place", "Warsaw"),
        edit(office, "wa-easo-frontex-2012", "signed_country", "Poland"),
        edit(office, "wa-easo-iom-2019", "signed_on", "18/7/2019"),
        edit(office, "wa-easo-iom-2019", "title", "EASO-IOM Working Arrangement"),
        edit(office, "wa-easo-iom-2019", "type", "no such type"),
    ]
    countries = {one.label for one in browsing.list_records(office, "country", Filter())[1]}
    edits[1] = edit(office, "wa-easo-frontex-2012", "signed_country", sorted(countries)[0])

    plan = plan_block(office, "arrangement", edits, today=TODAY)

    assert [(one.heading, one.old, one.new) for one in plan.changes] == [
        ("Place of signature", "", "Warsaw"),
        ("Country of signature", "", sorted(countries)[0]),
        ("Signed on", "July 2019", "18 July 2019"),
    ]
    assert [one.heading for one in plan.refused] == ["Type"]
    assert "no such type" in plan.refused[0].refusal
    assert (plan.unchanged, plan.records) == (1, 2)

    written = apply_block(office, plan, who="test")
    assert (
        written.title == "Change “Place of signature”, “Country of signature”, “Signed on” of 2 arrangements"
    )
    assert field(office, "wa-easo-iom-2019", "signed_on") == "2019-07-18"
    history.undo(office, who="test")
    assert field(office, "wa-easo-iom-2019", "signed_on") == "2019-07"
    assert field(office, "wa-easo-frontex-2012", "signed_place") is None


def test_a_record_that_would_break_a_rule_is_refused_with_all_its_cells(office: Database) -> None:
    edits = [
        edit(office, "cp-easo-frontex-2019", "valid_until", "2010"),
        edit(office, "cp-easo-frontex-2019", "signed_place", "Vienna"),
        edit(office, "wa-easo-iom-2019", "signed_place", "Geneva"),
    ]

    plan = plan_block(office, "arrangement", edits, today=TODAY)

    assert [one.reference for one in plan.changes] == ["wa-easo-iom-2019"]
    assert len(plan.refused) == 2
    assert "is before" in plan.refused[0].refusal


def test_required_and_worked_out_cells_are_refused_in_words(office: Database) -> None:
    plan = plan_block(
        office,
        "arrangement",
        [edit(office, "gcm", "title", " "), edit(office, "gcm", "status", "Ended")],
        today=TODAY,
    )

    assert sorted(one.refusal for one in plan.refused) == [
        "Status is worked out by CoopDesk and cannot be set.",
        "Title may not be empty.",
    ]
    with pytest.raises(UserError):
        apply_block(office, plan, who="test")


def test_what_changed_since_the_look_is_never_overwritten(office: Database) -> None:
    plan = plan_block(office, "arrangement", [edit(office, "gcm", "signed_place", "Rome")], today=TODAY)
    editing.change_record(office, "gcm", {"signed_place": "Paris"}, who="other")

    with pytest.raises(StaleRecord):
        apply_block(office, plan, who="test")
    assert field(office, "gcm", "signed_place") == "Paris"


def test_a_single_cell_is_changed_or_refused_with_its_reason(office: Database) -> None:
    wish = edit(office, "gcm", "signed_on", "2018-12-10")
    written = change_cell(office, wish, "arrangement", seen=None, who="test", today=TODAY)
    assert written.title == "Change “Signed on” of gcm"

    with pytest.raises(InvalidRecord, match="takes a date"):
        bad = edit(office, "gcm", "signed_on", "soon")
        change_cell(office, bad, "arrangement", seen="2018-12-10", who="test", today=TODAY)
    with pytest.raises(StaleRecord):
        late = edit(office, "gcm", "signed_on", "2020")
        change_cell(office, late, "arrangement", seen="2017", who="test", today=TODAY)


def test_one_record_in_a_block_is_named_in_the_title(office: Database) -> None:
    plan = plan_block(office, "arrangement", [edit(office, "gcm", "copies", "3")], today=TODAY)

    assert block_editing.title_of(plan) == "Change “Number of originals” of gcm"


def test_a_block_fills_a_selection_that_is_a_multiple_of_it() -> None:
    columns = columns_of(View(type="arrangement", columns=("signed_on", "signed_place", "copies")))[1:]
    records = [f"r{n}" for n in range(6)]

    tiled = edits_of_block((("a",), ("b",)), records, columns, rows=4, width=1)
    assert [(one.record, one.typed) for one in tiled] == [("r0", "a"), ("r1", "b"), ("r2", "a"), ("r3", "b")]
    once = edits_of_block((("a", "x"), ("b", "y")), records, columns, rows=1, width=1)
    assert [(one.record, one.field, one.typed) for one in once] == [
        ("r0", "signed_on", "a"), ("r0", "signed_place", "x"),
        ("r1", "signed_on", "b"), ("r1", "signed_place", "y"),
    ]  # fmt: skip
    row = edits_of_block((("a",),), records, columns, rows=1, width=3)
    assert [one.field for one in row] == ["signed_on", "signed_place", "copies"]


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ((), "There is no text to paste."),
        ((("a", "b", "c", "d"),), "need 4 columns from here; the list has 3"),
        ((("a",), ("b",), ("c",)), "need 3 rows from here; the list has 2"),
    ],
)
def test_a_block_that_does_not_fit_is_refused(block: tuple[tuple[str, ...], ...], sentence: str) -> None:
    columns = columns_of(View(type="arrangement", columns=("signed_on", "signed_place", "copies")))[1:]

    with pytest.raises(UserError, match=sentence):
        edits_of_block(block, ["r0", "r1"], columns, rows=1, width=1)


def test_columns_of_linked_records_take_nothing() -> None:
    columns = columns_of(View(type="activity", columns=("arrangement.type",)))[1:]

    with pytest.raises(UserError, match="cannot be changed in the list"):
        edits_of_block((("a",),), ["r0"], columns, rows=1, width=1)
    assert edits_of_emptying([], columns) == []


def test_filling_down_and_copying_use_what_was_typed_and_what_is_shown(office: Database) -> None:
    view = View(type="obligation", text="frontex", columns=("owner", "strength"))
    found = open_list(office, view, TODAY)
    rows = [row for row in window(office, view, found.seqs, columns_of(view), TODAY) if row]
    columns = list(enumerate(columns_of(view)))

    edits = edits_of_fill(rows, [columns[1]])
    assert len(edits) == len(rows) - 1 and len({one.typed for one in edits}) == 1
    table = copied(rows[:1], columns, with_heads=True)
    assert table[0] == ["Title", "Owed by", "Strength"]
    assert table[1] == [cell.plain for cell in rows[0].cells]


def test_the_clipboard_of_a_spreadsheet_is_understood() -> None:
    assert block_of("a\tb\r\nc\r\n") == (("a", "b"), ("c", ""))
    assert block_of('"two\nlines"\t"a ""quote"""\n') == (("two\nlines", 'a "quote"'),)
    assert block_of('5" pipe\tx') == (('5" pipe', "x"),)
    assert block_of("") == ()
    assert without_headings((("Title", "Signed"), ("x", "y")), ["Title", "Signed", "Ends"]) == (("x", "y"),)
    assert without_headings((("Title",),), ["Title"]) == (("Title",),)


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=12)


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_copied_cells_come_back_from_the_clipboard(rows: list[list[str]]) -> None:
    if any(row == [""] for row in rows):
        return  # a lone empty cell is an empty line, which spreadsheets drop at the end
    assert block_of(text_of(rows)) == tuple(map(tuple, rows))
