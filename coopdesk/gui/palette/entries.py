# SPDX-License-Identifier: EUPL-1.2
"""What stands in the list of the palette, as data and as a model: headings and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopdesk.domain.views import View
from coopdesk.gui.palette.matching import Mark
from coopdesk.services.pages.page import Target

Kind = Literal["head", "record", "more", "command", "view", "create", "empty"]
Index = QModelIndex | QPersistentModelIndex
NOT_CHOSEN: tuple[Kind, ...] = ("head", "empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the palette; the marks are the letters that were typed."""

    kind: Kind
    text: str
    second: str = ""
    icon: str = ""
    keys: str = ""
    group: str = ""
    marks: tuple[Mark, ...] = ()
    second_marks: tuple[Mark, ...] = ()
    target: Target | None = None
    command: str = ""
    view: View | None = None
    type: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def can_be_chosen(self) -> bool:
        """Whether Enter does something on this line."""
        return self.kind not in NOT_CHOSEN


class EntryModel(QAbstractListModel):
    """The lines of the palette. `UserRole` gives the entry, the accessible text says its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()  # every keystroke is a new question
        self._entries = tuple(entries)
        self.endResetModel()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines as they stand."""
        return self._entries

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text of a line, its entry, or what a screen reader says."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if self._entries[index.row()].can_be_chosen:
            return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.NoItemFlags

    def _spoken(self, row: int) -> str:
        entry = self._entries[row]
        if not entry.can_be_chosen:
            return entry.text
        choices = [one for one in self._entries if one.can_be_chosen]
        place = self.tr("{number} of {count}").format(number=choices.index(entry) + 1, count=len(choices))
        return ", ".join(part for part in (entry.text, entry.second, entry.group, place) if part)
