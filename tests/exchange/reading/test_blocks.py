# SPDX-License-Identifier: EUPL-1.2
"""Rows go through the pipe unchanged, and bytes that were never packed are refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coopdesk.exchange.raw import RawValue
from coopdesk.exchange.reading.blocks import BadBlock, Unpacker, pack

days = some.dates(dt.date(1900, 3, 1), dt.date(2999, 12, 31))
moments = some.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2999, 12, 31))
numbers = some.floats(allow_nan=False, allow_infinity=False)
texts = some.text(some.characters(exclude_categories=["Cs"]), max_size=20)
anything = some.one_of(
    some.none(), texts, numbers, some.booleans(), days, moments, some.times(), some.timedeltas()
)
kinds: list[some.SearchStrategy[RawValue]] = [texts, numbers, days, anything]
columns = some.sampled_from(kinds).flatmap(
    lambda values: some.lists(some.one_of(values, some.just("")), min_size=8, max_size=8)
)


def unpacked(rows: list[list[RawValue]]) -> tuple[list[list[RawValue]], list[tuple[int, int, str, str]]]:
    header, content = pack(rows)
    unpacker = Unpacker(len(rows))
    return unpacker.rows(header, memoryview(content)), unpacker.set_aside


@given(some.lists(columns, min_size=1, max_size=5))
def test_rows_come_out_as_they_went_in(columns_: list[list[RawValue]]) -> None:
    rows: list[list[RawValue]] = [list(row) for row in zip(*columns_, strict=True)]

    found, set_aside = unpacked(rows)

    assert found == [[None if value == "" else value for value in row] for row in rows]
    assert [[type(v) for v in row] for row in found] == [
        [type(None) if v == "" else type(v) for v in row] for row in rows
    ]
    assert set_aside == []


@pytest.mark.parametrize(
    "column",
    [
        ["a\x1fb", "c", "", "\x00"],
        ["\x1f", "\x1f", "", "x"],
        [1.5, "text", "", 2.0],
        [dt.date(2019, 7, 18), "text", "", 3.0],
        [float("nan"), 1.0, "", 2.0],
    ],
)
def test_columns_that_look_plain_and_are_not_lose_nothing(column: list[RawValue]) -> None:
    found, _ = unpacked([[value] for value in column])
    expected = [None if value == "" or value != value else value for value in column]
    assert [row[0] for row in found] == expected


@pytest.mark.parametrize(
    ("column", "code", "shown"),
    [
        ([1.0, float("nan"), 2.0], "cell-not-a-number", "NaN"),
        ([1.0, float("inf"), 2.0], "cell-not-a-number", "inf"),
        ([1.0, float("-inf"), "text"], "cell-not-a-number", "-Infinity"),
        ([dt.date(2019, 1, 1), dt.date(1900, 2, 28)], "cell-date-out-of-range", "1900-02-28"),
        (["", dt.date(3000, 1, 1)], "cell-date-out-of-range", "3000-01-01"),
        ([1.0, dt.datetime(1900, 1, 1, 12)], "cell-date-out-of-range", "1900-01-01T12:00:00"),
        (["a", "b" * 32_768], "cell-too-long", "b" * 100),
        ([1.0, "b" * 32_768], "cell-too-long", "b" * 100),
    ],
)
def test_what_no_field_could_keep_is_set_aside(column: list[RawValue], code: str, shown: str) -> None:
    found, set_aside = unpacked([["x", value] for value in column])
    assert set_aside == [(1, 1, code, shown)]
    assert found[1] == ["x", None]
    assert found[0] == ["x", column[0] or None]


def test_the_longest_text_of_excel_is_kept() -> None:
    found, set_aside = unpacked([["a" * 32_767], ["b"]])
    assert (found, set_aside) == ([["a" * 32_767], ["b"]], [])


@pytest.mark.parametrize(
    ("header", "content"),
    [
        ([("text", 5)], b"a\x1fb\x1fc"),
        ([("text", 3)], b"a\x1fb and more"),
        ([("text", 1)], b"a"),
        ([("text", 2)], b"\xff\x1f"),
        ([("number", 7)], b"1234567"),
        ([("number", 8)], b"12345678"),
        ([("number", -8)], b"12345678"),
        ([("day", 8)], b"\xff\xff\xff\x7f\xff\xff\xff\x7f"),
        ([("mixed", 2)], b"{}"),
        ([("mixed", 7)], b"[[[]],1]"),
        ([("mixed", 8)], b'[{},"a"]'),
        ([("mixed", 5)], b"[1,2"),
        ([("pickle", 5)], b"cos\nx"),
    ],
)
def test_bytes_that_were_never_packed_are_refused(header: list[tuple[str, int]], content: bytes) -> None:
    with pytest.raises((ValueError, OverflowError)) as caught:
        Unpacker(2).rows(header, memoryview(content))
    assert not isinstance(caught.value, KeyError)


def test_an_unknown_column_is_a_bad_block() -> None:
    with pytest.raises(BadBlock):
        Unpacker(2).rows([("pickle", 5)], memoryview(b"cos\nx"))
