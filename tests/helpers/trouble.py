# SPDX-License-Identifier: EUPL-1.2
"""Trouble on purpose: a failure at the n-th statement, a full disk, a file that may not be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from coopdesk.store.engine import Database


class Injected(Exception):
    """The failure that was asked for; no code of ours may know it."""


class Statements:
    """Counts the statements sent to SQLite, the commit among them, and fails at one of them."""

    def __init__(self, fail_at: int | None = None) -> None:
        self.seen: list[str] = []
        self._fail_at = fail_at

    def __call__(self, statement: str) -> None:
        """Take note of a statement. Raises Injected at the one that was named, counted from 1."""
        self.seen.append(statement)
        if len(self.seen) == self._fail_at:
            raise Injected(statement)


@contextmanager
def statements(target: Engine | type[Engine], fail_at: int | None = None) -> Iterator[Statements]:
    """Watch the statements of an engine, or of every engine; fail before the n-th is carried out."""
    watching = Statements(fail_at)

    def on_statement(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        watching(statement)

    def on_commit(_connection: Any) -> None:
        watching("COMMIT")

    event.listen(target, "before_cursor_execute", on_statement)
    event.listen(target, "commit", on_commit)
    try:
        yield watching
    finally:
        event.remove(target, "before_cursor_execute", on_statement)
        event.remove(target, "commit", on_commit)


@contextmanager
def broken_off_after(engine: Engine, steps: int) -> Iterator[None]:
    """Break off whatever SQLite is doing on a new connection after so many tens of its own small steps."""

    def limit(connection: sqlite3.Connection, _record: Any) -> None:
        countdown = chain(repeat(0, steps), [1])
        connection.set_progress_handler(lambda: next(countdown, 0), 10)

    engine.dispose()
    event.listen(engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


def without_syncs(database: Database) -> None:
    """Let an open database not wait for the disk: for tests with thousands of acts, that pull no plug."""
    database.engine.dispose()
    event.listen(
        database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF")
    )


def fill_up_disk(database: Database, *, pages: int = 1) -> None:
    """Let the file of an open database grow by so many pages and no further."""
    database.engine.dispose()

    def limit(connection: sqlite3.Connection, _record: Any) -> None:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {now + pages}")

    event.listen(database.engine, "connect", limit)


def write_protect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every connection of the program find its file write-protected, as SQLite itself reports it.

    Rights of files do not bind the administrator, as whom tests often run.
    """
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def protected(database: str | Path, **options: Any) -> sqlite3.Connection:
        return connect(str(database).replace("mode=rw", "mode=ro"), **options)

    monkeypatch.setattr(sqlite3, "connect", protected)


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as on a disk that is full or a quota used up."""
    resource = pytest.importorskip("resource", reason="this system cannot limit the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """Keep the write lock of a file, as another program in the middle of its work would."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield connection
    finally:
        connection.close()
