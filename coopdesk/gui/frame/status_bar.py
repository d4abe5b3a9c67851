# SPDX-License-Identifier: EUPL-1.2
"""The line at the foot: what was saved last and its undo, drafts, work going on, the last backup."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import ICON_SMALL, STATUS_HEIGHT
from coopdesk.gui.look.widgets import Words, make_button


class StatusBar(QWidget):
    """Says in words how things stand. Its buttons call `run` with the id of an action."""

    def __init__(self, look: Look, run: Callable[[str], None]) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("status")
        self.setFixedHeight(STATUS_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 16, 0)
        row.setSpacing(8)
        self._said = _Told(look, "check", "status.said")
        self.undo = make_button(
            look, self.tr("Undo"), lambda: run("edit.undo"), name="status.undo", kind="link"
        )
        self.undo.setFixedHeight(22)
        self._drafts = make_button(look, "", lambda: run("drafts.show"), name="status.drafts", kind="link")
        self._drafts.setFixedHeight(22)
        self._work = Words(look, "", "small", "ink3")
        self._work.setObjectName("status.work")
        self._backup = _Told(look, "shield-check", "status.backup")
        self._offline = _Told(look, "wifi-off", "status.offline")
        self._offline.say(self.tr("Offline"))
        self._offline.setToolTip(self.tr("CoopDesk works on this laptop alone and never uses a network."))
        row.addWidget(self._said)
        row.addWidget(self.undo)
        row.addWidget(self._drafts)
        row.addStretch(1)
        row.addWidget(self._work)
        row.addWidget(self._backup)
        row.addSpacing(8)
        row.addWidget(self._offline)
        self.undo.hide()
        self._drafts.hide()
        look.changed.connect(self.update)

    def say(self, text: str, *, can_undo: bool = False) -> None:
        """Say what happened last, and offer to take it back."""
        self._said.say(text)
        self.undo.setVisible(can_undo)

    def set_drafts(self, text: str) -> None:
        """Name the drafts that wait; the empty text hides them."""
        self._drafts.setText(text)
        self._drafts.setVisible(bool(text))

    def set_work(self, text: str) -> None:
        """Say what is being worked on beside the window."""
        self._work.setText(text)

    def set_backup(self, text: str) -> None:
        """Say when the last backup was made."""
        self._backup.say(text)

    @property
    def said(self) -> str:
        """What the line says."""
        return self._said.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(self._look.tokens.hair))
        painter.end()


class _Told(QWidget):
    """An icon and some words."""

    def __init__(self, look: Look, icon: str, name: str) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon
        self._icon = QLabel()
        self._words = Words(look, "", "small", "ink2")
        self._words.setObjectName(name)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(False)
        look.changed.connect(self._draw)
        self._draw()

    def text(self) -> str:
        """Give the words."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Show words, or nothing."""
        self._words.setText(text)
        self._words.setToolTip(text)
        width = self._words.fontMetrics().horizontalAdvance(text) + 2
        self._words.setMinimumWidth(min(width, 120))
        self._words.setMaximumWidth(width)
        self.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give room for the whole sentence where there is room."""
        width = self._words.fontMetrics().horizontalAdvance(self._words.text()) + ICON_SMALL + 10
        return QSize(width, STATUS_HEIGHT - 2)

    def _draw(self) -> None:
        pixmap = self._look.pixmap(self._icon_name, ICON_SMALL, "ink2", self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
