# SPDX-License-Identifier: EUPL-1.2
"""How a workbook looks and guides, and what a hand-out does not carry."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from coopdesk.domain.kinds import YES_NO, PickKind, pick
from coopdesk.domain.picklists import Choice, Picklist
from coopdesk.exchange import carrier
from coopdesk.exchange.writing.outgoing import columns_in_order
from coopdesk.exchange.writing.workbook import write_workbook
from coopdesk.records._field import computed
from coopdesk.records.catalog import SPECS
from tests.exchange.outgoing_books import (
    EXPORT,
    NAMES,
    PARTNER,
    a_book,
    a_row,
    a_sheet,
    about_text,
    cell,
    key,
    parts,
    validations,
    written,
)


def test_choices_are_offered_but_not_forced(tmp_path: Path) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name="X"))))
    sheet = book["Partners"]
    on_heading, on_rows = sorted(validations(sheet, "Type"), key=lambda one: one.type == "list")
    assert str(on_heading.sqref) == "F1"
    assert (on_rows.type, on_rows.errorStyle, str(on_rows.sqref)) == ("list", "warning", "F2:F1002")
    kind = PARTNER.by_key["type"].kind
    assert isinstance(kind, PickKind)
    match = re.fullmatch(r"'_lists'!\$(\w)\$2:\$(\w)\$(\d+)", str(on_rows.formula1))
    assert match is not None
    listed = book["_lists"]
    offered = [
        (row[0].value, row[1].value) for row in listed[f"{match[1]}2:{chr(ord(match[1]) + 1)}{match[3]}"]
    ]
    assert offered == [(item.label, item.code) for item in kind.picklist.current]


def test_a_retired_choice_is_listed_but_no_longer_offered(tmp_path: Path) -> None:
    items = (Choice("old", "Old one", retired=True), Choice("new", "New one"))
    field = replace(PARTNER.by_key["type"], kind=pick(Picklist("ages", items)))
    columns = tuple(field if one.key == "type" else one for one in PARTNER.fields)
    book, _ = written(
        tmp_path, a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name="X", type="old"), columns=columns))
    )
    (drop_down,) = [one for one in validations(book["Partners"], "Type") if one.type == "list"]
    assert drop_down.formula1 == "'_lists'!$A$2:$A$2"
    assert [one.value for one in book["_lists"]["A"]] == ["ages: label", "New one", "Old one"]
    assert cell(book["Partners"], "Type").value == "Old one"


def test_yes_and_no_are_offered(tmp_path: Path) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER)))
    (drop_down,) = [
        one for one in validations(book["Partners"], "Our own organisation") if one.type == "list"
    ]
    assert (drop_down.formula1, drop_down.errorStyle) == ('"yes,no"', "warning")


def test_links_offer_references_with_their_ids(tmp_path: Path) -> None:
    offered = {"partner": (("au", key(7)), ("eu", key(8)))}
    book, _ = written(tmp_path, a_book(a_sheet(NAMES), references=offered))
    (drop_down,) = [one for one in validations(book["Partner names"], "Partner") if one.type == "list"]
    assert drop_down.formula1 == "'_lists'!$A$2:$A$3"
    assert [[one.value for one in row] for row in book["_lists"]["A1:B3"]] == [
        ["Partner: reference", "Partner: id"], ["au", key(7)], ["eu", key(8)],
    ]  # fmt: skip


def test_references_on_a_sheet_of_their_own_are_offered_from_there(tmp_path: Path) -> None:
    rows = [a_row(PARTNER, number, name="X") for number in (7, 8)]
    offered = {"partner": (("REF-7", key(7)), ("REF-8", key(8)))}
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, *rows), a_sheet(NAMES), references=offered))
    for sheet, heading in (("Partner names", "Partner"), ("Partners", "Part of")):
        (drop_down,) = [one for one in validations(book[sheet], heading) if one.type == "list"]
        assert drop_down.formula1 == "'Partners'!$C$2:$C$3"
    assert [book["Partners"][name].value for name in ("C2", "C3")] == ["REF-7", "REF-8"]


def test_a_list_nobody_can_scroll_and_a_link_to_anything_are_not_offered(tmp_path: Path) -> None:
    many = tuple((f"R{number}", key(number)) for number in range(20_001))
    citation = SPECS["citation"]
    book, _ = written(
        tmp_path, a_book(a_sheet(NAMES), a_sheet(citation), references={"partner": many, "record": many})
    )
    assert [one.type for one in validations(book["Partner names"], "Partner")] != ["list"]
    heading = citation.by_key["record"].heading
    assert not [one for one in validations(book[citation.sheet], heading) if one.type == "list"]
    assert book["_lists"].max_row < 100


def test_every_column_explains_itself_within_the_limits_of_excel(tmp_path: Path) -> None:
    sheets = [a_sheet(spec) for spec in SPECS.values()]
    book, _ = written(tmp_path, a_book(*sheets))
    for sheet in sheets:
        for field in sheet.fields:
            found = validations(book[sheet.spec.sheet], field.heading)
            assert found
            for one in found:
                assert one.prompt and len(one.prompt) <= 255
                assert one.promptTitle and len(one.promptTitle) <= 32
                assert one.prompt.startswith(field.help[:60].rstrip("…"))


def test_worked_out_columns_come_last_shaded_and_locked(tmp_path: Path) -> None:
    made = computed("is_old", YES_NO, lambda *_: None, label="Old", help="Whether it is old.")
    sheet = a_sheet(PARTNER, a_row(PARTNER, 1, name="X", is_old=True), computed=(made,))
    book, path = written(tmp_path, a_book(sheet))
    found = cell(book["Partners"], "Old")
    assert (found.value, found.column) == ("yes", book["Partners"].max_column)
    assert found.fill.fgColor.rgb == "FFEDF0F4" != cell(book["Partners"], "Name").fill.fgColor.rgb
    assert "left aside" in str(validations(book["Partners"], "Old")[0].prompt)
    raw = [row[0] for row in book["_coopdesk"].iter_rows(max_col=1, values_only=True)]
    manifest = carrier.unpack([str(one or "") for one in raw], SPECS).manifest
    assert manifest.sheets[0].locked == ("is_old",)
    assert manifest.sheets[0].columns[found.column] == "is_old"
    assert path.exists()


def test_blank_cells_and_new_rows_have_the_format_of_their_column(tmp_path: Path) -> None:
    written(tmp_path, a_book(a_sheet(NAMES)))
    xml = parts(tmp_path / "out.xlsx")["xl/worksheets/sheet2.xml"].decode()
    assert all(" style=" in column for column in re.findall(r"<col [^>]*>", xml))


def test_headings_stay_and_repeat_and_pages_are_marked(tmp_path: Path) -> None:
    rows = [a_row(PARTNER, number, name="A long name " * 9, note="n" * 3_000) for number in range(3)]
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, *rows), marking="Limited & R", office="Office & Co"))
    sheet = book["Partners"]
    assert sheet.freeze_panes == "D2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    for page in book.worksheets[:2]:
        assert "Limited && R" in str(page.oddHeader.center.text)
        assert "Limited && R" in str(page.oddFooter.center.text)
        assert page.oddFooter.right.text == "Page &P of &N"
    assert sheet.oddHeader.right.text == "Office && Co"
    widths = [one.width for one in sheet.column_dimensions.values()]
    assert max(widths) < 50
    assert sheet["C1"].font.b


def test_rows_that_come_home_stay_one_line_high_and_spill_nowhere(tmp_path: Path) -> None:
    row = a_row(PARTNER, 1, name="X", note="many words " * 200)
    book, path = written(tmp_path, a_book(a_sheet(PARTNER, row)))
    assert cell(book["Partners"], "Remark").alignment.wrap_text
    assert (
        b'<sheetFormatPr defaultRowHeight="15.75" customHeight="1"' in parts(path)["xl/worksheets/sheet2.xml"]
    )
    assert book["Partners"].row_dimensions[2].height == 15.75


def test_wide_sheets_take_several_pages_with_the_reference_on_each(tmp_path: Path) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(SPECS["arrangement"]), a_sheet(NAMES)))
    assert book["Arrangements"].page_setup.fitToWidth > 2
    assert book["Arrangements"].print_title_cols == "$C:$C"
    assert book["Partner names"].print_title_cols is None


def test_the_marking_is_in_the_properties(tmp_path: Path) -> None:
    for hand_out in (False, True):
        book, _ = written(tmp_path, a_book(a_sheet(PARTNER), marking="Sensitive", hand_out=hand_out))
        assert book.properties.category == "Sensitive"
        assert book.custom_doc_props["Marking"].value == "Sensitive"


def test_no_sheet_is_protected(tmp_path: Path) -> None:
    _, path = written(tmp_path, a_book(a_sheet(PARTNER), a_sheet(NAMES)))
    assert not any(
        b"rotection " in content
        for name, content in parts(path).items()
        if name.endswith(".xml") and "styles" not in name
    )


def test_footnotes_stand_under_the_pages_that_need_them(tmp_path: Path) -> None:
    note = "* Kosovo: this designation is without prejudice to positions on status. " + "More & more. " * 20
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, footnotes=(note,)), a_sheet(NAMES)))
    assert "without prejudice" in str(book["Partners"].oddFooter.center.text)
    assert "without prejudice" not in str(book["Partner names"].oddFooter.center.text)
    assert note.strip() in [one.value.strip() for one in book["About"]["B"] if one.value]


def test_about_says_in_plain_words_what_the_file_is(tmp_path: Path) -> None:
    person = SPECS["person"]
    sheets = (
        a_sheet(
            PARTNER,
            a_row(PARTNER, 1, name="X"),
            filter="Type is EU agency",
            left_out_internal=("Assessment",),
        ),
        a_sheet(person, left_out_personal=()),
    )
    book, _ = written(tmp_path, a_book(*sheets, purpose="List of participants."))
    text = about_text(book)
    for words in (
        "22 November 2026, 14:05 UTC",
        "Anna Example, Ankara office",
        "Internal use",
        "2 registers, 1 record",
        "1 record, chosen by: Type is EU agency",
        "Included for this purpose only: List of participants. Columns: People: Name, Title",
        "To empty a field, empty its cell.",
        "Write into the first free row under the table.",
        "keeps in a hidden sheet every value of these columns and rows as it left",
        "Partners: Assessment",
    ):
        assert words in text


def test_about_a_hand_out_says_that_it_does_not_come_home(tmp_path: Path) -> None:
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, left_out_personal=("Name",)), hand_out=True))
    text = about_text(book)
    assert "CoopDesk hand-out" in text
    assert "holds only what it shows" in text
    assert "None of the columns that hold personal data." in text
    assert "first free row" not in text


def test_a_hand_out_carries_nothing_but_what_it_shows(tmp_path: Path) -> None:
    row = a_row(PARTNER, 1, name="African Union", note="must stay at home", parent=key(5))
    columns = columns_in_order(PARTNER, [one for one in PARTNER.fields if one.key != "note"])
    sheet = a_sheet(PARTNER, row, columns=columns)
    book, path = written(tmp_path, a_book(sheet, printed={key(5): "Parent body"}, hand_out=True))
    assert book.sheetnames == ["About", "Partners"]
    assert list(book.defined_names) == []
    assert [name for one in book for name in one.defined_names] == []
    assert [one.name for one in book.custom_doc_props.props] == ["Marking"]
    assert book.properties.keywords is None
    assert book["Partners"]["A1"].value == "Reference"
    assert not any(one.hidden for one in book["Partners"].column_dimensions.values())
    assert not book["Partners"].data_validations.dataValidation
    assert book["Partners"].freeze_panes == "B2"
    (table,) = book["Partners"].tables.values()
    assert table.ref == "A1:J2"
    everything = b"\n".join(parts(path).values())
    for secret in (key(1), key(5), EXPORT, "must stay at home", "cd1:", "cd_", "tbl_", "_coopdesk"):
        assert secret.encode() not in everything


def test_a_workbook_for_return_holds_no_value_of_a_left_out_column(tmp_path: Path) -> None:
    row = a_row(PARTNER, 1, name="African Union", note="must stay at home")
    columns = tuple(one for one in PARTNER.fields if one.key != "note")
    _, path = written(tmp_path, a_book(a_sheet(PARTNER, row, columns=columns)))
    everything = b"\n".join(parts(path).values())
    assert b"must stay at home" not in everything
    found = write_workbook(path, a_book(a_sheet(PARTNER, row, columns=columns)))
    assert found.carried is not None
    assert "note" not in carrier.unpack_carried(found.carried, SPECS).bases["partner"][key(1)]


def test_rows_of_a_hand_out_are_as_high_as_their_text(tmp_path: Path) -> None:
    rows = [
        a_row(PARTNER, 1, name="X"),
        a_row(PARTNER, 2, name="X", note="many words " * 20),
        a_row(PARTNER, 3, note="w" * 32_000),
    ]
    book, _ = written(tmp_path, a_book(a_sheet(PARTNER, *rows), hand_out=True))
    heights = [book["Partners"].row_dimensions[number].height for number in (2, 3, 4)]
    assert heights[0] is None
    assert 30 < heights[1] < 200
    assert 408 < heights[2] <= 409
