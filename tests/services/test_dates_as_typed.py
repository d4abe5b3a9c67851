# SPDX-License-Identifier: EUPL-1.2
"""Dates as people type them: every usual way is read; what may mean two days is asked, never guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.dates import MONTHS, NotADate, format_date, parse_date
from coopdesk.domain.kinds import BadValue
from coopdesk.services.dates_as_typed import echo_of, read_date

SUNDAY = dt.date(2026, 11, 22)

days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
near = st.dates(dt.date(1960, 1, 1), dt.date(2056, 12, 31))
todays = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("31/12/2025", "2025-12-31"),
        ("31.12.25", "2025-12-31"),
        ("31-12-25", "2025-12-31"),
        ("3/4/26", "2026-04-03"),
        ("31 dec 25", "2025-12-31"),
        ("31 Dec '25", "2025-12-31"),
        ("31st of December 2025", "2025-12-31"),
        ("December 31, 2025", "2025-12-31"),
        ("2025-12-31", "2025-12-31"),
        ("20251231", "2025-12-31"),
        ("  31  December   2025 ", "2025-12-31"),
        ("31\u00a0dec\u00a02025", "2025-12-31"),
        ("dec 2025", "2025-12"),
        ("dec '25", "2025-12"),
        ("dec 40", "2040-12"),
        ("12/2025", "2025-12"),
        ("2025", "2025"),
        ("1/1/99", "1999-01-01"),
        ("1/1/56", "2056-01-01"),
        ("1/1/57", "1957-01-01"),
    ],
)
def test_a_date_is_read_in_every_usual_form_with_the_day_first(typed: str, meant: str) -> None:
    assert read_date(typed, SUNDAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2026-11-22"),
        ("Tomorrow", "2026-11-23"),
        ("yesterday", "2026-11-21"),
        ("+90d", "2027-02-20"),
        ("+ 2 weeks", "2026-12-06"),
        ("+3m", "2027-02-22"),
        ("-1y", "2025-11-22"),
        ("in 10 days", "2026-12-02"),
        ("3 months ago", "2026-08-22"),
        ("end of march", "2027-03-31"),
        ("end of december", "2026-12-31"),
        ("end of 2026", "2026-12-31"),
        ("end of feb 2028", "2028-02-29"),
        ("start of next year", "2027-01-01"),
        ("beginning of the month", "2026-11-01"),
        ("end of next month", "2026-12-31"),
        ("end of the week", "2026-11-22"),
        ("end of q1", "2027-03-31"),
        ("start of Q3 2028", "2028-07-01"),
        ("mid june 2027", "2027-06-15"),
        ("next month", "2026-12"),
        ("last year", "2025"),
        ("december", "2026-12"),
        ("november", "2026-11"),
        ("march", "2027-03"),
        ("friday", "2026-11-27"),
        ("next friday", "2026-11-27"),
        ("sunday", "2026-11-29"),
        ("last sunday", "2026-11-15"),
        ("last sat", "2026-11-21"),
        ("31/12", "2026-12-31"),
        ("5 may", "2027-05-05"),
        ("22/11", "2026-11-22"),
    ],
)
def test_words_are_read_from_the_day_on_which_they_are_typed(typed: str, meant: str) -> None:
    assert read_date(typed, SUNDAY) == meant


def test_nothing_typed_is_no_date() -> None:
    assert read_date("  ", SUNDAY) is None


@pytest.mark.parametrize(
    ("typed", "code", "offered"),
    [
        ("31/02/2025", "date-no-such-day", "2025-02-28"),
        ("31 september 2025", "date-no-such-day", "2025-09-30"),
        ("29 feb 2026", "date-no-such-day", "2026-02-28"),
        ("12/31/2025", "date-month-first", "2025-12-31"),
        ("45/45/2025", "date-impossible", None),
        ("0/5/2025", "date-no-such-day", None),
        ("20251332", "date-impossible", None),
        ("1/1/0999", "date-out-of-range", None),
        ("+9999y", "date-out-of-range", None),
        ("soon", "date-not-understood", None),
        ("end of soon", "date-not-understood", None),
        ("end of " * 5_000, "date-not-understood", None),
        ("end of end of end of may", "date-not-understood", None),
        ("😀", "date-not-understood", None),
    ],
)
def test_what_is_no_date_says_what_was_understood(typed: str, code: str, offered: str | None) -> None:
    with pytest.raises(BadValue) as refused:
        read_date(typed, SUNDAY)

    assert refused.value.code == code
    assert refused.value.facts.get("nearest") == offered


@pytest.mark.parametrize("typed", ["dec 25", "12/25", "Dec-25"])
def test_a_date_that_can_be_a_day_or_a_month_is_asked_about(typed: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_date(typed, SUNDAY)

    assert refused.value.code == "date-two-readings"
    assert refused.value.facts["readings"] == ("2025-12", "2026-12-25")


@pytest.mark.parametrize(
    ("date", "said"),
    [("2026-11-27", "Friday 27 November 2026"), ("2026-11", "November 2026"), ("2026", "2026")],
)
def test_the_echo_says_the_day_of_the_week(date: str, said: str) -> None:
    assert echo_of(date) == said


@given(day=days, cut=st.sampled_from([4, 7, 10]), today=todays)
def test_whatever_is_shown_can_be_typed_back(day: dt.date, cut: int, today: dt.date) -> None:
    date = day.isoformat()[:cut]

    assert read_date(date, today) == date
    assert read_date(format_date(date), today) == date
    assert read_date(format_date(date).upper(), today) == date


@given(day=days, today=todays, separator=st.sampled_from("/.- "))
def test_figures_are_read_as_day_month_year(day: dt.date, today: dt.date, separator: str) -> None:
    typed = separator.join((str(day.day), str(day.month), f"{day.year:04}"))

    assert read_date(typed, today) == day.isoformat()


@given(day=near)
def test_two_figures_of_a_year_mean_the_nearest_one(day: dt.date) -> None:
    typed = f"{day.day} {MONTHS[day.month - 1][:3]} {day.year % 100:02}"

    assert read_date(typed, SUNDAY) == day.isoformat()


@given(day=days, today=todays)
def test_a_day_without_a_year_is_the_coming_one(day: dt.date, today: dt.date) -> None:
    try:
        found = read_date(f"{day.day} {MONTHS[day.month - 1]}", today)
    except BadValue:
        assert (day.day, day.month) == (29, 2)
        return

    assert found is not None
    assert today <= dt.date.fromisoformat(found) <= today + dt.timedelta(days=366)


@given(count=st.integers(0, 9_000), today=todays)
def test_steps_of_days_count_days(count: int, today: dt.date) -> None:
    assert read_date(f"+{count}d", today) == (today + dt.timedelta(days=count)).isoformat()


@given(text=st.text(max_size=80), today=todays)
def test_no_text_breaks_the_reading(text: str, today: dt.date) -> None:
    try:
        found = read_date(text, today)
    except BadValue:
        return
    if found is not None:
        assert parse_date(found) == found


@given(text=st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,4}([-/. ][0-9]{1,4})?", fullmatch=True))
def test_what_files_read_is_read_the_same_here(text: str) -> None:
    """A form may read more than a file does, but never something else."""
    try:
        strict = parse_date(text)
    except NotADate:
        return

    assert read_date(text, SUNDAY) == strict
