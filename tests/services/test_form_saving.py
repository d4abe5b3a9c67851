# SPDX-License-Identifier: EUPL-1.2
"""Saving a form: one change set, and a question for each field where somebody was faster."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.errors import InvalidRecord, UserError
from coopdesk.services import browsing, editing, filling
from coopdesk.services.form_data import ChangedMeanwhile, FieldText, FormStart, RecordGone
from coopdesk.services.form_saving import save_form
from coopdesk.services.maintenance import Database
from coopdesk.store.register import by_references

TODAY = dt.date(2026, 11, 22)
WHO = "test"
ROADMAP = "rm-tr-2018"


@pytest.fixture
def start(office: Database) -> FormStart:
    with office.reading() as connection:
        key = by_references(connection, [ROADMAP])[ROADMAP].id
    return filling.open_record(office, key, today=TODAY)


def save(database: Database, start: FormStart, **typed: str) -> None:
    save_form(database, start.type, start.record, typed, seen=start.seen, who=WHO, today=TODAY)


def field(database: Database, key: str) -> object:
    return browsing.show(database, ROADMAP).record.fields[key]


def test_relative_dates_are_saved_as_the_day_they_mean(office: Database, start: FormStart) -> None:
    save(office, start, next_step_due="+90d", next_step="Meet")

    assert (field(office, "next_step_due"), field(office, "next_step")) == ("2027-02-20", "Meet")


def test_a_bad_date_is_refused_before_anything_is_written(office: Database, start: FormStart) -> None:
    with pytest.raises(InvalidRecord) as refused:
        save(office, start, next_step_due="31/2/2027", title="Other")

    assert [problem.field for problem in refused.value.problems] == ["next_step_due"]
    assert field(office, "title") == "EASO-Turkey expanded roadmap"


def test_another_field_changed_meanwhile_is_no_question(office: Database, start: FormStart) -> None:
    editing.change_record(office, ROADMAP, {"focus": "Theirs"}, who="other")

    save(office, start, title="Mine")

    assert (field(office, "title"), field(office, "focus")) == ("Mine", "Theirs")


def test_the_same_field_changed_meanwhile_is_a_question_with_all_three_values(
    office: Database, start: FormStart
) -> None:
    editing.change_record(office, ROADMAP, {"title": "Theirs", "lead_unit": "ea-tu"}, who="other")

    with pytest.raises(ChangedMeanwhile) as asked:
        save(office, start, title="Mine", lead_unit="")

    (title,) = asked.value.questions
    assert title.field == "title"
    assert title.was == FieldText("EASO-Turkey expanded roadmap", "EASO-Turkey expanded roadmap")
    assert (title.now.shown, title.typed.shown, title.now_value) == ("Theirs", "Mine", "Theirs")


def test_a_date_of_the_same_period_changed_meanwhile_is_asked_about_as_well(
    office: Database, start: FormStart
) -> None:
    editing.change_record(office, ROADMAP, {"valid_from": "2018-03"}, who="other")

    with pytest.raises(ChangedMeanwhile) as asked:
        save(office, start, valid_until="2020")

    (question,) = asked.value.questions
    assert (question.field, question.now.shown, question.typed.shown) == (
        "valid_from",
        "March 2018",
        "February 2018",
    )


def test_an_answered_question_is_saved(office: Database, start: FormStart) -> None:
    editing.change_record(office, ROADMAP, {"title": "Theirs"}, who="other")
    seen = {**start.seen, "title": "Theirs"}

    save_form(office, start.type, start.record, {"title": "Mine"}, seen=seen, who=WHO, today=TODAY)

    assert field(office, "title") == "Mine"


def test_a_removed_record_says_so(office: Database) -> None:
    added = editing.add_record(office, "partner", {"name": "Passing"}, who=WHO)
    start = filling.open_record(office, added.ids["partner"][0], today=TODAY)
    editing.remove_record(office, start.reference, who=WHO)

    with pytest.raises(RecordGone):
        save(office, start, name="Lasting")
    with pytest.raises(RecordGone):
        filling.open_record(office, str(start.record), today=TODAY)


def test_a_renamed_record_is_still_the_one_that_is_edited(office: Database, start: FormStart) -> None:
    editing.change_record(office, ROADMAP, {"reference": "rm-renamed"}, who="other")

    save(office, start, title="Mine")

    assert browsing.show(office, "rm-renamed").record.fields["title"] == "Mine"


def test_nothing_to_change_is_said_and_changes_nothing(office: Database, start: FormStart) -> None:
    with pytest.raises(UserError) as refused:
        save(office, start, title="EASO-Turkey expanded roadmap")

    assert refused.value.code == "nothing-to-change"


def test_a_new_record_opens_with_what_was_given_and_a_proposed_reference(office: Database) -> None:
    start = filling.begin_record(
        office, "roadmap_party", {"roadmap": ROADMAP, "role": "observer", "partner": "no such"}, today=TODAY
    )

    assert start.reference == "RP-2026-1"
    assert start.given == ("roadmap", "role", "partner")
    assert start.texts["roadmap"] == FieldText(ROADMAP, "EASO-Turkey expanded roadmap")
    assert start.texts["role"] == FieldText("observer", "Observer")
    assert start.texts["partner"] == FieldText("no such", "no such")
