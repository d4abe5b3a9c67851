# SPDX-License-Identifier: EUPL-1.2
"""The whole window on a file, as it stands on a desk: frame, screens, palette, threads."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from pytestqt.qtbot import QtBot

from coopdesk.gui.app import Start
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.look import Look
from coopdesk.gui.screen import Screen
from coopdesk.gui.start.opening import Opening
from tests.helpers.hands import wait_for
from tests.helpers.window import FakePrompter


class WholeWindow:
    """An open window with its desk; `mistakes` are faults of the program that a thread met."""

    def __init__(self, path: Path, look: Look, qtbot: QtBot) -> None:
        self.mistakes: list[BaseException] = []
        self.prompter = FakePrompter()
        self._quiet = 0
        settings = QSettings(str(path.with_name("window.ini")), QSettings.Format.IniFormat)
        self.window = MainWindow(look, settings)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        start = Start(database=path, who=lambda: "Test user", report=self._note)
        self.opening = Opening(self.window, start, self.prompter)
        with qtbot.waitSignal(self.opening.opened, timeout=60_000) as opened:
            self.opening.begin()
        self.desk: Desk = opened.args[0]
        self.settle()

    def _note(self, error: BaseException, _path: Path) -> None:
        self.mistakes.append(error)

    def close(self) -> None:
        """Let threads and file go."""
        self.settle()
        self.opening.close()

    @property
    def screen(self) -> Screen:
        """The present screen."""
        assert self.window.present is not None
        return self.window.present

    def settle(self) -> None:
        """Wait until no job is under way and none is about to be asked for."""
        self._quiet = 0
        wait_for(self._is_quiet_for_long, timeout_ms=30_000)
        assert self.desk.runner.is_idle, "a job never came back"

    def _is_quiet_for_long(self) -> bool:
        """Twice in a row: what has just come back may ask for more as it is painted."""
        self._quiet = self._quiet + 1 if self._is_quiet() else 0
        return self._quiet > 1

    def _is_quiet(self) -> bool:
        waiting = (one for one in self.window.findChildren(QTimer) if one.isSingleShot() and one.isActive())
        return self.desk.runner.is_idle and not any(one.remainingTime() < 1_000 for one in waiting)

    def go(self, place: Place) -> None:
        """Go to a place and wait until it is there."""
        self.window.go(place)
        self.settle()

    def run(self, key: str) -> None:
        """Do what a menu entry does."""
        assert key in self.window.commands(), key
        self.window.run(key)
        self.settle()
