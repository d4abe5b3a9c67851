# SPDX-License-Identifier: EUPL-1.2
"""The pages of the help: Markdown files that ship with the program, with the keys filled in from the acts.

`{record.edit}` in a page stands for the keys of that act and `{all keys}` for the table of all of them, so
that the help cannot name a key that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from coopdesk.domain.folding import words
from coopdesk.gui.actions import ACTIONS, MENUS, Action
from coopdesk.gui.frame.places import PlaceKind
from coopdesk.paths import shipped

ORDER: Final = (
    "first-steps", "lists", "pages", "forms", "palette", "history", "trash", "export-import", "settings",
    "keyboard", "fields",
)  # fmt: skip
FIELDS: Final = "fields"
PAGE_OF_PLACE: Final[Mapping[PlaceKind, str]] = {
    "list": "lists",
    "record": "pages",
    "history": "history",
    "trash": "trash",
    "import": "export-import",
    "settings": "settings",
    "help": "first-steps",
    "shortcuts": "keyboard",
    "about": "first-steps",
}
_KEYS: Final = re.compile(r"\{([a-z]+\.[a-z_]+)\}")
_ALL: Final = "{all keys}"
_LINK: Final = re.compile(r"\]\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page: its key, its title and its text as Markdown."""

    key: str
    title: str
    text: str

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return _LINK.findall(self.text)


class HelpBook:
    """All pages, read when first asked for."""

    @cached_property
    def pages(self) -> dict[str, HelpPage]:
        """The pages by key, in the order of the contents; the fields of each kind have their own."""
        folder = shipped("resources") / "help"
        found = {key: page_of(key, (folder / f"{key}.md").read_text("utf-8")) for key in ORDER}
        return found | _field_pages(found)

    def find(self, anchor: str) -> tuple[HelpPage, str]:
        """Give the page and the heading that an anchor names; the first page for one that names none."""
        name, _, heading = anchor.removesuffix(".md").replace(".md#", "#").partition("#")
        key = PAGE_OF_PLACE.get(name, name) if name not in self.pages else name  # type: ignore[call-overload] # any text
        return self.pages.get(key, self.pages[ORDER[0]]), heading


def page_of(key: str, source: str) -> HelpPage:
    """Make a page of its source: keys filled in, the title from its first heading."""
    text = _KEYS.sub(lambda match: keys_in_words(match[1]), source).replace(_ALL, keys_table())
    return HelpPage(key, text.partition("\n")[0].removeprefix("# ").strip(), text)


def slug(heading: str) -> str:
    """Give the name of a heading in links."""
    return "-".join(words(heading))


def _field_pages(pages: dict[str, HelpPage]) -> dict[str, HelpPage]:
    """Part the long page of all fields into one for each kind of record, and a page of links to them."""
    intro, *sections = pages[FIELDS].text.split("\n## ")
    parts = {}
    for section in sections:
        title, _, body = section.partition("\n")
        key = f"{FIELDS}/{slug(title)}"
        parts[key] = HelpPage(key, title.strip(), f"# {title.strip()}\n{body}")
    links = "\n".join(f"- [{page.title}]({page.key}.md)" for page in parts.values())
    said = intro.partition("This page is written")[0].strip()  # the rest is for those who write it
    overview = HelpPage(FIELDS, QCoreApplication.translate("help", "All fields"), f"{said}\n\n{links}\n")
    return {FIELDS: overview, **parts}


def keys_in_words(action_id: str) -> str:
    """Give the keys of an act as the help shows them, its words where it has no keys."""
    action = next(one for one in ACTIONS if one.id == action_id)
    return f"**{shown_keys(action)[0]}**" if action.keys else f"**{text_of(action)}**"


def shown_keys(action: Action) -> list[str]:
    """Give the keys of an act as this system writes them."""
    return [QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in action.keys]


def text_of(action: Action) -> str:
    """Give the words of an act without the letter of its menu."""
    return QCoreApplication.translate("actions", action.text).replace("&", "")


def help_of(action: Action) -> str:
    """Give what an act does, in one sentence."""
    return QCoreApplication.translate("actions", action.help)


def menu_of(action: Action) -> str:
    """Give the menu in which an act stands."""
    return QCoreApplication.translate("actions", MENUS[action.menu]).replace("&", "")


def keys_table() -> str:
    """Give the table of all acts that have keys."""
    head = (QCoreApplication.translate("help", "Keys"), QCoreApplication.translate("help", "Act"))
    does = QCoreApplication.translate("help", "What it does")
    lines = [f"| {head[0]} | {head[1]} | {does} |", "|---|---|---|"]
    lines += [
        f"| {' / '.join(shown_keys(one))} | {text_of(one)} | {help_of(one)} |" for one in ACTIONS if one.keys
    ]
    return "\n".join(lines)
