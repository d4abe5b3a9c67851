# SPDX-License-Identifier: EUPL-1.2
"""One act on a field of many records: set, empty, add, remove, replace, move dates. One change set, one undo.

What is wrong with the act itself is raised; what is wrong with single records is in the plan, by name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import InvalidRecord, UserError
from coopdesk.domain.kinds import (
    BadValue,
    LinkKind,
    ListKind,
    PartialDateKind,
    ReferenceKind,
    TextKind,
    Value,
)
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.block_editing import BlockPlan, CellEdit, Reading, apply_block, plan_cells
from coopdesk.services.bulk_steps import Finder, read_step, shifted, with_items, without_items
from coopdesk.services.checking import Resolver, problem_of
from coopdesk.services.filling import parse_typed
from coopdesk.services.naming import resolver
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import Entry, by_ids

Act = Literal["set", "empty", "add", "remove", "replace", "shift"]
Step = Callable[[Value], Value]

OF_KINDS: Final[tuple[tuple[type, tuple[Act, ...]], ...]] = (
    (ListKind, ("add", "remove", "set", "replace")),
    (TextKind, ("set", "replace")),
    (PartialDateKind, ("set", "shift")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkEdit:
    """An act on a field. `typed` is the value, the items, the step, or what is put for `find`.

    `is_whole` replaces only values that are just those words, `is_exact` tells capitals and accents apart.
    """

    field: str
    act: Act
    typed: str = ""
    find: str = ""
    is_whole: bool = False
    is_exact: bool = False


def fields_for_many(type_key: str) -> tuple[FieldSpec, ...]:
    """Give the fields that may be changed in many records; a reference is that of one record alone."""
    return tuple(one for one in SPECS[type_key].fields if not isinstance(one.kind, ReferenceKind))


def fields_with_words(type_key: str) -> tuple[FieldSpec, ...]:
    """Give the fields in which words can be replaced."""
    return tuple(one for one in fields_for_many(type_key) if "replace" in acts_for(one))


def acts_for(field: FieldSpec) -> tuple[Act, ...]:
    """Give what can be done with a field, the usual first."""
    acts: tuple[Act, ...] = next((acts for kind, acts in OF_KINDS if isinstance(field.kind, kind)), ("set",))
    return acts if field.required else (*acts, "empty")


def plan_bulk(
    database: Database, type_key: str, ids: Sequence[str], edits: Sequence[BulkEdit], *, today: dt.date
) -> BlockPlan:
    """Give what acts would do to records, one after the other where several concern a field.

    Reads only. Raises InvalidRecord where what was typed is no value at all, UserError where there is
    nothing to look for. Records that are gone are passed over.
    """
    spec = SPECS[type_key]
    with database.reading() as connection:
        resolve = resolver(connection)
        steps = [(spec.by_key[edit.field], edit, _step(spec, edit, resolve, today)) for edit in edits]
        rows = rows_by_ids(connection, spec, list(dict.fromkeys(ids)))
        read: dict[CellEdit, Reading] = {}
        circles = {edit.field: _above(connection, spec, edit.field, step) for _, edit, step in steps}
        for key in dict.fromkeys(ids):
            if key in rows:
                read |= _of_row(key, rows[key], steps, circles)
        return plan_cells(spec, rows, by_ids(connection, rows), _names(connection, spec, rows, read), read)


def _above(connection: Connection, spec: RecordSpec, key: str, step: Step) -> Mapping[str, str]:
    """Give what stands above the record to which a link within one type would lead; none of it may follow it.

    By id, each with the reference of the record to which the link would lead.
    """
    if spec.by_key[key].targets != (spec.key,):
        return {}
    target = step(None)
    entry = by_ids(connection, [str(target)]).get(str(target))
    above: dict[str, str] = {}
    at: Value = target
    while entry is not None and at is not None:
        at = rows_by_ids(connection, spec, [str(at)]).get(str(at), {}).get(key)
        if at is None or str(at) in above or at == target:
            break
        above[str(at)] = entry.reference
    return above


def _of_row(
    record: str,
    row: Row,
    steps: Sequence[tuple[FieldSpec, BulkEdit, Step]],
    circles: Mapping[str, Mapping[str, str]],
) -> dict[CellEdit, Reading]:
    """Give what becomes of the cells of one row."""
    values: dict[str, Reading] = {}
    shown: dict[str, str] = {}
    for field, edit, step in steps:
        value, problem = values.get(field.key, (row.get(field.key), None))
        shown[field.key] = edit.typed
        if problem is None:
            try:
                values[field.key] = step(value), None
                if record in circles[field.key]:
                    raise BadValue("circle", value=circles[field.key][record])
            except BadValue as error:
                values[field.key] = None, problem_of(field, error)
    return {CellEdit(record=record, field=key, typed=shown[key]): reading for key, reading in values.items()}


def _names(
    connection: Connection, spec: RecordSpec, rows: Mapping[str, Row], read: Mapping[CellEdit, Reading]
) -> dict[str, Entry]:
    """Give the records to which the changed links lead and led."""
    links = {edit for edit in read if isinstance(spec.by_key[edit.field].kind, LinkKind)}
    ids = {str(read[edit][0]) for edit in links} | {str(rows[one.record].get(one.field)) for one in links}
    return by_ids(connection, ids) if ids else {}


def _step(spec: RecordSpec, edit: BulkEdit, resolve: Resolver, today: dt.date) -> Step:
    """Give what an act does to a value. Raises InvalidRecord for what cannot be understood."""
    field = spec.by_key[edit.field]
    try:
        match edit.act:
            case "empty":
                return lambda _value: None
            case "shift":
                step = read_step(edit.typed)
                return lambda value: shifted(value, step) if isinstance(value, str) else value
            case "replace":
                return _replacing(field, edit)
            case "add":
                items = field.kind.parse(edit.typed)
                return lambda value: with_items(value, items) if items else value
            case "remove":
                items = field.kind.parse(edit.typed)
                return lambda value: without_items(value, items) if items else value
            case _:
                typed = parse_typed(field, edit.typed, resolve, today)
                return lambda _value: typed
    except BadValue as error:
        raise InvalidRecord((problem_of(field, error),)) from None


def _replacing(field: FieldSpec, edit: BulkEdit) -> Step:
    if not edit.find.strip():
        raise UserError("nothing-to-find")
    finder = Finder(find=edit.find, put=edit.typed, is_whole=edit.is_whole, is_exact=edit.is_exact)

    def replaced(value: Value) -> Value:
        if isinstance(value, tuple):
            items = tuple(finder.replaced(item) for item in value)
            return value if items == value else field.kind.parse("; ".join(items))
        if isinstance(value, str):
            text = finder.replaced(value)
            return value if text == value else field.kind.parse(text)
        return value

    return replaced


def apply_bulk(
    database: Database, plan: BlockPlan, edits: Sequence[BulkEdit], *, who: str, leave_out: bool = False
) -> Written:
    """Write a plan as one change set. Raises UserError where records cannot be changed, unless left out."""
    if plan.refused and not leave_out:
        raise UserError("records-left-out", count=len(names_refused(plan)))
    if not plan.changes:
        raise UserError("nothing-to-change")
    return apply_block(database, plan, who=who, title=title_of_bulk(plan, edits))


def names_refused(plan: BlockPlan) -> dict[str, tuple[str, Problem]]:
    """Give the records that cannot be changed: name and first reason, by id."""
    found: dict[str, tuple[str, Problem]] = {}
    for cell in plan.refused:
        if cell.problem is not None:
            found.setdefault(cell.record, (cell.label, cell.problem))
    return found


def title_of_bulk(plan: BlockPlan, edits: Sequence[BulkEdit]) -> str:
    """Name the act: Set “Region” of 14 partners; Replace “EASO” by “EUAA” in “Title” of 3 documents."""
    spec = SPECS[plan.type]
    touched = {cell.field for cell in plan.changes}
    fields = list(dict.fromkeys(edit.field for edit in edits if edit.field in touched))
    labels = [f"“{spec.by_key[key].label}”" for key in fields]
    where = ", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else "")
    is_one = plan.records == 1
    many = plan.changes[0].reference if is_one else f"{plan.records:,} {spec.plural.lower()}"
    acts = {edit.act for edit in edits}
    typed, find = edits[0].typed.strip(), edits[0].find
    match acts.pop() if len(acts) == 1 else "several":
        case "set":
            return f"Set {where} of {many}"
        case "empty":
            return f"Empty {where} of {many}"
        case "add":
            return f"Add “{_short(typed)}” to {where} of {many}"
        case "remove":
            return f"Take “{_short(typed)}” out of {where} of {many}"
        case "replace":
            return f"Replace “{_short(find)}” by “{_short(typed)}” in {where} of {many}"
        case "shift":
            return f"Move {where} of {many} by {typed}"
        case _:
            return f"Change {where} of {many}"


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
