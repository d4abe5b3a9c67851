# SPDX-License-Identifier: EUPL-1.2
"""Which date of an obligation counts next."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.obligation_dates import next_date
from coopdesk.domain.spec import Values

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("obligation", "date"),
    [
        ({}, None),
        ({"due": "2021"}, "2021"),
        ({"due": "2021", "first_due": "2020-06"}, "2020-06"),
        ({"due": "2021", "first_due": "2020-06", "next_due": "2027-01"}, "2027-01"),
        ({"due": "2021", "state": "dropped"}, None),
        ({"due": "2021", "state": "done"}, None),
        ({"due": "2021", "state": "moved"}, "2021"),
        ({"due": "2021", "done_on": "2020-12"}, None),
        ({"next_due": "2027-01", "done_on": "2026-01"}, "2027-01"),
        ({"next_due": "2027-01", "done_on": "2026-12", "state": "done"}, None),
        ({"next_due": "2027-01", "done_on": "2027-01"}, None),
        ({"first_due": "2025-03", "frequency_kind": "annual"}, "2025-03"),
        ({"first_due": "2025-03", "frequency_kind": "annual", "done_on": "2026-03-10"}, "2027-03"),
        ({"first_due": "2025", "frequency_kind": "annual", "done_on": "2026-03", "state": "done"}, "2027"),
        ({"first_due": "2025-03", "frequency_kind": "annual", "state": "done"}, None),
        ({"first_due": "2025-03", "frequency_kind": "as_appropriate", "done_on": "2025-03"}, None),
        ({"frequency_kind": "annual"}, None),
    ],
)
def test_what_counts_next_is_planned_or_comes_back_or_is_over(obligation: Values, date: str | None) -> None:
    assert next_date(obligation, TODAY) == date
