# SPDX-License-Identifier: EUPL-1.2
"""The whole program on a fresh copy of the starting data; each story tells how long it stood still."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.gui.app import SWITCH_INTERVAL_S
from coopdesk.gui.plurals import speak_english
from coopdesk.gui.work.garbage import GarbageKeeper
from tests.helpers.window import FakePrompter
from tests.journeys.window.program import Program


@pytest.fixture(scope="session")
def _english(qapp: QApplication) -> None:
    """Let counts be said as in the running program."""
    qapp.setStyle("Fusion")
    speak_english(qapp, qapp)


@pytest.fixture
def program(
    qtbot: QtBot, _english: None, office_path: Path, request: pytest.FixtureRequest
) -> Iterator[Program]:
    """Give the running program, and hold it to answering within a tenth of a second."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    garbage = GarbageKeeper()
    program = Program(qtbot, office_path, FakePrompter())
    yield program
    program.close()
    program.meter.stop()
    garbage.stop()
    sys.setswitchinterval(before)
    gap_ms, what = program.meter.longest
    print(f"{request.node.name}: longest gap {gap_ms:.0f} ms at {what}")  # noqa: T201 - shown with -rP
    assert not program.mistakes
    assert gap_ms < program.meter.most_ms, f"{request.node.name}: {gap_ms:.0f} ms at {what}"
