# SPDX-License-Identifier: EUPL-1.2
"""Text over a few lines in painted rows, and what two long texts differ in brought into view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text
from coopdesk.gui.look.type_roles import Role

LINE: Final = 18
AHEAD: Final = 16
"""So many letters stand before the first difference of two long texts."""


def wrapped(look: Look, text: str, role: Role, width: int, *, most: int = 3) -> list[str]:
    """Give a text in lines of a width; what does not fit into the last one ends in an ellipsis."""
    font = look.font(role)
    plain = " ".join(text.split())[:2_000]
    if QFontMetricsF(font).horizontalAdvance(plain) <= width:
        return [plain]
    layout = QTextLayout(plain, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(plain)]
    lines = [plain[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if len(lines) > most:
        rest = plain[starts[most - 1] :]
        cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        lines = [*lines[: most - 1], cut]
    return lines


def draw_lines(
    painter: QPainter, look: Look, rect: QRect, lines: list[str], role: Role = "body", token: str = "ink"
) -> None:
    """Draw lines one below the other from the top of a rectangle."""
    for number, line in enumerate(lines):
        row = QRect(rect.x(), rect.y() + number * LINE, rect.width(), LINE)
        draw_text(painter, look, row, line, role, token)


def in_view(old: str, new: str) -> tuple[str, str]:
    """Give two texts from a little before their first difference on, so that nothing long hides it."""
    same = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    start = same - AHEAD
    if start <= AHEAD:
        return old, new
    start = old.rfind(" ", 0, start) + 1 or start
    return f"… {old[start:]}", f"… {new[start:]}"
