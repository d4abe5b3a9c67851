# SPDX-License-Identifier: EUPL-1.2
"""The backups of the file as rows: when, why, how large, how many records; each to be put back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from coopdesk.domain.dates import format_date
from coopdesk.gui.history.link import Link
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import Hairline, Words
from coopdesk.services.backup_files import BackupFile

SHOWN = 40


class BackupList(QWidget):
    """Shows backups, newest first. `restore` is called with the chosen one."""

    def __init__(self, look: Look, restore: Callable[[BackupFile], None]) -> None:
        super().__init__()
        self.setObjectName("settings.backups")
        self._look = look
        self._restore = restore
        self._counts: dict[Path, Words] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def show_backups(self, backups: Sequence[BackupFile]) -> None:
        """Show backups; how many records each has comes later."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._counts = {}
        if not backups:
            text = self.tr("There is no backup yet. One is made when you close CoopDesk, or now.")
            self._grid.addWidget(Words(self._look, text, "body", "ink2"), 0, 0, 1, 5)
            return
        heads = (self.tr("Made"), self.tr("Why"), self.tr("Size"), self.tr("Records"))
        for column, head in enumerate(heads):
            self._grid.addWidget(Words(self._look, head, "micro", "ink3"), 0, column, self._side(column))
        for number, backup in enumerate(backups[:SHOWN]):
            self._grid.addWidget(Hairline(self._look), 1 + 2 * number, 0, 1, 5)
            self._add_row(2 + 2 * number, number, backup)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if column in (2, 3) else Qt.AlignmentFlag.AlignLeft

    def _add_row(self, row: int, number: int, backup: BackupFile) -> None:
        made = self.tr("{day}, {time}").format(
            day=format_date(backup.made_at.date().isoformat()), time=f"{backup.made_at:%H:%M}"
        )
        size = self.tr("{size} MB").format(size=f"{backup.size / 1_000_000:,.1f}")
        self._counts[backup.path] = Words(self._look, "…", "body", "ink2")
        words = (
            Words(self._look, made, "body_medium"),
            Words(self._look, backup.reason, "body", "ink2"),
            Words(self._look, size, "body", "ink2"),
            self._counts[backup.path],
        )
        for column, one in enumerate(words):
            self._grid.addWidget(one, row, column, self._side(column) | Qt.AlignmentFlag.AlignVCenter)
        link = Link(
            self._look, self.tr("Restore…"), partial(self._restore, backup), name=f"settings.restore.{number}"
        )
        link.setAccessibleName(self.tr("Restore the backup of {made}").format(made=made))
        self._grid.addWidget(link, row, 4)

    def show_counts(self, counts: Mapping[Path, int | None]) -> None:
        """Say how many records each backup has."""
        for path, count in counts.items():
            if path in self._counts:
                text = self.tr("cannot be read") if count is None else f"{count:,}"
                self._counts[path].setText(text)
                self._counts[path].set_token("red" if count is None else "ink2")
