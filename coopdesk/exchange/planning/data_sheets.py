# SPDX-License-Identifier: EUPL-1.2
"""Which sheets of a returned workbook hold records, of which type, and where their rows name themselves.

Sheets are known by the ids in their rows first, by their name next, by their headings last; so a sheet
may be renamed, copied or moved. Nothing is given a meaning here beyond that.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from coopdesk.domain.folding import fold_name
from coopdesk.domain.identifiers import check_character, is_key
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import (
    ABOUT_SHEET,
    CARRIER_SHEET,
    EXPORT_NAME,
    ID_HEADING,
    IDENTIFIER_PREFIX,
    LISTS_SHEET,
    PROPERTY,
    STAMP_HEADING,
    Carried,
    CarrierDamaged,
    SheetManifest,
    parse_id_cell,
    parse_stamp_cell,
    unpack,
)
from coopdesk.exchange.planning.columns import HeadingBook, heading_row_of
from coopdesk.exchange.raw import RawSheet, RawValue, RawWorkbook

_ID_START: Final = "cd1:"
_ID: Final = re.compile(r"cd1:([0-9a-f]{32}):(.)", re.ASCII)
_OWN_SHEETS: Final = frozenset(fold_name(name) for name in (CARRIER_SHEET, LISTS_SHEET, ABOUT_SHEET))
_MANIFEST_START: Final = '{"export_id"'
_HEADINGS_NEEDED: Final = 0.6
_CELLS_LOOKED_AT: Final = 2_000
_MOST_EXPORTS: Final = 200  # in one sheet; each is looked up in the ledger, and people paste from a few


class NamedRow(NamedTuple):
    """A row of a sheet: its number, what it carries in the hidden columns, and its cells.

    A damaged id is none, and the row says so.
    """

    number: int
    id: str | None
    is_damaged: bool
    export: str | None
    stamp: str | None
    cells: Sequence[RawValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSheet:
    """A sheet of records; a heading row of 0 means that there is none."""

    raw: RawSheet
    spec: RecordSpec
    header_row: int
    id_column: int | None
    stamp_column: int | None
    manifest: SheetManifest | None
    rows: tuple[NamedRow, ...]

    @property
    def headings(self) -> Sequence[RawValue]:
        """The cells of the heading row."""
        return self.raw.rows[self.header_row - 1] if 0 < self.header_row <= self.raw.height else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a workbook holds as a whole; `unread` are visible sheets that were not understood."""

    sheets: tuple[DataSheet, ...]
    unread: tuple[str, ...]
    gone: tuple[SheetManifest, ...]


def read_carrier(workbook: RawWorkbook, specs: Mapping[str, RecordSpec]) -> Carried | None:
    """Give what the very hidden sheet says, None where there is none. Raises CarrierDamaged."""
    cells = _carrier_cells(workbook)
    return None if cells is None else unpack(cells, specs)


def carrier_bytes(workbook: RawWorkbook) -> bytes | None:
    """Give what a workbook carries in the form in which the ledger of its sender keeps it."""
    cells = _carrier_cells(workbook)
    if cells is None or None not in cells:
        return None
    try:
        return base64.b64decode("".join(cell or "" for cell in cells[cells.index(None) + 1 :]), validate=True)
    except ValueError:
        return None


def _carrier_cells(workbook: RawWorkbook) -> list[str | None] | None:
    sheet = _carrier_sheet(workbook)
    if sheet is None:
        return None
    cells = [row[0] if row else None for row in sheet.rows]
    if any(cell is not None and not isinstance(cell, str) for cell in cells):
        raise CarrierDamaged("not text")
    return [cell if isinstance(cell, str) else None for cell in cells]


def has_carrier_sheet(workbook: RawWorkbook) -> bool:
    """Tell whether a sheet is there that should hold manifest and base."""
    return _carrier_sheet(workbook) is not None


def _carrier_sheet(workbook: RawWorkbook) -> RawSheet | None:
    named = workbook.sheet(CARRIER_SHEET)
    if named is not None:
        return named
    return next((sheet for sheet in workbook.sheets if _is_carrier(sheet)), None)


def _is_carrier(sheet: RawSheet) -> bool:
    first = sheet.value(1, 1)
    return isinstance(first, str) and first.startswith(_MANIFEST_START)


def export_pointed_at(workbook: RawWorkbook) -> str | None:
    """Give the export id that the workbook names outside its sheets, where the hidden sheet is gone."""
    named = (workbook.constant(EXPORT_NAME), workbook.custom_properties.get(PROPERTY))
    words = (
        (text or "").removeprefix(IDENTIFIER_PREFIX) for text in (workbook.identifier, workbook.keywords)
    )
    for text in (*named, *words):
        if text and is_key(text):
            return text
    return None


def ids_in(workbook: RawWorkbook) -> set[str]:
    """Give everything that looks like an id in the hidden columns of a workbook's sheets."""
    found: set[str] = set()
    for sheet in workbook.sheets:
        column = _column_of(sheet, ID_HEADING, _looks_like_id)
        if column is not None:
            cells = (row[column - 1] for row in sheet.rows)
            found.update(cell[4:36] for cell in cells if isinstance(cell, str) and cell.startswith(_ID_START))
    return found


def survey(
    workbook: RawWorkbook,
    carried: Carried | None,
    specs: Mapping[str, RecordSpec],
    types_of_ids: Mapping[str, str],
) -> Survey:
    """Find the data sheets; `types_of_ids` gives the type of every id that this side or the file knows."""
    manifests = list(carried.manifest.sheets) if carried else []
    found: list[DataSheet] = []
    left: list[RawSheet] = []
    for raw in workbook.sheets:
        if _is_own(raw):
            continue
        sheet = _by_ids_or_name(raw, manifests, specs, types_of_ids)
        if sheet is None:
            left.append(raw)
        else:
            found.append(sheet)
    claimed = {sheet.spec.key for sheet in found}
    unread: list[str] = []
    for raw in left:
        sheet = _by_headings(raw, [one for one in manifests if one.type not in claimed], specs)
        if sheet is not None:
            found.append(sheet)
            claimed.add(sheet.spec.key)
        elif raw.state == "visible" and any(cell is not None for row in raw.rows for cell in row):
            unread.append(raw.name)
    gone = tuple(one for one in manifests if one.type in specs and one.type not in claimed)
    return Survey(sheets=tuple(found), unread=tuple(unread), gone=gone)


def _is_own(raw: RawSheet) -> bool:
    return fold_name(raw.name) in _OWN_SHEETS or _is_carrier(raw)


def _by_ids_or_name(
    raw: RawSheet,
    manifests: Sequence[SheetManifest],
    specs: Mapping[str, RecordSpec],
    types_of_ids: Mapping[str, str],
) -> DataSheet | None:
    """Know a sheet by the ids of its rows, or by its name where its headings agree."""
    column = _column_of(raw, ID_HEADING, _looks_like_id)
    counted: Counter[str] = Counter()
    if column is not None:
        for row in raw.rows:
            cell = row[column - 1]
            if isinstance(cell, str) and (type_key := types_of_ids.get(cell[4:36])):
                counted[type_key] += 1
    named = next((one for one in manifests if one.sheet.casefold() == raw.name.casefold()), None)
    by_name = named.type if named else _type_by_name(raw.name, specs)
    type_key = counted.most_common(1)[0][0] if counted else by_name
    if type_key is None or type_key not in specs:
        return None
    manifest = named if named and named.type == type_key else _of_type(manifests, type_key)
    sheet = _data_sheet(raw, specs[type_key], manifest, column)
    if counted or column is not None:
        return sheet
    return sheet if HeadingBook.of(specs[type_key]).hits(sheet.headings) >= 1 else None


def _type_by_name(name: str, specs: Mapping[str, RecordSpec]) -> str | None:
    return next((key for key, spec in specs.items() if fold_name(spec.sheet) == fold_name(name)), None)


def _of_type(manifests: Sequence[SheetManifest], type_key: str) -> SheetManifest | None:
    return next((one for one in manifests if one.type == type_key), None)


def _by_headings(
    raw: RawSheet, manifests: Sequence[SheetManifest], specs: Mapping[str, RecordSpec]
) -> DataSheet | None:
    """Know a sheet without ids and under another name by what stands over its columns."""
    best: tuple[float, DataSheet] | None = None
    for manifest in manifests:
        spec = specs.get(manifest.type)
        if spec is None or not manifest.columns:
            continue
        sheet = _data_sheet(raw, spec, manifest, None)
        share = HeadingBook.of(spec).hits(sheet.headings) / len(manifest.columns)
        if share >= _HEADINGS_NEEDED and (best is None or share > best[0]):
            best = share, sheet
    return best[1] if best else None


def _data_sheet(
    raw: RawSheet, spec: RecordSpec, manifest: SheetManifest | None, id_column: int | None
) -> DataSheet:
    stamp_column = _column_of(raw, STAMP_HEADING, _looks_like_stamp)
    header_row = _header_row(raw, spec, manifest, id_column)
    rows = tuple(_named_rows(raw, header_row, id_column, stamp_column))
    return DataSheet(
        raw=raw,
        spec=spec,
        header_row=header_row,
        id_column=id_column,
        stamp_column=stamp_column,
        manifest=manifest,
        rows=rows,
    )


def _header_row(
    raw: RawSheet, spec: RecordSpec, manifest: SheetManifest | None, id_column: int | None
) -> int:
    """Find the headings again: by their words, else where they left, else just above the first id."""
    first_id = raw.height + 1
    if id_column is not None:
        ids = (n for n, row in enumerate(raw.rows, start=1) if _looks_like_id(row[id_column - 1]))
        first_id = next(ids, first_id)
    found = heading_row_of(raw.rows, HeadingBook.of(spec), before=min(first_id, 200))
    if found is not None:
        return found
    if manifest is not None and 0 < manifest.header_row < first_id:
        return manifest.header_row
    return max(first_id - 1, 0) if first_id <= raw.height else 0


def _named_rows(
    raw: RawSheet, header_row: int, id_column: int | None, stamp_column: int | None
) -> Iterator[NamedRow]:
    """Give the rows below the headings that hold anything, with what they carry."""
    blank = [None] * raw.width
    unreadable = {row for row, _ in raw.unreadable}
    heading = raw.rows[header_row - 1] if 0 < header_row <= raw.height else None
    exports: set[str] = set()
    for number, cells in enumerate(raw.rows[header_row:], start=header_row + 1):
        mark = cells[id_column - 1] if id_column is not None else None
        record_id = _quick_id(mark) if isinstance(mark, str) else None
        if record_id is None:
            if cells in (blank, heading) and number not in unreadable:
                continue
            if isinstance(mark, str) and mark.strip() == ID_HEADING:
                continue  # headings pasted once more
        text = cells[stamp_column - 1] if stamp_column is not None else None
        export, stamp = _quick_stamp(text, exports) if isinstance(text, str) else (None, None)
        is_damaged = record_id is None and isinstance(mark, str)
        yield NamedRow(number, record_id, is_damaged, export, stamp, cells)


def _quick_id(mark: str) -> str | None:
    """Give the id of a hidden cell, None for one that is no right id."""
    match = _ID.fullmatch(mark)
    if match is not None and match[2] == check_character(match[1]):
        return match[1]
    name = parse_id_cell(mark)
    return name.id if name is not None and name.is_right else None


def _quick_stamp(text: str, exports: set[str]) -> tuple[str, str] | tuple[None, None]:
    """Parse the hidden stamp; `exports` are the export ids met so far, of which there are few."""
    if len(text) == 41 and text[32] == "." and text[:32] in exports:
        return text[:32], text[33:]
    found = parse_stamp_cell(text) if len(exports) < _MOST_EXPORTS else None
    if found is None:
        return None, None
    exports.add(found[0])
    return found


def _column_of(raw: RawSheet, heading: str, looks_right: Callable[[RawValue], bool]) -> int | None:
    """Give the column (1-based) under a hidden heading, or the one with most cells that look like its own."""
    wanted = fold_name(heading)
    headed = next(
        (
            index
            for row in raw.rows[:200]
            for index, cell in enumerate(row)
            if isinstance(cell, str)
            and len(cell) < 40
            and cell[:8] == heading[:8]
            and fold_name(cell) == wanted
        ),
        None,
    )
    if headed is not None and any(looks_right(row[headed]) for row in raw.rows):
        return headed + 1
    counted: Counter[int] = Counter()
    for index in range(raw.width):
        filled = (row[index] for row in raw.rows if row[index] is not None)
        counted[index + 1] = sum(1 for cell in islice(filled, _CELLS_LOOKED_AT) if looks_right(cell))
    best = counted.most_common(1)
    if best and best[0][1]:
        return best[0][0]
    return headed + 1 if headed is not None else None


def _looks_like_id(cell: RawValue) -> bool:
    return isinstance(cell, str) and cell.startswith(_ID_START)


def _looks_like_stamp(cell: RawValue) -> bool:
    return isinstance(cell, str) and len(cell) == 41 and parse_stamp_cell(cell) is not None
