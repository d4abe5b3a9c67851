# SPDX-License-Identifier: EUPL-1.2
"""The head of a list: its name, how many records, its other lists, and the field that filters by words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.gui.lists.layouts import empty
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import CONTROL_HEIGHT, HEAD_LIST, LIST_MARGIN
from coopdesk.gui.look.widgets import Words, make_icon_button

PAUSE_MS: Final = 150
FIND_WIDTH: Final = 168


class ListHead(QWidget):
    """Name, count and the quick filter; below them the lists of the register, if it has several."""

    text_changed = Signal(str)
    type_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._segments: list[Segment] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_line())
        self._bar = QWidget()
        self._bar.setFixedHeight(CONTROL_HEIGHT + 8)
        self._bar_row = QHBoxLayout(self._bar)
        self._bar_row.setContentsMargins(LIST_MARGIN, 0, LIST_MARGIN, 8)
        self._bar_row.setSpacing(4)
        column.addWidget(self._bar)
        self._bar.hide()

    def _make_line(self) -> QWidget:
        line = QWidget()
        line.setFixedHeight(HEAD_LIST)
        row = QHBoxLayout(line)
        row.setContentsMargins(LIST_MARGIN, 0, 12, 0)
        row.setSpacing(4)
        self.name = Words(self._look, "", "head")
        self.name.setObjectName("list.name_of_list")
        self.count = Words(self._look, "", "small", "ink2")
        self.count.setObjectName("list.count")
        self.views = make_icon_button(
            self._look,
            "chevron-down",
            self.tr("What to do with this view"),
            lambda: None,
            name="list.view_menu",
        )
        self.views.setFixedSize(QSize(24, 24))
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.views.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.menu = QMenu(self.views)
        self.views.setMenu(self.menu)
        self.finder = FindField(
            self._look, "list.find", self.tr("Show only records with these words"), self.tr("Filter by words")
        )
        self.finder.setFixedWidth(FIND_WIDTH)
        self.finder.setToolTip(self.tr("Show only records with these words (Ctrl+F)"))
        self.finder.textEdited.connect(lambda _: self._pause.start())
        self.finder.cleared.connect(self._tell)
        row.addWidget(self.name)
        row.addWidget(self.views)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.finder)
        return line

    def show_name(self, name: str, *, is_changed: bool, has_menu: bool) -> None:
        """Show what the list is called; a dot says that a saved view was changed."""
        self.name.setText(f"{name} •" if is_changed else name)
        self.name.setToolTip(self.tr("Changed since it was saved") if is_changed else "")
        self.views.setVisible(has_menu)

    def show_text(self, text: str) -> None:
        """Show the quick words of the view, unless they are being typed."""
        if not self._pause.isActive() and self.finder.text().split() != text.split():
            self.finder.setText(text)

    def show_types(self, types: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show the lists of the register, as key and words; one alone needs no choice."""
        empty(self._bar_row)
        self._segments = []
        before: QWidget = self.finder
        for key, words in types:
            segment = Segment(self._look, words, is_chosen=key == chosen)
            segment.setObjectName(f"list.type.{key}")
            segment.clicked.connect(lambda _=False, its=key: self.type_chosen.emit(its))
            self._bar_row.addWidget(segment)
            self._segments.append(segment)
            QWidget.setTabOrder(before, segment)
            before = segment
        self._bar_row.addStretch(1)
        self._bar.setVisible(len(types) > 1)

    def _tell(self) -> None:
        self._pause.stop()
        self.text_changed.emit(self.finder.text())


class FindField(QLineEdit):
    """A field that filters by words. Esc empties it, Down or Enter go into the list."""

    cleared = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, says: str, placeholder: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setMaxLength(200)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(self.tr("Empty the field"), self)
        self._cross.triggered.connect(self.empty)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        self._cross.setVisible(False)
        look.changed.connect(self._draw)
        self._draw()

    def empty(self) -> None:
        """Filter by no words any more."""
        if self.text():
            self.clear()
            self.cleared.emit()

    def _draw(self) -> None:
        self._sign.setIcon(self._look.icon("search", "ink3"))
        self._cross.setIcon(self._look.icon("x", "ink3"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc or Down."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.empty()
            else:
                event.ignore()  # the list or the card around it knows what to do
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Segment(QAbstractButton):
    """One of several lists; the chosen one stands on blue."""

    def __init__(self, look: Look, words: str, *, is_chosen: bool) -> None:
        super().__init__()
        self._look = look
        self.setText(words)
        self.setCheckable(True)
        self.setChecked(is_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(CONTROL_HEIGHT)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the size of the words with their margins."""
        return QSize(text_width(self._look, self.text(), "body_medium") + 26, CONTROL_HEIGHT)

    def nextCheckState(self) -> None:
        """Stay chosen: the list that is shown then decides."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segment."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = "tint2" if self.isChecked() else "sunken" if self.underMouse() else "base"
        painter.setBrush(look.color(ground))
        painter.drawRoundedRect(self.rect(), 4, 4)
        words = QRect(12, 0, self.width() - 22, self.height())
        token = "link" if self.isChecked() else "ink2"
        draw_text(painter, look, words, self.text(), "body_medium", token)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
