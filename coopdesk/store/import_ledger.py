# SPDX-License-Identifier: EUPL-1.2
"""The ledger of imports: every file that was taken in, byte for byte, by whom and with which answers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, insert, select

from coopdesk.records._base import Base
from coopdesk.store.history_tables import ImportRow
from coopdesk.store.ledger import is_in_force

IMPORTS: Final[Table] = Base.metadata.tables[ImportRow.__tablename__]
_FACTS: Final = (
    "seq", "change_set", "export_id", "made_at", "who", "file_name", "sha256", "decisions", "counts",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEntry:
    """A file that was taken in; without a change set there was nothing in it to change."""

    seq: int
    change_set: int | None
    export_id: str | None
    made_at: dt.datetime
    who: str
    file_name: str
    sha256: str
    decisions: Mapping[str, Any]
    counts: Mapping[str, int]


def add_import(
    connection: Connection,
    *,
    change_set: int | None,
    export_id: str | None,
    who: str,
    file_name: str,
    content: bytes,
    sha256: str,
    decisions: Mapping[str, Any],
    counts: Mapping[str, int],
    at: dt.datetime,
) -> None:
    """Add a file, in the transaction that writes its changes."""
    connection.execute(
        insert(IMPORTS).values(
            change_set=change_set,
            export_id=export_id,
            made_at=at,
            who=who,
            file_name=file_name,
            sha256=sha256,
            content=content,
            decisions=json.dumps(decisions, ensure_ascii=False, sort_keys=True),
            counts=json.dumps(counts, sort_keys=True),
        )
    )


def import_of(connection: Connection, sha256: str) -> ImportEntry | None:
    """Give the last import of these very bytes that still holds, None where there is none.

    One that was taken back does not hold any more, so that the file may come in again.
    """
    query = select(*(IMPORTS.c[name] for name in _FACTS)).where(IMPORTS.c.sha256 == sha256)
    for row in connection.execute(query.order_by(IMPORTS.c.seq.desc())).mappings():
        entry = _entry(dict(row))
        if entry.change_set is None or is_in_force(connection, entry.change_set):
            return entry
    return None


def import_in(connection: Connection, change_set: int) -> ImportEntry | None:
    """Give the file that a change set took in, None where it took in none."""
    query = select(*(IMPORTS.c[name] for name in _FACTS)).where(IMPORTS.c.change_set == change_set)
    row = connection.execute(query).mappings().first()
    return _entry(dict(row)) if row else None


def imports(connection: Connection, *, limit: int | None = 50) -> Sequence[ImportEntry]:
    """Give the files that were taken in, newest first, without their contents."""
    query = select(*(IMPORTS.c[name] for name in _FACTS)).order_by(IMPORTS.c.seq.desc()).limit(limit)
    return [_entry(dict(row)) for row in connection.execute(query).mappings()]


def content_of(connection: Connection, seq: int) -> bytes | None:
    """Give a file as it was taken in."""
    found: bytes | None = connection.execute(select(IMPORTS.c.content).where(IMPORTS.c.seq == seq)).scalar()
    return found


def _entry(row: Mapping[str, Any]) -> ImportEntry:
    facts = {**row, "decisions": json.loads(row["decisions"]), "counts": json.loads(row["counts"])}
    return ImportEntry(**facts)
