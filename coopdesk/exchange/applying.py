# SPDX-License-Identifier: EUPL-1.2
"""From an accepted plan to one change set; what is blocked or open stays out."""

from __future__ import annotations

from coopdesk.domain.changes import Action, ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import UserError
from coopdesk.domain.merging import RowAction
from coopdesk.exchange.plan import ImportPlan, PlannedRow

_ACTIONS: dict[RowAction, Action] = {
    RowAction.UPDATE: "change",
    RowAction.INSERT: "create",
    RowAction.RESTORE: "create",
    RowAction.DELETE: "remove",
}


def refuse_open(plan: ImportPlan) -> None:
    """Raise UserError, saying how many, while conflicts or questions of a plan are open."""
    conflicts, questions = len(plan.open_conflicts), len(plan.open_questions)
    if conflicts or questions:
        open_ones = [
            f"{number} {word if number == 1 else word + 's'}"
            for number, word in ((conflicts, "conflict"), (questions, "question"))
            if number
        ]
        raise UserError("import-undecided", file=plan.file, open=" and ".join(open_ones))


def changes_of(plan: ImportPlan) -> tuple[RecordChange, ...]:
    """Give the changes of a plan; removals name only their own record, not the rows that go with it."""
    return tuple(_change(row) for row in plan.rows if not row.is_blocked)


def _change(row: PlannedRow) -> RecordChange:
    return RecordChange(
        type=row.type, id=row.id, action=_ACTIONS[row.action], old=row.old, new=row.new, places=row.places
    )


def change_plan(plan: ImportPlan, changes: tuple[RecordChange, ...]) -> ChangePlan:
    """Name the changes of an import as one change set."""
    reason = f"Workbook of {plan.sent.sender}, {plan.sent.made_at[:10]}" if plan.sent else None
    return ChangePlan(title=plan.title, origin=Origin.IMPORT, changes=changes, reason=reason)
