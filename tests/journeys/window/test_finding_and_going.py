# SPDX-License-Identifier: EUPL-1.2
"""Somebody finds a record by a name that it no longer has, runs an act, and goes back and forward."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys.window.program import ALT, Program

FRONTEX = "European Border and Coast Guard Agency"


def test_a_record_is_found_by_another_name(program: Program) -> None:
    """A letter still speaks of EASO; the agency has another name today."""
    program.ask("european asylum support")
    program.press(Qt.Key.Key_Return)

    program.until(lambda: program.sees("record"))
    program.until(lambda: program.title() != "")
    assert program.title() == "EASO"


def test_back_and_forward_lead_through_list_page_and_history(program: Program) -> None:
    program.go("Partners")
    program.stand_on(FRONTEX, page="Frontex")
    program.press(Qt.Key.Key_Return)
    program.until(lambda: program.sees("record") and program.title() == "Frontex")
    program.go("History")
    program.until(lambda: program.sees("history"))

    program.press(Qt.Key.Key_Left, ALT)
    program.until(lambda: program.sees("record") and program.title() == "Frontex")
    program.press(Qt.Key.Key_Left, ALT)
    program.until(lambda: program.text("list.name_of_list") == "Partners" and program.title() == "Frontex")
    program.press(Qt.Key.Key_Right, ALT)
    program.until(lambda: program.sees("record") and program.title() == "Frontex")
    program.press(Qt.Key.Key_Right, ALT)
    program.until(lambda: program.sees("history"))
    assert program.menu_says("view.forward") == ""


def test_an_act_is_run_from_the_palette(program: Program) -> None:
    """Nobody remembers where compact rows are; typing it is enough."""
    program.ask(">compact")
    program.press(Qt.Key.Key_Return)
    program.until(lambda: not program.sees("palette"))
    program.settle()
    assert program.window.present is not None
    assert program.window.present.checked() == {"view.compact": True}
