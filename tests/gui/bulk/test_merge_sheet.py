# SPDX-License-Identifier: EUPL-1.2
"""Two entries of one body become one: chosen by keys or clicks, said in words, taken back in one go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.gui.bulk.duplicate_sheet import DuplicateSheet
from coopdesk.gui.bulk.merge_list import MergeList, places
from coopdesk.gui.bulk.merge_sheet import MergeSheet
from coopdesk.gui.desk import Desk
from coopdesk.gui.look.widgets import Words
from coopdesk.services import editing, history
from tests.helpers.contents import facts
from tests.helpers.hands import click, click_button, press, the
from tests.helpers.records import all_rows, row_of, target_of
from tests.helpers.window import settle


@pytest.fixture
def twins(desk: Desk) -> Desk:
    """Give the starting data with a second entry of a body, and a duty that hangs on it."""
    raw = {"reference": "iom-2", "name": "International Organization for Migration", "short_name": "I.O.M."}
    editing.add_record(desk.database, "partner", raw | {"region": "World"}, who="test")
    editing.add_record(desk.database, "obligation", {"title": "Artificial", "owner": "iom-2"}, who="test")
    return desk


def opened(desk: Desk, window: QWidget, qtbot: QtBot) -> MergeSheet:
    one, two = (target_of(desk.database, "partner", name) for name in ("iom", "iom-2"))
    sheet = MergeSheet(desk, window, one, two)
    qtbot.waitUntil(lambda: the(sheet, QPushButton, "merge.apply").isEnabled(), timeout=10_000)
    return sheet


def go_to(sheet: MergeSheet, label: str) -> MergeList:
    found = the(sheet, QListView, "merge.fields")
    assert isinstance(found, MergeList)
    labels = [str(found.model().index(row, 0).data()) for row in range(found.model().rowCount())]
    press(found, Qt.Key.Key_Home)
    for _ in range(labels.index(label)):
        press(found, Qt.Key.Key_Down)
    return found


def said(fields: MergeList) -> str:
    return str(fields.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_only_fields_that_differ_are_shown_and_what_follows_is_said(
    twins: Desk, window: QWidget, qtbot: QtBot
) -> None:
    sheet = opened(twins, window, qtbot)
    fields = the(sheet, QListView, "merge.fields")
    assert fields.hasFocus()
    labels = [str(fields.model().index(row, 0).data()) for row in range(fields.model().rowCount())]

    assert labels == ["Short name", "Type", "Part of", "Region", "Remark"]
    told = the(sheet, Words, "merge.told").text()
    assert "1 link will lead to International Organization for Migration: 1 obligation." in told
    assert "It is also found by “I.O.M.”, “iom-2”." in told
    click_button(sheet, "merge.same")
    assert fields.model().rowCount() == 6


def test_sides_are_chosen_with_the_arrows_and_one_undo_brings_both_back(
    twins: Desk, window: QWidget, office_path: Path, qtbot: QtBot
) -> None:
    before = facts(office_path)
    sheet = opened(twins, window, qtbot)
    fields = go_to(sheet, "Short name")
    assert "Will be saved: IOM." in said(fields)
    press(fields, Qt.Key.Key_Right)
    assert "Will be saved: I.O.M.." in said(fields)
    go_to(sheet, "Region")
    press(fields, Qt.Key.Key_Left)
    assert "Will be saved: empty." in said(fields)

    with qtbot.waitSignal(twins.records_changed, timeout=10_000) as told:
        press(fields, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].title == "Merge partner iom-2 into iom"
    kept = row_of(twins.database, "partner", "iom")
    assert (kept["short_name"], kept["region"]) == ("I.O.M.", None)
    history.undo(twins.database, who="test")
    assert facts(office_path) == before


def test_sides_are_chosen_with_the_mouse(twins: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = opened(twins, window, qtbot)
    fields = go_to(sheet, "Short name")
    parts = places(fields.visualRect(fields.currentIndex()))
    click(fields.viewport(), parts.other.center())
    assert "Will be saved: I.O.M.." in said(fields)
    click(fields.viewport(), places(fields.visualRect(fields.currentIndex())).result.center())
    assert "Will be saved: IOM." in said(fields)
    click_button(sheet, "merge.take.other")
    assert "Will be saved: I.O.M.." in said(fields)


def test_the_other_one_can_be_kept_instead(twins: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = opened(twins, window, qtbot)
    click_button(sheet, "merge.swap")
    settle(qtbot, twins)
    with qtbot.waitSignal(twins.records_changed, timeout=10_000):
        click_button(sheet, "merge.apply")

    assert row_of(twins.database, "partner", "iom-2")["short_name"] == "I.O.M."
    assert all(row["reference"] != "iom" for row in all_rows(twins.database, "partner"))


def test_the_second_one_is_offered_where_it_looks_alike(twins: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = MergeSheet(twins, window, target_of(twins.database, "partner", "iom"))
    qtbot.waitUntil(lambda: bool(sheet.findChildren(QPushButton, "merge.likely.0")), timeout=10_000)
    assert not the(sheet, QPushButton, "merge.apply").isVisible()
    likely = the(sheet, QPushButton, "merge.likely.0")
    qtbot.waitUntil(lambda: likely.isVisible() and not likely.visibleRegion().isEmpty())
    click_button(sheet, "merge.likely.0")

    qtbot.waitUntil(lambda: the(sheet, QPushButton, "merge.apply").isVisible(), timeout=10_000)
    assert the(sheet, QListView, "merge.fields").model().rowCount() == 5


def test_the_second_one_is_named_by_hand(twins: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = MergeSheet(twins, window, target_of(twins.database, "partner", "iom"))
    line = the(sheet, QLineEdit, "merge.second")
    qtbot.waitUntil(line.hasFocus)
    line.insert("iom")
    line.textEdited.emit("iom")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "the same record" in the(sheet, Words, "merge.second.message").text())
    line.setText("nobody at all")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "no record" in the(sheet, Words, "merge.second.message").text())
    line.setText("iom-2")
    press(line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: the(sheet, QPushButton, "merge.apply").isVisible(), timeout=10_000)


def test_esc_leaves_both(twins: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = opened(twins, window, qtbot)
    with qtbot.waitSignal(sheet.closed):
        press(the(sheet, QListView, "merge.fields"), Qt.Key.Key_Escape)
    assert row_of(twins.database, "partner", "iom-2")


def test_a_copy_opens_in_a_form_or_is_made_with_its_rows(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    original = target_of(desk.database, "programme", "eu-frank")
    sheet = DuplicateSheet(desk, window, original)
    qtbot.waitUntil(sheet.isVisible, timeout=10_000)
    with qtbot.waitSignal(sheet.form_wanted) as wanted:
        click_button(sheet, "duplicate.go")
    assert wanted.args[0] == "programme"
    assert "reference" not in wanted.args[1] and wanted.args[1]["name"]

    sheet = DuplicateSheet(desk, window, original)
    qtbot.waitUntil(sheet.isVisible, timeout=10_000)
    box = the(sheet, QCheckBox, "duplicate.rows.programme_party")
    box.setFocus()
    press(box, Qt.Key.Key_Space)
    with qtbot.waitSignal(sheet.duplicated, timeout=10_000) as made:
        click_button(sheet, "duplicate.go")
    parties = [
        row for row in all_rows(desk.database, "programme_party") if row["programme"] == made.args[0].id
    ]
    assert len(parties) == 6


def test_a_record_without_rows_is_not_asked_about(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = DuplicateSheet(desk, window, target_of(desk.database, "partner", "iom"))
    with qtbot.waitSignal(sheet.form_wanted, timeout=10_000) as wanted:
        pass
    assert wanted.args[1]["short_name"] == "IOM"
