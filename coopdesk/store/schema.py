# SPDX-License-Identifier: EUPL-1.2
"""Making, opening and upgrading a CoopDesk file.

Migrations run in one transaction after a verified backup, with foreign keys off (a batch change of a
parent table would otherwise delete its children) and checked before the commit.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Table, insert, select

from coopdesk import __version__
from coopdesk.domain.errors import CoopDeskError, EnvironmentProblem, UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.paths import shipped
from coopdesk.records._base import Base
from coopdesk.store.backup import disk_trouble, logs_of, make_backup, remove_with_logs
from coopdesk.store.engine import Database, open_engine, open_raw, translated
from coopdesk.store.history_tables import AboutRow
from coopdesk.store.restoring import keep_log, put_in_place

APPLICATION_ID: Final = 0x436F4F70
_SQLITE_HEADER: Final = b"SQLite format 3\x00"
ABOUT: Table = Base.metadata.tables[AboutRow.__tablename__]


def create_database(path: Path, fill: Callable[[Database], None] | None = None) -> None:
    """Make a new file, filled by `fill`, whole or not at all. Raises when something is there already."""
    try:
        is_there = path.exists()
    except OSError as error:  # a folder that may not be looked into, a name that is too long
        raise EnvironmentProblem(disk_trouble(error), path=path) from error
    if is_there:
        raise UserError("database-exists", path=path)
    growing = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_with_logs(growing)
        growing.touch()
        with translated(path):
            _make(growing, path, fill)
        put_in_place(growing, path)
    except OSError as error:
        raise EnvironmentProblem(disk_trouble(error), path=path) from error
    finally:
        remove_with_logs(growing)


def _make(growing: Path, path: Path, fill: Callable[[Database], None] | None) -> None:
    """Make everything in the growing file; trouble is told of the path that people know."""
    with closing(open_raw(growing, "mode=rw")) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database = Database(path, open_engine(growing))
    try:
        migrate(database)
        facts = {
            "database_id": new_key(),
            "made_at": dt.datetime.now(dt.UTC).isoformat(),
            "made_with": __version__,
        }
        with database.writing() as connection:
            connection.execute(insert(ABOUT), [{"key": key, "value": value} for key, value in facts.items()])
        if fill is not None:
            fill(database)
    finally:
        database.close()
    keep_log(growing)  # only now: a log that a full disk keeps from being played in would be lost


def newest_layout() -> str:
    """Say which migration is the newest, by the names of their files: alembic is for where one is due."""
    return max(
        path.name[:4] for path in (shipped("migrations") / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    )


def open_database(path: Path) -> Database:
    """Open a file, brought up to date after a backup if it is older.

    Raises EnvironmentProblem for one that is missing, no CoopDesk file, damaged, or newer than this program;
    such a file is not touched.
    """
    database = open_as_it_is(path)
    if layout_of(path) < newest_layout():
        _upgrade(database)
    return database


def open_as_it_is(path: Path) -> Database:
    """Open a file of this or an older layout without changing it. Raises like `open_database`."""
    refuse_newer(path)
    return Database(path, open_engine(path))


def refuse_newer(path: Path) -> None:
    """Raise EnvironmentProblem for a file that is none of ours or newer than this program."""
    found, known = layout_of(path), newest_layout()
    if found > known:
        raise EnvironmentProblem("database-newer", path=path, found=found, known=known)


def _upgrade(database: Database) -> None:
    """Bring a file up to date after a backup; where that fails it is as it was, and let go of."""
    backup = make_backup(database.path, reason="before-upgrade")
    try:
        migrate(database)
    except Exception as error:  # a migration can fail in any way
        database.close()
        if isinstance(error, CoopDeskError):
            raise
        raise EnvironmentProblem("migration-failed", path=database.path, backup=backup) from error


def layout_of(path: Path) -> str:
    """Say which migration a file is at, without changing a byte of it."""
    try:
        if path.exists() and not path.is_file():  # a folder, or a pipe that would be waited for
            raise EnvironmentProblem("database-not-one", path=path)
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except FileNotFoundError:
        raise EnvironmentProblem("database-missing", path=path) from None
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=path) from error
    if header != _SQLITE_HEADER:
        raise EnvironmentProblem("database-not-one", path=path)
    with translated(path):
        return _stored_layout(path)


def _stored_layout(path: Path) -> str:
    """Read the layout; a file with nothing beside it is read as it lies, so that nothing comes beside it."""
    is_settled = not any(log.exists() for log in logs_of(path))
    with closing(open_raw(path, "mode=ro&immutable=1" if is_settled else "mode=ro")) as connection:
        (identity,) = connection.execute("PRAGMA application_id").fetchone()
        if identity != APPLICATION_ID:
            raise EnvironmentProblem("database-not-one", path=path)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                raise EnvironmentProblem("database-not-one", path=path) from error
            raise
        return str(row[0]) if row else ""


def migrate(database: Database) -> None:
    """Run the migrations that a file lacks, all in one transaction or none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    with translated(database.path), database.engine.connect() as connection:
        try:
            _let_links_hang(connection)
            with connection.execution_options(coopdesk_door=True).begin():
                config.attributes["connection"] = connection
                before = _row_counts(connection)
                command.upgrade(config, "head")
                _check_migrated(connection, before)
        finally:
            connection.invalidate()  # the next user gets a connection with foreign keys on


def _let_links_hang(connection: Connection) -> None:
    """Switch the checking of links off, past SQLAlchemy: within a transaction it would have no effect."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")


def _row_counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema "
        "WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in list(names)
        if name != "alembic_version"
    }


def _check_migrated(connection: Connection, before: dict[str, int]) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("a migration left a link to nothing")
    after = _row_counts(connection)
    lost = sorted(name for name, rows in before.items() if name in after and after[name] < rows)
    gone = sum(rows for name, rows in before.items() if name not in after)
    come = sum(rows for name, rows in after.items() if name not in before)
    if lost or come < gone:  # the rows of a table that goes must have found another
        raise RuntimeError(f"a migration lost rows of {', '.join(lost) or 'a table that is gone'}")


def facts_about(connection: Connection) -> dict[str, str]:
    """Give what a file says of itself: its own id, when and with what it was made."""
    return {row.key: row.value for row in connection.execute(select(ABOUT))}
