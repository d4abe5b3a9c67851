# SPDX-License-Identifier: EUPL-1.2
"""A few words that act when they are clicked: repairs under a field, the lines of an error summary."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text
from coopdesk.gui.look.tokens import RADIUS_CONTROL
from coopdesk.gui.look.type_roles import Role

HEIGHT = 24
LONG = 40


class TextLink(QAbstractButton):
    """Words in the colour of links, reached by Tab, set off by Enter or Space."""

    def __init__(
        self,
        look: Look,
        text: str,
        act: Callable[[], object],
        *,
        name: str,
        token: str = "link",
        role: Role = "small_medium",
        is_underlined: bool = False,
        inset: int = 4,
    ) -> None:
        super().__init__()
        self._look = look
        self._token = token
        self._role = role
        self._is_underlined = is_underlined
        self._inset = inset
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(text if len(text) > LONG else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: act())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give room for the words and the ring."""
        width = QFontMetricsF(self._look.font(self._role)).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * self._inset + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let long words end in an ellipsis rather than push others away."""
        return QSize(min(self.sizeHint().width(), 60), HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on Enter as well as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, their line, the ring."""
        painter = QPainter(self)
        rect = self.rect().adjusted(self._inset, 0, 0, 0)
        width = draw_text(painter, self._look, rect, self.text(), self._role, self._token)
        if self._is_underlined or self.underMouse():
            metrics = QFontMetricsF(self._look.font(self._role))
            line = round(rect.y() + (rect.height() + metrics.capHeight()) / 2) + 2
            painter.fillRect(QRect(rect.x(), line, width, 1), self._look.color(self._token))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._look.tokens.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()
