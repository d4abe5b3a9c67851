# SPDX-License-Identifier: EUPL-1.2
"""The editors alone: dates that echo, links that suggest, choices, lists, text that grows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editors import Editor, make_editor
from coopdesk.gui.forms.links import LinkEditor
from coopdesk.gui.forms.suggestion_list import SuggestionList
from coopdesk.records.catalog import SPECS
from tests.helpers.artificial import fill
from tests.helpers.window import settle

CONTROL = Qt.KeyboardModifier.ControlModifier
Make = Callable[[str, str], Editor]


@pytest.fixture
def make(desk: Desk, qtbot: QtBot) -> Make:
    """Give the maker of an editor on a plain window of 600 by 500."""
    windows: list[QWidget] = []  # Qt's own hold on them is not enough for Python

    def made(type_key: str, key: str) -> Editor:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(600, 500)
        spec = SPECS[type_key]
        editor = make_editor(desk, spec, spec.by_key[key], window)
        editor.setGeometry(20, 20, 400, 28)
        with qtbot.waitActive(window):
            window.show()
        editor.setFocus()
        return editor

    return made


def hints(editor: Editor) -> list[str]:
    said: list[str] = []
    editor.hinted.connect(said.append)
    return said


# dates


def test_a_date_is_echoed_while_typing_and_put_into_words_on_leaving(make: Make) -> None:
    editor = make("roadmap", "valid_until")
    said = hints(editor)

    QTest.keyClicks(editor.control, "31/12/25")
    assert said[-1] == "Wednesday 31 December 2025"
    assert editor.text() == "2025-12-31"
    editor.control.clearFocus()

    assert editor.shown() == "31 December 2025"
    assert said[-1] == ""


def test_what_is_no_date_stays_as_it_was_typed(make: Make) -> None:
    editor = make("roadmap", "valid_until")

    QTest.keyClicks(editor.control, "31/2/25")
    editor.control.clearFocus()

    assert (editor.text(), editor.shown()) == ("31/2/25", "31/2/25")


def test_ctrl_semicolon_puts_today_in(make: Make) -> None:
    date, line, text = make("roadmap", "valid_until"), make("roadmap", "title"), make("roadmap", "note")
    for editor in (date, line, text):
        editor.setFocus()
        QTest.keyClick(editor.control, Qt.Key.Key_Semicolon, CONTROL)

    assert date.text() == "2026-11-22"
    assert line.text() == text.text() == "22 November 2026"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)],
)
def test_the_calendar_opens_on_the_date_and_gives_a_day_a_month_or_a_year(
    make: Make, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    editor = make("roadmap", "valid_until")
    editor.set_value("2019-06")

    QTest.keyClick(editor.control, key, modifier)
    days = _calendar().findChild(QCalendarWidget)
    assert days is not None
    assert (days.yearShown(), days.monthShown()) == (2019, 6)
    days.clicked.emit(QDate(2019, 6, 17))
    assert (editor.text(), editor.shown()) == ("2019-06-17", "17 June 2019")

    for name, date in (("calendar.month", "2019-06"), ("calendar.year", "2019")):
        QTest.keyClick(editor.control, key, modifier)
        button = _calendar().findChild(QPushButton, name)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert editor.text() == date


def _calendar() -> QWidget:
    return next(
        one for one in QApplication.topLevelWidgets() if one.objectName() == "calendar" and one.isVisible()
    )


def test_a_chosen_day_can_be_taken_back_by_undo(make: Make) -> None:
    editor = make("roadmap", "valid_until")
    editor.set_value("2019")
    editor.replace_text("2020-05-01", "1 May 2020")

    QTest.keyClick(editor.control, Qt.Key.Key_Z, CONTROL)

    assert editor.text() == "2019"


# choices


def test_a_choice_may_be_not_known_and_is_found_by_its_letters(make: Make) -> None:
    editor = make("roadmap", "kind")
    assert (editor.text(), editor.shown()) == ("", "")

    QTest.keyClicks(editor.control, "bil")

    assert (editor.text(), editor.shown()) == ("bilateral_cooperation", "Bilateral cooperation")


def test_what_is_no_choice_any_more_is_not_lost(make: Make) -> None:
    editor = make("roadmap", "kind")

    editor.set_text("former_kind", "Former kind")

    assert (editor.text(), editor.shown()) == ("former_kind", "Former kind")


def test_yes_and_no_have_a_third_state(make: Make) -> None:
    editor = make("partner", "is_self")
    box = editor.control
    assert isinstance(box, QComboBox)

    assert [box.itemText(number) for number in range(box.count())] == ["not known", "Yes", "No"]
    states = {None: "", True: "yes", False: "no"}
    for value, raw in states.items():
        editor.set_value(value)
        assert editor.text() == raw


def test_the_wheel_rolls_past_a_choice(make: Make) -> None:
    editor = make("roadmap", "kind")
    editor.set_text("roadmap", "Roadmap")
    place = editor.control.rect().center()
    event = QWheelEvent(
        place,
        editor.control.mapToGlobal(place),
        place * 0,
        place * 0 + place,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(editor.control, event)

    assert editor.text() == "roadmap"


# texts and lists


def test_long_text_grows_to_six_lines_and_tab_leaves_it(make: Make) -> None:
    editor = make("roadmap", "note")
    box = editor.control
    assert isinstance(box, QPlainTextEdit)
    QLineEdit(editor.window()).show()  # where Tab may go
    one = box.height()
    heights = []
    for number in range(8):
        QTest.keyClicks(box, f"line {number}")
        QTest.keyClick(box, Qt.Key.Key_Return)
        heights.append(box.height())

    assert one == 28
    assert heights[:5] == sorted(set(heights[:5]))
    assert heights[-1] == heights[-2] == heights[5]
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert "\t" not in editor.text()


def test_lines_pasted_into_a_list_become_items(make: Make) -> None:
    editor = make("person", "languages")
    line = editor.control
    assert isinstance(line, QLineEdit)

    line.insert("English\nTurkish\r\nArabic")

    assert editor.text() == "English; Turkish; Arabic"


def test_right_to_left_text_begins_at_the_right(make: Make) -> None:
    editor = make("roadmap", "title")

    editor.set_text("خارطة الطريق", "")
    assert editor.control.layoutDirection() is Qt.LayoutDirection.RightToLeft
    editor.set_text("Roadmap خارطة", "")
    assert editor.control.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_text_that_is_far_too_long_is_not_cut(make: Make) -> None:
    editor = make("roadmap", "title")
    line = editor.control
    assert isinstance(line, QLineEdit)

    line.insert("x" * 100_000)

    assert len(editor.text()) == 100_000


# links


def suggestions(editor: Editor) -> SuggestionList:
    return next(one for one in editor.window().findChildren(SuggestionList) if one.isVisible())


def type_into(editor: Editor, text: str, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.control, text)
    qtbot.waitUntil(lambda: isinstance(editor, LinkEditor) and editor.is_list_open)


def test_two_letters_bring_suggestions_and_keys_choose(make: Make, qtbot: QtBot) -> None:
    editor = make("roadmap_party", "partner")
    said = hints(editor)
    type_into(editor, "dgm", qtbot)
    model = suggestions(editor).model()
    assert model.index(0, 0).data() == "DGMM – Directorate General for Migration Management, Turkey, dgmm"

    QTest.keyClick(editor.control, Qt.Key.Key_Down)
    QTest.keyClick(editor.control, Qt.Key.Key_Return)

    assert (editor.text(), editor.shown()) == ("dgmm", "Directorate General for Migration Management")
    assert said[-1] == "Turkey"
    assert isinstance(editor, LinkEditor) and not editor.is_list_open


def test_a_click_chooses_and_undo_takes_it_back(make: Make, qtbot: QtBot) -> None:
    editor = make("roadmap_party", "partner")
    editor.set_text("easo", "European Asylum Support Office")
    editor.control.clear() if isinstance(editor.control, QLineEdit) else None
    type_into(editor, "frontex", qtbot)
    shown = suggestions(editor)
    first = next(
        shown.model().index(row, 0)
        for row in range(shown.model().rowCount())
        if shown.model().index(row, 0).data().endswith(", frontex")
    )

    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualRect(first).center())
    assert editor.text() == "frontex"
    QTest.keyClick(editor.control, Qt.Key.Key_Z, CONTROL)

    assert editor.text() == "frontex"[: len(editor.text())]
    assert editor.shown() == "frontex"


def test_esc_closes_the_list_and_keeps_what_was_typed(make: Make, qtbot: QtBot) -> None:
    editor = make("roadmap_party", "partner")
    type_into(editor, "dg", qtbot)

    QTest.keyClick(editor.control, Qt.Key.Key_Escape)

    assert isinstance(editor, LinkEditor) and not editor.is_list_open
    assert editor.text() == "dg"


def test_f4_offers_what_can_be_chosen_without_typing(make: Make, qtbot: QtBot) -> None:
    editor = make("roadmap_country", "country")
    editor.set_text("TR", "Turkey")

    QTest.keyClick(editor.control, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: isinstance(editor, LinkEditor) and editor.is_list_open)

    assert suggestions(editor).model().rowCount() == 12


def test_the_last_line_asks_to_create_where_that_is_offered(make: Make, qtbot: QtBot) -> None:
    editor = make("roadmap_party", "partner")
    assert isinstance(editor, LinkEditor)
    editor.offers_creation = True
    type_into(editor, "Body of tests", qtbot)
    model = suggestions(editor).model()
    assert model.index(model.rowCount() - 1, 0).data() == "Create “Body of tests”…"

    with qtbot.waitSignal(editor.creation_wanted) as wanted:
        QTest.keyClick(editor.control, Qt.Key.Key_Up)
        QTest.keyClick(editor.control, Qt.Key.Key_Return)

    assert wanted.args == ["Body of tests"]


def test_late_answers_of_faster_typing_are_dropped(make: Make, desk: Desk, qtbot: QtBot) -> None:
    fill(desk.database, 5_000)
    editor = make("roadmap_party", "partner")

    for letter in "artificial body amb":
        QTest.keyClicks(editor.control, letter)
    qtbot.waitUntil(lambda: isinstance(editor, LinkEditor) and editor.is_list_open, timeout=5_000)
    settle(qtbot, desk)

    assert suggestions(editor).rows.typed == "artificial body amb"
    assert suggestions(editor).model().rowCount() == 12
