# SPDX-License-Identifier: EUPL-1.2
"""Acts of a list that open a sheet over the window: edit many, replace, merge, duplicate, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coopdesk.domain.views import View
from coopdesk.gui.bulk.bulk_sheet import BulkSheet
from coopdesk.gui.bulk.duplicate_sheet import DuplicateSheet
from coopdesk.gui.bulk.merge_sheet import MergeSheet
from coopdesk.gui.bulk.replace_sheet import ReplaceSheet
from coopdesk.gui.desk import Desk
from coopdesk.gui.exchange.export_sheet import ExportSheet
from coopdesk.gui.screen import Command
from coopdesk.services.pages.page import Target

Ids = Callable[[Callable[[list[str]], object]], None]
"""Hands the ids of the selected records over, once they are read."""


class WideActs(QObject):
    """What is done to the selected records, or to the whole list; `form_wanted` asks for a prefilled form."""

    form_wanted = Signal(str, object)
    duplicated = Signal(object)

    def __init__(self, desk: Desk, screen: QWidget, view: Callable[[], View], ids: Ids) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self._view = view
        self._ids = ids

    def commands(self, selected: int) -> Mapping[str, Command]:
        """Give what can be done with so many selected records."""
        found: dict[str, Command] = {}
        if selected:
            found |= {"record.bulk": self.bulk, "edit.replace": self.replace}
        if selected == 1:
            found["record.duplicate"] = self.duplicate
        if selected in (1, 2):
            found["record.merge"] = self.merge
        return found

    def bulk(self) -> None:
        """Change a field of all selected records."""
        self._ids(lambda ids: BulkSheet(self._desk, self._screen.window(), self._view().type, ids, ""))

    def replace(self) -> None:
        """Replace words in the selected records."""
        self._ids(lambda ids: ReplaceSheet(self._desk, self._screen.window(), self._view().type, ids))

    def merge(self) -> None:
        """Make one record of two; with one selected the other is asked for."""
        self._ids(self._merge)

    def duplicate(self) -> None:
        """Begin a record like the selected one."""
        self._ids(self._duplicate)

    def export(self, title: str, words: str, count: int) -> None:
        """Send the list out."""
        ExportSheet(
            self._desk, self._screen.window(), self._view(), title=title, words=words, count=count
        ).open()

    def _merge(self, ids: list[str]) -> None:
        targets = [Target(self._view().type, one) for one in ids[:2]]
        MergeSheet(self._desk, self._screen.window(), targets[0], targets[1] if len(targets) > 1 else None)

    def _duplicate(self, ids: list[str]) -> None:
        sheet = DuplicateSheet(self._desk, self._screen.window(), Target(self._view().type, ids[0]))
        sheet.form_wanted.connect(self.form_wanted)
        sheet.duplicated.connect(self.duplicated)
