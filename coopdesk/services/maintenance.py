# SPDX-License-Identifier: EUPL-1.2
"""The care of the file: making it, opening it, backups, recovery, integrity."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.store import backup, restoring, schema, search
from coopdesk.store.engine import Database

__all__ = ["Database", "Health", "check", "init", "make_backup", "mend_search", "open_database", "restore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a check found; `reason` says what is damaged and is empty where nothing is."""

    reason: str
    records: int
    change_sets: int
    searchable: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the file is damaged."""
        return not self.reason

    @property
    def is_search_complete(self) -> bool:
        """Whether the search knows every record; it can be made anew from a whole file."""
        return self.searchable == self.records

    @property
    def is_good(self) -> bool:
        """Whether nothing needs to be done."""
        return self.is_whole and self.is_search_complete


def init(path: Path, *, who: str, empty: bool = False) -> int:
    """Make a new file, with the starting data unless `empty`; gives the number of records.

    Raises UserError when a file is there already, EnvironmentProblem when it cannot be made.
    """
    from coopdesk.services.seeding import load_starting_data  # only a new file needs it

    added = 0

    def fill(database: Database) -> None:
        nonlocal added
        added = load_starting_data(database, who=who)

    schema.create_database(path, None if empty else fill)
    return added


def open_database(path: Path) -> Database:
    """Open a file, brought up to date if it is older."""
    return schema.open_database(path)


def make_backup(path: Path) -> Path:
    """Write a verified backup and give its path."""
    schema.layout_of(path)
    return backup.make_backup(path, reason="by-hand")


def restore(source: Path, path: Path) -> Path | None:
    """Put a backup in the place of the file; gives where the present one is kept.

    The backup may be of an older layout (it is brought up to date when opened), not of a newer one.
    """
    try:
        is_there = source.is_file()
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=source) from error
    if not is_there:
        raise EnvironmentProblem("file-missing", path=source)
    restoring.refuse_bad(source)
    schema.refuse_newer(source)
    return restoring.restore_backup(source, path)


def records_in(path: Path) -> int | None:
    """Give the number of records in a file or backup, None where it cannot be read."""
    return backup.count_records(path)


def check(path: Path) -> Health:
    """Look for damage in a file: its pages, its links, whether every record can be found. Changes nothing."""
    database = schema.open_as_it_is(path)
    found = backup.check_file(path)
    searchable = 0
    try:
        if found.is_good:
            with database.reading() as connection:
                searchable = search.size(connection)
    finally:
        database.close()
    return Health(
        reason=found.reason, records=found.records, change_sets=found.change_sets, searchable=searchable
    )


def mend_search(path: Path) -> int:
    """Make the search of a file anew from its records; gives their number.

    Raises UserError where the file itself is damaged: only a whole file can be mended, others are restored.
    """
    health = check(path)
    if not health.is_whole:
        raise UserError("check-failed", path=path, reason=health.reason)
    database = open_database(path)
    try:
        with database.writing() as connection:
            return search.rebuild(connection)
    finally:
        database.close()
