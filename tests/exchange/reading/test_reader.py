# SPDX-License-Identifier: EUPL-1.2
"""Reading a workbook nobody vouches for: what comes in, and what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from coopdesk.exchange.raw import (
    cell_address,
    column_letters,
    column_number,
    serial_of,
)
from coopdesk.exchange.reading.reader import read_workbook
from tests.exchange.workbooks import (
    DATE,
    DURATION,
    MAIN,
    Book,
    Sheet,
    cell,
    inline,
    only_sheet,
    refusal,
    row,
    save,
)

pytestmark = pytest.mark.usefixtures("nothing_is_left_behind")


# -- what comes in


def test_values_keep_their_places_and_kinds(tmp_path: Path) -> None:
    data = row(
        2,
        cell("B2", 0, t="s"),
        cell("C2", 7),
        cell("D2", 1, t="b"),
        cell("E2", 43664, s=DATE),
        cell("F2", 43664.5, s=DATE),
        cell("G2", 0.25, s=DATE),
        cell("H2", 1.5, s=DURATION),
        cell("I2", ""),
        cell("J2", 1, t="s"),
    )
    path = save(tmp_path, Book(sheets=(Sheet(data=data),), texts=("Länder نور", "")))

    book = read_workbook(path)

    assert book.sheets[0].rows == [
        [None] * 10,
        [
            None,
            "Länder نور",
            7.0,
            True,
            dt.date(2019, 7, 18),
            dt.datetime(2019, 7, 18, 12),
            dt.time(6),
            dt.timedelta(days=1.5),
            None,
            None,
        ],
    ]
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (book.size, book.file_name, book.kind) == (path.stat().st_size, "book.xlsx", "xlsx")


def test_the_facts_about_a_workbook_come_along(tmp_path: Path) -> None:
    sheets = (
        Sheet(name="Plan & more", data=row(1, cell("A1", 1))),
        Sheet(name="_lists", data=row(1, cell("A1", 1)), state="hidden"),
        Sheet(name="_coopdesk", data=row(1, cell("A1", 1)), state="veryHidden"),
        Sheet(name="Empty"),
    )
    names = (
        '<definedNames><definedName name="cd_export">"01J""Z"</definedName>'
        '<definedName name="rate">1.5</definedName><definedName name="cd_col_title">Plan!$C:$C</definedName>'
        '<definedName name="Print_Area" localSheetId="1">_lists!$A$1</definedName></definedNames>'
    )
    extra: dict[str, str | bytes | None] = {
        "docProps/custom.xml": '<Properties xmlns:vt="v"><property name="CoopDeskExport"><vt:lpwstr>01J'
        '</vt:lpwstr></property><property name="n"><vt:i4>3</vt:i4></property></Properties>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:identifier>01J</dc:identifier>'
        "<cp:keywords>cd 01J</cp:keywords></cp:coreProperties>",
    }
    properties = '<workbookPr date1904="true"/>'
    book = read_workbook(save(tmp_path, Book(sheets=sheets, names=names, properties=properties, extra=extra)))

    assert [(sheet.name, sheet.state) for sheet in book.sheets] == [
        ("Plan & more", "visible"),
        ("_lists", "hidden"),
        ("_coopdesk", "very-hidden"),
        ("Empty", "visible"),
    ]
    assert book.sheets[3].rows == []
    assert (book.constant("cd_export"), book.constant("rate")) == ('01J"Z', "1.5")
    assert (book.constant("cd_col_title"), book.constant("none")) == (None, None)
    assert book.defined_names["_lists!Print_Area"] == "_lists!$A$1"
    assert book.custom_properties == {"CoopDeskExport": "01J", "n": "3"}
    assert (book.identifier, book.keywords, book.date1904) == ("01J", "cd 01J", True)
    assert book.sheet("PLAN & MORE") is book.sheets[0]


def test_dates_of_a_1904_workbook_are_right(tmp_path: Path) -> None:
    book = Book(
        sheets=(Sheet(data=row(1, cell("A1", 42202, s=DATE))),), properties='<workbookPr date1904="1"/>'
    )
    assert only_sheet(save(tmp_path, book)).rows == [[dt.date(2019, 7, 18)]]


def test_unreadable_cells_are_neither_empty_nor_a_value(tmp_path: Path) -> None:
    data = (
        row(1, cell("A1", "#REF!", t="e"), cell("B1", formula="1+1"), cell("C1", 1), cell("D1", "under"))
        + row(2, cell("A2", 59, s=DATE), cell("B2", 420_000, s=DATE), cell("C2", 43664, s=DATE))
        + row(3, inline("A3", "x" * 40_000), cell("B3", "NaN"), cell("C3", -5, s=DATE), cell("D3", 2))
        + row(4, attributes='hidden="1"')
        + row(6, cell("D6", formula="A1"), attributes='hidden="1"')
    )
    head = '<cols><col min="4" max="16384" hidden="1"/></cols>'
    tail = '<mergeCells><mergeCell ref="C1:D1"/><mergeCell ref="A5:XFD5"/></mergeCells>'
    sheet = only_sheet(save(tmp_path, Sheet(data=data, head=head, tail=tail)))

    assert sheet.unreadable == {
        (1, 1): "cell-error",
        (1, 2): "cell-not-calculated",
        (1, 4): "cell-merged-away",
        (2, 1): "cell-date-out-of-range",
        (2, 2): "cell-date-out-of-range",
        (3, 1): "cell-too-long",
        (3, 2): "cell-not-a-number",
        (3, 3): "cell-date-out-of-range",
        (5, 2): "cell-merged-away",
        (5, 3): "cell-merged-away",
        (5, 4): "cell-merged-away",
        (6, 4): "cell-not-calculated",
    }
    assert sheet.shown[1, 1] == "#REF!"
    assert sheet.rows == [
        [None, None, 1.0, None],
        [None, None, dt.date(2019, 7, 18), None],
        [None, None, None, 2.0],
        [None] * 4,
        [None] * 4,
        [None] * 4,
    ]
    assert sheet.hidden_rows == {4, 6}
    assert sheet.hidden_columns == {4}
    assert [area.address for area in sheet.merged] == ["C1:D1", "A5:XFD5"]


@pytest.mark.parametrize("shown", ["#SPILL!", "#CALC!", "#FIELD!"])
def test_the_new_errors_of_excel_lose_only_their_cell(tmp_path: Path, shown: str) -> None:
    sheet = only_sheet(save(tmp_path, Sheet(data=row(1, cell("A1", 1), cell("B1", shown, t="e")))))
    assert (sheet.rows, sheet.unreadable, sheet.shown) == (
        [[1.0, None]],
        {(1, 2): "cell-error"},
        {(1, 2): shown},
    )


def test_a_formula_written_by_openpyxl_has_no_value_yet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1  # type: ignore[index]  # there is a sheet
    book.active["B1"] = "=A1+1"  # type: ignore[index]  # as above
    book.save(tmp_path / "book.xlsx")

    sheet = only_sheet(tmp_path / "book.xlsx")

    assert (sheet.rows, sheet.unreadable) == ([[1.0, None]], {(1, 2): "cell-not-calculated"})


def test_a_workbook_of_xlsxwriter_comes_in_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Plan")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["Title", "From", "Sum"])
    for number in range(1, 2_000):
        sheet.write_row(number, 0, [f"Activity {number}"])
        sheet.write_datetime(number, 1, dt.datetime(2020, 1, 1) + dt.timedelta(days=number), day)
        sheet.write_formula(number, 2, "=1+1")
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Plan!$C$2:$C$9"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.close()

    found = read_workbook(path)

    plan = found.sheets[0]
    assert found.other_sheets == ("Chart",)
    assert plan.rows[0] == ["Title", "From", "Sum"]
    assert plan.rows[1_999] == ["Activity 1999", dt.date(2020, 1, 1) + dt.timedelta(days=1_999), None]
    assert plan.unreadable == {(number, 3): "cell-not-calculated" for number in range(2, 2_001)}
    assert plan.hidden_rows == {6}
    assert plan.hidden_columns == {3}


def test_a_dimension_that_lies_loses_nothing(tmp_path: Path) -> None:
    data = "".join(row(n, cell(f"A{n}", n)) for n in range(1, 51))
    sheet = only_sheet(save(tmp_path, Sheet(data=data, head='<dimension ref="A1:A3"/>')))
    assert [values[0] for values in sheet.rows] == list(range(1, 51))


def test_rows_out_of_order_lose_nothing(tmp_path: Path) -> None:
    data = "".join(row(n, cell(f"A{n}", n)) for n in (3, 1, 4, 2, 11, 5))
    sheet = only_sheet(save(tmp_path, Sheet(data=data)))
    assert [values[0] for values in sheet.rows] == [1, 2, 3, 4, 5, None, None, None, None, None, 11]


def test_a_stray_cell_at_the_end_of_the_world_is_left_out_and_listed(tmp_path: Path) -> None:
    data = row(1, cell("A1", 1)) + row(1_048_576, cell("XFD1048576", 1))
    sheet = only_sheet(save(tmp_path, Sheet(data=data)))
    assert (sheet.rows, sheet.left_out) == ([[1.0]], ("XFD1048576",))


def test_a_million_styled_empty_rows_are_ignored(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 1_048_577, 4))
    sheet = only_sheet(save(tmp_path, Sheet(data=row(1, cell("A1", 1)) + empty)))
    assert sheet.rows == [[1.0]]


def test_two_values_in_a_vast_rectangle_cost_little(tmp_path: Path) -> None:
    data = row(1, cell("A1", 1)) + row(99_999, cell("IV99999", 2))
    started = time.monotonic()
    sheet = only_sheet(save(tmp_path, Sheet(data=data)))
    assert (sheet.height, sheet.width, sheet.value(1, 1), sheet.value(99_999, 256)) == (99_999, 256, 1, 2)
    assert sheet.rows[1] is sheet.rows[99_997]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("strict", [False, True])
def test_strict_workbooks_and_utf_16_are_read(tmp_path: Path, encoding: str, strict: bool) -> None:
    book = Book(
        sheets=(Sheet(data=row(1, cell("A1", 0, t="s"), cell("B1", "2019-07-18", t="d"))),),
        texts=("Länder",),
        strict=strict,
    )
    parts = {
        name: (f'<?xml version="1.0" encoding="{encoding}"?>' + content.partition("?>\n")[2]).encode(encoding)
        if isinstance(content, str) and content.startswith("<?xml")
        else content
        for name, content in book.parts().items()
    }
    found = read_workbook(
        save(tmp_path, Book(sheets=book.sheets, texts=book.texts, strict=strict, extra=parts))
    )
    assert found.sheets[0].rows == [["Länder", dt.date(2019, 7, 18)]]


def test_shared_texts_in_utf_16_or_cdata_are_read(tmp_path: Path) -> None:
    sheet = Sheet(data=row(1, cell("A1", 0, t="s")))
    for texts in (
        f'<sst xmlns="{MAIN}"><si><t>Länder</t></si></sst>'.encode("utf-16"),
        f'<sst xmlns="{MAIN}"><si><t><![CDATA[Länder]]></t></si></sst>'.encode(),
    ):
        book = Book(sheets=(sheet,), extra={"xl/sharedStrings.xml": texts})
        assert only_sheet(save(tmp_path, book)).rows == [["Länder"]]


def test_control_characters_and_the_separator_come_through(tmp_path: Path) -> None:
    data = row(1, inline("A1", "a_x0000_b"), inline("B1", "a_x001F_b"), inline("C1", "_x000D_"))
    assert only_sheet(save(tmp_path, Sheet(data=data))).rows == [["a\x00b", "a\x1fb", "\r"]]


def test_a_workbook_that_makes_calamine_abort_is_read_the_careful_way(tmp_path: Path) -> None:
    texts = f'<sst xmlns="{MAIN}" uniqueCount="99999999999"><si><t>kept</t></si></sst>'
    book = Book(sheets=(Sheet(data=row(1, cell("A1", 0, t="s"))),), extra={"xl/sharedStrings.xml": texts})
    assert only_sheet(save(tmp_path, book)).rows == [["kept"]]


@pytest.mark.parametrize("number", [1e9, 1e17])
def test_a_duration_too_long_for_python_loses_only_its_cell(tmp_path: Path, number: float) -> None:
    sheet = only_sheet(save(tmp_path, Sheet(data=row(1, cell("A1", 1), cell("B1", number, s=DURATION)))))
    assert (sheet.rows, sheet.unreadable) == ([[1.0, None]], {(1, 2): "cell-date-out-of-range"})


def test_a_text_that_is_not_in_the_table_of_texts_loses_only_its_cell(tmp_path: Path) -> None:
    sheet = only_sheet(save(tmp_path, Sheet(data=row(1, cell("A1", 1), cell("B1", 5, t="s")))))
    assert (sheet.rows, sheet.unreadable) == ([[1.0, None]], {(1, 2): "cell-broken"})


def test_long_texts_come_whole(tmp_path: Path) -> None:
    data = "".join(row(n, inline(f"A{n}", chr(64 + n) * 32_767)) for n in range(1, 26))
    sheet = only_sheet(save(tmp_path, Sheet(data=data * 1)))
    assert [len(str(values[0])) for values in sheet.rows] == [32_767] * 25


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_namespace_prefix_makes_no_difference(tmp_path: Path, prefix: str) -> None:
    inside = row(1, cell("A1", "#N/A", t="e"), cell("B1", 5)).replace("</", "\0").replace("<", f"<{prefix}")
    declared = f"xmlns{prefix and ':x'}"
    xml = f'<{prefix}worksheet {declared}="{MAIN}"><{prefix}sheetData>'
    xml += f"{inside.replace(chr(0), f'</{prefix}')}</{prefix}sheetData></{prefix}worksheet>"
    sheet = only_sheet(save(tmp_path, Sheet(xml=xml)))
    assert (sheet.rows, sheet.unreadable) == ([[None, 5.0]], {(1, 1): "cell-error"})


# -- what is refused


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html></html>", "workbook-is-html"),
        (b"", "workbook-empty-file"),
        (b"PK\x03\x04 and no more", "workbook-incomplete"),
        (Sheet(xml='<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), "workbook-doctype"),
        (Sheet(), "workbook-empty"),
        (Sheet(data=row(1, cell("A1", s=DATE))), "workbook-empty"),
        (Book(sheets=()), "workbook-no-sheets"),
        (Sheet(xml="<worksheet><sheetData><row"), "sheet-damaged"),
        (Book(sheets=(Sheet(),), extra={"xl/worksheets/sheet1.xml": None}), "sheet-damaged"),
        (Book(sheets=(Sheet(),), extra={"xl/workbook.xml": "<workbook>"}), "workbook-damaged"),
        (Book(sheets=(Sheet(),), extra={"xl/workbook.xml": None}), "workbook-unknown"),
        (Book(sheets=(Sheet(),), extra={"_rels/.rels": "<"}), "workbook-damaged"),
        (Sheet(data="".join(row(n, cell(f"A{n}", n)) for n in range(1, 100_102))), "sheet-too-long"),
        (Sheet(data=row(1, *[cell(f"{column_letters(n)}1", n) for n in range(1, 258)])), "sheet-too-wide"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    tmp_path: Path, content: bytes | Book | Sheet, code: str
) -> None:
    assert refusal(save(tmp_path, content)) == code


def test_a_hundred_thousand_rows_below_their_headings_are_taken_in(tmp_path: Path) -> None:
    data = "".join(row(n, cell(f"A{n}", n)) for n in range(1, 100_002))
    assert only_sheet(save(tmp_path, Sheet(data=data))).height == 100_001


def test_a_bomb_is_refused_by_the_child(tmp_path: Path) -> None:
    path = save(tmp_path, Sheet(xml=b"<worksheet>" + bytes(100 << 20)))
    started = time.monotonic()
    assert refusal(path) == "workbook-bomb"
    assert time.monotonic() - started < 2


# -- small helpers


def test_addresses_are_those_of_excel() -> None:
    assert [cell_address(7, 2), cell_address(1, 27), cell_address(1_048_576, 16_384)] == [
        "B7",
        "AA1",
        "XFD1048576",
    ]
    assert all(column_number(column_letters(n)) == n for n in range(1, 16_385))


def test_a_year_typed_into_a_date_cell_can_be_got_back() -> None:
    assert serial_of(dt.date(1905, 7, 11)) == 2019
    assert serial_of(dt.datetime(2019, 7, 18, 12)) == 43_664
    assert serial_of(dt.date(2019, 7, 18), date1904=True) == 42_202


@pytest.mark.libreoffice
@pytest.mark.timeout(180)
def test_a_workbook_saved_by_libreoffice_comes_in_whole(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice is not None
    data = row(1, inline("A1", "Title"), cell("B1", formula="1/0"), cell("C1", formula="1+1"))
    data += row(2, cell("A2", 43664, s=DATE), cell("B2", 2.5), cell("C2", 1, t="b"), attributes='hidden="1"')
    source = save(tmp_path, Sheet(data=data, tail='<mergeCells><mergeCell ref="A3:B3"/></mergeCells>'))
    command = [soffice, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=150)

    sheet = only_sheet(tmp_path / "out" / "book.xlsx")

    assert sheet.rows[0] == ["Title", None, 2.0]
    assert sheet.rows[1] == [dt.date(2019, 7, 18), 2.5, True]
    assert sheet.unreadable[1, 2] == "cell-error"
    assert sheet.hidden_rows == {2}
