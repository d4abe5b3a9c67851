# SPDX-License-Identifier: EUPL-1.2
"""What the cells of a date column mean.

A known day is a real date cell, a month or a year is text; Excel and people mix the two up, and only the
base or the column as a whole can tell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from coopdesk.domain.dates import FIRST_YEAR, LAST_YEAR, NotADate, format_date, parse_date
from coopdesk.domain.kinds import BadValue, clean_text
from coopdesk.domain.merging import Cell, Mark
from coopdesk.exchange.raw import LAST_DAY, RawValue, serial_of

Asked = Literal["date-order", "month-or-day"]
_SLASHED: Final = re.compile(r"\s*(\d{1,2})/(\d{1,2})/\d{4}\s*", re.ASCII)
_EPOCH: Final = dt.datetime(1899, 12, 30)
_DAYS_TO_1904: Final = 1_462
_FIRST_SERIAL: Final = 61  # 1 March 1900; before it Excel's calendar is off by a day
_YEARS_MEANT: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateHabits:
    """What is known of a date column as a whole.

    `day_first` None: days such as 3/4/2024 are asked about. `holds_months`: months or years were
    printed in it, so that the first of a month may be a typed month; `firsts_are_months` is the answer.
    """

    date1904: bool = False
    day_first: bool | None = None
    holds_months: bool = False
    firsts_are_months: bool | None = None


Found = tuple[Cell, str | None, Asked | None]
"""A value, the code of a notice, and what has to be asked; UNREADABLE as long as it is."""


def order_of(cells: Iterable[RawValue]) -> bool | None:
    """Tell from the days of a column that can be read one way only whether its days come first."""
    found: set[bool] = set()
    for cell in cells:
        if isinstance(cell, str) and (match := _SLASHED.fullmatch(cell)):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                found.add(True)
            elif second > 12 >= first:
                found.add(False)
    return found.pop() if len(found) == 1 else None


def read_date(raw: RawValue, base: str | None, habits: DateHabits) -> Found:
    """Give the canonical date of a cell; raises BadValue for what is none."""
    if raw is None:
        return None, None, None
    if isinstance(raw, bool | dt.time | dt.timedelta):
        raise BadValue("date-not-understood", value=raw)
    if isinstance(raw, int | float):
        return _of_number(float(raw), base, habits)
    if isinstance(raw, str):
        return _of_text(raw, base, habits)
    return _of_day(raw, base, habits)


def _of_number(number: float, base: str | None, habits: DateHabits) -> Found:
    """A whole number from 1000 to 2999 is a year, unless it is the very day that left; others are days."""
    day = _day_of_serial(number, habits.date1904)
    if base is not None and day is not None and day.isoformat() == base:
        return base, None, None
    if number.is_integer() and FIRST_YEAR <= number <= LAST_YEAR:
        return str(int(number)), None, None
    if day is None or day > LAST_DAY:
        raise BadValue("date-not-understood", value=f"{number:.15g}")
    if _begins(base, day):
        return base, "date-only-more-exact", None
    return day.isoformat(), "date-shown-as-number", None


def _day_of_serial(number: float, date1904: bool) -> dt.date | None:
    serial = number + (_DAYS_TO_1904 if date1904 else 0)
    if not _FIRST_SERIAL <= serial < 500_000:
        return None
    return (_EPOCH + dt.timedelta(days=int(serial))).date()


def _of_day(raw: dt.date, base: str | None, habits: DateHabits) -> Found:
    """A real date cell: a day, or what Excel made of a typed month or year."""
    day = raw.date() if isinstance(raw, dt.datetime) else raw
    has_time = isinstance(raw, dt.datetime) and raw.time() != dt.time()
    if day.isoformat() == base:
        return base, None, None
    if _begins(base, day):
        return base, "date-only-more-exact", None
    year = serial_of(day, date1904=habits.date1904)
    if year in _YEARS_MEANT:
        return str(year), "date-year-shown-as-day" if str(year) != base else None, None
    if day.day == 1 and habits.holds_months and (base is None or len(base) < 10):
        if habits.firsts_are_months is None:
            return Mark.UNREADABLE, None, "month-or-day"
        return (day.isoformat()[:7] if habits.firsts_are_months else day.isoformat()), None, None
    return day.isoformat(), "date-time-dropped" if has_time else None, None


def _begins(base: str | None, day: dt.date) -> bool:
    """Tell whether a day is the first of the month or year that the base is, and no more was known."""
    return base is not None and len(base) < 10 and (base + "-01-01")[:10] == day.isoformat()


def _of_text(raw: str, base: str | None, habits: DateHabits) -> Found:
    text = clean_text(raw)
    if not text:
        return None, None, None
    if base is not None and text in (base, format_date(base)):
        return base, None, None
    try:
        date = parse_date(text, day_first=habits.day_first)
    except NotADate as problem:
        if problem.reason != "date-ambiguous":
            raise BadValue(problem.reason, value=text) from None
        readings = {parse_date(text, day_first=order) for order in (True, False)}
        return (base, None, None) if base in readings else (Mark.UNREADABLE, None, "date-order")
    if len(date) == 10 and _begins(base, dt.date.fromisoformat(date)):
        return base, "date-only-more-exact", None
    return date, None, None
