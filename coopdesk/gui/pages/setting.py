# SPDX-License-Identifier: EUPL-1.2
"""Setting the items of a section on a width: where each word stands. Painting only follows it.

Measured in logical pixels with the fonts of the look, so larger system text makes taller rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRect

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import ROW_LINKED
from coopdesk.gui.look.type_roles import Role
from coopdesk.gui.pages.items import Item, Stop
from coopdesk.gui.pages.text_flow import LINE, Flow, Measure, Run, role_of, token_of, wrapped
from coopdesk.services.pages.page import Line, Piece, Shape

PAD: Final = 4  # room at both sides of a list for the ring of the keyboard
GUTTER: Final = 20  # from the left edge of a shape to the text beside it
GAP: Final = 16
STEP: Final = 20  # how far a branch stands in
CHEVRON: Final = 16
LABELS: Final = (96, 132)


@dataclass(slots=True)
class Placed:
    """An item with its place, and everything that is painted in it."""

    item: Item
    rect: QRect
    runs: list[Run] = field(default_factory=list)
    shape: tuple[Shape, int, int] | None = None
    chevron: tuple[bool, int, int] | None = None
    has_hairline: bool = False

    def shift(self, by: int) -> None:
        """Move everything to the right."""
        self.rect.translate(by, 0)
        for run in self.runs:
            run.rect.translate(by, 0)
        if self.shape is not None:
            self.shape = (self.shape[0], self.shape[1] + by, self.shape[2])
        if self.chevron is not None:
            self.chevron = (self.chevron[0], self.chevron[1] + by, self.chevron[2])


class Setter:
    """Sets the items of one section; `layout` and `aligns` are those of the section."""

    def __init__(self, look: Look, measure: Measure, layout: str, aligns: str) -> None:
        self._measure = measure
        self._layout = layout
        self._aligns = aligns
        self._row = measure.height("body", ROW_LINKED)
        self._line = measure.height("body", LINE)

    def set(self, items: Sequence[Item], width: int) -> tuple[list[Placed], int]:
        """Give the items at their places, and the height of all; everything stands in by `PAD`."""
        placed, height = self._set(items, width)
        for one in placed:
            one.shift(PAD)
        return placed, height

    def _set(self, items: Sequence[Item], width: int) -> tuple[list[Placed], int]:
        if self._layout == "pairs":
            return self._pairs(items, width)
        placed: list[Placed] = []
        labels = self._label_width(items)
        columns = self._columns(items, width)
        y = 0
        for item in items:
            one = self._one(item, width, y, labels, columns)
            placed.append(one)
            y += one.rect.height()
        return placed, y

    # one below the other

    def _one(self, item: Item, width: int, y: int, labels: int, columns: list[int]) -> Placed:
        match item.kind:
            case "line":
                return self._flowing(item, 0, width, y)
            case "fact":
                return self._fact(item, width, y, labels)
            case "group":
                return self._group(item, QRect(0, y, width, self._row))
            case "heads":
                return self._heads(item, columns, QRect(0, y, width, self._row - 2))
            case "remark" | "more":
                return self._words(item, QRect(0, y, width, self._row))
            case _:
                wraps = self._layout == "wrapped"
                return self._wrapped(item, width, y) if wraps else self._straight(item, width, y, columns)

    def _label_width(self, items: Sequence[Item]) -> int:
        widths = [self._measure.width(item.label, "small") for item in items if item.kind == "fact"]
        return min(max([*widths, LABELS[0] - 12]), LABELS[1] - 12) + 12 if widths else 0

    def _fact(self, item: Item, width: int, y: int, labels: int) -> Placed:
        placed = self._flowing(item, labels, width, y)
        lines = wrapped(self._measure, item.label, "small", labels - 8)[:3]
        for number, text in enumerate(lines):
            rect = QRect(0, y + number * self._line, labels - 8, self._line)
            placed.runs.insert(number, Run(rect, text, "small", "ink3", None, item.label))
        placed.rect.setHeight(max(placed.rect.height(), len(lines) * self._line))
        return placed

    def _flowing(self, item: Item, left: int, width: int, y: int) -> Placed:
        """Set pieces one after the other like a sentence, over as many lines as they take."""
        runs: list[Run] = []
        top = y
        for line in item.lines:
            flow = Flow(self._measure, item.stops, QRect(left, top, width - left, self._line))
            runs += flow.set(line)
            top += flow.lines * self._line
        return Placed(item, QRect(0, y, width, max(top - y, self._line)), runs)

    def _group(self, item: Item, rect: QRect) -> Placed:
        middle = rect.center().y() + 1
        runs = [Run(rect.adjusted(CHEVRON, 0, 0, 0), item.label, "section", "ink2")]
        left = CHEVRON + self._measure.width(item.label, "section") + 6
        runs.append(Run(rect.adjusted(left, 0, 0, 0), f"{item.count:,}", "small", "ink3"))
        return Placed(item, rect, runs, chevron=(item.is_folded, 0, middle), has_hairline=True)

    def _heads(self, item: Item, columns: list[int], rect: QRect) -> Placed:
        runs = []
        for number, x in enumerate(columns):
            text = item.cells[number][0].text if number < len(item.cells) else ""
            right = columns[number + 1] - GAP if number + 1 < len(columns) else rect.width()
            if text:
                runs.append(Run(QRect(x, rect.y(), right - x, rect.height()), text, "micro", "ink3"))
        return Placed(item, rect, runs)

    def _words(self, item: Item, rect: QRect) -> Placed:
        text = item.label or "".join(piece.text for line in item.lines for piece in line)
        role, token = ("small_medium", "link") if item.kind == "more" else ("small", "ink3")
        stop = Stop(text) if item.kind == "more" else None
        used = rect.adjusted(0, 0, self._measure.width(text, "small") + 4 - rect.width(), 0)
        return Placed(item, rect, [Run(used if stop else rect, text, role, token, stop, text)])  # type: ignore[arg-type] # a role

    # rows with columns

    def _columns(self, items: Sequence[Item], width: int) -> list[int]:
        """Give where the columns begin: as wide as their widest cell, the first takes what is left."""
        rows = [item for item in items if item.kind in {"row", "heads"}]
        count = max((len(item.cells) for item in rows), default=0)
        if count == 0 or self._layout != "rows":
            return []
        natural = [0] * count
        for item in rows:
            for number, cell in enumerate(item.cells):
                role: Role = "micro" if item.kind == "heads" else "body"
                natural[number] = max(natural[number], self._measure.line(cell, role))
        between = GAP * (count - 1)
        most = max(int(width * 0.55) - between, width - natural[0] - between, 40)
        others = sum(natural[1:])
        if others > most:
            natural[1:] = [max(int(one * most / others), 24) if one else 0 for one in natural[1:]]
        starts, x = [], width
        for one in reversed(natural[1:]):
            x -= one
            starts.append(x)
            x -= GAP if one else 0
        return [0, *reversed(starts)]

    def _straight(self, item: Item, width: int, y: int, columns: list[int]) -> Placed:
        """Set a row on one line; what does not fit is elided when it is painted."""
        height = self._row + (self._row - 3 if item.second else 0)
        placed = Placed(item, QRect(0, y, width, height), has_hairline=True)
        indent = self._indent(item, placed, y)
        edges, taken = self._edges(item, columns, width), 0
        for number, cell in enumerate(item.cells):
            is_right = self._is_right(number, len(item.cells))
            left = columns[number] if number else indent
            right = edges[number]
            if is_right and number:  # it ends with its column, and may begin where the words before it end
                right = columns[number + 1] - GAP if number + 1 < len(columns) else width
                left = min(left, max(taken + GAP, 0))
            rect = QRect(left, y, max(right - left, 10), self._row)
            placed.runs += self._cell(cell, item, rect, is_right)
            taken = placed.runs[-1].rect.right() if placed.runs else taken
        if item.second:
            rect = QRect(indent, y + self._row - 4, width - indent, self._row - 2)
            placed.runs += self._cell(item.second, item, rect, False)
        return placed

    def _edges(self, item: Item, columns: list[int], width: int) -> list[int]:
        """Give where each cell of a row ends: where the words of the next one that has any begin."""
        edges, edge = [], width + GAP
        for number in range(len(item.cells) - 1, -1, -1):
            edges.append(edge - GAP)
            needed = self._measure.line(item.cells[number])
            if needed:
                own = columns[number + 1] - GAP if number + 1 < len(columns) else width
                is_right = self._is_right(number, len(item.cells))
                edge = max(own - needed, columns[number]) if is_right else columns[number]
        return edges[::-1]

    def _indent(self, item: Item, placed: Placed, y: int) -> int:
        indent = item.level * STEP + (CHEVRON if item.is_grouped else 0)
        if item.shape is not None:
            placed.shape = (item.shape, indent, y + self._row // 2)
            indent += GUTTER
        return indent

    def _is_right(self, number: int, count: int) -> bool:
        if number < len(self._aligns):
            return self._aligns[number] == "r"
        return number > 0 and number == count - 1

    def _cell(self, cell: Line, item: Item, rect: QRect, is_right: bool) -> list[Run]:
        """Set the pieces of a cell; those that begin beyond its end are left out."""
        widths = [self._measure.width(piece.text, role_of(piece)) for piece in cell]
        total, whole = sum(widths), "".join(piece.text for piece in cell)
        x = max(rect.x(), rect.right() + 1 - total) if is_right else rect.x()
        runs = []
        for piece, width in zip(cell, widths, strict=True):
            space = rect.right() + 1 - x
            if piece.text and space > 8:
                used = min(width, space)
                cut = whole if total > rect.width() else ""
                place = QRect(x, rect.y(), used, rect.height())
                token, stop = token_of(piece), stop_at(item, piece)
                if cell is item.cells[-1] and item.stops and item.stops[0].act is not None:
                    token, stop = "link", item.stops[0]  # the word at the end of a row that begins something
                runs.append(Run(place, piece.text, role_of(piece), token, stop, cut))
            x += width
        return runs

    def _wrapped(self, item: Item, width: int, y: int) -> Placed:
        """Set a row whose first cell takes the lines it needs; the rest stands right on the first line."""
        placed = Placed(item, QRect(0, y, width, self._row), has_hairline=True)
        indent = self._indent(item, placed, y)
        rest = tuple(piece for cell in item.cells[1:] for piece in (*cell, Piece("  ", tone="quiet")))[:-1]
        beside = min(self._measure.line(rest), width // 2) if any(piece.text.strip() for piece in rest) else 0
        first = item.cells[0] if item.cells else ()
        flow = Flow(
            self._measure,
            item.stops,
            QRect(indent, y + 2, width - indent - (beside + GAP if beside else 0), self._line),
        )
        placed.runs += flow.set(first, usual=stop_at(item, first[0]) if first else None)
        if beside:
            placed.runs += self._cell(rest, item, QRect(width - beside, y, beside, self._row), True)
        placed.rect.setHeight(max(self._row, flow.lines * self._line + 4))
        return placed

    # letters and names in columns

    def _pairs(self, items: Sequence[Item], width: int) -> tuple[list[Placed], int]:
        rows = [item for item in items if item.kind == "row"]
        groups = [item for item in items if item.kind == "group"]
        columns = self._grouped_columns(items) if groups else self._halves(rows, width)
        if groups and width < 150 * len(columns):
            columns = [[one for column in columns for one in column]]
        placed: list[Placed] = []
        each = (width - GAP * (len(columns) - 1)) // max(len(columns), 1)
        bottom = 0
        for number, column in enumerate(columns):
            below = self._pair_column(column, number * (each + GAP), each, placed)
            bottom = max(bottom, below)
        rest = [item for item in items if item.kind in {"remark", "more"}]
        for item in rest:
            placed.append(self._words(item, QRect(0, bottom, width, self._row)))
            bottom += self._row
        order = {id(item): number for number, item in enumerate(items)}
        return sorted(placed, key=lambda one: order[id(one.item)]), bottom

    def _grouped_columns(self, items: Sequence[Item]) -> list[list[Item]]:
        count = max(item.column for item in items) + 1
        return [
            [item for item in items if item.column == n and item.kind in {"row", "group"}]
            for n in range(count)
        ]

    def _halves(self, rows: list[Item], width: int) -> list[list[Item]]:
        if width < 420 or len(rows) < 4:
            return [rows]
        half = (len(rows) + 1) // 2
        return [rows[:half], rows[half:]]

    def _pair_column(self, items: Sequence[Item], x: int, width: int, placed: list[Placed]) -> int:
        letters = [self._measure.line(item.cells[0], "body_medium") for item in items if len(item.cells) > 1]
        most = min(max(letters, default=0), width // 2)
        y = 0
        for item in items:
            if item.kind == "group":
                one = Placed(item, QRect(x, y, width, self._row), [self._pair_head(item, x, y, width)])
            else:
                one = self._pair(item, x, y, width, most)
            placed.append(one)
            y += one.rect.height()
        return y

    def _pair_head(self, item: Item, x: int, y: int, width: int) -> Run:
        return Run(QRect(x, y, width, self._row), item.label, "micro", "ink3")

    def _pair(self, item: Item, x: int, y: int, width: int, most: int) -> Placed:
        letters, name = item.cells[0], item.cells[1]
        placed = Placed(item, QRect(x, y, width, self._row))
        stop = item.stops[0] if item.stops else None
        left = x
        short = "".join(piece.text for piece in letters)
        if short:
            rect = QRect(x, y, most, self._row)
            placed.runs.append(Run(rect, short, "body_medium", "ink", stop))
            left = x + most + 12
        token = "ink2" if short else "ink"
        flow = Flow(self._measure, item.stops, QRect(left, y + 2, x + width - left, self._line))
        runs = flow.set(tuple(Piece(piece.text) for piece in name), usual=stop, token=token)
        placed.runs += runs
        placed.rect.setHeight(max(self._row, flow.lines * self._line + 4))
        return placed


def stop_at(item: Item, piece: Piece) -> Stop | None:
    """Give the link that a piece of an item is part of."""
    if not piece.is_link:
        return None
    for stop in item.stops:
        if (stop.target, stop.view) == (piece.target, piece.view):
            return stop
    return None
