# SPDX-License-Identifier: EUPL-1.2
"""A record is meant by its reference or by any of its names; whoever shares a name must be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import BadValue
from coopdesk.services import editing, maintenance
from coopdesk.services.maintenance import Database
from coopdesk.services.naming import entry_of, resolver, spec_of
from coopdesk.store.register import by_ids
from coopdesk.store.unit_of_work import write


@pytest.fixture(scope="module")
def register(starting_file: Path) -> Iterator[Database]:
    """Give the starting data, open only to be read."""
    database = maintenance.open_database(starting_file)
    yield database
    database.close()


def meant(database: Database, text: str, *targets: str) -> str:
    """The reference of the record that a text names."""
    with database.reading() as connection:
        found = resolver(connection)(text, targets)
        return by_ids(connection, [found])[found].reference


def refusal(database: Database, text: str, *targets: str) -> BadValue:
    with pytest.raises(BadValue) as refused:
        meant(database, text, *targets)
    return refused.value


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("iom", "iom"),
        ("IOM", "iom"),
        ("International Organization for Migration", "iom"),
        ("international organisation for migration", "iom"),
        ("European Border and Coast Guard Agency (Frontex)", "frontex"),
        ("EU-LISA", "eu-lisa"),
        ("Migration and Home Affairs", "dg-home"),
        ("Turkish Directorate General for Migration Management", "dgmm"),
        ("the commission", "commission"),
    ],
)
def test_a_partner_is_meant_by_reference_short_name_or_any_name(
    register: Database, typed: str, reference: str
) -> None:
    assert meant(register, typed, "partner") == reference


@pytest.mark.parametrize("typed", ["TR", "tr", "TUR", "Turkey", "Türkiye", "Turkiye", "TÜRKİYE"])
def test_a_country_is_meant_by_code_or_any_of_its_names(register: Database, typed: str) -> None:
    assert meant(register, typed, "country") == "TR"


@pytest.mark.parametrize("typed", ["Côte d'Ivoire", "Cote d’Ivoire", "COTE DIVOIRE"])
def test_apostrophes_and_accents_do_not_matter(register: Database, typed: str) -> None:
    assert meant(register, typed, "country") == "CI"


def test_the_same_word_means_what_the_field_can_point_to(register: Database) -> None:
    """FRA is an agency, and the three-letter code of France."""
    assert meant(register, "FRA", "partner") == "fra"
    assert meant(register, "FRA", "country") == "FR"


def test_near_twins_are_told_apart(register: Database) -> None:
    assert meant(register, "Council of Europe", "partner") == "coe"
    assert meant(register, "Council of the European Union", "partner") == "council"
    assert meant(register, "ASU", "partner_unit") == "ea-asu"
    assert meant(register, "DAS", "partner_unit") == "ea-das"


def test_an_abbreviation_of_two_units_is_a_question(register: Database) -> None:
    """001, l.281-283: RAU is printed for two units of Frontex."""
    refused = refusal(register, "RAU", "partner_unit")

    assert refused.code == "link-ambiguous"
    assert "fx-rau (Risk Analysis Unit" in str(refused.facts["candidates"])
    assert "fx-vau (Vulnerability Assessment Unit" in str(refused.facts["candidates"])


def test_a_name_both_sides_use_is_a_question(register: Database) -> None:
    refused = refusal(register, "Training Unit", "partner_unit")

    assert refused.code == "link-ambiguous"
    assert {"ea-tu", "fx-tru"} <= set(str(refused.facts["candidates"]).replace("(", " ").split())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("no such body", "link-unknown"),
        ("International Organization", "link-unknown"),
        ("–", "link-unknown"),
        ("TR", "link-wrong-type"),
        ("cp-easo-frontex-2019", "link-wrong-type"),
    ],
)
def test_what_names_no_partner_is_refused(register: Database, typed: str, code: str) -> None:
    assert refusal(register, typed, "partner").code == code


def test_the_refusal_of_a_wrong_type_says_both_types(register: Database) -> None:
    assert refusal(register, "TR", "partner", "person").facts == {
        "value": "TR",
        "found": "Country",
        "expected": "Partner, Person",
    }


def test_a_field_that_takes_any_record_takes_every_type(register: Database) -> None:
    assert meant(register, "TR", "record") == "TR"
    assert meant(register, "EASO-IOM Working Arrangement", "record") == "wa-easo-iom-2019"


def test_what_lies_in_the_trash_says_so(office: Database) -> None:
    editing.remove_record(office, "lk-01", who="test")

    assert refusal(office, "lk-01", "record").code == "link-in-trash"
    with office.reading() as connection, pytest.raises(UserError, match="is in the trash"):
        entry_of(connection, "LK-01")


def test_a_reference_goes_before_a_name(office: Database) -> None:
    """A body that is called like the reference of another does not take its place."""
    editing.add_record(office, "partner", {"reference": "AN-1", "name": "iom"}, who="test")

    assert meant(office, "iom", "partner") == "iom"
    assert meant(office, "AN-1", "partner") == "AN-1"


def test_a_short_name_is_found_among_hundreds_that_begin_so(office: Database) -> None:
    """An office with many bodies: one is called Anemon, six hundred newer ones Anemones Artificial n."""
    first = editing.add_record(office, "partner", {"reference": "AN-0", "name": "Anemon"}, who="test")
    others = tuple(
        RecordChange(
            type="partner",
            id=new_key(),
            action="create",
            new={"reference": f"AN-{number}", "name": f"Anemones Artificial {number}"},
        )
        for number in range(1, 601)
    )
    write(office, ChangePlan(title="Many", origin=Origin.IMPORT, changes=others), who="test")

    assert first.title.startswith("Add partner")
    assert meant(office, "Anemon", "partner") == "AN-0"
    assert meant(office, "anemones artificial 7", "partner") == "AN-7"


@pytest.mark.parametrize(
    "typed", ["a" * 10_000, "word " * 2_000, "\u202e", "%", '"*', "'", "names:x", "a AND b"]
)
def test_whatever_is_typed_means_a_record_or_nothing(register: Database, typed: str) -> None:
    with register.reading() as connection, pytest.raises(UserError, match="There is no record"):
        entry_of(connection, typed)
    assert refusal(register, typed, "partner").code == "link-unknown"


@pytest.mark.parametrize("typed", ["\udcff", "iom\udcff"])
def test_half_a_character_names_no_record(register: Database, typed: str) -> None:
    with register.reading() as connection, pytest.raises(UserError, match="There is no record"):
        entry_of(connection, typed)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("partner", "partner"),
        ("Partner", "partner"),
        ("Partners", "partner"),
        ("partner unit", "partner_unit"),
        ("partner_unit", "partner_unit"),
        ("ROADMAP-ITEM", "roadmap_item"),
        ("Activity units", "activity_unit"),
    ],
)
def test_a_type_is_meant_by_key_or_label(typed: str, key: str) -> None:
    assert spec_of(typed).key == key


def test_an_unknown_type_is_wrong_usage_and_names_the_types() -> None:
    with pytest.raises(UsageError, match=r"There is no record type “planet”\. Types: partner, "):
        spec_of("planet")
