# SPDX-License-Identifier: EUPL-1.2
"""How our workbooks look: formats of cells, and what each page says above and below."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from coopdesk.domain.dates import format_date
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import MONEY, DecimalKind, Kind, PartialDateKind, WholeNumberKind
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.excel_text import HEADER_LIMIT, for_header
from coopdesk.exchange.writing.outgoing import OutgoingBook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

DATE_FORMAT: Final = "yyyy-mm-dd"
TEXT_FORMAT: Final = "@"

_ACCENT: Final = "#004494"
_SHADE: Final = "#EDF0F4"
_INK: Final = "#17202C"
_INK_QUIET: Final = "#434F60"
_A4: Final = 9
_LINE_HEIGHT: Final = 15.0
_HIGHEST_ROW: Final = 409.0


class Styles:
    """The formats of one workbook; those of cells are made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[str, bool], Format] = {}
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "num_format": TEXT_FORMAT}
        self.heading: Format = workbook.add_format({**head, "font_color": "#FFFFFF", "bg_color": _ACCENT})
        self.heading_computed: Format = workbook.add_format(
            {**head, "font_color": _INK_QUIET, "bg_color": _SHADE}
        )
        self.hidden: Format = workbook.add_format({"num_format": TEXT_FORMAT})
        self.title: Format = workbook.add_format({"bold": True, "font_size": 16, "font_color": _ACCENT})
        self.section: Format = workbook.add_format(
            {"bold": True, "font_size": 12, "font_color": _INK, "bottom": 4}
        )
        self.label: Format = workbook.add_format({"bold": True, "font_color": _INK_QUIET, "valign": "top"})
        self.prose: Format = workbook.add_format(
            {"text_wrap": True, "valign": "top", "num_format": TEXT_FORMAT}
        )
        self.count: Format = workbook.add_format({"align": "left", "valign": "top"})

    def cell(self, number_format: str, *, is_computed: bool = False) -> Format:
        """Give the format of data cells; worked-out ones are shaded."""
        wanted = (number_format, is_computed)
        if wanted not in self._cells:
            look: dict[str, object] = {
                "num_format": number_format,
                "valign": "top",
                "text_wrap": True,
            }
            if is_computed:
                look |= {"bg_color": _SHADE, "font_color": _INK_QUIET}
            self._cells[wanted] = self._workbook.add_format(look)
        return self._cells[wanted]

    def column(self, field: FieldSpec) -> Format:
        """Give the format of the cells of a field."""
        return self.cell(number_format_of(field.kind), is_computed=field.computed is not None)


def number_format_of(kind: Kind) -> str:
    """Give the number format of a column: text stays text, days are ISO days."""
    match kind:
        case PartialDateKind():
            return DATE_FORMAT
        case WholeNumberKind():
            return "0"
        case DecimalKind(scale=scale):
            return "#,##0.00" if scale == MONEY.scale else "General"
        case _:
            return TEXT_FORMAT


def lines_of(text: str, width: int) -> int:
    """Give the lines that a text takes, wrapped in a column of so many characters."""
    return sum(max(1, math.ceil(len(line) / (width - 1))) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Give the height of a row of so many lines, at most what Excel allows."""
    return min(lines * _LINE_HEIGHT, _HIGHEST_ROW)


def set_up_page(
    worksheet: Worksheet, book: OutgoingBook, *, title: str, footnotes: tuple[str, ...] = ()
) -> None:
    """Print the marking above and below every page, the title, the day and the number of pages."""
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.9)
    marking = for_header(book.marking, 60)
    worksheet.set_header(
        f"&L{for_header(title, 60)}&C&B{marking}&B&R{for_header(book.office or book.sender, 80)}"
    )
    day = format_date(book.made_at.date().isoformat())
    pages = N_("Page {page} of {pages}").format(page="&P", pages="&N")
    worksheet.set_footer(_footer(day, marking, pages, " ".join(footnotes)))


def _footer(left: str, middle: str, right: str, footnotes: str) -> str:
    """Give the three parts of a footer; footnotes get a line of their own above them."""
    if not footnotes:
        return f"&L{left}&C&B{middle}&B&R{right}"
    frame = f"&L\n{left}&C\n&B{middle}&B&R\n{right}"
    notes = for_header(footnotes, HEADER_LIMIT - len(frame))
    return frame.replace("&C", f"&C{notes}", 1)
