# SPDX-License-Identifier: EUPL-1.2
"""Backups: a consistent copy by SQLite's own backup, opened, checked, counted and hashed.

A plain copy of a file in WAL mode can lack its newest tables; and an integrity check says "ok" to many
a changed bit, so each backup lies beside its SHA-256.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.paths import backup_folder
from coopdesk.store.engine import translated

SUFFIX: Final = ".coopdesk-backup"
KEEP_DAYS: Final = 12
KEEP_WEEKS: Final = 10
KEEP_MONTHS: Final = 9
_STAMP: Final = re.compile(r"(\d{8}T\d{6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look into a file found: nothing wrong, or the first thing that is."""

    is_good: bool
    reason: str
    records: int
    change_sets: int


def make_backup(
    database: Path, *, reason: str, folder: Path | None = None, now: dt.datetime | None = None
) -> Path:
    """Write a verified backup beside the database and give its path; older ones are thinned.

    Raises EnvironmentProblem when it cannot be written or is not good; nothing is left behind then.
    """
    target_folder = folder or backup_folder(database)
    stamp = (now or dt.datetime.now()).strftime("%Y%m%dT%H%M%S")
    target = _free_name(target_folder, f"{database.stem}-{stamp}-{reason}")
    growing = target.with_name(target.name + ".part")
    try:
        target_folder.mkdir(parents=True, exist_ok=True)
        with translated(target):
            _copy(database, growing)
        checked = check_file(growing)
        if not checked.is_good:
            raise EnvironmentProblem("backup-bad", path=target, reason=checked.reason)
        digest = hash_file(growing)
        _write_text(target.with_name(target.name + ".sha256"), digest + "\n")
        os.replace(growing, target)
    except OSError as error:
        raise EnvironmentProblem(_code_of(error), path=target) from error
    finally:
        growing.unlink(missing_ok=True)
    thin_backups(target_folder, database.stem, now=now)
    return target


def _free_name(folder: Path, start: str) -> Path:
    target, number = folder / (start + SUFFIX), 1
    while target.exists():
        number += 1
        target = folder / f"{start}-{number}{SUFFIX}"
    return target


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    finally:
        writing.close()
        reading.close()


def _write_text(path: Path, content: str) -> None:
    with path.open("w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _code_of(error: OSError) -> str:
    import errno

    return "disk-full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "file-not-writable"


def check_file(path: Path) -> Checked:
    """Open a database file read-only and look for damage: pages, links between rows, counts."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    except sqlite3.Error:
        return Checked(is_good=False, reason="it cannot be opened", records=0, change_sets=0)
    try:
        (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if answer != "ok":
            return Checked(is_good=False, reason="its pages are damaged", records=0, change_sets=0)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return Checked(is_good=False, reason="a record points to nothing", records=0, change_sets=0)
        (records,) = connection.execute("SELECT count(*) FROM record WHERE is_live").fetchone()
        (sets,) = connection.execute("SELECT count(*) FROM change_set").fetchone()
        return Checked(is_good=True, reason="", records=records, change_sets=sets)
    except sqlite3.Error:
        return Checked(is_good=False, reason="it is damaged or no CoopDesk file", records=0, change_sets=0)
    finally:
        connection.close()


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore_backup(backup: Path, database: Path) -> Path | None:
    """Put a good backup in the place of the database; gives where the present file was kept, if there was one.

    A backup with a hash beside it must match it. Nothing is changed where the backup is not good.
    """
    if not backup.is_file():
        raise EnvironmentProblem("file-missing", path=backup)
    _refuse_bad(backup)
    kept = None
    growing = database.with_name(database.name + ".restoring")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, growing)
        _set_wal(growing)
        if database.exists():
            kept = _keep_present(database)
        os.replace(growing, database)
    except OSError as error:
        raise EnvironmentProblem(_code_of(error), path=database) from error
    finally:
        growing.unlink(missing_ok=True)
    return kept


def _refuse_bad(backup: Path) -> None:
    beside = backup.with_name(backup.name + ".sha256")
    if beside.exists() and beside.read_text(encoding="ascii").strip() != hash_file(backup):
        raise UserError("backup-bad", path=backup, reason="it was changed after it was made")
    checked = check_file(backup)
    if not checked.is_good:
        raise UserError("backup-bad", path=backup, reason=checked.reason)


def _set_wal(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _keep_present(database: Path) -> Path:
    """Move the present file and what belongs to it aside, so that even a damaged one is kept."""
    folder = backup_folder(database)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = dt.datetime.now().strftime("%Y%m%dT%H%M%S")
    kept = _free_name(folder, f"{database.stem}-{stamp}-replaced")
    if check_file(database).is_good:
        _copy(database, kept)
        for name in (database, *_beside(database)):
            name.unlink(missing_ok=True)
        return kept
    os.replace(database, kept)
    for left in _beside(database):
        if left.exists():
            os.replace(left, kept.with_name(kept.name + left.name.removeprefix(database.name)))
    return kept


def _beside(database: Path) -> tuple[Path, ...]:
    return tuple(database.with_name(database.name + end) for end in ("-wal", "-shm"))


def thin_backups(folder: Path, stem: str, *, now: dt.datetime | None = None) -> list[Path]:
    """Remove backups that no rule keeps and give their paths.

    Kept are the newest of each of the last 12 days, 10 weeks and 9 months that have any. A backup dated
    in the future is never removed, because a clock may have been wrong.
    """
    today = (now or dt.datetime.now()).date()
    dated = sorted(
        (
            (moment, path)
            for path in folder.glob(f"{stem}-*{SUFFIX}")
            if (moment := _moment_of(path)) is not None
        ),
        reverse=True,
    )
    kept = {path for moment, path in dated if moment.date() >= today}
    for limit, period in ((KEEP_DAYS, "%Y%m%d"), (KEEP_WEEKS, "%G%V"), (KEEP_MONTHS, "%Y%m")):
        newest: dict[str, Path] = {}
        for moment, path in dated:
            newest.setdefault(moment.strftime(period), path)
        kept.update(list(newest.values())[:limit])
    removed = [path for _, path in dated if path not in kept and "-replaced" not in path.name]
    for path in removed:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".sha256").unlink(missing_ok=True)
    return removed


def _moment_of(path: Path) -> dt.datetime | None:
    match = _STAMP.search(path.name)
    try:
        return dt.datetime.strptime(match[1], "%Y%m%dT%H%M%S") if match else None
    except ValueError:
        return None
