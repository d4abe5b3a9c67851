# SPDX-License-Identifier: EUPL-1.2
"""A record and what points to it, asked for in bulk: the file as it is now, or as it was at a moment.

One statement for each type finds everything that points to a record; rows then come by id, type by type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import CompoundSelect, Connection, bindparam, literal, select, union_all

from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.store.bulk import found_among, rows_by
from coopdesk.store.history import CHANGES
from coopdesk.store.past import row_then
from coopdesk.store.queries import Row
from coopdesk.store.register import Entry, by_ids, by_seqs, links_to, table_of

Pointing = dict[tuple[str, str], list[Row]]
"""The records that point to one, by their type and the link by which they do."""

_KEY: Final = re.compile(r"[0-9a-f]{32}")
_TARGET: Final = "target"
MOST: Final = 400  # nobody reads more rows on a page; the list behind it shows them all


class Now:
    """The file as it is. `totals` says how many point to a record where they are too many to be given."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.totals: dict[tuple[str, str], int] = {}

    def rows(self, spec: RecordSpec, ids: Sequence[str]) -> dict[str, Row]:
        """Give records by id."""
        found = found_among(self._connection, rows_by(table_of(spec.key), "id"), ids)
        return {row.id: dict(row._mapping) for row in found}

    def linked(self, spec: RecordSpec, link: str, ids: Sequence[str]) -> list[Row]:
        """Give the records of a type whose link points to one of some records, in no order."""
        found = found_among(self._connection, rows_by(table_of(spec.key), link), ids)
        return [dict(row._mapping) for row in found]

    def pointing(self, entry: Entry) -> Pointing:
        """Give what points to a record, by each link the first `MOST`."""
        found: dict[tuple[str, str], list[str]] = {}
        pairs = [(spec.key, link) for spec, link in links_to(entry.type)]
        for number, key in self._connection.execute(_pointing(entry.type), {_TARGET: entry.id}):
            found.setdefault(pairs[number], []).append(key)
        self.totals = {pair: len(ids) for pair, ids in found.items() if len(ids) > MOST}
        found = {pair: ids[:MOST] for pair, ids in found.items()}
        rows: dict[str, Row] = {}
        for type_key in dict.fromkeys(key for key, _ in found):
            ids = [one for (its_type, _), ones in found.items() if its_type == type_key for one in ones]
            rows |= self.rows(SPECS[type_key], list(dict.fromkeys(ids)))
        return {pair: [rows[key] for key in ids] for pair, ids in found.items()}


@lru_cache(maxsize=128)
def _pointing(type_key: str) -> CompoundSelect[Any]:
    """Give the statement for the ids of what points to a record of a type, with the number of its link."""
    parts = []
    for number, (spec, link) in enumerate(links_to(type_key)):
        table = table_of(spec.key)
        parts.append(select(literal(number), table.c.id).where(table.c[link] == bindparam(_TARGET)))
    return union_all(*parts)


class Then:
    """The file as it was after change set `after`."""

    def __init__(self, connection: Connection, after: int) -> None:
        self._connection = connection
        self._after = after
        self.totals: dict[tuple[str, str], int] = {}
        self._now = Now(connection)
        later = select(CHANGES.c.record, CHANGES.c.old).where(CHANGES.c.change_set > after)
        self._since: set[int] = set()
        self._named_before: dict[str, set[int]] = {}  # what the records changed since named before
        for record, old in connection.execute(later):
            self._since.add(record)
            for key in _KEY.findall(old or ""):
                self._named_before.setdefault(key, set()).add(record)

    def rows(self, spec: RecordSpec, ids: Sequence[str]) -> dict[str, Row]:
        """Give records by id, as they were."""
        entries = by_ids(self._connection, ids)
        untouched = [key for key, entry in entries.items() if entry.seq not in self._since]
        found = self._now.rows(spec, untouched)
        return found | self._as_they_were(spec, (one for one in entries.values() if one.seq in self._since))

    def linked(self, spec: RecordSpec, link: str, ids: Sequence[str]) -> list[Row]:
        """Give the records of a type whose link pointed to one of some records."""
        now = {str(row["id"]): row for row in self._now.linked(spec, link, ids)}
        entries = by_ids(self._connection, now)
        kept = [row for key, row in now.items() if entries[key].seq not in self._since]
        named = {seq for key in ids for seq in self._named_before.get(key, ())}
        touched = {one.id: one for one in entries.values() if one.seq in self._since}
        touched |= {one.id: one for one in by_seqs(self._connection, named).values() if one.type == spec.key}
        wanted = set(ids)
        then = self._as_they_were(spec, touched.values()).values()
        return kept + [row for row in then if row[link] in wanted]

    def pointing(self, entry: Entry) -> Pointing:
        """Give everything that pointed to a record."""
        pairs = links_to(entry.type)
        found = {(spec.key, link): self.linked(spec, link, [entry.id]) for spec, link in pairs}
        return {pair: rows for pair, rows in found.items() if rows}

    def _as_they_were(self, spec: RecordSpec, entries: Iterable[Entry]) -> dict[str, Row]:
        then = {entry.id: row_then(self._connection, entry, self._after) for entry in entries}
        return {key: row for key, row in then.items() if row is not None}


State = Now | Then
