# SPDX-License-Identifier: EUPL-1.2
"""What taking a change set back would do, said before it is done; nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from coopdesk.domain.changes import Origin, RecordChange
from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Decision, Mark
from coopdesk.records.catalog import SPECS
from coopdesk.services.history import TAKE_BACK, Inverse, Past, Question, Remaining, inverse_of, to_undo
from coopdesk.services.pages.page import Target
from coopdesk.services.value_words import Side, ValueWords
from coopdesk.store.engine import Database
from coopdesk.store.pending import look_up
from coopdesk.store.refusals import refuse

MOST_SHOWN: Final = 200

Answers = Mapping[tuple[str, str | None], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that would happen: a field goes back, a record comes back, a record goes to the trash."""

    what: Literal["field", "back", "away"]
    target: Target
    label: str
    field: str = ""
    now: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A later change in the way: keep what stands there now, or take back all the same.

    `key` is what the answer is given for. Without a field the whole record is meant; then `is_gone` says
    whether it was removed since, or else was edited since and would go.
    """

    key: tuple[str, str | None]
    target: Target
    label: str
    field: str
    now: str
    back: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A later change on another field that stays as it is."""

    target: Target
    label: str
    field: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPreview:
    """What would happen; `refusal` says why nothing can. Long lists are cut, the counts are not."""

    number: int
    title: str
    is_redo: bool
    refusal: str = ""
    steps: tuple[Step, ...] = ()
    fields: int = 0
    records_back: int = 0
    records_away: int = 0
    asked: tuple[Asked, ...] = ()
    kept: tuple[Kept, ...] = ()
    kept_count: int = 0


def preview_undo(
    database: Database,
    number: int | None,
    *,
    decisions: Answers | None = None,
    remaining: Remaining | None = None,
) -> UndoPreview:
    """Say what undo of a change set (the last one without a number) would do with these answers.

    Raises UserError for a number that is none, or where there is nothing at all to take back.
    """
    with database.reading() as connection:
        try:
            target = to_undo(connection, number)
        except UserError as error:
            if number is None or error.code != "already-undone":
                raise
            return UndoPreview(number=number, title="", is_redo=False, refusal=str(error))
        is_redo = target.origin is Origin.UNDO
        title = target.title.removeprefix(TAKE_BACK)
        try:
            inverse = inverse_of(connection, target, decisions or {}, remaining)
            if not inverse.questions:
                refuse(look_up(connection, inverse.plan, dt.datetime.now(dt.UTC)))
        except UserError as error:
            return UndoPreview(number=target.seq, title=title, is_redo=is_redo, refusal=str(error))
        return _preview(connection, inverse, title, is_redo)


def _preview(connection: Connection, inverse: Inverse, title: str, is_redo: bool) -> UndoPreview:
    says = ValueWords.of(connection, _sides(inverse))
    past = {one.entry.id: one for one in inverse.past}
    questioned = {(one.entry.id, one.conflict.field) for one in inverse.questions}
    steps = [step for change in inverse.changes for step in _steps(change, past[change.id], says)]
    kept = [kept for one in inverse.past for kept in _kept(one, questioned, says)]
    return UndoPreview(
        number=inverse.target.seq,
        title=title,
        is_redo=is_redo,
        steps=tuple(steps[:MOST_SHOWN]),
        fields=sum(step.what == "field" for step in steps),
        records_back=sum(step.what == "back" for step in steps),
        records_away=sum(step.what == "away" for step in steps),
        asked=tuple(_asked(one, says) for one in inverse.questions),
        kept=tuple(kept[:MOST_SHOWN]),
        kept_count=len(kept),
    )


def _sides(inverse: Inverse) -> Iterator[tuple[str, Side]]:
    for change in inverse.changes:
        yield change.type, change.old
        yield change.type, change.new
    for one in inverse.past:
        yield one.entry.type, one.now or {}
    for question in inverse.questions:
        field = question.conflict.field
        if field is not None:
            for value in (question.conflict.ours, question.conflict.theirs):
                yield question.entry.type, {field: _value(value)}


def _value(cell: object) -> Value:
    """Give what a side of a question says of a field; a mark says nothing."""
    return None if isinstance(cell, Mark | Mapping) else cell  # type: ignore[return-value] # a cell else


def _steps(change: RecordChange, past: Past, says: ValueWords) -> Iterator[Step]:
    target, label = Target(change.type, change.id), past.entry.label
    if change.action != "change":
        yield Step(what="back" if change.action == "create" else "away", target=target, label=label)
        return
    spec = SPECS[change.type]
    for key, value in change.new.items():
        yield Step(
            what="field",
            target=target,
            label=label,
            field=spec.by_key[key].label,
            now=says.say(spec, key, change.old.get(key)),
            then=says.say(spec, key, value),
        )


def _asked(question: Question, says: ValueWords) -> Asked:
    entry, conflict = question.entry, question.conflict
    spec, field = SPECS[entry.type], conflict.field
    target = Target(entry.type, entry.id)
    if field is None:
        return Asked(
            key=(entry.id, None), target=target, label=entry.label, field="", now="", back="",
            is_gone=not entry.is_live,
        )  # fmt: skip
    return Asked(
        key=(entry.id, field),
        target=target,
        label=entry.label,
        field=spec.by_key[field].label,
        now=says.say(spec, field, _value(conflict.ours)),
        back=says.say(spec, field, _value(conflict.theirs)),
    )


def _kept(past: Past, questioned: set[tuple[str, str | None]], says: ValueWords) -> Iterator[Kept]:
    """Give the later changes of a record that taking back leaves alone."""
    if past.change.action != "change" or past.now is None or past.after is None:
        return
    spec = SPECS[past.entry.type]
    for field in spec.fields:
        is_later = past.now.get(field.key) != past.after.get(field.key)
        is_own = field.key in past.change.new
        if is_later and not is_own and (past.entry.id, field.key) not in questioned:
            yield Kept(
                target=Target(past.entry.type, past.entry.id),
                label=past.entry.label,
                field=field.label,
                now=says.say(spec, field.key, past.now.get(field.key)),
            )
