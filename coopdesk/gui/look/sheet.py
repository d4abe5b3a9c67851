# SPDX-License-Identifier: EUPL-1.2
"""A sheet over the window: the rest is dimmed, Esc puts it away, nothing is lost by it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import RADIUS_CARD
from coopdesk.gui.look.widgets import Words

DIM: Final = 87  # 34 % of 255
MARGIN: Final = 24


class OverSheet(QWidget):
    """A card in the middle of the window: a title, a body to fill, a foot for its buttons."""

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, title: str, *, width_px: int = 560) -> None:
        super().__init__(window)
        self._look = look
        self._over = window
        self._width = width_px
        self._came_from: QWidget | None = None
        self.setAccessibleName(title)
        self.card = _Card(look, self)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(MARGIN, 20, MARGIN, 16)
        column.setSpacing(10)
        self.title = Words(look, title, "title")
        self.title.setWordWrap(True)
        column.addWidget(self.title)
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 4, 0)
        self.body.setSpacing(8)
        self._room = QScrollArea()
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # every part of it takes the keyboard itself
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setWidgetResizable(True)
        self._room.setWidget(inner)
        for ground in (inner, self._room.viewport()):
            ground.setBackgroundRole(QPalette.ColorRole.Base)
        self._inner = inner
        column.addWidget(self._room, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        column.addLayout(self.foot)
        window.installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def open(self) -> None:
        """Lie over the window and take the keyboard."""
        self._came_from = QApplication.focusWidget()
        self.show()
        self.raise_()
        self._place()
        self._turn(0, Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Go away and give the keyboard back."""
        if self.isVisible():
            self.hide()
            if self._came_from is not None and self._came_from.isVisible():
                self._came_from.setFocus()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the sheet away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks on the dimmed ground from the window below."""
        event.accept()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep the keyboard within the sheet."""
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        return self._turn(1 if is_next else -1, reason)

    def _turn(self, step: int, reason: Qt.FocusReason) -> bool:
        """Move the keyboard on by some stops; by none goes to the first."""
        stops = [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.isVisibleTo(self)
        ]
        here = QApplication.focusWidget()
        at = stops.index(here) if step and here in stops else 0
        if stops:
            stops[(at + step) % len(stops)].setFocus(reason)
        return bool(stops)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the whole window when its size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, DIM))
        painter.end()

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        width = min(self._width, self.width() - 2 * MARGIN)
        wanted = self._inner.heightForWidth(width - 2 * MARGIN - 14)
        body = max(wanted, self._inner.sizeHint().height())
        height = min(body + 150, self.height() - 2 * MARGIN)
        self.card.setGeometry(
            (self.width() - width) // 2, max((self.height() - height) // 3, MARGIN), width, height
        )


class _Card(QWidget):
    """The paper of a sheet."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint paper and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.line), 1))
        painter.setBrush(QColor(self._look.tokens.base))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()
