# SPDX-License-Identifier: EUPL-1.2
"""A workbook out and home at 10,000 and 100,000 rows, each act against its reference."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter

from coopdesk.services import exporting, history, importing, maintenance
from coopdesk.services.maintenance import Database
from tests.helpers import artificial
from tests.helpers.ratios import Report, cpu, in_turn

WHO = "test"
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(params=[10_000, pytest.param(100_000, marks=pytest.mark.benchmark_large)], scope="module")
def rows(request: pytest.FixtureRequest) -> int:
    """How many records go out."""
    return int(request.param)


@pytest.fixture(scope="module")
def desk(rows: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a file with so many artificial documents, twelve cells each."""
    path = tmp_path_factory.mktemp("exchange") / "desk.coopdesk"
    maintenance.init(path, who=WHO, empty=True)
    database = maintenance.open_database(path)
    artificial.fill(database, rows, of=artificial.documents)
    yield database
    database.close()


@pytest.fixture(scope="module")
def sent(desk: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the workbook that left."""
    path = tmp_path_factory.mktemp("sent") / "sent.xlsx"
    exporting.export_workbook(desk, path, types=["document"], who=WHO)
    return path


@pytest.fixture(scope="module")
def returned(sent: Path) -> Path:
    """Give the workbook with 5 % of its rows changed in one cell each."""
    path = sent.with_name("returned.xlsx")
    book = openpyxl.load_workbook(sent)
    sheet = book["Documents"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Kept at")
    for row in range(2, sheet.max_row + 1, 20):
        sheet.cell(row, column).value = f"Changed {row}"
    book.save(path)
    return path


def test_export(rows: int, desk: Database, tmp_path: Path, report: Report) -> None:
    """A workbook for return, against XlsxWriter in its default mode writing the same cells."""
    target = tmp_path / "out.xlsx"
    exporting.export_workbook(desk, target, types=["document"], who=WHO)
    cells = (
        python_calamine.load_workbook(target).get_sheet_by_name("Documents").to_python(skip_empty_area=False)
    )

    def ours() -> None:
        exporting.export_workbook(desk, target, types=["document"], who=WHO)

    def reference() -> None:
        book = xlsxwriter.Workbook(tmp_path / "bare.xlsx")
        sheet = book.add_worksheet()
        for number, row in enumerate(cells):
            for position, value in enumerate(row):
                if value != "":
                    sheet.write(number, position, value)
        book.close()

    mine, bare = in_turn(ours, reference, rounds=3 if rows < 50_000 else 1)
    report.ratio(f"export, {rows:,} rows", mine, bare, "XlsxWriter", at_most=1.5)
    if sys.platform != "win32":
        import resource

        unit = 1024 if sys.platform == "linux" else 1024**2
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
        report.figure(f"export, {rows:,} rows, peak of the whole test process", peak_mb, "MB")


def test_plan(rows: int, desk: Database, returned: Path, report: Report) -> None:
    """Reading and planning with 5 % of the rows changed, against reading with calamine alone."""

    def ours() -> None:
        plan = importing.plan_file(desk, returned)
        assert plan.counts.updated == rows // 20

    def reference() -> None:
        book = python_calamine.load_workbook(returned)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    mine, bare = in_turn(ours, reference, rounds=3 if rows < 50_000 else 1)
    report.ratio(f"import plan, {rows:,} rows, 5 % changed", mine, bare, "calamine", at_most=3)


def test_apply_and_undo(rows: int, desk: Database, sent: Path, report: Report) -> None:
    """A plan in which every row changed, against raw executemany of the same updates; and its undo."""
    path = sent.with_name("all-changed.xlsx")
    book = openpyxl.load_workbook(sent)
    sheet = book["Documents"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Kept at")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = f"All {row}"
    book.save(path)
    planning = cpu(lambda: importing.plan_file(desk, path))
    whole = cpu(lambda: importing.import_file(desk, path, who=WHO))
    raw = sqlite3.connect(desk.path, isolation_level=None)
    updates = [(f"Raw {key}", key) for (key,) in raw.execute("SELECT id FROM document")]

    def reference() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany("UPDATE document SET location = ? WHERE id = ?", updates)
        raw.execute("ROLLBACK")

    bare = cpu(reference)
    raw.close()
    report.ratio(
        f"apply, {rows:,} rows changed, backup and ledger included",
        whole - planning,
        bare,
        "raw executemany",
        at_most=3,
    )
    start = time.perf_counter()
    undone = cpu(lambda: history.undo(desk, who=WHO))
    report.figure(f"undo of an import of {rows:,} rows, wall", time.perf_counter() - start, "s")
    report.figure(
        f"undo of an import of {rows:,} rows, CPU", undone, "s", at_most=3 if rows <= 20_000 else None
    )
