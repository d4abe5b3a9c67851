# SPDX-License-Identifier: EUPL-1.2
"""From a returned workbook to a plan: a pure function of the file, the database and the answers.

The steps, each in a module of its own: which sheets (`data_sheets`), which columns (`columns`), which
records (`reading_rows`, `row_bases`, `identities`), which values (`reading_cells`), the merge
(`merging_rows`), what the answers and the rules of the office make of it (`settling`, `assembling`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from coopdesk.domain.errors import UserError
from coopdesk.domain.merging import Row
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import Carried
from coopdesk.exchange.cells.printed import RowPrinter
from coopdesk.exchange.decisions import NO_DECISIONS, Decisions
from coopdesk.exchange.plan import ImportPlan, Place, Sent, SheetPlan
from coopdesk.exchange.planning.assembling import assemble, linked_in
from coopdesk.exchange.planning.columns import SAMPLE, Sample, match_columns
from coopdesk.exchange.planning.context import ImportContext
from coopdesk.exchange.planning.data_sheets import (
    DataSheet,
    Survey,
    export_pointed_at,
    has_carrier_sheet,
    ids_in,
    survey,
)
from coopdesk.exchange.planning.drafts import Draft, SheetDraft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings
from coopdesk.exchange.planning.identities import ask_realign, find_skew, realign, settle_copies
from coopdesk.exchange.planning.locked_cells import tell_locked
from coopdesk.exchange.planning.merging_rows import MissingDraft, merge_rows
from coopdesk.exchange.planning.reading_cells import (
    LinkTexts,
    collect_arrivals,
    equip,
    is_emptied,
    read_draft,
)
from coopdesk.exchange.planning.reading_rows import draft_rows, says_anything
from coopdesk.exchange.planning.row_bases import BaseBook
from coopdesk.exchange.planning.settling import Settling
from coopdesk.exchange.raw import RawWorkbook


def plan_import(
    workbook: RawWorkbook,
    carried: Carried | None,
    context: ImportContext,
    *,
    decisions: Decisions = NO_DECISIONS,
    accept_deletions: bool = False,
) -> ImportPlan:
    """Work out what a returned workbook would change. Raises UserError for one that carries no records.

    `carried` is None where the very hidden sheet is gone or cannot be read. Nothing is written anywhere.
    """
    planning = _Planning(workbook, carried, context, Findings(decisions))
    planning.find_rows()
    if planning.must_realign():
        return planning.stopped()
    return planning.finish(accept_deletions=accept_deletions)


@dataclass(slots=True)
class _Planning:
    """The state of one planning."""

    workbook: RawWorkbook
    carried: Carried | None
    context: ImportContext
    findings: Findings
    export: str | None = None
    types: dict[str, str] = field(default_factory=dict)
    """The type of every id with which the file was sent out."""
    links: dict[str, str] = field(default_factory=dict)
    drafts: list[TypeDraft] = field(default_factory=list)
    finder: LinkTexts = field(init=False)

    def find_rows(self) -> None:
        """Find sheets, columns and rows, read every cell that is not as it left, and settle copied ids."""
        self.export = self.carried.manifest.export_id if self.carried else export_pointed_at(self.workbook)
        own = self.context.own_export(self.export) if self.export else None
        for bases in (own.heard if own else {}, self.carried.bases if self.carried else {}):
            self.types.update((key, type_key) for type_key, rows in bases.items() for key in rows)
        self.links = {**(own.links if own else {}), **(self.carried.links if self.carried else {})}
        found = self._survey()
        self._tell_of_file(found)
        self._draft_types(found)
        self.finder = LinkTexts(context=self.context, types=self.types, links=self.links)
        for draft in self.drafts:
            draft_rows(draft, self.context, self.findings, self.types)
            equip(draft, self.finder, self.findings.decisions, date1904=self.workbook.date1904)
        self._find_unknown()
        collect_arrivals(self.drafts, self.finder)
        for draft in self.drafts:
            self._read(draft, [one for one in draft.rows if not one.says_base])
            settle_copies(draft, self.context, self.findings)

    def _survey(self) -> Survey:
        """Find the data sheets; raises UserError where nothing in the file is a record of CoopDesk."""
        ids = ids_in(self.workbook)
        left = ids - self.types.keys()
        here = {key: one.type for key, one in self.context.known(left).items()} if left else {}
        found = survey(self.workbook, self.carried, self.context.specs, {**here, **self.types})
        if not found.sheets or (not ids and self.carried is None):
            raise UserError("import-not-ours", file=self.workbook.file_name)
        return found

    def _tell_of_file(self, found: Survey) -> None:
        if self.carried is None:
            code = "carrier-damaged" if has_carrier_sheet(self.workbook) else "carrier-gone"
            self.findings.add_notice("base", code, {"file": self.workbook.file_name})
        for name in found.unread:
            self.findings.add_notice("sheet", "sheet-not-read", {}, Place(sheet=name))
        for gone in found.gone:
            self.findings.add_notice("sheet", "sheet-gone", {}, Place(sheet=gone.sheet), type=gone.type)
        for sheet in found.sheets:
            if sheet.raw.left_out:
                facts = {"cells": ", ".join(sheet.raw.left_out[:10])}
                self.findings.add_notice("sheet", "cells-left-out", facts, Place(sheet=sheet.raw.name))

    def _draft_types(self, found: Survey) -> None:
        by_type: dict[str, list[DataSheet]] = {}
        for sheet in found.sheets:
            by_type.setdefault(sheet.spec.key, []).append(sheet)
        for type_key in self.context.specs:
            if type_key in by_type:
                self.drafts.append(self._draft_type(self.context.specs[type_key], by_type[type_key]))

    def _draft_type(self, spec: RecordSpec, sheets: list[DataSheet]) -> TypeDraft:
        bases = BaseBook(
            spec=spec,
            context=self.context,
            carried=self.carried,
            export=self.export,
            fields=_exported_fields(spec, sheets),
        )
        self._add_links(spec, sheets, bases)
        scope = bases.from_file() if self.carried else bases.left()
        draft = TypeDraft(spec=spec, bases=bases, sheets=[], scope=scope)
        for sheet in sheets:
            draft.sheets.append(self._draft_sheet(spec, sheet, bases))
        bases.fields = bases.fields or [key for one in draft.sheets for key in one.columns]
        return draft

    def _draft_sheet(self, spec: RecordSpec, sheet: DataSheet, bases: BaseBook) -> SheetDraft:
        """Match the columns of a sheet and make the printer that knows untouched rows."""
        manifest = sheet.manifest
        used = (n for n in range(1, sheet.raw.width + 1) if _is_used(sheet, n))
        match = match_columns(
            spec,
            sheet.headings,
            printed_at=manifest.columns if manifest else {},
            locked=manifest.locked if manifest else (),
            used=used,
            sample=_sample(sheet, bases),
            links=self.links,
            aside=[column for column in (sheet.id_column, sheet.stamp_column) if column is not None],
        )
        for code, facts, column in match.notices:
            place = Place(sheet=sheet.raw.name, row=sheet.header_row or None, column=column)
            self.findings.add_notice("column", code, facts, place, type=spec.key)
        for key in match.dropped:
            facts = {"label": spec.by_key[key].heading}
            place = Place(sheet=sheet.raw.name)
            self.findings.add_notice("column", "column-gone", facts, place, type=spec.key, field=key)
        kinds = {key: spec.by_key[key].kind for key in match.fields}
        columns = {key: column - 1 for key, column in match.fields.items()}
        printer = RowPrinter(kinds, columns, self.links)
        return SheetDraft(data=sheet, match=match, printer=printer, links=self.links)

    def _add_links(self, spec: RecordSpec, sheets: list[DataSheet], bases: BaseBook) -> None:
        """Where nobody remembers what was printed for linked records, their reference of today must do."""
        exports = {row.export for sheet in sheets for row in sheet.rows} - {self.export, None}
        for export in exports:
            own = bases.own(export)
            self.links.update(
                {key: text for key, text in (own.links if own else {}).items() if key not in self.links}
            )
        if self.carried is not None and not exports:
            return
        rows: Iterable[Row] = (row for one in {*exports, self.export} for row in bases.heard(one).values())
        keys = [link.key for link in spec.links]
        wanted = {str(row[key]) for row in rows for key in keys if row.get(key)} - self.links.keys()
        self.links.update(
            {key: one.reference for key, one in self.context.known(wanted).items()} if wanted else {}
        )

    def _find_unknown(self) -> None:
        """Tell which records of the file this database has never had: they are new under their own id.

        What was exported here has been here; where nobody knows it any more it was erased, and does not
        come back by itself.
        """
        own = self.context.own_export(self.export) if self.export else None
        if own is not None and own.was_made_here:
            return
        known = [one for draft in self.drafts for one in draft.rows if one.standing is Standing.KNOWN]
        unknown = set(self.context.unknown([one.id for one in known]))
        for one in known if unknown else ():
            if one.id in unknown:
                one.standing = Standing.SENT

    def _read(self, draft: TypeDraft, rows: Iterable[Draft]) -> None:
        """Read the cells of rows; one from which everything was deleted counts as missing."""
        for one in rows:
            if is_emptied(one):
                draft.emptied[one.id] = one.place()
                self.findings.add_notice("row", "row-emptied", {}, one.place(), type=draft.spec.key)
            else:
                read_draft(draft, one, self.findings)
        if draft.emptied:
            draft.rows = [one for one in draft.rows if one.place() != draft.emptied.get(one.id)]

    def must_realign(self) -> bool:
        """Look for rows sorted away from their ids; true where that must be answered first."""
        is_stopped = False
        for draft in self.drafts:
            report = find_skew(draft)
            if report is None:
                continue
            ask_realign(draft, report, self.findings)
            if self.findings.decisions.realign is None:
                is_stopped = True
            elif self.findings.decisions.realign:
                again = realign(draft, report, self.findings)
                self.findings.forget([one.place() for one in again])
                self._read(draft, again)
        return is_stopped

    def stopped(self) -> ImportPlan:
        """Give the plan that only asks."""
        return replace(
            self._frame(),
            is_stopped=True,
            notices=self.findings.notices(),
            questions=self.findings.questions(),
        )

    def finish(self, *, accept_deletions: bool) -> ImportPlan:
        """Merge, decide, check the result, and put the plan together."""
        made_at = self.carried.manifest.made_at if self.carried else None
        missing: list[MissingDraft] = []
        for draft in self.drafts:
            tell_locked(draft, self.context, self.findings, made_at)
            missing += merge_rows(draft, self.context)
        settling = Settling(
            context=self.context,
            findings=self.findings,
            links=self.finder,
            file=self.workbook.file_name,
            accept_deletions=accept_deletions,
        )
        settling.run(self.drafts, missing)
        plan = assemble(
            self._frame(), self.drafts, settling.outcomes, self.findings, unchanged=settling.unchanged
        )
        coming = {one.id: one.reference() for one in settling.outcomes if one.is_new}
        return replace(plan, links=self._references_now(plan, coming))

    def _references_now(self, plan: ImportPlan, coming: Mapping[str, str]) -> dict[str, str]:
        """Give the references of all linked records that the plan shows, also of those that stay out."""
        known = self.context.known(linked_in(plan))
        now = {key: one.reference for key, one in known.items()}
        return {**self.links, **coming, **now, **{one.id: one.reference for one in plan.inserts}}

    def _frame(self) -> ImportPlan:
        """Give the plan without its rows: the file, its sheets, where most bases come from."""
        manifest = self.carried.manifest if self.carried else None
        sent = None
        if manifest is not None:
            sent = Sent(
                export_id=manifest.export_id,
                made_at=manifest.made_at,
                sender=manifest.sender,
                office=manifest.office,
            )
        counted = Counter(one.source for draft in self.drafts for one in draft.rows if one.source != "none")
        return ImportPlan(
            file=self.workbook.file_name,
            sha256=self.workbook.sha256,
            specs=self.context.specs,
            links=self.links,
            printed=self.links,
            sent=sent,
            export=self.export,
            base=counted.most_common(1)[0][0] if counted else "none",
            sheets=tuple(
                SheetPlan(
                    sheet=sheet.data.raw.name,
                    type=draft.spec.key,
                    header_row=sheet.data.header_row,
                    rows=sum(row.id is not None or says_anything(sheet, row) for row in sheet.data.rows),
                    columns=sheet.match.plans,
                )
                for draft in self.drafts
                for sheet in draft.sheets
            ),
        )


def _exported_fields(spec: RecordSpec, sheets: Iterable[DataSheet]) -> list[str]:
    """Give the fields that left with these sheets, as far as the manifest is there to say."""
    manifests = (sheet.manifest for sheet in sheets if sheet.manifest is not None)
    return list(dict.fromkeys(key for one in manifests for key in one.columns.values() if key in spec.by_key))


def _is_used(sheet: DataSheet, column: int) -> bool:
    """Tell whether a column has a heading or anything below it."""
    headings = sheet.headings
    if column <= len(headings) and headings[column - 1] is not None:
        return True
    return any(row.cells[column - 1] is not None for row in sheet.rows)


def _sample(sheet: DataSheet, bases: BaseBook) -> Sample:
    """Give some rows, spread over the sheet, with the values that they most likely left with."""
    step = max(1, len(sheet.rows) // SAMPLE)
    found = []
    for row in sheet.rows[::step]:
        base, _ = bases.likely(row.id, row.export) if row.id is not None else (None, "none")
        if base is not None:
            found.append((row.cells, base))
    return found
