# SPDX-License-Identifier: EUPL-1.2
"""What the keyboard meets as one presses Tab, as a screen reader and an eye would tell it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QScrollArea, QWidget
from shiboken6 import isValid

MOST_STOPS = 400
INNER_TABS = 60
"""So often Tab may go on within one part, as from link to link of a page of the help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place of the keyboard: what is heard there, where it lies, whether the eye sees it."""

    widget: QWidget
    said: str
    role: str
    rect: QRect
    is_focusable: bool
    is_seen: bool
    room: QScrollArea | None
    room_rect: QRect

    def __str__(self) -> str:
        """Name it for whoever reads a failed test."""
        return f"{type(self.widget).__name__} “{self.widget.objectName()}” ({self.said})"


def heard(widget: QWidget) -> str:
    """Give what a screen reader says first: the name. On Linux Qt puts the value of a drop-down there."""
    if isinstance(widget, QComboBox):
        labels = widget.window().findChildren(QLabel)
        return widget.accessibleName() or next((one.text() for one in labels if one.buddy() is widget), "")
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def walk(window: QWidget, settle: Callable[[], None]) -> tuple[list[Stop], QWidget | None]:
    """Press Tab until one comes round; gives the stops, and where one came back to, None for nowhere."""
    found: list[tuple[QWidget, str, str, bool, QImage]] = []
    seen: list[bool] = []
    inner = 0
    focus = QApplication.focusWidget()
    while focus is not None and len(found) < MOST_STOPS:
        if found and focus is found[-1][0] and inner < INNER_TABS:
            inner += 1
        elif any(focus is one[0] for one in found):
            break
        else:
            inner = 0
            reader = QAccessible.queryAccessibleInterface(focus)
            found.append(
                (focus, heard(focus), reader.role().name, bool(reader.state().focusable), look_of(focus))
            )
        before = focus
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is not before:
            seen.append(look_of(before) != found[-1][4])
    settle()
    seen += [True] * (len(found) - len(seen))
    stops = [
        Stop(widget=widget, said=said, role=role, is_focusable=is_focusable, is_seen=is_seen,
             rect=QRect(place_of(widget, window), widget.size()), room=(room := room_of(widget)),
             room_rect=QRect(place_of(room or widget, window), (room or widget).size()))
        for (widget, said, role, is_focusable, _), is_seen in zip(found, seen, strict=True)
        if isValid(widget)
    ]  # fmt: skip
    return stops, focus


def place_of(widget: QWidget, window: QWidget) -> QPoint:
    """Give where a widget lies in the window, as if nothing was scrolled."""
    place, inside = widget.mapTo(window, QPoint(0, 0)), widget.parentWidget()
    while inside is not None and inside is not window:
        if isinstance(inside, QScrollArea):
            place.setY(place.y() + inside.verticalScrollBar().value())
        inside = inside.parentWidget()
    return place


def room_of(widget: QWidget) -> QScrollArea | None:
    """Give the part that is scrolled and in which a widget lies."""
    inside = widget.parentWidget()
    while inside is not None and not isinstance(inside, QScrollArea):
        inside = inside.parentWidget()
    return inside


def look_of(widget: QWidget) -> QImage:
    """Give how a widget is painted now."""
    return widget.grab().toImage()


def rows_without_words(view: QAbstractItemView, most: int = 30) -> list[int]:
    """Give the first rows that can be chosen and of which a screen reader would hear nothing."""
    model, silent = view.model(), []
    for row in range(min(model.rowCount(), most)):
        index = model.index(row, 0)
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
        if index.flags() & Qt.ItemFlag.ItemIsSelectable and not str(words or "").strip():
            silent.append(row)
    return silent


def steps_back(stops: list[Stop]) -> list[tuple[Stop, Stop]]:
    """Give the steps that lead neither down, nor along the line, nor into the next column.

    One of them is the way round, from the end of the part to its beginning.
    """
    found = []
    round_trip = [*stops, *stops[:1]]
    for one, other in itertools.pairwise(round_trip):
        if other.room is one.widget:
            continue
        is_same_room = one.room is other.room
        a, b = (one.rect, other.rect) if is_same_room else (one.room_rect, other.room_rect)
        goes_down = b.center().y() > a.center().y() and b.bottom() > a.top()
        goes_along = b.left() >= a.left() and b.top() < a.bottom() and b.bottom() > a.top()
        is_next_column = b.left() >= a.right()
        if not (goes_down or goes_along or is_next_column):
            found.append((one, other))
    return found
