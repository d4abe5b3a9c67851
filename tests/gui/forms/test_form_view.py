# SPDX-License-Identifier: EUPL-1.2
"""Forms told as stories: a clerk opens, types, slips, mends, saves, leaves, comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from coopdesk.services import browsing, drafting, editing, history
from coopdesk.services.form_data import Draft
from coopdesk.services.pages.page import Target
from tests.helpers.typing import Clerk

ROADMAP = "rm-tr-2018"
TITLE = "EASO-Turkey expanded roadmap"


def field(clerk: Clerk, key: str, reference: str = ROADMAP) -> object:
    return browsing.show(clerk.desk.database, reference).record.fields[key]


def drafts(clerk: Clerk) -> list[Draft]:
    return drafting.drafts(clerk.desk.database)


def test_a_title_is_corrected_and_saved_by_keys_alone(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    assert clerk.text("form.title") == f"Edit: {TITLE}"
    assert clerk.has_keyboard("roadmap.title")

    clerk.enter("roadmap.title", "Roadmap with Turkey")
    assert clerk.text("form.state") == "rm-tr-2018 · 1 field changed, kept as a draft if you leave"
    with clerk.qtbot.waitSignal(clerk.form.saved) as saved:
        clerk.save()

    assert saved.args == [clerk.target(ROADMAP)]
    assert field(clerk, "title") == "Roadmap with Turkey"
    assert not clerk.form.is_open
    assert drafts(clerk) == []


def test_saving_is_one_act_that_can_be_taken_back(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.type("roadmap.title", "Other")
    clerk.type("roadmap.valid_until", "sept 2019")
    clerk.save()

    history.undo(clerk.desk.database, who="test")

    assert (field(clerk, "title"), field(clerk, "valid_until")) == (TITLE, "2019-06")


def test_the_slips_of_the_picture_are_said_in_place_and_mended_by_clicks(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.type("roadmap.title", "")
    clerk.type("roadmap.valid_until", "june 2017")
    assert clerk.message("roadmap.title") == f"Give the roadmap its title. It was “{TITLE}”."
    assert clerk.message("roadmap.valid_until") == "June 2017 is before February 2018."
    assert not clerk.sees("form.errors")

    clerk.save()
    assert clerk.text("form.errors.title") == "This cannot be saved yet. 2 fields need you:"
    clerk.click("form.errors.1")
    assert clerk.has_keyboard("roadmap.valid_until")

    clerk.click("roadmap.valid_until.repair.0")
    assert clerk.text("roadmap.valid_from") == "June 2017"
    assert clerk.text("roadmap.valid_until") == "February 2018"
    clerk.click("roadmap.title.repair.0")
    assert clerk.text("roadmap.title") == TITLE
    assert clerk.message("roadmap.title") == ""
    assert not clerk.sees("form.errors")

    clerk.save()
    assert (field(clerk, "valid_from"), field(clerk, "valid_until")) == ("2017-06", "2018-02")


def test_nothing_is_said_while_typing_and_room_for_messages_is_kept(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    height = clerk.find("roadmap.title.field").sizeHint().height()

    clerk.enter("roadmap.title", "")
    assert clerk.message("roadmap.title") == ""
    clerk.press("roadmap.title", Qt.Key.Key_Tab)
    clerk.settle()

    assert clerk.message("roadmap.title").startswith("Give the roadmap")
    assert clerk.find("roadmap.title.field").sizeHint().height() == height
    assert "needs to be mended" in clerk.find("roadmap.title").accessibleName()
    assert clerk.find("roadmap.title").accessibleDescription() == clerk.message("roadmap.title")


def test_a_form_without_changes_is_left_by_esc(clerk: Clerk) -> None:
    clerk.open(ROADMAP)

    with clerk.qtbot.waitSignal(clerk.form.closed):
        clerk.press("roadmap.title", Qt.Key.Key_Escape)

    assert drafts(clerk) == []


def test_esc_with_changes_asks_in_place_and_a_kept_draft_comes_back(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.type("roadmap.title", "Half a title")

    clerk.press("roadmap.title", Qt.Key.Key_Escape)
    assert clerk.text("form.leave.text") == "1 field is not saved."
    assert clerk.has_keyboard("form.leave.keep")
    clerk.press("form.leave.keep", Qt.Key.Key_Escape)
    assert not clerk.sees("form.leave")

    clerk.press("roadmap.title", Qt.Key.Key_Escape)
    with clerk.qtbot.waitSignal(clerk.form.closed):
        clerk.press("form.leave.keep", Qt.Key.Key_Return)
    clerk.settle()
    clerk.open(ROADMAP)
    assert clerk.text("roadmap.title") == "Half a title"
    assert clerk.text("form.draft.text").startswith("Draft of ")

    clerk.click("form.draft.discard")
    clerk.settle()
    assert clerk.text("roadmap.title") == TITLE
    assert not clerk.sees("form.draft")
    assert drafts(clerk) == []


def test_discarding_throws_the_draft_away(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.type("roadmap.title", "Half a title")
    clerk.form.park()
    clerk.open(ROADMAP)

    clerk.click("form.discard")
    clerk.click("form.leave.discard")

    assert drafts(clerk) == []
    assert field(clerk, "title") == TITLE


def test_going_elsewhere_keeps_what_is_typed(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.enter("roadmap.title", "Half a")

    clerk.open("frontex")
    clerk.settle()

    (draft,) = drafts(clerk)
    assert (draft.reference, draft.typed) == (ROADMAP, {"title": "Half a"})
    assert clerk.text("form.title") == "Edit: European Border and Coast Guard Agency"


def test_a_draft_is_kept_two_seconds_after_the_last_key(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    with clerk.qtbot.waitSignal(clerk.desk.drafts_changed, timeout=6_000) as told:
        clerk.enter("roadmap.title", "Half a")

    (draft,) = told.args
    assert draft.typed == {"title": "Half a"}


def test_typing_everything_back_leaves_no_draft(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.enter("roadmap.title", "Half a")
    clerk.form.park()
    clerk.open(ROADMAP)
    clerk.type("roadmap.title", TITLE)

    assert clerk.text("form.state").endswith("nothing changed yet")
    clerk.form.park()
    clerk.settle()

    assert drafts(clerk) == []


def test_somebody_faster_is_a_question_for_each_field(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    editing.change_record(
        clerk.desk.database, ROADMAP, {"title": "Their title", "focus": "Their focus"}, who="other"
    )
    clerk.type("roadmap.title", "My title")
    clerk.type("roadmap.focus", "My focus")

    clerk.save()
    assert clerk.text("form.conflicts.title") == "Two different values. Choose for each, then save."
    assert clerk.has_keyboard("form.conflicts.title.now")
    clerk.save()
    assert field(clerk, "title") == "Their title"

    clerk.click("form.conflicts.title.typed")
    clerk.click("form.conflicts.focus.now")
    clerk.save()

    assert (field(clerk, "title"), field(clerk, "focus")) == ("My title", "Their focus")


def test_a_form_without_changes_follows_what_is_done_elsewhere(clerk: Clerk) -> None:
    clerk.open(ROADMAP)

    clerk.desk.write(
        lambda: editing.change_record(clerk.desk.database, ROADMAP, {"title": "Theirs"}, who="other")
    )
    clerk.settle()
    clerk.settle()

    assert clerk.text("roadmap.title") == "Theirs"
    assert clerk.text("form.title") == "Edit: Theirs"


def test_keeping_all_of_theirs_changes_nothing(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    editing.change_record(clerk.desk.database, ROADMAP, {"title": "Theirs", "focus": "Theirs"}, who="other")
    clerk.type("roadmap.title", "Mine")
    clerk.type("roadmap.focus", "Mine")
    clerk.save()

    clerk.click("form.conflicts.all.now")
    with clerk.qtbot.waitSignal(clerk.form.closed):
        clerk.save()

    assert (field(clerk, "title"), field(clerk, "focus")) == ("Theirs", "Theirs")


def test_a_record_removed_meanwhile_becomes_a_new_one(clerk: Clerk) -> None:
    database = clerk.desk.database
    editing.add_record(
        database, "partner", {"reference": "gone", "name": "Passing body", "region": "North"}, who="x"
    )
    clerk.open("gone")
    clerk.type("partner.name", "Lasting body")
    editing.remove_record(database, "gone", who="x")

    clerk.save()
    assert "removed meanwhile" in clerk.text("form.gone.text")
    clerk.click("form.gone.new")
    clerk.settle()
    assert clerk.text("form.title") == "New partner"
    assert (clerk.text("partner.name"), clerk.text("partner.region")) == ("Lasting body", "North")
    with clerk.qtbot.waitSignal(clerk.form.saved):
        clerk.save()

    assert browsing.show(database, "PA-2026-1").record.fields["name"] == "Lasting body"


def test_a_new_record_begins_with_what_matters_and_names_what_the_view_gave(clerk: Clerk) -> None:
    clerk.begin("roadmap", kind="roadmap", region="MENA")

    assert clerk.text("form.title") == "New roadmap"
    assert clerk.text("form.state") == "RM-2026-1 proposed · nothing typed yet"
    assert clerk.text("form.given.text") == "Filled from the view: Kind Roadmap, Region MENA"
    assert clerk.has_keyboard("roadmap.title")
    assert not clerk.sees("roadmap.note")

    clerk.save()
    assert clerk.message("roadmap.title") == "Give the roadmap its title."
    clerk.type("roadmap.title", "Artificial roadmap")
    clerk.type("roadmap.valid_until", "end of 2027")
    with clerk.qtbot.waitSignal(clerk.form.saved) as saved:
        clerk.save()

    (target,) = saved.args
    assert isinstance(target, Target)
    page = browsing.show(clerk.desk.database, "RM-2026-1").record
    assert page.id == target.id
    assert (page.fields["kind"], page.fields["region"], page.fields["valid_until"]) == (
        "roadmap",
        "MENA",
        "2027-12-31",
    )


def test_a_row_is_added_under_its_record(clerk: Clerk) -> None:
    clerk.begin("roadmap_party", roadmap=ROADMAP)
    assert clerk.text("roadmap_party.roadmap") == TITLE
    assert not clerk.sees("form.given")

    clerk.type("roadmap_party.partner", "frontex")
    assert clerk.text("roadmap_party.partner") == "European Border and Coast Guard Agency"
    clerk.choose("roadmap_party.role", "Observer")
    with clerk.qtbot.waitSignal(clerk.form.saved):
        clerk.save()

    added = browsing.show(clerk.desk.database, "RP-2026-1").record.fields
    assert (added["roadmap"], added["partner"], added["role"]) == (ROADMAP, "frontex", "observer")


def test_a_new_record_left_half_way_waits_as_a_draft(clerk: Clerk) -> None:
    clerk.begin("partner")
    clerk.type("partner.name", "Half a body")
    clerk.form.park()
    clerk.settle()

    clerk.begin("partner")
    assert "Half a body" in clerk.text("form.other.text")
    clerk.click("form.other.resume")
    clerk.settle()

    assert clerk.text("partner.name") == "Half a body"
    assert clerk.text("form.draft.text").startswith("Draft of ")
    with clerk.qtbot.waitSignal(clerk.form.saved):
        clerk.save()
    clerk.settle()
    assert drafts(clerk) == []


def test_several_new_records_can_wait(clerk: Clerk) -> None:
    for name in ("One body", "Two bodies"):
        clerk.begin("partner")
        clerk.type("partner.name", name)
        clerk.form.park()
        clerk.settle()

    assert {draft.label for draft in drafts(clerk)} == {"One body", "Two bodies"}


def test_a_draft_opened_by_its_number_that_is_no_more_closes_the_form(clerk: Clerk) -> None:
    with clerk.qtbot.waitSignal(clerk.form.closed):
        clerk.form.resume(999)


def test_sections_fold_and_more_fields_wait(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    assert not clerk.sees("roadmap.health")

    clerk.click("form.section.tracking.head")
    assert clerk.sees("roadmap.health")
    clerk.click("form.section.tracking.head")
    assert not clerk.sees("roadmap.health")
    assert not clerk.sees("roadmap.version")
    clerk.click("form.section.what.more")

    assert clerk.has_keyboard("roadmap.version")
    assert clerk.text("form.state").endswith("nothing changed yet")


def test_the_form_takes_one_column_where_it_is_narrow(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    assert (
        clerk.find("roadmap.valid_from").mapTo(clerk.form, clerk.find("roadmap.valid_from").pos()).x() > 400
    )

    clerk.form.resize(500, 700)
    clerk.qtbot.waitUntil(lambda: _left(clerk, "roadmap.valid_from") == _left(clerk, "roadmap.title"))

    assert clerk.find("roadmap.title").width() <= 460


def _left(clerk: Clerk, name: str) -> int:
    control = clerk.find(name)
    return control.mapTo(clerk.form, control.rect().topLeft()).x()


def _keyboard(clerk: Clerk) -> QWidget:
    focus = clerk.form.focusWidget()
    assert focus is not None
    return focus


def test_tab_goes_through_the_form_as_one_reads_it(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    stops = [_keyboard(clerk)]
    for _ in range(9):
        QTest.keyClick(stops[-1], Qt.Key.Key_Tab)
        stops.append(_keyboard(clerk))
    clerk.settle()

    assert [stop.objectName() for stop in stops] == [
        "roadmap.title",
        "roadmap.kind",
        "roadmap.stated_status",
        "roadmap.status_basis",
        "roadmap.focus",
        "roadmap.reference",
        "form.section.what.more",
        "form.section.when.head",
        "roadmap.agreed_on",
        "roadmap.valid_from",
    ]


def test_a_field_names_itself_with_value_and_state(clerk: Clerk) -> None:
    clerk.open(ROADMAP)

    assert clerk.find("roadmap.title").accessibleName() == f"Title, {TITLE}, (required)"
    assert clerk.find("roadmap.valid_until").accessibleName() == "Runs until, June 2019"
    assert clerk.find("roadmap.agreed_on").accessibleName() == "Agreed on, not known"
    assert "personal data" in clerk.find("roadmap.owner_person").accessibleName()
    assert clerk.find("roadmap.status").accessibleName() == "Status, Ended"


class Frame(QWidget):
    """Stands for the window: hears the keys that a form leaves."""

    heard: int = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt calls it
        if event.key() == Qt.Key.Key_Z:
            self.heard += 1


def test_undo_takes_back_typing_first_and_then_belongs_to_the_window(clerk: Clerk) -> None:
    frame = Frame()
    clerk.qtbot.addWidget(frame)
    clerk.form.setParent(frame)
    clerk.form.show()
    frame.resize(825, 700)
    with clerk.qtbot.waitActive(frame):
        frame.show()
    clerk.open(ROADMAP)
    clerk.enter("roadmap.title", "abc")

    for _ in range(9):
        clerk.press("roadmap.title", Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        if frame.heard:
            break

    assert frame.heard == 1
    assert clerk.text("roadmap.title") == TITLE
    clerk.form.setParent(None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 10_000, "longer than 500 characters (10000)"),
        ("a\x07b", "characters that cannot be shown"),
        ("soft\u200bware", ""),
        ("😀 مرحبا", ""),
    ],
    ids=["long", "control", "invisible", "emoji-and-arabic"],
)
def test_bad_input_is_said_in_place_and_nothing_is_lost(clerk: Clerk, typed: str, said: str) -> None:
    clerk.open(ROADMAP)
    line = clerk.find_a(QLineEdit, "roadmap.title")
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    line.insert(typed)

    clerk.save()

    if said:
        assert said in clerk.message("roadmap.title")
        assert clerk.text("roadmap.title") == typed
        assert field(clerk, "title") == TITLE
    else:
        assert field(clerk, "title") == typed.replace("\u200b", "")


def test_line_breaks_pasted_into_a_line_become_spaces_and_it_says_so(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    line = clerk.find_a(QLineEdit, "roadmap.title")
    line.setFocus()
    line.selectAll()
    line.insert("One\r\nTwo\tThree\u2028Four")

    assert line.text() == "One Two Three Four"
    assert clerk.message("roadmap.title").startswith("The line breaks became spaces")


def test_a_rejected_reference_is_said_under_its_field_with_a_free_one(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.type("roadmap.reference", "frontex")

    assert "already taken" in clerk.message("roadmap.reference")
    clerk.click("roadmap.reference.repair.0")
    assert clerk.text("roadmap.reference") == "RM-2026-1"


def test_the_form_keeps_still_while_it_is_put_into_another_theme(clerk: Clerk) -> None:
    clerk.open(ROADMAP)
    clerk.enter("roadmap.title", "Half a")

    clerk.desk.look.choose("dark")

    assert clerk.text("roadmap.title") == "Half a"
    assert clerk.form.has_open_edits()
