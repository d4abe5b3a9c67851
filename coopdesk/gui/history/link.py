# SPDX-License-Identifier: EUPL-1.2
"""A link as a widget: words in the colour of links that give way when there is no room for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import RADIUS_CONTROL

LINK_HEIGHT = 24


class Link(QAbstractButton):
    """Leads somewhere by click, Enter or Space. Its words begin at the left; long ones are elided."""

    def __init__(
        self, look: Look, text: str, act: Callable[[], object], *, name: str, help: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(help or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: act())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the room for all words."""
        return QSize(text_width(self._look, self.text(), "body_medium") + 2, LINK_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give the room for a few letters."""
        return QSize(min(48, self.sizeHint().width()), LINK_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, and a ring when the keyboard is here."""
        painter = QPainter(self)
        area = QRect(0, 0, self.width(), self.height())
        draw_text(painter, self._look, area, self.text(), "body_medium", "link")
        if self.underMouse():
            width = min(text_width(self._look, self.text(), "body_medium"), self.width())
            painter.fillRect(0, self.height() // 2 + 7, width, 1, QColor(self._look.tokens.link))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._look.tokens.focus), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the line below."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the line away."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
