# SPDX-License-Identifier: EUPL-1.2
"""A list of fields to choose from, each with its help, narrowed down by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coopdesk.domain.folding import fold
from coopdesk.domain.spec import FieldSpec
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_hairline, draw_selection, draw_text
from coopdesk.gui.look.tokens import ROW_ROOMY
from coopdesk.gui.look.widgets import Words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_MOVES: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class _Fields(QAbstractListModel):
    """The fields whose label, heading or help has the words that were typed; labels first."""

    def __init__(self, fields: Sequence[FieldSpec], parent: QObject) -> None:
        super().__init__(parent)
        self._all = tuple(fields)
        self.shown = self._all

    def narrow(self, typed: str) -> None:
        """Show only what has all the words."""
        words = fold(typed).split()
        self.beginResetModel()
        found = [one for one in self._all if all(word in self._text(one) for word in words)]
        found.sort(key=lambda one: not all(word in fold(self.tr(one.label)) for word in words))
        self.shown = tuple(found)
        self.endResetModel()

    def _text(self, field: FieldSpec) -> str:
        return fold(f"{self.tr(field.label)} {field.heading} {self.tr(field.help)}")

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the fields."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Give label and help."""
        if not index.isValid():
            return None
        field = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr(field.label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr(field.help)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.tr(field.label)}. {self.tr(field.help)}"
        return None


class _Row(QStyledItemDelegate):
    """Paints a field: its label, below it the help."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Give the height of two lines."""
        return QSize(100, ROW_ROOMY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        rect: QRect = option.rect
        view = option.widget
        if isinstance(view, QListView) and view.currentIndex() == index:
            draw_selection(painter, self._look, rect, has_focus=view.hasFocus())
        inner = rect.adjusted(12, 4, -10, -4)
        top, bottom = QRect(inner), QRect(inner)
        top.setHeight(inner.height() // 2)
        bottom.setTop(top.bottom())
        draw_text(painter, self._look, top, str(index.data()), "body_medium", "ink")
        help_text = str(index.data(Qt.ItemDataRole.ToolTipRole))
        token = "ink2" if isinstance(view, QListView) and view.currentIndex() == index else "ink3"
        draw_text(painter, self._look, bottom, help_text, "small", token)
        draw_hairline(painter, self._look, rect.left(), rect.right() + 1, rect.bottom())


class _View(QListView):
    def sizeHint(self) -> QSize:
        """Ask for a column of eight rows."""
        return QSize(250, 8 * ROW_ROOMY)

    def minimumSizeHint(self) -> QSize:
        """Give room for three rows."""
        return QSize(160, 3 * ROW_ROOMY)


class FieldList(QWidget):
    """A line to type into and the fields below it; `chosen` tells which one is meant."""

    chosen = Signal(object)

    def __init__(self, look: Look, fields: Sequence[FieldSpec], name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = Words(look, self.tr("&Field"), "small", "ink3")
        column.addWidget(label)
        self.line = QLineEdit()
        self.line.setObjectName(f"{name}.search")
        self.line.setPlaceholderText(self.tr("Type to find a field"))
        self.line.textEdited.connect(self._narrow)
        self.line.installEventFilter(self)
        label.setBuddy(self.line)
        column.addWidget(self.line)
        self.view = _View()
        self.view.setObjectName(f"{name}.list")
        self.view.setAccessibleName(self.tr("Fields"))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self._fields = _Fields(fields, self)
        self.view.setModel(self._fields)
        self.view.setItemDelegate(_Row(look, self.view))
        self.view.selectionModel().currentChanged.connect(lambda index, _old: self._choose(index))
        look.changed.connect(self.view.viewport().update)
        column.addWidget(self.view, 1)
        self._none = Words(look, self.tr("No field is called so."), "small", "ink3")
        self._none.hide()
        column.addWidget(self._none)

    def choose(self, key: str) -> None:
        """Choose a field by its key."""
        for number, one in enumerate(self._fields.shown):
            if one.key == key:
                self.view.setCurrentIndex(self._fields.index(number))

    def _narrow(self, typed: str) -> None:
        self._fields.narrow(typed)
        self._none.setVisible(not self._fields.shown)
        if self._fields.shown and typed.strip():
            self.view.setCurrentIndex(self._fields.index(0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._fields.shown[index.row()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the line."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at = self.view.currentIndex().row()
            if event.key() in _MOVES and self._fields.shown:
                steps = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
                size = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) else 6
                last = len(self._fields.shown) - 1
                self.view.setCurrentIndex(self._fields.index(max(0, min(at + steps * size, last))))
                return True
        return super().eventFilter(watched, event)
