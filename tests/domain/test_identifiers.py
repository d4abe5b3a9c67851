# SPDX-License-Identifier: EUPL-1.2
"""Keys of records: unique, in order of birth, shaped as the standard wants, fixed for the starting data."""

from __future__ import annotations

import threading
import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.identifiers import KeyMaker, check_character, is_key, key_of_starting_record, new_key


def test_a_key_is_a_uuid_of_version_seven() -> None:
    found = uuid.UUID(hex=new_key())
    assert (found.version, found.variant) == (7, uuid.RFC_4122)


def test_a_key_tells_when_it_was_born() -> None:
    before = time.time_ns() // 1_000_000
    born = int(KeyMaker()()[:12], 16)
    assert before <= born <= time.time_ns() // 1_000_000


def test_keys_grow_also_within_a_millisecond() -> None:
    keys = [new_key() for _ in range(20_000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_keys_grow_also_when_the_clock_runs_back(monkeypatch: pytest.MonkeyPatch) -> None:
    make = KeyMaker()
    now = time.time_ns()
    keys = []
    for seconds in (0, -3_600, -1, 1):
        monkeypatch.setattr(time, "time_ns", lambda seconds=seconds: now + seconds * 10**9)
        keys += [make() for _ in range(3)]
    assert keys == sorted(set(keys))


def test_threads_never_get_the_same_key() -> None:
    make, found = KeyMaker(), []
    workers = [
        threading.Thread(target=lambda: found.extend([make() for _ in range(2_000)])) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(set(found)) == 8_000


def test_a_starting_record_has_the_same_key_on_every_laptop() -> None:
    """They are in the files of offices and in workbooks on their way, and must never come out otherwise."""
    assert key_of_starting_record("partner", "iom") == "019b76daa8007fcea6db0c01f1b6a985"
    assert uuid.UUID(hex=key_of_starting_record("partner", "iom")).version == 7


@given(st.text(min_size=1), st.text(min_size=1))
def test_starting_records_that_differ_have_different_keys(first: str, second: str) -> None:
    keys = {key_of_starting_record("partner", first), key_of_starting_record("partner", second)}
    assert len(keys) == len({first, second})
    assert key_of_starting_record("partner", first) != key_of_starting_record("country", first)
    assert all(is_key(key) for key in keys)


@given(st.integers(0, 31), st.sampled_from("0123456789abcdef"))
def test_a_check_character_finds_out_any_one_changed_digit(place: int, digit: str) -> None:
    key = key_of_starting_record("partner", "any")
    changed = key[:place] + digit + key[place + 1 :]
    assert (check_character(changed) == check_character(key)) == (changed == key)


@given(st.integers(0, 30))
def test_a_check_character_finds_out_two_digits_in_the_wrong_order(place: int) -> None:
    key = key_of_starting_record("partner", "any")
    changed = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
    assert (check_character(changed) == check_character(key)) == (changed == key)


@pytest.mark.parametrize(
    "text", ["", "0" * 31, "0" * 33, "G" + "0" * 31, "A" * 32, " " * 32, "0" * 31 + "\n"]
)
def test_what_is_no_key(text: str) -> None:
    assert not is_key(text)


def test_what_is_a_key() -> None:
    assert is_key(new_key())
