# SPDX-License-Identifier: EUPL-1.2
"""Asking for the name of a view, beside the button that asked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.floating import Popover
from coopdesk.gui.look.widgets import Words, make_button, set_bad
from coopdesk.services.views import NAME_LIMIT

WIDTH: Final = 320
HEIGHT: Final = 140


class NamePopover(Popover):
    """A field for a name and one button; `named` brings what was typed."""

    named = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk.look, window, "list.name")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        self._label = QLabel(self.tr("Name of the view"))
        self._label.setFont(desk.look.font("small"))
        self.field = QLineEdit()
        self.field.setObjectName("list.name.field")
        self.field.setMaxLength(NAME_LIMIT)
        self._label.setBuddy(self.field)
        self._message = Words(desk.look, "", "small", "red")
        self._message.setObjectName("list.name.message")
        self._message.setFixedHeight(22)
        self._button = make_button(desk.look, "", self._finish, name="list.name.save", kind="primary")
        column.addWidget(self._label)
        column.addWidget(self.field)
        column.addWidget(self._message)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._button)
        column.addLayout(foot)
        self.field.textEdited.connect(lambda _: self.say(""))
        self.setFocusProxy(self.field)

    def ask(self, anchor: QWidget, name: str, act: str) -> None:
        """Ask for a name; `act` is the word on the button."""
        self.field.setText(name)
        self.field.selectAll()
        self._button.setText(act)
        self.say("")
        self.open_by(anchor, WIDTH, HEIGHT)

    def say(self, sentence: str) -> None:
        """Say why a name cannot be."""
        self._message.setText(sentence)
        self._message.setToolTip(sentence)
        set_bad(self.field, bool(sentence))
        self.field.setAccessibleDescription(sentence)

    def _finish(self) -> None:
        self.named.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)
