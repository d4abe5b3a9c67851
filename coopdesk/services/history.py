# SPDX-License-Identifier: EUPL-1.2
"""Taking back and doing again: a three-way merge of a past change set with what happened since.

Base is the state after the change set, ours the database now, theirs the state before it; so a later
edit of the same field is a question and never overwritten, and every other field goes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written, difference
from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Conflict, Decision, RowMerge, merge_row, resolve
from coopdesk.records.catalog import SPECS
from coopdesk.services.merge_rules import rules_of
from coopdesk.store import history
from coopdesk.store.engine import Database
from coopdesk.store.history import ChangeSet
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids
from coopdesk.store.unit_of_work import write

Remaining = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A later change that stands in the way of taking something back."""

    entry: Entry
    conflict: Conflict


class UndoConflicts(UserError):
    """Taking back needs answers first; nothing was changed."""

    def __init__(self, title: str, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        first = questions[0]
        spec = SPECS[first.entry.type]
        named = spec.by_key[first.conflict.field].label if first.conflict.field else spec.label
        super().__init__(
            "undo-conflicts",
            title=title,
            count=len(questions),
            changes="change" if len(questions) == 1 else "changes",
            first=f"{named} of {first.entry.reference}",
        )


def undo(
    database: Database,
    number: int | None = None,
    *,
    who: str,
    decisions: Mapping[tuple[str, str | None], Decision] | None = None,
    remaining: Remaining | None = None,
) -> Written:
    """Take back a change set, the last one not yet taken back when no number is given.

    `decisions` answer questions by record id and field, `remaining` all others. Raises UndoConflicts where
    later changes would be overwritten and nobody decided, UserError where there is nothing to take back.
    """
    with database.reading() as connection:
        target = _to_undo(connection, number)
        plan = _plan_inverse(connection, target, decisions or {}, remaining)
    return write(database, plan, who=who)


def redo(database: Database, *, who: str, remaining: Remaining | None = None) -> Written:
    """Do the last taken-back change set again, as long as nothing else was done since."""
    with database.reading() as connection:
        last = next(iter(history.change_sets(connection, limit=1)), None)
        if last is None or last.origin is not Origin.UNDO or last.undone_by is not None:
            raise UserError("nothing-to-redo")
        plan = _plan_inverse(connection, last, {}, remaining)
    return write(database, plan, who=who)


def _to_undo(connection: Connection, number: int | None) -> ChangeSet:
    if number is not None:
        found = history.change_set(connection, number)
        if found is None:
            raise UserError("unknown-change-set", change_set=number)
        if found.undone_by is not None:
            raise UserError("already-undone", title=found.title)
        return found
    before: int | None = None
    while page := history.change_sets(connection, before=before):
        for candidate in page:
            if _can_be_undone(candidate):
                return candidate
        before = page[-1].seq
    raise UserError("nothing-to-undo")


def _can_be_undone(candidate: ChangeSet) -> bool:
    """Plain undo walks back through acts; what is itself an undo, or wrote no records, is passed over."""
    passed_over = {Origin.UNDO, Origin.EXPORT, Origin.RESTORE, Origin.START}
    return candidate.undone_by is None and candidate.origin not in passed_over


def _plan_inverse(
    connection: Connection,
    target: ChangeSet,
    decisions: Mapping[tuple[str, str | None], Decision],
    remaining: Remaining | None,
) -> ChangePlan:
    past = history.changes_of(connection, target.seq)
    if not past:
        raise UserError("undo-not-possible", title=target.title)
    changes: list[RecordChange] = []
    questions: list[Question] = []
    now = _rows_now(connection, past)
    entries = by_ids(connection, [change.id for change in past])
    for change in reversed(past):
        merged = _merge_back(connection, target, change, now.get(change.id), entries[change.id])
        answers = {field: d for (record, field), d in decisions.items() if record == change.id}
        resolved = resolve(merged, answers, remaining, accept_deletions=True)
        questions += [Question(entry=entries[change.id], conflict=one) for one in resolved.undecided]
        wanted = _change_to(change, now.get(change.id), resolved.values)
        if wanted is not None:
            changes.append(wanted)
    if questions:
        raise UndoConflicts(target.title, tuple(questions))
    if not changes:
        raise UserError("nothing-to-change")
    is_redo = target.origin is Origin.UNDO
    original = target.title.removeprefix("Take back: ") if is_redo else target.title
    title = original if is_redo else f"Take back: {target.title}"
    origin = Origin.REDO if is_redo else Origin.UNDO
    return ChangePlan(title=title, origin=origin, changes=tuple(changes), undoes=target.seq)


def _rows_now(connection: Connection, past: list[RecordChange]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for type_key in {change.type for change in past}:
        ids = [change.id for change in past if change.type == type_key]
        found.update(rows_by_ids(connection, SPECS[type_key], ids))
    return found


def _merge_back(
    connection: Connection, target: ChangeSet, change: RecordChange, now: Row | None, entry: Entry
) -> RowMerge:
    """Merge one record back: base after the change, ours now, theirs before it."""
    spec = SPECS[change.type]
    rules = rules_of(spec)
    full = [field.key for field in spec.fields]
    if change.action == "change":
        if now is None:  # removed since: whoever wants it back wants all of it
            whole = history.values_as_of(connection, entry.seq, None, spec, target.seq) or {}
            return merge_row(whole, None, {**whole, **change.old}, rules)
        return merge_row(dict(change.new), {key: now.get(key) for key in change.new}, dict(change.old), rules)
    after = {key: change.new.get(key) for key in full} if change.new else None
    before = {key: change.old.get(key) for key in full} if change.old else None
    ours = {key: now.get(key) for key in full} if now is not None else None
    return merge_row(after, ours, before, rules)


def _change_to(
    change: RecordChange, now: Row | None, wanted: Mapping[str, Value] | None
) -> RecordChange | None:
    """Give the change that makes the record what the merge says, None where it is so already."""
    spec = SPECS[change.type]
    if now is None:
        if wanted is None:
            return None
        present = {key: value for key, value in wanted.items() if value is not None}
        return RecordChange(type=change.type, id=change.id, action="create", new=present)
    if wanted is None:
        before = {field.key: now[field.key] for field in spec.fields if now.get(field.key) is not None}
        return RecordChange(type=change.type, id=change.id, action="remove", old=before)
    old, new = difference(now, {key: wanted[key] for key in wanted if key in spec.by_key})
    return RecordChange(type=change.type, id=change.id, action="change", old=old, new=new) if new else None
