# SPDX-License-Identifier: EUPL-1.2
"""The frame goes to places, passes acts to whoever can carry them out, and shows only what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from coopdesk.domain.views import View
from coopdesk.gui.actions import ACTIONS
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.look import Look
from coopdesk.gui.screen import Command, Screen

PARTNERS = Place(kind="list", view=View(type="partner"))
MEETINGS = Place(kind="list", view=View(type="meeting"))
HISTORY = Place(kind="history")


class PlainScreen(Screen):
    """Keeps where it was shown and what it was asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: list[Place] = []
        self.done: list[str] = []
        self.field = QLineEdit()
        self.other = QPushButton("Other")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.other)
        self.left = 0

    def show_place(self, place: Place) -> None:
        self.shown.append(place)

    def commands(self) -> Mapping[str, Command]:
        return {"edit.find": lambda: self.done.append("find")}

    def panes(self) -> list[Screen | QLineEdit | QPushButton]:  # type: ignore[override] # narrower is enough
        return [self.field, self.other]

    def take_focus(self) -> None:
        self.field.setFocus()

    def leave(self) -> None:
        self.left += 1


class NoHelm:
    """A frame that can do nothing by itself."""

    def commands(self) -> Mapping[str, Command]:
        return {}


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(desk: Desk, look: Look, settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(look, settings)
    qtbot.addWidget(window)
    window.begin({"list": lambda: PlainScreen(desk), "history": lambda: PlainScreen(desk)}, NoHelm())
    window.show()
    window.activateWindow()
    yield window


def _present(window: MainWindow) -> PlainScreen:
    assert isinstance(window.present, PlainScreen)
    return window.present


def _action(window: MainWindow, key: str) -> QAction:
    found = window.findChild(QAction, key)
    assert found is not None
    return found


def test_a_click_in_the_navigation_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    row = window.navigation.places.row_of(MEETINGS)
    rect = window.navigation.visualRect(window.navigation.places.index(row))
    qtbot.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    assert _present(window).shown == [MEETINGS]
    assert window.navigation.currentIndex().data() == "Meetings"


def test_keys_go_back_and_forward(window: MainWindow, qtbot: QtBot) -> None:
    window.go(PARTNERS)
    window.go(MEETINGS)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigation.currentIndex().data() == "Partners"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.navigation.currentIndex().data() == "Meetings"
    assert not _action(window, "view.forward").isEnabled()
    assert _present(window).left == 3


def test_an_act_reaches_the_present_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.go(PARTNERS)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert _present(window).done == ["find"]


def test_only_what_can_be_done_can_be_chosen(window: MainWindow) -> None:
    window.go(PARTNERS)
    assert _action(window, "edit.find").isEnabled()
    assert not _action(window, "record.remove").isEnabled()
    assert not window.top.new.isVisible()


def test_f6_goes_through_the_panes_and_round(window: MainWindow, qtbot: QtBot) -> None:
    window.go(PARTNERS)
    screen = _present(window)
    qtbot.waitUntil(screen.field.hasFocus)
    qtbot.keyClick(screen.field, Qt.Key.Key_F6)
    assert screen.other.hasFocus()
    qtbot.keyClick(screen.other, Qt.Key.Key_F6)
    assert window.navigation.hasFocus()
    qtbot.keyClick(window.navigation, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert screen.other.hasFocus()


def test_the_navigation_works_by_keys_and_passes_over_headings(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(kind="history"))
    window.navigation.setFocus()
    qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
    qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window.navigation.currentIndex().data() == "Countries"
    qtbot.keyClick(window.navigation, Qt.Key.Key_Return)
    assert _present(window).shown[-1] == Place(kind="list", view=View(type="country"))


def test_the_window_opens_again_in_the_shape_it_was_left(
    window: MainWindow, desk: Desk, look: Look, settings: QSettings, qtbot: QtBot
) -> None:
    window.resize(800, 520)  # the offscreen screen has 800 by 600
    window.close()
    again = MainWindow(look, settings)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (800, 520)


def test_no_two_acts_share_their_keys() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


def test_everything_fits_a_small_screen(window: MainWindow) -> None:
    window.resize(1024, 600)
    window.go(PARTNERS)
    assert (window.width(), window.height()) == (1024, 600)
    assert window.status.geometry().bottom() <= window.height()
