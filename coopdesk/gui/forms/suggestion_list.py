# SPDX-License-Identifier: EUPL-1.2
"""The list under a link field: records that may be meant, each with its context, and one to create."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopdesk.domain.folding import fold, words
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_selection, draw_text, text_width
from coopdesk.gui.look.tokens import ICON_SMALL

if TYPE_CHECKING:
    from coopdesk.services.suggesting import Suggestion

ROW: Final = 30
NARROWEST: Final = 380
_WORD: Final = re.compile(r"[^\W_]+")
_Index = QModelIndex | QPersistentModelIndex


class SuggestionModel(QAbstractListModel):
    """The suggestions in order; after them, perhaps, the line that creates."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: Sequence[Suggestion] = ()
        self.creates = ""
        self.typed = ""

    def show_found(self, found: Sequence[Suggestion], *, typed: str, creates: str) -> None:
        """Take new suggestions; `creates` is the words of the last line, none where it is empty."""
        self.beginResetModel()
        self.found, self.typed, self.creates = found, typed, creates
        self.endResetModel()

    def rowCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the lines."""
        return len(self.found) + bool(self.creates)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the words of a line."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if index.row() >= len(self.found):
            return self.creates
        one = self.found[index.row()]
        return ", ".join(part for part in (one.name, one.context, one.reference) if part)


class SuggestionList(QListView):
    """Floats under a field, takes no keyboard from it, and tells which line was chosen."""

    chosen = Signal(int)

    def __init__(self, look: Look, under: QWidget) -> None:
        super().__init__(under.window())
        self._look = look
        self._under = under
        self._watched: list[QWidget] = []
        self.rows = SuggestionModel(self)
        self.setObjectName("suggestions")
        self.setAccessibleName(self.tr("Suggestions"))
        self.setModel(self.rows)
        self.setItemDelegate(SuggestionDelegate(look, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.entered.connect(self.setCurrentIndex)
        self.hide()

    def open_with(self, found: Sequence[Suggestion], *, typed: str, creates: str) -> None:
        """Show suggestions under the field; with nothing to show it closes."""
        self.rows.show_found(found, typed=typed, creates=creates)
        if self.rows.rowCount() == 0:
            self.close_list()
            return
        self._place()
        self._watch()
        self.raise_()
        self.show()

    def close_list(self) -> None:
        """Put the list away."""
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        self.hide()

    def step(self, by: int) -> None:
        """Move on by a line, round the ends."""
        count = self.rows.rowCount()
        here = self.currentIndex().row()
        there = (here + by) % count if here >= 0 else (0 if by > 0 else count - 1)
        self.setCurrentIndex(self.rows.index(there))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay under the field when the page rolls or changes its size."""
        if self.isVisible() and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return super().eventFilter(watched, event)

    def _watch(self) -> None:
        widget: QWidget | None = self._under
        while widget is not None and not self._watched_to(widget):
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _watched_to(self, widget: QWidget) -> bool:
        return widget in self._watched

    def _place(self) -> None:
        window = self._under.window()
        below = self._under.mapTo(window, QPoint(0, self._under.height() + 2))
        width = min(max(self._under.width(), NARROWEST), window.width() - 16)
        wanted = self.rows.rowCount() * ROW + 4
        room_below = window.height() - below.y() - 8
        above = self._under.mapTo(window, QPoint(0, -2))
        goes_up = wanted > room_below and above.y() > room_below
        height = min(wanted, max(ROW + 4, above.y() - 8 if goes_up else room_below))
        top = above.y() - height if goes_up else below.y()
        self.setGeometry(max(8, min(below.x(), window.width() - width - 8)), top, width, height)


class SuggestionDelegate(QStyledItemDelegate):
    """Draws a suggestion: its name with the found letters marked, its context, its reference."""

    def __init__(self, look: Look, rows: SuggestionList) -> None:
        super().__init__(rows)
        self._look = look
        self._list = rows

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Give the height of a line."""
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a line."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            draw_selection(painter, self._look, rect, has_focus=False)
        rows = self._list.rows
        inner = rect.adjusted(10, 0, -10, 0)
        if index.row() >= len(rows.found):
            self._draw_creation(painter, inner, rows.creates)
        else:
            self._draw_found(painter, inner, rows.found[index.row()], rows.typed)

    def _draw_creation(self, painter: QPainter, rect: QRect, text: str) -> None:
        pixmap = self._look.pixmap("plus", ICON_SMALL, "link", self._list.devicePixelRatioF())
        painter.drawPixmap(rect.x(), rect.y() + (rect.height() - ICON_SMALL) // 2, pixmap)
        draw_text(painter, self._look, rect.adjusted(ICON_SMALL + 6, 0, 0, 0), text, "body_medium", "link")

    def _draw_found(self, painter: QPainter, rect: QRect, one: Suggestion, typed: str) -> None:
        look = self._look
        reference = min(text_width(look, one.reference, "micro") + 2, rect.width() // 3)
        right = rect.adjusted(rect.width() - reference, 0, 0, 0)
        draw_text(painter, look, right, one.reference, "micro", "ink3")
        left = rect.adjusted(0, 0, -reference - 10, 0)
        context = text_width(look, one.context, "small")
        name = text_width(look, one.name, "body_medium")
        room = left.width() if not one.context else max(left.width() - context - 10, left.width() // 2)
        self._mark(painter, QRect(left.x(), left.y(), room, left.height()), one.name, typed)
        used = draw_text(
            painter,
            look,
            QRect(left.x(), left.y(), min(name + 1, room), left.height()),
            one.name,
            "body_medium",
        )
        rest = left.adjusted(used + 10, 0, 0, 0)
        if rest.width() > 2 * ICON_SMALL:
            draw_text(painter, look, rest, one.context, "small", "ink3")

    def _mark(self, painter: QPainter, rect: QRect, name: str, typed: str) -> None:
        """Put the ground of found letters under the beginnings of words that were typed."""
        tokens = words(typed)
        for word in _WORD.finditer(name):
            begun = [token for token in tokens if fold(word[0]).startswith(token)]
            if not begun:
                continue
            before = text_width(self._look, name[: word.start()], "body_medium")
            width = text_width(self._look, word[0][: len(max(begun, key=len))], "body_medium")
            if before + width <= rect.width():
                spot = QRect(rect.x() + before, rect.y() + 6, width, rect.height() - 12)
                painter.fillRect(spot, QColor(self._look.tokens.tint2))
