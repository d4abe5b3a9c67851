# SPDX-License-Identifier: EUPL-1.2
"""The backups of a file as people choose among them: when, why, how large; read from names alone."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.domain.i18n import N_
from coopdesk.paths import backup_folder
from coopdesk.store import history
from coopdesk.store.backup import copy_into, listed, make_backup
from coopdesk.store.engine import Database, open_raw, translated

_REASONS: Final = {
    "by-hand": N_("made by hand"),
    "before-import": N_("before an import"),
    "before-upgrade": N_("before an upgrade"),
    "on-close": N_("on closing"),
    "at-work": N_("during work"),
}
_OTHER: Final = N_("backup")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A backup: its file, the local time at which it was made, its size in bytes, and why it was made."""

    path: Path
    made_at: dt.datetime
    size: int
    reason: str


def backups_of(database: Path) -> list[BackupFile]:
    """Give the backups of a file, newest first; none where their folder cannot be read."""
    try:
        found = listed(backup_folder(database), database.stem)
        return [
            BackupFile(
                path=path, made_at=moment, size=path.stat().st_size, reason=_REASONS.get(reason, _OTHER)
            )
            for moment, path, reason in found
        ]
    except OSError:
        return []


def last_backup(database: Path) -> dt.datetime | None:
    """Give the time of the newest backup, None where there is none."""
    return next((backup.made_at for backup in backups_of(database)), None)


def back_up_if_changed(database: Database, *, reason: str) -> Path | None:
    """Make a backup where something was written since the last one; None where nothing was.

    Raises EnvironmentProblem when it cannot be written.
    """
    with database.reading() as connection:
        newest = next(iter(history.change_sets(connection)), None)
    last = last_backup(database.path)
    if newest is None or (last is not None and last.astimezone() > newest.made_at):
        return None  # one of the same second may have come before the change
    return make_backup(database.path, reason=reason)


def copy_of(database: Path, target: Path) -> None:
    """Write a consistent copy of a file that may be open elsewhere. Raises EnvironmentProblem."""
    if not database.is_file():
        raise EnvironmentProblem("database-missing", path=database)
    with translated(database), closing(open_raw(database)) as source:
        copy_into(source, target)
