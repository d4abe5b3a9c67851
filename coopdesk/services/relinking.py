# SPDX-License-Identifier: EUPL-1.2
"""Where links lead once one record has become part of another: which rows change, which are then doubled.

A row that belongs to a record and says word for word what another row says already goes into that one, and
whatever points to it follows. Records of their own never go by themselves.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from coopdesk.domain.changes import RecordChange, difference
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.editing import removal_of, stored_values
from coopdesk.store.queries import Row, rows_linked
from coopdesk.store.register import by_ids, links_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A row that goes: a twin is there already; any other would join a record to itself."""

    kind: str
    label: str
    is_twin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """What follows for other records: changes to write, links moved by kind, rows that go.

    `into` says for each record that goes into which it goes.
    """

    changes: tuple[RecordChange, ...]
    removals: tuple[RecordChange, ...]
    moved: tuple[tuple[str, int], ...]
    dropped: tuple[Dropped, ...]
    into: dict[str, str]

    @property
    def links(self) -> int:
        """How many links lead elsewhere afterwards."""
        return sum(count for _, count in self.moved)


def relink(connection: Connection, type_key: str, gone: str, kept: str) -> Relinked:
    """Work out what becomes of everything that points to a record once it goes into another."""
    return _Work(connection, gone, kept).done(type_key)


@dataclass(slots=True)
class _Touched:
    spec: RecordSpec
    row: Row


@dataclass(slots=True)
class _Work:
    """The state of the work: rows touched so far, what goes into what, and what goes without a twin."""

    connection: Connection
    gone: str
    kept: str
    into: dict[str, str] = field(default_factory=dict)
    touched: dict[str, _Touched] = field(default_factory=dict)
    circling: dict[str, _Touched] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[Row]] = field(default_factory=dict)

    def done(self, type_key: str) -> Relinked:
        """Follow the links, and those of rows that go into others, until nothing new is met."""
        self.into[self.gone] = self.kept
        queue = deque([(type_key, self.gone)])
        while queue:
            for found in self._pointing(*queue.popleft()):
                key = str(found.row["id"])
                if key in self.into or key == self.kept:
                    continue
                self.touched[key] = found
                twin = self._twin(found)
                if twin is not None:
                    self.into[key] = twin
                    queue.append((found.spec.key, key))
                elif self._joins_itself(found):
                    self.circling[key] = found
        return self._result()

    def _pointing(self, type_key: str, target: str) -> Iterator[_Touched]:
        for spec, link in links_to(type_key):
            for row in rows_linked(self.connection, spec, link, target):
                yield _Touched(spec, row)

    def after(self, spec: RecordSpec, row: Row) -> dict[str, Value]:
        """Give the values of a row once its links lead where they then lead."""
        values = dict(row)
        for link in spec.links:
            value = row.get(link.key)
            if value is not None:
                target = self._end(str(value))
                is_itself = target == self._end(str(row["id"])) and not link.required
                values[link.key] = None if is_itself else target
        return values

    def _end(self, key: str) -> str:
        while key in self.into:
            key = self.into[key]
        return key

    def _twin(self, found: _Touched) -> str | None:
        """Give the row that says all that an owned row will say, if there is one that did not before."""
        spec, row = found.spec, found.row
        if spec.parent is None:
            return None
        after, owner = self.after(spec, row), spec.parent.key
        for other in self._beside(spec, str(after[owner])):
            key = str(other["id"])
            if key == row["id"] or key in self.into or key in self.circling:
                continue
            if _says(spec, other) != _says(spec, row) and _says(spec, self.after(spec, other)) == _says(
                spec, after
            ):
                return key
        return None

    def _beside(self, spec: RecordSpec, owner: str) -> Iterator[Row]:
        """Give the rows of an owner, those among them that come to it only now."""
        if spec.parent is None:
            return
        owners = [owner, *(key for key in self.into if self._end(key) == owner)]
        for key in owners:
            if (spec.key, key) not in self.rows:
                self.rows[spec.key, key] = rows_linked(self.connection, spec, spec.parent.key, key)
            yield from self.rows[spec.key, key]

    def _joins_itself(self, found: _Touched) -> bool:
        """Tell whether a row between two records would be one between the kept record and itself."""
        owner = found.spec.parent
        if owner is None:
            return False
        after, links = self.after(found.spec, found.row), [one for one in found.spec.links if one.required]
        ends = [after[link.key] for link in links]
        before = [found.row[link.key] for link in links]
        return len(set(ends)) < len(ends) and len(set(before)) == len(before)

    def _result(self) -> Relinked:
        changes: list[RecordChange] = []
        removals: dict[str, RecordChange] = {}
        moved: Counter[str] = Counter()
        going = {key: one for key, one in self.touched.items() if key in self.into or key in self.circling}
        for one in self.circling.values():
            entry = by_ids(self.connection, [str(one.row["id"])])[str(one.row["id"])]
            removals |= {change.id: change for change in removal_of(self.connection, entry)}
        for key, one in going.items():
            values = stored_values(one.spec, one.row)
            removals.setdefault(key, RecordChange(type=one.spec.key, id=key, action="remove", old=values))
        for key, one in self.touched.items():
            if key in removals:
                continue
            old, new = difference(one.row, self.after(one.spec, one.row))
            if new:
                changes.append(RecordChange(type=one.spec.key, id=key, action="change", old=old, new=new))
                moved[one.spec.label] += len(new)
        return Relinked(
            changes=tuple(changes), removals=tuple(removals.values()), dropped=self._dropped(going),
            moved=_in_words(moved), into=self.into,
        )  # fmt: skip

    def _dropped(self, going: dict[str, _Touched]) -> tuple[Dropped, ...]:
        entries = by_ids(self.connection, going)
        return tuple(
            Dropped(kind=one.spec.label, label=entries[key].label, is_twin=key in self.into)
            for key, one in going.items()
        )


def _in_words(moved: Counter[str]) -> tuple[tuple[str, int], ...]:
    plurals = {spec.label: spec.plural for spec in SPECS.values()}
    return tuple(
        ((label if count == 1 else plurals[label]).lower(), count) for label, count in moved.most_common()
    )


def _says(spec: RecordSpec, row: Row) -> tuple[Value, ...]:
    """Give all that a row says, without the reference by which it is known."""
    return tuple(row.get(one.key) for one in spec.fields if one.key != "reference")
