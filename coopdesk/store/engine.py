# SPDX-License-Identifier: EUPL-1.2
"""The connection to a CoopDesk file: pragmas, transactions, and words for what SQLite complains of.

Readers cannot write (query_only); writers take the write lock at once (BEGIN IMMEDIATE), because a
deferred transaction that reads first fails with SQLITE_BUSY_SNAPSHOT whatever the timeout.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from coopdesk.domain.errors import BugError, EnvironmentProblem
from coopdesk.domain.folding import fold

BUSY_TIMEOUT_MS: Final = 5_000
_DOOR: Final = "coopdesk_door"


@dataclass(frozen=True, slots=True)
class Database:
    """An open CoopDesk file."""

    path: Path
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on one consistent state, which cannot write."""
        with translated(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection of the one door: commits at the end, or leaves nothing behind."""
        with translated(self.path), self.engine.connect() as connection:
            connection.execution_options(**{_DOOR: True})
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_engine(path: Path) -> Engine:
    """Give the engine of a file; nothing is opened yet. The file is never created by opening it."""
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: _connect(path), poolclass=QueuePool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _shut_door)
    return engine


def open_raw(path: Path, access: str = "mode=ro") -> sqlite3.Connection:
    """Open a file that is there already, past SQLAlchemy; nothing begins a transaction by itself.

    `access` is SQLite's word for what may be done: mode=ro, mode=rw. The file is never created by opening it.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{access}",
        uri=True,
        timeout=BUSY_TIMEOUT_MS / 1000,
        isolation_level=None,  # so that BEGIN and schema changes are ours alone, see _begin
        check_same_thread=False,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = open_raw(path, "mode=rw")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA query_only = ON")
    connection.create_function("coopdesk_fold", 1, _fold_or_none, deterministic=True)
    return connection


def _fold_or_none(text: str | None) -> str | None:
    return None if text is None else fold(str(text))


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get(_DOOR, False):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _shut_door(connection: sqlite3.Connection | None, _record: Any) -> None:
    """A connection that goes back to the pool cannot write until the door takes it again."""
    if connection is not None:
        connection.execute("PRAGMA query_only = ON")


@event.listens_for(Session, "before_flush")
def _refuse_flush(session: Session, *_: Any) -> None:
    """Nothing is ever written by a session: the one door is `unit_of_work.write`."""
    if session.new or session.dirty or session.deleted:
        raise BugError("a session was asked to write; every write goes through unit_of_work.write")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of into a sentence for the user."""
    try:
        yield
    except exc.DBAPIError as error:
        code = _code_of(error.orig) if isinstance(error.orig, sqlite3.Error) else None
        if code is None:
            raise
        raise EnvironmentProblem(code, path=path) from error
    except sqlite3.Error as error:
        code = _code_of(error)
        if code is None:
            raise
        raise EnvironmentProblem(code, path=path) from error


def _code_of(error: sqlite3.Error) -> str | None:
    """Give the problem code for an error of SQLite, by its error name."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, code in (
        ("SQLITE_BUSY", "database-locked"),
        ("SQLITE_LOCKED", "database-locked"),
        ("SQLITE_READONLY", "database-read-only"),
        ("SQLITE_PERM", "database-read-only"),
        ("SQLITE_AUTH", "database-read-only"),
        ("SQLITE_FULL", "disk-full"),
        ("SQLITE_NOTADB", "database-not-one"),
        ("SQLITE_CORRUPT", "database-damaged"),
        ("SQLITE_IOERR_WRITE", "disk-fails"),
        ("SQLITE_IOERR_FSYNC", "disk-fails"),
        ("SQLITE_IOERR_TRUNCATE", "disk-fails"),
        ("SQLITE_IOERR_SHM", "disk-fails"),
        ("SQLITE_CANTOPEN", "database-unreachable"),
        ("SQLITE_IOERR", "database-unreachable"),
    ):
        if name.startswith(prefix):
            return code
    return None
