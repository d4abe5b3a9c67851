# SPDX-License-Identifier: EUPL-1.2
"""Tells where somebody wrote into a column that CoopDesk works out itself; such cells are never taken in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Final

from coopdesk.domain.kinds import BadValue, Value
from coopdesk.domain.merging import Row
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.cells.printed import CellPrinter
from coopdesk.exchange.planning.context import ImportContext
from coopdesk.exchange.planning.drafts import Draft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings
from coopdesk.exchange.raw import RawValue

_EDITS_AT_MOST: Final = 0.5
"""Where more of a column differs, it was worked out for a day that the file does not name."""


def tell_locked(draft: TypeDraft, context: ImportContext, findings: Findings, made_at: str | None) -> None:
    """Compare each worked-out cell with what it showed when the workbook left, and now.

    What was printed may rest on fields that did not leave, so the record itself is asked before anyone
    is told.
    """
    if not any(sheet.match.locked for sheet in draft.sheets):
        return
    days = _days(made_at, context.today)
    links = draft.sheets[0].links
    printers = {field.key: CellPrinter(field.kind, links) for field in draft.spec.computed}
    doubtful: list[tuple[Draft, FieldSpec]] = []
    for one in draft.rows:
        if one.base is None or one.standing is not Standing.KNOWN:
            continue
        for key, column in one.sheet.match.locked.items():
            field = draft.spec.all_by_key[key]
            if field.computed is None:
                continue
            raw = one.row.cells[column - 1]
            if raw is not None and not _is_worked_out(field, raw, [one.base], days, printers[field.key]):
                doubtful.append((one, field))
    counted = Counter(field.key for _, field in doubtful)
    by_day = {key for key, count in counted.items() if count > _EDITS_AT_MOST * len(draft.rows)}
    doubtful = [(one, field) for one, field in doubtful if field.key not in by_day]
    if not doubtful:
        return
    ours = context.ours(draft.spec.key, list({one.id for one, _ in doubtful}))
    for one, field in doubtful:
        mine, was = ours.get(one.id), one.base or {}
        raw = one.row.cells[one.sheet.match.locked[field.key] - 1]
        if mine is None or _is_worked_out(field, raw, [{**mine, **was}, mine], days, printers[field.key]):
            continue
        facts = {"label": field.label}
        findings.add_notice(
            "locked", "cell-is-computed", facts, one.place(field.key), type=draft.spec.key,
            reference=str(was.get("reference") or ""), field=field.key,
        )  # fmt: skip


def _days(made_at: str | None, today: dt.date) -> list[dt.date]:
    """Give the days on which the cells may have been worked out; the clock of the sender may be elsewhere."""
    try:
        made = dt.datetime.fromisoformat(made_at or "").date()
    except ValueError:
        return [today]
    return [made, made + dt.timedelta(days=1), made - dt.timedelta(days=1), today]


def _is_worked_out(
    field: FieldSpec, raw: RawValue, rows: Iterable[Row], days: Iterable[dt.date], printer: CellPrinter
) -> bool:
    """Tell whether a cell shows what the field comes to, on any of the days."""
    for row in rows:
        for day in days:
            value: Value = field.computed(row, day) if field.computed else None
            if printer.shows(raw, value) or _reads_as(field, raw, value):
                return True
    return False


def _reads_as(field: FieldSpec, raw: RawValue, value: Value) -> bool:
    try:
        return field.kind.parse(raw) == value
    except BadValue:
        return False
