# SPDX-License-Identifier: EUPL-1.2
"""Which date of an obligation counts next, from its dates, its frequency and what was done."""

from __future__ import annotations

import datetime as dt

from coopdesk.domain.dates import first_day, last_day
from coopdesk.domain.reckoning import next_occurrence
from coopdesk.domain.spec import Values


def next_date(values: Values, today: dt.date) -> str | None:
    """Give the date that counts next; None when nothing is planned, or everything is done or dropped.

    What staff planned goes before the date of the text. Done once settles a single obligation; one with a
    fixed rhythm comes back at the next date after it was last done.
    """
    planned = _text(values, "next_due") or _text(values, "first_due") or _text(values, "due")
    state, done = _text(values, "state"), _text(values, "done_on")
    if planned is None or state == "dropped" or (state == "done" and done is None):
        return None
    following = next_occurrence(planned, _text(values, "frequency_kind"), done)
    if following is not None:
        return following
    is_planned_anew = done is not None and values.get("next_due") and last_day(done) < first_day(planned)
    is_done = state == "done" or (done is not None and not is_planned_anew)
    return None if is_done else planned


def _text(values: Values, key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) else None
