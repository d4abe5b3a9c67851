# SPDX-License-Identifier: EUPL-1.2
"""The register: what a record is called, and which references are free."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, history
from coopdesk.store import register
from coopdesk.store.engine import Database
from coopdesk.store.register import Entry, by_references, propose_reference
from coopdesk.store.unit_of_work import write
from tests.helpers.contents import facts
from tests.helpers.truth import untrue_labels

WHO = "test"
TODAY = dt.date(2026, 11, 22)


def _add(database: Database, type_key: str, /, **fields: str) -> Written:
    return editing.add_record(database, type_key, fields, who=WHO)


def _set(database: Database, record: str, /, **fields: str) -> Written:
    return editing.change_record(database, record, fields, who=WHO)


def _entry(database: Database, reference: str) -> Entry:
    with database.reading() as connection:
        return by_references(connection, [reference])[reference.casefold()]


def _proposal(database: Database, taken: int = 0) -> str:
    with database.reading() as connection:
        return propose_reference(connection, SPECS["partner"], TODAY, taken)


# --- references ---


def test_the_first_proposal_of_a_year_is_one(empty: Database) -> None:
    assert _proposal(empty) == "PA-2026-1"
    _add(empty, "partner", reference="PA-2025-7", name="Of last year")
    assert _proposal(empty) == "PA-2026-1"
    assert _proposal(empty, taken=3) == "PA-2026-4"


@pytest.mark.parametrize(
    ("reference", "proposal"),
    [
        ("PA-2026-9", "PA-2026-10"),
        ("pa-2026-9", "PA-2026-10"),
        ("PA-2026-09", "PA-2026-10"),
        ("PA-2026-9b", "PA-2026-1"),
        ("PA-2026-9-1", "PA-2026-1"),
        ("PA-2026-", "PA-2026-1"),
        ("PA-2026-٩", "PA-2026-10"),
        ("PA-2026-123456789012345678", "PA-2026-1"),
    ],
)
def test_a_proposal_comes_after_all_numbers_of_its_kind(
    empty: Database, reference: str, proposal: str
) -> None:
    _add(empty, "partner", reference=reference, name="Artificial body")
    assert _proposal(empty) == proposal


def test_a_proposal_is_free_also_of_what_is_in_the_trash(empty: Database) -> None:
    """Even where a record of another type took a number that looks like a partner's."""
    _add(empty, "meeting", reference="PA-2026-5", title="A meeting")
    editing.remove_record(empty, "PA-2026-5", who=WHO)
    assert _proposal(empty) == "PA-2026-6"


def test_two_records_of_one_act_cannot_share_a_reference(empty: Database) -> None:
    twins = tuple(
        RecordChange(type="partner", id=new_key(), action="create", new={"reference": name, "name": name})
        for name in ("ART-1", "art-1")
    )
    with pytest.raises(UserError, match=r"already taken by Partner\. Free: PA-"):
        write(empty, ChangePlan(title="Twins", origin=Origin.IMPORT, changes=twins), who=WHO)


def test_references_are_not_passed_on_within_one_act(empty: Database) -> None:
    """Swapping two takes three acts; until then whoever has a reference keeps it."""
    _add(empty, "partner", reference="ART-1", name="First")
    _add(empty, "partner", reference="ART-2", name="Second")
    before = facts(empty.path)
    swap = tuple(
        RecordChange(
            type="partner",
            id=_entry(empty, old).id,
            action="change",
            old={"reference": old},
            new={"reference": new},
        )
        for old, new in (("ART-1", "ART-2"), ("ART-2", "ART-1"))
    )

    with pytest.raises(UserError, match="already taken by Partner"):
        write(empty, ChangePlan(title="Swap", origin=Origin.IMPORT, changes=swap), who=WHO)

    assert facts(empty.path) == before


def test_looking_up_does_not_mind_case_nor_number(office: Database) -> None:
    with office.reading() as connection:
        found = by_references(connection, ["IOM", "iom", *(f"none-{n}" for n in range(1_200))])
        assert list(found) == ["iom"]
        entry = found["iom"]
        assert register.by_ids(connection, [entry.id, "none"]) == {entry.id: entry}
        assert register.by_seqs(connection, [entry.seq, -1]) == {entry.seq: entry}


def test_a_version_counts_every_act_on_a_record(empty: Database) -> None:
    _add(empty, "partner", reference="ART-1", name="First")
    for number in (2, 3):
        _set(empty, "ART-1", note=f"Remark {number}")
        assert _entry(empty, "ART-1").version == number
    editing.remove_record(empty, "ART-1", who=WHO)
    assert (_entry(empty, "ART-1").version, _entry(empty, "ART-1").is_live) == (4, False)
    history.undo(empty, who=WHO)
    assert (_entry(empty, "ART-1").version, _entry(empty, "ART-1").is_live) == (5, True)


# --- labels ---


@pytest.fixture
def plan(empty: Database) -> Database:
    """Give a file in which a text, partners, a plan, its parties and what hangs on those name each other."""
    _add(empty, "partner", reference="ART-1", name="Artificial body")
    _add(empty, "partner", reference="ART-2", name="Second body")
    _add(empty, "arrangement", reference="PLAN", title="A plan")
    for number in (1, 2):
        _add(
            empty,
            "arrangement_party",
            reference=f"PLAN/{number}",
            arrangement="PLAN",
            partner=f"ART-{number}",
        )
    _add(empty, "source", reference="TEXT", title="A text")
    _add(empty, "citation", reference="CITED", record="PLAN/1", source="TEXT", locator="p. 3")
    _add(empty, "note", reference="REMARK", record="CITED", text="About the place", written_on="2026-11-22")
    _add(empty, "note", reference="REPLY", record="REMARK", text="About the remark")
    return empty


def test_a_record_is_called_by_what_it_links(plan: Database) -> None:
    assert _entry(plan, "PLAN/1").label == "A plan – Artificial body"
    assert _entry(plan, "CITED").label == "A plan – Artificial body – A text – p. 3"
    assert _entry(plan, "REPLY").label == "A plan – Artificial body – A text – p. 3 – 22 November 2026"
    assert untrue_labels(plan) == {}


def test_whatever_is_called_by_a_record_follows_its_new_name(plan: Database) -> None:
    _set(plan, "ART-1", name="Renamed body")

    assert _entry(plan, "REPLY").label == "A plan – Renamed body – A text – p. 3 – 22 November 2026"
    assert untrue_labels(plan) == {}
    history.undo(plan, who=WHO)
    assert untrue_labels(plan) == {}


def test_two_names_that_change_at_once_reach_to_the_end_of_the_chain(plan: Database) -> None:
    """The remark is called by the citation, and that by the text, and by the partner by way of its party.

    Whoever names it too early must name it again.
    """
    changes = tuple(
        RecordChange(
            type=type_key, id=_entry(plan, reference).id, action="change", old={key: old}, new={key: new}
        )
        for type_key, reference, key, old, new in (
            ("source", "TEXT", "title", "A text", "A renamed text"),
            ("partner", "ART-1", "name", "Artificial body", "Renamed body"),
        )
    )

    write(plan, ChangePlan(title="Rename both", origin=Origin.IMPORT, changes=changes), who=WHO)

    assert untrue_labels(plan) == {}
    history.undo(plan, who=WHO)
    assert untrue_labels(plan) == {}


def test_a_row_moved_to_another_record_is_called_after_that(plan: Database) -> None:
    _set(plan, "PLAN/1", partner="ART-2")
    assert _entry(plan, "PLAN/1").label == "A plan – Second body"
    assert untrue_labels(plan) == {}


def test_a_record_without_a_title_is_called_by_its_reference(empty: Database) -> None:
    key = new_key()
    nameless = RecordChange(type="person", id=key, action="create", new={"reference": "NOBODY"})
    write(empty, ChangePlan(title="Add", origin=Origin.IMPORT, changes=(nameless,)), who=WHO)
    assert _entry(empty, "NOBODY").label == "NOBODY"
    renamed = RecordChange(
        type="person", id=key, action="change", old={"reference": "NOBODY"}, new={"reference": "NOBODY-2"}
    )
    write(empty, ChangePlan(title="Rename", origin=Origin.IMPORT, changes=(renamed,)), who=WHO)
    assert _entry(empty, "NOBODY-2").label == "NOBODY-2"
    assert untrue_labels(empty) == {}


def test_labels_do_not_grow_without_end(empty: Database) -> None:
    """Two remarks about each other name each other in a circle."""
    _add(empty, "partner", reference="ART-1", name="Artificial body " + "x" * 480)
    _add(empty, "note", reference="ONE", record="ART-1", text="First", written_on="2026")
    _add(empty, "note", reference="TWO", record="ONE", text="Second", written_on="2026")
    _set(empty, "ONE", record="TWO")
    _set(empty, "ONE", written_on="2025")

    assert len(_entry(empty, "ONE").label) <= register.LABEL_LIMIT


def test_the_starting_data_is_called_as_it_should_be(office: Database) -> None:
    assert untrue_labels(office) == {}
