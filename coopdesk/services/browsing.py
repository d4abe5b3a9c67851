# SPDX-License-Identifier: EUPL-1.2
"""Looking things up: the record types, lists of records, one record with everything linked to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.filters import Condition, Filter, applies_on, holds
from coopdesk.domain.kinds import LinkKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.naming import entry_of, spec_of
from coopdesk.store import history
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids, rows_linked, rows_of
from coopdesk.store.register import Entry, by_ids, by_references, counts, links_to


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
    wanted = [_field(spec, key) for key in fields] or [*spec.fields, *spec.computed]
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


def _field(spec: RecordSpec, key: str) -> FieldSpec:
    field = spec.all_by_key.get(key)
    if field is None:
        raise UsageError("unknown-field", type=spec.label, field=key, fields=", ".join(spec.all_by_key))
    return field


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
    day = as_of.astimezone().date() if as_of is not None else today or dt.date.today()
    with database.reading() as connection:
        if as_of is not None:
            return _page_as_of(connection, reference, as_of, day)
        entry = entry_of(connection, reference)
        spec = SPECS[entry.type]
        row = rows_by_ids(connection, spec, [entry.id])[entry.id]
        (record,) = show_rows(connection, spec, [row], [*spec.fields, *spec.computed], day)
        linked = _linked(connection, entry, day)
        citations = _citations(linked.pop("citation", []), connection)
        return Page(record=record, linked=linked, citations=citations)


def _page_as_of(connection: Connection, reference: str, moment: dt.datetime, day: dt.date) -> Page:
    """Give the fields of a record as they were; what was linked to it then is left to its own history."""
    from coopdesk.domain.folding import fold

    entry = by_references(connection, [reference]).get(fold(reference))
    if entry is None:
        raise UserError("unknown-record", reference=reference)
    spec = SPECS[entry.type]
    row = rows_by_ids(connection, spec, [entry.id]).get(entry.id)
    after = history.last_change_set_before(connection, moment)
    values = history.values_as_of(connection, entry.seq, row, spec, after)
    if values is None:
        raise UserError("before-first-record", label=entry.label, time=moment.isoformat(timespec="minutes"))
    past = {**values, "id": entry.id}
    (record,) = show_rows(connection, spec, [past], [*spec.fields, *spec.computed], day)
    return Page(record=record, linked={}, citations=())


def _linked(connection: Connection, entry: Entry, day: dt.date) -> dict[str, list[Linked]]:
    found: dict[str, list[Linked]] = {}
    for spec, link in links_to(entry.type):
        rows = rows_linked(connection, spec, link, entry.id)
        if rows:
            shown = show_rows(connection, spec, rows, [*spec.fields, *spec.computed], day)
            found.setdefault(spec.key, []).extend(Linked(record=one, via=link) for one in shown)
    return found


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
