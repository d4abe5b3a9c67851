# SPDX-License-Identifier: EUPL-1.2
"""Copied rows, sorted rows and ids from elsewhere, as they come back from a spreadsheet."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from coopdesk.domain.identity_hazards import (
    IdOrigin,
    PlacedRow,
    RepeatedId,
    classify_id,
    find_sort_skew,
    same_id_twice,
)
from coopdesk.domain.merging import Cell, Mark, Row, TheirRow, Value


def a_table(size: int, seed: int = 1) -> dict[str, Row]:
    """Activities as an office keeps them: names and dates of their own, the rest from short lists."""
    dice = random.Random(seed)
    return {
        f"id{n}": {
            "reference": f"ACT-{2018 + n % 8}-{n}",
            "title": f"{dice.choice(['Training', 'Workshop', 'Study visit'])} {dice.randrange(size)}",
            "country": dice.choice(["TR", "RS", "AL", "MA", "TN"]),
            "status": dice.choice(["planned", "done", None]),
            "start": f"20{dice.randrange(18, 26)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}",
            "year": dice.randrange(2018, 2026),
            "tags": dice.choice([None, ("water",), ("water", "visas")]),
            "is_funded": dice.random() < 0.5,
        }
        for n in range(size)
    }


def sorted_away(
    bases: dict[str, Row], ids: Sequence[str], by: str
) -> tuple[dict[str, TheirRow], dict[str, str]]:
    """The sheet after the visible cells of some rows were sorted, and whose values stand on which id."""
    order = sorted(ids, key=lambda key: str(bases[key][by]))
    moved = {here: there for here, there in zip(ids, order, strict=True) if here != there}
    return {**bases, **{here: bases[there] for here, there in moved.items()}}, moved


# The same id twice


def test_of_a_copied_row_the_one_nearest_to_the_base_keeps_the_id() -> None:
    base = {"title": "Board", "place": "Tunis", "remark": None}
    edited: TheirRow = {**base, "title": "Board 2", "remark": "copied"}
    rows = [
        PlacedRow(position=4, record_id="a", values=edited),
        PlacedRow(position=5, record_id="b", values=base),
        PlacedRow(position=9, record_id="a", values={**base, "remark": "seen"}),
        PlacedRow(position=11, record_id="a", values={**base, "remark": "seen"}),
    ]
    assert same_id_twice(rows, {"a": base, "b": base}) == (
        RepeatedId(record_id="a", keeps=9, offered_as_new=(4,), repeats=(11,)),
    )


def test_of_rows_equally_near_or_without_a_base_the_first_keeps_the_id() -> None:
    rows = [PlacedRow(position=n, record_id="a", values={"title": f"t{n}"}) for n in (2, 3)]
    for bases in ({}, {"a": {"title": "other"}}):
        assert [found.keeps for found in same_id_twice(rows, bases)] == [2]


def test_ids_that_stand_once_are_no_hazard() -> None:
    rows = [PlacedRow(position=n, record_id=f"r{n}", values={}) for n in range(5)]
    assert same_id_twice(rows, {}) == ()


# Rows sorted away from their ids


@pytest.mark.parametrize("size", [3, 5, 40, 2_000])
def test_a_sheet_sorted_without_its_ids_is_realigned(size: int) -> None:
    bases = a_table(size)
    ids = list(bases)
    sheet = {here: bases[there] for here, there in zip(ids, [*ids[1:], ids[0]], strict=True)}
    report = find_sort_skew(sheet, bases)
    assert report is not None
    assert report.realign == dict(zip(ids, [*ids[1:], ids[0]], strict=True))
    assert (report.ambiguous, report.examined) == ((), size)


def test_a_block_sorted_in_a_long_sheet_is_found_and_nothing_else() -> None:
    bases = a_table(1_000)
    sheet, moved = sorted_away(bases, list(bases)[100:130], by="title")
    report = find_sort_skew(sheet, bases)
    assert report is not None
    assert report.realign == moved


def test_rows_sorted_and_then_edited_are_found_all_the_same() -> None:
    bases = a_table(100)
    sheet, moved = sorted_away(bases, list(bases), by="start")
    edited: dict[str, TheirRow] = {
        key: {**row, "status": "called off", "title": Mark.UNREADABLE} for key, row in sheet.items()
    }
    report = find_sort_skew(edited, bases)
    assert report is not None
    assert report.realign == moved


def test_a_column_sorted_alone_in_a_sheet_of_one_column_is_found() -> None:
    bases: dict[str, Row] = {f"id{n}": {"title": f"Board {n}"} for n in range(40)}
    ids = list(bases)
    sheet = {here: bases[there] for here, there in zip(ids, reversed(ids), strict=True)}
    report = find_sort_skew(sheet, bases)
    assert report is not None
    assert len(report.realign) == 40


def test_two_rows_exchanged_are_taken_as_edits() -> None:
    bases = a_table(50)
    sheet = {**bases, "id1": bases["id2"], "id2": bases["id1"]}
    assert find_sort_skew(sheet, bases) is None


def test_rows_that_fit_several_records_equally_well_are_listed_but_not_realigned() -> None:
    bases = a_table(6)
    bases["id4"] = bases["id5"] = {**bases["id4"], "reference": "ACT-twin"}
    order = ["id5", "id0", "id1", "id2", "id3", "id0"]
    sheet = {here: bases[there] for here, there in zip(bases, order, strict=True)}
    report = find_sort_skew(sheet, bases)
    assert report is not None
    # Two rows say what id0 said, and what stands on id0 was said by both id4 and id5.
    assert set(report.ambiguous) == {"id0", "id1", "id5"}
    assert report.realign == {"id2": "id1", "id3": "id2", "id4": "id3"}


def test_a_row_copied_over_others_is_no_sort() -> None:
    bases = a_table(50)
    sheet = {**bases, **{f"id{n}": bases[f"id{n + 10}"] for n in range(5)}}
    assert find_sort_skew(sheet, bases) is None


def test_a_series_of_meetings_moved_by_a_month_is_no_sort() -> None:
    bases: dict[str, Row] = {
        f"id{month}": {"title": "Monthly meeting", "place": "Tunis", "date": f"2024-{month:02}-05"}
        for month in range(1, 13)
    }
    moved: dict[str, TheirRow] = {
        f"id{month}": {**bases[f"id{month}"], "date": f"2024-{month + 1:02}-05"} for month in range(1, 13)
    }
    assert find_sort_skew(moved, bases) is None


def test_choices_that_many_records_share_are_no_sign_of_a_sort() -> None:
    dice = random.Random(7)

    def choices() -> Row:
        return {"country": dice.choice("ABCDE"), "status": dice.choice("xyz"), "year": dice.choice("1234")}

    bases = {f"id{n}": choices() for n in range(500)}
    sheet = {key: choices() if n % 20 == 0 else row for n, (key, row) in enumerate(bases.items())}
    assert find_sort_skew(sheet, bases) is None


@pytest.mark.parametrize("seed", range(5))
def test_honest_edits_are_never_taken_for_a_sort(seed: int) -> None:
    """Even when every new value is one that another record has."""
    bases = a_table(1_000, seed)
    dice = random.Random(seed)
    sheet: dict[str, TheirRow] = {}
    for key, row in bases.items():
        cells: dict[str, Cell] = dict(row)
        if dice.random() < 0.4:
            for field in dice.sample(list(row), dice.choice([1, 1, 2, 3, 5, 8])):
                cells[field] = bases[f"id{dice.randrange(1_000)}"][field]
        sheet[key] = cells
    assert find_sort_skew(sheet, bases) is None


def test_rows_without_a_base_are_left_alone() -> None:
    strangers: dict[str, TheirRow] = {f"new{n}": {"title": f"Board {n}"} for n in range(5)}
    assert find_sort_skew(strangers, a_table(10)) is None


@pytest.mark.parametrize(("beside", "is_found"), [(False, False), (0, False), (None, True), ((), True)])
def test_false_and_nought_are_filled_cells_and_empty_ones_are_not(beside: Value, is_found: bool) -> None:
    """One name of two filled cells may be edited; the only filled cell of a row is the row."""
    bases: dict[str, Row] = {f"id{n}": {"title": f"Board {n}", "beside": beside} for n in range(40)}
    ids = list(bases)
    sheet = {here: bases[there] for here, there in zip(ids, reversed(ids), strict=True)}
    assert (find_sort_skew(sheet, bases) is not None) is is_found


# Ids from elsewhere


@pytest.mark.parametrize(
    ("record_id", "origin"),
    [
        ("m1", IdOrigin.KNOWN),
        ("p1", IdOrigin.OTHER_TYPE),
        ("m9", IdOrigin.SENT),
        ("p9", IdOrigin.OTHER_TYPE),
        ("zz", IdOrigin.STRANGER),
    ],
)
def test_an_id_is_known_sent_of_another_type_or_a_stranger(record_id: str, origin: IdOrigin) -> None:
    here = {"m1": "meeting", "p1": "partner"}
    in_file = {"m1": "meeting", "m9": "meeting", "p9": "partner"}
    assert classify_id(record_id, "meeting", types_here=here, types_in_file=in_file) is origin
