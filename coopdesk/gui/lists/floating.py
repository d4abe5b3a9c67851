# SPDX-License-Identifier: EUPL-1.2
"""What floats over a list: a card beside a button, and a sheet over the dimmed window.

Both are children of the window, never windows of their own; Esc closes them and gives the keyboard back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import RADIUS_CARD
from coopdesk.gui.look.widgets import Words

EDGE: Final = 8
DIM: Final = QColor(0, 0, 0, 87)  # 34 %


class Card(QFrame):
    """Paper with an edge and a soft shadow."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 30))
        self.setGraphicsEffect(shadow)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("base"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()


class Popover(Card):
    """A card that opens beside a button and closes with Esc or a click elsewhere."""

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, name: str) -> None:
        super().__init__(look, window)
        self.setObjectName(name)
        self._back: QWidget | None = None
        self.hide()

    def open_by(self, anchor: QWidget, width: int, height: int) -> None:
        """Open beside a widget: below it, or above where there is no room; the keyboard goes in."""
        window = self.parentWidget()
        if window is None:
            return
        self._back = QApplication.focusWidget()
        corner = anchor.mapTo(window, QPoint(0, 0))
        height = min(height, window.height() - 2 * EDGE)
        x = max(EDGE, min(corner.x() + anchor.width() - width, window.width() - width - EDGE))
        below = corner.y() + anchor.height() + 4
        fits = below + height <= window.height() - EDGE
        y = below if fits else max(EDGE, corner.y() - height - 4)
        self.setGeometry(x, y, width, height)
        self.show()
        self.raise_()
        self.setFocus()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def close_card(self) -> None:
        """Close, and give the keyboard back to where it was."""
        if self.isHidden():
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self) or self.hasFocus()
        self.hide()
        if had_keyboard and self._back is not None:
            self._back.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when one clicks elsewhere in the window."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            is_here = watched is self or self.isAncestorOf(watched)
            if not is_here and watched.window() is self.window() and isinstance(event, QMouseEvent):
                self.close_card()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)


class Sheet(QWidget):
    """A card in the middle of the dimmed window: a title, then what the sheet is for.

    `body` takes the contents, `foot` the buttons. Tab stays inside; Esc closes.
    """

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, name: str, title: str, width: int) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._width = width
        self._back = QApplication.focusWidget()
        self.card = Card(look, self)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.title = Words(look, title, "title")
        self.title.setObjectName(f"{name}.title")
        column.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        column.addLayout(self.foot)
        window.installEventFilter(self)

    def open_sheet(self) -> None:
        """Show the sheet over the whole window."""
        self._fit()
        self.show()
        self.raise_()

    def close_sheet(self) -> None:
        """Go away, and give the keyboard back to where it was."""
        parent = self.parentWidget()
        if parent is not None:
            parent.removeEventFilter(self)
        self.hide()
        if self._back is not None and isValid(self._back):
            self._back.setFocus()
        self.closed.emit()
        self.deleteLater()

    def _fit(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(self._width, window.width() - 48)
        height = min(max(self.card.sizeHint().height(), 200), window.height() - 48)
        left, top = (window.width() - width) // 2, max(24, (window.height() - height) // 3)
        self.card.setGeometry(QRect(left, top, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fit()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), DIM)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click through to the window."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go round inside the sheet."""
        stops = [
            one
            for one in self.card.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        stops = in_reading_order(stops, self.card)
        focus = QApplication.focusWidget()
        here = next((n for n, one in enumerate(stops) if focus is one or one.isAncestorOf(focus or self)), -1)
        if stops:
            stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(stops)


def in_reading_order(widgets: Sequence[QWidget], card: QWidget) -> list[QWidget]:
    """Give widgets line by line, each from the left: some are made long after those that stand below."""
    places = {one: one.mapTo(card, QPoint(0, 0)) for one in widgets}
    lines: list[list[QWidget]] = []
    for one in sorted(widgets, key=lambda one: places[one].y()):
        first = lines[-1][0] if lines else None
        if first is not None and places[one].y() - places[first].y() < first.height() // 2:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [one for line in lines for one in sorted(line, key=lambda one: places[one].x())]
