# SPDX-License-Identifier: EUPL-1.2
"""What a form opens with: a record as its editors take it, a new one, or a draft of either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from coopdesk.domain.kinds import BadValue, LinkKind, PartialDateKind, PickKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services import drafting
from coopdesk.services.browsing import computed_value
from coopdesk.services.checking import Resolver
from coopdesk.services.dates_as_typed import read_date
from coopdesk.services.form_data import FieldText, FormStart, RecordGone
from coopdesk.services.naming import resolver
from coopdesk.store.engine import Database
from coopdesk.store.queries import rows_by_ids
from coopdesk.store.register import Entry, by_ids, propose_reference

NOTHING = FieldText("", "")


def open_record(database: Database, record: str, *, today: dt.date) -> FormStart:
    """Give what a form on a record opens with, its draft included.

    Raises RecordGone for a record that was removed; its draft is still there.
    """
    draft = drafting.of_record(database, record)
    with database.reading() as connection:
        entry = by_ids(connection, [record]).get(record)
        if entry is None or not entry.is_live:
            raise RecordGone(entry.reference if entry is not None else "")
        spec = SPECS[entry.type]
        row = rows_by_ids(connection, spec, [record])[record]
        seen = {field.key: row.get(field.key) for field in spec.fields}
        started = draft.seen if draft is not None else {}
        typed = texts_of_typed(connection, spec, draft.typed, today) if draft is not None else {}
        texts = texts_of(connection, spec, seen)
    typed = {key: text for key, text in typed.items() if text.raw != texts[key].raw}
    return FormStart(
        type=spec.key,
        record=record,
        reference=entry.reference,
        label=entry.label,
        seen={**seen, **{key: started[key] for key in _with_groups(spec, typed) if key in started}},
        texts=texts,
        computed=computed_in_words(spec, seen, today),
        draft=draft if typed else None,
        typed=typed,
        changed_since=tuple(
            spec.by_key[key].label for key in typed if key in started and started[key] != seen[key]
        ),
    )


def _with_groups(spec: RecordSpec, keys: Iterable[str]) -> list[str]:
    """Give the fields with those that are decided together with them."""
    chosen = set(keys)
    groups = {spec.by_key[key].group for key in chosen} - {None}
    return [field.key for field in spec.fields if field.key in chosen or field.group in groups]


def begin_record(database: Database, type_key: str, given: Mapping[str, str], *, today: dt.date) -> FormStart:
    """Give what a form for a new record opens with; `given` are raw texts that the caller fills in.

    The reference is a proposal: another may be taken if somebody is faster.
    """
    spec = SPECS[type_key]
    defaults = {field.key: field.default for field in spec.fields if field.default is not None}
    with database.reading() as connection:
        texts = dict.fromkeys(spec.by_key, NOTHING) | texts_of(connection, spec, defaults)
        typed = texts_of_typed(connection, spec, given, today)
        reference = propose_reference(connection, spec, today)
    others = [one for one in drafting.drafts(database) if one.type == type_key and one.record is None]
    return FormStart(
        type=spec.key,
        record=None,
        reference=reference,
        label="",
        seen={},
        texts=texts | typed,
        computed={},
        given=tuple(typed),
        other_drafts=others,
    )


def resume_draft(database: Database, seq: int, *, today: dt.date) -> FormStart | None:
    """Give what a form opens with on a draft; None where it was saved or thrown away meanwhile.

    The draft of a record that was removed becomes that of a new record with the same words.
    """
    draft = drafting.numbered(database, seq)
    if draft is None or draft.type not in SPECS:
        return None
    if draft.record is not None and not draft.is_gone:
        return open_record(database, draft.record, today=today)
    spec = SPECS[draft.type]
    start = begin_record(database, draft.type, {}, today=today)
    with database.reading() as connection:
        before = texts_of(connection, spec, draft.seen) if draft.is_gone else {}
        typed = before | texts_of_typed(connection, spec, draft.typed, today)
    if draft.is_gone:
        typed.pop("reference", None)  # it stays that of the removed record
    return FormStart(
        type=spec.key,
        record=None,
        reference=start.reference,
        label="",
        seen={},
        texts=start.texts,
        computed={},
        draft=draft,
        typed={key: text for key, text in typed.items() if text.raw},
    )


def texts_of(connection: Connection, spec: RecordSpec, values: Mapping[str, Value]) -> dict[str, FieldText]:
    """Give stored values as editors take them; links by reference and label, all looked up at once."""
    ids = [str(values[link.key]) for link in spec.links if values.get(link.key) is not None]
    known = by_ids(connection, ids)
    return {
        field.key: text_of(field, values.get(field.key), known)
        for field in spec.fields
        if field.key in values
    }


def text_of(field: FieldSpec, value: Value, known: Mapping[str, Entry]) -> FieldText:
    """Give a stored value as an editor takes it: typed again it means the same, and it reads well."""
    if value is None:
        return NOTHING
    shown = field.kind.format(value)
    match field.kind:
        case LinkKind():
            entry = known.get(str(value))
            return FieldText(entry.reference, entry.label) if entry is not None else NOTHING
        case PartialDateKind() | PickKind():
            return FieldText(str(value), shown)
        case _:
            return FieldText(shown, shown)


def texts_of_typed(
    connection: Connection, spec: RecordSpec, typed: Mapping[str, str], today: dt.date
) -> dict[str, FieldText]:
    """Give what was typed as editors take it: a link that can be understood by its label, a date in words."""
    resolve = resolver(connection)
    found: dict[str, FieldText] = {}
    for key, raw in typed.items():
        field = spec.by_key.get(key)
        if field is None:
            continue
        try:
            value = parse_typed(field, raw, resolve, today)
        except BadValue:
            found[key] = FieldText(raw, raw)
            continue
        known = by_ids(connection, [str(value)]) if isinstance(field.kind, LinkKind) and value else {}
        text = text_of(field, value, known)
        is_better = isinstance(field.kind, LinkKind | PartialDateKind | PickKind)
        found[key] = text if is_better else FieldText(raw, raw)
    return found


def parse_typed(field: FieldSpec, raw: str, resolve: Resolver, today: dt.date) -> Value:
    """Give the value of what was typed into a form, where dates may be relative. Raises BadValue."""
    if isinstance(field.kind, LinkKind):
        return field.kind.resolve(raw, resolve)
    if isinstance(field.kind, PartialDateKind):
        return read_date(raw, today)
    return field.kind.parse(raw)


def computed_in_words(spec: RecordSpec, values: Mapping[str, Value], today: dt.date) -> dict[str, str]:
    """Give the fields that are worked out, in words; what cannot be said is empty."""
    return {field.key: field.kind.format(computed_value(field, values, today)) for field in spec.computed}


def text_of_link(database: Database, record: str) -> FieldText:
    """Give a record as a link to it is typed and shown."""
    with database.reading() as connection:
        entry = by_ids(connection, [record])[record]
        return FieldText(entry.reference, entry.label)
