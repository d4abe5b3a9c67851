# SPDX-License-Identifier: EUPL-1.2
"""Making one record of two: what is asked, where links lead afterwards, and that undo restores both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, history, merging_records, naming
from coopdesk.services.maintenance import Database
from coopdesk.services.merging_records import Choice, Comparison, apply_merge, choose, compare, names_after
from coopdesk.store.queries import Row, rows_of
from coopdesk.store.register import by_references
from coopdesk.store.unit_of_work import StaleRecord
from tests.helpers.contents import facts, is_whole

TODAY = dt.date(2026, 11, 22)
WHO = "test"


def key(database: Database, reference: str) -> str:
    with database.reading() as connection:
        return next(one.id for one in by_references(connection, [reference]).values())


def given(database: Database, type_key: str, **raw: str) -> None:
    editing.add_record(database, type_key, raw, who=WHO, today=TODAY)


def row(database: Database, type_key: str, reference: str) -> Row:
    with database.reading() as connection:
        return next(one for one in rows_of(connection, SPECS[type_key]) if one["reference"] == reference)


def rows(database: Database, type_key: str, **where: Value) -> list[Row]:
    with database.reading() as connection:
        found = rows_of(connection, SPECS[type_key])
    return [one for one in found if all(one[field] == value for field, value in where.items())]


def compared(database: Database, keep: str, other: str) -> Comparison:
    return compare(database, key(database, keep), key(database, other))


def merged(database: Database, keep: str, other: str, **choices: Choice) -> Written:
    found = compared(database, keep, other)
    return apply_merge(database, found, {**found.proposal, **choices}, who=WHO, today=TODAY)


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give an office in which one body has two entries, with something hanging on each of them."""
    given(empty, "partner", reference="a", name="Artificial Body", short_name="AB", region="North")
    given(empty, "partner", reference="b", name="Artifical Body", type="forum", region="South", parent="a")
    given(empty, "partner", reference="c", name="Third", parent="b")
    given(empty, "partner_name", reference="n", partner="b", variant="Old Body")
    given(empty, "arrangement", reference="arr", title="A text")
    return empty


def test_a_comparison_says_how_each_field_stands_and_proposes(desk: Database) -> None:
    pairs = {one.label: one for one in compared(desk, "a", "b").pairs}

    assert (pairs["Name"].state, pairs["Name"].proposal) == ("different", "keep")
    assert (pairs["Type"].state, pairs["Type"].other, pairs["Type"].proposal) == (
        "only_other",
        "Forum",
        "other",
    )
    assert (pairs["Short name"].state, pairs["Short name"].proposal) == ("only_keep", "keep")
    assert pairs["Country"].state == "same"
    assert "Reference" not in pairs


def test_what_is_kept_says_what_was_chosen_and_the_other_goes_to_the_trash(desk: Database) -> None:
    written = merged(desk, "a", "b", region="other")

    kept = row(desk, "partner", "a")
    assert written.title == "Merge partner b into a"
    assert (kept["name"], kept["region"], kept["type"]) == ("Artificial Body", "South", "forum")
    assert {one["reference"] for one in rows(desk, "partner")} == {"a", "c"}


def test_links_lead_to_what_is_kept_and_not_from_it_to_itself(desk: Database) -> None:
    found = compared(desk, "a", "b")
    assert found.emptied == ("Part of",)
    merged(desk, "a", "b", parent="other")

    assert row(desk, "partner", "c")["parent"] == key(desk, "a")
    assert row(desk, "partner", "a")["parent"] is None
    assert row(desk, "partner_name", "n")["partner"] == key(desk, "a")


def test_the_other_is_found_by_its_names_and_reference_afterwards(desk: Database) -> None:
    found = compared(desk, "a", "b")
    assert names_after(found, found.proposal) == ("Artifical Body", "b")
    assert names_after(found, {**found.proposal, "name": "other"}) == ("Artificial Body", "b")
    merged(desk, "a", "b")

    names = {one["variant"]: one["kind"] for one in rows(desk, "partner_name")}
    assert names == {"Old Body": None, "Artifical Body": "another spelling", "b": "former reference"}
    with desk.reading() as connection:
        assert naming.resolver(connection)("Artifical Body", ("partner",)) == key(desk, "a")
        assert naming.resolver(connection)("b", ("partner",)) == key(desk, "a")


def test_spellings_of_a_person_are_kept_in_its_list(empty: Database) -> None:
    given(empty, "person", reference="p", name="Abel Demo", variant="Demo, Abel", languages="en; fr")
    given(empty, "person", reference="q", name="A. Demo", languages="tr; EN")
    found = compared(empty, "p", "q")
    languages = next(one for one in found.pairs if one.field == "languages")
    assert (languages.both, languages.proposal) == ("en; fr; tr; EN", "both")
    merged(empty, "p", "q", languages="both")

    assert row(empty, "person", "p")["variant"] == ("Demo, Abel", "A. Demo", "q")
    with empty.reading() as connection:
        assert naming.resolver(connection)("q", ("person",)) == key(empty, "p")


def test_a_country_gets_another_spelling_of_a_right_kind(empty: Database) -> None:
    given(empty, "country", reference="x", name="Artificia")
    given(empty, "country", reference="y", name="Artifitia")
    merged(empty, "x", "y")

    assert {one["kind"] for one in rows(empty, "country_name")} == {"alias"}


def test_fields_that_belong_together_are_chosen_together(empty: Database) -> None:
    given(empty, "programme", reference="x", name="One", budget="100", currency="EUR")
    given(empty, "programme", reference="y", name="Two", budget="90", currency="USD")
    found = compared(empty, "x", "y")
    choices = choose(found, found.proposal, "budget", "other")
    assert (choices["budget"], choices["currency"], choices["name"]) == ("other", "other", "keep")
    merged(empty, "x", "y", **choices)

    kept = row(empty, "programme", "x")
    assert (str(kept["budget"]), kept["currency"]) == ("90", "USD")


def test_rows_that_would_be_there_twice_go_with_what_hangs_on_them_moved(desk: Database) -> None:
    for body in ("a", "b"):
        given(desk, "partner_unit", reference=f"unit-{body}", partner=body, name="Legal unit")
        given(desk, "person", reference=f"person-{body}", name=f"Person {body}", unit=f"unit-{body}")
        given(desk, "arrangement_party", reference=f"party-{body}", arrangement="arr", partner=body)
    found = compared(desk, "a", "b")
    assert {(one.kind, one.is_twin) for one in found.relinked.dropped} == {
        ("Unit", True),
        ("Arrangement party", True),
    }
    merged(desk, "a", "b")

    assert {one["reference"] for one in rows(desk, "partner_unit")} == {"unit-a"}
    assert row(desk, "person", "person-b")["unit"] == key(desk, "unit-a")
    assert len(rows(desk, "arrangement_party")) == 1


def test_a_relation_between_the_two_goes_and_is_said(desk: Database) -> None:
    given(desk, "partner_relation", reference="rel", from_partner="b", to_partner="a", kind="host")
    given(desk, "partner_relation", reference="far", from_partner="b", to_partner="c", kind="host")
    found = compared(desk, "a", "b")
    assert [(one.kind, one.is_twin) for one in found.relinked.dropped] == [("Partner relation", False)]
    merged(desk, "a", "b")

    assert [one["reference"] for one in rows(desk, "partner_relation")] == ["far"]


def test_two_records_of_two_types_one_record_or_a_removed_one_are_refused(desk: Database) -> None:
    with pytest.raises(UserError, match="they stay two"):
        compared(desk, "a", "arr")
    with pytest.raises(UserError, match="Two different records"):
        compared(desk, "a", "a")
    gone = key(desk, "c")
    editing.remove_record(desk, "c", who=WHO)
    with pytest.raises(UserError, match="removed meanwhile"):
        compare(desk, key(desk, "a"), gone)


def test_what_changed_since_the_comparison_is_not_lost(desk: Database) -> None:
    found = compared(desk, "a", "b")
    editing.change_record(desk, "b", {"note": "fresh"}, who=WHO)

    with pytest.raises(StaleRecord):
        apply_merge(desk, found, found.proposal, who=WHO, today=TODAY)


@pytest.mark.parametrize(("keep", "other"), [("iom", "iom-2"), ("iom-2", "iom")])
def test_undo_restores_both_exactly(office: Database, office_path: Path, keep: str, other: str) -> None:
    """The starting data has one entry of the body; a second, artificial one gets as much hung on it."""
    given(office, "partner", reference="iom-2", name="Int. Organisation for Migration", region="World")
    given(office, "partner", reference="below", name="Artificial part", parent="iom-2")
    source = rows(office, "source")[0]["reference"]
    group = rows(office, "working_group")[0]["reference"]
    arrangement = rows(office, "arrangement")[0]["reference"]
    for body in ("iom", "iom-2"):
        given(office, "citation", record=body, source=str(source), locator="artificial")
        given(office, "working_group_member", group=str(group), party=body, role="artificial")
        given(office, "arrangement_party", arrangement=str(arrangement), partner=body, name_as_signed="x")
        given(office, "partner_unit", partner=body, name="Artificial unit", reference=f"{body}/u")
        given(office, "obligation", title=f"Artificial {body}", owner=body)
        given(office, "citation", record=f"{body}/u", source=str(source))
    given(office, "partner_relation", from_partner="iom", to_partner="iom-2", kind="cooperation")
    before = facts(office_path)
    found = compared(office, keep, other)

    merged(office, keep, other)
    assert is_whole(office_path)
    gone = found.other.id
    assert not any(
        value == gone
        for spec in SPECS.values()
        for one in rows(office, spec.key)
        for field, value in one.items()
        if field in {link.key for link in spec.links}
    )
    history.undo(office, who=WHO)

    assert facts(office_path) == before


def test_every_pair_of_a_type_can_be_compared(office: Database) -> None:
    for spec in SPECS.values():
        found = rows(office, spec.key)[:2]
        if len(found) == 2:
            one, two = (str(row["id"]) for row in found)
            comparison = merging_records.compare(office, one, two)
            assert merging_records.plan_merge(office, comparison, comparison.proposal, today=TODAY).changes
