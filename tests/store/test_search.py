# SPDX-License-Identifier: EUPL-1.2
"""The search: whatever is written can be found at once, by every name, and nothing that is gone."""

from __future__ import annotations

import pytest

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.identifiers import new_key
from coopdesk.services import editing, history
from coopdesk.store import search
from coopdesk.store.engine import Database
from coopdesk.store.register import counts
from coopdesk.store.unit_of_work import write
from tests.helpers.contents import is_whole
from tests.helpers.truth import search_is_true

WHO = "test"


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give a file with two partners and a country, the first partner and the country with a further name."""
    _add(empty, "partner", reference="ART-1", name="Artificial body", note="Founded on paper")
    _add(empty, "partner", reference="ART-2", name="Second body")
    _add(empty, "partner_name", reference="ART-1/1", partner="ART-1", variant="Yılmaz Enstitüsü")
    _add(empty, "country", reference="LAND", name="Artland")
    _add(empty, "country_name", reference="LAND/1", country="LAND", variant="Kunstland")
    return empty


def _add(database: Database, type_key: str, /, **fields: str) -> Written:
    return editing.add_record(database, type_key, fields, who=WHO)


def _set(database: Database, record: str, /, **fields: str) -> Written:
    return editing.change_record(database, record, fields, who=WHO)


def _found(database: Database, query: str, *types: str, names_only: bool = False) -> set[str]:
    with database.reading() as connection:
        return {one.reference for one in search.find(connection, query, types=types, names_only=names_only)}


@pytest.mark.parametrize(
    "query", ["artificial", "ARTIFICIAL bod", "body art", "art-1", "founded", "yilmaz", "Yılmaz", "ENSTITÜ"]
)
def test_a_record_is_found_by_the_beginnings_of_its_words(desk: Database, query: str) -> None:
    assert "ART-1" in _found(desk, query)


@pytest.mark.parametrize(
    "query", ["", "   ", "…", "_", "rtificial", "artificial second", '"', "NEAR(", "a OR", "*"]
)
def test_what_is_no_word_of_it_finds_nothing_and_breaks_nothing(desk: Database, query: str) -> None:
    assert "ART-1" not in _found(desk, query) or query == "a OR"


def test_a_search_may_ask_for_types_or_for_names_alone(desk: Database) -> None:
    assert _found(desk, "yilmaz") == {"ART-1", "ART-1/1"}
    assert _found(desk, "yilmaz", "partner") == {"ART-1"}
    assert _found(desk, "yilmaz", "partner", "partner_name") == {"ART-1", "ART-1/1"}
    assert _found(desk, "founded", names_only=True) == set()


def test_the_newest_come_first_and_no_more_than_asked_for(desk: Database) -> None:
    with desk.reading() as connection:
        found = search.find(connection, "body", limit=1)
    assert [one.reference for one in found] == ["ART-2"]


def test_a_further_name_finds_its_owner_from_its_first_to_its_last_day(desk: Database) -> None:
    """Added, changed, moved to another partner, removed, brought back: the owner is found by it just then."""
    _add(desk, "partner_name", reference="ART-1/2", partner="ART-1", variant="Zephyr")
    assert _found(desk, "zephyr", "partner") == {"ART-1"}

    _set(desk, "ART-1/2", variant="Boreas")
    assert _found(desk, "zephyr", "partner") == set()
    assert _found(desk, "boreas", "partner") == {"ART-1"}

    _set(desk, "ART-1/2", partner="ART-2")
    assert _found(desk, "boreas", "partner") == {"ART-2"}

    editing.remove_record(desk, "ART-1/2", who=WHO)
    assert _found(desk, "boreas", "partner") == set()

    history.undo(desk, who=WHO)
    assert _found(desk, "boreas", "partner") == {"ART-2"}

    editing.remove_record(desk, "ART-2", who=WHO)
    assert _found(desk, "boreas") == set()

    history.undo(desk, who=WHO)
    assert _found(desk, "boreas", "partner") == {"ART-2"}
    assert search_is_true(desk)


def test_an_owner_that_is_edited_keeps_its_further_names(desk: Database) -> None:
    _set(desk, "ART-1", name="Renamed body")
    _set(desk, "LAND", name="Renamed land")

    assert _found(desk, "yilmaz renamed") == {"ART-1"}
    assert _found(desk, "kunstland renamed") == {"LAND"}
    assert search_is_true(desk)


def test_an_owner_and_its_names_written_in_one_act(desk: Database) -> None:
    owner, name = new_key(), new_key()
    plan = ChangePlan(
        title="Both",
        origin=Origin.IMPORT,
        changes=(
            RecordChange(
                type="partner_name",
                id=name,
                action="create",
                new={"reference": "ART-3/1", "partner": owner, "variant": "Zephyr"},
            ),
            RecordChange(
                type="partner", id=owner, action="create", new={"reference": "ART-3", "name": "Third body"}
            ),
        ),
    )
    write(desk, plan, who=WHO)

    assert _found(desk, "zephyr third") == {"ART-3"}
    history.undo(desk, who=WHO)
    assert _found(desk, "zephyr") == set()
    history.redo(desk, who=WHO)
    assert _found(desk, "zephyr third") == {"ART-3"}
    assert search_is_true(desk)


def test_emptied_text_is_found_no_longer(desk: Database) -> None:
    _set(desk, "ART-1", note="")
    assert _found(desk, "founded") == set()
    assert search_is_true(desk)


@pytest.mark.parametrize("number", [499, 500, 501, 1_100])
def test_many_at_once_are_found_like_one(desk: Database, number: int) -> None:
    """Bulk work goes another way through the index; what it leaves is the same."""
    changes = tuple(
        RecordChange(
            type="partner",
            id=new_key(),
            action="create",
            new={"reference": f"M-{n}", "name": f"Zephyr {n}", "note": "many"},
        )
        for n in range(number)
    )
    write(desk, ChangePlan(title="Many", origin=Origin.IMPORT, changes=changes), who=WHO)
    assert _found(desk, f"zephyr {number - 1}", "partner") == {f"M-{number - 1}"}
    assert search_is_true(desk)

    renamed = tuple(
        RecordChange(type="partner", id=one.id, action="change", old={"note": "many"}, new={"note": "Boreas"})
        for one in changes
    )
    write(desk, ChangePlan(title="Rename", origin=Origin.IMPORT, changes=renamed), who=WHO)
    assert _found(desk, "many") == set()
    assert search_is_true(desk)

    history.undo(desk, who=WHO)
    history.undo(desk, who=WHO)
    assert _found(desk, "zephyr") == set()
    assert search_is_true(desk)
    desk.close()
    assert is_whole(desk.path)


def test_the_search_of_the_starting_data_is_true(office: Database) -> None:
    assert search_is_true(office)
    with office.reading() as connection:
        assert search.size(connection) == sum(counts(connection).values())


def test_a_search_that_was_lost_is_made_anew(desk: Database) -> None:
    with desk.writing() as connection:
        connection.execute(search.ENTRIES.delete())
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('delete-all')")
    assert _found(desk, "artificial") == set()
    assert not search_is_true(desk)  # which made it anew

    assert _found(desk, "artificial", "partner") == {"ART-1"}
    assert _found(desk, "yilmaz", "partner") == {"ART-1"}
    assert search_is_true(desk)
    desk.close()
    assert is_whole(desk.path)
