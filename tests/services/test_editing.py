# SPDX-License-Identifier: EUPL-1.2
"""Adding, changing, removing: what was typed is checked, merged with what others did, and named in words."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import InvalidRecord, UsageError, UserError
from coopdesk.domain.filters import Filter
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.services import browsing, chronicle, editing, history, searching
from coopdesk.store.engine import Database
from coopdesk.store.queries import rows_by_ids
from coopdesk.store.register import by_references
from coopdesk.store.unit_of_work import StaleRecord
from tests.helpers.contents import contents, facts

WHO = "test"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give a file with two partners, the first with two further names, and a plan with a period."""
    _add(empty, "partner", reference="ART-1", name="Artificial body", region="North")
    _add(empty, "partner", reference="ART-2", name="Second body")
    _add(empty, "partner_name", reference="ART-1/1", partner="ART-1", variant="Other name")
    _add(empty, "partner_name", reference="ART-1/2", partner="ART-1", variant="Former name")
    _add(empty, "arrangement", reference="PLAN", title="A plan", valid_from="2019", valid_until="2021")
    return empty


def _add(database: Database, type_key: str, /, **fields: str) -> Written:
    return editing.add_record(database, type_key, fields, who=WHO, today=TODAY)


def _set(database: Database, record: str, /, **fields: str) -> Written:
    return editing.change_record(database, record, fields, who=WHO)


def _fields(database: Database, reference: str) -> dict[str, Value]:
    return dict(browsing.show(database, reference).record.fields)


def _seen(database: Database, reference: str) -> dict[str, Value]:
    """Give what an editor sees when it opens a record."""
    with database.reading() as connection:
        entry = by_references(connection, [reference])[reference.casefold()]
        spec = SPECS[entry.type]
        return dict(rows_by_ids(connection, spec, [entry.id])[entry.id])


# --- adding ---


def test_a_new_record_gets_the_next_free_reference(desk: Database) -> None:
    for number in (1, 2):
        written = _add(desk, "partner", name=f"Body {number}")
        assert written.title == f"Add partner PA-2026-{number}"
    _add(desk, "partner", reference="pa-2026-41", name="Body with a number of its own")

    assert _add(desk, "partner", name="Next").title == "Add partner PA-2026-42"


def test_a_reference_in_the_trash_is_not_proposed_again(desk: Database) -> None:
    _add(desk, "partner", name="To be removed")
    editing.remove_record(desk, "PA-2026-1", who=WHO)

    assert _add(desk, "partner", name="Next").title == "Add partner PA-2026-2"


def test_a_reference_in_the_trash_stays_taken_and_the_message_says_where(desk: Database) -> None:
    editing.remove_record(desk, "ART-2", who=WHO)

    with pytest.raises(UserError) as caught:
        _add(desk, "meeting", reference="art-2", title="A meeting")

    assert str(caught.value).startswith(
        "The reference “art-2” is already taken by Partner “Second body” in the trash. Free: MT-"
    )


@pytest.mark.parametrize("typed", ["ART-1", "art-1", "Árt-1"])
def test_a_reference_is_one_over_all_types_whatever_its_case(desk: Database, typed: str) -> None:
    before = contents(desk.path)
    with pytest.raises(UserError, match="already taken by Partner “Artificial body”"):
        _add(desk, "country", reference=typed, name="A country")
    with pytest.raises(UserError, match="already taken by Partner “Artificial body”"):
        _set(desk, "PLAN", reference=typed)
    assert contents(desk.path) == before


def test_a_reference_may_change_its_own_case(desk: Database) -> None:
    _set(desk, "ART-1", reference="art-1")
    assert _fields(desk, "ART-1")["reference"] == "art-1"


def test_what_cannot_be_is_refused_whole_with_every_problem(desk: Database) -> None:
    before = contents(desk.path)

    with pytest.raises(InvalidRecord) as caught:
        _add(desk, "partner", type="no such", is_self="perhaps", country="Nowhere")

    assert [problem.code for problem in caught.value.problems] == [
        "not-in-list",
        "not-yes-or-no",
        "link-unknown",
    ]
    with pytest.raises(UserError, match="Partner has no field “colour”"):
        _add(desk, "partner", name="Artificial body", colour="green")
    with pytest.raises(InvalidRecord, match="Name may not be empty"):
        _add(desk, "partner", region="North")
    with pytest.raises(UsageError, match="There is no record type “parner”"):
        _add(desk, "parner", name="Misspelt")
    assert contents(desk.path) == before


def test_a_rule_across_fields_holds_for_new_and_for_changed_records(desk: Database) -> None:
    with pytest.raises(InvalidRecord, match="is before"):
        _add(desk, "arrangement", title="Another", valid_from="2022", valid_until="2021")
    with pytest.raises(InvalidRecord, match="is before"):
        _set(desk, "PLAN", valid_until="2018")
    assert _fields(desk, "PLAN")["valid_until"] == "2021"


def test_a_link_may_be_typed_as_reference_or_as_name(desk: Database) -> None:
    for typed in ("ART-1", "art-1", "artificial BODY", "former name"):
        _set(desk, "ART-2", parent=typed)
        assert _fields(desk, "ART-2")["parent"] == "ART-1"
        _set(desk, "ART-2", parent="")


def test_a_record_cannot_point_to_itself(desk: Database) -> None:
    with pytest.raises(InvalidRecord, match="cannot point to itself"):
        _set(desk, "ART-1", parent="ART-1")


def test_many_may_add_at_the_same_time_and_each_gets_a_number(empty: Database) -> None:
    """Two windows, or a window and a script, propose the same number; the second takes the next."""
    failures: list[Exception] = []

    def add() -> None:
        try:
            for number in range(5):
                _add(empty, "partner", name=f"Body {number}")
        except UserError as error:
            failures.append(error)

    workers = [threading.Thread(target=add) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert failures == []
    _, records = browsing.list_records(empty, "partner", Filter())
    assert {one.reference for one in records} == {f"PA-2026-{number}" for number in range(1, 21)}


# --- changing ---


def test_only_what_differs_is_written(desk: Database) -> None:
    _set(desk, "ART-1", name="Artificial body", region="South")

    (entry,) = chronicle.entries(desk, limit=1)
    assert entry.title == "Change “Region” of ART-1"
    assert [change.field for change in entry.changes] == ["region"]


def test_nothing_to_change_is_said_and_not_written(desk: Database) -> None:
    before = contents(desk.path)
    with pytest.raises(UserError, match="Nothing to change: the record already says this"):
        _set(desk, "ART-1", name="Artificial body", region="North")
    assert contents(desk.path) == before


def test_a_long_title_names_three_fields(desk: Database) -> None:
    written = _set(desk, "ART-1", name="B", region="C", short_name="D", note="E", is_self="no")
    assert written.title == "Change “Name”, “Short name”, “Region” and 2 more of ART-1"


def test_an_emptied_field_is_empty(desk: Database) -> None:
    _set(desk, "ART-1", region="")
    assert _fields(desk, "ART-1")["region"] is None
    with pytest.raises(InvalidRecord, match="Name may not be empty"):
        _set(desk, "ART-1", name=" ")


def test_two_editors_of_one_field_are_a_question(desk: Database) -> None:
    seen = _seen(desk, "ART-1")
    _set(desk, "ART-1", region="East")
    before = contents(desk.path)

    with pytest.raises(StaleRecord) as caught:
        editing.change_record(desk, "ART-1", {"region": "South"}, who=WHO, seen=seen)

    assert contents(desk.path) == before
    conflict = caught.value.clashes[0].conflict
    assert (conflict.base, conflict.ours, conflict.theirs) == ("North", "East", "South")
    assert str(caught.value) == (
        "Artificial body was changed meanwhile: Region is now “East”, "
        "you started from “North” and want “South”."
    )


def test_two_editors_of_one_link_are_told_references(desk: Database) -> None:
    seen = _seen(desk, "ART-2")
    _add(desk, "partner", reference="ART-3", name="Third body")
    _set(desk, "ART-2", parent="ART-1")

    with pytest.raises(StaleRecord, match="is now “ART-1”, you started from “–” and want “ART-3”"):
        editing.change_record(desk, "ART-2", {"parent": "ART-3"}, who=WHO, seen=seen)


def test_two_editors_of_different_fields_both_keep_what_they_typed(desk: Database) -> None:
    seen = _seen(desk, "ART-1")
    _set(desk, "ART-1", region="East")

    editing.change_record(desk, "ART-1", {"note": "A remark"}, who=WHO, seen=seen)

    shown = _fields(desk, "ART-1")
    assert (shown["region"], shown["note"]) == ("East", "A remark")


def test_a_form_that_hands_in_all_its_fields_takes_nothing_back(desk: Database) -> None:
    """What the editor did not touch is as it was seen, not as it is now; that is no wish to go back."""
    seen = _seen(desk, "ART-1")
    _set(desk, "ART-1", region="East", short_name="AB")

    editing.change_record(
        desk, "ART-1", {"name": "Renamed", "region": "North", "short_name": ""}, who=WHO, seen=seen
    )

    shown = _fields(desk, "ART-1")
    assert (shown["name"], shown["region"], shown["short_name"]) == ("Renamed", "East", "AB")


def test_two_editors_who_want_the_same_agree(desk: Database) -> None:
    seen = _seen(desk, "ART-1")
    _set(desk, "ART-1", region="East")

    with pytest.raises(UserError, match="Nothing to change"):
        editing.change_record(desk, "ART-1", {"region": "East"}, who=WHO, seen=seen)


def test_the_two_ends_of_a_period_are_one_thing(desk: Database) -> None:
    """One moves the start, the other the end: together they may be nonsense, so it is a question."""
    seen = _seen(desk, "PLAN")
    _set(desk, "PLAN", valid_until="2023")

    with pytest.raises(StaleRecord) as caught:
        editing.change_record(desk, "PLAN", {"valid_from": "2020"}, who=WHO, seen=seen)

    assert {clash.conflict.group for clash in caught.value.clashes} == {"period"}


def test_an_editor_of_a_record_that_is_gone_is_told_where_it_is(desk: Database) -> None:
    seen = _seen(desk, "ART-2")
    editing.remove_record(desk, "ART-2", who=WHO)

    with pytest.raises(UserError, match=r"“ART-2” is in the trash\. Take its removal back to use it again"):
        editing.change_record(desk, "art-2", {"region": "South"}, who=WHO, seen=seen)


def test_links_follow_a_record_that_gets_another_reference(desk: Database) -> None:
    _set(desk, "ART-2", parent="ART-1")
    _set(desk, "ART-1", reference="ART-one")

    assert _fields(desk, "ART-2")["parent"] == "ART-one"
    with pytest.raises(UserError, match="There is no record “ART-1”"):
        browsing.show(desk, "ART-1")


# --- the trash ---


def test_a_record_goes_to_the_trash_with_its_rows_and_comes_back_with_them(desk: Database) -> None:
    before = facts(desk.path)

    written = editing.remove_record(desk, "art-1", who=WHO)

    assert written.title == "Remove partner ART-1 and 2 of its rows"
    assert {key: len(ids) for key, ids in written.ids.items()} == {"partner": 1, "partner_name": 2}
    history.undo(desk, who=WHO)
    assert facts(desk.path) == before


def test_what_is_in_the_trash_is_found_by_nothing(desk: Database) -> None:
    editing.remove_record(desk, "ART-1", who=WHO)

    _, listed = browsing.list_records(desk, "partner", Filter())
    assert [one.reference for one in listed] == ["ART-2"]
    for query in ("artificial", "former", "ART-1", "ART-1/1"):
        assert searching.search(desk, query) == []
    for reference in ("ART-1", "art-1/2"):
        with pytest.raises(UserError, match=r"is in the trash\. Take its removal back to use it again"):
            browsing.show(desk, reference)
    assert {one.spec.key: one.count for one in browsing.types(desk) if one.count} == {
        "partner": 1,
        "arrangement": 1,
    }


def test_what_is_in_the_trash_cannot_be_linked_to(desk: Database) -> None:
    editing.remove_record(desk, "ART-1", who=WHO)

    with pytest.raises(UserError, match="ART-1"):
        _set(desk, "ART-2", parent="ART-1")


def test_what_is_in_the_trash_cannot_be_removed_again(desk: Database) -> None:
    editing.remove_record(desk, "ART-1", who=WHO)

    with pytest.raises(UserError, match="“ART-1” is in the trash"):
        editing.remove_record(desk, "ART-1", who=WHO)


def test_rows_of_rows_go_too(desk: Database) -> None:
    """A remark on a further name of a partner belongs, in the end, to the partner."""
    _add(desk, "note", reference="REMARK", record="ART-1/1", text="About a name")

    written = editing.remove_record(desk, "ART-1", who=WHO)

    assert written.title == "Remove partner ART-1 and 3 of its rows"
    history.undo(desk, who=WHO)
    assert _fields(desk, "REMARK")["record"] == "ART-1/1"


def test_a_row_of_the_record_that_others_use_keeps_it_here(desk: Database) -> None:
    _add(desk, "partner_unit", reference="UNIT", partner="ART-1", name="A unit")
    _add(desk, "partner_unit", reference="OTHER", partner="ART-2", name="Another", replaced_by="UNIT")

    with pytest.raises(UserError, match="A unit cannot be removed, since it is used by Unit OTHER"):
        editing.remove_record(desk, "ART-1", who=WHO)
