# SPDX-License-Identifier: EUPL-1.2
"""Everybody can work with the window: every stop of the keyboard is heard, seen and left again.

The pictures of controls, the ratios of colours and the shapes of statuses are measured, not believed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.kinds import PickKind
from coopdesk.domain.views import View
from coopdesk.gui.frame.places import Place, PlaceKind
from coopdesk.gui.lists.floating import Popover, Sheet
from coopdesk.gui.lists.list_screen import ListScreen
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_shape
from coopdesk.gui.look.tokens import THEMES, Tokens
from coopdesk.records.catalog import SPECS
from coopdesk.services.list_columns import columns_of
from coopdesk.services.listing import open_list, window
from coopdesk.services.pages.page import Shape, Target
from coopdesk.services.registers import REGISTERS
from coopdesk.services.statuses import SHAPES, STRENGTHS
from tests.gui.conftest import TODAY
from tests.helpers.focus_stops import Stop, rows_without_words, steps_back, walk
from tests.helpers.whole_window import WholeWindow

SILENT_ROLES: Final = {"NoRole", "Client", "Window", "Pane", "Grouping", "Border"}

ORDER_EXCEPTIONS: Final = {
    (
        "page.subtitle",
        "page.add",
    ),  # the words of a head are read before its buttons, which stand at the right
    ("page.subtitle", "page.edit"),
}


@pytest.fixture
def whole(office_path: Path, look: Look, qtbot: QtBot) -> Iterator[WholeWindow]:
    whole = WholeWindow(office_path, look, qtbot)
    yield whole
    whole.close()


def faults_of(whole: WholeWindow, where: str) -> list[str]:
    """Walk round the window by Tab, and give what would hinder somebody."""
    window = whole.window
    if QApplication.focusWidget() is None:
        return [f"{where}: the keyboard is nowhere"]
    stops, back_at = walk(window, whole.settle)
    faults = [f"{stop} says nothing" for stop in stops if not stop.said.strip()]
    faults += [
        f"{stop} is only a {stop.role}"
        for stop in stops
        if stop.role in SILENT_ROLES and not isinstance(stop.widget, QScrollArea)
    ]
    faults += [f"{stop} does not say that it takes the keyboard" for stop in stops if not stop.is_focusable]
    faults += [f"{stop} looks the same with and without the keyboard" for stop in stops if not stop.is_seen]
    if back_at is not stops[0].widget:
        faults.append(f"Tab does not come round: from {stops[-1]} to {back_at}")
    for stop in stops:
        if isinstance(stop.widget, QAbstractItemView):
            faults += [f"{stop}: nothing is said of row {row}" for row in rows_without_words(stop.widget)]
    for part in parts_of(whole, stops):
        back = [
            f"Tab goes back: {one} → {other}"
            for one, other in steps_back(part)
            if (one.widget.objectName(), other.widget.objectName()) not in ORDER_EXCEPTIONS
        ]
        faults += back if len(back) > 1 else []  # one is the way round
    return [f"{where}: {fault}" for fault in faults]


def parts_of(whole: WholeWindow, stops: list[Stop]) -> list[list[Stop]]:
    """Give the stops by the part of the window in which they lie, each part in the order of Tab."""
    frame = [whole.window.top, whole.window.status, whole.window.navigation]
    cards = [one for kind in (Popover, Sheet) for one in whole.window.findChildren(kind) if one.isVisible()]
    panes: list[QWidget] = [*cards, *frame, *whole.screen.panes()]

    def part_of(stop: Stop) -> int:
        inside = (n for n, one in enumerate(panes) if one is stop.widget or one.isAncestorOf(stop.widget))
        return next(inside, len(panes))

    found: dict[int, list[Stop]] = {}
    for stop in stops:
        found.setdefault(part_of(stop), []).append(stop)
    return list(found.values())


def first_of(whole: WholeWindow, type_key: str) -> Target | None:
    """Give the first record of a list."""
    view = View(type=type_key)
    found = open_list(whole.desk.database, view, TODAY)
    rows = window(whole.desk.database, view, found.seqs[:1], columns_of(view), TODAY)
    return Target(type_key, rows[0].id) if rows and rows[0] is not None else None


def list_of(type_key: str) -> Place:
    return Place(kind="list", view=View(type=type_key))


LISTS: Final = [type_key for register in REGISTERS for type_key in register.types]


def test_every_list_is_walked_by_tab(whole: WholeWindow) -> None:
    faults = []
    for type_key in LISTS:
        whole.go(list_of(type_key))
        faults += faults_of(whole, f"list of {type_key}")
    assert faults == []


def test_a_page_of_every_register_is_walked_by_tab(whole: WholeWindow) -> None:
    faults = []
    for type_key in LISTS:
        target = first_of(whole, type_key)
        if target is not None:
            whole.go(Place(kind="record", record=target))
            faults += faults_of(whole, f"page of {type_key}")
    assert faults == []


def test_a_form_of_every_register_is_walked_by_tab(whole: WholeWindow) -> None:
    faults = []
    for type_key in LISTS:
        target = first_of(whole, type_key)
        if target is not None:
            whole.go(Place(kind="record", record=target))
            whole.run("record.edit")
            faults += faults_of(whole, f"form of {type_key}")
    assert faults == []


def test_a_new_form_of_every_register_is_walked_by_tab(whole: WholeWindow) -> None:
    faults = []
    for type_key in LISTS:
        whole.go(list_of(type_key))
        whole.run("record.new")
        faults += faults_of(whole, f"new {type_key}")
    assert faults == []


@pytest.mark.parametrize("kind", ["history", "trash", "settings", "help", "shortcuts", "about"])
def test_every_other_place_is_walked_by_tab(kind: PlaceKind, whole: WholeWindow) -> None:
    whole.go(Place(kind=kind))
    assert faults_of(whole, kind) == []


@pytest.mark.parametrize(
    "act",
    [
        "palette.show", "exchange.export", "record.bulk", "edit.replace", "record.merge", "record.duplicate",
        "view.facets", "view.columns",
    ],
)  # fmt: skip
def test_every_sheet_is_walked_by_tab_and_left_by_esc(act: str, whole: WholeWindow) -> None:
    whole.go(list_of("activity"))
    assert isinstance(whole.screen, ListScreen)
    before = QApplication.focusWidget()
    whole.run(act)
    assert QApplication.focusWidget() is not before
    assert faults_of(whole, act) == []
    if act != "view.facets":  # a part of the window, which stays
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Escape)
        whole.settle()
        assert QApplication.focusWidget() is before


def test_the_filter_builder_is_walked_by_tab(whole: WholeWindow) -> None:
    whole.go(list_of("activity"))
    assert isinstance(whole.screen, ListScreen)
    whole.screen.facets.more_requested.emit()
    whole.settle()
    assert faults_of(whole, "filter builder") == []


# colours


def luminance(colour: str) -> float:
    """Give how light a colour is, as WCAG 2.1 reckons."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(colour: str, ground: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(colour), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


GROUNDS: Final = ("window", "base", "sunken", "tint")
TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "ink": (*GROUNDS, "tint2", "amber_tint", "red_tint", "mine_tint", "file_tint", "typed_tint"),
    "ink2": (*GROUNDS, "tint2", "amber_tint", "typed_tint"),
    "ink3": GROUNDS,
    "link": (*GROUNDS, "tint2"),
    "amber": ("window", "base", "tint", "amber_tint"),
    "red": ("window", "base", "tint", "red_tint"),
    "mine": ("base", "mine_tint"),
    "file": ("base", "file_tint"),
    "typed": ("base", "typed_tint"),
    "on_accent": ("accent", "accent_hover"),
    "on_toast": ("toast",),
    "toast_link": ("toast",),
}
SHAPES_AND_EDGES: Final[dict[str, tuple[str, ...]]] = {
    "control": ("base", "window"),
    "focus": (*GROUNDS, "tint2"),
    "accent": ("base",),
    "amber_shape": ("base", "tint"),
    "red_shape": ("base", "tint"),
    "ended": ("base", "tint", "window"),
    "c1": ("base", "tint"),
}


@pytest.mark.parametrize("tokens", THEMES.values(), ids=lambda one: one.name)
def test_text_is_read_on_every_ground(tokens: Tokens) -> None:
    weak = [
        f"{text} on {ground}: {found:.2f}"
        for text, grounds in TEXTS.items()
        for ground in grounds
        if (found := ratio(tokens.color(text), tokens.color(ground))) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("tokens", THEMES.values(), ids=lambda one: one.name)
def test_edges_rings_and_shapes_are_seen_on_every_ground(tokens: Tokens) -> None:
    weak = [
        f"{shape} on {ground}: {found:.2f}"
        for shape, grounds in SHAPES_AND_EDGES.items()
        for ground in grounds
        if (found := ratio(tokens.color(shape), tokens.color(ground))) < 3
    ]
    assert weak == []


# statuses


def test_every_status_has_words_and_a_shape() -> None:
    for type_key, shapes in SHAPES.items():
        spec = SPECS[type_key]
        field = spec.all_by_key["state" if type_key == "liaison_post" else "status"]
        assert isinstance(field.kind, PickKind)
        placed = {code for codes in shapes.values() for code in codes}
        for item in field.kind.picklist.current:
            assert item.code in placed, f"{type_key} {item.code}"
            assert item.label.strip()
    assert set(STRENGTHS.values()) <= set(get_args(Shape))


def test_every_state_in_the_lists_is_said_in_words(whole: WholeWindow) -> None:
    database = whole.desk.database
    for type_key in LISTS:
        view = View(type=type_key)
        seqs = open_list(database, view, TODAY, most=300).seqs
        for row in window(database, view, seqs, columns_of(view), TODAY):
            if row is not None and row.state is not None:
                assert row.state.text.strip(), f"{type_key} {row.reference}"
                assert row.state.shape in get_args(Shape)


SAME_FORM: Final = {
    frozenset({"red_triangle", "amber_triangle"}),  # both ask for attention; the words say for which
    frozenset({"disc", "amber_disc"}),  # the amber one has its date in words and stands for obligations only
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shapes_are_told_apart_in_grey_print(theme: str, look: Look) -> None:
    look.choose("dark" if theme == "dark" else "light")
    drawn = {shape: outline(look, shape) for shape in get_args(Shape)}
    for one, other in itertools.combinations(drawn, 2):
        if frozenset({one, other}) not in SAME_FORM:
            assert different(drawn[one], drawn[other]) >= 12, f"{one} and {other}"
    look.choose("light")


def outline(look: Look, shape: Shape) -> list[bool]:
    """Give which points of a shape are not ground, drawn at double size and without its colour."""
    image = QImage(28, 28, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    ground = look.color("base")
    image.fill(ground)
    painter = QPainter(image)
    draw_shape(painter, look, shape, 2, 7)
    painter.end()
    points = itertools.product(range(28), range(28))
    return [abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 30 for x, y in points]


def different(one: list[bool], other: list[bool]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
