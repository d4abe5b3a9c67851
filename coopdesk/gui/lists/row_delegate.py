# SPDX-License-Identifier: EUPL-1.2
"""Paints the rows of a list: name over kind and status, dates at the right, headings of groups across.

A row is one strip: each cell paints its slice of it, so that ground, ring and heading are whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.record_table import GROUP_ROLE, ROW_ROLE, SUM_ROLE, TROUBLE_ROLE, RecordTable, Trouble
from coopdesk.gui.look.painting import (
    draw_hairline,
    draw_ring,
    draw_selection,
    draw_shape,
    draw_text,
    text_width,
)
from coopdesk.gui.look.tokens import LIST_MARGIN
from coopdesk.gui.look.type_roles import Role
from coopdesk.services.list_columns import Column
from coopdesk.services.listing import Cell, ListGroup, ListRow
from coopdesk.services.pages.page import Tone
from coopdesk.services.statuses import has_states

if TYPE_CHECKING:
    from coopdesk.gui.lists.list_table import ListTable

NAME_LEFT: Final = LIST_MARGIN + 22
RIGHT_MARGIN: Final = 12
CELL_GAP: Final = 8
LINE: Final = 16
CLOSING: Final = "closing"  # the property of an editor that is done
TOKENS: Final[dict[Tone, str]] = {
    "normal": "ink", "strong": "ink", "quiet": "ink3", "amber": "amber", "red": "red",
}  # fmt: skip

AnyIndex = QModelIndex | QPersistentModelIndex


class Editor(Protocol):
    """What every editor of a field can do (see forms.editors)."""

    def text(self) -> str:
        """Give what is typed."""

    def shown(self) -> str:
        """Give what one reads there."""

    def set_text(self, raw: str, shown: str) -> None:
        """Start from a text."""


MakeEditor = Callable[[Desk, RecordSpec, FieldSpec, QWidget], QWidget]


class RowDelegate(QStyledItemDelegate):
    """Draws rows and makes the editors of cells."""

    def __init__(self, desk: Desk, table: ListTable, make_editor: MakeEditor) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._make_editor = make_editor
        self.spec: RecordSpec | None = None
        self.columns: tuple[Column, ...] = ()
        self.is_compact = False

    @property
    def name_left(self) -> int:
        """Where names begin: beside the shapes, or at the margin where no record of the type has one."""
        has_shapes = self.spec is not None and has_states(self.spec.key)
        return NAME_LEFT if has_shapes else LIST_MARGIN

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the slice of a row that lies in a cell."""
        painter.save()
        painter.setClipRect(option.rect)
        strip = self._table.strip_of(option.rect)
        group = index.data(GROUP_ROLE)
        if isinstance(group, ListGroup):
            self._paint_heading(painter, strip, option.rect, index, group)
        else:
            self._paint_ground(painter, strip, option.rect, index)
            row = index.data(ROW_ROLE)
            if isinstance(row, ListRow):
                trouble = index.data(TROUBLE_ROLE)
                if isinstance(trouble, Trouble):
                    self._paint_trouble(painter, option.rect, index, trouble)
                elif index.column() == 0:
                    self._paint_name(painter, option.rect, row)
                elif index.column() < len(row.cells):
                    is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
                    self._paint_cell(painter, option.rect, index.column(), row, is_marked=is_marked)
            self._paint_ring(painter, strip, option.rect, index)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, strip: QRect, rect: QRect, index: AnyIndex, group: ListGroup
    ) -> None:
        look = self._desk.look
        painter.fillRect(strip, look.color("window"))
        draw_hairline(painter, look, strip.left(), strip.right() + 1, strip.bottom())
        words = strip.adjusted(LIST_MARGIN, 0, -RIGHT_MARGIN, 0)
        width = draw_text(painter, look, words, self.tr(group.heading), "section", "ink2")
        count = words.adjusted(width + 8, 0, 0, 0)
        draw_text(painter, look, count, f"{group.count:,}", "small", "ink3")
        total = index.data(SUM_ROLE)
        if total and index.column():
            draw_text(painter, look, self._inner(rect, index.column()), total, "small", "ink2", is_right=True)

    def _paint_ground(self, painter: QPainter, strip: QRect, rect: QRect, index: AnyIndex) -> None:
        look, table = self._desk.look, self._table
        is_current, is_marked = table.is_current_row(index.row()), table.is_marked(index.row())
        if is_current or is_marked:
            draw_selection(painter, look, strip, has_focus=False)
        else:
            painter.fillRect(rect, look.color("base"))
            draw_hairline(
                painter, look, strip.left() + LIST_MARGIN, strip.right() + 1 - RIGHT_MARGIN, strip.bottom()
            )
        is_cell = not is_marked and index.column() > 0 and table.selectionModel().isSelected(index)
        if is_cell and not self._stands_alone(index):
            painter.fillRect(rect.adjusted(1, 1, -1, -2), look.color("tint2"))

    def _paint_ring(self, painter: QPainter, strip: QRect, rect: QRect, index: AnyIndex) -> None:
        """Draw where the keyboard is: around the record, or around a cell; an open editor has its own."""
        table = self._table
        current = table.currentIndex()
        if current.row() != index.row() or not table.has_keyboard or table.is_typing:
            return
        if current.column() == 0:
            draw_ring(painter, self._desk.look, strip)
        elif current.column() == index.column():
            draw_ring(painter, self._desk.look, rect.adjusted(-3, 0, 3, 0))

    def _stands_alone(self, index: AnyIndex) -> bool:
        """Whether a selected cell is only where the keyboard stands; the ring says that already."""
        current = self._table.currentIndex()
        is_here = current.row() == index.row() and current.column() == index.column()
        return is_here and self._table.is_single_cell()

    def _paint_name(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        look = self._desk.look
        top = rect.top() + (6 if not self.is_compact else (rect.height() - LINE) // 2)
        if row.shape is not None:
            draw_shape(painter, look, row.shape, rect.left() + LIST_MARGIN + 1, top + LINE / 2)
        left, right = rect.left() + self.name_left, rect.right() + 1 - CELL_GAP // 2
        name = QRect(left, top, max(0, right - left), LINE)
        width = draw_text(painter, look, name, row.label, "body_medium", "ink")
        if self.is_compact:
            if row.state is not None and right - left - width > 60:
                rest = name.adjusted(width + 10, 0, 0, 0)
                draw_text(painter, look, rest, row.state.text, "small", self._token(row))
            return
        second = QRect(left, top + LINE, max(0, right - left), LINE)
        used = draw_text(painter, look, second, row.second, "small", "ink2") if row.second else 0
        if row.state is not None:
            dot = (
                draw_text(painter, look, second.adjusted(used, 0, 0, 0), " · ", "small", "ink2")
                if used
                else 0
            )
            rest = second.adjusted(used + dot, 0, 0, 0)
            draw_text(painter, look, rest, self.tr(row.state.text), "small", self._token(row))

    def _token(self, row: ListRow) -> str:
        tone = row.state.tone if row.state is not None else "normal"
        return TOKENS[tone] if tone in {"amber", "red"} else "ink2"

    def _paint_cell(
        self, painter: QPainter, rect: QRect, column: int, row: ListRow, *, is_marked: bool
    ) -> None:
        cell = row.cells[column]
        role: Role = "small" if cell.tone == "quiet" else "body"
        is_right = self.columns[column].is_right
        inner = self._inner(rect, column)
        token = "ink2" if cell.tone == "quiet" and is_marked else TOKENS[cell.tone]
        draw_text(painter, self._desk.look, inner, cell.text, role, token, is_right=is_right)

    def _paint_trouble(self, painter: QPainter, rect: QRect, index: AnyIndex, trouble: Trouble) -> None:
        """Draw what was typed and is not saved: grey while it is on its way, red where it cannot be."""
        look = self._desk.look
        inner = self._inner(rect, index.column())
        if trouble.sentence:
            painter.fillRect(rect.adjusted(1, 1, -1, -2), look.color("red_tint"))
        token = "red" if trouble.sentence else "ink3"
        is_right = self.columns[index.column()].is_right
        draw_text(painter, look, inner, trouble.shown, "body", token, is_right=is_right)

    def _inner(self, rect: QRect, column: int) -> QRect:
        """Give where the text of a cell stands: on the first line, away from the next column."""
        is_last = column == len(self.columns) - 1
        top = rect.top() + (6 if not self.is_compact else (rect.height() - LINE) // 2)
        left = rect.left() + (self.name_left if column == 0 else CELL_GAP // 2)
        right = rect.right() + 1 - (RIGHT_MARGIN if is_last else CELL_GAP // 2)
        return QRect(left, top, max(0, right - left), LINE)

    def width_needed(self, column: int, text: str, role: Role = "body") -> int:
        """Give the width a text needs in a column, in pixels."""
        inner = self._inner(QRect(0, 0, 1000, LINE), column)
        return text_width(self._desk.look, text, role) + 1001 - inner.width()

    def width_of(self, column: int, cell: Cell) -> int:
        """Give the width a cell needs, in pixels."""
        return self.width_needed(column, cell.text, "small" if cell.tone == "quiet" else "body")

    # editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """Make the editor of the field, over the cell."""
        column = self.columns[index.column()]
        if self.spec is None or column.field is None:
            return super().createEditor(parent, option, index)
        editor = self._make_editor(self._desk, self.spec, column.field, parent)
        editor.setObjectName("list.editor")
        editor.setAccessibleName(self.tr(column.label))
        editor.setAutoFillBackground(True)
        for child in (editor, *editor.findChildren(QWidget)):
            child.installEventFilter(self)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Start from what stands in the cell, or from what was typed there and not saved."""
        row, trouble = index.data(ROW_ROLE), index.data(TROUBLE_ROLE)
        if not isinstance(row, ListRow):
            return
        cell = row.cells[index.column()]
        raw = trouble.typed if isinstance(trouble, Trouble) else cell.typed
        shown = trouble.shown if isinstance(trouble, Trouble) else cell.plain
        editor.set_text(raw, shown)  # type: ignore[attr-defined] # see Editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Hand over what was typed."""
        if isinstance(model, RecordTable):
            model.take_typed(index, editor.text(), editor.shown())  # type: ignore[attr-defined] # see Editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Put the editor on the first line of the cell, wide enough to type in."""
        rect = option.rect
        left = rect.left() + (self.name_left - 9 if index.column() == 0 else 0)
        width = max(rect.right() + 1 - left, 140)
        left = max(0, min(left, self._table.viewport().width() - width))
        height = max(editor.sizeHint().height(), 28)
        editor.setGeometry(left, rect.top() + max(0, (min(rect.height(), 28) - height) // 2), width, height)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab finish an editor, Esc leaves it; also where the editor is made of several widgets."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            owner = self._owner_of(editor)
            hint = _HINTS.get(event.key())
            is_plain = not event.modifiers() & _HELD
            if owner is not None and hint is not None and is_plain and not _is_choosing(owner):
                if event.key() != Qt.Key.Key_Escape:
                    self.commitData.emit(owner)
                self.closeEditor.emit(owner, hint)
                return True
        if event.type() == QEvent.Type.FocusOut:
            return self._on_focus_out(editor)
        return False

    def _on_focus_out(self, editor: QObject) -> bool:
        owner = self._owner_of(editor)
        window = self._table.window()
        focus = window.focusWidget()
        if owner is None or focus is None or owner.isHidden() or owner.property(CLOSING):
            return False
        if focus is owner or owner.isAncestorOf(focus):
            return False
        if not self._table.isActiveWindow() or focus.window() is not window:
            return False
        self.commitData.emit(owner)
        self.closeEditor.emit(owner, QAbstractItemDelegate.EndEditHint.NoHint)
        return False

    def _owner_of(self, widget: QObject) -> QWidget | None:
        while isinstance(widget, QWidget) and widget.objectName() != "list.editor":
            parent = widget.parentWidget()
            if parent is None:
                return None
            widget = parent
        return widget if isinstance(widget, QWidget) else None


_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""With these held, keys such as Alt+Enter belong to the editor."""


def _is_choosing(editor: QWidget) -> bool:
    """Whether the editor shows suggestions, which take Enter, Tab and Esc first."""
    return bool(getattr(editor, "is_list_open", False))


_HINTS: Final[dict[int, QAbstractItemDelegate.EndEditHint]] = {
    int(Qt.Key.Key_Return): QAbstractItemDelegate.EndEditHint.SubmitModelCache,
    int(Qt.Key.Key_Enter): QAbstractItemDelegate.EndEditHint.SubmitModelCache,
    int(Qt.Key.Key_Tab): QAbstractItemDelegate.EndEditHint.EditNextItem,
    int(Qt.Key.Key_Backtab): QAbstractItemDelegate.EndEditHint.EditPreviousItem,
    int(Qt.Key.Key_Escape): QAbstractItemDelegate.EndEditHint.RevertModelCache,
}
