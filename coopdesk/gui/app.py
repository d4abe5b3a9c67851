# SPDX-License-Identifier: EUPL-1.2
"""The start of the window: the frame first, then the file. Imports nothing heavy before the first picture."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.look.look import Look
from coopdesk.gui.plurals import speak_english
from coopdesk.gui.start.single_instance import SingleInstance
from coopdesk.gui.work.garbage import GarbageKeeper
from coopdesk.paths import config_folder

SWITCH_INTERVAL_S = 0.001  # threads that read give way to the window at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the window is started with: the file, who works, and where a mistake of ours is noted."""

    database: Path
    who: Callable[[], str]
    report: Callable[[BaseException, Path], Path | None]


def run(start: Start) -> int:
    """Open the window, and give the exit code when it closes."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("CoopDesk")
    application.setStyle("Fusion")
    speak_english(application, application)
    application.setQuitOnLastWindowClosed(True)
    alone = SingleInstance(start.database)
    if not alone.is_first():
        return 0
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    GarbageKeeper(application)
    look = Look(parent=application)
    window = make_window(look)
    window.show()
    QTimer.singleShot(0, lambda: _begin(window, start, alone))
    return application.exec()


def make_window(look: Look, settings: QSettings | None = None) -> MainWindow:
    """Give the frame, dressed, before any file is open."""
    look.apply()
    return MainWindow(look, settings or window_settings())


def window_settings() -> QSettings:
    """Give what the window remembers of itself: its shape and its look."""
    return QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)


def _begin(window: MainWindow, start: Start, alone: SingleInstance) -> None:
    from coopdesk.gui.start.opening import Opening  # after the first picture

    opening = Opening(window, start)
    alone.listen(lambda: _raise(window))
    opening.begin()


def _raise(window: MainWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
