# SPDX-License-Identifier: EUPL-1.2
"""The strip of years over a page: what ran from when to when, and where today is, also in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from coopdesk.domain.dates import first_day, last_day
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.services.pages.page import Period

LANE: Final = 26  # the words over a bar and the bar
BAR: Final = 5
AXIS: Final = 22
TOP: Final = 4
SLANT: Final = 5
LEAST_YEARS: Final = 6


@dataclass(frozen=True, slots=True)
class _Bar:
    period: Period
    left: float
    right: float
    lane: int


class YearsStrip(QWidget):
    """Paints periods over a line of years; a click on a bar opens its record."""

    opened = Signal(object)

    def __init__(
        self, look: Look, periods: Sequence[Period], today: dt.date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page.strip")
        self._look = look
        self._periods = list(periods)
        self._today = today
        self._first, self._last = _years(periods, today)
        self.setAccessibleName(self.tr("Periods"))
        self.setAccessibleDescription("; ".join(period.label for period in periods))
        self.setMouseTracking(True)
        self._bars: list[_Bar] = []
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the size: a lane for each bar that overlaps another one or its words."""
        self._bars = self._set(max(self.width(), 200))
        lanes = max((bar.lane for bar in self._bars), default=0) + 1
        return QSize(200, TOP + lanes * LANE + AXIS)

    def height_at(self, width: int) -> int:
        """Give the height on a width."""
        self._bars = self._set(width)
        return TOP + (max((bar.lane for bar in self._bars), default=0) + 1) * LANE + AXIS

    def x_of(self, day: dt.date) -> float:
        """Give where a day stands."""
        first = dt.date(self._first, 1, 1)
        span = (dt.date(self._last + 1, 1, 1) - first).days
        return self.width() * (day - first).days / span

    def _set(self, width: int) -> list[_Bar]:
        """Put each bar in the first lane where it and its words are free; the earliest stand lowest."""
        first = dt.date(self._first, 1, 1)
        span = (dt.date(self._last + 1, 1, 1) - first).days
        taken: list[list[tuple[float, float]]] = []
        bars = []
        for period in self._periods:
            start = first_day(period.start) if period.start else first
            end = last_day(period.end) + dt.timedelta(days=1) if period.end else None
            left = max(width * (start - first).days / span, 0.0)
            right = width * (end - first).days / span if end else float(width)
            words = min(left, max(width - text_width(self._look, period.label, "small_medium") - 2, 0))
            reach = (
                min(left, words),
                max(right, words + text_width(self._look, period.label, "small_medium") + 12),
            )
            lane = next(
                (n for n, spans in enumerate(taken) if all(reach[1] <= a or reach[0] >= b for a, b in spans)),
                len(taken),
            )
            if lane == len(taken):
                taken.append([])
            taken[lane].append(reach)
            bars.append(_Bar(period, left, right, lane))
        return bars

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars, years and today."""
        self._bars = self._set(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis = self.height() - AXIS
        self._paint_years(painter, axis)
        self._paint_today(painter, axis)
        for bar in self._bars:
            self._paint_bar(painter, bar, axis)
        painter.end()

    def _paint_years(self, painter: QPainter, axis: int) -> None:
        tokens = self._look.tokens
        painter.fillRect(QRectF(0, axis, self.width(), 1), QColor(tokens.line))
        years = self._last - self._first + 1
        each = self.width() / years
        every = max(1, round(44 / each + 0.49))
        for number in range(0, years, every):
            x = round(self.x_of(dt.date(self._first + number, 1, 1)))
            painter.fillRect(QRectF(x, axis, 1, 5), QColor(tokens.line))
            rect = QRect(x + 5, axis + 4, max(int(each * every) - 6, 30), AXIS - 4)
            draw_text(painter, self._look, rect, str(self._first + number), "micro", "ink3")

    def _paint_bar(self, painter: QPainter, bar: _Bar, axis: int) -> None:
        tokens, look = self._look.tokens, self._look
        top = axis - 3 - BAR - bar.lane * LANE
        width = text_width(look, bar.period.label, "small_medium")
        words = round(min(bar.left, max(self.width() - width - 2, 0)))
        rect = QRect(words, top - 18, min(width + 4, self.width() - words), 16)
        today = self.x_of(self._today)
        painter.setPen(Qt.PenStyle.NoPen)
        if bar.period.is_gap:
            self._paint_gap(painter, QRectF(bar.left, top - 2, bar.right - bar.left, BAR + 4))
        else:
            is_open = bar.period.end is None
            end = min(bar.right, today) if is_open else bar.right
            painter.setBrush(QColor(tokens.ended if bar.period.is_ended else tokens.c1))
            painter.drawPolygon(_outline(bar.left, max(end, bar.left + 3), top, bar.period))
            if is_open and bar.right > today:
                painter.fillRect(QRectF(today, top, bar.right - today, BAR), QColor(tokens.c3))
        painter.fillRect(rect, QColor(tokens.base))
        draw_text(painter, look, rect, bar.period.label, "small_medium", "ink2")

    def _paint_gap(self, painter: QPainter, rect: QRectF) -> None:
        pen = QPen(QColor(self._look.tokens.ended), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)

    def _paint_today(self, painter: QPainter, axis: int) -> None:
        x = self.x_of(self._today)
        painter.fillRect(QRectF(x, 0, 2, axis), QColor(self._look.tokens.link))
        words = self.tr("today")
        width = text_width(self._look, words, "micro")
        left = round(x) + 6 if x + width + 8 < self.width() else round(x) - width - 4
        draw_text(painter, self._look, QRect(left, 0, width + 2, 14), words, "micro", "link")

    def _bar_at(self, point: QPointF) -> _Bar | None:
        axis = self.height() - AXIS
        for bar in self._bars:
            top = axis - 3 - BAR - bar.lane * LANE
            width = text_width(self._look, bar.period.label, "small_medium")
            reach = max(bar.right - bar.left, float(width))
            if QRectF(bar.left, top - 18, reach, 18 + BAR + 3).contains(point):
                return bar
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which bar would open."""
        bar = self._bar_at(event.position())
        can_open = bar is not None and bar.period.target is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor)
        self.setToolTip(bar.period.label if bar is not None else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the record of a bar."""
        bar = self._bar_at(event.position())
        if bar is not None and bar.period.target is not None:
            self.opened.emit(bar.period.target)


def _outline(left: float, right: float, top: float, period: Period) -> QPolygonF:
    """Give the outline of a bar; an end of which only the year is known is slanted."""
    begins = SLANT if period.start and len(period.start) == 4 else 0
    ends = SLANT if period.end and len(period.end) == 4 else 0
    return QPolygonF(
        [
            QPointF(left + begins, top),
            QPointF(right, top),
            QPointF(right - ends, top + BAR),
            QPointF(left, top + BAR),
        ]
    )


def _years(periods: Sequence[Period], today: dt.date) -> tuple[int, int]:
    starts = [int(period.start[:4]) for period in periods if period.start]
    ends = [int(period.end[:4]) for period in periods if period.end]
    first, last = min([*starts, today.year]), max([*ends, today.year]) + 1
    return min(first, last - LEAST_YEARS + 1), last
