# SPDX-License-Identifier: EUPL-1.2
"""What every editor of a value is, whatever its kind: raw text in and out, and a few signals."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from coopdesk.domain.dates import format_date
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.look.widgets import set_bad

_STANDARD = QKeySequence.StandardKey


class Editor(QWidget):
    """Edits one value. `text` is what could have been typed: a link by its reference, a date as it is kept.

    `edited` comes with each change by the user, `left` when the keyboard goes elsewhere, `hinted` with
    something to say beside it, `creation_wanted` with the name of a record to begin on the fly.
    """

    edited = Signal()
    left = Signal()
    hinted = Signal(str)
    creation_wanted = Signal(str)

    grows: ClassVar[bool] = False
    """Whether the height follows the text."""

    def __init__(self, desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.spec = spec
        self.field = field
        self.control: QWidget = self

    def text(self) -> str:
        """Give what was typed, as the kind of the field parses it."""
        raise NotImplementedError

    def shown(self) -> str:
        """Give what one reads in the editor."""
        raise NotImplementedError

    def set_text(self, raw: str, shown: str) -> None:
        """Put a text in; `shown` is how people read it."""
        raise NotImplementedError

    def replace_text(self, raw: str, shown: str) -> None:
        """Put a text in as if it was typed: it can be taken back with Ctrl+Z where the editor can."""
        self.set_text(raw, shown)
        self.edited.emit()

    def set_value(self, value: Value, shown: str = "") -> None:
        """Put a stored value in; that of a link is the reference, with the label to show."""
        plain = self.field.kind.format(value)
        self.set_text(plain, shown or plain)

    def set_bad(self, is_bad: bool) -> None:
        """Mark the editor as wrong, or right again."""
        set_bad(self.control, is_bad)

    def hold(self, control: QWidget) -> None:
        """Take the widget that does the work."""
        self.control = control
        control.setObjectName(f"{self.spec.key}.{self.field.key}")
        control.setToolTip(self.field.help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(control)
        self.setFocusProxy(control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of the keyboard leaving the control."""
        if watched is self.control and event.type() is QEvent.Type.FocusOut:
            self.on_left()
        return super().eventFilter(watched, event)

    def on_left(self) -> None:
        """Tell that the keyboard is elsewhere now."""
        self.left.emit()

    def today_in_words(self) -> str:
        """Give today as Ctrl+; puts it into a text."""
        return format_date(self.desk.today().isoformat())


def is_today_key(event: QKeyEvent) -> bool:
    """Tell whether the keys ask for today's date: Ctrl+; as in a spreadsheet."""
    return event.key() == Qt.Key.Key_Semicolon and bool(
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
    )


def belongs_to_frame(event: QKeyEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Tell whether Ctrl+Z or Ctrl+Y should go on to the window, because here is nothing left to take back."""
    if event.matches(_STANDARD.Undo):
        return not can_undo
    return event.matches(_STANDARD.Redo) and not can_redo


def direction_of(text: str) -> Qt.LayoutDirection:
    """Give the direction in which a text is read, by its first letter that has one."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                return Qt.LayoutDirection.RightToLeft
            case "L":
                return Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.LeftToRight
