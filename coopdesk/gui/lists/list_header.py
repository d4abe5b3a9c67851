# SPDX-License-Identifier: EUPL-1.2
"""The head of a list: the quietest text there, with an arrow where the list is sorted."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from coopdesk.domain.views import Sort
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.row_delegate import CELL_GAP, NAME_LEFT, RIGHT_MARGIN
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import HEAD_TABLE
from coopdesk.services.list_columns import Column

ARROW: Final = 10


class ListHeader(QHeaderView):
    """Column heads. A click asks to sort by a column, with Shift as a further key."""

    sort_requested = Signal(int, bool)
    menu_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("list.header")
        self._look = desk.look
        self._columns: tuple[Column, ...] = ()
        self._sorts: dict[str, Sort] = {}
        self._is_adding = False
        self._name_left = NAME_LEFT
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setFixedHeight(HEAD_TABLE)
        self.sectionClicked.connect(lambda section: self.sort_requested.emit(section, self._is_adding))
        desk.look.changed.connect(self.viewport().update)

    def set_columns(self, columns: tuple[Column, ...], sorts: tuple[Sort, ...], name_left: int) -> None:
        """Show columns and by which the list is sorted; the name begins as far from the left as in rows."""
        self._name_left = name_left
        self._columns = columns
        self._sorts = {sort.field: sort for sort in sorts}
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Give the height of the head."""
        return QSize(super().sizeHint().width(), HEAD_TABLE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether Shift is held, which adds a key to the order."""
        self._is_adding = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the columns."""
        self.menu_requested.emit(event.globalPos())

    def paintEvent(self, event: object) -> None:
        """Draw the heads over one ground with a hairline below."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.color("base"))
        painter.fillRect(0, self.height() - 1, self.viewport().width(), 1, self._look.color("hair"))
        for section, column in enumerate(self._columns):
            if section < self.count() and not self.isSectionHidden(section):
                left = self.sectionViewportPosition(section)
                self._paint_head(
                    painter, QRect(left, 0, self.sectionSize(section), self.height()), section, column
                )
        painter.end()

    def _paint_head(self, painter: QPainter, rect: QRect, section: int, column: Column) -> None:
        is_last = section == len(self._columns) - 1
        left = self._name_left if section == 0 else CELL_GAP // 2
        inner = rect.adjusted(left, 0, -(RIGHT_MARGIN if is_last else CELL_GAP // 2), 0)
        sort = self._sorts.get(column.key)
        words = self.tr(column.heading)
        if sort is not None:
            width = min(text_width(self._look, words, "micro"), inner.width() - ARROW - 2)
            x = inner.right() - width - ARROW - 3 if column.is_right else inner.left() + width + 5
            self._paint_arrow(painter, x, rect.center().y(), is_down=sort.is_descending)
            if not column.is_right:
                inner = inner.adjusted(0, 0, -ARROW - 4, 0)
        token = "ink2" if sort is not None else "ink3"
        draw_text(painter, self._look, inner, words, "micro", token, is_right=column.is_right)

    def _paint_arrow(self, painter: QPainter, x: int, middle: int, *, is_down: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("ink2"), 1.3))
        tip = 1.5 if is_down else -1.5
        painter.drawPolyline(
            [QPointF(x, middle - tip), QPointF(x + 3.5, middle + tip * 1.4), QPointF(x + 7, middle - tip)]
        )
        painter.restore()
