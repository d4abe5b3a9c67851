# SPDX-License-Identifier: EUPL-1.2
"""Dates worked out from dates: lengths, deadlines before an end, rhythms."""

from __future__ import annotations

import pytest

from coopdesk.domain.reckoning import inclusive_days, months_before, next_occurrence


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2019-07-18", "2019-07-18", 1),
        ("2019-07-18", "2019-08-01", 15),
        ("2019-07", "2019-08-01", None),
        ("2019-07-18", None, None),
        (None, "2019-07-18", None),
        ("2019-07-18", "2019-07-17", None),
    ],
)
def test_a_period_is_counted_only_between_two_known_days(
    start: str | None, end: str | None, days: int | None
) -> None:
    assert inclusive_days(start, end) == days


@pytest.mark.parametrize(
    ("end", "months", "deadline"),
    [("2026-08-31", 6, "2026-02-28"), ("2021-08", 6, "2021-02"), ("2021", 6, "2021"), ("2021", 18, "2020")],
)
def test_a_deadline_is_as_precise_as_the_end_it_comes_before(end: str, months: int, deadline: str) -> None:
    assert months_before(end, months) == deadline


@pytest.mark.parametrize(
    ("first", "frequency", "done", "following"),
    [
        ("2019-03-31", "annual", None, "2019-03-31"),
        ("2019-03-31", "annual", "2019-03-30", "2019-03-31"),
        ("2019-03-31", "annual", "2019-03-31", "2020-03-31"),
        ("2019-03-31", "annual", "2026-11", "2027-03-31"),
        ("2019-01-31", "monthly", "2019-02-10", "2019-02-28"),
        ("2019-01-31", "quarterly", "2019-04-30", "2019-07-31"),
        ("2019-01-31", "half_yearly", "2019-02-01", "2019-07-31"),
        ("2019-07-18", "weekly", "2019-07-26", "2019-08-01"),
        ("2019-02", "annual", "2020-02-10", "2021-02"),
        ("2019", "annual", "2019-05", "2020"),
        ("2019", "as_appropriate", None, None),
        ("2019", "once", "2019", None),
        ("2019", None, "2019", None),
        ("2999", "annual", "2999", None),
    ],
)
def test_a_rhythm_goes_on_after_what_was_last_done(
    first: str, frequency: str | None, done: str | None, following: str | None
) -> None:
    assert next_occurrence(first, frequency, done) == following
