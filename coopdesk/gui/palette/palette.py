# SPDX-License-Identifier: EUPL-1.2
"""The palette over the window: type to go to a record or a view, to do anything, or to begin a record.

It asks for nothing to be typed in full: records come from `services.finding`, beside the window and with a
late answer dropped; acts and views are matched here, for there are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from coopdesk.domain.folding import words
from coopdesk.domain.views import View
from coopdesk.gui.actions import Action
from coopdesk.gui.desk import Desk
from coopdesk.gui.palette.composing import Composer
from coopdesk.gui.palette.entries import Entry, EntryModel
from coopdesk.gui.palette.sheet import Sheet
from coopdesk.services.finding import Findings, Prefix, find

WIDTH: Final = 720
HEIGHT: Final = 536
TOP: Final = 84
MARGIN: Final = 16
DEBOUNCE_MS: Final = 60
SERIES: Final = "palette"
DIMMED: Final = QColor(0, 0, 0, round(255 * 0.34))
PREFIXES: Final = ">@#+"


class Palette(QWidget):
    """A sheet over the dimmed window. It tells what was chosen; the frame goes there."""

    record_chosen = Signal(object)
    command_chosen = Signal(str)
    view_chosen = Signal(object, str)
    create_chosen = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Search or type a command"))
        self._desk = desk
        self._window = parent
        self._composer = Composer(self)
        self._findings = Findings(records=())
        self._asked = ""
        self._shows_all = False
        self._is_asking = False
        self._enter_waits = False
        self._came_from: QWidget | None = None
        self._model = EntryModel(self)
        self.sheet = Sheet(desk.look, self._model, self)
        self.sheet.field.textChanged.connect(self._on_typed)
        self.sheet.field.installEventFilter(self)
        self.sheet.list.clicked.connect(self._on_clicked)
        self.sheet.list.entered.connect(self._on_entered)
        self.sheet.list.selectionModel().currentChanged.connect(self._on_current)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(DEBOUNCE_MS)
        self._clock.timeout.connect(self._ask)
        parent.installEventFilter(self)
        self.hide()

    def set_commands(self, commands: Sequence[tuple[Action, str]]) -> None:
        """Take the acts that are possible now, each with its keys in words."""
        self._composer.commands = tuple(commands)

    def set_views(self, views: Sequence[tuple[str, View]]) -> None:
        """Take the saved views, each with its name."""
        self._composer.views = tuple(views)

    def open(self, prefix: str = "") -> None:
        """Open the palette; a prefix narrows it: `>` acts, `@` people, `#` references, `+` new records."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.sheet.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sheet.field.setText(prefix)
        self._findings = Findings(records=())
        self._ask()

    def close_palette(self) -> None:
        """Close it and give the keyboard back to where it was."""
        self._clock.stop()
        self._enter_waits = False
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None

    @property
    def _prefix(self) -> str:
        text = self.sheet.field.text().lstrip()
        return text[0] if text[:1] and text[0] in PREFIXES else ""

    @property
    def _text(self) -> str:
        return self.sheet.field.text().lstrip().removeprefix(self._prefix).strip()

    def _on_typed(self) -> None:
        self._shows_all = self._enter_waits = False
        self._clock.start()

    def _ask(self) -> None:
        """Look for records beside the window; acts and views need no looking for."""
        prefix, text = self._prefix, self._text
        if prefix in (">", "+"):
            self._findings = Findings(records=())
            self._desk.read(lambda: None, lambda _: None, series=SERIES)  # what is on its way is too late
            self._is_asking = False
            self._compose()
            return
        self._is_asking = True
        database, today = self._desk.database, self._desk.today()
        self._desk.read(
            lambda: find(database, text, cast(Prefix, prefix), today=today), self._on_found, series=SERIES
        )

    def _on_found(self, findings: Findings) -> None:
        self._is_asking = False
        self._findings = findings
        self._compose()
        if self._enter_waits:
            self._choose(self._current())

    def _compose(self) -> None:
        kept = self._current()
        entries = self._composer.compose(
            self._prefix, words(self._text), self._text, self._findings, show_all=self._shows_all
        )
        self._model.show(entries)
        self.sheet.count.setText(self._count_in_words())
        same = next((n for n, one in enumerate(entries) if kept is not None and _is_same(one, kept)), None)
        is_typed_anew = self._asked != self.sheet.field.text()
        self._asked = self.sheet.field.text()
        self._go_to(self._first() if is_typed_anew or same is None else same)

    def _count_in_words(self) -> str:
        count = len(self._findings.records)
        if not self._text or self._prefix in (">", "+"):
            return ""
        if self._findings.has_more:
            return self.tr("more than {count} records").format(count=count)
        return self.tr("1 record") if count == 1 else self.tr("{count} records").format(count=count)

    def _current(self) -> Entry | None:
        index = self.sheet.list.currentIndex()
        return cast(Entry, index.data(Qt.ItemDataRole.UserRole)) if index.isValid() else None

    def _choices(self) -> list[int]:
        return [row for row, entry in enumerate(self._model.entries) if entry.can_be_chosen]

    def _first(self) -> int | None:
        return next(iter(self._choices()), None)

    def _go_to(self, row: int | None) -> None:
        if row is None:
            self.sheet.list.setCurrentIndex(QModelIndex())
            return
        if row == self._first():
            self.sheet.list.scrollToTop()
        self.sheet.list.setCurrentIndex(self._model.index(row))

    def _step(self, steps: int) -> None:
        choices, current = self._choices(), self.sheet.list.currentIndex().row()
        if not choices:
            return
        at = choices.index(current) if current in choices else 0
        self._go_to(choices[min(max(at + steps, 0), len(choices) - 1)])

    def _on_current(self, current: QModelIndex) -> None:
        """Tell a screen reader where one is, for the keyboard itself stays in the field."""
        if current.isValid() and QAccessible.isActive():
            event = QAccessibleEvent(self.sheet.list, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(cast(Entry, index.data(Qt.ItemDataRole.UserRole)))

    def _on_entered(self, index: QModelIndex) -> None:
        if cast(Entry, index.data(Qt.ItemDataRole.UserRole)).can_be_chosen:
            self.sheet.list.setCurrentIndex(index)

    def _choose(self, entry: Entry | None) -> None:
        if entry is None or not entry.can_be_chosen:
            return
        if entry.kind == "more":
            self._show_all()
            return
        self.close_palette()
        if entry.kind == "record":
            self.record_chosen.emit(entry.target)
        elif entry.kind == "command":
            self.command_chosen.emit(entry.command)
        elif entry.kind == "view":
            self.view_chosen.emit(entry.view, entry.text)
        else:
            self.create_chosen.emit(entry.type, dict(entry.values))

    def _show_all(self) -> None:
        row = self.sheet.list.currentIndex().row()
        self._shows_all = True
        self._compose()
        self._go_to(row)

    def _on_enter(self) -> None:
        """Choose the current line; an answer to what was typed last is waited for."""
        if self._clock.isActive():
            self._clock.stop()
            self._ask()
        if self._is_asking:
            self._enter_waits = True
        else:
            self._choose(self._current())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Steer the list by the keys of the field, and follow the size of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.sheet.field and event.type() == QEvent.Type.KeyPress:
            return self._on_key(cast(QKeyEvent, event))
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        page = max(self.sheet.list.viewport().height() // 32 - 1, 1)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and (has_control or self._is_at_the_end()):
            self._step(-len(self._model.entries) if key == Qt.Key.Key_Home else len(self._model.entries))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # nothing else here takes the keyboard
            return False
        return True

    def _is_at_the_end(self) -> bool:
        """Whether Home and End are of no use in the field, so that they move in the list."""
        return self.sheet.field.cursorPosition() == len(self.sheet.field.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close it when one clicks beside it."""
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window behind."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), DIMMED)
        painter.end()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(WIDTH, self.width() - 2 * MARGIN)
        top = min(TOP, self.height() // 9)
        height = min(HEIGHT, self.height() - top - MARGIN)
        self.sheet.setGeometry(QRect((self.width() - width) // 2, top, width, height))


def _is_same(one: Entry, other: Entry) -> bool:
    return (one.kind, one.target, one.command, one.text) == (
        other.kind,
        other.target,
        other.command,
        other.text,
    )
