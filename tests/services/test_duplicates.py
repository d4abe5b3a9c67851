# SPDX-License-Identifier: EUPL-1.2
"""Records that may be the same thing twice, and why they are thought to be."""

from __future__ import annotations

import time

from coopdesk.services import editing
from coopdesk.services.duplicates import likely_duplicates
from coopdesk.services.maintenance import Database
from tests.helpers.artificial import fill

WHO = "test"


def given(database: Database, type_key: str, **raw: str) -> None:
    editing.add_record(database, type_key, raw, who=WHO)


def found(database: Database, type_key: str) -> list[tuple[str, str, bool]]:
    return [
        (" ".join(sorted((one.first.reference, one.second.reference))), one.reason, one.is_sure)
        for one in likely_duplicates(database, type_key)
    ]


def test_names_and_further_names_are_sure_signs(empty: Database) -> None:
    given(empty, "partner", reference="a", name="Türkiye Body", short_name="TB")
    given(empty, "partner", reference="b", name="TURKIYE body")
    given(empty, "partner", reference="c", name="Quite another")
    given(empty, "partner_name", partner="c", variant="tb")

    assert found(empty, "partner") == [
        ("a b", "Both are called “Türkiye Body”", True),
        ("a c", "Both are called “TB”", True),
    ]


def test_addresses_and_identifiers_are_sure_signs(empty: Database) -> None:
    given(empty, "person", reference="p", name="One", email="x@example.org")
    given(empty, "person", reference="q", name="Two", email="X@example.org")
    given(empty, "partner", reference="a", name="First")
    given(empty, "partner", reference="b", name="Second")
    for body in ("a", "b"):
        given(empty, "partner_identifier", partner=body, scheme="iati", value="XM-1")

    assert [(pair, sure) for pair, _, sure in found(empty, "person")] == [("p q", True)]
    assert found(empty, "partner") == [("a b", "Both have the identifier XM-1", True)]


def test_close_names_are_questions_but_other_figures_are_other_things(empty: Database) -> None:
    given(empty, "partner", reference="a", name="Agency for Artificial Cooperation")
    given(empty, "partner", reference="b", name="Agency for Artifical Cooperation")
    given(empty, "roadmap", reference="r", title="Roadmap of the region 2019")
    given(empty, "roadmap", reference="s", title="Roadmap of the region 2021")

    assert found(empty, "partner") == [("a b", "Nearly the same name", False)]
    assert found(empty, "roadmap") == []


def test_people_are_asked_about_by_initial_and_surname(empty: Database) -> None:
    given(empty, "person", reference="p", name="Abel Demo")
    given(empty, "person", reference="q", name="A. Demo")
    given(empty, "person", reference="r", name="Berta Demo")

    assert found(empty, "person") == [("p q", "The same surname and initial", False)]


def test_units_of_the_same_name_are_alike_only_within_one_body(empty: Database) -> None:
    for body in ("a", "b"):
        given(empty, "partner", reference=body, name=f"Body {body}")
        given(empty, "partner_unit", reference=f"u{body}", partner=body, name="Legal unit")
    given(empty, "partner_unit", reference="twin", partner="a", name="Legal unit")

    assert [pair for pair, _, _ in found(empty, "partner_unit")] == ["twin ua"]


def test_pairs_of_one_record_among_many_are_found_quickly(empty: Database) -> None:
    fill(empty, 20_000)
    given(empty, "partner", reference="x", name="Artificial twin")
    given(empty, "partner", reference="y", name="artificial TWIN")
    began = time.process_time()
    pairs = likely_duplicates(empty, "partner")

    assert time.process_time() - began < 5
    assert {pairs[0].first.reference, pairs[0].second.reference} == {"x", "y"}
    assert likely_duplicates(empty, "partner", record=pairs[0].first.id) == pairs
