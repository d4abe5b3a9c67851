# SPDX-License-Identifier: EUPL-1.2
"""Facets: the values of a field with counts that respect all other rules, ticked and left out."""

from __future__ import annotations

import datetime as dt

from coopdesk.domain.views import AnyOf, Rule, View
from coopdesk.services.faceting import FacetValue, facet_fields, facet_of, tick, ticked
from coopdesk.services.listing import open_list
from coopdesk.services.maintenance import Database
from coopdesk.services.view_words import chips_of
from tests.helpers.view_reference import PlainOffice

TODAY = dt.date(2026, 11, 22)
ALL = View(type="arrangement")


def values(database: Database, view: View, key: str) -> dict[str, int]:
    return {one.label: one.count for one in facet_of(database, view, key, TODAY)}


def value(database: Database, view: View, key: str, label: str) -> FacetValue:
    return next(one for one in facet_of(database, view, key, TODAY) if one.label == label)


def test_choices_come_in_their_order_years_newest_first_ends_in_words(office: Database) -> None:
    assert values(office, ALL, "status") == {
        "In negotiation": 1, "Signed": 3, "In effect": 10, "Ended": 1, "(empty)": 5,
    }  # fmt: skip
    assert list(values(office, ALL, "signed_on")) == [
        "2019",
        "2018",
        "2017",
        "2016",
        "2012",
        "2005",
        "(empty)",
    ]
    assert values(office, ALL, "present_end") == {"2021": 1, "no end date": 19}


def test_lists_count_by_item_links_by_label_yes_and_no_in_words(office: Database) -> None:
    assert "English" in values(office, View(type="document"), "languages") or values(
        office, View(type="document"), "languages"
    )
    assert values(office, View(type="obligation"), "owner")["European Asylum Support Office"] > 5
    assert values(office, View(type="partner"), "is_self") == {"yes": 1, "(empty)": 52}
    assert values(office, View(type="roadmap"), "region") == {"Western Balkans": 4, "MENA": 2, "Turkey": 2}


def test_counts_respect_all_other_rules_not_those_of_the_field_itself(office: Database) -> None:
    signed = Rule(path=("status",), test="any_of", values=("signed",))
    view = View(type="arrangement", text="easo", rules=(signed,))

    assert values(office, view, "type") == {"Formal partnership": 3}
    assert values(office, view, "status") == {"Signed": 3, "In effect": 2, "Ended": 1, "(empty)": 1}


def test_every_count_is_what_the_tick_shows(office: Database) -> None:
    plain = PlainOffice(office, TODAY)
    for type_key in ("arrangement", "meeting", "document"):
        for field in facet_fields(type_key):
            for one in facet_of(office, View(type=type_key), field.key, TODAY):
                view = tick(View(type=type_key), field.key, one)
                assert open_list(office, view, TODAY).count == one.count, (field.key, one.label)
                assert len(plain.shown(view)) == one.count


def test_ticks_add_up_and_come_off_again(office: Database) -> None:
    signed, ended = (value(office, ALL, "status", label) for label in ("Signed", "Ended"))
    once = tick(ALL, "status", signed)
    twice = tick(once, "status", ended)

    assert ticked(twice, "status") == (("signed", "ended"), ())
    assert [one.is_in for one in facet_of(office, twice, "status", TODAY)] == [
        False,
        True,
        False,
        True,
        False,
    ]
    assert tick(tick(twice, "status", ended), "status", signed) == ALL


def test_a_value_can_be_left_out_and_shown_again(office: Database) -> None:
    ended = value(office, ALL, "status", "Ended")
    left_out = tick(ALL, "status", ended, is_out=True)

    assert open_list(office, left_out, TODAY).count == 19
    assert tick(left_out, "status", ended) == tick(ALL, "status", ended)
    assert tick(left_out, "status", ended, is_out=True) == ALL


def test_what_comes_soon_is_one_entry_of_a_date(office: Database) -> None:
    dated = View(type="event")
    soon = [one for one in facet_of(office, dated, "date", dt.date(2019, 7, 1)) if one.within]

    assert len(soon) == 1 and soon[0].count > 0
    view = tick(dated, "date", soon[0])
    assert view.rules == (Rule(path=("date",), test="within", values=(0, 90)),)
    assert tick(view, "date", soon[0]) == dated


def test_a_new_tick_keeps_its_place_among_the_chips(office: Database) -> None:
    other = Rule(path=("type",), test="filled")
    view = View(type="arrangement", rules=(Rule(path=("status",), test="any_of", values=("ended",)), other))
    changed = tick(view, "status", value(office, ALL, "status", "Signed"))

    assert [rule.path for rule in changed.rules if isinstance(rule, Rule)] == [("status",), ("type",)]


def test_chips_say_everything_that_filters(office: Database) -> None:
    plain = PlainOffice(office, TODAY)
    frontex = next(str(row["id"]) for row in plain.rows["partner"] if row["short_name"] == "Frontex")
    view = View(
        type="arrangement",
        text="plan  of",
        rules=(
            Rule(path=("arrangement_party:arrangement", "partner"), test="any_of", values=(frontex,)),
            Rule(path=("present_end",), test="any_of", values=(None,)),
            Rule(path=("status",), test="none_of", values=("ended", "signed")),
            Rule(path=("signed_on",), test="between", values=("2012", "2019-07")),
            Rule(path=("signed_on",), test="between", values=("2012", None)),
            Rule(path=("signed_on",), test="between", values=(None, "2019")),
            Rule(path=("signed_on",), test="within", values=(0, 90)),
            Rule(path=("signed_on",), test="within", values=(-30, 0)),
            Rule(path=("copies",), test="after", values=(2,)),
            Rule(path=("renewal",), test="empty"),
            AnyOf(rules=(Rule(path=("title",), test="contains", values=("x",)),
                         Rule(path=("signed_on",), test="before", values=("2012-09-26",)))),
        ),
    )  # fmt: skip

    assert [chip.words for chip in chips_of(office, view)] == [
        "Arrangement parties › Partner: European Border and Coast Guard Agency",
        "Present end: no end date",
        "Status is not Ended, Signed",
        "Signed on from 2012 to July 2019",
        "Signed on from 2012 on",
        "Signed on until 2019",
        "Signed on within the next 90 days",
        "Signed on within the last 30 days",
        "Number of originals is more than 2",
        "Renewal: (empty)",
        "Title contains “x” or Signed on is before 26 September 2012",
        "Words: plan of",
    ]
