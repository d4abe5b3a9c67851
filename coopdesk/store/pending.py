# SPDX-License-Identifier: EUPL-1.2
"""A change set on its way through the door: the plan, and what the database says of its records."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from coopdesk.domain.changes import Action, ChangePlan, RecordChange
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.store.queries import rows_by_ids
from coopdesk.store.register import Entry, by_ids


@dataclass(slots=True)
class Pending:
    """The state of one write: `rows_before` are the rows to change or remove, `labels` those worked out."""

    connection: Connection
    plan: ChangePlan
    moment: dt.datetime
    entries: dict[str, Entry]
    rows_before: dict[str, Mapping[str, Value]]
    labels: dict[str, str] = field(default_factory=dict)

    def of(self, action: Action) -> list[RecordChange]:
        """Give the changes of one action, in order."""
        return [change for change in self.plan.changes if change.action == action]

    def staying(self) -> dict[str, RecordChange]:
        """Give creations and changes by id."""
        return {change.id: change for change in self.plan.changes if change.action != "remove"}

    def values_after(self, change: RecordChange) -> Mapping[str, Value]:
        """Give all values of a record as they will be."""
        return {**self.rows_before.get(change.id, {}), **change.new}


def look_up(connection: Connection, plan: ChangePlan, moment: dt.datetime) -> Pending:
    """Read what the database says of every record of a plan."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for change in plan.changes:
        if change.action != "create":
            by_type[change.type].append(change.id)
    rows: dict[str, Mapping[str, Value]] = {}
    for type_key, ids in by_type.items():
        rows.update(rows_by_ids(connection, SPECS[type_key], ids))
    entries = by_ids(connection, [change.id for change in plan.changes])
    return Pending(connection=connection, plan=plan, moment=moment, entries=entries, rows_before=rows)
