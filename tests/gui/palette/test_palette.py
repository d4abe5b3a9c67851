# SPDX-License-Identifier: EUPL-1.2
"""The palette by keys and clicks: going to records, doing things, opening views, beginning records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.views import View
from coopdesk.gui.actions import ACTIONS
from coopdesk.gui.desk import Desk
from coopdesk.gui.palette.entries import Entry
from coopdesk.gui.palette.palette import Palette
from coopdesk.services import recent
from coopdesk.services.finding import find
from coopdesk.services.pages.page import Target
from tests.helpers.artificial import fill
from tests.helpers.hands import click, click_row, press, the, type_text
from tests.helpers.window import settle

ENDED = View(type="arrangement", text="ended")


class Window:
    """A window with one field and a palette over it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.window = QWidget()
        self.window.resize(1024, 600)
        self.beneath = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.beneath)
        qtbot.addWidget(self.window)
        self.palette = Palette(desk, self.window)
        self.palette.set_commands(
            [(one, QKeySequence(one.keys[0]).toString() if one.keys else "") for one in ACTIONS]
        )
        self.palette.set_views([("Ended ones", ENDED)])
        self.window.show()
        qtbot.waitExposed(self.window)
        self.beneath.setFocus()
        self.chosen: list[tuple[object, ...]] = []
        for signal in (
            self.palette.record_chosen,
            self.palette.command_chosen,
            self.palette.view_chosen,
            self.palette.create_chosen,
        ):
            signal.connect(lambda *what: self.chosen.append(what))

    @property
    def field(self) -> QLineEdit:
        return the(self.palette, QLineEdit, "palette.field")

    @property
    def view(self) -> QListView:
        return the(self.palette, QListView, "palette.list")

    def open(self, prefix: str = "") -> None:
        self.palette.open(prefix)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.palette._clock.isActive())
        settle(self.qtbot, self.desk)

    def type(self, text: str) -> None:
        type_text(self.field, text)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        press(self.field, key)

    @property
    def lines(self) -> list[Entry]:
        model = self.view.model()
        return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    @property
    def records(self) -> list[Target]:
        return [what for (what,) in self.chosen if isinstance(what, Target)]

    @property
    def current(self) -> Entry:
        entry: Entry = self.view.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    """Give a window whose palette is closed."""
    yield Window(desk, qtbot)


def test_typing_a_name_and_enter_goes_to_the_record(window: Window) -> None:
    window.open()
    window.type("iom")
    assert window.current.text == "International Organization for Migration"

    window.press(Qt.Key.Key_Return)

    (target,) = window.records
    assert target.type == "partner"
    assert not window.palette.isVisible()
    assert window.beneath.hasFocus()


def test_the_found_letters_are_marked_and_the_second_text_says_where_it_matched(window: Window) -> None:
    window.open()
    window.type("turk")

    line = next(one for one in window.lines if one.text == "EASO-Turkey expanded roadmap")
    assert line.second == "Roadmap, February 2018 to June 2019"
    assert line.marks == ((5, 4),)


def test_of_many_records_the_first_are_shown_and_the_rest_on_demand(window: Window) -> None:
    window.open()
    window.type("turk")
    more = next(row for row, one in enumerate(window.lines) if one.kind == "more")
    assert "Create" in window.texts
    before = len([one for one in window.lines if one.target])

    for _ in range(more - 1):
        window.press(Qt.Key.Key_Down)
    assert window.current.kind == "more"
    window.press(Qt.Key.Key_Return)

    assert window.palette.isVisible()
    assert len([one for one in window.lines if one.target]) > before
    assert window.current.target is not None


def test_an_act_is_found_by_the_beginning_of_its_words(window: Window) -> None:
    window.open()
    window.type("back now")
    assert window.current.text == "Make a backup now"

    window.press(Qt.Key.Key_Return)

    assert window.chosen == [("file.backup",)]


def test_after_the_sign_for_commands_only_acts_are_listed(window: Window) -> None:
    window.open(">")
    assert {line.kind for line in window.lines} == {"head", "command"}
    assert len(window.lines) == len(ACTIONS)  # the palette itself is left out, the heading is there

    window.type("histor")
    assert window.texts[1] == "History"


def test_people_and_references_have_their_signs(window: Window) -> None:
    window.open("@")
    window.type("an")
    assert {line.icon for line in window.lines if line.kind == "record"} == {"users"}

    window.open("#")
    window.type("rm-tr")
    records = [line for line in window.lines if line.kind == "record"]
    assert records and all("rm-tr" in line.second for line in records)


def test_a_view_is_opened_by_its_name(window: Window) -> None:
    window.open()
    window.type("ended ones")

    window.press(Qt.Key.Key_Return)

    assert window.chosen == [(ENDED, "Ended ones")]


def test_a_meeting_with_the_partner_found_can_be_begun(window: Window) -> None:
    window.open()
    window.type("dgmm")
    row = window.texts.index("New meeting with DGMM")

    click_row(window.view, window.view.model().index(row, 0))

    assert window.chosen == [("meeting", {"title": "Meeting with DGMM"})]


def test_a_record_of_any_kind_can_be_begun(window: Window) -> None:
    window.open("+")
    assert "New partner…" in window.texts and "New IT system…" in window.texts

    window.type("road")
    window.press(Qt.Key.Key_Return)

    assert window.chosen == [("roadmap", {})]


def test_without_words_the_records_opened_last_come_first(window: Window) -> None:
    database = window.desk.database
    target = find(database, "frontex", today=window.desk.today()).records[0].target
    recent.note_opened(database, target)

    window.open()

    assert window.texts[:2] == ["Recent", "European Border and Coast Guard Agency"]


def test_the_keys_move_over_headings_and_stop_at_the_ends(window: Window) -> None:
    window.open()
    window.type("turk")
    choices = [line for line in window.lines if line.can_be_chosen]

    window.press(Qt.Key.Key_Up)
    assert window.current == choices[0]
    window.press(Qt.Key.Key_End)
    assert window.current == choices[-1]
    window.press(Qt.Key.Key_Down)
    assert window.current == choices[-1]
    window.press(Qt.Key.Key_Home)
    assert window.current == choices[0]
    window.press(Qt.Key.Key_PageDown)
    assert window.current not in (choices[0], choices[1])
    window.press(Qt.Key.Key_PageUp)
    assert window.current == choices[0]


def test_escape_gives_the_keyboard_back_and_chooses_nothing(window: Window) -> None:
    window.open()
    window.type("iom")

    window.press(Qt.Key.Key_Escape)

    assert (window.palette.isVisible(), window.chosen) == (False, [])
    assert window.beneath.hasFocus()


def test_a_click_beside_the_sheet_closes_it(window: Window) -> None:
    window.open()

    click(window.palette, window.palette.rect().bottomLeft())

    assert not window.palette.isVisible()


def test_what_is_nowhere_is_said_and_can_become_a_partner(window: Window) -> None:
    window.open()
    window.type("xyzartificial")

    assert window.texts == ["Create", "New partner “xyzartificial”…"]

    window.open("@")
    window.type("xyzartificial")
    assert window.texts == ["Nothing fits “xyzartificial”."]
    window.press(Qt.Key.Key_Return)
    assert window.palette.isVisible()


def test_a_screen_reader_hears_what_it_is_where_it_matched_and_its_place(window: Window) -> None:
    window.open()
    window.type("dgmm")

    spoken = window.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)

    choices = sum(one.can_be_chosen for one in window.lines)
    assert spoken == (
        "Directorate General for Migration Management, Partner · short name DGMM, "
        f"Go to record, 1 of {choices}"
    )


def test_enter_right_after_typing_takes_what_was_typed_not_what_stood_there(window: Window) -> None:
    window.open()
    window.type("frontex")
    window.field.clear()
    type_text(window.field, "iom")

    window.press(Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: bool(window.chosen))

    wanted = find(window.desk.database, "iom", today=window.desk.today()).records[0].target
    assert window.records == [wanted]


def test_it_stays_within_a_small_window(window: Window) -> None:
    window.window.resize(500, 320)
    window.open()

    sheet = window.palette.sheet.geometry()
    assert window.palette.rect().contains(sheet)


def test_among_many_records_an_answer_comes_soon(empty_desk: Desk, qtbot: QtBot) -> None:
    fill(empty_desk.database, 20_000)
    window = Window(empty_desk, qtbot)
    window.open()

    window.type("ab1999")

    assert "short name AB1999" in window.lines[1].second
