# SPDX-License-Identifier: EUPL-1.2
"""Saved views: kept in the file under unique names, changed, renamed, ordered, removed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.domain.views import AnyOf, Rule, Sort, View
from coopdesk.services import views
from coopdesk.services.maintenance import Database
from coopdesk.store.desk import VIEWS

ENDED = View(type="arrangement", rules=(Rule(path=("status",), test="any_of", values=("ended", None)),))
FULL = View(
    type="programme",
    text="easo",
    rules=(
        AnyOf(rules=(Rule(path=("budget",), test="after", values=(Decimal("10.5"),)),)),
        Rule(path=("programme_country:programme", "scope"), test="filled"),
    ),
    sorts=(Sort(field="budget", is_descending=True),),
    columns=("budget", "funder.country"),
    group_by="kind",
    density="compact",
)


def test_a_view_comes_back_as_it_was_saved(empty: Database) -> None:
    assert views.save_view(empty, "  Ended  ones ", ENDED) == "Ended  ones"
    views.save_view(empty, "With money", FULL)

    assert views.saved_views(empty) == [("Ended  ones", ENDED), ("With money", FULL)]
    assert views.saved_view(empty, "with MONEY") == FULL
    assert views.saved_view(empty, "nothing") is None


def test_a_saved_view_can_be_changed_renamed_ordered_and_removed(empty: Database) -> None:
    for name in ("One", "Two", "Three"):
        views.save_view(empty, name, ENDED)

    views.change_view(empty, "two", FULL)
    assert views.rename_view(empty, "Two", "TWO") == "TWO"
    views.order_views(empty, ["Three", "TWO"])
    assert [name for name, _ in views.saved_views(empty)] == ["Three", "TWO", "One"]
    assert views.saved_view(empty, "TWO") == FULL

    views.remove_view(empty, "Three")
    assert [name for name, _ in views.saved_views(empty)] == ["TWO", "One"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ended", "There is already a view called “Ended”. Choose another name."),
        ("ÉNDED.", "There is already a view called “Ended”. Choose another name."),
        ("  ", "A view needs a name, with letters or figures in it."),
        ("…", "A view needs a name, with letters or figures in it."),
        ("x" * 81, "The name of a view has at most 80 characters."),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(empty: Database, name: str, sentence: str) -> None:
    views.save_view(empty, "Ended", ENDED)

    with pytest.raises(UserError) as refusal:
        views.save_view(empty, name, ENDED)
    assert str(refusal.value) == sentence


def test_what_is_gone_can_neither_be_renamed_nor_changed(empty: Database) -> None:
    with pytest.raises(UserError, match="no view “Ended” any more"):
        views.rename_view(empty, "Ended", "Over")
    with pytest.raises(UserError, match="no view “Ended” any more"):
        views.change_view(empty, "Ended", ENDED)


def test_a_view_that_cannot_be_read_is_left_out_and_stays_in_the_file(empty: Database) -> None:
    views.save_view(empty, "Good", ENDED)
    views.save_view(empty, "Bad", ENDED)
    with empty.writing() as connection:
        connection.execute(VIEWS.update().where(VIEWS.c.name == "Bad").values(definition='{"type": 1}'))

    assert [name for name, _ in views.saved_views(empty)] == ["Good"]
    with pytest.raises(UserError, match="already a view called “Bad”"):
        views.save_view(empty, "bad", ENDED)
