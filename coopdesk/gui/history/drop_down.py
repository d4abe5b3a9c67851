# SPDX-License-Identifier: EUPL-1.2
"""A drop-down of the look: the style sheet takes Qt's arrow away, so that ours is painted."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import ICON_SMALL


class DropDown(QComboBox):
    """One of a list of choices."""

    def __init__(self, look: Look, name: str, says: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(says)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = self._look.pixmap("chevron-down", ICON_SMALL, "ink2", self.devicePixelRatioF())
        painter.drawPixmap(self.width() - ICON_SMALL - 6, (self.height() - ICON_SMALL) // 2, arrow)
        painter.end()
