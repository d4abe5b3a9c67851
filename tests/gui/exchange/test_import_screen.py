# SPDX-License-Identifier: EUPL-1.2
"""A colleague's workbook comes home through the window: looked at, answered, taken in, taken back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.kinds import Value
from coopdesk.gui.desk import Desk
from coopdesk.gui.exchange.import_screen import ImportScreen
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.widgets import Words
from coopdesk.services import browsing, editing, exporting, history
from coopdesk.services.maintenance import Database

WHO = "Test user"


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Path:
    """Give a workbook of all partners, for return."""
    path = tmp_path / "partners.xlsx"
    exporting.export_workbook(desk.database, path, types=["partner"], who=WHO)
    return path


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> ImportScreen:
    screen = ImportScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(900, 600)
    screen.show()
    return screen


def _type_region(path: Path, reference: str, value: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Partners"]
    column = next(number for number, cell in enumerate(sheet[1], start=1) if cell.value == "Region")
    row = next(row for row in sheet.iter_rows() if any(cell.value == reference for cell in row))
    row[column - 1].value = value
    book.save(path)


def _region(database: Database, reference: str) -> Value:
    return browsing.show(database, reference).record.fields["region"]


def _words(screen: QWidget, name: str) -> str:
    found = screen.findChild(Words, name)
    assert found is not None
    return found.text()


def _button(screen: QWidget, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    return found


def _open(screen: ImportScreen, path: Path, qtbot: QtBot) -> None:
    screen.show_place(Place(kind="import", anchor=str(path)))
    qtbot.waitUntil(lambda: "nothing saved" in _words(screen, "import.sentence"), timeout=20_000)


def test_one_change_is_seen_taken_in_and_taken_back(
    desk: Desk, screen: ImportScreen, sent: Path, qtbot: QtBot
) -> None:
    before = _region(desk.database, "iom")
    _type_region(sent, "iom", "Everywhere")
    _open(screen, sent, qtbot)

    table = screen.findChild(QTableView, "import.part.changes")
    assert table is not None
    shown = [table.model().index(0, column).data() for column in range(5)]
    assert before is None
    assert shown[1:] == ["iom", "Region", "empty", "Everywhere"]
    assert _region(desk.database, "iom") == before

    with qtbot.waitSignal(desk.records_changed, timeout=20_000):
        qtbot.mouseClick(_button(screen, "import.apply"), Qt.MouseButton.LeftButton)
    assert _region(desk.database, "iom") == "Everywhere"
    history.undo(desk.database, who=WHO)
    assert _region(desk.database, "iom") == before


@pytest.mark.parametrize(("side", "region"), [("ours", "Mine"), ("theirs", "Theirs")])
def test_what_both_sides_changed_is_asked_and_nothing_else(
    desk: Desk, screen: ImportScreen, sent: Path, qtbot: QtBot, side: str, region: str
) -> None:
    _type_region(sent, "iom", "Theirs")
    _type_region(sent, "unhcr", "Also theirs")
    editing.change_record(desk.database, "iom", {"region": "Mine"}, who=WHO)
    _open(screen, sent, qtbot)

    assert not _button(screen, "import.apply").isEnabled()
    choices = screen.findChildren(QRadioButton)
    assert [button.text() for button in choices] == ["Mine: Mine", "In the file: Theirs"]
    next(one for one in choices if one.objectName().endswith(side)).click()

    with qtbot.waitSignal(desk.records_changed, timeout=20_000):
        qtbot.mouseClick(_button(screen, "import.apply"), Qt.MouseButton.LeftButton)
    assert _region(desk.database, "iom") == region
    assert _region(desk.database, "unhcr") == "Also theirs"


def test_all_that_is_left_is_answered_at_once(
    desk: Desk, screen: ImportScreen, sent: Path, qtbot: QtBot
) -> None:
    for reference in ("iom", "unhcr"):
        _type_region(sent, reference, "Theirs")
        editing.change_record(desk.database, reference, {"region": "Mine"}, who=WHO)
    _open(screen, sent, qtbot)

    qtbot.mouseClick(_button(screen, "import.theirs"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _button(screen, "import.apply").isEnabled(), timeout=20_000)
    with qtbot.waitSignal(desk.records_changed, timeout=20_000):
        qtbot.mouseClick(_button(screen, "import.apply"), Qt.MouseButton.LeftButton)
    assert {_region(desk.database, one) for one in ("iom", "unhcr")} == {"Theirs"}


def test_a_file_that_is_no_workbook_is_named_in_a_sentence(
    screen: ImportScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "holiday.xlsx"
    path.write_text("not a workbook", "utf-8")
    screen.show_place(Place(kind="import", anchor=str(path)))

    qtbot.waitUntil(lambda: "holiday.xlsx" in _words(screen, "import.sentence"))
    assert _words(screen, "import.state") == "Nothing was changed."
    assert not _button(screen, "import.apply").isEnabled()


def test_an_unedited_workbook_has_nothing_to_take_in(screen: ImportScreen, sent: Path, qtbot: QtBot) -> None:
    _open(screen, sent, qtbot)
    assert _words(screen, "import.state") == "There is nothing to take in."
    assert screen.findChildren(QRadioButton) == []
