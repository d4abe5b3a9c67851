# SPDX-License-Identifier: EUPL-1.2
"""Changing many cells at once: what was typed for each is planned, shown old to new, then written as one act.

Pasting, filling down, bulk edit and replacing are the same thing with other texts. Planning decides nothing
by itself: what cannot be is named with its reason and stays out, or nothing is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.errors import InvalidRecord, UserError
from coopdesk.domain.kinds import BadValue, LinkKind, PartialDateKind, Value
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import Resolver, check_record, parse_field, problem_of
from coopdesk.services.dates_as_typed import read_date
from coopdesk.services.editing import title_of_change
from coopdesk.services.naming import resolver
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids
from coopdesk.store.unit_of_work import write

Reading = tuple[Value, Problem | None]
"""The value that was typed, or what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """What somebody wants in a cell, as typed; a link by reference or name."""

    record: str
    field: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """What would become of one cell: old and new in words; `problem` says why it cannot be."""

    record: str
    reference: str
    label: str
    field: str
    heading: str
    old: str
    new: str
    value: Value = None
    problem: Problem | None = None

    @property
    def refusal(self) -> str:
        """Why it cannot be, as a sentence; empty where it can."""
        return self.problem.message if self.problem is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlan:
    """What a block of edits would do: cells that change, cells that cannot, how many stay as they are.

    `rows` are the values from which it was planned; where they are others by now, nothing is written.
    """

    type: str
    changes: tuple[CellChange, ...]
    refused: tuple[CellChange, ...]
    unchanged: int
    rows: Mapping[str, Row]

    @property
    def records(self) -> int:
        """How many records would change."""
        return len({one.record for one in self.changes})


def plan_block(database: Database, type_key: str, edits: Sequence[CellEdit], *, today: dt.date) -> BlockPlan:
    """Give what edits of many cells would do. Reads only; raises nothing for what was typed."""
    spec = SPECS[type_key]
    ids = list(dict.fromkeys(edit.record for edit in edits))
    with database.reading() as connection:
        rows = rows_by_ids(connection, spec, ids)
        entries = by_ids(connection, ids)
        read = {edit: _read(spec, edit, resolver(connection), today) for edit in edits if edit.record in rows}
        linked = {str(v) for v, _ in read.values() if v is not None} | {
            str(rows[edit.record].get(edit.field)) for edit in read
        }
        names = by_ids(connection, linked) if any(spec.all_by_key[e.field].targets for e in read) else {}
    return plan_cells(spec, rows, entries, names, read)


def _read(spec: RecordSpec, edit: CellEdit, resolve: Resolver, today: dt.date) -> Reading:
    """Give the value that was typed, or why it is none."""
    field = spec.all_by_key[edit.field]
    if field.computed is not None:
        return None, Problem(code="field-is-computed", field=field.key, facts={"label": field.label})
    try:
        if isinstance(field.kind, PartialDateKind):
            return read_date(edit.typed, today), None
        return parse_field(field, edit.typed, resolve), None
    except BadValue as error:
        return None, problem_of(field, error)


def plan_cells(
    spec: RecordSpec,
    rows: Mapping[str, Row],
    entries: Mapping[str, Entry],
    names: Mapping[str, Entry],
    read: Mapping[CellEdit, Reading],
) -> BlockPlan:
    """Plan from values that were read already. A record that would break a rule is refused with its cells."""
    changes: list[CellChange] = []
    refused: list[CellChange] = []
    unchanged = 0
    for edit, (value, problem) in read.items():
        field, old = spec.all_by_key[edit.field], rows[edit.record].get(edit.field)
        if problem is None and value == old:
            unchanged += 1
            continue
        entry = entries[edit.record]
        cell = CellChange(
            record=edit.record, reference=entry.reference, label=entry.label, field=field.key,
            heading=field.label, old=_words(field, old, names), value=value, problem=problem,
            new=edit.typed.strip() if problem else _words(field, value, names),
        )  # fmt: skip
        (refused if problem else changes).append(cell)
    broken = _broken(spec, rows, changes)
    refused += [replace(cell, problem=broken[cell.record]) for cell in changes if cell.record in broken]
    kept = tuple(cell for cell in changes if cell.record not in broken)
    return BlockPlan(type=spec.key, changes=kept, refused=tuple(refused), unchanged=unchanged, rows=rows)


def _broken(spec: RecordSpec, rows: Mapping[str, Row], changes: Sequence[CellChange]) -> dict[str, Problem]:
    """Give the records that would not be right any more, each with the first reason.

    What was wrong before, with the same words, is nobody's fault here.
    """
    found: dict[str, Problem] = {}
    for record, values in _wanted(changes).items():
        before = {one.message for one in check_record(spec, rows[record], record_id=record)}
        after = check_record(spec, {**rows[record], **values}, record_id=record)
        fresh = [one for one in after if one.severity == "error" and one.message not in before]
        if fresh:
            found[record] = fresh[0]
    return found


def _wanted(changes: Sequence[CellChange]) -> dict[str, dict[str, Value]]:
    wanted: dict[str, dict[str, Value]] = {}
    for cell in changes:
        wanted.setdefault(cell.record, {})[cell.field] = cell.value
    return wanted


def _words(field: FieldSpec, value: Value, names: Mapping[str, Entry]) -> str:
    if isinstance(field.kind, LinkKind):
        return names[str(value)].label if str(value) in names else ""
    return field.kind.format(value)


def apply_block(database: Database, plan: BlockPlan, *, who: str, title: str = "") -> Written:
    """Write the cells of a plan that can be changed, as one change set; those refused stay as they are.

    Raises StaleRecord where a cell is another by now, UserError where nothing would change or a link or a
    reference cannot be.
    """
    if not plan.changes:
        raise UserError("nothing-to-change")
    changes = tuple(
        RecordChange(
            type=plan.type, id=record, action="change", new=values,
            old={key: plan.rows[record].get(key) for key in values},
        )
        for record, values in _wanted(plan.changes).items()
    )  # fmt: skip
    named = ChangePlan(title=title or title_of(plan), origin=Origin.EDIT, changes=changes)
    return write(database, named, who=who)


def title_of(plan: BlockPlan) -> str:
    """Name the act: Change “Status” of 14 deployments."""
    spec = SPECS[plan.type]
    fields = list(dict.fromkeys(cell.field for cell in plan.changes))
    first = plan.changes[0]
    if plan.records == 1:
        entry = Entry(0, first.record, plan.type, first.reference, first.label, 0, True)
        return title_of_change(spec, entry, fields)
    labels = [f"“{spec.by_key[key].label}”" for key in fields]
    shown = ", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else "")
    return f"Change {shown} of {plan.records} {spec.plural.lower()}"


def change_cell(
    database: Database, edit: CellEdit, type_key: str, *, seen: Value, who: str, today: dt.date
) -> Written:
    """Change one cell at once. Raises InvalidRecord or UserError in words, StaleRecord where it is another.

    `seen` is the value from which the editor started.
    """
    plan = plan_block(database, type_key, [edit], today=today)
    if plan.refused:
        raise InvalidRecord(tuple(one.problem for one in plan.refused if one.problem is not None))
    row = plan.rows.get(edit.record)
    if row is None:
        raise UserError("record-gone")
    rows = {edit.record: {**row, edit.field: seen}}
    return apply_block(database, replace(plan, rows=rows), who=who)
