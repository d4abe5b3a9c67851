# SPDX-License-Identifier: EUPL-1.2
"""Sending out just what a list shows: these records, in this order, with these columns; and home again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from coopdesk.services import browsing, importing
from coopdesk.services.exporting import Chosen
from coopdesk.services.maintenance import Database
from tests.services.exports import WHO, about, carried_in, column, export, headings, id_of


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "list.xlsx"


def _send(office: Database, target: Path) -> None:
    ids = [id_of(office, reference) for reference in ("unhcr", "iom", "frontex")]
    chosen = {"partner": Chosen(ids=ids, fields=("name", "region"), words="Three partners of my list")}
    export(office, target, "partner", chosen=chosen)


def test_the_records_leave_in_the_order_of_the_list_with_its_columns(office: Database, target: Path) -> None:
    _send(office, target)

    assert column(target, "Partners", "Reference") == ["unhcr", "iom", "frontex"]
    assert headings(target, "Partners")[2:] == ["Reference", "Name", "Region"]
    assert "Three partners of my list" in about(target)
    assert {tuple(row) for row in carried_in(target).bases["partner"].values()} == {
        ("reference", "name", "region")
    }


def test_one_cell_changed_comes_home_and_what_did_not_leave_stays(office: Database, target: Path) -> None:
    _send(office, target)
    before = browsing.show(office, "iom").record.fields
    book = openpyxl.load_workbook(target)
    cell = next(c for row in book["Partners"].iter_rows() for c in row if c.value == "iom")
    book["Partners"].cell(cell.row, cell.column + 2).value = "Everywhere"
    book.save(target)

    done = importing.import_file(office, target, who=WHO)

    assert (done.plan.counts.updated, done.plan.counts.unchanged, done.plan.counts.missing) == (1, 2, 0)
    assert browsing.show(office, "iom").record.fields == {**before, "region": "Everywhere"}
