# SPDX-License-Identifier: EUPL-1.2
"""Changing a field of many records: what each act does, who cannot, and that it is one act with one undo."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from coopdesk.domain.errors import InvalidRecord, UserError
from coopdesk.domain.kinds import BadValue
from coopdesk.records.catalog import SPECS
from coopdesk.services import bulk_editing, editing, history
from coopdesk.services.block_editing import BlockPlan
from coopdesk.services.bulk_editing import Act, BulkEdit, acts_for, apply_bulk, plan_bulk
from coopdesk.services.bulk_steps import Finder, Step, read_step, shifted, with_items, without_items
from coopdesk.services.maintenance import Database
from coopdesk.store.queries import rows_of
from tests.helpers.artificial import fill
from tests.helpers.contents import facts

TODAY = dt.date(2026, 11, 22)
WHO = "test"


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give an office with three partners and two people."""
    for number, region in ((1, "North"), (2, ""), (3, "South")):
        raw = {"reference": f"ART-{number}", "name": f"Body {number}", "region": region}
        editing.add_record(empty, "partner", raw, who=WHO)
    for number, languages in ((1, "en; fr"), (2, "tr")):
        raw = {"reference": f"PER-{number}", "office": f"Office {number}", "languages": languages}
        editing.add_record(empty, "person", raw, who=WHO)
    return empty


def ids(database: Database, type_key: str) -> list[str]:
    with database.reading() as connection:
        return [str(row["id"]) for row in rows_of(connection, SPECS[type_key])]


def values(database: Database, type_key: str, field: str) -> list[object]:
    with database.reading() as connection:
        return [row[field] for row in rows_of(connection, SPECS[type_key])]


def planned(database: Database, type_key: str, *edits: BulkEdit) -> BlockPlan:
    return plan_bulk(database, type_key, ids(database, type_key), edits, today=TODAY)


def an_edit(field: str, act: Act, typed: str = "", **more: str) -> BulkEdit:
    return BulkEdit(field=field, act=act, typed=typed, **more)  # type: ignore[arg-type] # texts only


def test_setting_a_field_of_many_is_one_act_that_undo_takes_back(desk: Database) -> None:
    edit = an_edit("region", "set", "South")
    before = values(desk, "partner", "region")
    plan = planned(desk, "partner", edit)

    assert [(cell.label, cell.old, cell.new) for cell in plan.changes] == [
        ("Body 1", "North", "South"),
        ("Body 2", "", "South"),
    ]
    assert plan.unchanged == 1
    written = apply_bulk(desk, plan, [edit], who=WHO)

    assert written.title == "Set “Region” of 2 partners"
    assert values(desk, "partner", "region") == ["South"] * 3
    history.undo(desk, who=WHO)
    assert values(desk, "partner", "region") == before


def test_an_act_on_one_record_names_it(desk: Database) -> None:
    edit = an_edit("region", "empty")
    plan = plan_bulk(desk, "partner", ids(desk, "partner")[:1], [edit], today=TODAY)

    assert apply_bulk(desk, plan, [edit], who=WHO).title == "Empty “Region” of ART-1"


def test_items_are_added_and_taken_out_of_lists_in_whatever_spelling(desk: Database) -> None:
    add = an_edit("languages", "add", "EN; de")
    apply_bulk(desk, planned(desk, "person", add), [add], who=WHO)
    assert values(desk, "person", "languages") == [("en", "fr", "de"), ("tr", "EN", "de")]

    out = an_edit("languages", "remove", "En")
    assert apply_bulk(desk, planned(desk, "person", out), [out], who=WHO).title == (
        "Take “En” out of “Languages” of 2 people"
    )
    assert values(desk, "person", "languages") == [("fr", "de"), ("tr", "de")]


def test_links_are_set_by_name_and_shown_by_name(desk: Database) -> None:
    plan = planned(desk, "partner", an_edit("parent", "set", "Body 1"))

    assert [(cell.label, cell.new) for cell in plan.changes] == [("Body 2", "Body 1"), ("Body 3", "Body 1")]
    assert [(cell.label, cell.refusal) for cell in plan.refused] == [
        ("Body 1", "Part of: a record cannot point to itself.")
    ]


def test_a_record_cannot_come_below_what_stands_below_it(desk: Database) -> None:
    editing.change_record(desk, "ART-1", {"parent": "ART-2"}, who=WHO)
    editing.change_record(desk, "ART-2", {"parent": "ART-3"}, who=WHO)
    edit = an_edit("parent", "set", "ART-1")
    plan = planned(desk, "partner", edit)

    assert {cell.reference: cell.problem.code for cell in plan.refused if cell.problem} == {
        "ART-1": "link-to-itself",
        "ART-2": "circle",
        "ART-3": "circle",
    }


def test_nobody_is_left_out_unless_that_is_said(desk: Database) -> None:
    edit = an_edit("parent", "set", "ART-1")
    plan = planned(desk, "partner", edit)

    with pytest.raises(UserError, match="cannot be changed this way"):
        apply_bulk(desk, plan, [edit], who=WHO)
    assert values(desk, "partner", "parent") == [None] * 3

    apply_bulk(desk, plan, [edit], who=WHO, leave_out=True)
    assert sum(value is not None for value in values(desk, "partner", "parent")) == 2


def test_what_is_no_value_is_said_at_once(desk: Database) -> None:
    with pytest.raises(InvalidRecord, match="no choice"):
        planned(desk, "partner", an_edit("type", "set", "a shop"))
    with pytest.raises(InvalidRecord, match="Say how far"):
        planned(desk, "person", an_edit("keep_until", "shift", "a while"))
    with pytest.raises(UserError, match="what to look for"):
        planned(desk, "partner", an_edit("name", "replace", "x", find=" "))


def test_a_required_field_cannot_be_emptied_by_replacing(desk: Database) -> None:
    plan = planned(desk, "partner", an_edit("name", "replace", "", find="Body 2"))

    assert [(cell.label, cell.refusal) for cell in plan.refused] == [("Body 2", "Name may not be empty.")]
    assert not plan.changes


def test_words_are_replaced_in_several_fields_at_once(desk: Database) -> None:
    edits = [
        an_edit(one.key, "replace", "Ost", find="north") for one in bulk_editing.fields_with_words("partner")
    ]
    plan = planned(desk, "partner", *edits)

    assert [(cell.field, cell.new) for cell in plan.changes] == [("region", "Ost")]
    assert apply_bulk(desk, plan, edits, who=WHO).title == "Replace “north” by “Ost” in “Region” of ART-1"


def test_dates_of_the_office_move_as_far_as_they_are_known(office: Database, office_path: Path) -> None:
    before = facts(office_path)
    edit = an_edit("valid_until", "shift", "+1y")
    plan = planned(office, "arrangement", edit)
    assert plan.changes and not plan.refused
    apply_bulk(office, plan, [edit], who=WHO)
    history.undo(office, who=WHO)
    assert facts(office_path) == before

    days = planned(office, "arrangement", an_edit("valid_until", "shift", "+30d"))
    assert any("by whole years only" in cell.refusal for cell in days.refused)


@pytest.mark.parametrize(
    ("date", "step", "moved"),
    [
        ("2024-01-31", "+1m", "2024-02-29"),
        ("2024-02-29", "+1y", "2025-02-28"),
        ("2024-03-01", "-30d", "2024-01-31"),
        ("2024-03", "-2m", "2024-01"),
        ("2024-03", "+1 year", "2025-03"),
        ("2021", "+12m", "2022"),
        ("2024-01-01", "2 weeks", "2024-01-15"),
    ],
)
def test_a_date_moves(date: str, step: str, moved: str) -> None:
    assert shifted(date, read_step(step)) == moved


@pytest.mark.parametrize(
    ("date", "step", "code"),
    [
        ("2024-03", Step(days=1), "shift-by-months"),
        ("2024", Step(months=1), "shift-by-years"),
        ("2999", Step(months=12), "date-out-of-range"),
        ("2999-12-31", Step(days=99_999), "date-out-of-range"),
        ("1000-01-01", Step(months=-99_999 * 12), "date-out-of-range"),
    ],
)
def test_a_date_that_cannot_move_says_why(date: str, step: Step, code: str) -> None:
    with pytest.raises(BadValue) as caught:
        shifted(date, step)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "find", "put", "result"),
    [
        ("Support to Turkiye and Türkiye", "TÜRKIYE", "X", "Support to X and X"),
        ("Straße der Straßen", "strasse", "Weg", "Weg der Wegn"),
        ("Straße", "s", "z", "ztraße"),  # half of ß is no letter
        ("Côte d'Ivoire's coast", "cote divoire", "CI", "CI's coast"),
        ("aaa", "aa", "b", "ba"),
        ("nothing here", "elsewhere", "x", "nothing here"),
        ("it's", "'", "’", "it’s"),
    ],
)
def test_words_are_found_in_whatever_spelling(text: str, find: str, put: str, result: str) -> None:
    assert Finder(find=find, put=put).replaced(text) == result


def test_words_are_found_exactly_or_only_as_the_whole_value() -> None:
    assert Finder(find="north", put="x", is_exact=True).replaced("North north") == "North x"
    assert Finder(find="north", put="x", is_whole=True).replaced(" NORTH ") == "x"
    assert Finder(find="north", put="x", is_whole=True).replaced("North Sea") == "North Sea"
    assert Finder(find="north", put="x", is_whole=True, is_exact=True).replaced("North") == "North"


def test_lists_are_not_doubled_and_end_empty() -> None:
    assert with_items(None, ("a",)) == ("a",)
    assert with_items(("a",), ("A",)) == ("a",)
    assert without_items(("a",), ("Á",)) is None


def test_every_field_has_acts_and_a_reference_is_nobodys() -> None:
    for spec in SPECS.values():
        fields = bulk_editing.fields_for_many(spec.key)
        assert "reference" not in {one.key for one in fields}
        assert all(("empty" in acts_for(one)) != one.required for one in fields)


def test_twenty_thousand_records_are_planned_in_no_time(empty: Database) -> None:
    fill(empty, 20_000)
    chosen = ids(empty, "partner")
    began = time.process_time()
    plan = plan_bulk(empty, "partner", chosen, [an_edit("note", "replace", "Eiche", find="OAK")], today=TODAY)

    assert time.process_time() - began < 3
    assert len(plan.changes) + plan.unchanged == 20_000
