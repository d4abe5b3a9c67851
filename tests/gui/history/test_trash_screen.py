# SPDX-License-Identifier: EUPL-1.2
"""The trash by keys and clicks: what is there, putting it back, and what prevents it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.history.trash_screen import TrashScreen
from coopdesk.services import browsing, editing, history
from tests.helpers.hands import click, click_row, the
from tests.helpers.window import settle

ME = "Test user"


class Shown:
    """The screen of the trash."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.screen = TrashScreen(desk)
        self.screen.resize(900, 600)
        qtbot.addWidget(self.screen)
        self.screen.show()
        qtbot.waitExposed(self.screen)

    def go(self) -> None:
        self.screen.show_place(Place(kind="trash"))
        self.settle()

    def settle(self) -> None:
        settle(self.qtbot, self.desk)

    @property
    def view(self) -> QListView:
        return the(self.screen, QListView, "trash.list")

    @property
    def labels(self) -> list[str]:
        model = self.view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def restore(self) -> QPushButton:
        return the(self.screen, QPushButton, "trash.restore")

    def text(self, name: str) -> str:
        return the(self.screen, QLabel, name).text()


@pytest.fixture
def shown(empty_desk: Desk, qtbot: QtBot) -> Iterator[Shown]:
    """Give the trash of an office with three partners and a name."""
    for number in (1, 2, 3):
        fields = {"reference": f"A-{number}", "name": f"Body {number}"}
        editing.add_record(empty_desk.database, "partner", fields, who=ME)
    editing.add_record(
        empty_desk.database, "partner_name", {"reference": "N-1", "partner": "A-1", "variant": "Old"}, who=ME
    )
    yield Shown(empty_desk, qtbot)


def remove(shown: Shown, *references: str, who: str = ME) -> None:
    for reference in references:
        editing.remove_record(shown.desk.database, reference, who=who)


def test_an_empty_trash_says_what_it_is_for(shown: Shown) -> None:
    shown.go()

    assert shown.text("trash.empty").startswith("The trash is empty.")
    assert not shown.restore.isEnabled()


def test_the_last_removed_comes_first_with_who_removed_it(shown: Shown) -> None:
    remove(shown, "A-2")
    remove(shown, "A-1", who="Somebody else")
    shown.go()

    assert shown.labels == ["Body 1", "Body 2"]
    spoken = shown.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Partner · A-1 · removed by Somebody else · with 1 row of it" in spoken


def test_one_record_is_put_back(shown: Shown) -> None:
    remove(shown, "A-2")
    shown.go()

    with shown.qtbot.waitSignal(shown.desk.records_changed):
        click(shown.restore)
    shown.settle()

    assert shown.labels == []
    assert browsing.show(shown.desk.database, "A-2").record.label == "Body 2"


def test_several_are_put_back_as_one_act(shown: Shown) -> None:
    remove(shown, "A-2", "A-1")
    shown.go()
    shown.screen.commands()["edit.select_all"]()
    shown.settle()
    assert shown.restore.text() == "Restore 2 records"

    with shown.qtbot.waitSignal(shown.desk.noticed) as told:
        click(shown.restore)
    shown.settle()

    assert told.args == ["3 records are back."]
    assert shown.labels == []
    history.undo(shown.desk.database, who=ME)
    shown.go()
    assert sorted(shown.labels) == ["Body 1", "Body 2"]


def test_what_prevents_it_is_said_before_one_tries(shown: Shown) -> None:
    remove(shown, "N-1", "A-1")
    shown.go()

    click_row(shown.view, shown.view.model().index(1, 0))
    shown.settle()
    assert "cannot be put back now" in shown.text("trash.note")
    assert not shown.restore.isEnabled()

    click_row(shown.view, shown.view.model().index(0, 0), Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert shown.restore.isEnabled()
    assert shown.text("trash.note") == ""


def test_only_one_kind_can_be_looked_at(shown: Shown) -> None:
    remove(shown, "N-1", "A-2")
    shown.go()
    kinds = the(shown.screen, QComboBox, "trash.types")
    assert [kinds.itemText(n) for n in range(kinds.count())] == [
        "All kinds", "Partners 1", "Partner names 1",
    ]  # fmt: skip

    kinds.setCurrentIndex(2)
    kinds.activated.emit(2)
    shown.settle()

    assert len(shown.labels) == 1
    assert shown.labels != ["Body 2"]


def test_what_is_removed_meanwhile_appears(shown: Shown) -> None:
    shown.go()
    database = shown.desk.database

    shown.desk.write(lambda: editing.remove_record(database, "A-3", who=ME))
    shown.settle()

    assert shown.labels == ["Body 3"]
