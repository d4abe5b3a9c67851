# SPDX-License-Identifier: EUPL-1.2
"""Reads a sheet cell by cell: slower than calamine, but sure of every address and of what is no value.

The second opinion: for sheets written in unusual ways (UTF-16, rows out of order, comments, new error
codes), with stray cells far away, and wherever calamine fails or disagrees with the scan. openpyxl is
not used for this, since it loses rows that are out of order and every sheet of a Strict workbook.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from xml.parsers import expat

from coopdesk.domain.errors import UserError
from coopdesk.exchange.book_parts import elements, is_true, new_parser
from coopdesk.exchange.raw import (
    CELL_BROKEN,
    CELL_DATE_OUT_OF_RANGE,
    CELL_NOT_A_NUMBER,
    MAX_COLUMNS,
    MAX_ROWS,
    Area,
    RawValue,
    cell_address,
    column_number,
)
from coopdesk.exchange.sheet_scan import SheetFacts

MAX_STRAYS: Final = 50
ROW_GAP: Final = 1_000  # a value this far below the others does not belong to the table
COLUMN_GAP: Final = 20

_ADDRESS: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")
_AREA: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})$")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_SERIAL: Final = 2_958_466  # 1 January 10000, beyond what Excel and Python can show
_XML_SPACE: Final = " \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookValues:
    """What cells refer to: the shared texts, and the sort of value each cell style shows.

    A style is "date" or "duration"; every other number is a plain one and not listed.
    """

    texts: Sequence[str] = ()
    styles: dict[int, str] = field(default_factory=dict)
    date1904: bool = False
    never_calculated: bool = False


@dataclass(slots=True, kw_only=True)
class SheetCells:
    """The values of a sheet by row and column, and the facts about its cells."""

    facts: SheetFacts = field(default_factory=SheetFacts)
    rows: dict[int, dict[int, RawValue]] = field(default_factory=dict)
    unreadable: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """Code and what the cell shows, beside the errors and formulas in the facts."""
    left_out: list[str] = field(default_factory=list)


def read_cells(xml: bytes, values: BookValues, *, file_name: str, sheet: str) -> SheetCells:
    """Read every cell of a sheet; raises UserError if it is damaged or too large.

    A few stray values far away from the others are left out and listed.
    """
    reader = _CellReader(values)
    parser = new_parser()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    reader.parser = parser
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise UserError("sheet-damaged", file=file_name, sheet=sheet) from error
    except _TooManyFar as error:
        code, limit = ("sheet-too-long", MAX_ROWS) if reader.far[-1][0] > MAX_ROWS else ("sheet-too-wide", MAX_COLUMNS)
        raise UserError(code, file=file_name, sheet=sheet, limit=limit) from error
    found = reader.found
    _settle_strays(found, reader.far, file_name=file_name, sheet=sheet)
    found.facts.last_row = max(found.rows, default=0)
    return found


def read_texts(xml: bytes) -> list[str]:
    """Give the shared texts of a workbook, rich text joined, pronunciation guides left out."""
    reader = _TextReader()
    parser = new_parser()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    reader.parser = parser
    parser.Parse(xml, True)
    return reader.texts


def read_styles(xml: bytes) -> dict[int, str]:
    """Give the cell styles that show a date or a duration; raises ExpatError."""
    codes: dict[str, str] = {}
    styles: dict[int, str] = {}
    count = 0
    for element in elements(xml):
        facts = element.attributes
        if element.name == "numFmt" and element.parent == "numFmts":
            codes[facts.get("numFmtId", "")] = facts.get("formatCode", "")
        elif element.name == "xf" and element.parent == "cellXfs":
            number = facts.get("numFmtId", "0")
            sort = _sort_of_code(codes[number]) if number in codes else _BUILT_IN.get(number)
            if sort:
                styles[count] = sort
            count += 1
    return styles


_BUILT_IN: Final = {
    str(number): "duration" if number == 46 else "date"
    for number in (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
}


def _sort_of_code(code: str) -> str | None:
    """Tell from a number format of the workbook whether it shows a date, a duration or neither."""
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.', "", code).lower()
    if re.search(r"\[(?:h+|m+|s+)\]", bare):
        return "duration"
    first = re.sub(r"\[[^\]]*\]", "", bare).partition(";")[0]
    return "date" if re.search(r"[dmyhs]", first) else None


class _TextCollector:
    """Collects the characters of one element at a time; the parser calls back only while one is open."""

    parser: expat.XMLParserType

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._keeps_spaces = False

    def _open(self, attributes: dict[str, str]) -> None:
        self._pieces = []
        self._keeps_spaces = attributes.get("xml:space") == "preserve"
        self.parser.CharacterDataHandler = self._pieces.append

    def _close(self, *, is_text: bool) -> str:
        self.parser.CharacterDataHandler = None
        content = "".join(self._pieces)
        if is_text and not self._keeps_spaces:
            content = content.strip(_XML_SPACE)
        return _ESCAPE.sub(_unescape, content) if "_x" in content else content


class _TextReader(_TextCollector):
    """Reads the part with the shared texts."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._runs: list[str] = []
        self._in_guide = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self._runs = []
        elif local == "rPh":
            self._in_guide = True
        elif local == "t" and not self._in_guide:
            self._open(attributes)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self.texts.append("".join(self._runs))
        elif local == "rPh":
            self._in_guide = False
        elif local == "t" and not self._in_guide:
            self._runs.append(self._close(is_text=True))


class _CellReader(_TextCollector):
    """Follows the XML of one sheet and keeps what it finds in `found`; values far away go to `far`."""

    def __init__(self, values: BookValues) -> None:
        super().__init__()
        self.found = SheetCells()
        self.far: list[tuple[int, int]] = []
        self._values = values
        self._row = 0
        self._column = 0
        self._in_cell = self._in_guide = False
        self._attributes: dict[str, str] = {}
        self._value: str | None = None
        self._runs: list[str] | None = None
        self._has_formula = False

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
        elif local == "mergeCell" and (corners := _AREA.match(attributes.get("ref", ""))):
            self.found.facts.merged.append(_area(corners))

    def end(self, name: str) -> None:
        if not self._in_cell:
            return
        local = name.rpartition(":")[2]
        if local == "v":
            self._value = self._close(is_text=False)
        elif local == "t" and self._runs is not None and not self._in_guide:
            self._runs.append(self._close(is_text=True))
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
            self._open(attributes)
        elif local == "f":
            self._has_formula = True
        elif local == "is":
            self._runs = []
        elif local == "rPh":
            self._in_guide = True
        elif local == "t" and self._runs is not None and not self._in_guide:
            self._open(attributes)

    def _finish_cell(self) -> None:
        sort = self._attributes.get("t", "n")
        text = "".join(self._runs) if self._runs is not None else self._value
        uncalculated = self._has_formula and self._is_uncalculated(sort)
        if not uncalculated and (text is None or (text == "" and sort != "e")):
            return
        place = (self._row, self._column)
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
            self.far.append(place)
            if len(self.far) > MAX_STRAYS:
                raise _TooManyFar
            return
        if uncalculated:
            self.found.facts.not_calculated.add(place)
        elif sort == "e":
            self.found.facts.errors[place] = text or ""
        else:
            value = self._convert(text or "", sort)
            if isinstance(value, _Unreadable):
                self.found.unreadable[place] = (value.code, (text or "")[:100])
                value = None
            self.found.rows.setdefault(self._row, {})[self._column] = value

    def _is_uncalculated(self, sort: str) -> bool:
        if sort == "e" or (sort == "str" and self._value == ""):
            return False
        return not self._value or (self._values.never_calculated and self._value == "0")

    def _convert(self, text: str, sort: str) -> RawValue | _Unreadable:
        """Make a value of the text of a cell the way calamine does, or say why that cannot be."""
        if sort in ("str", "inlineStr"):
            return text
        if sort == "s":
            known = self._values.texts
            index = int(text) if text.isascii() and text.isdigit() else len(known)
            return known[index] if index < len(known) else _Unreadable(CELL_BROKEN)
        if sort == "b":
            return text.strip() not in ("0", "false")
        if sort == "d":
            return _iso_date(text)
        if sort != "n":
            return _Unreadable(CELL_BROKEN)
        try:
            number = float(text)
        except ValueError:
            return text
        if not math.isfinite(number):
            return _Unreadable(CELL_NOT_A_NUMBER)
        style = self._attributes.get("s", "0")
        shows = self._values.styles.get(int(style)) if style.isascii() and style.isdigit() else None
        return from_serial(number, shows, date1904=self._values.date1904) if shows else number


@dataclass(frozen=True, slots=True)
class _Unreadable:
    code: str


class _TooManyFar(Exception):
    """More values beyond the limits than a slip of the hand leaves."""


def from_serial(number: float, shows: str, *, date1904: bool) -> RawValue | _Unreadable:
    """Give the date, time or duration that Excel shows for a number."""
    if shows == "duration":
        return timedelta(days=number) if abs(number) < _LAST_SERIAL else _Unreadable(CELL_DATE_OUT_OF_RANGE)
    if not 0 <= number < _LAST_SERIAL - (1462 if date1904 else 0):
        return _Unreadable(CELL_DATE_OUT_OF_RANGE)
    epoch = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    moment = epoch + timedelta(milliseconds=round(number * 86_400_000))
    if number < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _iso_date(text: str) -> RawValue:
    for make in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            value = make(text)
        except ValueError:
            continue
        is_local = not isinstance(value, datetime | time) or value.tzinfo is None
        return value if is_local else text
    return text


def _settle_strays(found: SheetCells, far: list[tuple[int, int]], *, file_name: str, sheet: str) -> None:
    """Leave out a few values that lie far away; a table that simply goes on is refused instead."""
    last_row = max(found.rows, default=0)
    last_column = max((max(row) for row in found.rows.values()), default=0)
    for row, column in far:
        if row > MAX_ROWS and row - last_row < ROW_GAP:
            raise UserError("sheet-too-long", file=file_name, sheet=sheet, limit=MAX_ROWS)
        if column > MAX_COLUMNS and column - last_column < COLUMN_GAP:
            raise UserError("sheet-too-wide", file=file_name, sheet=sheet, limit=MAX_COLUMNS)
        found.left_out.append(cell_address(row, column))


def _area(corners: re.Match[str]) -> Area:
    return Area(
        first_row=int(corners[2]),
        first_column=column_number(corners[1]),
        last_row=int(corners[4]),
        last_column=column_number(corners[3]),
    )


def _whole(text: str) -> int:
    """Give a row or column number; a damaged one ends the reading."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 7 and int(text) > 0):
        raise expat.ExpatError(f"number {text[:20]}")
    return int(text)


def _unescape(match: re.Match[str]) -> str:
    """Give the character of Excel's _xHHHH_; halves of a pair stay as they are written."""
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)
