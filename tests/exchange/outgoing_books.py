# SPDX-License-Identifier: EUPL-1.2
"""Books to be written, and what other programs see in the written files."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import openpyxl
import python_calamine

from coopdesk.domain.identifiers import key_of_starting_record
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import Manifest
from coopdesk.exchange.writing.outgoing import OutgoingBook, OutgoingRow, OutgoingSheet, columns_in_order
from coopdesk.exchange.writing.workbook import write_workbook
from coopdesk.records.catalog import SPECS

EXPORT: Final = "01a202257edd70d1a9118c1fd8489e63"
MADE_AT: Final = dt.datetime(2026, 11, 22, 14, 5, tzinfo=dt.UTC)
PARTNER: Final = SPECS["partner"]
NAMES: Final = SPECS["partner_name"]


def key(number: int) -> str:
    return key_of_starting_record("test", str(number))


def a_row(spec: RecordSpec, number: int, **values: Value) -> OutgoingRow:
    empty: dict[str, Value] = dict.fromkeys(spec.all_by_key)
    return empty | {"id": key(number), "reference": f"REF-{number}"} | values


def a_sheet(spec: RecordSpec, *rows: OutgoingRow, **more: Any) -> OutgoingSheet:
    columns = columns_in_order(spec, spec.fields)
    facts: dict[str, Any] = {"spec": spec, "columns": columns, "computed": spec.computed, "rows": rows}
    return OutgoingSheet(**(facts | more))


def a_book(*sheets: OutgoingSheet, hand_out: bool = False, **more: Any) -> OutgoingBook:
    manifest = Manifest(
        export_id=EXPORT,
        made_at=MADE_AT.isoformat(),
        sender="Anna Example",
        office="Ankara office",
        app_version="0.1.0",
        database_id="db",
        layout="0001",
        filter="",
        marking="internal",
        purpose=None,
        sheets=(),
    )
    facts: dict[str, Any] = {
        "sheets": sheets,
        "printed": {},
        "marking": "Internal use",
        "sender": "Anna Example",
        "office": "Ankara office",
        "made_at": MADE_AT,
        "manifest": None if hand_out else manifest,
    }
    return OutgoingBook(**(facts | more))


def written(folder: Path, book: OutgoingBook) -> tuple[Any, Path]:
    path = folder / "out.xlsx"
    write_workbook(path, book)
    return openpyxl.load_workbook(path), path


def calamine_row(path: Path, sheet: str, number: int) -> list[Any]:
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(sheet)
    return list(rows.to_python(skip_empty_area=False)[number])


def parts(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def column_of(sheet: Any, heading: str) -> int:
    return int(next(cell.column for cell in sheet[1] if cell.value == heading))


def cell(sheet: Any, heading: str, row: int = 2) -> Any:
    return sheet.cell(row, column_of(sheet, heading))


def validations(sheet: Any, heading: str) -> list[Any]:
    letter = sheet.cell(1, column_of(sheet, heading)).column_letter
    return [one for one in sheet.data_validations.dataValidation if re.match(rf"{letter}\d", str(one.sqref))]


def about_text(book: Any) -> str:
    return "\n".join(str(one) for row in book["About"].iter_rows(values_only=True) for one in row if one)
