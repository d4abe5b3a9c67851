# SPDX-License-Identifier: EUPL-1.2
"""Exports: what leaves and what stays, and how it is marked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.filters import Filter
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, exporting
from coopdesk.services.maintenance import Database
from coopdesk.services.naming import entry_of
from tests.services.exports import (
    WHO,
    about,
    carried_in,
    column,
    column_of_references,
    everything,
    export,
    exports_logged,
    facts_of,
    headings,
    id_of,
    opened,
    where,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder / "partners.xlsx"


# -- what leaves -------------------------------------------------------------------------------------


def test_all_registers_leave_in_the_order_of_the_menu(office: Database, target: Path) -> None:
    done = export(office, target)
    assert done.types == tuple(SPECS)
    sheets = [spec.sheet for spec in SPECS.values()]
    assert opened(target).sheetnames == ["About", *sheets, "_lists", "_coopdesk"]
    assert done.rows == sum(len(rows) for rows in carried_in(target).bases.values()) > 1_000


def test_named_registers_leave_once_in_the_order_of_the_menu(office: Database, target: Path) -> None:
    done = export(office, target, "country", "Partners", "partner")
    assert done.types == ("partner", "country")
    with pytest.raises(UsageError, match="no record type"):
        export(office, target, "unicorn")


def test_every_row_is_what_the_database_says(office: Database, target: Path) -> None:
    export(office, target, "partner_name")
    with office.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, reference, variant FROM partner_name").all()
    base = carried_in(target).bases["partner_name"]
    assert {(key, row["reference"], row["variant"]) for key, row in base.items()} == {
        tuple(row) for row in rows
    }
    owners = column(target, "Partner names", "Partner")
    with office.reading() as connection:
        assert all(entry_of(connection, str(one)).type == "partner" for one in owners)


def test_a_filter_chooses_and_is_said_in_words(office: Database, target: Path) -> None:
    un = id_of(office, "un")
    done = export(office, target, "partner", where={"partner": where(parent=un, type="un_agency")})
    assert 0 < done.rows < 10
    assert set(column(target, "Partners", "Part of")) == {"un"}
    words = "Part of is un; Type is UN agency"
    assert words in about(target)
    assert carried_in(target).manifest.filter == f"Partners: {words}"


def test_a_filter_by_day_and_on_a_worked_out_field_chooses_too(office: Database, target: Path) -> None:
    day = dt.date(2019, 12, 1)
    done = export(office, target, "arrangement", where={"arrangement": Filter(on=day)})
    every = export(office, target, "arrangement")
    assert 0 < done.rows < every.rows
    status = SPECS["arrangement"].all_by_key["status"]
    some = next(one for one in column(target, "Arrangements", status.heading) if one)
    code = status.kind.parse(str(some))
    chosen = export(office, target, "arrangement", where={"arrangement": where(status=code)})
    assert 0 < chosen.rows < every.rows


def test_a_filter_on_a_register_that_stays_is_refused(office: Database, target: Path) -> None:
    with pytest.raises(UsageError, match="Countries, which are not among the exported"):
        export(office, target, "partner", where={"country": where(alpha2="TR")})
    assert not target.exists()


def test_worked_out_fields_are_worked_out_for_the_day(office: Database, target: Path) -> None:
    export(office, target, "arrangement", today=dt.date(2019, 12, 1))
    spec = SPECS["arrangement"]
    status = column(target, "Arrangements", spec.all_by_key["status"].heading)
    export(office, target, "arrangement", today=dt.date(2040, 1, 1))
    assert status != column(target, "Arrangements", spec.all_by_key["status"].heading)
    assert not {field.key for field in spec.computed} & set(
        next(iter(carried_in(target).bases["arrangement"].values()))
    )


# -- what stays --------------------------------------------------------------------------------------


def all_values(path: Path) -> str:
    texts = [everything(path).decode("utf-8", "replace")]
    texts += [str(row) for rows in carried_in(path).bases.values() for row in rows.values()]
    return "\n".join(texts)


def test_personal_data_and_own_assessments_stay_unless_asked_for(office: Database, target: Path) -> None:
    editing.add_record(
        office, "person", {"name": "Zebulon Quirk", "office": "Clerk", "phone": "+999 123"}, who=WHO
    )
    editing.change_record(office, "leggeri", {"email": "quirk@example.org"}, who=WHO)
    first = next(one for one in column_of_references(office, target, "arrangement"))
    editing.change_record(office, first, {"internal_assessment": "rather tepid"}, who=WHO)
    chosen = ("person", "arrangement", "event")
    export(office, target, *chosen)
    assert not any(secret in all_values(target) for secret in ("Zebulon", "Quirk", "+999", "quirk@", "tepid"))
    assert "Name" not in headings(target, "People")
    assert "People: Name, Title" in about(target)
    assert "Arrangements: Internal assessment" in about(target)

    export(office, target, *chosen, personal="List of participants")
    assert "Zebulon Quirk" in column(target, "People", "Name")
    assert "tepid" not in all_values(target)
    assert "Included for this purpose only: List of participants." in about(target)

    export(office, target, *chosen, include_internal=True)
    assert "tepid" in all_values(target)
    assert "Zebulon" not in all_values(target)


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("\udcff", "The purpose contains a broken character"),
        ("a\x00b", "cannot be shown"),
        ("x" * 501, "longer"),
    ],
)
def test_a_purpose_that_cannot_be_kept_is_refused(
    office: Database, target: Path, purpose: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        export(office, target, "person", personal=purpose)
    assert not target.exists()


def test_a_purpose_must_say_something(office: Database, target: Path) -> None:
    with pytest.raises(UsageError, match="for what purpose"):
        export(office, target, "person", personal="  ")
    assert not target.exists()


def test_the_value_of_a_filter_on_a_hidden_column_is_not_said(office: Database, target: Path) -> None:
    export(office, target, "person", where={"person": where(name="Fabrice Leggeri")})
    assert "Fabrice" not in all_values(target)
    assert "Name is a certain one" in about(target)
    export(office, target, "person", where={"person": where(name="Fabrice Leggeri")}, personal="Test")
    assert "Name is Fabrice Leggeri" in about(target)


def test_drop_downs_offer_no_record_that_the_workbook_does_not_show(office: Database, target: Path) -> None:
    un = id_of(office, "un")
    export(office, target, "partner", where={"partner": where(parent=un, type="un_agency")})
    listed = [row[0] for row in opened(target)["_lists"].iter_rows(values_only=True)] + [
        cell.value for row in opened(target)["_lists"].iter_rows() for cell in row
    ]
    assert "un" in listed
    assert "frontex" not in listed


def test_a_hand_out_knows_no_ids_and_names_records_by_their_names(office: Database, target: Path) -> None:
    done = export(office, target, hand_out=True)
    assert opened(target).sheetnames == ["About", *(spec.sheet for spec in SPECS.values())]
    assert "International Organization for Migration" in column(target, "Arrangement parties", "Partner")
    inside = everything(target).decode()
    with office.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM record").scalars().all()
    assert not [one for one in (*ids, done.export_id) if one in inside]
    assert not any(word in inside for word in ("cd1:", "cd_export", "cd_col_", "_coopdesk", "CoopDeskExport"))
    with office.reading() as connection:
        assert exporting.base_of(connection, done.export_id) is None
    assert not facts_of(office, done).is_for_return


def test_a_hand_out_without_personal_data_names_no_person_by_label(office: Database, target: Path) -> None:
    editing.add_record(office, "person", {"name": "Zebulon Quirk", "reference": "PE-9"}, who=WHO)
    editing.add_record(office, "event", {"title": "Visit", "related": "PE-9"}, who=WHO)
    export(office, target, "event", "person", hand_out=True)
    assert b"Zebulon" not in everything(target)
    assert "PE-9" in column(target, "Events", SPECS["event"].by_key["related"].heading)
    export(office, target, "event", "person", hand_out=True, personal="Visit")
    assert "Zebulon Quirk" in column(target, "Events", SPECS["event"].by_key["related"].heading)


def test_kosovo_has_its_footnote_wherever_it_is_shown(office: Database, target: Path) -> None:
    export(office, target, "country_group_member", "partner_name")
    shown = opened(target)
    assert "XK" in column(target, "Country group members", "Country")
    assert "UNSCR 1244/1999" in shown["Country group members"].oddFooter.center.text
    assert "UNSCR 1244/1999" in about(target)
    assert "UNSCR" not in shown["Partner names"].oddFooter.center.text
    export(office, target, "country", "country_group_member", hand_out=True)
    assert "Kosovo*" in column(target, "Countries", "Name")
    assert "Kosovo*" in column(target, "Country group members", "Country")
    export(office, target, "partner_name")
    assert "UNSCR" not in about(target)


def test_a_footnote_of_the_office_comes_before_ours(office: Database, target: Path) -> None:
    editing.change_record(office, "XK", {"footnote": "The office's own words."}, who=WHO)
    export(office, target, "country")
    assert "* The office's own words." in about(target)
    assert "UNSCR" not in about(target)


# -- markings ----------------------------------------------------------------------------------------


def mark(office: Database, target: Path, marking: str, which: slice = slice(1)) -> None:
    for reference in column_of_references(office, target, "document")[which]:
        editing.change_record(office, reference, {"marking": marking}, who=WHO)


def test_an_export_takes_the_highest_marking_of_its_records(office: Database, target: Path) -> None:
    assert export(office, target, "document").marking == "internal"
    mark(office, target, "public")
    assert export(office, target, "document").marking == "internal", "the others are not marked"
    mark(office, target, "public", slice(1, None))
    assert export(office, target, "document").marking == "public"
    assert export(office, target, "document", "country").marking == "internal"
    mark(office, target, "sensitive")
    done = export(office, target, "document", "country")
    assert done.marking == "sensitive" == carried_in(target).manifest.marking
    for name in ("About", "Documents", "Countries"):
        assert "Sensitive" in opened(target)[name].oddHeader.center.text
        assert "Sensitive" in opened(target)[name].oddFooter.center.text
    assert facts_of(office, done).marking == "sensitive"


def test_a_marking_may_be_raised_and_never_lowered(office: Database, target: Path) -> None:
    assert export(office, target, "country", marking="Limited").marking == "limited"
    assert export(office, target, "country", marking="internal use").marking == "internal"
    mark(office, target, "limited")
    before = target.read_bytes()
    with pytest.raises(UserError, match="marked Limited, so the workbook cannot be marked Public"):
        export(office, target, "document", marking="public")
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    "name",
    [
        "RESTREINT UE", "EU RESTRICTED", "RESTREINT UE/EU RESTRICTED", "R-UE/EU-R", "Restricted", "SECRET",
        "Confidentiel UE", "EU CONFIDENTIAL", "CONFIDENTIAL", "Secret UE/EU Secret", "TRÈS SECRET UE",
        "EU TOP SECRET",
    ],
)  # fmt: skip
def test_levels_of_classified_information_are_refused_by_name(
    office: Database, target: Path, name: str
) -> None:
    with pytest.raises(UserError) as error:
        export(office, target, "country", marking=name)
    assert error.value.code == "export-classified"
    assert not target.exists()
    assert not exports_logged(office)


def test_an_unknown_marking_is_refused(office: Database, target: Path) -> None:
    with pytest.raises(UsageError, match="Markings: Public, Internal use, Limited, Sensitive"):
        export(office, target, "country", marking="Pink")
