# SPDX-License-Identifier: EUPL-1.2
"""What the palette offers: places to go to with words about them, and what could be begun instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.services import editing, maintenance, recent
from coopdesk.services.finding import Findings, Found, Prefix, find
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.page import Target
from coopdesk.services.registers import register_of

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def register(starting_file: Path) -> Iterator[Database]:
    """Give the starting data, open only to be read."""
    database = maintenance.open_database(starting_file)
    yield database
    database.close()


def offered(database: Database, text: str, prefix: Prefix = "", limit: int = 40) -> Findings:
    return find(database, text, prefix, today=TODAY, limit=limit)


def the_one(findings: Findings, reference: str) -> Found:
    return next(one for one in findings.records if one.reference == reference)


def test_each_record_says_what_it_is_when_it_applies_and_where_it_matched(register: Database) -> None:
    turk = offered(register, "turk")

    assert the_one(turk, "rm-tr-2018").about == "Roadmap, February 2018 to June 2019"
    assert the_one(turk, "rm-tr-2019").about == "Roadmap, September 2019 to August 2021 · country Turkey"
    assert the_one(turk, "tr-assist-2014").about == "Programme, since 2014"
    assert the_one(turk, "CP19-OC-03").about == "Activity · party Turkey"


def test_only_what_has_a_list_is_a_place_and_a_row_stands_for_its_owner(register: Database) -> None:
    frontex = offered(register, "frontex")

    assert all(register_of(one.target.type) is not None for one in frontex.records)
    assert len({one.target for one in frontex.records}) == len(frontex.records)
    assert "activity item" in the_one(offered(register, "debriefings"), "CP19-IA-01").about


def test_people_only_after_the_sign_for_people(register: Database) -> None:
    assert {one.target.type for one in offered(register, "a", "@").records} == {"person"}
    everyone = offered(register, "", "@").records
    assert [one.title for one in everyone] == sorted((one.title for one in everyone), key=str.casefold)


def test_references_by_their_beginning_after_the_sign_for_references(register: Database) -> None:
    found = offered(register, "CP19-oc", "#").records

    assert [one.reference for one in found] == sorted(one.reference for one in found)
    assert found and all(one.reference.startswith("CP19-OC") for one in found)
    assert offered(register, "", "#").records == ()


def test_without_words_the_pinned_and_the_recent_are_offered(office: Database) -> None:
    frontex, iom = (offered(office, name).records[0] for name in ("frontex", "iom"))
    recent.note_opened(office, frontex.target)
    recent.pin(office, iom.target)

    found = offered(office, "  ")

    assert [one.reference for one in found.records] == ["iom", "frontex"]
    assert found.are_recent and found.records[0].about.startswith("Partner")


def test_a_partner_found_first_can_be_met_and_given_people(register: Database) -> None:
    meeting, person, named = offered(register, "dgmm").creations

    assert (meeting.kind, meeting.name, meeting.values) == (
        "meeting_with", "DGMM", {"title": "Meeting with DGMM"},
    )  # fmt: skip
    assert (person.type, person.values) == ("person", {"partner": "dgmm"})
    assert (named.type, named.values) == ("partner", {"name": "dgmm"})


def test_what_nobody_is_called_can_become_a_partner(register: Database) -> None:
    (named,) = offered(register, "xyz artificial").creations

    assert (named.kind, named.type, named.name) == ("named", "partner", "xyz artificial")


def test_asking_for_something_new_offers_just_that(register: Database) -> None:
    assert [one.type for one in offered(register, "new meet").creations] == ["meeting"]
    assert [one.type for one in offered(register, "new work").creations] == ["working_group"]


def test_more_than_fit_are_said_to_be_more(register: Database) -> None:
    found = offered(register, "easo", limit=5)

    assert len(found.records) == 5
    assert found.has_more


def test_a_removed_record_is_neither_found_nor_recent(empty: Database) -> None:
    written = editing.add_record(empty, "partner", {"reference": "A-1", "name": "Artificial"}, who="t")
    recent.note_opened(empty, Target("partner", written.ids["partner"][0]))
    editing.remove_record(empty, "A-1", who="t")

    assert offered(empty, "artificial").records == ()
    assert offered(empty, "").records == ()
