# SPDX-License-Identifier: EUPL-1.2
"""What stands in the navigation: registers, reference registers, the user's views, recent records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from coopdesk.domain.views import Density, View
from coopdesk.gui.frame.places import Place
from coopdesk.services.pages.page import Target
from coopdesk.services.registers import REGISTERS, Register

EntryKind = Literal["place", "heading", "line"]
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: a place to go to, a heading, or a line between groups."""

    kind: EntryKind
    text: str = ""
    icon: str = ""
    place: Place | None = None
    types: tuple[str, ...] = ()


class NavigationModel(QAbstractListModel):
    """The lines of the navigation, made anew when views or recent records change."""

    def __init__(self) -> None:
        super().__init__()
        self._views: Sequence[tuple[str, View]] = ()
        self._recent: Sequence[tuple[str, Target]] = ()
        self._density: Density = "roomy"
        self._entries: list[Entry] = self._make()

    def set_views(self, views: Sequence[tuple[str, View]]) -> None:
        """Show the saved views."""
        self._views = tuple(views)
        self._renew()

    def set_recent(self, recent: Sequence[tuple[str, Target]]) -> None:
        """Show the records opened last."""
        self._recent = tuple(recent)
        self._renew()

    def set_density(self, density: Density) -> None:
        """Let lists open with rows of one line or two."""
        self._density = density
        self._renew()

    def place_of(self, type_key: str) -> Place:
        """Give the list of a record type, as the navigation goes there."""
        return Place(kind="list", view=View(type=type_key, density=self._density))

    def entry(self, row: int) -> Entry:
        """Give a line."""
        return self._entries[row]

    def row_of(self, place: Place) -> int:
        """Give the line that stands for a place, -1 where none does."""
        for test in (self._is_same_view, self._is_same_kind):
            for row, entry in enumerate(self._entries):
                if entry.place is not None and test(entry, place):
                    return row
        return -1

    @staticmethod
    def _is_same_view(entry: Entry, place: Place) -> bool:
        return entry.place is not None and place.kind == "list" and entry.place.view == place.view

    @staticmethod
    def _is_same_kind(entry: Entry, place: Place) -> bool:
        if place.kind == "list" and place.view is not None:
            return place.view.type in entry.types
        if place.kind == "record" and place.record is not None:
            return place.record.type in entry.types
        return entry.place is not None and entry.place.kind == place.kind and not entry.types

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Say how many lines there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text, or the whole line to the delegate."""
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only places can be chosen."""
        if self._entries[index.row()].kind != "place":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _renew(self) -> None:
        entries = self._make()
        if entries != self._entries:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()

    def _make(self) -> list[Entry]:
        entries = [self._of_register(one) for one in REGISTERS if one.section == "main"]
        entries += [
            Entry(kind="line"),
            Entry(kind="place", text=self.tr("History"), icon="history", place=Place(kind="history")),
            Entry(kind="place", text=self.tr("Trash"), icon="trash", place=Place(kind="trash")),
            Entry(kind="heading", text=self.tr("Reference")),
        ]
        entries += [self._of_register(one) for one in REGISTERS if one.section == "reference"]
        if self._views:
            entries.append(Entry(kind="heading", text=self.tr("My views")))
            entries += [
                Entry(kind="place", text=name, icon="filter", place=Place(kind="list", view=view, title=name))
                for name, view in self._views
            ]
        if self._recent:
            entries.append(Entry(kind="heading", text=self.tr("Recent")))
            entries += [
                Entry(kind="place", text=label, icon="clock", place=Place(kind="record", record=target))
                for label, target in self._recent
            ]
        return entries

    def _of_register(self, register: Register) -> Entry:
        place = self.place_of(register.types[0])
        label = self.tr(register.label)
        return Entry(kind="place", text=label, icon=register.icon, place=place, types=register.types)
