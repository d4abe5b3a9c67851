# SPDX-License-Identifier: EUPL-1.2
"""A pane that only notes what it is asked, so that lists are tested without pages and forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopdesk.gui.desk import Desk
from coopdesk.gui.look.widgets import Words
from coopdesk.services.pages.page import Target


class FakePane(QWidget):
    """Stands for the page and the form beside a list."""

    opened = Signal(object)
    commands_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.shown: list[Target | None] = []
        self.created: list[tuple[str, dict[str, str]]] = []
        self.is_editing = False
        self.edits = 0
        column = QVBoxLayout(self)
        self._words = Words(desk.look, "The page of the record")
        column.addWidget(self._words)

    def show_record(self, target: Target | None) -> None:
        self.shown.append(target)

    def edit(self) -> None:
        self.edits += 1

    def create(self, type_key: str, values: Mapping[str, str]) -> None:  # type: ignore[override] # as the real one
        self.created.append((type_key, dict(values)))
        self.is_editing = True
        self.commands_changed.emit()

    def has_open_edits(self) -> bool:
        return self.is_editing

    def park(self) -> None:
        self.is_editing = False

    def commands(self) -> dict[str, Callable[[], None]]:
        return {"record.history": lambda: None}
