# SPDX-License-Identifier: EUPL-1.2
"""The history by keys and clicks: looking at acts, filtering them, taking them back with their questions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.history.act_model import ActRow, DayHead
from coopdesk.gui.history.history_screen import HistoryScreen
from coopdesk.services import browsing, editing, history
from coopdesk.services.maintenance import Database
from tests.helpers.artificial import fill
from tests.helpers.hands import click, click_button, press, the, type_text
from tests.helpers.window import settle

ME = "Test user"


def change(database: Database, reference: str, who: str = ME, **fields: str) -> int:
    return editing.change_record(database, reference, fields, who=who).change_set


def region(database: Database, reference: str) -> object:
    return browsing.show(database, reference).record.fields["region"]


class Shown:
    """The screen of the history and what is read on it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.screen = HistoryScreen(desk)
        self.screen.resize(QSize(1166, 666))
        qtbot.addWidget(self.screen)
        self.places: list[Place] = []
        self.screen.opened.connect(self.places.append)
        self.screen.show()
        qtbot.waitExposed(self.screen)

    def go(self, anchor: str = "") -> None:
        self.screen.show_place(Place(kind="history", anchor=anchor))
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.screen.bar._clock.isActive())
        settle(self.qtbot, self.desk)

    @property
    def view(self) -> QListView:
        return the(self.screen, QListView, "history.list")

    @property
    def rows(self) -> list[ActRow | DayHead]:
        model = self.view.model()
        return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]

    @property
    def acts(self) -> list[ActRow]:
        return [row for row in self.rows if isinstance(row, ActRow)]

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.acts]

    def text(self, name: str) -> str:
        return the(self.screen, QLabel, name).text()

    @property
    def page(self) -> str:
        labels = self.screen.pane.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisibleTo(self.screen.pane))

    @property
    def undo(self) -> QPushButton:
        return the(self.screen, QPushButton, "history.undo")

    def tick(self, button: str, words: str) -> None:
        menu = the(self.screen, QMenu, f"{button}.menu")
        next(one for one in menu.actions() if one.text() == words).trigger()
        self.settle()


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Iterator[Shown]:
    """Give the screen, not at any place yet."""
    yield Shown(desk, qtbot)


def test_the_newest_act_is_chosen_and_says_what_it_did(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    shown.go()

    assert isinstance(shown.rows[0], DayHead)
    assert shown.titles[0] == "Change “Region” of iom"
    assert shown.text("history.title") == "Change “Region” of iom"
    assert "you · by hand" in shown.text("history.meta")
    assert "Geneva" in shown.page and "empty" in shown.page
    assert shown.text("history.source") == "Entered by hand, no file involved."
    assert shown.text("history.outcome").endswith("becomes empty.")
    assert shown.text("history.aside") == "Nothing was changed here since, so nothing else is touched."


def test_undo_this_takes_it_back_and_strikes_it_through(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    shown.go()

    click(shown.undo)
    shown.settle()

    assert region(shown.desk.database, "iom") is None
    undo, done = shown.acts[:2]
    assert undo.title == "Take back: Change “Region” of iom"
    assert "taken back at" in done.second
    assert shown.text("history.title") == undo.title
    assert shown.undo.text() == "Do again"

    click(shown.undo)
    shown.settle()
    assert region(shown.desk.database, "iom") == "Geneva"


def test_a_later_change_is_asked_in_place_and_kept_if_one_says_so(shown: Shown) -> None:
    number = change(shown.desk.database, "iom", region="Geneva", member_count_stated="170")
    change(shown.desk.database, "iom", region="World")
    shown.go(str(number))

    assert not shown.undo.isEnabled()
    assert shown.text("history.note") == "One decision is open."
    keep = the(shown.screen, QAbstractButton, "history.keep.0")
    assert keep.text() == "Keep “World”"
    keep.setFocus()
    press(keep, Qt.Key.Key_Space)
    shown.settle()

    assert shown.undo.isEnabled()
    assert shown.text("history.outcome") == (
        "“Members as stated” of International Organization for Migration becomes empty."
    )
    click(shown.undo)
    shown.settle()
    assert region(shown.desk.database, "iom") == "World"
    assert browsing.show(shown.desk.database, "iom").record.fields["member_count_stated"] is None


def test_several_questions_can_be_answered_at_once(shown: Shown) -> None:
    number = change(shown.desk.database, "iom", region="Geneva", member_count_stated="170")
    change(shown.desk.database, "iom", region="World", member_count_stated="175")
    shown.go(str(number))
    assert shown.text("history.note") == "2 decisions are open."

    click_button(shown.screen, "history.take_all")
    shown.settle()
    assert "Both fields become empty" in shown.text("history.outcome")
    click(shown.undo)
    shown.settle()

    assert region(shown.desk.database, "iom") is None


def test_what_cannot_be_taken_back_says_why(shown: Shown) -> None:
    database = shown.desk.database
    number = editing.add_record(
        database, "partner", {"reference": "A", "name": "Artificial"}, who=ME
    ).change_set
    change(database, "iom", parent="A")
    shown.go(str(number))

    assert not shown.undo.isEnabled()
    assert "used by Partner iom" in shown.text("history.outcome")


def test_what_changed_between_the_look_and_the_click_is_asked_then(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    shown.go()
    change(shown.desk.database, "iom", region="World")  # in another window

    click(shown.undo)
    shown.settle()

    assert region(shown.desk.database, "iom") == "World"
    assert shown.text("history.note") == "One decision is open."


def test_the_last_act_to_undo_is_shown_where_undo_had_questions(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    change(shown.desk.database, "frontex", region="Warsaw")
    history.undo(shown.desk.database, who=ME)

    shown.go("undo")

    assert shown.text("history.title") == "Change “Region” of iom"
    assert shown.acts[shown.view.currentIndex().row() - 1].title == "Change “Region” of iom"


def test_words_narrow_the_list_and_clearing_them_shows_all(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    change(shown.desk.database, "frontex", region="Warsaw")
    shown.go()

    field = the(shown.screen, QLineEdit, "history.find")
    shown.screen.commands()["edit.find"]()
    type_text(field, "FRONTEX")
    shown.settle()
    assert shown.titles == ["Change “Region” of frontex"]

    type_text(field, " xylophone")
    shown.settle()
    assert shown.titles == []
    assert shown.text("history.empty").startswith("No act fits the filter.")

    shown.screen.commands()["view.clear"]()
    shown.settle()
    assert len(shown.titles) == 3


def test_who_and_where_from_are_chips_that_can_be_taken_away(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva", who="Somebody else")
    change(shown.desk.database, "frontex", region="Warsaw")
    shown.go()

    shown.tick("history.who", "Somebody else")
    assert shown.titles == ["Change “Region” of iom"]

    click_button(shown.screen, "history.who.chip.Somebody else")
    shown.settle()
    assert len(shown.titles) == 3

    shown.tick("history.kinds", "Partners")
    assert len(shown.titles) == 3
    shown.tick("history.kinds", "People")
    shown.tick("history.origins", "by hand")
    assert len(shown.titles) == 2
    click_button(shown.screen, "history.clear")
    shown.settle()
    assert len(shown.titles) == 3


def test_the_record_is_one_click_away(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    shown.go()

    click_button(shown.screen, "history.record.0")
    click_button(shown.screen, "history.open")

    assert [place.kind for place in shown.places] == ["record", "record"]
    assert shown.places[0].record is not None and shown.places[0].record.type == "partner"


def test_what_was_done_before_on_the_record_leads_there(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    change(shown.desk.database, "iom", region="World")
    shown.go()

    click_button(shown.screen, "history.earlier.0")
    shown.settle()

    assert "Geneva" in shown.page
    assert shown.view.currentIndex().data() == "Change “Region” of iom"


def test_the_keys_move_over_the_days(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    change(shown.desk.database, "frontex", region="Warsaw")
    shown.go()
    shown.screen.take_focus()

    press(shown.view, Qt.Key.Key_Down)
    shown.settle()

    assert shown.text("history.title") == "Change “Region” of iom"


def test_older_acts_come_as_one_scrolls(shown: Shown) -> None:
    for number in range(120):
        change(shown.desk.database, "iom", note=f"Remark {number}")
    shown.go()
    assert len(shown.acts) == 100

    shown.view.scrollToBottom()
    shown.settle()

    assert len(shown.acts) == 121
    assert shown.titles[-1].startswith("Load the starting data")


def test_what_is_written_elsewhere_appears(shown: Shown) -> None:
    shown.go()
    database = shown.desk.database

    shown.desk.write(lambda: editing.change_record(database, "iom", {"region": "Geneva"}, who=ME))
    shown.settle()

    assert shown.titles[0] == "Change “Region” of iom"


def test_a_screen_reader_hears_title_time_and_who(shown: Shown) -> None:
    change(shown.desk.database, "iom", region="Geneva")
    shown.go()

    spoken = shown.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Change “Region” of iom, ")
    assert spoken.endswith("you · by hand · 1 record")


def test_an_act_on_very_many_records_is_not_worked_out_in_passing(shown: Shown, qtbot: QtBot) -> None:
    fill(shown.desk.database, 5_001)
    shown.go()

    assert shown.text("history.outcome") == "All 5,001 records go back to what they were before."
    click(shown.undo)
    qtbot.waitUntil(lambda: shown.undo.text() == "Do again", timeout=60_000)
    shown.settle()
    assert shown.titles[0] == "Take back: Fill"


def test_the_starting_data_is_shown_in_part_and_counted_in_full(shown: Shown) -> None:
    shown.go("1")

    assert shown.text("history.more").startswith("and 1,")
    assert "each record names its source" in shown.text("history.source")
