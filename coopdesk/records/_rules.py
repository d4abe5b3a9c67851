# SPDX-License-Identifier: EUPL-1.2
"""Rules across fields that record types share; each gives the problems it finds."""

from __future__ import annotations

from coopdesk.domain.dates import first_day, format_date, last_day
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import Rule, Values


def end_not_before_start(start: str, end: str) -> Rule:
    """The end may not surely lie before the start; partial dates get the benefit of the doubt."""

    def check(values: Values) -> list[Problem]:
        begins, ends = values.get(start), values.get(end)
        if not isinstance(begins, str) or not isinstance(ends, str) or last_day(ends) >= first_day(begins):
            return []
        facts = {
            "start_value": format_date(begins),
            "end_value": format_date(ends),
            "start": start,
            "end": end,
        }
        return [Problem(code="end-before-start", field=end, facts=facts)]

    return check


def together(field: str, other: str) -> Rule:
    """A value in `field` makes no sense without one in `other` (an amount needs its currency)."""

    def check(values: Values) -> list[Problem]:
        if values.get(field) is None or values.get(other) is not None:
            return []
        return [Problem(code="needs-together", field=field, facts={"other": other})]

    return check


def override_needs_reason(override: str, reason: str) -> Rule:
    """A status set by hand over the computed one needs a reason."""

    def check(values: Values) -> list[Problem]:
        if values.get(override) is None or values.get(reason) is not None:
            return []
        return [Problem(code="override-needs-reason", field=reason)]

    return check


def reason_when(field: str, choices: frozenset[str], reason: str) -> Rule:
    """Some choices of a field need a word of explanation (a health that is not on track)."""

    def check(values: Values) -> list[Problem]:
        if values.get(field) not in choices or values.get(reason) is not None:
            return []
        return [Problem(code="needs-together", field=field, facts={"other": reason})]

    return check


def two_different(one: str, other: str) -> Rule:
    """Two links of a row may not point to the same record."""

    def check(values: Values) -> list[Problem]:
        if values.get(one) is None or values.get(one) != values.get(other):
            return []
        return [Problem(code="link-to-itself", field=other)]

    return check
