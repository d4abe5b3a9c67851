# SPDX-License-Identifier: EUPL-1.2
"""Choosing columns: tick, move, search; a field is explained below the list. Every change shows at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coopdesk.domain.folding import fold
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.floating import Popover
from coopdesk.gui.lists.list_head import FindField
from coopdesk.gui.lists.ticks import TickDelegate
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import Hairline, Words, make_button
from coopdesk.records.catalog import SPECS
from coopdesk.services.list_columns import Column, all_columns, columns_of, related_columns

WIDTH: Final = 340
HEIGHT: Final = 460
KEY: Final = int(Qt.ItemDataRole.UserRole)
SHORTEST: Final = 2  # so many letters look into linked records as well


class ColumnChooser(Popover):
    """Offers every field; `columns_changed` brings the keys of the chosen ones in order, () for the usual."""

    columns_changed = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk.look, window, "list.columns")
        self.setAccessibleName(self.tr("Columns"))
        self._chosen: list[str] = []
        self._columns: dict[str, Column] = {}
        self._further: dict[str, Column] = {}
        self._is_filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Words(desk.look, self.tr("Columns"), "head"))
        head.addStretch(1)
        head.addWidget(
            make_button(
                desk.look, self.tr("Reset"), self._reset, name="list.columns.reset", kind="link",
                help=self.tr("Show the usual columns again"),
            )
        )  # fmt: skip
        column.addLayout(head)
        self.search = FindField(
            desk.look, "list.columns.search", self.tr("Search fields"),
            self.tr("Search fields, also of linked records"),
        )  # fmt: skip
        self.search.left.connect(self._go_into_list)
        self.search.textChanged.connect(lambda _: self._fill())
        column.addWidget(self.search)
        self.list = ColumnList(desk.look, self)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.currentItemChanged.connect(lambda *_: self._explain())
        self.list.moved.connect(self._move)
        self.list.dropped.connect(self._on_dropped)
        column.addWidget(self.list, 1)
        column.addWidget(Hairline(desk.look))
        self.help = Words(desk.look, "", "small", "ink2")
        self.help.setObjectName("list.columns.help")
        self.help.setWordWrap(True)
        self.help.setFixedHeight(52)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.help)
        self.setFocusProxy(self.search)

    def show_view(self, view: View) -> None:
        """Show the columns of a view ticked and in order, all others below."""
        self._chosen = [column.key for column in columns_of(view)[1:]]
        every = [*columns_of(view)[1:], *all_columns(view.type)]
        self._columns = {column.key: column for column in every}
        links = SPECS[view.type].links
        self._further = {one.key: one for link in links for one in related_columns(view.type, link.key)}
        self.search.clear()
        self._fill()

    def _fill(self) -> None:
        words = fold(self.search.text()).split()
        rest = [key for key in self._columns if key not in self._chosen]
        further = self._further if sum(map(len, words)) >= SHORTEST else {}
        keys = [*self._chosen, *rest, *(key for key in further if key not in self._columns)]
        held = self.list.key_here()
        self._is_filling = True
        self.list.clear()
        for key in keys:
            column = self._columns.get(key) or self._further[key]
            label = self.tr(column.label)
            if all(word in fold(label) for word in words):
                self._add(key, label)
        self._is_filling = False
        self.list.setCurrentRow(0)
        self.list.stand_on(held)
        self._explain()

    def _add(self, key: str, label: str) -> None:
        item = QListWidgetItem(label)
        item.setData(KEY, key)
        item.setSizeHint(QSize(0, 28))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        is_chosen = key in self._chosen
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        key = str(item.data(KEY))
        if item.checkState() is Qt.CheckState.Checked:
            if key in self._further:
                self._columns.setdefault(key, self._further[key])
            self._choose([*self._chosen, key])
        else:
            self._choose([one for one in self._chosen if one != key])

    def _move(self, step: int) -> None:
        """Move the chosen column where the keyboard stands."""
        key = self.list.key_here()
        if key not in self._chosen:
            return
        place = self._chosen.index(key)
        to = max(0, min(len(self._chosen) - 1, place + step))
        order = [one for one in self._chosen if one != key]
        order.insert(to, key)
        self._choose(order)
        self.list.stand_on(key)

    def _on_dropped(self, keys: list[str]) -> None:
        shown = [key for key in keys if key in self._chosen]
        hidden = [key for key in self._chosen if key not in shown]
        self._choose([*shown, *hidden])

    def _choose(self, keys: Iterable[str]) -> None:
        order = list(dict.fromkeys(keys))
        if not order or order == self._chosen:
            self._fill()  # the name alone is no list; the last column stays
            return
        self._chosen = order
        self._fill()
        self.columns_changed.emit(tuple(order))

    def _reset(self) -> None:
        self.columns_changed.emit(())
        self.close_card()

    def _explain(self) -> None:
        key = self.list.key_here()
        column = self._columns.get(key) or self._further.get(key)
        self.help.setText(self.tr(column.help) if column is not None else "")

    def _go_into_list(self) -> None:
        """Go from the search into the list; with Esc, when nothing is searched, close."""
        self.list.setFocus()


class ColumnList(QListWidget):
    """The fields. Space ticks, Alt with an arrow moves, and so does dragging."""

    moved = Signal(int)
    dropped = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(TickDelegate(look, self))
        self.setObjectName("list.columns.list")
        self.setAccessibleName(self.tr("Fields; Space shows or hides one, Alt and an arrow moves it"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def key_here(self) -> str:
        """Give the key of the field where the keyboard stands."""
        item = self.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    def stand_on(self, key: str) -> None:
        """Stand on a field."""
        for row in range(self.count()):
            item = self.item(row)
            if item is not None and item.data(KEY) == key:
                self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the column with Alt and an arrow."""
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        if event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: object) -> None:
        """Tell the new order."""
        super().dropEvent(event)  # type: ignore[arg-type] # Qt's own event
        items = (self.item(row) for row in range(self.count()))
        self.dropped.emit([str(item.data(KEY)) for item in items if item is not None])
