# SPDX-License-Identifier: EUPL-1.2
"""Suggestions for link fields: the records that the beginning of a name may mean, each with its context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.folding import fold, fold_name, sort_key, words
from coopdesk.domain.kinds import TextKind
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.store import suggestions as store
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids, by_references

MOST: Final = 12
FEWEST_LETTERS: Final = 2
SHORT: Final = 24
"""A further name of so many letters is one that people say; it is put before the long one."""

_CONTEXT: Final = ("country", "partner", "partner_unit", "roadmap", "arrangement", "country_group")
"""The types of linked records that tell two of the same name apart, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A record that may be meant: what it is called, and what tells it apart from others."""

    type: str
    id: str
    reference: str
    label: str
    short: str
    context: str

    @property
    def name(self) -> str:
        """The name as a suggestion shows it: DGMM – Directorate General of Migration Management."""
        return f"{self.short} – {self.label}" if self.short else self.label


def suggest(
    database: Database, query: str, types: Sequence[str], *, limit: int = MOST, leave_out: str | None = None
) -> list[Suggestion]:
    """Give the records of the types that a text may mean, best first; for an empty text the first by name.

    Every word must begin a word of a name, a further name or the reference. A text of one letter gives only
    a record of that very reference. `leave_out` is the id of the record that is being edited.
    """
    wanted = [] if "record" in types else list(types)
    with database.reading() as connection:
        found = _candidates(connection, query, wanted)
        chosen = [entry for entry in found if entry.id != leave_out][:limit]
        return _in_context(connection, chosen, is_mixed=len(types) != 1 or not wanted)


def _candidates(connection: Connection, query: str, types: Sequence[str]) -> list[Entry]:
    text = query.strip()
    if not text:
        every = store.begun(connection, types, "", limit=MOST + 1)
        return sorted(every, key=lambda entry: sort_key(entry.label))
    exact = by_references(connection, [text]).get(fold(text))
    first = [exact] if exact is not None and exact.is_live and (not types or exact.type in types) else []
    if len(fold_name(text)) < FEWEST_LETTERS:
        return first
    begun = store.begun(connection, types, text, limit=MOST + 1)
    found = {entry.id: entry for entry in (*first, *begun, *store.named(connection, types, text))}
    names = store.names_of(connection, list(found.values()))
    wanted = fold_name(text)
    return sorted(found.values(), key=lambda entry: _rank(entry, names.get(entry.seq, ""), wanted, text))


def _rank(entry: Entry, names: str, wanted: str, text: str) -> tuple[int, str]:
    """Say how well a record fits: its reference, a name of just these words, a name that begins so."""
    label = fold_name(entry.label)
    called = {fold_name(name) for name in names.split("\n")} | {label}
    if fold(entry.reference) == fold(text):
        place = 0
    elif wanted in called:
        place = 1
    elif label.startswith(wanted):
        place = 2
    elif any(name.startswith(wanted) for name in called):
        place = 3
    else:
        place = 4
    return place, sort_key(entry.label)


def _in_context(connection: Connection, entries: Sequence[Entry], *, is_mixed: bool) -> list[Suggestion]:
    rows: dict[str, Row] = {}
    for type_key in {entry.type for entry in entries}:
        ids = [entry.id for entry in entries if entry.type == type_key]
        rows |= rows_by_ids(connection, SPECS[type_key], ids)
    links = {str(value) for entry in entries for value in _linked(SPECS[entry.type], rows[entry.id])}
    known = by_ids(connection, links)
    return [_suggestion(entry, rows[entry.id], known, is_mixed) for entry in entries]


def _linked(spec: RecordSpec, row: Row) -> list[str]:
    return [str(row[link.key]) for link in spec.links if row.get(link.key) is not None]


def _suggestion(entry: Entry, row: Row, known: Mapping[str, Entry], is_mixed: bool) -> Suggestion:
    spec = SPECS[entry.type]
    kind = [spec.label] if is_mixed else []
    return Suggestion(
        type=entry.type,
        id=entry.id,
        reference=entry.reference,
        label=entry.label,
        short=_short_name(spec, row, entry.label),
        context=", ".join([*kind, *_context(spec, row, known, entry.label)]),
    )


def _short_name(spec: RecordSpec, row: Row, label: str) -> str:
    """Give the further name that people say, where the record has one that its label does not tell."""
    for field in spec.fields:
        value = row.get(field.key)
        if field.searched != "name" or not isinstance(field.kind, TextKind) or not isinstance(value, str):
            continue
        if len(value) <= SHORT and not field.personal and not set(words(value)) <= set(words(label)):
            return value
    return ""


def _context(spec: RecordSpec, row: Row, known: Mapping[str, Entry], label: str) -> list[str]:
    """Give where a record belongs and when: its owner, country or body, and the years of its period."""
    near = [known[key] for key in _linked(spec, row) if key in known]
    owner = str(row[spec.parent.key]) if spec.parent is not None else None
    best = sorted(
        (entry for entry in near if entry.type in _CONTEXT or entry.id == owner),
        key=lambda entry: (entry.id != owner, _CONTEXT.index(entry.type) if entry.type in _CONTEXT else 0),
    )
    names = list(dict.fromkeys(entry.label for entry in best if entry.label not in label))[:2]
    return [*names, *_period(spec, row)]


def _period(spec: RecordSpec, row: Row) -> list[str]:
    starts = [row[key] for key in spec.starts if row.get(key) is not None]
    ends = [row[key] for key in spec.ends if row.get(key) is not None]
    if not starts:
        return []
    begin = str(starts[0])[:4]
    end = str(ends[0])[:4] if ends else ""
    return [begin if end in {"", begin} else f"{begin}–{end}"]
