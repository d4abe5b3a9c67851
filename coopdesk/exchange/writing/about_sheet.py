# SPDX-License-Identifier: EUPL-1.2
"""The first sheet of a workbook: what it is, who sent it, and what to do with it, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from coopdesk.domain.dates import format_date
from coopdesk.domain.i18n import N_
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.carrier import ABOUT_SHEET
from coopdesk.exchange.excel_text import clean_for_excel
from coopdesk.exchange.writing.outgoing import OutgoingBook, OutgoingSheet
from coopdesk.exchange.writing.styles import Styles, height_of, lines_of, set_up_page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WIDTH: Final = 88

Line = tuple[str, str]
"""What the line is about, and what it says."""

_FOR_RETURN: Final = (
    (
        N_("Change"),
        N_(
            "Type over a cell. Save the file and send it back; every cell is compared with what left, "
            "and CoopDesk asks only where both sides changed the same one."
        ),
    ),
    (N_("Empty"), N_("To empty a field, empty its cell. A deleted column changes nothing.")),
    (
        N_("Add"),
        N_(
            "Write into the first free row under the table. Leave the reference empty and CoopDesk "
            "proposes one; a reference you give yourself can be used in other cells of this file."
        ),
    ),
    (N_("Remove"), N_("Delete the whole row. CoopDesk lists what is missing and removes nothing unasked.")),
    (N_("Links"), N_("A cell that names another record holds its reference.")),
    (
        N_("Dates"),
        N_(
            "A known day is a date (2019-07-18). Where only a month or a year is known, the cell is text: "
            "2019-07, 2019."
        ),
    ),
    (N_("Grey columns"), N_("These are worked out by CoopDesk. What is typed there is left aside.")),
    (
        N_("As you like"),
        N_(
            "You may sort, filter, hide, move and rename columns, and add columns of your own. Please leave "
            "the hidden columns and sheets in the file: they tell CoopDesk which row is which."
        ),
    ),
    (
        N_("What else it holds"),
        N_(
            "Besides what you see, the file keeps in a hidden sheet every value of these columns and rows as "
            "it left. Whoever gets the file gets those values, also where a column or row was deleted. To "
            "pass it on, ask for a hand-out, which holds only what it shows."
        ),
    ),
)
_HAND_OUT: Final = (
    (
        N_("For reading"),
        N_(
            "This is a hand-out: it holds only what it shows, and CoopDesk does not know its rows again. "
            "To send changes back, ask for a workbook for return."
        ),
    ),
)


def write_about_sheet(workbook: Workbook, book: OutgoingBook, *, styles: Styles) -> None:
    """Write the first sheet."""
    worksheet = workbook.add_worksheet(ABOUT_SHEET)
    worksheet.hide_gridlines(2)
    worksheet.set_column(0, 0, 26)
    worksheet.set_column(1, 1, _WIDTH)
    worksheet.write_string(0, 0, title_of(book), styles.title)
    row = 2
    for heading, lines in _sections(book):
        worksheet.write_string(row, 0, heading, styles.section)
        worksheet.write_blank(row, 1, None, styles.section)
        for row, (label, text) in enumerate(lines, start=row + 1):  # noqa: B020 - the row goes on
            worksheet.write_string(row, 0, clean_for_excel(label), styles.label)
            worksheet.write_string(row, 1, clean_for_excel(text), styles.prose)
            worksheet.set_row(row, height_of(lines_of(text, _WIDTH)))
        row += 2
    worksheet.fit_to_pages(1, 0)
    set_up_page(worksheet, book, title=ABOUT_SHEET)
    worksheet.activate()


def title_of(book: OutgoingBook) -> str:
    """Give the title of a workbook, also for its properties."""
    return N_("CoopDesk workbook") if book.is_for_return else N_("CoopDesk hand-out")


def _sections(book: OutgoingBook) -> Iterator[tuple[str, list[Line]]]:
    yield N_("What this file is"), list(_facts(book))
    heading = N_("How to send changes back") if book.is_for_return else N_("What to do with it")
    yield heading, list(_FOR_RETURN if book.is_for_return else _HAND_OUT)
    yield N_("What it holds"), [(sheet.spec.sheet, _holding(sheet)) for sheet in book.sheets]
    left_out = list(_left_out(book))
    if left_out:
        yield N_("What was left out"), left_out
    if book.footnotes:
        yield N_("Footnotes"), [("", note) for note in book.footnotes]


def _facts(book: OutgoingBook) -> Iterator[Line]:
    count = sum(len(sheet.rows) for sheet in book.sheets)
    yield N_("Contents"), f"{counted(len(book.sheets), 'register')}, {counted(count, 'record')}"
    day = format_date(book.made_at.date().isoformat())
    yield N_("Made on"), N_("{day}, {time} UTC").format(day=day, time=f"{book.made_at:%H:%M}")
    sender = N_("{who}, {office}").format(who=book.sender, office=book.office) if book.office else book.sender
    yield N_("Sent by"), sender
    yield N_("Marking"), book.marking
    yield N_("Personal data"), _personal_data(book)
    internal = [field.heading for sheet in book.sheets for field in sheet.fields if field.is_internal]
    if internal:
        yield (
            N_("Own assessments"),
            N_("Included: {headings}.").format(headings=", ".join(dict.fromkeys(internal))),
        )


def _personal_data(book: OutgoingBook) -> str:
    personal = {sheet.spec.sheet: _personal(sheet.fields) for sheet in book.sheets if _personal(sheet.fields)}
    if not personal:
        return N_("None of the columns that hold personal data.")
    named = "; ".join(f"{sheet}: {', '.join(headings)}" for sheet, headings in personal.items())
    purpose = (book.purpose or "").strip().rstrip(".")
    return N_("Included for this purpose only: {purpose}. Columns: {columns}.").format(
        purpose=purpose, columns=named
    )


def _personal(fields: tuple[FieldSpec, ...]) -> list[str]:
    return [field.heading for field in fields if field.personal]


def _holding(sheet: OutgoingSheet) -> str:
    count = counted(len(sheet.rows), "record")
    return (
        N_("{count}, chosen by: {filter}").format(count=count, filter=sheet.filter) if sheet.filter else count
    )


def _left_out(book: OutgoingBook) -> Iterator[Line]:
    for label, attribute in (
        (N_("Personal data"), "left_out_personal"),
        (N_("Own assessments"), "left_out_internal"),
    ):
        named = {sheet.spec.sheet: getattr(sheet, attribute) for sheet in book.sheets}
        text = "; ".join(f"{name}: {', '.join(headings)}" for name, headings in named.items() if headings)
        if text:
            yield label, text


def counted(count: int, word: str) -> str:
    """Give a number with its word: 1 record, 2 records."""
    return f"{count:,} {word}{'' if count == 1 else 's'}".replace(",", " ")
