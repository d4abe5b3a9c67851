# SPDX-License-Identifier: EUPL-1.2
"""The help as a whole: every link leads somewhere, every place has a page, every act its own keys."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from coopdesk.cli.describe_fields import licence_copies
from coopdesk.gui.actions import ACTIONS, MENUS
from coopdesk.gui.frame.places import PlaceKind
from coopdesk.gui.help.help_pages import ORDER, PAGE_OF_PLACE, HelpBook, keys_in_words, slug
from coopdesk.gui.look.icons import IconShelf
from coopdesk.paths import shipped
from coopdesk.records.catalog import SPECS
from tests.helpers.command import DEVELOPERS_WORDS

SHORTEST = 200


@pytest.fixture
def book(qapp: QApplication) -> HelpBook:
    """Give the pages of the help."""
    return HelpBook()


def test_every_page_is_in_the_contents_and_says_something(book: HelpBook) -> None:
    files = {path.stem for path in (shipped("resources") / "help").glob("*.md")}

    assert files == set(ORDER)
    for key in ORDER:
        assert len(book.pages[key].text) > SHORTEST, key
        assert book.pages[key].title


def test_every_link_leads_to_a_page_and_to_a_heading_of_it(book: HelpBook) -> None:
    for page in book.pages.values():
        for link in page.links:
            name, _, heading = link.partition("#")
            assert name.endswith(".md"), f"{page.key}: {link}"
            target = book.pages[name.removesuffix(".md")]
            headings = {slug(line.lstrip("# ")) for line in target.text.splitlines() if line.startswith("#")}
            assert not heading or heading in headings, f"{page.key}: {link}"


def test_every_place_has_a_page(book: HelpBook) -> None:
    assert set(PAGE_OF_PLACE) == set(get_args(PlaceKind))
    for kind, key in PAGE_OF_PLACE.items():
        page, heading = book.find(kind)
        assert (page.key, heading) == (key, ""), kind


@pytest.mark.parametrize(
    ("anchor", "page", "heading"),
    [
        ("lists", "lists", ""),
        ("lists#keep-a-view", "lists", "keep-a-view"),
        ("lists.md#keep-a-view", "lists", "keep-a-view"),
        ("record", "pages", ""),
        ("fields/partners", "fields/partners", ""),
        ("", "first-steps", ""),
        ("nowhere", "first-steps", ""),
    ],
)
def test_an_anchor_finds_its_page(book: HelpBook, anchor: str, page: str, heading: str) -> None:
    found, where = book.find(anchor)

    assert (found.key, where) == (page, heading)


def test_every_kind_of_record_has_its_fields_explained(book: HelpBook) -> None:
    titles = {page.title for key, page in book.pages.items() if key.startswith("fields/")}

    assert titles == {spec.plural for spec in SPECS.values()}


def test_the_pages_are_in_words_of_the_office_with_all_keys_filled_in(book: HelpBook) -> None:
    for key in ORDER[:-1]:
        text = book.pages[key].text
        assert DEVELOPERS_WORDS.search(text) is None, key
        assert "{" not in text, key
        assert not re.search(r"https?:", text), key


def test_the_keyboard_page_has_every_key(book: HelpBook) -> None:
    text = book.pages["keyboard"].text

    for action in ACTIONS:
        for keys in action.keys:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            assert shown in text, keys


def test_an_act_without_keys_is_called_by_its_words(qapp: QApplication) -> None:
    assert keys_in_words("view.trash") == "**Trash**"
    assert keys_in_words("record.edit") == "**F2**"


def test_every_act_says_what_it_does_and_no_two_have_the_same_id_or_keys() -> None:
    ids = Counter(action.id for action in ACTIONS)
    keys = Counter(QKeySequence(one).toString() for action in ACTIONS for one in action.keys)

    assert [one for one, times in (*ids.items(), *keys.items()) if times > 1] == []
    for action in ACTIONS:
        assert action.help.endswith("."), action.id
        assert action.help[0].isupper(), action.id
        assert action.menu in MENUS
        assert all(QKeySequence(one).toString() for one in action.keys), action.id


def test_no_two_acts_of_a_menu_have_the_same_letter() -> None:
    for menu in MENUS:
        letters = Counter(
            match[1].casefold()
            for action in ACTIONS
            if action.menu == menu and (match := re.search(r"&(\w)", action.text))
        )
        assert [letter for letter, times in letters.items() if times > 1] == [], menu


def test_the_icon_of_every_act_ships_with_the_program(qapp: QApplication) -> None:
    shelf = IconShelf()

    for action in ACTIONS:
        if action.icon:
            assert not shelf.pixmap(action.icon, "#000000", 16, 1.0).isNull(), action.id


def test_the_licences_that_ship_are_those_of_the_project() -> None:
    """`python -m coopdesk.cli.describe_fields` copies them anew."""
    for copy, source in licence_copies().items():
        assert copy.read_text("utf-8") == source.read_text("utf-8"), copy.name
