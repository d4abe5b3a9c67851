# SPDX-License-Identifier: EUPL-1.2
"""What is done to the selected cells and records of a list: copy, paste, fill, remove, save a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.change_sheet import ChangeSheet
from coopdesk.gui.lists.list_table import ListTable
from coopdesk.gui.lists.record_table import BLOCK, RecordTable, Trouble
from coopdesk.services.block_editing import BlockPlan, CellEdit, apply_block, change_cell, plan_block
from coopdesk.services.block_filling import (
    copied,
    edits_of_block,
    edits_of_emptying,
    edits_of_fill,
    field_key,
)
from coopdesk.services.block_text import block_of, text_of, without_headings
from coopdesk.services.list_columns import Column
from coopdesk.services.listing import ListRow, window
from coopdesk.services.removing import RemovalPlan, apply_removal, plan_removal, users_words

MOST_COPIED: Final = 50_000
MOST_REMOVED: Final = 20_000


class ListActs(QObject):
    """Acts on what is selected. Whatever needs rows that are not read yet reads them first."""

    def __init__(self, desk: Desk, table: ListTable, model: RecordTable, view: Callable[[], View]) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = model
        self._view = view
        self.sheet: ChangeSheet | None = None
        model.cell_typed.connect(self.save_cell)

    # one cell

    def save_cell(self, row: ListRow, column: Column, typed: str) -> None:
        """Save what was typed into a cell; where it cannot be, it stays there with the reason."""
        key, database, today = field_key(column), self._desk.database, self._desk.today()
        place = next(n for n, one in enumerate(self._model.columns) if one.key == column.key)
        seen, who = row.cells[place].value, self._desk.who
        edit = CellEdit(record=row.id, field=key, typed=typed)
        trouble = self._model.trouble_of(row.id, column.key)
        shown = trouble.shown if trouble is not None else typed

        def failed(error: UserError) -> None:
            if error.code == "nothing-to-change":
                self._model.set_trouble(row.id, column.key, None)
            else:
                self._model.set_trouble(row.id, column.key, Trouble(typed, shown, str(error)))
            self._table.current_changed.emit()

        self._desk.write(
            lambda: change_cell(database, edit, row.type, seen=seen, who=who, today=today),
            lambda _: self._model.settle(row.id, column.key),
            failed=failed,
        )

    # the clipboard

    def copy(self) -> None:
        """Copy the selected cells; whole records with the headings of their columns."""
        self._copy_then(lambda: None)

    def cut(self) -> None:
        """Copy the cells and empty them, after a look at what would change."""
        rows, columns = self._table.marked_rows(), self._chosen_columns()
        self._copy_then(
            lambda: self._with_rows(
                rows,
                lambda found: self._look(lambda: edits_of_emptying(_ids(found), [c for _, c in columns])),
            )
        )

    def _copy_then(self, then: Callable[[], None]) -> None:
        rows = self._table.marked_rows()
        if len(rows) > MOST_COPIED:
            self._desk.refused.emit(UserError("copy-too-much", most=f"{MOST_COPIED:,}"))
            return
        is_whole = self._table.is_on_records
        columns = list(enumerate(self._model.columns)) if is_whole else self._chosen_columns()

        def take(found: list[ListRow]) -> None:
            QApplication.clipboard().setText(text_of(copied(found, columns, with_heads=is_whole)))
            then()

        self._with_rows(rows, take)

    def paste(self) -> None:
        """Put what was copied on the cells from the first selected one on, after a look at it."""
        rows, columns = self._table.marked_rows(), self._table.marked_columns()
        if not rows:
            return
        below = self._model.columns[columns[0] :]
        block = without_headings(block_of(QApplication.clipboard().text()), [one.heading for one in below])
        targets = rows if len(rows) > 1 and len(rows) >= len(block) else self._rows_from(rows[0], len(block))
        self._with_rows(
            targets,
            lambda found: self._look(
                lambda: edits_of_block(block, _ids(found), below, rows=len(rows), width=len(columns))
            ),
        )

    def _rows_from(self, row: int, count: int) -> list[int]:
        """Give so many rows from one on, headings passed over; fewer at the end of the list."""
        found: list[int] = []
        while row < self._model.rowCount() and len(found) < count:
            if not self._model.is_heading(row):
                found.append(row)
            row += 1
        return found

    def fill_down(self) -> None:
        """Give the selected cells below the value of the first row, after a look at it."""
        rows, columns = self._table.marked_rows(), self._chosen_columns()
        if len(rows) < 2 or self._table.is_on_records:
            self._desk.noticed.emit(
                self.tr("Select cells of a column first; the first one fills the others.")
            )
            return
        self._with_rows(rows, lambda found: self._look(lambda: edits_of_fill(found, columns)))

    def _look(self, edits: Callable[[], list[CellEdit]]) -> None:
        """Show what a block of edits would do; the user then agrees or not."""
        try:
            wanted = edits()
        except UserError as error:
            self._desk.refused.emit(error)
            return
        database, type_key, today = self._desk.database, self._view().type, self._desk.today()
        self._desk.read(
            lambda: plan_block(database, type_key, wanted, today=today), self._show_plan, series="list.plan"
        )

    def _show_plan(self, plan: BlockPlan) -> None:
        if not plan.changes and not plan.refused:
            self._desk.noticed.emit(self.tr("Nothing would change: the cells say the same already."))
            return
        sheet = ChangeSheet(self._desk, self._table.window(), plan)
        sheet.agreed.connect(lambda agreed: self._apply(sheet, agreed))
        sheet.closed.connect(self._forget_sheet)
        self.sheet = sheet

    def _forget_sheet(self) -> None:
        self.sheet = None

    def _apply(self, sheet: ChangeSheet, plan: BlockPlan) -> None:
        database, who = self._desk.database, self._desk.who
        self._desk.write(
            lambda: apply_block(database, plan, who=who),
            lambda _: sheet.close_sheet(),
            failed=lambda error: sheet.say(str(error)),
        )

    # records

    def remove(self) -> None:
        """Move the selected records to the trash; those in use are named and stay."""
        seqs = self._model.seqs_at(self._table.marked_rows())[:MOST_REMOVED]
        if not seqs:
            return
        database, view = self._desk.database, self._view()
        self._with_rows(
            self._table.marked_rows()[:MOST_REMOVED],
            lambda found: self._desk.read(
                lambda: plan_removal(database, view.type, _ids(found)), self._apply_removal
            ),
        )

    def _apply_removal(self, plan: RemovalPlan) -> None:
        database, who = self._desk.database, self._desk.who

        def tell(_written: Written) -> None:
            if plan.staying:
                self._desk.noticed.emit(self._staying_words(plan))

        if not plan.records and len(plan.staying) > 1:
            self._desk.noticed.emit(self._staying_words(plan))
            return
        self._desk.write(lambda: apply_removal(database, plan, who=who), tell)

    def _staying_words(self, plan: RemovalPlan) -> str:
        first = plan.staying[0]
        named = self.tr("“{label}” stays: it is used by {users}.").format(
            label=first.label, users=users_words(first)
        )
        more = len(plan.staying) - 1
        if not more:
            return named
        others = ", ".join(f"“{one.label}”" for one in plan.staying[1:4])
        return self.tr("{first} {count} more are in use and stay, such as {others}.").format(
            first=named, count=more, others=others
        )

    # rows

    def with_ids(self, then: Callable[[list[str]], object]) -> None:
        """Hand over the ids of the selected records."""
        self._with_rows(self._table.marked_rows(), lambda found: then(_ids(found)))

    def _chosen_columns(self) -> list[tuple[int, Column]]:
        return [(place, self._model.columns[place]) for place in self._table.marked_columns()]

    def _with_rows(self, rows: Sequence[int], then: Callable[[list[ListRow]], object]) -> None:
        """Hand over the records of rows; those that were never seen are read first."""
        found = [self._model.row_at(row) for row in rows]
        ready = [one for one in found if one is not None]
        if len(ready) == len(rows):
            then(ready)
            return
        seqs = self._model.seqs_at(rows)
        database, view, columns, today = (
            self._desk.database,
            self._view(),
            self._model.columns,
            self._desk.today(),
        )

        def read() -> list[ListRow]:
            pieces = (window(database, view, piece, columns, today) for piece in _pieces(seqs))
            return [row for piece in pieces for row in piece if row is not None]

        self._desk.read(read, then, series="list.rows")


def _pieces(seqs: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(seqs), BLOCK * 4):
        yield seqs[start : start + BLOCK * 4]


def _ids(rows: Sequence[ListRow]) -> list[str]:
    return [row.id for row in rows]
