# SPDX-License-Identifier: EUPL-1.2
"""The help, the page of keys and About, by keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from coopdesk import __version__
from coopdesk.gui.actions import ACTIONS
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place, PlaceKind
from coopdesk.gui.help.about_screen import AboutScreen
from coopdesk.gui.help.help_screen import HelpScreen
from coopdesk.gui.help.shortcuts_screen import ShortcutsScreen
from coopdesk.gui.screen import Screen
from tests.helpers.hands import click_button, press, the, type_text


def shown(screen: Screen, kind: PlaceKind, qtbot: QtBot, anchor: str = "") -> Screen:
    screen.resize(1166, 666)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    screen.show_place(Place(kind=kind, anchor=anchor))
    screen.take_focus()
    return screen


@pytest.fixture
def help_screen(desk: Desk, qtbot: QtBot) -> Screen:
    """Give the help at the page on lists."""
    return shown(HelpScreen(desk), "help", qtbot, "lists")


def page(screen: Screen) -> QTextBrowser:
    return the(screen, QTextBrowser, "help.text")


def test_the_help_opens_at_the_page_of_the_place(help_screen: Screen) -> None:
    assert page(help_screen).toPlainText().startswith("Lists\n")
    contents = the(help_screen, QListWidget, "help.contents")
    assert contents.currentItem().text() == "Lists"


def test_the_contents_lead_to_every_page(help_screen: Screen, qtbot: QtBot) -> None:
    contents = the(help_screen, QListWidget, "help.contents")
    contents.setFocus()

    with qtbot.waitSignal(help_screen.opened) as asked:
        press(contents, Qt.Key.Key_Down)

    assert asked.args is not None
    help_screen.show_place(asked.args[0])
    assert page(help_screen).toPlainText().startswith("The page of a record")


def test_a_link_leads_to_another_page_and_none_out_of_the_help(help_screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(help_screen.opened) as asked:
        page(help_screen).anchorClicked.emit(QUrl("trash.md"))
    assert asked.args == [Place(kind="help", anchor="trash")]

    with qtbot.assertNotEmitted(help_screen.opened):
        page(help_screen).anchorClicked.emit(QUrl("https://example.org"))
        page(help_screen).anchorClicked.emit(QUrl("../../LICENSE"))
    assert page(help_screen).toPlainText().startswith("Lists\n")


def test_a_place_may_name_a_heading(help_screen: Screen) -> None:
    help_screen.resize(900, 300)
    help_screen.show_place(Place(kind="help", anchor="lists#work-in-the-list"))

    assert page(help_screen).textCursor().block().text() == "Work in the list"
    assert page(help_screen).verticalScrollBar().value() > 0


def test_words_are_found_on_the_page_round_and_round(help_screen: Screen) -> None:
    help_screen.commands()["edit.find"]()
    field = the(help_screen, QLineEdit, "help.find")
    type_text(field, "SHIFT")
    told = the(help_screen, QLabel, "help.found").text()
    assert told.endswith("places")

    seen = []
    for _ in range(int(told.split()[0]) + 1):
        seen.append(page(help_screen).textCursor().selectionStart())
        press(field, Qt.Key.Key_Return)
    assert seen[0] == seen[-1]
    assert len(set(seen)) == len(seen) - 1

    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page(help_screen).textCursor().selectionStart() == seen[0]

    type_text(field, "xylophone")
    assert the(help_screen, QLabel, "help.found").text() == "not on this page"
    press(field, Qt.Key.Key_Escape)
    assert field.text() == "" and page(help_screen).hasFocus()


def test_the_fields_of_a_kind_of_record_are_a_page(help_screen: Screen) -> None:
    help_screen.show_place(Place(kind="help", anchor="fields"))
    assert "Meeting parties" in page(help_screen).toPlainText()

    help_screen.show_place(Place(kind="help", anchor="fields/partners"))
    assert "The full official name today." in page(help_screen).toPlainText()
    assert the(help_screen, QListWidget, "help.contents").currentItem().text() == "All fields"


def test_the_page_follows_the_colours(help_screen: Screen, desk: Desk) -> None:
    before = page(help_screen).toPlainText()
    desk.look.choose("dark")
    assert page(help_screen).toPlainText() == before
    assert page(help_screen).palette().base().color() == desk.look.color("base")
    desk.look.choose("light")


def test_every_act_with_keys_is_on_the_page_of_keys(desk: Desk, qtbot: QtBot) -> None:
    screen = shown(ShortcutsScreen(desk), "shortcuts", qtbot)

    for action in ACTIONS:
        assert bool(screen.findChildren(QWidget, f"shortcuts.{action.id}")) == bool(action.keys), action.id


def test_the_page_of_keys_is_narrowed_by_words(desk: Desk, qtbot: QtBot) -> None:
    screen = shown(ShortcutsScreen(desk), "shortcuts", qtbot)
    field = the(screen, QLineEdit, "shortcuts.find")

    type_text(field, "undo")
    assert the(screen, QWidget, "shortcuts.edit.undo").isVisible()
    assert not the(screen, QWidget, "shortcuts.edit.redo").isVisible()

    type_text(field, " xylophone")
    assert the(screen, QLabel, "shortcuts.nothing").isVisible()


def test_about_says_version_places_and_licences(desk: Desk, qtbot: QtBot) -> None:
    folders: list[Path] = []
    screen = shown(AboutScreen(desk, show_folder=folders.append), "about", qtbot)

    assert the(screen, QLabel, "about.version").text() == f"Version {__version__}"
    assert the(screen, QLabel, "about.file").text() == str(desk.database.path)
    licence = the(screen, QTextBrowser, "about.licence")
    assert "XlsxWriter" in licence.toPlainText()

    click_button(screen, "about.eupl")
    assert "EUROPEAN UNION PUBLIC LICENCE" in licence.toPlainText()
    for key in ("file", "backups", "reports", "profile"):
        click_button(screen, f"about.open_{key}")
    assert all(folder.is_dir() for folder in folders) and len(folders) == 4


def test_versions_are_copied_for_support_without_places_or_names(desk: Desk, qtbot: QtBot) -> None:
    screen = shown(AboutScreen(desk), "about", qtbot)

    with qtbot.waitSignal(desk.noticed):
        click_button(screen, "about.copy")

    copied = QGuiApplication.clipboard().text()
    assert f"CoopDesk {__version__}" in copied and "Qt " in copied
    assert str(desk.database.path) not in copied
