# SPDX-License-Identifier: EUPL-1.2
"""What each row of a returned sheet started from: own ledger, the file itself, own history, or nobody knows.

A row names its base by a stamp over the values it left with. Where a file of the same export came home
before, the ledger holds what that file said; a row that still says all of it is a further edit of it.
Source: exchange.md 3.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coopdesk.domain.merging import Row
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import Carried, row_stamp
from coopdesk.exchange.context import ImportContext, OwnExport
from coopdesk.exchange.data_sheets import NamedRow
from coopdesk.exchange.plan import BaseSource
from coopdesk.exchange.printed import shows_printed

NO_ROWS: Mapping[str, Row] = {}


@dataclass(frozen=True, slots=True)
class FoundBase:
    """A base and where it comes from; `is_doubtful` where ledger and file disagree about it."""

    row: Row | None
    source: BaseSource
    is_doubtful: bool = False


@dataclass(slots=True, kw_only=True)
class BaseBook:
    """The bases of one record type, from every place that has any."""

    spec: RecordSpec
    context: ImportContext
    carried: Carried | None
    export: str | None
    fields: Sequence[str]
    """The fields that were exported, as far as known: for past states of the own history."""

    _own: dict[str, OwnExport | None] = field(default_factory=dict)
    _past: dict[str, Row] = field(default_factory=dict)

    def own(self, export: str | None) -> OwnExport | None:
        """Give what the own ledger holds of an export."""
        if export is None:
            return None
        if export not in self._own:
            self._own[export] = self.context.own_export(export)
        return self._own[export]

    def from_ledger(self, export: str | None) -> Mapping[str, Row]:
        """Give the bases of this type in the own ledger, by id."""
        own = self.own(export or self.export)
        return own.bases.get(self.spec.key, NO_ROWS) if own else NO_ROWS

    def from_file(self, export: str | None) -> Mapping[str, Row]:
        """Give the bases of this type that the file carries, by id; none for rows of another export."""
        if self.carried is None or (export is not None and export != self.carried.manifest.export_id):
            return NO_ROWS
        return self.carried.bases.get(self.spec.key, NO_ROWS)

    def likely(self, record_id: str, export: str | None) -> FoundBase | None:
        """Give the base that a row most likely has, without looking at its stamp."""
        found = self.from_ledger(export).get(record_id)
        if found is not None:
            return FoundBase(found, "ledger")
        found = self.from_file(export).get(record_id)
        return FoundBase(found, "file") if found is not None else None

    def ask_history(self, stamps: Mapping[str, str]) -> None:
        """Look past states up in the own history, for all rows at once that need them."""
        self._past.update(self.context.past_states(self.spec.key, stamps, self.fields) if stamps else {})

    def needs_history(self, record_id: str, row: NamedRow) -> bool:
        """Tell whether neither ledger nor file holds the base that a row names."""
        if row.stamp is None:
            return False
        for known in (self.from_ledger(row.export), self.from_file(row.export)):
            base = known.get(record_id)
            if base is not None and row_stamp(self.spec, base) == row.stamp:
                return False
        return True

    def exact(
        self, record_id: str, row: NamedRow, columns: Mapping[str, int], links: Mapping[str, str]
    ) -> FoundBase:
        """Give the base that a row names by its stamp; a row without a stamp takes the likely one."""
        ledger = self.from_ledger(row.export).get(record_id)
        file = self.from_file(row.export).get(record_id)
        if ledger is not None and (row.stamp is None or row_stamp(self.spec, ledger) == row.stamp):
            if row.stamp is None and file is not None and file != ledger:
                return self._heard_or(ledger, FoundBase(file, "file"), row, columns, links)
            return FoundBase(ledger, "ledger", is_doubtful=file is not None and file != ledger)
        found = FoundBase(None, "none")
        if file is not None and (row.stamp is None or row_stamp(self.spec, file) == row.stamp):
            found = FoundBase(file, "file")
        elif record_id in self._past:
            found = FoundBase(self._past[record_id], "history")
        if ledger is None:
            return found
        return self._heard_or(ledger, found, row, columns, links)

    def _heard_or(
        self,
        heard: Row,
        found: FoundBase,
        row: NamedRow,
        columns: Mapping[str, int],
        links: Mapping[str, str],
    ) -> FoundBase:
        """Take what an earlier file said as the base, where this row still says all that was new in it."""
        own = self.own(row.export or self.export)
        if found.row is None or own is None or own.was_taken_back:
            return found
        news = [key for key in columns if heard.get(key) != found.row.get(key)]
        says_all = all(
            shows_printed(self.spec.by_key[key].kind, row.cells[columns[key] - 1], heard.get(key), links)
            for key in news
        )
        return FoundBase(heard, "ledger") if news and says_all else found
