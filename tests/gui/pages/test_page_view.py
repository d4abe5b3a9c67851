# SPDX-License-Identifier: EUPL-1.2
"""Reading a page: by keys and by clicks, in one column and in two, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.look import Look
from coopdesk.gui.pages.item_view import ItemView
from coopdesk.gui.pages.items import Stop
from coopdesk.gui.pages.page_view import PageView
from coopdesk.gui.pages.strip import YearsStrip
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.page import Act, Fact, Group, Page, Piece, Row, Section, Target
from tests.helpers.hands import click, press, the
from tests.helpers.pages import TODAY, page_of, target_of

PLAN = "cp-easo-frontex-2019"


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> Iterator[PageView]:
    """Give an empty page in a window of its own, as wide as the pane beside a list."""
    view = PageView(look)
    qtbot.addWidget(view)
    view.resize(574, 668)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    yield view


def show(view: PageView, office: Database, reference: str) -> Page:
    page = page_of(office, reference)
    view.show_page(page, TODAY)
    return page


def lines(view: PageView, name: str) -> ItemView:
    return the(view, ItemView, name)


def texts(view: ItemView) -> list[str]:
    return [item.text for item in view.items]


def click_link(view: ItemView, words: str) -> None:
    """Click a link by its words, as far as they are seen."""
    found = [run for one in view.placed() for run in one.runs if run.stop is not None and run.text == words]
    assert found, words
    click(view.viewport(), found[0].rect.center())


def made(*sections: Section, title: str = "A record", facts: tuple[Fact, ...] = ()) -> Page:
    """Give an artificial page."""
    return Page(
        type="partner", id="0" * 32, reference="A-1", version=1, title=title, name_beside="", subtitle=(),
        crumbs=(Piece("Partners"),), states=(), facts=facts, further=(), sections=sections,
    )  # fmt: skip


def rows_of(count: int) -> tuple[Row, ...]:
    target = Target("meeting", "1" * 32)
    return tuple(
        Row(
            cells=((Piece(f"Meeting number {n}", target),), (Piece("agreed"),), (Piece("July 2019"),)),
            target=target,
        )
        for n in range(count)
    )


def test_a_page_shows_name_states_facts_and_sections(view: PageView, office: Database) -> None:
    show(view, office, PLAN)
    assert the(view, QLabel, "page.title").text() == "EASO-Frontex Cooperation Plan 2019-2021"
    assert the(view, QWidget, "page.states").accessibleName() == "ended 2021, nothing recorded after it"
    assert "Parties: EASO and Frontex" in texts(lines(view, "page.facts"))
    assert (
        texts(lines(view, "page.section.obligations.rows"))[0]
        == "Bring Europol into the MMST group, will, EASO"
    )
    assert the(view, QLabel, "page.changed").text().startswith("Last changed ")


def test_enter_on_a_link_of_a_fact_opens_it(view: PageView, office: Database, qtbot: QtBot) -> None:
    """The arrows reach every link: down to the parties, right to the second of them."""
    show(view, office, PLAN)
    facts = lines(view, "page.facts")
    view.take_focus()
    assert facts.hasFocus()
    press(facts, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.opened) as opened:
        press(facts, Qt.Key.Key_Return)
    assert opened.args == [Place(kind="record", record=target_of(office, "frontex"))]


def test_a_click_on_a_row_opens_its_record(view: PageView, office: Database, qtbot: QtBot) -> None:
    show(view, office, PLAN)
    activities = lines(view, "page.section.activities.rows")
    with qtbot.waitSignal(view.opened) as opened:
        click_link(activities, "External dimension")
    assert opened.args == [Place(kind="record", record=target_of(office, "CP19-OC-03"))]


def test_tab_goes_from_part_to_part_and_down_goes_on_at_the_end(view: PageView, office: Database) -> None:
    show(view, office, PLAN)
    crumbs, facts = lines(view, "page.crumbs"), lines(view, "page.facts")
    crumbs.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(6):  # the buttons stand between
        if not facts.hasFocus():
            QTest.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Tab)  # type: ignore[call-overload] # a widget
    assert facts.hasFocus()
    press(facts, Qt.Key.Key_End)
    press(facts, Qt.Key.Key_Down)
    activities = lines(view, "page.section.activities.rows")
    assert activities.hasFocus()
    assert activities.items[activities.row].label == "Operational cooperation"
    press(activities, Qt.Key.Key_Up)
    assert facts.hasFocus()


def test_a_folded_area_opens_by_key_and_by_click(view: PageView, office: Database) -> None:
    show(view, office, PLAN)
    activities = lines(view, "page.section.activities.rows")
    activities.setFocus(Qt.FocusReason.TabFocusReason)
    while activities.items[activities.row].label != "Capacity building":
        press(activities, Qt.Key.Key_Down)
    press(activities, Qt.Key.Key_Right)
    assert any(text.startswith("Links between curricula") for text in texts(activities))
    press(activities, Qt.Key.Key_Left)
    assert not any(text.startswith("Links between curricula") for text in texts(activities))
    click_group = next(one for one in activities.placed() if one.item.label == "Horizontal cooperation")
    click(activities.viewport(), click_group.rect.center())
    assert any(text.startswith("Consultative Fora") for text in texts(activities))


def test_a_long_section_folds_and_leads_to_the_whole_list(
    view: PageView, office: Database, qtbot: QtBot
) -> None:
    page = show(view, office, PLAN)
    obligations = lines(view, "page.section.obligations.rows")
    assert texts(obligations)[8] == "Show 9 more"
    every = the(view, QPushButton, "page.section.obligations.all")
    assert every.text() == "All 17"
    with qtbot.waitSignal(view.opened) as opened:
        every.click()
    (place,) = opened.args
    assert place.kind == "list"
    assert place.view.type == "obligation"
    assert [(rule.path, rule.test, rule.values) for rule in place.view.rules] == [
        (("arrangement",), "any_of", (page.id,))
    ]
    click_link(obligations, "Show 9 more")
    assert len(obligations.items) == 17


def test_add_begins_a_record_that_points_here(view: PageView, office: Database, qtbot: QtBot) -> None:
    show(view, office, PLAN)
    with qtbot.waitSignal(view.acted) as acted:
        the(view, QPushButton, "page.section.obligations.add").click()
    assert acted.args == [Act(label="Add…", type="obligation", values=(("arrangement", PLAN),))]


def test_a_gap_of_a_post_leads_to_its_field(view: PageView, office: Database, qtbot: QtBot) -> None:
    show(view, office, "lo-easo-frontex")
    missing = lines(view, "page.section.missing.rows")
    missing.setFocus(Qt.FocusReason.TabFocusReason)
    press(missing, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.acted) as acted:
        press(missing, Qt.Key.Key_Return)
    assert acted.args[0].field == "start"


def test_what_can_be_added_is_offered_in_one_menu(view: PageView, office: Database, qtbot: QtBot) -> None:
    show(view, office, PLAN)
    from coopdesk.gui.pages.page_head import PageHead

    menu = view.findChildren(PageHead)[0].additions_menu()
    words = [action.text() for action in menu.actions()]
    assert {"Arrangement party", "Note", "Activity", "Obligation"} <= set(words)
    with qtbot.waitSignal(view.acted) as acted:
        menu.actions()[words.index("Note")].trigger()
    assert acted.args[0].type == "note"


def test_a_wide_page_has_two_columns_and_a_narrow_one_a_single(view: PageView, office: Database) -> None:
    show(view, office, "frontex")
    arrangements, people = (the(view, QWidget, f"page.section.{key}") for key in ("arrangements", "people"))
    assert arrangements.x() == people.x()
    view.resize(1166, 668)
    assert people.x() > arrangements.x() + arrangements.width()
    assert people.y() < arrangements.y() + 60


def test_the_text_of_a_row_is_copied(view: PageView, office: Database) -> None:
    show(view, office, PLAN)
    facts = lines(view, "page.facts")
    facts.setFocus(Qt.FocusReason.TabFocusReason)
    press(facts, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Parties: EASO and Frontex"
    menu = facts.make_menu(facts.items[1])
    words = [action.text() for action in menu.actions()]
    assert words[-1] == "Copy text"
    menu.actions()[-1].trigger()
    assert QGuiApplication.clipboard().text().startswith("Signed: 18 July 2019")


def test_the_entry_behind_a_row_can_be_shown(view: PageView, office: Database, qtbot: QtBot) -> None:
    """The row of a party opens the body; its menu leads to the row itself."""
    show(view, office, PLAN)
    parties = lines(view, "page.section.arrangement_party.rows")
    menu = parties.make_menu(parties.items[2])
    entry = next(action for action in menu.actions() if action.text() == "Show this entry")
    with qtbot.waitSignal(view.opened) as opened:
        entry.trigger()
    assert opened.args == [Place(kind="record", record=target_of(office, f"{PLAN}/party-3"))]


def test_a_bar_of_the_strip_opens_what_it_stands_for(view: PageView, office: Database, qtbot: QtBot) -> None:
    show(view, office, "frontex")
    strip = the(view, YearsStrip, "page.strip")
    assert "EASO-Frontex Cooperation Plan 2019-2021, 2019 to 2021" in strip.accessibleDescription()
    with qtbot.waitSignal(view.opened) as opened:
        click(strip, QPoint(round(strip.x_of(TODAY.replace(year=2016))), strip.height() - 27))
    assert opened.args == [Place(kind="record", record=target_of(office, "wa-easo-frontex-2012"))]


def test_a_screen_reader_finds_every_row_and_its_links(view: PageView, office: Database) -> None:
    show(view, office, PLAN)
    facts = lines(view, "page.facts")
    facts.setFocus(Qt.FocusReason.TabFocusReason)
    list_of_facts = QAccessible.queryAccessibleInterface(facts)
    names = [list_of_facts.child(n).text(QAccessible.Text.Name) for n in range(list_of_facts.childCount())]
    assert "Parties: EASO and Frontex. Link 1 of 2: EASO" in names
    assert "Period: 2019 to 2021  years only, as stated" in names
    press(facts, Qt.Key.Key_Right)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert facts.model().index(0, 0).data(role) == "Parties: EASO and Frontex. Link 2 of 2: Frontex"


def test_the_same_record_read_again_keeps_place_and_keyboard(view: PageView, office: Database) -> None:
    page = show(view, office, PLAN)
    obligations = lines(view, "page.section.obligations.rows")
    obligations.setFocus(Qt.FocusReason.TabFocusReason)
    press(obligations, Qt.Key.Key_Down)
    press(obligations, Qt.Key.Key_Down)
    scrolled = view.verticalScrollBar().value()
    assert scrolled > 0
    view.show_page(replace(page, changed="Last changed just now"), TODAY)
    again = lines(view, "page.section.obligations.rows")
    assert again is not obligations
    assert again.hasFocus()
    assert again.row == 2
    assert view.verticalScrollBar().value() == scrolled


def test_another_record_is_shown_from_its_top(view: PageView, office: Database) -> None:
    show(view, office, PLAN)
    view.verticalScrollBar().setValue(300)
    show(view, office, "frontex")
    assert view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("width", [320, 574, 1166])
def test_endless_names_break_no_layout(view: PageView, width: int, qtbot: QtBot) -> None:
    name = "Endless " * 600 + "W" * 5_000
    arabic = "مكتب دعم اللجوء " * 40
    target = Target("partner", "1" * 32)
    rows = tuple(
        Row(cells=((Piece(text, target),), (Piece(text),), (Piece(text),)), target=target)
        for text in (name, arabic)
    )
    page = made(
        Section(key="rows", title=name, groups=(Group(heading="", rows=rows),)),
        Section(key="wrapped", title="Wrapped", groups=(Group(heading="", rows=rows),), layout="wrapped"),
        Section(key="pairs", title="Pairs", groups=(Group(heading="", rows=rows),), layout="pairs"),
        title=name,
        facts=(Fact(label=name, lines=((Piece(name), Piece(arabic, target)),)),),
    )
    view.resize(width, 600)
    view.show_page(page, TODAY)
    body = the(view, QWidget, "page.body")
    assert body.width() == width
    assert body.height() < 4_000
    for one in view.findChildren(ItemView):
        for placed in one.placed():
            assert placed.rect.right() <= one.width()
            assert all(run.rect.right() <= one.width() + 1 for run in placed.runs), placed.item.kind
    view.grab()


def test_two_hundred_rows_are_built_in_a_blink(view: PageView) -> None:
    page = made(
        *(
            Section(
                key=f"part{n}", title=f"Part {n}", groups=(Group(heading=f"Group {n}", rows=rows_of(20)),)
            )
            for n in range(10)
        )
    )
    view.show_page(page, TODAY)
    took = []
    for number in range(5):
        fresh = replace(page, changed=f"Change {number}")
        start = time.process_time()
        view.show_page(fresh, TODAY)
        took.append(time.process_time() - start)
    assert min(took) < 0.1  # 50 ms where nothing else runs


def test_the_mouse_shows_what_would_open(view: PageView, office: Database) -> None:
    show(view, office, PLAN)
    facts = lines(view, "page.facts")
    run = facts.run_of(Stop("EASO", target_of(office, "easo")))
    assert run is not None
    QTest.mouseMove(facts.viewport(), run.rect.center())
    assert facts.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(facts.viewport(), QPoint(8, run.rect.center().y()))
    assert facts.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
