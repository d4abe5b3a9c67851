# SPDX-License-Identifier: EUPL-1.2
"""The few widgets that every screen is made of: headings with hairlines, buttons of four kinds, labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget
from shiboken6 import isValid

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import CONTROL_HEIGHT, ICON_SMALL
from coopdesk.gui.look.type_roles import Role

ButtonKind = Literal["plain", "primary", "quiet", "link"]


class Words(QLabel):
    """Plain text in a role and a colour of the theme; follows a change of theme by itself."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = "body",
        token: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # also on paper, where Qt would take another
        look.changed.connect(self._paint_anew)
        self._paint_anew()

    def set_token(self, token: str) -> None:
        """Take another colour."""
        self._token = token
        self._paint_anew()

    def _paint_anew(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.color(self._token))
        self.setPalette(palette)


class Hairline(QWidget):
    """A line of one pixel across, or down."""

    def __init__(self, look: Look, *, is_upright: bool = False, token: str = "hair") -> None:
        super().__init__()
        self._look = look
        self._token = token
        if is_upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.color(self._token)))
        painter.end()


class SectionHead(QWidget):
    """The heading of a section: words, a count beside them, perhaps an act at the right, a line below."""

    def __init__(
        self, look: Look, text: str, count: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 5)
        self._row.setSpacing(8)
        self._words = Words(look, text, "section")
        self._count = Words(look, "", "small", "ink3")
        self._row.addWidget(self._words)
        self._row.addWidget(self._count)
        self._row.addStretch(1)
        self.set_count(count)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """Show how many there are; None shows nothing."""
        self._count.setText("" if count is None else f"{count:,}")

    def add_act(self, button: QWidget) -> None:
        """Put an act at the right end."""
        self._row.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line below."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._look.tokens.hair))
        painter.end()


def make_button(
    look: Look,
    text: str,
    act: Callable[[], object],
    *,
    name: str,
    kind: ButtonKind = "plain",
    icon: str = "",
    help: str = "",
) -> QPushButton:
    """Make a button that says its act. `name` is the object name by which tests and styles find it."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("kind", kind)
    button.setFixedHeight(CONTROL_HEIGHT)
    button.setFont(look.font("body_medium"))
    button.setToolTip(help)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: act())
    if icon:
        _dress(look, button, icon, "on_accent" if kind == "primary" else "ink2")
    return button


def make_icon_button(
    look: Look, icon: str, says: str, act: Callable[[], object], *, name: str, help: str = ""
) -> QToolButton:
    """Make a button that shows only an icon; `says` is what a screen reader hears."""
    button = QToolButton()
    button.setObjectName(name)
    button.setAccessibleName(says)
    button.setToolTip(help or says)
    button.setFixedSize(QSize(CONTROL_HEIGHT, CONTROL_HEIGHT))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: act())
    _dress(look, button, icon, "ink2")
    return button


def _dress(look: Look, button: QPushButton | QToolButton, icon: str, token: str) -> None:
    def draw() -> None:
        button.setIcon(look.icon(icon, token))

    def forget() -> None:
        if isValid(look):  # as the program ends, the look may go before the button
            look.changed.disconnect(draw)

    button.setIconSize(QSize(ICON_SMALL, ICON_SMALL))
    look.changed.connect(draw)
    button.destroyed.connect(forget)
    draw()


def set_bad(widget: QWidget, is_bad: bool) -> None:
    """Mark a field as wrong, or right again, so that the style sheet sees it."""
    widget.setProperty("state", "bad" if is_bad else "")
    widget.style().unpolish(widget)
    widget.style().polish(widget)
