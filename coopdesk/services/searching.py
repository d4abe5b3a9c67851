# SPDX-License-Identifier: EUPL-1.2
"""One search over every record: by reference, by name, by text, and through a found partner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.folding import fold, fold_name, words
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.naming import spec_of
from coopdesk.store import search as index
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids, rows_linked
from coopdesk.store.register import Entry, by_ids, by_references, links_to

SNIPPET: Final = 90
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
        entries: dict[str, Entry] = {}
        exact = by_references(connection, [query.strip()]).get(fold(query.strip()))
        if exact is not None and exact.is_live and (not keys or exact.type in keys):
            entries[exact.id] = exact
        for names_only in (True, False):
            if len(entries) < limit:
                found = index.find(connection, query, types=keys, limit=limit, names_only=names_only)
                entries.update({entry.id: entry for entry in found if entry.id not in entries})
        chosen = _named_first(connection, list(entries.values()), query)[:limit]
        hits = _hits(connection, chosen, query)
        return hits + _through(connection, chosen, query, keys, limit - len(hits), {hit.id for hit in hits})


def _named_first(connection: Connection, entries: list[Entry], query: str) -> list[Entry]:
    """Put records that are called just so before those whose name only begins so."""
    wanted = fold_name(query)
    called = {entry.id for entry in entries[:200] if _is_called(connection, entry, wanted)}
    return sorted(
        entries, key=lambda entry: (entry.id not in called, entry.type not in OPENED) if called else False
    )


def _is_called(connection: Connection, entry: Entry, wanted: str) -> bool:
    if wanted in {fold_name(entry.label), fold_name(entry.reference)}:
        return True
    if entry.type not in index.named_types():
        return False
    row = rows_by_ids(connection, SPECS[entry.type], [entry.id]).get(entry.id, {})
    own = [str(row[f.key]) for f in SPECS[entry.type].fields if f.searched == "name" and row.get(f.key)]
    names = (*own, *index.further_names(connection, [entry.id]).get(entry.id, ()))
    return wanted in {fold_name(name) for name in names}


def _hits(connection: Connection, entries: Sequence[Entry], query: str) -> list[Hit]:
    rows: dict[str, Row] = {}
    for type_key in {entry.type for entry in entries}:
        rows.update(rows_by_ids(connection, SPECS[type_key], [e.id for e in entries if e.type == type_key]))
    extra = index.further_names(connection, [e.id for e in entries if e.type in index.named_types()])
    return [
        _hit(entry, rows[entry.id], extra.get(entry.id, []), query) for entry in entries if entry.id in rows
    ]


def _hit(entry: Entry, row: Row, further: Iterable[str], query: str) -> Hit:
    spec = SPECS[entry.type]
    matched, shown = _where(spec, row, further, words(query))
    return Hit(
        type=entry.type,
        id=entry.id,
        reference=entry.reference,
        label=entry.label,
        matched_in=matched,
        snippet=_snippet(shown, words(query)),
    )


def _where(spec: RecordSpec, row: Row, further: Iterable[str], tokens: Sequence[str]) -> tuple[str, str]:
    """Give the field in which most words of the query are, and its text; names come first."""
    candidates = [("Further name", name) for name in further]
    for field in sorted(spec.fields, key=lambda one: one.searched != "name"):
        value = row.get(field.key)
        if value is not None and (field.searched != "no" or field.key == "reference"):
            candidates.append((field.label, field.kind.format(value)))
    scored = [(sum(_has(text, token) for token in tokens), label, text) for label, text in candidates]
    if not scored:
        return spec.label, ""
    best = max(score for score, _, _ in scored)
    own = [one for one in scored if one[0] == best and one[1] != "Further name"]
    _, label, text = own[0] if own else next(one for one in scored if one[0] == best)
    return label, text


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
    connection: Connection,
    entries: Sequence[Entry],
    query: str,
    types: Sequence[str],
    room: int,
    seen: set[str],
) -> list[Hit]:
    """Give the records linked to a body that is called just what was searched for.

    A row that another record owns stands for its owner: a party of an activity gives the activity.
    """
    hits: list[Hit] = []
    for entry in entries:
        if (
            room <= len(hits)
            or entry.type not in OPENED
            or not _is_called(connection, entry, fold_name(query))
        ):
            continue
        for spec, link in links_to(entry.type):
            if spec.key == "citation" or spec.names_of:
                continue
            rows = rows_linked(connection, spec, link, entry.id)
            owner = spec.parent.key if spec.parent is not None and spec.parent.key != link else "id"
            found: Mapping[str, Entry] = by_ids(connection, [str(row[owner]) for row in rows])
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
