# SPDX-License-Identifier: EUPL-1.2
"""Puts the outcomes of all rows together into the lists and counts of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Mark, Row, RowAction, TheirRow
from coopdesk.exchange.plan import (
    Counts,
    ImportPlan,
    MissingRecord,
    PlannedChange,
    PlannedConflict,
    PlannedInsert,
    PlannedRow,
)
from coopdesk.exchange.planning.drafts import Draft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings
from coopdesk.exchange.planning.merging_rows import MissingDraft
from coopdesk.exchange.planning.outcomes import Outcome

Heard = dict[str, dict[str, dict[str, Row]]]


def assemble(
    frame: ImportPlan,
    drafts: Sequence[TypeDraft],
    outcomes: Sequence[Outcome],
    findings: Findings,
    *,
    unchanged: int,
) -> ImportPlan:
    """Give the whole plan; `frame` holds what is known of the file and its sheets."""
    ordered = sorted((one for one in outcomes if isinstance(one.source, Draft)), key=_position(drafts))
    ordered += [one for one in outcomes if not isinstance(one.source, Draft)]
    written = [one for one in ordered if one.will_be_written]
    updates = [one for one in written if one.action is RowAction.UPDATE]
    changes = tuple(change for one in updates for change in _changes(one))
    conflicts = tuple(conflict for one in ordered for conflict in _in_order(one))
    gone = {one.id for one in written if one.action is RowAction.DELETE}
    absent = _missing(outcomes, gone)
    inserts = tuple(_insert(one) for one in written if one.action is RowAction.INSERT)
    restored = tuple(_insert(one) for one in written if one.action is RowAction.RESTORE)
    problems = tuple(findings.problems)
    quiet = sum(1 for one in ordered if _is_unchanged(one))
    return replace(
        frame,
        counts=Counts(
            updated=len(updates),
            new=len(inserts),
            unchanged=unchanged + quiet,
            conflicts=len(conflicts),
            problems=len(problems),
            missing=len(absent),
            restored=len(restored),
            deleted=len(gone),
        ),
        changes=changes,
        conflicts=conflicts,
        inserts=inserts,
        restored=restored,
        missing=absent,
        problems=problems,
        notices=findings.notices(),
        questions=findings.questions(),
        left_out=tuple(change for one in ordered if one.is_blocked for change in _changes(one)),
        rows=tuple(_row(one) for one in ordered if one.action is not RowAction.NONE),
        heard=_heard(frame.export, drafts, outcomes),
    )


def _position(drafts: Sequence[TypeDraft]) -> Callable[[Outcome], tuple[int, int]]:
    """Give the function that puts outcomes in the order in which their rows stand in the workbook."""
    places = {id(sheet): n for n, sheet in enumerate(sheet for draft in drafts for sheet in draft.sheets)}

    def position(one: Outcome) -> tuple[int, int]:
        source = one.source
        return (
            (places[id(source.sheet)], source.row.number) if isinstance(source, Draft) else (len(places), 0)
        )

    return position


def _is_unchanged(one: Outcome) -> bool:
    """Tell whether a row of the workbook that was looked at comes to nothing."""
    if not isinstance(one.source, Draft) or one.source.standing is not Standing.KNOWN:
        return False
    return one.action is RowAction.NONE and not one.conflicts and not one.source.has_problem


def _changes(one: Outcome) -> Iterable[PlannedChange]:
    for change in one.changes:
        yield PlannedChange(
            type=one.spec.key,
            id=one.id,
            reference=one.reference(),
            place=one.place(change.field),
            field=change.field,
            base=change.base,
            ours=change.ours,
            theirs=change.theirs,
            value=change.value,
        )


def _in_order(one: Outcome) -> Iterable[PlannedConflict]:
    order = {key: number for number, key in enumerate(one.spec.by_key)}
    return sorted(one.conflicts, key=lambda conflict: order.get(conflict.field or "", -1))


def _insert(one: Outcome) -> PlannedInsert:
    return PlannedInsert(
        type=one.spec.key,
        id=one.id,
        reference=str(one.values.get("reference") or ""),
        place=one.place(),
        values=_present(one.values),
        is_proposed=one.is_proposed,
    )


def _missing(outcomes: Iterable[Outcome], gone: set[str]) -> tuple[MissingRecord, ...]:
    return tuple(
        MissingRecord(
            type=one.spec.key,
            id=one.id,
            reference=one.source.reference,
            is_deletable=one.source.merge.deletable,
            is_deleted=one.id in gone,
        )
        for one in outcomes
        if isinstance(one.source, MissingDraft)
    )


def _present(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value is not None and key != "id"}


def _row(one: Outcome) -> PlannedRow:
    """Give what is to be written of a record, and for each value the cell that it comes from."""
    old: dict[str, Value] = {}
    new: dict[str, Value] = {}
    places: dict[str, str] = {}
    if one.action is RowAction.UPDATE:
        for change in one.changes:
            old[change.field], new[change.field] = change.ours, change.value
            places[change.field] = str(one.place(change.field))
    elif one.action is RowAction.DELETE:
        old = _present(one.old)
    else:
        new = {key: value for key, value in _present(one.values).items() if key in one.spec.by_key}
        places["reference"] = str(one.place("reference"))
    return PlannedRow(
        type=one.spec.key,
        id=one.id,
        reference=one.reference(),
        action=one.action,
        old=old,
        new=new,
        places=places,
        is_blocked=not one.will_be_written,
    )


def _heard(export: str | None, drafts: Iterable[TypeDraft], outcomes: Iterable[Outcome]) -> Heard:
    """Give what each handled row said: from now on the base of the export that the row names.

    A row that is blocked or waits for an answer was not handled; cells that could not be read stay as
    they left.
    """
    by_source = {id(one.source): one for one in outcomes}
    heard: Heard = defaultdict(lambda: defaultdict(dict))
    for draft in drafts:
        for one in draft.rows:
            if one.says_base and one.standing in (Standing.KNOWN, Standing.SENT):
                continue  # the ledger has it so already
            named, outcome = one.row.export or export, by_source.get(id(one))
            if named is None or _is_open(outcome):
                continue
            if one.standing is not Standing.KNOWN and (outcome is None or not outcome.will_be_written):
                continue
            said = {key: value for key, value in one.theirs.items() if not isinstance(value, Mark)}
            heard[named][draft.spec.key][one.id] = {**(one.base or {}), **said}
    return {name: {key: dict(rows) for key, rows in types.items()} for name, types in heard.items()}


def _is_open(outcome: Outcome | None) -> bool:
    if outcome is None:
        return False
    return outcome.is_blocked or outcome.waits or any(one.taken is None for one in outcome.conflicts)


def linked_in(plan: ImportPlan) -> set[str]:
    """Give the ids of all records to which a value in the lists of a plan points."""
    found: set[str] = set()
    for change in (*plan.changes, *plan.left_out):
        if plan.specs[change.type].by_key[change.field].targets:
            found.update(_ids(change.base, change.ours, change.theirs, change.value))
    rows: list[tuple[str, TheirRow]] = [(one.type, one.values) for one in (*plan.inserts, *plan.restored)]
    for conflict in plan.conflicts:
        sides = (conflict.base, conflict.ours, conflict.theirs)
        if conflict.field is None:
            rows += [(conflict.type, side) for side in sides if isinstance(side, Mapping)]
        elif plan.specs[conflict.type].by_key[conflict.field].targets:
            found.update(_ids(*sides))
    for type_key, row in rows:
        found.update(_ids(*(row.get(link.key) for link in plan.specs[type_key].links)))
    return found


def _ids(*values: object) -> set[str]:
    return {value for value in values if isinstance(value, str)}
