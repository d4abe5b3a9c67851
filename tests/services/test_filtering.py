# SPDX-License-Identifier: EUPL-1.2
"""Filters as people type them become conditions, or a sentence that says what to type instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.filters import Condition, Filter
from coopdesk.services import maintenance
from coopdesk.services.filtering import filter_of
from coopdesk.services.maintenance import Database


@pytest.fixture(scope="module")
def register(starting_file: Path) -> Iterator[Database]:
    """Give the starting data, open only to be read."""
    database = maintenance.open_database(starting_file)
    yield database
    database.close()


def conditions(database: Database, type_key: str, *where: str) -> tuple[Condition, ...]:
    return filter_of(database, type_key, where)[1].conditions


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("title=Plan", Condition(field="title", operator="=", value="Plan")),
        ("title = Plan", Condition(field="title", operator="=", value="Plan")),
        ("title=a=b>=c", Condition(field="title", operator="=", value="a=b>=c")),
        ("title~plan", Condition(field="title", operator="~", value="plan")),
        ("signed_on>=July 2019", Condition(field="signed_on", operator=">=", value="2019-07")),
        ("signed_on<=18.7.2019", Condition(field="signed_on", operator="<=", value="2019-07-18")),
        ("signed_on=", Condition(field="signed_on", operator="=", value=None)),
        ("type=Working arrangement", Condition(field="type", operator="=", value="working_arrangement")),
        ("status=In effect", Condition(field="status", operator="=", value="in_effect")),
        ("copies>=3", Condition(field="copies", operator=">=", value=3)),
        ("publication_allowed=yes", Condition(field="publication_allowed", operator="=", value=True)),
        ("languages~mace", Condition(field="languages", operator="~", value="mace")),
        (
            "languages=French; English",
            Condition(field="languages", operator="=", value=("French", "English")),
        ),
    ],
)
def test_a_condition_is_read_as_the_field_reads_values(
    register: Database, typed: str, condition: Condition
) -> None:
    assert conditions(register, "arrangement", typed) == (condition,)


def test_a_link_is_compared_with_the_record_it_names(register: Database) -> None:
    """By reference, and by any name of the country."""
    (by_reference,) = conditions(register, "arrangement", "signed_country=fr")
    (by_name,) = conditions(register, "arrangement", "signed_country=France")

    assert by_reference == by_name
    assert by_reference.value is not None


def test_a_filter_may_have_many_conditions_and_a_day(register: Database) -> None:
    spec, found = filter_of(register, "roadmaps", ["region=MENA", "kind="], "15 August 2019")

    assert spec.key == "roadmap"
    assert found == Filter(
        conditions=(
            Condition(field="region", operator="=", value="MENA"),
            Condition(field="kind", operator="=", value=None),
        ),
        on=dt.date(2019, 8, 15),
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("title", "“title” is no filter"),
        ("=Plan", "“=Plan” is no filter"),
        ("", "“” is no filter"),
        ("titel=Plan", "Arrangement has no field “titel”"),
        ("title>=Plan", "Title cannot be filtered with >="),
        ("type~work", "Type cannot be filtered with ~"),
        ("signed_on=2019-13", "Signed on: there is no day or month “2019-13”"),
        ("signed_on>=4/5/2019", "can be read as two different days"),
        ("type=treaty of peace", "Type has no choice “treaty of peace”"),
        ("copies=three", "Number of originals takes a whole number"),
        ("title=a\x00b", "Title contains characters that cannot be shown"),
        ("title~a\udcffb", "Title contains a broken character"),
        ("signed_on>=", "“signed_on>=” needs something to compare with"),
        ("title~ ", "“title~” needs something to compare with"),
    ],
)
def test_what_is_no_filter_is_wrong_usage(register: Database, typed: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        conditions(register, "arrangement", typed)

    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("signed_country=Atlantis", "Country of signature: there is no record “Atlantis”"),
        ("signed_country=iom", "“iom” is Partner, but Country is needed here"),
    ],
)
def test_a_link_to_nothing_is_refused_for_what_the_data_says(
    register: Database, typed: str, sentence: str
) -> None:
    with pytest.raises(UserError) as refusal:
        conditions(register, "arrangement", typed)

    assert not isinstance(refusal.value, UsageError)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2019-08", "--on takes a whole day such as 2019-08-15"),
        ("2019", "--on takes a whole day"),
        ("31.6.2019", "--on: there is no day or month “31.6.2019”"),
        ("next week", "--on takes a date such as"),
        ("  ", "--on takes a whole day"),
    ],
)
def test_a_day_must_be_one_day(register: Database, typed: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        filter_of(register, "roadmap", [], typed)

    assert sentence in str(refusal.value)
