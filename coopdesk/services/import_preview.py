# SPDX-License-Identifier: EUPL-1.2
"""The plan of an import as people look at it before anything is saved: what is asked, what would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LinkKind, Value
from coopdesk.domain.merging import Mark
from coopdesk.exchange.decisions import DecisionEntry, Decisions
from coopdesk.exchange.plan import ImportPlan, PlannedConflict, Question
from coopdesk.exchange.plan_words import summary_sentence
from coopdesk.services import importing
from coopdesk.services.pages.page import Target
from coopdesk.store.engine import Database

Side = Literal["ours", "theirs"]
EMPTY: Final = N_("empty")
_ROW_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "modify/delete": (N_("changed here"), N_("its row was deleted")),
    "delete/modify": (N_("removed here"), N_("changed in the file")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One line: where it stands in the file, which record, which field, what it is and what it becomes."""

    where: str
    record: str
    field: str
    before: str
    after: str
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A value that both sides changed: what it was, is here, and says the file. `key` names it."""

    key: tuple[str, str | None]
    record: str
    field: str
    base: str
    ours: str
    theirs: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfSheet:
    """A question about a whole column or sheet, with the words of its choices."""

    id: str
    message: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPart:
    """A part of the preview: its heading and lines."""

    key: str
    title: str
    lines: tuple[PreviewLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A file as it would come in. `changes` are the records that would be written."""

    path: Path
    sentence: str
    sender: str
    asked: tuple[Asked, ...]
    questions: tuple[AskedOfSheet, ...]
    parts: tuple[PreviewPart, ...]
    changes: int
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was decided so far: by value, by question, and for all that is left."""

    sides: Mapping[tuple[str, str | None], Side]
    choices: Mapping[str, str]
    remaining: Side | None = None

    def as_decisions(self) -> Decisions:
        """Give the answers as the plan takes them."""
        entries = tuple(
            DecisionEntry(id=record, field=field, take=side) for (record, field), side in self.sides.items()
        )
        return Decisions(remaining=self.remaining, entries=entries, answers=dict(self.choices))


NOTHING_ANSWERED: Final = Answers(sides={}, choices={})


def preview_file(
    database: Database,
    path: Path,
    *,
    answers: Answers = NOTHING_ANSWERED,
    accept_deletions: bool = False,
    today: dt.date,
    cancel: Callable[[], bool] | None = None,
) -> Preview:
    """Say what a returned workbook would change; writes nothing. Raises UserError for a file that is none."""
    plan = importing.plan_file(
        database,
        path,
        decide=answers.as_decisions(),
        accept_deletions=accept_deletions,
        today=today,
        cancel=cancel,
    )
    return Preview(
        path=path,
        sentence=summary_sentence(plan),
        sender=_sender(plan),
        asked=tuple(_asked(plan, one) for one in plan.conflicts),
        questions=tuple(_asked_of_sheet(one) for one in plan.questions),
        parts=tuple(part for part in _parts(plan) if part.lines),
        changes=plan.counts.updated + plan.counts.new + plan.counts.restored + plan.counts.deleted,
        is_known=plan.already_imported_at is not None,
    )


def _sender(plan: ImportPlan) -> str:
    if plan.sent is None:
        return ""
    return ", ".join(part for part in (plan.sent.sender, plan.sent.office) if part)


def _asked_of_sheet(question: Question) -> AskedOfSheet:
    return AskedOfSheet(id=question.id, message=question.message, choices=question.choices)


def _asked(plan: ImportPlan, one: PlannedConflict) -> Asked:
    ours, theirs = _ROW_WORDS.get(one.kind.value, (N_("as it is here"), N_("as in the file")))
    spec = plan.specs[one.type]
    if one.field is None:
        return Asked(
            key=(one.id, None), record=f"{spec.label} {one.reference}", field=N_("The whole record"),
            base="", ours=ours, theirs=theirs, where=str(one.place),
        )  # fmt: skip
    return Asked(
        key=(one.id, one.field), record=f"{spec.label} {one.reference}", field=spec.by_key[one.field].label,
        base=_text(plan, one.type, one.field, one.base), ours=_text(plan, one.type, one.field, one.ours),
        theirs=_text(plan, one.type, one.field, one.theirs), where=str(one.place),
    )  # fmt: skip


def _parts(plan: ImportPlan) -> list[PreviewPart]:
    return [
        PreviewPart(key="problems", title=N_("Cannot be taken in as they are"), lines=_problems(plan)),
        PreviewPart(key="changes", title=N_("Changes"), lines=_changes(plan)),
        PreviewPart(key="new", title=N_("New records"), lines=_new(plan)),
        PreviewPart(key="missing", title=N_("Not in the file; nothing is removed"), lines=_missing(plan)),
        PreviewPart(key="notices", title=N_("Worth knowing"), lines=_notices(plan)),
    ]


def _problems(plan: ImportPlan) -> tuple[PreviewLine, ...]:
    return tuple(
        PreviewLine(
            where=str(one.place),
            record=one.reference or "",
            field=_label(plan, one.type, one.field),
            before=one.value,
            after=one.message,
        )
        for one in plan.problems
    )


def _changes(plan: ImportPlan) -> tuple[PreviewLine, ...]:
    return tuple(
        PreviewLine(
            where=str(one.place),
            record=one.reference,
            field=_label(plan, one.type, one.field),
            before=_text(plan, one.type, one.field, one.ours),
            after=_text(plan, one.type, one.field, one.value),
            target=Target(one.type, one.id),
        )
        for one in plan.changes
    )


def _new(plan: ImportPlan) -> tuple[PreviewLine, ...]:
    return tuple(
        PreviewLine(
            where=str(one.place),
            record=one.reference,
            field=plan.specs[one.type].label,
            before="",
            after=_named(plan, one.type, one.values),
        )
        for one in (*plan.inserts, *plan.restored)
    )


def _missing(plan: ImportPlan) -> tuple[PreviewLine, ...]:
    return tuple(
        PreviewLine(
            where="",
            record=one.reference,
            field=plan.specs[one.type].label,
            before="",
            after="",
            target=Target(one.type, one.id),
        )
        for one in plan.missing
    )


def _notices(plan: ImportPlan) -> tuple[PreviewLine, ...]:
    return tuple(
        PreviewLine(
            where=str(one.place) if one.place is not None else "",
            record=one.reference or "",
            field=_label(plan, one.type, one.field),
            before="",
            after=one.message,
        )
        for one in plan.notices
    )


def _label(plan: ImportPlan, type_key: str | None, field: str | None) -> str:
    if type_key is None:
        return ""
    spec = plan.specs[type_key]
    return spec.all_by_key[field].label if field in spec.all_by_key else spec.label


def _named(plan: ImportPlan, type_key: str, values: Mapping[str, Value]) -> str:
    spec = plan.specs[type_key]
    return " – ".join(
        _text(plan, type_key, key, values[key]) for key in spec.title if values.get(key) is not None
    )


def _text(plan: ImportPlan, type_key: str, field: str, value: object) -> str:
    """Give a value as people read it; an empty one says so."""
    if value is None or isinstance(value, Mark | Mapping):
        return EMPTY
    kind = plan.specs[type_key].by_key[field].kind
    if isinstance(kind, LinkKind):
        return plan.links.get(str(value), str(value))
    return kind.format(value) or EMPTY  # type: ignore[arg-type] # a value of the field, as all others are gone
