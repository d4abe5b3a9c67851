# SPDX-License-Identifier: EUPL-1.2
"""Paints the contents of the help as the navigation is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_ring, draw_text
from coopdesk.gui.look.tokens import LIST_MARGIN, RADIUS_CONTROL, ROW_NAVIGATION
from coopdesk.gui.look.type_roles import Role


class ContentsDelegate(QStyledItemDelegate):
    """Paints the title of a page."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the height of a row."""
        return QSize(0, ROW_NAVIGATION)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        rect: QRect = option.rect
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_here:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.tokens.tint2))
            painter.drawRoundedRect(QRectF(rect).adjusted(8, 0, -8, 0), RADIUS_CONTROL, RADIUS_CONTROL)
            painter.restore()
            painter.fillRect(
                QRect(rect.x() + 8, rect.y(), 3, rect.height()), QColor(self._look.tokens.accent)
            )
            if self._view.hasFocus():
                draw_ring(painter, self._look, rect.adjusted(4, 0, -4, 0))
        area = rect.adjusted(LIST_MARGIN + 4, 0, -LIST_MARGIN, 0)
        role: Role = "body_medium" if is_here else "body"
        draw_text(painter, self._look, area, index.data(), role, "link" if is_here else "ink")
