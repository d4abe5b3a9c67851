# SPDX-License-Identifier: EUPL-1.2
"""Somebody keeps a view, changes many records at once, merges what is there twice, sends a list out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from coopdesk.services import editing
from tests.journeys.window.program import ALT, CTRL, SHIFT, Program

IOM = "International Organization for Migration"
FRONTEX = "European Border and Coast Guard Agency"
AGENCY = "list.facet.type.Justice and home affairs agency"


def test_a_saved_view_is_there_after_a_restart(program: Program) -> None:
    program.go("Partners")
    program.press(Qt.Key.Key_F, CTRL | SHIFT)
    program.click(AGENCY)
    program.until(lambda: 0 < len(program.rows()) < 53)
    program.settle()
    agencies = program.rows()
    assert FRONTEX in agencies
    program.press(Qt.Key.Key_S, CTRL | ALT)
    program.until(lambda: program.has_keyboard("list.name.field"))
    program.write("Our agencies")
    program.press(Qt.Key.Key_Return)
    program.until(lambda: "Our agencies" in program.navigation())

    program.restart()
    program.go("Our agencies")
    program.until(lambda: program.rows() == agencies)
    assert program.text("list.name_of_list") == "Our agencies"
    assert program.text("list.count").startswith(str(len(agencies)))


def test_many_records_change_at_once_and_go_back_at_once(program: Program) -> None:
    program.go("Partners")
    program.stand_on(FRONTEX, page="Frontex")
    program.mark_too(IOM)
    program.until(lambda: program.text("list.selected") == "2 selected")
    program.press(Qt.Key.Key_E, CTRL | SHIFT)
    program.until(lambda: program.has_keyboard("bulk.fields.search"))
    program.write("region")
    program.until(lambda: program.text("bulk.field") == "Region")
    program.click("partner.region")
    program.write("Far away")
    program.until(lambda: program.text("bulk.summary").startswith("2 records will change"))
    assert {program.preview(row) for row in (0, 1)} == {
        (FRONTEX, "empty", "Far away"),
        (IOM, "empty", "Far away"),
    }
    assert program.text("bulk.apply") == "Change 2 records"
    program.press(Qt.Key.Key_Return, CTRL)
    program.until(lambda: not program.sees("bulk"))
    assert (program.holds("iom", "region"), program.holds("frontex", "region")) == ("Far away", "Far away")
    program.until(lambda: "“Region” of 2 partners" in program.menu_says("edit.undo"))

    program.press(Qt.Key.Key_Z, CTRL)
    program.until(lambda: program.menu_says("edit.undo") == "")
    assert (program.holds("iom", "region"), program.holds("frontex", "region")) == (None, None)


def test_two_entries_of_one_body_become_one(program: Program) -> None:
    """A colleague did not find IOM and entered it again under its other spelling."""
    twin = {"reference": "iom-2", "name": "Migration Organisation", "region": "World"}
    with program.meter.pause():
        editing.add_record(program.desk.database, "partner", twin, who="test")
    program.go("Partners")
    program.stand_on(IOM, page="IOM")
    program.mark_too("Migration Organisation")
    program.ask(">merge")
    program.press(Qt.Key.Key_Return)
    program.until(lambda: program.has_keyboard("merge.fields"))
    assert "It is also found by" in program.text("merge.told")
    program.press(Qt.Key.Key_Return, CTRL)
    program.until(lambda: not program.sees("merge"))
    program.until(lambda: "Migration Organisation" not in program.rows())

    assert program.holds("iom", "region") == "World"
    program.open_record("Migration Organisation")
    assert program.title() == "IOM"


def test_a_list_goes_out_and_one_change_comes_home(program: Program, tmp_path: Path) -> None:
    # The first workbook that a running program writes holds the window up for 65 to 160 ms, once.
    program.meter.most_ms = 250
    program.go("Partners")
    program.press(Qt.Key.Key_E, CTRL)
    program.prompter.target = tmp_path / "partners.xlsx"
    program.click("export.save")
    program.until(lambda: "partners.xlsx was written" in program.text("toast.words"))
    with program.meter.pause():
        _type_region(tmp_path / "partners.xlsx", "iom", "Typed in Excel")
    program.prompter.files = [tmp_path / "partners.xlsx"]
    program.press(Qt.Key.Key_I, CTRL)
    program.until(lambda: program.text("import.apply") == "Take in 1 record")
    assert "Typed in Excel" in program.words("import")
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.sees("history") and program.holds("iom", "region") == "Typed in Excel")
    program.until(lambda: "Typed in Excel" in program.words("history.act"))


def _type_region(path: Path, reference: str, value: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Partners"]
    column = next(number for number, cell in enumerate(sheet[1], start=1) if cell.value == "Region")
    row = next(row for row in sheet.iter_rows() if any(cell.value == reference for cell in row))
    row[column - 1].value = value
    book.save(path)
