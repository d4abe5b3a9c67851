# SPDX-License-Identifier: EUPL-1.2
"""A new record like another one: what goes along, what stays behind, rows copied with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, history
from coopdesk.services.duplicating import duplicate_with_rows, rows_for_copy, values_for_copy
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.page import Target
from coopdesk.store.queries import Row, rows_of
from tests.helpers.contents import facts

TODAY = dt.date(2026, 11, 22)
WHO = "test"


def all_rows(database: Database, type_key: str) -> list[Row]:
    with database.reading() as connection:
        return rows_of(connection, SPECS[type_key])


def target_of(database: Database, type_key: str, reference: str) -> Target:
    found = next(one for one in all_rows(database, type_key) if one["reference"] == reference)
    return Target(type_key, str(found["id"]))


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give an office with a roadmap of two items, one below the other."""
    add = editing.add_record
    add(empty, "partner", {"reference": "p", "name": "Body"}, who=WHO)
    fields = {"reference": "r", "title": "Plan", "valid_from": "2024", "agreed_on": "2024-02-01"}
    add(
        empty,
        "roadmap",
        fields | {"health": "at_risk", "health_reason": "Late", "next_step": "Talk"},
        who=WHO,
    )
    add(empty, "roadmap_party", {"roadmap": "r", "partner": "p"}, who=WHO)
    add(empty, "roadmap_item", {"reference": "i", "roadmap": "r", "text": "Aim"}, who=WHO)
    below = {"reference": "j", "roadmap": "r", "text": "Act", "parent_item": "i", "status": "delivered"}
    add(empty, "roadmap_item", below, who=WHO)
    return empty


def test_the_form_of_a_copy_opens_without_what_was_done(desk: Database) -> None:
    assert values_for_copy(desk, target_of(desk, "roadmap", "r")) == {"title": "Plan", "valid_from": "2024"}


def test_links_go_along_as_they_are_typed(desk: Database) -> None:
    assert values_for_copy(desk, target_of(desk, "roadmap_item", "j")) == {
        "roadmap": "r",
        "parent_item": "i",
        "text": "Act",
    }


def test_rows_are_offered_and_copied_in_one_act(desk: Database, tmp_path: Path) -> None:
    original = target_of(desk, "roadmap", "r")
    offered = rows_for_copy(desk, original)
    assert [(one.label, one.count) for one in offered] == [("roadmap party", 1), ("roadmap items", 2)]

    written = duplicate_with_rows(desk, original, types=[one.type for one in offered], who=WHO, today=TODAY)

    assert written.title == "Add roadmap RM-2026-1 like r with 3 of its rows"
    copy = target_of(desk, "roadmap", "RM-2026-1")
    assert written.ids["roadmap"] == (copy.id,)
    items = {one["text"]: one for one in all_rows(desk, "roadmap_item") if one["roadmap"] == copy.id}
    assert items["Act"]["parent_item"] == items["Aim"]["id"]
    assert items["Act"]["status"] is None


def test_one_undo_takes_a_copy_back(office: Database, office_path: Path) -> None:
    before = facts(office_path)
    for type_key in ("arrangement", "programme", "activity"):
        original = Target(type_key, str(all_rows(office, type_key)[0]["id"]))
        types = [one.type for one in rows_for_copy(office, original)]
        duplicate_with_rows(office, original, types=types, who=WHO, today=TODAY)
        history.undo(office, who=WHO)

    assert facts(office_path) == before


def test_typed_values_come_before_those_of_the_original(desk: Database) -> None:
    raw = {"title": "Another", "valid_from": "2026", "reference": "mine"}
    duplicate_with_rows(desk, target_of(desk, "roadmap", "r"), raw, types=(), who=WHO, today=TODAY)

    copy = next(one for one in all_rows(desk, "roadmap") if one["reference"] == "mine")
    assert (copy["title"], copy["valid_from"]) == ("Another", "2026")


def test_a_removed_record_cannot_be_copied(desk: Database) -> None:
    gone = target_of(desk, "roadmap_item", "j")
    editing.remove_record(desk, "j", who=WHO)

    with pytest.raises(UserError, match="removed meanwhile"):
        values_for_copy(desk, gone)


def test_every_record_of_the_starting_data_can_be_copied(office: Database) -> None:
    for spec in SPECS.values():
        for one in all_rows(office, spec.key)[:3]:
            assert values_for_copy(office, Target(spec.key, str(one["id"])))
