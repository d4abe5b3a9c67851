# SPDX-License-Identifier: EUPL-1.2
"""Heads of a small table inside a sheet: quiet words over a hairline."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text
from coopdesk.gui.look.tokens import HEAD_TABLE


class QuietHeader(QHeaderView):
    """Draws its heads like those of a list."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setFixedHeight(HEAD_TABLE)
        look.changed.connect(self.viewport().update)

    def paintEvent(self, _event: object) -> None:
        """Draw every head."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.color("base"))
        painter.fillRect(0, self.height() - 1, self.viewport().width(), 1, self._look.color("hair"))
        for section in range(self.count()):
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
            rect = QRect(left + 4, 0, width - 8, self.height())
            draw_text(painter, self._look, rect, words, "micro", "ink3")
        painter.end()
