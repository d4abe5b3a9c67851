# SPDX-License-Identifier: EUPL-1.2
"""Units, relations and identifiers: twins stay apart, a partner has no relation with itself."""

from __future__ import annotations

from coopdesk.domain.kinds import Value
from coopdesk.records._field import record_spec
from coopdesk.records.partner_links import PartnerRelation, PartnerUnit
from coopdesk.records.person import Person
from tests.helpers.seed_files import seed_rows

RELATION = record_spec(PartnerRelation)


def test_an_abbreviation_is_no_key_and_the_label_tells_units_apart() -> None:
    rows = seed_rows("partner_unit")
    labels = {tuple(row[key] for key in record_spec(PartnerUnit).title) for row in rows}

    assert [row["reference"] for row in rows if row["abbreviation"] == "RAU"] == ["fx-rau", "fx-vau"]
    assert len([row for row in rows if row["name"] == "Training Unit"]) == 2
    assert len(labels) == len(rows)


def test_a_partner_has_no_relation_with_itself() -> None:
    values: dict[str, Value] = {"from_partner": "a", "to_partner": "a"}

    assert [problem.code for rule in RELATION.rules for problem in rule(values)] == ["link-to-itself"]


def test_our_organisation_is_not_tied_to_the_one_that_publishes_its_page() -> None:
    pairs = {frozenset((row["from_partner"], row["to_partner"])) for row in seed_rows("partner_relation")}

    assert frozenset(("easo", "euaa")) not in pairs
    assert {row["parent"] for row in seed_rows("partner") if row["reference"] in {"easo", "euaa"}} == {"eu"}


def test_people_name_their_unit_and_units_name_no_person() -> None:
    """Tables that point to each other cannot be created or filled in order."""
    targets = {target for field in record_spec(PartnerUnit).links for target in field.targets}

    assert "partner_unit" in record_spec(Person).by_key["unit"].targets
    assert "person" not in targets
