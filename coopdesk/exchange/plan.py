# SPDX-License-Identifier: EUPL-1.2
"""The plan of an import: plain data that says what a workbook would change, cell by cell, and what is asked.

A plan is shown, decided upon and applied; nothing here works anything out. `plan_json` gives it to scripts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Cell, ConflictKind, Row, RowAction, Take, TheirRow
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.addresses import cell_address, column_letters

BaseSource = Literal["ledger", "file", "history", "none"]
NoticeKind = Literal["value", "column", "sheet", "row", "identity", "duplicate", "base", "locked", "file"]
QuestionKind = Literal["realign", "date-order", "month-or-day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in the workbook; without a column it is a whole row, without a row the sheet."""

    sheet: str
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """The address of the cell, None for a whole row or sheet."""
        if self.row is None or self.column is None:
            return None
        return cell_address(self.row, self.column)

    @property
    def address(self) -> str | int | None:
        """What people call it on its sheet: the cell, the row, the letters of a column without a row."""
        if self.row is None and self.column is not None:
            return column_letters(self.column)
        return self.cell or self.row

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}" if self.address is not None else self.sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlan:
    """What a column was taken for, and why; without a field its values are left aside."""

    column: int
    heading: str | None
    field: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """One data sheet as it was understood; a heading row of 0 is one that is no longer there."""

    sheet: str
    type: str
    header_row: int
    rows: int
    columns: tuple[ColumnPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """A cell to be written: `value` is what it becomes, for a list not always what theirs says."""

    type: str
    id: str
    reference: str
    place: Place
    field: str
    base: Cell
    ours: Value
    theirs: Cell
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedConflict:
    """A question about a cell, or about a whole row where `field` is None (the sides are rows then).

    `taken` is the answer, None while it is open. `proposal` is a free reference where one is taken,
    `owner` the record that has it.
    """

    type: str
    id: str
    reference: str
    place: Place
    field: str | None
    kind: ConflictKind
    base: Cell | Row
    ours: Cell | Row
    theirs: Cell | Row | TheirRow
    group: str | None = None
    proposal: str | None = None
    owner: str | None = None
    taken: Take | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedInsert:
    """A record to be added; `is_proposed` where its reference is ours and not in the sheet."""

    type: str
    id: str
    reference: str
    place: Place
    values: Row
    is_proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRecord:
    """A record that was sent out and has no row any more; kept unless its deletion was accepted."""

    type: str
    id: str
    reference: str
    is_deletable: bool
    is_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProblem:
    """A cell, or a row where there is no field, that cannot be taken in; `value` is what stands there."""

    type: str
    reference: str | None
    id: str | None
    place: Place
    field: str | None
    value: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedNotice:
    """Something worth telling that needs no answer."""

    kind: NoticeKind
    code: str
    message: str
    place: Place | None = None
    type: str | None = None
    reference: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something about a whole column or sheet that only a person knows; `answer` is None while it is open.

    `places` are the first few of the `count` cells that it is about.
    """

    id: str
    kind: QuestionKind
    message: str
    sheet: str
    type: str
    field: str | None
    count: int
    places: tuple[Place, ...]
    choices: tuple[str, ...]
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One record after the decisions, as it is to be written.

    `old` are the values it has now, `places` where each new value stands. Nothing of a blocked row is
    written: something about it is a problem, or it hangs on a row that is.
    """

    type: str
    id: str
    reference: str
    action: RowAction
    old: Row
    new: Row
    places: Mapping[str, str]
    is_blocked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many records and cells a plan speaks of.

    Records: updated, new, unchanged, missing, restored, deleted. Cells: conflicts, problems. A row with
    a clean change and a conflict counts in both.
    """

    updated: int = 0
    new: int = 0
    unchanged: int = 0
    conflicts: int = 0
    problems: int = 0
    missing: int = 0
    restored: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the workbook says of the export it comes from."""

    export_id: str
    made_at: str
    sender: str
    office: str


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """What a workbook would do to the database, and what has to be decided first.

    `heard` are the values that each handled row said, by export, type and id: its base from now on.
    `left_out` are changes of rows that are blocked. `is_stopped` means that a question must be answered
    before anything else can be said. `links` are references as they are now, `printed` as they left.
    """

    file: str
    sha256: str
    specs: Mapping[str, RecordSpec]
    links: Mapping[str, str]
    printed: Mapping[str, str] = field(default_factory=dict, repr=False)
    sent: Sent | None = None
    export: str | None = None
    base: BaseSource = "none"
    counts: Counts = Counts()
    sheets: tuple[SheetPlan, ...] = ()
    changes: tuple[PlannedChange, ...] = ()
    conflicts: tuple[PlannedConflict, ...] = ()
    inserts: tuple[PlannedInsert, ...] = ()
    restored: tuple[PlannedInsert, ...] = ()
    missing: tuple[MissingRecord, ...] = ()
    problems: tuple[PlannedProblem, ...] = ()
    notices: tuple[PlannedNotice, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[PlannedChange, ...] = ()
    rows: tuple[PlannedRow, ...] = field(default=(), repr=False)
    heard: Mapping[str, Mapping[str, Mapping[str, Row]]] = field(default_factory=dict, repr=False)
    is_stopped: bool = False
    already_imported_at: dt.datetime | None = None
    applied: bool = False
    change_set: int | None = None

    @property
    def open_conflicts(self) -> tuple[PlannedConflict, ...]:
        """The conflicts that nobody has decided."""
        return tuple(one for one in self.conflicts if one.taken is None)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that nobody has answered."""
        return tuple(one for one in self.questions if one.answer is None)

    @property
    def title(self) -> str:
        """Name the import in the history: Import ankara.xlsx: 12 records updated, 1 new."""
        counts = self.counts
        parts = [f"{counts.updated} {'record' if counts.updated == 1 else 'records'} updated"]
        more = ((counts.new, "new"), (counts.restored, "restored"), (counts.deleted, "removed"))
        parts += [f"{number} {word}" for number, word in more if number]
        if not counts.updated and len(parts) > 1:
            parts = parts[1:]
        return f"Import {self.file}: {', '.join(parts)}"
