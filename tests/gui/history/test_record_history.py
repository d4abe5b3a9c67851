# SPDX-License-Identifier: EUPL-1.2
"""The history of one record: sentences, one field of it, taking back, and how it was on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.history.record_history import RecordHistory
from coopdesk.services import browsing, editing
from coopdesk.services.pages.page import Target
from tests.helpers.hands import click_button, press, the, type_text
from tests.helpers.window import settle

ME = "Test user"


class Shown:
    """The history of IOM after two changes."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.first = editing.change_record(desk.database, "iom", {"region": "Geneva"}, who=ME).change_set
        self.second = editing.change_record(desk.database, "iom", {"note": "Seen"}, who="Somebody").change_set
        self.view = RecordHistory(desk)
        self.view.resize(700, 600)
        qtbot.addWidget(self.view)
        self.view.show()
        qtbot.waitExposed(self.view)
        record = browsing.show(desk.database, "iom").record
        self.view.show_record(Target(record.type, record.id))
        self.settle()

    def settle(self) -> None:
        settle(self.qtbot, self.desk)

    @property
    def words(self) -> list[str]:
        page = the(self.view, QWidget, "record_history.page")
        return [one.text() for one in page.findChildren(QLabel)]


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Iterator[Shown]:
    """Give the history of a record."""
    yield Shown(desk, qtbot)


def test_each_change_is_a_sentence_with_who_and_when(shown: Shown) -> None:
    said = "\n".join(shown.words)

    assert "→ Seen" in said
    assert "Region: empty → Geneva" in said
    assert "· Somebody · by hand" in said and "· you · by hand" in said
    assert "Added." in said


def test_the_history_of_one_field(shown: Shown) -> None:
    fields = the(shown.view, QComboBox, "record_history.field")
    assert [fields.itemText(n) for n in range(fields.count())] == ["All fields", "Region", "Remark"]

    fields.setCurrentIndex(1)
    fields.activated.emit(1)
    shown.settle()

    said = "\n".join(shown.words)
    assert "Region: empty → Geneva" in said and "Seen" not in said
    assert fields.currentText() == "Region"


def test_an_act_on_many_records_is_taken_back_only_where_all_of_it_is_seen(shown: Shown) -> None:
    """The starting data brought the record, and much more with it."""
    assert shown.view.findChild(QWidget, "record_history.undo.1") is None
    assert shown.view.findChild(QWidget, "record_history.look.1") is not None


def test_an_old_change_is_taken_back_and_later_ones_stay(shown: Shown) -> None:
    click_button(shown.view, f"record_history.undo.{shown.first}")
    shown.settle()

    fields = browsing.show(shown.desk.database, "iom").record.fields
    assert (fields["region"], fields["note"]) == (None, "Seen")
    assert any("taken back at" in words for words in shown.words)


def test_a_change_with_questions_leads_to_the_history_where_they_are_answered(shown: Shown) -> None:
    editing.change_record(shown.desk.database, "iom", {"region": "World"}, who=ME)

    with shown.qtbot.waitSignal(shown.view.opened) as asked:
        click_button(shown.view, f"record_history.undo.{shown.first}")

    assert asked.args is not None
    assert (asked.args[0].kind, asked.args[0].anchor) == ("history", str(shown.first))


def test_a_look_at_the_whole_act(shown: Shown) -> None:
    with shown.qtbot.waitSignal(shown.view.opened) as asked:
        click_button(shown.view, f"record_history.look.{shown.second}")

    assert asked.args is not None and asked.args[0].anchor == str(shown.second)


def test_how_it_was_on_a_day(shown: Shown) -> None:
    day = the(shown.view, QLineEdit, "record_history.day")
    type_text(day, "3 November 2026")

    with shown.qtbot.waitSignal(shown.view.as_of_requested) as asked:
        press(day, Qt.Key.Key_Return)

    assert asked.args is not None
    assert asked.args[0] == dt.datetime(2026, 11, 3, 23, 59, 59).astimezone()


@pytest.mark.parametrize("typed", ["", "2026", "November 2026", "yesterday"])
def test_what_is_no_day_is_said_beside_the_field(shown: Shown, typed: str) -> None:
    type_text(the(shown.view, QLineEdit, "record_history.day"), typed)

    click_button(shown.view, "record_history.as_of")

    assert "is no time" in the(shown.view, QLabel, "record_history.message").text()


def test_a_long_history_comes_in_pieces(shown: Shown) -> None:
    for number in range(60):
        editing.change_record(shown.desk.database, "iom", {"note": f"Remark {number}"}, who=ME)
    shown.view.show_record(shown.view._target)
    shown.settle()
    assert not any("Added." in words for words in shown.words)

    click_button(shown.view, "record_history.older")

    shown.qtbot.waitUntil(lambda: any("Added." in words for words in shown.words))


def test_what_is_written_meanwhile_appears(shown: Shown) -> None:
    database = shown.desk.database
    shown.desk.write(lambda: editing.change_record(database, "iom", {"region": "World"}, who=ME))
    shown.settle()

    assert "Region: Geneva → World" in shown.words
