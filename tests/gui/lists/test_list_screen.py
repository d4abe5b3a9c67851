# SPDX-License-Identifier: EUPL-1.2
"""A list as people use it: reading, walking, filtering, sorting, grouping, columns, views."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QWidget

from coopdesk.domain.views import AnyOf, Rule, Sort, View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.condition_row import ConditionRow
from coopdesk.services import editing, views
from coopdesk.services.pages.page import Target
from tests.gui.lists.conftest import Stage
from tests.helpers.artificial import fill

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ENDED = View(type="arrangement", rules=(Rule(path=("status",), test="any_of", values=("ended",)),))


def test_a_register_opens_grouped_with_the_first_record_beside_it(stage: Stage) -> None:
    assert stage.words("list.name_of_list") == "Arrangements"
    assert stage.words("list.count") == "20 records, 1 ended"
    assert stage.rows()[0] == "We are a party, 9"
    assert stage.rows()[5] == "EASO-Frontex Cooperation Plan 2019-2021 | 18 Jul 2019 | 2021"
    assert stage.rows()[10] == "Between others, kept for reference, 11"
    stage.qtbot.waitUntil(lambda: stage.pane.shown[-1:] != [])
    row = stage.screen.model.row_at(1)
    assert row is not None
    stage.qtbot.waitUntil(lambda: stage.pane.shown[-1] == Target(type="arrangement", id=row.id))


def test_arrows_walk_over_headings_and_enter_opens(stage: Stage) -> None:
    stage.stand(9)
    stage.press(Qt.Key.Key_Down)
    assert stage.screen.table.currentIndex().row() == 11
    stage.press(Qt.Key.Key_Return)
    assert stage.opened[-1].kind == "record"
    assert stage.opened[-1].title == "African Union-EU-UN agreement to set up a joint taskforce"
    stage.press(Qt.Key.Key_Home, CONTROL)
    assert stage.screen.table.currentIndex().row() == 1
    stage.press(Qt.Key.Key_End, CONTROL)
    assert stage.screen.table.currentIndex().row() == 21


def test_letters_jump_to_a_name(stage: Stage) -> None:
    stage.type("gl")
    stage.settle()
    assert stage.rows()[stage.screen.table.currentIndex().row()].startswith("Global Compact for Safe")
    stage.screen.table._forget_typed()
    stage.type("global compact on")
    stage.settle()
    assert stage.rows()[stage.screen.table.currentIndex().row()].startswith("Global Compact on Refugees")


def test_one_comes_back_to_the_record_where_one_stood(stage: Stage) -> None:
    stage.stand(7)
    row = stage.screen.model.row_at(7)
    assert row is not None
    stage.qtbot.waitUntil(lambda: bool(stage.moved) and stage.moved[-1].selected == row.id)
    left = stage.moved[-1]
    stage.show(View(type="partner"))
    assert left.view is not None
    stage.show(left.view, selected=left.selected)
    assert stage.screen.table.currentIndex().row() == 7


def test_words_filter_the_list_and_clear_brings_all_back(stage: Stage) -> None:
    stage.run("edit.find")
    assert QApplication.focusWidget() is stage.find("list.find")
    stage.type("frontex work")
    stage.qtbot.waitUntil(lambda: stage.screen.view.text == "frontex work")
    stage.settle()
    assert stage.words("list.count") == "1 of 20 records"
    assert stage.screen.parts.chips.words == ["Words: frontex work"]
    stage.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is stage.screen.table
    stage.click("list.clear")
    stage.settle()
    assert stage.words("list.count") == "20 records, 1 ended"
    assert not stage.find("list.chips").isVisible()


def test_esc_in_the_list_empties_the_words(stage: Stage) -> None:
    stage.show(View(type="arrangement", text="easo", group_by=""))
    stage.press(Qt.Key.Key_Escape)
    stage.settle()
    assert stage.screen.view.text == ""
    assert len(stage.rows()) == 20


def test_nothing_that_matches_offers_to_clear(stage: Stage) -> None:
    stage.show(View(type="arrangement", text="nothing has this"))
    assert stage.words("list.empty.words") == "Nothing matches the filter."
    assert stage.pane.shown[-1:] in ([], [None])
    stage.click("list.empty.act")
    stage.settle()
    assert stage.words("list.count") == "20 records, 1 ended"


def test_nothing_that_exists_offers_to_begin(empty_stage: Stage) -> None:
    assert empty_stage.words("list.empty.words") == "No arrangements yet."
    assert empty_stage.words("list.empty.act") == "New arrangement…"
    empty_stage.click("list.empty.act")
    empty_stage.settle()
    assert empty_stage.pane.created == [("arrangement", {})]


def test_a_click_on_a_head_sorts_and_shift_adds_a_key(stage: Stage) -> None:
    head = stage.screen.table.head

    def click(section: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = QPoint(head.sectionViewportPosition(section) + 20, 10)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, held, at)
        stage.settle()

    click(1)
    assert stage.screen.view.sorts == (Sort(field="signed_on"),)
    assert stage.rows()[1] == "EASO-Frontex Working Arrangement | 26 Sep 2012 | no end date"
    click(1)
    assert stage.rows()[1] == "EASO-Frontex Cooperation Plan 2019-2021 | 18 Jul 2019 | 2021"
    click(2, SHIFT)
    assert [sort.field for sort in stage.screen.view.sorts] == ["signed_on", "present_end"]
    click(1)
    assert not stage.screen.view.sorts


def test_a_tick_in_the_facets_becomes_a_chip_that_comes_off(stage: Stage) -> None:
    stage.run("view.facets")
    stage.settle()
    stage.click("list.facet.status.Ended")
    stage.settle()
    assert stage.words("list.count") == "1 of 20 records"
    assert stage.screen.parts.chips.words == ["Status: Ended"]
    stage.click("list.facet.status.Signed")
    stage.settle()
    assert stage.screen.parts.chips.words == ["Status: Ended, Signed"]
    stage.click("list.chip.0")
    stage.settle()
    assert stage.screen.view.rules == ()


def test_alt_click_leaves_a_value_out_and_so_does_the_minus_key(stage: Stage) -> None:
    stage.run("view.facets")
    stage.settle()
    row = stage.find("list.facet.status.In effect")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, ALT)
    stage.settle()
    assert stage.screen.parts.chips.words == ["Status is not In effect"]
    stage.focus("list.facet.status.In effect")
    stage.press(Qt.Key.Key_Minus)
    stage.settle()
    assert stage.screen.view.rules == ()
    stage.run("view.facets")
    assert not stage.find("list.facets").isVisible()


def test_facets_open_on_demand_and_show_all_values(stage: Stage) -> None:
    stage.run("view.facets")
    stage.settle()
    stage.click("list.facet.type.all")
    stage.qtbot.waitUntil(stage.find("list.facet.type.Observer status").isVisible)
    stage.click("list.facet.renewal")
    stage.settle()
    stage.qtbot.waitUntil(stage.find("list.facet.renewal.(empty)").isVisible)


def test_columns_are_searched_ticked_moved_and_reset(stage: Stage) -> None:
    stage.run("view.columns")
    field = stage.find("list.columns.search")
    listed = stage.find("list.columns.list")
    assert isinstance(field, QLineEdit) and isinstance(listed, QListWidget)
    stage.type("place of")
    assert [listed.item(n).text() for n in range(listed.count())] == [
        "Place of signature", "Under › Place of signature",
    ]  # fmt: skip
    assert stage.words("list.columns.help") == "The town where it was signed."
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Space)
    stage.settle()
    assert stage.screen.view.columns == ("signed_on", "present_end", "signed_place")
    field.clear()
    listed.setFocus()
    listed.setCurrentRow(2)
    stage.press(Qt.Key.Key_Up, ALT)
    stage.press(Qt.Key.Key_Up, ALT)
    stage.settle()
    assert stage.screen.view.columns == ("signed_place", "signed_on", "present_end")
    stage.click("list.columns.reset")
    stage.settle()
    assert [one.key for one in stage.screen.model.columns] == ["label", "signed_on", "present_end"]
    assert QApplication.focusWidget() is stage.screen.table


def test_columns_chosen_for_a_register_stay_when_one_comes_back(stage: Stage) -> None:
    stage.screen._change(View(type="arrangement", columns=("reference",), text="easo", density="compact"))
    stage.settle()
    stage.show(View(type="partner"))
    stage.show(View(type="arrangement"))
    assert [one.key for one in stage.screen.model.columns] == ["label", "reference"]
    assert (stage.screen.view.text, stage.screen.view.density) == ("", "compact")


def test_groups_are_chosen_from_a_menu(stage: Stage) -> None:
    stage.run("view.group")
    menu = stage.find("list.groups")
    action = next(one for one in menu.actions() if one.text() == "Status")
    action.trigger()
    menu.close()
    stage.settle()
    assert stage.rows()[0] == "In negotiation, 1"


def test_rows_can_be_compact(stage: Stage) -> None:
    assert stage.screen.table.rowHeight(1) == 44
    stage.run("view.compact")
    stage.settle()
    assert stage.screen.table.rowHeight(1) == 28
    assert stage.screen.checked() == {"view.compact": True}


def test_a_register_with_several_lists_leads_to_each(stage: Stage) -> None:
    stage.show(View(type="partner"))
    stage.click("list.type.partner_unit")
    assert stage.opened[-1].view == View(type="partner_unit")


def test_the_filter_builder_reaches_linked_records_and_builds_groups(stage: Stage) -> None:
    stage.run("view.facets")
    stage.click("list.more")
    stage.settle()
    first = stage.find("filter").findChild(ConditionRow)
    assert first is not None
    first.choose(("arrangement_party:arrangement", "partner"))
    stage.find("filter.value").set_text("iom", "IOM")  # type: ignore[attr-defined] # an editor of a link
    stage.click("filter.add_group")
    _, status, signed = stage.find("filter").findChildren(ConditionRow)
    status.choose(("status",))
    status.test.setCurrentIndex(status.test.findData("empty"))
    status.test.activated.emit(0)
    signed.choose(("signed_on",))
    signed.test.setCurrentIndex(signed.test.findData("before"))
    signed.test.activated.emit(0)
    stage.click("filter.apply")
    stage.settle()
    message = signed.findChild(QLabel, "filter.message")
    assert message is not None and message.text() == "Signed on: say what to compare with."
    value = signed.findChild(QWidget, "filter.value")
    value.set_text("2015", "2015")  # type: ignore[union-attr] # an editor of a date
    stage.click("filter.apply")
    stage.settle()
    assert len(stage.screen.view.rules) == 2 and isinstance(stage.screen.view.rules[1], AnyOf)
    assert stage.rows()[1:] == ["EU-IOM strategic partnership framework | July 2012 | no end date"]


def test_a_view_is_saved_changed_reverted_renamed_and_removed(stage: Stage) -> None:
    told: list[bool] = []
    stage.screen.views_changed.connect(lambda: told.append(True))
    stage.screen._change(ENDED)
    stage.settle()
    stage.run("view.save")
    stage.type("Over")
    stage.press(Qt.Key.Key_Return)
    stage.settle()
    assert views.saved_views(stage.desk.database) == [("Over", ENDED)]
    assert stage.words("list.name_of_list") == "Over" and stage.moved[-1].title == "Over" and told

    stage.screen._sort(1, False)
    stage.settle()
    assert stage.words("list.name_of_list") == "Over •"
    stage.run("view.revert")
    stage.settle()
    assert stage.screen.view == ENDED and stage.words("list.name_of_list") == "Over"

    stage.screen._sort(1, False)
    stage.settle()
    stage.run("view.save")
    stage.settle()
    assert views.saved_view(stage.desk.database, "Over") == stage.screen.view != ENDED


def test_a_name_that_is_taken_is_refused_beside_the_field(stage: Stage) -> None:
    views.save_view(stage.desk.database, "Over", ENDED)
    stage.run("view.save")
    stage.type("over")
    stage.press(Qt.Key.Key_Return)
    stage.settle()
    assert stage.words("list.name.message") == "There is already a view called “Over”. Choose another name."
    stage.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is stage.screen.table


def test_a_saved_view_opens_under_its_name_and_offers_its_acts(stage: Stage) -> None:
    views.save_view(stage.desk.database, "Over", ENDED)
    stage.show(ENDED, title="Over")
    assert stage.words("list.name_of_list") == "Over"
    menu = stage.screen.head.menu
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions()] == ["Save as a view…", "Rename…", "Remove this view"]
    menu.actions()[2].trigger()
    stage.settle()
    assert views.saved_views(stage.desk.database) == []
    assert stage.words("list.name_of_list") == "Arrangements"
    assert stage.notices == ["The view “Over” is removed; its records stay."]


def test_a_saved_view_that_was_left_changed_still_says_so(stage: Stage) -> None:
    views.save_view(stage.desk.database, "Over", ENDED)
    stage.show(View(type="arrangement", text="x"), title="Over")
    assert stage.words("list.name_of_list") == "Over •"


def test_changes_elsewhere_come_into_the_list_and_one_stays_where_one_stands(stage: Stage) -> None:
    stage.show(View(type="partner"))
    stage.stand(10)
    name = stage.rows()[10]
    stage.desk.write(
        lambda: editing.add_record(stage.desk.database, "partner", {"name": "Aaa body"}, who="test")
    )
    stage.settle()
    assert stage.rows()[0].startswith("Aaa body")
    assert stage.rows()[stage.screen.table.currentIndex().row()] == name
    assert stage.words("list.count") == "54 records"


def test_a_new_record_takes_the_filter_with_it(stage: Stage) -> None:
    rule = Rule(path=("type",), test="any_of", values=("annex",))
    stage.show(View(type="arrangement", rules=(rule,)))
    stage.run("record.new")
    stage.settle()
    assert stage.pane.created == [("arrangement", {"type": "annex"})]


def test_a_narrow_window_shows_the_list_alone_until_a_record_is_begun(stage: Stage) -> None:
    stage.screen.resize(1000, 600)
    assert not stage.pane.isVisible()
    stage.run("record.new")
    stage.settle()
    assert stage.pane.isVisible() and not stage.screen.table.isVisible()
    stage.pane.is_editing = False
    stage.pane.commands_changed.emit()
    assert stage.screen.table.isVisible() and not stage.pane.isVisible()


def test_a_long_list_is_whole_after_a_moment_and_stands_at_its_end(stage: Stage, desk: Desk) -> None:
    fill(desk.database, 2_000)
    stage.show(View(type="partner"))
    assert stage.screen.model.rowCount() == 2_053
    stage.press(Qt.Key.Key_End, CONTROL)
    stage.settle()
    stage.screen.model.index(2_052, 0).data()
    stage.settle()
    assert stage.screen.model.row_at(2_052) is not None
