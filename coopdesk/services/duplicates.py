# SPDX-License-Identifier: EUPL-1.2
"""Records of one type that may be the same thing twice: sure signs first, then names that are close.

Close names are only questions. They are compared within those that begin with the same word (of very many,
only with their neighbours in the alphabet), by difflib of the standard library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.folding import fold, fold_name
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_of
from coopdesk.store.register import Entry, by_ids
from coopdesk.store.search import name_givers

CLOSE: Final = 0.88
BLOCK: Final = 60
"""Of more names with the same first word only neighbours are compared."""
NEIGHBOURS: Final = 4
MOST: Final = 500
_KEYS: Final = ("email", "registry_numbers", "alpha2", "alpha3", "numeric_code", "sha256")
_NAMES: Final = ("short_name", "abbreviation", "variant")


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPair:
    """Two records that may be one, and why, in words. `is_sure` tells a sign from a resemblance."""

    first: Entry
    second: Entry
    reason: str
    is_sure: bool


def likely_duplicates(
    database: Database, type_key: str, *, record: str | None = None, most: int = MOST
) -> list[LikelyPair]:
    """Give pairs of records that may be the same, sure ones first; of one record where it is given."""
    spec = SPECS[type_key]
    with database.reading() as connection:
        rows = {str(row["id"]): row for row in rows_of(connection, spec)}
        found = _pairs(connection, spec, rows)
        chosen = [
            (pair, told)
            for pair, told in sorted(found.items(), key=lambda one: (not one[1][1], -one[1][2], one[0]))
            if record is None or record in pair
        ][:most]
        entries = by_ids(connection, [key for pair, _ in chosen for key in pair])
    return [
        LikelyPair(first=entries[one], second=entries[two], reason=reason, is_sure=is_sure)
        for (one, two), (reason, is_sure, _) in chosen
    ]


_Told = tuple[str, bool, float]
"""The reason, whether it is a sure sign, and how close the two are."""


def _pairs(connection: Connection, spec: RecordSpec, rows: Mapping[str, Row]) -> dict[tuple[str, str], _Told]:
    names = _names(connection, spec, rows)
    found: dict[tuple[str, str], _Told] = {}
    for one, two, name in _same(names):
        found.setdefault(_ordered(one, two), (f"Both are called “{name}”", True, 1.0))
    for key in _KEYS:
        if key in spec.by_key:
            label = spec.by_key[key].label
            for one, two, value in _same(_values(rows, key)):
                found.setdefault(_ordered(one, two), (f"{label} of both: {value}", True, 1.0))
    for one, two, value in _same(_identifiers(connection, spec)):
        found.setdefault(_ordered(one, two), (f"Both have the identifier {value}", True, 1.0))
    for one, two, reason, close in _close(spec, rows):
        found.setdefault(_ordered(one, two), (reason, False, close))
    return found


def _ordered(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


Signs = dict[tuple[str, str], list[tuple[str, str]]]
"""By owner (of rows that belong to a record) and folded value: the records with it, and how it is written."""


def _names(connection: Connection, spec: RecordSpec, rows: Mapping[str, Row]) -> Signs:
    """Give the names of records, further names among them, each with the records called so."""
    signs: Signs = defaultdict(list)
    for key, row in rows.items():
        for name in _names_of(spec, row):
            if folded := fold_name(name):
                signs[_owner(spec, row), folded].append((key, name))
    for giver, owner in name_givers():
        if spec.key in giver.by_key[owner].targets:
            for row in rows_of(connection, giver):
                signs["", fold_name(str(row[giver.title[0]]))].append(
                    (str(row[owner]), str(row[giver.title[0]]))
                )
    return signs


def _names_of(spec: RecordSpec, row: Row) -> Iterator[str]:
    for key in dict.fromkeys((spec.title[0], *_NAMES)):
        value = row.get(key)
        if key not in spec.by_key or spec.by_key[key].targets:
            continue
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, str):
            yield value


def _owner(spec: RecordSpec, row: Row) -> str:
    return str(row[spec.parent.key]) if spec.parent is not None else ""


def _values(rows: Mapping[str, Row], key: str) -> Signs:
    signs: Signs = defaultdict(list)
    for record, row in rows.items():
        value = row.get(key)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                signs["", fold(str(one)).strip()].append((record, str(one)))
    return signs


def _identifiers(connection: Connection, spec: RecordSpec) -> Signs:
    """Give the identifiers that other systems know the records by."""
    signs: Signs = defaultdict(list)
    if spec.key == "partner":
        for row in rows_of(connection, SPECS["partner_identifier"]):
            signs[str(row["scheme"]), fold_name(str(row["value"]))].append(
                (str(row["partner"]), str(row["value"]))
            )
    return signs


def _same(signs: Signs) -> Iterator[tuple[str, str, str]]:
    """Give each record that shares a sign with the first that has it, and how it is written."""
    for sharing in signs.values():
        first, written = sharing[0]
        for other in dict.fromkeys(key for key, _ in sharing[1:]):
            if other != first:
                yield first, other, written


def _close(spec: RecordSpec, rows: Mapping[str, Row]) -> Iterator[tuple[str, str, str, float]]:
    """Give records whose names are nearly the same, and people who may be the same by initial and surname."""
    key = spec.title[0]
    if spec.by_key[key].targets:
        return
    blocks: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for record, row in rows.items():
        folded = fold_name(str(row.get(key) or ""))
        if folded:
            blocks[_owner(spec, row), folded.split()[0]].append((folded, record))
            if spec.key == "person":
                blocks["surname", folded.split()[-1]].append((folded, record))
    for (owner, _), block in blocks.items():
        block.sort()
        reach = len(block) if len(block) <= BLOCK else NEIGHBOURS
        for number, (name, record) in enumerate(block):
            for other_name, other in block[number + 1 : number + 1 + reach]:
                if owner == "surname":
                    if _is_initial(name, other_name):
                        yield record, other, "The same surname and initial", 0.5
                elif (close := _closeness(name, other_name)) >= CLOSE:
                    yield record, other, "Nearly the same name", close


def _closeness(one: str, other: str) -> float:
    """Say how alike two folded names are, from 0 to 1; other figures make them different things."""
    if one == other or _figures(one) != _figures(other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
        return 0.0
    return matcher.ratio()


def _figures(name: str) -> list[str]:
    return [word for word in name.split() if any(letter.isdigit() for letter in word)]


def _is_initial(one: str, other: str) -> bool:
    """Tell whether one name has only the initial of the other's first name."""
    first, second = one.split(), other.split()
    shortest = min(len(first[0]), len(second[0]))
    return len(first) > 1 and len(second) > 1 and shortest == 1 and first[0][0] == second[0][0]
