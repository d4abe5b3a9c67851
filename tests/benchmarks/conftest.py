# SPDX-License-Identifier: EUPL-1.2
"""The report of a run, printed at its end and written to build/benchmarks.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.ratios import Report

_REPORT = pytest.StashKey[Report]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin an empty report."""
    config.stash[_REPORT] = Report()


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Iterator[Report]:
    """Give the report to note ratios in."""
    if _REPORT not in request.config.stash:
        request.config.stash[_REPORT] = Report()
    yield request.config.stash[_REPORT]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the ratios."""
    found = config.stash.get(_REPORT, None)
    if found is None or not found.lines:
        return
    terminalreporter.section("ratios")
    terminalreporter.write_line(found.text())
    target = Path(config.rootpath) / "build" / "benchmarks.txt"
    target.parent.mkdir(exist_ok=True)
    target.write_text(found.text() + "\n", encoding="utf-8")
