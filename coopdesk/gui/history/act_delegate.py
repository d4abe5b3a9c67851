# SPDX-License-Identifier: EUPL-1.2
"""Paints the rows of the history: time, title over a quieter line; what was taken back is struck through."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopdesk.gui.history.act_model import ActRow, DayHead, Index, Row
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_hairline, draw_selection, draw_text
from coopdesk.gui.look.tokens import LIST_MARGIN, ROW_GROUP, ROW_ROOMY

TEXT_LEFT: Final = 64


class ActDelegate(QStyledItemDelegate):
    """Paints an act or the heading of a day."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row."""
        is_head = isinstance(index.data(Qt.ItemDataRole.UserRole), DayHead)
        return QSize(0, ROW_GROUP if is_head else ROW_ROOMY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        rect = option.rect
        if isinstance(row, DayHead):
            painter.fillRect(rect, QColor(self._look.tokens.window))
            draw_text(painter, self._look, rect.adjusted(LIST_MARGIN, 0, 0, 0), row.text, "section", "ink2")
            return
        if option.state & QStyle.StateFlag.State_Selected:
            draw_selection(painter, self._look, rect, has_focus=self._view.hasFocus())
        else:
            draw_hairline(painter, self._look, LIST_MARGIN, rect.right() - LIST_MARGIN, rect.bottom())
        self._paint_act(painter, rect, row)

    def _paint_act(self, painter: QPainter, rect: QRect, row: ActRow) -> None:
        look = self._look
        area = rect.adjusted(TEXT_LEFT, 0, -LIST_MARGIN, 0)
        upper = QRect(area.x(), rect.y() + 4, area.width(), 20)
        lower = QRect(area.x(), rect.y() + 22, area.width(), 18)
        is_gone = row.act.undone_by is not None
        draw_text(painter, look, rect.adjusted(LIST_MARGIN, 0, 0, 0), row.time, "small", "ink2")
        width = draw_text(painter, look, upper, row.title, "body_medium", "ink2" if is_gone else "ink")
        if is_gone:
            painter.fillRect(QRect(upper.x(), upper.center().y() + 1, width, 1), QColor(look.tokens.ink2))
        draw_text(painter, look, lower, row.second, "small", "ink2")
