# SPDX-License-Identifier: EUPL-1.2
"""The box to tick, painted the same in every list, and the ring around what has the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text
from coopdesk.gui.look.tokens import RADIUS_CHIP, RADIUS_CONTROL

BOX: Final = 14
ROW: Final = 28


def draw_tick(
    painter: QPainter, look: Look, left: int, middle: int, *, is_in: bool, is_out: bool = False
) -> None:
    """Draw a box: ticked, crossed through for what is left out, or empty."""
    x, y = left, middle - BOX // 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("accent" if is_in else "control"), 1))
    painter.setBrush(look.color("accent" if is_in else "base"))
    painter.drawRoundedRect(QRect(x, y, BOX - 1, BOX - 1), RADIUS_CHIP, RADIUS_CHIP)
    painter.setPen(QPen(look.color("on_accent" if is_in else "ink"), 1.6))
    if is_in:
        painter.drawPolyline([QPoint(x + 3, y + 7), QPoint(x + 6, y + 10), QPoint(x + 11, y + 4)])
    elif is_out:
        painter.drawLine(x + 3, y + 7, x + 10, y + 7)
    painter.restore()


def draw_inner_ring(painter: QPainter, look: Look, widget: QWidget) -> None:
    """Draw the ring within a widget that has the keyboard."""
    if widget.hasFocus():
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = widget.rect().adjusted(5, 1, -5, -1)
        painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)


class TickDelegate(QStyledItemDelegate):
    """Paints lines that can be ticked."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the height of a line."""
        return QSize(0, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw box and words, and the ground of the present line."""
        look, rect = self._look, option.rect
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.color("tint" if is_here else "base"))
        is_in = index.data(int(Qt.ItemDataRole.CheckStateRole)) in (Qt.CheckState.Checked, 2)
        draw_tick(painter, look, rect.left() + 4, rect.center().y() + 1, is_in=is_in)
        words = rect.adjusted(BOX + 14, 0, -4, 0)
        draw_text(painter, look, words, str(index.data()), "body", "ink")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), RADIUS_CONTROL, RADIUS_CONTROL)
            painter.restore()
