# SPDX-License-Identifier: EUPL-1.2
"""The facets beside a list: for each field the values that occur, with counts, to be ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.layouts import empty
from coopdesk.gui.lists.paper import Paper
from coopdesk.gui.lists.ticks import BOX, draw_inner_ring, draw_tick
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import HEAD_LIST, LIST_MARGIN
from coopdesk.gui.look.widgets import Hairline, Words, make_button, make_icon_button
from coopdesk.services.faceting import FacetField, FacetValue, facet_fields, facet_of, tick, ticked
from coopdesk.services.maintenance import Database

WIDTH: Final = 232
ROW: Final = 24
FEW: Final = 8
OPEN_AT_FIRST: Final = 4


def facets_now(
    database: Database, view: View, keys: Sequence[str], today: dt.date
) -> dict[str, list[FacetValue]]:
    """Give the values of several facets at once."""
    return {key: facet_of(database, view, key, today) for key in keys}


class FacetPanel(Paper):
    """Shows the facets of a view; `view_changed` brings the view with one tick more or less."""

    view_changed = Signal(object)
    more_requested = Signal()
    close_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look)
        self.setObjectName("list.facets")
        self.setAccessibleName(self.tr("Filter"))
        self._desk = desk
        self._view: View | None = None
        self._type = ""
        self._sections: dict[str, FacetSection] = {}
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(Hairline(desk.look))
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # every part of it takes the keyboard itself
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._scroll, 1)
        column.addWidget(Hairline(desk.look))
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 4)
        self._more = make_button(
            desk.look, self.tr("More…"), self.more_requested.emit, name="list.more", kind="link",
            help=self.tr("Build any condition, also over linked records"),
        )  # fmt: skip
        foot.addWidget(self._more)
        foot.addStretch(1)
        column.addLayout(foot)

    def _make_head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(HEAD_LIST)
        row = QHBoxLayout(head)
        row.setContentsMargins(LIST_MARGIN, 0, 8, 0)
        row.addWidget(Words(self._desk.look, self.tr("Filter"), "head"))
        row.addStretch(1)
        self._close = make_icon_button(
            self._desk.look, "x", self.tr("Close the filter"), self.close_requested.emit,
            name="list.facets.close",
        )  # fmt: skip
        row.addWidget(self._close)
        return head

    def show_view(self, view: View) -> None:
        """Show the facets of a view, with what it ticks."""
        self._view = view
        if view.type != self._type:
            self._type = view.type
            self._build(facet_fields(view.type))
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        view = self._view
        keys = [key for key, section in self._sections.items() if section.is_open]
        if view is None or not self.isVisible() or not keys:
            return
        database, today = self._desk.database, self._desk.today()
        self._desk.read(
            lambda: facets_now(database, view, keys, today), self._take, series=f"facets.{id(self)}"
        )

    def showEvent(self, event: object) -> None:
        """Count when the panel is opened."""
        self.refresh()

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        first = next(iter(self._sections.values()), None)
        if first is not None:
            first.head.setFocus()

    def _build(self, fields: Sequence[FacetField]) -> None:
        inside = Paper(self._desk.look)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(0)
        self._sections = {}
        for number, field in enumerate(fields):
            is_ticked = self._view is not None and any(ticked(self._view, field.key))
            section = FacetSection(
                self._desk.look, field, is_open=is_ticked or (field.is_first and number < OPEN_AT_FIRST)
            )
            section.ticked.connect(partial(self._on_ticked, field.key))
            section.opened.connect(self.refresh)
            self._sections[field.key] = section
            column.addWidget(section)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._order_tabs()

    def _on_ticked(self, key: str, value: FacetValue, is_out: bool) -> None:
        if self._view is not None:
            self._view = tick(self._view, key, value, is_out=is_out)
            self.view_changed.emit(self._view)

    def _take(self, found: dict[str, list[FacetValue]]) -> None:
        for key, values in found.items():
            if key in self._sections:
                self._sections[key].show_values(values)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Make Tab go down the panel as one reads it, whatever was made last."""
        before: QWidget = self._close
        for section in self._sections.values():
            for stop in section.stops():
                QWidget.setTabOrder(before, stop)
                before = stop
        QWidget.setTabOrder(before, self._more)


class FacetSection(QWidget):
    """A field with its values, folded until it is wanted."""

    ticked = Signal(object, bool)
    opened = Signal()

    def __init__(self, look: Look, field: FacetField, *, is_open: bool) -> None:
        super().__init__()
        self._look = look
        self._key = field.key
        self.is_open = is_open
        self._is_whole = False
        self._values: Sequence[FacetValue] = ()
        self._stops: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = FoldButton(look, self.tr(field.label), is_open=is_open)
        self.head.setObjectName(f"list.facet.{field.key}")
        self.head.setToolTip(self.tr(field.help))
        self.head.clicked.connect(self._fold)
        column.addWidget(self.head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)

    def show_values(self, values: Sequence[FacetValue]) -> None:
        """Show values; the keyboard stays on the value where it was."""
        focus = self.window().focusWidget() if self.window() is not None else None
        held = focus.label if isinstance(focus, FacetRow) and self.isAncestorOf(focus) else None
        self._values = values
        self._stops = []
        empty(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 8 if self.is_open else 0)
        if not self.is_open:
            return
        shown = values if self._is_whole or len(values) <= FEW + 1 else values[:FEW]
        for value in shown:
            row = FacetRow(self._look, value)
            row.setObjectName(f"list.facet.{self._key}.{value.label}")
            row.ticked.connect(self.ticked)
            self._rows.addWidget(row)
            self._stops.append(row)
            if value.label == held:
                row.setFocus()
        if len(shown) < len(values):
            words = self.tr("All %n", "", len(values))
            more = make_button(
                self._look, words, self._show_all, name=f"list.facet.{self._key}.all", kind="link"
            )
            line = QHBoxLayout()
            line.setContentsMargins(LIST_MARGIN + 18, 0, 0, 0)
            line.addWidget(more)
            self._stops.append(more)
            line.addStretch(1)
            self._rows.addLayout(line)

    def stops(self) -> list[QWidget]:
        """Give where the keyboard goes, from above."""
        return [self.head, *self._stops]

    def _show_all(self) -> None:
        self._is_whole = True
        self.show_values(self._values)

    def _fold(self) -> None:
        self.is_open = not self.is_open
        self.head.is_open = self.is_open
        self.head.update()
        if self.is_open:
            self.opened.emit()
        else:
            self.show_values(self._values)


class FoldButton(QAbstractButton):
    """The name of a field, with the sign that it can be opened."""

    def __init__(self, look: Look, text: str, *, is_open: bool) -> None:
        super().__init__()
        self._look = look
        self.is_open = is_open
        self.setText(text)
        self.setFixedHeight(28)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the height of a group row."""
        return QSize(120, 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close with Enter as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign and the words."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        sign = "chevron-down" if self.is_open else "chevron-right"
        painter.drawPixmap(LIST_MARGIN - 2, 8, self._look.pixmap(sign, 12, "ink3", ratio))
        words = QRect(LIST_MARGIN + 18, 0, self.width() - LIST_MARGIN - 30, self.height())
        draw_text(painter, self._look, words, self.text(), "section", "ink")
        draw_inner_ring(painter, self._look, self)
        painter.end()


class FacetRow(QAbstractButton):
    """A value to tick: Space or a click shows it, Alt-click or the minus key leaves it out."""

    ticked = Signal(object, bool)

    def __init__(self, look: Look, value: FacetValue) -> None:
        super().__init__()
        self._look = look
        self._value = value
        self.label = value.label
        self.setText(value.label)
        self.setCheckable(False)
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Click to show these; Alt-click to leave them out"))
        state = (
            self.tr("shown")
            if value.is_in
            else self.tr("left out")
            if value.is_out
            else self.tr("not ticked")
        )
        self.setAccessibleName(f"{value.label}, {value.count}, {state}")
        self._is_out = False
        self.clicked.connect(lambda: self.ticked.emit(self._value, self._is_out))
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the height of a row."""
        return QSize(120, ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether Alt is held, which leaves the value out."""
        self._is_out = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space or Enter, leave out with the minus key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Minus):
            self._is_out = event.key() == Qt.Key.Key_Minus
            self.click()
            return
        self._is_out = False
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the words and the count."""
        look, value = self._look, self._value
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = LIST_MARGIN + 18
        draw_tick(painter, look, left, self.height() // 2, is_in=value.is_in, is_out=value.is_out)
        count = f"{value.count:,}"
        width = text_width(look, count, "small")
        right = self.width() - LIST_MARGIN
        words = QRect(left + BOX + 7, 0, right - width - left - BOX - 15, self.height())
        token = "ink3" if value.count == 0 else "ink"
        draw_text(painter, look, words, self.tr(value.label), "small", token)
        place = QRect(right - width - 2, 0, width + 2, self.height())
        draw_text(painter, look, place, count, "small", "ink3", is_right=True)
        draw_inner_ring(painter, look, self)
        painter.end()
