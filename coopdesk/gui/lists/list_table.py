# SPDX-License-Identifier: EUPL-1.2
"""The table of a list: the keyboard of a spreadsheet over rows that look like a register.

In the column of the names one stands on whole records: letters jump to a name, Enter opens. In any other
column one stands on a cell: letters begin to edit it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from coopdesk.domain.spec import RecordSpec
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.list_header import ListHeader
from coopdesk.gui.lists.record_table import RecordTable
from coopdesk.gui.lists.row_delegate import CLOSING, MakeEditor, RowDelegate
from coopdesk.gui.look.tokens import ROW_COMPACT, ROW_GROUP, ROW_ROOMY
from coopdesk.services.list_columns import Column
from coopdesk.services.listing import ListRow

TYPING_MS: Final = 900  # letters typed within this belong to one name
MOST_LOW_HEADINGS: Final = 500
NAME_LEAST: Final = 240
NARROWEST: Final = 56

AnyIndex = QModelIndex | QPersistentModelIndex
_NEXT: Final = QAbstractItemDelegate.EndEditHint.EditNextItem
_PREVIOUS: Final = QAbstractItemDelegate.EndEditHint.EditPreviousItem


class ListTable(QTableView):
    """Shows a RecordTable. `opened` and `removal_requested` concern the records that are marked."""

    opened = Signal()
    removal_requested = Signal()
    name_typed = Signal(str)
    current_changed = Signal()
    selection_changed = Signal()

    def __init__(self, desk: Desk, model: RecordTable, make_editor: MakeEditor) -> None:
        super().__init__()
        self.setObjectName("list.table")
        self.setAccessibleName(self.tr("Records"))
        self._desk = desk
        self._records = model
        self._typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self._forget_typed)
        self._widths: dict[str, int] = {}
        self._dragged: set[str] = set()
        self._is_fitted = False
        self._is_fitting = False
        self._low: set[int] = set()
        self.delegate = RowDelegate(desk, self, make_editor)
        self._settle()
        self.setModel(model)
        model.modelReset.connect(self._fit_rows)
        model.rowsInserted.connect(lambda *_: self._fit_rows())
        model.layoutChanged.connect(lambda *_: self._fit_rows())

    def _settle(self) -> None:
        self.setItemDelegate(self.delegate)
        self.head = ListHeader(self._desk, self)
        self.setHorizontalHeader(self.head)
        self.head.sectionResized.connect(self._on_resized)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW_COMPACT)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # else a bevel where the two scroll bars meet
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._desk.look.changed.connect(self.viewport().update)

    def show_view(self, spec: RecordSpec, view: View, columns: tuple[Column, ...]) -> None:
        """Take the columns, the order and the height of rows of a view; the model has its rows already."""
        self.delegate.spec, self.delegate.columns = spec, columns
        self.delegate.is_compact = view.density == "compact"
        self.head.set_columns(columns, view.sorts, self.delegate.name_left)
        self._is_fitted = False
        self._fit_columns()
        self._fit_rows()

    # where one stands

    @property
    def has_keyboard(self) -> bool:
        """Whether keys go to the list."""
        return self.hasFocus() or (self.state() == QAbstractItemView.State.EditingState)

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def is_current_row(self, row: int) -> bool:
        """Whether the keyboard stands on a row."""
        return self.currentIndex().row() == row

    def is_marked(self, row: int) -> bool:
        """Whether a whole record is selected: its name is, and the row is not only part of a block."""
        return bool(self.selectionModel().isSelected(self._records.index(row, 0)))

    def marked_rows(self) -> list[int]:
        """Give the rows in which anything is selected, in order."""
        rows = {row for one in self._spans() for row in range(one.top(), one.bottom() + 1)}
        return [row for row in sorted(rows) if not self._records.is_heading(row)]

    @property
    def marked_count(self) -> int:
        """How many rows are marked, headings counted too; quick, whatever is selected."""
        return sum(one.height() for one in self._spans() if one.left() == 0) or len(
            {one.top() for one in self._spans()}
        )

    def marked_columns(self) -> list[int]:
        """Give the columns in which anything is selected, in order."""
        return sorted({column for one in self._spans() for column in range(one.left(), one.right() + 1)})

    def _spans(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def is_single_cell(self) -> bool:
        """Whether nothing but one cell is selected."""
        spans = self._spans()
        return len(spans) == 1 and spans[0].width() == 1 and spans[0].height() == 1

    @property
    def is_on_records(self) -> bool:
        """Whether whole records are selected, not cells: only names, or everything."""
        columns = self.marked_columns()
        return columns == [0] or len(columns) == len(self._records.columns)

    def go_to(self, row: int, column: int = 0) -> None:
        """Stand on a cell and nowhere else."""
        index = self._records.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def select_every(self) -> None:
        """Select all records."""
        last = self._records.rowCount() - 1
        if last >= 0:
            whole = QItemSelection(
                self._records.index(0, 0), self._records.index(last, self._records.columnCount() - 1)
            )
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell that one stands elsewhere, and draw both rows whole."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(self.strip_of(self.visualRect(index)))
        self.current_changed.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other cells are selected, and draw the rows whole."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand somewhere as soon as the keyboard comes, and show it."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.stand_on_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the row without its ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def stand_on_first(self) -> None:
        """Stand on the first record."""
        rows = self._records.rowCount()
        first = next((row for row in range(min(rows, 3)) if not self._records.is_heading(row)), None)
        if first is not None:
            self.go_to(first)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, remove, edit or jump; everything else is the table's own."""
        key, held = event.key(), event.modifiers()
        is_plain = not held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
            self.opened.emit()
        elif key == Qt.Key.Key_Delete and is_plain:
            self.removal_requested.emit()
        elif is_plain and event.text().isprintable() and (event.text().strip() or self._typed):
            self._take_letters(event)
        else:
            super().keyPressEvent(event)

    def _take_letters(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and index.column() > 0:
            if event.text().strip():
                self.edit_with(event)
            return
        self._typed += event.text()
        self._pause.start()
        self.name_typed.emit(self._typed)

    def _forget_typed(self) -> None:
        self._typed = ""

    def keyboardSearch(self, search: str) -> None:
        """Letters are ours: names are looked up in the file, where also rows that are not read are found."""

    def edit_with(self, event: QKeyEvent) -> None:
        """Begin to edit the present cell with a letter in the place of what stands there."""
        if not self.edit_here():
            return
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit):
            focus.selectAll()
        if focus is not None and focus is not self:
            QApplication.sendEvent(focus, event)

    def edit_here(self) -> bool:
        """Begin to edit the present cell; says whether it can be edited."""
        index = self.currentIndex()
        can = index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if can and self._records.row_at(index.row()) is not None:
            self.edit(index)
            return True
        return False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor; Tab goes on to the next cell that can be edited."""
        editor.setProperty(CLOSING, True)
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus()
        if hint in (_NEXT, _PREVIOUS) and self._step(1 if hint == _NEXT else -1):
            self.edit_here()

    def close_open_editor(self) -> None:
        """Finish an editor that is open, as Enter would."""
        editor = self.findChild(QWidget, "list.editor")
        if editor is not None and not editor.isHidden() and not editor.property(CLOSING):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _step(self, step: int) -> bool:
        """Go to the next cell that can be edited, at the end of a row to the next row."""
        row, column = self.currentIndex().row(), self.currentIndex().column() + step
        while 0 <= row < self._records.rowCount():
            while 0 <= column < self._records.columnCount():
                if self._records.index(row, column).flags() & Qt.ItemFlag.ItemIsEditable:
                    self.go_to(row, column)
                    return True
                column += step
            row += step
            column = 0 if step > 0 else self._records.columnCount() - 1
        return False

    # measures

    def strip_of(self, rect: QRect) -> QRect:
        """Give the whole row of which a cell is a part."""
        width = max(self.head.length(), self.viewport().width())
        return QRect(-self.head.offset(), rect.y(), width, rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the other columns leave."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        columns = self.delegate.columns
        if not columns or self.head.count() != len(columns):
            return
        self._is_fitting = True
        rest = self.viewport().width()
        for section, column in enumerate(columns[1:], start=1):
            extra = 8 if section == len(columns) - 1 else 0
            width = self._widths.get(column.key, column.width_px + extra)
            self.head.resizeSection(section, width)
            rest -= width
        self.head.resizeSection(0, max(rest, NAME_LEAST))
        self._is_fitting = False

    def fit_to(self, rows: Sequence[ListRow]) -> None:
        """Make columns of dates and numbers no wider than what stands in them, once for each list."""
        columns = self.delegate.columns
        if self._is_fitted or not rows:
            return
        self._is_fitted = True
        for place, column in enumerate(columns):
            if place and column.is_right and column.key not in self._dragged:
                cells = [row.cells[place] for row in rows if place < len(row.cells)]
                needed = max(self.delegate.width_of(place, cell) for cell in cells)
                head = self.delegate.width_needed(place, self.tr(column.heading), "micro") + 14
                self._widths[column.key] = max(NARROWEST, needed, head)
        self._fit_columns()

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        columns = self.delegate.columns
        if self._is_fitting or not columns or section >= len(columns):
            return
        if section > 0:
            self._widths[columns[section].key] = new
            self._dragged.add(columns[section].key)
        self._fit_columns()

    def _fit_rows(self) -> None:
        height = ROW_COMPACT if self.delegate.is_compact else ROW_ROOMY
        vertical = self.verticalHeader()
        vertical.setDefaultSectionSize(height)
        headings = self._records.heading_rows()
        if height == ROW_GROUP or len(headings) > MOST_LOW_HEADINGS:
            return
        low = set(headings)
        for row in self._low - low:
            if row < self._records.rowCount():
                vertical.resizeSection(row, height)
        for row in headings:
            vertical.resizeSection(row, ROW_GROUP)
        self._low = low
