# SPDX-License-Identifier: EUPL-1.2
"""Lists: which records a view has, in pieces, and windows of its rows as people read them."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Connection

from coopdesk.domain.dates import MONTHS
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LIST_SEPARATOR, DecimalKind, LinkKind, PartialDateKind, Value, YesNoKind
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.domain.views import View
from coopdesk.records.catalog import SPECS
from coopdesk.services.list_columns import (
    Column,
    band_words,
    columns_of,
    currency_of,
    group_key_of,
    grouping_of,
    is_summed,
    look_of,
)
from coopdesk.services.pages.page import Shape, State, Tone
from coopdesk.services.statuses import state_in_list, states_of
from coopdesk.store import listing as stored
from coopdesk.store.engine import Database
from coopdesk.store.linked_values import reached, short_names
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids, by_seqs
from coopdesk.store.succession import followed
from coopdesk.store.view_rules import rows_in_batches

FIRST_PIECE: Final = 512
MOST: Final = 200_000
MOST_LOOKED_AT: Final = 2_000  # states of more records are not counted for the line over the list
NOT_KNOWN: Final = N_("not known")
NO_END: Final = N_("no end date")
OVER_WORDS: Final = {
    "meeting": N_("{count} held"),
    "obligation": N_("{count} done"),
    "roadmap_item": N_("{count} done"),
}


class Cell(NamedTuple):
    """What stands in a cell: the words shown and their tone; the bare text, as it is copied; the value.

    `typed` is what an editor starts from: a link as the reference of its record.
    """

    text: str
    tone: Tone
    plain: str
    value: Value
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A row ready to be drawn: the name with what stands under it, then a cell for each further column."""

    seq: int
    id: str
    type: str
    reference: str
    label: str
    version: int
    shape: Shape | None
    second: str
    state: State | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroup:
    """A part of a list: its heading, how many records it has, and sums by column key, in words."""

    heading: str
    count: int
    sums: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The records of a view: how many there are of the type, how many the view has, and their numbers.

    `seqs` are complete unless `is_complete` says no: then the rest is still to be asked for, or the list
    is longer than a list may be (`is_capped`). `over` are those that are over, None where nobody counted.
    """

    view: View
    total: int
    count: int
    seqs: array[int]
    groups: tuple[ListGroup, ...]
    is_complete: bool
    over: int | None = None

    @property
    def is_capped(self) -> bool:
        """Whether there are more records than a list takes."""
        return self.count > MOST


def open_list(database: Database, view: View, today: dt.date, *, most: int = FIRST_PIECE) -> Listing:
    """Give the first records of a view, its exact count and its groups; ask again with MOST for the rest."""
    with database.reading() as connection:
        grouping = grouping_of(view)
        total = stored.total_of(connection, view.type)
        is_all = not view.rules and not view.text.strip()
        wanted = most if is_in_order(view) else MOST  # where all must be sorted, all can be had at once
        seqs = stored.seqs_of(connection, view, today, grouping, most=wanted)
        is_whole = len(seqs) < wanted
        count = total if is_all else len(seqs) if is_whole else stored.count_of(connection, view, today)
        groups = _groups(connection, view, today) if grouping is not None and count else ()
        over = _over(connection, view, today) if is_all and total <= MOST_LOOKED_AT else None
    return Listing(
        view=view, total=total, count=count, seqs=seqs, groups=groups, over=over,
        is_complete=len(seqs) >= min(count, MOST),
    )  # fmt: skip


def is_in_order(view: View) -> bool:
    """Whether the file keeps the records of a view in their order, so that the first come at once."""
    is_parted = grouping_of(view) is not None
    return not (view.rules or view.text.strip() or view.sorts or is_parted)


def first_begun(database: Database, view: View, typed: str, today: dt.date) -> int | None:
    """Give the number of the first record of a list whose name begins as typed, None where none does."""
    with database.reading() as connection:
        return stored.first_begun(connection, view, today, grouping_of(view), typed)


def count_line(found: Listing) -> str:
    """Say how many records a list shows: 20 records, 1 ended; 12 of 20 records."""
    if found.is_capped:
        words = N_("the first {most} of {count} records; filter to see others")
        return words.format(most=f"{MOST:,}", count=f"{found.count:,}")
    is_one = found.total == 1
    if found.count != found.total:
        words = N_("{count} of 1 record") if is_one else N_("{count} of {total} records")
        return words.format(count=f"{found.count:,}", total=f"{found.total:,}")
    total = (N_("1 record") if is_one else N_("{total} records")).format(total=f"{found.total:,}")
    if not found.over:
        return total
    over = OVER_WORDS.get(found.view.type, N_("{count} ended"))
    return N_("{records}, {over}").format(records=total, over=over.format(count=f"{found.over:,}"))


def _over(connection: Connection, view: View, today: dt.date) -> int:
    """Count the records of a type that are over."""
    rows = rows_in_batches(connection, SPECS[view.type])
    return sum(
        1 for row in rows if any(one.shape == "square" for one in states_of(view.type, row, today)[:1])
    )


def _groups(connection: Connection, view: View, today: dt.date) -> tuple[ListGroup, ...]:
    spec, grouping = SPECS[view.type], grouping_of(view)
    columns = [column for column in columns_of(view) if is_summed(column.field) and len(column.path) == 1]
    fields = [column.field for column in columns if column.field is not None]
    shared = [key for field in fields if (key := currency_of(spec, field))]
    found = stored.groups_of(
        connection, view, today, grouping or stored.Grouping(),
        sums=[field.key for field in fields], shared=shared[:1],
    )  # fmt: skip
    words = band_words(view)
    field = None if words else spec.all_by_key[group_key_of(view)]
    ids = [str(one.value) for one in found if one.value is not None]
    labels = by_ids(connection, ids) if field is not None and field.targets else {}
    return tuple(
        ListGroup(
            heading=words[int(str(one.value))] if field is None else _heading(field, one.value, labels),
            count=one.count,
            sums=_sums(spec, fields, one),
        )
        for one in found
    )


def _heading(field: FieldSpec, value: Value, labels: Mapping[str, Entry]) -> str:
    if value is None:
        return N_("{field}: not known").format(field=field.label)
    if field.targets:
        return labels[str(value)].label if str(value) in labels else str(value)
    if isinstance(field.kind, YesNoKind):
        return N_("{field}: {answer}").format(field=field.label, answer=field.kind.format(bool(value)))
    return field.kind.format(value)


def _sums(spec: RecordSpec, fields: Sequence[FieldSpec], group: stored.GroupCount) -> dict[str, str]:
    sums = {}
    for field, total in zip(fields, group.sums, strict=True):
        if total is None:
            continue
        currency = currency_of(spec, field)
        if currency is not None and group.shared[0] is None:
            continue  # amounts in several currencies have no sum
        shown = field.kind.format(
            field.kind.from_json(total) if isinstance(field.kind, DecimalKind) else int(total)
        )
        sums[field.key] = f"{shown} {group.shared[0]}" if currency else shown
    return sums


def window(
    database: Database, view: View, seqs: Sequence[int], columns: Sequence[Column], today: dt.date
) -> list[ListRow | None]:
    """Give rows by their numbers, None for what is no longer there. Columns begin with the name."""
    with database.reading() as connection:
        entries = by_seqs(connection, seqs)
        live = {entry.id: entry for entry in entries.values() if entry.is_live and entry.type == view.type}
        rows = rows_by_ids(connection, SPECS[view.type], list(live))
        builder = _Rows(connection, view, columns, rows, today)
        shown = {key: builder.row(live[key], row) for key, row in rows.items()}
    return [shown.get(entries[seq].id) if seq in entries else None for seq in seqs]


class _Rows:
    """Makes the rows of one window; whatever needs a look into the file is looked up for all rows at once."""

    def __init__(
        self,
        connection: Connection,
        view: View,
        columns: Sequence[Column],
        rows: Mapping[str, Row],
        today: dt.date,
    ) -> None:
        self._spec = SPECS[view.type]
        self._columns = columns
        self._today = today
        self._followed = followed(connection, view.type, list(rows))
        self._second = [self._spec.all_by_key[key] for key in look_of(view.type).second]
        self._far = {
            column.key: reached(connection, view.type, rows, column.path[:-1])
            for column in columns
            if len(column.path) > 1
        }
        self._labels = by_ids(connection, self._linked_ids(rows))
        self._short = short_names(connection, self._labels.values())

    def _linked_ids(self, rows: Mapping[str, Row]) -> set[str]:
        near = [column.field for column in self._columns if column.field and len(column.path) == 1]
        links = {field.key for field in (*near, *self._second) if field.targets}
        ids = {str(row[key]) for row in rows.values() for key in links if row.get(key) is not None}
        for column in self._columns:
            if column.key in self._far and column.field is not None and column.field.targets:
                key = column.path[-1]
                found = (row for pairs in self._far[column.key].values() for _, row in pairs)
                ids |= {str(row[key]) for row in found if row.get(key) is not None}
        return ids

    def row(self, entry: Entry, values: Row) -> ListRow:
        """Make one row."""
        is_followed = None if self._followed is None else entry.id in self._followed
        state = state_in_list(self._spec.key, values, self._today, is_followed=is_followed)
        name = Cell(entry.label, "normal", entry.label, *self._name_value(entry, values))
        return ListRow(
            seq=entry.seq, id=entry.id, type=entry.type, reference=entry.reference, label=entry.label,
            version=entry.version, shape=state.shape if state else None, state=state,
            second=" · ".join(filter(None, (self._shown(f, self._value(f, values)) for f in self._second))),
            cells=(name, *(self._cell(column, entry, values, state) for column in self._columns[1:])),
        )  # fmt: skip

    def _name_value(self, entry: Entry, values: Row) -> tuple[Value, str]:
        field = self._columns[0].field
        value = values.get(field.key) if field is not None else None
        return value, str(value or "")

    def _cell(self, column: Column, entry: Entry, values: Row, state: State | None) -> Cell:
        if column.field is None:
            return Cell("", "normal", "", None, "")
        if column.key in self._far:
            shown = [
                self._shown(column.field, self._value_at(kind, column.path[-1], row))
                for kind, row in self._far[column.key].get(entry.id, ())
            ]
            text = LIST_SEPARATOR.join(dict.fromkeys(filter(None, shown)))
            return Cell(text, "normal", text, None, text)
        value = self._value(column.field, values)
        plain = self._plain(column.field, value)
        if isinstance(column.field.kind, PartialDateKind):
            return _date_cell(column, value, plain, state)
        text = " ".join(self._shown(column.field, value).split())
        return Cell(text, "normal", plain, value, self._typed(column.field, value, plain))

    def _value_at(self, type_key: str, key: str, row: Row) -> Value:
        field = SPECS[type_key].all_by_key.get(key)
        return self._value(field, row) if field is not None else None

    def _value(self, field: FieldSpec, values: Row) -> Value:
        return field.computed(values, self._today) if field.computed is not None else values.get(field.key)

    def _plain(self, field: FieldSpec, value: Value) -> str:
        if value is None:
            return ""
        if isinstance(field.kind, LinkKind):
            entry = self._labels.get(str(value))
            return entry.label if entry is not None else ""
        return field.kind.format(value)

    def _shown(self, field: FieldSpec, value: Value) -> str:
        """Give the words for a narrow place: a linked record by its short name, if it has one."""
        short = self._short.get(str(value)) if field.targets else None
        return short or self._plain(field, value)

    def _typed(self, field: FieldSpec, value: Value, plain: str) -> str:
        if isinstance(field.kind, LinkKind) and value is not None:
            entry = self._labels.get(str(value))
            return entry.reference if entry is not None else ""
        return value if isinstance(value, str) else plain


def _date_cell(column: Column, value: Value, plain: str, state: State | None) -> Cell:
    if not isinstance(value, str):
        is_gap = column.is_end or (column.field is not None and column.field.computed is None)
        words = (NO_END if column.is_end else NOT_KNOWN) if is_gap else ""
        return Cell(words, "quiet", "", None, "")
    is_grave = column.is_end and state is not None and state.tone == "red"
    return Cell(short_date(value), "red" if is_grave else "normal", plain, value, value)


def short_date(date: str) -> str:
    """Show a canonical date for a narrow column: 18 Jul 2019, July 2019, Sep 2012, 2021."""
    if len(date) == 4:
        return date
    month = MONTHS[int(date[5:7]) - 1]
    if len(date) == 7:
        return f"{month if len(month) <= 4 else month[:3]} {date[:4]}"
    return f"{int(date[8:])} {month[:3]} {date[:4]}"
