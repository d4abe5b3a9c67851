# SPDX-License-Identifier: EUPL-1.2
"""Taking back and doing again: a three-way merge of a past change set with what happened since.

Base is the state after the change set, ours the database now, theirs the state before it; so a later
edit of the same field is a question and never overwritten, and every other field goes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written, difference
from coopdesk.domain.errors import UserError
from coopdesk.domain.merging import Conflict, Decision, RowMerge, merge_row, resolve
from coopdesk.domain.problems import sentence
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import check_record
from coopdesk.services.editing import stored_values
from coopdesk.services.merge_rules import rules_of
from coopdesk.store import history
from coopdesk.store.engine import Database
from coopdesk.store.history import ChangeSet
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids
from coopdesk.store.unit_of_work import write

Remaining = Literal["ours", "theirs"]
TAKE_BACK: Final = "Take back: "


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
        target = to_undo(connection, number)
        plan = inverse_of(connection, target, decisions or {}, remaining).plan
    return write(database, plan, who=who)


def redo(database: Database, *, who: str, remaining: Remaining | None = None) -> Written:
    """Do again what was taken back last, then what was taken back before it, until something new is done."""
    with database.reading() as connection:
        plan = inverse_of(connection, _to_redo(connection), {}, remaining).plan
    return write(database, plan, who=who)


def next_titles(database: Database) -> tuple[str | None, str | None]:
    """Give the titles of what undo and redo would do next, None where there is nothing."""
    with database.reading() as connection:
        return _title(lambda: to_undo(connection, None)), _title(lambda: _to_redo(connection))


def _title(find: Callable[[], ChangeSet]) -> str | None:
    try:
        return find().title.removeprefix(TAKE_BACK)
    except UserError:
        return None


def to_undo(connection: Connection, number: int | None) -> ChangeSet:
    """Give the change set that undo would take back: the one that stands for a number, else the last one."""
    if number is not None:
        found = history.change_set(connection, number)
        if found is None:
            raise UserError("unknown-change-set", change_set=number)
        return _standing(connection, found)
    for candidate in _newest_first(connection):
        if _can_be_undone(candidate) and history.has_changes(connection, candidate.seq):
            return candidate
    raise UserError("nothing-to-undo")


def _newest_first(connection: Connection) -> Iterator[ChangeSet]:
    before: int | None = None
    while page := history.change_sets(connection, before=before):
        yield from page
        before = page[-1].seq


def _can_be_undone(candidate: ChangeSet) -> bool:
    """Plain undo walks back through acts; what is itself an undo is passed over, and what began the file."""
    return candidate.undone_by is None and candidate.origin not in {Origin.UNDO, Origin.START}


def _standing(connection: Connection, named: ChangeSet) -> ChangeSet:
    """Give the change set that stands for the named one now: itself, or the one that did it again."""
    found: ChangeSet | None = named
    while found is not None and found.undone_by is not None:
        taken_back = history.change_set(connection, found.undone_by)
        again = taken_back.undone_by if taken_back is not None else None
        found = history.change_set(connection, again) if again is not None else None
    if found is None:
        raise UserError("already-undone", title=named.title)
    return found


def _to_redo(connection: Connection) -> ChangeSet:
    """Give the last undo that was not done again; any other act on records ends what can be done again."""
    for candidate in _newest_first(connection):
        if not history.has_changes(connection, candidate.seq):
            continue
        if candidate.origin is Origin.UNDO and candidate.undone_by is None:
            return candidate
        if candidate.origin not in {Origin.UNDO, Origin.REDO}:
            break
    raise UserError("nothing-to-redo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """What taking a change set back comes to: its records, the changes that remain, the questions."""

    target: ChangeSet
    past: Sequence[Past]
    changes: tuple[RecordChange, ...]
    questions: tuple[Question, ...]

    @property
    def plan(self) -> ChangePlan:
        """The change set to write. Raises UndoConflicts while there are questions.

        Without a change left (all of it was kept, or set back by hand) the act still counts as taken back:
        the next undo goes on with the one before it.
        """
        if self.questions:
            raise UndoConflicts(self.target.title, self.questions)
        is_redo = self.target.origin is Origin.UNDO
        title = self.target.title.removeprefix(TAKE_BACK) if is_redo else TAKE_BACK + self.target.title
        origin = Origin.REDO if is_redo else Origin.UNDO
        return ChangePlan(title=title, origin=origin, changes=self.changes, undoes=self.target.seq)


def inverse_of(
    connection: Connection,
    target: ChangeSet,
    decisions: Mapping[tuple[str, str | None], Decision],
    remaining: Remaining | None,
) -> Inverse:
    """Work out what taking a change set back comes to; reads only.

    Raises UserError where it changed no records, or where what comes out would break a rule.
    """
    past = past_changes(connection, target)
    changes: list[RecordChange] = []
    questions: list[Question] = []
    for one in reversed(past):
        answers = {field: answer for (record, field), answer in decisions.items() if record == one.entry.id}
        if one.now == one.after and not answers:
            wanted = one.before  # nobody touched it since, so there is nothing to merge
        else:
            resolved = resolve(
                _merge_back(connection, one, answers), answers, remaining, accept_deletions=True
            )
            questions += [Question(entry=one.entry, conflict=conflict) for conflict in resolved.undecided]
            wanted = resolved.values
            if not resolved.undecided:
                _refuse_mixture(target, one, wanted)
        change = _change_to(one, wanted)
        if change is not None:
            changes.append(change)
    return Inverse(target=target, past=past, changes=tuple(changes), questions=tuple(questions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A change of long ago: the record before it, after it, and now; None is a record that was not there."""

    change: RecordChange
    entry: Entry
    before: Row | None
    after: Row | None
    now: Row | None


def past_changes(connection: Connection, target: ChangeSet) -> list[Past]:
    """Give the changes of a change set with each record before, after and now. Raises UserError for none."""
    past = history.changes_of(connection, target.seq)
    if not past:
        raise UserError("undo-not-possible", title=target.title)
    entries = by_ids(connection, [change.id for change in past])
    rows: dict[str, Row] = {}
    for type_key in {change.type for change in past}:
        ids = [change.id for change in past if change.type == type_key]
        rows.update(rows_by_ids(connection, SPECS[type_key], ids))
    now = {change.id: (entries[change.id], rows.get(change.id)) for change in past}
    after = history.states_after(connection, target.seq, now)
    return [
        Past(
            change=change,
            entry=entries[change.id],
            before=_before(change, after[change.id]),
            after=after[change.id],
            now=rows.get(change.id),
        )
        for change in past
    ]


def _before(change: RecordChange, after: Row | None) -> Row | None:
    if change.action == "create":
        return None
    declared = SPECS[change.type].by_key
    old = {key: value for key, value in change.old.items() if key in declared}
    return old if after is None else {**after, **old}


def _merge_back(connection: Connection, one: Past, answers: Mapping[str | None, Decision]) -> RowMerge:
    """Merge one record back: base after the change, ours now, theirs before it."""
    spec = SPECS[one.change.type]
    rules = rules_of(spec)
    keys = _keys_to_merge(spec, one.change)
    after, before = _part(one.after, keys), _part(one.before, keys)
    if one.change.action != "change" or one.now is not None:
        return merge_row(after, _part(one.now, keys), before, rules)
    # Removed since: whoever wants it back wants it as it was last, with this change taken out of it.
    last = history.values_in_trash(connection, one.entry)
    merged = merge_row(after, _part(last, keys), before, rules)
    taken_out = resolve(merged, answers, "theirs").values or {}
    return merge_row(last, None, {**last, **taken_out}, rules)


def _refuse_mixture(target: ChangeSet, one: Past, wanted: Row | None) -> None:
    """Refuse a record that neither time knew and that the rules of the office forbid."""
    if wanted is None or one.now is None:
        return
    spec, record_id = SPECS[one.entry.type], one.entry.id
    mixed = {**one.now, **wanted}
    if mixed in (one.before, one.now):
        return
    known = check_record(spec, one.now, record_id=record_id)
    wrong = [problem for problem in check_record(spec, mixed, record_id=record_id) if problem not in known]
    if wrong:
        raise UserError(
            "undo-against-rules",
            title=target.title,
            reference=one.entry.reference,
            problem=sentence(wrong[0].code, wrong[0].facts),
        )


def _keys_to_merge(spec: RecordSpec, change: RecordChange) -> Sequence[str]:
    """Give the fields a change has to do with: its own and those that merge with them, or all of a record."""
    if change.action != "change":
        return list(spec.by_key)
    groups = [members for members in spec.groups.values() if not change.new.keys().isdisjoint(members)]
    return list(dict.fromkeys(key for keys in (change.new, *groups) for key in keys if key in spec.by_key))


def _part(row: Row | None, keys: Sequence[str]) -> Row | None:
    return None if row is None else {key: row.get(key) for key in keys}


def _change_to(one: Past, wanted: Row | None) -> RecordChange | None:
    """Give the change that makes the record what the merge says, None where it is so already."""
    type_key, key, now = one.entry.type, one.entry.id, one.now
    if now is None:
        if wanted is None:
            return None
        present = {name: value for name, value in wanted.items() if value is not None}
        return RecordChange(type=type_key, id=key, action="create", new=present)
    if wanted is None:
        return RecordChange(type=type_key, id=key, action="remove", old=stored_values(SPECS[type_key], now))
    old, new = difference(now, wanted)
    return RecordChange(type=type_key, id=key, action="change", old=old, new=new) if new else None
