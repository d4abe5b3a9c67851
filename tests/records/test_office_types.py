# SPDX-License-Identifier: EUPL-1.2
"""Partners, people, countries, documents and reference data: declared in full, and their seed files fit."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.spec import RecordSpec
from coopdesk.records._field import record_spec
from coopdesk.records.area import Area
from coopdesk.records.country import Country, CountryGroup, CountryGroupMember, CountryName
from coopdesk.records.document import Document, ItSystem, StrategyAim
from coopdesk.records.event import Event, Figure, Link
from coopdesk.records.note import Attachment, Note
from coopdesk.records.partner import Partner, PartnerName
from coopdesk.records.partner_links import PartnerIdentifier, PartnerRelation, PartnerUnit
from coopdesk.records.person import Person, PersonFunction
from coopdesk.records.source import Citation, Source
from tests.helpers.seed_files import CITED, cells_that_do_not_fit, seed_rows

TYPES = (
    (Partner, 53), (PartnerName, 21), (PartnerUnit, 34), (PartnerRelation, 34), (PartnerIdentifier, 0),
    (Person, 5), (PersonFunction, 0),
    (Country, 23), (CountryName, 4), (CountryGroup, 13), (CountryGroupMember, 22),
    (Document, 35), (StrategyAim, 8), (ItSystem, 5), (Note, 0), (Attachment, 0),
    (Event, 32), (Figure, 11), (Link, 17), (Area, 28), (Source, 5), (Citation, 0),
)  # fmt: skip
SPECS = [record_spec(record_class) for record_class, _ in TYPES]

each_type = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.key)


@each_type
def test_every_field_says_what_it_is(spec: RecordSpec) -> None:
    fields = (*spec.fields, *spec.computed)

    headings = [field.heading.casefold() for field in fields]
    assert len(set(headings)) == len(headings)
    assert all(field.label and field.help.endswith(".") for field in fields)
    assert len(spec.sheet) <= 31


@each_type
def test_names_periods_and_owners_use_fields_that_exist(spec: RecordSpec) -> None:
    assert set(spec.title) <= set(spec.by_key)
    assert set(spec.starts) | set(spec.ends) <= set(spec.all_by_key)
    assert spec.names_of is None or spec.names_of in spec.by_key
    assert spec.parent is None or spec.parent.required
    assert len([field for field in spec.fields if field.is_parent]) <= 1


@each_type
def test_a_blank_record_passes_rules_but_the_required_and_computes(spec: RecordSpec) -> None:
    problems = [problem.code for rule in spec.rules for problem in rule({})]

    assert set(problems) <= {"required"}
    for field in spec.computed:
        assert field.computed is not None
        assert field.computed({}, dt.date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("record_class", "count"), TYPES, ids=lambda value: getattr(value, "__tablename__", None)
)
def test_the_seed_file_fits_its_declaration(record_class: type, count: int) -> None:
    spec = record_spec(record_class)
    rows = seed_rows(spec.key)

    assert len(rows) == count
    assert cells_that_do_not_fit(spec, rows) == []
    for row in rows:
        values = {key: text or None for key, text in row.items()}
        assert [problem for rule in spec.rules for problem in rule(values)] == []


@each_type
def test_the_columns_of_a_seed_file_are_fields_in_order_and_the_citation(spec: RecordSpec) -> None:
    for row in seed_rows(spec.key)[:1]:
        columns = tuple(row)
        assert columns[-2:] == CITED
        declared = [key for key in spec.by_key if key in columns[:-2]]
        assert list(columns[:-2]) == declared


def test_prefixes_and_sheets_tell_the_types_apart() -> None:
    assert len({spec.prefix for spec in SPECS}) == len({spec.sheet for spec in SPECS}) == len(SPECS)


def test_a_cell_that_does_not_fit_is_found() -> None:
    """The check above must be able to fail."""
    rows = (
        {"reference": "fg-a", "value": "many", "related": "easo"},
        {"reference": "fg-b", "value": "3", "as_of": "2019-13", "related": "nowhere"},
    )

    assert cells_that_do_not_fit(record_spec(Figure), rows) == [
        "fg-a.value: not-a-number",
        "fg-b.as_of: date-impossible",
        "fg-b.related: nowhere is nothing",
    ]
