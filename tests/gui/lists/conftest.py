# SPDX-License-Identifier: EUPL-1.2
"""A list in a window of the usual size, with a pane that only notes what it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.lists.list_screen import ListScreen
from coopdesk.services import browsing
from tests.gui.lists.fakes import FakePane
from tests.helpers.window import settle


@dataclass
class Stage:
    """A list as a person sees and works it."""

    qtbot: QtBot
    desk: Desk
    screen: ListScreen
    opened: list[Place] = field(default_factory=list)
    moved: list[Place] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)

    @property
    def pane(self) -> FakePane:
        """The pane beside the list."""
        return self.screen.pane  # type: ignore[return-value] # the fake one

    def show(self, view: View, *, selected: str | None = None, title: str = "") -> None:
        """Go to a list."""
        self.screen.show_place(Place(kind="list", view=view, selected=selected, title=title))
        self.screen.take_focus()
        self.settle()

    def settle(self) -> None:
        """Wait until all that was asked for has been read and shown."""
        settle(self.qtbot, self.desk)
        model = self.screen.model
        for row in range(min(model.rowCount(), 40)):
            model.index(row, 0).data()
        settle(self.qtbot, self.desk)

    def rows(self) -> list[str]:
        """Give the list as a small picture: one line for each row, cells parted by bars."""
        model = self.screen.model
        lines = []
        for row in range(model.rowCount()):
            cells = [str(model.index(row, n).data() or "") for n in range(model.columnCount())]
            lines.append(cells[0] if model.is_heading(row) else " | ".join(cells))
        return lines

    def find(self, name: str) -> QWidget:
        """Give what has an object name, anywhere in the window; the newest, as an old one may wait to go."""
        found = self.screen.window().findChildren(QWidget, name)
        assert found, name
        return found[-1]

    def focus(self, name: str) -> None:
        """Put the keyboard on what has an object name, once it is there to take it."""

        def has_taken() -> bool:
            found = self.find(name)
            found.setFocus()
            return found.hasFocus()

        self.qtbot.waitUntil(has_taken)

    def words(self, name: str) -> str:
        """Give what stands on a label or button."""
        return str(self.find(name).text())  # type: ignore[attr-defined] # labels and buttons have it

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget() or self.screen.table
        QTest.keyClick(target, key, held)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget() or self.screen.table, text)

    def click(self, name: str) -> None:
        """Click a button."""
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def run(self, action: str) -> None:
        """Carry out an act of the menus."""
        self.screen.commands()[action]()

    def stand(self, row: int, column: int = 0) -> None:
        """Stand on a cell."""
        self.screen.table.go_to(row, column)

    def value(self, reference: str, key: str) -> object:
        """Give what the file holds."""
        return browsing.show(self.desk.database, reference).record.fields[key]


def _stage(qtbot: QtBot, desk: Desk) -> Stage:
    screen = ListScreen(desk, FakePane)  # type: ignore[arg-type] # stands for the real pane
    qtbot.addWidget(screen)
    stage = Stage(qtbot, desk, screen)
    screen.opened.connect(stage.opened.append)
    screen.moved.connect(stage.moved.append)
    desk.noticed.connect(stage.notices.append)
    desk.refused.connect(lambda error: stage.notices.append(str(error)))
    desk.records_changed.connect(stage.written.append)
    desk.runner.mistaken.connect(_fail)
    screen.resize(1166, 668)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    return stage


def _fail(error: BaseException) -> None:
    assert isinstance(error, UserError), error


@pytest.fixture
def stage(qtbot: QtBot, desk: Desk) -> Stage:
    """Give the list of arrangements of the starting data."""
    stage = _stage(qtbot, desk)
    stage.show(View(type="arrangement"))
    return stage


@pytest.fixture
def empty_stage(qtbot: QtBot, empty_desk: Desk) -> Stage:
    """Give a list in a file without records."""
    stage = _stage(qtbot, empty_desk)
    stage.show(View(type="arrangement"))
    return stage
