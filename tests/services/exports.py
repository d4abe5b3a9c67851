# SPDX-License-Identifier: EUPL-1.2
"""Exporting in tests, and looking into what was written and logged."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, Final

import openpyxl

from coopdesk.domain.changes import Origin
from coopdesk.domain.filters import Condition, Filter
from coopdesk.domain.kinds import Value
from coopdesk.exchange import carrier
from coopdesk.exchange.carrier import Carried
from coopdesk.records.catalog import SPECS
from coopdesk.services import exporting
from coopdesk.services.exporting import Exported, export_workbook
from coopdesk.services.maintenance import Database
from coopdesk.services.naming import entry_of
from coopdesk.store import ledger
from coopdesk.store.history import change_sets

WHO: Final = "Anna Example"
OLD: Final = b"the old export"


def export(office: Database, target: Path, *types: str, **more: Any) -> Exported:
    return export_workbook(office, target, types=types, who=WHO, **more)


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def headings(path: Path, sheet: str) -> list[str]:
    return [cell.value for cell in opened(path)[sheet][1]]


def column(path: Path, sheet: str, heading: str) -> list[object]:
    rows = list(opened(path)[sheet].iter_rows(values_only=True))
    return [row[rows[0].index(heading)] for row in rows[1:]]


def everything(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def about(path: Path) -> str:
    return "\n".join(
        str(one) for row in opened(path)["About"].iter_rows(values_only=True) for one in row if one
    )


def carried_in(path: Path) -> Carried:
    sheet = opened(path)[carrier.CARRIER_SHEET]
    return carrier.unpack([row[0] for row in sheet.iter_rows(max_col=1, values_only=True)], SPECS)


def base_in_ledger(office: Database, export_id: str, **more: Any) -> Carried:
    with office.reading() as connection:
        found = exporting.base_of(connection, export_id, **more)
    assert found is not None
    return found


def facts_of(office: Database, done: Exported) -> ledger.ExportFacts:
    with office.reading() as connection:
        found = ledger.export_facts(connection, done.export_id)
    assert found is not None
    return found


def is_chain_whole(office: Database) -> bool:
    with office.reading() as connection:
        return exporting.verify_chain(connection)


def id_of(office: Database, reference: str) -> str:
    with office.reading() as connection:
        return entry_of(connection, reference).id


def where(**equal: Value) -> Filter:
    return Filter(
        conditions=tuple(Condition(field=key, operator="=", value=value) for key, value in equal.items())
    )


def column_of_references(office: Database, target: Path, type_key: str) -> list[str]:
    export(office, target, type_key)
    return [str(one) for one in column(target, SPECS[type_key].sheet, "Reference")]


def exports_logged(office: Database) -> int:
    with office.reading() as connection:
        logged = len(ledger.exports(connection, limit=None))
        sets = [one for one in change_sets(connection, limit=None) if one.origin is Origin.EXPORT]
    assert logged == len(sets)
    return logged
