# SPDX-License-Identifier: EUPL-1.2
"""Where a roadmap stands: dates first, a hand-set status before all, a draft never running."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.roadmap_status import ROADMAP_STATUSES, decide_by, roadmap_status
from coopdesk.domain.spec import Values

TODAY = dt.date(2026, 11, 22)


def a_roadmap(stated: str | None = None, start: str | None = None, end: str | None = None) -> Values:
    return {"stated_status": stated, "valid_from": start, "valid_until": end}


@pytest.mark.parametrize(
    ("roadmap", "status"),
    [
        (a_roadmap("agreed", "2019-09", "2021-08"), "ended"),
        (a_roadmap("concluded", "2017", "2019"), "ended"),
        (a_roadmap(None, None, "2026-11-21"), "ended"),
        (a_roadmap("agreed", "2025-01", "2026-11-22"), "in_implementation"),
        (a_roadmap("agreed", "2026", "2026"), "in_implementation"),
        (a_roadmap(None, "2026-11-22", "2027"), "in_implementation"),
        (a_roadmap("agreed", "2026-11-23", "2028"), "agreed"),
        (a_roadmap("completed", "2025", "2027"), "completed"),
        (a_roadmap("concluded", "2025", "2027"), "concluded"),
        (a_roadmap("ended", "2025", "2027"), "ended"),
        (a_roadmap("discontinued", "2017", "2019"), "discontinued"),
        (a_roadmap("closed_after_evaluation", "2017", "2019"), "closed_after_evaluation"),
        (a_roadmap("being_defined"), "being_defined"),
        (a_roadmap("being_defined", "2026", "2028"), "being_defined"),
        (a_roadmap("draft", "2026", "2028"), "draft"),
        (a_roadmap("started", "2019"), "started"),
        (a_roadmap("agreed", None, "2028"), "agreed"),
        (a_roadmap(), None),
    ],
)
def test_the_dates_say_where_a_roadmap_stands(roadmap: Values, status: str | None) -> None:
    assert roadmap_status(roadmap, TODAY) == status


def test_the_status_moves_with_the_day_it_is_asked_for() -> None:
    roadmap = a_roadmap("agreed", "2019-09", "2021-08")

    days = [dt.date(2019, 8, 31), dt.date(2019, 9, 1), dt.date(2021, 8, 31), dt.date(2021, 9, 1)]

    assert [roadmap_status(roadmap, day) for day in days] == [
        "agreed",
        "in_implementation",
        "in_implementation",
        "ended",
    ]


def test_a_status_set_by_hand_goes_before_the_dates() -> None:
    roadmap = {**a_roadmap("agreed", "2019-09", "2021-08"), "status_override": "extended"}

    assert roadmap_status(roadmap, TODAY) == "extended"


@pytest.mark.parametrize(
    ("roadmap", "deadline"),
    [
        (a_roadmap("agreed", "2025-03", "2027-02"), "2026-08"),
        (a_roadmap("agreed", "2025-03-01", "2027-02-28"), "2026-08-28"),
        (a_roadmap("agreed", "2019-09", "2021-08"), None),
        (a_roadmap("completed", "2025-03", "2027-02"), None),
        (a_roadmap("started", "2025-03"), None),
    ],
)
def test_renewal_is_decided_half_a_year_before_the_end(roadmap: Values, deadline: str | None) -> None:
    assert decide_by(roadmap, TODAY) == deadline


def test_every_computed_status_has_a_label() -> None:
    assert {"ended", "in_implementation"} <= {item.code for item in ROADMAP_STATUSES.items}
