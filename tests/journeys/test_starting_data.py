# SPDX-License-Identifier: EUPL-1.2
"""The starting data as the office meets it: what the five documents say, and nothing that they do not.

Numbers, cells, dates, names and statuses as a whole; single facts are in `test_facts_of_the_documents`, the
questions of staff in `test_questions_of_staff`.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from coopdesk.domain.kinds import LinkKind, PartialDateKind
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from tests.helpers.command import Command
from tests.helpers.seed_files import seed_rows

# Counted by hand from the lists of facts that were drawn from the documents.
COUNTS = {
    "activity": 20, "activity_area": 24, "activity_item": 25, "activity_link": 4, "activity_other_party": 17,
    "activity_unit": 58, "area": 28, "arrangement": 20, "arrangement_area": 27, "arrangement_copy": 3,
    "arrangement_link": 7, "arrangement_party": 40, "arrangement_signatory": 6, "country": 23,
    "country_group": 13, "country_group_member": 22, "country_name": 4, "deployment": 14, "document": 35,
    "event": 32, "figure": 11, "it_system": 5, "liaison_post": 2, "link": 17, "meeting": 24,
    "meeting_party": 40, "meeting_scope": 7, "obligation": 36, "partner": 53, "partner_name": 21,
    "partner_relation": 34, "partner_unit": 34, "person": 5, "programme": 10, "programme_component": 12,
    "programme_country": 18, "programme_party": 25, "roadmap": 8, "roadmap_country": 8, "roadmap_item": 34,
    "roadmap_item_country": 4, "roadmap_party": 11, "source": 5, "strategy_aim": 8, "working_group": 16,
    "working_group_member": 34,
}  # fmt: skip
FACTS_OF_THE_DOCUMENTS = 900  # the aliases of countries, four names, are an addition of ours

SEEDED = [SPECS[key] for key in COUNTS]
each_type = pytest.mark.parametrize("spec", SEEDED, ids=lambda spec: spec.key)


def test_every_type_has_as_many_records_as_the_documents_give(desk: Command) -> None:
    counted = {one["key"]: one["count"] for one in desk.json("types")["types"] if one["count"]}

    assert counted.pop("citation") == sum(len(sources(row)) for spec in SEEDED for row in seed_rows(spec.key))
    assert counted == COUNTS
    assert sum(COUNTS.values()) - COUNTS["country_name"] == FACTS_OF_THE_DOCUMENTS


def sources(row: dict[str, str]) -> list[str]:
    """The sources of a row of a seed file; a source itself has none."""
    named = "" if "file" in row else row.get("source") or ""
    return [part.strip() for part in named.split(";") if part.strip()]


@each_type
def test_every_fact_is_shown_as_it_stands_in_the_files(desk: Command, spec: RecordSpec) -> None:
    shown = {one["reference"]: one["fields"] for one in desk.json("list", spec.key)["records"]}

    assert set(shown) == {row["reference"] for row in seed_rows(spec.key)}
    for row in seed_rows(spec.key):
        fields = shown[row["reference"]]
        given = {key: text for key, text in row.items() if key in spec.by_key}
        assert {key: plain(spec, key, fields[key]) for key in given} == given, row["reference"]
        invented = {key for key, value in fields.items() if value is not None} - set(given) - computed(spec)
        assert invented == set(), "no document says it"


def computed(spec: RecordSpec) -> set[str]:
    return {field.key for field in spec.computed}


def plain(spec: RecordSpec, key: str, value: Any) -> str:
    """A shown value as the seed files write it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(value)
        case _:
            return str(value)


@each_type
def test_every_fact_says_where_it_comes_from(desk: Command, spec: RecordSpec) -> None:
    if spec.key == "source":
        return
    cited = Counter(
        (one["fields"]["record"], one["fields"]["source"])
        for one in desk.json("list", "citation", "--fields", "record,source")["records"]
    )

    for row in seed_rows(spec.key):
        assert sources(row) != []
        assert all(cited[row["reference"], source] == 1 for source in sources(row))


def test_a_month_or_a_year_is_nowhere_shown_as_a_day(desk: Command) -> None:
    shown = 0
    for spec in SEEDED:
        dates = [field for field in spec.fields if isinstance(field.kind, PartialDateKind)]
        for row in seed_rows(spec.key):
            known = {field.label: row[field.key] for field in dates if row.get(field.key)}
            if any(len(date) < 10 for date in known.values()):
                shown += 1
                lines = desk.text("show", row["reference"]).splitlines()
                for label, date in known.items():
                    (words,) = (
                        line.split(": ")[1].split() for line in lines if line.startswith(f"  {label}: ")
                    )
                    assert words[-1] == date[:4]
                    assert len(words) == {4: 1, 7: 2, 10: 3}[len(date)], lines
    assert shown > 60


def test_no_date_that_is_worked_out_is_more_precise_than_what_it_comes_from(desk: Command) -> None:
    for type_key, end, worked_out in (
        ("arrangement", "valid_until", ("present_end", "notice_deadline")),
        ("roadmap", "valid_until", ("decide_by",)),
    ):
        for record in desk.json("list", type_key)["records"]:
            for key in worked_out:
                if key in record["fields"]:
                    assert len(record["fields"][key] or "") <= len(record["fields"][end] or "")


@pytest.mark.parametrize(
    "type_key",
    ["partner", "arrangement", "activity", "roadmap", "programme", "deployment", "liaison_post", "meeting",
     "working_group", "document", "country", "country_group", "it_system", "area"],
)  # fmt: skip
def test_every_record_is_found_by_its_reference_and_by_its_name(desk: Command, type_key: str) -> None:
    for record in desk.json("list", type_key, "--fields", "reference")["records"]:
        for name in (record["reference"], record["label"]):
            hits = desk.json("search", name, "--types", type_key, "--limit", "3")["hits"]
            assert record["reference"] in [hit["reference"] for hit in hits]


# What is worked out, on the day of today or later: every end in the documents is past.


def test_whatever_has_ended_is_computed_so_beside_what_was_stated(desk: Command) -> None:
    stated = {
        one["reference"]: one["fields"]["stated_status"]
        for type_key in ("arrangement", "roadmap")
        for one in desk.json("list", type_key, "--where", "status=ended")["records"]
    }

    assert stated == {
        "cp-easo-frontex-2019": "signed",
        "rm-mk-2017": "concluded",
        "rm-rs-2017": "concluded",
        "rm-tr-2018": "ended",
        "rm-tr-2019": "agreed",
    }


def test_a_text_without_an_end_is_in_effect_and_one_without_dates_has_the_status_that_was_stated(
    desk: Command,
) -> None:
    records = desk.json("list", "arrangement", "--fields", "status")["records"]
    status = {one["reference"]: one["fields"]["status"] for one in records}

    assert [key for key, value in status.items() if value == "in_effect"] == [
        "au-eu-un-2017", "gcr-2018", "greco-observer-2019", "le-eu-unodc-2005", "ny-decl-2016",
        "sp-eu-iom-2012", "uncac", "untoc", "wa-easo-frontex-2012", "wa-easo-iom-2019",
    ]  # fmt: skip
    assert (status["fp-easo-fra"], status["ffa-un-ec"], status["gcm"]) == ("signed", "negotiating", None)


def test_a_link_never_shows_an_internal_id(desk: Command) -> None:
    for spec in SEEDED:
        links = [field.key for field in spec.fields if isinstance(field.kind, LinkKind)]
        for record in desk.json("list", spec.key)["records"]:
            for key in links:
                assert record["id"] != record["fields"][key]
                assert len(record["fields"][key] or "") < 32
