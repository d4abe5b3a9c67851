# SPDX-License-Identifier: EUPL-1.2
"""Reads a sheet cell by cell: slower than calamine, but sure of every address and of what is no value.

The second opinion: for sheets written in unusual ways (UTF-16, rows out of order, comments, new error
codes), with stray cells far away, and wherever calamine fails or disagrees with the scan. openpyxl is
not used for this, since it loses rows that are out of order and every sheet of a Strict workbook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from coopdesk.exchange.addresses import LAST_ROW, MAX_COLUMNS, MAX_ROWS, cell_address, column_number
from coopdesk.exchange.raw import RawValue
from coopdesk.exchange.reading.book_parts import NOT_XML, is_true, new_parser
from coopdesk.exchange.reading.cell_values import BookValues, TextCollector, Unreadable, value_of
from coopdesk.exchange.reading.refusals import Refused
from coopdesk.exchange.reading.sheet_scan import Corners, SheetFacts

MAX_STRAYS: Final = 50
ROW_GAP: Final = 1_000  # a value this far below the others does not belong to their table
COLUMN_GAP: Final = 20

_ADDRESS: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")
_AREA: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})$")


@dataclass(slots=True, kw_only=True)
class SheetCells:
    """The values of a sheet by row and column, and the facts about its cells."""

    facts: SheetFacts = field(default_factory=SheetFacts)
    rows: dict[int, dict[int, RawValue]] = field(default_factory=dict)
    unreadable: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """Code and what the cell shows, for those beside the errors and formulas in the facts."""
    left_out: list[str] = field(default_factory=list)


def read_cells(xml: bytes, book: BookValues, *, file_name: str, sheet: str) -> SheetCells:
    """Read every cell of a sheet; raises Refused if it is damaged or too large.

    A few stray values far away from the others are left out and listed.
    """
    reader = _CellReader(new_parser(), book)
    reader.parser.StartElementHandler = reader.start
    reader.parser.EndElementHandler = reader.end
    try:
        reader.parser.Parse(xml, True)
    except NOT_XML as error:
        raise Refused("sheet-damaged", file=file_name, sheet=sheet) from error
    except _TooManyFar as error:
        raise _too_large(reader.far[-1], file_name=file_name, sheet=sheet) from error
    found = reader.found
    found.facts.last_row, last_column = _extent(found)
    for row, column in reader.far:
        is_below = row > LAST_ROW and row - found.facts.last_row < ROW_GAP
        is_beside = column > MAX_COLUMNS and column - last_column < COLUMN_GAP
        if is_below or is_beside:
            raise _too_large((row, column), file_name=file_name, sheet=sheet)
        found.left_out.append(cell_address(row, column))
    return found


class _CellReader(TextCollector):
    """Follows the XML of one sheet and keeps what it finds in `found`; values far away go to `far`."""

    def __init__(self, parser: expat.XMLParserType, book: BookValues) -> None:
        super().__init__(parser)
        self.found = SheetCells()
        self.far: list[tuple[int, int]] = []
        self._book = book
        self._row = self._column = 0
        self._in_cell = self._in_guide = self._has_formula = False
        self._attributes: dict[str, str] = {}
        self._value: str | None = None
        self._runs: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._start_cell(attributes)
        elif self._in_cell:
            self._start_inside_cell(local, attributes)
        elif local == "row":
            self._row = _whole(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            if is_true(attributes.get("hidden")) or attributes.get("ht") == "0":
                self.found.facts.hidden_rows.add(self._row)
        elif local == "col" and (is_true(attributes.get("hidden")) or attributes.get("width") == "0"):
            run = (_whole(attributes.get("min", "")), _whole(attributes.get("max", "")))
            self.found.facts.hidden_columns.append(run)
        elif local == "mergeCell" and (area := _AREA.match(attributes.get("ref", ""))):
            self.found.facts.merged.append(_corners(area))

    def end(self, name: str) -> None:
        if not self._in_cell:
            return
        local = name.rpartition(":")[2]
        if local == "v":
            self._value = self.close()
        elif local == "t" and self._runs is not None and not self._in_guide:
            self._runs.append(self.close())
        elif local == "rPh":
            self._in_guide = False
        elif local == "c":
            self._in_cell = False
            self._finish_cell()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        elif address := _ADDRESS.match(reference):
            self._row, self._column = _whole(address[2]), column_number(address[1].upper())
        else:
            raise expat.ExpatError(f"address {reference[:20]}")
        self._attributes = attributes
        self._value, self._runs, self._has_formula, self._in_cell = None, None, False, True

    def _start_inside_cell(self, local: str, attributes: dict[str, str]) -> None:
        if local == "v":
            self.open(attributes, is_text=False)
        elif local == "f":
            self._has_formula = True
        elif local == "is":
            self._runs = []
        elif local == "rPh":
            self._in_guide = True
        elif local == "t" and self._runs is not None and not self._in_guide:
            self.open(attributes, is_text=True)

    def _finish_cell(self) -> None:
        sort = self._attributes.get("t", "n")
        text = "".join(self._runs) if self._runs is not None else self._value
        if sort == "inlineStr" and self._runs is None:
            text = None  # its text is elsewhere, or nowhere
        uncalculated = self._has_formula and self._is_uncalculated(sort)
        if not text and not uncalculated:
            return
        place = (self._row, self._column)
        if self._row > LAST_ROW or self._column > MAX_COLUMNS:
            self.far.append(place)
            if len(self.far) > MAX_STRAYS:
                raise _TooManyFar
        elif uncalculated:
            self.found.facts.not_calculated.add(place)
        elif sort == "e":
            self.found.facts.errors[place] = str(text)
        else:
            self._keep(place, str(text), sort)

    def _is_uncalculated(self, sort: str) -> bool:
        if not self._value:
            return not (sort == "str" and self._value == "")  # that one was calculated and gave an empty text
        return self._book.never_calculated and self._value == "0"

    def _keep(self, place: tuple[int, int], text: str, sort: str) -> None:
        value = value_of(text, sort, self._attributes.get("s", "0"), self._book)
        if isinstance(value, Unreadable):
            self.found.unreadable[place] = (value.code, text[:100])
        else:
            self.found.rows.setdefault(place[0], {})[place[1]] = value


class _TooManyFar(Exception):
    """More values beyond the limits than a slip of the hand leaves."""


def _too_large(place: tuple[int, int], *, file_name: str, sheet: str) -> Refused:
    if place[0] > LAST_ROW:
        return Refused("sheet-too-long", file=file_name, sheet=sheet, limit=MAX_ROWS)
    return Refused("sheet-too-wide", file=file_name, sheet=sheet, limit=MAX_COLUMNS)


def _extent(found: SheetCells) -> tuple[int, int]:
    """Give the last row and the last column with anything in a cell."""
    places = (*found.facts.errors, *found.facts.not_calculated, *found.unreadable)
    last_row = max(max(found.rows, default=0), max((row for row, _ in places), default=0))
    last_column = max((max(row) for row in found.rows.values()), default=0)
    return last_row, max(last_column, max((column for _, column in places), default=0))


def _corners(area: re.Match[str]) -> Corners:
    return int(area[2]), column_number(area[1]), int(area[4]), column_number(area[3])


def _whole(text: str) -> int:
    """Give a row or column number; a damaged one ends the reading."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and int(text) > 0):
        raise expat.ExpatError(f"number {text[:20]}")
    return int(text)
