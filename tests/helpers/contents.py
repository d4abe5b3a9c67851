# SPDX-License-Identifier: EUPL-1.2
"""What a CoopDesk file holds, seen from outside: by SQLite alone, without a line of the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Final

Content = dict[str, list[tuple[object, ...]]]

HISTORY: Final = ("change_set", "change")
"""The tables that grow with every act, also with one that takes another back."""


def contents(path: Path, *, without: Collection[str] = ()) -> Content:
    """Give every row of every table, those of the full-text index and of the layout among them."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = [
            name
            for name, text in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
            if name not in without and not text.startswith("CREATE VIRTUAL")
        ]
        found = {name: _rows(connection, f'SELECT * FROM "{name}"') for name in tables}
        return found | {"sqlite_schema": _rows(connection, "SELECT type, name, sql FROM sqlite_schema")}


def facts(path: Path) -> Content:
    """Give the tables of the office as they are, and of the register what names each live record.

    This is what an act and its taking back must leave equal: versions, the history and the inner pages of
    the full-text index may differ.
    """
    left_out = {*HISTORY, "record", "sqlite_schema", "sqlite_stat1", "alembic_version"}
    found = contents(path, without=left_out)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        names = "SELECT seq, id, type, reference, reference_folded, label FROM record WHERE is_live"
        register = _rows(connection, names)
    office = {
        name: rows for name, rows in found.items() if not name.startswith("search_") or name == "search_entry"
    }
    return office | {"record": register}


def _rows(connection: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return sorted(connection.execute(query), key=repr)


def count(path: Path, table: str) -> int:
    """Give the number of rows of a table."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def is_whole(path: Path) -> bool:
    """Say whether the pages are sound, every link leads somewhere, and the index of the search is true."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        pages = connection.execute("PRAGMA integrity_check").fetchall()
        links = connection.execute("PRAGMA foreign_key_check").fetchall()
        connection.execute(
            "INSERT INTO search(search, rank) VALUES ('integrity-check', 1)"
        )  # raises where not
        return pages == [("ok",)] and links == []
