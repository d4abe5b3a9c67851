# SPDX-License-Identifier: EUPL-1.2
"""Whether something with a first and a last day holds today; shared by units, functions, members."""

from __future__ import annotations

import datetime as dt

from coopdesk.domain.dates import first_day, last_day
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import YES_NO, Value
from coopdesk.domain.spec import FieldSpec, Values
from coopdesk.records._field import computed


def currently(start: str, end: str) -> FieldSpec:
    """Declare the computed field `is_current` over the two date fields.

    A date that is not known rules nothing out, and a partial one only what all its days rule out;
    with neither date nobody can say, so the field stays empty.
    """

    def work_out(values: Values, today: dt.date) -> Value:
        begins, ends = values.get(start), values.get(end)
        if isinstance(ends, str) and last_day(ends) < today:
            return False
        if isinstance(begins, str) and first_day(begins) > today:
            return False
        return True if begins or ends else None

    return computed(
        "is_current",
        YES_NO,
        work_out,
        label=N_("Current"),
        help=N_("Whether it holds today, worked out from its two dates; empty when neither is known."),
    )
