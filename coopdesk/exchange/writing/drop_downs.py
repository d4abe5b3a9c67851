# SPDX-License-Identifier: EUPL-1.2
"""The choices behind the drop-downs: picklists by label and code, references by reference and id.

They stand in a hidden sheet, or are those on the sheet of the linked records, when all of them are there.
Nothing is offered that the workbook does not show anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LinkKind, PickKind, YesNoKind
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.addresses import column_letters
from coopdesk.exchange.carrier import LISTS_SHEET
from coopdesk.exchange.excel_text import clean_for_excel
from coopdesk.exchange.writing.outgoing import HEADER_ROW, HIDDEN_COLUMNS, OutgoingBook
from coopdesk.records.catalog import SPECS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_LIST: Final = 20_000
"""Nobody scrolls further, and Excel offers no more than 32,767."""

MOST_TARGETS: Final = 6
"""A link to nearly any record has no list worth opening."""

Pairs = Sequence[tuple[str, str]]


class DropDowns:
    """Which list stands in which columns of the hidden sheet, for one workbook."""

    def __init__(self, book: OutgoingBook) -> None:
        self._sources: dict[object, str] = {}
        self._columns: list[tuple[str, str, Pairs]] = []
        for sheet in book.sheets:
            for field in sheet.columns:
                self._place(field, book)

    def source(self, field: FieldSpec) -> str | list[str] | None:
        """Give what the drop-down of a field offers: a range, two words, or None for no drop-down."""
        if isinstance(field.kind, YesNoKind):
            return [field.kind.format(True), field.kind.format(False)]
        return self._sources.get(_list_key(field))

    def write(self, worksheet: Worksheet, form: Format) -> None:
        """Fill the hidden sheet: each list is two columns, what is shown and what it stands for."""
        for number, (shown, meant, pairs) in enumerate(self._columns):
            for offset, heading in enumerate((shown, meant)):
                worksheet.write_string(0, 2 * number + offset, clean_for_excel(heading), form)
            for row, pair in enumerate(pairs, start=1):
                for offset, text in enumerate(pair):
                    worksheet.write_string(row, 2 * number + offset, clean_for_excel(text), form)

    def _place(self, field: FieldSpec, book: OutgoingBook) -> None:
        key = _list_key(field)
        if key is None or key in self._sources:
            return
        shown = _shown_on_its_sheet(field, book)
        if shown is not None:
            self._sources[key] = shown
            return
        pairs, offered = _pairs_of(field, book)
        if 0 < offered <= LONGEST_LIST:
            self._sources[key] = _range(LISTS_SHEET, 2 * len(self._columns) + 1, offered)
            self._columns.append((*_headings_of(field), pairs))


def _range(sheet: str, column: int, rows: int) -> str:
    """Give the cells of a column (counted from 1) under its heading."""
    letters = column_letters(column)
    quoted = sheet.replace("'", "''")
    return f"='{quoted}'!${letters}${HEADER_ROW + 1}:${letters}${HEADER_ROW + rows}"


def _shown_on_its_sheet(field: FieldSpec, book: OutgoingBook) -> str | None:
    """Give the references on the sheet of the linked type, where all that are offered stand there anyway."""
    for sheet in book.sheets:
        if field.targets == (sheet.spec.key,) and 0 < len(sheet.rows) <= LONGEST_LIST:
            keys = [one.key for one in sheet.columns]
            if "reference" in keys and len(book.references.get(sheet.spec.key, ())) == len(sheet.rows):
                return _range(sheet.spec.sheet, HIDDEN_COLUMNS + keys.index("reference") + 1, len(sheet.rows))
    return None


def _list_key(field: FieldSpec) -> object:
    match field.kind:
        case PickKind(picklist=picklist):
            return picklist.name, picklist.items
        case LinkKind(targets=targets) if "record" not in targets and len(targets) <= MOST_TARGETS:
            return targets
        case _:
            return None


def _pairs_of(field: FieldSpec, book: OutgoingBook) -> tuple[Pairs, int]:
    """Give what a list holds and how many of it, from the top, are offered."""
    if isinstance(field.kind, PickKind):
        items = sorted(field.kind.picklist.items, key=lambda item: item.retired)
        return [(item.label, item.code) for item in items], len(field.kind.picklist.current)
    pairs = [pair for target in field.targets for pair in book.references.get(target, ())]
    return pairs, len(pairs)


def _headings_of(field: FieldSpec) -> tuple[str, str]:
    if isinstance(field.kind, PickKind):
        return f"{field.kind.picklist.name}: {N_('label')}", f"{field.kind.picklist.name}: {N_('code')}"
    named = ", ".join(SPECS[target].label if target in SPECS else target for target in field.targets)
    return f"{named}: {N_('reference')}", f"{named}: {N_('id')}"
