# SPDX-License-Identifier: EUPL-1.2
"""What each row of a returned sheet started from: own ledger, the file itself, own history, or nobody knows.

A row names its base by a stamp over the values it left with. Where a file of the same export came home
before, the ledger also holds what that file said; a row that still says all of it is a further edit of it.
Source: exchange.md 3.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coopdesk.domain.merging import Row
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import Carried, row_stamp
from coopdesk.exchange.cells.printed import CellPrinter
from coopdesk.exchange.plan import BaseSource
from coopdesk.exchange.planning.context import ImportContext, OwnExport
from coopdesk.exchange.planning.data_sheets import NamedRow

Rows = Mapping[str, Row]
NO_ROWS: Rows = {}


@dataclass(frozen=True, slots=True)
class FoundBase:
    """A base and where it comes from; `is_doubtful` where ledger and file disagree about it.

    `heard` is what a file said of the row since, where the cells do not show it as it would be printed: once
    they are read they may say it all the same, for people type “NETWORK” and “IOM” where we print otherwise.
    """

    row: Row | None
    source: BaseSource
    is_doubtful: bool = False
    heard: Row | None = None


@dataclass(slots=True, kw_only=True)
class BaseBook:
    """The bases of one record type, from every place that has any.

    `fields` are those that were exported, as far as known: for past states of the own history.
    """

    spec: RecordSpec
    context: ImportContext
    carried: Carried | None
    export: str | None
    fields: Sequence[str]
    _own: dict[str, OwnExport | None] = field(default_factory=dict)
    _past: dict[str, Row] = field(default_factory=dict)
    _likely: dict[str | None, tuple[Rows, Rows]] = field(default_factory=dict)

    def own(self, export: str | None) -> OwnExport | None:
        """Give what the own ledger holds of an export, that of the file for None."""
        name = export or self.export
        if name is None:
            return None
        if name not in self._own:
            self._own[name] = self.context.own_export(name)
        return self._own[name]

    def left(self, export: str | None = None) -> Rows:
        """Give the values with which rows of an export left, as the own ledger has them."""
        own = self.own(export)
        return own.left.get(self.spec.key, NO_ROWS) if own else NO_ROWS

    def heard(self, export: str | None = None) -> Rows:
        """Give the same, with what files of the export said since."""
        own = self.own(export)
        return own.heard.get(self.spec.key, NO_ROWS) if own else NO_ROWS

    def from_file(self, export: str | None = None) -> Rows:
        """Give the values with which rows left as the file has them; none for rows of another export."""
        if self.carried is None or (export is not None and export != self.carried.manifest.export_id):
            return NO_ROWS
        return self.carried.bases.get(self.spec.key, NO_ROWS)

    def likely(self, record_id: str, export: str | None) -> tuple[Row | None, BaseSource]:
        """Give the base that a row most likely has, without looking at its stamp."""
        known = self._likely.get(export)
        if known is None:
            known = self._likely[export] = self.heard(export), self.from_file(export)
        heard, file = known
        found = heard.get(record_id)
        if found is not None:
            return found, "ledger"
        return file.get(record_id), "file"

    def differing(self) -> set[str]:
        """Give the ids about whose values ledger and file do not agree."""
        left, file = self.left(), self.from_file()
        if not left or not file or left is file or left == file:
            return set()
        return {key for key, base in file.items() if key in left and left[key] != base}

    def ask_history(self, stamps: Mapping[str, str]) -> None:
        """Look past states up in the own history, for all rows at once that need them."""
        self._past.update(self.context.past_states(self.spec.key, stamps, self.fields))

    def exact(
        self, record_id: str, row: NamedRow, columns: Mapping[str, int], printers: Mapping[str, CellPrinter]
    ) -> FoundBase:
        """Give the base that a row names by its stamp; a row without a stamp takes what there is."""
        left, file = self.left(row.export).get(record_id), self.from_file(row.export).get(record_id)
        if self._fits(left, row):
            found = FoundBase(left, "ledger", is_doubtful=file is not None and file != left)
        elif self._fits(file, row):
            found = FoundBase(file, "file")
        elif record_id in self._past:
            found = FoundBase(self._past[record_id], "history")
        else:
            found = FoundBase(None, "none")
        heard = self.heard(row.export).get(record_id)
        if heard is None or heard == left:
            return found
        if found.row is None:
            return FoundBase(heard, "ledger") if row.stamp is None else found
        news = [key for key in columns if heard.get(key) != found.row.get(key)]
        says_all = all(printers[key].shows(row.cells[columns[key] - 1], heard.get(key)) for key in news)
        if news and says_all:
            return FoundBase(heard, "ledger", found.is_doubtful)
        return replace(found, heard=heard) if news else found

    def _fits(self, base: Row | None, row: NamedRow) -> bool:
        return base is not None and (row.stamp is None or row_stamp(self.spec, base) == row.stamp)
