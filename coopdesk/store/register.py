# SPDX-License-Identifier: EUPL-1.2
"""The register of all records: who is who, what is taken, how a record is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select

from coopdesk.domain.folding import fold
from coopdesk.domain.kinds import LinkKind, Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records._base import Base, RegisterEntry
from coopdesk.records.catalog import SPECS
from coopdesk.store.bulk import AMONG, found_among

REGISTER: Table = Base.metadata.tables[RegisterEntry.__tablename__]
LABEL_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register knows of a record."""

    seq: int
    id: str
    type: str
    reference: str
    label: str
    version: int
    is_live: bool


_COLUMNS = (
    REGISTER.c.seq, REGISTER.c.id, REGISTER.c.type, REGISTER.c.reference, REGISTER.c.label,
    REGISTER.c.version, REGISTER.c.is_live,
)  # fmt: skip
_BY_ID: Final = select(*_COLUMNS).where(REGISTER.c.id.in_(AMONG))
_BY_SEQ: Final = select(*_COLUMNS).where(REGISTER.c.seq.in_(AMONG))
_BY_REFERENCE: Final = select(*_COLUMNS, REGISTER.c.reference_folded).where(
    REGISTER.c.reference_folded.in_(AMONG)
)


def entry_of(row: Sequence[Any]) -> Entry:
    """Make an entry of a row that has its columns in order."""
    return Entry(*row)


def by_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Give the entries of records, live or in the trash, by id; unknown ids are left out."""
    rows = found_among(connection, _BY_ID, list(dict.fromkeys(ids)))
    return {row[1]: entry_of(row) for row in rows}


def by_references(connection: Connection, references: Iterable[str]) -> dict[str, Entry]:
    """Give the entries by folded reference, live or in the trash."""
    folded = list(dict.fromkeys(fold(reference) for reference in references))
    return {row[-1]: entry_of(row[:-1]) for row in found_among(connection, _BY_REFERENCE, folded)}


def by_seqs(connection: Connection, seqs: Iterable[int]) -> dict[int, Entry]:
    """Give the entries by their number."""
    rows = found_among(connection, _BY_SEQ, list(dict.fromkeys(seqs)))
    return {row[0]: entry_of(row) for row in rows}


def referenced_from(connection: Connection, start: str, *, limit: int) -> list[Entry]:
    """Give the live records whose reference begins so, by reference."""
    folded = fold(start)
    query = (
        select(*_COLUMNS)
        .where(REGISTER.c.reference_folded >= folded, REGISTER.c.reference_folded < folded + "\U0010ffff")
        .where(REGISTER.c.is_live)
        .order_by(REGISTER.c.reference_folded)
        .limit(limit)
    )
    return [entry_of(row) for row in connection.execute(query)]


def first_by_name(connection: Connection, type_key: str, *, limit: int) -> list[Entry]:
    """Give the first live records of a type, as their names sort."""
    query = (
        select(*_COLUMNS)
        .where(REGISTER.c.type == type_key, REGISTER.c.is_live)
        .order_by(REGISTER.c.label_sorted)
        .limit(limit)
    )
    return [entry_of(row) for row in connection.execute(query)]


def counts(connection: Connection) -> dict[str, int]:
    """Give the number of live records by type."""
    rows = connection.execute(
        select(REGISTER.c.type, func.count()).where(REGISTER.c.is_live).group_by(REGISTER.c.type)
    )
    return {row[0]: row[1] for row in rows}


def propose_reference(connection: Connection, spec: RecordSpec, today: dt.date, taken: int = 0) -> str:
    """Give a free reference PREFIX-YEAR-n; `taken` skips as many that the caller has already given out."""
    start = f"{spec.prefix}-{today.year}-"
    stored = connection.execute(
        select(REGISTER.c.reference_folded).where(
            REGISTER.c.reference_folded.startswith(fold(start), autoescape=True)
        )
    ).scalars()
    numbers = [int(rest) for name in stored if (rest := name[len(start) :]).isdigit() and len(rest) < 10]
    return f"{start}{max(numbers, default=0) + 1 + taken}"


def label_of(spec: RecordSpec, values: Mapping[str, Value], label_of_link: Callable[[str], str]) -> str:
    """Name a record by its title fields; linked records by their own labels; else by its reference."""
    parts = []
    for key in spec.title:
        value = values.get(key)
        if value is None:
            continue
        kind = spec.by_key[key].kind
        parts.append(label_of_link(str(value)) if isinstance(kind, LinkKind) else kind.format(value))
    label = " – ".join(part for part in parts if part) or str(values.get("reference") or spec.label)
    return label[:LABEL_LIMIT]


def titled_by(type_key: str) -> list[tuple[RecordSpec, str]]:
    """Give the types and fields whose labels are made from labels of this type."""
    return [
        (spec, key)
        for spec in SPECS.values()
        for key in spec.title
        if (targets := spec.by_key[key].targets) and (type_key in targets or "record" in targets)
    ]


def links_to(type_key: str) -> list[tuple[RecordSpec, str]]:
    """Give the types and fields that may point to a record of this type."""
    return [
        (spec, link.key)
        for spec in SPECS.values()
        for link in spec.links
        if type_key in link.targets or "record" in link.targets
    ]


def table_of(type_key: str) -> Table:
    """Give the table of a record type."""
    return Base.metadata.tables[type_key]
