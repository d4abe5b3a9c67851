# SPDX-License-Identifier: EUPL-1.2
"""What every screen is: a widget at a place, with the commands it can carry out now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place

Command = Callable[[], object]


class Screen(QWidget):
    """The middle of the window. The frame shows it at a place and asks it which commands it has.

    `opened` asks the frame to go to another place, `finished` to go back to where one came from; `moved`
    tells that this place has changed (a filter, the selected record), `commands_changed` that other commands
    are possible now.
    """

    opened = Signal(object)
    finished = Signal()
    moved = Signal(object)
    commands_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def show_place(self, place: Place) -> None:
        """Show what a place says. Called each time one comes here, also by going back."""

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done now, by the id of the action."""
        return {}

    def checked(self) -> Mapping[str, bool]:
        """Give the state of the commands that are switches, by the id of the action."""
        return {}

    def panes(self) -> list[QWidget]:
        """Give the widgets that F6 goes through, in order."""
        return [self]

    def take_focus(self) -> None:
        """Put the keyboard where one begins."""
        self.setFocus()

    def has_open_edits(self) -> bool:
        """Whether something typed is not saved; it is kept as a draft all the same."""
        return False

    def leave(self) -> None:
        """Put away what is being typed, because the frame goes elsewhere or closes."""
