# SPDX-License-Identifier: EUPL-1.2
"""The life of an arrangement: status, present end and notice deadline from dates and acts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.dates import last_day, precision
from coopdesk.domain.kinds import PARTIAL_DATE
from coopdesk.domain.lifecycle import STATUSES, notice_deadline, present_end, status_on
from coopdesk.domain.spec import Values

TODAY = dt.date(2026, 11, 22)
CODES = {item.code for item in STATUSES.items}
DATE_FIELDS = (
    "signed_on", "valid_from", "valid_until", "terminated_on", "suspended_from", "suspended_until",
    "notice_given_on", "initialled_on", "negotiation_started_on",
)  # fmt: skip


def a_term(**more: object) -> Values:
    """An arrangement that ran for the two years to the end of June 2025, with three months of notice."""
    values: dict[str, object] = {
        "stated_status": "signed",
        "signed_on": "2023-06-15",
        "valid_from": "2023-07-01",
        "valid_until": "2025-06-30",
        "notice_months": 3,
    }
    return values | more  # type: ignore[return-value] # only canonical values are put in


def test_the_codes_and_the_label_are_the_agreed_ones() -> None:
    assert [item.code for item in STATUSES.items] == [
        "draft", "negotiating", "initialled", "approved", "signed", "in_effect", "in_notice", "suspended",
        "ended", "terminated", "superseded",
    ]  # fmt: skip
    assert STATUSES.label("in_effect") == "In effect"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        # signed long ago with no end: open-ended is normal
        ({"stated_status": "signed", "signed_on": "2012-09-26"}, "in_effect"),
        # a partial date is reached on the first day it can mean
        ({"stated_status": "signed", "signed_on": "2026"}, "in_effect"),
        ({"signed_on": "2026-11"}, "in_effect"),
        ({"signed_on": "2026-11-22"}, "in_effect"),
        # signed, but it starts later
        ({"signed_on": "2026-11-22", "valid_from": "2026-11-23"}, "signed"),
        ({"signed_on": "2026-10", "valid_from": "2027"}, "signed"),
        # the signature is still to come
        ({"stated_status": "signed", "signed_on": "2026-11-23"}, "negotiating"),
        ({"stated_status": "approved", "signed_on": "2026-12"}, "approved"),
        ({"stated_status": "approved", "signed_on": "2026-12", "valid_from": "2026-01"}, "approved"),
        # a planned start of what nobody signed is no start
        ({"stated_status": "draft", "valid_from": "2026"}, "draft"),
        ({"stated_status": "to_be_concluded", "valid_from": "2026"}, "negotiating"),
        ({"valid_from": "2026"}, "in_effect"),
        # a signature outweighs an older statement
        ({"stated_status": "to_be_concluded", "signed_on": "2025"}, "in_effect"),
        ({"stated_status": "referenced", "signed_on": "2016"}, "in_effect"),
        # an end is past after the last day it can mean
        ({"signed_on": "2019-07-18", "valid_from": "2019", "valid_until": "2021"}, "ended"),
        ({"signed_on": "2019", "valid_until": "2026"}, "in_effect"),
        ({"signed_on": "2019", "valid_until": "2026-11"}, "in_effect"),
        ({"signed_on": "2019", "valid_until": "2026-11-22"}, "in_effect"),
        ({"signed_on": "2019", "valid_until": "2026-11-21"}, "ended"),
        ({"valid_until": "2021"}, "ended"),
    ],
)
def test_dates_decide(values: Values, status: str) -> None:
    assert status_on(values, TODAY) == status


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("draft", "draft"),
        ("negotiating", "negotiating"),
        ("to_be_concluded", "negotiating"),
        ("initialled", "initialled"),
        ("approved", "approved"),
        ("agreed", "signed"),
        ("adopted", "signed"),
        ("concluded", "signed"),
        ("signed", "signed"),
        ("established", "in_effect"),
        ("in_place", "in_effect"),
        ("party", "in_effect"),
        ("referenced", None),
        (None, None),
    ],
)
def test_without_dates_the_stated_status_gives_the_nearest_code(
    stated: str | None, status: str | None
) -> None:
    assert status_on({"stated_status": stated}, TODAY) == status


def test_what_is_in_place_from_next_year_is_not_in_effect_yet() -> None:
    assert status_on({"stated_status": "in_place", "valid_from": "2027"}, TODAY) == "signed"


def test_acts_before_signature_count_once_they_are_reached() -> None:
    talks: Values = {"negotiation_started_on": "2026-02"}
    initialled: Values = {**talks, "initialled_on": "2026-11-01"}

    assert status_on(talks, TODAY) == "negotiating"
    assert status_on(initialled, TODAY) == "initialled"
    assert status_on(initialled, dt.date(2026, 10, 1)) == "negotiating"
    assert status_on(initialled, dt.date(2026, 1, 31)) is None


def test_one_arrangement_lives_through_its_dates() -> None:
    life: Values = {
        "signed_on": "2020-03-10",
        "valid_from": "2020-04",
        "suspended_from": "2021-02-01",
        "suspended_until": "2021-02-28",
        "notice_given_on": "2022-05-02",
        "terminated_on": "2022-11-02",
    }
    days = ["2020-03-09", "2020-03-10", "2020-04-01", "2021-02-01", "2021-02-28", "2021-03-01", "2022-05-02",
            "2022-11-02", "2022-11-03"]  # fmt: skip

    assert [status_on(life, dt.date.fromisoformat(day)) for day in days] == [
        "negotiating", "signed", "in_effect", "suspended", "suspended", "in_effect", "in_notice", "in_notice",
        "terminated",
    ]  # fmt: skip


def test_a_suspension_without_end_lasts_until_the_arrangement_itself_ends() -> None:
    values = a_term(suspended_from="2024-05")

    assert status_on(values, dt.date(2024, 4, 30)) == "in_effect"
    assert status_on(values, dt.date(2025, 6, 30)) == "suspended"
    assert status_on(values, dt.date(2025, 7, 1)) == "ended"


def test_an_arrangement_replaced_by_a_later_one_is_superseded_after_its_last_day() -> None:
    values: Values = {
        "signed_on": "2012-09-26",
        "terminated_on": "2026-01-21",
        "termination_kind": "replaced",
    }

    assert status_on(values, dt.date(2026, 1, 21)) == "in_effect"
    assert status_on(values, dt.date(2026, 1, 22)) == "superseded"
    assert status_on({**values, "termination_kind": "notice"}, TODAY) == "terminated"


def test_a_status_set_by_hand_goes_first() -> None:
    assert status_on(a_term(status_override="in_effect"), TODAY) == "in_effect"
    assert status_on({"status_override": "superseded", "signed_on": "2012"}, TODAY) == "superseded"


@pytest.mark.parametrize(
    ("day", "end", "status"),
    [
        ("2025-06-30", "2025-06-30", "in_effect"),
        ("2025-07-01", "2026-06-30", "in_effect"),
        ("2026-11-22", "2027-06-30", "in_effect"),
        ("2031-06-30", "2031-06-30", "in_effect"),
    ],
)
def test_tacit_renewal_moves_the_end_on(day: str, end: str, status: str) -> None:
    values = a_term(renewal="tacit", renewal_months=12)
    today = dt.date.fromisoformat(day)

    assert present_end(values, today) == end
    assert status_on(values, today) == status


def test_notice_stops_the_renewals() -> None:
    values = a_term(renewal="tacit", renewal_months=12, notice_given_on="2026-03-01")

    assert present_end(values, dt.date(2030, 1, 1)) == "2026-06-30"
    assert status_on(values, dt.date(2026, 6, 30)) == "in_notice"
    assert status_on(values, dt.date(2026, 7, 1)) == "ended"


def test_no_more_renewals_than_allowed() -> None:
    values = a_term(renewal="tacit", renewal_months=12, renewals_at_most=1)

    assert present_end(values, TODAY) == "2026-06-30"
    assert status_on(values, TODAY) == "ended"


def test_a_renewal_of_unknown_length_leaves_the_end_unknown() -> None:
    values = a_term(renewal="tacit")

    assert present_end(values, dt.date(2025, 6, 30)) == "2025-06-30"
    assert present_end(values, TODAY) is None
    assert status_on(values, TODAY) == "in_effect"


@pytest.mark.parametrize("renewal", [None, "none", "by_agreement"])
def test_nothing_but_tacit_renewal_moves_the_end(renewal: str | None) -> None:
    assert present_end(a_term(renewal=renewal, renewal_months=12), TODAY) == "2025-06-30"


def test_terms_are_counted_from_the_first_end_so_that_the_last_of_the_month_stays() -> None:
    values: Values = {"valid_until": "2024-02-29", "renewal": "tacit", "renewal_months": 12}

    assert present_end(values, dt.date(2025, 1, 1)) == "2025-02-28"
    assert present_end(values, dt.date(2028, 1, 1)) == "2028-02-29"


@pytest.mark.parametrize(
    ("end", "months", "deadline"),
    [
        ("2027-06-30", 3, "2027-03-30"),
        ("2027-05-31", 3, "2027-02-28"),
        ("2027-06-30", 0, "2027-06-30"),
        ("2027-06", 6, "2026-12"),
        ("2027", 12, "2026"),
        ("2027", 3, "2027"),
    ],
)
def test_the_notice_deadline_is_as_precise_as_the_end(end: str, months: int, deadline: str) -> None:
    assert notice_deadline({"valid_until": end, "notice_months": months}, TODAY) == deadline


@pytest.mark.parametrize(
    "values",
    [
        {"valid_until": "2027"},
        {"notice_months": 3},
        {"valid_until": "2027", "notice_months": 3, "notice_given_on": "2026-10"},
        {"valid_until": "2027", "notice_months": 3, "terminated_on": "2027-01-31"},
    ],
)
def test_there_is_no_notice_deadline_without_end_or_period_or_after_notice(values: Values) -> None:
    assert notice_deadline(values, TODAY) is None


def test_after_a_tacit_renewal_the_deadline_is_that_of_the_present_term() -> None:
    assert notice_deadline(a_term(renewal="tacit", renewal_months=12), TODAY) == "2027-03-30"


dates = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat()[:4], day.isoformat()[:7], day.isoformat()])
)
months = st.none() | st.integers(0, 600)
arrangements = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(DATE_FIELDS, dates),
        "stated_status": st.sampled_from(["draft", "signed", "referenced", "party", "to_be_concluded"]),
        "renewal": st.sampled_from(["none", "tacit", "by_agreement"]),
        "renewal_months": months,
        "renewals_at_most": months,
        "notice_months": months,
    },
)


@given(arrangements, st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)))
def test_any_mixture_of_dates_gives_a_code_and_proper_dates(values: Values, today: dt.date) -> None:
    status, end, deadline = (
        status_on(values, today),
        present_end(values, today),
        notice_deadline(values, today),
    )

    assert status is None or status in CODES
    assert PARTIAL_DATE.parse(end) == end
    assert PARTIAL_DATE.parse(deadline) == deadline
    if end is not None and deadline is not None:
        assert precision(deadline) == precision(end)
        assert deadline <= end
    if end is not None and last_day(end) < today:
        assert status in {"ended", "terminated"}
    if status == "in_notice":
        assert values.get("notice_given_on") is not None


@given(arrangements, st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)))
def test_a_renewed_term_is_the_first_that_holds_today(values: Values, today: dt.date) -> None:
    end = present_end(values, today)
    first = values.get("valid_until")

    if end is None or values.get("terminated_on") or values.get("notice_given_on"):
        return
    assert isinstance(first, str)
    assert end >= first
    if end != first and values.get("renewals_at_most") is None:
        assert last_day(end) >= today
