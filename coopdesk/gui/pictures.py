# SPDX-License-Identifier: EUPL-1.2
"""Pictures of screens for papers and checks, drawn without a display on a copy of the file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.domain.views import View
from coopdesk.gui.app import Start, make_window
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.look import Look
from coopdesk.gui.plurals import speak_english
from coopdesk.gui.prompts import NoPrompter
from coopdesk.services.pictures import PictureOrder
from coopdesk.services.registers import REGISTERS

FAMILY: Final = "Inter"  # the mock-ups use it; where it is missing the system's face is taken
PATIENCE_MS: Final = 30_000
QUIET_MS: Final = 350  # what is still to come after the last job: popups, fades, late answers


@dataclass(frozen=True, slots=True)
class Stage:
    """The window with an open file, ready to be led to a screen."""

    window: MainWindow
    settle: Callable[[], None]

    def go(self, place: Place) -> None:
        """Go to a place and wait until it is whole."""
        self.window.go(place)
        self.settle()

    def run(self, key: str) -> None:
        """Carry out an act and wait until it is done."""
        self.window.run(key)
        self.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        self.settle()


def draw(order: PictureOrder, *, who: str) -> None:
    """Draw a screen into a file. Raises UserError for no screen and for a file that cannot be read."""
    if order.screen not in names() and not order.screen.startswith("record:"):
        raise UserError("picture-unknown", screen=order.screen, screens=", ".join(names()))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(order.scale)
    with tempfile.TemporaryDirectory(prefix="coopdesk-picture-") as folder:
        os.environ["COOPDESK_CONFIG"] = folder
        _draw(order, who, Path(folder))


def names() -> tuple[str, ...]:
    """Give the names of the screens that can be drawn; `record:REFERENCE` draws the page of a record."""
    return (*(register.key for register in REGISTERS), *_STATES, "first-run")


def _draw(order: PictureOrder, who: str, folder: Path) -> None:
    application = QApplication.instance() or QApplication(["coopdesk"])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    qInstallMessageHandler(_say_what_matters)
    speak_english(application, application)
    if FAMILY in QFontDatabase.families():
        font = application.font()
        font.setFamily(FAMILY)
        application.setFont(font)
    look = Look(order.theme)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    window = make_window(look, settings)
    window.resize(order.width_px, order.height_px)
    stage = _open(order, who, window, folder)
    _lead(stage, order.screen)
    if not window.grab().save(str(order.out), "PNG"):
        raise EnvironmentProblem("file-not-writable", path=order.out)
    window.close()
    settings.sync()  # what is written later would bring the folder back


def _open(order: PictureOrder, who: str, window: MainWindow, folder: Path) -> Stage:
    """Open a copy of the file, so that a picture changes nothing."""
    from coopdesk.gui.start.opening import Opening
    from coopdesk.services import backup_files, profile

    profile.save(profile.Profile(theme=order.theme))  # in the folder of this picture
    copy = folder / "office.coopdesk"
    if order.screen != "first-run":
        backup_files.copy_of(order.database, copy)
    start = Start(database=copy, who=lambda: who, report=lambda _error, _path: None)
    opening = Opening(window, start, NoPrompter())
    window.show()
    opening.begin()
    stage = Stage(window, lambda: _settle(lambda: opening.is_idle))
    stage.settle()
    return stage


def _say_what_matters(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass Qt's messages on, but not what the platform without a screen says of itself."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def _settle(is_idle: Callable[[], bool]) -> None:
    """Let the window work until nothing is left to come."""
    loop = QEventLoop()
    clock, end = QTimer(), QTimer()
    quiet = 0

    def look() -> None:
        nonlocal quiet
        quiet = quiet + clock.interval() if is_idle() else 0
        if quiet >= QUIET_MS:
            loop.quit()

    clock.setInterval(25)
    clock.timeout.connect(look)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    clock.start()
    end.start(PATIENCE_MS)
    loop.exec()


def _lead(stage: Stage, screen: str) -> None:
    register = next((one for one in REGISTERS if one.key == screen), None)
    if register is not None:
        stage.go(Place(kind="list", view=View(type=register.types[0])))
    elif screen.startswith("record:"):
        _record(stage, screen.removeprefix("record:"))
    elif screen in _STATES:
        _STATES[screen](stage)


def _record(stage: Stage, reference: str) -> None:
    stage.run("palette.show")
    stage.type(f"#{reference}")
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_Return)
    stage.settle()


def _palette(stage: Stage) -> None:
    stage.run("palette.show")
    stage.type("turk")


def _edit_form(stage: Stage) -> None:
    stage.go(Place(kind="list", view=View(type="roadmap")))
    stage.run("record.open")
    stage.run("record.edit")


_STATES: Final[Mapping[str, Callable[[Stage], None]]] = {
    "palette": _palette,
    "edit-form": _edit_form,
    "new-form": lambda stage: stage.run("record.new"),
    "facets": lambda stage: stage.run("view.facets"),
    "columns": lambda stage: stage.run("view.columns"),
    "export": lambda stage: stage.run("exchange.export"),
    "history": lambda stage: stage.go(Place(kind="history")),
    "trash": lambda stage: stage.go(Place(kind="trash")),
    "settings": lambda stage: stage.go(Place(kind="settings")),
    "help": lambda stage: stage.go(Place(kind="help", anchor="lists")),
    "shortcuts": lambda stage: stage.go(Place(kind="shortcuts")),
    "about": lambda stage: stage.go(Place(kind="about")),
}
