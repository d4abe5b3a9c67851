# SPDX-License-Identifier: EUPL-1.2
"""Putting a good file in the place of the office's; whatever lies there is kept, damaged or not."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import closing
from pathlib import Path

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.paths import backup_folder
from coopdesk.store.backup import (
    REPLACED,
    check_file,
    copy_into,
    disk_trouble,
    growing_name,
    hash_file,
    hash_name,
    logs_of,
    remove_with_logs,
    reserve,
)
from coopdesk.store.engine import open_raw, translated


def refuse_bad(backup: Path) -> None:
    """Raise UserError for a backup that is damaged, or differs from the hash that lies beside it."""
    digest = hash_name(backup)
    try:
        backup.open("rb").close()  # of what may not be read SQLite only says that it cannot be opened
        is_same = not digest.exists() or digest.read_bytes().strip() == hash_file(backup).encode()
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=backup) from error
    if not is_same:
        raise UserError("backup-bad", path=backup, reason="it was changed after it was made")
    checked = check_file(backup)
    if not checked.is_good:
        raise UserError("backup-bad", path=backup, reason=checked.reason)


def restore_backup(backup: Path, database: Path) -> Path | None:
    """Put a good backup in the place of the database; gives where the present file is kept, if there is one.

    Raises EnvironmentProblem where the file is in use or the disk refuses; it is as it was then.
    """
    growing = database.with_name(database.name + ".restoring")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        remove_with_logs(growing)
        with translated(database):
            with closing(open_raw(backup)) as source:
                copy_into(source, growing)
            keep_log(growing)
        return put_in_place(growing, database)
    except OSError as error:
        raise EnvironmentProblem(disk_trouble(error), path=database) from error
    finally:
        remove_with_logs(growing)


def keep_log(database: Path) -> None:
    """Let a finished file keep a write-ahead log from now on, so that readers and a writer do not wait."""
    with closing(open_raw(database, "mode=rw")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def put_in_place(new: Path, database: Path) -> Path | None:
    """Put a finished file where the database is or was; gives where the present one is kept, if there is one.

    A log that stayed beside the new file would be played into it, so that of a file that is gone is kept and
    taken away too. Raises OSError, or EnvironmentProblem where another program has the file open.
    """
    was_there = database.exists()
    if was_there:
        _settle(database)
    kept = _keep(database)
    for log in logs_of(database):
        log.unlink(missing_ok=True)
    new.replace(database)
    return kept if was_there else None


def _settle(database: Path) -> None:
    """Bring all that was saved into the one file; a damaged file stays as it lies.

    Raises EnvironmentProblem where another program has it open: that would go on writing into a file that is
    no longer there.
    """
    try:
        with translated(database), closing(open_raw(database, "mode=rw")) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
    except EnvironmentProblem as problem:
        if problem.code == "database-locked":
            raise


def _keep(database: Path) -> Path | None:
    """Copy the present file, and a log that could not be settled, among the backups."""
    pieces = [path for path in (database, *logs_of(database)) if path.exists()]
    if not pieces:
        return None
    kept = reserve(backup_folder(database), database.stem, dt.datetime.now(), REPLACED)
    growing = growing_name(kept)
    try:
        for piece in pieces:
            shutil.copyfile(piece, growing)
            with growing.open("rb+") as file:
                os.fsync(file.fileno())
            growing.replace(kept.with_name(kept.name + piece.name.removeprefix(database.name)))
    finally:
        growing.unlink(missing_ok=True)
    return kept
