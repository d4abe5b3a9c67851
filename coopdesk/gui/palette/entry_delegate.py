# SPDX-License-Identifier: EUPL-1.2
"""Paints the lines of the palette: icon, name, quieter words, keys at the right, found letters marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_ring, draw_text, text_width
from coopdesk.gui.look.tokens import ICON_SMALL, RADIUS_CONTROL
from coopdesk.gui.look.type_roles import Role
from coopdesk.gui.palette.entries import Entry, Index
from coopdesk.gui.palette.matching import Mark

ROW: Final = 32
HEAD: Final = 28
LEFT: Final = 12
TEXT_LEFT: Final = 44
GAP: Final = 12


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry; the list keeps the keyboard in the field, so the current line has the ring."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a line."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, HEAD if entry.kind == "head" else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        if entry.kind == "head":
            draw_text(painter, self._look, rect.adjusted(LEFT, 2, 0, 0), entry.text, "section", "ink2")
            return
        if entry.kind == "empty":
            draw_text(painter, self._look, rect.adjusted(TEXT_LEFT, 0, -LEFT, 0), entry.text, "body", "ink2")
            return
        state = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.fillRect(rect.adjusted(4, 2, -4, -2), QColor(self._look.tokens.tint))
            draw_ring(painter, self._look, rect.adjusted(-1, 0, 1, 0))
        self._paint_icon(painter, rect, entry)
        right = self._paint_right(painter, rect, entry, is_current)
        self._paint_words(
            painter, QRect(rect.x() + TEXT_LEFT, rect.y(), right - TEXT_LEFT, rect.height()), entry
        )

    def _paint_icon(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        if entry.icon:
            ratio = painter.device().devicePixelRatioF()
            icon = self._look.pixmap(entry.icon, ICON_SMALL, "ink2", ratio)
            top = rect.y() + (rect.height() - ICON_SMALL) // 2
            painter.drawPixmap(rect.x() + LEFT + 2, top, icon)

    def _paint_right(self, painter: QPainter, rect: QRect, entry: Entry, is_current: bool) -> int:
        """Paint the keys, or the sign for Enter on the current record; gives how far the words may go."""
        right = rect.width() - LEFT - 8
        if entry.keys:
            area = rect.adjusted(0, 0, -LEFT, 0)
            width = draw_text(painter, self._look, area, entry.keys, "small", "ink2", is_right=True)
            return right - width - GAP
        if is_current:
            ratio = painter.device().devicePixelRatioF()
            sign = self._look.pixmap("corner-down-left", ICON_SMALL, "ink2", ratio)
            top = rect.y() + (rect.height() - ICON_SMALL) // 2
            painter.drawPixmap(rect.right() - LEFT - ICON_SMALL - 4, top, sign)
        return right - ICON_SMALL - GAP

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        wanted = text_width(self._look, entry.second, "small") if entry.second else 0
        room = rect.width() - min(wanted, rect.width() // 3) - GAP if wanted else rect.width()
        drawn = draw_marked(painter, self._look, rect, entry.text, entry.marks, room_px=room)
        if entry.second:
            left = rect.adjusted(drawn + GAP, 0, 0, 0)
            draw_marked(
                painter, self._look, left, entry.second, entry.second_marks,
                room_px=left.width(), roles=("small", "small_medium"), token="ink2",
            )  # fmt: skip


def draw_marked(
    painter: QPainter,
    look: Look,
    rect: QRect,
    text: str,
    marks: Sequence[Mark],
    *,
    room_px: int,
    roles: tuple[Role, Role] = ("body", "body_strong"),
    token: str = "ink",
) -> int:
    """Draw one line whose marked letters stand on a tint and are heavier; gives its width in pixels.

    What does not fit ends in an ellipsis; marks beyond it are left out.
    """
    plain = QFontMetricsF(look.font(roles[0]))
    if _width(look, text, marks, roles) > room_px:
        shown = plain.elidedText(text, Qt.TextElideMode.ElideRight, room_px - 8 * len(marks))
        kept = len(shown) - 1
        marks = [mark for mark in marks if sum(mark) <= kept]
        text = shown
    body = QFontMetricsF(look.font("body"))  # one line for both sizes
    baseline = round(rect.y() + (rect.height() + body.capHeight()) / 2)
    left = float(rect.x())
    for piece, is_marked in _pieces(text, marks):
        font = look.font(roles[1] if is_marked else roles[0])
        width = QFontMetricsF(font).horizontalAdvance(piece)
        if is_marked:
            ground = QRectF(left - 0.5, baseline - plain.ascent(), width + 1, plain.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.tokens.tint2))
            painter.drawRoundedRect(ground, RADIUS_CONTROL / 2, RADIUS_CONTROL / 2)
        painter.setFont(font)
        painter.setPen(QColor(look.tokens.color("ink" if is_marked else token)))
        painter.drawText(QPointF(left, baseline), piece)
        left += width
    return round(left) - rect.x()


def _width(look: Look, text: str, marks: Sequence[Mark], roles: tuple[Role, Role]) -> float:
    return sum(
        QFontMetricsF(look.font(roles[1] if is_marked else roles[0])).horizontalAdvance(piece)
        for piece, is_marked in _pieces(text, marks)
    )


def _pieces(text: str, marks: Sequence[Mark]) -> list[tuple[str, bool]]:
    """Cut a text at its marks."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, length in marks:
        pieces += [(text[at:start], False), (text[start : start + length], True)]
        at = start + length
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]
