# SPDX-License-Identifier: EUPL-1.2
"""Rows that become new records: their values, their references, and whether we may have them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coopdesk.domain.folding import fold
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import ConflictKind, Decision, Mark, Row, RowAction, Take
from coopdesk.exchange.plan import PlannedConflict
from coopdesk.exchange.planning.context import ImportContext, KnownRecord
from coopdesk.exchange.planning.drafts import Draft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings
from coopdesk.exchange.planning.outcomes import Outcome

_TitleKey = tuple[object, ...]


def values_of_new(draft: TypeDraft, one: Draft) -> dict[str, Value]:
    """Give the values of a new record: what the row says, over what its sender had, over our defaults."""
    said = {key: value for key, value in one.theirs.items() if not isinstance(value, Mark)}
    began = one.base or {}
    values: dict[str, Value] = {**{key: began[key] for key in began if key in draft.spec.by_key}, **said}
    if one.standing is not Standing.SENT:
        for declared in draft.spec.fields:
            if values.get(declared.key) is None and declared.default is not None:
                values[declared.key] = declared.default
    return values


def find_already_there(drafts: Iterable[TypeDraft], context: ImportContext) -> dict[int, KnownRecord]:
    """Give, by `id()` of a draft, the record of the same reference that says all that a new row says."""
    fresh: list[tuple[str, Draft, str]] = []
    for draft in drafts:
        for one in draft.rows:
            reference = one.theirs.get("reference")
            if one.standing is Standing.NEW and not one.is_blocked and isinstance(reference, str):
                fresh.append((draft.spec.key, one, fold(reference)))
    known = context.named({reference for _, _, reference in fresh}) if fresh else {}
    twins = [(type_key, one, known[name]) for type_key, one, name in fresh if name in known]
    twins = [
        (type_key, one, found) for type_key, one, found in twins if found.is_live and found.type == type_key
    ]
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for type_key, _, found in twins:
        wanted[type_key].append(found.id)
    rows = {key: row for type_key, ids in wanted.items() for key, row in context.ours(type_key, ids).items()}
    return {id(one): found for _, one, found in twins if _says_no_more(one, rows.get(found.id, {}))}


def _says_no_more(one: Draft, ours: Row) -> bool:
    """Tell whether a record says everything that a row says."""
    cells = one.theirs.items()
    return all(cell is None or isinstance(cell, Mark) or ours.get(key) == cell for key, cell in cells)


def tell_duplicates(outcomes: Sequence[Outcome], context: ImportContext, findings: Findings) -> None:
    """Tell of new records that are called just like one that is here, or like another new one."""
    by_type: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        if (
            one.action is RowAction.INSERT
            and isinstance(one.source, Draft)
            and one.source.standing is Standing.NEW
        ):
            by_type[one.spec.key].append(one)
    for type_key, fresh in by_type.items():
        titled: dict[_TitleKey, str] = {}
        for row in context.ours(type_key, None).values():
            titled.setdefault(_title(fresh[0], row), str(row.get("reference")))
        titled.pop((), None)
        for one in fresh:
            key = _title(one, one.values)
            if key and key in titled:
                facts = {"value": titled[key], "label": one.spec.label}
                findings.add_notice("duplicate", "row-maybe-duplicate", facts, one.place(), type=type_key)
            elif key:
                titled[key] = one.reference() or "–"


def _title(one: Outcome, values: Mapping[str, Value]) -> _TitleKey:
    """Give what a record is called, folded, within its owner; the empty key for one without a name."""
    said = [values.get(key) for key in one.spec.title]
    if not any(said):
        return ()
    owner = values.get(one.spec.parent.key) if one.spec.parent else None
    return (owner, *(fold(value) if isinstance(value, str) else value for value in said))


@dataclass(slots=True)
class References:
    """Who has which reference, while new ones are given out."""

    context: ImportContext
    findings: Findings
    outcomes: list[Outcome]
    _taken: dict[str, KnownRecord] = field(default_factory=dict)
    _given: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def settle(self) -> None:
        """Give references to new records that have none; one that is taken becomes a conflict `unique`."""
        claiming = [one for one in self.outcomes if self._claims(one)]
        self._taken.update(self.context.named({fold(str(one.values["reference"])) for one in claiming}))
        for one in claiming:
            self._claim(one, str(one.values["reference"]))
        for one in self.outcomes:
            if one.is_new and not one.waits and one.values.get("reference") is None:
                one.values["reference"], one.is_proposed = self._propose(one), True
                self._note(one)

    def _claims(self, one: Outcome) -> bool:
        reference = one.values.get("reference")
        if reference is None or one.is_blocked or one.action is RowAction.DELETE:
            return False
        return one.is_new or any(change.field == "reference" for change in one.changes)

    def _claim(self, one: Outcome, reference: str) -> None:
        owner = self._taken.get(fold(reference))
        if owner is None or owner.id == one.id:
            self._note(one)
            return
        proposal = self._propose(one)
        source = one.source
        if isinstance(source, Draft) and source.is_copy:
            one.values["reference"], one.is_proposed = proposal, True
            self._note(one)
            return
        taken = self._decided(one, reference, proposal)
        one.conflicts.append(
            PlannedConflict(
                type=one.spec.key,
                id=one.id,
                reference=str(one.old.get("reference") or reference),
                place=one.place("reference"),
                field="reference",
                kind=ConflictKind.UNIQUE,
                base=source.base.get("reference") if isinstance(source, Draft) and source.base else None,
                ours=one.old.get("reference"),
                theirs=reference,
                proposal=proposal,
                owner=f"{self.context.specs[owner.type].label} {owner.reference}",
                taken=taken,
            )
        )

    def _decided(self, one: Outcome, reference: str, proposal: str) -> Take | None:
        """Act on the answer: ours leaves the reference to its owner, theirs takes the proposed one."""
        decisions = one.decisions
        answer = decisions.get("reference") or decisions.get(None)
        remaining = self.findings.decisions.remaining
        if answer is None and remaining is not None:
            answer = Decision(take=remaining)
        wanted = proposal
        if answer is not None and answer.take == "value":
            wanted = str(answer.value or "")
            owner = self._taken.get(fold(wanted)) or self.context.named([fold(wanted)]).get(fold(wanted))
            if not wanted or (owner is not None and owner.id != one.id):
                answer = None
        if answer is None or answer.take == "ours":
            if one.is_new:
                one.waits = True
            else:
                one.drop_change("reference")
            return answer.take if answer else None
        one.set_value("reference", wanted)
        one.is_proposed = wanted == proposal
        self._note(one)
        return answer.take

    def _note(self, one: Outcome) -> None:
        reference = str(one.values["reference"])
        self._taken[fold(reference)] = KnownRecord(
            id=one.id, type=one.spec.key, reference=reference, label=reference, is_live=True
        )

    def _propose(self, one: Outcome) -> str:
        """Give a reference that neither the database nor this file has."""
        while True:
            proposal = self.context.propose(one.spec.key, self._given[one.spec.key])
            self._given[one.spec.key] += 1
            if fold(proposal) not in self._taken:
                return proposal


def arriving(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Give the records that come with this import, by id."""
    return {one.id: one for one in outcomes if one.is_new and one.will_be_written}
