# SPDX-License-Identifier: EUPL-1.2
"""Which column is which field after people have renamed, moved, copied and deleted columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from coopdesk.domain.kinds import Value
from coopdesk.exchange.carrier import ID_HEADING, STAMP_HEADING
from coopdesk.exchange.planning.columns import ColumnMatch, HeadingBook, heading_row_of, match_columns
from coopdesk.exchange.raw import RawValue
from coopdesk.records.catalog import SPECS

PARTNER = SPECS["partner"]
FIELDS = ("reference", "name", "short_name", "region", "member_count_stated")
BASES: Sequence[Mapping[str, Value]] = [
    {
        "reference": f"P-{n}",
        "name": f"Body {n}",
        "short_name": f"B{n}",
        "region": ("North", "South", "West")[n % 3],
        "member_count_stated": 100 + n,
    }
    for n in range(12)
]


def heading(key: str) -> str:
    return PARTNER.by_key[key].heading


def match(
    headings: Sequence[RawValue],
    shown: Sequence[str | None],
    *,
    printed: Sequence[str] = FIELDS,
    bases: Sequence[Mapping[str, Value]] = BASES,
) -> ColumnMatch:
    """Match columns that show the values of these fields; None is a column of somebody else's."""
    rows: list[list[RawValue]] = []
    for number, base in enumerate(bases):
        values = [f"remark {number}" if key is None else base[key] for key in shown]
        rows.append([None, None, *(float(v) if isinstance(v, int) else v for v in values)])  # type: ignore[list-item]
    return match_columns(
        PARTNER,
        [ID_HEADING, STAMP_HEADING, *headings],
        printed_at=dict(enumerate(printed, start=3)),
        locked=(),
        used=range(1, len(headings) + 3),
        sample=list(zip(rows, bases, strict=True)),
        links={},
        aside=(1, 2),
    )


def test_untouched_columns_are_known_by_heading_and_place() -> None:
    found = match([heading(key) for key in FIELDS], FIELDS)
    assert found.fields == {key: number for number, key in enumerate(FIELDS, start=3)}
    assert found.dropped == ()
    assert found.notices == ()
    assert {plan.reason for plan in found.plans} == {"heading", "names the rows"}


def test_moved_columns_are_known_by_their_headings() -> None:
    moved = tuple(reversed(FIELDS))
    found = match([heading(key) for key in moved], moved)
    assert found.fields == {key: number for number, key in enumerate(moved, start=3)}
    assert found.notices == ()


def test_case_spaces_and_line_breaks_in_headings_do_not_count() -> None:
    found = match([heading(key).upper().replace(" ", "\n ") for key in FIELDS], FIELDS)
    assert set(found.fields) == set(FIELDS)


def test_renamed_headings_are_known_by_the_values_below() -> None:
    found = match(["Nr", "Organisation", "Abk.", "Gebiet", "Mitglieder"], FIELDS)
    assert found.fields == {key: number for number, key in enumerate(FIELDS, start=3)}
    assert {code for code, _, _ in found.notices} == {"column-renamed"}


def test_renamed_and_moved_columns_are_known_by_the_values_below() -> None:
    moved = ("region", "member_count_stated", "name", "reference", "short_name")
    found = match(["a", "b", "c", "d", "e"], moved)
    assert found.fields == {key: number for number, key in enumerate(moved, start=3)}


def test_exchanged_headings_over_values_in_their_place_do_not_exchange_the_values() -> None:
    exchanged = [heading(key) for key in ("reference", "short_name", "name", "region", "member_count_stated")]
    found = match(exchanged, FIELDS)
    assert found.fields == {key: number for number, key in enumerate(FIELDS, start=3)}


def test_exchanged_values_under_headings_in_their_place_are_taken_as_typed() -> None:
    found = match(
        [heading(key) for key in FIELDS], ("reference", "short_name", "name", "region", "member_count_stated")
    )
    assert found.fields == {key: number for number, key in enumerate(FIELDS, start=3)}


def test_a_column_in_which_everything_was_changed_keeps_its_heading() -> None:
    found = match(
        [heading(key) for key in FIELDS], ("reference", "name", "short_name", None, "member_count_stated")
    )
    assert found.fields["region"] == 6


def test_a_column_of_somebody_else_is_listed_and_left_aside() -> None:
    headings = [heading("reference"), "Our comments", *(heading(key) for key in FIELDS[1:])]
    found = match(headings, (FIELDS[0], None, *FIELDS[1:]))
    assert 4 not in found.fields.values()
    (plan,) = [plan for plan in found.plans if plan.column == 4]
    assert (plan.heading, plan.field, plan.reason) == ("Our comments", None, "no field of CoopDesk")
    assert found.dropped == ()


def test_a_deleted_column_is_dropped_and_nothing_else_moves_into_it() -> None:
    left = ("reference", "name", "region", "member_count_stated")
    found = match([heading(key) for key in left], left)
    assert found.dropped == ("short_name",)
    assert found.fields == {key: number for number, key in enumerate(left, start=3)}


def test_a_comment_column_in_the_place_of_a_deleted_one_is_not_taken_for_it() -> None:
    headings = [
        heading("reference"),
        heading("name"),
        "Our comments",
        heading("region"),
        heading("member_count_stated"),
    ]
    found = match(headings, ("reference", "name", None, "region", "member_count_stated"))
    assert found.dropped == ("short_name",)


def test_an_empty_column_under_a_new_heading_is_known_between_its_neighbours() -> None:
    bases = [{**base, "region": None} for base in BASES]
    headings = [
        heading("reference"),
        heading("name"),
        heading("short_name"),
        "Gebiet",
        heading("member_count_stated"),
    ]
    found = match(headings, FIELDS, bases=bases)
    assert found.fields["region"] == 6


def test_of_two_columns_with_one_heading_the_one_with_the_values_counts() -> None:
    headings = [heading("reference"), heading("name"), *(heading(key) for key in FIELDS[1:])]
    found = match(headings, ("reference", None, *FIELDS[1:]))
    assert found.fields["name"] == 5
    assert ("column-repeated", 4) in [(code, column) for code, _, column in found.notices]


def test_former_headings_are_known() -> None:
    spec = SPECS["partner"]
    book = HeadingBook.of(spec)
    assert {one.key for one in map(book.find, [one.heading for one in spec.fields]) if one} == set(
        spec.by_key
    )
    assert book.find("no such thing") is None
    assert book.find(7.0) is None


@pytest.mark.parametrize(
    ("rows", "before", "found"),
    [
        ([["Partners of the office"], [None], ["CoopDesk id", "CoopDesk stamp", "a"], ["cd1:x"]], 4, 3),
        ([["CoopDesk id", "CoopDesk stamp", "Reference", "Name"], ["cd1:x"]], 2, 1),
        ([["Reference", "Name", "Short name"], ["x", "y", "z"]], 9, 1),
        ([["a", "b"], ["cd1:x", None]], 2, None),
    ],
)
def test_headings_are_found_below_titles(rows: list[list[RawValue]], before: int, found: int | None) -> None:
    assert heading_row_of(rows, HeadingBook.of(PARTNER), before=before) == found
