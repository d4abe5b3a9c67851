# SPDX-License-Identifier: EUPL-1.2
"""The editor of links: two letters bring suggestions with their context, the last line creates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.lines import Line, LineEditor
from coopdesk.gui.forms.suggestion_list import SuggestionList

if TYPE_CHECKING:
    from coopdesk.services.suggesting import Suggestion

DEBOUNCE_MS: Final = 60
FEWEST_LETTERS: Final = 2
_OPENING: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)
_TAKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class LinkEditor(LineEditor):
    """Edits a link. It shows the name of the record and gives its reference.

    What is typed and not chosen stays as typed: the check finds the record of that name, or says that there
    is none. `offers_creation` adds the line that begins a new record.
    """

    def __init__(self, desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(desk, spec, field, parent)
        self.offers_creation = False
        self.record: str | None = None
        self._raws: dict[str, str] = {"": ""}
        self._list: SuggestionList | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self.line.setPlaceholderText(self.tr("Type two letters"))
        self.line.textEdited.connect(lambda _: self._timer.start())

    def make_line(self) -> Line:
        """Give a line with a button that opens the list."""
        line = LinkLine(self.desk.look, self.today_in_words, self)
        line.add_button("chevron-down", self.tr("Show what can be chosen (F4)"), self.open_all)
        line.pressed.connect(self._on_key)
        return line

    def text(self) -> str:
        """Give the reference of the record whose name stands here, or what was typed."""
        typed = self.line.text()
        return self._raws.get(typed, typed.strip())

    def set_text(self, raw: str, shown: str) -> None:
        """Put a link in: its reference, and the name to show."""
        self._raws = {"": "", shown or raw: raw}
        super().set_text(shown or raw, shown)

    def replace_text(self, raw: str, shown: str) -> None:
        """Put a link in that Ctrl+Z takes out again."""
        self._raws[shown or raw] = raw
        super().replace_text(shown or raw, shown)
        self._timer.stop()  # nobody typed, so nothing is to be suggested

    def set_value(self, value: Value, shown: str = "") -> None:
        """Put a link in by its reference."""
        self.set_text(str(value or ""), shown)

    def on_left(self) -> None:
        """Put the list away."""
        self._timer.stop()
        self.close_list()
        super().on_left()

    def open_all(self) -> None:
        """Show what can be chosen, whatever stands in the field."""
        self.line.setFocus()
        self._ask_for("" if self.line.text() in self._raws else self.line.text())

    def close_list(self) -> None:
        """Put the list away."""
        if self._list is not None:
            self._list.close_list()

    @property
    def is_list_open(self) -> bool:
        """Whether suggestions are shown."""
        return self._list is not None and self._list.isVisible()

    def _ask(self) -> None:
        typed = self.line.text().strip()
        if len(typed) < FEWEST_LETTERS:
            self.close_list()
        else:
            self._ask_for(typed)

    def _ask_for(self, typed: str) -> None:
        from coopdesk.services.suggesting import suggest  # reaches the records

        database, targets, record = self.desk.database, self.field.targets, self.record
        self.desk.read(
            lambda: suggest(database, typed, targets, leave_out=record),
            lambda found: self._show(typed, found),
            failed=lambda _error: None,  # what is typed can be found by saving as well
            series=f"suggestions {id(self)}",
        )

    def _show(self, typed: str, found: list[Suggestion]) -> None:
        if not isValid(self.line) or not self.line.hasFocus():  # the answer may come after the field is gone
            return
        if self._list is None:
            self._list = SuggestionList(self.desk.look, self.line)
            self._list.chosen.connect(self._choose)
            self.destroyed.connect(self._list.deleteLater)
        creates = ""
        if self.offers_creation and len(typed) >= FEWEST_LETTERS:
            creates = self.tr("Create “{name}”…").format(name=typed if len(typed) < 60 else f"{typed[:59]}…")
        self._list.open_with(found, typed=typed, creates=creates)
        count = len(found)
        told = self.tr("%n suggestions", "", count) if count != 1 else self.tr("1 suggestion")
        self.line.setAccessibleDescription(told)

    def _on_key(self, event: QKeyEvent) -> None:
        """Move in the list, take from it, or open it; whatever else is typing."""
        if not self.is_list_open or self._list is None:
            if event.key() in _OPENING and event.key() != Qt.Key.Key_Up:
                self.open_all()
                event.accept()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_list()
            event.accept()
        elif event.key() in _TAKING and self._list.currentIndex().isValid():
            self._choose(self._list.currentIndex().row())
            if event.key() != Qt.Key.Key_Tab:
                event.accept()

    def _choose(self, row: int) -> None:
        if self._list is None:
            return
        rows = self._list.rows
        typed = rows.typed
        self.close_list()
        if row >= len(rows.found):
            self.creation_wanted.emit(typed)
            return
        one = rows.found[row]
        self._raws[one.label] = one.reference
        self.line.replace(one.label)
        self._timer.stop()
        self.hinted.emit(one.context)
        self.edited.emit()


class LinkLine(Line):
    """A line that asks its editor about each key before it takes it."""

    pressed = Signal(object)

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Tab from the window while the list is open."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            event.ignore()
            self.pressed.emit(event)
            if event.isAccepted():
                return True
            event.accept()
        return super().event(event)
