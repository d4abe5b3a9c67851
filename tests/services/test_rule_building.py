# SPDX-License-Identifier: EUPL-1.2
"""Conditions from what was typed, and what the head of a list does to its view."""

from __future__ import annotations

import datetime as dt

from coopdesk.domain.problems import Problem
from coopdesk.domain.views import AnyOf, Rule, Sort, View
from coopdesk.services import browsing
from coopdesk.services.list_columns import columns_of
from coopdesk.services.list_views import (
    cleared,
    is_filtered,
    is_plain,
    sorted_by,
    values_from_view,
    without_rule,
)
from coopdesk.services.maintenance import Database
from coopdesk.services.rule_building import (
    TypedRule,
    build_rules,
    count_of_values,
    field_steps,
    further_steps,
    texts_of,
)

TODAY = dt.date(2026, 11, 22)


def built(database: Database, *typed: TypedRule) -> list[Rule | str]:
    found = build_rules(database, "arrangement", typed, today=TODAY)
    return [one.message if isinstance(one, Problem) else one for one in found]


def test_what_was_typed_becomes_canonical_values(office: Database) -> None:
    easo = browsing.show(office, "easo").record.id
    party = ("arrangement_party:arrangement", "partner")

    assert built(
        office,
        TypedRule(path=("signed_on",), test="before", texts=("end of march 2019",)),
        TypedRule(path=("status",), test="any_of", texts=("Ended", "in_effect")),
        TypedRule(path=party, test="any_of", texts=("easo",)),
        TypedRule(path=("signed_on",), test="within", texts=("-30", "90")),
        TypedRule(path=("signed_on",), test="between", texts=("2012", "")),
        TypedRule(path=(*party, "label"), test="contains", texts=(" border ",)),
        TypedRule(path=("renewal",), test="empty"),
    ) == [
        Rule(path=("signed_on",), test="before", values=("2019-03-31",)),
        Rule(path=("status",), test="any_of", values=("ended", "in_effect")),
        Rule(path=party, test="any_of", values=(easo,)),
        Rule(path=("signed_on",), test="within", values=(-30, 90)),
        Rule(path=("signed_on",), test="between", values=("2012", None)),
        Rule(path=(*party, "label"), test="contains", values=("border",)),
        Rule(path=("renewal",), test="empty"),
    ]


def test_what_cannot_be_compared_with_is_said_in_words(office: Database) -> None:
    assert built(
        office,
        TypedRule(path=("signed_on",), test="before", texts=("soon",)),
        TypedRule(path=("signed_on",), test="before", texts=("",)),
        TypedRule(path=("label",), test="contains", texts=("",)),
        TypedRule(path=("under",), test="any_of", texts=("nobody knows",)),
    ) == [
        "Signed on takes a date such as 18 July 2019, 2019-07 or 2019; “soon” is not one.",
        "Signed on: say what to compare with.",
        "Name: say what to compare with.",
        "Under: there is no record “nobody knows”. Use the reference or the full name.",
    ]


def test_rules_come_back_as_an_editor_takes_them(office: Database) -> None:
    easo = browsing.show(office, "easo").record.id
    party = Rule(path=("arrangement_party:arrangement", "partner"), test="any_of", values=(easo,))

    assert texts_of(office, "arrangement", party) == [("easo", "European Asylum Support Office")]
    status = Rule(path=("status",), test="any_of", values=("ended",))
    assert texts_of(office, "arrangement", status) == [("ended", "Ended")]
    copies = Rule(path=("copies",), test="after", values=(2,))
    assert texts_of(office, "arrangement", copies) == [("2", "2")]


def test_every_field_and_link_can_be_reached() -> None:
    steps = {one.step: one for one in further_steps("arrangement")}

    assert [one.step for one in field_steps("arrangement")][:3] == ["label", "reference", "title"]
    assert steps["under"].leads_to == "arrangement"
    assert steps["arrangement_party:arrangement"].label == "Arrangement parties"
    assert steps["activity:arrangement"].label == "Activities"
    assert (count_of_values("within"), count_of_values("empty"), count_of_values("any_of")) == (2, 0, 1)


def test_a_head_sorts_up_then_down_then_as_usual() -> None:
    view = View(type="arrangement")
    name, signed, ends = columns_of(view)

    up = sorted_by(view, signed)
    assert up.sorts == (Sort(field="signed_on"),)
    down = sorted_by(up, signed)
    assert down.sorts == (Sort(field="signed_on", is_descending=True),)
    assert sorted_by(down, signed) == view
    both = sorted_by(up, ends, is_further=True)
    assert [sort.field for sort in both.sorts] == ["signed_on", "present_end"]
    assert [s.is_descending for s in sorted_by(both, signed, is_further=True).sorts] == [True, False]
    assert sorted_by(both, name).sorts == (Sort(field="label", is_descending=True),)
    related = columns_of(View(type="activity", columns=("arrangement.type",)))[1]
    assert sorted_by(View(type="activity"), related) == View(type="activity")


def test_rules_are_taken_away_one_by_one_or_all() -> None:
    rules = (Rule(path=("status",), test="empty"), AnyOf(rules=()))
    view = View(type="arrangement", text="x", rules=rules)

    assert without_rule(view, 0).rules == rules[1:]
    assert without_rule(view, -1) == View(type="arrangement", rules=rules)
    assert not is_filtered(cleared(view)) and is_filtered(view)
    assert is_plain(View(type="arrangement", density="compact"))
    assert not is_plain(view)


def test_a_new_record_takes_the_values_of_the_filter(office: Database) -> None:
    easo = browsing.show(office, "easo").record.id
    view = View(
        type="obligation",
        rules=(
            Rule(path=("owner",), test="any_of", values=(easo,)),
            Rule(path=("strength",), test="any_of", values=("will",)),
            Rule(path=("kind",), test="any_of", values=("report", "review")),
            Rule(path=("due",), test="any_of", values=(None,)),
            Rule(path=("owner", "type"), test="any_of", values=("jha_agency",)),
            Rule(path=("title",), test="contains", values=("x",)),
        ),
    )

    assert values_from_view(office, view) == {"owner": "easo", "strength": "will"}
