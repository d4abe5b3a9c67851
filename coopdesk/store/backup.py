# SPDX-License-Identifier: EUPL-1.2
"""Backups: a consistent copy by SQLite's own backup, opened, checked, counted and hashed.

A plain copy of a file in WAL mode can lack its newest tables; and an integrity check says "ok" to many
a changed bit, so each backup lies beside its SHA-256. Putting one back is in `restoring`.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.paths import backup_folder
from coopdesk.store.engine import open_raw, translated

SUFFIX: Final = ".coopdesk-backup"
REPLACED: Final = "replaced"
KEEP_DAYS: Final = 12
KEEP_WEEKS: Final = 10
KEEP_MONTHS: Final = 9
_STAMP: Final = "%Y%m%dT%H%M%S"


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
    moment = now or dt.datetime.now()
    target = reserve(folder or backup_folder(database), database.stem, moment, reason)
    growing, digest = growing_name(target), hash_name(target)
    try:
        with translated(database), closing(open_raw(database)) as source:
            source.execute("SELECT count(*) FROM sqlite_schema")  # what is wrong with it is said of it
            with translated(target):
                copy_into(source, growing)
        checked = check_file(growing)
        if not checked.is_good:
            raise _not_good(database, target, checked.reason)
        _write_text(digest, hash_file(growing) + "\n")
        growing.replace(target)
    except OSError as error:
        raise EnvironmentProblem(disk_trouble(error), path=target) from error
    finally:
        remove_with_logs(growing)
        if not target.exists():
            digest.unlink(missing_ok=True)
    thin_backups(target.parent, database.stem, now=moment)
    return target


def _not_good(database: Path, target: Path, reason: str) -> EnvironmentProblem:
    """Say that a copy is not good; where the file that it is of is not either, that one is to be restored."""
    here = check_file(database)
    if here.is_good:
        return EnvironmentProblem("backup-bad", path=target, reason=reason)
    return EnvironmentProblem("check-failed", path=database, reason=here.reason)


def reserve(folder: Path, stem: str, moment: dt.datetime, reason: str) -> Path:
    """Give a path that no backup has, nor one that another program is writing at this moment.

    The file that grows into it is made, empty, so that nobody else takes the name.
    """
    start = f"{stem}-{moment.strftime(_STAMP)}-{reason}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            target = folder / f"{start if number == 1 else f'{start}-{number}'}{SUFFIX}"
            if _is_free(target):
                return target
    except OSError as error:
        raise EnvironmentProblem(disk_trouble(error), path=folder) from error
    raise AssertionError("numbers do not end")


def _is_free(target: Path) -> bool:
    try:
        growing_name(target).open("x").close()
    except FileExistsError:
        return False
    if target.exists():
        growing_name(target).unlink()
        return False
    return True


def growing_name(target: Path) -> Path:
    """Give the name under which a file grows until it is whole."""
    return target.with_name(target.name + ".part")


def hash_name(backup: Path) -> Path:
    """Give the file with the SHA-256 of a backup."""
    return backup.with_name(backup.name + ".sha256")


def logs_of(database: Path) -> tuple[Path, ...]:
    """Give the files that SQLite may keep beside a database."""
    return tuple(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal"))


def remove_with_logs(database: Path) -> None:
    """Remove a file of ours that did not come to be, and what SQLite may have left beside it.

    Raises nothing: why it did not come to be is what has to be told.
    """
    for path in (database, *logs_of(database)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def copy_into(source: sqlite3.Connection, target: Path) -> None:
    """Copy all that a connection sees into one file with nothing beside it."""
    with closing(sqlite3.connect(target)) as writing:
        source.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")


def _write_text(path: Path, content: str) -> None:
    with path.open("w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def disk_trouble(error: OSError) -> str:
    """Give the code of the sentence for a file that could not be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "disk-full"
    return "disk-fails" if error.errno in {errno.EFBIG, errno.EIO} else "file-not-writable"


def count_records(path: Path) -> int | None:
    """Give the number of live records in a database file, None where it cannot be read."""
    try:
        with closing(open_raw(path)) as connection:
            (records,) = connection.execute("SELECT count(*) FROM record WHERE is_live").fetchone()
            return int(records)
    except sqlite3.Error:
        return None


def check_file(path: Path) -> Checked:
    """Open a database file read-only and look for damage: pages, links between rows, counts."""
    try:
        with closing(open_raw(path)) as connection:
            return _check(connection)
    except sqlite3.Error:
        return _bad("it is damaged or no CoopDesk file")


def _check(connection: sqlite3.Connection) -> Checked:
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        return _bad("its pages are damaged")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return _bad("a record points to nothing")
    (records,) = connection.execute("SELECT count(*) FROM record WHERE is_live").fetchone()
    (sets,) = connection.execute("SELECT count(*) FROM change_set").fetchone()
    return Checked(is_good=True, reason="", records=records, change_sets=sets)


def _bad(reason: str) -> Checked:
    return Checked(is_good=False, reason=reason, records=0, change_sets=0)


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def thin_backups(folder: Path, stem: str, *, now: dt.datetime | None = None) -> list[Path]:
    """Remove backups that no rule keeps and give their paths.

    Kept are all of today, and the newest of each of the last 12 days, 10 weeks and 9 months that have any.
    A backup dated in the future is neither removed nor counted, because a clock may have been wrong; nor is
    a file that a restored one replaced, because nothing else may hold what it holds.
    """
    today = (now or dt.datetime.now()).date()
    past = [(moment, path) for moment, path, _ in listed(folder, stem) if moment.date() <= today]
    kept = {path for moment, path in past if moment.date() == today}
    for limit, period in ((KEEP_DAYS, "%Y%m%d"), (KEEP_WEEKS, "%G%V"), (KEEP_MONTHS, "%Y%m")):
        newest: dict[str, Path] = {}
        for moment, path in past:
            newest.setdefault(moment.strftime(period), path)
        kept.update(list(newest.values())[:limit])
    removed = [path for _, path in past if path not in kept]
    for path in removed:
        path.unlink(missing_ok=True)
        hash_name(path).unlink(missing_ok=True)
    return removed


def listed(folder: Path, stem: str) -> list[tuple[dt.datetime, Path, str]]:
    """Give the backups of a database with their local times and reasons, newest first.

    Raises OSError where the folder cannot be read.
    """
    name = re.compile(re.escape(stem) + r"-(\d{8}T\d{6})-([a-z0-9-]+)" + re.escape(SUFFIX))
    found: list[tuple[dt.datetime, Path, str]] = []
    for path in folder.iterdir():
        match = name.fullmatch(path.name)
        if match is not None and not match[2].startswith(REPLACED):
            try:
                moment = dt.datetime.strptime(match[1], _STAMP)
                found.append((moment, path, re.sub(r"-\d+$", "", match[2])))
            except ValueError:
                continue  # no such day, so none of ours
    return sorted(found, reverse=True)
