# SPDX-License-Identifier: EUPL-1.2
"""Arrangements and activities with their parts: declared in full, and their seed files fit."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.kinds import PickKind
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records._field import record_spec
from coopdesk.records.activity import Activity
from coopdesk.records.activity_parts import (
    ActivityArea,
    ActivityItem,
    ActivityLink,
    ActivityOtherParty,
    ActivityUnit,
)
from coopdesk.records.arrangement import Arrangement
from coopdesk.records.arrangement_parts import (
    ArrangementArea,
    ArrangementCopy,
    ArrangementLink,
    ArrangementParty,
    ArrangementSignatory,
)
from coopdesk.records.arrangement_steps import ApprovalStep, ArrangementCondition
from tests.helpers.seed_files import CITED, cells_that_do_not_fit, seed_rows

TYPES = (
    (Arrangement, 20), (ArrangementParty, 40), (ArrangementSignatory, 6), (ArrangementCopy, 3),
    (ArrangementArea, 27), (ArrangementLink, 7), (ApprovalStep, 0), (ArrangementCondition, 0),
    (Activity, 20), (ActivityUnit, 58), (ActivityItem, 25), (ActivityArea, 24), (ActivityOtherParty, 17),
    (ActivityLink, 4),
)  # fmt: skip
SPECS = {spec.key: spec for spec in (record_spec(record_class) for record_class, _ in TYPES)}
MAIN = ("arrangement", "activity")

each_type = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)


def all_fields() -> list[FieldSpec]:
    """Every stored and computed field of these types."""
    return [field for spec in SPECS.values() for field in spec.all_by_key.values()]


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
    assert not {field.key for field in spec.fields if field.personal} & set(spec.title)


@each_type
def test_only_the_main_records_stand_by_themselves(spec: RecordSpec) -> None:
    """An arrangement with activities must not vanish silently, but its rows go with it."""
    if spec.key in MAIN:
        assert spec.parent is None
    else:
        assert spec.parent is not None
        assert spec.parent.required
        assert spec.parent.targets[0] in MAIN


@each_type
def test_a_blank_record_has_no_problems_and_nothing_to_compute(spec: RecordSpec) -> None:
    assert [problem for rule in spec.rules for problem in rule({})] == []
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
        assert all(values[field.key] for field in spec.fields if field.required)
        assert values["source"]
        assert values["locator"]


@each_type
def test_the_columns_of_a_seed_file_are_fields_in_order_and_the_citation(spec: RecordSpec) -> None:
    for row in seed_rows(spec.key)[:1]:
        columns = tuple(row)
        assert columns[-2:] == CITED
        assert list(columns[:-2]) == [key for key in spec.by_key if key in columns[:-2]]


@each_type
def test_rows_are_named_after_their_owner(spec: RecordSpec) -> None:
    owner = spec.parent.key if spec.parent else None
    for row in seed_rows(spec.key):
        if owner:
            assert row["reference"].startswith((f"{row[owner]}/", f"{row[owner]}."))


def test_references_prefixes_and_sheets_are_unique() -> None:
    references = [row["reference"].casefold() for key in SPECS for row in seed_rows(key)]

    assert len(set(references)) == len(references) == 251
    assert len({spec.prefix for spec in SPECS.values()}) == len(SPECS)
    assert len({spec.sheet.casefold() for spec in SPECS.values()}) == len(SPECS)


def test_every_choice_is_found_by_its_code_and_by_its_label() -> None:
    picklists = {field.kind.picklist for field in all_fields() if isinstance(field.kind, PickKind)}

    assert len(picklists) > 15
    for picklist in picklists:
        for item in picklist.items:
            assert picklist.find(item.code) is item
            assert picklist.find(item.label) is item


def test_nothing_is_ever_called_in_force() -> None:
    words = [f"{field.label} {field.help}" for field in all_fields()]
    labels = [
        item.label
        for field in all_fields()
        if isinstance(field.kind, PickKind)
        for item in field.kind.picklist.items
    ]

    assert not [text for text in words + labels if "in force" in text.casefold()]
    assert "In effect" in labels


def test_people_are_personal_wherever_they_are_named() -> None:
    naming = [field for field in all_fields() if "person" in field.targets or field.key == "name_as_printed"]

    assert len(naming) == 11
    assert all(field.personal for field in naming)
