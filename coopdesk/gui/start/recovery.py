# SPDX-License-Identifier: EUPL-1.2
"""When the file cannot be opened: what happened, that nothing was changed, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from coopdesk.domain.dates import format_date
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import SectionHead, Words, make_button
from coopdesk.gui.start.cards import StartPage
from coopdesk.services.backup_files import BackupFile


class Recovery(StartPage):
    """Offers the last good backups and other ways out.

    `restore_requested` brings the backup that was chosen; `again`, `open_requested` and `copy_requested`
    ask for another try, another file, and a copy of the damaged one for somebody who knows more.
    """

    restore_requested = Signal(object)
    again = Signal()
    open_requested = Signal()
    copy_requested = Signal()

    def __init__(self, look: Look, sentence: str, backups: Sequence[BackupFile], *, is_there: bool) -> None:
        super().__init__(look, "CoopDesk", sentence)
        self.setObjectName("recovery")
        self.heading.setText(self.tr("The file could not be opened"))
        self.text.setObjectName("recovery.sentence")
        self.column.addSpacing(24)
        self.column.addWidget(SectionHead(look, self.tr("Backups of this file"), len(backups)))
        self._backups = list(backups)
        self._list = QListWidget()
        self._list.setObjectName("recovery.backups")
        self._list.setAccessibleName(self.tr("Backups of this file, the newest first"))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setMinimumHeight(180)
        for backup in self._backups:
            self._list.addItem(QListWidgetItem(self._words(backup)))
        if self._backups:
            self._list.setCurrentRow(0)
            self.column.addWidget(self._list)
        else:
            self.column.addWidget(Words(look, self.tr("There is no backup of this file."), "body", "ink3"))
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._backups:
            row.addWidget(
                make_button(
                    look,
                    self.tr("Restore this backup"),
                    self._restore,
                    name="recovery.restore",
                    kind="primary",
                )
            )
        row.addWidget(make_button(look, self.tr("Try again"), self.again.emit, name="recovery.again"))
        row.addWidget(
            make_button(look, self.tr("Open another file…"), self.open_requested.emit, name="recovery.open")
        )
        if is_there:
            row.addWidget(
                make_button(
                    look, self.tr("Save a copy for support…"), self.copy_requested.emit, name="recovery.copy"
                )
            )
        row.addStretch(1)
        self.column.addLayout(row)
        note = Words(
            look,
            self.tr("Restoring keeps the present file beside the restored one; nothing is lost."),
            "small",
            "ink3",
        )
        note.setWordWrap(True)
        self.column.addWidget(note)

    def _words(self, backup: BackupFile) -> str:
        when = f"{format_date(backup.made_at.date().isoformat())}, {backup.made_at:%H:%M}"
        size = QLocale().formattedDataSize(backup.size)
        return self.tr("{when}, {size}, {reason}").format(when=when, size=size, reason=self.tr(backup.reason))

    def _restore(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._backups):
            self.restore_requested.emit(self._backups[row].path)
