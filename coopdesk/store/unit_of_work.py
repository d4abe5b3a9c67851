# SPDX-License-Identifier: EUPL-1.2
"""The one door: a planned change set is checked against the database, written, and kept in the history.

Everything happens in one transaction that takes the write lock first. A value that is no longer what
the plan started from is never overwritten: `StaleRecord` says what stands there now.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

from sqlalchemy import Connection, delete

from coopdesk.domain.changes import ChangePlan, RecordChange, Written
from coopdesk.records.catalog import SPECS
from coopdesk.store import history
from coopdesk.store.bulk import chunked, insert_rows, update_rows
from coopdesk.store.engine import Database
from coopdesk.store.pending import Pending, look_up
from coopdesk.store.refusals import Clash, StaleRecord, refuse
from coopdesk.store.register import table_of
from coopdesk.store.upkeep import rename_dependents, write_register, write_search

__all__ = ["Also", "Clash", "StaleRecord", "write"]

Also = Callable[[Connection, int], None]
"""Adds rows of a ledger in the transaction of a change set, whose number it is given."""


def write(
    database: Database, plan: ChangePlan, *, who: str, at: dt.datetime | None = None, also: Also | None = None
) -> Written:
    """Write a change set, or nothing. `also` adds ledger rows in the same transaction.

    Raises StaleRecord, or UserError for links to nothing, references taken and records in use.
    """
    moment = at or dt.datetime.now(dt.UTC).replace(microsecond=0)
    with database.writing() as connection:
        pending = look_up(connection, plan, moment)
        refuse(pending)
        change_set = history.begin_change_set(connection, plan, who=who, at=moment)
        write_register(pending, change_set)
        _write_tables(pending)
        seqs = {key: entry.seq for key, entry in pending.entries.items()}
        history.write_changes(connection, change_set, plan.changes, seqs)
        write_search(pending)
        rename_dependents(pending)
        if also is not None:
            also(connection, change_set)
    ids: dict[str, list[str]] = defaultdict(list)
    for change in plan.changes:
        ids[change.type].append(change.id)
    return Written(
        change_set=change_set, title=plan.title, ids={key: tuple(found) for key, found in ids.items()}
    )


def _write_tables(pending: Pending) -> None:
    """Write the facts: rows that go, rows that come, and cells that change, grouped for the driver."""
    created: dict[str, list[RecordChange]] = defaultdict(list)
    changed: dict[tuple[str, tuple[str, ...]], list[RecordChange]] = defaultdict(list)
    removed: dict[str, list[str]] = defaultdict(list)
    for change in pending.plan.changes:
        if change.action == "create":
            created[change.type].append(change)
        elif change.action == "change":
            changed[change.type, tuple(sorted(change.new))].append(change)
        else:
            removed[change.type].append(change.id)
    for type_key, ids in removed.items():
        table = table_of(type_key)
        for piece in chunked(ids):
            pending.connection.execute(delete(table).where(table.c.id.in_(piece)))
    for type_key, changes in created.items():
        columns = [field.key for field in SPECS[type_key].fields]
        rows = ((change.id, *(change.new.get(key) for key in columns)) for change in changes)
        insert_rows(pending.connection, table_of(type_key), ("id", *columns), rows)
    for (type_key, keys), changes in changed.items():
        cells = ((*(change.new[key] for key in keys), change.id) for change in changes)
        update_rows(pending.connection, table_of(type_key), "id", keys, cells)
