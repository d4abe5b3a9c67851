# SPDX-License-Identifier: EUPL-1.2
"""A clerk changes a field of many records at once, looks first, and can take it back in one go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QRadioButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.gui.bulk.bulk_sheet import BulkSheet
from coopdesk.gui.bulk.replace_sheet import ReplaceSheet
from coopdesk.gui.desk import Desk
from coopdesk.gui.look.widgets import Words
from coopdesk.services import editing, history
from tests.helpers.hands import click, click_button, press, the, type_text
from tests.helpers.records import all_rows, ids_of, row_of
from tests.helpers.window import settle


def a_sheet(desk: Desk, window: QWidget, type_key: str = "partner") -> BulkSheet:
    return BulkSheet(desk, window, type_key, ids_of(desk.database, type_key), "All of them")


def shown(sheet: QWidget, name: str) -> list[tuple[str, str, str]]:
    model = the(sheet, QTableView, name).model()
    return [
        tuple(str(model.index(row, column).data()) for column in (0, 2, 3))  # type: ignore[misc] # three
        for row in range(model.rowCount())
    ]


def planned(sheet: QWidget, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(
        lambda: words in the(sheet, Words, f"{sheet.objectName()}.summary").text(), timeout=10_000
    )


def test_a_field_of_many_is_set_by_keys_alone(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    before = [row["region"] for row in all_rows(desk.database, "partner")]
    sheet = a_sheet(desk, window)
    search = the(sheet, QLineEdit, "bulk.fields.search")
    assert search.hasFocus()
    assert not the(sheet, QPushButton, "bulk.apply").isEnabled()

    type_text(search, "region")
    assert the(sheet, Words, "bulk.field").text() == "Region"
    editor = the(sheet, QLineEdit, "partner.region")
    editor.setFocus()
    type_text(editor, "Far away")
    planned(sheet, qtbot, "53 records will change")
    assert shown(sheet, "bulk.table")[0][1:] == ("empty", "Far away")
    assert the(sheet, QPushButton, "bulk.apply").text() == "Change 53 records"

    with qtbot.waitSignal(desk.records_changed, timeout=10_000) as told:
        press(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].title == "Set “Region” of 53 partners"
    assert {row["region"] for row in all_rows(desk.database, "partner")} == {"Far away"}
    history.undo(desk.database, who="test")
    assert [row["region"] for row in all_rows(desk.database, "partner")] == before


def test_the_list_of_fields_is_walked_with_the_arrows(desk: Desk, window: QWidget) -> None:
    sheet = a_sheet(desk, window)
    search = the(sheet, QLineEdit, "bulk.fields.search")
    press(search, Qt.Key.Key_Down)
    press(search, Qt.Key.Key_Down)
    assert the(sheet, Words, "bulk.field").text() == "Short name"
    press(search, Qt.Key.Key_Up)
    assert the(sheet, Words, "bulk.field").text() == "Name"


def test_who_cannot_be_changed_is_named_and_left_out_only_when_told(
    desk: Desk, window: QWidget, qtbot: QtBot
) -> None:
    sheet = a_sheet(desk, window, "arrangement")
    sheet.fields.choose("valid_until")
    click(
        the(sheet, QRadioButton, "bulk.act.shift"),
        at=the(sheet, QRadioButton, "bulk.act.shift").rect().center(),
    )
    step = the(sheet, QLineEdit, "bulk.step")
    type_text(step, "+30d")
    planned(sheet, qtbot, "cannot")
    apply = the(sheet, QPushButton, "bulk.apply")
    assert not apply.isEnabled()
    assert "by whole years only" in shown(sheet, "bulk.table")[0][2]

    step.clear()
    type_text(step, "+1y")
    planned(sheet, qtbot, "will change · ")
    qtbot.waitUntil(apply.isEnabled)
    assert not the(sheet, QCheckBox, "bulk.leave_out").isVisible()


def test_a_record_that_would_break_a_rule_waits_for_the_word(
    desk: Desk, window: QWidget, qtbot: QtBot
) -> None:
    before = row_of(desk.database, "partner", "frontex")
    sheet = a_sheet(desk, window)
    sheet.fields.choose("parent")
    editor = the(sheet, QLineEdit, "partner.parent")
    editor.setFocus()
    type_text(editor, "frontex")
    planned(sheet, qtbot, " cannot")
    apply, box = the(sheet, QPushButton, "bulk.apply"), the(sheet, QCheckBox, "bulk.leave_out")
    assert not apply.isEnabled()
    assert box.text().startswith("Leave out the ")

    box.setFocus()
    press(box, Qt.Key.Key_Space)
    assert apply.isEnabled()
    with qtbot.waitSignal(desk.records_changed, timeout=10_000):
        click(apply)
    frontex = row_of(desk.database, "partner", "frontex")
    assert frontex["parent"] == before["parent"]
    assert row_of(desk.database, "partner", "iom")["parent"] == frontex["id"]


def test_what_is_no_value_is_said_beside_it(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = a_sheet(desk, window)
    sheet.fields.choose("country")
    editor = the(sheet, QLineEdit, "partner.country")
    editor.setFocus()
    type_text(editor, "nowhere land")

    qtbot.waitUntil(lambda: "no record “nowhere land”" in the(sheet, Words, "bulk.message").text())
    assert editor.property("state") == "bad"
    assert not the(sheet, QPushButton, "bulk.apply").isEnabled()


def test_esc_closes_without_a_change(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    before = all_rows(desk.database, "partner")
    sheet = a_sheet(desk, window)
    sheet.fields.choose("region")
    editor = the(sheet, QLineEdit, "partner.region")
    type_text(editor, "x")
    planned(sheet, qtbot, "will change")

    with qtbot.waitSignal(sheet.closed):
        press(editor, Qt.Key.Key_Escape)
    settle(qtbot, desk)
    assert all_rows(desk.database, "partner") == before


def test_who_was_faster_is_not_overwritten(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = a_sheet(desk, window)
    sheet.fields.choose("region")
    type_text(the(sheet, QLineEdit, "partner.region"), "Mine")
    planned(sheet, qtbot, "will change")
    editing.change_record(desk.database, "iom", {"region": "Theirs"}, who="somebody")

    click_button(sheet, "bulk.apply")
    qtbot.waitUntil(lambda: "changed meanwhile" in the(sheet, Words, "bulk.message").text(), timeout=10_000)
    assert row_of(desk.database, "partner", "iom")["region"] == "Theirs"


def test_every_field_of_every_type_has_its_editors(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    for type_key in ("arrangement", "person", "programme"):
        sheet = a_sheet(desk, window, type_key)
        model = sheet.fields.view.model()
        for number in range(model.rowCount()):
            sheet.fields.view.setCurrentIndex(model.index(number, 0))
            acts = [one for one in sheet.findChildren(QRadioButton) if not one.isHidden()]
            assert acts
            for act in acts:
                act.setChecked(True)
        settle(qtbot, desk)
        sheet.close_sheet()


def test_words_are_replaced_in_all_texts_after_a_look(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = ReplaceSheet(desk, window, "partner", ids_of(desk.database, "partner"))
    find, put = the(sheet, QLineEdit, "replace.find"), the(sheet, QLineEdit, "replace.put")
    assert find.hasFocus()
    type_text(find, "MIGRATION network")
    type_text(put, "Moves")
    planned(sheet, qtbot, "records will change")
    assert ("European Migration Network", "European Migration Network", "European Moves") in shown(
        sheet, "replace.table"
    )

    exact = the(sheet, QCheckBox, "replace.exact")
    exact.setFocus()
    press(exact, Qt.Key.Key_Space)
    planned(sheet, qtbot, "0 records will change")
    press(exact, Qt.Key.Key_Space)
    planned(sheet, qtbot, "2 records will change")
    with qtbot.waitSignal(desk.records_changed, timeout=10_000) as told:
        press(put, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].title.startswith("Replace “MIGRATION network” by “Moves” in ")
    assert row_of(desk.database, "partner", "emn")["name"] == "European Moves"


def test_replacing_begins_in_the_field_one_comes_from(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    sheet = ReplaceSheet(desk, window, "partner", ids_of(desk.database, "partner"), field="short_name")
    type_text(the(sheet, QLineEdit, "replace.find"), "Frontex")
    planned(sheet, qtbot, "will change")

    assert [(old, new) for _, old, new in shown(sheet, "replace.table")][:1] == [("Frontex", "empty")]
