# SPDX-License-Identifier: EUPL-1.2
"""The program is killed while somebody types: nothing typed more than ten seconds ago is lost."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import time
from pathlib import Path
from typing import Protocol

import pytest

from coopdesk.services import drafting, maintenance
from coopdesk.store.backup import check_file
from tests.helpers.form_typing import type_for_ever

ROUNDS = 6
PROMISED_S = 10.0


class Reading(Protocol):
    """The reading end of a pipe, whatever the system calls it."""

    def recv_bytes(self) -> bytes: ...


def _type_until_killed(path: Path, after_s: float) -> tuple[list[float], float]:
    """Let a program type, kill it some seconds after the first letter; give when each letter was typed."""
    listening, telling = multiprocessing.Pipe(duplex=False)
    program = multiprocessing.get_context("spawn").Process(
        target=type_for_ever, args=(path, telling), daemon=True
    )
    program.start()
    telling.close()
    moments = [_moment(listening)]
    program.join(after_s)
    program.kill()
    killed_at = time.time()
    program.join()
    try:
        while True:
            moments.append(_moment(listening))
    except EOFError:
        return moments, killed_at


def _moment(listening: Reading) -> float:
    return float(listening.recv_bytes().split()[1])


@pytest.mark.kill
@pytest.mark.timeout(600)
def test_nothing_typed_more_than_ten_seconds_ago_is_lost(starting_file: Path, tmp_path: Path) -> None:
    """The letters come without a pause, so that only the clock of the longest wait can save them."""
    chance = random.Random(20261122)
    for number in range(ROUNDS):
        path = Path(shutil.copyfile(starting_file, tmp_path / f"{number}.coopdesk"))

        moments, killed_at = _type_until_killed(path, chance.uniform(11, 24))

        assert check_file(path).is_good
        database = maintenance.open_database(path)
        (draft,) = drafting.drafts(database)
        old = sum(moment < killed_at - PROMISED_S for moment in moments)
        assert 0 < old <= len(draft.typed["title"]) <= len(moments) + 1
        database.close()


@pytest.mark.kill
@pytest.mark.timeout(120)
def test_a_kill_before_anything_was_kept_leaves_a_good_file(starting_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(starting_file, tmp_path / "office.coopdesk"))

    _type_until_killed(path, 0.5)

    assert check_file(path).is_good
    database = maintenance.open_database(path)
    assert drafting.drafts(database) == []
    database.close()
