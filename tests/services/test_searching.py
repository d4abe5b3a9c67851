# SPDX-License-Identifier: EUPL-1.2
"""One search over everything: what is named outright first, then names, then text, then what is linked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.services import editing, history, maintenance
from coopdesk.services.maintenance import Database
from coopdesk.services.searching import Hit, search
from tests.helpers import artificial


@pytest.fixture(scope="module")
def register(starting_file: Path) -> Iterator[Database]:
    """Give the starting data, open only to be read."""
    database = maintenance.open_database(starting_file)
    yield database
    database.close()


def found(database: Database, query: str, *types: str, limit: int = 50) -> list[str]:
    return [hit.reference for hit in search(database, query, types=types, limit=limit)]


def the_hit(database: Database, query: str, reference: str) -> Hit:
    return next(hit for hit in search(database, query, limit=500) if hit.reference == reference)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("cp-easo-frontex-2019", "cp-easo-frontex-2019"),
        ("CP19-OC-01", "CP19-OC-01"),
        ("EU", "eu"),
        ("FRA", "fra"),
        ("Council of Europe", "coe"),
        ("UN", "un"),
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("European Border and Coast Guard Agency (Frontex)", "frontex"),
        ("International Organisation for Migration", "iom"),
        ("International Organization for Migration", "iom"),
        ("Gregory", "gregori"),
        ("antonio vitorino", "vitorino"),
        ("Cote d'Ivoire", "CI"),
        ("côte d’ivoire", "CI"),
        ("MENA", "mena"),
        ("CRRS", "sys-crrs"),
        ("ob-22", "ob-22"),
    ],
)
def test_what_the_query_names_outright_comes_first(register: Database, query: str, first: str) -> None:
    assert found(register, query)[0] == first


def test_words_are_found_from_their_beginning(register: Database) -> None:
    assert "CP19-OC-01" in found(register, "migr manag supp")
    assert "CP19-OC-01" not in found(register, "igration anagement upport")


def test_every_word_must_be_there(register: Database) -> None:
    assert found(register, "liaison frontex xylophone") == []
    assert "lo-easo-frontex" in found(register, "frontex liaison officer")


def test_a_body_named_outright_brings_what_is_linked_to_it(register: Database) -> None:
    """Under both spellings of IOM: its arrangements, programmes, meetings and groups."""
    wanted = {
        "wa-easo-iom-2019", "sp-eu-iom-2012", "eu-iom-ji", "iom-avr-libya", "eu-frank",
        "mt-easo-iom-senior", "mt-sign-paris", "ob-22", "ob-23", "un-mig-net", "vitorino",
    }  # fmt: skip
    for query in (
        "IOM",
        "International Organisation for Migration",
        "international organization for migration",
    ):
        assert wanted <= set(found(register, query, limit=500)), query


def test_linked_records_and_direct_hits_take_turns_so_that_neither_hides_the_other(
    register: Database,
) -> None:
    """Frontex is named in more than fifty texts, and all the same its liaison post and units are there."""
    hits = search(register, "frontex")
    linked = [hit for hit in hits if ": " in hit.matched_in]

    assert len(hits) == 50
    assert 12 <= len(linked) <= 30
    assert {"arrangement", "activity", "liaison_post"} <= {hit.type for hit in hits}
    assert len({hit.type for hit in linked[:6]}) >= 4


def test_rows_that_stand_on_pages_come_after_the_records_of_the_registers(register: Database) -> None:
    types = [hit.type for hit in search(register, "turkey", limit=500)]

    assert "citation" in types
    assert "citation" not in types[:12]


def test_a_name_that_only_begins_so_brings_what_is_linked_too(register: Database) -> None:
    assert the_hit(register, "turk", "rm-tr-2019").matched_in == "Country: Turkey"


def test_a_hit_says_where_it_matched_and_shows_the_place(register: Database) -> None:
    assert the_hit(register, "Turkiye", "TR") == Hit(
        type="country",
        id=the_hit(register, "Turkiye", "TR").id,
        reference="TR",
        label="Turkey",
        matched_in="Further name",
        snippet="Türkiye",
    )
    assert the_hit(register, "EU", "eu").matched_in == "Short name"
    assert the_hit(register, "Europol", "CP19-OC-01").matched_in == "Party: Europol"


def test_a_long_text_is_cut_around_the_match(register: Database) -> None:
    hit = the_hit(register, "weekday", "wa-easo-iom-2019")

    assert "weekday (Monday)" in hit.snippet
    assert len(hit.snippet) <= 92


def test_a_search_may_be_kept_to_some_types(register: Database) -> None:
    assert found(register, "Europol", "activity") == ["CP19-IA-02", "CP19-OC-01"]
    assert found(register, "Europol", "partner", "working group")[0] == "europol"
    assert {hit.type for hit in search(register, "frontex", types=["meetings"])} == {"meeting"}


def test_a_search_gives_no_more_than_asked(register: Database) -> None:
    everything = found(register, "EASO", limit=500)

    assert found(register, "EASO", limit=7) == everything[:7]
    assert len(everything) == len(set(everything)) > 50


def test_the_newest_of_equals_comes_first(empty: Database) -> None:
    for number in range(3):
        editing.add_record(
            empty, "partner", {"reference": f"A-{number}", "name": f"Artificial {number}"}, who="t"
        )

    assert found(empty, "artificial") == ["A-2", "A-1", "A-0"]


def test_a_name_said_in_full_is_found_behind_hundreds_of_newer_ones(empty: Database) -> None:
    """A body called just so is older than three hundred whose names begin with the same word."""
    editing.add_record(empty, "partner", {"reference": "A-0", "name": "Artificial"}, who="t")
    artificial.fill(empty, 300)

    assert found(empty, "artificial")[0] == "A-0"
    assert len(found(empty, "artificial")) == 50


def test_a_new_record_is_found_at_once_and_a_removed_one_no_more(empty: Database) -> None:
    editing.add_record(empty, "partner", {"reference": "A-0", "name": "Yılmaz Artificial"}, who="t")
    assert found(empty, "yilmaz") == ["A-0"]

    editing.change_record(empty, "A-0", {"name": "Łódź Artificial"}, who="t")
    assert (found(empty, "yilmaz"), found(empty, "lodz")) == ([], ["A-0"])

    editing.remove_record(empty, "A-0", who="t")
    assert found(empty, "lodz") == []

    history.undo(empty, who="t")
    assert found(empty, "lodz") == ["A-0"]


def test_a_former_name_finds_the_body_as_long_as_it_is_kept(empty: Database) -> None:
    editing.add_record(empty, "partner", {"reference": "A-0", "name": "New Artificial Agency"}, who="t")
    assert found(empty, "bureau") == []

    editing.add_record(
        empty,
        "partner_name",
        {"partner": "A-0", "variant": "Old Artificial Bureau", "kind": "former"},
        who="t",
    )
    assert found(empty, "old artificial bureau")[0] == "A-0"

    history.undo(empty, who="t")
    assert found(empty, "bureau") == []


@pytest.mark.parametrize(
    "query",
    [
        "", " ", "–", "'", '"', '"*', "%", "_", "NOT", "AND", "names:", "a* OR b", "(", "\x00", "\udcff",
        "\u202e", "a" * 10_000, "word " * 5_000, "نور", "👩‍👧", "NEAR(a b)", "^a", "--", ";", "{", "\\",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_searched_and_breaks_nothing(register: Database, query: str) -> None:
    assert isinstance(search(register, query), list)
