# SPDX-License-Identifier: EUPL-1.2
"""The items of a section as a model, so that screen readers and the keyboard find every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopdesk.gui.pages.items import Item

Index = QModelIndex | QPersistentModelIndex


class ItemModel(QAbstractListModel):
    """Gives each item its text; a screen reader also hears which of its links the keyboard stands on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[Item] = ()
        self._stop: tuple[int, int] = (-1, 0)

    def take(self, items: Sequence[Item]) -> None:
        """Take other items."""
        self.beginResetModel()
        self.items = items
        self._stop = (-1, 0)
        self.endResetModel()

    def stand_on(self, row: int, stop: int) -> None:
        """Say which link of an item the keyboard stands on."""
        if self._stop != (row, stop):
            self._stop = (row, stop)
            if 0 <= row < len(self.items):
                place = self.index(row, 0)
                self.dataChanged.emit(place, place, [Qt.ItemDataRole.AccessibleTextRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Give the number of items."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Give what can be done with an item; heads and remarks are only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        item = self.items[index.row()]
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return enabled | Qt.ItemFlag.ItemIsSelectable if item.can_be_stood_on else enabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text of an item, and what a screen reader says of it."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(item, index.row())
        return None

    def _said(self, item: Item, row: int) -> str:
        if item.kind == "group":
            words = self.tr("folded") if item.is_folded else self.tr("unfolded")
            return f"{item.label}, {item.count}, {words}"
        at, stop = self._stop
        if len(item.stops) > 1 and at == row and stop < len(item.stops):
            return self.tr("{text}. Link {number} of {count}: {link}").format(
                text=item.text, number=stop + 1, count=len(item.stops), link=item.stops[stop].text
            )
        return item.text
