# SPDX-License-Identifier: EUPL-1.2
"""Dates as the office knows them: a year, a month or a day.

The canonical form is ISO 8601 text of reduced precision ("2019", "2019-07", "2019-07-18"). It is
compared by its first or last possible day and never shown with more precision than is known.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final, Literal

Precision = Literal["year", "month", "day"]

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH_NUMBERS: Final = {
    short: number for number, name in enumerate(MONTHS, start=1) for short in (name.lower(), name[:3].lower())
} | {"sept": 9}

_YEAR_FIRST: Final = re.compile(r"(\d{4})(?:([-/])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)
_NUMERIC_DAY: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_NUMERIC_MONTH: Final = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_DAY_MONTH_YEAR: Final = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]\s*)?([a-z]+)\.?,?[\s-]\s*(\d{4})", re.ASCII | re.IGNORECASE
)
_MONTH_DAY_YEAR: Final = re.compile(
    r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})", re.ASCII | re.IGNORECASE
)


class NotADate(ValueError):
    """The text is no date; `reason` is a problem code of the catalogue."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def parse_date(text: str, *, day_first: bool | None = None) -> str:
    """Give the canonical form of a date as people type it: 2019, 2019-07, 18 July 2019, 18.7.2019.

    With dots the day comes first, as all over Europe; with slashes or hyphens `day_first` decides, and
    while it is None a day that could be read both ways is refused. Raises NotADate.
    """
    clean = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(clean):
        return _build(match[1], match[3], match[4])
    if match := _NUMERIC_DAY.fullmatch(clean):
        first, separator, second, year = match.groups()
        return _build(year, *_month_and_day(first, second, dotted=separator == ".", day_first=day_first))
    if match := _NUMERIC_MONTH.fullmatch(clean):
        return _build(match[2], match[1], None)
    if match := _DAY_MONTH_YEAR.fullmatch(clean):
        return _build(match[3], _month_number(match[2]), match[1])
    if match := _MONTH_DAY_YEAR.fullmatch(clean):
        return _build(match[3], _month_number(match[1]), match[2])
    raise NotADate("date-not-understood")


def _month_and_day(first: str, second: str, *, dotted: bool, day_first: bool | None) -> tuple[str, str]:
    if dotted or day_first is True:
        return second, first
    if day_first is False:
        return first, second
    if int(first) > 12:
        return second, first
    if int(second) > 12:
        return first, second
    if int(first) == int(second):
        return second, first
    raise NotADate("date-ambiguous")


def _month_number(name: str) -> str:
    number = _MONTH_NUMBERS.get(name.lower())
    if number is None:
        raise NotADate("date-not-understood")
    return str(number)


def _build(year: str, month: str | None, day: str | None) -> str:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise NotADate("date-out-of-range")
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        raise NotADate("date-impossible")
    if day is None:
        return f"{year}-{int(month):02}"
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise NotADate("date-impossible") from None


def precision(date: str) -> Precision:
    """Say how much of a canonical date is known."""
    return {4: "year", 7: "month"}.get(len(date), "day")  # type: ignore[return-value]


def first_day(date: str) -> dt.date:
    """Give the first day a canonical date can mean."""
    return dt.date.fromisoformat((date + "-01-01")[:10])


def last_day(date: str) -> dt.date:
    """Give the last day a canonical date can mean."""
    if len(date) == 4:
        return dt.date(int(date), 12, 31)
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date.fromisoformat(date)


def format_date(date: str) -> str:
    """Show a canonical date in prose, as precisely as it is known: 18 July 2019, July 2019, 2019."""
    if len(date) == 4:
        return date
    month = MONTHS[int(date[5:7]) - 1]
    if len(date) == 7:
        return f"{month} {date[:4]}"
    return f"{int(date[8:])} {month} {date[:4]}"


def covers(start: str | None, end: str | None, day: dt.date) -> bool:
    """Say whether a period may hold on a day: it has begun and has not surely ended.

    Source: records.md, traps 5 and 18. An unknown start never counts as begun; an unknown end is open.
    """
    if start is None or first_day(start) > day:
        return False
    return end is None or last_day(end) >= day


def shift_months(day: dt.date, months: int) -> dt.date:
    """Move a day by whole months, to the last day of the month where the day does not exist there."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
