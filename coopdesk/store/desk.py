# SPDX-License-Identifier: EUPL-1.2
"""Saved views in the file: lists kept under a name, in the order in which people put them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from coopdesk.domain.folding import fold_name
from coopdesk.records._base import Base
from coopdesk.store.desk_tables import SavedViewRow

VIEWS: Final[Table] = Base.metadata.tables[SavedViewRow.__tablename__]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """A saved view as it lies in the file."""

    seq: int
    name: str
    definition: str


def kept_views(connection: Connection) -> list[KeptView]:
    """Give all saved views in order."""
    query = select(VIEWS.c.seq, VIEWS.c.name, VIEWS.c.definition).order_by(VIEWS.c.place, VIEWS.c.seq)
    return [KeptView(seq=row[0], name=row[1], definition=row[2]) for row in connection.execute(query)]


def view_called(connection: Connection, name: str) -> KeptView | None:
    """Give the saved view of a name, case and accents levelled."""
    wanted = fold_name(name)
    return next((one for one in kept_views(connection) if fold_name(one.name) == wanted), None)


def add_view(connection: Connection, name: str, definition: str, at: dt.datetime) -> None:
    """Keep a new view after all others."""
    last = connection.execute(select(func.max(VIEWS.c.place))).scalar_one()
    values = {
        "name": name,
        "name_folded": fold_name(name),
        "definition": definition,
        "place": (last or 0) + 1,
        "made_at": at,
    }
    connection.execute(insert(VIEWS).values(values))


def redefine_view(connection: Connection, seq: int, definition: str) -> None:
    """Keep something else under a name."""
    connection.execute(update(VIEWS).where(VIEWS.c.seq == seq).values(definition=definition))


def rename_view(connection: Connection, seq: int, name: str) -> None:
    """Give a saved view another name."""
    values = {"name": name, "name_folded": fold_name(name)}
    connection.execute(update(VIEWS).where(VIEWS.c.seq == seq).values(values))


def remove_view(connection: Connection, seq: int) -> None:
    """Forget a saved view."""
    connection.execute(delete(VIEWS).where(VIEWS.c.seq == seq))


def place_views(connection: Connection, seqs: list[int]) -> None:
    """Put saved views in order."""
    for place, seq in enumerate(seqs, start=1):
        connection.execute(update(VIEWS).where(VIEWS.c.seq == seq).values(place=place))
