# SPDX-License-Identifier: EUPL-1.2
"""A small office with partners and a name, its workbook, and short looks at a plan."""

from __future__ import annotations

from coopdesk.domain.merging import ConflictKind
from coopdesk.exchange.decisions import Decisions
from coopdesk.exchange.plan import ImportPlan
from tests.helpers.returning import Book, Office, key_of, sent_out

OURS = Decisions(remaining="ours")
THEIRS = Decisions(remaining="theirs")


def an_office(number: int = 6) -> Office:
    """Give an office with partners p1, p2, ... and a name of the first."""
    office = Office()
    for n in range(1, number + 1):
        office.given(
            "partner",
            f"p{n}",
            name=f"Body number {n}",
            short_name=f"B{n}",
            type=("network", "forum", "un_body")[n % 3],
            region=("North", "South")[n % 2],
            member_count_stated=10 * n,
        )
    office.given(
        "partner_name",
        "p1/name-1",
        partner=key_of("partner", "p1"),
        variant="First body",
        valid_from="2019-07",
        valid_until="2021",
    )
    return office


def a_book(office: Office, **options: bool) -> Book:
    return sent_out(office, ["partner", "partner_name"], **options)  # type: ignore[arg-type] # plain flags


def changed(found: ImportPlan) -> dict[tuple[str, str], object]:
    return {(one.reference, one.field): one.value for one in found.changes}


def conflicts(found: ImportPlan) -> list[tuple[str, str | None, ConflictKind]]:
    return [(one.reference, one.field, one.kind) for one in found.conflicts]


def codes(found: ImportPlan) -> list[str]:
    return [one.code for one in found.notices]


def problems(found: ImportPlan) -> list[tuple[str | None, str | None, str]]:
    return [(one.place.cell, one.field, one.code) for one in found.problems]


def an_unsettled_book() -> tuple[Office, Book]:
    office = an_office()
    book = a_book(office)
    office.change("partner", "p2", region="East", short_name="here")
    book["partner"].type("p2", "region", "West")
    book["partner"].type("p2", "short_name", "there")
    book["partner"].type("p3", "region", "West")
    return office, book
