# SPDX-License-Identifier: EUPL-1.2
"""Which records something later is on file for: renewed, prolonged, replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Select, select

from coopdesk.store.bulk import AMONG, found_among
from coopdesk.store.register import table_of

FOLLOWING: Final = ("renews", "prolongs", "extends", "supersedes")
"""The relations of a later arrangement to the one it follows."""


def followed(connection: Connection, type_key: str, ids: Sequence[str]) -> frozenset[str] | None:
    """Give those of the records that something later is on file for; None for types that nothing follows."""
    query = _query(type_key)
    if query is None:
        return None
    return frozenset(row[0] for row in found_among(connection, query, ids))


def _query(type_key: str) -> Select[tuple[str]] | None:
    match type_key:
        case "arrangement":
            links = table_of("arrangement_link")
            return select(links.c.to_arrangement).where(
                links.c.relation.in_(FOLLOWING), links.c.to_arrangement.in_(AMONG)
            )
        case "roadmap":
            roadmaps = table_of("roadmap")
            return select(roadmaps.c.succeeds).where(roadmaps.c.succeeds.in_(AMONG))
    return None
