# SPDX-License-Identifier: EUPL-1.2
"""The records opened last come first; the pinned stay; what is in the trash is not offered."""

from __future__ import annotations

import datetime as dt

from coopdesk.services import editing, recent
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.page import Target
from coopdesk.store.opened import KEEP

START = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


def given(database: Database, name: str) -> Target:
    written = editing.add_record(database, "partner", {"reference": name, "name": f"Body {name}"}, who="t")
    return Target("partner", written.ids["partner"][0])


def opened_at(database: Database, target: Target, minute: int) -> None:
    recent.note_opened(database, target, at=START + dt.timedelta(minutes=minute))


def titles(found: list[recent.Recent]) -> list[str]:
    return [one.title for one in found]


def test_the_record_opened_last_comes_first_and_each_once(empty: Database) -> None:
    first, second = given(empty, "A-1"), given(empty, "A-2")
    for minute, target in enumerate((first, second, first)):
        opened_at(empty, target, minute)

    assert titles(recent.recent(empty)) == ["Body A-1", "Body A-2"]
    assert titles(recent.recent(empty, limit=1)) == ["Body A-1"]


def test_a_pinned_record_moves_to_the_pinned_ones_and_back(empty: Database) -> None:
    first, second = given(empty, "A-1"), given(empty, "A-2")
    opened_at(empty, first, 1)

    recent.pin(empty, first)
    recent.pin(empty, second)
    assert titles(recent.recent(empty)) == []
    assert sorted(titles(recent.pinned(empty))) == ["Body A-1", "Body A-2"]

    recent.unpin(empty, first)
    assert titles(recent.recent(empty)) == ["Body A-1"]
    assert titles(recent.pinned(empty)) == ["Body A-2"]


def test_a_record_in_the_trash_is_not_offered_and_a_renamed_one_by_its_new_name(empty: Database) -> None:
    first, second = given(empty, "A-1"), given(empty, "A-2")
    opened_at(empty, first, 1)
    opened_at(empty, second, 2)
    editing.remove_record(empty, "A-1", who="t")
    editing.change_record(empty, "A-2", {"name": "Renamed"}, who="t")

    assert titles(recent.recent(empty)) == ["Renamed"]


def test_only_the_newest_are_remembered_and_pinned_ones_always(empty: Database) -> None:
    oldest = given(empty, "OLD")
    opened_at(empty, oldest, 0)
    recent.pin(empty, oldest)
    for number in range(KEEP + 3):
        opened_at(empty, Target("partner", f"{number:032}"), number + 1)
    kept = given(empty, "NEW")
    opened_at(empty, kept, KEEP + 10)

    assert titles(recent.recent(empty, limit=1_000)) == ["Body NEW"]
    assert titles(recent.pinned(empty)) == ["Body OLD"]


def test_opening_a_record_is_not_in_the_history(empty: Database) -> None:
    from coopdesk.services import chronicle

    opened_at(empty, given(empty, "A-1"), 1)

    assert [one.title for one in chronicle.entries(empty)] == ["Add partner A-1"]
