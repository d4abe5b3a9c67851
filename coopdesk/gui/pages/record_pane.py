# SPDX-License-Identifier: EUPL-1.2
"""A record to read and to change: its page, or its form in the same place.

What is typed is kept as a draft when one goes elsewhere; saving or Esc leads back to the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from coopdesk.domain.changes import Written
from coopdesk.domain.dates import format_date
from coopdesk.domain.errors import UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.pages.notice import Notice, PastBar
from coopdesk.gui.pages.page_view import PageView
from coopdesk.gui.screen import Command
from coopdesk.services.pages.page import Act, Page, Target, targets_of

if TYPE_CHECKING:
    from coopdesk.gui.forms.form_view import FormView
    from coopdesk.gui.history.record_history import RecordHistory


class RecordPane(QWidget):
    """Shows one record. `opened` asks for another place; `shown` tells which record is read now."""

    opened = Signal(object)
    shown = Signal(object)
    commands_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.desk = desk
        self._target: Target | None = None
        self._moment: dt.datetime | None = None
        self._anchor = ""
        self._is_editing = False
        self._goes_back = False
        self._waits_with_keyboard = False
        self._wanted_field = ""
        self._form: FormView | None = None
        self._history: RecordHistory | None = None
        self._stack = QStackedWidget()
        self._notice = Notice(desk.look)
        self._past = PastBar(desk.look, self._show_now)
        self.view = PageView(desk.look)
        self._reading = QWidget()
        self._build()
        self.view.opened.connect(self.opened)
        self.view.acted.connect(self._on_acted)
        self.view.edit_requested.connect(self.edit)
        self.view.history_asked.connect(self._fill_history)
        desk.records_changed.connect(self._on_changed)
        self.show_record(None)

    def _build(self) -> None:
        reading = QVBoxLayout(self._reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(0)
        reading.addWidget(self._past)
        reading.addWidget(self.view, 1)
        self._past.hide()
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self._reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    # reading

    @property
    def target(self) -> Target | None:
        """The record that is shown."""
        return self._target

    @property
    def page(self) -> Page | None:
        """The page that is read, None while there is none."""
        return self.view.page if self._stack.currentWidget() is self._reading else None

    def show_record(self, target: Target | None, *, anchor: str = "") -> None:
        """Show the page of a record, at a part of it; None for none."""
        self.park()
        self._moment, self._anchor = None, anchor
        is_other = target != self._target
        self._target = target
        if target is None:
            self._say(self.tr("Choose a record in the list to read it here."))
        elif is_other or self.page is None:
            self._read()
        else:
            self._go_to_anchor()

    def show_as_of(self, moment: dt.datetime) -> None:
        """Show the record as it was at a moment."""
        self._moment = moment
        self._read()

    def _show_now(self) -> None:
        self._moment = None
        self._read()

    def _read(self) -> None:
        target, moment, today = self._target, self._moment, self.desk.today()
        if target is None:
            return
        database = self.desk.database

        def act() -> Page:
            from coopdesk.services.pages.building import build_page  # reaches the records

            return build_page(database, target, today, moment)

        self.desk.read(act, self._show, failed=self._on_refused, series=f"page-{id(self)}")

    def _show(self, page: Page) -> None:
        if self._target is None or page.id != self._target.id:
            return
        self._say_moment()
        takes_keyboard = self._takes_keyboard(page)
        history = self._make_history() if self._moment is None else None
        self.view.show_page(page, self.desk.today(), is_past=self._moment is not None, history=history)
        if not self._is_editing:
            self._stack.setCurrentWidget(self._reading)
            if takes_keyboard:
                self.view.take_focus()
        self._go_to_anchor()
        self.shown.emit(self._target)
        self.commands_changed.emit()

    def _takes_keyboard(self, page: Page) -> bool:
        """Whether the keyboard waits here, or stands on another record that goes now."""
        focus, waits = QApplication.focusWidget(), self._waits_with_keyboard
        self._waits_with_keyboard = False
        is_other = self.view.page is not None and self.view.page.id != page.id
        is_within = focus is not None and self.isAncestorOf(focus)
        return (waits and focus in (None, self)) or (is_other and is_within)

    def _say_moment(self) -> None:
        self._past.setVisible(self._moment is not None)
        if self._moment is not None:
            here = self._moment.astimezone()
            day = format_date(here.date().isoformat())
            self._past.say(self.tr("As it was on {day}, {time}").format(day=day, time=f"{here:%H:%M}"))

    def _go_to_anchor(self) -> None:
        anchor, self._anchor = self._anchor, ""
        if anchor == "history":
            self.view.show_history()
        elif anchor == "edit":
            self.edit()
        elif anchor:
            self.view.show_section(anchor)

    def _on_refused(self, error: UserError) -> None:
        """Say why there is no page, and offer to bring a removed record back."""
        if self._moment is not None and error.code == "not-there-then":
            self.desk.noticed.emit(str(error))
            self._show_now()
            return
        target = self._target
        if error.code == "record-in-trash" and target is not None:
            self._say(
                self.tr("This record is in the trash."), self.tr("Restore"), lambda: self._restore(target)
            )
        elif error.code == "unknown-record":
            self._say(self.tr("There is no such record in this file."))
        else:
            self._say(str(error), self.tr("Try again"), self._read)

    def _say(self, words: str, act: str = "", do: Command | None = None) -> None:
        self._notice.say(words, act, do)
        self._stack.setCurrentWidget(self._notice)
        self.commands_changed.emit()

    def _restore(self, target: Target) -> None:
        from coopdesk.services.trash import restore  # reaches the records

        database, who = self.desk.database, self.desk.who
        self.desk.write(lambda: restore(database, [target.id], who=who))

    def _on_changed(self, written: Written) -> None:
        """Read again where the record, or one that its page was made from, was written."""
        if self._target is None:
            return
        ids = {key for keys in written.ids.values() for key in keys}
        page = self.page
        if (
            page is None
            or self._target.id in ids
            or page.types & written.ids.keys()
            or any(target.id in ids for target in targets_of(page))
        ):
            self._read()

    # its history

    def _make_history(self) -> RecordHistory:
        if self._history is None:
            from coopdesk.gui.history.record_history import RecordHistory  # a part few pages show

            self._history = RecordHistory(self.desk)
            self._history.opened.connect(self.opened)
            self._history.as_of_requested.connect(self.show_as_of)
            self._history.hide()
        return self._history

    def _fill_history(self) -> None:
        if self._history is not None:
            self._history.show_record(self._target)

    # changing

    @property
    def is_editing(self) -> bool:
        """Whether the pane is a form now."""
        return self._is_editing

    def has_open_edits(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._form is not None and self._is_editing and self._form.has_open_edits()

    def edit(self, field: str = "") -> None:
        """Turn the page into a form, with the keyboard on a field where one is named."""
        if self._target is None or self._moment is not None:
            return
        self._begin(field)
        self._goes_back = True
        self._the_form().edit(self._target)

    def create(self, type_key: str, values: Mapping[str, str]) -> None:  # type: ignore[override] # QWidget's own is never called
        """Begin a new record; `values` are raw texts by field, links by reference."""
        self._begin("")
        self._goes_back = False
        self._the_form().create(type_key, values)

    def resume(self, draft: int) -> None:
        """Go on with what was typed before, by the number of the draft."""
        self._begin("")
        self._goes_back = False
        self._the_form().resume(draft)

    def park(self) -> None:
        """Keep what is typed as a draft and show the page again."""
        if self._is_editing and self._form is not None:
            self._is_editing = False
            self._form.park()
            self._show_page_again()

    def _on_acted(self, act: Act) -> None:
        """Begin what a button of the page names; the page comes back when it is saved."""
        if act.type:
            self.create(act.type, dict(act.values))
            self._goes_back = True
        else:
            self.edit(act.field)

    def _begin(self, field: str) -> None:
        self.park()
        self._is_editing = True
        self._wanted_field = field
        self.commands_changed.emit()

    def _the_form(self) -> FormView:
        if self._form is None:
            from coopdesk.gui.forms.form_view import FormView  # reaches every editor

            self._form = FormView(self.desk)
            self._form.saved.connect(self._on_saved)
            self._form.closed.connect(self._on_closed)
            self._form.commands_changed.connect(self._on_form_changed)
            self._stack.addWidget(self._form)
        return self._form

    def _on_form_changed(self) -> None:
        form = self._form
        if form is not None and self._is_editing and form.is_open:
            self._stack.setCurrentWidget(form)
            field, self._wanted_field = self._wanted_field, ""
            if field:
                QTimer.singleShot(0, form, lambda: form.go_to(field))
        self.commands_changed.emit()

    def _on_saved(self, target: Target) -> None:
        self._is_editing = False
        if self._goes_back and self._target is not None:
            self._show_page_again()
            self._read()
        else:
            self._target = target
            self._moment = None
            self._read()
        self.commands_changed.emit()

    def _on_closed(self) -> None:
        if self._is_editing:
            self._is_editing = False
            self._show_page_again()
            self.take_focus()

    def _show_page_again(self) -> None:
        if self._target is None:
            self.show_record(None)
        else:
            self._stack.setCurrentWidget(self._reading if self.view.page is not None else self._notice)
        self.commands_changed.emit()

    # what the frame asks

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done with the record now, by the id of the action."""
        if self._is_editing:
            return self._form.commands() if self._form is not None else {}
        if self.page is None or self._moment is not None:
            return {}
        return {"record.edit": self.edit, "record.history": self.view.show_history}

    def take_focus(self) -> None:
        """Put the keyboard on the page, or into the form."""
        if self._is_editing and self._form is not None:
            self._form.take_focus()
        elif self.page is not None:
            self.view.take_focus()
        elif not self._notice.take_focus():
            self._waits_with_keyboard = True
            self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what is read or written here."""
        super().focusInEvent(event)
        self.take_focus()
