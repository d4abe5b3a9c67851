# SPDX-License-Identifier: EUPL-1.2
"""Sending a list out from the window: what is asked, what stays behind, and that it comes home again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.views import Rule, View
from coopdesk.gui.desk import Desk
from coopdesk.gui.exchange.export_sheet import ExportSheet
from coopdesk.gui.look.widgets import Words
from coopdesk.services import importing
from tests.helpers.window import FakePrompter

JHA = View(type="partner", rules=(Rule(path=("type",), test="any_of", values=("jha_agency",)),))
PEOPLE = View(type="person")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    return window


def _sheet(desk: Desk, window: QWidget, view: View) -> ExportSheet:
    sheet = ExportSheet(desk, window, view, title="My list", words="Type: JHA agency", count=9)
    sheet.open()
    return sheet


def _press(sheet: QWidget, name: str, qtbot: QtBot) -> None:
    button = sheet.findChild(QAbstractButton, name)
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_list_leaves_for_return_and_comes_home_without_a_change(
    desk: Desk, window: QWidget, prompter: FakePrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    prompter.target = tmp_path / "agencies.xlsx"
    sheet = _sheet(desk, window, JHA)
    with qtbot.waitSignal(desk.noticed, timeout=20_000) as told:
        _press(sheet, "export.save", qtbot)

    assert "agencies.xlsx was written" in told.args[0]
    book = openpyxl.load_workbook(prompter.target)
    assert {row[0].value for row in book["Partners"].iter_rows(min_row=2)} != {None}
    plan = importing.plan_file(desk.database, prompter.target)
    assert (plan.counts.updated, plan.counts.new, plan.counts.missing) == (0, 0, 0)
    assert plan.counts.unchanged == book["Partners"].max_row - 1


def test_a_hand_out_has_nothing_hidden(
    desk: Desk, window: QWidget, prompter: FakePrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    prompter.target = tmp_path / "paper.xlsx"
    sheet = _sheet(desk, window, JHA)
    _press(sheet, "export.hand_out", qtbot)
    with qtbot.waitSignal(desk.noticed, timeout=20_000):
        _press(sheet, "export.save", qtbot)

    assert openpyxl.load_workbook(prompter.target).sheetnames == ["About", "Partners"]


def test_personal_data_leaves_only_for_a_purpose(
    desk: Desk, window: QWidget, prompter: FakePrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    prompter.target = tmp_path / "people.xlsx"
    sheet = _sheet(desk, window, PEOPLE)
    _press(sheet, "export.personal", qtbot)
    _press(sheet, "export.save", qtbot)
    said = sheet.findChild(Words, "export.said")
    assert said is not None
    assert said.text() == "Say for what purpose the personal data leaves."
    assert not prompter.target.exists()

    purpose = sheet.findChild(QLineEdit, "export.purpose")
    assert purpose is not None
    assert purpose.hasFocus()
    qtbot.keyClicks(purpose, "List of participants")
    with qtbot.waitSignal(desk.noticed, timeout=20_000):
        _press(sheet, "export.save", qtbot)
    names = {
        cell.value for row in openpyxl.load_workbook(prompter.target)["People"].iter_rows() for cell in row
    }
    assert "Name" in names


def test_a_folder_that_is_not_there_is_named_and_the_sheet_stays(
    desk: Desk, window: QWidget, prompter: FakePrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    prompter.target = tmp_path / "gone" / "agencies.xlsx"
    sheet = _sheet(desk, window, JHA)
    _press(sheet, "export.save", qtbot)
    said = sheet.findChild(Words, "export.said")
    assert said is not None
    qtbot.waitUntil(lambda: "gone" in said.text())
    assert sheet.isVisible()


def test_esc_puts_the_sheet_away_and_nothing_is_written(
    desk: Desk, window: QWidget, prompter: FakePrompter, qtbot: QtBot
) -> None:
    sheet = _sheet(desk, window, JHA)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert prompter.asked == []
