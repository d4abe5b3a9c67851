# SPDX-License-Identifier: EUPL-1.2
"""Gathering what leaves: rows and columns of the chosen registers, and how linked records are printed.

Columns with personal data and own assessments stay behind unless they are asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from sqlalchemy import Connection

from coopdesk.domain.dates import format_date
from coopdesk.domain.filters import Condition, Filter
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LinkKind
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.exchange.writing.outgoing import OutgoingSheet, columns_in_order
from coopdesk.records.catalog import SPECS
from coopdesk.services.browsing import computed_value, rows_where
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import by_ids

NO_FILTER: Final = Filter()
KOSOVO: Final = "XK"
KOSOVO_FOOTNOTE: Final = N_(
    "Kosovo: this designation is without prejudice to positions on status, and is in line with UNSCR "
    "1244/1999 and the ICJ Opinion on the Kosovo declaration of independence."
)
_FOOTNOTED: Final = ("country", "country_group")
_OPERATORS: Final = {"=": N_("is"), ">=": N_("from"), "<=": N_("until"), "~": N_("contains")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Records picked one by one, in their order, with the fields to send (all where none are named).

    `words` say on the sheet how they were picked.
    """

    ids: Sequence[str]
    fields: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to send; `personal` and `internal` let in the columns so marked."""

    specs: tuple[RecordSpec, ...]
    where: Mapping[str, Filter]
    personal: bool
    internal: bool
    hand_out: bool
    today: dt.date
    chosen: Mapping[str, Chosen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The sheets, the printed text of linked records by id, and what drop-downs offer as (reference, id)."""

    sheets: tuple[OutgoingSheet, ...]
    printed: Mapping[str, str]
    references: Mapping[str, tuple[tuple[str, str], ...]]


def gather(connection: Connection, wanted: Wanted) -> Gathered:
    """Read everything that leaves, on one state of the database. Raises UsageError for a senseless filter."""
    bare = [_sheet(connection, spec, wanted) for spec in wanted.specs]
    linked = _linked(connection, bare, with_labels=wanted.hand_out)
    notes = _Footnotes(connection, bare, linked)
    sheets = tuple(replace(sheet, footnotes=notes.of(sheet)) for sheet in bare)
    if not wanted.hand_out:
        printed = {key: entry.reference for key, entry in linked.items()}
        return Gathered(sheets=sheets, printed=printed, references=_references(bare, linked))
    printed = {key: notes.marked(key, _label(entry, wanted)) for key, entry in linked.items()}
    return Gathered(sheets=tuple(notes.with_marks(sheet) for sheet in sheets), printed=printed, references={})


def _sheet(connection: Connection, spec: RecordSpec, wanted: Wanted) -> OutgoingSheet:
    where = wanted.where.get(spec.key, NO_FILTER)
    day = where.on or wanted.today
    chosen = wanted.chosen.get(spec.key)
    if chosen is None:
        rows = rows_where(connection, spec, where, day)
    else:
        found = rows_by_ids(connection, spec, chosen.ids)
        rows = [found[one] for one in chosen.ids if one in found]
    columns = [field for field in _asked_for(spec, chosen) if _leaves(field, wanted)]
    computed = tuple(field for field in columns if field.computed is not None)
    if computed:
        rows = [{**row, **{field.key: computed_value(field, row, day) for field in computed}} for row in rows]
    return OutgoingSheet(
        spec=spec,
        columns=columns_in_order(spec, [field for field in columns if field.computed is None]),
        computed=computed,
        rows=rows,
        filter=chosen.words if chosen is not None else _in_words(connection, spec, where, wanted),
        left_out_personal=_headings(
            f for f in spec.all_by_key.values() if f.personal and not wanted.personal
        ),
        left_out_internal=_headings(
            f for f in spec.all_by_key.values() if f.is_internal and not wanted.internal
        ),
    )


def _asked_for(spec: RecordSpec, chosen: Chosen | None) -> list[FieldSpec]:
    """Give the fields that are asked for; the reference always goes along, by it people know the row."""
    every = [*spec.fields, *spec.computed]
    if chosen is None or not chosen.fields:
        return every
    return [field for field in every if field.key in chosen.fields or field.key == "reference"]


def _leaves(field: FieldSpec, wanted: Wanted) -> bool:
    return (wanted.personal or not field.personal) and (wanted.internal or not field.is_internal)


def _headings(fields: Iterable[FieldSpec]) -> tuple[str, ...]:
    return tuple(field.heading for field in fields)


# -- linked records --------------------------------------------------------------------------------


class _Linked(NamedTuple):
    """A record that a link cell names; the label only where it will be printed."""

    type: str
    reference: str
    label: str = ""


def _linked(
    connection: Connection, sheets: Sequence[OutgoingSheet], *, with_labels: bool
) -> dict[str, _Linked]:
    """Give every record that a link cell names; those that stand on no sheet are looked up at once."""
    ids = {row[key] for sheet in sheets for key in _link_keys(sheet) for row in sheet.rows}
    ids.discard(None)
    found: dict[str, _Linked] = {}
    if not with_labels:
        for sheet in sheets:
            for row in sheet.rows:
                if row["id"] in ids:
                    found[str(row["id"])] = _Linked(sheet.spec.key, str(row["reference"]))
    others = by_ids(connection, sorted(str(key) for key in ids if key not in found))
    return found | {key: _Linked(entry.type, entry.reference, entry.label) for key, entry in others.items()}


def _link_keys(sheet: OutgoingSheet) -> list[str]:
    return [field.key for field in sheet.columns if isinstance(field.kind, LinkKind)]


def _references(
    sheets: Sequence[OutgoingSheet], linked: Mapping[str, _Linked]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the records to choose from by type: those the workbook shows anyway, and no others."""
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    for record_id, entry in linked.items():
        shown[entry.type][record_id] = entry.reference
    for sheet in sheets:
        shown[sheet.spec.key].update({str(row["id"]): str(row["reference"]) for row in sheet.rows})
    return {
        key: tuple(
            sorted(
                ((text, record_id) for record_id, text in found.items()), key=lambda pair: pair[0].casefold()
            )
        )
        for key, found in shown.items()
    }


def _label(entry: _Linked, wanted: Wanted) -> str:
    """Give the label of a record in a hand-out, its reference where the label is made of personal data."""
    return entry.label if wanted.personal or not _is_label_personal(entry.type) else entry.reference


def _is_label_personal(type_key: str) -> bool:
    spec = SPECS[type_key]
    titles = [spec.by_key[key] for key in spec.title]
    return any(
        field.personal
        or "record" in field.targets
        or any(_is_label_personal(target) for target in field.targets)
        for field in titles
    )


# -- footnotes -------------------------------------------------------------------------------------


class _Footnotes:
    """The footnotes of countries and groups that are shown, wherever their name stands."""

    def __init__(
        self, connection: Connection, sheets: Sequence[OutgoingSheet], linked: Mapping[str, _Linked]
    ) -> None:
        self._notes: dict[str, str] = {}
        for key in _FOOTNOTED:
            spec = SPECS[key]
            rows = {str(row["id"]): row for sheet in sheets if sheet.spec.key == key for row in sheet.rows}
            others = [found for found, entry in linked.items() if entry.type == key and found not in rows]
            rows |= rows_by_ids(connection, spec, others)
            self._notes |= {record_id: note for record_id, row in rows.items() if (note := _note_of(row))}

    def of(self, sheet: OutgoingSheet) -> tuple[str, ...]:
        """Give the footnotes that a sheet needs, once each."""
        if not self._notes:
            return ()
        keys = ["id", *_link_keys(sheet)]
        shown = {str(row[key]) for row in sheet.rows for key in keys}
        return tuple(dict.fromkeys("* " + note for key, note in self._notes.items() if key in shown))

    def marked(self, record_id: str, text: str) -> str:
        """Give a printed name with the asterisk of its footnote."""
        return f"{text}*" if record_id in self._notes else text

    def with_marks(self, sheet: OutgoingSheet) -> OutgoingSheet:
        """Give a sheet of countries or groups with asterisks at the names; for hand-outs only."""
        if sheet.spec.key not in _FOOTNOTED or not self._notes:
            return sheet
        rows = [{**row, "name": self.marked(str(row["id"]), str(row["name"]))} for row in sheet.rows]
        return replace(sheet, rows=rows)


def _note_of(row: Row) -> str | None:
    if row.get("footnote"):
        return str(row["footnote"])
    return KOSOVO_FOOTNOTE if row.get("alpha2") == KOSOVO else None


# -- filters in words ------------------------------------------------------------------------------


def _in_words(connection: Connection, spec: RecordSpec, where: Filter, wanted: Wanted) -> str:
    """Say in words which records were chosen; a value of a column that stays behind is not said."""
    parts = [_condition(connection, spec.all_by_key[one.field], one, wanted) for one in where.conditions]
    return "; ".join([*parts, *_period(where)])


def _condition(connection: Connection, field: FieldSpec, one: Condition, wanted: Wanted) -> str:
    if not _leaves(field, wanted):
        return N_("{label} is a certain one").format(label=field.label)
    if one.value is None:
        return N_("{label} is empty").format(label=field.label)
    if isinstance(field.kind, LinkKind):
        found = by_ids(connection, [str(one.value)]).get(str(one.value))
        value = found.reference if found else str(one.value)
    else:
        value = str(one.value) if one.operator == "~" else field.kind.format(one.value)
    return f"{field.label} {_OPERATORS[one.operator]} {value}"


def _period(where: Filter) -> Iterator[str]:
    if where.on is not None:
        yield N_("applying on {day}").format(day=format_date(where.on.isoformat()))
