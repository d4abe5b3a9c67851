# SPDX-License-Identifier: EUPL-1.2
"""The columns of lists: which each register shows at first, and what any column of any type is.

Only what a list shows at first stands here, in the words of the records. Every field can be a column, also
of linked records (`partner.country`, `activity_unit:activity.unit`), without being named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import (
    DecimalKind,
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    TextKind,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.domain.views import Rule, View
from coopdesk.records.catalog import SPECS
from coopdesk.store.listing import Band, Grouping
from coopdesk.store.view_rules import LABEL, next_types

NO_GROUPS: Final = ""
OUR_PART: Final = "our_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLook:
    """What the list of a type shows at first: under the name, in columns, and by what it is parted."""

    second: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    group_by: str = NO_GROUPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its path, short heading, full name and help; `field` is None for the name of the record."""

    key: str
    path: tuple[str, ...]
    heading: str
    label: str
    help: str
    field: FieldSpec | None
    is_right: bool
    is_end: bool
    is_editable: bool
    width_px: int


LOOKS: Final[Mapping[str, ListLook]] = {
    "partner": ListLook(second=("type", "parent"), columns=("short_name", "country")),
    "partner_unit": ListLook(second=("kind", "partner"), columns=("abbreviation", "parent_unit")),
    "person": ListLook(second=("office", "unit"), columns=("partner", "country")),
    "person_function": ListLook(second=("role",), columns=("valid_from", "valid_until")),
    "arrangement": ListLook(second=("type",), columns=("signed_on", "present_end"), group_by=OUR_PART),
    "activity": ListLook(
        second=("reference",), columns=("activity_unit:activity.unit.abbreviation",), group_by="area"
    ),
    "roadmap": ListLook(second=("kind",), columns=("valid_from", "valid_until"), group_by="region"),
    "roadmap_item": ListLook(second=("kind",), columns=("lead_unit", "due_on"), group_by="roadmap"),
    "programme": ListLook(second=("kind",), columns=("budget", "start", "end")),
    "deployment": ListLook(second=("kind",), columns=("country", "start", "end")),
    "liaison_post": ListLook(second=("place", "base_city"), columns=("host", "officer")),
    "posting": ListLook(second=("profile",), columns=("start", "planned_end")),
    "terms_of_reference": ListLook(columns=("adopted_on", "valid_until")),
    "meeting": ListLook(second=("kind",), columns=("place", "date")),
    "working_group": ListLook(second=("kind",), columns=("short_name", "next_due")),
    "obligation": ListLook(second=("kind",), columns=("owner", "next_date")),
    "document": ListLook(second=("kind",), columns=("owner", "date")),
    "country": ListLook(second=("region",), columns=("alpha2", "eu_member_as_stated")),
    "country_group": ListLook(second=("kind",), columns=("short_name", "member_count_stated")),
    "it_system": ListLook(second=("kind",), columns=("short_name", "owner")),
    "area": ListLook(second=("scheme",), columns=("arrangement",)),
    "strategy_aim": ListLook(second=("kind",), columns=("document",)),
    "event": ListLook(second=("kind",), columns=("place", "date")),
    "figure": ListLook(second=("related",), columns=("unit", "as_of", "value")),
    "source": ListLook(second=("kind", "publisher"), columns=("date",)),
}

_HEADINGS: Final[Mapping[str, str]] = {
    "signed_on": N_("Signed"), "present_end": N_("Ends"), "valid_until": N_("Ends"), "end": N_("Ends"),
    "valid_from": N_("Begins"), "start": N_("Begins"), "planned_end": N_("Planned end"),
    "activity_unit:activity.unit.abbreviation": N_("Units"), "alpha2": N_("Code"),
    "eu_member_as_stated": N_("EU member"), "adopted_on": N_("Adopted"), "due_on": N_("Due"),
    "lead_unit": N_("Unit"), "member_count_stated": N_("Members"),
}  # fmt: skip
"""Shorter words for narrow columns, where the field's own label is long."""

_ENDS: Final = frozenset({"valid_until", "end", "present_end", "planned_end", "actual_end"})
"""Dates of which an empty one means that there is no end, not that it is unknown."""

_GROUPS: Final[Mapping[str, Mapping[str, tuple[tuple[str, Band], ...]]]] = {
    "arrangement": {
        OUR_PART: (
            (
                N_("We are a party"),
                Band(
                    step="arrangement_party:arrangement",
                    rules=(
                        Rule(path=("partner", "is_self"), test="any_of", values=(True,)),
                        Rule(path=("role",), test="none_of", values=("copy_holder", "observer")),
                    ),
                ),
            ),
            (N_("Between others, kept for reference"), Band()),
        )
    }
}

_WIDTHS: Final[tuple[tuple[type, int], ...]] = (
    (PartialDateKind, 92),
    (YesNoKind, 76),
    (WholeNumberKind, 84),
    (DecimalKind, 104),
    (PickKind, 136),
    (LinkKind, 156),
    (ListKind, 136),
    (TextKind, 136),
)


def look_of(type_key: str) -> ListLook:
    """Give what the list of a type shows at first; a type that is not named shows its own dates."""
    if type_key in LOOKS:
        return LOOKS[type_key]
    spec = SPECS[type_key]
    dates = (*spec.starts[:1], *spec.ends[:1])
    second = tuple(key for key in ("type", "kind", "role") if key in spec.by_key)[:1]
    return ListLook(second=second, columns=dates)


def columns_of(view: View) -> tuple[Column, ...]:
    """Give the columns of a view, the name first; what is no column any more is left out."""
    keys = view.columns or look_of(view.type).columns
    found = [column_of(view.type, key) for key in keys if key != LABEL]
    return (name_column(view.type), *(one for one in found if one is not None))


def name_column(type_key: str) -> Column:
    """Give the column of the name; it can be edited where one field alone makes the name."""
    spec = SPECS[type_key]
    field = spec.by_key[spec.title[0]] if len(spec.title) == 1 else None
    heading = field.label if field is not None else spec.label
    is_text = field is not None and isinstance(field.kind, TextKind)
    return Column(
        key=LABEL, path=(LABEL,), heading=heading, label=heading, help=field.help if field else spec.help,
        field=field, is_right=False, is_end=False, is_editable=is_text, width_px=260,
    )  # fmt: skip


def column_of(type_key: str, key: str) -> Column | None:
    """Give the column of a path such as `signed_on` or `partner.country`; None where there is none."""
    path = tuple(key.split("."))
    names: list[str] = []
    at = type_key
    for step in path[:-1]:
        if not _is_step(at, step):
            return None
        names.append(step_label(at, step))
        at = next_types(at, step)[0][0]
    field = SPECS[at].all_by_key.get(path[-1])
    if field is None:
        return None
    label = " › ".join([*names, field.label])
    is_number = isinstance(field.kind, PartialDateKind | WholeNumberKind | DecimalKind)
    return Column(
        key=key,
        path=path,
        heading=_HEADINGS.get(key, field.label),
        label=label,
        help=field.help,
        field=field,
        is_right=is_number and len(path) == 1,
        is_end=field.key in _ENDS,
        is_editable=len(path) == 1 and field.computed is None,
        width_px=next((width for kind, width in _WIDTHS if isinstance(field.kind, kind)), 120),
    )


def _is_step(type_key: str, step: str) -> bool:
    if ":" in step:
        pointing, link = step.split(":", 1)
        return (
            pointing in SPECS
            and link in SPECS[pointing].by_key
            and bool(SPECS[pointing].by_key[link].targets)
        )
    field = SPECS[type_key].by_key.get(step)
    return field is not None and bool(field.targets)


def step_label(type_key: str, step: str) -> str:
    """Give the words for a step: the label of a link, or the name of the rows that point here."""
    return SPECS[step.split(":", 1)[0]].plural if ":" in step else SPECS[type_key].by_key[step].label


def all_columns(type_key: str) -> tuple[Column, ...]:
    """Give every field of a type as a column, in the order in which the type declares them."""
    spec = SPECS[type_key]
    named = set(spec.title) if name_column(type_key).is_editable else set()
    found = (column_of(type_key, field.key) for field in (*spec.fields, *spec.computed))
    return tuple(one for one in found if one is not None and one.key not in named)


def related_columns(type_key: str, link: str) -> tuple[Column, ...]:
    """Give the fields of the record that a link points to, as columns."""
    spec = SPECS[type_key]
    targets = [one for one in spec.by_key[link].targets if one in SPECS]
    if len(targets) != 1:
        return ()
    its = SPECS[targets[0]]
    found = (column_of(type_key, f"{link}.{field.key}") for field in (*its.fields, *its.computed))
    return tuple(one for one in found if one is not None)


def group_key_of(view: View) -> str:
    """Give by what a view is parted: its own choice, else that of its type; NO_GROUPS for nothing."""
    key = look_of(view.type).group_by if view.group_by is None else view.group_by
    is_known = key in _GROUPS.get(view.type, {}) or key in SPECS[view.type].all_by_key
    return key if is_known else NO_GROUPS


def grouping_of(view: View) -> Grouping | None:
    """Give how a view is parted, None for not at all."""
    key = group_key_of(view)
    if key == NO_GROUPS:
        return None
    bands = _GROUPS.get(view.type, {}).get(key)
    return Grouping(bands=tuple(band for _, band in bands)) if bands else Grouping(field=key)


def band_words(view: View) -> tuple[str, ...]:
    """Give the headings of the bands of a view; empty where a field parts it."""
    return tuple(words for words, _ in _GROUPS.get(view.type, {}).get(group_key_of(view), ()))


def group_choices(type_key: str) -> tuple[tuple[str, str], ...]:
    """Give by what a list can be parted: key and words; free text and amounts make no groups."""
    named = [(key, N_("Our part in it")) for key in _GROUPS.get(type_key, {})]
    spec = SPECS[type_key]
    fields = [
        (field.key, field.label)
        for field in (*spec.fields, *spec.computed)
        if isinstance(field.kind, PickKind | LinkKind | YesNoKind | PartialDateKind) or _is_short_line(field)
    ]
    return (*named, *fields)


def _is_short_line(field: FieldSpec) -> bool:
    """Whether a line may repeat in many records, such as a region: not what names or numbers one."""
    kind = field.kind
    return isinstance(kind, TextKind) and kind.is_line and field.searched != "name" and not field.required


def is_summed(field: FieldSpec | None) -> bool:
    """Whether the sum of a column says something: amounts and counts, not places in an order."""
    if field is None or field.key == "order_no":
        return False
    return isinstance(field.kind, DecimalKind | WholeNumberKind) and field.computed is None


def currency_of(spec: RecordSpec, field: FieldSpec) -> str | None:
    """Give the field with the currency of an amount."""
    is_amount = isinstance(field.kind, DecimalKind) and field.kind.scale is not None
    return "currency" if is_amount and "currency" in spec.by_key else None
