# SPDX-License-Identifier: EUPL-1.2
"""Suggestions for a link field among 100,000 partners: each keystroke under 20 ms."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from coopdesk.services.maintenance import Database
from coopdesk.services.suggesting import suggest
from tests.helpers import artificial
from tests.helpers.ratios import Report, percentiles

pytestmark = pytest.mark.timeout(600)


def test_suggestions_among_a_hundred_thousand(office: Database, report: Report) -> None:
    """Common beginnings, rare ones, a small type behind a large one, any record whatever."""
    artificial.fill(office, 100_000)
    asked = [
        ("ar", ["partner"]),
        ("artificial amber", ["partner"]),
        ("fr", ["partner"]),
        ("ab77", ["partner"]),
        ("ar", ["country"]),
        ("tu", ["partner", "country"]),
        ("ro", ["record"]),
    ]
    acts: list[Callable[[], object]] = [
        lambda typed=typed, types=types: suggest(office, typed, types)  # type: ignore[misc]
        for typed, types in asked * 20
    ]
    median, worst = percentiles(acts, clock=time.perf_counter)
    report.figure("suggestions, each keystroke, p50 wall", median * 1000, "ms", at_most=20)
    report.figure("suggestions, each keystroke, p99 wall", worst * 1000, "ms", at_most=20)
