# SPDX-License-Identifier: EUPL-1.2
"""What staff ask of the starting data, answered by `list`, `show` and `search`."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.helpers.command import Command


def units(desk: Command, activity: str, side: str) -> list[str]:
    """The units of one side of an activity, in their order."""
    entries = sorted(desk.show(activity).linked("activity_unit"), key=lambda row: int(row["order_no"]))
    return [row["unit"] for row in entries if row["side"] == side]


def relations(desk: Command, partner: str) -> dict[str, str]:
    """What a partner has to do with others, as far as it is the one named first."""
    found = desk.show(partner).linked("partner_relation")
    return {row["to_partner"]: row["kind"] for row in found if row["from_partner"] == partner}


def test_with_which_eu_institutions_do_we_work(desk: Command) -> None:
    """000, l.7."""
    ours = relations(desk, "easo")

    institutions = ("commission", "dg-home", "dg-near", "council", "ep", "eeas")
    assert {name: ours[name] for name in institutions} == dict.fromkeys(institutions, "cooperation")
    assert [name for name, kind in ours.items() if kind == "briefing"] == ["eu-delegations"]


def test_with_whom_has_the_office_a_formal_partnership(desk: Command) -> None:
    """000, l.9-19: five."""
    listed = desk.json("list", "arrangement_party", "--where", "role=party")["records"]
    by_arrangement: dict[str, set[str]] = {}
    for one in listed:
        by_arrangement.setdefault(one["fields"]["arrangement"], set()).add(one["fields"]["partner"])

    partners = [who for who in by_arrangement.values() if "easo" in who]
    assert set().union(*partners) - {"easo", "commission"} == {"eu-lisa", "frontex", "fra", "iom", "unhcr"}


def test_which_agencies_share_the_network_without_an_instrument(desk: Command) -> None:
    """000, l.21: nine in the network, five of them without a text with us."""
    members = {row["party"] for row in desk.show("ng-jha").linked("working_group_member")}

    assert len(members) == desk.fields("ng-jha")["member_count_stated"] == 9
    without = {name for name in members if not desk.show(name).linked("arrangement_party")}
    assert without == {"europol", "eige", "emcdda", "cepol", "eurojust"}


def test_is_euaa_the_same_as_easo(desk: Command) -> None:
    """000, l.51: no document says so, so neither finds the other."""
    assert "euaa" not in relations(desk, "easo")
    assert "easo" not in desk.found("EUAA")
    assert "euaa" not in desk.found("European Asylum Support Office")


def test_which_activities_involve_europol(desk: Command) -> None:
    """001, l.88 and l.265: two."""
    listed = desk.json("list", "activity_other_party", "--where", "party=Europol")["records"]

    assert [one["fields"]["activity"] for one in listed] == ["CP19-IA-02", "CP19-OC-01"]
    assert sorted(desk.found("Europol", "--types", "activity")) == ["CP19-IA-02", "CP19-OC-01"]


def test_how_many_activities_has_the_plan_in_each_area(desk: Command) -> None:
    """001, l.33-575: twenty."""
    listed = desk.json("list", "activity", "--fields", "area")["records"]

    assert Counter(one["fields"]["area"] for one in listed) == {"oc": 4, "ia": 4, "cb": 7, "hc": 5}
    areas = [row["area"] for row in desk.show("cp-easo-frontex-2019").linked("arrangement_area")]
    assert [desk.fields(area)["name"] for area in areas] == [
        "Operational cooperation", "Information and analysis", "Capacity building", "Horizontal cooperation",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("activity", "frontex", "easo"),
    [
        ("CP19-OC-01", ["fx-fdu", "fx-pru", "fx-tru", "fx-sec"], ["ea-ou", "ea-tu", "ea-secsector"]),
        ("CP19-OC-04", ["fx-pru"], ["ea-ou", "ea-fpu", "ea-procsector"]),
        ("CP19-IA-01", ["fx-rau", "fx-fsc", "fx-ifc", "fx-ecret"], ["ea-iau", "ea-csu"]),
        ("CP19-IA-03", ["fx-vau"], ["ea-asu", "ea-iau"]),
        ("CP19-CB-07", ["fx-riu", "fx-rau"], ["ea-iau"]),
        ("CP19-HC-05", ["fx-fro"], ["ea-csu", "ea-das"]),
    ],
)
def test_which_units_carry_an_activity_on_each_side(
    desk: Command, activity: str, frontex: list[str], easo: list[str]
) -> None:
    """001, l.37-575: the table is flattened; the semicolon shows where the same side goes on."""
    assert (units(desk, activity, "Frontex"), units(desk, activity, "EASO")) == (frontex, easo)


def test_every_activity_has_units_on_both_sides(desk: Command) -> None:
    entries = desk.json("list", "activity_unit")["records"]

    sides: dict[str, set[str]] = {}
    for entry in entries:
        sides.setdefault(entry["fields"]["activity"], set()).add(entry["fields"]["side"])
    assert len(entries) == 58
    assert len(sides) == 20
    assert all(both == {"Frontex", "EASO"} for both in sides.values())


def test_which_rows_does_a_unit_carry(desk: Command) -> None:
    """001: IAU comes back in nine rows, the Fundamental Rights Officer in two."""
    carried = {
        unit: [row["activity"] for row in desk.show(unit).linked("activity_unit")]
        for unit in ("ea-iau", "fx-fro")
    }

    assert carried["fx-fro"] == ["CP19-CB-04", "CP19-HC-05"]
    assert carried["ea-iau"] == [
        "CP19-CB-04", "CP19-CB-05", "CP19-CB-06", "CP19-CB-07", "CP19-HC-02",
        "CP19-IA-01", "CP19-IA-02", "CP19-IA-03", "CP19-IA-04",
    ]  # fmt: skip


def test_whom_does_an_abbreviation_mean(desk: Command) -> None:
    """001, l.187 and l.281: RAU is printed for two units. l.49 and l.61: two Training Units."""
    assert desk.references("partner_unit", "--where", "abbreviation=RAU") == ["fx-rau", "fx-vau"]
    assert desk.found("RAU")[:2] in (["fx-rau", "fx-vau"], ["fx-vau", "fx-rau"])
    assert desk.references("partner_unit", "--where", "name=training unit") == ["ea-tu", "fx-tru"]


def test_which_rows_touch_a_second_area(desk: Command) -> None:
    """001, l.17 says that some do and not which: these are read from the wording."""
    listed = desk.json("list", "activity_area", "--where", "rank=secondary", "--where", "basis=from_wording")

    assert [one["fields"]["activity"] for one in listed["records"]] == [
        "CP19-CB-01", "CP19-HC-02", "CP19-OC-01", "CP19-OC-03",
    ]  # fmt: skip


def test_what_must_we_watch_and_what_is_only_a_may(desk: Command) -> None:
    """A may is never turned into a duty."""
    assert desk.references("obligation", "--where", "strength=may") == [
        "ob-02", "ob-03", "ob-12", "ob-20", "ob-26",
    ]  # fmt: skip
    assert desk.references("obligation", "--where", "strength=explore") == ["ob-28"]
    assert desk.references("obligation", "--where", "strength=condition") == ["ob-01", "ob-25"]


def test_what_is_due_every_year(desk: Command) -> None:
    assert desk.references("meeting", "--where", "frequency_kind=annual") == [
        "mt-easo-iom-senior", "mt-eu-unhcr", "mt-unodc-oem", "mt-unodc-som",
    ]  # fmt: skip


def test_which_countries_have_priority_and_which_of_them_no_roadmap(desk: Command) -> None:
    """003, l.11 and l.41-49: seven by name, two through their region."""
    by_name = desk.references("country", "--where", "priority_third_country=yes_named")
    by_region = desk.references("country", "--where", "priority_third_country=yes_region")
    covered = {one["fields"]["country"] for one in desk.json("list", "roadmap_country")["records"]}

    assert (by_name, by_region) == (["AL", "BA", "ME", "MK", "RS", "TR", "XK"], ["EG", "MA"])
    assert sorted({*by_name, *by_region} - covered) == ["ME", "XK"]


@pytest.mark.parametrize(
    ("day", "running"),
    [
        ("2018-01-31", []),
        ("2018-02-01", ["rm-tr-2018"]),
        ("2019-06-30", ["rm-tr-2018"]),
        ("2019-07-01", []),
        ("2019-08-15", []),
        ("2019-08-31", []),
        ("2019-09-01", ["rm-tr-2019"]),
        ("2021-08-31", ["rm-tr-2019"]),
        ("2021-09-01", []),
    ],
)
def test_was_there_a_roadmap_for_turkey_on_a_day(desk: Command, day: str, running: list[str]) -> None:
    """003, l.30 and l.37: none in July and August 2019."""
    assert desk.references("roadmap", "--where", "region=Turkey", "--on", day) == running


def test_which_outputs_did_the_turkish_authority_receive(desk: Command) -> None:
    """003, l.32-35: four; and six areas of focus afterwards, l.37."""
    delivered = desk.references(
        "roadmap_item", "--where", "roadmap=rm-tr-2018", "--where", "status=delivered"
    )

    assert delivered == [f"rm-tr-2018-o{number}" for number in (1, 2, 3, 4)]
    assert len(desk.references("roadmap_item", "--where", "roadmap=rm-tr-2019", "--where", "kind=focus")) == 6
    assert desk.found("Turkish Directorate General for Migration Management")[0] == "dgmm"


def test_which_programme_is_meant_by_either_of_its_titles(desk: Command) -> None:
    """001, l.140 and 003, l.20: with and without “Support to”."""
    assert "ipa2-wbt" in desk.found("Regional Support to Protection-Sensitive Migration Management")
    assert "ipa2-wbt" in desk.found(
        "Regional Protection-Sensitive Migration Management in the Western Balkans"
    )


@pytest.mark.parametrize(
    "name", ["IOM", "International Organization for Migration", "International Organisation for Migration"]
)
def test_what_do_we_hold_with_iom_under_whichever_spelling(desk: Command, name: str) -> None:
    """004 uses both."""
    assert desk.found(name)[0] == "iom"
    assert {
        "wa-easo-iom-2019", "sp-eu-iom-2012", "eu-iom-ji", "iom-avr-libya", "eu-frank", "mt-easo-iom-senior",
        "mt-sign-paris", "vitorino", "un-mig-net", "cf-easo-wg", "ob-22", "ob-23",
    } <= set(desk.found(name))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Turkey", "TR"), ("Türkiye", "TR"), ("Turkiye", "TR"), ("TUR", "TR"),
        ("State of Palestine", "PS"), ("Kosovo", "XK"), ("Cote d'Ivoire", "CI"),
        ("Gregory", "gregori"), ("Gregori", "gregori"), ("Antonio Vitorino", "vitorino"),
        ("Council of Europe", "coe"), ("Council of the European Union", "council"), ("FRA", "fra"),
        ("DG Home", "dg-home"), ("Migration and Home Affairs", "dg-home"), ("IRMA", "sys-irma"),
    ],
)  # fmt: skip
def test_who_is_found_first_under_a_name(desk: Command, typed: str, meant: str) -> None:
    assert desk.found(typed)[0] == meant


def test_to_which_conventions_is_the_eu_party(desk: Command) -> None:
    """004, l.47."""
    conventions = desk.references("arrangement", "--where", "type=convention")

    assert conventions == ["uncac", "untoc"]
    for reference in conventions:
        assert [row["partner"] for row in desk.show(reference).linked("arrangement_party")] == ["eu"]


def test_which_hyperlinks_lost_their_target(desk: Command) -> None:
    """000 and 003: all but the address in the footer."""
    assert len(desk.references("link", "--where", "target=#")) == 16
