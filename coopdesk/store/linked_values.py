# SPDX-License-Identifier: EUPL-1.2
"""Values of linked records for a window of rows: step by step, each step one look for all rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, select

from coopdesk.records.catalog import SPECS
from coopdesk.store.bulk import AMONG, found_among
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids, table_of

Reached = Mapping[str, Sequence[tuple[str, Row]]]
"""For each record, the type and the row of what its path leads to."""


def reached(
    connection: Connection, type_key: str, rows: Mapping[str, Row], steps: Sequence[str]
) -> dict[str, list[tuple[str, Row]]]:
    """Give the rows that a path of links leads to, for each record of a window."""
    at: dict[str, list[tuple[str, Row]]] = {key: [(type_key, row)] for key, row in rows.items()}
    for step in steps:
        at = _rows_pointing(connection, at, step) if ":" in step else _rows_linked(connection, at, step)
    return at


def _rows_linked(
    connection: Connection, at: Mapping[str, list[tuple[str, Row]]], link: str
) -> dict[str, list[tuple[str, Row]]]:
    wanted = {str(row[link]) for found in at.values() for _, row in found if row.get(link) is not None}
    entries = by_ids(connection, wanted)
    by_type: dict[str, list[str]] = {}
    for entry in entries.values():
        by_type.setdefault(entry.type, []).append(entry.id)
    known: dict[str, tuple[str, Row]] = {}
    for its_type, ids in by_type.items():
        found_rows = rows_by_ids(connection, SPECS[its_type], ids)
        known.update({key: (its_type, row) for key, row in found_rows.items()})
    return {
        key: [known[str(row[link])] for _, row in found if str(row.get(link)) in known]
        for key, found in at.items()
    }


def _rows_pointing(
    connection: Connection, at: Mapping[str, list[tuple[str, Row]]], step: str
) -> dict[str, list[tuple[str, Row]]]:
    pointing, link = step.split(":", 1)
    ids = list({str(row["id"]) for found in at.values() for _, row in found})
    by_target: dict[str, list[tuple[str, Row]]] = {}
    for row in found_among(connection, _pointing_rows(pointing, link), ids):
        values = dict(row._mapping)
        by_target.setdefault(str(values[link]), []).append((pointing, values))
    return {
        key: [one for _, row in found for one in by_target.get(str(row["id"]), ())]
        for key, found in at.items()
    }


@lru_cache(maxsize=128)
def _pointing_rows(type_key: str, link: str) -> Select[Any]:
    table = table_of(type_key)
    order = [table.c.order_no.nulls_last()] if "order_no" in SPECS[type_key].by_key else []
    return select(table).where(table.c[link].in_(AMONG)).order_by(*order, table.c.reference)


def short_names(connection: Connection, entries: Iterable[Entry]) -> dict[str, str]:
    """Give the short names of those records that have one, by id."""
    by_type: dict[str, list[str]] = {}
    for entry in entries:
        if entry.is_live and "short_name" in SPECS[entry.type].by_key:
            by_type.setdefault(entry.type, []).append(entry.id)
    found: dict[str, str] = {}
    for type_key, ids in by_type.items():
        rows = found_among(connection, _short_names(type_key), ids)
        found.update({row[0]: row[1] for row in rows if row[1]})
    return found


@lru_cache(maxsize=64)
def _short_names(type_key: str) -> Select[Any]:
    table = table_of(type_key)
    return select(table.c.id, table.c.short_name).where(table.c.id.in_(AMONG))
