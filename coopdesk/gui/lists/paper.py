# SPDX-License-Identifier: EUPL-1.2
"""A widget on white paper, whatever lies behind it and whichever theme comes."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coopdesk.gui.look.look import Look


class Paper(QWidget):
    """Paints the ground of lists and pages; a palette would be lost when a style sheet is polished."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = look
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._paper.color("base"))
        painter.end()
