# SPDX-License-Identifier: EUPL-1.2
"""One data sheet: hidden id and stamp, headings, rows, the table over them, drop-downs and hints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from coopdesk.domain.errors import UserError
from coopdesk.domain.i18n import N_
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.addresses import cell_address, column_letters
from coopdesk.exchange.carrier import (
    COLUMN_NAME,
    ID_HEADING,
    STAMP_HEADING,
    Packer,
    SheetManifest,
    id_cell,
    stamp_cell,
)
from coopdesk.exchange.excel_text import TITLE_LIMIT, CellTooLong, shortened, text_printer
from coopdesk.exchange.writing.cells import Cells, hint_of, must_succeed
from coopdesk.exchange.writing.drop_downs import DropDowns
from coopdesk.exchange.writing.outgoing import (
    HEADER_ROW,
    HIDDEN_COLUMNS,
    OutgoingBook,
    OutgoingRow,
    OutgoingSheet,
)
from coopdesk.exchange.writing.styles import Styles, height_of, lines_of, set_up_page

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TABLE_NAME: Final = "tbl_"
_TABLE_STYLE: Final = "Table Style Light 1"
_SPARE_ROWS: Final = 1_000
"""Rows below the last one that have drop-downs and hints too, for records still to be added."""

_ROW_HEIGHT: Final = 15.75
"""One line: long texts are wrapped and cut off at the cell, so that rows stay even and nothing spills."""

_SAMPLE: Final = 400
_NARROWEST: Final = 8
_WIDEST: Final = 48
_WIDEST_NAME: Final = 32
_PAGE_WIDTH: Final = 200
"""Characters across a landscape page that can still be read; wider sheets take more pages side by side."""


def write_data_sheet(
    workbook: Workbook,
    sheet: OutgoingSheet,
    book: OutgoingBook,
    *,
    styles: Styles,
    lists: DropDowns,
    packer: Packer,
) -> SheetManifest:
    """Write one sheet and pack its base; gives what the manifest says of it.

    Raises UserError for a text that no cell can hold.
    """
    worksheet = workbook.add_worksheet(sheet.spec.sheet)
    writing = _Sheet(workbook, worksheet, sheet, book, styles, lists)
    writing.lay_out()
    writing.write_rows(packer)
    return writing.manifest()


@dataclass(frozen=True)
class _Sheet:
    """One sheet being written. Rows and columns are counted from 0 here, as XlsxWriter does."""

    workbook: Workbook
    worksheet: Worksheet
    sheet: OutgoingSheet
    book: OutgoingBook
    styles: Styles
    lists: DropDowns

    @property
    def _first(self) -> int:
        return HIDDEN_COLUMNS if self.book.is_for_return else 0

    @property
    def _last_row(self) -> int:
        """The last row of the table, which has at least one, if only a blank one."""
        return max(len(self.sheet.rows), 1)

    def manifest(self) -> SheetManifest:
        """Give where everything is."""
        fields = enumerate(self.sheet.fields, start=self._first + 1)
        return SheetManifest(
            type=self.sheet.spec.key,
            sheet=self.sheet.spec.sheet,
            header_row=HEADER_ROW,
            columns={number: field.key for number, field in fields},
            locked=tuple(field.key for field in self.sheet.computed),
        )

    # -- what surrounds the rows -------------------------------------------------------------------

    def lay_out(self) -> None:
        """Set widths, headings, table, names, hints, and how the sheet is seen and printed."""
        named = self._named_columns()
        for column, (field, width) in enumerate(self.widths, start=self._first):
            self.worksheet.set_column(column, column, width, self.styles.column(field))
            if self.book.is_for_return:
                self._name_column(column, field)
                self._guide(column, field)
        if self.book.is_for_return:
            self.worksheet.set_column(0, HIDDEN_COLUMNS - 1, 12, self.styles.hidden, {"hidden": True})
            self.worksheet.set_default_row(_ROW_HEIGHT)
        self._add_table()
        self.worksheet.set_row(0, 32)
        self.worksheet.freeze_panes(1, named)
        self._set_up_printing(named)

    @cached_property
    def widths(self) -> list[tuple[FieldSpec, int]]:
        """The width of each column in characters; those that stay in sight are kept narrower."""
        named = self._named_columns() - self._first
        limits = [_WIDEST_NAME if number < named else _WIDEST for number in range(len(self.sheet.fields))]
        return [
            (field, _width_of(field, self.sheet.rows, self.book, widest))
            for field, widest in zip(self.sheet.fields, limits, strict=True)
        ]

    def _named_columns(self) -> int:
        """Give the number of columns up to the reference, which stay in sight."""
        keys = [field.key for field in self.sheet.columns]
        return self._first + (keys.index("reference") + 1 if "reference" in keys else 0)

    def _add_table(self) -> None:
        """Add the Excel table, so that sorting takes the hidden columns along.

        XlsxWriter remembers every single cell of a table to refuse overlaps, a fifth of the whole time and
        twice the memory of a large sheet. So the table is added over one row and stretched afterwards;
        a test looks at what comes out.
        """
        columns = [{"header": f.heading, "header_format": self._heading_format(f)} for f in self.sheet.fields]
        options: dict[str, object] = {"style": _TABLE_STYLE, "columns": columns}
        if self.book.is_for_return:
            hidden = [
                {"header": name, "header_format": self.styles.heading} for name in (ID_HEADING, STAMP_HEADING)
            ]
            options |= {"columns": [*hidden, *columns], "name": TABLE_NAME + self.sheet.spec.key}
        last_column = self._first + len(columns) - 1
        must_succeed(self.worksheet.add_table(0, 0, 1, last_column, options), "table")
        table = self.worksheet.tables[-1]
        area = f"A1:{cell_address(self._last_row + 1, last_column + 1)}"
        table.update(range=area, a_range=area, autofilter=area)

    def _heading_format(self, field: FieldSpec) -> Format:
        return self.styles.heading if field.computed is None else self.styles.heading_computed

    def _name_column(self, column: int, field: FieldSpec) -> None:
        """Name the whole column in its sheet, since fields of several sheets have the same key."""
        quoted = "'" + self.sheet.spec.sheet.replace("'", "''") + "'"
        letters = column_letters(column + 1)
        name = f"{quoted}!{COLUMN_NAME}{field.key}"
        must_succeed(self.workbook.define_name(name, f"={quoted}!${letters}:${letters}"), name)

    def _guide(self, column: int, field: FieldSpec) -> None:
        """Hang the hint on the column and its heading, and the drop-down on the rows."""
        hint = {"input_title": shortened(field.label, TITLE_LIMIT), "input_message": hint_of(field)}
        last = self._last_row + _SPARE_ROWS
        offered = self.lists.source(field) if field.computed is None else None
        end_of_hint = 0 if offered is not None else last
        must_succeed(
            self.worksheet.data_validation(0, column, end_of_hint, column, {"validate": "any", **hint}),
            "hint",
        )
        if offered is None:
            return
        drop_down = {
            "validate": "list",
            "source": offered,
            "error_type": "warning",
            "error_title": N_("Not in the list"),
            "error_message": N_(
                "This is none of the choices. CoopDesk will ask about it when the workbook comes home."
            ),
        }
        must_succeed(
            self.worksheet.data_validation(1, column, last, column, {**drop_down, **hint}), "drop-down"
        )

    def _set_up_printing(self, named: int) -> None:
        pages_across = max(1, math.ceil(sum(width for _, width in self.widths) / _PAGE_WIDTH - 0.25))
        self.worksheet.set_landscape()
        self.worksheet.fit_to_pages(pages_across, 0)
        self.worksheet.hide_gridlines(0)  # hairlines in print as well
        self.worksheet.repeat_rows(0)
        if pages_across > 1 and named > self._first:
            self.worksheet.repeat_columns(self._first, named - 1)
        set_up_page(self.worksheet, self.book, title=self.sheet.spec.plural, footnotes=self.sheet.footnotes)

    # -- the rows ----------------------------------------------------------------------------------

    def write_rows(self, packer: Packer) -> None:
        """Write every row with its hidden cells, and pack the base of a workbook for return."""
        packer.begin(self.sheet.spec.key, self.sheet.columns)
        cells = Cells(self.worksheet, self.styles, self.book.printed)
        puts = [(c, f.key, cells.put_of(f)) for c, f in enumerate(self.sheet.fields, start=self._first)]
        manifest, put_hidden = self.book.manifest, cells.put_text(self.styles.hidden, str)
        for number, row in enumerate(self.sheet.rows, start=1):
            if manifest is not None:
                record_id = str(row["id"])
                put_hidden(number, 0, id_cell(record_id))
                put_hidden(number, 1, stamp_cell(manifest.export_id, packer.add(record_id, row)))
            for column, key, put in puts:
                value = row[key]
                if value is not None:
                    try:
                        put(number, column, value)
                    except CellTooLong as error:
                        raise self._too_long(row, column, error) from error
        if manifest is None:
            self._set_heights()

    def _set_heights(self) -> None:
        """Make rows of a hand-out as high as their wrapped text; LibreOffice does not do it by itself."""
        printers = [(f.key, text_printer(f.kind, self.book.printed), width) for f, width in self.widths]
        for number, row in enumerate(self.sheet.rows, start=1):
            lines = max(lines_of(printed(row[key]), width) for key, printed, width in printers)
            if lines > 1:
                self.worksheet.set_row(number, height_of(lines))

    def _too_long(self, row: OutgoingRow, column: int, error: CellTooLong) -> UserError:
        field = self.sheet.fields[column - self._first]
        return UserError(
            "export-cell-too-long",
            label=field.label,
            reference=row.get("reference") or row["id"],
            sheet=self.sheet.spec.sheet,
            length=error.length,
        )


def _width_of(field: FieldSpec, rows: Sequence[OutgoingRow], book: OutgoingBook, widest: int) -> int:
    """Give a width that most values of a column fit into, and its heading in two lines."""
    printed = text_printer(field.kind, book.printed)
    sample = rows[:: max(1, len(rows) // _SAMPLE)]
    try:
        texts = [printed(row[field.key]) for row in sample if row[field.key] is not None]
    except CellTooLong:
        return widest  # whoever writes the cell says which one it is
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    words = field.heading.split()
    heading = max(max(map(len, words)) + 4, len(field.heading) // 2 + 5)
    return min(max(longest + 2, heading, _NARROWEST), widest)
