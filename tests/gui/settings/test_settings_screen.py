# SPDX-License-Identifier: EUPL-1.2
"""The settings by keys and clicks: saved at once, and the care of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.tokens import DARK
from coopdesk.gui.settings.settings_screen import SettingsScreen
from coopdesk.paths import backup_folder
from coopdesk.services import backup_files, editing, maintenance, profile
from coopdesk.services.profile import Profile
from tests.helpers.hands import click_button, press, the, type_text
from tests.helpers.window import FakePrompter, settle


class Shown:
    """The screen of the settings."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.folders: list[Path] = []
        self.told: list[str] = []
        desk.noticed.connect(self.told.append)
        self.screen = SettingsScreen(desk, show_folder=self.folders.append)
        self.screen.resize(1166, 666)
        qtbot.addWidget(self.screen)
        self.screen.show()
        qtbot.waitExposed(self.screen)

    def go(self, anchor: str = "") -> None:
        self.screen.show_place(Place(kind="settings", anchor=anchor))
        self.screen.take_focus()
        self.settle()

    def settle(self) -> None:
        settle(self.qtbot, self.desk)

    def text(self, name: str) -> str:
        return the(self.screen, QLabel, name).text()

    def field(self, name: str) -> QLineEdit:
        return the(self.screen, QLineEdit, name)

    @property
    def backups(self) -> list[str]:
        part = the(self.screen, QWidget, "settings.backups")
        return [one.text() for one in part.findChildren(QLabel)]


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """Give the settings of somebody who begins."""
    monkeypatch.delenv("COOPDESK_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    yield Shown(desk, qtbot)
    desk.look.choose("light")


def test_a_name_is_saved_when_one_leaves_the_field_and_stands_beside_the_next_change(shown: Shown) -> None:
    shown.go()
    type_text(shown.field("settings.name"), "Artificial Clerk")
    press(shown.field("settings.name"), Qt.Key.Key_Tab)
    shown.settle()
    type_text(shown.field("settings.unit"), "Liaison office")
    press(shown.field("settings.unit"), Qt.Key.Key_Return)
    shown.settle()

    assert profile.load() == Profile(name="Artificial Clerk", unit="Liaison office")
    assert shown.desk.who == "Artificial Clerk, Liaison office"
    assert shown.text("settings.who").endswith("Artificial Clerk, Liaison office.")
    assert shown.told == ["Your name is saved.", "Your name is saved."]


def test_leaving_a_field_without_a_change_says_nothing(shown: Shown) -> None:
    shown.go()
    press(shown.field("settings.name"), Qt.Key.Key_Return)
    shown.settle()

    assert shown.told == []


def test_a_name_set_outside_is_told(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPDESK_USER", "Set outside")
    shown.go()

    type_text(shown.field("settings.name"), "Artificial Clerk")
    press(shown.field("settings.name"), Qt.Key.Key_Return)
    shown.settle()

    assert shown.desk.who == "Set outside"
    assert "COOPDESK_USER" in shown.text("settings.who")


def test_the_colours_change_at_once_and_are_kept(shown: Shown) -> None:
    shown.go()
    dark = the(shown.screen, QAbstractButton, "settings.theme.dark")
    dark.setFocus()
    press(dark, Qt.Key.Key_Space)
    shown.settle()

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.palette().color(QPalette.ColorRole.Base).name() == DARK.base.lower()
    assert profile.load().theme == "dark"


def test_the_density_of_new_lists_is_kept_and_told_to_the_frame(shown: Shown) -> None:
    shown.go()

    with shown.qtbot.waitSignal(shown.screen.profile_changed) as told:
        click_button(shown.screen, "settings.density.compact")

    assert told.args == [Profile(density="compact")]
    assert profile.load().density == "compact"


def test_what_was_set_is_shown_again(shown: Shown) -> None:
    profile.save(Profile(name="Artificial Clerk", unit="Office", theme="light", density="compact"))
    shown.go()

    assert shown.field("settings.name").text() == "Artificial Clerk"
    assert shown.field("settings.unit").text() == "Office"
    assert the(shown.screen, QAbstractButton, "settings.theme.light").isChecked()
    assert the(shown.screen, QAbstractButton, "settings.density.compact").isChecked()


def test_the_folders_are_shown_and_opened(shown: Shown) -> None:
    shown.go()
    path = shown.desk.database.path
    assert shown.text("settings.file") == str(path)

    click_button(shown.screen, "settings.open_file")
    click_button(shown.screen, "settings.open_backups")

    assert shown.folders == [path.parent, path.parent]  # there is no folder of backups yet


def test_a_whole_file_is_found_well(shown: Shown) -> None:
    shown.go()

    click_button(shown.screen, "settings.check")
    shown.settle()

    assert shown.text("settings.health").startswith("All is well. Records: 1,")


def test_a_search_that_lost_records_is_made_anew(shown: Shown) -> None:
    shown.go()
    with closing(sqlite3.connect(shown.desk.database.path)) as connection:
        connection.execute("DELETE FROM search_entry WHERE seq < 100")
        connection.commit()

    click_button(shown.screen, "settings.check")
    shown.settle()
    assert "The search knows" in shown.text("settings.health")

    click_button(shown.screen, "settings.mend")
    shown.settle()
    assert shown.text("settings.health").startswith("All is well")


def test_a_damaged_file_is_said_to_be(shown: Shown) -> None:
    shown.go()
    with closing(sqlite3.connect(shown.desk.database.path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE partner SET parent = 'nowhere' WHERE reference = 'iom'")
        connection.commit()

    click_button(shown.screen, "settings.check")
    shown.settle()

    assert shown.text("settings.health").startswith("The file is not in order: a record points to nothing")


def test_a_backup_is_made_and_listed_with_its_records(shown: Shown) -> None:
    shown.go("backups")
    assert any(words.startswith("There is no backup yet") for words in shown.backups)
    assert the(shown.screen, QPushButton, "settings.back_up").hasFocus()

    click_button(shown.screen, "settings.back_up")
    shown.settle()

    assert shown.told == ["A backup was made and checked."]
    assert "made by hand" in shown.backups
    assert any(words.startswith("1,") for words in shown.backups)


def test_a_backup_that_cannot_be_read_says_so(shown: Shown) -> None:
    made = maintenance.make_backup(shown.desk.database.path)
    made.write_bytes(b"not a file of ours")
    shown.go()

    assert "cannot be read" in shown.backups


def test_restoring_is_asked_and_then_left_to_the_frame(shown: Shown, prompter: FakePrompter) -> None:
    made = maintenance.make_backup(shown.desk.database.path)
    shown.go()

    with shown.qtbot.waitSignal(shown.screen.restore_requested) as asked:
        click_button(shown.screen, "settings.restore.0")

    assert asked.args == [made]
    assert prompter.asked[0].startswith("Restore the backup of ")

    prompter.agrees = False
    with shown.qtbot.assertNotEmitted(shown.screen.restore_requested):
        click_button(shown.screen, "settings.restore.0")


def test_the_backups_are_read_anew_each_time_one_comes_here(shown: Shown) -> None:
    shown.go()
    editing.change_record(shown.desk.database, "iom", {"region": "Geneva"}, who="somebody")
    backup_files.back_up_if_changed(shown.desk.database, reason="at-work")

    shown.go()

    assert "during work" in shown.backups
    assert backup_folder(shown.desk.database.path).is_dir()


def test_every_control_is_reached_by_the_keyboard_and_named(shown: Shown) -> None:
    shown.go()

    controls = [
        one
        for one in shown.screen.findChildren(QWidget)
        if isinstance(one, QAbstractButton | QLineEdit) and one.isVisible()
    ]
    assert len(controls) > 8
    for control in controls:
        assert control.accessibleName() or getattr(control, "text", str)(), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
