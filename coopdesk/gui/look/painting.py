# SPDX-License-Identifier: EUPL-1.2
"""Painting text and shapes in lists: one helper each, so that every list agrees to the pixel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import RADIUS_CONTROL, SHAPE_SIZE
from coopdesk.gui.look.type_roles import Role
from coopdesk.services.pages.page import Shape

_RIGHT = Qt.AlignmentFlag.AlignRight


def draw_text(
    painter: QPainter,
    look: Look,
    rect: QRect,
    text: str,
    role: Role = "body",
    token: str = "ink",
    *,
    is_right: bool = False,
) -> int:
    """Draw one line, its capitals centred on whole pixels of `rect`; gives its width in pixels.

    What does not fit ends in an ellipsis. Right-to-left text begins at the right by itself.
    """
    font = look.font(role)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    width = metrics.horizontalAdvance(shown)
    baseline = round(rect.y() + (rect.height() + metrics.capHeight()) / 2)
    left = rect.right() + 1 - width if is_right else rect.x()
    painter.setFont(font)
    painter.setPen(QColor(look.tokens.color(token)))
    painter.drawText(QPointF(left, baseline), shown)
    return round(width)


def text_width(look: Look, text: str, role: Role = "body") -> int:
    """Give the width of a text in pixels."""
    return round(QFontMetricsF(look.font(role)).horizontalAdvance(text))


def draw_hairline(painter: QPainter, look: Look, left: int, right: int, bottom: int) -> None:
    """Draw the line under a row, one pixel."""
    painter.fillRect(QRect(left, bottom, right - left, 1), QColor(look.tokens.hair))


def draw_selection(painter: QPainter, look: Look, rect: QRect, *, has_focus: bool, bar: bool = True) -> None:
    """Draw the ground of a selected row, its bar, and the ring when the keyboard is here."""
    painter.fillRect(rect, QColor(look.tokens.tint))
    if bar:
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(look.tokens.c1))
    if has_focus:
        draw_ring(painter, look, rect)


def draw_ring(painter: QPainter, look: Look, rect: QRect) -> None:
    """Draw the ring that says: the keyboard is here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.tokens.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(4, 1.5, -4, -1.5), RADIUS_CONTROL, RADIUS_CONTROL)
    painter.restore()


def draw_shape(painter: QPainter, look: Look, shape: Shape, left: float, middle: float) -> None:
    """Draw a status shape of 10 by 10 whose left edge and middle line are given."""
    size = SHAPE_SIZE
    box = QRectF(left, middle - size / 2, size, size).adjusted(0.5, 0.5, -0.5, -0.5)
    tokens = look.tokens
    blue, grey = QColor(tokens.c1), QColor(tokens.ended)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blue)
    match shape:
        case "disc":
            painter.drawEllipse(box)
        case "half_disc":
            painter.drawPie(box, 90 * 16, 180 * 16)
            _outline(painter, blue)
            painter.drawEllipse(box)
        case "square":
            painter.setBrush(grey)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        case "ring" | "dashed_ring":
            _outline(painter, grey, is_dashed=shape == "dashed_ring")
            painter.drawEllipse(box)
        case "red_triangle" | "amber_triangle":
            painter.setBrush(QColor(tokens.red_shape if shape == "red_triangle" else tokens.amber_shape))
            painter.drawPolygon(_triangle(box))
        case "amber_disc":
            painter.setBrush(QColor(tokens.amber_shape))
            painter.drawEllipse(box)
        case "clock":
            _outline(painter, QColor(tokens.ink2))
            painter.drawEllipse(box)
            painter.drawPolyline(
                [QPointF(box.center().x(), box.top() + 2), box.center(), box.center() + QPointF(2, 0)]
            )
        case "dashed_square":
            _outline(painter, grey, is_dashed=True)
            painter.drawRect(box)
        case "diamond":
            painter.drawPolygon(_diamond(box))
        case "half_diamond":
            _outline(painter, blue)
            painter.drawPolygon(_diamond(box))
            painter.setBrush(blue)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(box.center().x(), box.top()),
                        QPointF(box.left(), box.center().y()),
                        QPointF(box.center().x(), box.bottom()),
                    ]
                )
            )
        case "open_diamond" | "dashed_diamond":
            _outline(painter, blue if shape == "open_diamond" else grey, is_dashed=shape == "dashed_diamond")
            painter.drawPolygon(_diamond(box))
    painter.restore()


def _outline(painter: QPainter, color: QColor, *, is_dashed: bool = False) -> None:
    pen = QPen(color, 1.4)
    if is_dashed:
        pen.setDashPattern([1.8, 1.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _triangle(box: QRectF) -> QPolygonF:
    return QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])


def _diamond(box: QRectF) -> QPolygonF:
    middle = box.center()
    return QPolygonF(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )
