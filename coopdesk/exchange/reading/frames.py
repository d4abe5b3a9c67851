# SPDX-License-Identifier: EUPL-1.2
"""Puts a workbook together from the frames a reading child sends, and believes none of them unchecked.

Everything a hostile child could send ends in BadFrame; nothing here touches files or processes.
"""

from __future__ import annotations

import json
from typing import Any, Final

from coopdesk.domain.errors import UserError
from coopdesk.domain.problems import MESSAGES
from coopdesk.exchange.addresses import LAST_ROW, MAX_COLUMNS
from coopdesk.exchange.raw import (
    CELL_ERROR,
    CELL_MERGED_AWAY,
    CELL_NOT_CALCULATED,
    Area,
    RawSheet,
    RawValue,
    RawWorkbook,
)
from coopdesk.exchange.reading.blocks import Unpacker
from coopdesk.exchange.reading.gate import user_error
from coopdesk.exchange.reading.refusals import Refused

MAX_MERGED_CELLS: Final = 250_000
MAX_ALL_ROWS: Final = 4_000_000

_NONSENSE: Final = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(OverflowError, RecursionError),
)


class BadFrame(Exception):
    """The child sent something that our own code never sends."""


class OutOfMemory(Exception):
    """The child says that its memory was not enough."""


class WorkbookBuilder:
    """Takes frames until `is_done`, then gives the workbook."""

    def __init__(self, *, file_name: str, size: int, sha256: str, crc: int) -> None:
        self.is_done = False
        self._file_name = file_name
        self._facts: dict[str, Any] = {"file_name": file_name, "size": size, "sha256": sha256}
        self._crc = crc
        self._sheets: list[RawSheet] = []
        self._open: _SheetBuilder | None = None
        self._rows_left = MAX_ALL_ROWS

    def take(self, frame: bytes) -> None:
        """Take the next frame; raises BadFrame, OutOfMemory, or the UserError the child reports."""
        try:
            head = frame.index(b"\n")
            self._take(json.loads(frame[:head]), memoryview(frame)[head + 1 :])
        except _NONSENSE as error:
            raise BadFrame(str(error)) from error

    def workbook(self) -> RawWorkbook:
        """Give the finished workbook; raises UserError if there is nothing in it."""
        if not self._sheets:
            raise UserError("workbook-no-sheets", file=self._file_name)
        if not any(sheet.rows or sheet.unreadable for sheet in self._sheets):
            raise UserError("workbook-empty", file=self._file_name)
        return RawWorkbook(sheets=tuple(self._sheets), **self._facts)

    def _take(self, facts: dict[str, Any], content: memoryview) -> None:
        match facts["kind"]:
            case "rows":
                self._open_sheet().take_rows(facts["count"], facts["columns"], content)
            case "blank":
                self._open_sheet().take_blank_rows(facts["count"])
            case "sheet":
                self._close_sheet()
                self._start_sheet(facts)
            case "book":
                self._take_book(facts)
            case "file":
                if facts["crc"] != self._crc:
                    raise UserError("workbook-changed-meanwhile", file=self._file_name)
            case "end":
                self._close_sheet()
                self.is_done = True
            case "refused":
                raise _refusal(facts, self._file_name)
            case "out-of-memory":
                raise OutOfMemory
            case "failed":
                raise BadFrame(_text(facts["where"]))
            case other:
                raise BadFrame(f"kind {other}")

    def _start_sheet(self, facts: dict[str, Any]) -> None:
        self._open = _SheetBuilder(facts, self._file_name)
        self._rows_left -= _number(facts["height"])
        if self._rows_left < 0:
            raise OutOfMemory

    def _open_sheet(self) -> _SheetBuilder:
        if self._open is None:
            raise BadFrame("rows before a sheet")
        return self._open

    def _take_book(self, facts: dict[str, Any]) -> None:
        self._facts |= {
            "kind": _text(facts["workbook_kind"]),
            "has_macros": facts["has_macros"] is True,
            "date1904": facts["date1904"] is True,
            "defined_names": _texts(facts["defined_names"]),
            "custom_properties": _texts(facts["custom_properties"]),
            "identifier": facts["identifier"] and _text(facts["identifier"]),
            "keywords": facts["keywords"] and _text(facts["keywords"]),
            "other_sheets": tuple(map(_text, facts["other_sheets"])),
        }

    def _close_sheet(self) -> None:
        if self._open is not None:
            self._sheets.append(self._open.sheet())
            self._open = None


class _SheetBuilder:
    """Collects the rows of one sheet and sets aside what is no value."""

    def __init__(self, facts: dict[str, Any], file_name: str) -> None:
        self._facts = facts
        self._file_name = file_name
        self._height = _number(facts["height"], LAST_ROW)
        self._width = _number(facts["width"], MAX_COLUMNS)
        self._blank: list[RawValue] = [None] * self._width
        self._rows: list[list[RawValue]] = []
        self._unreadable: dict[tuple[int, int], str] = {}
        self._shown: dict[tuple[int, int], str] = {}

    def take_rows(self, count: int, columns: list[Any], content: memoryview) -> None:
        """Take the next rows."""
        self._expect(count)
        if len(columns) != self._width:
            raise BadFrame("width")
        unpacker = Unpacker(count)
        first = len(self._rows) + 1
        self._rows += unpacker.rows(columns, content)
        for row, column, code, shown in unpacker.set_aside:
            self._mark(first + row, column + 1, code, shown)

    def take_blank_rows(self, count: int) -> None:
        """Take the next rows, in which there is nothing; they are all the same list."""
        self._expect(count)
        self._rows += [self._blank] * count

    def _expect(self, count: int) -> None:
        if not 0 < _number(count) <= self._height - len(self._rows):
            raise BadFrame("too many rows")

    def sheet(self) -> RawSheet:
        """Give the finished sheet."""
        if len(self._rows) != self._height:
            raise BadFrame("rows are missing")
        facts = self._facts
        for row, column, shown in facts["errors"]:
            self._mark(row, column, CELL_ERROR, shown)
        for row, column in facts["not_calculated"]:
            self._mark(row, column, CELL_NOT_CALCULATED, "")
        for row, column, code, shown in facts["unreadable"]:
            self._mark(row, column, code if code in MESSAGES else CELL_ERROR, shown)
        merged = tuple(self._area(corners) for corners in facts["merged"])
        self._grow()
        self._hide_merged(merged)
        width = self._width
        return RawSheet(
            name=_text(facts["name"]),
            state=facts["state"] if facts["state"] in ("hidden", "very-hidden") else "visible",
            rows=self._rows,
            unreadable=self._unreadable,
            shown=self._shown,
            hidden_rows=frozenset(row for row in facts["hidden_rows"] if _number(row) <= len(self._rows)),
            hidden_columns=frozenset(
                column
                for first, last in facts["hidden_columns"]
                for column in range(max(_number(first), 1), min(_number(last), width) + 1)
            ),
            merged=merged,
            left_out=tuple(map(_text, facts["left_out"])),
        )

    def _mark(self, row: int, column: int, code: str, shown: str) -> None:
        place = (_number(row, LAST_ROW), _number(column, MAX_COLUMNS))
        if 0 in place:
            raise BadFrame("address")
        self._unreadable[place] = code
        if shown:
            self._shown[place] = _text(shown)[:100]
        if row <= len(self._rows) and column <= self._width and self._rows[row - 1] is not self._blank:
            self._rows[row - 1][column - 1] = None

    def _grow(self) -> None:
        """Make room for unreadable cells below or beside the last value."""
        height = max((row for row, _ in self._unreadable), default=0)
        more = max((column for _, column in self._unreadable), default=0) - self._width
        if more > 0:
            self._width += more
            self._blank.extend([None] * more)
            for row in self._rows:
                if row is not self._blank:
                    row.extend([None] * more)
        self._rows.extend([self._blank] * (height - len(self._rows)))

    def _hide_merged(self, merged: tuple[Area, ...]) -> None:
        """Set aside every cell that lies under a merge, but for its first one."""
        count = 0
        for area in merged:
            seen = Area(
                first_row=area.first_row,
                first_column=area.first_column,
                last_row=min(area.last_row, len(self._rows)),
                last_column=min(area.last_column, self._width),
            )
            for row, column in seen.cells():
                count += 1
                if count > MAX_MERGED_CELLS:
                    raise UserError("sheet-too-many-merges", file=self._file_name, sheet=self._facts["name"])
                if (row, column) != (area.first_row, area.first_column):
                    self._mark(row, column, CELL_MERGED_AWAY, "")

    def _area(self, corners: list[int]) -> Area:
        first_row, first_column, last_row, last_column = (_number(corner) for corner in corners)
        return Area(
            first_row=first_row, first_column=first_column, last_row=last_row, last_column=last_column
        )


def _refusal(facts: dict[str, Any], file_name: str) -> UserError:
    """Make the error the child reports, if we know it and its sentence can be filled."""
    known = {str(key): value for key, value in facts["facts"].items() if isinstance(value, str | int)}
    try:
        return user_error(Refused(_text(facts["code"]), **known))
    except KeyError:
        return UserError("workbook-reader-stopped", file=file_name)


def _texts(found: dict[str, Any]) -> dict[str, str]:
    return {_text(key): _text(value) for key, value in found.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadFrame("text")
    return value


def _number(value: object, most: int = 1 << 24) -> int:
    if not isinstance(value, int) or not 0 <= value <= most:
        raise BadFrame("number")
    return value
