# SPDX-License-Identifier: EUPL-1.2
"""One search over every record: by reference, by name, by text, and through a found partner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.folding import fold, fold_name, words
from coopdesk.domain.i18n import N_
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.naming import called, spec_of
from coopdesk.store import search as index
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, column_linked, rows_by_ids
from coopdesk.store.register import Entry, by_ids, by_references, links_to

SNIPPET: Final = 90
FURTHER_NAME: Final = N_("Further name")
OPENED: Final = frozenset({"partner", "person", "country", "partner_unit"})
"""Types whose linked records belong to the answer when the search names one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that was found; where it matched, in words, and the text around it."""

    type: str
    id: str
    reference: str
    label: str
    matched_in: str
    snippet: str


def search(database: Database, query: str, *, types: Sequence[str] = (), limit: int = 50) -> list[Hit]:
    """Give ranked hits: the reference itself, names, other text, then what is linked to a body so named.

    Every word must match from its start; accents, case and spelling variants do not matter.
    """
    keys = [spec_of(key).key for key in types]
    with database.reading() as connection:
        named = _named(connection, query)
        entries = {entry.id: entry for entry in named if not keys or entry.type in keys}
        for names_only in (True, False):
            if len(entries) < limit:
                found = index.find(connection, query, types=keys, limit=limit, names_only=names_only)
                entries.update({entry.id: entry for entry in found if entry.id not in entries})
        hits = _hits(connection, list(entries.values())[:limit], query)
        return hits + _through(connection, named, keys, limit - len(hits), {hit.id for hit in hits})


def _named(connection: Connection, query: str) -> list[Entry]:
    """Give what the query names outright: the record of that reference, bodies called so, other records."""
    exact = by_references(connection, [query.strip()]).get(fold(query.strip()))
    bodies_first = sorted(called(connection, query), key=lambda entry: entry.type not in OPENED)
    found = [exact, *bodies_first] if exact is not None and exact.is_live else bodies_first
    return list({entry.id: entry for entry in found}.values())


def _hits(connection: Connection, entries: Sequence[Entry], query: str) -> list[Hit]:
    rows: dict[str, Row] = {}
    for type_key in {entry.type for entry in entries}:
        rows.update(rows_by_ids(connection, SPECS[type_key], [e.id for e in entries if e.type == type_key]))
    extra = index.further_names(connection, [e.id for e in entries if e.type in index.named_types()])
    return [
        _hit(entry, rows[entry.id], extra.get(entry.id, []), query) for entry in entries if entry.id in rows
    ]


def _hit(entry: Entry, row: Row, further: Iterable[str], query: str) -> Hit:
    matched, shown = _where(SPECS[entry.type], row, further, query)
    return Hit(
        type=entry.type,
        id=entry.id,
        reference=entry.reference,
        label=entry.label,
        matched_in=matched,
        snippet=_snippet(shown, words(query)),
    )


def _where(spec: RecordSpec, row: Row, further: Iterable[str], query: str) -> tuple[str, str]:
    """Give the field that has most words of the query, and its text; at best the one that says just that."""
    tokens, wanted = words(query), fold_name(query)
    candidates = _candidates(spec, row, further)
    if not candidates:
        return spec.label, ""
    return max(
        candidates,
        key=lambda one: (sum(_has(one[1], token) for token in tokens), fold_name(one[1]) == wanted),
    )


def _candidates(spec: RecordSpec, row: Row, further: Iterable[str]) -> list[tuple[str, str]]:
    """Give what a record can be found by, names first, each with its label."""
    found = [
        (field, field.kind.format(row[field.key]))
        for field in spec.fields
        if row.get(field.key) is not None and (field.searched != "no" or field.key == "reference")
    ]
    names = [(field.label, text) for field, text in found if field.searched == "name"]
    others = [(field.label, text) for field, text in found if field.searched != "name"]
    return [*names, *((FURTHER_NAME, name) for name in further), *others]


def _has(text: str, token: str) -> bool:
    return any(word.startswith(token) for word in words(text))


def _snippet(text: str, tokens: Sequence[str]) -> str:
    """Cut the text around the first match."""
    plain = " ".join(text.split())
    if len(plain) <= SNIPPET:
        return plain
    found = [position for token in tokens if (position := fold(plain).find(token)) >= 0]
    start = max(0, min(found, default=0) - SNIPPET // 3)
    piece = plain[start : start + SNIPPET]
    return ("…" if start else "") + piece + ("…" if start + SNIPPET < len(plain) else "")


def _through(
    connection: Connection, named: Sequence[Entry], types: Sequence[str], room: int, seen: set[str]
) -> list[Hit]:
    """Give the records linked to a body that is called just what was searched for.

    A row that another record owns stands for its owner: a party of an activity gives the activity.
    """
    hits: list[Hit] = []
    for entry in named:
        if entry.type not in OPENED or len(hits) >= room:
            continue
        for spec, link in links_to(entry.type):
            if spec.key == "citation" or spec.names_of:
                continue
            owner = spec.parent.key if spec.parent is not None and spec.parent.key != link else "id"
            found = by_ids(connection, column_linked(connection, spec, link, entry.id, owner))
            label = f"{spec.by_key[link].label}: {entry.label}"
            fresh = [one for one in found.values() if one.id not in seen and (not types or one.type in types)]
            hits += [_linked_hit(one, label) for one in fresh]
            seen.update(one.id for one in fresh)
    return hits[: max(room, 0)]


def _linked_hit(entry: Entry, matched: str) -> Hit:
    return Hit(
        type=entry.type,
        id=entry.id,
        reference=entry.reference,
        label=entry.label,
        matched_in=matched,
        snippet=entry.label[:SNIPPET],
    )
