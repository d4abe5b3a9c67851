# SPDX-License-Identifier: EUPL-1.2
"""The trash: removed last first, rows with their owner, and back as one change set."""

from __future__ import annotations

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.services import browsing, chronicle, editing, history, trash
from coopdesk.services.maintenance import Database
from tests.helpers.contents import facts

WHO = "test"


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give an office with two partners, one with a name and one below the other."""
    for number in (1, 2):
        fields = {"reference": f"ART-{number}", "name": f"Body {number}"}
        editing.add_record(empty, "partner", fields, who=WHO)
    editing.add_record(empty, "partner_name", {"partner": "ART-1", "variant": "Old body"}, who=WHO)
    return empty


def listed(database: Database, **options: object) -> list[str]:
    return [one.reference for one in trash.removed(database, **options)]  # type: ignore[arg-type] # as named


def the_id(database: Database, reference: str) -> str:
    return next(one.target.id for one in trash.removed(database) if one.reference == reference)


def test_an_empty_trash(desk: Database) -> None:
    assert trash.removed(desk) == []
    assert trash.types_in_trash(desk) == []


def test_the_trash_lists_what_was_removed_with_who_and_how_much_went_with_it(desk: Database) -> None:
    editing.remove_record(desk, "ART-2", who="somebody")
    editing.remove_record(desk, "ART-1", who="somebody else")

    first, second = trash.removed(desk)

    assert (first.reference, first.kind, first.who, first.rows) == ("ART-1", "Partner", "somebody else", 1)
    assert (second.reference, second.label, second.rows) == ("ART-2", "Body 2", 0)
    assert trash.types_in_trash(desk) == [("partner", "Partners", 2), ("partner_name", "Partner names", 1)]


def test_a_row_that_went_alone_is_listed_itself_and_the_type_can_be_chosen(desk: Database) -> None:
    name = chronicle.entries(desk)[0].changes[0].reference
    editing.remove_record(desk, name, who=WHO)
    editing.remove_record(desk, "ART-1", who=WHO)

    assert listed(desk) == ["ART-1", name]
    assert listed(desk, types=["partner_name"]) == [name]


def test_the_trash_comes_in_pages(desk: Database) -> None:
    for number in range(3, 10):
        editing.add_record(desk, "partner", {"reference": f"ART-{number}", "name": "Body"}, who=WHO)
        editing.remove_record(desk, f"ART-{number}", who=WHO)

    first = trash.removed(desk, limit=4)
    second = trash.removed(desk, before=first[-1].place, limit=4)

    assert [one.reference for one in (*first, *second)] == [f"ART-{number}" for number in range(9, 2, -1)]


def test_restoring_all_that_a_removal_took_is_taking_it_back(desk: Database) -> None:
    before = facts(desk.path)
    editing.remove_record(desk, "ART-1", who=WHO)

    trash.restore(desk, [the_id(desk, "ART-1")], who=WHO)

    assert facts(desk.path) == before
    assert listed(desk) == []
    newest = chronicle.entries(desk)[0]
    assert newest.title.startswith("Take back: Remove partner ART-1")
    history.redo(desk, who=WHO)
    assert listed(desk) == ["ART-1"]


def test_several_come_back_as_one_change_set_that_can_be_taken_back(desk: Database) -> None:
    before = facts(desk.path)
    editing.remove_record(desk, "ART-2", who=WHO)
    editing.remove_record(desk, "ART-1", who=WHO)

    written = trash.restore(desk, [the_id(desk, "ART-1"), the_id(desk, "ART-2")], who=WHO)

    assert written.title == "Restore 2 records from the trash"
    assert facts(desk.path) == before
    history.undo(desk, who=WHO)
    assert sorted(listed(desk)) == ["ART-1", "ART-2"]


def test_one_of_several_that_went_in_one_act_comes_back_alone(desk: Database) -> None:
    """An addition of two was taken back, and one of them is missed."""
    from coopdesk.domain.changes import ChangePlan, Origin
    from coopdesk.store.unit_of_work import write
    from tests.helpers.artificial import partners

    number = write(
        desk, ChangePlan(title="Two", origin=Origin.EDIT, changes=tuple(partners(2))), who=WHO
    ).change_set
    history.undo(desk, number, who=WHO)

    written = trash.restore(desk, [the_id(desk, "ART-0000001")], who=WHO)

    assert written.title == "Restore partner ART-0000001"
    assert listed(desk) == ["ART-0000000"]
    assert browsing.show(desk, "ART-0000001").record.label.startswith("Artificial body")


def test_a_record_whose_owner_is_in_the_trash_says_what_prevents_it(desk: Database) -> None:
    name = chronicle.entries(desk)[0].changes[0].reference
    editing.remove_record(desk, name, who=WHO)
    editing.remove_record(desk, "ART-1", who=WHO)
    ids = [the_id(desk, name)]

    assert "trash" in trash.hindrance(desk, ids)
    with pytest.raises(UserError):
        trash.restore(desk, ids, who=WHO)

    both = [*ids, the_id(desk, "ART-1")]
    assert trash.hindrance(desk, both) == ""
    trash.restore(desk, both, who=WHO)
    assert listed(desk) == []


def test_what_is_back_already_cannot_come_back_again(desk: Database) -> None:
    editing.remove_record(desk, "ART-2", who=WHO)
    record = the_id(desk, "ART-2")
    trash.restore(desk, [record], who=WHO)

    with pytest.raises(UserError, match="no longer in the trash"):
        trash.restore(desk, [record], who=WHO)


def test_the_whole_starting_data_in_the_trash_is_listed_without_its_rows(office: Database) -> None:
    live = [one for one in browsing.types(office) if one.count]
    history.undo(office, 1, who=WHO)

    everything = trash.removed(office, limit=10_000)

    owners = sum(one.count for one in live if one.spec.parent is None)
    assert len(everything) == owners
    assert sum(one.rows for one in everything) > 1_000
