# SPDX-License-Identifier: EUPL-1.2
"""From a path to an open desk: first start, opening on a thread, recovery, and going over to another file."""

from __future__ import annotations

import gc
import importlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.errors import UserError
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.prompts import BoxPrompter, Prompter
from coopdesk.gui.work.job_runner import JobRunner

if TYPE_CHECKING:
    from coopdesk.gui.app import Start
    from coopdesk.gui.desk import Desk
    from coopdesk.gui.start.recovery import Recovery
    from coopdesk.services.maintenance import Database

FILES = "CoopDesk (*.coopdesk *.coopdesk-backup)"
_NEEDED_BY_SCREENS = (
    *(f"services.{name}" for name in ("listing", "faceting", "views", "pages.building", "editing")),
    *(f"services.{name}" for name in ("history", "drafting", "filling", "form_checking", "form_saving")),
    *(f"gui.{name}" for name in ("session", "forms.form_view", "history.record_history")),
)


class Opening(QObject):
    """Brings a file into the window. `opened` carries the desk once everything is there."""

    opened = Signal(object)

    def __init__(self, window: MainWindow, start: Start, prompter: Prompter | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._start = start
        self._path = start.database
        self._prompter: Prompter = prompter or BoxPrompter(window)
        self._runner = JobRunner(self)
        self._runner.mistaken.connect(self._on_mistake)
        self._desk: Desk | None = None
        window.closed.connect(self.close)

    def begin(self) -> None:
        """Open the file, or ask how to begin where there is none."""
        if self._path.exists():
            self.open(self._path)
        else:
            self._ask_how()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being read or written."""
        return self._runner.is_idle

    def open(self, path: Path) -> None:
        """Open a file on a thread; the window stays alive meanwhile."""
        self._window.status.set_work(self.tr("Opening…"))
        self._runner.read(
            lambda: _open(path), lambda found: self._on_open(path, found), failed=self._on_trouble
        )

    def close(self) -> None:
        """Let the threads end and the file go; a changed file gets its backup first."""
        if self._desk is not None:
            self._runner.write(_backup_on_close(self._desk), lambda _: None, failed=lambda _: None)
        self._runner.close()
        if self._desk is not None:
            self._desk.database.close()
            self._desk = None

    def take_name(self, desk: Desk) -> None:
        """Let changes from now on stand under the name that the profile says."""
        desk.who = self._start.who()

    def choose(self) -> None:
        """Ask for another file."""
        chosen = self._prompter.open_files(self.tr("Open a CoopDesk file"), FILES)
        if chosen:
            self.open(chosen[0])

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the file, then open it; the present file is kept."""
        path = self._path
        if self._desk is not None:
            self._desk.database.close()
        self._runner.write(lambda: _restore(backup, path), lambda _: self.open(path), failed=self._on_trouble)

    def _ask_how(self) -> None:
        from coopdesk.gui.start.first_run import FirstRun
        from coopdesk.services import profile

        known = profile.load()
        page = FirstRun(self._window.look, name=known.name or self._start.who(), unit=known.unit)

        def begin(way: str) -> None:
            profile.save(profile.Profile(name=page.name, unit=page.unit))
            if way == "open":
                self.choose()
            else:
                page.tell(self.tr("Making the file…"))
                self._runner.write(
                    lambda: _make(self._path, self._start.who(), is_empty=way == "empty"),
                    lambda _: self.open(self._path),
                    failed=lambda error: page.tell(str(error)),
                )

        page.begun.connect(begin)
        self._window.status.say(self.tr("Nothing is stored yet"))
        self._window.show_alone(page)

    def _on_open(self, path: Path, database: Database) -> None:
        from coopdesk.gui.desk import Desk
        from coopdesk.gui.session import begin_session

        if self._desk is not None:
            self._desk.database.close()
        self._path = path
        self._window.status.set_work("")
        self._desk = Desk(
            database,
            who=self._start.who(),
            runner=self._runner,
            look=self._window.look,
            prompter=self._prompter,
            parent=self,
        )
        begin_session(self._desk, self._window, self)
        gc.freeze()  # what is there now stays: looking through it again and again would hold the window up
        self.opened.emit(self._desk)

    def _on_trouble(self, error: UserError) -> None:
        self._window.status.set_work("")
        self._runner.read(
            lambda: _backups(self._path),
            lambda found: self._show_recovery(error, found),
            failed=lambda _: None,
        )

    def _show_recovery(self, error: UserError, backups: list[Any]) -> None:
        from coopdesk.gui.start.recovery import Recovery

        page = Recovery(self._window.look, str(error), backups, is_there=self._path.is_file())
        page.again.connect(self.begin)
        page.open_requested.connect(self.choose)
        page.restore_requested.connect(self.restore)
        page.copy_requested.connect(lambda: self._save_copy(page))
        self._window.show_alone(page)

    def _save_copy(self, page: Recovery) -> None:
        target = self._prompter.save_file(self.tr("Save a copy for support"), Path(self._path.name), FILES)
        if target is not None:
            self._runner.write(
                lambda: shutil.copyfile(self._path, target),
                lambda _: self._window.toast.say(self.tr("A copy was saved."), can_undo=False),
            )

    def _on_mistake(self, error: BaseException) -> None:
        report = self._start.report(error, self._path)
        sentence = UserError("our-mistake", report=report) if report else UserError("our-mistake-no-report")
        self._window.toast.say(str(sentence), can_undo=False)
        self._window.status.say(str(sentence))


def _open(path: Path) -> Database:
    """Open on a thread; what is long to import is imported here, so that the window never waits for it."""
    for name in _NEEDED_BY_SCREENS:
        importlib.import_module(f"coopdesk.{name}")
    from coopdesk.services import maintenance

    return maintenance.open_database(path)


def _make(path: Path, who: str, *, is_empty: bool) -> int:
    from coopdesk.services import maintenance

    return maintenance.init(path, who=who, empty=is_empty)


def _restore(backup: Path, path: Path) -> object:
    from coopdesk.services import maintenance

    return maintenance.restore(backup, path)


def _backups(path: Path) -> list[Any]:
    from coopdesk.services.backup_files import backups_of

    return list(backups_of(path))


def _backup_on_close(desk: Desk) -> Any:
    from coopdesk.services import backup_files

    return lambda: backup_files.back_up_if_changed(desk.database, reason="on-close")
