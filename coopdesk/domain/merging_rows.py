# SPDX-License-Identifier: EUPL-1.2
"""Merging rows: one record on three sides, or a whole table of them, before anybody decides anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging_cells import (
    CellChange,
    Conflict,
    ConflictKind,
    Mark,
    MergedCell,
    MergeRules,
    Notice,
    Row,
    Rules,
    TheirRow,
    cell_of,
    find_blanks,
    find_locked_notices,
    is_group_conflict,
    merge_field,
)


class RowOutcome(StrEnum):
    """What the merge of a row came to, before any decision."""

    NOTHING = "nothing"
    KEEP = "keep"
    UPDATE = "update"
    INSERT = "insert"
    MISSING = "missing"
    STAYS_DELETED = "stays deleted"
    DELETED_BOTH = "deleted on both sides"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMerge:
    """One row merged: `values` with every conflict at ours (None: no row), and what led there.

    `changes` are the cells to write into ours; an insert is all in `values`. `fills` are the conflicts
    without a base where ours is empty. A missing row may only be deleted where `deletable`.
    """

    outcome: RowOutcome
    base: Row | None
    ours: Row | None
    theirs: TheirRow | None
    values: Row | None
    changes: tuple[CellChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Notice, ...] = ()
    fills: tuple[CellChange, ...] = ()
    deletable: bool = False


def merge_row(
    base: Row | None,
    ours: Row | None,
    theirs: TheirRow | None,
    rules: Rules,
    *,
    base_known: bool = True,
    in_scope: bool = True,
) -> RowMerge:
    """Merge one record; None is a side on which the record is not there.

    Only fields with a rule are merged; whatever else ours holds is kept. With `base_known`, a base of
    None means that both sides added the record, else that nobody knows what they started from. Out of
    scope, theirs could not have held the record, so that its absence is no deletion.
    """
    book = MergeRules.of(rules)
    if ours is None:
        return _merge_without_ours(base, theirs, book)
    if theirs is None:
        return _merge_without_theirs(base, ours, book, in_scope)
    if base is not None and _says_nothing_new(base, ours, theirs):
        kept = _has_own_edits(base, ours, theirs, book)
        outcome = RowOutcome.KEEP if kept else RowOutcome.NOTHING
        return RowMerge(outcome=outcome, base=base, ours=ours, theirs=theirs, values=ours)
    return _merge_all_three(base, ours, theirs, book, base_known)


def merge_table(
    base: Mapping[str, Row],
    ours: Mapping[str, Row],
    theirs: Mapping[str, TheirRow],
    rules: Rules,
    scope: Collection[str] | None = None,
    *,
    base_known: bool = True,
) -> dict[str, RowMerge]:
    """Merge the records of one type by id, in the order of ours, then of theirs, then of the base.

    `scope` are the ids that theirs was given to hold, None for all; see `merge_row` for `base_known`.
    """
    book = MergeRules.of(rules)
    held = scope if scope is None or isinstance(scope, AbstractSet) else frozenset(scope)
    return {
        record_id: merge_row(
            base.get(record_id),
            ours.get(record_id),
            theirs.get(record_id),
            book,
            base_known=base_known,
            in_scope=held is None or record_id in held,
        )
        for record_id in dict.fromkeys(chain(ours, theirs, base))
    }


def _merge_without_ours(base: Row | None, theirs: TheirRow | None, book: MergeRules) -> RowMerge:
    """Merge a record that the database does not hold: new, deleted here, or deleted on both sides."""
    if theirs is None:
        outcome = RowOutcome.NOTHING if base is None else RowOutcome.DELETED_BOTH
        return RowMerge(outcome=outcome, base=base, ours=None, theirs=None, values=None)
    given = _row_of_theirs(base, theirs, book)
    outcome = RowOutcome.STAYS_DELETED
    values: Row | None = None
    conflicts: tuple[Conflict, ...] = ()
    if base is None:
        outcome, values = RowOutcome.INSERT, given
    elif any(book.fields[key].differs(base.get(key), value) for key, value in given.items()):
        outcome = RowOutcome.CONFLICT
        kind = ConflictKind.DELETE_MODIFY
        conflicts = (Conflict(field=None, kind=kind, base=base, ours=None, theirs=given),)
    return RowMerge(
        outcome=outcome,
        base=base,
        ours=None,
        theirs=theirs,
        values=values,
        conflicts=conflicts,
        notices=find_locked_notices(base, None, theirs, book),
    )


def _row_of_theirs(base: Row | None, theirs: TheirRow, book: MergeRules) -> Row:
    """Give the values that theirs may set, and the base's in the fields where theirs is ignored."""
    given: dict[str, Value] = {}
    for key, rule in book.fields.items():
        side: TheirRow = (base or {}) if rule.ignores_theirs else theirs
        value = side.get(key, Mark.ABSENT)
        if not isinstance(value, Mark):
            given[key] = value
    return given


def _merge_without_theirs(base: Row | None, ours: Row, book: MergeRules, in_scope: bool) -> RowMerge:
    """Merge a record that theirs does not hold: ours alone, missing, or edited here and deleted there."""
    if base is None:
        return RowMerge(outcome=RowOutcome.KEEP, base=None, ours=ours, theirs=None, values=ours)
    if not in_scope or not _has_own_edits(base, ours, {}, book):
        return RowMerge(
            outcome=RowOutcome.MISSING, base=base, ours=ours, theirs=None, values=ours, deletable=in_scope
        )
    conflict = Conflict(field=None, kind=ConflictKind.MODIFY_DELETE, base=base, ours=ours, theirs=None)
    return RowMerge(
        outcome=RowOutcome.CONFLICT,
        base=base,
        ours=ours,
        theirs=None,
        values=ours,
        conflicts=(conflict,),
        deletable=True,
    )


def _has_own_edits(base: Row, ours: Row, theirs: TheirRow, book: MergeRules) -> bool:
    """Tell whether ours holds an edit that theirs does not hold as well."""
    if ours == base:
        return False
    for key, rule in book.fields.items():
        mine = ours.get(key)
        if not rule.computed and rule.differs(base.get(key, Mark.ABSENT), mine):
            other = theirs.get(key, Mark.ABSENT)
            if isinstance(other, Mark) or rule.differs(mine, other):
                return True
    return False


def _says_nothing_new(base: Row, ours: Row, theirs: TheirRow) -> bool:
    """Tell whether theirs holds the base and nothing else, so that no cell needs a look.

    So it is with nearly every row of a returned workbook, and whole rows compare fast.
    """
    if theirs == base:
        return True
    for key, cell in theirs.items():
        if isinstance(cell, Mark):
            if cell is Mark.DROPPED and base.get(key) != ours.get(key):
                return False
        elif cell != base.get(key, Mark.ABSENT):
            return False
    return True


def _merge_all_three(
    base: Row | None, ours: Row, theirs: TheirRow, book: MergeRules, base_known: bool
) -> RowMerge:
    """Merge cell by cell a record that ours and theirs both hold."""
    cells = _merge_cells(base, ours, theirs, book, both_added=base is None and base_known)
    blank = find_blanks(cells, book)
    changes, conflicts, fills = [], [], []
    for key, cell in cells.items():
        if cell.value is not cell.ours:
            changes.append(_change(cell, cell.value))
        if cell.kind is not None:
            conflicts.append(_conflict(cell, cell.kind, book))
        if key in blank and not isinstance(cell.theirs, Mark):
            fills.append(_change(cell, cell.theirs))
    outcome = RowOutcome.NOTHING
    if conflicts:
        outcome = RowOutcome.CONFLICT
    elif changes:
        outcome = RowOutcome.UPDATE
    elif base is not None and _has_own_edits(base, ours, theirs, book):
        outcome = RowOutcome.KEEP
    return RowMerge(
        outcome=outcome,
        base=base,
        ours=ours,
        theirs=theirs,
        values={**ours, **{change.field: change.value for change in changes}} if changes else ours,
        changes=tuple(changes),
        conflicts=tuple(conflicts),
        notices=find_locked_notices(base, ours, theirs, book),
        fills=tuple(fills),
    )


def _merge_cells(
    base: Row | None, ours: Row, theirs: TheirRow, book: MergeRules, *, both_added: bool
) -> dict[str, MergedCell]:
    """Merge each field that theirs may change, then look at each group as a whole."""
    cells: dict[str, MergedCell] = {}
    for key, rule in book.fields.items():
        if not rule.ignores_theirs:
            was, other = cell_of(base, key), cell_of(theirs, key)
            cells[key] = merge_field(rule, was, ours.get(key), other, both_added=both_added)
    for members in book.grouped.values():
        if is_group_conflict([cells[key] for key in members]):
            for key in members:
                cells[key] = cells[key]._replace(value=cells[key].ours, kind=ConflictKind.GROUP)
    return cells


def _change(cell: MergedCell, value: Value) -> CellChange:
    """Give the change that writes a value over ours."""
    return CellChange(field=cell.rule.key, base=cell.base, ours=cell.ours, theirs=cell.theirs, value=value)


def _conflict(cell: MergedCell, kind: ConflictKind, book: MergeRules) -> Conflict:
    """Give the question about one cell, with the group that it is decided with."""
    group = cell.rule.group if cell.rule.group in book.grouped else None
    return Conflict(
        field=cell.rule.key, kind=kind, base=cell.base, ours=cell.ours, theirs=cell.theirs, group=group
    )
