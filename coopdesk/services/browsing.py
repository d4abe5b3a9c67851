# SPDX-License-Identifier: EUPL-1.2
"""Looking things up: the record types, lists of records, one record with everything linked to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from coopdesk.domain.changes import Written
from coopdesk.domain.dates import format_date
from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.filters import Condition, Filter, applies_on, holds
from coopdesk.domain.kinds import LinkKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import field_of
from coopdesk.services.naming import entry_of, registered, spec_of
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids, rows_linked, rows_of
from coopdesk.store.register import Entry, by_ids, by_references, counts, label_of, links_to

Pointing = tuple[RecordSpec, str, list[Row]]
"""Records of a type that point to a record by one of their fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A record by its names only."""

    type: str
    id: str
    reference: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One record as people see it: links as references, computed fields worked out."""

    type: str
    id: str
    reference: str
    label: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A record that points to the shown one, and by which of its fields."""

    record: Shown
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationShown:
    """Where a fact comes from."""

    source: str
    title: str
    locator: str
    field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One record with everything linked to it, by type of the linking record."""

    record: Shown
    linked: Mapping[str, Sequence[Linked]]
    citations: Sequence[CitationShown]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCount:
    """A record type and how many live records it has."""

    spec: RecordSpec
    count: int


def types(database: Database) -> list[TypeCount]:
    """Give every record type in menu order with its number of records."""
    with database.reading() as connection:
        found = counts(connection)
    return [TypeCount(spec=spec, count=found.get(spec.key, 0)) for spec in SPECS.values()]


def written_records(database: Database, written: Written) -> list[Named]:
    """Give the records that a change set wrote, as the register names them now."""
    ids = [key for keys in written.ids.values() for key in keys]
    with database.reading() as connection:
        known = by_ids(connection, ids)
    return [
        Named(type=entry.type, id=entry.id, reference=entry.reference, label=entry.label)
        for entry in (known[key] for key in ids)
    ]


def list_records(
    database: Database,
    type_key: str,
    where: Filter,
    *,
    fields: Sequence[str] = (),
    today: dt.date | None = None,
) -> tuple[RecordSpec, list[Shown]]:
    """Give the records of a type that a filter lets through, with all or the named fields.

    Raises UsageError for fields that the type does not have, and for `on` where nothing has a period.
    """
    spec = spec_of(type_key)
    wanted = [field_of(spec, key) for key in fields] or [*spec.fields, *spec.computed]
    day = where.on or today or dt.date.today()
    with database.reading() as connection:
        return spec, show_rows(connection, spec, rows_where(connection, spec, where, day), wanted, day)


def rows_where(connection: Connection, spec: RecordSpec, where: Filter, day: dt.date) -> list[Row]:
    """Give the stored values of the records that a filter lets through; `day` is for computed fields.

    Raises UsageError for a filter by day on a type that has no period.
    """
    if where.on is not None and not spec.starts:
        raise UsageError("no-period", plural=spec.plural)
    stored = tuple(one for one in where.conditions if one.field in spec.by_key)
    worked_out = [one for one in where.conditions if one.field not in spec.by_key]
    rows = rows_of(connection, spec, Filter(conditions=stored, on=where.on))
    if where.on is not None:  # an end that is worked out is not known to SQL
        rows = [row for row in rows if applies_on(spec, row, where.on)]
    return [row for row in rows if all(_holds(spec, row, one, day) for one in worked_out)]


def _holds(spec: RecordSpec, row: Row, condition: Condition, day: dt.date) -> bool:
    field = spec.all_by_key[condition.field]
    return holds(field.kind, computed_value(field, row, day), condition)


def computed_value(field: FieldSpec, row: Row, day: dt.date) -> Value:
    """Work out a computed field of a record on a day."""
    return field.computed(row, day) if field.computed is not None else None


def show_rows(
    connection: Connection, spec: RecordSpec, rows: Sequence[Row], fields: Sequence[FieldSpec], day: dt.date
) -> list[Shown]:
    """Give records as people see them; all links of all rows are looked up at once."""
    links = [field.key for field in fields if isinstance(field.kind, LinkKind)]
    ids = {str(row[key]) for row in rows for key in links if row.get(key) is not None}
    known = by_ids(connection, [*(str(row["id"]) for row in rows), *ids])
    shown = []
    for row in rows:
        entry = known[str(row["id"])]
        values = {field.key: _shown_value(field, row, known, day) for field in fields}
        shown.append(
            Shown(type=spec.key, id=entry.id, reference=entry.reference, label=entry.label, fields=values)
        )
    return shown


def _shown_value(field: FieldSpec, row: Row, known: Mapping[str, Entry], day: dt.date) -> Value:
    if field.computed is not None:
        return computed_value(field, row, day)
    value = row.get(field.key)
    if isinstance(field.kind, LinkKind) and value is not None:
        return known[str(value)].reference
    return value


def show(
    database: Database, reference: str, *, as_of: dt.datetime | None = None, today: dt.date | None = None
) -> Page:
    """Give one record with everything linked to it, now or as it was at a moment.

    Raises UserError for a reference that nothing has, or had at that moment.
    """
    with database.reading() as connection:
        if as_of is not None:
            return _page_as_of(connection, reference, as_of)
        entry = entry_of(connection, reference)
        row = rows_by_ids(connection, SPECS[entry.type], [entry.id])[entry.id]
        return _page(connection, entry, row, _pointing(connection, entry), today or dt.date.today())


def _pointing(connection: Connection, entry: Entry) -> Iterator[Pointing]:
    for spec, link in links_to(entry.type):
        rows = rows_linked(connection, spec, link, entry.id)
        if rows:
            yield spec, link, rows


def _page(connection: Connection, entry: Entry, row: Row, pointing: Iterable[Pointing], day: dt.date) -> Page:
    spec = SPECS[entry.type]
    (record,) = show_rows(connection, spec, [row], [*spec.fields, *spec.computed], day)
    linked: dict[str, list[Linked]] = {}
    for its, link, rows in pointing:
        shown = show_rows(connection, its, rows, [*its.fields, *its.computed], day)
        linked.setdefault(its.key, []).extend(Linked(record=one, via=link) for one in shown)
    citations = _citations(linked.pop("citation", []), connection)
    return Page(record=record, linked=linked, citations=citations)


def _page_as_of(connection: Connection, reference: str, moment: dt.datetime) -> Page:
    """Give a page as it was; other records are named as they are today, so that they can be looked up."""
    from coopdesk.store import history, past

    entry = registered(connection, reference)
    after = history.last_change_set_before(connection, moment)
    row = past.row_then(connection, entry, after)
    if row is None:
        local = moment.astimezone()
        time = f"{format_date(local.date().isoformat())}, {local:%H:%M}"
        raise UserError("not-there-then", label=entry.label, reference=entry.reference, time=time)
    pointing = past.pointing_then(connection, entry, after)
    page = _page(connection, entry, row, pointing, moment.astimezone().date())
    label = label_of(SPECS[entry.type], row, lambda key: by_ids(connection, [key])[key].label)
    return replace(page, record=replace(page.record, label=label))


def _citations(linked: Iterable[Linked], connection: Connection) -> list[CitationShown]:
    rows = [one.record.fields for one in linked if one.via == "record"]
    sources = by_references(connection, {str(row["source"]) for row in rows})
    titles = {entry.reference: entry.label for entry in sources.values()}
    return [
        CitationShown(
            source=str(row["source"]),
            title=titles.get(str(row["source"]), ""),
            locator=str(row["locator"] or ""),
            field=str(row["field"]) if row.get("field") else None,
        )
        for row in rows
    ]
