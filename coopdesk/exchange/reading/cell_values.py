# SPDX-License-Identifier: EUPL-1.2
"""What the text of a cell in the XML means: shared texts, number formats, dates, escapes.

Follows calamine, so that a sheet gives the same values whichever of the two reads it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from xml.parsers import expat

from coopdesk.exchange.raw import (
    CELL_BROKEN,
    CELL_DATE_OUT_OF_RANGE,
    CELL_NOT_A_NUMBER,
    RawValue,
)
from coopdesk.exchange.reading.book_parts import elements, new_parser

Shows = Literal["date", "duration"]

_BUILT_IN_DATES: Final = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_BUILT_IN_DURATION: Final = 46
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_END_OF_TIME: Final = 2_958_466  # the serial of 1 January 10000, beyond what Excel and Python can show
_DAYS_TO_1904: Final = 1_462
_XML_SPACE: Final = " \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookValues:
    """What cells refer to: the shared texts, and what each cell style shows if it is no plain number."""

    texts: Sequence[str] = ()
    styles: Mapping[int, Shows] = field(default_factory=dict)
    date1904: bool = False
    never_calculated: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands for a value that cannot be known; `code` says why."""

    code: str


def value_of(text: str, sort: str, style: str, book: BookValues) -> RawValue | Unreadable:
    """Make a value of the text of a cell; `sort` and `style` are its attributes t and s."""
    if sort in ("str", "inlineStr"):
        return text
    if sort == "s":
        index = _index(text)
        return book.texts[index] if 0 <= index < len(book.texts) else Unreadable(CELL_BROKEN)
    if sort == "b":
        return text.strip() not in ("0", "false")
    if sort == "d":
        return _iso_date(text)
    if sort != "n":
        return Unreadable(CELL_BROKEN)
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        return Unreadable(CELL_NOT_A_NUMBER)
    shows = book.styles.get(_index(style))
    return from_serial(number, shows, date1904=book.date1904) if shows else number


def from_serial(number: float, shows: Shows, *, date1904: bool) -> RawValue | Unreadable:
    """Give the date, time or duration that Excel shows for a number."""
    if shows == "duration":
        return timedelta(days=number) if abs(number) < _END_OF_TIME else Unreadable(CELL_DATE_OUT_OF_RANGE)
    if not 0 <= number < _END_OF_TIME - (_DAYS_TO_1904 if date1904 else 0):
        return Unreadable(CELL_DATE_OUT_OF_RANGE)
    epoch = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30 + (number < 60))
    try:
        moment = epoch + timedelta(milliseconds=round(number * 86_400_000))
    except OverflowError:  # the last half millisecond of the year 9999
        return Unreadable(CELL_DATE_OUT_OF_RANGE)
    if number < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def read_texts(xml: bytes) -> list[str]:
    """Give the shared texts of a workbook, rich text joined, pronunciation guides left out."""
    reader = _TextReader(new_parser())
    reader.parser.StartElementHandler = reader.start
    reader.parser.EndElementHandler = reader.end
    reader.parser.Parse(xml, True)
    return reader.texts


def read_styles(xml: bytes) -> dict[int, Shows]:
    """Give the cell styles that show a date or a duration; raises one of NOT_XML."""
    codes: dict[str, str] = {}
    styles: dict[int, Shows] = {}
    count = 0
    for element in elements(xml):
        facts = element.attributes
        if element.name == "numFmt" and element.parent == "numFmts":
            codes[facts.get("numFmtId", "")] = facts.get("formatCode", "")
        elif element.name == "xf" and element.parent == "cellXfs":
            number = facts.get("numFmtId", "0")
            shows = _shown_by_code(codes[number]) if number in codes else _shown_by_number(_index(number))
            if shows:
                styles[count] = shows
            count += 1
    return styles


class TextCollector:
    """Collects the characters of one element; the parser calls back only while one is open."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self._pieces: list[str] = []
        self._keeps_spaces = True

    def open(self, attributes: Mapping[str, str], *, is_text: bool) -> None:
        """Begin at an element; texts lose outer spaces unless they ask to keep them, as in Excel."""
        self._pieces = []
        self._keeps_spaces = not is_text or attributes.get("xml:space") == "preserve"
        self.parser.CharacterDataHandler = self._pieces.append

    def close(self) -> str:
        """End at the element and give its text."""
        self.parser.CharacterDataHandler = None
        content = "".join(self._pieces)
        if not self._keeps_spaces:
            content = content.strip(_XML_SPACE)
        return _ESCAPE.sub(_unescape, content) if "_x" in content else content


class _TextReader(TextCollector):
    """Reads the part with the shared texts."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        super().__init__(parser)
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
            self.open(attributes, is_text=True)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self.texts.append("".join(self._runs))
        elif local == "rPh":
            self._in_guide = False
        elif local == "t" and not self._in_guide:
            self._runs.append(self.close())


def _shown_by_number(number: int) -> Shows | None:
    if number == _BUILT_IN_DURATION:
        return "duration"
    return "date" if number in _BUILT_IN_DATES else None


def _shown_by_code(code: str) -> Shows | None:
    """Tell from a number format such as [h]:mm or yyyy-mm-dd;@ what it shows."""
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.', "", code).lower()
    if re.search(r"\[(?:h+|m+|s+)\]", bare):
        return "duration"
    first = re.sub(r"\[[^\]]*\]", "", bare).partition(";")[0]
    return "date" if re.search(r"[dmyhs]", first) else None


def _iso_date(text: str) -> RawValue:
    """Read a date of a Strict workbook; what is none, or has a time zone, stays text."""
    for make in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            value = make(text)
        except ValueError:
            continue
        has_zone = isinstance(value, datetime | time) and value.tzinfo is not None
        return text if has_zone else value
    return text


def _index(text: str) -> int:
    """Give a small whole number, -1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _unescape(match: re.Match[str]) -> str:
    """Give the character of Excel's _xHHHH_; halves of a pair stay as they are written."""
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)
