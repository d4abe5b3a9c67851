# SPDX-License-Identifier: EUPL-1.2
"""Makes drafts of the rows of a record type: which record each row is, and what became of its id.

Rows keep their id through sorting, moving and pasting; what was copied, damaged or brought along from
elsewhere is told apart here, before anything is compared. Source: exchange.md 3.6.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from coopdesk.domain.folding import fold
from coopdesk.domain.identity_hazards import IdOrigin, classify_id
from coopdesk.domain.merging import Row
from coopdesk.exchange.planning.context import ImportContext
from coopdesk.exchange.planning.data_sheets import NamedRow
from coopdesk.exchange.planning.drafts import Draft, SheetDraft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings

_Sent = tuple[str, Row]
"""A record by its id, with the values that left or were heard of it."""


def draft_rows(
    draft: TypeDraft, context: ImportContext, findings: Findings, types_of_ids: Mapping[str, str]
) -> None:
    """Make the drafts of all rows of a type.

    `types_of_ids` gives the type of every id with which the file was sent out.
    """
    nameless: list[tuple[SheetDraft, NamedRow]] = []
    odd: list[tuple[SheetDraft, NamedRow]] = []
    differing = draft.bases.differing()
    for sheet in draft.sheets:
        damaged = _damaged_rows(sheet)
        for row in sheet.data.rows:
            if row.id is None:
                if says_anything(sheet, row):
                    nameless.append((sheet, row))
                continue
            base, source = draft.bases.likely(row.id, row.export)
            if base is None:
                odd.append((sheet, row))
                continue
            one = Draft(sheet, row, row.id, Standing.KNOWN)
            draft.rows.append(one)
            if (
                row.id not in differing
                and row.number not in damaged
                and sheet.printer.says_base(row.cells, base)
            ):
                one.base, one.source, one.says_base, one.theirs = base, source, True, base
    _draft_odd(draft, odd, context, findings, types_of_ids)
    _find_bases(draft, [one for one in draft.rows if not one.says_base], findings)
    _draft_nameless(draft, nameless, context, findings)


def _damaged_rows(sheet: SheetDraft) -> set[int]:
    """Give the rows in which a cell that is read is unreadable."""
    columns = set(sheet.columns.values())
    return {row for row, column in sheet.data.raw.unreadable if column in columns}


def says_anything(sheet: SheetDraft, row: NamedRow) -> bool:
    """Tell whether a row holds anything in a column that is read, be it unreadable."""
    if any(row.cells[column - 1] is not None for column in sheet.columns.values()):
        return True
    unreadable = sheet.data.raw.unreadable
    return bool(unreadable) and any((row.number, column) in unreadable for column in sheet.columns.values())


def _draft_odd(
    draft: TypeDraft,
    odd: list[tuple[SheetDraft, NamedRow]],
    context: ImportContext,
    findings: Findings,
    types_of_ids: Mapping[str, str],
) -> None:
    """Draft rows whose id did not leave with this file: of this database, another type, or another office."""
    known = context.known({row.id for _, row in odd if row.id is not None}) if odd else {}
    types_here = {record_id: one.type for record_id, one in known.items()}
    for sheet, row in odd:
        record_id = row.id or ""
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
        draft.rows.append(Draft(sheet, row, record_id, standing))


def _find_bases(draft: TypeDraft, rows: Iterable[Draft], findings: Findings) -> None:
    """Give drafts the base that their stamp names; the history is asked once for all that need it."""
    left = [one for one in rows if not _find_base(draft, one, findings)]
    stamps = {one.id: one.row.stamp for one in left if one.row.stamp and one.standing is Standing.KNOWN}
    if stamps:
        draft.bases.ask_history(stamps)
        for one in left:
            _find_base(draft, one, findings)


def _find_base(draft: TypeDraft, one: Draft, findings: Findings) -> bool:
    """Give a draft its base; says whether there is one, and where ledger and file tell different stories."""
    found = draft.bases.exact(one.id, one.row, one.sheet.columns, one.sheet.printer.cells)
    one.base, one.source, one.heard = found.row, found.source, found.heard
    if found.is_doubtful:
        findings.add_notice("base", "base-mismatch", {}, one.place(), type=draft.spec.key)
    return found.row is not None


def _draft_nameless(
    draft: TypeDraft, nameless: list[tuple[SheetDraft, NamedRow]], context: ImportContext, findings: Findings
) -> None:
    """Draft rows without a right id: a record that lost it, known by its reference; else a new one."""
    if not nameless:
        return
    present = {one.id for one in draft.rows} | draft.not_missing
    absent: defaultdict[str | None, list[_Sent]] = defaultdict(list)
    for record_id, base in {**draft.bases.from_file(), **draft.bases.heard()}.items():
        if record_id not in present and base.get("reference"):
            absent[fold(str(base["reference"]))].append((record_id, base))
    left: list[tuple[SheetDraft, NamedRow]] = []
    for sheet, row in nameless:
        candidates = absent[_reference_in(sheet, row)]
        if not candidates:
            left.append((sheet, row))
            continue
        found = _nearest(sheet, row, candidates)
        candidates.remove(found)
        record_id, base = found
        one = Draft(sheet, row, record_id, Standing.KNOWN)
        _find_base(draft, one, findings)
        if one.base is None:
            one.base, one.source = base, "ledger"
        draft.rows.append(one)
        facts = {"value": base.get("reference")}
        findings.add_notice("identity", "row-known-by-reference", facts, one.place(), type=draft.spec.key)
    _draft_new(draft, left, context, findings)


def _draft_new(
    draft: TypeDraft, rows: list[tuple[SheetDraft, NamedRow]], context: ImportContext, findings: Findings
) -> None:
    """Draft rows that are new records."""
    again = _taken_back(draft, rows, context)
    for sheet, row in rows:
        record_id = again.pop(_reference_in(sheet, row), None) or context.new_id()
        one = Draft(sheet, row, record_id, Standing.NEW)
        draft.rows.append(one)
        if row.is_damaged:
            one.is_copy = True  # Excel counts on when a row is filled down, so the id is of a copied row
            findings.add_notice("identity", "row-id-damaged", {}, one.place(), type=draft.spec.key)


def _taken_back(
    draft: TypeDraft, rows: Iterable[tuple[SheetDraft, NamedRow]], context: ImportContext
) -> dict[str | None, str]:
    """Give, by folded reference, the ids of records whose adding was taken back.

    Their references stay theirs, so a row that adds one again is that very record: otherwise a workbook
    could not come in again once its import was taken back.
    """
    names = {name for sheet, row in rows if (name := _reference_in(sheet, row))}
    gone = {
        name: one.id
        for name, one in context.named(names).items()
        if not one.is_live and one.type == draft.spec.key
    }
    unknown = set(context.unknown(list(gone.values()))) if gone else set()
    return {name: record_id for name, record_id in gone.items() if record_id in unknown}


def _reference_in(sheet: SheetDraft, row: NamedRow) -> str | None:
    """Give the folded reference that a row shows, None where it shows none."""
    column = sheet.columns.get("reference")
    cell = row.cells[column - 1] if column is not None else None
    return (fold(cell.strip()) or None) if isinstance(cell, str) else None


def _nearest(sheet: SheetDraft, row: NamedRow, candidates: list[_Sent]) -> _Sent:
    """Give the record that a row most likely is, the first of equals.

    New rows of one reference got different ones when they came in, while the sheet still shows the one.
    """

    def alike(sent: _Sent) -> int:
        cells = sheet.printer.cells
        return sum(
            cells[key].shows(row.cells[column - 1], sent[1].get(key)) for key, column in sheet.columns.items()
        )

    return candidates[0] if len(candidates) == 1 else max(candidates, key=alike)
