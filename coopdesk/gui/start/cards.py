# SPDX-License-Identifier: EUPL-1.2
"""A card: an icon, a heading, some words and one act. And the page on which cards stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import ICON_LARGE, RADIUS_CARD
from coopdesk.gui.look.widgets import Words, make_button

_WIDE = 820


class Card(QWidget):
    """One way to begin."""

    def __init__(
        self,
        look: Look,
        *,
        icon: str,
        heading: str,
        text: str,
        quiet: str,
        act: str,
        run: Callable[[], object],
        name: str,
        is_primary: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 76, 20, 20)
        column.setSpacing(6)
        head = Words(look, heading, "head")
        body = Words(look, text, "body", "ink2")
        small = Words(look, quiet, "small", "ink3")
        for words in (head, body, small):
            words.setWordWrap(True)
            column.addWidget(words)
        column.addStretch(1)
        self.button = make_button(look, act, run, name=name, kind="primary" if is_primary else "plain")
        self.button.setAccessibleDescription(f"{heading}. {text}")
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setMinimumSize(220, 236)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint paper, edge and icon."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(look.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.tint))
        painter.drawRoundedRect(20, 20, 40, 40, RADIUS_CARD, RADIUS_CARD)
        painter.drawPixmap(30, 30, look.pixmap(self._icon, ICON_LARGE, "link", self.devicePixelRatioF()))
        painter.end()


class StartPage(QScrollArea):
    """A page of the start: a heading, widgets under it, cards side by side where there is room."""

    def __init__(self, look: Look, heading: str, text: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._look = look
        self._paper = QWidget()
        outer = QVBoxLayout(self._paper)
        outer.setContentsMargins(24, 48, 24, 24)
        inner = QWidget()
        inner.setMaximumWidth(960)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignTop)
        outer.setAlignment(inner, Qt.AlignmentFlag.AlignTop)
        inner.setMinimumWidth(0)
        self.heading = Words(look, heading, "display")
        self.text = Words(look, text, "body", "ink2")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.text)
        self.setWidget(self._paper)
        self._cards: list[Card] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(24)

    def add_cards(self, cards: list[Card]) -> None:
        """Put the cards side by side."""
        self._cards = cards
        for place, card in enumerate(cards):
            self._grid.addWidget(card, 0, place)
        self.column.addLayout(self._grid)

    def resizeEvent(self, event: object) -> None:
        """Centre the page; put cards under each other where it is narrow."""
        super().resizeEvent(event)  # type: ignore[arg-type] # Qt hands in a QResizeEvent
        margin = max((self.viewport().width() - 960) // 2, 24)
        layout = self._paper.layout()
        if layout is not None:
            layout.setContentsMargins(margin, 48, margin, 24)
        is_wide = self.viewport().width() >= _WIDE
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, 0 if is_wide else place, place if is_wide else 0)


def field(look: Look, label: str, editor: QWidget) -> QWidget:
    """Give a label with its field under it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    words = QLabel(label)
    words.setFont(look.font("small"))
    words.setBuddy(editor)
    column.addWidget(words)
    column.addWidget(editor)
    return box
