# SPDX-License-Identifier: EUPL-1.2
"""From what people type to records: by reference, by name, by a further name; and types by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.folding import fold, fold_name
from coopdesk.domain.kinds import BadValue
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import Resolver
from coopdesk.store import search
from coopdesk.store.queries import rows_by_ids
from coopdesk.store.register import Entry, by_references

MOST: Final = 500  # more bodies than share their words with any name


def spec_of(type_key: str) -> RecordSpec:
    """Give a record type by key, singular or plural label. Raises UsageError."""
    wanted = fold_name(type_key)
    for spec in SPECS.values():
        if wanted in {fold_name(spec.key), fold_name(spec.label), fold_name(spec.plural)}:
            return spec
    raise UsageError("unknown-type", type=type_key, types=", ".join(SPECS))


def entry_of(connection: Connection, reference: str) -> Entry:
    """Give the live record of a reference, any case. Raises UserError."""
    found = registered(connection, reference)
    if not found.is_live:
        raise UserError("record-in-trash", reference=found.reference)
    return found


def registered(connection: Connection, reference: str) -> Entry:
    """Give the record of a reference, live or in the trash. Raises UserError."""
    found = by_references(connection, [reference]).get(fold(reference))
    if found is None:
        raise UserError("unknown-record", reference=reference)
    return found


def resolver(connection: Connection, known: Mapping[str, Entry] | None = None) -> Resolver:
    """Give the function that finds the record a text names; `known` are entries by folded reference."""
    remembered: dict[tuple[str, tuple[str, ...]], str] = {}

    def resolve(text: str, targets: tuple[str, ...]) -> str:
        key = (text, targets)
        if key not in remembered:
            entry = (known or {}).get(fold(text)) or by_references(connection, [text]).get(fold(text))
            remembered[key] = _of_reference(text, entry, targets) or _of_name(connection, text, targets)
        return remembered[key]

    return resolve


def _of_reference(text: str, entry: Entry | None, targets: tuple[str, ...]) -> str | None:
    if entry is None or not entry.is_live:
        return None
    if "record" in targets or entry.type in targets:
        return entry.id
    return None


def _of_name(connection: Connection, text: str, targets: tuple[str, ...]) -> str:
    found = called(connection, text, types=() if "record" in targets else targets)
    if len(found) == 1:
        return found[0].id
    if found:
        shown = ", ".join(f"{entry.reference} ({entry.label})" for entry in found[:5])
        raise BadValue("link-ambiguous", value=text, candidates=shown)
    other = by_references(connection, [text]).get(fold(text))
    if other is None:
        raise BadValue("link-unknown", value=text)
    if not other.is_live:
        raise BadValue("link-in-trash", value=other.reference)
    expected = ", ".join(SPECS[target].label for target in targets)
    raise BadValue("link-wrong-type", value=text, found=SPECS[other.type].label, expected=expected)


def called(connection: Connection, text: str, *, types: Sequence[str] = ()) -> list[Entry]:
    """Give the live records that are called just so: by a name of theirs, a further name, or their label."""
    wanted = fold_name(text)
    found = search.find(connection, text, types=types, limit=MOST, names_only=True, whole_words=True)
    names = names_of(connection, found)
    return [entry for entry in found if wanted in names[entry.id]]


def names_of(connection: Connection, entries: Sequence[Entry]) -> dict[str, set[str]]:
    """Give every folded name of records, their own and the further ones, by id."""
    further = search.further_names(connection, [entry.id for entry in entries])
    names = {
        entry.id: {fold_name(name) for name in (entry.label, *further.get(entry.id, ()))} for entry in entries
    }
    for type_key in {entry.type for entry in entries}:
        spec = SPECS[type_key]
        fields = [field.key for field in spec.fields if field.searched == "name"]
        ids = [entry.id for entry in entries if entry.type == type_key]
        for key, row in rows_by_ids(connection, spec, ids).items():
            for value in (row[field] for field in fields):
                written = value if isinstance(value, tuple) else (value,)  # a list is several spellings
                names[key].update(fold_name(str(one)) for one in written if one is not None)
    return names
