# SPDX-License-Identifier: EUPL-1.2
"""Drafts: what is being typed into a form and not saved yet, kept so that nothing typed is ever lost.

There is one draft of each record, any number of new ones. With the texts it keeps the values the form
started from, so that saving it later is the same merge as saving it at once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.form_data import Draft
from coopdesk.store import drafts as table
from coopdesk.store.drafts import KeptDraft
from coopdesk.store.engine import Database
from coopdesk.store.register import by_ids


def keep(
    database: Database,
    type_key: str,
    record: str | None,
    typed: Mapping[str, str],
    *,
    seen: Mapping[str, Value],
    who: str,
    seq: int | None = None,
    at: dt.datetime | None = None,
) -> Draft:
    """Keep what was typed, in the place of the draft of the same record, or of the same number if new."""
    moment = at or dt.datetime.now(dt.UTC).replace(microsecond=0)
    spec = SPECS[type_key]
    values = {key: spec.by_key[key].kind.to_json(value) for key, value in seen.items() if key in spec.by_key}
    with database.writing() as connection:
        kept = table.put(
            connection,
            seq=seq,
            type_key=type_key,
            record=record,
            typed=json.dumps(dict(typed)),
            seen=json.dumps(values),
            who=who,
            at=moment,
        )
        return _draft(connection, [kept])[0]


def of_record(database: Database, record: str) -> Draft | None:
    """Give the draft of a record, None where there is none."""
    with database.reading() as connection:
        kept = table.of_record(connection, record)
        return None if kept is None else _draft(connection, [kept])[0]


def numbered(database: Database, seq: int) -> Draft | None:
    """Give a draft by its number, None where it was saved or thrown away."""
    with database.reading() as connection:
        kept = table.numbered(connection, seq)
        return None if kept is None else _draft(connection, [kept])[0]


def drafts(database: Database) -> list[Draft]:
    """Give all drafts, last changed first; those of record types that are no more are left out."""
    with database.reading() as connection:
        return _draft(connection, [one for one in table.every(connection) if one.type in SPECS])


def discard(database: Database, seq: int) -> None:
    """Throw a draft away."""
    with database.writing() as connection:
        table.remove(connection, seq)


def _draft(connection: Connection, kept: Sequence[KeptDraft]) -> list[Draft]:
    known = by_ids(connection, [one.record for one in kept if one.record is not None])
    found = []
    for one in kept:
        spec = SPECS[one.type]
        typed = {key: text for key, text in _texts(one.typed).items() if key in spec.by_key}
        entry = known.get(one.record) if one.record is not None else None
        found.append(
            Draft(
                seq=one.seq,
                type=one.type,
                record=one.record,
                label=entry.label if entry is not None else _label(spec, typed),
                reference=entry.reference if entry is not None else "",
                typed=typed,
                seen=_values(spec, one.seen),
                who=one.who,
                changed_at=one.changed_at,
                is_gone=one.record is not None and (entry is None or not entry.is_live),
            )
        )
    return found


def _label(spec: RecordSpec, typed: Mapping[str, str]) -> str:
    """Call a new record by what was typed into the fields that name it."""
    named = [typed[key] for key in spec.title if typed.get(key) and not spec.by_key[key].targets]
    return " – ".join(named)[:200] or f"New {spec.label.lower()}"


def _texts(stored: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in json.loads(stored).items()}


def _values(spec: RecordSpec, stored: str) -> dict[str, Value]:
    """Give the values that were seen; a field that is no more is left out."""
    return {
        key: spec.by_key[key].kind.from_json(value)
        for key, value in json.loads(stored).items()
        if key in spec.by_key
    }
