# SPDX-License-Identifier: EUPL-1.2
"""What an undo would do, said before: what goes back, what is asked, what stays. Nothing is written."""

from __future__ import annotations

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.domain.merging import Decision
from coopdesk.records.catalog import SPECS
from coopdesk.services import browsing, editing, history
from coopdesk.services.maintenance import Database
from coopdesk.services.undo_preview import UndoPreview, preview_undo
from tests.helpers.contents import facts

WHO = "test"


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give an office with two partners."""
    for number in (1, 2):
        fields = {"reference": f"ART-{number}", "name": f"Body {number}", "region": "North"}
        editing.add_record(empty, "partner", fields, who=WHO)
    return empty


def changed(database: Database, reference: str, **fields: str) -> int:
    return editing.change_record(database, reference, fields, who=WHO).change_set


def steps(preview: UndoPreview) -> list[tuple[str, str, str, str]]:
    return [(one.label, one.field, one.now, one.then) for one in preview.steps]


def test_fields_go_back_and_nothing_else_is_touched(desk: Database) -> None:
    number = changed(desk, "ART-1", region="South", short_name="AB", parent="ART-2")
    before = facts(desk.path)

    preview = preview_undo(desk, number)

    assert sorted(steps(preview)) == [
        ("Body 1", "Part of", "Body 2", ""),
        ("Body 1", "Region", "South", "North"),
        ("Body 1", "Short name", "AB", ""),
    ]
    assert (preview.fields, preview.asked, preview.kept, preview.refusal) == (3, (), (), "")
    assert facts(desk.path) == before


def test_later_changes_on_other_fields_are_kept_and_named(desk: Database) -> None:
    number = changed(desk, "ART-1", region="South")
    changed(desk, "ART-1", note="A later remark")

    preview = preview_undo(desk, number)

    assert [(one.field, one.now) for one in preview.kept] == [("Remark", "A later remark")]
    assert preview.kept_count == 1


def test_a_later_change_on_the_same_field_is_asked_and_answers_change_what_would_happen(
    desk: Database,
) -> None:
    number = changed(desk, "ART-1", region="South", short_name="AB")
    changed(desk, "ART-1", region="East")

    (asked,) = preview_undo(desk, number).asked
    assert (asked.label, asked.field, asked.now, asked.back) == ("Body 1", "Region", "East", "North")

    kept = preview_undo(desk, number, decisions={asked.key: Decision(take="ours")})
    assert (steps(kept), kept.asked) == ([("Body 1", "Short name", "AB", "")], ())
    back = preview_undo(desk, number, decisions={asked.key: Decision(take="theirs")})
    assert ("Body 1", "Region", "East", "North") in steps(back)
    assert steps(preview_undo(desk, number, remaining="theirs")) == steps(back)


def test_a_preview_says_just_what_the_undo_then_does(desk: Database) -> None:
    number = changed(desk, "ART-1", region="South", short_name="AB")
    changed(desk, "ART-1", region="East", note="Later")
    promised = preview_undo(desk, number, remaining="theirs")

    history.undo(desk, number, who=WHO, remaining="theirs")

    stored = browsing.show(desk, "ART-1").record.fields
    done = {(SPECS["partner"].by_key[key].label, stored[key] or "") for key in ("region", "short_name")}
    assert {(one.field, one.then) for one in promised.steps} == done
    assert [(one.field, one.now) for one in promised.kept] == [("Remark", stored["note"])]


def test_a_record_that_was_added_would_go_and_a_removed_one_would_come_back(desk: Database) -> None:
    added = editing.add_record(desk, "partner", {"reference": "ART-3", "name": "Body 3"}, who=WHO).change_set
    gone = editing.remove_record(desk, "ART-2", who=WHO).change_set

    assert preview_undo(desk, added).records_away == 1
    assert preview_undo(desk, gone).records_back == 1
    assert preview_undo(desk, gone).steps[0].label == "Body 2"


def test_a_whole_record_in_the_way_says_whether_it_was_edited_or_removed(desk: Database) -> None:
    added = editing.add_record(desk, "partner", {"reference": "ART-3", "name": "Body 3"}, who=WHO).change_set
    changed(desk, "ART-3", note="Work went in here")
    edited = changed(desk, "ART-2", region="South")
    editing.remove_record(desk, "ART-2", who=WHO)

    (first,) = preview_undo(desk, added).asked
    (second,) = preview_undo(desk, edited).asked

    assert (first.field, first.is_gone) == ("", False)
    assert (second.field, second.is_gone) == ("", True)


def test_what_cannot_be_is_said_beforehand(desk: Database) -> None:
    added = editing.add_record(desk, "partner", {"reference": "ART-3", "name": "Body 3"}, who=WHO).change_set
    changed(desk, "ART-2", parent="ART-3")

    assert "used by Partner ART-2" in preview_undo(desk, added).refusal


def test_an_act_that_is_taken_back_already_says_so_and_its_undo_can_be_done_again(desk: Database) -> None:
    number = changed(desk, "ART-1", region="South")
    undo = history.undo(desk, number, who=WHO).change_set

    assert "already taken back" in preview_undo(desk, number).refusal
    again = preview_undo(desk, undo)
    assert again.is_redo
    assert steps(again) == [("Body 1", "Region", "North", "South")]


def test_without_a_number_it_is_the_last_act(desk: Database) -> None:
    number = changed(desk, "ART-1", region="South")

    assert preview_undo(desk, None).number == number


def test_a_number_that_is_none(desk: Database) -> None:
    with pytest.raises(UserError, match="There is no entry 99"):
        preview_undo(desk, 99)


def test_the_starting_data_is_counted_in_full_and_shown_in_part(office: Database) -> None:
    preview = preview_undo(office, 1)

    assert preview.records_away > 1_000
    assert len(preview.steps) == 200
