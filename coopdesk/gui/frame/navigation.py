# SPDX-License-Identifier: EUPL-1.2
"""The navigation at the left: a quiet list, the present place marked by ground and bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from coopdesk.gui.frame.navigation_model import ENTRY_ROLE, Entry, NavigationModel
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text
from coopdesk.gui.look.tokens import ICON_SMALL, NAVIGATION_WIDTH, RADIUS_CONTROL, ROW_NAVIGATION

_GAP = 9


class Navigation(QListView):
    """Where one can go. `chosen` brings the place."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Navigation"))
        self._look = look
        self.places = NavigationModel()
        self.setModel(self.places)
        self.setItemDelegate(_Delegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(150)
        self.setMaximumWidth(320)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setViewportMargins(0, 6, 0, 8)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)
        self._here: Place | None = None
        self.places.modelReset.connect(self._mark_again)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        look.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """Give the usual width."""
        return QSize(NAVIGATION_WIDTH, 400)

    def mark(self, place: Place) -> None:
        """Show where one is."""
        self._here = place
        row = self.places.row_of(place)
        if row >= 0:
            self.setCurrentIndex(self.places.index(row))
        else:
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the current line with Enter or Space; arrows pass over headings by themselves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._on_chosen(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _mark_again(self) -> None:
        if self._here is not None:
            self.mark(self._here)

    def _on_chosen(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Entry) and entry.place is not None:
            self.chosen.emit(entry.place)


class _Delegate(QStyledItemDelegate):
    """Paints the lines."""

    def __init__(self, look: Look, view: Navigation) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the height of a line."""
        entry: Entry = index.data(ENTRY_ROLE)
        height = {"place": ROW_NAVIGATION, "heading": 34, "line": 9}[entry.kind]
        return QSize(NAVIGATION_WIDTH - 20, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a line."""
        entry: Entry = index.data(ENTRY_ROLE)
        rect: QRect = option.rect
        look = self._look
        painter.save()
        if entry.kind == "line":
            painter.fillRect(
                QRect(rect.x() + 16, rect.center().y(), rect.width() - 24, 1), QColor(look.tokens.hair)
            )
        elif entry.kind == "heading":
            draw_text(painter, look, rect.adjusted(16, 8, -8, 0), entry.text, "section", "ink2")
        else:
            state = option.state
            self._paint_place(painter, rect, entry, state)
        painter.restore()

    def _paint_place(self, painter: QPainter, rect: QRect, entry: Entry, state: QStyle.StateFlag) -> None:
        look = self._look
        is_here = bool(state & QStyle.StateFlag.State_Selected)
        ground = rect.adjusted(8, 0, -8, 0)
        if is_here or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.tokens.tint2 if is_here else look.tokens.sunken))
            painter.drawRoundedRect(ground, RADIUS_CONTROL, RADIUS_CONTROL)
        if is_here:
            painter.fillRect(QRect(ground.x(), ground.y(), 3, ground.height()), QColor(look.tokens.accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(look.tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        icon = look.pixmap(
            entry.icon, ICON_SMALL, "link" if is_here else "ink2", painter.device().devicePixelRatioF()
        )
        top = rect.y() + (rect.height() - ICON_SMALL) // 2
        painter.drawPixmap(rect.x() + 17, top, icon)
        text = rect.adjusted(17 + ICON_SMALL + _GAP, 0, -14, 0)
        is_quiet = entry.icon in ("filter", "clock")
        draw_text(painter, look, text, entry.text, "body", "ink2" if is_quiet and not is_here else "ink")
