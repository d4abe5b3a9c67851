# SPDX-License-Identifier: EUPL-1.2
"""The history for people: pages, filters, every value in words, and what befell one record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.services import acts, browsing, editing, exporting, history
from coopdesk.services.acts import Wanted
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.page import Target


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give an office in which two people worked."""
    editing.add_record(empty, "partner", {"reference": "ART-1", "name": "Body 1"}, who="first")
    editing.add_record(empty, "partner", {"reference": "ART-2", "name": "Body 2"}, who="second")
    editing.add_record(empty, "person", {"reference": "PE-1", "name": "Artificial Clerk"}, who="second")
    editing.change_record(empty, "ART-1", {"region": "Ğeneva", "parent": "ART-2"}, who="first")
    history.undo(empty, who="second")
    return empty


def titles(database: Database, **wanted: object) -> list[str]:
    return [one.title for one in acts.acts(database, Wanted(**wanted))]  # type: ignore[arg-type] # as named


def the_target(database: Database, reference: str) -> Target:
    record = browsing.show(database, reference).record
    return Target(record.type, record.id)


def test_the_newest_act_comes_first_and_says_how_much_it_touched(desk: Database) -> None:
    newest, changed, *rest = acts.acts(desk, Wanted())

    assert newest.title == "Take back: Change “Part of”, “Region” of ART-1"
    assert (newest.is_undo, newest.undoes_at, newest.can_be_undone) == (True, changed.made_at, True)
    assert (changed.undone_at, changed.can_be_undone, changed.records) == (newest.made_at, False, 1)
    assert [one.title for one in rest][-1] == "Add partner ART-1"


def test_pages_follow_each_other_without_a_gap(desk: Database) -> None:
    first = acts.acts(desk, Wanted(), limit=2)
    second = acts.acts(desk, Wanted(), before=first[-1].number, limit=2)

    whole = acts.acts(desk, Wanted(), limit=4)
    assert [*first, *second] == whole


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "geneva"}, 0),
        ({"words": "part of art-1"}, 2),
        ({"words": "TAKE back"}, 1),
        ({"people": ("second",)}, 3),
        ({"types": ("person",)}, 1),
        ({"origins": ("undo",)}, 1),
        ({"types": ("partner",), "people": ("first",)}, 2),
        ({"since": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, 0),
        ({"words": "100% _ '"}, 0),
    ],
)
def test_a_filter_leaves_what_fits(desk: Database, wanted: dict[str, object], found: int) -> None:
    assert len(titles(desk, **wanted)) == found
    assert acts.count_acts(desk, Wanted(**wanted)) == found  # type: ignore[arg-type] # as named


def test_who_and_where_from_can_be_chosen(desk: Database) -> None:
    people, origins = acts.doers(desk)

    assert people == ["first", "second"]
    assert set(origins) == {"edit", "undo"}
    assert set(origins) <= set(acts.ORIGINS)


def test_an_act_shows_every_field_before_and_after_with_links_by_name(desk: Database) -> None:
    number = acts.acts(desk, Wanted(origins=("edit",)))[0].number

    found = acts.detail(desk, number)

    (part,) = found.parts
    assert (part.label, part.kind, part.action, part.is_live) == ("Body 1", "Partner", "change", True)
    assert [(one.label, one.before, one.after) for one in part.fields] == [
        ("Part of", "", "Body 2"),
        ("Region", "", "Ğeneva"),
    ]
    assert [one.title for one in found.earlier] == ["Add partner ART-1"]
    assert found.workbook is None


def test_a_record_in_the_trash_still_has_its_name(desk: Database) -> None:
    number = editing.remove_record(desk, "PE-1", who="first").change_set

    (part,) = acts.detail(desk, number).parts

    assert (part.label, part.is_live, part.action) == ("Artificial Clerk", False, "remove")


def test_an_export_names_its_workbook(office: Database, tmp_path: Path) -> None:
    exporting.export_workbook(office, tmp_path / "sent.xlsx", types=["partner"], who="first")

    found = acts.detail(office, acts.acts(office, Wanted())[0].number)

    assert found.workbook is not None
    assert (found.workbook.file_name, found.workbook.is_incoming) == ("sent.xlsx", False)
    assert found.parts == ()


def test_an_entry_that_there_is_not(desk: Database) -> None:
    with pytest.raises(UserError, match="There is no entry 99"):
        acts.detail(desk, 99)


def test_a_long_act_shows_its_first_records_and_counts_them_all(office: Database) -> None:
    found = acts.detail(office, 1)

    assert len(found.parts) == acts.MOST_RECORDS
    assert found.act.records > 1_000


def test_a_record_tells_its_own_story_with_that_of_its_rows(desk: Database) -> None:
    editing.add_record(desk, "partner_name", {"partner": "ART-1", "variant": "Old body"}, who="first")
    target = the_target(desk, "ART-1")

    story = acts.record_acts(desk, target)

    assert [one.act.title.split()[0] for one in story] == ["Add", "Take", "Change", "Add"]
    assert story[0].parts[0].kind == "Partner name"
    assert [one.act.number for one in acts.record_acts(desk, target, limit=2)] == [
        one.act.number for one in story[:2]
    ]


def test_the_story_of_one_field(desk: Database) -> None:
    target = the_target(desk, "ART-1")

    assert acts.changed_fields(desk, target) == [("parent", "Part of"), ("region", "Region")]
    story = acts.record_acts(desk, target, field="region")
    assert [[one.after for one in act.parts[0].fields] for act in story] == [[""], ["Ğeneva"], []]


def test_a_record_in_the_trash_tells_its_story_too(desk: Database) -> None:
    target = the_target(desk, "PE-1")
    editing.remove_record(desk, "PE-1", who="first")

    assert len(acts.record_acts(desk, target)) == 2


def test_what_plain_undo_would_take_back(desk: Database) -> None:
    assert acts.newest_to_undo(desk) == acts.acts(desk, Wanted(types=("person",)))[0].number
