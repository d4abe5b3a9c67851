# SPDX-License-Identifier: EUPL-1.2
"""Activities: units on both sides in order, main and further areas, tracking apart from wording."""

from __future__ import annotations

from collections import Counter

import pytest

from coopdesk.domain.spec import Values
from coopdesk.records._field import record_spec
from coopdesk.records.activity import Activity
from coopdesk.records.activity_parts import ActivityLink, ActivityOtherParty, ActivityUnit
from tests.helpers.seed_files import seed_rows

ACTIVITY = record_spec(Activity)


def units(activity: str, side: str) -> list[str]:
    """The units of one side of an activity in the printed order."""
    rows = [row for row in seed_rows("activity_unit") if (row["activity"], row["side"]) == (activity, side)]
    return [row["unit"] for row in sorted(rows, key=lambda row: int(row["order_no"]))]


def problems(values: Values) -> list[tuple[str, str | None]]:
    """Code and field of everything the rules of an activity find."""
    return [(problem.code, problem.field) for rule in ACTIVITY.rules for problem in rule(values)]


def test_the_units_of_both_sides_stand_in_their_printed_order() -> None:
    assert units("CP19-OC-01", "Frontex") == ["fx-fdu", "fx-pru", "fx-tru", "fx-sec"]
    assert units("CP19-OC-04", "EASO") == ["ea-ou", "ea-fpu", "ea-procsector"]
    assert units("CP19-IA-03", "EASO") == ["ea-asu", "ea-iau"]
    assert units("CP19-IA-03", "Frontex") == ["fx-vau"]


def test_every_activity_has_units_on_both_sides() -> None:
    sides = {(row["activity"], row["side"]) for row in seed_rows("activity_unit")}

    assert len(seed_rows("activity")) == 20
    assert len(sides) == 40


def test_every_activity_has_one_main_area_and_it_is_the_stated_one() -> None:
    main = [row for row in seed_rows("activity_area") if row["rank"] == "primary"]
    further = [row for row in seed_rows("activity_area") if row["rank"] == "secondary"]

    assert {row["activity"]: row["area"] for row in main} == {
        row["reference"]: row["area"] for row in seed_rows("activity")
    }
    assert {row["basis"] for row in main} == {"stated"}
    assert {row["basis"] for row in further} == {"from_wording"}


def test_a_may_in_the_wording_does_not_become_a_duty() -> None:
    commitments = Counter(row["commitment"] for row in seed_rows("activity"))

    assert commitments == {"firm": 13, "exploratory": 4, "mixed": 2, "optional": 1}


def test_what_became_of_the_activities_is_not_made_up() -> None:
    tracking = {"status", "health", "owner_person", "due_on", "next_step", "evidence", "outcome"}

    assert tracking <= set(ACTIVITY.by_key)
    assert not tracking & set(seed_rows("activity")[0])
    assert not [ACTIVITY.by_key[key] for key in tracking if ACTIVITY.by_key[key].is_text_as_signed]
    assert ACTIVITY.by_key["text_as_signed"].is_text_as_signed


@pytest.mark.parametrize("health", ["at_risk", "off_track"])
def test_a_health_that_is_not_on_track_needs_a_reason(health: str) -> None:
    assert problems({"health": health}) == [("needs-together", "health")]
    assert problems({"health": health, "health_reason": "no interpreters"}) == []
    assert problems({"health": "on_track"}) == []


def test_an_activity_and_a_unit_cannot_end_before_they_begin() -> None:
    (unit_rule,) = record_spec(ActivityUnit).rules
    dates: Values = {"valid_from": "2020", "valid_until": "2019-12"}

    assert problems(dates) == [("end-before-start", "valid_until")]
    assert [problem.code for problem in unit_rule(dates)] == ["end-before-start"]


def test_an_activity_is_not_linked_to_itself() -> None:
    (rule,) = record_spec(ActivityLink).rules

    assert [problem.code for problem in rule({"from_activity": "a", "to_activity": "a"})] == [
        "link-to-itself"
    ]
    assert rule({"from_activity": "a", "to_activity": "b"}) == []


def test_other_parties_are_bodies_countries_and_groups() -> None:
    parties = {row["party"] for row in seed_rows("activity_other_party")}

    assert record_spec(ActivityOtherParty).by_key["party"].targets == ("partner", "country", "country_group")
    assert {"europol", "TR", "western-balkans"} <= parties
