# SPDX-License-Identifier: EUPL-1.2
"""Words for dates, periods and the gaps between them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.services.pages.page import Piece, text_of
from coopdesk.services.pages.wording import END_NOT_KNOWN, NO_END, gap_sentence, listed, number, period, place

FIRST = dt.date(1900, 1, 1)
dates = st.one_of(
    st.integers(1900, 2100).map(str),
    st.dates(min_value=FIRST).map(lambda day: day.isoformat()[:7]),
    st.dates(min_value=FIRST).map(lambda day: day.isoformat()),
)


@pytest.mark.parametrize(
    ("end", "start", "sentence"),
    [
        ("2019-06", "2019-09", "It starts two months after this one ends."),
        ("2019-06", "2019-08", "It starts a month after this one ends."),
        ("2019-06", "2019-07", "It starts in the month after this one ends."),
        ("2019-06", "2019-06", "It starts when this one ends."),
        ("2019-06", "2019-05", "It starts before this one ends."),
        ("2019", "2020", "It starts in the year after this one ends."),
        ("2019", "2021-03-01", "It starts a year after this one ends."),
        ("2019-06-30", "2019-07-01", "It starts on the day after this one ends."),
        ("2019-06-30", "2019-07-15", "It starts 14 days after this one ends."),
        ("2019-12", "2020-01-31", "It starts in the month after this one ends."),
        (None, "2019", "When this one ends is not known."),
        ("2019", None, "When it starts is not known."),
    ],
)
def test_a_gap_is_told_no_more_precisely_than_both_dates_are(
    end: str | None, start: str | None, sentence: str
) -> None:
    assert gap_sentence(end, start) == sentence


def test_the_later_one_tells_the_same_gap_from_its_side() -> None:
    assert gap_sentence("2019-06", "2019-09", is_later=True) == "This one starts two months after it ended."


@given(dates, dates)
def test_every_two_dates_have_a_sentence(end: str, start: str) -> None:
    assert gap_sentence(end, start).endswith(".")
    assert gap_sentence(end, start, is_later=True).endswith(".")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2019", "2021", "2019 to 2021  years only, as stated"),
        ("2019-09", "2021-08", "September 2019 to August 2021"),
        ("2019", "2019", "2019  years only, as stated"),
        (None, "2021", "until 2021, start not known"),
        (None, None, "not known"),
    ],
)
def test_a_period_is_said_as_it_is_known(start: str | None, end: str | None, words: str) -> None:
    assert text_of(period(start, end)) == words


def test_what_an_open_end_means_is_said_where_it_is_known() -> None:
    assert text_of(period("2019", None)) == "since 2019"
    assert text_of(period("2019", None, open_end=NO_END)) == "since 2019, no end date"
    assert text_of(period("2019", None, open_end=END_NOT_KNOWN)) == "from 2019, end not known"


def test_lists_have_an_and_before_the_last() -> None:
    items = [(Piece("a"),), (Piece("b"),), (Piece("c"),)]
    assert text_of(listed(items)) == "a, b and c"
    assert text_of(listed(items[:1])) == "a"
    assert (number(3), number(13), place(2), place(11)) == ("three", "13", "second", "number 11")
