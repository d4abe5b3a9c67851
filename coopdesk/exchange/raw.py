# SPDX-License-Identifier: EUPL-1.2
"""What a workbook holds, as found: sheets, rows, addresses and what could not be read.

Rows and columns are counted from 1, as Excel shows them. No meaning is given to anything here;
the kinds of `domain.kinds` decide what a value is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from coopdesk.exchange.addresses import cell_address, column_letters, column_number
from coopdesk.exchange.reading import blocks

__all__ = [
    "CELL_BROKEN",
    "CELL_DATE_OUT_OF_RANGE",
    "CELL_ERROR",
    "CELL_MERGED_AWAY",
    "CELL_NOT_A_NUMBER",
    "CELL_NOT_CALCULATED",
    "CELL_TOO_LONG",
    "FIRST_DAY",
    "LAST_DAY",
    "Area",
    "RawSheet",
    "RawValue",
    "RawWorkbook",
    "SheetState",
    "cell_address",
    "column_letters",
    "column_number",
    "serial_of",
]

# An empty cell and a cell with an empty text are both None. Excel keeps every number as a double, so a
# number is always a float here, even 7 (7.0); a kind that wants a whole number turns it back. A `timedelta`
# is a duration format such as [h]:mm; a `time` is a number below 1 in a date or time format.
RawValue = None | str | int | float | bool | date | datetime | time | timedelta

SheetState = Literal["visible", "hidden", "very-hidden"]

# Why the value of a cell is not known. The sentences stand in the catalogue under the same codes.
CELL_ERROR: Final = "cell-error"
CELL_NOT_CALCULATED: Final = "cell-not-calculated"
CELL_MERGED_AWAY: Final = "cell-merged-away"
CELL_DATE_OUT_OF_RANGE: Final = blocks.DATE_OUT_OF_RANGE
CELL_NOT_A_NUMBER: Final = blocks.NOT_A_NUMBER
CELL_TOO_LONG: Final = blocks.TOO_LONG
CELL_BROKEN: Final = "cell-broken"

FIRST_DAY: Final = blocks.FIRST_DAY
LAST_DAY: Final = blocks.LAST_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle of cells, its corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """The area as Excel writes it, "B2:D7"."""
        first, last = (self.first_row, self.first_column), (self.last_row, self.last_column)
        return f"{cell_address(*first)}:{cell_address(*last)}"

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every (row, column) of the area, row by row."""
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield row, column


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One worksheet: a rectangle of values that starts at A1, and what is to be known about its cells.

    `rows[0]` is row 1, its first item is column A; every row has `width` items. Do not change the rows:
    blank ones may be one and the same list. An unreadable cell is None in `rows` and stands in
    `unreadable` with its code: it is neither empty nor a change. `shown` is what such a cell displays
    ("#REF!"), where that is known.
    """

    name: str
    state: SheetState = "visible"
    rows: list[list[RawValue]] = field(default_factory=list)
    unreadable: Mapping[tuple[int, int], str] = field(default_factory=dict)
    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    left_out: tuple[str, ...] = ()
    """Addresses of stray values far away from the table, which were not taken in."""

    @property
    def height(self) -> int:
        """The number of rows down to the last cell with something in it."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns up to the last cell with something in it."""
        return len(self.rows[0]) if self.rows else 0

    def value(self, row: int, column: int) -> RawValue:
        """Give the value of a cell; None outside the sheet and for what is empty or unreadable."""
        if 1 <= row <= self.height and 1 <= column <= self.width:
            return self.rows[row - 1][column - 1]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawWorkbook:
    """A workbook as it was read; `sha256` is that of the very bytes that were read.

    `defined_names` maps a name to its formula without the leading "=", constants included, sheet-local
    names as "Sheet!name"; `constant()` takes the quotes off. `other_sheets` are charts, dialogs and
    macro sheets, which have no cells.
    """

    sha256: str
    size: int
    file_name: str
    kind: str = "xlsx"
    sheets: tuple[RawSheet, ...] = ()
    other_sheets: tuple[str, ...] = ()
    defined_names: Mapping[str, str] = field(default_factory=dict)
    custom_properties: Mapping[str, str] = field(default_factory=dict)
    identifier: str | None = None
    keywords: str | None = None
    date1904: bool = False
    has_macros: bool = False

    def sheet(self, name: str) -> RawSheet | None:
        """Give the sheet of that name, or None; upper and lower case are one, as in Excel."""
        wanted = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == wanted), None)

    def constant(self, name: str) -> str | None:
        """Give the text or number a defined name stands for, or None where it is missing or a reference."""
        formula = self.defined_names.get(name, "").removeprefix("=")
        if len(formula) >= 2 and formula[0] == formula[-1] == '"':
            return formula[1:-1].replace('""', '"')
        try:
            float(formula)
        except ValueError:
            return None
        return formula


def serial_of(value: date, *, date1904: bool = False) -> int:
    """Give the day number Excel keeps for a date from 1 March 1900 on.

    Someone who types 2019 into a cell with a date format sees 11 July 1905; this gives the 2019 back.
    """
    epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    day = value.date() if isinstance(value, datetime) else value
    return (day - epoch).days
