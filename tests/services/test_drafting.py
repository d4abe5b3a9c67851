# SPDX-License-Identifier: EUPL-1.2
"""Drafts: kept as typed, one for each record, any number of new ones, whatever becomes of the record."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from coopdesk.services import drafting, editing, filling, history
from coopdesk.services.form_data import FieldText
from coopdesk.services.maintenance import Database
from coopdesk.store.register import by_references

TODAY = dt.date(2026, 11, 22)
WHO = "test"


def ident(database: Database, reference: str) -> str:
    with database.reading() as connection:
        return by_references(connection, [reference])[reference].id


@pytest.fixture
def record(office: Database) -> str:
    return ident(office, "rm-tr-2018")


def test_a_draft_comes_back_as_it_was_typed(office: Database, record: str) -> None:
    seen = {"title": "EASO-Turkey expanded roadmap", "valid_until": "2019-06", "focus": None}
    typed = {"title": "  half a wo", "valid_until": "soon 😀", "focus": "\ud800 broken\x00"}

    drafting.keep(office, "roadmap", record, typed, seen=seen, who=WHO)

    draft = drafting.of_record(office, record)
    assert draft is not None
    assert (draft.typed, draft.seen, draft.who) == (typed, seen, WHO)
    assert (draft.label, draft.reference, draft.is_gone) == (
        "EASO-Turkey expanded roadmap",
        "rm-tr-2018",
        False,
    )


def test_values_that_were_seen_keep_their_kind(office: Database) -> None:
    seen = {"budget": Decimal("1234.5"), "kind": None, "name": "x"}

    draft = drafting.keep(office, "programme", None, {"name": "y"}, seen=seen, who=WHO)

    kept = drafting.numbered(office, draft.seq)
    assert kept is not None
    assert kept.seen == seen


def test_there_is_one_draft_of_a_record_and_the_last_one_counts(office: Database, record: str) -> None:
    first = drafting.keep(office, "roadmap", record, {"title": "one"}, seen={}, who=WHO)
    second = drafting.keep(office, "roadmap", record, {"title": "two"}, seen={}, who=WHO)

    assert first.seq == second.seq
    assert [one.typed for one in drafting.drafts(office)] == [{"title": "two"}]


def test_new_records_have_a_draft_each(office: Database) -> None:
    one = drafting.keep(office, "partner", None, {"name": "One"}, seen={}, who=WHO)
    two = drafting.keep(office, "partner", None, {"name": "Two"}, seen={}, who=WHO)
    drafting.keep(office, "partner", None, {"name": "One more"}, seen={}, who=WHO, seq=one.seq)

    assert {draft.seq: draft.label for draft in drafting.drafts(office)} == {
        one.seq: "One more",
        two.seq: "Two",
    }


def test_a_new_draft_without_a_name_is_called_by_its_type(office: Database) -> None:
    draft = drafting.keep(office, "partner", None, {"region": "North"}, seen={}, who=WHO)

    assert draft.label == "New partner"


def test_drafts_are_listed_last_one_first(office: Database, record: str) -> None:
    early = dt.datetime(2026, 11, 22, 9, 44, tzinfo=dt.UTC)
    drafting.keep(office, "roadmap", record, {"title": "x"}, seen={}, who=WHO, at=early)
    late = drafting.keep(
        office, "partner", None, {"name": "y"}, seen={}, who=WHO, at=early + dt.timedelta(hours=1)
    )

    assert drafting.drafts(office)[0].seq == late.seq
    assert drafting.drafts(office)[1].changed_at == early


def test_a_discarded_draft_is_gone_and_its_number_may_be_used_again(office: Database) -> None:
    draft = drafting.keep(office, "partner", None, {"name": "One"}, seen={}, who=WHO)

    drafting.discard(office, draft.seq)

    assert drafting.drafts(office) == []
    assert drafting.numbered(office, draft.seq) is None
    again = drafting.keep(office, "partner", None, {"name": "Two"}, seen={}, who=WHO, seq=draft.seq)
    assert again.label == "Two"


def test_a_draft_is_no_act_of_the_history(office: Database, record: str) -> None:
    before = history.next_titles(office)

    drafting.keep(office, "roadmap", record, {"title": "x"}, seen={}, who=WHO)

    assert history.next_titles(office) == before


def test_the_draft_of_a_removed_record_stays_and_becomes_a_new_one(office: Database) -> None:
    written = editing.add_record(office, "partner", {"name": "Passing body", "region": "North"}, who=WHO)
    (key,) = written.ids["partner"]
    start = filling.open_record(office, key, today=TODAY)
    draft = drafting.keep(office, "partner", key, {"name": "Lasting body"}, seen=start.seen, who=WHO)
    editing.remove_record(office, start.reference, who=WHO)

    (listed,) = drafting.drafts(office)
    resumed = filling.resume_draft(office, draft.seq, today=TODAY)

    assert listed.is_gone
    assert resumed is not None
    assert resumed.record is None
    assert resumed.typed == {
        "name": FieldText("Lasting body", "Lasting body"),
        "region": FieldText("North", "North"),
    }


def test_a_draft_tells_what_has_changed_under_it(office: Database, record: str) -> None:
    start = filling.open_record(office, record, today=TODAY)
    drafting.keep(
        office, "roadmap", record, {"title": "Mine", "valid_until": "2020"}, seen=start.seen, who=WHO
    )
    editing.change_record(office, "rm-tr-2018", {"valid_until": "2019-09"}, who="other")

    opened = filling.open_record(office, record, today=TODAY)

    assert opened.changed_since == ("Runs until",)
    assert opened.typed["valid_until"] == FieldText("2020", "2020")
    assert opened.texts["valid_until"].shown == "September 2019"
    assert opened.seen["valid_until"] == "2019-06"  # so that saving asks


def test_a_draft_that_says_what_the_record_says_is_none(office: Database, record: str) -> None:
    """The program ended between saving and throwing the draft away."""
    start = filling.open_record(office, record, today=TODAY)
    drafting.keep(office, "roadmap", record, {"title": "Mine"}, seen=start.seen, who=WHO)
    editing.change_record(office, "rm-tr-2018", {"title": "Mine"}, who=WHO)

    opened = filling.open_record(office, record, today=TODAY)

    assert (opened.draft, opened.typed) == (None, {})
