# SPDX-License-Identifier: EUPL-1.2
"""Somebody corrects records one by one, begins new ones, is interrupted, and takes old changes back."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.helpers.records import all_rows
from tests.journeys.window.program import CTRL, SHIFT, Program

IOM = "International Organization for Migration"
UNHCR = "Office of the United Nations High Commissioner for Refugees"


def test_two_corrections_are_taken_back_one_after_the_other(program: Program) -> None:
    """A short name is corrected in the list, another one on its page; both were right before."""
    program.go("Partners")
    program.stand_on(IOM, page="IOM")
    program.press(Qt.Key.Key_Right)
    program.press(Qt.Key.Key_F2)
    program.press(Qt.Key.Key_A, CTRL)
    program.write("I.O.M.")
    program.press(Qt.Key.Key_Return)
    program.until(lambda: program.holds("iom", "short_name") == "I.O.M.")

    program.open_record("frontex")
    program.press(Qt.Key.Key_F2)
    program.replace("partner.short_name", "FRX")
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.title() == "FRX")
    program.until(lambda: "frontex" in program.menu_says("edit.undo"))

    program.press(Qt.Key.Key_Z, CTRL)
    program.until(lambda: program.title() == "Frontex")
    program.until(lambda: "iom" in program.menu_says("edit.undo"))
    assert program.menu_says("edit.undo") == "Undo: Change “Short name” of iom"
    assert program.holds("iom", "short_name") == "I.O.M."
    program.press(Qt.Key.Key_Z, CTRL)
    program.until(lambda: program.menu_says("edit.undo") == "")
    assert (program.holds("iom", "short_name"), program.holds("frontex", "short_name")) == ("IOM", "Frontex")
    assert program.menu_says("edit.redo") == "Redo: Change “Short name” of iom"


def test_a_new_arrangement_brings_its_new_partner_along(program: Program) -> None:
    """The other side is not in the register yet; it is begun from the field that asks for it."""
    program.press(Qt.Key.Key_N, CTRL)
    program.until(lambda: program.has_keyboard("arrangement.title"))
    program.write("Artificial arrangement")
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.title() == "Artificial arrangement")

    program.click("page.add")
    program.choose("Arrangement party")
    program.until(lambda: program.has_keyboard("arrangement_party.partner"))
    program.write("Artificial Border Office")
    program.until(lambda: program.sees("suggestions"))
    program.press(Qt.Key.Key_Up)
    program.press(Qt.Key.Key_Return)
    program.until(lambda: program.text("sheet.name") == "Artificial Border Office")
    program.press(Qt.Key.Key_Return)
    program.until(lambda: not program.sees("sheet"))
    assert program.text("arrangement_party.partner") == "Artificial Border Office"
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.sees("page") and "Artificial Border Office" in program.words("page"))

    assert program.title() == "Artificial arrangement"
    assert program.holds(f"PA-{dt.date.today().year}-1", "name") == "Artificial Border Office"


def test_what_was_typed_outlives_the_program(program: Program, tmp_path: Path) -> None:
    """The laptop goes down in the middle of a sentence; the file is as it was on the disk that moment."""
    program.open_record("iom")
    program.press(Qt.Key.Key_F2)
    program.replace("partner.region", "Half a sen")
    program.until(lambda: program.text("status.drafts") == "1 draft kept")
    with program.meter.pause():
        (tmp_path / "killed").mkdir()
        for one in tmp_path.glob("office.coopdesk*"):
            if one.is_file():
                shutil.copyfile(one, tmp_path / "killed" / one.name)
    program.restart(tmp_path / "killed" / "office.coopdesk")

    program.until(lambda: program.text("status.drafts") == "1 draft kept")
    program.click("status.drafts")
    program.until(lambda: program.text("partner.region") == "Half a sen")
    assert "Draft of" in program.text("form.draft.text")
    program.click("partner.region")
    program.press(Qt.Key.Key_End)
    program.write("tence")
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.title() == "IOM")
    assert program.holds("iom", "region") == "Half a sentence"
    program.until(lambda: not program.sees("status.drafts"))


def test_an_old_change_is_taken_back_and_the_later_one_kept(program: Program) -> None:
    """The short name was changed by mistake, together with the region, which was improved since."""
    program.open_record("iom")
    program.press(Qt.Key.Key_F2)
    program.replace("partner.short_name", "Mistake")
    program.replace("partner.region", "Geneva")
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.title() == "Mistake")
    program.press(Qt.Key.Key_F2)
    program.replace("partner.region", "World")
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.sees("page") and program.holds("iom", "region") == "World")

    program.press(Qt.Key.Key_H, CTRL | SHIFT)
    program.until(lambda: program.sees("record_history.page") and program.sees("record_history.field"))
    program.settle()
    program.until(lambda: "Short name: IOM → Mistake" in program.words("record_history.page"))
    program.click("record_history.field")
    program.choose_from_list("Region")
    program.until(lambda: "Short name" not in program.words("record_history.page"))
    assert "Region: Geneva → World" in program.words("record_history.page")
    assert "Region: empty → Geneva" in program.words("record_history.page")

    program.click(program.names("record_history.undo.")[-1])
    program.until(lambda: program.sees("history") and program.sees("history.keep.0"))
    program.click("history.keep.0")
    program.click("history.undo")
    program.until(lambda: program.holds("iom", "short_name") == "IOM")
    assert program.holds("iom", "region") == "World"


def test_a_change_is_saved_by_keys_alone(program: Program) -> None:
    """From the start to a saved change without a mouse."""
    assert program.has_keyboard("list.table")
    program.press(Qt.Key.Key_F6, SHIFT)
    assert program.has_keyboard("navigation")
    program.press(Qt.Key.Key_Home)
    program.press(Qt.Key.Key_Return)
    program.until(lambda: program.text("list.name_of_list") == "Partners" and len(program.rows()) == 53)
    assert program.has_keyboard("list.table")
    program.until(lambda: program.rows()[0] != "")
    program.press(Qt.Key.Key_Down, times=3)
    chosen = program.rows()[3]
    program.until(lambda: chosen in (program.title(), program.text("page.name_beside")))

    program.press(Qt.Key.Key_F6)
    program.until(lambda: program.has_keyboard("pane"))
    program.press(Qt.Key.Key_F2)
    program.until(lambda: program.has_keyboard("form"))
    for _ in range(20):
        if program.has_keyboard("partner.note"):
            break
        program.press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "partner.note"
    program.write("By keys")
    program.press(Qt.Key.Key_S, CTRL)
    program.until(lambda: program.sees("page") and "Saved" in program.text("status.said"))
    program.until(lambda: "By keys" in program.words("page"))
    with program.meter.pause():
        kept = next(row for row in all_rows(program.desk.database, "partner") if row["name"] == chosen)
    assert str(kept["note"]).startswith("By keys")
    assert program.has_keyboard("pane")
    assert program.rows()[3] == chosen
