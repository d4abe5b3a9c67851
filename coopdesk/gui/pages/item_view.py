# SPDX-License-Identifier: EUPL-1.2
"""A list that is as high as its items and paints them as they were set; its page scrolls, not it.

Up and down go from item to item and on to the next list of the page, left and right from link to link,
Enter follows. A QListView, because screen readers know how to walk through one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QToolTip, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.pages.item_model import ItemModel
from coopdesk.gui.pages.item_painting import paint_items
from coopdesk.gui.pages.items import Item, Stop
from coopdesk.gui.pages.setting import PAD, Placed, Setter
from coopdesk.gui.pages.text_flow import Measure, Run
from coopdesk.services.pages.page import Target

_FOLLOWS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}
AnyIndex = QModelIndex | QPersistentModelIndex


class ItemView(QListView):
    """Shows items; `followed` gives the link that was opened, `toggled` a group, `unfolded` the rest.

    `left` asks for the list after (1) or before (-1) this one; `stood_on` says which part should be seen.
    """

    followed = Signal(object)
    toggled = Signal(str)
    unfolded = Signal()
    left = Signal(int)
    stood_on = Signal(QRect)
    shown_alone = Signal(object)

    def __init__(
        self,
        look: Look,
        measure: Measure,
        *,
        layout: str = "rows",
        aligns: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._setter = Setter(look, measure, layout, aligns)
        self._items = ItemModel(self)
        self._placed: list[Placed] = []
        self._set_width = -1
        self._height = 0
        self._stop = 0
        self._hovered: Stop | None = None
        self.setModel(self._items)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self.viewport().update)

    # what is shown

    @property
    def items(self) -> Sequence[Item]:
        """The items that are shown."""
        return self._items.items

    @property
    def row(self) -> int:
        """The item on which the keyboard stands."""
        return self.currentIndex().row()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other items; the keyboard stays at the same place as far as there is one."""
        row = self.row
        self._items.take(items)
        self._set_width = -1
        possible = [number for number, item in enumerate(items) if item.can_be_stood_on]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if possible else Qt.FocusPolicy.NoFocus)
        if row >= 0 and possible:
            self._stand(min(possible, key=lambda number: abs(number - row)), 0)
        self.viewport().update()

    def height_at(self, width: int) -> int:
        """Give the height that the items take on a width, the room for the ring at both sides not counted."""
        if width != self._set_width:
            self._placed, self._height = self._setter.set(self._items.items, width)
            self._set_width = width
        return self._height

    def arrange(self, x: int, y: int, width: int) -> int:
        """Take a place, with room for the ring at both sides; gives the bottom."""
        height = self.height_at(width)
        self.setGeometry(x - PAD, y, width + 2 * PAD, height)
        return y + height

    def placed(self) -> Sequence[Placed]:
        """Give the items at their places."""
        self.height_at(self.viewport().width() - 2 * PAD)
        return self._placed

    def run_of(self, stop: Stop) -> Run | None:
        """Give the words of a link."""
        return next((run for one in self.placed() for run in one.runs if run.stop == stop), None)

    # the keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on an item when the keyboard comes: the first one, or the last when it comes from below."""
        stood_on = self.row  # Qt goes to the first row by itself
        super().focusInEvent(event)
        if stood_on < 0 or not self.items[stood_on].can_be_stood_on:
            self.enter(from_below=event.reason() == Qt.FocusReason.BacktabFocusReason)
        else:
            self._tell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def enter(self, *, from_below: bool = False) -> None:
        """Stand on the first item, or on the last."""
        rows = [row for row, item in enumerate(self.items) if item.can_be_stood_on]
        if rows:
            self._stand(rows[-1] if from_below else rows[0], 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from item to item and from link to link, follow, copy."""
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.enter(from_below=key == Qt.Key.Key_End)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._aside(1 if (key == Qt.Key.Key_Right) == self.isLeftToRight() else -1)
        elif key in _FOLLOWS:
            self._follow()
        else:
            event.ignore()

    def _step(self, step: int) -> None:
        row = self.row + step
        while 0 <= row < len(self.items):
            if self.items[row].can_be_stood_on:
                self._stand(row, 0)
                return
            row += step
        self.left.emit(step)

    def _aside(self, step: int) -> None:
        if self.row < 0:
            return
        item = self.items[self.row]
        if item.kind == "group":
            if item.is_folded == (step > 0):
                self.toggled.emit(item.label)
            return
        if item.stops:
            self._stand(self.row, max(0, min(self._stop + step, len(item.stops) - 1)))

    def _stand(self, row: int, stop: int) -> None:
        self._stop = stop
        self._items.stand_on(row, stop)
        self.setCurrentIndex(self._items.index(row, 0))
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        if self.hasFocus() and self.row >= 0:
            self.stood_on.emit(self.visualRect(self.currentIndex()))

    def _follow(self) -> None:
        if self.row < 0:
            return
        item = self.items[self.row]
        if item.kind == "group":
            self.toggled.emit(item.label)
        elif item.kind == "more":
            self.unfolded.emit()
        elif item.stops:
            self.followed.emit(item.stops[min(self._stop, len(item.stops) - 1)])

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand where one clicks."""
        placed = self._at(event.position().toPoint())
        if placed is None or not placed.item.can_be_stood_on:
            return
        stop = self._stop_at(event.position().toPoint())
        stops = placed.item.stops
        self._stand(self.items.index(placed.item), stops.index(stop) if stop in stops else 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the link under the mouse; anywhere in a group or a row that opens something."""
        point = event.position().toPoint()
        placed = self._at(point)
        if event.button() != Qt.MouseButton.LeftButton or placed is None:
            return
        item, stop = placed.item, self._stop_at(point)
        if item.kind == "group":
            self.toggled.emit(item.label)
        elif item.kind == "more":
            self.unfolded.emit()
        elif stop is not None:
            self.followed.emit(stop)
        elif item.kind == "row" and item.stops:
            self.followed.emit(item.stops[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click of two for nothing more than the first."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what would be followed."""
        point = event.position().toPoint()
        placed = self._at(point)
        stop = self._stop_at(point)
        if stop is None and placed is not None and placed.item.kind == "row" and placed.item.stops:
            stop = placed.item.stops[0]
        is_act = placed is not None and placed.item.kind in {"group", "more"}
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if stop is not None or is_act else Qt.CursorShape.ArrowCursor
        )
        if stop != self._hovered:
            self._hovered = stop
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the mouse."""
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Give the whole text of what is cut as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            run = self._run_at(event.pos())
            QToolTip.showText(event.globalPos(), run.whole if run is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to open, to show the entry behind a row, to copy."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        placed = self._placed[self.row] if by_keyboard and self.row >= 0 else self._at(event.pos())
        if placed is None or not placed.item.can_be_stood_on:
            return
        where = self.viewport().mapToGlobal(placed.rect.bottomLeft()) if by_keyboard else event.globalPos()
        self.make_menu(placed.item).popup(where)

    def make_menu(self, item: Item) -> QMenu:
        """Give the menu of an item."""
        menu = QMenu(self)
        menu.setObjectName("page.item_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for stop in item.stops[:8]:
            if stop.target is not None or stop.view is not None:
                words = self.tr("Open “{name}”").format(name=_shortened(stop.text)).replace("&", "&&")
                menu.addAction(words, partial(self.followed.emit, stop))
        source = item.source
        if source is not None:
            menu.addAction(self.tr("Show this entry"), lambda: self._open_source(source))
        menu.addAction(self.tr("Copy text"), lambda: QGuiApplication.clipboard().setText(item.text))
        return menu

    def _open_source(self, source: Target) -> None:
        self.followed.emit(Stop("", source))

    def copy_text(self) -> None:
        """Put the text of the current item on the clipboard."""
        if self.row >= 0:
            QGuiApplication.clipboard().setText(self.items[self.row].text)

    def _at(self, point: QPoint) -> Placed | None:
        return next((one for one in self.placed() if one.rect.contains(point)), None)

    def _run_at(self, point: QPoint) -> Run | None:
        placed = self._at(point)
        return next((run for run in placed.runs if run.rect.contains(point)), None) if placed else None

    def _stop_at(self, point: QPoint) -> Stop | None:
        run = self._run_at(point)
        return run.stop if run is not None else None

    # painting and geometry, as QListView asks for them

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the items that are seen."""
        current = self._placed_of(self.row) if self.hasFocus() else None
        stop = None
        if current is not None and current.item.stops:
            stop = current.item.stops[min(self._stop, len(current.item.stops) - 1)]
        paint_items(
            self.viewport(), self._look, self.placed(), event.rect(), current=current, stop=stop,
            hovered=self._hovered,
        )  # fmt: skip

    def _placed_of(self, row: int) -> Placed | None:
        placed = self.placed()
        return placed[row] if 0 <= row < len(placed) else None

    def visualRect(self, index: AnyIndex) -> QRect:
        """Give the place of an item."""
        placed = self._placed_of(index.row())
        return QRect(placed.rect) if placed is not None else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Give the item at a point."""
        placed = self._at(point)
        return self._items.index(self.items.index(placed.item), 0) if placed is not None else QModelIndex()

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll nothing: the page does."""

    def doItemsLayout(self) -> None:
        """Leave the layout to `height_at`."""

    def updateGeometries(self) -> None:
        """Keep the scroll bars as they are: none."""

    def sizeHint(self) -> QSize:
        """Give the size at the present width."""
        width = max(self.width(), 40)
        return QSize(width, self.height_at(width - 2 * PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the items on the new width."""
        self.viewport().update()


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:58].rstrip() + "…"
