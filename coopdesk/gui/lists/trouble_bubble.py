# SPDX-License-Identifier: EUPL-1.2
"""The sentence at a cell that could not be saved; what was typed stays in the cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import RADIUS_CONTROL
from coopdesk.gui.look.widgets import Words

WIDTH = 320


class TroubleBubble(QWidget):
    """A small note below a cell, over the rows; it goes when one stands elsewhere."""

    def __init__(self, look: Look, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setObjectName("list.trouble")
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(2)
        self._sentence = Words(look, "", "small", "red")
        self._sentence.setObjectName("list.trouble.sentence")
        self._sentence.setWordWrap(True)
        way_out = Words(look, self.tr("F2 to correct it, Esc to leave it as it was."), "small", "ink2")
        column.addWidget(self._sentence)
        column.addWidget(way_out)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._sentence.text()

    def show_at(self, index: QModelIndex, rect: QRect, sentence: str) -> None:
        """Say a sentence below a cell, or above where there is no room."""
        viewport = self.parentWidget()
        if viewport is None or not sentence or not index.isValid():
            self.hide()
            return
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        width = min(WIDTH, viewport.width() - 16)
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else 48
        x = max(8, min(rect.left(), viewport.width() - width - 8))
        y = rect.bottom() + 2
        if y + height > viewport.height():
            y = rect.top() - height - 2
        self.setGeometry(QRect(QPoint(x, y), QPoint(x + width - 1, y + height - 1)))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the note."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("red_shape"), 1))
        painter.setBrush(self._look.color("red_tint"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()
