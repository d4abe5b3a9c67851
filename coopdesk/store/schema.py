# SPDX-License-Identifier: EUPL-1.2
"""Making, opening and upgrading a CoopDesk file.

Migrations run in one transaction after a verified backup, with foreign keys off (a batch change of a
parent table would otherwise delete its children) and checked before the commit.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Table, insert, select

from coopdesk import __version__
from coopdesk.domain.errors import CoopDeskError, EnvironmentProblem, UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.paths import shipped
from coopdesk.records._base import Base
from coopdesk.store.backup import make_backup
from coopdesk.store.engine import Database, open_engine, translated
from coopdesk.store.history_tables import AboutRow

APPLICATION_ID: Final = 0x436F4F70
_SQLITE_HEADER: Final = b"SQLite format 3\x00"
ABOUT: Table = Base.metadata.tables[AboutRow.__tablename__]


def create_database(path: Path, fill: Callable[[Database], None] | None = None) -> None:
    """Make a new file, filled by `fill`, whole or not at all. Raises when something is there already."""
    if path.exists():
        raise UserError("database-exists", path=path)
    growing = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        growing.unlink(missing_ok=True)
        growing.touch()
    except OSError as error:
        raise EnvironmentProblem("file-not-writable", path=path) from error
    try:
        with translated(path):
            _make(growing, fill)
        os.replace(growing, path)
    finally:
        for left in (
            growing,
            *(growing.with_name(growing.name + end) for end in ("-wal", "-shm", "-journal")),
        ):
            left.unlink(missing_ok=True)


def _make(path: Path, fill: Callable[[Database], None] | None) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()
    database = Database(path, open_engine(path))
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


def newest_layout() -> str:
    """Say which migration is the newest, by the names of their files; alembic is imported only where one is due."""
    return max(
        path.name[:4] for path in (shipped("migrations") / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    )


def open_database(path: Path) -> Database:
    """Open a file, brought up to date after a backup if it is older.

    Raises EnvironmentProblem for one that is missing, no CoopDesk file, damaged, or newer than this program;
    such a file is not touched.
    """
    found, known = layout_of(path), newest_layout()
    if found > known:
        raise EnvironmentProblem("database-newer", path=path, found=found, known=known)
    database = Database(path, open_engine(path))
    if found < known:
        backup = make_backup(path, reason="before-upgrade")
        try:
            migrate(database)
        except CoopDeskError:
            raise
        except Exception as error:  # a migration can fail in any way; the file is as it was
            database.close()
            raise EnvironmentProblem("migration-failed", path=path, backup=backup) from error
    return database


def layout_of(path: Path) -> str:
    """Say which migration a file is at, without changing a byte of it."""
    try:
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except FileNotFoundError:
        raise EnvironmentProblem("database-missing", path=path) from None
    except IsADirectoryError:
        raise EnvironmentProblem("database-not-one", path=path) from None
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=path) from error
    if header != _SQLITE_HEADER:
        raise EnvironmentProblem("database-not-one", path=path)
    with translated(path):
        return _stored_layout(path)


def _stored_layout(path: Path) -> str:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    try:
        (identity,) = connection.execute("PRAGMA application_id").fetchone()
        if identity != APPLICATION_ID:
            raise EnvironmentProblem("database-not-one", path=path)
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else ""
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise EnvironmentProblem("database-not-one", path=path) from error
        raise
    finally:
        connection.close()


def migrate(database: Database) -> None:
    """Run the migrations that a file lacks, all in one transaction or none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    with translated(database.path), database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
        connection.commit()
        try:
            with connection.execution_options(coopdesk_door=True).begin():
                config.attributes["connection"] = connection
                before = _row_counts(connection)
                command.upgrade(config, "head")
                _check_migrated(connection, before)
        finally:
            connection.invalidate()  # the next user gets a connection with foreign keys on


def _row_counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'"
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
    lost = {name for name, count in before.items() if name in after and after[name] < count}
    if lost:
        raise RuntimeError(f"a migration lost rows of {', '.join(sorted(lost))}")


def facts_about(connection: Connection) -> dict[str, str]:
    """Give what a file says of itself: its own id, when and with what it was made."""
    return {row.key: row.value for row in connection.execute(select(ABOUT))}
