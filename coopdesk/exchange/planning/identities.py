# SPDX-License-Identifier: EUPL-1.2
"""Hazards that only show once cells are read: rows copied with their ids, and rows sorted away from them.

Source: exchange.md 3.6. Copies and sorts are told from honest edits by the values that left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from coopdesk.domain.identity_hazards import (
    SKEW_LEAST_ROWS,
    PlacedRow,
    SkewReport,
    find_sort_skew,
    same_id_twice,
)
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Mark, Row, TheirRow
from coopdesk.exchange.planning.context import ImportContext
from coopdesk.exchange.planning.drafts import Draft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings


def settle_copies(draft: TypeDraft, context: ImportContext, findings: Findings) -> None:
    """Leave each id to one row; what says the same again is dropped, another content becomes a new record."""
    counted = Counter(one.id for one in draft.rows)
    if len(counted) == len(draft.rows):
        return
    copies: dict[str, list[Draft]] = {}
    for one in draft.rows:
        if counted[one.id] > 1:
            copies.setdefault(one.id, []).append(one)
    gone: set[int] = set()
    for record_id, rows in copies.items():
        gone.update(_drop_of_other_exports(draft, rows, findings))
        rows = [one for one in rows if id(one) not in gone]
        placed = [PlacedRow(position=n, record_id=record_id, values=one.theirs) for n, one in enumerate(rows)]
        base = next((one.base for one in rows if one.base is not None), None) or {}
        for repeated in same_id_twice(placed, {record_id: base}):
            for position in repeated.repeats:
                gone.add(id(rows[position]))
                _tell(draft, rows[position], "row-repeated", findings)
            for position in repeated.offered_as_new:
                _make_new(draft, rows[position], context, findings)
    draft.rows = [one for one in draft.rows if id(one) not in gone]


def _drop_of_other_exports(draft: TypeDraft, rows: list[Draft], findings: Findings) -> set[int]:
    """Of one record's rows from several exports, drop those that say only what they left with."""
    if len({one.row.stamp for one in rows}) < 2:
        return set()
    silent = [one for one in rows if one.says_base]
    dropped = silent if len(silent) < len(rows) else silent[1:]
    for one in dropped:
        _tell(draft, one, "row-repeated", findings)
    return {id(one) for one in dropped}


def _make_new(draft: TypeDraft, one: Draft, context: ImportContext, findings: Findings) -> None:
    """Offer a copied row as a new record; the reference that was copied along is not its own."""
    _tell(draft, one, "row-copied", findings)
    one.id, one.standing = context.new_id(), Standing.NEW
    was, one.base, one.source, one.says_base, one.is_copy = one.base or {}, None, "none", False, True
    one.theirs = {key: value for key, value in one.theirs.items() if value is not Mark.DROPPED}
    if one.theirs.get("reference") == was.get("reference"):
        one.theirs = {**one.theirs, "reference": None}
    one.is_blocked = one.has_problem


def _tell(draft: TypeDraft, one: Draft, code: str, findings: Findings) -> None:
    reference = (one.base or {}).get("reference") or one.theirs.get("reference")
    shown = reference if isinstance(reference, str) else None
    facts = {"value": shown or "–"}
    findings.add_notice("identity", code, facts, one.place(), type=draft.spec.key, reference=shown)


def find_skew(draft: TypeDraft) -> SkewReport | None:
    """Tell whether rows were sorted away from their ids, looking closely only where it could be so."""
    changed = [one for one in draft.rows if one.base is not None and not one.says_base]
    if len(changed) < SKEW_LEAST_ROWS:
        return None
    if not _may_be_sorted(changed, draft.scope):
        return None
    bases: dict[str, Row] = dict(draft.scope)
    bases.update({one.id: one.base for one in draft.rows if one.base is not None})
    rows: dict[str, TheirRow] = {one.id: one.theirs for one in draft.rows if one.base is not None}
    return find_sort_skew(rows, bases)


def _may_be_sorted(changed: list[Draft], bases: Mapping[str, Row]) -> bool:
    """Tell whether three rows at least say two new things, or all they say, that other records left with.

    A row that is another record's says more of it than of its own, so at least two of its changed cells
    are found elsewhere. Most edits are not, which spares the long look.
    """
    news = [_news(one) for one in changed]
    news = [cells for cells in news if cells]
    keys = {key for cells in news for key, _ in cells}
    own = [one.base for one in changed if one.base is not None]
    said = {key: {base.get(key) for base in (*bases.values(), *own)} for key in keys}
    suspects = 0
    for cells in news:
        suspects += sum(1 for key, cell in cells if cell in said[key]) >= min(2, len(cells))
        if suspects >= SKEW_LEAST_ROWS:
            return True
    return False


def _news(one: Draft) -> list[tuple[str, Value]]:
    """Give the filled cells of a row that differ from its base; none where they are too few to tell."""
    base = one.base or {}
    filled: list[tuple[str, Value]] = [
        (key, cell) for key, cell in one.theirs.items() if cell is not None and not isinstance(cell, Mark)
    ]
    news = [(key, cell) for key, cell in filled if base.get(key) != cell]
    return news if len(news) >= min(2, len(filled)) else []


def ask_realign(draft: TypeDraft, report: SkewReport, findings: Findings) -> None:
    """Ask whether the rows shall follow their content; until then nothing can be said of the sheet."""
    moved = {*report.realign, *report.ambiguous}
    facts = {"label": draft.spec.plural}
    for one in draft.rows:
        if one.id in moved:
            findings.ask("realign", one.place(), facts, type=draft.spec.key, field=None)


def realign(draft: TypeDraft, report: SkewReport, findings: Findings) -> list[Draft]:
    """Give each row the id of the record whose values stand there; gives the rows to be read again."""
    again: list[Draft] = []
    bases = {**draft.scope, **{one.id: one.base for one in draft.rows if one.base is not None}}
    kept: list[Draft] = []
    for one in draft.rows:
        if one.id in report.ambiguous:
            draft.not_missing.add(one.id)
            findings.add_problem("row-of-unsure-record", {}, one.place(), type=draft.spec.key, id=one.id)
            continue
        kept.append(one)
        target = report.realign.get(one.id)
        if target is not None:
            one.id, one.base, one.heard = target, bases[target], None
            again.append(one)
    draft.rows = kept
    return again
