# SPDX-License-Identifier: EUPL-1.2
"""The parent believes no frame that our own child would not have sent."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coopdesk.domain.errors import UserError
from coopdesk.exchange.raw import RawWorkbook
from coopdesk.exchange.reading.blocks import pack
from coopdesk.exchange.reading.frames import BadFrame, OutOfMemory, WorkbookBuilder
from tests.exchange.reading.bad_children import BOOK, SHEET, frame

FILE = frame({"kind": "file", "crc": 7})
END = frame({"kind": "end"})


def built(*frames: bytes) -> RawWorkbook:
    builder = WorkbookBuilder(file_name="book.xlsx", size=1, sha256="ab", crc=7)
    for each in frames:
        builder.take(each)
    assert builder.is_done
    return builder.workbook()


def rows(*values: Sequence[object]) -> bytes:
    columns, content = pack(values)  # type: ignore[arg-type]  # also values that no cell has
    return frame({"kind": "rows", "count": len(values), "columns": columns}, content)


def test_an_honest_conversation_gives_a_workbook() -> None:
    book = built(FILE, frame(BOOK), frame(SHEET), rows(["a"]), END)
    assert [sheet.rows for sheet in book.sheets] == [[["a"]]]


@pytest.mark.parametrize(
    "frames",
    [
        [b""],
        [b"no json\n"],
        [b"{}\n"],
        [b"[]\n"],
        [b"7\n"],
        [frame({"kind": "file", "crc": 7})[:-1]],
        [frame({"kind": "strange"})],
        [b"[" * 100_000 + b"\n"],
        [b'{"kind": "file", "crc": ' + b"9" * 5_000 + b"}\n"],
        [rows(["a"])],
        [frame({"kind": "blank", "count": 1})],
        [frame(BOOK | {"defined_names": {"a": 1}})],
        [frame(BOOK | {"other_sheets": [1]})],
        [frame(SHEET | {"height": 200_000})],
        [frame(SHEET | {"width": 300})],
        [frame(SHEET | {"height": -1})],
        [frame(SHEET | {"height": "1"})],
        [frame(SHEET), rows(["a", "b"])],
        [frame(SHEET), rows(["a"], ["b"])],
        [frame(SHEET), rows(["a"]), rows(["b"])],
        [frame(SHEET), frame({"kind": "rows", "count": 0, "columns": []})],
        [frame(SHEET), frame({"kind": "rows", "count": 1, "columns": [["text", 10**9]]}, b"a")],
        [frame(SHEET), END],
        [frame(SHEET | {"name": 7}), rows(["a"]), END],
        [frame(SHEET | {"errors": [[0, 1, "x"]]}), rows(["a"]), END],
        [frame(SHEET | {"hidden_rows": 7}), rows(["a"]), END],
        [frame(BOOK | {"custom_properties": []})],
        [frame({"kind": "refused", "code": "sheet-damaged", "facts": []})],
        [frame({"kind": "failed", "where": "KeyError at x.py:1"})],
        [frame(SHEET | {"errors": [[1, 999, "x"]]}), rows(["a"]), END],
        [frame(SHEET | {"errors": [[1]]}), rows(["a"]), END],
        [frame(SHEET | {"merged": [[1, 2]]}), rows(["a"]), END],
        [frame(SHEET | {"hidden_columns": [[1, "2"]]}), rows(["a"]), END],
        [frame(SHEET | {"not_calculated": [[1.5, 1]]}), rows(["a"]), END],
    ],
)
def test_nonsense_is_a_bad_frame(frames: list[bytes]) -> None:
    with pytest.raises(BadFrame):
        built(*frames)


@given(some.binary(max_size=60), some.sampled_from([b"", b'{"kind":', b"{}\n", frame(SHEET)]))
def test_any_bytes_are_refused_or_taken_without_another_error(tail: bytes, head: bytes) -> None:
    builder = WorkbookBuilder(file_name="book.xlsx", size=1, sha256="ab", crc=7)
    try:
        builder.take(head + tail)
    except (BadFrame, UserError, OutOfMemory):
        return


def test_a_refusal_of_the_child_becomes_its_sentence() -> None:
    facts = {"file": "book.xlsx", "sheet": "S"}
    with pytest.raises(UserError) as caught:
        built(frame({"kind": "refused", "code": "sheet-damaged", "facts": facts}))
    assert caught.value.code == "sheet-damaged"
    assert "“S”" in str(caught.value)


@pytest.mark.parametrize(
    "facts",
    [
        {"code": "unknown-code", "facts": {}},
        {"code": "sheet-damaged", "facts": {"file": "book.xlsx"}},
        {"code": "sheet-damaged", "facts": {"file": ["x"], "sheet": {}}},
    ],
)
def test_a_refusal_that_makes_no_sentence_still_gives_one(facts: dict[str, object]) -> None:
    with pytest.raises(UserError) as caught:
        built(frame({"kind": "refused"} | facts))
    assert caught.value.code == "workbook-reader-stopped"


def test_hidden_places_outside_the_sheet_are_left_away() -> None:
    facts = SHEET | {"hidden_rows": [1, 500], "hidden_columns": [[1, 16384]]}
    sheet = built(FILE, frame(BOOK), frame(facts), rows(["a"]), END).sheets[0]
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {1}


def test_an_unreadable_cell_beyond_the_last_value_makes_the_sheet_larger() -> None:
    facts = SHEET | {"height": 2, "errors": [[3, 2, "#REF!"]]}
    blank = frame({"kind": "blank", "count": 1})
    sheet = built(FILE, frame(BOOK), frame(facts), rows(["a"]), blank, END).sheets[0]
    assert sheet.rows == [["a", None], [None, None], [None, None]]
    assert sheet.unreadable == {(3, 2): "cell-error"}
    assert sheet.value(3, 2) is None


def test_merges_over_the_whole_sheet_cost_no_time() -> None:
    facts = SHEET | {"merged": [[1, 1, 1_048_576, 16_384]] * 1000}
    assert built(FILE, frame(BOOK), frame(facts), rows(["a"]), END).sheets[0].unreadable == {}


def test_far_too_many_merges_are_refused() -> None:
    facts = SHEET | {"height": 600, "width": 2, "merged": [[1, 1, 600, 2]] * 300}
    with pytest.raises(UserError) as caught:
        built(FILE, frame(BOOK), frame(facts), rows(*(["a", "b"] for _ in range(600))), END)
    assert caught.value.code == "sheet-too-many-merges"


def test_a_thousand_endless_sheets_are_too_much() -> None:
    builder = WorkbookBuilder(file_name="book.xlsx", size=1, sha256="ab", crc=7)
    with pytest.raises(OutOfMemory):
        for _ in range(41):
            builder.take(frame(SHEET | {"height": 100_000}))
            builder.take(frame({"kind": "blank", "count": 100_000}))


def test_frames_are_json_and_nothing_else() -> None:
    assert json.loads(frame(SHEET)) == SHEET
