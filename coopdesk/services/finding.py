# SPDX-License-Identifier: EUPL-1.2
"""What the palette offers for what is typed: records to go to, each with words about it, and what to begin.

The search itself is `searching`; here its hits become places one can go to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from coopdesk.domain.dates import format_date
from coopdesk.domain.folding import fold_name, words
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.browsing import computed_value
from coopdesk.services.pages.page import Target
from coopdesk.services.recent import pinned, recent
from coopdesk.services.registers import REGISTERS, register_of
from coopdesk.services.searching import Hit, search
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids, first_by_name, referenced_from

Prefix = Literal["", "@", "#"]
MOST: Final = 40
MOST_NEW: Final = 3
_NOT_PLACES: Final = frozenset({"citation", "link", "partner_name", "country_name"})
"""Rows whose words are those of a source or of a name that finds its owner anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record one can go to. `about` says what it is and where it matched."""

    target: Target
    reference: str
    title: str
    about: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """A record that could be begun: its type, for whom or with which name, and what is filled in."""

    kind: Literal["plain", "named", "meeting_with", "person_at"]
    type: str
    label: str
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The records found, best first, whether there are more, and what could be begun instead."""

    records: tuple[Found, ...]
    has_more: bool = False
    creations: tuple[Creation, ...] = ()
    are_recent: bool = False


def find(
    database: Database, text: str, prefix: Prefix = "", *, today: dt.date, limit: int = MOST
) -> Findings:
    """Give what fits a text: records of all kinds, only people (@), or references that begin so (#).

    Without a text the records opened last are given.
    """
    if prefix == "#":
        return _by_reference(database, text.strip(), today, limit)
    if not words(text):
        return _people(database, today, limit) if prefix == "@" else _recent(database, today, limit)
    types = ("person",) if prefix == "@" else ()
    hits = search(database, text, types=types, limit=2 * limit)
    with database.reading() as connection:
        found = _places(connection, hits, today)
    creations = () if prefix else _creations(text, hits, database)
    return Findings(records=tuple(found[:limit]), has_more=len(found) > limit, creations=creations)


def creations(text: str) -> tuple[Creation, ...]:
    """Give the kinds of record that can be begun and whose name has the words; all of them without words."""
    return tuple(_plain(words(text)))


def _by_reference(database: Database, start: str, today: dt.date, limit: int) -> Findings:
    with database.reading() as connection:
        entries = referenced_from(connection, start, limit=4 * limit) if start else []
        shown = [entry for entry in entries if register_of(entry.type) is not None]
        about = _abouts(connection, shown[:limit], today)
    found = [_found(entry, f"{about[entry.id]} · {entry.reference}") for entry in shown[:limit]]
    return Findings(records=tuple(found), has_more=len(shown) > limit)


def _people(database: Database, today: dt.date, limit: int) -> Findings:
    with database.reading() as connection:
        entries = first_by_name(connection, "person", limit=limit)
        about = _abouts(connection, entries, today)
    return Findings(records=tuple(_found(entry, about[entry.id]) for entry in entries))


def _recent(database: Database, today: dt.date, limit: int) -> Findings:
    chosen = [*pinned(database, limit=limit), *recent(database, limit=12)]
    with database.reading() as connection:
        known = by_ids(connection, [one.target.id for one in chosen])
        entries = [known[one.target.id] for one in chosen if one.target.id in known]
        about = _abouts(connection, entries, today)
    found = tuple(_found(entry, about[entry.id]) for entry in entries)
    return Findings(records=found, are_recent=True)


def _places(connection: Connection, hits: Sequence[Hit], today: dt.date) -> list[Found]:
    """Give the records to go to: a row without a list of its own stands for the record that owns it."""
    owners = _owners(connection, [hit for hit in hits if register_of(hit.type) is None])
    places: dict[str, tuple[Entry, str]] = {}
    entries = by_ids(connection, [hit.id for hit in hits])
    for hit in hits:
        owner = owners.get(hit.id)
        if register_of(hit.type) is not None and hit.id in entries:
            places.setdefault(hit.id, (entries[hit.id], _where(hit)))
        elif owner is not None:
            where = f"{_small(SPECS[hit.type].label)} {hit.snippet}"
            places.setdefault(owner.id, (owner, where))
    about = _abouts(connection, [entry for entry, _ in places.values()], today)
    return [
        _found(entry, f"{about[entry.id]} · {where}" if where else about[entry.id])
        for entry, where in places.values()
    ]


def _owners(connection: Connection, hits: Iterable[Hit]) -> dict[str, Entry]:
    """Give the record of a register that owns each row, by the id of the row."""
    owner_of: dict[str, str] = {}
    by_type: dict[str, list[str]] = {}
    for hit in hits:
        if hit.type not in _NOT_PLACES and SPECS[hit.type].parent is not None:
            by_type.setdefault(hit.type, []).append(hit.id)
    for type_key, ids in by_type.items():
        parent = SPECS[type_key].parent
        assert parent is not None  # only types with an owner are asked for
        for key, row in rows_by_ids(connection, SPECS[type_key], ids).items():
            owner_of[key] = str(row[parent.key])
    known = by_ids(connection, owner_of.values())
    return {
        key: known[owner]
        for key, owner in owner_of.items()
        if owner in known and register_of(known[owner].type) is not None
    }


def _where(hit: Hit) -> str:
    """Say where a hit matched; in the name itself needs no words."""
    if hit.matched_in.partition(": ")[2]:  # reached through a link: “Country: Turkey”
        label, _, name = hit.matched_in.partition(": ")
        return f"{_small(label)} {name}"
    if hit.snippet.strip("…") in hit.label:
        return ""
    return f"{_small(hit.matched_in)} {hit.snippet}"


def _small(label: str) -> str:
    """Begin a label with a small letter within a sentence, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _abouts(connection: Connection, entries: Sequence[Entry], today: dt.date) -> dict[str, str]:
    """Say of each record what it is and when it applies, by id."""
    by_type: dict[str, list[str]] = {}
    for entry in entries:
        by_type.setdefault(entry.type, []).append(entry.id)
    said: dict[str, str] = {}
    for type_key, ids in by_type.items():
        spec = SPECS[type_key]
        rows = rows_by_ids(connection, spec, ids)
        for key in ids:
            period = period_in_words(spec, rows[key], today) if key in rows else ""
            said[key] = f"{spec.label}, {period}" if period else spec.label
    return said


def period_in_words(spec: RecordSpec, row: Row, today: dt.date) -> str:
    """Say when a record applies: “February 2018 to June 2019”, “since 2014”; empty where nothing is known."""
    start, end = (_first_known(spec, keys, row, today) for keys in (spec.starts, spec.ends))
    if start and end:
        return format_date(start) if start == end else f"{format_date(start)} to {format_date(end)}"
    if start:
        return f"since {format_date(start)}"
    return f"until {format_date(end)}" if end else ""


def _first_known(spec: RecordSpec, keys: Sequence[str], row: Row, today: dt.date) -> str | None:
    for key in keys:
        field = spec.all_by_key[key]
        value = row.get(key) if field.computed is None else computed_value(field, row, today)
        if isinstance(value, str):
            return value
    return None


def _found(entry: Entry, about: str) -> Found:
    register = register_of(entry.type)
    return Found(
        target=Target(entry.type, entry.id),
        reference=entry.reference,
        title=entry.label,
        about=about,
        icon=register.icon if register is not None else "file-text",
    )


def _creations(text: str, hits: Sequence[Hit], database: Database) -> tuple[Creation, ...]:
    """Give what could be begun: “new meeting”, something with the partner found first, a partner so named."""
    asked = _asked_for(text)
    if asked:
        return tuple(asked[:MOST_NEW])
    found: list[Creation] = []
    best = hits[0] if hits and hits[0].type == "partner" else None
    if best is not None:
        with database.reading() as connection:
            row = rows_by_ids(connection, SPECS["partner"], [best.id]).get(best.id, {})
        name = str(row.get("short_name") or best.label)
        found.append(_creation("meeting_with", "meeting", name, {"title": f"Meeting with {name}"}))
        found.append(_creation("person_at", "person", name, {"partner": best.reference}))
    typed = " ".join(text.split())
    if best is None or fold_name(best.label) != fold_name(typed):
        found.append(_creation("named", "partner", typed, {"name": typed}))
    return tuple(found[:MOST_NEW])


def _asked_for(text: str) -> list[Creation]:
    """Give the types that “new meeting” or “new work” asks for."""
    typed = words(text)
    return _plain(typed[1:]) if len(typed) > 1 and typed[0] == "new" else []


def _plain(tokens: Sequence[str]) -> list[Creation]:
    """Give the types of the navigation, in its order, whose name has the words."""
    offered = [SPECS[type_key] for register in REGISTERS for type_key in register.types]
    return [
        _creation("plain", spec.key, "", {})
        for spec in offered
        if all(any(word.startswith(token) for word in words(spec.label)) for token in tokens)
    ]


def _creation(
    kind: Literal["plain", "named", "meeting_with", "person_at"],
    type_key: str,
    name: str,
    values: Mapping[str, str],
) -> Creation:
    return Creation(kind=kind, type=type_key, label=SPECS[type_key].label, name=name, values=values)
