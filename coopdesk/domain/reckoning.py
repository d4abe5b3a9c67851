# SPDX-License-Identifier: EUPL-1.2
"""Dates worked out from dates, never more precise than the dates they come from."""

from __future__ import annotations

import datetime as dt
from typing import Final

from coopdesk.domain.dates import LAST_YEAR, first_day, last_day, shift_months

MONTHS_BETWEEN: Final = {"annual": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}
DAYS_BETWEEN: Final = {"weekly": 7}


def inclusive_days(start: str | None, end: str | None) -> int | None:
    """Count the days of a period, first and last included; None while either day is not exactly known."""
    if start is None or end is None or len(start) < 10 or len(end) < 10 or end < start:
        return None
    return (last_day(end) - first_day(start)).days + 1


def months_before(date: str, months: int) -> str:
    """Give the date so many months before the last possible day of another, as precise as that one."""
    return shift_months(last_day(date), -months).isoformat()[: len(date)]


def next_occurrence(first: str, frequency: str | None, done: str | None) -> str | None:
    """Give the first date of a rhythm that lies after what was last done; the first of all if nothing was.

    `frequency` is a code such as "annual". Gives None for one without a fixed distance ("as_appropriate").
    """
    if frequency not in MONTHS_BETWEEN and frequency not in DAYS_BETWEEN:
        return None
    if done is None:
        return first
    following = _following(first_day(first), last_day(done), frequency)
    return following.isoformat()[: len(first)] if following.year <= LAST_YEAR else None


def _following(start: dt.date, after: dt.date, frequency: str) -> dt.date:
    if start > after:
        return start
    if frequency in DAYS_BETWEEN:
        step = DAYS_BETWEEN[frequency]
        return start + dt.timedelta(days=step * ((after - start).days // step + 1))
    step = MONTHS_BETWEEN[frequency]
    apart = (after.year - start.year) * 12 + after.month - start.month
    times = apart // step
    day = shift_months(start, step * times)
    return day if day > after else shift_months(start, step * (times + 1))
