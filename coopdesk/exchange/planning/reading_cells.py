# SPDX-License-Identifier: EUPL-1.2
"""Reads the cells of drafts that do not simply say their base, with what a column knows as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coopdesk.domain.folding import fold, fold_name
from coopdesk.domain.kinds import BadValue, PartialDateKind, TextKind
from coopdesk.domain.merging import Cell, Mark, Row, TheirRow
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.cells.column_reader import CellReading, ColumnReader, shown_raw
from coopdesk.exchange.cells.dates import DateHabits, order_of
from coopdesk.exchange.decisions import Decisions
from coopdesk.exchange.planning.context import ImportContext
from coopdesk.exchange.planning.drafts import Draft, SheetDraft, Standing, TypeDraft
from coopdesk.exchange.planning.findings import Findings, question_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A record that comes with the file, or gets another reference by it: its type and its id."""

    type: str
    id: str


@dataclass(slots=True, kw_only=True)
class LinkTexts:
    """Finds the record that a link cell names: as it was printed, as it comes along, or as people call it."""

    context: ImportContext
    types: dict[str, str]
    """The type of each record of the file, and of those that were asked for."""
    links: Mapping[str, str]
    """The text that was printed for each record, by id."""
    arrivals: dict[str, Arrival] = field(default_factory=dict)
    """New and renamed records of this file by their folded reference."""
    called: dict[str, list[Arrival]] = field(default_factory=dict)
    """New records of this file by what they are called, folded."""
    _printed: dict[str, str] | None = None

    def find(self, text: str, targets: tuple[str, ...]) -> str:
        """Give the id of the record that a text names. Raises BadValue."""
        wanted = fold(text)
        if self._printed is None:
            self._printed = {fold(shown): record_id for record_id, shown in self.links.items()}
        printed = self._printed.get(wanted)
        if printed is not None and _fits(self._type_of(printed), targets):
            return printed
        try:
            return self.context.resolve(text, targets)
        except BadValue as error:
            arrival = self.arrivals.get(wanted)
            if arrival is not None and _fits(arrival.type, targets):
                return arrival.id
            alike = [one for one in self.called.get(fold_name(text), ()) if _fits(one.type, targets)]
            if error.code == "link-unknown" and len(alike) == 1:
                return alike[0].id
            raise

    def _type_of(self, record_id: str) -> str | None:
        if record_id not in self.types:
            known = self.context.known([record_id]).get(record_id)
            if known is None:
                return None
            self.types[record_id] = known.type
        return self.types[record_id]


def _fits(type_key: str | None, targets: tuple[str, ...]) -> bool:
    return type_key is not None and (type_key in targets or "record" in targets)


def equip(draft: TypeDraft, links: LinkTexts, decisions: Decisions, *, date1904: bool) -> None:
    """Give each sheet the readers of its columns, made with the answers that were given."""
    for sheet in draft.sheets:
        for key in sheet.columns:
            declared = draft.spec.by_key[key]
            dates = DateHabits()
            if isinstance(declared.kind, PartialDateKind):
                dates = _habits(draft, sheet, declared, decisions, date1904=date1904)
            sheet.readers[key] = ColumnReader(
                field=declared, printer=sheet.printer.cells[key], find=links.find, dates=dates
            )


def _habits(
    draft: TypeDraft, sheet: SheetDraft, declared: FieldSpec, decisions: Decisions, *, date1904: bool
) -> DateHabits:
    """Learn how dates are written in a column, from the column and from the answers."""
    column = sheet.columns[declared.key]
    order = order_of(row.cells[column - 1] for row in sheet.data.rows)
    answer = decisions.answers.get(question_id("date-order", draft.spec.key, declared.key))
    if answer in ("day-first", "month-first"):
        order = answer == "day-first"
    answer = decisions.answers.get(question_id("month-or-day", draft.spec.key, declared.key))
    are_months = {"month": True, "day": False}.get(answer or "")
    if are_months is None and decisions.remaining == "theirs":
        are_months = False  # as it stands in the cell
    bases = draft.scope.values()
    return DateHabits(
        date1904=date1904,
        day_first=order,
        holds_months=any(len(str(base.get(declared.key) or "")) in (4, 7) for base in bases),
        firsts_are_months=are_months,
    )


def read_draft(draft: TypeDraft, one: Draft, findings: Findings) -> None:
    """Read every mapped cell of a row; problems, notices and questions go to the findings."""
    sheet, unreadable = one.sheet, one.sheet.data.raw.unreadable
    theirs: dict[str, Cell] = {}
    for key, column in sheet.columns.items():
        code = unreadable.get((one.row.number, column)) if unreadable else None
        if code is not None:
            theirs[key] = Mark.UNREADABLE
            shown = sheet.data.raw.shown.get((one.row.number, column), "")
            _problem(draft, one, key, code, {"shown": shown or "–"}, shown, findings)
            continue
        raw = one.row.cells[column - 1]
        was: Cell = Mark.ABSENT if one.base is None else one.base.get(key, Mark.ABSENT)
        reading = sheet.readers[key].read(raw, was)
        theirs[key] = reading.value
        if reading.problem or reading.notice or reading.asked:
            _tell(draft, one, key, reading, findings)
    if one.heard is not None and _says_all(one, one.heard, theirs):
        one.base, one.source = one.heard, "ledger"
    for key in sheet.match.dropped:
        if one.base is not None and key in one.base:
            theirs[key] = Mark.DROPPED
    one.theirs = theirs
    one.says_base = one.base is not None and theirs == one.base


def _says_all(one: Draft, heard: Row, theirs: TheirRow) -> bool:
    """Tell whether the cells of a row say everything that a file said of it since it left."""
    left = one.base or {}
    return all(theirs[key] == heard.get(key) for key in theirs if heard.get(key) != left.get(key))


def is_emptied(one: Draft) -> bool:
    """Tell whether everything was deleted from the row of a record but its hidden cells."""
    if one.base is None or any(
        one.row.cells[column - 1] is not None for column in one.sheet.columns.values()
    ):
        return False
    unreadable = one.sheet.data.raw.unreadable
    if any((one.row.number, column) in unreadable for column in one.sheet.columns.values()):
        return False
    return any(one.base.get(key) is not None for key in one.sheet.columns)


def _tell(draft: TypeDraft, one: Draft, key: str, reading: CellReading, findings: Findings) -> None:
    """Pass on what there is to say of a cell."""
    declared = draft.spec.by_key[key]
    raw = one.row.cells[one.sheet.columns[key] - 1]
    if reading.problem is not None:
        _problem(draft, one, key, reading.problem.code, reading.problem.facts, shown_raw(raw), findings)
    if reading.notice is not None:
        facts = {"label": declared.label, **reading.notice.facts}
        reference = _reference_of(one)
        findings.add_notice(
            "value",
            reading.notice.code,
            facts,
            one.place(key),
            type=draft.spec.key,
            reference=reference,
            field=key,
        )
    if reading.asked is not None:
        facts = {"label": declared.heading, "value": shown_raw(raw)}
        remaining = findings.decisions.remaining
        if remaining is not None and (one.standing is not Standing.KNOWN or remaining == "theirs"):
            _problem(draft, one, key, "date-ambiguous", facts, shown_raw(raw), findings)  # no side says which
        findings.ask(reading.asked, one.place(key), facts, type=draft.spec.key, field=key)


def _problem(
    draft: TypeDraft,
    one: Draft,
    key: str,
    code: str,
    facts: Mapping[str, object],
    value: str,
    findings: Findings,
) -> None:
    one.has_problem = True
    if one.standing is not Standing.KNOWN:
        one.is_blocked = True  # a new row comes in whole or not at all
    findings.add_problem(
        code,
        {"label": draft.spec.by_key[key].label, **facts},
        one.place(key),
        type=draft.spec.key,
        field=key,
        reference=_reference_of(one),
        id=one.id if one.standing is not Standing.NEW else None,
        value=value,
    )


def _reference_of(one: Draft) -> str | None:
    """Give the reference of the record of a row as the base or the sheet has it."""
    reference = (one.base or {}).get("reference") or one.theirs.get("reference")
    if reference is None:
        return _reference_shown(one)
    return None if isinstance(reference, Mark) else str(reference)


def _reference_shown(one: Draft) -> str | None:
    """Give what stands in the reference cell of a row."""
    column = one.sheet.columns.get("reference")
    shown = one.row.cells[column - 1] if column is not None else None
    return None if shown is None else str(shown)


def collect_arrivals(drafts: Iterable[TypeDraft], links: LinkTexts) -> None:
    """Note references and names of new rows, and new references of renamed records: others may use them."""
    for draft in drafts:
        for one in draft.rows:
            is_known = one.standing is Standing.KNOWN
            if is_known and one.says_base:
                continue
            arrival = Arrival(type=draft.spec.key, id=one.id)
            reference = _reference_shown(one) if is_known else _reference_of(one)
            if reference:
                links.arrivals.setdefault(fold(reference.strip()), arrival)
            for name in () if is_known else _names_shown(draft, one):
                links.called.setdefault(name, []).append(arrival)


def _names_shown(draft: TypeDraft, one: Draft) -> set[str]:
    """Give what a row says that its record is called, folded."""
    keys = {key for key in draft.spec.title if isinstance(draft.spec.by_key[key].kind, TextKind)}
    keys |= {declared.key for declared in draft.spec.fields if declared.searched == "name"}
    columns = (column for key, column in one.sheet.columns.items() if key in keys)
    cells = (one.row.cells[column - 1] for column in columns)
    return {name for cell in cells if isinstance(cell, str) and (name := fold_name(cell))}
