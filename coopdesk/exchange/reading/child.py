# SPDX-License-Identifier: EUPL-1.2
"""The child process that parses an untrusted workbook: capped in memory and time, with nothing to lose.

It sends frames through a one-way pipe, never pickles, since the parent must not trust it; `frames` is the
other end. Import nothing heavy here: it starts for every file.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import zlib
from datetime import time
from io import BytesIO
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final, cast

from coopdesk.exchange.addresses import MAX_COLUMNS
from coopdesk.exchange.reading import package_checks, process_limits
from coopdesk.exchange.reading.blocks import pack
from coopdesk.exchange.reading.book_parts import NOT_XML, Book, SheetEntry, read_book
from coopdesk.exchange.reading.refusals import Refused
from coopdesk.exchange.reading.sheet_scan import SheetFacts, is_utf8, scan

if TYPE_CHECKING:
    from typing import Protocol

    from python_calamine import CalamineWorkbook

    from coopdesk.exchange.raw import RawValue
    from coopdesk.exchange.reading.cell_values import BookValues

    Rows = list[list[RawValue]]

    class Pipe(Protocol):
        """The sending end of a one-way pipe; its class differs between systems."""

        def send_bytes(self, buf: bytes) -> None: ...  # noqa: D102
        def fileno(self) -> int: ...  # noqa: D102
        def close(self) -> None: ...  # noqa: D102


CELLS_PER_BLOCK: Final = 12_000
HEADING_ROWS: Final = 10
LONG_BLOCK: Final = 1 << 20


def main(connection: Pipe, path: str, file_name: str, *, memory_mb: int, cpu_s: int, careful: bool) -> None:
    """Read the workbook at `path` and send it through the pipe; always ends with one last frame.

    With `careful`, calamine is left aside: it is the second try after a child that died.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    gc.disable()  # a short life that makes millions of values and no circles
    _silence(connection.fileno())
    process_limits.apply(memory_mb=memory_mb, cpu_s=cpu_s)
    try:
        _send_workbook(connection, path, file_name, careful=careful)
        _send(connection, "end")
    except Refused as error:
        _send(connection, "refused", code=error.code, facts=error.facts)
    except MemoryError:
        _send(connection, "out-of-memory")
    except BrokenPipeError:
        pass  # the parent has given up
    except Exception as error:  # the edge of this process; its words might quote the file
        _send(connection, "failed", where=_where(error))
    finally:
        connection.close()


def _where(error: Exception) -> str:
    """Tell for the log what went wrong and at which lines, but nothing of the file."""
    lines: list[str] = []
    step = error.__traceback__
    while step:
        lines.append(f"{step.tb_frame.f_code.co_name}:{step.tb_lineno}")
        step = step.tb_next
    return f"{type(error).__name__} in {', '.join(lines[-5:])}"


def _silence(pipe: int) -> None:
    """Keep Rust's panic reports and everything else off the user's terminal and off --json output."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        if stream != pipe:
            os.dup2(nowhere, stream)


def _send(connection: Pipe, kind: str, content: bytes = b"", **facts: object) -> None:
    """Send one frame: a line of JSON, and the bytes of cells after it."""
    head = json.dumps({"kind": kind, **facts}, separators=(",", ":")).encode()
    connection.send_bytes(head + b"\n" + content)


def _send_workbook(connection: Pipe, path: str, file_name: str, *, careful: bool) -> None:
    try:
        data = package_checks.read_file(path, file_name)
    except OSError as error:  # the parent could read it a moment ago
        raise Refused("workbook-changed-meanwhile", file=file_name) from error
    _send(connection, "file", crc=zlib.crc32(data))
    package = package_checks.unpack(data, file_name)
    book = read_book(package.parts, file_name)
    _send(
        connection,
        "book",
        workbook_kind=package.kind,
        has_macros=package.has_macros,
        date1904=book.date1904,
        defined_names=book.defined_names,
        custom_properties=book.custom_properties,
        identifier=book.identifier,
        keywords=book.keywords,
        other_sheets=[sheet.name for sheet in book.sheets if sheet.part is None],
    )
    reader = _SheetReader(data, package.parts, book, file_name=file_name, careful=careful)
    for number, sheet in enumerate(book.sheets):
        if sheet.part is not None:
            reader.send(connection, number, sheet)


class _SheetReader:
    """Reads the sheets of one workbook, with calamine where it can be relied upon."""

    def __init__(
        self, data: bytes, parts: package_checks.Parts, book: Book, *, file_name: str, careful: bool
    ) -> None:
        self._parts = dict(parts)
        self._book = book
        self._file_name = file_name
        self._values: BookValues | None = None
        self._calamine = None if careful or not self._has_usual_texts() else _open_calamine(data, book)

    def send(self, connection: Pipe, number: int, sheet: SheetEntry) -> None:
        """Send the facts about a sheet, then its rows."""
        xml = self._parts.pop(sheet.part or "", None)
        if xml is None:
            raise Refused("sheet-damaged", file=self._file_name, sheet=sheet.name)
        if not self._send_fast(connection, number, sheet, xml):
            self._send_careful(connection, sheet, xml)

    def _has_usual_texts(self) -> bool:
        """Tell whether calamine will read the shared texts: it knows only UTF-8, and drops CDATA."""
        texts = self._parts.get(self._book.texts_part, b"")
        return is_utf8(texts) and not (b"!" in texts and b"<!" in texts)

    def _send_fast(self, connection: Pipe, number: int, sheet: SheetEntry, xml: bytes) -> bool:
        """Read with calamine; False, with nothing sent, unless scan and calamine agree on the sheet."""
        facts = scan(xml, never_calculated=self._book.never_calculated) if self._calamine else None
        rows = _calamine_rows(self._calamine, number) if self._calamine and facts else None
        if facts is None or rows is None or len(rows) != facts.last_row:
            return False
        width = len(rows[0]) if rows else 0
        if width > MAX_COLUMNS or (facts.has_negatives and time in set(map(type, chain.from_iterable(rows)))):
            return False
        _send_facts(connection, sheet, facts, height=len(rows), width=width)
        _send_rows(connection, rows)
        return True

    def _send_careful(self, connection: Pipe, sheet: SheetEntry, xml: bytes) -> None:
        from coopdesk.exchange.reading.sheet_cells import (
            read_cells,  # rarely needed, and every start would pay
        )

        if self._values is None:
            self._values = self._read_values()
        cells = read_cells(xml, self._values, file_name=self._file_name, sheet=sheet.name)
        height = max(cells.rows, default=0)
        width = max((max(row) for row in cells.rows.values()), default=0)
        unreadable = [(row, column, *why) for (row, column), why in cells.unreadable.items()]
        _send_facts(
            connection,
            sheet,
            cells.facts,
            height=height,
            width=width,
            unreadable=unreadable,
            left_out=cells.left_out,
        )
        columns = range(1, width + 1)
        for is_blank, numbers in groupby(range(1, height + 1), lambda number: number not in cells.rows):
            if is_blank:
                _send(connection, "blank", count=len(list(numbers)))
            else:
                _send_rows(connection, [[cells.rows[n].get(c, "") for c in columns] for n in numbers])

    def _read_values(self) -> BookValues:
        from coopdesk.exchange.reading.cell_values import BookValues, read_styles, read_texts

        texts = self._parts.get(self._book.texts_part)
        styles = self._parts.get(self._book.styles_part)
        try:
            return BookValues(
                texts=read_texts(texts) if texts else (),
                styles=read_styles(styles) if styles else {},
                date1904=self._book.date1904,
                never_calculated=self._book.never_calculated,
            )
        except NOT_XML as error:
            raise Refused("workbook-damaged", file=self._file_name) from error


def _open_calamine(data: bytes, book: Book) -> CalamineWorkbook | None:
    """Open the workbook, or give None if calamine cannot or sees other sheets than we do."""
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    except MemoryError:
        raise
    except BaseException:  # a panic of Rust is no Exception
        return None
    return workbook if workbook.sheet_names == [sheet.name for sheet in book.sheets] else None


def _calamine_rows(workbook: CalamineWorkbook, number: int) -> Rows | None:
    """Give all rows of a sheet from A1 on, or None if calamine fails."""
    try:
        sheet = workbook.get_sheet_by_index(number)
        return cast("Rows", sheet.to_python(skip_empty_area=False))
    except MemoryError:
        raise
    except BaseException:  # as above
        return None


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


def _send_rows(connection: Pipe, rows: Rows) -> None:
    """Send rows in small blocks: the first with the headings, which differ in kind from what is below."""
    if not rows:
        return
    size = max(1, CELLS_PER_BLOCK // max(1, len(rows[0])))
    for start in (0, *range(HEADING_ROWS, len(rows), size)):
        end = start + size if start else HEADING_ROWS
        _send_block(connection, rows[start:end])


def _send_block(connection: Pipe, block: Rows) -> None:
    """Send rows in one frame, or in several if their texts are long."""
    columns, content = pack(block)
    if len(content) > LONG_BLOCK and len(block) > 1:
        half = len(block) // 2
        _send_block(connection, block[:half])
        _send_block(connection, block[half:])
    else:
        _send(connection, "rows", content, count=len(block), columns=columns)
