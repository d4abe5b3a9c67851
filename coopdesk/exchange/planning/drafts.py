# SPDX-License-Identifier: EUPL-1.2
"""The rows of a workbook on their way to a plan: where each stands, which record it is, what it says.

A draft is looked at by several steps (ids, bases, cells, merge, decisions), each of which adds to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coopdesk.domain.merging import Row, RowMerge, TheirRow
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.cells.column_reader import ColumnReader
from coopdesk.exchange.cells.printed import RowPrinter
from coopdesk.exchange.plan import BaseSource, Place
from coopdesk.exchange.planning.columns import ColumnMatch
from coopdesk.exchange.planning.context import KnownRecord
from coopdesk.exchange.planning.data_sheets import DataSheet, NamedRow
from coopdesk.exchange.planning.row_bases import BaseBook


class Standing(StrEnum):
    """What a row is to this database."""

    KNOWN = "known"
    """A record that is here, or was."""
    SENT = "sent"
    """A record of the file that was never here: new under its own id."""
    NEW = "new"
    """A row without an id of its own: new under an id given here."""
    STRANGER = "stranger"
    """An id that nobody knows: new only where somebody says so."""


@dataclass(slots=True, eq=False, kw_only=True)
class SheetDraft:
    """A data sheet with its columns matched and the readers of its cells."""

    data: DataSheet
    match: ColumnMatch
    printer: RowPrinter
    links: Mapping[str, str]
    readers: dict[str, ColumnReader] = field(default_factory=dict)

    @property
    def columns(self) -> Mapping[str, int]:
        """The column (1-based) of each field that is read."""
        return self.match.fields

    def place(self, row: int | None, key: str | None = None) -> Place:
        """Give the place of a field in a row."""
        column = self.match.fields.get(key) or self.match.locked.get(key) if key else None
        return Place(sheet=self.data.raw.name, row=row, column=column)


@dataclass(slots=True, eq=False)
class Draft:
    """One row; `says_base` rows hold just what they left with and are not looked at any further.

    `heard` is what a file said of it since, and its base where the cells turn out to say all of that.
    `proposal` is a reference given to a new row, because it has none or has one that is taken by `owner`.
    A blocked draft stays out of the import, with a problem that says why.
    """

    sheet: SheetDraft
    row: NamedRow
    id: str
    standing: Standing
    base: Row | None = None
    heard: Row | None = None
    source: BaseSource = "none"
    says_base: bool = False
    theirs: TheirRow = field(default_factory=dict)
    merge: RowMerge | None = None
    is_copy: bool = False
    has_problem: bool = False
    is_blocked: bool = False
    proposal: str | None = None
    owner: KnownRecord | None = None

    def place(self, key: str | None = None) -> Place:
        """Give the place of one of its fields, or of the row."""
        return self.sheet.place(self.row.number, key)


@dataclass(slots=True, eq=False, kw_only=True)
class TypeDraft:
    """All rows of one record type, from whichever sheets, with the bases they may have.

    `scope` are the ids that the file was given to hold; without a row they are missing. `emptied` are ids
    whose row is there and has nothing in it any more.
    """

    spec: RecordSpec
    bases: BaseBook
    sheets: list[SheetDraft]
    rows: list[Draft] = field(default_factory=list)
    scope: Mapping[str, Row] = field(default_factory=dict)
    emptied: dict[str, Place] = field(default_factory=dict)
    not_missing: set[str] = field(default_factory=set)
    """Ids of rows that are there but could not be handled: not missing, whatever else they are."""
