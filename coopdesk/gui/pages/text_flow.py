# SPDX-License-Identifier: EUPL-1.2
"""How wide words are, in which role and colour pieces stand, and how they flow over lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.type_roles import Role
from coopdesk.gui.pages.items import Stop
from coopdesk.services.pages.page import Line, Piece

KEPT: Final = 20_000
LINE: Final = 20
SHOWN_LINES: Final = 12  # a longer text ends in an ellipsis; the whole stands in the tooltip
_CLOSING: Final = frozenset({",", ".", ";"})  # never alone at the beginning of a line
_TONES: Final = {"normal": "ink", "strong": "ink", "quiet": "ink3", "amber": "amber", "red": "red"}


@dataclass(frozen=True, slots=True)
class Run:
    """Some words at a place, in one role and colour; `whole` is the text where it was cut."""

    rect: QRect
    text: str
    role: Role
    token: str
    stop: Stop | None = None
    whole: str = ""


class Measure:
    """Widths of text by role; each font is asked for its metrics once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._metrics: dict[Role, QFontMetricsF] = {}
        self._widths: dict[tuple[str, Role], int] = {}

    def metrics(self, role: Role) -> QFontMetricsF:
        """Give the metrics of a role."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetricsF(self._look.font(role))
        return self._metrics[role]

    def width(self, text: str, role: Role) -> int:
        """Give the width of a text, rounded up; the same words come again on every page."""
        if not text:
            return 0
        known = self._widths.get((text, role))
        if known is None:
            if len(self._widths) > KEPT:
                self._widths.clear()
            known = self._widths[text, role] = int(self.metrics(role).horizontalAdvance(text)) + 1
        return known

    def height(self, role: Role, least: int) -> int:
        """Give the height of a row, more where the letters are larger than usual."""
        return max(least, round(self.metrics(role).height()) + least - 16)

    def line(self, line: Line, role: Role = "body") -> int:
        """Give the width of a line of pieces."""
        return sum(self.width(piece.text, role_of(piece, role)) for piece in line)


def role_of(piece: Piece, usual: Role = "body") -> Role:
    """Give the role of a piece: quiet words are smaller, strong ones heavier."""
    if piece.tone == "quiet" and not piece.is_link:
        return "small"
    return "body_medium" if piece.tone == "strong" else usual


def token_of(piece: Piece, usual: str = "") -> str:
    """Give the colour of a piece: a link, or its tone."""
    if piece.is_link:
        return "link"
    return usual or _TONES[piece.tone]


class Flow:
    """Sets pieces one after the other within a column, and goes to a new line where a word does not fit."""

    def __init__(self, measure: Measure, stops: Sequence[Stop], first: QRect) -> None:
        self._measure = measure
        self._stops = stops
        self._first = first
        self._x = first.x()
        self.lines = 1

    def set(self, line: Line, *, usual: Stop | None = None, token: str = "") -> list[Run]:
        """Give the runs of a line of pieces; `usual` is the link of words that are none themselves."""
        runs: list[Run] = []
        for piece in line:
            stop = self._stop(piece) or usual
            colour = token_of(piece, "" if piece.is_link else token)
            runs += self._piece(piece.text, role_of(piece), colour, stop)
            if self.lines > SHOWN_LINES:
                self._cut(runs, "".join(one.text for one in line))
                break
        return runs

    def _stop(self, piece: Piece) -> Stop | None:
        found = (one for one in self._stops if (one.target, one.view) == (piece.target, piece.view))
        return next(found, None) if piece.is_link else None

    def _piece(self, text: str, role: Role, token: str, stop: Stop | None) -> list[Run]:
        runs: list[Run] = []
        left, right = self._first.x(), self._first.right() + 1
        while text and self.lines <= SHOWN_LINES:
            part = text if text.strip() in _CLOSING else fit(self._measure, text, role, right - self._x)
            if not part and self._x == left:
                part = text[: max(1, hard_fit(self._measure, text, role, right - left))]
            if part:
                top = self._first.y() + (self.lines - 1) * self._first.height()
                width = self._measure.width(part, role)
                runs.append(Run(QRect(self._x, top, width, self._first.height()), part, role, token, stop))
                self._x += width
                text = text[len(part) :]
            if text:
                self._x = left
                self.lines += 1
                text = text.lstrip(" ")
        return runs

    def _cut(self, runs: list[Run], whole: str) -> None:
        self.lines = SHOWN_LINES
        kept = [run for run in runs if run.rect.y() < self._first.y() + SHOWN_LINES * self._first.height()]
        last = kept[-1]
        kept[-1] = Run(last.rect, last.text.rstrip() + " …", last.role, last.token, last.stop, whole)
        runs[:] = kept


def fit(measure: Measure, text: str, role: Role, width: int) -> str:
    """Give as many whole words from the start of a text as fit a width; empty where not even one does."""
    if measure.width(text.rstrip(), role) <= width:
        return text
    words = text.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(" ".join(words[:middle]), role) <= width:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low]) + " " if low else ""


def hard_fit(measure: Measure, text: str, role: Role, width: int) -> int:
    """Give how many letters of a word that is longer than a line fit a width."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(text[:middle], role) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def wrapped(measure: Measure, text: str, role: Role, width: int) -> list[str]:
    """Give the lines of a text that wraps at a width."""
    lines: list[str] = []
    while text:
        piece = fit(measure, text, role, width) or text[: max(1, hard_fit(measure, text, role, width))]
        lines.append(piece.rstrip())
        text = text[len(piece) :].lstrip(" ")
    return lines
