# SPDX-License-Identifier: EUPL-1.2
"""Three-way merge of records: base, ours and theirs give one row, its changes and its conflicts.

Editing from a stale form, taking back a change set, and importing a workbook are this one merge with
other inputs. It knows nothing of files, sessions or windows. What needs the whole database (names not
known, numbers taken twice, dangling links) is found by the callers on the merged result.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Literal

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging_lists import (
    Cell,
    CellChange,
    Conflict,
    ConflictKind,
    FieldRule,
    Mark,
    MergedCell,
    MergeRules,
    Notice,
    Row,
    Rules,
    TheirRow,
    find_blanks,
    is_group_conflict,
    merge_cell,
    merge_field,
    merge_list,
)

__all__ = [
    "Cell",
    "CellChange",
    "Conflict",
    "ConflictKind",
    "Decision",
    "FieldRule",
    "Mark",
    "MergeRules",
    "Notice",
    "Remaining",
    "Resolved",
    "Row",
    "RowAction",
    "RowMerge",
    "RowOutcome",
    "Rules",
    "Take",
    "TheirRow",
    "Value",
    "merge_cell",
    "merge_list",
    "merge_row",
    "merge_table",
    "resolve",
]

Take = Literal["ours", "theirs", "theirs-alone", "value"]
Remaining = Literal["ours", "theirs"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the user answered: keep ours, take theirs, or write a value of their own.

    For a record deleted here and edited there, `theirs` restores the base with their edits over it;
    `theirs-alone` restores what theirs says and nothing else, so that dropped columns come back empty.
    """

    take: Take
    value: Value = None


class RowAction(StrEnum):
    """What is to be done with a record once the decisions are in."""

    NONE = "none"
    UPDATE = "update"
    INSERT = "insert"
    RESTORE = "restore"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A row after the decisions: the row as it will be (None: no row) and the questions still open.

    `changes` are the cells of an UPDATE; an INSERT or RESTORE is all in `values`.
    """

    action: RowAction
    values: Row | None
    changes: tuple[CellChange, ...] = ()
    undecided: tuple[Conflict, ...] = ()


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
    if base is not None and _says_nothing_new(base, ours, theirs, book):
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


def resolve(
    row: RowMerge,
    decisions: Mapping[str | None, Decision],
    remaining: Remaining | None = None,
    *,
    accept_deletions: bool = False,
    fill_blanks: bool = False,
) -> Resolved:
    """Give what is to be written of a merged row after the decisions, by field; None is the whole row.

    A decision on the whole row stands for each cell that has none. `remaining` then answers whatever
    conflict is left, but never deletes a record unless deletions are accepted. Open conflicts stay at
    ours and are listed; a group stays so until each of its cells that differs is decided. A change
    that is no conflict can be refused (`ours`) or written otherwise (`value`), an insert or a deletion
    refused too. Raises ValueError for a `value` given to the whole row.
    """
    whole = decisions.get(None)
    if whole is not None and whole.take == "value":
        raise ValueError("a whole row is ours or theirs; a value is for a field")
    take = whole.take if whole else None
    if row.ours is None:
        return _resolve_without_ours(row, decisions, take, remaining)
    if row.theirs is None:
        return _resolve_without_theirs(row, take, remaining, accept_deletions and row.deletable)
    otherwise: dict[str, Decision] = {}
    if remaining is not None:
        otherwise = {c.field: Decision(take=remaining) for c in row.conflicts if c.field is not None}
    if fill_blanks:
        otherwise.update({fill.field: Decision(take="theirs") for fill in row.fills})
    return _resolve_cells(row, row.ours, row.theirs, decisions, otherwise)


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
        notices=_locked_notices(base, None, theirs, book),
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


def _says_nothing_new(base: Row, ours: Row, theirs: TheirRow, book: MergeRules) -> bool:
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
        notices=_locked_notices(base, ours, theirs, book),
        fills=tuple(fills),
    )


def _merge_cells(
    base: Row | None, ours: Row, theirs: TheirRow, book: MergeRules, *, both_added: bool
) -> dict[str, MergedCell]:
    """Merge each field that theirs may change, then look at each group as a whole."""
    cells: dict[str, MergedCell] = {}
    for key, rule in book.fields.items():
        if not rule.ignores_theirs:
            was, other = _cell(base, key), _cell(theirs, key)
            cells[key] = merge_field(rule, was, ours.get(key), other, both_added=both_added)
    for members in book.grouped.values():
        if is_group_conflict([cells[key] for key in members]):
            for key in members:
                cells[key] = cells[key]._replace(value=cells[key].ours, kind=ConflictKind.GROUP)
    return cells


def _cell(row: TheirRow | None, key: str) -> Cell:
    """Give a cell of a row, ABSENT where the row or the cell is not there."""
    return Mark.ABSENT if row is None else row.get(key, Mark.ABSENT)


def _change(cell: MergedCell, value: Value) -> CellChange:
    """Give the change that writes a value over ours."""
    return CellChange(field=cell.rule.key, base=cell.base, ours=cell.ours, theirs=cell.theirs, value=value)


def _conflict(cell: MergedCell, kind: ConflictKind, book: MergeRules) -> Conflict:
    """Give the question about one cell, with the group that it is decided with."""
    group = cell.rule.group if cell.rule.group in book.grouped else None
    return Conflict(
        field=cell.rule.key, kind=kind, base=cell.base, ours=cell.ours, theirs=cell.theirs, group=group
    )


def _locked_notices(
    base: Row | None, ours: Row | None, theirs: TheirRow, book: MergeRules
) -> tuple[Notice, ...]:
    """Give a notice for each locked field in which theirs says what neither the base nor ours does."""
    notices = []
    for key, rule in book.fields.items():
        if rule.ignores_theirs:
            other = _cell(theirs, key)
            known = [row[key] for row in (base, ours) if row is not None and key in row] or [None]
            if all(rule.differs(value, other) for value in known):
                mine = None if ours is None else ours.get(key)
                notices.append(
                    Notice(field=key, code="locked-differs", base=_cell(base, key), ours=mine, theirs=other)
                )
    return tuple(notices)


def _resolve_without_ours(
    row: RowMerge, decisions: Mapping[str | None, Decision], take: Take | None, remaining: Remaining | None
) -> Resolved:
    """Insert a new record, or restore one that was deleted here where the user says so."""
    own = _own_values(decisions)
    if row.outcome is RowOutcome.INSERT and row.values is not None and take != "ours":
        return Resolved(action=RowAction.INSERT, values={**row.values, **own})
    if row.outcome is not RowOutcome.CONFLICT:
        return Resolved(action=RowAction.NONE, values=None)
    answer, given = take or remaining, row.conflicts[0].theirs
    if answer is None:
        return Resolved(action=RowAction.NONE, values=None, undecided=row.conflicts)
    if answer == "ours" or not isinstance(given, Mapping):
        return Resolved(action=RowAction.NONE, values=None)
    began: Row = {} if answer == "theirs-alone" else row.base or {}
    return Resolved(action=RowAction.RESTORE, values={**began, **given, **own})


def _resolve_without_theirs(
    row: RowMerge, take: Take | None, remaining: Remaining | None, accepted: bool
) -> Resolved:
    """Delete a record that theirs does not hold, where that is accepted; else keep it."""
    is_conflict = row.outcome is RowOutcome.CONFLICT
    if row.deletable and take in ("theirs", "theirs-alone"):
        return Resolved(action=RowAction.DELETE, values=None)
    if accepted and take is None and (remaining == "theirs" or not is_conflict):
        return Resolved(action=RowAction.DELETE, values=None)
    is_open = is_conflict and take is None and remaining != "ours"
    return Resolved(action=RowAction.NONE, values=row.values, undecided=row.conflicts if is_open else ())


def _resolve_cells(
    row: RowMerge,
    ours: Row,
    theirs: TheirRow,
    decisions: Mapping[str | None, Decision],
    otherwise: Mapping[str, Decision],
) -> Resolved:
    """Write the changes that were not refused, and the conflicts as they were decided."""
    whole = decisions.get(None)
    written: dict[str, Value] = {}
    for change in row.changes:
        answer = decisions.get(change.field, whole)
        written[change.field] = _chosen(answer, change.ours, change.value) if answer else change.value
    asked = {conflict.field: conflict for conflict in row.conflicts if conflict.field is not None}
    answers = {key: decisions.get(key) or whole or otherwise.get(key) for key in asked}
    undecided = _undecided(asked, answers)
    for key, answer in answers.items():
        if answer is not None and asked[key] not in undecided:
            written[key] = _chosen(answer, ours.get(key), _cell(theirs, key))
    written.update({key: value for key, value in _own_values(decisions).items() if key not in asked})
    changes = tuple(
        CellChange(
            field=key, base=_cell(row.base, key), ours=ours.get(key), theirs=_cell(theirs, key), value=value
        )
        for key, value in written.items()
        if value != ours.get(key)
    )
    return Resolved(
        action=RowAction.UPDATE if changes else RowAction.NONE,
        values={**ours, **{change.field: change.value for change in changes}} if changes else ours,
        changes=changes,
        undecided=undecided,
    )


def _chosen(answer: Decision, ours: Value, theirs: Cell) -> Value:
    """Give the value that an answer stands for; where theirs says nothing, ours stays."""
    if answer.take == "value":
        return answer.value
    return ours if answer.take == "ours" or isinstance(theirs, Mark) else theirs


def _undecided(asked: Mapping[str, Conflict], answers: Mapping[str, Decision | None]) -> tuple[Conflict, ...]:
    """Give the conflicts that are still open, a group as a whole while one of its cells is."""
    open_keys = {key for key, conflict in asked.items() if answers[key] is None and _is_question(conflict)}
    open_groups = {asked[key].group for key in open_keys} - {None}
    return tuple(
        conflict for key, conflict in asked.items() if key in open_keys or conflict.group in open_groups
    )


def _is_question(conflict: Conflict) -> bool:
    """Tell whether a conflict needs an answer; a member of a group that is equal on both sides does not."""
    if conflict.kind is not ConflictKind.GROUP:
        return True
    return not isinstance(conflict.theirs, Mark) and conflict.theirs != conflict.ours


def _own_values(decisions: Mapping[str | None, Decision]) -> dict[str, Value]:
    """Give the values that the user wrote, by field."""
    return {
        key: decision.value
        for key, decision in decisions.items()
        if key is not None and decision.take == "value"
    }
