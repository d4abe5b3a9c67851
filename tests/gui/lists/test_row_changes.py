# SPDX-License-Identifier: EUPL-1.2
"""The steps from one list of numbers to another give just that list."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.gui.lists.row_changes import MOST_STEPS, steps_between


def apply(old: list[int], new: list[int]) -> list[int] | None:
    steps = steps_between(array("q", old), array("q", new))
    if steps is None:
        return None
    rows = list(old)
    for step in steps:
        if step.is_removal:
            del rows[step.row : step.row + step.count]
        else:
            rows[step.row : step.row] = step.keys
    return rows


SOME = st.lists(st.integers(0, 30), unique=True, max_size=25)


@given(SOME, st.sets(st.integers(0, 30)), st.sets(st.integers(31, 60)), st.randoms())
def test_rows_that_go_and_come_lead_from_one_list_to_the_other(
    old: list[int], gone: set[int], come: set[int], chance: object
) -> None:
    new = [key for key in old if key not in gone]
    for key in come:
        new.insert(chance.randint(0, len(new)), key)  # type: ignore[attr-defined] # Hypothesis gives a Random
    assert apply(old, new) == new


@given(SOME, SOME)
def test_another_order_is_told_as_such(old: list[int], new: list[int]) -> None:
    found = apply(old, new)
    kept_old, kept_new = ([key for key in a if key in b] for a, b in ((old, new), (new, old)))

    assert found == new if kept_old == kept_new else found is None


def test_what_is_equal_needs_no_steps_and_much_change_is_one_rearrangement() -> None:
    many = list(range(1_000))

    assert steps_between(array("q", many), array("q", many)) == []
    assert apply(many, many[::2]) is None
    assert apply(many, many[: MOST_STEPS * 2]) == many[: MOST_STEPS * 2]
