# SPDX-License-Identifier: EUPL-1.2
"""Finds for every answer the row that it is about; answers about nothing are refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coopdesk.domain.errors import UserError
from coopdesk.domain.folding import fold
from coopdesk.domain.identifiers import is_key
from coopdesk.domain.kinds import BadValue, LinkKind, Value
from coopdesk.domain.merging import Decision
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.decisions import DecisionEntry, Decisions
from coopdesk.exchange.planning.context import ImportContext
from coopdesk.exchange.planning.findings import choices_of
from coopdesk.exchange.planning.reading_cells import LinkTexts

RowDecisions = Mapping[str | None, Decision]
NONE: RowDecisions = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable:
    """A row that may be answered: all the names it goes by, where it stands, and what is open about it."""

    key: object
    spec: RecordSpec
    id: str
    references: tuple[str, ...]
    sheet: str
    row: int | None
    open_fields: frozenset[str | None]


@dataclass(slots=True)
class Answers:
    """The answers by row."""

    _by_key: dict[object, dict[str | None, Decision]] = field(default_factory=dict)

    def of(self, key: object) -> RowDecisions:
        """Give the answers about a row, by field; None is the whole row."""
        return self._by_key.get(key, NONE)

    def add(self, key: object, entry_field: str | None, decision: Decision) -> None:
        """Note an answer."""
        self._by_key.setdefault(key, {})[entry_field] = decision


def match_answers(
    decisions: Decisions,
    rows: Callable[[], list[Answerable]],
    context: ImportContext,
    links: LinkTexts,
    file: str,
) -> Answers:
    """Match single answers to rows. Raises UserError for a record, field, question or value that is none."""
    _check_questions(decisions, context)
    answers = Answers()
    if not decisions.entries:
        return answers
    index: dict[object, list[Answerable]] = {}
    for row in rows():
        for name in {row.id, *map(fold, row.references), (fold(row.sheet), row.row)}:
            index.setdefault(name, []).append(row)
    for entry in decisions.entries:
        found = _rows_of(entry, index)
        if not found:
            _refuse_unknown(entry, context, file)
        for row in found:
            answers.add(row.key, entry.field, _decision(entry, row.spec, links))
    return answers


def _rows_of(entry: DecisionEntry, index: Mapping[object, list[Answerable]]) -> list[Answerable]:
    """Give the rows that an answer names; of several, those where its field is open."""
    name: object = entry.id or (fold(entry.reference) if entry.reference else None)
    if name is None:
        return index.get((fold(entry.sheet or ""), entry.row), [])
    found = index.get(name, [])
    if entry.row is not None or entry.sheet is not None:
        found = [
            row
            for row in found
            if entry.row in (None, row.row) and fold(entry.sheet or row.sheet) == fold(row.sheet)
        ]
    asking = [row for row in found if entry.field in row.open_fields]
    return asking or found


def _refuse_unknown(entry: DecisionEntry, context: ImportContext, file: str) -> None:
    """Say that an answer is about no record; one about a record without questions is simply needless."""
    is_known = False
    if entry.reference:
        is_known = fold(entry.reference) in context.named([fold(entry.reference)])
    elif entry.id and is_key(entry.id):
        is_known = entry.id in context.known([entry.id])
    if not is_known:
        raise UserError("decision-unknown-record", value=entry.named)
    if entry.take == "value":
        raise UserError("decision-nothing-open", value=entry.named, file=file)


def _decision(entry: DecisionEntry, spec: RecordSpec, links: LinkTexts) -> Decision:
    if entry.field is None:
        return Decision(take=entry.take)
    declared = spec.all_by_key.get(entry.field)
    if declared is None:
        raise UserError("unknown-field", type=spec.label, field=entry.field, fields=", ".join(spec.by_key))
    if declared.computed is not None:
        raise UserError("field-is-computed", label=declared.label)
    if entry.take != "value":
        return Decision(take=entry.take)
    raw = entry.value
    if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        raw = "; ".join(raw)
    if isinstance(raw, list | dict):
        raise UserError("wrong-kind-of-value", label=declared.label, value=raw)
    try:
        value: Value
        if isinstance(declared.kind, LinkKind):
            value = declared.kind.resolve(raw, links.find)  # type: ignore[arg-type] # a plain JSON value
        else:
            value = declared.kind.parse(raw)  # type: ignore[arg-type] # as above
    except BadValue as error:
        raise UserError(error.code, **{"label": declared.label, **error.facts}) from error
    return Decision(take="value", value=value)


def _check_questions(decisions: Decisions, context: ImportContext) -> None:
    """Refuse answers to questions that no plan asks, or that are no choice there."""
    for name, answer in decisions.answers.items():
        kind, _, about = name.partition(":")
        type_key, _, key = about.partition(".")
        spec = context.specs.get(type_key)
        choices = choices_of(kind) if spec is not None and key in spec.by_key else ()
        if not choices:
            raise UserError("decision-unknown-question", value=name)
        if answer not in choices:
            raise UserError("decision-unknown-choice", value=answer, choices=", ".join(choices))
