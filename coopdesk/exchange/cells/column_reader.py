# SPDX-License-Identifier: EUPL-1.2
"""What the cells of a column mean: from what a reader found to canonical values, in the light of the base.

Excel changes what people did not touch: it takes leading zeros, turns 2019-07 into a day, 3/4 into a
date. So each cell is first compared with what was printed, and read as a new value only after that.
Source: exchange.md 3.3. Whatever cannot be read is a problem of its cell and never a change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Final, Literal

from coopdesk.domain.identifiers import is_key
from coopdesk.domain.kinds import (
    BadValue,
    DecimalKind,
    Kind,
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    Value,
    WholeNumberKind,
    YesNoKind,
    clean_text,
    strip_unprintable,
)
from coopdesk.domain.merging import Cell, Mark
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.cells.dates import DateHabits, read_date
from coopdesk.exchange.cells.excel_habits import excel_reading_of, plain_digits
from coopdesk.exchange.cells.printed import CellPrinter
from coopdesk.exchange.raw import RawValue, serial_of

Asked = Literal["date-order", "month-or-day"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A code of the catalogue of sentences and the facts that fill it."""

    code: str
    facts: Mapping[str, object] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says: its value, or UNREADABLE with a problem or a question; a notice goes with either."""

    value: Cell
    problem: Remark | None = None
    notice: Remark | None = None
    asked: Asked | None = None


_KEPT_AS_TEXT: Final = (TextKind, ReferenceKind, LinkKind, ListKind, PickKind)

LinkFinder = Callable[[str, tuple[str, ...]], str]
"""Gives the id of the record that a text names, of one of the types; raises BadValue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReader:
    """Reads the cells of one field; `printer` knows what was printed in them."""

    field: FieldSpec
    printer: CellPrinter
    find: LinkFinder
    dates: DateHabits = attribute(default_factory=DateHabits)

    def read(self, raw: RawValue, base: Cell) -> CellReading:
        """Give what a cell says; `base` is ABSENT where nobody knows what it said when it left."""
        known = None if isinstance(base, Mark) else base
        if not isinstance(base, Mark) and self.printer.shows(raw, base):
            return CellReading(base)
        notice: Remark | None = None
        if isinstance(raw, str):
            readable = _readable(raw)
            if readable != raw:
                raw, notice = readable, Remark("cell-characters-removed")
        try:
            reading = self._read(raw, known)
        except BadValue as error:
            return CellReading(Mark.UNREADABLE, problem=Remark(error.code, error.facts))
        if notice is not None and reading.notice is None:
            return CellReading(reading.value, reading.problem, notice, reading.asked)
        return reading

    def _read(self, raw: RawValue, base: Value) -> CellReading:
        kind = self.field.kind
        if self._is_made_by_excel(raw, base):
            return CellReading(base, notice=_remark("cell-changed-by-excel", self.printer[base], raw))
        match kind:
            case PartialDateKind():
                value, code, asked = read_date(raw, base if isinstance(base, str) else None, self.dates)
                return CellReading(value, notice=_remark(code, base, raw), asked=asked)
            case LinkKind():
                return CellReading(kind.resolve(_as_text(raw), self.find))
            case TextKind() | ReferenceKind():
                return CellReading(kind.parse(_as_text(raw)))
            case WholeNumberKind() | DecimalKind() if isinstance(raw, dt.date):
                return self._read_number_shown_as_date(raw, base)
        if isinstance(raw, dt.date | dt.time | dt.timedelta):
            raise BadValue("wrong-kind-of-value", value=raw)
        return CellReading(kind.parse(raw if isinstance(raw, bool | None) else _as_text(raw)))

    def _is_made_by_excel(self, raw: RawValue, base: Value) -> bool:
        """Tell whether Excel made this by itself of the text that was printed, be it the name of a record."""
        if base is None or isinstance(raw, str | None) or not isinstance(self.field.kind, _KEPT_AS_TEXT):
            return False
        printed = self.printer[base]
        return isinstance(printed, str) and excel_reading_of(printed, raw)

    def _read_number_shown_as_date(self, raw: dt.date, base: Value) -> CellReading:
        """A number under a date format is still that number, as long as it is the one that left."""
        if base is not None and base == serial_of(raw, date1904=self.dates.date1904):
            return CellReading(base)
        raise BadValue("cell-number-shown-as-date", value=raw.isoformat()[:10])


def is_canonical(kind: Kind, value: Value) -> bool:
    """Tell whether a value that came in from outside is one that a field may hold as it is."""
    if value is None:
        return True
    try:
        match kind:
            case LinkKind():
                return isinstance(value, str) and is_key(value)
            case PickKind():
                return value in {item.code for item in kind.picklist.items}
            case ListKind():
                return kind.parse(kind.format(value)) == value
            case YesNoKind():
                return isinstance(value, bool)
            case WholeNumberKind() | DecimalKind():
                return kind.parse(str(value)) == value
            case _:
                return isinstance(value, str) and kind.parse(value) == value
    except BadValue:
        return False


def _remark(code: str | None, base: Value | RawValue, raw: RawValue) -> Remark | None:
    return Remark(code, {"base": base, "value": shown_raw(raw)}) if code else None


def _readable(raw: str) -> str:
    """Take out what no text can hold; spaces and invisible marks are levelled later without a word."""
    try:
        clean_text(raw)
    except BadValue:
        return strip_unprintable(raw)
    return raw


def _as_text(raw: RawValue) -> str | None:
    """Give the text of a raw value: whole numbers without .0 or exponent, days as ISO."""
    if raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float):
        return plain_digits(raw)
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return str(raw)


def shown_raw(raw: RawValue) -> str:
    """Give a raw value as text, for telling about it."""
    return _as_text(raw) or ""
