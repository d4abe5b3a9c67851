# SPDX-License-Identifier: EUPL-1.2
"""A record is read, changed and read again in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.pages.item_view import ItemView
from coopdesk.gui.pages.page_tabs import PageTabs
from coopdesk.gui.pages.record_pane import RecordPane
from coopdesk.gui.pages.record_screen import RecordScreen
from coopdesk.services.editing import add_record, change_record, remove_record
from coopdesk.services.pages.page import Target
from tests.helpers.hands import press, the, type_text
from tests.helpers.pages import target_of
from tests.helpers.window import settle

PLAN = "cp-easo-frontex-2019"


@pytest.fixture
def pane(desk: Desk, qtbot: QtBot) -> Iterator[RecordPane]:
    """Give an empty pane in a window of its own."""
    pane = RecordPane(desk)
    qtbot.addWidget(pane, before_close_func=lambda _: put_away(pane, qtbot))
    pane.resize(574, 668)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    yield pane


def put_away(pane: RecordPane, qtbot: QtBot) -> None:
    """Let what is typed be kept and all answers arrive before the window goes."""
    pane.park()
    settle(qtbot, pane.desk)


def open_page(pane: RecordPane, qtbot: QtBot, reference: str) -> Target:
    target = target_of(pane.desk.database, reference)
    pane.show_record(target)
    qtbot.waitUntil(lambda: pane.page is not None and pane.page.id == target.id)
    return target


def fact(pane: RecordPane, label: str) -> str:
    view = the(pane, ItemView, "page.facts")
    return next((item.text for item in view.items if item.label == label), "")


def field(pane: RecordPane, key: str) -> QLineEdit:
    return the(pane, QLineEdit, key)


def test_an_empty_pane_says_what_to_do(pane: RecordPane) -> None:
    assert the(pane, QLabel, "page.notice.words").text() == "Choose a record in the list to read it here."
    assert pane.commands() == {}


def test_a_record_is_edited_in_place_and_read_again(pane: RecordPane, qtbot: QtBot) -> None:
    """A clerk corrects the place of signature."""
    open_page(pane, qtbot, PLAN)
    assert fact(pane, "Signed").startswith("Signed: 18 July 2019, Helsinki")

    the(pane, QPushButton, "page.edit").click()
    assert pane.is_editing
    qtbot.waitUntil(lambda: "record.save" in pane.commands())
    pane.edit("signed_place")
    qtbot.waitUntil(lambda: field(pane, "arrangement.signed_place").hasFocus())
    field(pane, "arrangement.signed_place").selectAll()
    type_text(field(pane, "arrangement.signed_place"), "Espoo")
    qtbot.waitUntil(pane.has_open_edits)
    with qtbot.waitSignal(pane.desk.records_changed):
        pane.commands()["record.save"]()

    qtbot.waitUntil(lambda: fact(pane, "Signed").startswith("Signed: 18 July 2019, Espoo"))
    assert not pane.is_editing


def test_esc_leads_back_to_the_page(pane: RecordPane, qtbot: QtBot) -> None:
    open_page(pane, qtbot, PLAN)
    pane.edit("purpose")
    qtbot.waitUntil(lambda: field(pane, "arrangement.purpose").hasFocus())
    press(field(pane, "arrangement.purpose"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not pane.is_editing)
    assert the(pane, QWidget, "page").isVisible()
    assert set(pane.commands()) == {"record.edit", "record.history"}


def test_what_is_added_to_a_record_stands_on_its_page(pane: RecordPane, qtbot: QtBot) -> None:
    open_page(pane, qtbot, PLAN)
    the(pane, QPushButton, "page.section.obligations.add").click()
    qtbot.waitUntil(lambda: "record.save" in pane.commands())
    type_text(field(pane, "obligation.title"), "send the yearly list")
    with qtbot.waitSignal(pane.desk.records_changed):
        pane.commands()["record.save"]()
    qtbot.waitUntil(
        lambda: (
            any(
                item.text.startswith("Send the yearly list")
                for item in the(pane, ItemView, "page.section.obligations.rows").items
            )
            or the(pane, QPushButton, "page.section.obligations.all").text() == "All 18"
        )
    )
    assert pane.page is not None
    assert pane.page.reference == PLAN


def test_the_page_follows_what_others_write(pane: RecordPane, qtbot: QtBot) -> None:
    open_page(pane, qtbot, PLAN)
    desk = pane.desk
    desk.write(lambda: change_record(desk.database, "frontex", {"short_name": "FX"}, who=desk.who))
    qtbot.waitUntil(lambda: fact(pane, "Parties") == "Parties: EASO and FX")


def test_what_has_nothing_to_do_with_the_page_is_not_read_again(pane: RecordPane, qtbot: QtBot) -> None:
    open_page(pane, qtbot, "sys-queries")
    read: list[Target] = []
    pane.shown.connect(read.append)
    desk = pane.desk
    add = {"title": "A meeting of nobody"}
    with qtbot.waitSignal(desk.records_changed):
        desk.write(lambda: add_record(desk.database, "meeting", add, who=desk.who))
    settle(qtbot, desk)
    assert read == []


def test_a_removed_record_says_so_and_can_be_restored(pane: RecordPane, qtbot: QtBot) -> None:
    open_page(pane, qtbot, "fg-11")
    desk = pane.desk
    desk.write(lambda: remove_record(desk.database, "fg-11", who=desk.who))
    words = the(pane, QLabel, "page.notice.words")
    qtbot.waitUntil(lambda: words.text() == "This record is in the trash.")
    the(pane, QPushButton, "page.notice.act").click()
    qtbot.waitUntil(lambda: pane.page is not None)
    assert pane.page is not None
    assert pane.page.reference == "fg-11"


def test_a_record_that_nothing_knows_says_a_sentence(pane: RecordPane, qtbot: QtBot) -> None:
    pane.show_record(Target("partner", "0" * 32))
    words = the(pane, QLabel, "page.notice.words")
    qtbot.waitUntil(lambda: words.text() == "There is no such record in this file.")
    assert not the(pane, QPushButton, "page.notice.act").isVisible()


def test_what_is_typed_is_parked_when_another_record_is_shown(pane: RecordPane, qtbot: QtBot) -> None:
    open_page(pane, qtbot, PLAN)
    pane.edit("purpose")
    qtbot.waitUntil(lambda: field(pane, "arrangement.purpose").hasFocus())
    type_text(field(pane, "arrangement.purpose"), "to work together")
    qtbot.waitUntil(pane.has_open_edits)
    open_page(pane, qtbot, "frontex")
    assert not pane.is_editing
    settle(qtbot, pane.desk)
    open_page(pane, qtbot, PLAN)
    pane.edit("purpose")
    qtbot.waitUntil(lambda: field(pane, "arrangement.purpose").text() == "to work together")


def test_the_history_stands_behind_a_tab_and_leads_to_the_page_of_then(
    pane: RecordPane, qtbot: QtBot
) -> None:
    open_page(pane, qtbot, PLAN)
    tabs = the(pane, PageTabs, "page.tabs")
    assert tabs.accessibleTabName(1) == "History, 1"
    pane.commands()["record.history"]()
    assert pane.view.is_on_history
    assert the(pane, QWidget, "record_history").isVisible()
    tabs.setCurrentIndex(0)
    assert not the(pane, QWidget, "record_history").isVisible()

    pane.show_as_of(dt.datetime.now(dt.UTC))
    qtbot.waitUntil(lambda: the(pane, QWidget, "page.past").isVisible())
    assert the(pane, QLabel, "page.past.words").text().startswith("As it was on ")
    assert pane.commands() == {}
    assert not pane.findChildren(QPushButton, "page.edit")
    the(pane, QPushButton, "page.past.back").click()
    qtbot.waitUntil(lambda: not the(pane, QWidget, "page.past").isVisible())


def test_the_screen_moves_a_record_to_the_trash(desk: Desk, qtbot: QtBot) -> None:
    screen = RecordScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1166, 668)
    screen.show()
    screen.show_place(Place(kind="record", record=target_of(desk.database, "fg-11")))
    qtbot.waitUntil(lambda: "record.remove" in screen.commands())
    screen.commands()["record.remove"]()
    words = the(screen, QLabel, "page.notice.words")
    qtbot.waitUntil(lambda: words.text() == "This record is in the trash.")
    settle(qtbot, desk)


def test_a_record_begun_on_the_screen_is_where_one_is_then(desk: Desk, qtbot: QtBot) -> None:
    screen = RecordScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1166, 668)
    screen.show()
    screen.create("partner", {"name": "Body of nowhere"})
    qtbot.waitUntil(lambda: "record.save" in screen.commands())
    with qtbot.waitSignal(screen.moved) as moved:
        screen.commands()["record.save"]()
    (place,) = moved.args
    assert place.kind == "record"
    assert the(screen, QLabel, "page.title").text() == "Body of nowhere"
    settle(qtbot, desk)
