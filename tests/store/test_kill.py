# SPDX-License-Identifier: EUPL-1.2
"""The program is killed in the middle of its work, again and again: what was said to be saved is there."""

from __future__ import annotations

import multiprocessing
import random
import shutil
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

import pytest

from coopdesk.services import browsing, maintenance
from coopdesk.store.backup import check_file
from tests.helpers.contents import count, is_whole
from tests.helpers.saving import save_for_ever
from tests.helpers.truth import search_is_true, untrue_labels

ROUNDS = 200


class Reading(Protocol):
    """The reading end of a pipe, whatever the system calls it."""

    def recv_bytes(self) -> bytes: ...


def _start(path: Path) -> tuple[BaseProcess, Reading]:
    """Start a program that saves for ever, and give it with the end of the pipe on which it tells of it."""
    listening, telling = multiprocessing.Pipe(duplex=False)
    program = multiprocessing.get_context("spawn").Process(
        target=save_for_ever, args=(path, telling), daemon=True
    )
    program.start()
    telling.close()
    return program, listening


def _save_until_killed(path: Path, after: float) -> int:
    """Let a program save, kill it some seconds after its first save, and give the last number it told."""
    program, listening = _start(path)
    last = int(listening.recv_bytes())
    program.join(after)
    program.kill()
    program.join()
    assert program.exitcode != 0
    try:
        while True:
            last = int(listening.recv_bytes())
    except EOFError:
        return last


@pytest.mark.kill
@pytest.mark.timeout(1_200)
def test_every_save_that_was_told_is_there_after_a_kill(empty_file: Path, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    for number in range(ROUNDS):
        path = Path(shutil.copyfile(empty_file, tmp_path / f"{number}.coopdesk"))

        told = _save_until_killed(path, chance.uniform(0, 0.15))

        assert check_file(path).is_good
        database = maintenance.open_database(path)
        assert int(str(browsing.show(database, "COUNTER").record.fields["note"])) in (told, told + 1)
        assert browsing.show(database, f"N-{told}").record.fields["parent"] == "COUNTER"
        assert count(path, "partner") in (told + 1, told + 2)
        assert count(path, "partner_name") <= 1  # the last may not have been taken back any more
        assert untrue_labels(database) == {}
        assert search_is_true(database)
        database.close()
        assert is_whole(path)
        path.unlink()


@pytest.mark.kill
@pytest.mark.timeout(1_200)
def test_a_log_cut_off_anywhere_leaves_a_whole_file_of_an_earlier_moment(
    empty_file: Path, tmp_path: Path
) -> None:
    """A disk that lost the last blocks at a power cut: never half an act, never a bad file."""
    chance = random.Random(20261122)
    path = Path(shutil.copyfile(empty_file, tmp_path / "office.coopdesk"))
    told = _save_until_killed(path, 0.5)
    log = path.with_name(path.name + "-wal")
    main, whole = path.read_bytes(), log.read_bytes()
    for number in range(ROUNDS):
        trial = tmp_path / f"{number}.coopdesk"
        trial.write_bytes(main)
        trial.with_name(trial.name + "-wal").write_bytes(whole[: chance.randrange(len(whole) + 1)])

        assert is_whole(trial)
        database = maintenance.open_database(trial)
        assert count(trial, "partner") <= told + 2
        assert untrue_labels(database) == {}
        assert search_is_true(database)
        database.close()
        trial.unlink()
