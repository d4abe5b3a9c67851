# SPDX-License-Identifier: EUPL-1.2
"""What a form says while it is filled in, and the repairs it offers: the rules of saving, no others."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.services import editing, filling
from coopdesk.services.form_checking import check_form
from coopdesk.services.form_data import Checked, FieldText, Finding, Repair
from coopdesk.services.maintenance import Database
from coopdesk.store.register import by_references

TODAY = dt.date(2026, 11, 22)
WHO = "test"


def check(database: Database, record: str, /, **typed: str) -> Checked:
    with database.reading() as connection:
        key = by_references(connection, [record])[record].id
    start = filling.open_record(database, key, today=TODAY)
    texts = {name: FieldText(raw, raw) for name, raw in typed.items()}
    return check_form(
        database, start.type, key, seen=start.seen, typed=texts, before=start.texts, today=TODAY
    )


def check_new(database: Database, type_key: str, **typed: str) -> Checked:
    texts = {name: FieldText(raw, raw) for name, raw in typed.items()}
    return check_form(database, type_key, None, seen={}, typed=texts, before={}, today=TODAY)


def only(checked: Checked) -> Finding:
    (found,) = checked.findings
    return found


def texts(repair: Repair) -> dict[str, str]:
    return {key: text.raw for key, text in repair.values.items()}


def test_a_form_as_it_was_opened_has_nothing_to_say(office: Database) -> None:
    assert check(office, "rm-tr-2018").findings == ()


def test_an_end_before_the_start_is_said_under_the_end_and_swapped(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", valid_until="june 2017"))

    assert (found.field, found.level) == ("valid_until", "stop")
    assert found.message == "June 2017 is before February 2018."
    assert set(found.about) == {"valid_from", "valid_until"}
    (swap,) = found.repairs
    assert swap.text == "Swap the dates"
    assert texts(swap) == {"valid_until": "2018-02", "valid_from": "june 2017"}


def test_a_title_taken_out_can_be_put_back(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", title=""))

    assert found.message == "Give the roadmap its title. It was “EASO-Turkey expanded roadmap”."
    (back,) = found.repairs
    assert (back.text, texts(back)) == ("Put it back", {"title": "EASO-Turkey expanded roadmap"})


def test_a_day_that_is_none_offers_the_last_of_the_month(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", valid_until="31/2/2019"))

    assert "February 2019 has 28 days" in found.message
    assert found.repairs[0].text == "Use 28 February 2019"
    assert texts(found.repairs[0]) == {"valid_until": "2019-02-28"}


def test_a_date_with_two_readings_offers_both(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", next_step_due="dec 26"))

    assert [repair.text for repair in found.repairs] == ["Use December 2026", "Use 26 December 2026"]


@pytest.mark.parametrize(
    ("typed", "label"),
    [("boodmap", "Roadmap"), ("road", "Roadmap"), ("bilateral coop", "Bilateral cooperation")],
)
def test_a_near_miss_among_choices_offers_the_choice(office: Database, typed: str, label: str) -> None:
    found = only(check_new(office, "roadmap", title="x y z", kind=typed))

    assert found.repairs[0].text == f"Choose “{label}”"


def test_an_unknown_link_offers_to_create_it(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", lead_unit="Unit of tests"))

    assert found.message == "There is no record “Unit of tests”. Use the reference or the full name."
    create = found.repairs[0]
    assert create.text == "Create “Unit of tests”…"
    assert create.creation is not None
    assert (create.creation.types, create.creation.name) == (("partner_unit",), "Unit of tests")


def test_a_link_typed_by_name_is_understood(office: Database) -> None:
    checked = check(office, "rm-tr-2018", lead_unit="management board of easo")

    assert checked.findings == ()
    assert checked.understood["lead_unit"].raw == "ea-mb"


def test_a_name_of_several_records_offers_them(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", lead_unit="training unit"))

    assert [repair.text for repair in found.repairs] == [
        "Choose “Training Unit – TU, ea-tu”",
        "Choose “Training Unit – TRU, fx-tru”",
    ]


@pytest.mark.parametrize(
    ("type_key", "field", "typed", "offered"),
    [
        ("programme", "budget", "1.234.567,50", "1234567.50"),
        ("programme", "budget", "12,5", "12.5"),
        ("programme", "budget", "EUR 500", "500"),
        ("programme", "budget", "1.239", "1.24"),
        ("programme", "note", "a\x00b", "ab"),
        ("partner", "reference", "my/ref?", "my/ref"),
    ],
)
def test_small_slips_are_mended_in_one_click(
    office: Database, type_key: str, field: str, typed: str, offered: str
) -> None:
    checked = check_new(office, type_key, **{"name": "Artificial thing", field: typed})

    found = next(one for one in checked.findings if one.field == field)
    assert texts(found.repairs[0]) == {field: offered}


def test_a_taken_reference_offers_a_free_one(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", reference="frontex"))

    assert "frontex" in found.message
    assert found.repairs[0].text == "Use RM-2026-1"


def test_a_name_that_is_there_already_is_only_worth_a_look(office: Database) -> None:
    checked = check_new(office, "partner", name="European Asylum Support Office")

    found = only(checked)
    assert (found.level, checked.stops) == ("note", ())
    assert "(easo)" in found.message


def test_a_period_of_very_many_years_is_only_worth_a_look(office: Database) -> None:
    found = only(check(office, "rm-tr-2018", valid_until="2190"))

    assert (found.field, found.level) == ("valid_until", "note")
    assert found.message == "The period is 172 years long. Are both years right?"


def test_a_field_that_needs_another_names_it_and_concerns_both(office: Database) -> None:
    found = only(check_new(office, "roadmap", title="Artificial", health="at_risk"))

    assert found.message == "“Reason for health” is needed as well."
    assert set(found.about) == {"health", "health_reason"}


def test_everything_wrong_is_said_at_once(office: Database) -> None:
    checked = check_new(office, "roadmap", valid_from="soon", kind="nonsense", lead_unit="nobody at all")

    assert {one.field for one in checked.stops} == {"title", "valid_from", "kind", "lead_unit"}


def test_computed_fields_follow_what_is_typed(office: Database) -> None:
    assert check(office, "rm-tr-2018").computed["status"] == "Ended"
    assert check(office, "rm-tr-2018", valid_until="2030", stated_status="").computed["status"] != "Ended"


def test_a_new_record_needs_no_reference(empty: Database) -> None:
    assert check_new(empty, "partner", name="Artificial body").findings == ()
    editing.add_record(empty, "partner", {"name": "Artificial body"}, who=WHO)
