# SPDX-License-Identifier: EUPL-1.2
"""Taking back and doing again: today, after a restart, long afterwards, never over somebody's later work."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Decision
from coopdesk.services import browsing, chronicle, editing, history, maintenance
from coopdesk.services.history import UndoConflicts
from coopdesk.store.engine import Database
from coopdesk.store.register import by_references
from coopdesk.store.unit_of_work import write
from tests.helpers.contents import facts, is_whole

WHO = "test"


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give a file with two partners, the first with a further name, and a plan with a period."""
    _add(empty, "partner", reference="ART-1", name="Artificial body", region="North")
    _add(empty, "partner", reference="ART-2", name="Second body")
    _add(empty, "partner_name", reference="ART-1/1", partner="ART-1", variant="Other name")
    _add(empty, "arrangement", reference="PLAN", title="A plan", valid_from="2019", valid_until="2021")
    return empty


def _add(database: Database, type_key: str, **fields: str) -> Written:
    return editing.add_record(database, type_key, fields, who=WHO)


def _set(database: Database, record: str, /, **fields: str) -> Written:
    return editing.change_record(database, record, fields, who=WHO)


def _field(database: Database, reference: str, key: str) -> Value:
    return browsing.show(database, reference).record.fields[key]


def _id(database: Database, reference: str) -> str:
    with database.reading() as connection:
        return by_references(connection, [reference])[reference.casefold()].id


def _is_there(database: Database, reference: str) -> bool:
    try:
        return bool(browsing.show(database, reference))
    except UserError:
        return False


def _reopened(database: Database) -> Database:
    database.close()
    return maintenance.open_database(database.path)


# --- any act, there and back ---


def _create(desk: Database) -> None:
    _add(desk, "partner_name", reference="ART-2/1", partner="ART-2", variant="Name of the second")


def _change(desk: Database) -> None:
    _set(desk, "ART-1", name="Renamed body", region="", note="A remark")


def _rename_reference(desk: Database) -> None:
    _set(desk, "ART-1", reference="ART-one")


def _remove_with_rows(desk: Database) -> None:
    editing.remove_record(desk, "ART-1", who=WHO)


def _many(desk: Database) -> None:
    """What an import does: creations, changes and removals in one change set."""
    creations = [
        RecordChange(
            type="partner",
            id=new_key(),
            action="create",
            new={"reference": f"M-{number}", "name": f"One of many {number}"},
        )
        for number in range(600)
    ]
    changed = RecordChange(
        type="partner",
        id=_id(desk, "ART-2"),
        action="change",
        old={"name": "Second body"},
        new={"name": "Renamed with many"},
    )
    with desk.reading() as connection:
        entry = by_references(connection, ["ART-1"])["art-1"]
        removals = editing.removal_of(connection, entry)
    plan = ChangePlan(title="Import", origin=Origin.IMPORT, changes=(*creations, changed, *removals))
    write(desk, plan, who=WHO)


@pytest.mark.parametrize("act", [_create, _change, _rename_reference, _remove_with_rows, _many])
@pytest.mark.parametrize("is_reopened", [False, True], ids=["at once", "after a restart"])
def test_any_act_is_taken_back_and_done_again_in_one_step(
    desk: Database, act: object, is_reopened: bool
) -> None:
    assert callable(act)
    before = facts(desk.path)
    act(desk)
    after = facts(desk.path)
    assert after != before

    for expected, step in ((before, history.undo), (after, history.redo), (before, history.undo)):
        if is_reopened:
            desk = _reopened(desk)
        step(desk, who=WHO)
        assert facts(desk.path) == expected

    desk.close()
    assert is_whole(desk.path)


def test_taking_back_is_an_entry_of_the_history_in_words(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South").change_set

    undone = history.undo(desk, who="Another Clerk")
    again = history.redo(desk, who=WHO)

    assert undone.title == "Take back: Change “Region” of ART-1"
    assert again.title == "Change “Region” of ART-1"
    redo, undo, first = chronicle.entries(desk, limit=3)
    assert (undo.who, undo.origin, undo.undoes) == ("Another Clerk", "undo", number)
    assert (first.undone_by, undo.undone_by) == (undo.number, redo.number)
    assert (redo.origin, redo.undoes, redo.undone_by) == ("redo", undo.number, None)
    (change,) = undo.changes
    assert (change.field, change.old, change.new) == ("region", "South", "North")


def test_undo_walks_back_step_by_step_and_redo_forth_again(desk: Database) -> None:
    states = [facts(desk.path)]
    for region in ("East", "South", "West"):
        _set(desk, "ART-1", region=region)
        states.append(facts(desk.path))

    for state in states[-2::-1]:
        history.undo(desk, who=WHO)
        assert facts(desk.path) == state
    for state in states[1:]:
        history.redo(desk, who=WHO)
        assert facts(desk.path) == state
    with pytest.raises(UserError, match="nothing to do again"):
        history.redo(desk, who=WHO)
    for state in states[-2::-1]:
        history.undo(desk, who=WHO)
        assert facts(desk.path) == state


def test_the_menu_can_say_what_undo_and_redo_would_do(desk: Database) -> None:
    _set(desk, "ART-1", region="South")
    assert history.next_titles(desk) == ("Change “Region” of ART-1", None)

    history.undo(desk, who=WHO)
    assert history.next_titles(desk)[1] == "Change “Region” of ART-1"


def test_something_new_ends_what_can_be_done_again(desk: Database) -> None:
    _set(desk, "ART-1", region="South")
    history.undo(desk, who=WHO)
    _set(desk, "ART-2", region="South")

    with pytest.raises(UserError, match="nothing to do again"):
        history.redo(desk, who=WHO)


def test_an_act_that_wrote_no_records_stands_in_nobodys_way(desk: Database) -> None:
    """An export is in the history, and so is an import that found everything equal."""
    _set(desk, "ART-1", region="South")
    for origin in (Origin.EXPORT, Origin.IMPORT):
        write(desk, ChangePlan(title="No records", origin=origin, changes=()), who=WHO)

    history.undo(desk, who=WHO)
    assert _field(desk, "ART-1", "region") == "North"
    for origin in (Origin.EXPORT, Origin.IMPORT):
        write(desk, ChangePlan(title="No records", origin=origin, changes=()), who=WHO)
    history.redo(desk, who=WHO)
    assert _field(desk, "ART-1", "region") == "South"


def test_an_act_that_wrote_no_records_cannot_be_taken_back(desk: Database) -> None:
    number = write(desk, ChangePlan(title="Export", origin=Origin.EXPORT, changes=()), who=WHO).change_set

    with pytest.raises(UserError, match="“Export” changed no records"):
        history.undo(desk, number, who=WHO)


def test_undo_ends_at_the_starting_data(office: Database) -> None:
    with pytest.raises(UserError, match="nothing to take back"):
        history.undo(office, who=WHO)


def test_the_starting_data_can_be_taken_back_when_named(office: Database) -> None:
    history.undo(office, 1, who=WHO)

    assert sum(one.count for one in browsing.types(office)) == 0
    history.redo(office, who=WHO)
    assert is_whole(office.path)


def test_what_is_taken_back_cannot_be_taken_back_again(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South").change_set
    history.undo(desk, number, who=WHO)

    with pytest.raises(UserError, match="“Change “Region” of ART-1” is already taken back"):
        history.undo(desk, number, who=WHO)


def test_what_was_done_again_can_be_taken_back_by_its_first_number(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South").change_set
    for _ in range(2):
        history.undo(desk, number, who=WHO)
        assert _field(desk, "ART-1", "region") == "North"
        history.redo(desk, who=WHO)
        assert _field(desk, "ART-1", "region") == "South"


def test_an_entry_that_there_is_not(desk: Database) -> None:
    with pytest.raises(UserError, match="There is no entry 4711 in the history"):
        history.undo(desk, 4711, who=WHO)


# --- long afterwards ---


def test_taking_back_long_afterwards_keeps_what_others_typed_since(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South", short_name="AB").change_set
    _set(desk, "ART-1", note="A later remark")
    _set(desk, "ART-2", name="A later name")

    history.undo(desk, number, who=WHO)

    shown = browsing.show(desk, "ART-1").record.fields
    assert (shown["region"], shown["short_name"], shown["note"]) == ("North", None, "A later remark")
    assert _field(desk, "ART-2", "name") == "A later name"


def test_a_field_changed_since_is_a_question_and_nothing_is_done(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South", short_name="AB").change_set
    _set(desk, "ART-1", region="East")
    before = facts(desk.path)

    with pytest.raises(UndoConflicts) as caught:
        history.undo(desk, number, who=WHO)

    assert facts(desk.path) == before
    (question,) = caught.value.questions
    conflict = question.conflict
    assert question.entry.reference == "ART-1"
    assert (conflict.field, conflict.base, conflict.ours, conflict.theirs) == (
        "region",
        "South",
        "East",
        "North",
    )
    assert str(caught.value) == (
        "“Change “Short name”, “Region” of ART-1” cannot be taken back without asking: "
        "1 later change on the same fields. First: Region of ART-1."
    )


@pytest.mark.parametrize(
    ("answer", "region"),
    [
        (Decision(take="ours"), "East"),
        (Decision(take="theirs"), "North"),
        (Decision(take="value", value="West"), "West"),
    ],
)
def test_the_question_is_answered_and_the_rest_goes_back(
    desk: Database, answer: Decision, region: str
) -> None:
    number = _set(desk, "ART-1", region="South", short_name="AB").change_set
    _set(desk, "ART-1", region="East")

    history.undo(desk, number, who=WHO, decisions={(_id(desk, "ART-1"), "region"): answer})

    assert _field(desk, "ART-1", "region") == region
    assert _field(desk, "ART-1", "short_name") is None


def test_one_answer_for_all_questions(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South", short_name="AB").change_set
    _set(desk, "ART-1", region="East", short_name="ABC")
    kept = facts(desk.path)

    with pytest.raises(UndoConflicts):
        history.undo(desk, number, who=WHO)
    assert facts(desk.path) == kept

    history.undo(desk, number, who=WHO, remaining="theirs")
    assert (_field(desk, "ART-1", "region"), _field(desk, "ART-1", "short_name")) == ("North", None)


def test_who_keeps_all_later_work_is_asked_once_and_the_next_undo_goes_on(desk: Database) -> None:
    _set(desk, "ART-2", region="West")
    number = _set(desk, "ART-1", region="South").change_set
    _set(desk, "ART-1", region="East")
    kept = facts(desk.path)

    history.undo(desk, number, who=WHO, remaining="ours")
    assert facts(desk.path) == kept

    history.undo(desk, who=WHO)
    history.undo(desk, who=WHO)
    assert (_field(desk, "ART-1", "region"), _field(desk, "ART-2", "region")) == ("South", None)
    history.redo(desk, who=WHO)
    history.redo(desk, who=WHO)
    assert facts(desk.path) == kept


def test_a_mixture_of_old_and_new_that_breaks_a_rule_is_refused_with_the_way_out(desk: Database) -> None:
    """The name went when the office was filled in; the office has gone since and another came."""
    _add(desk, "person", reference="PERSON", name="Artificial Person")
    number = _set(desk, "PERSON", office="Some office").change_set
    _set(desk, "PERSON", name="")
    kept = facts(desk.path)

    with pytest.raises(UserError, match=r"PERSON has changed since .*Take back the later change"):
        history.undo(desk, number, who=WHO)

    assert facts(desk.path) == kept


def test_a_late_undo_can_itself_be_taken_back(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South").change_set
    _set(desk, "ART-1", region="East")
    before = facts(desk.path)
    history.undo(desk, number, who=WHO, remaining="theirs")

    history.redo(desk, who=WHO)

    assert facts(desk.path) == before


def test_what_was_set_back_by_hand_needs_no_question(desk: Database) -> None:
    number = _set(desk, "ART-1", region="South", short_name="AB").change_set
    _set(desk, "ART-1", region="North")

    history.undo(desk, number, who=WHO)

    assert (_field(desk, "ART-1", "region"), _field(desk, "ART-1", "short_name")) == ("North", None)


def test_a_list_goes_back_item_by_item(desk: Database) -> None:
    _add(desk, "document", reference="DOC", title="A text", languages="en; fr")
    number = _set(desk, "DOC", languages="en; fr; de").change_set
    _set(desk, "DOC", languages="fr; de; it")

    history.undo(desk, number, who=WHO)

    assert _field(desk, "DOC", "languages") == ("fr", "it")


def test_the_two_ends_of_a_period_are_one_question(desk: Database) -> None:
    """One clerk moved the start, later another the end: taking back the start alone might turn it round."""
    number = _set(desk, "PLAN", valid_from="2020").change_set
    _set(desk, "PLAN", valid_until="2025")

    with pytest.raises(UndoConflicts) as caught:
        history.undo(desk, number, who=WHO)
    assert {one.conflict.group for one in caught.value.questions} == {"period"}

    history.undo(desk, number, who=WHO, remaining="theirs")
    assert (_field(desk, "PLAN", "valid_from"), _field(desk, "PLAN", "valid_until")) == ("2019", "2021")


def test_the_end_of_a_period_that_nobody_touched_goes_back_without_a_question(desk: Database) -> None:
    number = _set(desk, "PLAN", valid_from="2020").change_set
    _set(desk, "PLAN", title="A renamed plan")

    history.undo(desk, number, who=WHO)

    assert (_field(desk, "PLAN", "valid_from"), _field(desk, "PLAN", "title")) == ("2019", "A renamed plan")


# --- records that came or went since ---


def test_a_new_record_that_was_edited_since_is_not_taken_away_unasked(desk: Database) -> None:
    number = _add(desk, "partner", reference="ART-3", name="Third body").change_set
    _set(desk, "ART-3", note="Much work went in here")

    with pytest.raises(UndoConflicts, match="Partner of ART-3"):
        history.undo(desk, number, who=WHO)
    assert _is_there(desk, "ART-3")

    history.undo(desk, number, who=WHO, remaining="theirs")
    assert not _is_there(desk, "ART-3")
    history.redo(desk, who=WHO)
    assert _field(desk, "ART-3", "note") == "Much work went in here"


def test_a_new_record_that_is_in_use_since_stays_and_the_user_is_named(desk: Database) -> None:
    number = _add(desk, "partner", reference="ART-3", name="Third body").change_set
    _set(desk, "ART-2", parent="ART-3")

    with pytest.raises(UserError, match="Third body cannot be removed, since it is used by Partner ART-2"):
        history.undo(desk, number, who=WHO)


def test_a_change_of_a_record_removed_since_is_a_question(desk: Database) -> None:
    number = _set(desk, "ART-2", region="South").change_set
    editing.remove_record(desk, "ART-2", who=WHO)

    with pytest.raises(UndoConflicts, match="Partner of ART-2"):
        history.undo(desk, number, who=WHO)
    history.undo(desk, number, who=WHO, remaining="ours")
    assert not _is_there(desk, "ART-2")


def test_who_wants_a_removed_record_back_gets_it_as_it_was_last(desk: Database) -> None:
    """Without the change that is taken back, and with everything typed between it and the removal."""
    number = _set(desk, "ART-2", region="South", short_name="SB").change_set
    _set(desk, "ART-2", note="A later remark", short_name="SEC")
    editing.remove_record(desk, "ART-2", who=WHO)

    history.undo(desk, number, who=WHO, remaining="theirs")

    shown = browsing.show(desk, "ART-2").record.fields
    assert (shown["region"], shown["short_name"], shown["note"]) == (None, None, "A later remark")
    assert is_whole(desk.path)


def test_a_removed_record_comes_back_with_one_field_decided(desk: Database) -> None:
    number = _set(desk, "ART-2", region="South", short_name="SB").change_set
    _set(desk, "ART-2", short_name="SEC")
    editing.remove_record(desk, "ART-2", who=WHO)
    key = _id(desk, "ART-2")
    decisions: Mapping[tuple[str, str | None], Decision] = {
        (key, None): Decision(take="theirs"),
        (key, "short_name"): Decision(take="ours"),
    }

    history.undo(desk, number, who=WHO, decisions=decisions)

    shown = browsing.show(desk, "ART-2").record.fields
    assert (shown["region"], shown["short_name"]) == (None, "SEC")


def test_a_removal_cannot_be_taken_back_before_that_of_what_it_points_to(desk: Database) -> None:
    """The message says what is in the trash, so that it can be taken out first."""
    _set(desk, "ART-2", parent="ART-1")
    number = editing.remove_record(desk, "ART-2", who=WHO).change_set
    editing.remove_record(desk, "ART-1", who=WHO)

    with pytest.raises(UserError, match=r"Part of: “ART-1” is in the trash\. Take its removal back first"):
        history.undo(desk, number, who=WHO)

    history.undo(desk, who=WHO)
    history.undo(desk, number, who=WHO)
    assert _field(desk, "ART-2", "parent") == "ART-1"


def test_owned_rows_removed_one_by_one_come_back_one_by_one(desk: Database) -> None:
    editing.remove_record(desk, "ART-1/1", who=WHO)
    editing.remove_record(desk, "ART-1", who=WHO)

    history.undo(desk, who=WHO)
    assert not _is_there(desk, "ART-1/1")
    history.undo(desk, who=WHO)
    assert _is_there(desk, "ART-1/1")


def test_a_reference_given_away_since_is_not_taken_back(desk: Database) -> None:
    number = _set(desk, "ART-1", reference="ART-one").change_set
    _add(desk, "partner", reference="art-1", name="Now called so")
    before = facts(desk.path)

    with pytest.raises(UserError, match="The reference “ART-1” is already taken by Partner “Now called so”"):
        history.undo(desk, number, who=WHO)

    assert facts(desk.path) == before
