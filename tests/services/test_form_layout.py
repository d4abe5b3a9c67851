# SPDX-License-Identifier: EUPL-1.2
"""Where fields stand in forms follows from their declarations, for every type and for new fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, link
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.form_layout import FIRST_OF_NEW, first_of_new, lay_out, places, spans

each_type = pytest.mark.parametrize("spec", SPECS.values(), ids=list(SPECS))


@each_type
def test_every_field_stands_in_just_one_section(spec: RecordSpec) -> None:
    shown = [field.key for section in lay_out(spec, ()) for field in section.fields]

    assert sorted(shown) == sorted(spec.all_by_key)


@each_type
def test_what_is_required_is_seen_at_once(spec: RecordSpec) -> None:
    sections = lay_out(spec, ())
    at_once = {field.key for section in sections if section.is_open for field in section.first}

    assert {field.key for field in spec.fields if field.required} <= at_once
    assert {field.key for field in spec.fields if field.required} - {"reference"} <= {
        field.key for field in first_of_new(spec, ())
    }


@each_type
def test_what_has_a_value_is_seen_at_once(spec: RecordSpec) -> None:
    for field in spec.fields:
        (section,) = (one for one in lay_out(spec, {field.key}) if field in one.fields)
        assert section.is_open
        assert field in section.first


@each_type
def test_a_new_record_begins_with_few_fields(spec: RecordSpec) -> None:
    first = first_of_new(spec, ())

    assert len(first) <= FIRST_OF_NEW
    assert "reference" not in {field.key for field in first}
    assert len({field.key for field in first}) == len(first)


def test_what_the_caller_fills_in_is_always_among_the_first() -> None:
    assert "emergency_contact" in {
        field.key for field in first_of_new(SPECS["person"], ["emergency_contact"])
    }


def sections_of(type_key: str) -> dict[str, list[str]]:
    return {
        section.title: [field.key for field in section.fields] for section in lay_out(SPECS[type_key], ())
    }


def test_the_form_of_a_roadmap_reads_like_a_page() -> None:
    sections = sections_of("roadmap")

    assert [field.key for field in lay_out(SPECS["roadmap"], ())[0].first] == ["title", "reference"]
    assert sections["When"] == ["agreed_on", "valid_from", "valid_until", "status", "decide_by"]
    assert sections["Who and where"] == ["region", "lead_unit", "owner_person", "counterpart_unit"]
    assert {"health", "health_reason", "next_step", "next_step_due", "status_override"} <= set(
        sections["Tracking"]
    )
    assert sections["Remarks"] == ["internal_assessment", "note"]


def test_the_terms_of_an_arrangement_are_apart_from_our_tracking() -> None:
    sections = sections_of("arrangement")

    assert {"conditions", "renewal", "notice_months", "key_clauses"} <= set(sections["Terms"])
    assert {"signed_on", "valid_from", "valid_until", "notice_deadline"} <= set(sections["When"])
    assert {"next_review_on", "verified_on"} <= set(sections["Tracking"])


def a_field(key: str, **facts: object) -> FieldSpec:
    plain = {"kind": LINE, "label": "New", "help": "New.", "heading": "New"}
    return FieldSpec(key=key, **{**plain, **facts})  # type: ignore[arg-type] # plain facts of a test


@pytest.mark.parametrize(
    ("field", "section"),
    [
        (a_field("opinion", is_internal=True, kind=TEXT), "remarks"),
        (a_field("agreed_text", is_text_as_signed=True, kind=TEXT), "terms"),
        (a_field("ratified_on", kind=PARTIAL_DATE), "tracking"),
        (a_field("helper", kind=link("person"), personal=True), "who"),
        (a_field("next_step_by", kind=LINE), "tracking"),
        (a_field("attempts", kind=WHOLE), "tracking"),
        (a_field("title_short", kind=LINE, required=True), "what"),
    ],
)
def test_a_new_field_lands_somewhere_sensible(field: FieldSpec, section: str) -> None:
    spec = SPECS["arrangement"]

    assert places(replace(spec, fields=(*spec.fields[:-1], field, spec.fields[-1])))[field.key] == section


def test_long_text_lists_and_names_take_the_whole_width() -> None:
    spec = SPECS["arrangement"].by_key

    assert all(spans(spec[key]) for key in ("title", "conditions", "annexes", "note"))
    assert not any(spans(spec[key]) for key in ("short_title", "valid_from", "type", "owner_person"))
