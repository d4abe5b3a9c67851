# SPDX-License-Identifier: EUPL-1.2
"""What a builder reads a page from: rows, what points to them, and how records are called, all in bulk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from coopdesk.domain.folding import sort_key
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.pages.page import Target
from coopdesk.store.neighbours import Now, State
from coopdesk.store.queries import Row
from coopdesk.store.register import Entry, by_ids

SHORT_NAMES: Mapping[str, str] = {"partner": "short_name", "arrangement": "short_title"}
"""The field of a type that gives the name people use, where it has one."""


class Reading:
    """One look at the file. Names that a builder has prepared for (`know`) cost no further question."""

    def __init__(self, connection: Connection, today: dt.date, state: State | None = None) -> None:
        self.connection = connection
        self.today = today
        self.state: State = state or Now(connection)
        self._entries: dict[str, Entry] = {}
        self._short: dict[str, str] = {}
        self._asked: set[str] = set()
        self.types: set[str] = set()

    def rows(self, type_key: str, ids: Iterable[Value]) -> dict[str, Row]:
        """Give records of a type by id; empty links and those that are not there are left out."""
        self.types.add(type_key)
        wanted = list(dict.fromkeys(str(key) for key in ids if key is not None))
        return self.state.rows(SPECS[type_key], wanted) if wanted else {}

    def row(self, type_key: str, key: Value) -> Row | None:
        """Give one record; None for an empty link."""
        return self.rows(type_key, [key]).get(str(key))

    def linked(self, type_key: str, link: str, ids: Iterable[Value]) -> list[Row]:
        """Give the records of a type whose link points to one of some records, in their usual order."""
        self.types.add(type_key)
        wanted = list(dict.fromkeys(str(key) for key in ids if key is not None))
        if not wanted:
            return []
        rows = in_order(self.state.linked(SPECS[type_key], link, wanted))
        self.know(type_key, rows)
        return rows

    def know(self, type_key: str, rows: Iterable[Row]) -> None:
        """Look up how the records are called, and all that they link to, in two questions."""
        links = SPECS[type_key].links
        ids = {str(row[link.key]) for row in rows for link in links if row.get(link.key) is not None}
        self._look_up(ids | {str(row["id"]) for row in rows})

    def know_ids(self, ids: Iterable[Value]) -> None:
        """Look up how records are called."""
        self._look_up({str(key) for key in ids if key is not None})

    def _look_up(self, ids: set[str]) -> None:
        fresh = ids - self._asked
        if not fresh:
            return
        self._asked |= fresh
        found = by_ids(self.connection, fresh)
        self._entries |= found
        for type_key, field in SHORT_NAMES.items():
            of_type = [key for key, entry in found.items() if entry.type == type_key and entry.is_live]
            for key, row in Now(self.connection).rows(SPECS[type_key], of_type).items():
                if row[field]:
                    self._short[key] = str(row[field])

    def entry(self, key: Value) -> Entry:
        """Give what the register knows of a record. Raises KeyError for an id that nothing has."""
        self._look_up({str(key)})
        return self._entries[str(key)]

    def label(self, key: Value) -> str:
        """Give the full name of a record."""
        return self.entry(key).label

    def name(self, key: Value) -> str:
        """Give the name by which people call a record: the short one, where there is one."""
        label = self.label(key)
        return self._short.get(str(key), label)

    def reference(self, key: Value) -> str:
        """Give the reference of a record."""
        return self.entry(key).reference

    def type_of(self, key: Value) -> str:
        """Give the type of a record."""
        return self.entry(key).type

    def target(self, key: Value) -> Target | None:
        """Give where a link leads; None for a record that is in the trash today."""
        entry = self.entry(key)
        return Target(entry.type, entry.id) if entry.is_live else None

    def spec_of(self, key: Value) -> RecordSpec:
        """Give the declaration of the type of a record."""
        return SPECS[self.type_of(key)]


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Give rows in their usual order: by number where they have one, then by reference, 9 before 10."""
    return sorted(
        rows,
        key=lambda row: (
            row.get("order_no") is None,
            row.get("order_no") or 0,
            sort_key(str(row["reference"])),
        ),
    )
