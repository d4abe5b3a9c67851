# SPDX-License-Identifier: EUPL-1.2
"""Writing a workbook: for return, with everything it needs to come home, or as a hand-out without it.

The old file stays until the new one is whole. No text ever becomes a formula, a number or a hyperlink.
Source: exchange.md 3.1 and 3.2.
"""

from __future__ import annotations

import dataclasses
import gc
import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coopdesk.domain.errors import UsageError, UserError
from coopdesk.exchange.addresses import MAX_ROWS
from coopdesk.exchange.carrier import (
    CARRIER_SHEET,
    EXPORT_NAME,
    IDENTIFIER_PREFIX,
    LISTS_SHEET,
    PROPERTY,
    Manifest,
    Packer,
    carrier_cells,
)
from coopdesk.exchange.excel_text import clean_for_excel
from coopdesk.exchange.reading import gate
from coopdesk.exchange.writing.about_sheet import title_of, write_about_sheet
from coopdesk.exchange.writing.cells import must_succeed
from coopdesk.exchange.writing.drop_downs import DropDowns
from coopdesk.exchange.writing.outgoing import HIDDEN_COLUMNS, OutgoingBook, WrittenFile
from coopdesk.exchange.writing.placing import growing_beside
from coopdesk.exchange.writing.sheets import write_data_sheet
from coopdesk.exchange.writing.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

ENDING: Final = ".xlsx"
_MOST_ROWS: Final = 1_048_575
_MOST_CELLS_IN_MEMORY: Final = 500_000
_AS_TYPED: Final = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


def write_workbook(target: Path, book: OutgoingBook) -> WrittenFile:
    """Write a workbook and put it in its place.

    Raises EnvironmentProblem where it cannot be placed, UserError where its contents fit no workbook or
    one for return would not be let in again; an old file is then as it was, and nothing is left beside it.
    """
    refuse_other_ending(target)
    _refuse_too_many_rows(book)
    with growing_beside(target) as growing:
        with _without_collector(), _room_for_parts(book) as room:
            content, carried = _workbook(book, room)
        growing.write_bytes(content)
        if book.is_for_return:
            _refuse_what_cannot_come_home(growing, target)
    rows = {sheet.spec.key: len(sheet.rows) for sheet in book.sheets}
    sha256 = hashlib.sha256(content).hexdigest()
    return WrittenFile(sha256=sha256, size=len(content), rows=rows, carried=carried)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the garbage collector still: it would walk through millions of cells again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def refuse_other_ending(target: Path) -> None:
    """Raise UsageError for a name under which Excel, or we ourselves, would not open a workbook."""
    if target.name.startswith("~$"):
        raise UsageError("workbook-lock-file", file=target.name)
    if target.suffix.lower() != ENDING:
        raise UsageError("export-other-ending", path=target.name)


def _refuse_too_many_rows(book: OutgoingBook) -> None:
    limit = MAX_ROWS if book.is_for_return else _MOST_ROWS
    for sheet in book.sheets:
        if len(sheet.rows) > limit:
            raise UserError(
                "export-too-many-rows", plural=sheet.spec.plural, count=len(sheet.rows), limit=limit
            )


def _refuse_what_cannot_come_home(growing: Path, target: Path) -> None:
    """Ask our own gate: what it would not let in again must not leave as a workbook for return."""
    try:
        gate.inspect(growing)
    except UserError as error:
        raise UserError("export-cannot-return", path=target.name, reason=error) from error


@contextmanager
def _room_for_parts(book: OutgoingBook) -> Iterator[dict[str, object]]:
    """Tell XlsxWriter where the parts of a workbook grow until they are packed.

    In memory, so that nothing in plain text can be left in the temporary folder; those of a very large
    workbook in a folder of their own, since in memory they would take 200 MB more.
    """
    cells = sum(len(sheet.rows) * (len(sheet.fields) + HIDDEN_COLUMNS) for sheet in book.sheets)
    if cells <= _MOST_CELLS_IN_MEMORY:
        yield {"in_memory": True}
        return
    with tempfile.TemporaryDirectory(prefix="coopdesk-", ignore_cleanup_errors=True) as folder:
        yield {"tmpdir": folder}


def _workbook(book: OutgoingBook, room: Mapping[str, object]) -> tuple[bytes, bytes | None]:
    """Give a whole workbook, and what the ledger keeps of it."""
    from xlsxwriter.workbook import Workbook

    content = BytesIO()
    workbook = Workbook(content, {**_AS_TYPED, **room})
    _set_properties(workbook, book)
    styles = Styles(workbook)
    lists = DropDowns(book)
    write_about_sheet(workbook, book, styles=styles)
    packer = Packer()
    sheets = tuple(
        write_data_sheet(workbook, sheet, book, styles=styles, lists=lists, packer=packer)
        for sheet in book.sheets
    )
    carried = None
    if book.manifest is not None:
        manifest = dataclasses.replace(book.manifest, sheets=sheets)
        carried = packer.finish(manifest, book.printed)
        _add_hidden_sheets(workbook, lists, styles, manifest, carried)
    _close(workbook)
    return content.getvalue(), carried


def _close(workbook: Workbook) -> None:
    """Let XlsxWriter put the parts together. Raises OSError where they find no room."""
    from xlsxwriter.exceptions import FileCreateError

    facts: tuple[object, ...] = ()
    try:
        workbook.close()
    except FileCreateError as error:
        facts = error.args[0].args
    if facts:  # raised out here, since the old error keeps a half-written zip that complains at its end
        raise OSError(*facts)


def _set_properties(workbook: Workbook, book: OutgoingBook) -> None:
    """Say in the file's properties what it is and how it is marked; for return also which export it is.

    XlsxWriter cannot write the core property `identifier`, so the keywords hold the same words; there is
    no colon in them, which LibreOffice would rewrite.
    """
    properties = {
        "title": title_of(book),
        "author": clean_for_excel(book.sender),
        "company": clean_for_excel(book.office),
        "category": clean_for_excel(book.marking),
        "status": clean_for_excel(book.marking),
        "created": book.made_at,
    }
    if book.manifest is not None:
        export_id = book.manifest.export_id
        properties["keywords"] = IDENTIFIER_PREFIX + export_id
        must_succeed(workbook.set_custom_property(PROPERTY, export_id, "text"), "property")
        must_succeed(workbook.define_name(EXPORT_NAME, f'="{export_id}"'), "name")
    must_succeed(workbook.set_custom_property("Marking", clean_for_excel(book.marking), "text"), "property")
    workbook.set_properties(properties)


def _add_hidden_sheets(
    workbook: Workbook, lists: DropDowns, styles: Styles, manifest: Manifest, carried: bytes
) -> None:
    offered = workbook.add_worksheet(LISTS_SHEET)
    lists.write(offered, styles.hidden)
    offered.hide()
    carrier = workbook.add_worksheet(CARRIER_SHEET)
    for row, text in enumerate(carrier_cells(manifest, carried)):
        if text:
            must_succeed(carrier.write_string(row, 0, text, styles.hidden), "carrier")
    carrier.very_hidden()
