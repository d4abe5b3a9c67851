# SPDX-License-Identifier: EUPL-1.2
"""What stands over the fields of a form when there is something to say: notices, and the error summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coopdesk.gui.forms.text_link import TextLink
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import ICON_SMALL, RADIUS_CONTROL
from coopdesk.gui.look.widgets import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What may be done about a notice."""

    name: str
    text: str
    act: Callable[[], object]


class Ground(QWidget):
    """A coloured ground with a bar at its left edge."""

    def __init__(self, look: Look, *, ground: str, bar: str, name: str) -> None:
        super().__init__()
        self._look = look
        self._ground = ground
        self._bar = bar
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.tokens.color(self._ground)))
        painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.fillRect(0, 0, 3, self.height(), QColor(self._look.tokens.color(self._bar)))
        painter.end()


class Icon(QLabel):
    """An icon that follows the theme."""

    def __init__(self, look: Look, name: str, token: str, height: int) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._token = token
        self.setFixedSize(ICON_SMALL, height)
        look.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(self._look.pixmap(self._name, ICON_SMALL, self._token, self.devicePixelRatioF()))


class NoticeBar(Ground):
    """A sentence with what may be done about it, on a quiet ground."""

    def __init__(
        self,
        look: Look,
        text: str,
        offers: Sequence[Offer] = (),
        *,
        name: str,
        ground: str = "tint",
        bar: str = "accent",
        token: str = "ink",
        icon: str = "info-circle",
    ) -> None:
        super().__init__(look, ground=ground, bar=bar, name=name)
        words = Words(look, text, "small", token)
        words.setObjectName(f"{name}.text")
        words.setWordWrap(True)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(Icon(look, icon, token, 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.buttons = [TextLink(look, one.text, one.act, name=one.name) for one in offers]
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the error summary: the field it leads to, its label, what is wrong with it."""

    key: str | None
    label: str
    text: str


class ErrorSummary(Ground):
    """Why it cannot be saved yet: each field as a link that puts the keyboard there."""

    def __init__(self, look: Look, entries: Sequence[Entry], go: Callable[[str], object]) -> None:
        super().__init__(look, ground="red_tint", bar="red_shape", name="form.errors")
        fields = sum(entry.key is not None for entry in entries)
        head = self.tr("This cannot be saved yet.")
        if fields:
            needs = (
                self.tr("%n fields need you:", "", fields) if fields != 1 else self.tr("1 field needs you:")
            )
            head = f"{head} {needs}"
        title = Words(look, head, "body_strong", "ink")
        title.setObjectName("form.errors.title")
        title.setWordWrap(True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        column.addWidget(title)
        self.links: list[TextLink] = []
        for number, entry in enumerate(entries):
            column.addLayout(self._line(look, number, entry, go))
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 8, 12, 6)
        row.setSpacing(10)
        row.addWidget(Icon(look, "alert-circle", "red", 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setAccessibleName(f"{head} " + " ".join(f"{one.label}: {one.text}" for one in entries))

    def _line(self, look: Look, number: int, entry: Entry, go: Callable[[str], object]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        key = entry.key
        if key is not None:
            link = TextLink(
                look,
                entry.label,
                lambda: go(key),
                name=f"form.errors.{number}",
                token="red",
                role="small",
                is_underlined=True,
                inset=0,
            )
            link.setAccessibleName(f"{entry.label}: {entry.text}")
            self.links.append(link)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        words = Words(look, f": {entry.text}" if key is not None else entry.text, "small", "red")
        words.setObjectName(f"form.errors.{number}.text")
        words.setWordWrap(True)
        words.setMinimumHeight(24)
        words.setIndent(0)
        row.addWidget(words, 1)
        return row
