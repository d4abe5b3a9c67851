# SPDX-License-Identifier: EUPL-1.2
"""How the parts of a list stand: facets, the list with its head and bar, the record beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.chip_bar import ChipBar
from coopdesk.gui.lists.empty_notice import EmptyNotice
from coopdesk.gui.lists.facet_panel import WIDTH as FACETS_WIDTH
from coopdesk.gui.lists.facet_panel import FacetPanel
from coopdesk.gui.lists.list_bar import ListBar
from coopdesk.gui.lists.list_head import ListHead
from coopdesk.gui.lists.list_table import ListTable
from coopdesk.gui.lists.paper import Paper
from coopdesk.gui.lists.record_table import RecordTable
from coopdesk.gui.lists.row_delegate import MakeEditor
from coopdesk.gui.lists.trouble_bubble import TroubleBubble
from coopdesk.gui.look.widgets import Hairline
from coopdesk.records.catalog import SPECS
from coopdesk.services.listing import Listing

if TYPE_CHECKING:
    from coopdesk.gui.pages.record_pane import RecordPane

LIST_WIDTH: Final = 590
LIST_LEAST: Final = 320
PANE_WIDTH: Final = 576


class ListLayout(QSplitter):
    """The parts side by side; their widths are the user's."""

    def __init__(self, desk: Desk, model: RecordTable, pane: RecordPane, make_editor: MakeEditor) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("list.split")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._look = desk.look
        self._pane = pane
        self.table = ListTable(desk, model, make_editor)
        self.head = ListHead(desk.look)
        self.chips = ChipBar(desk.look)
        self.empty = EmptyNotice(desk.look)
        self.bar = ListBar(desk.look)
        self.bubble = TroubleBubble(desk.look, self.table.viewport())
        self.facets = FacetPanel(desk)
        self.facets.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._list = self._make_list()
        for part in (self.facets, self._list, pane):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 1)
        self.setSizes([FACETS_WIDTH, LIST_WIDTH, PANE_WIDTH])

    def _make_list(self) -> QWidget:
        whole = Paper(self._look)
        whole.setMinimumWidth(LIST_LEAST)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.bar)
        return whole

    def show_facets(self, is_shown: bool) -> None:
        """Show the facets beside the list, or not; the room comes from list and record alike."""
        _, wide, pane = self.sizes()
        self.facets.setVisible(is_shown)
        step = FACETS_WIDTH if is_shown else -FACETS_WIDTH
        if self._pane.isVisible():
            self.setSizes([FACETS_WIDTH, wide - step // 3, pane - step + step // 3])

    def arrange(self, *, is_narrow: bool, is_pane_wanted: bool) -> None:
        """Show the record beside the list, or in a narrow window only one of them."""
        self._pane.setVisible(not is_narrow or is_pane_wanted)
        self._list.setVisible(not (is_narrow and is_pane_wanted))

    def show_emptiness(self, found: Listing) -> None:
        """Show the rows, or why there are none and what to do next."""
        if found.count:
            self._stack.setCurrentWidget(self.table)
            return
        spec = SPECS[found.view.type]
        label, plural = self.tr(spec.label), self.tr(spec.plural)
        if found.total:
            self.empty.say(
                self.tr("Nothing matches the filter."),
                self.tr("There are {count} records in all.").format(count=f"{found.total:,}"),
                self.tr("Clear the filter"),
            )
        else:
            self.empty.say(
                self.tr("No {plural} yet.").format(plural=_within(plural)),
                self.tr(spec.help),
                self.tr("New {label}…").format(label=_within(label)),
            )
        self._stack.setCurrentWidget(self.empty)


def _within(label: str) -> str:
    """Give a label as it stands within a sentence: IT systems stay IT systems."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
