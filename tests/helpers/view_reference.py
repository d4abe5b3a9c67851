# SPDX-License-Identifier: EUPL-1.2
"""What a view means, said plainly over dictionaries: the measure for what SQL gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from coopdesk.domain.dates import first_day, last_day
from coopdesk.domain.folding import fold, sort_key
from coopdesk.domain.kinds import LinkKind, ListKind, PartialDateKind, PickKind, Value
from coopdesk.domain.spec import FieldSpec
from coopdesk.domain.views import AnyOf, Rule, Sort, View
from coopdesk.records.catalog import SPECS
from coopdesk.services.maintenance import Database
from coopdesk.store.queries import rows_of
from coopdesk.store.register import Entry, by_ids

Row = Mapping[str, Value]


class PlainOffice:
    """All records of an office in memory."""

    def __init__(self, database: Database, today: dt.date) -> None:
        self.today = today
        with database.reading() as connection:
            self.rows = {key: list(rows_of(connection, spec)) for key, spec in SPECS.items()}
            ids = [str(row["id"]) for rows in self.rows.values() for row in rows]
            self.entries: dict[str, Entry] = by_ids(connection, ids)
        self.types = {str(row["id"]): key for key, rows in self.rows.items() for row in rows}
        self.by_id = {str(row["id"]): row for rows in self.rows.values() for row in rows}

    def shown(self, view: View) -> list[str]:
        """Give the ids of a view in its order."""
        rows = [row for row in self.rows[view.type] if all(self.holds(view.type, row, r) for r in view.rules)]
        rows.sort(key=lambda row: (sort_key(self.label(row)), self.entries[str(row["id"])].seq))
        for sort in reversed(view.sorts):
            rows = self._sorted(view.type, rows, sort)
        return [str(row["id"]) for row in rows]

    def label(self, row: Row) -> str:
        return self.entries[str(row["id"])].label

    def value(self, type_key: str, row: Row, key: str) -> Value:
        field = SPECS[type_key].all_by_key[key]
        return field.computed(row, self.today) if field.computed else row[key]

    def _sorted(self, type_key: str, rows: list[Row], sort: Sort) -> list[Row]:
        def key(row: Row) -> Any:
            if sort.field == "label":
                return sort_key(self.label(row))
            value = self.value(type_key, row, sort.field)
            return None if value is None else self._place(SPECS[type_key], sort.field, value)

        filled = [row for row in rows if key(row) is not None]
        empty = [row for row in rows if key(row) is None]
        return sorted(filled, key=key, reverse=sort.is_descending) + empty

    def _place(self, spec: Any, key: str, value: Value) -> Any:
        kind = spec.all_by_key[key].kind
        if spec.title == (key,) and spec.by_key[key].required:
            return sort_key(str(value))
        match kind:
            case PartialDateKind():
                return (str(value) + "-01-01")[:10]
            case LinkKind():
                return sort_key(self.entries[str(value)].label)
            case PickKind():
                return [item.code for item in kind.picklist.items].index(str(value))
            case _:
                return value if isinstance(value, int | Decimal) else fold(kind.format(value))

    def holds(self, type_key: str, row: Row, rule: Rule | AnyOf) -> bool:
        if isinstance(rule, AnyOf):
            return any(self.holds(type_key, row, one) for one in rule.rules)
        found = self._reached(type_key, row, rule.path)
        match rule.test:
            case "filled":
                return any(value is not None for _, value in found)
            case "empty":
                return not any(value is not None for _, value in found)
            case "none_of":
                return not self.holds(type_key, row, Rule(path=rule.path, test="any_of", values=rule.values))
            case "any_of":
                is_empty = not any(value is not None for _, value in found)
                if None in rule.values and is_empty:
                    return True
        return any(value is not None and self._meets(field, value, rule) for field, value in found)

    def _reached(
        self, type_key: str, row: Row, path: tuple[str, ...]
    ) -> list[tuple[FieldSpec | None, Value]]:
        step, rest = path[0], path[1:]
        if ":" in step:
            pointing, link = step.split(":")
            rows = [one for one in self.rows[pointing] if one[link] == row["id"]]
            if not rest:
                return [(None, str(one["id"])) for one in rows]
            return [found for one in rows for found in self._reached(pointing, one, rest)]
        if not rest:
            if step == "label":
                return [(None, self.label(row))]
            field = SPECS[type_key].all_by_key.get(step)
            return [(field, self.value(type_key, row, step))] if field else []
        target = row[step]
        if target is None or str(target) not in self.by_id:
            return []
        return self._reached(self.types[str(target)], self.by_id[str(target)], rest)

    def _meets(self, field: FieldSpec | None, value: Value, rule: Rule) -> bool:
        kind = field.kind if field is not None else None
        known = [one for one in rule.values if one is not None]
        if isinstance(kind, PartialDateKind):
            return self._date_meets(str(value), rule, known)
        if rule.test == "any_of":
            if isinstance(kind, ListKind) and isinstance(value, tuple):
                items = {fold(item) for item in value}
                wanted = {fold(i) for one in known for i in (one if isinstance(one, tuple) else (str(one),))}
                return bool(items & wanted)
            if isinstance(value, str) and not isinstance(kind, LinkKind | PickKind):
                return fold(value) in {fold(str(one)) for one in known}
            return value in known
        if rule.test == "contains":
            shown = self.entries[str(value)].label if isinstance(kind, LinkKind) else None
            text = shown or (kind.format(value) if kind is not None else str(value))
            return any(fold(str(one)) in fold(text) for one in known)
        low, high = (*rule.values, None)[:2]
        number: Any = value
        match rule.test:
            case "before":
                return bool(number < low)
            case "after":
                return bool(number > low)
        return bool((low is None or number >= low) and (high is None or number <= high))

    def _date_meets(self, date: str, rule: Rule, known: Sequence[Value]) -> bool:
        match rule.test:
            case "any_of":
                return any(date.startswith(str(one)) for one in known)
            case "before":
                return last_day(date) < first_day(str(known[0]))
            case "after":
                return first_day(date) > last_day(str(known[0]))
            case "within":
                first, last = (self.today + dt.timedelta(days=int(str(one))) for one in known)
                return last_day(date) >= first and first_day(date) <= last
        low, high = (*rule.values, None)[:2]
        return (low is None or first_day(date) >= first_day(str(low))) and (
            high is None or last_day(date) <= last_day(str(high))
        )
