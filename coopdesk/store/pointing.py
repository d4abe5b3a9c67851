# SPDX-License-Identifier: EUPL-1.2
"""What points to records: who uses them, and which rows they own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, select

from coopdesk.records.catalog import SPECS
from coopdesk.store.bulk import AMONG, found_among
from coopdesk.store.register import links_to, table_of


@dataclass(frozen=True, slots=True)
class Pointer:
    """One link to a record; `is_owner` says that the row which links belongs to it."""

    type: str
    source: str
    target: str
    is_owner: bool


def pointers(connection: Connection, type_key: str, ids: Sequence[str]) -> Iterator[Pointer]:
    """Give every link of a live record to one of the records of a type."""
    for spec, link in links_to(type_key):
        owner = SPECS[spec.key].parent
        for row in found_among(connection, _links(spec.key, link), ids):
            yield Pointer(spec.key, row[0], row[1], owner is not None and owner.key == link)


@lru_cache(maxsize=256)
def _links(type_key: str, link: str) -> Select[Any]:
    table = table_of(type_key)
    return select(table.c.id, table.c[link]).where(table.c[link].in_(AMONG))
