# SPDX-License-Identifier: EUPL-1.2
"""Saving what a form holds: as a new record or a change, and what to ask where somebody was faster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import InvalidRecord
from coopdesk.domain.kinds import BadValue, PartialDateKind, Value
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import problem_of
from coopdesk.services.dates_as_typed import read_date
from coopdesk.services.editing import add_record, change_record
from coopdesk.services.filling import NOTHING, texts_of, texts_of_typed
from coopdesk.services.form_data import ChangedMeanwhile, RecordGone, TwoValues
from coopdesk.store.engine import Database
from coopdesk.store.queries import rows_by_ids
from coopdesk.store.refusals import StaleRecord
from coopdesk.store.register import by_ids


def save_form(
    database: Database,
    type_key: str,
    record: str | None,
    typed: Mapping[str, str],
    *,
    seen: Mapping[str, Value],
    who: str,
    today: dt.date,
) -> Written:
    """Save the fields that were typed, as one change set.

    Raises InvalidRecord, ChangedMeanwhile where a typed field is no longer as it was seen, RecordGone, or
    UserError of another sort (nothing to change, reference taken, disk full).
    """
    spec = SPECS[type_key]
    raw = _without_relative_dates(spec, typed, today)
    if record is None:
        return add_record(database, type_key, raw, who=who, today=today)
    with database.reading() as connection:
        entry = by_ids(connection, [record]).get(record)
    if entry is None or not entry.is_live:
        raise RecordGone(entry.reference if entry is not None else "")
    try:
        return change_record(database, entry.reference, raw, who=who, seen=seen)
    except StaleRecord as stale:
        questions = _questions(database, spec, record, raw, seen, today)
        if not questions:
            raise
        raise ChangedMeanwhile(entry.label, questions) from stale


def _without_relative_dates(spec: RecordSpec, typed: Mapping[str, str], today: dt.date) -> dict[str, str]:
    """Give the texts with dates as they are kept, since only a form knows what “next friday” means."""
    raw: dict[str, str] = {}
    problems: list[Problem] = []
    for key, text in typed.items():
        field = spec.by_key[key]
        raw[key] = text
        if isinstance(field.kind, PartialDateKind):
            try:
                raw[key] = read_date(text, today) or ""
            except BadValue as error:
                problems.append(problem_of(field, error))
    if problems:
        raise InvalidRecord(tuple(problems))
    return raw


def _questions(
    database: Database,
    spec: RecordSpec,
    record: str,
    typed: Mapping[str, str],
    seen: Mapping[str, Value],
    today: dt.date,
) -> tuple[TwoValues, ...]:
    """Give each field that was typed, or belongs to a group with one, and is not as it was seen."""
    with database.reading() as connection:
        row = rows_by_ids(connection, spec, [record]).get(record)
        if row is None:
            return ()
        now = {field.key: row.get(field.key) for field in spec.fields}
        was, are = texts_of(connection, spec, seen), texts_of(connection, spec, now)
        wants = texts_of_typed(connection, spec, typed, today)
    groups = {spec.by_key[key].group for key in typed} - {None}
    found = []
    for field in spec.fields:
        before, wanted = was.get(field.key, NOTHING), wants.get(field.key)
        is_in_play = (wanted is not None and wanted != before) or field.group in groups
        if not is_in_play or field.key not in seen or now[field.key] == seen[field.key]:
            continue
        found.append(
            TwoValues(
                field=field.key,
                label=field.label,
                was=before,
                now=are[field.key],
                typed=wanted if wanted is not None else before,
                now_value=now[field.key],
            )
        )
    return tuple(one for one in found if one.now != one.typed)
