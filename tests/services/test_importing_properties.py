# SPDX-License-Identifier: EUPL-1.2
"""What holds of every workbook that comes home, whatever is in it and whatever was done to it."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import (
    BadValue,
    DecimalKind,
    Kind,
    ListKind,
    PartialDateKind,
    PickKind,
    TextKind,
    Value,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.domain.merging import Mark
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.cells.printed import CellPrinter
from coopdesk.exchange.decisions import Decisions
from coopdesk.exchange.plan import ImportPlan
from coopdesk.exchange.plan_json import plan_as_json
from coopdesk.exchange.plan_words import plan_in_words
from coopdesk.exchange.raw import RawValue, serial_of
from coopdesk.records.catalog import SPECS
from coopdesk.services import exporting, history, importing, maintenance
from coopdesk.store.unit_of_work import write
from tests.helpers.contents import facts
from tests.helpers.excel import Excel
from tests.helpers.returning import Book, Office, Sheet, apply, key_of, plan, sent_out

TYPES = ("partner", "partner_name", "programme", "document", "figure")
TRICKY = (
    "0071", "1.10", "TRUE", "2019-07", "3/4", "=1+1", "+3221", "#REF!", "_x0041_", "<r>x</r>", "'x", "1e5",
    "a;b", "Yılmaz", "two\nlines", "x" * 400, "12345678901234567890", "5%", "NULL", "0", "a  b",
)  # fmt: skip
OURS = Decisions(remaining="ours")
THEIRS = Decisions(remaining="theirs")


# What people keep


def texts(kind: TextKind) -> st.SearchStrategy[Value]:
    plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=30)
    return (st.sampled_from(TRICKY) | plain).map(lambda text: canonical(kind, text))


def dates() -> st.SearchStrategy[Value]:
    days = st.dates(dt.date(1850, 1, 1), dt.date(2100, 12, 31)).map(str)
    months = days.map(lambda day: day[:7])
    return days | months | days.map(lambda day: day[:4])


def canonical(kind: Kind, raw: str | float) -> Value:
    try:
        return kind.parse(raw)
    except BadValue:
        return None


def values(field: FieldSpec) -> st.SearchStrategy[Value]:
    """Give values that a field may hold; links are set apart."""
    kind = field.kind
    match kind:
        case TextKind():
            return texts(kind)
        case PartialDateKind():
            return dates()
        case WholeNumberKind():
            return st.integers(0, 10**12)
        case DecimalKind():
            return st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: canonical(kind, round(number, 2)))
        case PickKind():
            return st.sampled_from([item.code for item in kind.picklist.items])
        case YesNoKind():
            return st.booleans()
        case ListKind():
            return st.lists(st.sampled_from(TRICKY), max_size=3).map(
                lambda items: canonical(kind, "; ".join(items))
            )
        case _:
            return st.none()


@st.composite
def rows(draw: st.DrawFn, type_key: str, reference: str) -> dict[str, Value]:
    """Give the values of a record: what is required is there, rules across fields are kept."""
    spec = SPECS[type_key]
    row: dict[str, Value] = {}
    for field in spec.fields:
        if field.key == "reference":
            continue
        value = draw(values(field) if field.required else st.none() | values(field))
        if field.required and value is None:
            value = "partner" if field.targets else f"{field.key} of {reference}"
        row[field.key] = value
    for key in ("valid_until", "ends_on", "currency", "amount", "health", "budget_currency", "budget_eur"):
        if key in row:
            row[key] = None
    if type_key == "partner_name":
        row["partner"] = key_of("partner", "partner-1")
    return row


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """Give an office with a few records of several types."""
    office = Office()
    for type_key in TYPES:
        count = draw(st.integers(1, 2)) if type_key != "partner" else draw(st.integers(3, 6))
        for number in range(1, count + 1):
            reference = f"{type_key}-{number}"
            office.given(type_key, reference, **draw(rows(type_key, reference)))
    return office


@dataclass(frozen=True)
class Edit:
    """One cell that somebody changes."""

    type: str
    reference: str
    field: str
    value: Value


@st.composite
def edits(draw: st.DrawFn, office: Office, *, most: int = 6) -> list[Edit]:
    found = []
    for _ in range(draw(st.integers(0, most))):
        type_key = draw(st.sampled_from(TYPES))
        reference = draw(
            st.sampled_from([str(row["reference"]) for row in office.records[type_key].values()])
        )
        fields = [
            one
            for one in SPECS[type_key].fields
            if one.key != "reference" and not one.targets and not one.required and one.group is None
        ]
        field = draw(st.sampled_from(fields))
        found.append(Edit(type_key, reference, field.key, draw(st.none() | values(field))))
    return found


def type_in(book: Book, changes: list[Edit]) -> None:
    """Let somebody type these values into a workbook, each as it would be printed."""
    for one in changes:
        kind = SPECS[one.type].by_key[one.field].kind
        book[one.type].type(one.reference, one.field, CellPrinter(kind, {})[one.value])


def said(found: ImportPlan) -> set[tuple[str, str, Value]]:
    return {(one.reference, one.field, one.value) for one in found.changes}


def is_nothing(found: ImportPlan) -> bool:
    return not (
        found.changes
        or found.conflicts
        or found.inserts
        or found.missing
        or found.problems
        or found.questions
    )


# P7: what nobody touched is no change


@given(offices())
@settings(deadline=None, max_examples=30)
def test_an_untouched_workbook_is_nothing_and_silent(office: Office) -> None:
    found = plan(office, sent_out(office, TYPES, computed=True))
    assert is_nothing(found)
    assert not found.notices


@given(office=offices())
@settings(
    deadline=None,
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_records_come_home_unchanged_through_a_real_file_saved_by_openpyxl(
    office: Office, empty_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("through")
    database = maintenance.open_database(Path(shutil.copyfile(empty_file, folder / "a.coopdesk")))
    try:
        changes = tuple(
            RecordChange(
                type=type_key,
                id=record_id,
                action="create",
                new={key: value for key, value in row.items() if value is not None and key != "id"},
            )
            for type_key, records in office.records.items()
            for record_id, row in records.items()
        )
        write(database, ChangePlan(title="Fill", origin=Origin.EDIT, changes=changes), who="test")
        exporting.export_workbook(
            database, folder / "out.xlsx", types=TYPES, who="test", personal="test", include_internal=True
        )
        for path in (folder / "out.xlsx", Excel(folder / "out.xlsx").save(folder / "saved.xlsx")):
            found = importing.plan_file(database, path)
            assert is_nothing(found), (found.changes, found.problems)
            assert not found.notices
    finally:
        database.close()


# P4, P12: nothing is lost, nothing is asked in vain


@given(st.data())
@settings(deadline=None, max_examples=30)
def test_every_edit_of_the_file_is_a_change_or_a_question_and_ours_are_never_lost(
    data: st.DataObject,
) -> None:
    office = data.draw(offices())
    book = sent_out(office, TYPES)
    theirs, ours = data.draw(edits(office)), data.draw(edits(office))
    was = deepcopy(office.records)
    type_in(book, theirs)
    for one in ours:
        office.change(one.type, one.reference, **{one.field: one.value})
    found = plan(office, book)
    asked = {(one.reference, one.field) for one in found.conflicts}
    asked |= {(one.reference or "", one.field) for one in found.problems}
    asked |= {(one.reference, one.field) for one in found.left_out}
    questioned = {(one.type, one.field) for one in found.questions}
    final = {(one.type, one.reference, one.field): one.value for one in theirs}
    for (type_key, reference, key), value in final.items():
        base = was[type_key][key_of(type_key, reference)][key]
        mine = office.records[type_key][key_of(type_key, reference)][key]
        is_read = (
            (reference, key) in asked or (type_key, key) in questioned or _is_levelled(found, reference, key)
        )
        is_list = isinstance(SPECS[type_key].by_key[key].kind, ListKind)
        if not is_read and not is_list and value not in (base, mine):
            assert (reference, key, value) in said(found)
    for conflict in found.conflicts:
        assert conflict.theirs not in (conflict.base, conflict.ours) or conflict.field is None
    mine_now = deepcopy(office.records)
    apply(office, plan(office, book, decisions=OURS))
    for one in ours:
        key = key_of(one.type, one.reference)
        is_list = isinstance(SPECS[one.type].by_key[one.field].kind, ListKind)
        if not is_list and mine_now[one.type][key][one.field] != was[one.type][key][one.field]:
            assert office.records[one.type][key][one.field] == mine_now[one.type][key][one.field]
    assert {key: len(found) for key, found in office.records.items()} == {
        key: len(found) for key, found in was.items()
    }


def _is_levelled(found: ImportPlan, reference: str, key: str) -> bool:
    """Tell whether a notice says that Excel's reading of the base is no change."""
    return any(one.reference == reference and one.field == key for one in found.notices)


# P5: once more is nothing


@given(st.data(), st.sampled_from([OURS, THEIRS]))
@settings(deadline=None, max_examples=30)
def test_what_was_taken_in_is_nothing_the_second_time(data: st.DataObject, decisions: Decisions) -> None:
    office = data.draw(offices())
    book = sent_out(office, TYPES)
    type_in(book, data.draw(edits(office)))
    for one in data.draw(edits(office)):
        office.change(one.type, one.reference, **{one.field: one.value})
    first = plan(office, book, decisions=decisions)
    apply(office, first)
    again = plan(office, book, decisions=decisions)
    assert not again.changes
    assert not again.inserts
    if not first.problems:
        assert not again.conflicts


# P11: what people do to the shape of a sheet


def permute_rows(sheet: Sheet, chance: random.Random) -> None:
    rows = sheet.grid[1:]
    chance.shuffle(rows)
    sheet.grid[1:] = rows


def permute_columns(sheet: Sheet, chance: random.Random) -> None:
    order = list(range(len(sheet.grid[0])))
    chance.shuffle(order)
    sheet.grid[:] = [[row[at] for at in order] for row in sheet.grid]


def add_columns(sheet: Sheet, chance: random.Random) -> None:
    for number in range(chance.randint(1, 3)):
        at = chance.randint(0, len(sheet.grid[0]))
        for row in sheet.grid:
            row.insert(at, None if chance.random() < 0.5 else f"our remark {chance.random()}")
        sheet.grid[0][at] = f"Our column {number}"


def rename_headings(sheet: Sheet, chance: random.Random) -> None:
    sheet.grid[0] = [f"Colonne {chance.random()}" for _ in sheet.grid[0]]


def rename_sheet(sheet: Sheet, chance: random.Random) -> None:
    sheet.name = f"Feuille {chance.random()}"


def hide(sheet: Sheet, chance: random.Random) -> None:
    sheet.state = "hidden"


def show_days_as_numbers(sheet: Sheet, chance: random.Random) -> None:
    for row in sheet.grid[1:]:
        row[:] = [float(serial_of(cell)) if is_plain_day(cell) else cell for cell in row]


def is_plain_day(cell: RawValue) -> TypeGuard[dt.date]:
    """Tell days from those whose number may be a year, as 1905-07-11 is 2019."""
    return isinstance(cell, dt.date) and cell > dt.date(1913, 1, 1)


def add_blank_rows(sheet: Sheet, chance: random.Random) -> None:
    for _ in range(3):
        sheet.grid.insert(chance.randint(1, len(sheet.grid)), [None] * len(sheet.grid[0]))


SHAPES: tuple[Callable[[Sheet, random.Random], None], ...] = (
    permute_rows, permute_columns, add_columns, rename_headings, rename_sheet, hide, show_days_as_numbers,
    add_blank_rows,
)  # fmt: skip


@pytest.mark.parametrize("reshape", SHAPES, ids=lambda shape: shape.__name__)
@given(st.data(), st.integers())
@settings(deadline=None, max_examples=12)
def test_the_shape_of_the_sheets_changes_nothing(
    reshape: Callable[[Sheet, random.Random], None], data: st.DataObject, seed: int
) -> None:
    office = data.draw(offices())
    book = sent_out(office, TYPES)
    type_in(book, data.draw(edits(office)))
    expected = plan(office, book)
    for sheet in book.sheets:
        reshape(sheet, random.Random(seed))
    found = plan(office, book)
    assert said(found) == said(expected)
    assert len(found.conflicts) == len(expected.conflicts)
    assert found.counts.missing == found.counts.new == 0


@given(st.data())
@settings(deadline=None, max_examples=12)
def test_the_calendar_of_1904_changes_nothing(data: st.DataObject) -> None:
    office = data.draw(offices())
    book = sent_out(office, TYPES)
    type_in(book, data.draw(edits(office)))
    expected = said(plan(office, book))
    book.date1904 = True
    for sheet in book.sheets:
        for row in sheet.grid[1:]:
            row[:] = [float(serial_of(cell, date1904=True)) if is_plain_day(cell) else cell for cell in row]
    assert said(plan(office, book)) == expected


# P13: a column that is gone


@given(st.data())
@settings(deadline=None, max_examples=20)
def test_deleting_columns_never_changes_a_record(data: st.DataObject) -> None:
    office = data.draw(offices())
    book = sent_out(office, TYPES)
    for one in data.draw(edits(office)):
        office.change(one.type, one.reference, **{one.field: one.value})
    for sheet in book.sheets:
        visible = [key for key in sheet.fields if key != "reference"]
        for key in data.draw(st.sets(st.sampled_from(visible))):
            sheet.drop(key)
    for decisions in (OURS, THEIRS):
        found = plan(office, book, decisions=decisions)
        assert not found.changes
        assert not found.inserts
        assert not found.rows
        assert all(one.theirs is Mark.DROPPED for one in found.conflicts)


# Whatever stands in the cells


def garbage() -> st.SearchStrategy[RawValue]:
    numbers = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([0.0, 2019.0, 43664.0, -1.0])
    days = st.dates(dt.date(1900, 3, 1), dt.date(2999, 12, 31)) | st.datetimes(dt.datetime(1901, 1, 1))
    words = st.text(max_size=40) | st.sampled_from(
        [*TRICKY, "partner-1", "figure-1", "CoopDesk id", "Reference"]
    )
    return st.none() | st.booleans() | numbers | words | days | st.times() | st.timedeltas(dt.timedelta(0))


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_whatever_stands_in_the_cells_ends_in_a_plan_or_a_sentence(data: st.DataObject) -> None:
    office = data.draw(offices())
    book = sent_out(office, TYPES, in_ledger=data.draw(st.booleans()))
    book.carrier = data.draw(st.booleans())
    was = deepcopy(office.records)
    for sheet in book.sheets:
        height, width = len(sheet.grid), len(sheet.grid[0])
        for _ in range(data.draw(st.integers(0, 8))):
            row, column = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
            sheet.grid[row][column] = data.draw(garbage())
        if data.draw(st.booleans()):
            sheet.grid.append([data.draw(garbage()) for _ in range(width)])
    for decisions in (Decisions(), OURS, Decisions(remaining="theirs", realign=True)):
        try:
            found = plan(office, book, decisions=decisions, accept_deletions=True)
        except UserError as refused:
            assert str(refused)
            continue
        json.dumps(plan_as_json(found))
        assert plan_in_words(found)
        for planned in found.rows:
            assert planned.old.keys() | planned.new.keys() <= SPECS[planned.type].by_key.keys()
    assert office.records == was


# P8: taken in and taken back


@given(data=st.data())
@settings(
    deadline=None,
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_taking_in_and_taking_back_leaves_the_office_as_it_was(
    data: st.DataObject, starting_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("back")
    database = maintenance.open_database(Path(shutil.copyfile(starting_file, folder / "a.coopdesk")))
    try:
        exporting.export_workbook(
            database, folder / "out.xlsx", types=["partner", "partner_name"], who="test"
        )
        before = facts(database.path)
        excel = Excel(folder / "out.xlsx")
        references = ["iom", "unhcr", "frontex", "au"]
        for reference in data.draw(st.sets(st.sampled_from(references), min_size=1)):
            region = canonical(SPECS["partner"].by_key["region"].kind, data.draw(st.sampled_from(TRICKY)))
            excel.type("Partners", reference, "Region", f"x {region}")
        if data.draw(st.booleans()):
            excel.add("Partners", Name="Added by a test")
        importing.import_file(database, excel.save(folder / "in.xlsx"), who="test")
        history.undo(database, who="test")
        after = facts(database.path)
        for name in before.keys() - {"export_ledger", "import_ledger"}:
            assert after[name] == before[name]
    finally:
        database.close()
