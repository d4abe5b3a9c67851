# SPDX-License-Identifier: EUPL-1.2
"""Makes drafts of the rows of a record type: which record each row is, and what became of its id.

Rows keep their id through sorting, moving and pasting; what was copied, damaged or brought along from
elsewhere is told apart here, before anything is compared. Source: exchange.md 3.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coopdesk.domain.folding import fold
from coopdesk.domain.identity_hazards import IdOrigin, classify_id
from coopdesk.domain.merging import Row
from coopdesk.exchange.context import ImportContext
from coopdesk.exchange.data_sheets import NamedRow
from coopdesk.exchange.drafts import Draft, SheetDraft, Standing, TypeDraft
from coopdesk.exchange.findings import Findings


def draft_rows(
    draft: TypeDraft, context: ImportContext, findings: Findings, types_of_ids: Mapping[str, str]
) -> None:
    """Make the drafts of all rows of a type. `types_of_ids` gives the type of every id the file was sent with."""
    nameless: list[tuple[SheetDraft, NamedRow]] = []
    named: list[tuple[SheetDraft, NamedRow, str]] = []
    for sheet in draft.sheets:
        for row in sheet.data.rows:
            if row.name is not None and row.name.is_right:
                named.append((sheet, row, row.name.id))
            elif _says_anything(sheet, row):
                nameless.append((sheet, row))
    _draft_named(draft, named, context, findings, types_of_ids)
    _draft_nameless(draft, nameless, context, findings)


def _says_anything(sheet: SheetDraft, row: NamedRow) -> bool:
    """Tell whether a row holds anything in a column that is read, be it unreadable."""
    if any(row.cells[column - 1] is not None for column in sheet.columns.values()):
        return True
    unreadable = sheet.data.raw.unreadable
    return bool(unreadable) and any((row.number, column) in unreadable for column in sheet.columns.values())


def _draft_named(
    draft: TypeDraft,
    named: Iterable[tuple[SheetDraft, NamedRow, str]],
    context: ImportContext,
    findings: Findings,
    types_of_ids: Mapping[str, str],
) -> None:
    """Draft the rows that carry an id; what is known of the file needs no question to the register."""
    bases = draft.bases
    odd: list[tuple[SheetDraft, NamedRow, str]] = []
    differing = _differing(draft)
    history: dict[str, str] = {}
    for sheet, row, record_id in named:
        likely = bases.likely(record_id, row.export)
        if likely is None:
            odd.append((sheet, row, record_id))
            continue
        one = Draft(sheet=sheet, row=row, id=record_id, standing=Standing.KNOWN)
        draft.rows.append(one)
        base = likely.row
        if base is not None and record_id not in differing and not _is_damaged(sheet, row):
            if sheet.printer.says_base(row.cells, base):
                one.base, one.source, one.says_base, one.theirs = base, likely.source, True, base
                continue
        if row.stamp is not None and bases.needs_history(record_id, row):
            history[record_id] = row.stamp
    _draft_odd(draft, odd, context, findings, types_of_ids, history)
    bases.ask_history(history)
    for one in draft.rows:
        if not one.says_base:
            _find_base(draft, one, findings)


def _differing(draft: TypeDraft) -> set[str]:
    """Give the ids about which own ledger and file do not agree; their rows are all looked at."""
    ledger, file = draft.bases.from_ledger(None), draft.bases.from_file(None)
    if not ledger or not file or ledger == file:
        return set()
    return {
        record_id for record_id, base in file.items() if record_id in ledger and ledger[record_id] != base
    }


def _is_damaged(sheet: SheetDraft, row: NamedRow) -> bool:
    unreadable = sheet.data.raw.unreadable
    return bool(unreadable) and any((row.number, column) in unreadable for column in sheet.columns.values())


def _draft_odd(
    draft: TypeDraft,
    odd: list[tuple[SheetDraft, NamedRow, str]],
    context: ImportContext,
    findings: Findings,
    types_of_ids: Mapping[str, str],
    history: dict[str, str],
) -> None:
    """Draft rows whose id did not leave with this file: of this database, another type, or another office."""
    known = context.known({record_id for _, _, record_id in odd}) if odd else {}
    types_here = {record_id: one.type for record_id, one in known.items()}
    for sheet, row, record_id in odd:
        origin = classify_id(record_id, draft.spec.key, types_here=types_here, types_in_file=types_of_ids)
        if origin is IdOrigin.OTHER_TYPE:
            found = types_here.get(record_id) or types_of_ids[record_id]
            shown = context.specs[found].label if found in context.specs else found
            facts = {"found": shown, "expected": draft.spec.label}
            draft.not_missing.add(record_id)
            findings.add_problem(
                "row-of-other-type", facts, sheet.place(row.number), type=draft.spec.key, id=record_id
            )
            continue
        standing = Standing.STRANGER if origin is IdOrigin.STRANGER else Standing.KNOWN
        draft.rows.append(Draft(sheet=sheet, row=row, id=record_id, standing=standing))
        if row.stamp is not None and standing is Standing.KNOWN:
            history[record_id] = row.stamp


def _find_base(draft: TypeDraft, one: Draft, findings: Findings) -> None:
    """Give a draft the base that its stamp names, and say where ledger and file tell different stories."""
    found = draft.bases.exact(one.id, one.row, one.sheet.columns, one.sheet.links)
    one.base, one.source = found.row, found.source
    if found.is_doubtful:
        findings.add_notice("base", "base-mismatch", {}, one.place(), type=draft.spec.key)


def _draft_nameless(
    draft: TypeDraft, nameless: list[tuple[SheetDraft, NamedRow]], context: ImportContext, findings: Findings
) -> None:
    """Draft rows without a right id: a record that lost it, known by its reference; else a new one."""
    if not nameless:
        return
    present = {one.id for one in draft.rows} | draft.not_missing
    absent = {
        fold(str(base["reference"])): (record_id, base)
        for record_id, base in {**draft.bases.from_file(None), **draft.bases.from_ledger(None)}.items()
        if record_id not in present and base.get("reference")
    }
    for sheet, row in nameless:
        found = _known_by_reference(sheet, row, absent)
        if found is not None:
            record_id, base = absent.pop(found)
            one = Draft(sheet=sheet, row=row, id=record_id, standing=Standing.KNOWN)
            _find_base(draft, one, findings)
            if one.base is None:
                one.base, one.source = base, "ledger"
            draft.rows.append(one)
            facts = {"value": base.get("reference")}
            findings.add_notice("identity", "row-known-by-reference", facts, one.place(), type=draft.spec.key)
            continue
        one = Draft(sheet=sheet, row=row, id=context.new_id(), standing=Standing.NEW)
        draft.rows.append(one)
        if row.name is not None:
            one.is_copy = True  # Excel counts on when a row is filled down, so the id is of a copied row
            findings.add_notice("identity", "row-id-damaged", {}, one.place(), type=draft.spec.key)


def _known_by_reference(
    sheet: SheetDraft, row: NamedRow, absent: Mapping[str, tuple[str, Row]]
) -> str | None:
    column = sheet.columns.get("reference")
    if column is None or not absent:
        return None
    cell = row.cells[column - 1]
    folded = fold(cell.strip()) if isinstance(cell, str) else None
    return folded if folded in absent else None
