# SPDX-License-Identifier: EUPL-1.2
"""Dates as people type them into a form: 31/12/25, 31 dec, +90d, end of march, next friday.

Whatever `domain.dates` reads is read here as well; on top come the British order of day and month, years
of two figures, and words that need to know what day it is. Files and commands never take these.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from coopdesk.domain.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    NotADate,
    format_date,
    parse_date,
    shift_months,
)
from coopdesk.domain.kinds import BadValue, clean_text

CENTURY_AHEAD: Final = 30
"""Two figures mean a year up to so many years from now, else one of the century before."""

LONGEST: Final = 60

_MONTH: Final = "|".join(
    sorted({name.lower() for name in MONTHS} | {name[:3].lower() for name in MONTHS} | {"sept"}, key=len)[
        ::-1
    ]
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY: Final = "|".join(
    sorted({*_WEEKDAYS, *(day[:3] for day in _WEEKDAYS), "tues", "thur", "thurs"}, key=len)[::-1]
)
_SPOKEN: Final[dict[str, int]] = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}

_STEP: Final = re.compile(
    r"(?:(?P<sign>[+-])|in )\s*(?P<count>\d{1,4})\s*(?P<unit>d|w|m|y|days?|weeks?|months?|years?)"
)
_AGO: Final = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>d|w|m|y|days?|weeks?|months?|years?) ago")
_EDGE: Final = re.compile(
    r"(?:the )?(?P<edge>start|beginning|end|middle|mid)[ -](?:of )?(?:the )?(?P<span>.+)"
)
_NEXT: Final = re.compile(r"(?P<which>next|this|last) (?P<unit>month|year)")
_WEEKDAY: Final = re.compile(rf"(?:(?P<which>next|this|last|on) )?(?P<day>{_DAY})")
_QUARTER: Final = re.compile(r"q(?P<quarter>[1-4])(?:[ /-]?(?P<year>\d{4}|\d{2}))?")
_MONTH_ALONE: Final = re.compile(rf"(?P<month>{_MONTH})")
_DAY_MONTH: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]?(?:of )?(?P<month>{_MONTH})\.?"
    r"(?:,?[ -]?'?(?P<year>\d{4}|\d{2}))?"
)
_MONTH_NUMBER: Final = re.compile(
    rf"(?P<month>{_MONTH})\.?(?:(?:[ -]|(?P<mark>'| '))?(?P<number>\d{{1,2}})(?P<ending>st|nd|rd|th)?)"
)
_NUMERIC: Final = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_NO_YEAR: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?", re.ASCII)
_RUN: Final = re.compile(r"\d{8}", re.ASCII)


def read_date(text: str, today: dt.date) -> str | None:
    """Give the canonical date that a text means on a day, None for an empty one.

    Raises BadValue. Its facts say what was understood: `nearest` and `readings` are canonical dates that may
    have been meant.
    """
    whole = clean_text(text)
    plain = " ".join(whole.lower().split()).rstrip(",")
    if not plain:
        return None
    if len(plain) > LONGEST:
        raise BadValue("date-not-understood", value=whole)
    for reader in _READERS:
        found = reader(plain, whole, today)
        if found is not None:
            return _in_range(found, whole)
    try:
        return parse_date(plain, day_first=True)
    except NotADate as problem:
        raise BadValue(problem.reason, value=whole) from None


def echo_of(date: str) -> str:
    """Give a canonical date in words as an answer to what was typed; a day with its day of the week."""
    if len(date) != len("2026-11-22"):
        return format_date(date)
    return f"{_WEEKDAYS[dt.date.fromisoformat(date).weekday()].capitalize()} {format_date(date)}"


def _in_range(date: str, whole: str) -> str:
    if not FIRST_YEAR <= int(date[:4]) <= LAST_YEAR:
        raise BadValue("date-out-of-range", value=whole)
    return date


def _spoken(plain: str, _whole: str, today: dt.date) -> str | None:
    steps = _SPOKEN.get(plain)
    return None if steps is None else (today + dt.timedelta(days=steps)).isoformat()


def _stepped(plain: str, whole: str, today: dt.date) -> str | None:
    past = _AGO.fullmatch(plain)
    match = past or _STEP.fullmatch(plain)
    if match is None:
        return None
    is_back = past is not None or match.group(1) == "-"
    count = -int(match["count"]) if is_back else int(match["count"])
    try:
        return _moved(today, count, match["unit"][0]).isoformat()
    except (ValueError, OverflowError):
        raise BadValue("date-out-of-range", value=whole) from None


def _moved(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in "dw":
        return day + dt.timedelta(days=count * (7 if unit == "w" else 1))
    return shift_months(day, count * (12 if unit == "y" else 1))


def _next(plain: str, _whole: str, today: dt.date) -> str | None:
    """Give this, the next or the last month or year, as far as it is known: no day."""
    match = _NEXT.fullmatch(plain)
    if match is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[match["which"]]
    if match["unit"] == "year":
        return f"{today.year + step:04}"
    return shift_months(today.replace(day=1), step).isoformat()[:7]


def _edge(plain: str, whole: str, today: dt.date) -> str | None:
    """Give the first, middle or last day of a month, a year or a quarter."""
    match = _EDGE.fullmatch(plain)
    if match is None:
        return None
    first, last = _span(match["span"], whole, today)
    if match["edge"] in {"start", "beginning"}:
        return first.isoformat()
    if match["edge"] == "end":
        return last.isoformat()
    is_month = (last - first).days < 31
    return (first.replace(day=15) if is_month else first + (last - first) / 2).isoformat()


def _span(text: str, whole: str, today: dt.date) -> tuple[dt.date, dt.date]:
    if text in {"month", "year"}:
        text = f"this {text}"
    if text == "week":
        first = today - dt.timedelta(days=today.weekday())
        return first, first + dt.timedelta(days=6)
    if match := _QUARTER.fullmatch(text):
        return _quarter(int(match["quarter"]), match["year"], today)
    date = _next(text, whole, today) or read_date(text, today)
    if date is None or len(date) == 10:
        raise BadValue("date-not-understood", value=whole)
    year = int(date[:4])
    if len(date) == 4:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    month = int(date[5:])
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _quarter(quarter: int, year: str | None, today: dt.date) -> tuple[dt.date, dt.date]:
    month = 3 * quarter - 2
    number = int(_whole_year(year, today)) if year else today.year
    last = dt.date(number, month + 2, calendar.monthrange(number, month + 2)[1])
    if not year and last < today:
        return _quarter(quarter, str(number + 1), today)
    return dt.date(number, month, 1), last


def _weekday(plain: str, _whole: str, today: dt.date) -> str | None:
    """Give a day of the week: the coming one, never today; with “last” the one before."""
    match = _WEEKDAY.fullmatch(plain)
    if match is None:
        return None
    number = next(index for index, name in enumerate(_WEEKDAYS) if name.startswith(match["day"][:3]))
    if match["which"] == "last":
        return (today - dt.timedelta(days=(today.weekday() - number - 1) % 7 + 1)).isoformat()
    return (today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)).isoformat()


def _month_alone(plain: str, _whole: str, today: dt.date) -> str | None:
    """Give a month without a year: the present one or the next to come."""
    match = _MONTH_ALONE.fullmatch(plain)
    if match is None:
        return None
    month = _month_number(match["month"])
    return f"{today.year + (month < today.month)}-{month:02}"


def _month_number(name: str) -> int:
    return next(index for index, month in enumerate(MONTHS, start=1) if month.lower().startswith(name[:3]))


def _day_and_month(plain: str, whole: str, today: dt.date) -> str | None:
    match = _DAY_MONTH.fullmatch(plain)
    if match is None:
        return None
    return _day(match["day"], str(_month_number(match["month"])), match["year"], whole=whole, today=today)


def _month_and_number(plain: str, whole: str, today: dt.date) -> str | None:
    """Read “dec 25”, which may be a day or a year; an apostrophe or an ending settles it."""
    match = _MONTH_NUMBER.fullmatch(plain)
    if match is None:
        return None
    month, number = _month_number(match["month"]), match["number"]
    as_month = f"{_whole_year(number, today)}-{month:02}"
    if match["mark"] or (len(number) == 2 and int(number) > 31):
        return as_month
    as_day = _day(number, str(month), None, whole=whole, today=today)
    if match["ending"] or len(number) == 1:
        return as_day
    raise _two_readings(whole, as_month, as_day)


def _two_readings(whole: str, one: str, other: str) -> BadValue:
    return BadValue(
        "date-two-readings",
        value=whole,
        one=format_date(one),
        other=format_date(other),
        readings=(one, other),
    )


def _numeric(plain: str, whole: str, today: dt.date) -> str | None:
    match = _NUMERIC.fullmatch(plain)
    if match is None:
        return None
    return _day(match[1], match[3], match[4], whole=whole, today=today)


def _without_year(plain: str, whole: str, today: dt.date) -> str | None:
    """Read “31/12” as a day; where only a month and a year can be meant, say so."""
    match = _NO_YEAR.fullmatch(plain)
    if match is None:
        return None
    first, second = match.groups()
    if int(second) <= 12 or int(first) > 12 or len(second) == 1:
        return _day(first, second, None, whole=whole, today=today)
    as_month = f"{_whole_year(second, today)}-{int(first):02}"
    if int(second) > 31 or int(first) == 0:
        return as_month if int(first) else None
    raise _two_readings(whole, as_month, _day(second, first, None, whole=whole, today=today))


def _run_of_figures(plain: str, whole: str, _today: dt.date) -> str | None:
    """Read 20251231, as file names have it."""
    if not _RUN.fullmatch(plain):
        return None
    try:
        return dt.date(int(plain[:4]), int(plain[4:6]), int(plain[6:])).isoformat()
    except ValueError:
        raise BadValue("date-impossible", value=whole) from None


def _whole_year(year: str, today: dt.date) -> str:
    if len(year) == 4:
        return year
    guess = today.year - today.year % 100 + int(year)
    return str(guess - 100 if guess > today.year + CENTURY_AHEAD else guess)


def _day(day: str, month: str, year: str | None, *, whole: str, today: dt.date) -> str:
    """Give a day; without a year the coming one. Raises BadValue that says what may have been meant."""
    if year is None:
        found = _day(day, month, str(today.year), whole=whole, today=today)
        return found if found >= today.isoformat() else _coming(found, whole)
    full = _whole_year(year, today)
    if not FIRST_YEAR <= int(full) <= LAST_YEAR:
        raise BadValue("date-out-of-range", value=whole)
    if not 1 <= int(month) <= 12:
        if 1 <= int(day) <= 12 and 1 <= int(month) <= calendar.monthrange(int(full), int(day))[1]:
            meant = f"{full}-{int(day):02}-{int(month):02}"
            raise BadValue("date-month-first", value=whole, meant=format_date(meant), nearest=meant)
        raise BadValue("date-impossible", value=whole)
    days = calendar.monthrange(int(full), int(month))[1]
    if not 1 <= int(day) <= days:
        nearest = f"{full}-{int(month):02}-{days:02}" if int(day) > days and int(day) <= 31 else None
        shown = format_date(f"{full}-{int(month):02}")
        raise BadValue("date-no-such-day", value=whole, month=shown, days=days, nearest=nearest)
    return f"{full}-{int(month):02}-{int(day):02}"


def _coming(found: str, whole: str) -> str:
    try:
        return dt.date.fromisoformat(found).replace(year=int(found[:4]) + 1).isoformat()
    except ValueError:  # 29 February: the next year has none
        raise BadValue("date-impossible", value=whole) from None


_READERS: Final[tuple[Callable[[str, str, dt.date], str | None], ...]] = (
    _spoken,
    _stepped,
    _next,
    _edge,
    _weekday,
    _month_alone,
    _day_and_month,
    _month_and_number,
    _numeric,
    _without_year,
    _run_of_figures,
)
