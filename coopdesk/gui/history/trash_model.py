# SPDX-License-Identifier: EUPL-1.2
"""The trash as rows, and how they are painted: name over who removed it when; pages come as one scrolls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopdesk.domain.dates import format_date
from coopdesk.gui.history.wording import HistoryWords
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_hairline, draw_selection, draw_text
from coopdesk.gui.look.tokens import LIST_MARGIN, ROW_ROOMY
from coopdesk.services.trash import PAGE, Removed

Index = QModelIndex | QPersistentModelIndex


class TrashModel(QAbstractListModel):
    """Removed records, the last removed first. `more_wanted` carries the place of the last one read."""

    more_wanted = Signal(object)

    def __init__(self, words: HistoryWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[Removed] = []
        self._has_more = False
        self._is_waiting = False

    def show(self, rows: Sequence[Removed]) -> None:
        """Show the first page."""
        self.beginResetModel()  # another filter is another list
        self._rows = list(rows)
        self._has_more = len(rows) >= PAGE
        self._is_waiting = False
        self.endResetModel()

    def append(self, rows: Sequence[Removed]) -> None:
        """Show the next page below."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self._has_more = len(rows) >= PAGE
        self._is_waiting = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Give the number of rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there is another page, and nobody fetches it yet."""
        return not parent.isValid() and self._has_more and not self._is_waiting

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page; it comes later."""
        if self._rows and not self._is_waiting:
            self._is_waiting = True
            self.more_wanted.emit(self._rows[-1].place)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row, its name, or what a screen reader says."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label}, {self.second(row)}, {self.day(row.removed_at)}"
        return None

    def second(self, row: Removed) -> str:
        """Say what it is, who removed it, and how much went with it."""
        parts = [row.kind, row.reference, self.tr("removed by {who}").format(who=self._words.person(row.who))]
        if row.rows:
            one = self.tr("with 1 row of it")
            parts.append(one if row.rows == 1 else self.tr("with {count} rows of it").format(count=row.rows))
        return " · ".join(parts)

    def day(self, moment: dt.datetime) -> str:
        """Say when it was removed."""
        return f"{format_date(moment.date().isoformat())}, {moment:%H:%M}"


class TrashDelegate(QStyledItemDelegate):
    """Paints a removed record."""

    def __init__(self, look: Look, view: QAbstractItemView, model: TrashModel) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(0, ROW_ROOMY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: Removed = index.data(Qt.ItemDataRole.UserRole)
        look, rect = self._look, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            is_here = self._view.currentIndex() == index and self._view.hasFocus()
            draw_selection(painter, look, rect, has_focus=is_here)
        else:
            draw_hairline(painter, look, LIST_MARGIN, rect.right() - LIST_MARGIN, rect.bottom())
        area = rect.adjusted(LIST_MARGIN, 0, -LIST_MARGIN, 0)
        upper = QRect(area.x(), rect.y() + 4, area.width(), 20)
        lower = QRect(area.x(), rect.y() + 22, area.width(), 18)
        when = self._model.day(row.removed_at)
        width = draw_text(painter, look, upper, when, "small", "ink2", is_right=True)
        draw_text(painter, look, upper.adjusted(0, 0, -width - 16, 0), row.label, "body_medium")
        draw_text(painter, look, lower, self._model.second(row), "small", "ink2")
