# SPDX-License-Identifier: EUPL-1.2
"""The bar under a list: filter, groups, how many are selected, columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from coopdesk.domain.views import View
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.list_columns import NO_GROUPS, group_choices, group_key_of

HEIGHT: Final = 36


class ListBar(QWidget):
    """Buttons that say what they do; each has its key in the menu of the window."""

    filter_requested = Signal()
    columns_requested = Signal()
    group_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._view: View | None = None
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        self.filter = make_button(
            look, self.tr("Filter"), self.filter_requested.emit, name="list.bar.filter", kind="quiet",
            icon="filter", help=self.tr("Tick what the list should show (Ctrl+Shift+F)"),
        )  # fmt: skip
        self.group = make_button(
            look, self.tr("Group"), self.open_groups, name="list.bar.group", kind="quiet", icon="stack-2",
            help=self.tr("Put records with the same value together (Ctrl+G)"),
        )  # fmt: skip
        self.selected = Words(look, "", "small", "ink2")
        self.selected.setObjectName("list.selected")
        self.columns = make_button(
            look, self.tr("Columns"), self.columns_requested.emit, name="list.bar.columns", kind="quiet",
            icon="columns", help=self.tr("Choose and order the columns (Ctrl+Shift+C)"),
        )  # fmt: skip
        row.addWidget(self.filter)
        row.addWidget(self.group)
        row.addStretch(1)
        row.addWidget(self.selected)
        row.addStretch(1)
        row.addWidget(self.columns)

    def show_view(self, view: View) -> None:
        """Know by what the list is parted."""
        self._view = view

    def show_selected(self, count: int) -> None:
        """Say how many records are selected, if more than one."""
        self.selected.setText(self.tr("{count} selected").format(count=f"{count:,}") if count > 1 else "")

    def open_groups(self) -> None:
        """Offer by what the list can be parted."""
        if self._view is None:
            return
        menu = QMenu(self)
        menu.setObjectName("list.groups")
        present = group_key_of(self._view)
        self._offer(menu, NO_GROUPS, self.tr("No groups"), present)
        menu.addSeparator()
        for key, words in group_choices(self._view.type):
            self._offer(menu, key, self.tr(words), present)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.group.mapToGlobal(self.group.rect().topLeft())
        menu.popup(corner - menu.rect().bottomLeft() if menu.height() < corner.y() else corner)

    def _offer(self, menu: QMenu, key: str, words: str, present: str) -> None:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(key == present)
        action.setData(key)
        action.triggered.connect(lambda _=False: self.group_chosen.emit(key))
        menu.addAction(action)
