# SPDX-License-Identifier: EUPL-1.2
"""How the fields of a record type stand in a form: their sections, and which of them are seen at first.

All of it follows from the declarations (kind, group, owner, marks, order), so that a new field lands
somewhere sensible without a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import (
    DecimalKind,
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec

SectionKey = Literal["what", "when", "who", "terms", "tracking", "remarks"]

TITLES: Final[dict[SectionKey, str]] = {
    "what": N_("What it is"),
    "when": N_("When"),
    "who": N_("Who and where"),
    "terms": N_("Terms"),
    "tracking": N_("Tracking"),
    "remarks": N_("Remarks"),
}
ROOMY: Final = 8
"""A section of more fields shows at first only those that say something or are asked for."""
FIRST_OF_NEW: Final = 8
"""So many fields a new record begins with; the rest waits behind “More fields”."""

_BODIES: Final = frozenset({"partner", "partner_unit", "person", "country", "country_group"})
_FOLLOWED_FROM: Final = frozenset(
    {"lead_unit", "owner_person", "responsible_unit", "responsible_person", "health", "next_step"}
)
"""With the first of these begins what our side does about a record, in whatever type."""
_PLACES: Final = ("place", "city", "region", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """Fields under one heading. `first` are shown at once, `more` on demand; folded, none is."""

    key: SectionKey
    title: str
    first: tuple[FieldSpec, ...]
    more: tuple[FieldSpec, ...]
    is_open: bool

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """All fields of the section."""
        return (*self.first, *self.more)


def lay_out(spec: RecordSpec, filled: Collection[str]) -> tuple[FormSection, ...]:
    """Give the sections of a form on a record whose `filled` fields have values.

    A section is open where something in it is filled or required; only the first one always is.
    """
    placed = places(spec)
    sections: list[FormSection] = []
    for key, title in TITLES.items():
        fields = tuple(field for field in (*spec.fields, *spec.computed) if placed[field.key] == key)
        if key == "what":
            fields = tuple(sorted(fields, key=lambda field: _rank(spec, field)))
        if not fields:
            continue
        first, more = _parted(spec, fields, filled)
        is_open = not sections or any(field.required or field.key in filled for field in fields)
        sections.append(FormSection(key=key, title=title, first=first, more=more, is_open=is_open))
    return tuple(sections)


def first_of_new(spec: RecordSpec, given: Collection[str]) -> tuple[FieldSpec, ...]:
    """Give the fields that a new record begins with: what is required or given, then what matters most.

    That are its name, its dates, and in turns what it is and who it is about.
    """
    placed = places(spec)
    asked = [f for f in spec.fields if f.key != "reference" and (f.required or f.key in given)]
    named = [spec.by_key[key] for key in spec.title]
    dated = [spec.by_key[key] for key in (*spec.starts, *spec.ends) if key in spec.by_key]
    early = [f for f in spec.fields if f.key != "reference" and not _comes_late(spec.fields, f)]
    what, who = (sorted((f for f in early if placed[f.key] == key), key=_weight) for key in ("what", "who"))
    turns = [field for pair in zip_longest(what, who) for field in pair if field is not None]
    rest = [f for f in spec.fields if f.key not in {"reference", "note"} and placed[f.key] != "remarks"]
    chosen: dict[str, FieldSpec] = {}
    for field in (*asked, *named, *dated, *turns, *rest):
        if len(chosen) < FIRST_OF_NEW or field in asked:
            chosen.setdefault(field.key, field)
    order = {field.key: number for number, field in enumerate(spec.fields)}
    return tuple(sorted(chosen.values(), key=lambda field: (*_rank(spec, field), order[field.key])))


def _comes_late(fields: tuple[FieldSpec, ...], field: FieldSpec) -> bool:
    """Tell whether a field belongs to the later life of a signed text: after its dates, before tracking."""
    number, marks = fields.index(field), _marks(fields)
    return marks.has_terms and marks.first_date < number < marks.followed


def _weight(field: FieldSpec) -> int:
    """Say how soon a new record asks for a field: choices, links to bodies and lines before long text."""
    if isinstance(field.kind, PickKind) or _is_to_a_body(field):
        return 0
    return 1 if isinstance(field.kind, TextKind) and field.kind.is_line else 2


def _rank(spec: RecordSpec, field: FieldSpec) -> tuple[bool, bool, bool]:
    """Put the owner of a row and the names of a record first, its reference last."""
    return field.key == "reference", not field.is_parent, field.key not in spec.title and not field.required


def spans(field: FieldSpec) -> bool:
    """Tell whether a field takes the whole width: the name of a record, long text, lists."""
    return isinstance(field.kind, ListKind) or (
        isinstance(field.kind, TextKind)
        and (not field.kind.is_line or (field.required and field.searched == "name"))
    )


def _parted(
    spec: RecordSpec, fields: tuple[FieldSpec, ...], filled: Collection[str]
) -> tuple[tuple[FieldSpec, ...], tuple[FieldSpec, ...]]:
    """Part what is shown at once from what waits; fields of a group stay together."""
    if len(fields) <= ROOMY:
        return fields, ()
    groups = {field.group for field in fields if field.group and field.key in filled} | {"period"}
    first = tuple(
        field
        for field in fields
        if field.required
        or field.computed is not None
        or field.key in filled
        or field.key in spec.title
        or field.group in groups
    )
    keys = {field.key for field in first}
    return (first, tuple(field for field in fields if field.key not in keys)) if first else (fields, ())


def places(spec: RecordSpec) -> dict[str, SectionKey]:
    """Give the section of each field, stored or computed."""
    return _places(spec.fields, spec.computed)


@lru_cache(maxsize=256)
def _places(fields: tuple[FieldSpec, ...], computed: tuple[FieldSpec, ...]) -> dict[str, SectionKey]:
    marks = _marks(fields)
    found: dict[str, SectionKey] = {}
    groups: dict[str, SectionKey] = {}
    for number, field in enumerate(fields):
        before = fields[number - 1] if number else field
        if field.key.startswith(f"{before.key}_") and not field.is_internal:
            found[field.key] = found[before.key]  # what only says more of the field before it
            continue
        place = _place(
            field,
            is_after_date=marks.has_terms and number > marks.first_date,
            is_after_body=number > marks.first_body,
            is_followed=number >= marks.followed,
        )
        found[field.key] = groups.setdefault(field.group, place) if field.group else place
    has_dates = "when" in found.values()
    return found | {field.key: "when" if has_dates else "what" for field in computed}


class _Marks(NamedTuple):
    """Where in the order of the fields something begins; the number of all fields where it never does."""

    has_terms: bool
    first_date: int
    first_body: int
    followed: int


@lru_cache(maxsize=256)
def _marks(fields: tuple[FieldSpec, ...]) -> _Marks:
    return _Marks(
        has_terms=any(field.is_text_as_signed and field.searched != "name" for field in fields),
        first_date=_first(fields, lambda field: isinstance(field.kind, PartialDateKind)),
        first_body=_first(fields, _is_to_a_body),
        followed=_first(fields, lambda field: field.key in _FOLLOWED_FROM),
    )


def _first(fields: tuple[FieldSpec, ...], holds: Callable[[FieldSpec], bool]) -> int:
    return next((number for number, field in enumerate(fields) if holds(field)), len(fields))


def _is_to_a_body(field: FieldSpec) -> bool:
    return isinstance(field.kind, LinkKind) and set(field.kind.targets) <= _BODIES


def _place(field: FieldSpec, *, is_after_date: bool, is_after_body: bool, is_followed: bool) -> SectionKey:
    kind = field.kind
    if field.is_parent or isinstance(kind, ReferenceKind) or field.required:
        return "what"
    if field.key == "note" or field.is_internal:
        return "remarks"
    if field.group == "override":
        return "tracking"
    if _is_to_a_body(field) or (field.personal and is_after_body):
        return "who"
    if field.is_text_as_signed and field.searched != "name":
        return "terms"
    if isinstance(kind, PartialDateKind):
        return "tracking" if is_followed and field.group != "period" else "when"
    if is_followed:
        return "tracking"
    if field.key.endswith(_PLACES):
        return "who"
    return "terms" if is_after_date or isinstance(kind, DecimalKind) else "what"
