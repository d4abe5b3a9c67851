# SPDX-License-Identifier: EUPL-1.2
"""Lists: which records a view has and in which order, against a plain reference; windows in words."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from coopdesk.domain.kinds import Value
from coopdesk.domain.views import AnyOf, Rule, Sort, View
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, listing
from coopdesk.services.list_columns import all_columns, column_of, columns_of, group_choices
from coopdesk.services.listing import ListRow, open_list, window
from coopdesk.services.maintenance import Database
from coopdesk.services.registers import REGISTERS
from coopdesk.services.view_words import offered_tests
from coopdesk.store.register import by_seqs
from tests.helpers.artificial import fill
from tests.helpers.view_reference import PlainOffice

TODAY = dt.date(2026, 11, 22)
TYPES = [key for register in REGISTERS for key in register.types]


def ids(database: Database, view: View) -> list[str]:
    """Give the records of a view that is not parted."""
    view = replace(view, group_by="")
    found = open_list(database, view, TODAY, most=listing.MOST)
    assert found.count == len(found.seqs)
    with database.reading() as connection:
        entries = by_seqs(connection, found.seqs)
    return [entries[seq].id for seq in found.seqs]


def rows(database: Database, view: View) -> list[ListRow]:
    found = open_list(database, view, TODAY)
    return [row for row in window(database, view, found.seqs, columns_of(view), TODAY) if row is not None]


def picture(database: Database, view: View) -> list[tuple[str, ...]]:
    return [(row.label, *(cell.text for cell in row.cells[1:])) for row in rows(database, view)]


def some_rules(plain: PlainOffice, type_key: str) -> Iterator[Rule]:
    """Give every test of every field that offers it, with values that occur and some that do not."""
    chance = random.Random(type_key)
    for key, field in SPECS[type_key].all_by_key.items():
        values = [v for row in plain.rows[type_key] if (v := plain.value(type_key, row, key)) is not None]
        picked: list[Value] = chance.sample(values, k=min(2, len(values)))
        for test in offered_tests(field.kind):
            path = (key,)
            if test in {"empty", "filled"}:
                yield Rule(path=path, test=test)
            elif test == "within":
                yield Rule(path=path, test=test, values=(-3000, 0))
                yield Rule(path=path, test=test, values=(0, 90))
            elif test == "contains":
                text = field.kind.format(picked[0])[:4] if picked else "x"
                yield Rule(path=path, test=test, values=(text if not field.targets else "eas",))
            elif picked:
                yield Rule(path=path, test=test, values=(picked[0],))
                if test in {"any_of", "none_of"}:
                    yield Rule(path=path, test=test, values=(*picked, None))
                if test == "between":
                    yield Rule(path=path, test=test, values=(picked[0], None))
                    yield Rule(path=path, test=test, values=(None, picked[0]))


@pytest.mark.parametrize("type_key", TYPES)
def test_every_test_of_every_field_means_what_it_says(office: Database, type_key: str) -> None:
    plain = PlainOffice(office, TODAY)

    for rule in some_rules(plain, type_key):
        view = View(type=type_key, rules=(rule,))
        assert ids(office, view) == plain.shown(view), rule


@pytest.mark.parametrize("type_key", ["arrangement", "roadmap", "deployment", "obligation", "programme"])
def test_lists_sort_by_any_fields_empty_ones_last(office: Database, type_key: str) -> None:
    plain = PlainOffice(office, TODAY)
    keys = ["label", *SPECS[type_key].all_by_key]
    chance = random.Random(type_key)

    for key in keys:
        for is_descending in (False, True):
            other = Sort(field=chance.choice(keys), is_descending=chance.random() < 0.5)
            first = Sort(field=key, is_descending=is_descending)
            view = View(type=type_key, sorts=(first,) if other.field == key else (first, other))
            assert ids(office, view) == plain.shown(view), view.sorts


PATHS = [
    View(type="activity",
         rules=(Rule(path=("arrangement", "type"), test="any_of", values=("cooperation_plan",)),)),
    View(type="activity", rules=(Rule(path=("arrangement", "status"), test="any_of", values=("ended",)),)),
    View(type="activity", rules=(Rule(path=("arrangement", "status"), test="none_of", values=("ended",)),)),
    View(type="arrangement",
         rules=(Rule(path=("arrangement_party:arrangement", "partner", "is_self"), test="any_of",
                     values=(True,)),)),
    View(type="arrangement",
         rules=(Rule(path=("arrangement_party:arrangement", "partner", "type"), test="none_of",
                     values=("jha_agency",)),)),
    View(type="arrangement", rules=(Rule(path=("activity:arrangement",), test="filled"),)),
    View(type="arrangement", rules=(Rule(path=("activity:arrangement",), test="empty"),)),
    View(type="arrangement",
         rules=(Rule(path=("arrangement_signatory:arrangement", "person", "label"), test="contains",
                     values=("director",)),)),
    View(type="event", rules=(Rule(path=("related", "title"), test="contains", values=("plan",)),)),
    View(type="deployment", rules=(Rule(path=("host_partner", "parent", "short_name"), test="empty"),)),
    View(type="arrangement", rules=(Rule(path=("label",), test="contains", values=("FRONTEX",)),)),
    View(type="arrangement",
         rules=(AnyOf(rules=(Rule(path=("status",), test="empty"),
                             Rule(path=("signed_on",), test="before", values=("2013",)))),
                Rule(path=("type",), test="none_of", values=("agreement",)))),
    View(type="arrangement", rules=(AnyOf(rules=()),)),
]  # fmt: skip


@pytest.mark.parametrize("view", PATHS, ids=range(len(PATHS)))
def test_rules_reach_over_links_both_ways(office: Database, view: View) -> None:
    assert ids(office, view) == PlainOffice(office, TODAY).shown(view)


def test_quick_words_must_all_stand_in_names_reference_or_visible_text(office: Database) -> None:
    assert [r.label for r in rows(office, View(type="arrangement", text="FRONTEX  plan"))] == [
        "EASO-Frontex Cooperation Plan 2019-2021"
    ]
    assert len(rows(office, View(type="arrangement", text="wa-easo"))) == 2
    hidden = View(type="arrangement", text="helsinki")
    assert rows(office, hidden) == []
    shown = View(type="arrangement", text="helsinki", columns=("signed_place",))
    assert [row.reference for row in rows(office, shown)] == ["cp-easo-frontex-2019"]


def test_former_names_of_a_partner_are_found_as_well(office: Database) -> None:
    found = rows(office, View(type="partner", text="frontex"))

    assert "European Border and Coast Guard Agency" in [row.label for row in found]


def test_the_starting_list_reads_like_a_register(office: Database) -> None:
    view = View(type="arrangement", text="easo-frontex")
    plan, arrangement = rows(office, view)

    assert picture(office, view) == [
        ("EASO-Frontex Cooperation Plan 2019-2021", "18 Jul 2019", "2021"),
        ("EASO-Frontex Working Arrangement", "26 Sep 2012", "no end date"),
    ]
    assert (plan.shape, plan.second) == ("square", "Cooperation plan")
    assert plan.state is not None and plan.state.text == "ended, nothing recorded after it"
    assert [cell.tone for cell in plan.cells] == ["normal", "normal", "red"]
    assert arrangement.cells[2].tone == "quiet"


def test_cells_carry_what_is_copied_and_what_an_editor_starts_from(office: Database) -> None:
    view = View(
        type="activity", columns=("arrangement", "commitment", "valid_from", "activity_unit:activity.unit")
    )
    first = rows(office, view)[0]
    link, choice, date, units = first.cells[1:]

    assert link.plain == "EASO-Frontex Cooperation Plan 2019-2021"
    assert link.typed == "cp-easo-frontex-2019"
    assert (choice.plain, choice.typed) == ("To be looked into", "exploratory")
    assert (date.text, date.plain, date.typed) == ("not known", "", "")
    assert ";" in units.plain


def test_groups_count_what_the_list_has_in_its_order(office: Database) -> None:
    found = open_list(office, View(type="arrangement"), TODAY)

    assert [(group.heading, group.count) for group in found.groups] == [
        ("We are a party", 9),
        ("Between others, kept for reference", 11),
    ]
    by_status = open_list(office, View(type="arrangement", group_by="status"), TODAY)
    assert [(group.heading, group.count) for group in by_status.groups] == [
        ("In negotiation", 1), ("Signed", 3), ("In effect", 10), ("Ended", 1), ("Status: not known", 5),
    ]  # fmt: skip
    assert open_list(office, View(type="arrangement", group_by=""), TODAY).groups == ()


@pytest.mark.parametrize("type_key", ["arrangement", "meeting", "partner"])
def test_every_grouping_holds_each_record_once_beside_its_like(office: Database, type_key: str) -> None:
    for key, _ in group_choices(type_key):
        for sorts in ((), (Sort(field="reference", is_descending=True),)):
            view = View(type=type_key, group_by=key, sorts=sorts)
            found = open_list(office, view, TODAY, most=listing.MOST)
            assert sum(group.count for group in found.groups) == found.count == len(set(found.seqs))
            if key not in SPECS[type_key].by_key:
                continue
            shown = [
                row.cells[1].value for row in rows(office, View(type=type_key, group_by=key, columns=(key,)))
            ]
            years = (
                [str(one)[:4] for one in shown] if "date" in SPECS[type_key].by_key[key].kind.name else shown
            )
            changes = sum(1 for one, other in pairwise(years) if one != other)
            assert changes == len(found.groups) - 1, key


def test_sums_stand_in_group_headings_only_where_the_currency_agrees(empty: Database) -> None:
    for number, (kind, budget, currency) in enumerate(
        [("project", "10", "EUR"), ("project", "20.5", "EUR"), ("fund", "5", "EUR"), ("fund", "7", "USD")]
    ):
        raw = {"name": f"Programme {number}", "kind": kind, "budget": budget, "currency": currency}
        editing.add_record(empty, "programme", raw, who="test")

    found = open_list(empty, View(type="programme", group_by="kind"), TODAY)

    assert [(group.heading, dict(group.sums)) for group in found.groups] == [
        ("Project", {"budget": "30.50 EUR"}),
        ("Fund", {}),
    ]


def test_the_line_over_a_list_counts_in_words(office: Database) -> None:
    def line(view: View) -> str:
        return listing.count_line(open_list(office, view, TODAY))

    assert line(View(type="arrangement")) == "20 records, 1 ended"
    assert line(View(type="arrangement", text="plan")) == "2 of 20 records"
    assert line(View(type="partner")) == "53 records"
    assert line(View(type="posting")) == "0 records"


def test_a_long_list_comes_in_pieces_and_has_an_end(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty, 1_000)
    view = View(type="partner")

    first = open_list(empty, view, TODAY)
    assert (first.count, len(first.seqs), first.is_complete) == (1_000, listing.FIRST_PIECE, False)
    whole = open_list(empty, view, TODAY, most=listing.MOST)
    assert whole.is_complete and whole.seqs[: len(first.seqs)] == first.seqs

    monkeypatch.setattr(listing, "MOST", 600)
    capped = open_list(empty, view, TODAY, most=600)
    assert capped.is_complete and len(capped.seqs) == 600
    assert listing.count_line(capped) == "the first 600 of 1,000 records; filter to see others"


def test_a_window_says_nothing_of_records_that_are_gone(office: Database) -> None:
    view = View(type="event")
    found = open_list(office, view, TODAY)
    (first,) = [one for one in window(office, view, found.seqs[:1], columns_of(view), TODAY) if one]
    editing.remove_record(office, first.reference, who="test")

    assert window(office, view, [*found.seqs[:2], 10**9], columns_of(view), TODAY)[::2] == [None, None]
    assert found.seqs[0] not in open_list(office, view, TODAY).seqs


def test_typing_jumps_to_the_first_name_that_begins_so(office: Database) -> None:
    view = View(type="partner")
    seq = listing.first_begun(office, view, "frontex l", TODAY)
    assert seq is None
    seq = listing.first_begun(office, view, "ITAL", TODAY)
    found = [row for row in window(office, view, [seq] if seq else [], columns_of(view), TODAY) if row]
    assert [row.label[:4] for row in found] in ([], ["Ital"])
    assert listing.first_begun(office, view, "european b", TODAY) is not None


def test_every_field_of_every_type_can_be_a_column(office: Database) -> None:
    for type_key in TYPES:
        view = View(type=type_key, columns=tuple(one.key for one in all_columns(type_key)))
        assert {one.key for one in columns_of(view)} >= set(view.columns)
        for row in rows(office, view)[:20]:
            assert len(row.cells) == len(view.columns) + 1


def test_columns_that_there_are_not_are_left_out() -> None:
    assert column_of("arrangement", "nothing") is None
    assert column_of("arrangement", "title.nothing") is None
    assert column_of("arrangement", "nothing:nowhere.title") is None
    related = column_of("activity", "arrangement.type")
    assert related is not None and related.label == "Arrangement › Type"
    assert [one.key for one in columns_of(View(type="arrangement", columns=("gone", "type")))] == [
        "label",
        "type",
    ]
