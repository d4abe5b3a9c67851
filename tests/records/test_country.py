# SPDX-License-Identifier: EUPL-1.2
"""Countries: further names find them, stated numbers stay apart from counted members."""

from __future__ import annotations

from coopdesk.records._field import record_spec
from coopdesk.records.country import CountryName
from tests.helpers.seed_files import seed_rows


def test_turkey_is_found_under_its_three_spellings() -> None:
    names = {row["variant"] for row in seed_rows("country_name") if row["country"] == "TR"}
    written = {row["name"] for row in seed_rows("country") if row["reference"] == "TR"}

    assert names | written == {"Turkey", "Türkiye", "Turkiye"}
    assert record_spec(CountryName).names_of == "country"


def test_the_twenty_six_african_countries_are_a_number_without_a_list() -> None:
    groups = {row["reference"]: row for row in seed_rows("country_group")}

    assert groups["ji-african"]["member_count_stated"] == "26"
    assert not [row for row in seed_rows("country_group_member") if row["group"] == "ji-african"]
