# SPDX-License-Identifier: EUPL-1.2
"""What the answers and the rules of the office make of the merged rows: the plan as it is shown and applied.

Whatever the merged result breaks (a rule, a taken reference, a link to a record that is gone) keeps its own
row out and drops nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import (
    Conflict,
    ConflictKind,
    Decision,
    Mark,
    Resolved,
    RowAction,
    RowMerge,
    RowOutcome,
    Take,
    resolve,
)
from coopdesk.exchange.plan import PlannedConflict
from coopdesk.exchange.planning.answers import Answerable, Answers, RowDecisions, match_answers
from coopdesk.exchange.planning.constraints import Constraints
from coopdesk.exchange.planning.context import ImportContext, KnownRecord
from coopdesk.exchange.planning.drafts import Draft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings
from coopdesk.exchange.planning.merging_rows import MissingDraft, known_again
from coopdesk.exchange.planning.new_rows import References, find_already_there, tell_duplicates, values_of_new
from coopdesk.exchange.planning.outcomes import Outcome
from coopdesk.exchange.planning.reading_cells import LinkTexts

_WHOLE_ROW_ONLY: Final[frozenset[str | None]] = frozenset((None,))


@dataclass(slots=True)
class Settling:
    """The state of one settling; `outcomes` are all rows about which there is anything to say."""

    context: ImportContext
    findings: Findings
    links: LinkTexts
    file: str
    accept_deletions: bool
    outcomes: list[Outcome] = field(default_factory=list)
    unchanged: int = 0
    _there: Mapping[int, KnownRecord] = field(default_factory=dict)

    def run(self, drafts: Sequence[TypeDraft], missing: Sequence[MissingDraft]) -> None:
        """Decide every row, then look at the result as a whole."""
        self._there = find_already_there(drafts, self.context)
        rows = [(draft, one) for draft in drafts for one in draft.rows if not self._is_silent(draft, one)]
        answers = match_answers(
            self.findings.decisions, lambda: _answerable(rows, missing), self.context, self.links, self.file
        )
        for draft, one in rows:
            outcome = self._decide(draft, one, answers)
            if outcome is not None:
                self.outcomes.append(outcome)
        self.outcomes += [self._decide_missing(one, answers) for one in missing]
        References(self.context, self.findings, self.outcomes).settle()
        Constraints(self.context, self.findings, self.outcomes).settle()
        tell_duplicates([one for one in self.outcomes if one.will_be_written], self.context, self.findings)

    def _is_silent(self, draft: TypeDraft, one: Draft) -> bool:
        """Tell whether a row changes nothing and asks nothing; it is counted and left."""
        is_silent = False
        if one.standing is Standing.KNOWN:
            is_quiet = one.merge is None or (not one.merge.changes and not one.merge.conflicts)
            is_silent = is_quiet and (one.merge is None or one.merge.outcome is not RowOutcome.CONFLICT)
        elif one.standing is Standing.NEW and not one.is_blocked:
            if known_again(draft, one):
                is_silent = True
            elif found := self._there.get(id(one)):
                is_silent = True
                facts = {"value": found.reference}
                self.findings.add_notice("row", "row-already-there", facts, one.place(), type=draft.spec.key)
        if is_silent and not one.has_problem:
            self.unchanged += 1
        return is_silent

    def _decide(self, draft: TypeDraft, one: Draft, answers: Answers) -> Outcome | None:
        decisions = answers.of(one)
        if one.merge is not None:
            return self._decide_known(draft, one, one.merge, decisions)
        if one.standing is Standing.STRANGER:
            return self._decide_stranger(draft, one, decisions)
        return self._new(draft, one, decisions)

    def _decide_known(
        self, draft: TypeDraft, one: Draft, merge: RowMerge, decisions: RowDecisions
    ) -> Outcome:
        remaining = self.findings.decisions.remaining
        resolved = resolve(merge, decisions, remaining, fill_blanks=self.findings.decisions.fill_blanks)
        outcome = self._outcome_of(draft, one, merge, resolved, decisions)
        if outcome.action is RowAction.RESTORE:  # what did not travel comes back as it went to the trash
            was = self.context.removed(draft.spec.key, [one.id]).get(one.id, {})
            outcome.values = {**was, **outcome.values}
        for conflict in merge.conflicts:
            if _is_question(conflict):
                taken = None if conflict in resolved.undecided else self._taken(merge, conflict, decisions)
                outcome.conflicts.append(_planned(outcome, conflict, taken))
        return outcome

    def _outcome_of(
        self, draft: TypeDraft, source: Draft, merge: RowMerge, resolved: Resolved, decisions: RowDecisions
    ) -> Outcome:
        return Outcome(
            spec=draft.spec,
            id=source.id,
            action=resolved.action,
            source=source,
            old=merge.ours or {},
            values=dict(resolved.values or {}),
            changes=resolved.changes if resolved.action is RowAction.UPDATE else (),
            decisions=decisions,
        )

    def _taken(self, merge: RowMerge, conflict: Conflict, decisions: RowDecisions) -> Take | None:
        """Say how a conflict was answered that is no longer open."""
        answer = decisions.get(conflict.field) or decisions.get(None)
        if answer is not None:
            return answer.take
        is_fill = any(fill.field == conflict.field for fill in merge.fills)
        return (
            "theirs" if self.findings.decisions.fill_blanks and is_fill else self.findings.decisions.remaining
        )

    def _decide_stranger(self, draft: TypeDraft, one: Draft, decisions: RowDecisions) -> Outcome:
        """A row with an id that nobody knows comes in only where somebody says so."""
        answer = decisions.get(None) or (
            Decision(take=self.findings.decisions.remaining) if self.findings.decisions.remaining else None
        )
        outcome = self._new(draft, one, decisions)
        outcome.waits = answer is None or answer.take == "ours"
        shown = _without_marks(one)
        conflict = Conflict(field=None, kind=ConflictKind.IDENTITY, base=None, ours=None, theirs=shown)
        outcome.conflicts.append(_planned(outcome, conflict, answer.take if answer else None))
        return outcome

    def _new(self, draft: TypeDraft, one: Draft, decisions: RowDecisions) -> Outcome:
        values = values_of_new(draft, one)
        values.update(
            {key: answer.value for key, answer in decisions.items() if key and answer.take == "value"}
        )
        whole = decisions.get(None)
        return Outcome(
            spec=draft.spec,
            id=one.id,
            action=RowAction.INSERT,
            source=one,
            values=values,
            decisions=decisions,
            is_blocked=one.is_blocked,
            waits=whole is not None and whole.take == "ours",
        )

    def _decide_missing(self, one: MissingDraft, answers: Answers) -> Outcome:
        """Keep what has no row, unless its deletion was accepted; our edits are never deleted in passing."""
        decisions = answers.of(one)
        remaining = self.findings.decisions.remaining
        if remaining == "theirs" and not self.accept_deletions:
            remaining = "ours"
        resolved = resolve(one.merge, decisions, remaining, accept_deletions=self.accept_deletions)
        outcome = Outcome(
            spec=one.spec,
            id=one.id,
            action=resolved.action,
            source=one,
            old=one.merge.ours or {},
            values=dict(resolved.values or {}),
            decisions=decisions,
        )
        for conflict in one.merge.conflicts:
            answer = decisions.get(None)
            taken = None if conflict in resolved.undecided else answer.take if answer else remaining
            outcome.conflicts.append(_planned(outcome, conflict, taken))
        return outcome


def _without_marks(one: Draft) -> dict[str, Value]:
    return {key: value for key, value in one.theirs.items() if not isinstance(value, Mark)}


def _is_question(conflict: Conflict) -> bool:
    """Tell whether a conflict asks anything; a cell of a group that is equal on both sides does not."""
    if conflict.kind is not ConflictKind.GROUP:
        return True
    return not isinstance(conflict.theirs, Mark) and conflict.theirs != conflict.ours


def _planned(outcome: Outcome, conflict: Conflict, taken: Take | None) -> PlannedConflict:
    base = conflict.base if isinstance(conflict.base, dict) else None
    reference = outcome.reference() or str((base or {}).get("reference") or "")
    return PlannedConflict(
        type=outcome.spec.key,
        id=outcome.id,
        reference=reference,
        place=outcome.place(conflict.field),
        field=conflict.field,
        kind=conflict.kind,
        base=conflict.base,
        ours=conflict.ours,
        theirs=conflict.theirs,
        group=conflict.group,
        taken=taken,
    )


def _answerable(rows: Iterable[tuple[TypeDraft, Draft]], missing: Iterable[MissingDraft]) -> list[Answerable]:
    """Give the rows that may be answered, with every name they go by."""
    found: list[Answerable] = []
    for draft, one in rows:
        merge = one.merge
        sides = (one.base, one.theirs, merge.ours if merge else None)
        names = {str(side["reference"]) for side in sides if side and isinstance(side.get("reference"), str)}
        open_fields = {conflict.field for conflict in merge.conflicts} if merge else {None, "reference"}
        open_fields |= {change.field for change in merge.changes} if merge else set()
        found.append(
            Answerable(
                key=one,
                spec=draft.spec,
                id=one.id,
                references=tuple(names),
                sheet=one.sheet.data.raw.name,
                row=one.row.number,
                open_fields=frozenset(open_fields),
            )
        )
    found += [
        Answerable(
            key=gone,
            spec=gone.spec,
            id=gone.id,
            references=(gone.reference,),
            sheet=gone.place.sheet,
            row=gone.place.row,
            open_fields=_WHOLE_ROW_ONLY,
        )
        for gone in missing
    ]
    return found
