# SPDX-License-Identifier: EUPL-1.2
"""The same workbook a second time: after its import was taken back, and saved anew with nothing new in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopdesk.services import browsing, editing, exporting, history, importing
from coopdesk.services.importing import Imported
from coopdesk.services.maintenance import Database
from tests.helpers.contents import contents
from tests.helpers.excel import Excel

WHO = "test"


@pytest.fixture
def sent(office: Database, tmp_path: Path) -> Path:
    """Give a workbook of partners and their names that has left."""
    path = tmp_path / "sent.xlsx"
    exporting.export_workbook(office, path, types=["partner", "partner_name"], who=WHO)
    return path


def take_in(database: Database, path: Path) -> Imported:
    return importing.import_file(database, path, who=WHO, decide="theirs")


def saved_anew(path: Path) -> Path:
    excel = Excel(path)
    excel.book.properties.title = "saved anew"
    return excel.save(path.with_name("again.xlsx"))


def test_new_rows_with_references_come_in_again_after_they_were_taken_back(
    office: Database, sent: Path
) -> None:
    excel = Excel(sent)
    excel.add("Partners", Reference="ART-1", Name="A body nobody had")
    excel.add("Partner names", Partner="ART-1", Name="Another name")
    path = excel.save(sent.with_name("ankara.xlsx"))
    importing.import_file(office, path, who=WHO)
    once = contents(office.path)
    history.undo(office, who=WHO)

    again = importing.import_file(office, path, who=WHO)

    assert (again.plan.counts.new, again.plan.counts.conflicts) == (2, 0)
    assert browsing.show(office, "ART-1").record.fields["name"] == "A body nobody had"
    assert contents(office.path)["partner"] == once["partner"]


def test_records_of_another_laptop_come_in_again_after_they_were_taken_back(
    office: Database, empty: Database, tmp_path: Path
) -> None:
    editing.add_record(office, "partner", {"reference": "ART-1", "name": "Only there"}, who=WHO)
    path = tmp_path / "out.xlsx"
    exporting.export_workbook(office, path, types=["partner", "country", "country_group"], who=WHO)
    first = importing.import_file(empty, path, who=WHO)
    history.undo(empty, who=WHO)

    again = importing.import_file(empty, path, who=WHO)

    assert again.plan.counts == first.plan.counts
    assert browsing.show(empty, "ART-1").record.fields["name"] == "Only there"


def test_the_same_file_again_says_that_problems_stayed_out(office: Database, sent: Path) -> None:
    excel = Excel(sent)
    excel.type("Partners", "iom", "Part of", "ART-1")
    path = excel.save(sent.with_name("ankara.xlsx"))
    take_in(office, path)
    editing.add_record(office, "partner", {"reference": "ART-1", "name": "A body nobody had"}, who=WHO)

    (notice,) = importing.plan_file(office, path).notices
    assert "what had problems stayed out" in notice.message
    take_in(office, saved_anew(path))
    assert browsing.show(office, "iom").record.fields["parent"] == "ART-1"


def test_new_rows_of_one_reference_are_told_apart_when_they_come_again(office: Database, sent: Path) -> None:
    excel = Excel(sent)
    excel.add("Partners", Reference="ART-1", Name="First body", Region="North")
    excel.add("Partners", Reference="art-1", Name="Second body")
    path = excel.save(sent.with_name("ankara.xlsx"))
    taken = take_in(office, path)
    assert taken.plan.counts.new == 2

    again = take_in(office, saved_anew(path)).plan

    assert (again.changes, again.inserts, again.conflicts) == ((), (), ())


def test_a_copied_row_under_a_taken_reference_is_added_once(office: Database, sent: Path) -> None:
    excel = Excel(sent)
    sheet, row = excel.sheet("Partners"), excel.row("Partners", "iom")
    sheet.append([cell.value for cell in sheet[row]])
    for heading, value in (("Reference", "unhcr"), ("Name", "A body nobody had")):
        sheet.cell(sheet.max_row, excel.column("Partners", heading)).value = value
    path = excel.save(sent.with_name("ankara.xlsx"))
    assert take_in(office, path).plan.counts.new == 1

    assert take_in(office, saved_anew(path)).plan.counts.new == 0
