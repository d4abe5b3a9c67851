# SPDX-License-Identifier: EUPL-1.2
"""People: what is personal, who may be nameless, which functions hold today."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.kinds import Value
from coopdesk.records._field import record_spec
from coopdesk.records.person import Person, PersonFunction

PERSON = record_spec(Person)
FUNCTION = record_spec(PersonFunction)
TODAY = dt.date(2026, 11, 22)


def test_a_signatory_known_only_by_office_needs_no_name() -> None:
    assert [problem for rule in PERSON.rules for problem in rule({"office": "Executive Director"})] == []


def test_a_person_without_name_and_office_is_refused() -> None:
    problems = [problem for rule in PERSON.rules for problem in rule({"email": "someone@example.org"})]

    assert [(problem.code, problem.field) for problem in problems] == [("required", "name")]


def test_names_addresses_and_numbers_are_personal_and_offices_are_not() -> None:
    personal = {field.key for field in PERSON.fields if field.personal}

    assert personal >= {"name", "first_name", "surname", "variant", "email", "phone", "mobile"}
    assert not personal & {"reference", "office", "partner", "note"}


def test_every_spelling_finds_the_person() -> None:
    assert {field.key for field in PERSON.fields if field.searched == "name"} >= {
        "name",
        "surname",
        "variant",
    }


@pytest.mark.parametrize(
    ("keep_until", "expected"), [(None, None), ("2026", False), ("2026-11-22", False), ("2026-10", True)]
)
def test_an_entry_is_kept_too_long_once_its_last_possible_day_is_over(
    keep_until: str | None, expected: bool | None
) -> None:
    work_out = PERSON.all_by_key["is_retention_over"].computed

    assert work_out is not None
    assert work_out({"keep_until": keep_until}, TODAY) is expected


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "expected"),
    [
        (None, None, None),
        ("2019", None, True),
        ("2026", None, True),
        ("2026-12", None, False),
        (None, "2026-11", True),
        (None, "2026-11-21", False),
        ("2019-07-18", "2021", False),
        ("2026-11-22", "2026-11-22", True),
    ],
)
def test_a_function_is_current_between_its_dates(
    valid_from: str | None, valid_until: str | None, expected: bool | None
) -> None:
    values: dict[str, Value] = {"valid_from": valid_from, "valid_until": valid_until}
    work_out = FUNCTION.all_by_key["is_current"].computed

    assert work_out is not None
    assert work_out(values, TODAY) is expected


def test_a_function_cannot_end_before_it_began() -> None:
    values: dict[str, Value] = {"valid_from": "2020-02", "valid_until": "2020-01"}

    assert [problem.code for rule in FUNCTION.rules for problem in rule(values)] == ["end-before-start"]
