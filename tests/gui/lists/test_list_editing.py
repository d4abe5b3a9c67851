# SPDX-License-Identifier: EUPL-1.2
"""The keyboard of a spreadsheet in a list: cells, blocks, the clipboard, filling, removing."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QWidget

from coopdesk.domain.filters import Filter
from coopdesk.domain.views import View
from coopdesk.services import browsing, editing, history
from tests.gui.lists.conftest import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CELLS = View(type="arrangement", group_by="", columns=("signed_on", "signed_place", "type", "status"))
FRONTEX = "wa-easo-frontex-2012"


def row_of(stage: Stage, reference: str) -> int:
    model = stage.screen.model
    rows = ((row, model.row_at(row)) for row in range(model.rowCount()))
    return next(row for row, one in rows if one is not None and one.reference == reference)


def select(stage: Stage, top: int, left: int, bottom: int, right: int) -> None:
    model, table = stage.screen.model, stage.screen.table
    block = QItemSelection(model.index(top, left), model.index(bottom, right))
    flag = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(model.index(top, left), flag.ClearAndSelect)
    table.selectionModel().select(block, flag.ClearAndSelect)


def copied() -> str:
    return QApplication.clipboard().text()


def test_a_cell_is_edited_with_f2_and_saved_with_enter(stage: Stage) -> None:
    stage.show(CELLS)
    stage.stand(row_of(stage, FRONTEX), 2)
    stage.run("record.edit")
    assert stage.screen.table.findChild(QWidget, "list.editor") is not None
    stage.type("Warsaw")
    stage.press(Qt.Key.Key_Return)
    stage.settle()
    assert stage.value(FRONTEX, "signed_place") == "Warsaw"
    assert " | Warsaw | " in stage.rows()[row_of(stage, FRONTEX)]
    assert QApplication.focusWidget() is stage.screen.table
    history.undo(stage.desk.database, who="test")
    assert stage.value(FRONTEX, "signed_place") is None


def test_typing_in_a_cell_replaces_it_and_esc_leaves_it(stage: Stage) -> None:
    stage.show(CELLS)
    stage.stand(row_of(stage, FRONTEX), 1)
    stage.press(Qt.Key.Key_2)
    stage.type("014")
    stage.press(Qt.Key.Key_Escape)
    stage.settle()
    assert stage.value(FRONTEX, "signed_on") == "2012-09-26"
    stage.press(Qt.Key.Key_2)
    stage.type("014")
    stage.press(Qt.Key.Key_Return)
    stage.settle()
    assert stage.value(FRONTEX, "signed_on") == "2014"


def test_tab_goes_on_to_the_next_cell_that_can_be_edited(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, FRONTEX)
    stage.stand(row, 2)
    stage.run("record.edit")
    stage.type("Warsaw")
    stage.press(Qt.Key.Key_Tab)
    assert stage.screen.table.currentIndex().column() == 3
    stage.press(Qt.Key.Key_Tab)
    assert (stage.screen.table.currentIndex().row(), stage.screen.table.currentIndex().column()) == (
        row + 1,
        0,
    )
    stage.press(Qt.Key.Key_Backtab)
    assert (stage.screen.table.currentIndex().row(), stage.screen.table.currentIndex().column()) == (row, 3)
    stage.press(Qt.Key.Key_Escape)
    stage.settle()
    assert stage.value(FRONTEX, "signed_place") == "Warsaw"
    assert len(stage.written) == 1


def test_what_cannot_be_saved_stays_in_the_cell_with_its_reason(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, FRONTEX)
    stage.stand(row, 1)
    stage.press(Qt.Key.Key_S)
    stage.type("oon")
    stage.press(Qt.Key.Key_Return)
    stage.settle()
    assert stage.screen.model.index(row, 1).data() == "soon"
    assert stage.find("list.trouble").isVisible()
    assert "takes a date" in stage.words("list.trouble.sentence")

    stage.run("record.edit")
    editor = stage.find("list.editor")
    assert editor.text() == "soon"  # type: ignore[attr-defined] # every editor has it
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Escape)
    assert stage.screen.model.index(row, 1).data() == "26 Sep 2012"
    assert not stage.find("list.trouble").isVisible()


def test_a_title_is_edited_in_place_and_rules_are_kept(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, "gcm")
    stage.stand(row, 0)
    stage.run("record.edit")
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr] # a line
    stage.press(Qt.Key.Key_Delete)
    stage.press(Qt.Key.Key_Return)
    stage.settle()
    assert "may not be empty" in stage.words("list.trouble.sentence")
    assert stage.written == []


def test_a_cell_that_is_worked_out_opens_the_form(stage: Stage) -> None:
    stage.show(CELLS)
    stage.stand(0, 4)
    stage.run("record.edit")
    assert stage.pane.edits == 1


def test_whole_records_are_copied_with_the_headings(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, "fp-easo-fra")
    select(stage, row, 0, row + 1, 0)
    stage.run("edit.copy")
    assert copied() == (
        "Title\tSigned\tPlace of signature\tType\tStatus\n"
        "EASO-FRA formal partnership\t\t\tFormal partnership\tSigned\n"
        "EASO-Frontex Cooperation Plan 2019-2021\t18 July 2019\tHelsinki\tCooperation plan\tEnded\n"
    )


def test_a_block_of_cells_is_copied_bare(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, "cp-easo-frontex-2019")
    select(stage, row, 1, row + 1, 2)
    stage.run("edit.copy")
    assert copied() == "18 July 2019\tHelsinki\n26 September 2012\t\n"


def test_a_pasted_block_is_looked_at_and_written_as_one_act(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, "cp-easo-frontex-2019")
    QApplication.clipboard().setText("2020\tParis\nnever\tRome\n")
    stage.stand(row, 1)
    stage.run("edit.paste")
    stage.settle()
    assert stage.words("list.changes.summary").startswith("3 cells will change; 1 cannot and stays as it is.")
    table = stage.find("list.changes.table")
    assert isinstance(table, QTableView)
    lines = [
        [str(table.model().index(n, c).data()) for c in range(4)] for n in range(table.model().rowCount())
    ]
    assert lines[0][:3] == ["EASO-Frontex Working Arrangement", "Signed on", "26 September 2012"]
    assert "takes a date" in lines[0][3]
    assert lines[1] == ["EASO-Frontex Cooperation Plan 2019-2021", "Signed on", "18 July 2019", "2020"]
    assert stage.words("list.changes.apply") == "Change 3 cells"
    stage.click("list.changes.apply")
    stage.settle()
    assert stage.value("cp-easo-frontex-2019", "signed_on") == "2020"
    assert stage.value(FRONTEX, "signed_place") == "Rome"
    assert len(stage.written) == 1
    history.undo(stage.desk.database, who="test")
    assert stage.value(FRONTEX, "signed_place") is None


def test_a_paste_one_thinks_better_of_changes_nothing(stage: Stage) -> None:
    stage.show(CELLS)
    QApplication.clipboard().setText("2020\n")
    stage.stand(0, 1)
    stage.run("edit.paste")
    stage.settle()
    stage.press(Qt.Key.Key_Escape)
    stage.settle()
    assert stage.written == []
    assert QApplication.focusWidget() is stage.screen.table


def test_a_block_that_does_not_fit_is_refused_in_words(stage: Stage) -> None:
    stage.show(CELLS)
    QApplication.clipboard().setText("a\tb\tc\n")
    stage.stand(0, 3)
    stage.run("edit.paste")
    stage.settle()
    assert stage.notices == ["The copied cells need 3 columns from here; the list has 2."]


def test_filling_down_gives_the_first_value_to_the_others(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, "cp-easo-frontex-2019")
    select(stage, row, 2, row + 2, 2)
    stage.run("edit.fill_down")
    stage.settle()
    stage.click("list.changes.apply")
    stage.settle()
    assert stage.value(FRONTEX, "signed_place") == "Helsinki"
    assert stage.value("wa-easo-iom-2019", "signed_place") == "Helsinki"


def test_filling_down_whole_records_says_what_to_do(stage: Stage) -> None:
    select(stage, 1, 0, 3, 0)
    stage.run("edit.fill_down")
    assert stage.notices == ["Select cells of a column first; the first one fills the others."]


def test_cutting_copies_and_empties_after_a_look(stage: Stage) -> None:
    stage.show(CELLS)
    row = row_of(stage, "cp-easo-frontex-2019")
    select(stage, row, 2, row, 2)
    stage.run("edit.cut")
    stage.settle()
    assert copied() == "Helsinki\n"
    stage.click("list.changes.apply")
    stage.settle()
    assert stage.value("cp-easo-frontex-2019", "signed_place") is None


def test_del_moves_records_to_the_trash_as_one_act(stage: Stage) -> None:
    stage.show(View(type="event"))
    select(stage, 0, 0, 2, 0)
    assert stage.words("list.selected") == "3 selected"
    stage.press(Qt.Key.Key_Delete)
    stage.settle()
    assert stage.words("list.count") == "29 records"
    assert stage.written[0].title.startswith("Remove 3 events")
    history.undo(stage.desk.database, who="test")
    assert len(browsing.list_records(stage.desk.database, "event", Filter())[1]) == 32


def test_records_in_use_stay_and_are_named(stage: Stage) -> None:
    editing.add_record(stage.desk.database, "partner", {"name": "Aaa body"}, who="test")
    stage.show(View(type="partner"))
    select(stage, 0, 0, 1, 0)
    stage.press(Qt.Key.Key_Delete)
    stage.settle()
    assert stage.words("list.count") == "53 records"
    assert stage.notices[0].startswith("“African Union” stays: it is used by ")


def test_select_all_counts_every_record(stage: Stage) -> None:
    stage.run("edit.select_all")
    assert stage.words("list.selected") == "20 selected"
    stage.run("edit.copy")
    stage.settle()
    assert copied().count("\n") == 21


def test_shift_and_arrows_extend_a_block(stage: Stage) -> None:
    stage.show(CELLS)
    stage.stand(2, 1)
    stage.press(Qt.Key.Key_Down, SHIFT)
    stage.press(Qt.Key.Key_Right, SHIFT)
    assert stage.screen.table.marked_rows() == [2, 3]
    assert stage.screen.table.marked_columns() == [1, 2]
    assert not stage.screen.table.is_on_records


def test_a_double_click_edits_the_cell(stage: Stage) -> None:
    stage.show(CELLS)
    table = stage.screen.table
    at = table.visualRect(stage.screen.model.index(2, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.findChild(QWidget, "list.editor") is not None
    stage.press(Qt.Key.Key_Escape)


def test_the_menu_of_a_row_offers_what_can_be_done(stage: Stage) -> None:
    table = stage.screen.table
    at = table.visualRect(stage.screen.model.index(2, 0)).center()
    table.customContextMenuRequested.emit(QPoint(at))
    menu = stage.screen.findChild(QMenu, "list.menu")
    assert menu is not None
    words = [one.text().replace("&", "") for one in menu.actions() if one.text()]
    assert words[:2] == ["Open", "Edit"] and words[-1] == "Move to trash"
    assert {"Copy", "Cut", "Paste", "Fill down", "History of the record"} <= set(words)
    menu.close()


def test_going_elsewhere_saves_the_cell_that_is_being_edited(stage: Stage) -> None:
    stage.show(CELLS)
    stage.stand(row_of(stage, FRONTEX), 2)
    stage.run("record.edit")
    stage.type("Warsaw")
    stage.screen.leave()
    stage.settle()
    assert stage.value(FRONTEX, "signed_place") == "Warsaw"
