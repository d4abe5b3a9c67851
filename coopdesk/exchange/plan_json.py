# SPDX-License-Identifier: EUPL-1.2
"""A plan as the command line gives it to scripts: the contract of `coopdesk import --json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from coopdesk.domain.kinds import LinkKind
from coopdesk.domain.merging import Cell, Mark, TheirRow
from coopdesk.exchange.plan import (
    ImportPlan,
    Place,
    PlannedChange,
    PlannedConflict,
    PlannedInsert,
    PlannedNotice,
    PlannedProblem,
    Question,
    SheetPlan,
)


def plan_as_json(plan: ImportPlan) -> dict[str, object]:
    """Give a plan as one JSON document; links are references, dates as they are known, choices codes."""
    return {
        "file": plan.file,
        "sha256": plan.sha256,
        "export": plan.export,
        "sent": asdict(plan.sent) if plan.sent else None,
        "base": plan.base,
        "summary": asdict(plan.counts),
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "changes": [_change(plan, one) for one in plan.changes],
        "conflicts": [_conflict(plan, one) for one in plan.conflicts],
        "inserts": [_insert(plan, one) for one in plan.inserts],
        "restored": [_insert(plan, one) for one in plan.restored],
        "missing": [
            {"type": one.type, "reference": one.reference, "id": one.id, "deleted": one.is_deleted}
            for one in plan.missing
        ],
        "problems": [_problem(one) for one in plan.problems],
        "notices": [_notice(one) for one in plan.notices],
        "questions": [_question(one) for one in plan.questions],
        "left_out": [_change(plan, one) for one in plan.left_out],
        "stopped": plan.is_stopped,
        "applied": plan.applied,
        "change_set": plan.change_set,
    }


def shown_value(plan: ImportPlan, type_key: str, field: str, value: Cell) -> object:
    """Give a value as people and scripts see it: a link as its reference, None for empty or not said."""
    if value is None or isinstance(value, Mark):
        return None
    declared = plan.specs[type_key].all_by_key.get(field)
    if declared is None:
        return str(value)
    if isinstance(declared.kind, LinkKind):
        return plan.links.get(str(value), str(value))
    return declared.kind.to_json(value)


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"sheet": None, "cell": None}
    return {"sheet": place.sheet, "cell": place.cell, "row": place.row}


def _sheet(sheet: SheetPlan) -> dict[str, object]:
    columns = [{"heading": one.heading, "field": one.field, "reason": one.reason} for one in sheet.columns]
    return {
        "sheet": sheet.sheet,
        "type": sheet.type,
        "header_row": sheet.header_row,
        "rows": sheet.rows,
        "columns": columns,
    }


def _change(plan: ImportPlan, one: PlannedChange) -> dict[str, object]:
    return {
        "type": one.type,
        "reference": one.reference,
        "id": one.id,
        **_place(one.place),
        "field": one.field,
        **_sides(plan, one, ("base", "ours", "theirs", "value")),
    }


def _conflict(plan: ImportPlan, one: PlannedConflict) -> dict[str, object]:
    more = {"group": one.group, "proposal": one.proposal, "owner": one.owner}
    return {
        "type": one.type,
        "reference": one.reference,
        "id": one.id,
        **_place(one.place),
        "field": one.field,
        **_sides(plan, one, ("base", "ours", "theirs")),
        "kind": one.kind.value,
        **{key: value for key, value in more.items() if value is not None},
        "taken": one.taken,
    }


def _sides(plan: ImportPlan, one: PlannedChange | PlannedConflict, sides: Iterable[str]) -> dict[str, object]:
    """Show the sides of a change; those of a whole row are objects."""
    shown: dict[str, object] = {}
    for side in sides:
        value = getattr(one, side)
        if one.field is None:
            shown[side] = _row(plan, one.type, value) if isinstance(value, Mapping) else None
        else:
            shown[side] = shown_value(plan, one.type, one.field, value)
    return shown


def _row(plan: ImportPlan, type_key: str, values: TheirRow) -> dict[str, object]:
    return {
        key: shown_value(plan, type_key, key, value)
        for key, value in values.items()
        if value is not None and not isinstance(value, Mark) and key in plan.specs[type_key].by_key
    }


def _insert(plan: ImportPlan, one: PlannedInsert) -> dict[str, object]:
    return {
        "type": one.type,
        "reference": one.reference,
        "id": one.id,
        "sheet": one.place.sheet,
        "row": one.place.row,
        "fields": _row(plan, one.type, one.values),
        "proposed": one.is_proposed,
    }


def _problem(one: PlannedProblem) -> dict[str, object]:
    return {
        "type": one.type,
        "reference": one.reference,
        "id": one.id,
        **_place(one.place),
        "field": one.field,
        "value": one.value,
        "code": one.code,
        "message": one.message,
    }


def _notice(one: PlannedNotice) -> dict[str, object]:
    return {
        **_place(one.place),
        "type": one.type,
        "reference": one.reference,
        "field": one.field,
        "kind": one.kind,
        "code": one.code,
        "message": one.message,
    }


def _question(one: Question) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "sheet": one.sheet,
        "type": one.type,
        "field": one.field,
        "count": one.count,
        "cells": [place.cell for place in one.places],
        "choices": list(one.choices),
        "message": one.message,
        "answer": one.answer,
    }
