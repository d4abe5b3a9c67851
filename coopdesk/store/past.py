# SPDX-License-Identifier: EUPL-1.2
"""The file as it was after an earlier change set: a record, and what pointed to it then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.store.history import CHANGES, values_as_of
from coopdesk.store.queries import Row, place_of, rows_by_ids, rows_linked
from coopdesk.store.register import Entry, by_ids, by_seqs, links_to


def row_then(connection: Connection, entry: Entry, after: int) -> Row | None:
    """Give the values of a record as they were after change set `after`; None when it was not there."""
    spec = SPECS[entry.type]
    now = rows_by_ids(connection, spec, [entry.id]).get(entry.id)
    values = values_as_of(connection, entry.seq, now, spec, after)
    return None if values is None else {**dict.fromkeys(spec.by_key), **values, "id": entry.id}


def pointing_then(
    connection: Connection, entry: Entry, after: int
) -> Iterator[tuple[RecordSpec, str, list[Row]]]:
    """Give the records that pointed to a record after change set `after`, by type and link, in order."""
    since = set(connection.execute(select(CHANGES.c.record).where(CHANGES.c.change_set > after)).scalars())
    gone = _once_pointing(connection, entry, after)
    for spec, link in links_to(entry.type):
        now = rows_linked(connection, spec, link, entry.id)
        known = by_ids(connection, [str(row["id"]) for row in now])
        kept = [row for row in now if known[str(row["id"])].seq not in since]
        touched = {one.id: one for one in known.values() if one.seq in since}
        touched |= {one.id: one for one in gone if one.type == spec.key}
        then = (row_then(connection, one, after) for one in touched.values())
        rows = kept + [row for row in then if row is not None and row[link] == entry.id]
        if rows:
            yield spec, link, _in_order(connection, spec, rows)


def _in_order(connection: Connection, spec: RecordSpec, rows: list[Row]) -> list[Row]:
    parent = spec.parent.key if spec.parent is not None else None
    owners = by_ids(connection, [str(row[parent]) for row in rows]) if parent else {}
    return sorted(
        rows, key=lambda row: place_of(spec, row, owners[str(row[parent])].reference if parent else "")
    )


def _once_pointing(connection: Connection, entry: Entry, after: int) -> Iterable[Entry]:
    """Give the records in whose later changes the record is named as what stood there before."""
    rows = connection.execute(
        select(CHANGES.c.record)
        .where(CHANGES.c.change_set > after, CHANGES.c.old.contains(entry.id, autoescape=True))
        .distinct()
    )
    return by_seqs(connection, rows.scalars()).values()
