# SPDX-License-Identifier: EUPL-1.2
"""What planning an import may ask of the database, handed down by services as plain values and functions.

Rows are asked for in one go and only where they are needed: nearly all rows of a returned workbook are
untouched, and their record need not be looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import MergeRules, Row
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import Bases

NOTHING: Bases = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRecord:
    """A record that this database holds, or held once and keeps in the trash."""

    id: str
    type: str
    reference: str
    label: str
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExport:
    """What the own ledger remembers of an export: `left` is how it left, which is what the stamps say.

    `heard` is the same with what files of it said when they came home, new rows among them; imports that
    were taken back do not count.
    """

    left: Bases
    heard: Bases
    links: Mapping[str, str] = field(default_factory=dict)
    was_made_here: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What the removal of a record takes along (the rows it owns), and who still points to any of it."""

    owned: tuple[tuple[str, str], ...]
    users: tuple[KnownRecord, ...]


PastStates = Callable[[str, Mapping[str, str], Sequence[str]], Mapping[str, Row]]
"""Type, stamps by id, fields: gives for each id a past state of these fields that has the stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportContext:
    """The database as planning sees it.

    `ours` gives records of a type by id, all of them for None; `removed` what those in the trash were.
    `known` and `named` ask the register by id and by folded reference; `unknown` gives the ids of which it
    never heard, or whose adding was taken back. `resolve` finds the record a text names and raises BadValue.
    `propose` gives a free reference of a type, skipping as many as it is told.
    """

    specs: Mapping[str, RecordSpec]
    rules: Mapping[str, MergeRules]
    today: dt.date
    own_export: Callable[[str], OwnExport | None]
    ours: Callable[[str, Collection[str] | None], Mapping[str, Row]]
    removed: Callable[[str, Collection[str]], Mapping[str, Row]]
    known: Callable[[Collection[str]], Mapping[str, KnownRecord]]
    named: Callable[[Collection[str]], Mapping[str, KnownRecord]]
    unknown: Callable[[Collection[str]], Collection[str]]
    past_states: PastStates
    resolve: Callable[[str, tuple[str, ...]], str]
    propose: Callable[[str, int], str]
    check: Callable[[RecordSpec, Mapping[str, Value], str | None], list[Problem]]
    removal: Callable[[str, str], Removal]
    new_id: Callable[[], str] = new_key
