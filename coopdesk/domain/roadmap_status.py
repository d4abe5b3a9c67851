# SPDX-License-Identifier: EUPL-1.2
"""Where a roadmap stands on a day, worked out from its dates; what was stated stays beside it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from coopdesk.domain.dates import covers, last_day
from coopdesk.domain.i18n import N_
from coopdesk.domain.picklists import choices
from coopdesk.domain.reckoning import months_before
from coopdesk.domain.spec import Values

ROADMAP_STATUSES: Final = choices(
    "roadmap_status",
    draft=N_("Draft"),
    being_defined=N_("Being defined"),
    agreed=N_("Agreed"),
    started=N_("Started"),
    in_implementation=N_("In implementation"),
    extended=N_("Extended"),
    completed=N_("Completed"),
    concluded=N_("Concluded"),
    closed_after_evaluation=N_("Closed after evaluation"),
    discontinued=N_("Discontinued"),
    ended=N_("Ended"),
)

NOT_YET_AGREED: Final = frozenset({"draft", "being_defined"})
ENDED_BY_AN_ACT: Final = frozenset({"closed_after_evaluation", "discontinued"})
OVER: Final = frozenset({"completed", "concluded", "ended"}) | ENDED_BY_AN_ACT

MONTHS_TO_DECIDE: Final = 6


def roadmap_status(values: Values, today: dt.date) -> str | None:
    """Give the status of a roadmap on a day; None when neither dates nor anybody say anything.

    A status set by hand comes first, then an act of closing, then a period that is surely over. A draft does
    not run because its intended period has come, and a beginning without an end leaves the stated status.
    Source: practice.md 1.4; records.md, traps 18 and 28.
    """
    override, stated = _text(values, "status_override"), _text(values, "stated_status")
    start, end = _text(values, "valid_from"), _text(values, "valid_until")
    if override is not None:
        return override
    if stated in ENDED_BY_AN_ACT:
        return stated
    if end is not None and last_day(end) < today:
        return "ended"
    if stated in OVER or stated in NOT_YET_AGREED:
        return stated
    return "in_implementation" if end is not None and covers(start, end, today) else stated


def decide_by(values: Values, today: dt.date) -> str | None:
    """Give the date by which extension or renewal is to be decided: half a year before the end.

    Source: practice.md 1.8. None without an end, and when the roadmap is over.
    """
    end = _text(values, "valid_until")
    if end is None or roadmap_status(values, today) in OVER:
        return None
    return months_before(end, MONTHS_TO_DECIDE)


def _text(values: Values, key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) else None
