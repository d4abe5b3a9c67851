# SPDX-License-Identifier: EUPL-1.2
"""Editors of one line: texts, references, numbers, and lists parted by semicolons."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from coopdesk.domain.kinds import LIST_SEPARATOR
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editor import Editor, belongs_to_frame, direction_of, is_today_key
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import CONTROL_HEIGHT, ICON_SMALL, RADIUS_CHIP

LONGEST: Final = 500_000
"""Qt would cut at 32,767 letters without a word; what is too long is said, never cut."""
_BREAKS: Final = re.compile("[ \t]*(?:\r\n|[\r\n\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029])[ \t]*")


class Line(QLineEdit):
    """A line that hands Ctrl+Z on when it has nothing left to take back, and takes Ctrl+; for today."""

    def __init__(self, look: Look, today: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._today = today
        self._buttons: list[tuple[QAction, str]] = []
        look.changed.connect(self._draw_buttons)
        self.setMaxLength(LONGEST)
        self.setTextMargins(-2, 0, 0, 0)  # Qt adds two pixels of its own
        self.setFixedHeight(CONTROL_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window when here is nothing to undo."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._passes(event):
                event.ignore()
                return False
            if is_today_key(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert today, or type."""
        if self._passes(event):
            event.ignore()
        elif is_today_key(event):
            self.insert(self._today())
        else:
            super().keyPressEvent(event)

    def replace(self, text: str) -> None:
        """Put another text in, so that Ctrl+Z brings back the one before."""
        if text != self.text():
            self.selectAll()
            self.insert(text)
            self.setCursorPosition(0 if not self.hasFocus() else len(text))

    def add_button(self, icon: str, says: str, act: Callable[[], object]) -> QAction:
        """Add a small button at the right end."""
        action = QAction(says, self)
        action.triggered.connect(lambda: act())
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self._buttons.append((action, icon))
        self._draw_buttons()
        return action

    def _draw_buttons(self) -> None:
        for action, icon in self._buttons:
            action.setIcon(self._look.icon(icon, "ink3"))

    def _passes(self, event: QKeyEvent) -> bool:
        return belongs_to_frame(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable())


class LineEditor(Editor):
    """Edits a text of one line. Line breaks that are pasted become spaces, and it says so."""

    between = " "
    """What stands in the place of a line break."""

    def __init__(self, desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(desk, spec, field, parent)
        self.line = self.make_line()
        self.hold(self.line)
        self.line.textEdited.connect(self._on_edited)

    def make_line(self) -> Line:
        """Give the line."""
        return Line(self.desk.look, self.today_in_words, self)

    def text(self) -> str:
        """Give what stands in the line."""
        return self.line.text()

    def shown(self) -> str:
        """Give what stands in the line."""
        return self.line.text()

    def set_text(self, raw: str, shown: str) -> None:
        """Put a text in."""
        self.line.setText(raw)
        self.line.setCursorPosition(0)
        self.line.setLayoutDirection(direction_of(raw))

    def replace_text(self, raw: str, shown: str) -> None:
        """Put a text in that Ctrl+Z takes out again."""
        self.line.replace(raw)  # which tells that it is edited

    def _on_edited(self, text: str) -> None:
        hint = ""
        if _BREAKS.search(text):
            self.line.replace(_BREAKS.sub(self.between, text).strip())
            hint = self.told_of_breaks()
        self.line.setLayoutDirection(direction_of(text[:200]))
        self.hinted.emit(hint)
        self.edited.emit()

    def told_of_breaks(self) -> str:
        """Say what became of line breaks."""
        return self.tr("The line breaks became spaces: this field takes one line.")


class NumberEditor(LineEditor):
    """Edits a number, with or without spaces between the thousands."""


class ListEditor(LineEditor):
    """Edits a list: items parted by semicolons, shown as chips while the keyboard is elsewhere."""

    between = LIST_SEPARATOR

    def make_line(self) -> Line:
        """Give a line that draws chips."""
        line = ChipLine(self.desk.look, self.today_in_words, self)
        line.setPlaceholderText(self.tr("Items, parted by semicolons"))
        return line

    def told_of_breaks(self) -> str:
        """Say what became of line breaks."""
        return self.tr("Each line became an item.")


class ChipLine(Line):
    """A line whose items look like chips until one types into it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, and over the text the chips."""
        super().paintEvent(event)
        items = [item for part in self.text().split(";") if (item := " ".join(part.split()))]
        if self.hasFocus() or not items:
            return
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inner = self.rect().adjusted(6, 3, -6, -3)
        painter.fillRect(inner, QColor(look.tokens.base))
        left = inner.left()
        for number, item in enumerate(items):
            rest = len(items) - number
            more = f"+{rest}"
            room = inner.right() - left - (text_width(look, more, "small") + 8 if rest > 1 else 0)
            width = min(text_width(look, item, "small") + 14, room)
            if width < 3 * ICON_SMALL and width < room + 1 and text_width(look, item, "small") + 14 > width:
                draw_text(painter, look, QRect(left, inner.y(), 60, inner.height()), more, "small", "ink3")
                break
            chip = QRectF(left, inner.y() + 1, width, inner.height() - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.tokens.sunken))
            painter.drawRoundedRect(chip, RADIUS_CHIP, RADIUS_CHIP)
            draw_text(painter, look, chip.toRect().adjusted(7, 0, -7, 0), item, "small", "ink")
            left += width + 4
        painter.end()
