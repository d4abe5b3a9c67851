# SPDX-License-Identifier: EUPL-1.2
"""What pages say of the starting data, each in words as a person reads them."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import UserError
from coopdesk.services.editing import change_record, remove_record
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.building import build_page
from coopdesk.services.pages.page import Target
from coopdesk.services.removing import plan_removal
from coopdesk.store.unit_of_work import write
from tests.helpers.pages import TODAY, crumbs, fact, page_of, rows, section, target_of
from tests.services.pages.conftest import PageOf

PLAN = "cp-easo-frontex-2019"


def test_a_plan_says_what_it_is_since_when_and_until_when(page: PageOf) -> None:
    plan = page(PLAN)
    assert plan.title == "EASO-Frontex Cooperation Plan 2019-2021"
    assert crumbs(plan).startswith("Frontex > EASO-Frontex Working Arrangement > ")
    assert [(state.shape, state.text) for state in plan.states] == [
        ("square", "ended 2021"),
        ("red_triangle", "nothing recorded after it"),
    ]
    assert fact(plan, "Parties") == ["EASO and Frontex"]
    assert fact(plan, "Signed") == [
        "18 July 2019, Helsinki, Finland",
        "Nina Gregori, Executive Director, for EASO",
        "Fabrice Leggeri, Executive Director, for Frontex",
    ]
    assert fact(plan, "Period") == ["2019 to 2021  years only, as stated"]
    assert fact(plan, "Renewal") == ["How it renews is not known."]
    assert fact(plan, "Rests on") == ["EASO-Frontex Working Arrangement, 26 September 2012"]


def test_the_originals_of_the_plan_are_three_and_one_holder_is_no_party(page: PageOf) -> None:
    assert fact(page(PLAN), "Originals") == ["3, English: EASO, Frontex and DG Home (not a party)"]


def test_the_activities_of_the_plan_stand_by_area_with_units_by_their_letters(page: PageOf) -> None:
    activities = section(page(PLAN), "activities")
    assert activities.count == 20
    assert [(group.heading, len(group.rows)) for group in activities.groups] == [
        ("Operational cooperation", 4),
        ("Information and analysis", 4),
        ("Capacity building", 7),
        ("Horizontal cooperation", 5),
    ]
    assert activities.heads == ("", "Frontex units", "EASO units")
    assert (
        rows(page(PLAN), "activities")[0]
        == "Migration Management Support Teams | FDU  PRU  TRU  SEC | OU  TU  +1"
    )


def test_obligations_stand_by_how_firmly_they_are_put(page: PageOf) -> None:
    obligations = section(page(PLAN), "obligations")
    assert obligations.count == 17
    shapes = [row.shape for row in obligations.rows]
    assert shapes == ["diamond"] * 10 + ["half_diamond"] + ["dashed_diamond"] * 3 + ["disc"] * 3
    assert obligations.view is not None
    assert obligations.view.type == "obligation"


def test_a_text_that_is_only_referred_to_has_no_date_and_no_end(page: PageOf) -> None:
    text = page("sla-ids-irma")
    assert [state.shape for state in text.states] == ["dashed_ring"]
    assert fact(text, "Signed") == ["not known"]
    assert fact(text, "Period") == ["start not known, no end date"]


def test_a_signatory_without_a_name_keeps_the_office(page: PageOf) -> None:
    letters = page("le-eu-unodc-2005")
    assert fact(letters, "Signed") == [
        "January 2005",
        "name not known, Executive Director, for UNODC",
        "name not known, Vice-President responsible for Justice, Freedom and Security, "
        "for European Commission",
    ]


def test_the_working_arrangement_shows_what_rests_on_it(page: PageOf) -> None:
    older = page("wa-easo-frontex-2012")
    assert rows(older, "under") == ["EASO-Frontex Cooperation Plan 2019-2021 | 18 July 2019 | 2021"]
    assert fact(older, "Period") == ["since 26 September 2012, no end date"]
    assert fact(older, "Renewal") == ["It has no end date, so nothing has to be renewed."]


def test_the_page_of_a_partner_shows_everything_about_it(page: PageOf) -> None:
    frontex = page("frontex")
    assert (frontex.title, frontex.name_beside) == ("Frontex", "European Border and Coast Guard Agency")
    counts = {one.key: one.count for one in frontex.sections}
    assert counts["arrangements"] == 5
    assert counts["working_groups"] == 6
    assert counts["meetings"] == 5
    assert counts["units"] == 17
    assert counts["obligations.owner"] == 2
    assert counts["documents"] == 3
    assert rows(frontex, "people") == [
        "Fabrice Leggeri | Executive Director, signed the plan of 18 July 2019",
        "EASO Liaison Officer at Frontex | officer not recorded",
    ]


def test_two_units_with_the_same_letters_are_told_apart(page: PageOf) -> None:
    units = section(page("frontex"), "units")
    assert "RAU | Risk Analysis Unit" in rows(page("frontex"), "units")
    assert "RAU* | Vulnerability Assessment Unit" in rows(page("frontex"), "units")
    assert units.remark == "* as printed; the Risk Analysis Unit has the same letters"


def test_the_strip_of_years_knows_open_ends_and_years(page: PageOf) -> None:
    bars = [(bar.start, bar.end, bar.is_ended) for bar in page("frontex").periods]
    assert bars == [("2012-09-26", None, False), ("2019", "2021", True)]


def test_a_unit_shows_which_activities_it_carries_on_which_side_in_which_order(page: PageOf) -> None:
    unit = page("fx-rau")
    carried = rows(unit, "activities")
    assert len(carried) == 5
    assert "Common Situational Picture and return data | Frontex side | first of four" in carried
    assert "Big data, forecasting and monitoring | Frontex side | second of two" in carried
    assert "Joint picture of secondary movements | Frontex side | alone" in carried


def test_the_gap_between_the_roadmaps_of_turkey_is_told_from_both_sides(page: PageOf) -> None:
    assert fact(page("rm-tr-2018"), "Followed by") == [
        "EASO-DGMM renewed roadmap",
        "It starts two months after this one ends.",
    ]
    assert fact(page("rm-tr-2019"), "Follows") == [
        "EASO-Turkey expanded roadmap",
        "This one starts two months after it ended.",
    ]


def test_a_roadmap_shows_its_items_by_what_they_are(page: PageOf) -> None:
    items = section(page("rm-tr-2018"), "items")
    assert [(group.heading, len(group.rows)) for group in items.groups] == [
        ("Focus areas", 2),
        ("Outputs", 4),
    ]


def test_a_liaison_post_says_what_is_missing(page: PageOf) -> None:
    post = page("lo-easo-frontex")
    missing = section(post, "missing")
    assert rows(post, "missing") == [
        "Name the officer | Enter",
        "Enter the start of the posting | Enter",
        "Enter the city | Enter",
        "Put the terms of reference on file | Enter",
        "Name a successor | Enter",
    ]
    assert {row.shape for row in missing.rows} == {"dashed_square"}
    assert [row.act.field or row.act.type for row in missing.rows if row.act] == [
        "officer", "start", "base_city", "terms_of_reference", "posting",
    ]  # fmt: skip


def test_a_liaison_office_lacks_other_things_than_an_officer(page: PageOf) -> None:
    office = page("lo-brussels")
    assert rows(office, "missing") == [
        "Name the head of office | Enter",
        "Enter when the office opened | Enter",
        "Put terms of reference on file | Enter",
    ]
    assert fact(office, "Hosted by") == ["none: an office, not a posting"]


def test_an_activity_has_its_place_in_the_plan_and_its_units_by_side(page: PageOf) -> None:
    activity = page("CP19-OC-01")
    assert crumbs(activity) == (
        "Frontex > EASO-Frontex Working Arrangement > EASO-Frontex Cooperation Plan 2019-2021 > CP19-OC-01"
    )
    units = section(activity, "units")
    assert [(group.heading, len(group.rows)) for group in units.groups] == [("Frontex", 4), ("EASO", 3)]
    assert [state.text for state in activity.states] == ["firm", "outcome not recorded"]
    assert rows(activity, "links.Continues in")[0].startswith("Joint training for MMST members")
    assert rows(page("CP19-CB-01"), "links.Continues")[0].startswith("Migration Management Support Teams")


def test_a_country_shows_its_names_groups_and_roadmaps(page: PageOf) -> None:
    turkey = page("TR")
    assert fact(turkey, "Also written") == ["Türkiye, Turkiye"]
    assert section(turkey, "roadmaps").count == 2
    assert section(turkey, "deployment").count == 3
    assert fact(page("XK"), "Footnote")[0].startswith("Kosovo: this designation")


def test_stated_members_stand_apart_from_recorded_ones(page: PageOf) -> None:
    assert fact(page("ng-jha"), "Members") == ["9 as stated, all recorded here"]
    assert fact(page("un-mig-net"), "Members") == ["38 as stated, 1 recorded here"]


def test_a_programme_shows_money_with_its_currency(page: PageOf) -> None:
    assert fact(page("eu-iom-ji"), "Budget") == ["EUR 440 000 000"]
    assert fact(page("ipa2-wbt"), "Budget") == ["not known"]
    assert fact(page("eu-iom-ji"), "Period") == ["from December 2016, end not known"]


def test_every_page_says_where_it_comes_from(page: PageOf) -> None:
    comes_from = rows(page(PLAN), "citations")
    assert (
        "Frontex-EASO Cooperation Plan | Introduction (l.9-26); Signature block (l.585-599) | arrangement"
        in comes_from
    )
    assert page(PLAN).changed.startswith("Last changed ")
    assert page(PLAN).history == 1


def tomorrow() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=1)


def test_a_date_that_is_changed_is_seen_on_the_page_and_not_on_that_of_before(office: Database) -> None:
    """Staff find the day of the arrangement with IOM; the page of before still says July."""
    target = target_of(office, "wa-easo-iom-2019")
    change = RecordChange(
        type=target.type, id=target.id, action="change",
        old={"signed_on": "2019-07"}, new={"signed_on": "2019-07-15"},
    )  # fmt: skip
    plan = ChangePlan(title="Find the day", origin=Origin.EDIT, changes=(change,))
    write(office, plan, who="Test user", at=tomorrow())
    assert fact(page_of(office, "wa-easo-iom-2019"), "Signed")[0] == "15 July 2019, Paris, France"
    then = page_of(office, "wa-easo-iom-2019", as_of=tomorrow() - dt.timedelta(hours=1))
    assert fact(then, "Signed")[0] == "July 2019, Paris, France"
    assert page_of(office, "wa-easo-iom-2019").history == 2


def test_rows_of_rows_are_shown_as_they_were(office: Database) -> None:
    """A unit is taken off an activity; the plan of before still names it."""
    target = target_of(office, "CP19-OC-01/unit-4")
    changes = plan_removal(office, target.type, [target.id]).changes
    plan = ChangePlan(title="Take it off", origin=Origin.EDIT, changes=changes)
    write(office, plan, who="Test user", at=tomorrow())
    before = page_of(office, PLAN, as_of=tomorrow() - dt.timedelta(hours=1))
    assert rows(page_of(office, PLAN), "activities")[0].split(" | ")[1] == "FDU  PRU  TRU"
    assert rows(before, "activities")[0].split(" | ")[1] == "FDU  PRU  TRU  SEC"


def test_a_removed_record_has_no_page_but_had_one(office: Database) -> None:
    target = target_of(office, "fg-11")
    remove_record(office, "fg-11", who="Test user")
    with pytest.raises(UserError) as refused:
        build_page(office, target, TODAY)
    assert refused.value.code == "record-in-trash"
    with pytest.raises(UserError) as unknown:
        build_page(office, Target("figure", "0" * 32), TODAY)
    assert unknown.value.code == "unknown-record"


def test_a_field_that_no_builder_names_stands_under_further_particulars(office: Database) -> None:
    change_record(office, PLAN, {"territorial_scope": "The sea", "notice_form": "By letter"}, who="Test user")
    plan = page_of(office, PLAN)
    assert [one.label for one in plan.further if one.label in {"Territorial scope", "Form of notice"}] == [
        "Territorial scope",
        "Form of notice",
    ]


def test_how_an_arrangement_renews_is_one_sentence(office: Database) -> None:
    def said(**raw: str) -> str:
        change_record(office, PLAN, raw, who="Test user")
        return fact(page_of(office, PLAN), "Renewal")[0]

    assert said(renewal="tacit") == "Renews itself for a time that is not known unless notice is given."
    assert said(renewal_months="12", notice_months="3") == (
        "Renews itself by 12 months each time unless notice is given 3 months before the end."
    )
    assert said(renewals_at_most="2") == (
        "Renews itself by 12 months each time, at most two times "
        "unless notice is given 3 months before the end."
    )
    assert said(renewal="by agreement") == "Renewed only when the parties agree. Notice takes 3 months."
