# SPDX-License-Identifier: EUPL-1.2
"""Returned workbooks without files, and a small office without a database, for tests of planning.

`An office` holds records by hand; `sent_out` gives the workbook it would export as a grid that a test can
change like a person in Excel; `plan` is what planning makes of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from coopdesk.domain.folding import fold
from coopdesk.domain.identifiers import key_of_starting_record, new_key
from coopdesk.domain.kinds import BadValue, Value
from coopdesk.domain.merging import MergeRules, Row
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import (
    ID_HEADING,
    STAMP_HEADING,
    Carried,
    Manifest,
    SheetManifest,
    id_cell,
    pack,
    row_stamp,
    stamp_cell,
)
from coopdesk.exchange.cells.printed import CellPrinter
from coopdesk.exchange.decisions import NO_DECISIONS, Decisions
from coopdesk.exchange.plan import ImportPlan
from coopdesk.exchange.planning.context import ImportContext, KnownRecord, OwnExport, Removal
from coopdesk.exchange.planning.planner import plan_import
from coopdesk.exchange.raw import RawSheet, RawValue, RawWorkbook
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import check_record
from coopdesk.services.merge_rules import rules_of

TODAY = dt.date(2026, 11, 22)
Grid = list[list[RawValue]]


def key_of(type_key: str, reference: str) -> str:
    """Give the id that a test's record has."""
    return key_of_starting_record(type_key, reference)


@dataclass
class Office:
    """A database as planning sees it: records now, the trash, the ledger, past states."""

    records: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)
    trash: dict[str, tuple[str, dict[str, Value]]] = field(default_factory=dict)
    ledger: dict[str, OwnExport] = field(default_factory=dict)
    past: dict[str, list[dict[str, Value]]] = field(default_factory=dict)
    asked_for: list[str] = field(default_factory=list)

    def given(self, type_key: str, reference: str, /, **values: Value) -> str:
        """Put a record there and give its id; fields that are not named are empty."""
        record_id = key_of(type_key, reference)
        row = {one.key: None for one in SPECS[type_key].fields} | {"reference": reference, **values}
        self.records.setdefault(type_key, {})[record_id] = {"id": record_id, **row}
        return record_id

    def change(self, type_key: str, reference: str, /, **values: Value) -> None:
        """Edit a record here."""
        self.records[type_key][key_of(type_key, reference)].update(values)

    def remove(self, type_key: str, reference: str) -> None:
        """Put a record into the trash."""
        record_id = key_of(type_key, reference)
        self.trash[record_id] = (type_key, self.records[type_key].pop(record_id))

    def context(self) -> ImportContext:
        """Give what planning may ask."""
        return ImportContext(
            specs=SPECS,
            rules=_rules(),
            today=TODAY,
            own_export=self.ledger.get,
            ours=self._ours,
            removed=lambda type_key, ids: {key: self.trash[key][1] for key in ids if key in self.trash},
            known=self._known,
            named=self._named,
            unknown=lambda ids: set(ids) - self._register().keys(),
            past_states=self._past_states,
            resolve=self._resolve,
            propose=lambda type_key, taken: f"{SPECS[type_key].prefix}-2026-{1 + taken}",
            check=_check,
            removal=lambda type_key, record_id: Removal(owned=(), users=()),
        )

    def _ours(self, type_key: str, ids: Collection[str] | None) -> Mapping[str, Row]:
        rows = self.records.get(type_key, {})
        self.asked_for += list(rows) if ids is None else list(ids)
        return rows if ids is None else {key: rows[key] for key in ids if key in rows}

    def _register(self) -> dict[str, KnownRecord]:
        live = {key: (kind, row, True) for kind, rows in self.records.items() for key, row in rows.items()}
        gone = {key: (kind, row, False) for key, (kind, row) in self.trash.items()}
        return {
            key: KnownRecord(
                id=key,
                type=kind,
                reference=str(row["reference"]),
                label=str(row["reference"]),
                is_live=is_live,
            )
            for key, (kind, row, is_live) in {**live, **gone}.items()
        }

    def _known(self, ids: Collection[str]) -> Mapping[str, KnownRecord]:
        register = self._register()
        return {key: register[key] for key in ids if key in register}

    def _named(self, references: Collection[str]) -> Mapping[str, KnownRecord]:
        return {
            fold(one.reference): one for one in self._register().values() if fold(one.reference) in references
        }

    def _resolve(self, text: str, targets: tuple[str, ...]) -> str:
        found = self._named([fold(text)]).get(fold(text))
        if found is None or not found.is_live:
            raise BadValue("link-unknown", value=text)
        if found.type not in targets:
            raise BadValue("link-wrong-type", value=text, found=found.type, expected=", ".join(targets))
        return found.id

    def _past_states(
        self, type_key: str, stamps: Mapping[str, str], fields: Sequence[str]
    ) -> Mapping[str, Row]:
        found: dict[str, Row] = {}
        for key, stamp in stamps.items():
            for state in self.past.get(key, []):
                exported = {name: state.get(name) for name in fields}
                if row_stamp(SPECS[type_key], exported) == stamp:
                    found[key] = exported
        return found


def _rules() -> dict[str, MergeRules]:
    return {key: rules_of(spec) for key, spec in SPECS.items()}


def _check(spec: RecordSpec, values: Mapping[str, Value], record_id: str | None) -> list[Problem]:
    return check_record(spec, values, record_id=record_id)


@dataclass
class Sheet:
    """A sheet as a grid: row 1 has the headings, columns A and B are hidden."""

    spec: RecordSpec
    fields: list[str]
    grid: Grid
    name: str
    unreadable: dict[tuple[int, int], str] = field(default_factory=dict)
    state: Any = "visible"

    def column(self, key: str) -> int:
        """Give the index (from 0) of the column of a field, wherever it is now."""
        return self.grid[0].index(self.spec.all_by_key[key].heading)

    def row(self, reference: str) -> int:
        """Give the index (from 0) of the row of a record."""
        at = self.column("reference")
        return next(number for number, row in enumerate(self.grid) if number and row[at] == reference)

    def type(self, reference: str, key: str, value: RawValue) -> None:
        """Type into a cell."""
        self.grid[self.row(reference)][self.column(key)] = value

    def see(self, reference: str, key: str) -> RawValue:
        """Look at a cell."""
        return self.grid[self.row(reference)][self.column(key)]

    def spoil(self, reference: str, key: str, code: str) -> None:
        """Make a cell unreadable."""
        row, column = self.row(reference), self.column(key)
        self.grid[row][column] = None
        self.unreadable[row + 1, column + 1] = code

    def add(self, **values: RawValue) -> None:
        """Add a row at the end, with nothing in the hidden columns."""
        row: list[RawValue] = [None] * len(self.grid[0])
        for key, value in values.items():
            row[self.column(key)] = value
        self.grid.append(row)

    def drop(self, key: str) -> None:
        """Delete a column."""
        at = self.column(key)
        for row in self.grid:
            del row[at]


@dataclass
class Book:
    """A workbook on its way home."""

    sheets: list[Sheet]
    manifest: Manifest
    bases: dict[str, dict[str, dict[str, Value]]]
    links: dict[str, str]
    carrier: bool = True
    other: list[RawSheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    date1904: bool = False

    def __getitem__(self, type_key: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.spec.key == type_key)

    @property
    def carried(self) -> Carried:
        """What the very hidden sheet says."""
        return Carried(manifest=self.manifest, bases=self.bases, links=self.links)

    def raw(self) -> RawWorkbook:
        """Give the workbook as it would be read."""
        sheets = [_raw(one) for one in self.sheets] + self.other
        if self.carrier:
            cells = pack(self.manifest, self.bases, self.links, SPECS)
            sheets.append(
                RawSheet(name="_coopdesk", state="very-hidden", rows=[[cell or None] for cell in cells])
            )
        return RawWorkbook(
            sha256="0" * 64,
            size=1,
            file_name="ankara.xlsx",
            sheets=tuple(sheets),
            defined_names=self.names,
            date1904=self.date1904,
        )


def _raw(sheet: Sheet) -> RawSheet:
    width = max(len(row) for row in sheet.grid)
    rows = [[*row, *[None] * (width - len(row))] for row in sheet.grid]
    return RawSheet(name=sheet.name, state=sheet.state, rows=rows, unreadable=sheet.unreadable)


def sent_out(
    office: Office,
    types: Iterable[str],
    *,
    fields: Mapping[str, Sequence[str]] | None = None,
    in_ledger: bool = True,
    computed: bool = False,
) -> Book:
    """Export record types from an office, remembered in its ledger unless told otherwise."""
    export = new_key()
    register = office._register()
    links = {key: one.reference for key, one in register.items()}
    bases: dict[str, dict[str, dict[str, Value]]] = {}
    sheets: list[Sheet] = []
    manifests: list[SheetManifest] = []
    for type_key in types:
        spec = SPECS[type_key]
        keys = list((fields or {}).get(type_key, [one.key for one in spec.fields]))
        extra = list(spec.computed) if computed else []
        rows = office.records.get(type_key, {})
        bases[type_key] = {key: {name: row[name] for name in keys} for key, row in rows.items()}
        headings: list[RawValue] = [
            ID_HEADING,
            STAMP_HEADING,
            *(spec.all_by_key[key].heading for key in keys),
        ]
        grid: Grid = [[*headings, *(one.heading for one in extra)]]
        printers = {one.key: CellPrinter(one.kind, links) for one in (*spec.fields, *extra)}
        for key, base in bases[type_key].items():
            stamp = stamp_cell(export, row_stamp(spec, base))
            cells = [printers[name][base[name]] for name in keys]
            worked = [printers[one.key][one.computed(rows[key], TODAY)] for one in extra if one.computed]
            grid.append([id_cell(key), stamp, *cells, *worked])
        columns = dict(enumerate([*keys, *(one.key for one in extra)], start=3))
        manifests.append(
            SheetManifest(
                type=type_key,
                sheet=spec.sheet,
                header_row=1,
                columns=columns,
                locked=tuple(one.key for one in extra),
            )
        )
        sheets.append(Sheet(spec=spec, fields=keys, grid=grid, name=spec.sheet))
    manifest = Manifest(
        export_id=export,
        made_at=f"{TODAY}T10:00:00+00:00",
        sender="anna",
        office="Ankara",
        app_version="0",
        database_id=new_key(),
        layout="0001",
        filter="",
        marking="internal",
        purpose=None,
        sheets=tuple(manifests),
    )
    printed = {
        str(row[link.key]): links[str(row[link.key])]
        for key, rows in bases.items()
        for row in rows.values()
        for link in SPECS[key].links
        if row.get(link.key) is not None
    }
    if in_ledger:
        copy = {key: {one: dict(row) for one, row in rows.items()} for key, rows in bases.items()}
        office.ledger[export] = OwnExport(left=copy, heard=copy, links=printed)
    return Book(sheets=sheets, manifest=manifest, bases=bases, links=printed)


def plan(
    office: Office,
    book: Book,
    *,
    decisions: Decisions = NO_DECISIONS,
    accept_deletions: bool = False,
) -> ImportPlan:
    """Plan the return of a workbook."""
    carried = book.carried if book.carrier else None
    return plan_import(
        book.raw(), carried, office.context(), decisions=decisions, accept_deletions=accept_deletions
    )


def hear(office: Office, plan: ImportPlan) -> None:
    """Advance the ledger of an office by what a file said, as an import does."""
    for export, types in plan.heard.items():
        own = office.ledger.get(export)
        if own is not None:
            heard = {key: dict(rows) for key, rows in own.heard.items()}
            for type_key, rows in types.items():
                heard.setdefault(type_key, {}).update({key: dict(row) for key, row in rows.items()})
            office.ledger[export] = replace(own, heard=heard)


def apply(office: Office, plan: ImportPlan) -> None:
    """Carry a plan out in an office, as the door would."""
    for row in plan.rows:
        if row.is_blocked:
            continue
        rows = office.records.setdefault(row.type, {})
        if row.action == "delete":
            office.trash[row.id] = (row.type, rows.pop(row.id))
        elif row.action == "update":
            rows[row.id].update(row.new)
        else:
            empty: dict[str, Value] = {one.key: None for one in SPECS[row.type].fields}
            rows[row.id] = {**empty, **row.new, "id": row.id}
    hear(office, plan)
