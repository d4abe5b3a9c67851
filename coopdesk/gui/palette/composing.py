# SPDX-License-Identifier: EUPL-1.2
"""From what is typed to the lines of the palette, in their groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from coopdesk.domain.views import View
from coopdesk.gui.actions import Action
from coopdesk.gui.palette.entries import Entry
from coopdesk.gui.palette.matching import fits, marks, quality
from coopdesk.services.finding import Creation, Findings, Found, creations
from coopdesk.services.registers import register_of

MOST_RECORDS: Final = 7
MOST_COMMANDS: Final = 6
MOST_VIEWS: Final = 5


class Composer(QObject):
    """Knows the possible acts and the saved views, and puts the groups together."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands: tuple[tuple[Action, str], ...] = ()
        self.views: tuple[tuple[str, View], ...] = ()

    def compose(
        self, prefix: str, tokens: Sequence[str], typed: str, findings: Findings, *, show_all: bool = False
    ) -> list[Entry]:
        """Give the lines for a prefix and the words after it; of many records the first ones."""
        if prefix == ">":
            entries = self._commands(tokens, None)
        elif prefix == "+":
            entries = self._creations(creations(typed))
        else:
            others: list[Entry] = []
            if not prefix:
                others += self._commands(tokens, MOST_COMMANDS)
                others += self._views(tokens)
                others += self._creations(findings.creations)
            most = MOST_RECORDS if others and not show_all else None
            entries = [*self._records(findings, tokens, most), *others]
        return entries or [Entry(kind="empty", text=self._nothing(prefix, typed))]

    def _nothing(self, prefix: str, typed: str) -> str:
        if prefix == "#" and not typed:
            return self.tr("Type the beginning of a reference.")
        if not typed:
            return self.tr("Type a name, a reference or what you want to do.")
        return self.tr("Nothing fits “{text}”.").format(text=typed)

    def _records(self, findings: Findings, tokens: Sequence[str], most: int | None) -> list[Entry]:
        group = self.tr("Recent") if findings.are_recent else self.tr("Go to record")
        lines = [self._record(one, tokens, group) for one in findings.records]
        if most is None or len(lines) <= most + 1:
            return _under(group, lines)
        rest = self.tr("{count} more records").format(count=len(lines) - most)
        return _under(group, [*lines[:most], Entry(kind="more", text=rest, icon="chevron-down", group=group)])

    def _record(self, found: Found, tokens: Sequence[str], group: str) -> Entry:
        return Entry(
            kind="record",
            text=found.title,
            second=found.about,
            icon=found.icon,
            group=group,
            marks=marks(found.title, tokens),
            second_marks=_marks_after_type(found.about, tokens),
            target=found.target,
        )

    def _commands(self, tokens: Sequence[str], most: int | None) -> list[Entry]:
        group = self.tr("Do something")
        fitting = [
            (action, keys, words_of(action))
            for action, keys in self.commands
            if action.id != "palette.show"
            and fits(f"{words_of(action)} {QCoreApplication.translate('actions', action.help)}", tokens)
        ]
        if tokens:
            fitting.sort(key=lambda one: (not fits(one[2], tokens), quality(one[2], tokens)))
        lines = [
            Entry(
                kind="command",
                text=text,
                second="" if fits(text, tokens) else QCoreApplication.translate("actions", action.help),
                icon=action.icon or "chevron-right",
                keys=keys,
                group=group,
                marks=marks(text, tokens),
                command=action.id,
            )
            for action, keys, text in fitting[:most]
        ]
        return _under(group, lines)

    def _views(self, tokens: Sequence[str]) -> list[Entry]:
        group = self.tr("Views")
        lines = [
            Entry(
                kind="view",
                text=name,
                second=self._list_of(view),
                icon="filter",
                group=group,
                marks=marks(name, tokens),
                view=view,
            )
            for name, view in self.views
            if fits(name, tokens)
        ]
        return _under(group, lines[:MOST_VIEWS])

    def _list_of(self, view: View) -> str:
        register = register_of(view.type)
        return QCoreApplication.translate("registers", register.label) if register is not None else ""

    def _creations(self, offered: Sequence[Creation]) -> list[Entry]:
        group = self.tr("Create")
        lines = [
            Entry(
                kind="create",
                text=self._creation(one),
                icon="plus",
                group=group,
                type=one.type,
                values=one.values,
            )
            for one in offered
        ]
        return _under(group, lines)

    def _creation(self, one: Creation) -> str:
        label = QCoreApplication.translate("records", one.label)
        label = label if label[1:2].isupper() else label[:1].lower() + label[1:]
        match one.kind:
            case "meeting_with":
                return self.tr("New meeting with {name}").format(name=one.name)
            case "person_at":
                return self.tr("New person at {name}").format(name=one.name)
            case "named":
                return self.tr("New {type} “{name}”…").format(type=label, name=one.name)
        return self.tr("New {type}…").format(type=label)


def words_of(action: Action) -> str:
    """Give the words of an act without the letter for its menu."""
    return QCoreApplication.translate("actions", action.text).replace("&", "")


def _under(group: str, lines: list[Entry]) -> list[Entry]:
    return [Entry(kind="head", text=group), *lines] if lines else []


def _marks_after_type(about: str, tokens: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Mark where it matched, not in the words that say what it is."""
    start = about.find(" · ")
    return tuple(mark for mark in marks(about, tokens) if start >= 0 and mark[0] > start)
