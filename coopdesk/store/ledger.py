# SPDX-License-Identifier: EUPL-1.2
"""The ledger of exports: who let what leave, when and for what purpose; and the base for its return.

The rows are chained: each holds a hash over its facts and the hash of the row before, so that a row that was
changed, taken out or slipped in shows. The chain does not cover `base`: that is working material which
moves on with every import, may be pruned, and must be reached by an erasure for data protection.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, insert, select, update

from coopdesk.records._base import Base
from coopdesk.store.history import CHANGE_SETS
from coopdesk.store.history_tables import ExportRow

EXPORTS: Final[Table] = Base.metadata.tables[ExportRow.__tablename__]
_FACTS: Final = (
    "export_id", "change_set", "made_at", "who", "file_name", "sha256", "is_for_return", "marking", "purpose",
    "contents",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFacts:
    """What the ledger says of a workbook that left, or of one that another office made and we took in.

    `contents` are types, columns and numbers of rows, never values.
    """

    export_id: str
    change_set: int | None
    made_at: dt.datetime
    who: str
    file_name: str
    sha256: str
    is_for_return: bool
    marking: str
    purpose: str | None
    contents: Mapping[str, Any]


def append_export(connection: Connection, facts: ExportFacts, base: bytes | None) -> None:
    """Add a row at the end of the chain."""
    last = connection.execute(select(EXPORTS.c.chain).order_by(EXPORTS.c.seq.desc()).limit(1)).scalar()
    row = {name: getattr(facts, name) for name in _FACTS}
    row["contents"] = json.dumps(facts.contents, ensure_ascii=False, sort_keys=True)
    connection.execute(insert(EXPORTS).values(**row, base=base, chain=_link(last or "", row)))


def verify_chain(connection: Connection) -> bool:
    """Say whether every row is as it was written and none is missing between the first and the last."""
    before = ""
    query = select(*(EXPORTS.c[name] for name in (*_FACTS, "chain"))).order_by(EXPORTS.c.seq)
    for row in connection.execute(query).mappings():
        if row["chain"] != _link(before, dict(row)):
            return False
        before = row["chain"]
    return True


def _link(before: str, row: Mapping[str, Any]) -> str:
    facts = {name: row[name] for name in _FACTS}
    facts["made_at"] = row["made_at"].astimezone(dt.UTC).isoformat()
    written = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{written}".encode()).hexdigest()


def exports(connection: Connection, *, limit: int | None = 50) -> list[ExportFacts]:
    """Give the entries of the ledger, newest first."""
    query = select(*(EXPORTS.c[name] for name in _FACTS)).order_by(EXPORTS.c.seq.desc()).limit(limit)
    return [_facts(dict(row)) for row in connection.execute(query).mappings()]


def export_facts(connection: Connection, export_id: str) -> ExportFacts | None:
    """Give what the ledger says of an export, None where it does not know it."""
    query = select(*(EXPORTS.c[name] for name in _FACTS)).where(EXPORTS.c.export_id == export_id)
    row = connection.execute(query).mappings().first()
    return _facts(dict(row)) if row else None


def export_in(connection: Connection, change_set: int) -> ExportFacts | None:
    """Give the workbook that a change set sent out, None where it sent none."""
    query = select(*(EXPORTS.c[name] for name in _FACTS)).where(EXPORTS.c.change_set == change_set)
    row = connection.execute(query).mappings().first()
    return _facts(dict(row)) if row else None


def _facts(row: Mapping[str, Any]) -> ExportFacts:
    return ExportFacts(**{**row, "contents": json.loads(row["contents"])})


def base_bytes(connection: Connection, export_id: str) -> bytes | None:
    """Give the stored base of an export with everything added to it, None where there is none."""
    found: bytes | None = connection.execute(
        select(EXPORTS.c.base).where(EXPORTS.c.export_id == export_id)
    ).scalar()
    return found


def add_to_base(connection: Connection, export_id: str, piece: bytes) -> bool:
    """Put a piece behind the stored base of an export; says whether there was one."""
    stored = base_bytes(connection, export_id)
    if stored is None:
        return False
    connection.execute(update(EXPORTS).where(EXPORTS.c.export_id == export_id).values(base=stored + piece))
    return True


def newest_change_set(connection: Connection) -> int | None:
    """Give the number of the change set written last."""
    found: int | None = connection.execute(
        select(CHANGE_SETS.c.seq).order_by(CHANGE_SETS.c.seq.desc()).limit(1)
    ).scalar()
    return found


def is_in_force(connection: Connection, change_set: int) -> bool:
    """Say whether what a change set did still holds: not taken back, or taken back and done again."""
    undone_by = connection.execute(
        select(CHANGE_SETS.c.undone_by).where(CHANGE_SETS.c.seq == change_set)
    ).scalar()
    return undone_by is None or not is_in_force(connection, undone_by)
