# SPDX-License-Identifier: EUPL-1.2
"""What the scan finds in the XML of a sheet, and that reading cell by cell finds the same."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from coopdesk.exchange.reading.cell_values import BookValues, read_styles, read_texts
from coopdesk.exchange.reading.refusals import Refused
from coopdesk.exchange.reading.sheet_cells import SheetCells, read_cells
from coopdesk.exchange.reading.sheet_scan import SheetFacts, scan
from tests.exchange.workbooks import (
    CLOCK,
    DATE,
    DURATION,
    MAIN,
    MOMENT,
    OWN_DATE,
    Book,
    Sheet,
    cell,
    inline,
    packed,
    row,
)


def xml_of(sheet: Sheet) -> bytes:
    content = sheet.content(MAIN)
    return content if isinstance(content, bytes) else content.encode()


def scanned(sheet: Sheet, *, never_calculated: bool = False) -> SheetFacts:
    """Scan a sheet both ways; they must agree."""
    facts = scan(xml_of(sheet), never_calculated=never_calculated)
    careful = cells_of(sheet, never_calculated=never_calculated).facts
    assert facts is not None
    for name in ("errors", "not_calculated", "merged", "hidden_rows", "hidden_columns", "last_row"):
        assert getattr(facts, name) == getattr(careful, name), name
    return facts


def cells_of(sheet: Sheet, *, never_calculated: bool = False, date1904: bool = False) -> SheetCells:
    parts = Book(sheets=(sheet,)).parts()
    styles = parts["xl/styles.xml"]
    assert isinstance(styles, str)
    book = BookValues(
        styles=read_styles(styles.encode()), never_calculated=never_calculated, date1904=date1904
    )
    return read_cells(xml_of(sheet), book, file_name="book.xlsx", sheet=sheet.name)


ERRORS = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]


def test_error_cells_are_found_with_what_they_show() -> None:
    cells = [cell(f"{letter}1", shown, t="e") for letter, shown in zip("ABCDEFG", ERRORS, strict=True)]
    with_formula = cell("B2", "#REF!", t="e", s=DATE, formula='Other!A1&"t"')

    facts = scanned(Sheet(data=row(1, *cells) + row(2, with_formula, cell("C2", 1))))

    assert facts.errors == {(1, n): shown for n, shown in enumerate(ERRORS, 1)} | {(2, 2): "#REF!"}


@pytest.mark.parametrize("shown", ["#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#BLOCKED!", "Err:502"])
def test_errors_unknown_to_calamine_are_left_to_the_careful_reader(shown: str) -> None:
    sheet = Sheet(
        data=row(1, cell("A1", "kept", t="str"), cell("B1", shown, t="e")) + row(2, cell("A2", "#"))
    )

    assert scan(xml_of(sheet)) is None or not shown.startswith("#")
    found = cells_of(sheet)
    assert found.facts.errors == {(1, 2): shown}
    assert found.rows == {1: {1: "kept"}, 2: {1: "#"}}


def test_an_error_cell_that_shows_nothing_is_empty() -> None:
    assert scanned(Sheet(data=row(1, cell("A1", t="e"), cell("B1", 1)))).errors == {}
    found = cells_of(Sheet(data=row(1, cell("A1", "", t="e"), cell("B1", "", t="e", formula="1"))))
    assert (found.facts.errors, found.facts.not_calculated) == ({}, {(1, 2)})


def test_a_text_that_looks_like_an_error_is_a_text() -> None:
    facts = scanned(Sheet(data=row(1, inline("A1", '#REF! t="e"'), cell("B1", "#N/A", t="str"))))
    assert facts.errors == {}


def test_formulas_without_a_value_are_found() -> None:
    data = row(
        1,
        cell("A1", formula="1+1"),
        cell("B1", "", formula="1+1"),
        '<c r="C1"><f>1+1</f><v/></c>',
        '<c r="D1"><f t="shared" si="0"/></c>',
        '<c r="E1"><f t="shared" si="0"/><v>2</v></c>',
        cell("F1", 2, formula="1+1"),
        cell("G1", "", t="str", formula='""'),
        cell("H1", t="str", formula='""'),
        '<c r="I1"><f>1</f>\n  <v>7</v></c>',
        cell("J1", "#N/A", t="e", formula="NA()"),
        cell("K1", "words", t="str", formula="A1"),
        '<c r="L1"><f>1</f><v xml:space="preserve">7</v></c>',
    )
    facts = scanned(Sheet(data=data))
    assert facts.not_calculated == {(1, column) for column in (1, 2, 3, 4, 8)}


def test_a_zero_of_a_program_that_left_the_calculating_to_excel_is_no_value() -> None:
    sheet = Sheet(data=row(1, cell("A1", 0, formula="1+1"), cell("B1", 0), cell("C1", 3, formula="1+2")))
    assert scanned(sheet, never_calculated=True).not_calculated == {(1, 1)}
    assert scanned(sheet).not_calculated == set()


def test_merges_are_found() -> None:
    tail = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="AB10:AB12"/></mergeCells>'
    facts = scanned(Sheet(data=row(1, cell("A1", 1)), tail=tail))
    assert facts.merged == [(1, 1, 1, 3), (10, 28, 12, 28)]


def test_hidden_rows_and_columns_are_found() -> None:
    head = (
        '<cols><col min="1" max="2" width="9" hidden="1" customWidth="1"/><col min="3" max="3" width="0"/>'
        '<col min="4" max="4" width="9" hidden="false"/><col hidden="true" min="5" max="16384"/></cols>'
    )
    data = (
        row(1, cell("A1", 1), attributes='spans="1:1" hidden="1"')
        + row(2, cell("A2", 1), attributes='hidden="false" ht="12"')
        + row(3, cell("A3", 1), attributes='ht="0" customHeight="1"')
        + row(5, attributes='hidden="true"')
    )
    facts = scanned(Sheet(data=data, head=head))
    assert facts.hidden_rows == {1, 3, 5}
    assert facts.hidden_columns == [(1, 2), (3, 3), (5, 16384)]


def test_styled_empty_cells_do_not_count() -> None:
    data = row(1, cell("A1", 1)) + row(60, cell("A60", s=DATE), attributes='s="1" customFormat="1"')
    data += row(1_048_576, cell("XFD1048576", s=DATE))
    assert scanned(Sheet(data=data)).last_row == 1


@pytest.mark.parametrize("data", ["", row(1), row(3, cell("B3"), cell("C3", s=DATE))])
def test_an_empty_sheet_has_no_last_row(data: str) -> None:
    assert scanned(Sheet(data=data)).last_row == 0
    assert scanned(Sheet(xml=f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>')).last_row == 0


def test_a_prefix_before_every_name_makes_no_difference() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="2" max="2" hidden="1"/></x:cols><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="e"><x:v>#REF!</x:v></x:c><x:c r="B1"><x:f>1</x:f></x:c></x:row>'
        '<x:row r="2" hidden="1"><x:c r="A2" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>'
    )
    facts = scanned(Sheet(xml=xml))
    assert (facts.errors, facts.not_calculated) == ({(1, 1): "#REF!"}, {(1, 2)})
    assert (facts.hidden_rows, facts.hidden_columns, facts.last_row) == ({2}, [(2, 2)], 2)
    assert facts.merged == [(1, 1, 2, 1)]


UNUSUAL = {
    "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>'
    f"{row(1, inline('A1', 'Länder'))}</sheetData></worksheet>",
    "comment": f'<worksheet xmlns="{MAIN}"><sheetData>'
    f'<row r="1"><c r="A1" t="str"><v><!-- here -->Länder</v></c></row></sheetData></worksheet>',
    "CDATA": f'<worksheet xmlns="{MAIN}"><sheetData>'
    f'<row r="1"><c r="A1" t="str"><v><![CDATA[Länder]]></v></c></row></sheetData></worksheet>',
    "single quotes": f"<worksheet xmlns='{MAIN}'><sheetData>"
    f"<row r='1'><c r='A1' t='str'><v>Länder</v></c></row></sheetData></worksheet>",
    "no addresses": f'<worksheet xmlns="{MAIN}"><sheetData>'
    f'<row><c t="str"><v>Länder</v></c></row></sheetData></worksheet>',
    "latin": f'<?xml version="1.0" encoding="ISO-8859-1"?><worksheet xmlns="{MAIN}"><sheetData>'
    f"{row(1, inline('A1', 'Länder'))}</sheetData></worksheet>",
}


@pytest.mark.parametrize("way", UNUSUAL)
def test_a_sheet_written_in_an_unusual_way_is_left_to_the_careful_reader(way: str) -> None:
    encoding = {"UTF-16": "utf-16", "latin": "latin-1"}.get(way, "utf-8")
    sheet = Sheet(xml=UNUSUAL[way].encode(encoding))

    assert scan(xml_of(sheet)) is None
    assert cells_of(sheet).rows == {1: {1: "Länder"}}


def test_rows_out_of_order_and_without_numbers_keep_their_places() -> None:
    data = row(3, cell("B3", 3)) + row(1, cell("A1", 1)) + row(None, "<c><v>2</v></c><c/><c><v>4</v></c>")
    assert cells_of(Sheet(data=data)).rows == {3: {2: 3.0}, 1: {1: 1.0}, 2: {1: 2.0, 3: 4.0}}


def test_a_stray_cell_far_away_is_left_out_and_listed() -> None:
    data = row(1, cell("A1", 1), cell("XFD1", "x", t="str")) + row(1_048_576, cell("XFD1048576", 1))
    sheet = Sheet(data=data)

    assert scan(xml_of(sheet)) is None
    found = cells_of(sheet)
    assert found.rows == {1: {1: 1.0}}
    assert found.left_out == ["XFD1", "XFD1048576"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("".join(row(n, cell(f"A{n}", 1)) for n in range(100_050, 100_110)), "sheet-too-long"),
        (row(100_100, cell("A100100", 1)) + row(100_101, cell("A100101", 1)), "sheet-too-long"),
        (row(1, cell("IV1", 1), cell("IW1", 1)), "sheet-too-wide"),
        ("".join(row(n, cell(f"ZZ{n}", 1)) for n in range(1, 60)), "sheet-too-wide"),
    ],
)
def test_a_table_that_goes_on_beyond_the_limits_is_refused_whole(data: str, code: str) -> None:
    assert scan(xml_of(Sheet(data=data))) is None or code == "sheet-too-wide"
    with pytest.raises(Refused) as caught:
        cells_of(Sheet(data=data))
    assert caught.value.code == code


def test_a_few_values_in_a_vast_rectangle_are_not_spread_out() -> None:
    sheet = Sheet(data=row(1, cell("A1", 1)) + row(99_999, cell("IV99999", 1)))
    assert scan(xml_of(sheet)) is None
    assert cells_of(sheet).rows == {1: {1: 1.0}, 99_999: {256: 1.0}}


@pytest.mark.parametrize(
    "xml", ["<worksheet><sheetData><row r='1'>", "", "no xml", "<worksheet><c r='1A'/></worksheet>"]
)
def test_a_damaged_sheet_is_refused(xml: str) -> None:
    with pytest.raises(Refused) as caught:
        cells_of(Sheet(xml=xml))
    assert caught.value.code == "sheet-damaged"


# -- values: the careful reader and calamine must agree

VALUES = [
    *[cell("A1", number) for number in (0, 7, -3, 2.5, 1e-9, 1e300, 123456789012345)],
    *[cell("A1", serial, s=DATE) for serial in (1, 61, 43664, 43664.5, 2_950_000, 0, 0.25)],
    *[cell("A1", serial, s=MOMENT) for serial in (43664.25, 43664.123456, 60.5)],
    *[cell("A1", serial, s=CLOCK) for serial in (0.5, 0.999, 1.5)],
    *[cell("A1", days, s=DURATION) for days in (0.5, 1.5, 40, -2)],
    cell("A1", 43664, s=OWN_DATE),
    cell("A1", 43664, s=99),
    *[cell("A1", flag, t="b") for flag in (0, 1)],
    *[cell("A1", text, t="d") for text in ("2019-07-18", "2019-07-18T10:00:00", "2019-07-18T10:00:00Z")],
    *[
        cell("A1", text, t="str")
        for text in ("plain", " spaced ", "two\nlines", "_x0041__x005F_", "ä&<>\u00a0")
    ],
    *[inline("A1", text) for text in ("plain", " spaced ", "_x0009_", "_x41_", "_xD83D_")],
    inline("A1", " spaced ", space="preserve"),
    '<c r="A1" t="inlineStr"><is><r><t>rich </t></r><r><t xml:space="preserve"> text</t></r>'
    "<rPh><t>guide</t></rPh></is></c>",
    cell("A1", "not a number"),
    cell("A1", 5, t="n", s=0),
]


@pytest.mark.parametrize("text", VALUES)
@pytest.mark.parametrize("date1904", [False, True])
def test_both_readers_give_the_same_value(text: str, date1904: bool) -> None:
    sheet = Sheet(data=row(1, text, cell("B1", "end", t="str")))
    properties = '<workbookPr date1904="1"/>' if date1904 else ""
    data = packed(Book(sheets=(sheet,), properties=properties).parts())

    by_calamine = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[0][0]
    careful = cells_of(sheet, date1904=date1904).rows[1].get(1, "")

    assert careful == by_calamine
    assert type(careful) is type(by_calamine)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (cell("A1", -5, s=DATE), "cell-date-out-of-range"),
        (cell("A1", 2_958_466, s=DATE), "cell-date-out-of-range"),
        (cell("A1", 1e12, s=DURATION), "cell-date-out-of-range"),
        (cell("A1", "NaN", s=DATE), "cell-not-a-number"),
        (cell("A1", "inf"), "cell-not-a-number"),
        (cell("A1", 99, t="s"), "cell-broken"),
        (cell("A1", 1, t="zz"), "cell-broken"),
    ],
)
def test_what_has_no_value_says_why(text: str, code: str) -> None:
    found = cells_of(Sheet(data=row(1, text)))
    assert (found.rows, found.unreadable[1, 1][0]) == ({}, code)


def test_shared_texts_are_joined_and_freed_of_guides() -> None:
    xml = (
        f'<sst xmlns="{MAIN}"><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space="preserve"> c </t></r></si>'
        "<si><t>東</t><rPh><t>hi</t></rPh></si><si/><si><t> d_x000A_ </t></si></sst>"
    )
    assert read_texts(xml.encode()) == ["a", "b c ", "東", "", "d\n"]
    assert read_texts(xml.encode("utf-16")) == ["a", "b c ", "東", "", "d\n"]


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("yyyy\\-mm\\-dd;@", "date"),
        ("[$-809]d mmmm yyyy", "date"),
        ("h:mm AM/PM", "date"),
        ("[h]:mm:ss", "duration"),
        ("[mm]:ss", "duration"),
        ("General", None),
        ("@", None),
        ("0.00E+00", None),
        ('0 "days"', None),
        ("#,##0\\d", None),
        ("[Red]0;[Blue]-0", None),
        ("_-* #,##0.00_d", None),
        ("0;yy", None),
    ],
)
def test_a_number_format_tells_whether_it_shows_a_date(code: str, shows: str | None) -> None:
    escaped = code.replace('"', "&quot;")
    xml = f'<s><numFmts><numFmt numFmtId="170" formatCode="{escaped}"/></numFmts>'
    xml += '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="170"/></cellXfs></s>'
    assert read_styles(xml.encode()) == ({1: shows} if shows else {})


serials = some.floats(min_value=61, max_value=401_768, allow_nan=False)


@given(serial=serials, style=some.sampled_from([DATE, MOMENT, OWN_DATE]))
def test_both_readers_agree_on_every_date(serial: float, style: int) -> None:
    sheet = Sheet(data=row(1, cell("A1", repr(serial), s=style)))
    data = packed(Book(sheets=(sheet,)).parts())

    by_calamine = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[0][0]
    careful = cells_of(sheet).rows[1][1]

    assert isinstance(by_calamine, dt.date)
    assert isinstance(careful, dt.date)
    assert abs(_moment(careful) - _moment(by_calamine)) <= dt.timedelta(milliseconds=1)


def _moment(value: dt.date) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
