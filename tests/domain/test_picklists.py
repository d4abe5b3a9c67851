# SPDX-License-Identifier: EUPL-1.2
"""Lists of choices: found by code or label however typed, shown by label, retired ones still understood."""

from __future__ import annotations

import pytest

from coopdesk.domain.kinds import BadValue, PickKind, pick
from coopdesk.domain.picklists import Choice, Picklist, choices
from coopdesk.records.catalog import SPECS

COLOURS = Picklist(
    "colour",
    (Choice("light_green", "Light green"), Choice("rosé", "Rosé"), Choice("beige", "Beige", retired=True)),
)

LISTS = {
    f"{spec.key}.{field.key}": field.kind.picklist
    for spec in SPECS.values()
    for field in (*spec.fields, *spec.computed)
    if isinstance(field.kind, PickKind)
}


@pytest.mark.parametrize(
    "typed", ["light_green", "Light green", "LIGHT GREEN", " light  green ", "light-green"]
)
def test_a_choice_is_found_by_code_or_label_however_it_is_typed(typed: str) -> None:
    assert pick(COLOURS).parse(typed) == "light_green"


def test_accents_do_not_matter() -> None:
    assert pick(COLOURS).parse("rose") == "rosé"


def test_a_retired_choice_is_understood_and_shown_but_not_offered() -> None:
    kind = pick(COLOURS)

    assert kind.parse("Beige") == "beige"
    assert kind.format("beige") == "Beige"
    assert [choice.code for choice in COLOURS.current] == ["light_green", "rosé"]


def test_what_is_not_in_the_list_is_refused_with_the_choices() -> None:
    with pytest.raises(BadValue) as refusal:
        pick(COLOURS).parse("purple")

    assert refusal.value.code == "not-in-list"
    assert refusal.value.facts == {"value": "purple", "choices": "Light green, Rosé"}


def test_a_code_that_is_no_longer_known_is_shown_as_it_is() -> None:
    assert pick(COLOURS).format("mauve") == "mauve"


def test_choices_keep_the_order_in_which_they_are_declared() -> None:
    assert [choice.code for choice in choices("size", small="S", medium="M", large="L").items] == [
        "small",
        "medium",
        "large",
    ]


@pytest.mark.parametrize("picklist", LISTS.values(), ids=LISTS.keys())
def test_every_choice_of_the_office_comes_back_from_its_code_and_its_label(picklist: Picklist) -> None:
    assert len({choice.code for choice in picklist.items}) == len(picklist.items) > 0
    assert [choice.code for choice in picklist.items if picklist.find(choice.code) is not choice] == []
    assert [choice.label for choice in picklist.items if picklist.find(choice.label) is not choice] == []


def test_lists_of_one_name_are_one_list() -> None:
    """A workbook has one sheet of choices for each name."""
    by_name: dict[str, Picklist] = {}
    for picklist in LISTS.values():
        assert by_name.setdefault(picklist.name, picklist) == picklist
