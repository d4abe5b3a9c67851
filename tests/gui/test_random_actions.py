# SPDX-License-Identifier: EUPL-1.2
"""Whatever one does, in whatever order: no fault, a whole file, an undo that keeps its word, a true list.

A walk through the window by chance, held against a plain model. The seed is in the name of the test, and a
failure says the last steps, so that they can be walked again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.changes import Written
from coopdesk.domain.views import View
from coopdesk.gui.frame.places import Place, PlaceKind
from coopdesk.gui.lists import list_screen
from coopdesk.gui.lists.list_screen import ListScreen
from coopdesk.gui.look.look import Look
from coopdesk.services import history
from coopdesk.services.list_columns import columns_of, group_choices
from coopdesk.services.listing import MOST, count_line, open_list, window
from coopdesk.services.registers import REGISTERS
from tests.helpers.contents import Content, facts, is_whole
from tests.helpers.whole_window import WholeWindow

ACTIONS: Final = 500
ACTIONS_OF_SOAK: Final = 20_000
CHECKED_ROWS: Final = 40
OF_THE_DESK: Final = {
    "draft",
    "opened",
    "saved_view",
}  # what the window keeps for itself, and undo leaves alone
SIZES: Final = ((1366, 768), (1024, 600), (1920, 1080), (820, 500))
PLACES: Final[tuple[PlaceKind, ...]] = ("history", "trash", "settings", "help", "shortcuts", "about")
TEXTS: Final = (
    "Artificial name", "", "   ", "2026-03-01", "31 March 2027", "2019", "March 2020", "soon", "12", "-7",
    "3.5", "yes", "no", "frontex", "Ωмега", "اختبار", "İıŞş", "🙂 sign", "' OR 1=1 --", "=1+1", "50 %",
    "<b>not bold</b>", "x" * 600, "https://example.org/a?b=c", "\\", '"', "e\u0301", "\u200f",
)  # fmt: skip
WORDS: Final = ("", "a", "plan", "iom", "2019", "zzz", "%", '"', "*", "ευ", "dg h")
LISTS: Final = [type_key for register in REGISTERS for type_key in register.types]


@dataclass(slots=True, kw_only=True)
class Act:
    """What was done, and how the file was before and after it; None where nobody looked in between."""

    title: str
    before: Content | None
    after: Content | None


@dataclass(slots=True)
class Model:
    """The plain model: a line of acts with a present."""

    now: Content
    done: list[Act] = field(default_factory=list)
    undone: list[Act] = field(default_factory=list)

    def write(self, titles: list[str], now: Content) -> None:
        """Take in new acts; what could be done again is gone."""
        for number, title in enumerate(titles):
            before = self.now if number == 0 else None
            self.done.append(
                Act(title=title, before=before, after=now if number == len(titles) - 1 else None)
            )
        self.undone.clear()
        self.now = now

    def undo(self, now: Content) -> None:
        """Take back the last act."""
        act = self.done.pop()
        assert act.before in (None, now), f"undo of “{act.title}” differs in {apart(act.before, now)}"
        act.before = self.now = now
        self.undone.append(act)

    def take_back(self, title: str, now: Content) -> None:
        """Take back an act out of its turn, as restoring all of a removal does."""
        at = max(number for number, act in enumerate(self.done) if act.title == title)
        if at == len(self.done) - 1:
            self.undo(now)
            return
        act = self.done.pop(at)
        for other in (*self.done[at:], *self.undone):  # they begin and end elsewhere now
            other.before = other.after = None
        act.before, act.after, self.now = now, self.now, now
        self.undone.append(act)

    def redo(self, now: Content) -> None:
        """Do it again."""
        act = self.undone.pop()
        assert act.after in (None, now), f"redo of “{act.title}” differs in {apart(act.after, now)}"
        act.after = self.now = now
        self.done.append(act)


def apart(one: Content | None, other: Content) -> list[str]:
    """Give the tables in which two contents differ."""
    return [table for table, rows in other.items() if one is not None and one.get(table) != rows]


class Walker:
    """Does one thing after another, and looks after each whether all is well."""

    def __init__(self, whole: WholeWindow, path: Path, chance: random.Random) -> None:
        self.whole = whole
        self.window = whole.window
        self.path = path
        self.chance = chance
        self.steps: list[str] = []
        self.written: list[Written] = []
        self.model = Model(self._content())
        whole.desk.records_changed.connect(self.written.append)
        self.acts: dict[Callable[[], str], int] = {
            self.go_to_a_list: 8, self.go_elsewhere: 3, self.select: 10, self.edit_a_cell: 12,
            self.open_a_record: 5, self.edit_the_record: 6, self.begin_a_record: 3,
            self.type_into_the_form: 14, self.save: 8, self.discard: 3, self.undo: 9,
            self.redo: 6, self.remove: 5, self.restore: 3,
            self.filter_by_words: 5, self.clear_filter: 3, self.tick_a_facet: 3, self.sort: 4, self.group: 3,
            self.compact: 1, self.use_palette: 4, self.go_back: 5, self.go_forward: 3, self.change_theme: 1,
            self.change_size: 2, self.next_pane: 2, self.press_escape: 2,
        }  # fmt: skip

    def _content(self) -> Content:
        found = facts(self.path)
        return {table: rows for table, rows in found.items() if table not in OF_THE_DESK}

    @property
    def list(self) -> ListScreen | None:
        """The list, where one is shown."""
        return self.window.present if isinstance(self.window.present, ListScreen) else None

    def step(self) -> None:
        """Do one thing."""
        act = self.chance.choices(list(self.acts), list(self.acts.values()))[0]
        self.written.clear()
        said = act()
        self.whole.settle()
        self.steps.append(f"{act.__name__}: {said}")
        self.compare(act)

    def compare(self, act: Callable[[], str]) -> None:
        """Hold the window and the file against the model."""
        assert self.whole.mistakes == []
        titles = [one.title for one in self.written]
        if titles:
            assert is_whole(self.path)
            now = self._content()
            if act in (self.undo, self.redo):
                assert len(titles) == 1, titles
                self.model.undo(now) if act == self.undo else self.model.redo(now)
            elif titles[0].startswith(history.TAKE_BACK):
                assert len(titles) == 1, titles
                assert act == self.restore
                self.model.take_back(titles[0].replace(history.TAKE_BACK, ""), now)
            else:
                self.model.write(titles, now)
        undo, redo = history.next_titles(self.whole.desk.database)
        assert bool(undo) == bool(self.model.done), f"can undo {undo}"
        assert bool(redo) == bool(self.model.undone), f"can redo {redo}"
        possible = self.window.commands()
        assert ("edit.undo" in possible) == bool(self.model.done)
        assert ("edit.redo" in possible) == bool(self.model.undone)
        if self.list is not None:
            self._compare_list(self.list)

    def _compare_list(self, screen: ListScreen) -> None:
        database, today = self.whole.desk.database, self.whole.desk.today()
        found = open_list(database, screen.view, today, most=MOST)
        table = screen.model
        assert table.seqs_at(range(table.rowCount())) == list(found.seqs)
        assert screen.head.count.text() == count_line(found)
        columns = columns_of(screen.view)
        seqs = list(found.seqs[:CHECKED_ROWS])
        for seq, row in zip(seqs, window(database, screen.view, seqs, columns, today), strict=True):
            place = table.row_of(seq)
            shown = table.row_at(place) if place is not None else None
            assert shown in (None, row), f"{row} is shown as {shown}"

    # going

    def go_to_a_list(self) -> str:
        key = self.chance.choice(LISTS)
        self.window.go(Place(kind="list", view=View(type=key)))
        return key

    def go_elsewhere(self) -> str:
        kind = self.chance.choice(PLACES)
        self.window.go(Place(kind=kind))
        return kind

    def go_back(self) -> str:
        return self._run("view.back")

    def go_forward(self) -> str:
        return self._run("view.forward")

    def next_pane(self) -> str:
        return self._run("view.next_pane")

    def use_palette(self) -> str:
        word = self.chance.choice((*WORDS, "> sort", "> history", "+ partner", "Turkey", "meeting"))
        self._run("palette.show")
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and focus.objectName() == "palette.field":
            focus.setText(word)
            self.whole.settle()
            self._press(Qt.Key.Key_Down if self.chance.random() < 0.5 else Qt.Key.Key_End)
            goes = self.chance.random() < 0.6 and not word.startswith(">")
            self._press(Qt.Key.Key_Return if goes else Qt.Key.Key_Escape)
            self.whole.settle()
        field = self.window.findChild(QLineEdit, "palette.field")
        if field is not None and field.isVisible():  # nothing was found, so Enter chose nothing
            QTest.keyClick(field, Qt.Key.Key_Escape)
        return word

    # the list

    def select(self) -> str:
        screen = self.list
        if screen is None or not screen.model.rowCount():
            return "nothing"
        row = self.chance.randrange(screen.model.rowCount())
        column = self.chance.randrange(screen.model.columnCount())
        if screen.model.is_heading(row):
            return "a heading"
        screen.table.go_to(row, column)
        if self.chance.random() < 0.2:
            QTest.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        return f"row {row}, column {column}"

    def edit_a_cell(self) -> str:
        screen = self.list
        if screen is None or screen.pane.is_editing or not screen.table.isVisible():
            return "no list"
        where = self.select()
        self.whole.settle()
        if not screen.table.currentIndex().isValid() or not screen.table.edit_here():
            return f"{where}: cannot be edited"
        text = self.chance.choice(TEXTS)
        focus = QApplication.focusWidget()
        self._type(focus, text)
        self._press(Qt.Key.Key_Return if self.chance.random() < 0.8 else Qt.Key.Key_Escape)
        self.whole.settle()
        screen.table.close_open_editor()
        return f"{where}: {text!r}"

    def filter_by_words(self) -> str:
        if self.list is None or not self.list.head.finder.isVisible():
            return "no list"
        word = self.chance.choice(WORDS)
        finder = self.list.head.finder
        finder.setFocus()
        self._type(finder, word)
        QTest.keyClick(finder, Qt.Key.Key_Down)
        return word

    def clear_filter(self) -> str:
        return self._run("view.clear")

    def tick_a_facet(self) -> str:
        if self.list is None:
            return "no list"
        if not self.list.facets.isVisible():
            self._run("view.facets")
            self.whole.settle()
        if self.list is None or not self.list.facets.isVisible():
            return "no room"
        rows = [
            row
            for row in self.list.facets.findChildren(QWidget)
            if type(row).__name__ == "FacetRow" and row.objectName()
        ]
        if rows:
            row = self.chance.choice(rows)
            key = Qt.Key.Key_Minus if self.chance.random() < 0.2 else Qt.Key.Key_Space
            QTest.keyClick(row, key)
            return row.objectName()
        return "no value"

    def sort(self) -> str:
        screen = self.list
        if screen is None or not screen.table.isVisible():
            return "no list"
        section = self.chance.randrange(screen.table.head.count())
        x = screen.table.head.sectionViewportPosition(section) + 12
        held = (
            Qt.KeyboardModifier.ShiftModifier
            if self.chance.random() < 0.3
            else Qt.KeyboardModifier.NoModifier
        )
        QTest.mouseClick(screen.table.head.viewport(), Qt.MouseButton.LeftButton, held, QPoint(x, 8))
        return f"column {section}"

    def group(self) -> str:
        if self.list is None:
            return "no list"
        key = self.chance.choice(["none", *(key for key, _ in group_choices(self.list.view.type))])
        self.list.parts.bar.group_chosen.emit(key)
        return key

    def compact(self) -> str:
        return self._run("view.compact")

    # records

    def open_a_record(self) -> str:
        return self._run("record.open")

    def edit_the_record(self) -> str:
        return self._run("record.edit")

    def begin_a_record(self) -> str:
        return self._run("record.new")

    def type_into_the_form(self) -> str:
        lines = [*self.window.findChildren(QLineEdit), *self.window.findChildren(QPlainTextEdit)]
        found = [one for one in lines if one.isVisible() and one.isEnabled() and self._is_in_form(one)]
        if not found:
            return "no form"
        one, text = self.chance.choice(found), self.chance.choice(TEXTS)
        one.setFocus()
        self._type(one, text)
        return f"{one.objectName()}: {text!r}"

    def save(self) -> str:
        return self._run("record.save")

    def discard(self) -> str:
        said = []
        for name in ("form.discard", "form.leave.discard"):
            button = next(
                (one for one in self.window.findChildren(QPushButton, name) if one.isVisible()), None
            )
            if button is not None and button.isEnabled():
                QTest.keyClick(button, Qt.Key.Key_Space)
                said.append(name)
        return ", ".join(said)

    def undo(self) -> str:
        return self._run("edit.undo")

    def redo(self) -> str:
        return self._run("edit.redo")

    def remove(self) -> str:
        return self._run("record.remove")

    def restore(self) -> str:
        self.window.go(Place(kind="trash"))
        self.whole.settle()
        removed = self.window.findChild(QListView, "trash.list")
        button = self.window.findChild(QPushButton, "trash.restore")
        if removed is None or button is None or not removed.model().rowCount():
            return "nothing"
        row = self.chance.randrange(removed.model().rowCount())
        removed.setCurrentIndex(removed.model().index(row, 0))
        self.whole.settle()
        QTest.keyClick(button, Qt.Key.Key_Space)
        return f"row {row}"

    # the window

    def change_theme(self) -> str:
        theme = self.chance.choice(("light", "dark"))
        self.whole.desk.look.choose("dark" if theme == "dark" else "light")
        return theme

    def change_size(self) -> str:
        size = self.chance.choice(SIZES)
        self.window.resize(*size)
        return f"{size}"

    def press_escape(self) -> str:
        self._press(Qt.Key.Key_Escape)
        return ""

    # hands

    def _run(self, key: str) -> str:
        if key not in self.window.commands():
            return f"{key} is not possible"
        self.window.run(key)
        return key

    def _press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            QTest.keyClick(focus, key)

    def _type(self, widget: QWidget | None, text: str) -> None:
        """Put a text in the place of what stands there, by the clipboard: keys know few letters."""
        if not isinstance(widget, QLineEdit | QPlainTextEdit):
            return
        widget.selectAll()
        if text:
            QApplication.clipboard().setText(text)
            widget.paste()
        else:
            QTest.keyClick(widget, Qt.Key.Key_Delete)

    def _is_in_form(self, widget: QWidget) -> bool:
        inside: QWidget | None = widget
        while inside is not None and inside.objectName() != "form":
            inside = inside.parentWidget()
        return inside is not None


def walk(path: Path, look: Look, qtbot: QtBot, seed: int, actions: int) -> Walker:
    """Do so many things; what goes wrong is told with the steps that led there."""
    with qtbot.captureExceptions() as caught:
        whole = WholeWindow(path, look, qtbot)
        walker = Walker(whole, path, random.Random(seed))
        try:
            for _ in range(actions):
                walker.step()
                assert not caught, caught
        except Exception as error:
            last = "\n".join(walker.steps[-12:])
            raise AssertionError(f"seed {seed}, step {len(walker.steps)}, after\n{last}\n{caught}") from error
        finally:
            look.choose("light")
            whole.opening.close()
    return walker


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the record beside the list follow at once: nobody looks here."""
    monkeypatch.setattr(list_screen, "PANE_PAUSE_MS", 0)
    yield


@pytest.mark.parametrize("seed", [1])
def test_whatever_is_done_the_file_and_the_window_agree(
    seed: int, office_path: Path, look: Look, qtbot: QtBot
) -> None:
    walker = walk(office_path, look, qtbot, seed, ACTIONS)
    assert walker.model.done or walker.model.undone, "nothing was ever written"


@pytest.mark.soak
@pytest.mark.timeout(3 * 60 * 60)
@pytest.mark.parametrize("seed", [2])
def test_whatever_is_done_for_long(seed: int, office_path: Path, look: Look, qtbot: QtBot) -> None:
    walk(office_path, look, qtbot, seed, ACTIONS_OF_SOAK)
