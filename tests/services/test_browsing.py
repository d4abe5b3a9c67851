# SPDX-License-Identifier: EUPL-1.2
"""Lists and pages: links as references, computed fields for the day, a record as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.identifiers import key_of_starting_record, new_key
from coopdesk.domain.kinds import Value
from coopdesk.services import browsing, editing, filtering, maintenance
from coopdesk.services.maintenance import Database
from coopdesk.services.naming import entry_of
from coopdesk.store.unit_of_work import write

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def register(starting_file: Path) -> Iterator[Database]:
    """Give the starting data, open only to be read."""
    database = maintenance.open_database(starting_file)
    yield database
    database.close()


def listed(
    database: Database, type_key: str, *where: str, on: str | None = None, today: dt.date | None = None
) -> list[str]:
    """The references that a filter lets through."""
    spec, wanted = filtering.filter_of(database, type_key, where, on)
    return [one.reference for one in browsing.list_records(database, spec.key, wanted, today=today)[1]]


def add(database: Database, type_key: str, **fields: str) -> None:
    editing.add_record(database, type_key, fields, who="test")


def arrangement(database: Database, reference: str, **fields: str) -> None:
    add(database, "arrangement", reference=reference, title=f"Artificial {reference}", **fields)


# what applies on a day


@pytest.mark.parametrize(
    ("day", "running"),
    [
        ("2018-01-31", ["rm-mk-2017", "rm-rs-2017"]),
        ("2018-02-01", ["rm-mk-2017", "rm-rs-2017", "rm-tr-2018"]),
        ("2019-06-30", ["bc-eg", "bc-ma", "rm-mk-2017", "rm-rs-2017", "rm-tr-2018"]),
        ("2019-08-15", ["bc-eg", "bc-ma", "rm-mk-2017", "rm-rs-2017"]),
        ("2019-09-01", ["bc-eg", "bc-ma", "rm-mk-2017", "rm-rs-2017", "rm-tr-2019"]),
        ("2021-08-31", ["bc-eg", "bc-ma", "rm-tr-2019"]),
        ("2021-09-01", ["bc-eg", "bc-ma"]),
    ],
)
def test_the_roadmaps_of_a_day_are_those_whose_period_may_hold(
    register: Database, day: str, running: list[str]
) -> None:
    """003, l.30-49: the roadmap for Turkey rests in July and August 2019."""
    assert listed(register, "roadmap", on=day) == running


def test_a_tacit_renewal_keeps_an_arrangement_in_the_list(empty: Database) -> None:
    """A text for one year that goes on by itself until somebody gives notice."""
    term = {"signed_on": "2018-01-10", "valid_from": "2018-02-01", "valid_until": "2019-01-31"}
    arrangement(empty, "A-fixed", **term)
    arrangement(empty, "A-tacit", **term, renewal="tacit", renewal_months="12")
    arrangement(empty, "A-once", **term, renewal="tacit", renewal_months="12", renewals_at_most="1")
    arrangement(empty, "A-notice", **term, renewal="tacit", renewal_months="12", notice_given_on="2020-06-01")
    arrangement(
        empty, "A-broken-off", **term, renewal="tacit", renewal_months="12", terminated_on="2019-03-31"
    )

    assert listed(empty, "arrangement", on="2018-01-31") == []
    assert listed(empty, "arrangement", on="2019-01-31") == [
        "A-broken-off", "A-fixed", "A-notice", "A-once", "A-tacit",
    ]  # fmt: skip
    assert listed(empty, "arrangement", on="2019-03-31") == ["A-broken-off", "A-notice", "A-once", "A-tacit"]
    assert listed(empty, "arrangement", on="2019-04-01") == ["A-notice", "A-once", "A-tacit"]
    assert listed(empty, "arrangement", on="2020-02-01") == ["A-notice", "A-tacit"]
    assert listed(empty, "arrangement", on="2021-02-01") == ["A-tacit"]


def test_an_arrangement_applies_from_its_start_or_else_from_its_signature(empty: Database) -> None:
    arrangement(empty, "A-later", signed_on="2019-07-18", valid_from="2019-09")
    arrangement(empty, "A-at-once", signed_on="2019-07")
    arrangement(empty, "A-undated")

    assert listed(empty, "arrangement", on="2019-07-01") == ["A-at-once"]
    assert listed(empty, "arrangement", on="2019-09-01") == ["A-at-once", "A-later"]


def test_what_has_no_period_cannot_be_listed_by_a_day(register: Database) -> None:
    with pytest.raises(UsageError, match="Areas have no dates from and until"):
        listed(register, "area", on="2019-08-15")


def test_computed_fields_are_those_of_the_day_asked_about(register: Database) -> None:
    """On a day of 2020 the plan is in effect, whatever it is today."""
    assert "cp-easo-frontex-2019" in listed(register, "arrangement", "status=in_effect", on="2020-05-01")
    assert "cp-easo-frontex-2019" in listed(
        register, "arrangement", "status=in_effect", today=dt.date(2021, 12, 31)
    )
    assert listed(register, "arrangement", "status=ended", today=dt.date(2022, 1, 1)) == [
        "cp-easo-frontex-2019"
    ]


def test_computed_dates_are_compared_by_their_possible_days(empty: Database) -> None:
    arrangement(empty, "A-year", valid_from="2019", valid_until="2021")
    arrangement(empty, "A-month", valid_from="2019", valid_until="2021-06")
    arrangement(empty, "A-open", valid_from="2019")

    today = dt.date(2020, 1, 1)
    assert listed(empty, "arrangement", "present_end<=2021-06-30", today=today) == ["A-month"]
    assert listed(empty, "arrangement", "present_end<=2021-12", today=today) == ["A-month", "A-year"]
    assert listed(empty, "arrangement", "present_end>=2021-02", today=today) == ["A-month"]
    assert listed(empty, "arrangement", "present_end=2021", today=today) == ["A-month", "A-year"]
    assert listed(empty, "arrangement", "present_end=", today=today) == ["A-open"]


# lists


def test_conditions_on_links_text_dates_and_choices_hold_together(register: Database) -> None:
    assert listed(register, "partner", "country=TR", "type=national authority") == ["dgmm", "pdmm"]
    assert listed(register, "arrangement", "title~frontex", "signed_on>=2019") == ["cp-easo-frontex-2019"]
    assert listed(register, "meeting", "frequency_kind=annual") == [
        "mt-easo-iom-senior", "mt-eu-unhcr", "mt-unodc-oem", "mt-unodc-som",
    ]  # fmt: skip
    assert listed(register, "document", "languages=macedonian") == ["doc-ipsn"]
    assert listed(register, "document", "languages~maced") == ["doc-ipsn"]
    assert listed(register, "document", "languages=serbian; macedonian") == ["doc-ipsn"]
    assert listed(register, "partner", "is_self=yes") == ["easo"]
    assert listed(register, "programme", "budget>=440000000") == ["eu-iom-ji"]


def test_text_is_compared_folded(register: Database) -> None:
    assert listed(register, "country", "name=COTE DIVOIRE") == ["CI"]
    assert listed(register, "person", "name~antonio") == ["vitorino"]


def test_an_empty_value_finds_what_is_empty(register: Database) -> None:
    assert listed(register, "person", "name=") == ["com-vp-jfs-2005", "unodc-ed-2005"]
    assert listed(register, "partner_unit", "abbreviation=", "partner=easo") == [
        "ea-blo", "ea-mb", "ea-procsector", "ea-secsector",
    ]  # fmt: skip
    assert "cp-easo-frontex-2019" not in listed(register, "arrangement", "status=")


def test_only_the_named_fields_are_shown(register: Database) -> None:
    _, where = filtering.filter_of(register, "arrangement", ["reference=cp-easo-frontex-2019"])
    _, (record,) = browsing.list_records(
        register, "arrangement", where, fields=["status", "signed_on", "under"], today=dt.date(2026, 11, 22)
    )

    assert record.fields == {"status": "ended", "signed_on": "2019-07-18", "under": "wa-easo-frontex-2012"}
    with pytest.raises(UsageError, match="Arrangement has no field “nope”"):
        browsing.list_records(register, "arrangement", where, fields=["nope"])


def test_types_come_in_menu_order_with_their_numbers_of_live_records(office: Database) -> None:
    before = {one.spec.key: one.count for one in browsing.types(office)}
    editing.remove_record(office, "lk-01", who="test")

    after = {one.spec.key: one.count for one in browsing.types(office)}
    assert list(before)[:3] == ["partner", "partner_name", "partner_unit"]
    assert (before["link"], after["link"]) == (17, 16)


# one record


def test_a_page_has_everything_that_points_to_the_record_and_through_which_field(register: Database) -> None:
    page = browsing.show(register, "FRONTEX")

    assert page.record.reference == "frontex"
    assert {one.via for one in page.linked["partner_unit"]} == {"partner"}
    assert {one.via for one in page.linked["deployment"]} == {"sending", "joint_with", "host_partner"}
    assert len(page.linked["partner_unit"]) == 17
    assert "citation" not in page.linked


def test_a_page_says_where_its_facts_come_from(register: Database) -> None:
    page = browsing.show(register, "cp-easo-frontex-2019")

    assert [(one.source, one.locator) for one in page.citations] == [
        ("001", "Introduction (l.9-26); Signature block (l.585-599)"),
        ("000", "formal partnerships (l.13)"),
    ]
    assert page.citations[0].title == "Frontex-EASO Cooperation Plan"


def test_links_are_shown_as_references(register: Database) -> None:
    page = browsing.show(register, "lo-easo-frontex")

    links = {key: page.record.fields[key] for key in ("sending", "sending_unit", "host", "activity")}
    assert links == {
        "sending": "easo", "sending_unit": "ea-lo", "host": "frontex", "activity": "CP19-HC-03",
    }  # fmt: skip


@pytest.mark.parametrize(
    "reference", ["nobody", "", " ", "iom\udcff", "a" * 10_000, "019b76daa8007fcea6db0c01f1b6a985"]
)
def test_what_nothing_is_called_is_refused(register: Database, reference: str) -> None:
    """Also an internal id: people see and type references."""
    with pytest.raises(UserError, match="There is no record"):
        browsing.show(register, reference)


# as it was


def edited_twice(database: Database) -> None:
    """A body added on 1 March, renamed a day later, given a unit, and removed a day after that."""
    key, unit = new_key(), new_key()
    names = {"old": {"name": "First name"}, "new": {"name": "Second name"}}
    of_unit: dict[str, Value] = {"reference": "U-0", "partner": key, "name": "Artificial unit"}
    steps = [
        RecordChange(type="partner", id=key, action="create", new={"reference": "A-0", "name": "First name"}),
        RecordChange(type="partner", id=key, action="change", **names),
        RecordChange(type="partner_unit", id=unit, action="create", new=of_unit),
    ]
    for days, step in enumerate(steps):
        write(database, ChangePlan(title="Step", origin=Origin.EDIT, changes=(step,)),
              who="test", at=NOON + dt.timedelta(days=days))  # fmt: skip
    gone = (
        RecordChange(type="partner_unit", id=unit, action="remove", old=of_unit),
        RecordChange(
            type="partner", id=key, action="remove", old={"reference": "A-0", "name": "Second name"}
        ),
    )
    write(database, ChangePlan(title="Gone", origin=Origin.EDIT, changes=gone),
          who="test", at=NOON + dt.timedelta(days=3))  # fmt: skip


def as_of(database: Database, days: float) -> browsing.Page:
    return browsing.show(database, "A-0", as_of=NOON + dt.timedelta(days=days))


def test_a_record_is_shown_as_it_was_at_a_moment_also_from_the_trash(empty: Database) -> None:
    edited_twice(empty)

    assert [as_of(empty, days).record.fields["name"] for days in (0, 0.5, 1, 2.9)] == [
        "First name", "First name", "Second name", "Second name",
    ]  # fmt: skip
    assert [as_of(empty, days).record.label for days in (0, 1)] == ["First name", "Second name"]
    with pytest.raises(UserError, match="is in the trash"):
        browsing.show(empty, "A-0")


def test_a_record_that_was_not_there_at_a_moment_says_so(empty: Database) -> None:
    edited_twice(empty)

    for days in (-1, 3, 4):
        with pytest.raises(UserError, match="Second name was not on file on "):
            as_of(empty, days)


def test_what_pointed_to_a_record_is_shown_as_it_was_too(empty: Database) -> None:
    edited_twice(empty)

    assert as_of(empty, 1).linked == {}
    (unit,) = as_of(empty, 2).linked["partner_unit"]
    assert (unit.record.reference, unit.record.fields["name"], unit.via) == (
        "U-0",
        "Artificial unit",
        "partner",
    )


def test_the_page_of_this_moment_and_the_page_of_now_are_one(office: Database) -> None:
    now = dt.datetime.now(dt.UTC)
    day = now.astimezone().date()

    assert browsing.show(office, "iom", as_of=now) == browsing.show(office, "iom", today=day)


def test_a_page_of_yesterday_knows_what_was_linked_yesterday(office: Database) -> None:
    """Since then one party was removed, one added, and one came to point to another body."""
    today = dt.datetime.now(dt.UTC)
    europol, cepol = (key_of_starting_record("partner", name) for name in ("europol", "cepol"))
    second = key_of_starting_record("activity_other_party", "CP19-IA-02/party-1")
    activity = key_of_starting_record("activity", "CP19-OC-01")
    added = {"reference": "X-1", "activity": activity, "party": europol}
    with office.reading() as connection:
        removed = editing.removal_of(connection, entry_of(connection, "CP19-OC-01/party-1"))
    changes = (
        *removed,
        RecordChange(
            type="activity_other_party",
            id=second,
            action="change",
            old={"party": europol},
            new={"party": cepol},
        ),
        RecordChange(type="activity_other_party", id=new_key(), action="create", new=added),
    )
    plan = ChangePlan(title="Later", origin=Origin.EDIT, changes=changes)
    write(office, plan, who="test", at=today + dt.timedelta(hours=1))

    def parties(page: browsing.Page) -> list[str]:
        return [one.record.reference for one in page.linked["activity_other_party"]]

    assert parties(browsing.show(office, "europol")) == ["X-1"]
    assert parties(browsing.show(office, "europol", as_of=today)) == [
        "CP19-IA-02/party-1",
        "CP19-OC-01/party-1",
    ]
    assert parties(browsing.show(office, "europol", as_of=today + dt.timedelta(hours=1))) == ["X-1"]
    assert "activity_other_party" not in browsing.show(office, "cepol", as_of=today).linked
