# SPDX-License-Identifier: EUPL-1.2
"""A record at full width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.lists.wide_acts import WideActs
from coopdesk.gui.pages.record_pane import RecordPane
from coopdesk.gui.screen import Command, Screen
from coopdesk.services.pages.page import Target
from coopdesk.services.removing import RemovalPlan, apply_removal, plan_removal

DRAFT: Final = "draft:"
"""An anchor that begins so goes on with a draft, whose number follows."""

OF_ONE: Final = ("record.duplicate", "record.merge")


class RecordScreen(Screen):
    """The pane of a record alone; also begins records, and moves this one to the trash."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("record")
        self._place: Place | None = None
        self.pane = RecordPane(desk)
        self.pane.opened.connect(self.opened)
        self.pane.shown.connect(self._on_shown)
        self.pane.commands_changed.connect(self.commands_changed)
        self.wide = WideActs(desk, self, self._view, self._with_id)
        self.wide.form_wanted.connect(self.create)
        self.wide.duplicated.connect(lambda target: self.opened.emit(Place(kind="record", record=target)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)

    def show_place(self, place: Place) -> None:
        """Show the record of a place, at the part it names."""
        self._place = place
        if place.anchor.startswith(DRAFT):
            self.pane.resume(int(place.anchor.removeprefix(DRAFT)))
        else:
            self.pane.show_record(place.record, anchor=place.anchor)

    def create(self, type_key: str, values: Mapping[str, str]) -> None:  # type: ignore[override] # QWidget's own is never called
        """Begin a new record."""
        self.pane.create(type_key, values)

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done with the record now."""
        found = dict(self.pane.commands())
        if "record.edit" in found:
            acts = self.wide.commands(selected=1)
            found |= {"record.remove": self._remove, **{key: acts[key] for key in OF_ONE}}
        return found

    def panes(self) -> list[QWidget]:
        """Give the one pane."""
        return [self.pane]

    def take_focus(self) -> None:
        """Put the keyboard on the page."""
        self.pane.take_focus()

    def has_open_edits(self) -> bool:
        """Whether something typed is not saved."""
        return self.pane.has_open_edits()

    def leave(self) -> None:
        """Keep what is typed as a draft."""
        self.pane.park()

    def _with_id(self, then: Callable[[list[str]], object]) -> None:
        if self.pane.target is not None:
            then([self.pane.target.id])

    def _view(self) -> View:
        target = self.pane.target
        return View(type=target.type if target is not None else "")

    def _on_shown(self, target: Target) -> None:
        """Tell where one is now, after a new record was saved."""
        if self._place is None or self._place.record != target:
            self._place = Place(kind="record", record=target)
            self.moved.emit(self._place)

    def _remove(self) -> None:
        target = self.pane.target
        if target is not None:
            database = self.desk.database
            self.desk.read(lambda: plan_removal(database, target.type, [target.id]), self._apply_removal)

    def _apply_removal(self, plan: RemovalPlan) -> None:
        database, who = self.desk.database, self.desk.who
        self.desk.write(lambda: apply_removal(database, plan, who=who))
