# SPDX-License-Identifier: EUPL-1.2
"""Single cells: how a value of each kind is written, and the hint that hangs on its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coopdesk.domain.errors import BugError
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import (
    DecimalKind,
    LinkKind,
    PartialDateKind,
    PickKind,
    Value,
    WholeNumberKind,
)
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.excel_text import HELP_LIMIT, date_serial, shortened, text_printer
from coopdesk.exchange.writing.styles import TEXT_FORMAT, Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Put = Callable[[int, int, Value], None]
"""Writes a value into a row and column, both counted from 0. Raises CellTooLong."""


class Cells:
    """Gives the functions that write the cells of one sheet; `printed` is the text of links by id."""

    def __init__(self, worksheet: Worksheet, styles: Styles, printed: Mapping[str, str]) -> None:
        self.worksheet = worksheet
        self.styles = styles
        self.printed = printed

    def put_of(self, field: FieldSpec) -> Put:
        """Give the function for a field: numbers and known days are written as such, the rest as text."""
        form = self.styles.column(field)
        match field.kind:
            case PartialDateKind():
                return self._put_date(form, is_computed=field.computed is not None)
            case WholeNumberKind() | DecimalKind():
                return self._put_number(form)
            case kind:
                return self.put_text(form, text_printer(kind, self.printed))

    def put_text(self, form: Format, printed: Callable[[Value], str]) -> Put:
        """Give the function that writes values as text; nothing in it becomes anything but text."""
        write, write_in_pieces = self.worksheet.write_string, self.worksheet.write_rich_string

        def put(row: int, column: int, value: Value) -> None:
            text = printed(value)
            if text.startswith("<r>") and text.endswith("</r>"):
                # XlsxWriter takes such a text for its own mark-up and writes it into the file as it is.
                must_succeed(write_in_pieces(row, column, text[:1], text[1:3], text[3:], form), "text")
            elif text and (code := write(row, column, text, form)):
                must_succeed(code, "text")

        return put

    def _put_number(self, form: Format) -> Put:
        write = self.worksheet.write_number

        def put(row: int, column: int, value: Value) -> None:
            if code := write(row, column, value, form):
                must_succeed(code, "number")

        return put

    def _put_date(self, form: Format, *, is_computed: bool) -> Put:
        put_text = self.put_text(self.styles.cell(TEXT_FORMAT, is_computed=is_computed), str)
        put_number = self._put_number(form)

        def put(row: int, column: int, value: Value) -> None:
            serial = date_serial(str(value))
            if serial is None:
                put_text(row, column, value)
            else:
                put_number(row, column, serial)

        return put


def must_succeed(code: int | None, what: str) -> None:
    """Stop where XlsxWriter says by a number that it wrote nothing."""
    if code:
        raise BugError(f"XlsxWriter refused a {what}: {code}")


def hint_of(field: FieldSpec) -> str:
    """Give the help of a field and how to fill it, as short as Excel wants it."""
    if field.computed is not None:
        how = N_("Worked out by CoopDesk; what is typed here is left aside.")
    else:
        how = _how_to_fill(field)
    return shortened(f"{shortened(field.help, HELP_LIMIT - len(how) - 1)} {how}", HELP_LIMIT)


def _how_to_fill(field: FieldSpec) -> str:
    must = N_("Must not be empty.") if field.required and field.key != "reference" else ""
    match field.kind:
        case PartialDateKind():
            how = N_(
                "A day as 2019-07-18; with an apostrophe before it also a month, '2019-07, or a year, '2019."
            )
        case LinkKind():
            how = N_("Give the reference of the record.")
        case PickKind():
            how = N_("Choose from the list.")
        case _:
            how = ""
    return " ".join(part for part in (how, must) if part)
