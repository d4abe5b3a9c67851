# SPDX-License-Identifier: EUPL-1.2
"""The first start, a file that cannot be opened, and the ways out; nothing is ever lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.gui.app import Start
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import Words
from coopdesk.gui.start.opening import Opening
from coopdesk.services import maintenance, profile
from tests.helpers.window import FakePrompter


@pytest.fixture
def window(look: Look, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(look, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def start(tmp_path: Path) -> Start:
    return Start(database=tmp_path / "office.coopdesk", who=lambda: "Test user", report=lambda *_: None)


@pytest.fixture
def opening(window: MainWindow, start: Start, prompter: FakePrompter) -> Iterator[Opening]:
    opening = Opening(window, start, prompter)
    yield opening
    opening.close()


def _press(window: MainWindow, name: str, qtbot: QtBot) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def _shows(window: MainWindow, name: str) -> bool:
    shown = window.stack.currentWidget()
    return shown is not None and shown.objectName() == name


def test_the_first_start_asks_who_and_how_and_opens_the_register(
    window: MainWindow, opening: Opening, start: Start, qtbot: QtBot
) -> None:
    opening.begin()
    assert _shows(window, "start")
    name = window.findChild(QLineEdit, "start.name")
    assert name is not None
    name.clear()
    qtbot.keyClicks(name, "Artificial Person")

    with qtbot.waitSignal(opening.opened, timeout=60_000):
        _press(window, "start.register", qtbot)

    assert profile.load().name == "Artificial Person"
    assert maintenance.check(start.database).is_good
    assert window.navigation.isVisible()
    assert window.navigation.currentIndex().data() == "Arrangements"


def test_one_may_start_empty(window: MainWindow, opening: Opening, start: Start, qtbot: QtBot) -> None:
    opening.begin()
    with qtbot.waitSignal(opening.opened, timeout=60_000):
        _press(window, "start.empty", qtbot)
    assert maintenance.check(start.database).records == 0


def test_another_file_is_opened_where_it_lies(
    window: MainWindow, opening: Opening, prompter: FakePrompter, office_path: Path, qtbot: QtBot
) -> None:
    other = office_path.rename(office_path.with_name("other.coopdesk"))
    prompter.files = [other]
    opening.begin()
    with qtbot.waitSignal(opening.opened, timeout=60_000) as opened:
        _press(window, "start.open", qtbot)
    assert opened.args[0].database.path == other


def test_a_damaged_file_leads_to_its_backups_and_is_kept(
    window: MainWindow, opening: Opening, office_path: Path, qtbot: QtBot
) -> None:
    maintenance.make_backup(office_path)
    office_path.write_bytes(b"damaged " * 1000)
    opening.begin()
    qtbot.waitUntil(lambda: _shows(window, "recovery"), timeout=20_000)
    sentence = window.findChild(Words, "recovery.sentence")
    assert sentence is not None
    assert "is not a CoopDesk file" in sentence.text()

    with qtbot.waitSignal(opening.opened, timeout=60_000):
        _press(window, "recovery.restore", qtbot)
    assert maintenance.check(office_path).is_good
    kept = [
        one for one in office_path.parent.rglob("*") if one.is_file() and one.read_bytes()[:8] == b"damaged "
    ]
    assert len(kept) == 1


def test_without_a_backup_nothing_is_offered_that_there_is_not(
    window: MainWindow, opening: Opening, start: Start, qtbot: QtBot
) -> None:
    start.database.write_bytes(b"damaged " * 1000)
    opening.begin()
    qtbot.waitUntil(lambda: _shows(window, "recovery"), timeout=20_000)
    assert window.findChild(QPushButton, "recovery.restore") is None
    assert window.findChild(QPushButton, "recovery.copy") is not None


def test_closing_makes_a_backup_of_what_was_changed_and_only_then(
    window: MainWindow, opening: Opening, office_path: Path, qtbot: QtBot
) -> None:
    maintenance.make_backup(office_path)
    with qtbot.waitSignal(opening.opened, timeout=60_000) as opened:
        opening.begin()
    desk = opened.args[0]
    from coopdesk.services import editing
    from coopdesk.services.backup_files import backups_of

    assert len(backups_of(office_path)) == 1
    with qtbot.waitSignal(desk.records_changed):
        desk.write(lambda: editing.change_record(desk.database, "iom", {"region": "Here"}, who="Test user"))
    window.close()
    assert [one.reason for one in backups_of(office_path)][:1] == ["on closing"]
