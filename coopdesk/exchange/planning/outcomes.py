# SPDX-License-Identifier: EUPL-1.2
"""What becomes of each row once the answers are in: the record as it will be, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import CellChange, Row, RowAction
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.plan import Place, PlannedConflict
from coopdesk.exchange.planning.answers import RowDecisions
from coopdesk.exchange.planning.drafts import Draft
from coopdesk.exchange.planning.merging_rows import MissingDraft


@dataclass(slots=True, eq=False, kw_only=True)
class Outcome:
    """One record after the decisions: `values` are the record as it will be, `old` as it is.

    `waits` means that an open question keeps it from being added. A blocked one has a problem.
    """

    spec: RecordSpec
    id: str
    action: RowAction
    source: Draft | MissingDraft
    old: Row = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    changes: tuple[CellChange, ...] = ()
    decisions: RowDecisions = field(default_factory=dict)
    conflicts: list[PlannedConflict] = field(default_factory=list)
    is_proposed: bool = False
    is_blocked: bool = False
    waits: bool = False

    @property
    def will_be_written(self) -> bool:
        """True where something of it goes into the database."""
        return self.action is not RowAction.NONE and not self.is_blocked and not self.waits

    @property
    def is_new(self) -> bool:
        """True where it comes in whole: a new record, or one that comes back."""
        return self.action in (RowAction.INSERT, RowAction.RESTORE)

    def place(self, key: str | None = None) -> Place:
        """Give the place of one of its fields, or of its row."""
        return self.source.place(key) if isinstance(self.source, Draft) else self.source.place

    def reference(self) -> str:
        """Give the reference by which people know it now; for a new one, the one it will have."""
        return str(self.old.get("reference") or self.values.get("reference") or "")

    def drop_change(self, key: str) -> None:
        """Leave one changed field as it is."""
        self.changes = tuple(change for change in self.changes if change.field != key)
        self.values[key] = self.old.get(key)
        if not self.changes and self.action is RowAction.UPDATE:
            self.action = RowAction.NONE

    def set_value(self, key: str, value: Value) -> None:
        """Write another value than the row says."""
        self.values[key] = value
        self.changes = tuple(
            CellChange(field=key, base=c.base, ours=c.ours, theirs=c.theirs, value=value)
            if c.field == key
            else c
            for c in self.changes
        )


def written(outcomes: list[Outcome]) -> Mapping[str, Outcome]:
    """Give the outcomes that go into the database, by id."""
    return {one.id: one for one in outcomes if one.will_be_written}
