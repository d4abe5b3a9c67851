# SPDX-License-Identifier: EUPL-1.2
"""Painting items that were set: words, shapes, hairlines, the ring of the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_hairline, draw_shape, draw_text
from coopdesk.gui.look.tokens import RADIUS_CONTROL
from coopdesk.gui.pages.items import Stop
from coopdesk.gui.pages.setting import Placed
from coopdesk.gui.pages.text_flow import Run


def paint_items(
    widget: QWidget,
    look: Look,
    placed: Sequence[Placed],
    exposed: QRect,
    *,
    current: Placed | None,
    stop: Stop | None,
    hovered: Stop | None,
) -> None:
    """Paint items; `current` has the keyboard on its link `stop`, `hovered` is under the mouse."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    right = widget.width()
    for one in placed:
        if not one.rect.intersects(exposed):
            continue
        if one is current and one.item.kind in {"row", "group"}:
            painter.fillRect(one.rect.adjusted(0, 0, 0, -1), QColor(look.tokens.tint))
        if one.has_hairline:
            draw_hairline(painter, look, one.rect.x(), min(one.rect.right() + 1, right), one.rect.bottom())
        if one.shape is not None:
            draw_shape(painter, look, one.shape[0], one.shape[1] + 1, one.shape[2])
        if one.chevron is not None:
            _chevron(painter, look, *one.chevron, ratio=widget.devicePixelRatioF())
        for run in one.runs:
            _words(painter, look, run, is_hovered=run.stop is not None and run.stop == hovered)
    if current is not None:
        _ring(painter, look, current, stop, QRect(0, 0, right, widget.height()))
    painter.end()


def _words(painter: QPainter, look: Look, run: Run, *, is_hovered: bool) -> None:
    width = draw_text(painter, look, run.rect, run.text, run.role, run.token)
    if is_hovered and run.token == "link":
        base = run.rect.center().y() + 7
        painter.fillRect(QRect(run.rect.x(), base, width, 1), QColor(look.tokens.link))


def _chevron(painter: QPainter, look: Look, is_folded: bool, left: int, middle: int, *, ratio: float) -> None:
    name = "chevron-right" if is_folded else "chevron-down"
    painter.drawPixmap(left, middle - 6, look.pixmap(name, 12, "ink3", ratio))


def _ring(painter: QPainter, look: Look, placed: Placed, stop: Stop | None, within: QRect) -> None:
    """Draw the ring round the link the keyboard stands on, or round the item where it has one or none."""
    area = QRect(placed.rect)
    if stop is not None and (len(placed.item.stops) > 1 or placed.item.kind in {"fact", "line"}):
        rects = [run.rect for run in placed.runs if run.stop == stop]
        if rects:
            area = rects[0]
            for rect in rects[1:]:
                area = area.united(rect)
            area = area.adjusted(-3, 0, 3, 0)
    area = area.intersected(within)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.tokens.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
