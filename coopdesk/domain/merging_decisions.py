# SPDX-License-Identifier: EUPL-1.2
"""Deciding: a merged row and the answers to its questions give what is to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging_cells import (
    Cell,
    CellChange,
    Conflict,
    ConflictKind,
    Mark,
    Row,
    TheirRow,
    cell_of,
)
from coopdesk.domain.merging_rows import RowMerge, RowOutcome

Take = Literal["ours", "theirs", "theirs-alone", "value"]
Remaining = Literal["ours", "theirs"]


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
            written[key] = _chosen(answer, ours.get(key), cell_of(theirs, key))
    written.update({key: value for key, value in _own_values(decisions).items() if key not in asked})
    changes = tuple(
        CellChange(
            field=key,
            base=cell_of(row.base, key),
            ours=ours.get(key),
            theirs=cell_of(theirs, key),
            value=value,
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
