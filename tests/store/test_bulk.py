# SPDX-License-Identifier: EUPL-1.2
"""Many rows at once: every value lands in its own column, whatever the order and the number."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from sqlalchemy import Boolean, Column, MetaData, String, Table

from coopdesk.domain.errors import BugError
from coopdesk.records._columns import Number, TextList
from coopdesk.services import browsing, editing
from coopdesk.store.bulk import chunked, insert_rows, update_rows
from coopdesk.store.engine import Database
from coopdesk.store.register import table_of

WHO = "test"

THINGS = Table(
    "thing",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("name", String),
    Column("is_old", Boolean),
    Column("amount", Number),
    Column("tags", TextList),
)


def test_values_land_in_their_columns_in_whatever_order_they_are_given(empty: Database) -> None:
    with empty.writing() as connection:
        THINGS.create(connection)
        insert_rows(connection, THINGS, ("id", "name"), [("1", "first"), ("2", "second")])
        values = {"name": "renamed", "is_old": True, "amount": Decimal("1.5"), "tags": ("a", "b")}
        for order in permutations(values):
            emptied = [*(None for _ in order), "1"]
            update_rows(connection, THINGS, "id", order, [emptied])
            update_rows(connection, THINGS, "id", order, [[*(values[key] for key in order), "1"]])
            first, second = connection.execute(THINGS.select().order_by(THINGS.c.id)).mappings()
            assert {key: first[key] for key in values} == values
            assert second["name"] == "second"


def test_a_clerk_who_changes_two_fields_finds_each_in_its_place(empty: Database) -> None:
    """The alphabet has another order than the columns have."""
    editing.add_record(empty, "partner", {"reference": "ART-1", "name": "Artificial body"}, who=WHO)

    editing.change_record(empty, "ART-1", {"short_name": "AB", "region": "North", "name": "Renamed"}, who=WHO)

    shown = browsing.show(empty, "ART-1").record.fields
    assert (shown["short_name"], shown["region"], shown["name"]) == ("AB", "North", "Renamed")


def test_an_order_that_would_mix_values_up_is_our_mistake(empty: Database) -> None:
    with pytest.raises(BugError), empty.writing() as connection:
        insert_rows(connection, table_of("partner"), ("name", "id"), [("Artificial body", "1")])


def test_more_rows_than_one_batch_holds(empty: Database) -> None:
    with empty.writing() as connection:
        THINGS.create(connection)
        insert_rows(connection, THINGS, ("id", "name"), ((str(n), f"thing {n}") for n in range(20_001)))
        update_rows(connection, THINGS, "id", ("name",), ((f"new {n}", str(n)) for n in range(20_001)))
        rows = connection.execute(THINGS.select().where(THINGS.c.name.like("new %"))).all()
    assert len(rows) == 20_001


def test_nothing_to_write_is_no_trouble(empty: Database) -> None:
    with empty.writing() as connection:
        insert_rows(connection, table_of("partner"), ("id", "reference"), [])
        update_rows(connection, table_of("partner"), "id", ("name",), [])


def test_pieces_are_all_of_it() -> None:
    assert [list(piece) for piece in chunked(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert list(chunked([], 2)) == []
