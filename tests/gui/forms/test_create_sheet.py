# SPDX-License-Identifier: EUPL-1.2
"""Beginning a linked record from its field: the sheet asks for little, saves at once, gives the link."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coopdesk.services import browsing, history
from tests.helpers.typing import Clerk

PARTY = "roadmap_party.partner"


@pytest.fixture
def at_sheet(clerk: Clerk) -> Clerk:
    """Give a clerk who has asked to create a partner from a party of a roadmap."""
    clerk.begin("roadmap_party", roadmap="rm-tr-2018")
    clerk.type(PARTY, "Body of tests")
    clerk.click(f"{PARTY}.repair.0")
    return clerk


def test_an_unknown_name_is_created_and_linked(at_sheet: Clerk) -> None:
    assert at_sheet.text("sheet.title") == "New partner"
    assert at_sheet.text("sheet.name") == "Body of tests"

    at_sheet.click("sheet.save")
    at_sheet.settle()

    assert not at_sheet.sees("sheet")
    assert at_sheet.text(PARTY) == "Body of tests"
    assert at_sheet.message(PARTY) == ""
    assert browsing.show(at_sheet.desk.database, "PA-2026-1").record.fields["name"] == "Body of tests"
    assert history.next_titles(at_sheet.desk.database)[0] == "Add partner PA-2026-1"
    with at_sheet.qtbot.waitSignal(at_sheet.form.saved):
        at_sheet.save()
    assert browsing.show(at_sheet.desk.database, "RP-2026-1").record.fields["partner"] == "PA-2026-1"


def test_the_sheet_is_left_by_esc_and_the_words_stay(at_sheet: Clerk) -> None:
    at_sheet.press("sheet.name", Qt.Key.Key_Escape)

    assert not at_sheet.sees("sheet")
    assert at_sheet.text(PARTY) == "Body of tests"
    assert at_sheet.has_keyboard(PARTY)


def test_a_sheet_says_what_is_missing(at_sheet: Clerk) -> None:
    at_sheet.enter("sheet.name", "")

    at_sheet.press("sheet.name", Qt.Key.Key_Return)
    at_sheet.settle()

    assert at_sheet.text("sheet.name.message") == "Give the partner its name."
    assert at_sheet.has_keyboard("sheet.name")


def test_tab_stays_inside_the_sheet(at_sheet: Clerk) -> None:
    names = []
    for _ in range(4):
        focus = at_sheet.form.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    at_sheet.settle()

    assert names == ["sheet.name", "sheet.cancel", "sheet.save", "sheet.name"]


def test_a_link_to_several_types_asks_which(clerk: Clerk) -> None:
    clerk.begin("working_group_member")
    clerk.type("working_group_member.party", "Body of tests")
    clerk.click("working_group_member.party.repair.0")
    first = clerk.text("sheet.title")

    clerk.choose("sheet.type", "Country")

    assert first != clerk.text("sheet.title") == "New country"
    assert clerk.text("sheet.name") == "Body of tests"


def test_saving_the_form_waits_for_the_sheet(at_sheet: Clerk) -> None:
    at_sheet.form.save()
    at_sheet.settle()

    assert at_sheet.sees("sheet")
    assert not at_sheet.sees("form.errors")
