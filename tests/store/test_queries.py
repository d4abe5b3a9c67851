# SPDX-License-Identifier: EUPL-1.2
"""Filters in SQL: what they let through is exactly what `domain.filters` says they mean."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.filters import Condition, Filter, Operator, applies_on, holds
from coopdesk.domain.identifiers import key_of_starting_record
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.services import maintenance
from coopdesk.services.maintenance import Database
from coopdesk.store.queries import (
    count_of,
    rows_by_ids,
    rows_linked,
    rows_of,
    stream_rows,
)
from coopdesk.store.unit_of_work import write

ROADMAP, PROGRAMME = SPECS["roadmap"], SPECS["programme"]

DATES = (
    "2018", "2019", "2020", "2019-01", "2019-02", "2019-06", "2019-07", "2019-12", "2020-02",
    "2019-01-01", "2019-02-28", "2019-07-01", "2019-07-18", "2019-07-31", "2019-12-31", "2020-02-29",
)  # fmt: skip
TEXTS = (
    "Yılmaz plan",
    "yilmaz PLAN",
    "Łódź",
    "50 %",
    "50 x",
    "under_score",
    "underXscore",
    "O'Neill",
    "straße",
    "é",
)
LISTS = (("Serbian",), ("Macedonian", "Serbian"), ("Serbian Latin",), ("a_b", "100 %"), ("Ćirilica",))
NUMBERS = tuple(Decimal(text) for text in ("0", "0.1", "10", "10.5", "440000000", "-3"))
COUNTS = (0, 1, 9, 38, 440_000_000)


def roadmap(number: int, **values: Value) -> RecordChange:
    return creation("roadmap", f"RM-{number}", title=f"Artificial roadmap {number}", **values)


def creation(type_key: str, reference: str, **values: Value) -> RecordChange:
    new = {"reference": reference, **{key: value for key, value in values.items() if value is not None}}
    return RecordChange(
        type=type_key, id=key_of_starting_record(type_key, reference), action="create", new=new
    )


def artificial() -> list[RecordChange]:
    """Records in which every kind of value is empty somewhere and stands in several forms elsewhere."""
    cells = [None, *DATES]
    periods = [(start, end) for start in cells for end in cells]
    records = [roadmap(n, valid_from=start, valid_until=end) for n, (start, end) in enumerate(periods)]
    records += [
        creation("programme", f"PR-{n}", name=text, summary=text[::-1]) for n, text in enumerate(TEXTS)
    ]
    records += [
        creation("programme", f"PR-B{n}", name="Budget", budget=b, currency="EUR")
        for n, b in enumerate(NUMBERS)
    ]
    records += [
        creation("document", f"DC-{n}", title="Document", languages=items) for n, items in enumerate(LISTS)
    ]
    records += [
        creation("partner", f"PA-{n}", name=f"Artificial body {n}", member_count_stated=count)
        for n, count in enumerate(COUNTS)
    ]
    records += [
        creation("partner", "PA-own", name="Artificial own", is_self=True, type="network"),
        creation("partner", "PA-other", name="Artificial other", is_self=False, type="forum",
                 parent=key_of_starting_record("partner", "PA-own")),
    ]  # fmt: skip
    return records


@pytest.fixture(scope="module")
def database(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a file with artificial records that no test changes."""
    path = Path(shutil.copyfile(empty_file, tmp_path_factory.mktemp("queries") / "filters.coopdesk"))
    opened = maintenance.open_database(path)
    write(opened, ChangePlan(title="Fill", origin=Origin.IMPORT, changes=tuple(artificial())), who="test")
    yield opened
    opened.close()


operators = st.sampled_from(get_args(Operator))
FIELDS = [
    ("roadmap", "valid_from", DATES),
    ("programme", "name", TEXTS),
    ("programme", "summary", TEXTS),
    ("programme", "reference", ("PR-1", "pr-b2", "PR")),
    ("programme", "budget", NUMBERS),
    ("document", "languages", LISTS),
    ("partner", "member_count_stated", COUNTS),
    ("partner", "is_self", (True, False)),
    ("partner", "type", ("network", "forum", "dg")),
    ("partner", "parent", (key_of_starting_record("partner", "PA-own"), "0" * 32)),
]


@pytest.mark.parametrize(("type_key", "field", "values"), FIELDS, ids=[f"{t}.{f}" for t, f, _ in FIELDS])
@given(data=st.data())
def test_sql_lets_through_what_the_condition_means(
    database: Database, type_key: str, field: str, values: tuple[Value, ...], data: st.DataObject
) -> None:
    spec = SPECS[type_key]
    kind = spec.by_key[field].kind
    operator = data.draw(st.sampled_from([o for o in get_args(Operator) if o in kind.operators]))
    value = data.draw(st.sampled_from([None, *values]))
    if operator == "~" and value is not None:
        value = data.draw(
            st.sampled_from([kind.format(value), kind.format(value)[:2].upper(), "%", "_", "'"])
        )
    condition = Condition(field=field, operator=operator, value=value)

    with database.reading() as connection:
        everything = rows_of(connection, spec)
        let_through = rows_of(connection, spec, Filter(conditions=(condition,)))
        counted = count_of(connection, spec, Filter(conditions=(condition,)))

    meant = [row["reference"] for row in everything if holds(kind, row[field], condition)]
    assert [row["reference"] for row in let_through] == meant
    assert counted == len(meant)


@given(day=st.dates(dt.date(2017, 12, 1), dt.date(2021, 2, 1)))
def test_sql_knows_what_applies_on_a_day(database: Database, day: dt.date) -> None:
    with database.reading() as connection:
        everything = rows_of(connection, ROADMAP)
        let_through = rows_of(connection, ROADMAP, Filter(on=day))

    assert [row["reference"] for row in let_through] == [
        row["reference"] for row in everything if applies_on(ROADMAP, row, day)
    ]


@pytest.mark.parametrize(
    ("condition", "date", "is_met"),
    [
        (">=2019-02-10", "2019", False),
        (">=2019-01-01", "2019", True),
        (">=2019", "2019-07", True),
        (">=2019-07", "2019-07-18", True),
        (">=2019-08", "2019-07", False),
        ("<=2019-11", "2019", False),
        ("<=2019", "2019", True),
        ("<=2019-12-31", "2019", True),
        ("<=2019-02-28", "2019-02", True),
        ("<=2019-02-27", "2019-02", False),
        ("<=2020-02-28", "2020-02", False),
        ("=2019", "2019-07-18", True),
        ("=2019-07", "2019", False),
        ("=2019-07-18", "2019-07", False),
        ("=2019-07", "2019-07", True),
    ],
)
def test_dates_compare_by_their_possible_days(
    database: Database, condition: str, date: str, is_met: bool
) -> None:
    """Nothing is after or before a day unless all its possible days are."""
    operator: Operator = ">=" if condition[0] == ">" else "<=" if condition[0] == "<" else "="
    wanted = Condition(field="valid_from", operator=operator, value=condition.lstrip("<>="))

    with database.reading() as connection:
        found = rows_of(connection, ROADMAP, Filter(conditions=(wanted,)))

    assert any(row["valid_from"] == date for row in found) is is_met


def test_conditions_hold_together(database: Database) -> None:
    both = (
        Condition(field="valid_from", operator="=", value="2019-07-18"),
        Condition(field="valid_until", operator="=", value=None),
    )

    with database.reading() as connection:
        (row,) = rows_of(connection, ROADMAP, Filter(conditions=both))

    assert (row["valid_from"], row["valid_until"]) == ("2019-07-18", None)


def test_a_list_has_the_items_asked_for_in_any_order_among_others(database: Database) -> None:
    def having(*items: str) -> list[Value]:
        condition = Condition(field="languages", operator="=", value=items)
        with database.reading() as connection:
            return [
                row["reference"]
                for row in rows_of(connection, SPECS["document"], Filter(conditions=(condition,)))
            ]

    assert having("serbian") == ["DC-0", "DC-1"]
    assert having("Serbian", "Macedonian") == ["DC-1"]
    assert having("Serb") == []
    assert having("cirilica") == ["DC-4"]


def test_rows_come_by_reference_or_as_told_the_empty_ones_last(database: Database) -> None:
    with database.reading() as connection:
        by_reference = [row["reference"] for row in rows_of(connection, PROGRAMME, limit=3)]
        dearest = [row["budget"] for row in rows_of(connection, PROGRAMME, order_by=[("budget", True)])]
        cheapest = [row["budget"] for row in rows_of(connection, PROGRAMME, order_by=[("budget", False)])]

    assert by_reference == ["PR-0", "PR-1", "PR-2"]
    assert dearest[:6] == sorted(NUMBERS, reverse=True)
    assert cheapest[:6] == sorted(NUMBERS)
    assert set(dearest[6:]) == set(cheapest[6:]) == {None}


def test_pages_and_batches_cover_every_row_once(database: Database) -> None:
    with database.reading() as connection:
        whole = rows_of(connection, ROADMAP)
        pages = [
            row for start in range(0, 300, 50) for row in rows_of(connection, ROADMAP, limit=50, offset=start)
        ]
        batches = [row for batch in stream_rows(connection, ROADMAP, size=40) for row in batch]

    assert pages == whole
    assert batches == whole


def test_owned_rows_come_by_their_owner_and_in_its_order(office: Database) -> None:
    """001, OC row 4 (l.156-175): one unit of Frontex, then three of EASO in the printed order."""
    with office.reading() as connection:
        activities = {row["id"]: row["reference"] for row in rows_of(connection, SPECS["activity"])}
        rows = [
            (activities[row["activity"]], row["order_no"])
            for row in rows_of(connection, SPECS["activity_unit"])
        ]
        items = [row["reference"] for row in rows_of(connection, SPECS["activity_item"])]

    assert rows == sorted(rows)
    assert [number for activity, number in rows if activity == "CP19-OC-04"] == [1, 1, 2, 3]
    assert items[:3] == ["CP19-CB-04.1", "CP19-CB-04.2", "CP19-HC-02.1"]


def test_rows_are_found_by_id_and_by_what_they_point_to(database: Database) -> None:
    own = key_of_starting_record("partner", "PA-own")
    with database.reading() as connection:
        found = rows_by_ids(connection, SPECS["partner"], [own, "0" * 32])
        linked = rows_linked(connection, SPECS["partner"], "parent", own)

    assert [row["reference"] for row in found.values()] == ["PA-own"]
    assert [row["reference"] for row in linked] == ["PA-other"]
