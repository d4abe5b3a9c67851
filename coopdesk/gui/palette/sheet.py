# SPDX-License-Identifier: EUPL-1.2
"""What the palette looks like: a field, a list, a foot with the keys, on a card with a shadow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import ICON_LARGE, RADIUS_CARD, RADIUS_CHIP
from coopdesk.gui.look.widgets import Hairline, Words
from coopdesk.gui.palette.entries import EntryModel
from coopdesk.gui.palette.entry_delegate import EntryDelegate

FIELD_HEIGHT: Final = 52
FOOT_HEIGHT: Final = 35


class Sheet(QFrame):
    """The card itself. It arranges; what the keys do is the palette's."""

    def __init__(self, look: Look, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("palette.sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.field = _Field()
        self.count = Words(look, "", "small", "ink2")
        self.count.setObjectName("palette.count")
        self.list = _make_list(look, model)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(Hairline(look))
        column.addWidget(self.list, 1)
        column.addWidget(Hairline(look))
        column.addWidget(self._make_foot())
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 30))
        self.setGraphicsEffect(shadow)
        look.changed.connect(self._colour)
        self._colour()

    def _make_head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(FIELD_HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(10)
        row.addWidget(_Icon(self._look, "search"))
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        return head

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(FOOT_HEIGHT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        for cap, says in (
            (self.tr("Enter"), self.tr("open")),
            (self.tr("Esc"), self.tr("close")),
            (">", self.tr("commands only")),
            ("@", self.tr("people")),
            ("#", self.tr("references")),
            ("+", self.tr("new")),
        ):
            row.addWidget(KeyCap(self._look, cap))
            row.addWidget(Words(self._look, says, "small", "ink2"))
            row.addSpacing(8)
        row.addStretch(1)
        return foot

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.line), 1))
        painter.setBrush(QColor(self._look.tokens.base))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()

    def _colour(self) -> None:
        self.field.setFont(self._look.font("head"))
        self.field.setStyleSheet(
            "QLineEdit, QLineEdit:focus { border: 0; padding: 0; background: transparent; font-weight: 400; }"
        )
        self.list.viewport().update()
        self.update()


class _Field(QLineEdit):
    """The field of the palette. It has no frame: it is the only place where keys go."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette.field")
        self.setAccessibleName(self.tr("Search or type a command"))
        self.setPlaceholderText(self.tr("Search or type a command"))
        self.setMaxLength(200)


class _Icon(QWidget):
    """A larger icon beside the field."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setFixedSize(ICON_LARGE, ICON_LARGE)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._look.pixmap(self._icon, ICON_LARGE, "ink2", self.devicePixelRatioF()))
        painter.end()


class KeyCap(QWidget):
    """A key as it stands on the keyboard."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look = look
        self._text = text
        self.setAccessibleName(text)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the size of the cap."""
        from coopdesk.gui.look.painting import text_width

        return QSize(max(text_width(self._look, self._text, "micro") + 12, 18), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        from coopdesk.gui.look.painting import draw_text

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.tokens.sunken))
        size = self.sizeHint()
        cap = QRect(0, (self.height() - size.height()) // 2, self.width(), size.height())
        painter.drawRoundedRect(cap, RADIUS_CHIP, RADIUS_CHIP)
        inner = QRect(6, cap.y(), self.width() - 6, cap.height())
        draw_text(painter, self._look, inner, self._text, "micro", "ink2")
        painter.end()


def _make_list(look: Look, model: EntryModel) -> QListView:
    found = QListView()
    found.setObjectName("palette.list")
    found.setAccessibleName(found.tr("Found"))
    found.setFrameShape(QFrame.Shape.NoFrame)
    found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay in the field; the current line has the ring
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    found.setMouseTracking(True)
    found.setModel(model)
    found.setItemDelegate(EntryDelegate(look, found))
    found.setViewportMargins(8, 8, 8, 8)
    palette = found.palette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    found.setPalette(palette)
    return found
