# SPDX-License-Identifier: EUPL-1.2
"""What must hold of every file at every time: labels and search say what the records say."""

from __future__ import annotations

from sqlalchemy import Connection, select

from coopdesk.domain.kinds import LinkKind, Value
from coopdesk.records.catalog import SPECS
from coopdesk.store import search
from coopdesk.store.engine import Database
from coopdesk.store.register import REGISTER, table_of


def search_is_true(database: Database) -> bool:
    """Say whether the search holds just what making it anew would give."""
    with database.writing() as connection:
        stored = _entries(connection)
        search.rebuild(connection)
        return stored == _entries(connection)


def _entries(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(select(search.ENTRIES).order_by(search.ENTRIES.c.seq))]


def untrue_labels(database: Database) -> dict[str, tuple[str, str]]:
    """Give the label as it stands and as it should be of each live record where they differ."""
    with database.reading() as connection:
        rows: dict[str, tuple[str, dict[str, Value]]] = {}
        for spec in SPECS.values():
            for row in connection.execute(select(table_of(spec.key))).mappings():
                rows[row["id"]] = (spec.key, dict(row))
        stored = dict(
            connection.execute(select(REGISTER.c.id, REGISTER.c.label).where(REGISTER.c.is_live)).all()
        )
    assert stored.keys() == rows.keys()
    wanted = {key: _label(key, rows) for key in rows}
    return {
        str(rows[key][1]["reference"]): (stored[key], wanted[key])
        for key in rows
        if stored[key] != wanted[key]
    }


def _label(key: str, rows: dict[str, tuple[str, dict[str, Value]]]) -> str:
    """Name a record by its title fields, told here once more and in the simplest way."""
    type_key, values = rows[key]
    spec = SPECS[type_key]
    parts = []
    for field in spec.title:
        value, kind = values[field], spec.by_key[field].kind
        if value is not None:
            parts.append(_label(str(value), rows) if isinstance(kind, LinkKind) else kind.format(value))
    return (" – ".join(part for part in parts if part) or str(values["reference"]))[:500]
