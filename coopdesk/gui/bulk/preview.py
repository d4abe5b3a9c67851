# SPDX-License-Identifier: EUPL-1.2
"""What an act on many records would do, while it is still being typed: old to new, and who cannot."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coopdesk.gui.bulk.wrapping import LINE, draw_lines, in_view, wrapped
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_hairline, draw_selection, draw_text
from coopdesk.gui.look.room import RoomRing
from coopdesk.gui.look.tokens import HEAD_TABLE, ROW_COMPACT
from coopdesk.gui.look.type_roles import Role
from coopdesk.gui.look.widgets import Words
from coopdesk.services.block_editing import BlockPlan, CellChange
from coopdesk.services.bulk_editing import names_refused

MOST_SHOWN: Final = 200
GAP: Final = 12
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """The first cells of a plan, those that cannot be changed before the others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: tuple[CellChange, ...] = ()
        self.heads = (self.tr("Record"), self.tr("Field"), self.tr("Now"), self.tr("Will be"))

    def show_plan(self, plan: BlockPlan | None) -> None:
        """Take another plan, or none."""
        self.beginResetModel()
        found = (*plan.refused[:MOST_SHOWN], *plan.changes[:MOST_SHOWN]) if plan is not None else ()
        self.cells = found[:MOST_SHOWN]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the cells shown."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Give the words of a cell; in the last column why it cannot be, where that is so."""
        if not index.isValid():
            return None
        cell = self.cells[index.row()]
        old, new = cell.old or self.tr("empty"), self.outcome(cell)
        words = (cell.label, self.tr(cell.heading), old, new)
        if role == Qt.ItemDataRole.DisplayRole:
            near = in_view(old, new) if cell.old and cell.new and not cell.refusal else (old, new)
            return (*words[:2], *near)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.heads[index.column()]}: {words[index.column()]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words[index.column()]
        return None

    def outcome(self, cell: CellChange) -> str:
        """Say what becomes of a cell."""
        return cell.refusal or cell.new or self.tr("empty")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Give the heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None


class _Head(QHeaderView):
    """Heads in the quietest text."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setFixedHeight(HEAD_TABLE)
        look.changed.connect(self.viewport().update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words over one ground, a hairline below."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.color("base"))
        draw_hairline(painter, self._look, 0, self.viewport().width(), self.height() - 1)
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                left, width = self.sectionViewportPosition(section), self.sectionSize(section)
                words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
                rect = QRect(left, 0, width - GAP, self.height())
                draw_text(painter, self._look, rect, words, "micro", "ink3")
        painter.end()


class _Delegate(QStyledItemDelegate):
    """Paints a cell: the record strongest, what was in grey, what cannot be in red."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the height of the words over at most three lines."""
        view = option.widget
        if not isinstance(view, QTableView):
            return QSize(80, ROW_COMPACT)
        width = view.columnWidth(index.column()) - GAP
        role: Role = "body_medium" if index.column() == 0 else "body"
        lines = wrapped(self._look, str(index.data()), role, width)
        return QSize(80, ROW_COMPACT + (len(lines) - 1) * LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        view, model = option.widget, index.model()
        rect: QRect = option.rect
        if isinstance(view, QTableView) and view.currentIndex().row() == index.row() and view.hasFocus():
            draw_selection(painter, self._look, rect, has_focus=False, bar=False)
        if isinstance(model, PreviewModel):
            cell = model.cells[index.row()]
            role, token = self._style(cell, index.column())
            lines = wrapped(self._look, str(index.data()), role, rect.width() - GAP)
            draw_lines(painter, self._look, rect.adjusted(0, 5, -GAP, 0), lines, role, token)
        draw_hairline(painter, self._look, rect.left(), rect.right() + 1, rect.bottom())

    def _style(self, cell: CellChange, column: int) -> tuple[Role, str]:
        if column == 0:
            return "body_medium", "ink"
        if column == 3:
            return "body", "red" if cell.refusal else "ink" if cell.new else "ink3"
        return "body", "ink2" if column == 2 and cell.old else "ink3"


class PreviewTable(QTableView):
    """The table of what would change."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("What would change"))
        self._model = PreviewModel(self)
        self.setModel(self._model)
        self.setHorizontalHeader(_Head(look, self))
        self.setItemDelegate(_Delegate(look, self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_COMPACT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        RoomRing(look, self)
        look.changed.connect(self.viewport().update)

    def show_plan(self, plan: BlockPlan | None) -> None:
        """Show a plan; the field is named only where there are several."""
        self._model.show_plan(plan)
        self.setColumnHidden(1, len({one.field for one in self._model.cells}) < 2)

    def minimumSizeHint(self) -> QSize:
        """Give room for a few rows."""
        return QSize(200, HEAD_TABLE + 3 * ROW_COMPACT)

    def sizeHint(self) -> QSize:
        """Ask for room for eight rows."""
        return QSize(420, HEAD_TABLE + 8 * ROW_COMPACT)


class PlanPreview(QWidget):
    """A sentence, the table, and the word that those who cannot be changed are left out (`agreed`)."""

    agreed = Signal(bool)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.plan: BlockPlan | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._summary = Words(look, "", "small", "ink2")
        self._summary.setObjectName(f"{name}.summary")
        self._summary.setWordWrap(True)
        column.addWidget(self._summary)
        self.table = PreviewTable(look, f"{name}.table")
        column.addWidget(self.table, 1)
        self._leave_out = QCheckBox()
        self._leave_out.setObjectName(f"{name}.leave_out")
        self._leave_out.toggled.connect(self.agreed)
        column.addWidget(self._leave_out)
        self.show_nothing("")

    @property
    def leaves_out(self) -> bool:
        """Whether records that cannot be changed are to be left out."""
        return self._leave_out.isChecked()

    @property
    def is_ready(self) -> bool:
        """Whether there is something to do and nobody in the way."""
        return (
            self.plan is not None and bool(self.plan.changes) and (not self.plan.refused or self.leaves_out)
        )

    def show_nothing(self, why: str) -> None:
        """Show no plan, and say what is missing for one."""
        self.plan = None
        self._summary.setText(why)
        self.table.show_plan(None)
        self._leave_out.hide()

    def show_plan(self, plan: BlockPlan) -> None:
        """Show what would be; the word to leave somebody out must be given anew."""
        self.plan = plan
        self._leave_out.setChecked(False)
        refused = len(names_refused(plan))
        self._leave_out.setVisible(bool(refused))
        self._leave_out.setText(self.tr("Leave out the %n record(s) that cannot be changed", "", refused))
        self._summary.setText(self._sentence(plan, refused))
        self.table.show_plan(plan)

    def _sentence(self, plan: BlockPlan, refused: int) -> str:
        parts = [self.tr("%n record(s) will change", "", plan.records)]
        if refused:
            parts.append(self.tr("%n cannot", "", refused))
        if plan.unchanged:
            one, many = self.tr("1 value stays as it is"), self.tr("{count} values stay as they are")
            parts.append(one if plan.unchanged == 1 else many.format(count=f"{plan.unchanged:,}"))
        shown = min(len(plan.changes) + len(plan.refused), MOST_SHOWN)
        if shown < len(plan.changes) + len(plan.refused):
            parts.append(self.tr("the first %n shown", "", shown))
        return self.tr("{parts}.").format(parts=" · ".join(parts))
