# SPDX-License-Identifier: EUPL-1.2
"""The settings: who works here, how the window looks, where the file lies, its backups. Saved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from coopdesk.domain.errors import UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import SectionHead, Words, make_button
from coopdesk.gui.screen import Screen
from coopdesk.gui.settings.backup_list import BackupList
from coopdesk.gui.settings.parts import Choices, fact_row, labelled
from coopdesk.paths import backup_folder
from coopdesk.services import backup_files, maintenance, profile
from coopdesk.services.backup_files import BackupFile
from coopdesk.services.maintenance import Health
from coopdesk.services.profile import Profile

WIDTH: Final = 760
FIELD_LIMIT: Final = 60

OpenFolder = Callable[[Path], object]


def open_folder(folder: Path) -> bool:
    """Show a folder in the file manager of the system."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class SettingsScreen(Screen):
    """What one person sets, and the care of the file.

    `restore_requested` carries the backup that the frame shall put in the place of the file;
    `profile_changed` the profile as it is now.
    """

    restore_requested = Signal(object)
    profile_changed = Signal(object)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, show_folder: OpenFolder = open_folder
    ) -> None:
        super().__init__(desk, parent)
        self.setObjectName("settings")
        self._show_folder = show_folder
        self._profile = Profile()
        self._backups: list[BackupFile] = []
        self._make_fields()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("settings.page")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # every part of it takes the keyboard itself
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll.setWidget(self._make_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def _make_fields(self) -> None:
        look = self.desk.look
        self._name, self._unit = QLineEdit(), QLineEdit()
        self._name.setObjectName("settings.name")
        self._name.setPlaceholderText(self.tr("as colleagues should see it"))
        self._unit.setObjectName("settings.unit")
        for editor in (self._name, self._unit):
            editor.setMaxLength(FIELD_LIMIT)
            editor.editingFinished.connect(self._save_person)
        self._who = Words(look, "", "small", "ink2")
        self._who.setObjectName("settings.who")
        self._theme = Choices(
            look,
            self.tr("Colours"),
            [("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
            self._save_theme,
            name="settings.theme",
        )
        self._density = Choices(
            look,
            self.tr("Rows of new lists"),
            [("roomy", self.tr("Two lines")), ("compact", self.tr("One line"))],
            self._save_density,
            name="settings.density",
        )
        self._file = Words(look, "")
        self._file.setObjectName("settings.file")
        self._folder = Words(look, "")
        self._folder.setObjectName("settings.backup_folder")
        self._health = Words(look, "", "body", "ink2")
        self._health.setObjectName("settings.health")
        self._health.setWordWrap(True)
        self._mend = make_button(
            look, self.tr("Make the search anew"), self._mend_search, name="settings.mend"
        )
        self._list = BackupList(look, self._ask_restore)

    def _make_page(self) -> QWidget:
        look = self.desk.look
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 24)
        body = QWidget()
        body.setMaximumWidth(WIDTH)
        outer.addWidget(body, 10)
        outer.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words(look, self.tr("Settings"), "display"))
        column.addSpacing(8)
        self._add_person(column)
        self._add_look(column)
        self._add_file(column)
        self._add_backups(column)
        column.addStretch(1)
        return page

    def _add_person(self, column: QVBoxLayout) -> None:
        look = self.desk.look
        column.addWidget(SectionHead(look, self.tr("Who is working here?")))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(labelled(look, self.tr("Your name"), self._name))
        row.addWidget(labelled(look, self.tr("Your unit"), self._unit))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._who)
        column.addSpacing(12)

    def _add_look(self, column: QVBoxLayout) -> None:
        column.addWidget(SectionHead(self.desk.look, self.tr("How the window looks")))
        column.addWidget(self._theme)
        column.addWidget(self._density)
        column.addSpacing(12)

    def _add_file(self, column: QVBoxLayout) -> None:
        look = self.desk.look
        column.addWidget(SectionHead(look, self.tr("The file")))
        opens = make_button(look, self.tr("Open folder"), self._open_file_folder, name="settings.open_file")
        column.addWidget(fact_row(look, self.tr("It lies here"), self._file, opens))
        check = make_button(
            look, self.tr("Check the file"), self._check, name="settings.check", icon="shield-check"
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(check, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._health, 1)
        row.addWidget(self._mend, 0, Qt.AlignmentFlag.AlignTop)
        self._mend.hide()
        column.addLayout(row)
        column.addSpacing(12)

    def _add_backups(self, column: QVBoxLayout) -> None:
        look = self.desk.look
        self._backup_head = SectionHead(look, self.tr("Backups"))
        column.addWidget(self._backup_head)
        opens = make_button(look, self.tr("Open folder"), self._open_backups, name="settings.open_backups")
        column.addWidget(fact_row(look, self.tr("They lie here"), self._folder, opens))
        self._make = make_button(
            look, self.tr("Make a backup now"), self._back_up, name="settings.back_up", kind="primary"
        )
        column.addWidget(self._make, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self._list)

    def show_place(self, place: Place) -> None:
        """Show what is set now; a place may name the part `backups`."""
        path = self.desk.database.path
        self._file.setText(str(path))
        self._folder.setText(str(backup_folder(path)))
        self._say_health("", "ink2")
        self.desk.read(profile.load, self._show_profile, series="settings.profile")
        self._read_backups()
        if place.anchor == "backups":
            self._scroll.ensureWidgetVisible(self._list, 0, 400)
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard into the first field, unless a part was asked for."""
        if not self._make.hasFocus():
            self._name.setFocus()

    # who, and how it looks

    def _show_profile(self, found: Profile) -> None:
        self._profile = found
        self._name.setText(found.name)
        self._unit.setText(found.unit)
        self._theme.choose(found.theme)
        self._density.choose(found.density)
        self._show_who()

    def _show_who(self) -> None:
        sentence = self.tr("Beside your changes in the history stands: {who}.").format(who=self.desk.who)
        if profile.is_named_from_outside():
            sentence += " " + self.tr("This name is set outside CoopDesk (COOPDESK_USER).")
        self._who.setText(sentence)

    def _save_person(self) -> None:
        name, unit = profile.clean_name(self._name.text()), profile.clean_name(self._unit.text())
        if (name, unit) != (self._profile.name, self._profile.unit):
            self._save(replace(self._profile, name=name, unit=unit), self.tr("Your name is saved."))

    def _save_theme(self, key: str) -> None:
        theme = cast(profile.Theme, key)
        self.desk.look.choose(None if theme == "system" else theme)
        self._save(replace(self._profile, theme=theme), self.tr("The colours are saved."))

    def _save_density(self, key: str) -> None:
        density = cast(profile.Density, key)
        self._save(replace(self._profile, density=density), self.tr("The rows are saved."))

    def _save(self, changed: Profile, notice: str) -> None:
        self._profile = changed

        def saved(_: None) -> None:
            self.desk.who = profile.who_works(changed)
            self._show_who()
            self.profile_changed.emit(changed)
            self.desk.noticed.emit(notice)

        self.desk.runner.write(lambda: profile.save(changed), saved, failed=self.desk.refused.emit)

    # the file and its backups

    def _open_file_folder(self) -> None:
        self._show_folder(self.desk.database.path.parent)

    def _open_backups(self) -> None:
        folder = backup_folder(self.desk.database.path)
        self._show_folder(folder if folder.is_dir() else folder.parent)

    def _check(self) -> None:
        self._say_health(self.tr("Looking through the whole file…"), "ink2")
        path = self.desk.database.path
        self.desk.read(lambda: maintenance.check(path), self._show_health, failed=self._on_trouble)

    def _show_health(self, health: Health) -> None:
        self._mend.setVisible(health.is_whole and not health.is_search_complete)
        if not health.is_whole:
            sentence = self.tr("The file is not in order: {reason}. Restore the last good backup below.")
            self._say_health(sentence.format(reason=health.reason), "red")
        elif not health.is_search_complete:
            sentence = self.tr(
                "The search knows {found} of {count} records; the records themselves are whole."
            )
            self._say_health(
                sentence.format(found=f"{health.searchable:,}", count=f"{health.records:,}"), "amber"
            )
        else:
            sentence = self.tr("All is well. Records: {records}. Entries of the history: {entries}.")
            self._say_health(
                sentence.format(records=f"{health.records:,}", entries=f"{health.change_sets:,}"), "ink"
            )

    def _say_health(self, sentence: str, token: str) -> None:
        self._health.setText(sentence)
        self._health.set_token(token)
        if not sentence:
            self._mend.hide()

    def _on_trouble(self, error: UserError) -> None:
        self._say_health(str(error), "red")

    def _mend_search(self) -> None:
        path = self.desk.database.path
        self._mend.hide()
        self.desk.runner.write(
            lambda: maintenance.mend_search(path), lambda _: self._check(), failed=self._on_trouble
        )

    def _back_up(self) -> None:
        self._make.setEnabled(False)
        path = self.desk.database.path

        def made(_: Path) -> None:
            self._make.setEnabled(True)
            self.desk.noticed.emit(self.tr("A backup was made and checked."))
            self._read_backups()

        def failed(error: UserError) -> None:
            self._make.setEnabled(True)
            self.desk.refused.emit(error)

        self.desk.runner.write(lambda: maintenance.make_backup(path), made, failed=failed)

    def _read_backups(self) -> None:
        path = self.desk.database.path
        self.desk.read(lambda: backup_files.backups_of(path), self._show_backups, series="settings.backups")

    def _show_backups(self, found: list[BackupFile]) -> None:
        self._backup_head.set_count(len(found) or None)
        if found != self._backups or not found:
            self._backups = found
            self._list.show_backups(found)
        self.desk.read(
            lambda: {one.path: maintenance.records_in(one.path) for one in found},
            self._list.show_counts,
            series="settings.counts",
        )

    def _ask_restore(self, backup: BackupFile) -> None:
        """Ask before the one act here that replaces the file; the present file is kept all the same."""
        day = f"{backup.made_at:%d.%m.%Y, %H:%M}"
        if self.desk.prompter.confirm(
            self.tr("Restore the backup of {day}?").format(day=day),
            self.tr(
                "The file will be as it was then; what was done since is no longer in it. "
                "The present file is kept among the backups, so that you can go back to it."
            ),
            self.tr("Restore this backup"),
        ):
            self.restore_requested.emit(backup.path)
