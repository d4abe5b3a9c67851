# SPDX-License-Identifier: EUPL-1.2
"""Jobs run beside the window and their answers come back in the window's own thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.domain.errors import UserError
from coopdesk.gui.work.job_runner import JobRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    """Give a runner that is closed at the end."""
    runner = JobRunner()
    yield runner
    runner.close()


def test_the_answer_comes_back_in_the_thread_of_the_window(runner: JobRunner, qtbot: QtBot) -> None:
    threads: list[str] = []
    runner.read(
        lambda: threading.current_thread().name,
        lambda name: threads.extend([name, threading.current_thread().name]),
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0].startswith("reader")
    assert threads[1] == "MainThread"


def test_writing_keeps_its_order(runner: JobRunner, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(50):
        runner.write(lambda number=number: number, done.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))


def test_only_the_latest_answer_of_a_series_arrives(runner: JobRunner, qtbot: QtBot) -> None:
    gate = threading.Event()
    got: list[str] = []

    def slow() -> str:
        gate.wait(5)
        return "old"

    runner.read(slow, got.append, series="list")
    runner.read(lambda: "new", got.append, series="list")
    qtbot.waitUntil(lambda: got == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert got == ["new"]


def test_a_refusal_goes_to_whoever_asked_and_a_mistake_of_ours_to_the_frame(
    runner: JobRunner, qtbot: QtBot
) -> None:
    refused: list[UserError] = []

    def refuse() -> None:
        raise UserError("nothing-to-undo")

    def stumble() -> None:
        raise ZeroDivisionError

    runner.read(refuse, print, failed=refused.append)
    qtbot.waitUntil(lambda: len(refused) == 1)
    with qtbot.waitSignal(runner.failed):
        runner.read(refuse, print)
    with qtbot.waitSignal(runner.mistaken):
        runner.write(stumble, print)


def test_closing_waits_for_what_is_being_written(qtbot: QtBot) -> None:
    runner = JobRunner()
    written: list[int] = []
    for number in range(20):
        runner.write(lambda number=number: written.append(number), lambda _: None)  # type: ignore[misc]
    runner.close()
    assert written == list(range(20))
