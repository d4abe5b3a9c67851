# SPDX-License-Identifier: EUPL-1.2
"""The bar over everything: back and forward, the way into search and commands, and the first acts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import (
    CONTROL_HEIGHT,
    ICON_SMALL,
    RADIUS_CHIP,
    RADIUS_CONTROL,
    TOP_BAR_HEIGHT,
)
from coopdesk.gui.look.widgets import make_button, make_icon_button


class TopBar(QWidget):
    """Its buttons call `run` with the id of an action."""

    def __init__(self, look: Look, run: Callable[[str], None]) -> None:
        super().__init__()
        self.setFixedHeight(TOP_BAR_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 16, 8)
        row.setSpacing(8)
        self.back = make_icon_button(
            look, "arrow-left", self.tr("Back"), lambda: run("view.back"), name="top.back",
            help=self.tr("Back (Alt+Left)"),
        )  # fmt: skip
        self.forward = make_icon_button(
            look, "arrow-right", self.tr("Forward"), lambda: run("view.forward"), name="top.forward",
            help=self.tr("Forward (Alt+Right)"),
        )  # fmt: skip
        self.search = SearchButton(look, self.tr("Search or type a command"), "Ctrl+K")
        self.search.clicked.connect(lambda: run("palette.show"))
        self.new = make_button(
            look, self.tr("New"), lambda: run("record.new_any"), name="top.new", kind="primary", icon="plus",
            help=self.tr("Begin a record of any kind (Ctrl+Shift+N)"),
        )  # fmt: skip
        self.take_in = make_button(
            look, self.tr("Import…"), lambda: run("exchange.import"), name="top.import", icon="download",
            help=self.tr("Bring home what a colleague sent back (Ctrl+I)"),
        )  # fmt: skip
        for widget in (self.back, self.forward):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        row.addWidget(self.new)
        row.addWidget(self.take_in)

    def set_possible(self, possible: Callable[[str], bool]) -> None:
        """Show only what can be done; the way back is there but quiet where there is none."""
        self.back.setEnabled(possible("view.back"))
        self.forward.setEnabled(possible("view.forward"))
        self.search.setEnabled(possible("palette.show"))
        self.new.setVisible(possible("record.new_any"))
        self.take_in.setVisible(possible("exchange.import"))


class SearchButton(QPushButton):
    """Looks like a field and opens the palette."""

    def __init__(self, look: Look, text: str, keys: str) -> None:
        super().__init__()
        self.setObjectName("top.search")
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})")
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setMinimumWidth(120)
        self.setMaximumWidth(460)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._look = look
        self._text = text
        self._keys = keys
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a field with an icon, the invitation, and the keys at its end."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = (tokens.focus, 2) if self.hasFocus() else (tokens.control, 1)
        painter.setPen(QPen(QColor(edge[0]), edge[1]))
        painter.setBrush(QColor(tokens.base))
        box = QRectF(self.rect()).adjusted(edge[1] / 2, edge[1] / 2, -edge[1] / 2, -edge[1] / 2)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        top = (self.height() - ICON_SMALL) // 2
        painter.drawPixmap(10, top, look.pixmap("search", ICON_SMALL, "ink2", self.devicePixelRatioF()))
        cap = text_width(look, self._keys, "micro") + 12
        keys = QRect(self.width() - cap - 6, 5, cap, self.height() - 10)
        draw_text(painter, look, self.rect().adjusted(34, 0, -cap - 12, 0), self._text, "body", "ink2")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(keys, RADIUS_CHIP, RADIUS_CHIP)
        draw_text(painter, look, keys.adjusted(6, 0, -6, 0), self._keys, "micro", "ink2")
        painter.end()
