# SPDX-License-Identifier: EUPL-1.2
"""A desk on a fresh copy of the starting data, with real threads and a prompter that answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from coopdesk.gui.desk import Desk
from coopdesk.gui.look.look import Look
from coopdesk.gui.plurals import speak_english
from coopdesk.gui.work.garbage import GarbageKeeper
from coopdesk.gui.work.job_runner import JobRunner
from coopdesk.services.maintenance import Database
from tests.helpers.window import FakePrompter

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _garbage(qapp: QApplication) -> Iterator[None]:
    """Let dead widgets be cleared away in the window's thread, as in the running program."""
    keeper = GarbageKeeper(qapp)
    yield
    keeper.stop()


@pytest.fixture
def prompter() -> FakePrompter:
    """Give a prompter that is told what to answer."""
    return FakePrompter()


@pytest.fixture(autouse=True, scope="session")
def _english(qapp: QApplication) -> None:
    """Let counts be said as in the running program."""
    speak_english(qapp, qapp)


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """Give the light look, applied."""
    look = Look("light", parent=qapp)
    look.apply()
    return look


@pytest.fixture
def desk(office: Database, look: Look, prompter: FakePrompter) -> Iterator[Desk]:
    """Give a desk on the starting data, on 22 November 2026."""
    runner = JobRunner()
    yield Desk(office, who="Test user", runner=runner, look=look, prompter=prompter, today=lambda: TODAY)
    runner.close()


@pytest.fixture
def empty_desk(empty: Database, look: Look, prompter: FakePrompter) -> Iterator[Desk]:
    """Give a desk on a file without records."""
    runner = JobRunner()
    yield Desk(empty, who="Test user", runner=runner, look=look, prompter=prompter, today=lambda: TODAY)
    runner.close()
