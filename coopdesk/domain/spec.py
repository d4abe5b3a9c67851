# SPDX-License-Identifier: EUPL-1.2
"""What is declared about a field and a record type, once, for everything that shows or moves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from coopdesk.domain.kinds import Kind, LinkKind, Value
from coopdesk.domain.problems import Problem

Values = Mapping[str, Value]
Rule = Callable[[Values], list[Problem]]
Searched = Literal["name", "text", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field: its label, help, kind, Excel heading and rules.

    `group` names fields that merge together; `is_parent` marks the link to the record that owns this
    row; `is_text_as_signed` keeps wording as signed apart from the office's tracking of it;
    `is_internal` fields (own assessments) and personal ones leave the office only when asked for.
    """

    key: str
    kind: Kind
    label: str
    help: str
    heading: str
    former_headings: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    is_internal: bool = False
    is_parent: bool = False
    is_text_as_signed: bool = False
    group: str | None = None
    default: Value = None
    searched: Searched = "no"
    computed: Callable[[Values, dt.date], Value] | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """The record types a link may point to; empty for other kinds."""
        return self.kind.targets if isinstance(self.kind, LinkKind) else ()


@dataclass(frozen=True, kw_only=True)
class RecordSpec:
    """One record type: its words, its fields in order, and how its records are named and dated.

    `title` are the fields that name a record; `prefix` begins proposed references (PREFIX-YEAR-n);
    `names_of` is the link to the record that these rows give further names to; `starts` and `ends`
    are the fields, best first, between which a record applies; they may be worked out.
    """

    key: str
    label: str
    plural: str
    sheet: str
    help: str
    prefix: str
    section: str
    fields: tuple[FieldSpec, ...]
    computed: tuple[FieldSpec, ...] = ()
    title: tuple[str, ...]
    names_of: str | None = None
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, FieldSpec]:
        """Stored fields by key."""
        return {spec.key: spec for spec in self.fields}

    @cached_property
    def all_by_key(self) -> dict[str, FieldSpec]:
        """Stored and computed fields by key."""
        return {spec.key: spec for spec in (*self.fields, *self.computed)}

    @cached_property
    def links(self) -> tuple[FieldSpec, ...]:
        """The fields that point to other records."""
        return tuple(spec for spec in self.fields if spec.targets)

    @cached_property
    def parent(self) -> FieldSpec | None:
        """The link to the record that owns rows of this type, if they are owned."""
        return next((spec for spec in self.fields if spec.is_parent), None)

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Fields that merge together, by group name."""
        names = dict.fromkeys(spec.group for spec in self.fields if spec.group)
        return {name: tuple(s.key for s in self.fields if s.group == name) for name in names if name}
