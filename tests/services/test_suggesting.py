# SPDX-License-Identifier: EUPL-1.2
"""Suggestions for links: the right records first, each told apart, fast however many there are."""

from __future__ import annotations

import pytest

from coopdesk.services import editing
from coopdesk.services.maintenance import Database
from coopdesk.services.suggesting import Suggestion, suggest
from coopdesk.store import suggestions
from tests.helpers.artificial import fill

WHO = "test"


def names(found: list[Suggestion]) -> list[str]:
    return [one.name for one in found]


def test_two_letters_bring_a_body_by_its_short_name_with_its_context(office: Database) -> None:
    found = suggest(office, "dg", ["partner"])

    dgmm = next(one for one in found if one.reference == "dgmm")
    assert dgmm.name == "DGMM – Directorate General for Migration Management"
    assert dgmm.context == "Turkey"


@pytest.mark.parametrize("typed", ["mig", "directorate mig", "MIGRATION man", "dgmm"])
def test_every_word_may_begin_any_word_of_a_name(office: Database, typed: str) -> None:
    assert "dgmm" in [one.reference for one in suggest(office, typed, ["partner"])]


def test_accents_and_case_do_not_matter(empty: Database) -> None:
    editing.add_record(empty, "partner", {"name": "Göç İdaresi Başkanlığı"}, who=WHO)

    assert names(suggest(empty, "goc idaresi bas", ["partner"])) == ["Göç İdaresi Başkanlığı"]


def test_a_further_name_finds_the_record(empty: Database) -> None:
    editing.add_record(empty, "partner", {"reference": "ART", "name": "Artificial body"}, who=WHO)
    editing.add_record(empty, "partner_name", {"partner": "ART", "variant": "Former office"}, who=WHO)

    assert names(suggest(empty, "form", ["partner"])) == ["Artificial body"]


def test_the_exact_reference_comes_first(empty: Database) -> None:
    for number in range(20):
        editing.add_record(empty, "partner", {"name": f"AB body {number}"}, who=WHO)
    editing.add_record(empty, "partner", {"reference": "AB", "name": "Zebra"}, who=WHO)

    assert names(suggest(empty, "ab", ["partner"]))[0] == "Zebra"
    assert names(suggest(empty, "AB", ["partner"]))[1:3] == ["AB body 0", "AB body 1"]


def test_a_name_of_just_these_words_comes_before_longer_ones(empty: Database) -> None:
    for name in ("Council of the North", "North", "North and South", "Far North"):
        editing.add_record(empty, "partner", {"name": name}, who=WHO)

    assert names(suggest(empty, "north", ["partner"])) == [
        "North",
        "North and South",
        "Council of the North",
        "Far North",
    ]


def test_one_letter_brings_nothing_but_a_reference_of_one_letter(empty: Database) -> None:
    editing.add_record(empty, "partner", {"reference": "Q", "name": "Body"}, who=WHO)

    assert names(suggest(empty, "q", ["partner"])) == ["Body"]
    assert suggest(empty, "b", ["partner"]) == []


def test_an_empty_field_offers_the_first_by_name(office: Database) -> None:
    found = suggest(office, "", ["country"])

    assert len(found) == 12
    assert names(found) == sorted(names(found), key=lambda name: name.split(" – ")[-1])


def test_only_the_allowed_types_are_offered_and_named_where_they_are_several(office: Database) -> None:
    one = suggest(office, "tu", ["country"])
    several = suggest(office, "tu", ["country", "roadmap"])

    assert {found.type for found in one} == {"country"}
    assert {found.type for found in several} == {"country", "roadmap"}
    assert all(found.context.startswith(("Country", "Roadmap")) for found in several)


def test_a_link_to_any_record_finds_every_type(office: Database) -> None:
    assert len({one.type for one in suggest(office, "turkey", ["record"])}) > 3


def test_the_record_itself_and_removed_ones_are_not_offered(office: Database) -> None:
    added = editing.add_record(office, "partner", {"name": "Passing body"}, who=WHO)
    (key,) = added.ids["partner"]

    assert names(suggest(office, "passing", ["partner"])) == ["Passing body"]
    assert suggest(office, "passing", ["partner"], leave_out=key) == []
    editing.remove_record(office, suggest(office, "passing", ["partner"])[0].reference, who=WHO)
    assert suggest(office, "passing", ["partner"]) == []


@pytest.mark.parametrize("typed", ['"', "%", "a_", "*", "NEAR(", "🙂🙂", "\x00\x01", "'; --", "x" * 10_000])
def test_nothing_typed_breaks_the_search(office: Database, typed: str) -> None:
    assert isinstance(suggest(office, typed, ["partner"]), list)


def test_a_few_records_are_found_behind_many_newer_ones(office: Database) -> None:
    """The newest thousands of names begin with the same letters; the country must not be lost behind them."""
    fill(office, suggestions.FEW + 500)

    assert "SY" in [one.reference for one in suggest(office, "ar", ["country"])]  # Syrian Arab Republic
    assert suggest(office, "frontex", ["partner"])[0].reference == "frontex"
    assert len(suggest(office, "ar", ["partner"])) == 12
