# SPDX-License-Identifier: EUPL-1.2
"""What a cell means, in the light of what it said when it left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest

from coopdesk.domain.kinds import (
    LINE,
    LIST,
    MONEY,
    PARTIAL_DATE,
    TEXT,
    WHOLE,
    YES_NO,
    BadValue,
    Kind,
    Value,
    link,
    pick,
)
from coopdesk.domain.merging import Cell, Mark
from coopdesk.domain.picklists import Choice, Picklist
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.cells.column_reader import CellReading, ColumnReader
from coopdesk.exchange.cells.dates import DateHabits, order_of
from coopdesk.exchange.cells.printed import CellPrinter
from coopdesk.exchange.raw import RawValue

STATUSES = pick(
    Picklist(
        "status",
        (
            Choice("on_hold", "On hold"),
            Choice("done", "Terminé"),
            Choice("old", "No longer offered", retired=True),
        ),
    )
)
PRINTED = {"id-of-iom": "iom", "id-of-frontex": "FRX"}


def find(text: str, targets: tuple[str, ...]) -> str:
    """Find records of a made-up register."""
    known = {"frontex": "id-of-frontex", "unhcr": "id-of-unhcr", "international organization": "id-of-iom"}
    if text.casefold() not in known:
        raise BadValue("link-unknown", value=text)
    return known[text.casefold()]


def read(
    kind: Kind,
    raw: RawValue,
    base: Cell = Mark.ABSENT,
    *,
    dates: DateHabits | None = None,
    links: Mapping[str, str] = PRINTED,
) -> CellReading:
    field = FieldSpec(key="one", kind=kind, label="One", help="One.", heading="One")
    reader = ColumnReader(
        field=field, printer=CellPrinter(kind, links), find=find, dates=dates or DateHabits()
    )
    return reader.read(raw, base)


def is_quiet(reading: CellReading) -> bool:
    return reading.problem is None and reading.notice is None and reading.asked is None


# Text


@pytest.mark.parametrize(
    "raw",
    [
        "Water committee",
        " Water committee ",
        "Water\u00a0committee",
        "Water\u2009committee\r\n",
        "Water\u200b committee",
    ],
)
def test_spaces_and_invisible_marks_are_no_change(raw: str) -> None:
    reading = read(LINE, raw, "Water committee")
    assert reading.value == "Water committee"
    assert is_quiet(reading)


def test_line_ends_of_another_system_are_no_change() -> None:
    assert read(TEXT, "first\r\nsecond", "first\nsecond") == CellReading("first\nsecond")


def test_accents_composed_otherwise_are_no_change() -> None:
    assert read(LINE, "Cafe\u0301", "Café") == CellReading("Café")


def test_a_real_edit_is_kept_trimmed() -> None:
    assert read(LINE, "  Water board ", "Water committee") == CellReading("Water board")


@pytest.mark.parametrize("raw", [None, "", "   ", "\u00a0"])
def test_nothing_but_spaces_is_empty(raw: RawValue) -> None:
    assert read(LINE, raw, "Water committee").value is None


def test_a_number_in_a_text_field_has_neither_point_nor_exponent() -> None:
    assert read(LINE, 71.0).value == "71"
    assert read(LINE, 3.2e9).value == "3200000000"
    assert read(LINE, 0.000015).value == "0.000015"
    assert read(LINE, 1e20).value == "100000000000000000000"
    assert read(LINE, 12.5).value == "12.5"


@pytest.mark.parametrize(
    ("base", "raw"),
    [
        ("0071", 71.0),
        ("+3221234567", 3221234567.0),
        ("1.10", 1.1),
        ("12345678901234567", 1.2345678901234568e16),
        ("1,000", 1000.0),
        ("5%", 0.05),
        ("1e3", 1000.0),
        ("TRUE", True),
        ("3/4", dt.date(2026, 4, 3)),
        ("3-19", dt.date(2019, 3, 1)),
        ("2019-07", dt.date(2019, 7, 1)),
    ],
)
def test_what_excel_makes_of_a_text_by_itself_is_no_change_but_is_told(base: str, raw: RawValue) -> None:
    reading = read(LINE, raw, base)
    assert reading.value == base
    assert reading.notice is not None
    assert reading.notice.code == "cell-changed-by-excel"


@pytest.mark.parametrize(
    ("kind", "base", "printed", "raw"),
    [
        (link("source"), "id-of-001", "001", 1.0),
        (link("source"), "id-of-001", "1/2", dt.date(2024, 2, 1)),
        (LIST, ("0071",), "0071", 71.0),
    ],
)
def test_what_excel_makes_of_a_printed_name_or_list_is_no_change(
    kind: Kind, base: Value, printed: str, raw: RawValue
) -> None:
    reading = read(kind, raw, base, links={"id-of-001": printed})
    assert reading.value == base
    assert reading.notice is not None
    assert (reading.notice.code, reading.notice.facts["base"]) == ("cell-changed-by-excel", printed)
    assert read(kind, 5.0, base, links={"id-of-001": printed}).value != base


def test_another_number_in_a_text_field_is_a_change() -> None:
    assert read(LINE, 72.0, "0071") == CellReading("72")
    assert read(LINE, dt.date(2026, 5, 3), "3/4").value == "2026-05-03"


def test_what_cannot_be_shown_is_taken_out_with_a_notice() -> None:
    reading = read(TEXT, "Wa\x07ter\ufffe", "Earth")
    assert reading.value == "Water"
    assert reading.notice is not None
    assert reading.notice.code == "cell-characters-removed"


def test_a_text_that_is_too_long_is_a_problem_and_no_change() -> None:
    reading = read(LINE, "x" * 501, "short")
    assert reading.value is Mark.UNREADABLE
    assert reading.problem is not None
    assert reading.problem.code == "too-long"


@pytest.mark.parametrize(("kind", "base", "raw"), [(LINE, "_x0041_", "A"), (LIST, ("a", "_x0042_"), "a; B")])
def test_an_escape_that_another_program_lost_is_no_change(kind: Kind, base: Value, raw: str) -> None:
    assert read(kind, raw, base) == CellReading(base)


# Dates


def dated(raw: RawValue, base: Cell, **habits: bool | None) -> CellReading:
    return read(PARTIAL_DATE, raw, base, dates=DateHabits(**habits))  # type: ignore[arg-type] # plain flags


@pytest.mark.parametrize(
    ("base", "raw"),
    [
        ("2019-07-18", dt.date(2019, 7, 18)),
        ("2019-07-18", dt.datetime(2019, 7, 18)),
        ("2019-07-18", dt.datetime(2019, 7, 18, 9, 30)),
        ("2019-07-18", 43664.0),  # shown under another number format
        ("2019-07-18", "2019-07-18"),
        ("2019-07-18", "18.7.2019"),
        ("2019-07-18", "18 July 2019"),
        ("2019-07", "2019-07"),
        ("2019-07", "July 2019"),
        ("2019", "2019"),
        ("2019", 2019.0),
        ("2019", dt.date(1905, 7, 11)),  # 2019 under a date format
        (None, None),
    ],
)
def test_the_same_date_written_otherwise_is_no_change(base: str | None, raw: RawValue) -> None:
    assert dated(raw, base) == CellReading(base)


def test_a_number_under_the_calendar_of_1904_is_the_same_day() -> None:
    assert dated(43664.0 - 1462, "2019-07-18", date1904=True) == CellReading("2019-07-18")


@pytest.mark.parametrize(
    ("base", "raw"),
    [("2019-07", dt.date(2019, 7, 1)), ("2019", dt.date(2019, 1, 1)), ("2019-07", "2019-07-01")],
)
def test_the_first_day_of_a_known_month_or_year_is_no_change_but_is_told(base: str, raw: RawValue) -> None:
    reading = dated(raw, base, holds_months=True)
    assert reading.value == base
    assert reading.notice is not None
    assert reading.notice.code == "date-only-more-exact"


def test_a_whole_number_is_a_year() -> None:
    assert dated(2021.0, "2019") == CellReading("2021")


def test_a_year_typed_into_a_date_cell_is_that_year() -> None:
    reading = dated(dt.date(1905, 7, 12), "2019")
    assert reading.value == "2020"
    assert reading.notice is not None


def test_the_first_of_another_month_is_asked_about_where_months_are_kept() -> None:
    reading = dated(dt.date(2019, 8, 1), "2019-07", holds_months=True)
    assert reading.value is Mark.UNREADABLE
    assert reading.asked == "month-or-day"


@pytest.mark.parametrize(("are_months", "value"), [(True, "2019-08"), (False, "2019-08-01")])
def test_the_answer_decides_for_the_whole_column(are_months: bool, value: str) -> None:
    reading = dated(dt.date(2019, 8, 1), "2019-07", holds_months=True, firsts_are_months=are_months)
    assert reading == CellReading(value)


@pytest.mark.parametrize(
    ("raw", "base", "holds_months"),
    [
        (dt.date(2019, 8, 2), "2019-07", True),  # Excel only ever makes firsts of months
        (dt.date(2019, 8, 1), "2019-07-18", True),  # a day was known here before
        (dt.date(2019, 8, 1), None, False),  # nobody keeps months in this column
    ],
)
def test_other_days_are_taken_as_they_are(raw: dt.date, base: str | None, holds_months: bool) -> None:
    assert dated(raw, base, holds_months=holds_months) == CellReading(raw.isoformat())


def test_a_time_of_day_is_dropped_and_told() -> None:
    reading = dated(dt.datetime(2020, 1, 2, 9, 30), "2019-07-18")
    assert reading.value == "2020-01-02"
    assert reading.notice is not None


def test_a_day_that_can_be_read_in_two_ways_is_asked_about() -> None:
    assert dated("03/04/2024", None).asked == "date-order"
    assert dated("03/04/2024", None, day_first=True) == CellReading("2024-04-03")
    assert dated("03/04/2024", None, day_first=False) == CellReading("2024-03-04")


def test_a_day_that_is_the_base_in_one_way_is_no_question() -> None:
    assert dated("03/04/2024", "2024-04-03") == CellReading("2024-04-03")


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2024", "31/12/2024"], True),
        (["03/04/2024", "12/31/2024"], False),
        (["31/12/2024", "12/31/2024"], None),
        (["03/04/2024", None, 4.0], None),
    ],
)
def test_the_order_of_a_column_comes_from_its_clear_days(cells: list[RawValue], order: bool | None) -> None:
    assert order_of(cells) is order


@pytest.mark.parametrize("raw", ["soon", "31/31/2024", True, dt.time(9), 12.0, dt.timedelta(1)])
def test_what_is_no_date_is_a_problem_and_no_change(raw: RawValue) -> None:
    reading = dated(raw, "2019-07-18")
    assert reading.value is Mark.UNREADABLE
    assert reading.problem is not None


# Numbers, choices, yes and no, lists


@pytest.mark.parametrize("raw", [1250.5, "1250.50", "1,250.5", "1 250.5", " 1250.5 "])
def test_numbers_are_compared_by_what_they_are(raw: RawValue) -> None:
    assert read(MONEY, raw, Decimal("1250.5")) == CellReading(Decimal("1250.5"))


def test_noise_of_the_fifteenth_digit_is_no_change() -> None:
    assert read(MONEY, 0.1 + 0.2, Decimal("0.3")) == CellReading(Decimal("0.3"))


def test_a_number_under_a_date_format_is_still_the_number() -> None:
    assert read(WHOLE, dt.date(2019, 7, 18), 43664) == CellReading(43664)
    assert read(WHOLE, dt.date(2019, 7, 18), 7).problem is not None


@pytest.mark.parametrize("raw", [1.5, "many", True, dt.date(2020, 1, 1)])
def test_what_is_no_whole_number_is_a_problem(raw: RawValue) -> None:
    assert read(WHOLE, raw, 7).value is Mark.UNREADABLE


@pytest.mark.parametrize("raw", ["done", "Terminé", "termine", " TERMINÉ "])
def test_a_choice_is_known_by_code_label_and_folded_label(raw: str) -> None:
    assert read(STATUSES, raw, "on_hold").value == "done"


def test_a_retired_choice_still_stands_where_it_stood() -> None:
    assert read(STATUSES, "No longer offered", "old") == CellReading("old")


def test_a_choice_that_is_none_is_a_problem() -> None:
    reading = read(STATUSES, "perhaps", "done")
    assert reading.problem is not None
    assert reading.problem.code == "not-in-list"


@pytest.mark.parametrize(
    ("raw", "value"),
    [("yes", True), ("X", True), (1.0, True), (True, True), ("NO", False), (0.0, False), (None, None)],
)
def test_yes_and_no_have_many_words(raw: RawValue, value: bool | None) -> None:
    assert read(YES_NO, raw, None).value is value


def test_a_list_is_read_item_by_item() -> None:
    assert read(LIST, "Border ;water;Water\nmines", ("water",)).value == ("Border", "water", "mines")


# Links


def test_a_link_that_still_shows_what_was_printed_is_unchanged_though_the_record_has_another_name() -> None:
    assert read(link("partner"), " FRX ", "id-of-frontex") == CellReading("id-of-frontex")


def test_another_link_is_found_by_reference_or_name() -> None:
    assert read(link("partner"), "unhcr", "id-of-iom").value == "id-of-unhcr"
    assert read(link("partner"), "International Organization", "id-of-frontex").value == "id-of-iom"


def test_a_name_that_nobody_has_is_a_problem() -> None:
    reading = read(link("partner"), "nobody", "id-of-iom")
    assert reading.value is Mark.UNREADABLE
    assert reading.problem is not None
    assert reading.problem.code == "link-unknown"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (LINE, "plain"),
        (PARTIAL_DATE, "2019-07-18"),
        (PARTIAL_DATE, "1899-07-18"),
        (PARTIAL_DATE, "2019-07"),
        (PARTIAL_DATE, "2019"),
        (MONEY, Decimal("12.5")),
        (WHOLE, 3),
        (YES_NO, False),
        (LIST, ("a", "b")),
        (STATUSES, "done"),
        (link("partner"), "id-of-iom"),
    ],
)
def test_every_cell_that_is_as_it_was_printed_is_unchanged(kind: Kind, value: Value) -> None:
    assert read(kind, CellPrinter(kind, PRINTED)[value], value) == CellReading(value)
