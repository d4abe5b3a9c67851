# SPDX-License-Identifier: EUPL-1.2
"""What leaves: every promise about a workbook, looked up in the written file with other programs' eyes."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from coopdesk.domain.errors import UserError
from coopdesk.exchange import carrier, excel_text
from coopdesk.exchange.reading.reader import read_workbook
from coopdesk.exchange.writing.workbook import write_workbook
from coopdesk.records.catalog import SPECS
from tests.exchange.outgoing_books import (
    EXPORT,
    NAMES,
    PARTNER,
    a_book,
    a_row,
    a_sheet,
    calamine_row,
    cell,
    column_of,
    key,
    parts,
    written,
)
from tests.helpers.excel import saved_by_libreoffice


def test_each_row_says_who_it_is_and_how_it_left(tmp_path: Path) -> None:
    rows = [a_row(PARTNER, 1, name="African Union"), a_row(PARTNER, 2, name="Łódź", is_self=False)]
    book, path = written(tmp_path, a_book(a_sheet(PARTNER, *rows)))
    sheet = book["Partners"]
    assert [sheet["A1"].value, sheet["B1"].value] == [carrier.ID_HEADING, carrier.STAMP_HEADING]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.column_dimensions["A"].max == 2
    for number, row in enumerate(rows, start=2):
        name = carrier.parse_id_cell(sheet.cell(number, 1).value)
        assert name is not None and name.is_right and name.id == row["id"]
        base = {field.key: row[field.key] for field in PARTNER.fields}
        assert carrier.parse_stamp_cell(sheet.cell(number, 2).value) == (
            EXPORT,
            carrier.row_stamp(PARTNER, base),
        )
    assert calamine_row(path, "Partners", 1)[0] == carrier.id_cell(key(1))


def test_the_very_hidden_sheet_holds_manifest_base_and_links(tmp_path: Path) -> None:
    row = a_row(NAMES, 1, partner=key(9), variant="AU", valid_from="2019-07")
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER), a_sheet(NAMES, row), printed={key(9): "au"}))
    sheet = book[carrier.CARRIER_SHEET]
    assert sheet.sheet_state == "veryHidden"
    found = carrier.unpack([one[0].value for one in sheet.iter_rows(max_col=1)], SPECS)
    base = {field.key: row[field.key] for field in NAMES.fields}
    assert found.bases == {"partner": {}, "partner_name": {key(1): base}}
    assert found.links == {key(9): "au"}
    about = found.manifest.sheets[1]
    assert (about.type, about.sheet, about.header_row) == ("partner_name", "Partner names", 1)
    headings = [book["Partner names"].cell(1, number).value for number in about.columns]
    assert headings == [NAMES.all_by_key[field].heading for field in about.columns.values()]
    assert list(about.columns.items())[:2] == [(3, "partner"), (4, "reference")]


def test_the_ledger_gets_the_very_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    found = write_workbook(path, a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name="X"))))
    assert found.carried is not None
    carried = carrier.unpack_carried(found.carried, SPECS)
    assert list(carried.bases["partner"]) == [key(1)]
    assert carried.manifest.sheets[0].sheet == "Partners"
    assert (found.size, found.rows) == (path.stat().st_size, {"partner": 1})


def test_three_pointers_lead_to_the_export(tmp_path: Path) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER), a_sheet(NAMES)))
    assert book.defined_names[carrier.EXPORT_NAME].attr_text == f'"{EXPORT}"'
    assert book.custom_doc_props[carrier.PROPERTY].value == EXPORT
    assert book.properties.keywords == f"{carrier.IDENTIFIER_PREFIX}{EXPORT}"
    assert ":" not in str(book.properties.keywords)


def test_every_column_has_its_name_in_its_sheet(tmp_path: Path) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER), a_sheet(NAMES)))
    for spec in (PARTNER, NAMES):
        sheet = book[spec.sheet]
        for field in spec.fields:
            letter = sheet.cell(1, column_of(sheet, field.heading)).column_letter
            named = sheet.defined_names[carrier.COLUMN_NAME + field.key].attr_text
            assert named == f"'{spec.sheet}'!${letter}:${letter}"


def test_the_table_takes_the_hidden_columns_along(tmp_path: Path) -> None:
    rows = [a_row(PARTNER, number, name=f"Body {number}") for number in range(25)]
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, *rows), a_sheet(NAMES)))
    table = book["Partners"].tables["tbl_partner"]
    assert table.ref == "A1:M26" == table.autoFilter.ref
    assert [one.name for one in table.tableColumns] == [one.value for one in book["Partners"][1]]
    assert book["Partner names"].tables["tbl_partner_name"].ref == "A1:I2"
    assert all(one.value is None for one in book["Partner names"][2])


def test_our_own_reader_finds_it_all(tmp_path: Path) -> None:
    book = a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name="African Union")))
    write_workbook(tmp_path / "out.xlsx", book)
    raw = read_workbook(tmp_path / "out.xlsx")
    assert raw.constant(carrier.EXPORT_NAME) == EXPORT == raw.custom_properties[carrier.PROPERTY]
    states = {one.name: one.state for one in raw.sheets}
    assert states == {
        "About": "visible",
        "Partners": "visible",
        "_lists": "hidden",
        "_coopdesk": "very-hidden",
    }
    hidden = raw.sheet(carrier.CARRIER_SHEET)
    assert hidden is not None
    found = carrier.unpack([str(row[0]) if row[0] is not None else None for row in hidden.rows], SPECS)
    assert found.bases["partner"][key(1)]["name"] == "African Union"


def everything_that_brings_it_home(path: Path) -> object:
    """What our own reader finds of it."""
    raw = read_workbook(path)
    carried = raw.sheet(carrier.CARRIER_SHEET)
    partners = raw.sheet("Partners")
    assert carried is not None and partners is not None
    return (
        raw.constant(carrier.EXPORT_NAME),
        raw.custom_properties[carrier.PROPERTY],
        raw.keywords,
        partners.hidden_columns,
        [row[:2] for row in partners.rows],
        carrier.unpack([None if row[0] is None else str(row[0]) for row in carried.rows], SPECS),
    )


def test_all_of_it_survives_another_program(tmp_path: Path) -> None:
    rows = [a_row(PARTNER, number, name=f"Łódź {number}") for number in range(3)]
    book, path = written(tmp_path, a_book(a_sheet(PARTNER, *rows)))
    book.save(tmp_path / "saved.xlsx")
    assert everything_that_brings_it_home(tmp_path / "saved.xlsx") == everything_that_brings_it_home(path)
    again = openpyxl.load_workbook(tmp_path / "saved.xlsx")["Partners"]
    assert carrier.COLUMN_NAME + "name" in again.defined_names
    assert again.tables["tbl_partner"].ref == "A1:M4"


@pytest.mark.libreoffice
def test_all_of_it_survives_libreoffice(tmp_path: Path) -> None:
    rows = [a_row(PARTNER, number, name=f"Łódź {number}") for number in range(3)]
    _, path = written(tmp_path, a_book(a_sheet(PARTNER, *rows)))
    saved = saved_by_libreoffice(path, tmp_path / "saved")
    assert everything_that_brings_it_home(saved) == everything_that_brings_it_home(path)
    book = openpyxl.load_workbook(saved)
    assert book[carrier.CARRIER_SHEET].sheet_state == "hidden"
    assert carrier.COLUMN_NAME + "name" in book["Partners"].defined_names


def test_sheets_come_in_order_with_about_first(tmp_path: Path) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER), a_sheet(NAMES)))
    assert book.sheetnames == ["About", "Partners", "Partner names", "_lists", "_coopdesk"]
    assert book.active is not None and book.active.title == "About"
    assert book["_lists"].sheet_state == "hidden"


def test_a_known_day_is_a_date_and_less_is_text(tmp_path: Path) -> None:
    dates = ["2019-07-18", "2019-07", "2019", "1899-12-31", "1900-02-28", "1900-03-01", "2999-12-31"]
    rows = [a_row(NAMES, n, partner=key(9), variant="V", valid_from=date) for n, date in enumerate(dates)]
    book, path = written(tmp_path, a_book(a_sheet(NAMES, *rows)))
    sheet = book["Partner names"]
    cells = [cell(sheet, "Used from", row) for row in range(2, 2 + len(dates))]
    assert [one.value for one in cells] == [
        dt.datetime(2019, 7, 18), "2019-07", "2019", "1899-12-31", "1900-02-28", dt.datetime(1900, 3, 1),
        dt.datetime(2999, 12, 31),
    ]  # fmt: skip
    assert [one.number_format for one in cells] == [
        "yyyy-mm-dd",
        "@",
        "@",
        "@",
        "@",
        "yyyy-mm-dd",
        "yyyy-mm-dd",
    ]
    assert calamine_row(path, "Partner names", 1)[column_of(sheet, "Used from") - 1] == dt.date(2019, 7, 18)
    letter = cell(sheet, "Used from").column_letter
    assert sheet.column_dimensions[letter].width < 20


def test_numbers_are_numbers_and_words_are_words(tmp_path: Path) -> None:
    row = a_row(
        PARTNER, 1, name="X", type="eu_agency", is_self=True, is_collective=False, member_count_stated=10**12
    )
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, row)))
    sheet = book["Partners"]
    assert cell(sheet, "Members as stated").value == 10**12
    assert cell(sheet, "Members as stated").number_format == "0"
    assert (cell(sheet, "Type").value, cell(sheet, "Our own organisation").value) == ("EU agency", "yes")
    assert cell(sheet, "Collective entry").value == "no"


def test_fifteen_digits_come_back(tmp_path: Path) -> None:
    spec = SPECS["figure"]
    values = [Decimal("0.1"), Decimal("123456789012.345"), Decimal("-7"), Decimal("999999999999999")]
    rows = [a_row(spec, n, subject="s", value=value) for n, value in enumerate(values)]
    book, _ = written(tmp_path, a_book(a_sheet(spec, *rows)))
    heading = spec.by_key["value"].heading
    found = [cell(book[spec.sheet], heading, row).value for row in range(2, 6)]
    assert [spec.by_key["value"].kind.parse(one) for one in found] == values


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "{=1}", "0071", "1e5", "2019-07", "7/18/2019",
        "http://example.org", "mailto:a@example.org", "internal:Sheet1!A1", "#REF!", "TRUE", "'quoted",
        "_x0041_",
        "<r>plain</r>", "<r><t>x</t></r>", "<r>&</r>", "</t></si>", "a & b < c", "two\nlines", "tab\there",
        "Yılmaz Łódź 名前 😀", "\u202eright to left",
    ],
)  # fmt: skip
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    book, path = written(tmp_path, a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name=text))))
    found = cell(book["Partners"], "Name")
    assert (found.value, found.data_type, found.number_format) == (text, "s", "@")
    assert found.hyperlink is None
    assert calamine_row(path, "Partners", 1)[found.column - 1] == text
    xml = parts(path)
    assert not any(re.search(rb"<f[ >/]", content) for name, content in xml.items() if "worksheets/" in name)
    assert not any(b"hyperlink" in content for content in xml.values())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("bell\x07 and nul\x00", "bell and nul"),
        ("half \ud800 a character", "half  a character"),
        ("no\ufffe\uffffcharacter", "nocharacter"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_what_no_file_can_hold_is_taken_out(tmp_path: Path, text: str, printed: str) -> None:
    book, path = written(tmp_path, a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name=text)), printed={}))
    found = cell(book["Partners"], "Name")
    assert found.value == printed
    assert calamine_row(path, "Partners", 1)[found.column - 1] == printed


@pytest.mark.parametrize(("letter", "fits"), [("x", 32_767), ("😀", 16_383)])
def test_a_text_that_no_cell_holds_is_refused_not_cut(tmp_path: Path, letter: str, fits: int) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name="X", note=letter * fits))))
    assert cell(book["Partners"], "Remark").value == letter * fits
    with pytest.raises(UserError, match="Remark of REF-1 has") as error:
        write_workbook(
            tmp_path / "long.xlsx", a_book(a_sheet(PARTNER, a_row(PARTNER, 1, note=letter * (fits + 1))))
        )
    assert error.value.code == "export-cell-too-long"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_links_show_references_for_return_and_labels_in_a_hand_out(tmp_path: Path) -> None:
    row = a_row(NAMES, 1, partner=key(9), variant="AU")
    book, _ = written(tmp_path, a_book(a_sheet(NAMES, row), printed={key(9): "au"}))
    assert cell(book["Partner names"], "Partner").value == "au"
    book, _ = written(tmp_path, a_book(a_sheet(NAMES, row), printed={key(9): "African Union"}, hand_out=True))
    assert cell(book["Partner names"], "Partner").value == "African Union"


def test_what_is_printed_is_what_the_importer_is_told(tmp_path: Path) -> None:
    row = a_row(
        PARTNER, 1, name="A\x07B", type="eu_agency", parent=key(2), is_self=True, member_count_stated=7
    )
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, row), printed={key(2): "au"}))
    for field in PARTNER.fields:
        found = cell(book["Partners"], field.heading).value
        text = excel_text.text_printer(field.kind, {key(2): "au"})(row[field.key])
        assert ("" if found is None else str(found)) == text
