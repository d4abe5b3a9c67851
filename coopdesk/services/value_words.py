# SPDX-License-Identifier: EUPL-1.2
"""Values in words: kinds format them, links are called by their records' names, whether live or removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.store.register import Entry, by_ids

Side = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ValueWords:
    """Says values of records; knows the records that they link to."""

    known: Mapping[str, Entry]

    @classmethod
    def of(cls, connection: Connection, sides: Iterable[tuple[str, Side]]) -> ValueWords:
        """Look up every record that values of types link to."""
        linked = {
            str(values[link.key])
            for type_key, values in sides
            for link in SPECS[type_key].links
            if values.get(link.key) is not None
        }
        return cls(by_ids(connection, linked))

    def say(self, spec: RecordSpec, key: str, value: Value) -> str:
        """Give a value in words; empty is the empty text."""
        field = spec.by_key.get(key)
        if field is None or value is None:
            return ""
        if field.targets:
            entry = self.known.get(str(value))
            return entry.label if entry is not None else ""
        return field.kind.format(value)
