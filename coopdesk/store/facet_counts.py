# SPDX-License-Identifier: EUPL-1.2
"""How often each value of a field occurs among the records of a view."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, func

from coopdesk.domain.kinds import ListKind, PartialDateKind, Value
from coopdesk.domain.spec import FieldSpec
from coopdesk.domain.views import View
from coopdesk.store.listing import values_worked_out, where_of
from coopdesk.store.register import table_of


def counts_of(connection: Connection, view: View, today: dt.date, field: FieldSpec) -> dict[Value, int]:
    """Give how many records of a view have each value; dates by year, lists by item, None is empty."""
    if field.computed is not None:
        found = values_worked_out(connection, view, today, [field])
        return _counted(field, ((values[0], 1) for _, values in found))
    column = table_of(view.type).c[field.key]
    value = func.substr(column, 1, 4) if isinstance(field.kind, PartialDateKind) else column
    query = where_of(connection, view, today)(value, func.count()).group_by(value)
    return _counted(field, ((row[0], row[1]) for row in connection.execute(query)))


def within_of(connection: Connection, view: View, today: dt.date) -> int:
    """Give the number of records of a view."""
    return int(connection.execute(where_of(connection, view, today)(func.count())).scalar_one())


def _counted(field: FieldSpec, found: Iterable[tuple[Value, int]]) -> dict[Value, int]:
    counts: Counter[Value] = Counter()
    for value, count in found:
        if isinstance(field.kind, ListKind) and isinstance(value, tuple):
            for item in value:
                counts[item] += count
        elif isinstance(field.kind, PartialDateKind) and isinstance(value, str):
            counts[value[:4]] += count
        else:
            counts[value] += count
    return dict(counts)
