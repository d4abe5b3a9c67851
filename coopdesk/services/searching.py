# SPDX-License-Identifier: EUPL-1.2
"""One search over every record: by reference, by name, by text, and through a found partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.folding import fold, fold_name, words
from coopdesk.domain.i18n import N_
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.naming import called, names_of, spec_of
from coopdesk.services.registers import register_of
from coopdesk.store import search as index
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, column_linked, rows_by_ids
from coopdesk.store.register import Entry, by_ids, by_references, links_to

SNIPPET: Final = 90
FURTHER_NAME: Final = N_("Further name")
OPENED: Final = frozenset({"partner", "person", "country", "partner_unit"})
"""Types whose linked records belong to the answer when the search names one of them."""
WINDOW: Final = 500  # so many of the newest matches are put in order; a smaller answer begins a larger one
LEAD: Final = 12  # so many direct hits come before the first linked record; then they take turns
MOST_BEGUN: Final = 3  # a beginning that more bodies share names none of them
SHORTEST_BEGUN: Final = 3

_Found = tuple[Entry, str | None]
"""A record, and the link by which it was reached; None where it has the words itself."""


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
    """Give ranked hits: the reference itself, bodies so named, then records that have the words.

    Once a body is named, what is linked to it takes turns with the direct hits, so that neither hides the
    other. Records of a register come before the rows that only stand on their pages. Every word must match
    from its start; accents, case and spelling variants do not matter.
    """
    keys = [spec_of(key).key for key in types]
    with database.reading() as connection:
        named = _named(connection, query)
        direct = _direct(connection, query, keys, max(limit, WINDOW))
        opened = [entry for entry in named if entry.type in OPENED] or _begun(connection, query, direct)
        linked = _through(connection, opened, keys, max(limit, WINDOW))
        kept: list[_Found] = [(entry, None) for entry in named if not keys or entry.type in keys]
        merged = _once([*kept, *_in_turns([(entry, None) for entry in direct], linked)])
        return _hits(connection, list(islice(merged, limit)), query)


def _named(connection: Connection, query: str) -> list[Entry]:
    """Give what the query names outright: the record of that reference, bodies called so, other records."""
    exact = by_references(connection, [query.strip()]).get(fold(query.strip()))
    bodies_first = sorted(called(connection, query), key=lambda entry: entry.type not in OPENED)
    found = [exact, *bodies_first] if exact is not None and exact.is_live else bodies_first
    return list({entry.id: entry for entry in found}.values())


def _direct(connection: Connection, query: str, types: Sequence[str], window: int) -> list[Entry]:
    """Give the records that have the words, in a name first; rows of pages after records of registers."""
    found: dict[str, Entry] = {}
    for names_only in (True, False):
        if len(found) < window:
            newest = index.find(connection, query, types=types, limit=window, names_only=names_only)
            in_order = sorted(newest, key=lambda entry: _rank(entry.type))
            found.update({entry.id: entry for entry in in_order if entry.id not in found})
    return list(found.values())


def _rank(type_key: str) -> int:
    """Put what the office works with first, then what it looks up, then the rows that stand on pages."""
    register = register_of(type_key)
    if register is None:
        return 2
    return 0 if type_key in OPENED or register.section == "main" else 1


def _begun(connection: Connection, query: str, direct: Sequence[Entry]) -> list[Entry]:
    """Give the few bodies of which a name begins like the query; none where many do."""
    start = fold_name(query)
    if len(start) < SHORTEST_BEGUN:
        return []
    bodies = [entry for entry in direct if entry.type in OPENED][:WINDOW]
    names = names_of(connection, bodies)
    begun = [entry for entry in bodies if any(name.startswith(start) for name in names[entry.id])]
    return begun if len(begun) <= MOST_BEGUN else []


def _through(
    connection: Connection, bodies: Sequence[Entry], types: Sequence[str], most: int
) -> list[_Found]:
    """Give the records linked to bodies, each with the link in words.

    A row that another record owns stands for its owner: a party of an activity gives the activity. Links
    take turns, so that twenty units do not hide the one arrangement.
    """
    by_link: list[list[_Found]] = []
    for entry in bodies:
        for spec, link in links_to(entry.type):
            if spec.key == "citation" or spec.names_of:
                continue
            owner = spec.parent.key if spec.parent is not None and spec.parent.key != link else "id"
            ids = column_linked(connection, spec, link, entry.id, owner, limit=most)
            label = f"{spec.by_key[link].label}: {entry.label}"
            reached = by_ids(connection, ids).values()
            by_link.append([(one, label) for one in reached if not types or one.type in types])
    return list(_once(one for turn in zip_longest(*by_link) for one in turn if one is not None))


def _once(found: Iterable[_Found]) -> Iterator[_Found]:
    """Give each record once, as it came first."""
    seen: set[str] = set()
    for entry, label in found:
        if entry.id not in seen:
            seen.add(entry.id)
            yield entry, label


def _in_turns(direct: Sequence[_Found], linked: Sequence[_Found]) -> Iterator[_Found]:
    """Give the first direct hits, then linked records and direct hits in turns."""
    yield from direct[:LEAD]
    rest = direct[LEAD:]
    for number in range(max(len(rest), len(linked))):
        yield from linked[number : number + 1]
        yield from rest[number : number + 1]


def _hits(connection: Connection, found: Sequence[_Found], query: str) -> list[Hit]:
    entries = [entry for entry, label in found if label is None]
    rows: dict[str, Row] = {}
    for type_key in {entry.type for entry in entries}:
        rows.update(rows_by_ids(connection, SPECS[type_key], [e.id for e in entries if e.type == type_key]))
    extra = index.further_names(connection, [e.id for e in entries if e.type in index.named_types()])
    return [
        _hit(entry, rows[entry.id], extra.get(entry.id, []), query)
        if label is None
        else _linked_hit(entry, label)
        for entry, label in found
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


def _linked_hit(entry: Entry, matched: str) -> Hit:
    return Hit(
        type=entry.type,
        id=entry.id,
        reference=entry.reference,
        label=entry.label,
        matched_in=matched,
        snippet=entry.label[:SNIPPET],
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
