# SPDX-License-Identifier: EUPL-1.2
"""Dates as the office types and knows them: a year, a month or a day, and never more than that."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    NotADate,
    covers,
    first_day,
    format_date,
    last_day,
    parse_date,
    precision,
    shift_months,
)

years = st.integers(FIRST_YEAR, LAST_YEAR)
days = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
partial_dates = st.one_of(
    years.map(str),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(dt.date.isoformat),
)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("2019", "2019"),
        (" 2019 ", "2019"),
        ("2019-07", "2019-07"),
        ("2019-7", "2019-07"),
        ("July 2019", "2019-07"),
        ("july, 2019", "2019-07"),
        ("Jul 2019", "2019-07"),
        ("Jul-2019", "2019-07"),
        ("Sept. 2019", "2019-09"),
        ("07/2019", "2019-07"),
        ("7.2019", "2019-07"),
        ("2019-07-18", "2019-07-18"),
        ("2019-7-8", "2019-07-08"),
        ("2019/07/18", "2019-07-18"),
        ("18 July 2019", "2019-07-18"),
        ("18  JULY\t2019", "2019-07-18"),
        ("18. July 2019", "2019-07-18"),
        ("18th July 2019", "2019-07-18"),
        ("1st Sept 2019", "2019-09-01"),
        ("18-Jul-2019", "2019-07-18"),
        ("July 18, 2019", "2019-07-18"),
        ("July 18th, 2019", "2019-07-18"),
        ("18.7.2019", "2019-07-18"),
        ("4.5.2019", "2019-05-04"),
        ("18/7/2019", "2019-07-18"),
        ("18-07-2019", "2019-07-18"),
        ("7/18/2019", "2019-07-18"),
        ("7/7/2019", "2019-07-07"),
        ("29.2.2020", "2020-02-29"),
    ],
)
def test_a_date_is_understood_as_people_type_it(typed: str, known: str) -> None:
    assert parse_date(typed) == known


@pytest.mark.parametrize("typed", ["4/5/2019", "04-05-2019", "12/11/2026"])
def test_a_day_that_can_be_read_two_ways_is_never_guessed(typed: str) -> None:
    with pytest.raises(NotADate) as refusal:
        parse_date(typed)

    assert refusal.value.reason == "date-ambiguous"


def test_who_knows_the_order_of_a_file_may_say_so() -> None:
    assert parse_date("4/5/2019", day_first=True) == "2019-05-04"
    assert parse_date("4/5/2019", day_first=False) == "2019-04-05"
    assert parse_date("4.5.2019", day_first=False) == "2019-05-04"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31.6.2019", "date-impossible"),
        ("2019-02-29", "date-impossible"),
        ("2019-13", "date-impossible"),
        ("2019-00", "date-impossible"),
        ("0.7.2019", "date-impossible"),
        ("32 July 2019", "date-impossible"),
        ("0999", "date-out-of-range"),
        ("3000-01-01", "date-out-of-range"),
        ("1 January 0001", "date-out-of-range"),
        ("18.7.19", "date-not-understood"),
        ("18 Juillet 2019", "date-not-understood"),
        ("2019.7", "date-not-understood"),
        ("201907", "date-not-understood"),
        ("July", "date-not-understood"),
        ("next spring", "date-not-understood"),
        ("2019-07/18", "date-not-understood"),
        ("٢٠١٩", "date-not-understood"),
        ("2019-07-18T14:30", "date-not-understood"),
        ("", "date-not-understood"),
    ],
)
def test_what_is_no_date_is_refused_for_its_own_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotADate) as refusal:
        parse_date(typed)

    assert refusal.value.reason == reason


@given(partial_dates)
def test_a_date_shown_and_typed_again_is_the_same_date(date: str) -> None:
    assert parse_date(format_date(date)) == date
    assert parse_date(date) == date


@given(partial_dates)
def test_a_date_is_shown_with_no_more_than_is_known(date: str) -> None:
    shown = format_date(date).split()

    assert len(shown) == {"year": 1, "month": 2, "day": 3}[precision(date)]
    assert shown[-1] == date[:4]


@given(partial_dates)
def test_the_possible_days_of_a_date_are_all_days_that_begin_so(date: str) -> None:
    first, last = first_day(date), last_day(date)

    assert first.isoformat().startswith(date)
    assert last.isoformat().startswith(date)
    if first > dt.date(FIRST_YEAR, 1, 1):
        assert not (first - dt.timedelta(days=1)).isoformat().startswith(date)
    assert not (last + dt.timedelta(days=1)).isoformat().startswith(date)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused_in_words_of_the_catalogue(text: str) -> None:
    from coopdesk.domain.problems import MESSAGES

    try:
        assert first_day(parse_date(text)) <= last_day(parse_date(text))
    except NotADate as refusal:
        assert refusal.reason in MESSAGES


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2018-02", "2019-06", "2019-06-30", True),
        ("2018-02", "2019-06", "2019-07-01", False),
        ("2019-09", "2021-08", "2019-08-31", False),
        ("2019-09", "2021-08", "2019-09-01", True),
        ("2019", None, "2026-11-22", True),
        ("2019", "2021", "2018-12-31", False),
        ("2019", "2021", "2021-12-31", True),
        (None, "2021", "2020-01-01", False),
        (None, None, "2020-01-01", False),
    ],
)
def test_a_period_holds_from_its_first_to_its_last_possible_day(
    start: str | None, end: str | None, day: str, holds: bool
) -> None:
    assert covers(start, end, dt.date.fromisoformat(day)) is holds


@pytest.mark.parametrize(
    ("day", "months", "moved"),
    [
        ("2019-01-31", 1, "2019-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2019-03-31", -1, "2019-02-28"),
        ("2019-07-18", 0, "2019-07-18"),
        ("2019-12-15", 1, "2020-01-15"),
        ("2019-01-15", -1, "2018-12-15"),
        ("2019-07-18", -24, "2017-07-18"),
    ],
)
def test_months_are_counted_as_calendars_do(day: str, months: int, moved: str) -> None:
    assert shift_months(dt.date.fromisoformat(day), months).isoformat() == moved
