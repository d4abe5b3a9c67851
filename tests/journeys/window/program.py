# SPDX-License-Identifier: EUPL-1.2
"""The whole program as a person has it before them: the window, a keyboard, a mouse, and eyes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coopdesk.domain.kinds import Value
from coopdesk.gui.app import Start, make_window
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.look.look import Look
from coopdesk.gui.start.opening import Opening
from coopdesk.services import browsing
from tests.helpers.window import FakePrompter
from tests.journeys.window.gaps import GapMeter

W = TypeVar("W", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
WAIT_MS = 20_000


class Program:
    """Opens the program on a file. Whatever is found must be seen; keys go where the keyboard is."""

    def __init__(self, qtbot: QtBot, path: Path, prompter: FakePrompter) -> None:
        self.qtbot = qtbot
        self.path = path
        self.prompter = prompter
        self.meter = GapMeter()
        self.mistakes: list[BaseException] = []
        self.start()

    # the program itself

    def start(self) -> None:
        """Start the program and wait until the list of arrangements is there."""
        settings = QSettings(str(self.path.parent / "window.ini"), QSettings.Format.IniFormat)
        self.window: MainWindow = make_window(Look("light", parent=QApplication.instance()), settings)
        self.window.resize(1366, 768)  # a screen of tests is too small for a shape that is restored
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        start = Start(database=self.path, who=lambda: "Test user", report=self._note)
        self.opening = Opening(self.window, start, self.prompter)
        self.opening.opened.connect(self._take_desk)
        with self.meter.doing("start"), self.qtbot.waitSignal(self.opening.opened, timeout=60_000):
            self.opening.begin()
        self.until(lambda: self.rows() != [] and self.title() != "", "start")

    def close(self) -> None:
        """Close the program; the file has its backup and is let go."""
        self.until(lambda: self.opening.is_idle)
        with self.meter.pause():
            self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

    def restart(self, path: Path | None = None) -> None:
        """Close the program and start it again."""
        self.close()
        self.path = path or self.path
        self.start()

    def _take_desk(self, desk: Desk) -> None:
        self.desk = desk

    def _note(self, error: BaseException, _path: Path) -> None:
        self.mistakes.append(error)

    # hands

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the keyboard is, as a window system brings it."""
        for _ in range(times):
            with self.meter.doing(f"key {key.name}"):
                QTest.keyClick(self._front(), key, held)

    def write(self, text: str) -> None:
        """Type letter by letter where the keyboard is."""
        for letter in text:
            with self.meter.doing(f"letter {letter}"):
                QTest.keyClick(self._front(), letter)  # type: ignore[call-overload] # its stubs leave letters out

    def click(self, name: str, held: Qt.KeyboardModifier = NONE) -> None:
        """Click something in its middle."""
        self.until(lambda: self.sees(name))
        widget = self.find(name)
        self.until(widget.isEnabled)
        self._click_at(widget, widget.rect().center(), held, name)

    def click_row(
        self, view: QAbstractItemView, index: QModelIndex, held: Qt.KeyboardModifier = NONE
    ) -> None:
        """Click a line of a list, rolled to where it is seen."""
        view.scrollTo(index)
        self._click_at(view.viewport(), view.visualRect(index).center(), held, str(index.data()))

    def _click_at(self, widget: QWidget, at: QPoint, held: Qt.KeyboardModifier, what: str) -> None:
        with self.meter.doing(f"click on {what}"):
            QTest.mouseClick(
                self._front(), Qt.MouseButton.LeftButton, held, widget.mapTo(widget.window(), at)
            )

    def _front(self) -> QWindow:
        """Give the window that keys and clicks reach: an open menu or list, else the program's."""
        front = QApplication.activePopupWidget() or self.window
        handle = front.windowHandle()
        assert handle is not None
        return handle

    # waiting

    def until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Let the window go on until something is so."""
        with self.meter.doing(what or f"what followed {self.meter.did}"):
            self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def settle(self) -> None:
        """Wait until nothing is read or written any more."""
        self.until(lambda: self.opening.is_idle)

    # eyes

    def seen(self, kind: type[W], name: str) -> list[W]:
        """Give everything of a name that is seen."""
        return [one for one in self.window.findChildren(kind, name) if one.isVisible()]

    def sees(self, name: str) -> bool:
        """Tell whether something of that name is seen."""
        return bool(self.seen(QWidget, name))

    def find_a(self, kind: type[W], name: str) -> W:
        """Give the one thing of a name and kind that is seen."""
        found = self.seen(kind, name)
        assert len(found) == 1, f"{len(found)} of {name}"
        return found[0]

    def find(self, name: str) -> QWidget:
        """Give the one thing of a name that is seen."""
        return self.find_a(QWidget, name)

    def text(self, name: str) -> str:
        """Give the words that stand somewhere; nothing where it is not seen."""
        if not self.sees(name):
            return ""
        match self.find(name):
            case QLineEdit() | QLabel() | QAbstractButton() as worded:
                return worded.text()
            case QPlainTextEdit() as field:
                return field.toPlainText()
            case QComboBox() as box:
                return box.currentText()
            case other:
                return other.accessibleName()

    def words(self, name: str) -> str:
        """Give all words within a part of the window: labels, buttons, lines of lists."""
        said: list[str] = []
        for one in self.find(name).findChildren(QWidget):
            if not one.isVisible():
                continue
            if isinstance(one, QLabel | QAbstractButton):
                said.append(one.text())
            elif isinstance(one, QAbstractItemView) and one.model() is not None:
                said += lines_of(one, every=isinstance(one, QTableView))
        return "\n".join(said)

    def title(self) -> str:
        """Give the name at the head of the page that is read."""
        return self.text("page.title")

    def rows(self) -> list[str]:
        """Give the names in the list."""
        tables = self.seen(QTableView, "list.table")
        return [row.partition("\n")[0] for row in lines_of(tables[0])] if tables else []

    def cell(self, row: int, heading: str) -> str:
        """Give what stands in a cell of the list."""
        table = self.find_a(QTableView, "list.table")
        return str(table.model().index(row, self.column(heading)).data() or "")

    def column(self, heading: str) -> int:
        """Give the place of a column."""
        model = self.find_a(QTableView, "list.table").model()
        heads = [
            str(model.headerData(place, Qt.Orientation.Horizontal)) for place in range(model.columnCount())
        ]
        return heads.index(heading)

    def names(self, start: str) -> list[str]:
        """Give the names that begin so of what is seen, in the order of the page."""
        found = [one for one in self.window.findChildren(QWidget) if one.objectName().startswith(start)]
        seen = [one for one in found if one.isVisible()]
        return [
            one.objectName() for one in sorted(seen, key=lambda one: one.mapTo(self.window, QPoint()).y())
        ]

    def facts(self) -> dict[str, str]:
        """Give the facts on the page, by their labels."""
        lines = [line for name in ("page.facts", "page.further") for line in self._lines(name)]
        return {label: value for label, _, value in (line.partition(": ") for line in lines)}

    def _lines(self, name: str) -> list[str]:
        return [line for view in self.seen(QAbstractItemView, name) for line in lines_of(view)]

    def preview(self, row: int) -> tuple[str, str, str]:
        """Give a line of the preview of an act on many records: who, what was, what will be."""
        model = self.find_a(QTableView, "bulk.table").model()
        who, old, new = (str(model.index(row, column).data()) for column in (0, 2, 3))
        return who, old, new

    def has_keyboard(self, name: str) -> bool:
        """Tell whether the keyboard is on, or within, something."""
        focus = QApplication.focusWidget()
        return any(one is focus or one.isAncestorOf(focus or one) for one in self.seen(QWidget, name))

    def menu_says(self, key: str) -> str:
        """Give the words of an act in the menu, and nothing while it cannot be done."""
        action = self.window.findChild(QAction, key)
        assert isinstance(action, QAction), key
        return action.text() if action.isEnabled() else ""

    def navigation(self) -> list[str]:
        """Give the lines of the navigation."""
        return lines_of(self.window.navigation)

    # ways that every story goes

    def go(self, text: str) -> None:
        """Go to a line of the navigation by a click."""
        view = self.window.navigation
        self.until(lambda: text in self.navigation())
        self.click_row(view, view.model().index(self.navigation().index(text), 0))
        self.until(lambda: self.text("list.name_of_list").startswith(text) or not self.sees("list"))
        self.settle()

    def ask(self, typed: str) -> list[str]:
        """Open the palette with Ctrl+K, type, and give what it offers."""
        self.press(Qt.Key.Key_K, CTRL)
        self.until(lambda: self.has_keyboard("palette.field"))
        self.write(typed)
        self.qtbot.wait(80)  # the palette waits this long for the next letter
        self.settle()
        return lines_of(self.find_a(QAbstractItemView, "palette.list"))

    def open_record(self, reference_or_name: str) -> None:
        """Open the page of a record from the palette."""
        self.ask(reference_or_name)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: not self.sees("palette") and self.sees("record") and self.title() != "")
        self.settle()

    def stand_on(self, name: str, page: str = "") -> None:
        """Click a record of the list; its page, which may bear the short name, is read beside it."""
        self.until(lambda: name in self.rows())
        self.click_row(self.find_a(QTableView, "list.table"), self._index(name))
        self.until(lambda: self.title() == (page or name))

    def mark_too(self, name: str) -> None:
        """Mark one more record of the list with a Ctrl+click."""
        self.click_row(self.find_a(QTableView, "list.table"), self._index(name), CTRL)

    def _index(self, name: str) -> QModelIndex:
        table = self.find_a(QTableView, "list.table")
        return table.model().index(self.rows().index(name), 0)

    def choose(self, menu_words: str) -> None:
        """Choose from the menu that is open, with the arrows."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(len(menu.actions())):
            self.press(Qt.Key.Key_Down)
            active = menu.activeAction()
            if active is not None and active.text().replace("&", "") == menu_words:
                self.press(Qt.Key.Key_Return)
                return
        raise AssertionError(f"{menu_words} is not among {[one.text() for one in menu.actions()]}")

    def choose_from_list(self, label: str) -> None:
        """Choose from the drop-down that is open, with the arrows."""
        self.until(lambda: QApplication.activePopupWidget() is not None)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        view = popup.findChild(QAbstractItemView)
        assert isinstance(view, QAbstractItemView)
        self.press(Qt.Key.Key_Home)
        self.press(Qt.Key.Key_Down, times=lines_of(view).index(label))
        self.press(Qt.Key.Key_Return)
        self.until(lambda: QApplication.activePopupWidget() is None)

    def replace(self, name: str, text: str) -> None:
        """Put the keyboard on a field by a click, and type something else there."""
        self.click(name)
        self.press(Qt.Key.Key_A, CTRL)
        self.write(text)

    # what the file holds

    def holds(self, reference: str, key: str) -> Value:
        """Give a value from the file."""
        with self.meter.pause():
            return browsing.show(self.desk.database, reference).record.fields[key]


def lines_of(view: QAbstractItemView, *, every: bool = False) -> list[str]:
    """Give the lines of a list; of a table the first column, or every one."""
    model = view.model()
    columns = model.columnCount() if every else 1
    return [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(columns)
    ]
