# SPDX-License-Identifier: EUPL-1.2
"""Where records stand: shape and words for every choice, corrected by dates, with what needs attention."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.kinds import PickKind, Value
from coopdesk.records.catalog import SPECS
from coopdesk.services.statuses import SHAPES, STRENGTHS, state_in_list, states_of

TODAY = dt.date(2026, 11, 22)


def told(type_key: str, *, is_followed: bool | None = None, **values: Value) -> list[tuple[str, str]]:
    return [(one.shape, one.text) for one in states_of(type_key, values, TODAY, is_followed=is_followed)]


@pytest.mark.parametrize("type_key", SHAPES)
def test_every_choice_of_a_status_has_exactly_one_shape(type_key: str) -> None:
    spec = SPECS[type_key]
    field = spec.all_by_key["state" if type_key == "liaison_post" else "status"]
    assert isinstance(field.kind, PickKind)
    given = [code for codes in SHAPES[type_key].values() for code in codes]

    assert sorted(given) == sorted(item.code for item in field.kind.picklist.items)


@pytest.mark.parametrize(("type_key", "field"), [("activity", "commitment"), ("obligation", "strength")])
def test_every_strength_has_a_shape(type_key: str, field: str) -> None:
    kind = SPECS[type_key].by_key[field].kind
    assert isinstance(kind, PickKind)

    assert {item.code for item in kind.picklist.items} <= set(STRENGTHS)


def test_arrangements_stand_as_in_their_texts() -> None:
    assert told("arrangement", stated_status="signed", signed_on="2012-09-26") == [("disc", "in effect")]
    assert told("arrangement", stated_status="concluded") == [("half_disc", "concluded")]
    assert told("arrangement", stated_status="concluded", signed_on="2005-01") == [("half_disc", "concluded")]
    assert told("arrangement", stated_status="established", signed_on="2012-07") == [("disc", "established")]
    assert told("arrangement", stated_status="referenced", signed_on="2016") == [
        ("dashed_ring", "only referred to")
    ]
    assert told("arrangement") == [("ring", "status not known")]


def test_an_arrangement_that_ended_with_nothing_after_it_is_red() -> None:
    plan: dict[str, Value] = {"signed_on": "2019-07-18", "valid_from": "2019", "valid_until": "2021"}

    assert told("arrangement", is_followed=False, **plan) == [
        ("square", "ended 2021"),
        ("red_triangle", "nothing recorded after it"),
    ]
    assert told("arrangement", is_followed=True, **plan) == [("square", "ended 2021")]
    listed = state_in_list("arrangement", plan, TODAY, is_followed=False)
    assert listed is not None
    assert (listed.shape, listed.text, listed.tone) == ("square", "ended, nothing recorded after it", "red")


def test_a_notice_that_is_due_soon_is_amber() -> None:
    found = states_of(
        "arrangement",
        {"signed_on": "2020-01-01", "valid_until": "2027-03-31", "notice_months": 3},
        TODAY,
    )
    assert [one.text for one in found] == ["in effect", "notice by 31 December 2026"]
    assert found[1].tone == "amber"


def test_a_status_set_by_hand_goes_first_and_gives_its_reason() -> None:
    (state,) = states_of(
        "arrangement",
        {"stated_status": "referenced", "status_override": "suspended", "status_reason": "Agreed by letter"},
        TODAY,
    )
    assert (state.shape, state.text, state.reason) == ("half_disc", "suspended", "Agreed by letter")


def test_an_end_that_is_past_corrects_what_was_stated() -> None:
    assert told("deployment", status="deployed", end="2020-05") == [("square", "ended May 2020")]
    assert told("deployment", status="planned", end="2020-05") == [("ring", "planned")]
    assert told("programme", end="2020") == [("square", "ended 2020")]
    assert told("programme") == [("ring", "status not recorded")]


def test_a_post_speaks_in_the_words_of_its_source() -> None:
    assert told("liaison_post", status="in place in 2019") == [("disc", "in place in 2019")]
    assert told("liaison_post", state="vacant") == [("dashed_square", "vacant")]


def test_an_activity_says_how_firm_it_is_and_what_became_of_it() -> None:
    assert told("activity", commitment="firm") == [("diamond", "firm · outcome not recorded")]
    assert told("activity", commitment="mixed", status="delivered") == [
        ("half_diamond", "partly firm · delivered")
    ]
    assert told("activity", commitment="firm", status="planned", due_on="2020") == [
        ("diamond", "firm · planned"),
        ("red_triangle", "overdue since 2020"),
    ]


def test_only_what_is_owed_can_be_overdue() -> None:
    assert told("obligation", strength="will", due="2020") == [("red_triangle", "overdue since 2020")]
    assert told("obligation", strength="will", due="2026-11-25") == [("amber_disc", "due 25 November 2026")]
    assert told("obligation", strength="may", due="2020") == [("dashed_diamond", "may")]
    assert told("obligation", strength="will", due="2020", state="done") == [("square", "done")]
    assert told("obligation", strength="will", state="handed_over") == [("clock", "handed over")]


def test_what_has_a_period_only_is_current_or_former() -> None:
    assert told("partner_unit", valid_from="2019") == [("disc", "current")]
    assert told("partner_unit", valid_until="2019") == [("square", "former")]
    assert told("partner_unit") == []
    assert told("partner") == []


def test_health_and_retention_are_told_beside_the_status() -> None:
    assert told("programme", status="running", health="at_risk") == [
        ("disc", "running"),
        ("amber_triangle", "at risk"),
    ]
    assert told("person", keep_until="2020") == [("red_triangle", "kept too long")]


def test_states_of_all_starting_records_can_be_told_in_words() -> None:
    for type_key, spec in SPECS.items():
        assert isinstance(states_of(type_key, {"reference": spec.prefix}, TODAY), tuple)
