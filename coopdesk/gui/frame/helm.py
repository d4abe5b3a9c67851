# SPDX-License-Identifier: EUPL-1.2
"""The acts of the frame on an open file: undo and redo with their titles, going places, backups, news.

It tells the status line and the toast what happened, and asks services for everything else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from coopdesk.domain.changes import Written
from coopdesk.domain.dates import format_date
from coopdesk.domain.errors import UserError
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.frame.places import Place
from coopdesk.gui.screen import Command
from coopdesk.services import backup_files, drafting, history, maintenance, recent, views
from coopdesk.services.form_data import Draft
from coopdesk.services.history import UndoConflicts
from coopdesk.services.pages.page import Target
from coopdesk.services.recent import Recent

RECENT = 6
WORKBOOKS = "Excel (*.xlsx *.xlsm)"


class Starts(Protocol):
    """A screen on which a new record can be begun."""

    def create(self, type_key: str, values: Mapping[str, str]) -> None:
        """Begin a new record of a type with some values."""


class Helm(QObject):
    """What the frame can do. `open_requested` asks for another file, `palette_requested` for the palette."""

    open_requested = Signal()
    palette_requested = Signal(str)
    views_read = Signal(object)

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._undo: str | None = None
        self._redo: str | None = None
        self._drafts: list[Draft] = []
        desk.records_changed.connect(self._on_written)
        desk.noticed.connect(lambda text: window.toast.say(text, can_undo=False))
        desk.refused.connect(self._on_refused)
        desk.runner.failed.connect(self._on_refused)
        desk.runner.busy_changed.connect(self._on_busy)
        window.place_changed.connect(self._on_place)
        window.dropped.connect(self.take_in)
        desk.drafts_changed.connect(lambda _: self._read_drafts())

    def begin(self) -> None:
        """Ask for what the bars show."""
        self.renew()
        self.read_views()

    def read_views(self) -> None:
        """Look again at the saved views."""
        self._desk.read(lambda: views.saved_views(self._desk.database), self._show_views, series="views")

    def renew(self) -> None:
        """Look again at what can be undone, what was opened last, drafts and backups."""
        database = self._desk.database
        self._desk.read(lambda: history.next_titles(database), self._show_titles, series="titles")
        self._desk.read(lambda: recent.recent(database, limit=RECENT), self._show_recent, series="recent")
        self._read_drafts()
        self._desk.read(lambda: backup_files.last_backup(database.path), self._show_backup, series="backup")

    def commands(self) -> Mapping[str, Command]:
        """Give what the frame can do now."""
        go = self._window.go
        found: dict[str, Command] = {
            "palette.show": lambda: self.palette_requested.emit(""),
            "record.new_any": lambda: self.palette_requested.emit("+"),
            "file.open": self.open_requested.emit,
            "exchange.import": self.choose_import,
            "file.backup": self._back_up,
            "view.history": lambda: go(Place(kind="history")),
            "view.trash": lambda: go(Place(kind="trash")),
            "settings.show": lambda: go(Place(kind="settings")),
            "file.restore": lambda: go(Place(kind="settings", anchor="backups")),
            "help.here": self._help,
            "help.fields": lambda: go(Place(kind="help", anchor="fields")),
            "help.shortcuts": lambda: go(Place(kind="shortcuts")),
            "help.about": lambda: go(Place(kind="about")),
        }
        if self._drafts:
            found["drafts.show"] = self._offer_drafts
        if self._undo is not None:
            found["edit.undo"] = self.undo
        if self._redo is not None:
            found["edit.redo"] = self.redo
        return found

    def choose_import(self) -> None:
        """Ask for a returned workbook and show what it would change."""
        files = self._desk.prompter.open_files(self.tr("Import a returned workbook"), WORKBOOKS)
        if files:
            self.take_in([str(files[0])])

    def take_in(self, names: list[str]) -> None:
        """Show what a file would change; of several dropped at once the first."""
        if names:
            self._window.go(Place(kind="import", anchor=names[0]))

    def undo(self) -> None:
        """Take back the last act; what needs an answer is asked on the history."""
        self._desk.write(
            lambda: history.undo(self._desk.database, who=self._desk.who), failed=self._on_undo_refused
        )

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._desk.write(
            lambda: history.redo(self._desk.database, who=self._desk.who), failed=self._on_undo_refused
        )

    def _back_up(self) -> None:
        def made(_path: object) -> None:
            self._window.toast.say(self.tr("A backup was made and checked."), can_undo=False)
            self.renew()

        self._desk.runner.write(
            lambda: maintenance.make_backup(self._desk.database.path), made, failed=self._on_refused
        )

    def _help(self) -> None:
        here = self._window.places.here
        kind = here.kind if here is not None else "list"
        self._window.go(Place(kind="help", anchor="lists" if kind == "list" else kind))

    def _on_written(self, written: Written) -> None:
        sentence = self.tr("Saved {time} · {title}").format(
            time=f"{dt.datetime.now():%H:%M}", title=written.title
        )
        self._window.status.say(sentence, can_undo=True)
        if sum(map(len, written.ids.values())) > 1 or written.title.startswith(history.TAKE_BACK):
            self._window.toast.say(written.title, can_undo=not written.title.startswith(history.TAKE_BACK))
        self.renew()

    def _on_refused(self, error: UserError) -> None:
        self._window.status.say(str(error))
        self._window.toast.say(str(error), can_undo=False)

    def _on_undo_refused(self, error: UserError) -> None:
        if isinstance(error, UndoConflicts):
            self._window.go(Place(kind="history", anchor="undo"))
        else:
            self._on_refused(error)

    def _on_place(self, place: Place) -> None:
        if place.kind == "record" and place.record is not None:
            self.note_opened(place.record)

    def note_opened(self, target: Target) -> None:
        """Remember that a record was opened."""
        database = self._desk.database
        self._desk.runner.write(
            lambda: recent.note_opened(database, target),
            lambda _: self._desk.read(
                lambda: recent.recent(database, limit=RECENT), self._show_recent, series="recent"
            ),
            failed=lambda _: None,  # nobody asked for it, so nobody needs to hear of it
        )

    def _on_busy(self, jobs: int) -> None:
        self._window.status.set_work(self.tr("Working…") if jobs > 3 else "")

    def _show_titles(self, titles: tuple[str | None, str | None]) -> None:
        self._undo, self._redo = titles
        undo = self.tr("Undo: {title}").format(title=titles[0]) if titles[0] else ""
        redo = self.tr("Redo: {title}").format(title=titles[1]) if titles[1] else ""
        self._window.menus.set_text("edit.undo", undo)
        self._window.menus.set_text("edit.redo", redo)
        self._window.refresh_commands()

    def _show_views(self, found: list[tuple[str, View]]) -> None:
        self._window.navigation.places.set_views(found)
        self.views_read.emit(found)

    def _show_recent(self, found: list[Recent]) -> None:
        self._window.navigation.places.set_recent([(one.title, one.target) for one in found])

    def _read_drafts(self) -> None:
        database = self._desk.database
        self._desk.read(lambda: drafting.drafts(database), self._show_drafts, series="drafts")

    def _show_drafts(self, found: list[Draft]) -> None:
        self._drafts = found
        count = len(found)
        self._window.status.set_drafts(self.tr("%n draft(s) kept", "", count) if count else "")

    def _offer_drafts(self) -> None:
        """Go on with the one draft, or let the user choose among several."""
        if len(self._drafts) == 1:
            self._resume(self._drafts[0])
            return
        menu = QMenu(self._window)
        for draft in self._drafts:
            menu.addAction(draft.label).triggered.connect(partial(self._resume, draft))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._window.status.mapToGlobal(QPoint(200, -28 * len(self._drafts))))

    def _resume(self, draft: Draft, _checked: bool = False) -> None:
        target = Target(draft.type, draft.record or "")
        self._window.go(Place(kind="record", record=target, anchor=f"draft:{draft.seq}"))

    def _show_backup(self, moment: dt.datetime | None) -> None:
        self._window.status.set_backup(_backup_words(self, moment, self._desk.today()))


def _backup_words(speaker: QObject, moment: dt.datetime | None, today: dt.date) -> str:
    if moment is None:
        return speaker.tr("No backup yet")
    if moment.date() == today:
        return speaker.tr("Backup today {time}").format(time=f"{moment:%H:%M}")
    return speaker.tr("Backup {day}").format(day=format_date(moment.date().isoformat()))
