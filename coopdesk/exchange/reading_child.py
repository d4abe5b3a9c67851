# SPDX-License-Identifier: EUPL-1.2
"""The child process that parses an untrusted workbook: capped in memory and time, with nothing to lose.

It sends frames of JSON through a one-way pipe, never pickles, since the parent must not trust it.
Frames: {"kind": ...} for facts, [[...], ...] for rows. Import nothing heavy here: it starts for every file.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, cast
from xml.parsers import expat

from coopdesk.domain.errors import UserError
from coopdesk.exchange import gate, process_limits
from coopdesk.exchange.book_parts import Book, SheetEntry, read_book
from coopdesk.exchange.sheet_scan import SheetFacts, is_utf8, scan

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from coopdesk.exchange.cell_values import BookValues
    from coopdesk.exchange.raw import RawValue

CELLS_PER_FRAME: Final = 6_000
LONG_FRAME: Final = 1 << 20

Rows = list[list["RawValue"]]


class Pipe(Protocol):
    """The sending end of a one-way pipe; its class differs between systems."""

    def send_bytes(self, buf: bytes) -> None: ...  # noqa: D102
    def fileno(self) -> int: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


def main(connection: Pipe, path: str, memory_mb: int, cpu_s: int, careful: bool) -> None:
    """Read the workbook at `path` and send it through the pipe; always ends with one last frame.

    With `careful`, calamine is left aside: it is the second try after a child that died.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    _silence(connection.fileno())
    process_limits.apply(memory_mb=memory_mb, cpu_s=cpu_s)
    try:
        _send_workbook(connection, Path(path), careful=careful)
        _send(connection, "end")
    except UserError as error:
        facts = {key: value if isinstance(value, int) else str(value) for key, value in error.facts.items()}
        _send(connection, "refused", code=error.code, facts=facts)
    except MemoryError:
        _send(connection, "out-of-memory")
    except BrokenPipeError:
        pass  # the parent has given up
    finally:
        connection.close()


def _silence(pipe: int) -> None:
    """Keep Rust's panic reports and everything else off the user's terminal and off --json output."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        if stream != pipe:
            os.dup2(nowhere, stream)


def _send(connection: Pipe, kind: str, **facts: object) -> None:
    connection.send_bytes(json.dumps({"kind": kind, **facts}, separators=(",", ":")).encode())


def _send_workbook(connection: Pipe, path: Path, *, careful: bool) -> None:
    data = gate.read_local_file(path)
    _send(connection, "file", crc=zlib.crc32(data))
    report, parts = gate.inspect_bytes(data, path.name)
    book = read_book(parts, path.name)
    _send(
        connection,
        "book",
        workbook_kind=report.kind,
        has_macros=report.has_macros,
        date1904=book.date1904,
        defined_names=book.defined_names,
        custom_properties=book.custom_properties,
        identifier=book.identifier,
        keywords=book.keywords,
        other_sheets=[sheet.name for sheet in book.sheets if sheet.part is None],
    )
    reader = _SheetReader(data, parts, book, file_name=path.name, careful=careful)
    for number, sheet in enumerate(book.sheets):
        if sheet.part is not None:
            reader.send(connection, number, sheet)


class _SheetReader:
    """Reads the sheets of one workbook, with calamine where it can be relied upon."""

    def __init__(self, data: bytes, parts: gate.Parts, book: Book, *, file_name: str, careful: bool) -> None:
        self._parts = dict(parts)
        self._book = book
        self._file_name = file_name
        self._values: BookValues | None = None
        self._calamine = None if careful or not self._has_usual_texts() else _Calamine(data, book)

    def send(self, connection: Pipe, number: int, sheet: SheetEntry) -> None:
        """Send the facts about a sheet, then its rows."""
        xml = self._parts.pop(sheet.part or "", None)
        if xml is None:
            raise UserError("sheet-damaged", file=self._file_name, sheet=sheet.name)
        if not self._send_fast(connection, number, sheet, xml):
            self._send_careful(connection, sheet, xml)

    def _has_usual_texts(self) -> bool:
        """Tell whether calamine will read the shared texts: it knows only UTF-8, and drops CDATA."""
        texts = self._parts.get(self._book.texts_part or "", b"")
        return is_utf8(texts) and not (b"!" in texts and b"<!" in texts)

    def _send_fast(self, connection: Pipe, number: int, sheet: SheetEntry, xml: bytes) -> bool:
        """Read with calamine; False, with nothing sent, unless scan and calamine agree on the sheet."""
        if self._calamine is None:
            return False
        facts = scan(xml, never_calculated=self._book.never_calculated)
        rows = self._calamine.rows(number) if facts else None
        if facts is None or rows is None or len(rows) != facts.last_row:
            return False
        if facts.has_negatives and time in set(map(type, chain.from_iterable(rows))):
            return False
        width = len(rows[0]) if rows else 0
        _send_facts(connection, sheet, facts, height=len(rows), width=width)
        _send_rows(connection, iter(rows), width)
        return True

    def _send_careful(self, connection: Pipe, sheet: SheetEntry, xml: bytes) -> None:
        from coopdesk.exchange.sheet_cells import read_cells  # rarely needed, and every start would pay

        if self._values is None:
            self._values = self._read_values()
        cells = read_cells(xml, self._values, file_name=self._file_name, sheet=sheet.name)
        height = max(cells.rows, default=0)
        width = max((max(row) for row in cells.rows.values()), default=0)
        unreadable = [(row, column, *why) for (row, column), why in cells.unreadable.items()]
        facts = cells.facts
        _send_facts(
            connection,
            sheet,
            facts,
            height=height,
            width=width,
            unreadable=unreadable,
            left_out=cells.left_out,
        )
        blank: list[RawValue] = []
        columns = range(1, width + 1)
        rows = (
            [row.get(column) for column in columns] if (row := cells.rows.get(number)) else blank
            for number in range(1, height + 1)
        )
        _send_rows(connection, rows, width)

    def _read_values(self) -> BookValues:
        from coopdesk.exchange.cell_values import BookValues, read_styles, read_texts

        texts = self._parts.get(self._book.texts_part or "")
        styles = self._parts.get(self._book.styles_part or "")
        try:
            return BookValues(
                texts=read_texts(texts) if texts else (),
                styles=read_styles(styles) if styles else {},
                date1904=self._book.date1904,
                never_calculated=self._book.never_calculated,
            )
        except expat.ExpatError as error:
            raise UserError("workbook-damaged", file=self._file_name) from error


class _Calamine:
    """The workbook as calamine opens it, in a thread of its own while the first sheet is scanned."""

    def __init__(self, data: bytes, book: Book) -> None:
        self._names = [sheet.name for sheet in book.sheets]
        self._workbook: CalamineWorkbook | None = None
        self._opening = threading.Thread(target=self._open, args=(data,), daemon=True)
        self._opening.start()

    def rows(self, number: int) -> Rows | None:
        """Give all rows of a sheet from A1 on, or None if calamine fails or knows other sheets."""
        self._opening.join()
        if self._workbook is None or self._workbook.sheet_names != self._names:
            return None
        try:
            sheet = self._workbook.get_sheet_by_index(number)
            return cast(Rows, sheet.to_python(skip_empty_area=False))
        except MemoryError:
            raise
        except BaseException:  # a panic of Rust is no Exception
            return None

    def _open(self, data: bytes) -> None:
        from python_calamine import CalamineWorkbook

        try:
            self._workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        except BaseException:  # as above
            self._workbook = None


def _send_facts(
    connection: Pipe,
    sheet: SheetEntry,
    facts: SheetFacts,
    *,
    height: int,
    width: int,
    unreadable: list[tuple[int, int, str, str]] | None = None,
    left_out: list[str] | None = None,
) -> None:
    _send(
        connection,
        "sheet",
        name=sheet.name,
        state=sheet.state,
        height=height,
        width=width,
        errors=[(*place, shown) for place, shown in facts.errors.items()],
        not_calculated=sorted(facts.not_calculated),
        unreadable=unreadable or [],
        merged=facts.merged,
        hidden_rows=sorted(facts.hidden_rows),
        hidden_columns=facts.hidden_columns,
        left_out=left_out or [],
    )


def _send_rows(connection: Pipe, rows: Iterator[list[RawValue]], width: int) -> None:
    count = max(1, CELLS_PER_FRAME // max(1, width))
    while block := list(islice(rows, count)):
        _send_block(connection, block)


def _send_block(connection: Pipe, block: Rows) -> None:
    """Send rows in one frame, or in several if their texts are long."""
    frame = _ENCODER.encode(block).encode()
    if len(frame) > LONG_FRAME and len(block) > 1:
        half = len(block) // 2
        _send_block(connection, block[:half])
        _send_block(connection, block[half:])
    else:
        connection.send_bytes(frame)


def _tagged(value: date | time | timedelta) -> list[int]:
    """Give a date or time as a list of whole numbers, which no other cell is.

    [day], [day, second, microsecond], [0, 0, second, microsecond], [0, 0, 0, days, seconds, microseconds].
    """
    if value.__class__ is date:
        return [value.toordinal()]
    if isinstance(value, datetime):
        second = value.hour * 3600 + value.minute * 60 + value.second
        return [value.toordinal(), second, value.microsecond]
    if isinstance(value, time):
        return [0, 0, value.hour * 3600 + value.minute * 60 + value.second, value.microsecond]
    assert isinstance(value, timedelta)
    return [0, 0, 0, value.days, value.seconds, value.microseconds]


_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_tagged
)
