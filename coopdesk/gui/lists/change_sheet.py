# SPDX-License-Identifier: EUPL-1.2
"""A look at what would change before many cells are: old to new, and what cannot be with its reason."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.floating import Sheet
from coopdesk.gui.lists.quiet_header import QuietHeader
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.block_editing import BlockPlan, CellChange

WIDTH: Final = 760
ROW: Final = 28
WIDTHS: Final = (200, 110, 150, 250)
MOST_WRAPPED: Final = 100
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


class ChangeTable(QAbstractTableModel):
    """The cells of a plan: those that cannot change first."""

    def __init__(self, desk: Desk, plan: BlockPlan) -> None:
        super().__init__()
        self._look = desk.look
        self._cells: tuple[CellChange, ...] = (*plan.refused, *plan.changes)
        self._heads = (self.tr("Record"), self.tr("Field"), self.tr("Now"), self.tr("Will be"))

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Give the number of cells."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Give what stands in a cell; a refused one says why."""
        if not index.isValid():
            return None
        cell = self._cells[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and cell.refusal and index.column() == 3:
            return self._look.color("red")
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.refusal or None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        new = cell.refusal or cell.new or self.tr("(empty)")
        return (cell.label, self.tr(cell.heading), cell.old or self.tr("(empty)"), new)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Give the heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


class ChangeSheet(Sheet):
    """Shows a plan; `agreed` is the word to carry it out."""

    agreed = Signal(object)

    def __init__(self, desk: Desk, window: QWidget, plan: BlockPlan) -> None:
        super().__init__(desk.look, window, "list.changes", window.tr("Look before it is changed"), WIDTH)
        self._plan = plan
        summary = Words(desk.look, self._summary(), "body", "ink2")
        summary.setObjectName("list.changes.summary")
        summary.setWordWrap(True)
        self.body.addWidget(summary)
        table = QTableView()
        table.setObjectName("list.changes.table")
        table.setAccessibleName(self.tr("What would change"))
        self._model = ChangeTable(desk, plan)
        table.setModel(self._model)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        head = QuietHeader(desk.look, table)
        table.setHorizontalHeader(head)
        for section, width in enumerate(WIDTHS):
            table.setColumnWidth(section, width)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        if len(plan.refused) <= MOST_WRAPPED:
            for row in range(len(plan.refused)):
                table.resizeRowToContents(row)
        table.setMinimumHeight(min(12, self._model.rowCount() + 1) * ROW + 8)
        self.body.addWidget(table, 1)
        self.message = Words(desk.look, "", "small", "red")
        self.message.setObjectName("list.changes.message")
        self.message.setWordWrap(True)
        self.body.addWidget(self.message)
        self.foot.addStretch(1)
        cancel = make_button(desk.look, self.tr("Cancel"), self.close_sheet, name="list.changes.cancel")
        self.foot.addWidget(cancel)
        many = self.tr("Change {count} cells").format(count=f"{len(plan.changes):,}")
        words = self.tr("Change one cell") if len(plan.changes) == 1 else many
        self.apply = make_button(desk.look, words, self._agree, name="list.changes.apply", kind="primary")
        self.apply.setEnabled(bool(plan.changes))
        self.foot.addWidget(self.apply)
        self.open_sheet()
        (self.apply if plan.changes else cancel).setFocus()

    def say(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.message.setText(sentence)
        self.apply.setEnabled(True)

    def _agree(self) -> None:
        self.apply.setEnabled(False)
        self.agreed.emit(self._plan)

    def _summary(self) -> str:
        plan = self._plan
        will, cannot, same = len(plan.changes), len(plan.refused), plan.unchanged
        parts = [
            self.tr("1 cell will change")
            if will == 1
            else self.tr("{count} cells will change").format(count=f"{will:,}")
        ]
        if cannot:
            one, many = self.tr("1 cannot and stays as it is"), self.tr("{count} cannot and stay as they are")
            parts.append(one if cannot == 1 else many.format(count=f"{cannot:,}"))
        if same:
            one, many = self.tr("1 says the same already"), self.tr("{count} say the same already")
            parts.append(one if same == 1 else many.format(count=f"{same:,}"))
        return self.tr("{parts}. It is one act, to be undone at once.").format(parts="; ".join(parts))
