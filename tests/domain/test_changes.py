# SPDX-License-Identifier: EUPL-1.2
"""Changes: what differs between two states of a record."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.changes import Origin, difference
from coopdesk.domain.kinds import Value

VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.text(max_size=3),
    st.integers(0, 3),
    st.decimals(0, 3, places=1),
    st.tuples(st.text(max_size=2)),
)
ROWS = st.dictionaries(st.sampled_from("abcd"), VALUES)


@given(ROWS, ROWS)
def test_a_difference_makes_one_state_of_the_other(old: dict[str, Value], new: dict[str, Value]) -> None:
    before, after = difference(old, new)

    assert before.keys() == after.keys()
    assert all(before[key] != after[key] for key in after)
    assert all({**old, **after}.get(key) == value for key, value in new.items())
    assert all(before[key] == old.get(key) for key in before)


def test_a_missing_value_is_an_empty_one() -> None:
    assert difference({}, {"a": None}) == ({}, {})
    assert difference({}, {"a": "x"}) == ({"a": None}, {"a": "x"})
    assert difference({"a": "x"}, {}) == ({}, {})


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert difference({"a": Decimal("1.50")}, {"a": Decimal("1.5")}) == ({}, {})


def test_the_names_of_origins_are_kept_in_files_and_never_change() -> None:
    assert {one.name: one.value for one in Origin} == {
        "START": "starting data",
        "EDIT": "edit",
        "IMPORT": "import",
        "UNDO": "undo",
        "REDO": "redo",
        "EXPORT": "export",
        "RESTORE": "restore",
    }
