# SPDX-License-Identifier: EUPL-1.2
"""The life of an arrangement, worked out from its dates and acts: status, present end, notice deadline.

Pure functions of the values of one arrangement and a day. What lies in other records (parties, approval
steps, links to later arrangements) is not looked at here.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from coopdesk.domain.dates import covers, first_day, last_day, shift_months
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.domain.picklists import choices
from coopdesk.domain.spec import Values

STATUSES: Final = choices(
    "arrangement_status",
    draft=N_("Draft"),
    negotiating=N_("In negotiation"),
    initialled=N_("Initialled"),
    approved=N_("Approved"),
    signed=N_("Signed"),
    in_effect=N_("In effect"),
    in_notice=N_("In notice period"),
    suspended=N_("Suspended"),
    ended=N_("Ended"),
    terminated=N_("Terminated"),
    superseded=N_("Superseded"),
)

# Stated before anything was concluded: a start that is on file is then only a plan.
_BEFORE_SIGNATURE: Final = {
    "draft": "draft",
    "negotiating": "negotiating",
    "initialled": "initialled",
    "approved": "approved",
    "to_be_concluded": "negotiating",
}
_CONCLUDED: Final = frozenset({"adopted", "agreed", "concluded", "signed"})
_RUNNING: Final = frozenset({"established", "in_place", "party"})


def status_on(values: Values, today: dt.date) -> Value:
    """Give the code of the status an arrangement has on a day; None is not known.

    The first line that fits decides. A day is reached on the first day that its date can mean; an end is
    past after the last one.

    | what is on file                                                  | status                     |
    |------------------------------------------------------------------|----------------------------|
    | a status set by hand                                             | that one                   |
    | early end, past, replaced by a later arrangement                 | superseded                 |
    | early end, past, for any other reason                            | terminated                 |
    | end of the present term, past (tacit renewal moves it on)        | ended                      |
    | suspended from, reached; suspended until, none or not past       | suspended                  |
    | notice given, reached                                            | in_notice                  |
    | valid from, reached, or none and signed, reached; see below      | in_effect                  |
    | signed, reached; valid from still to come                        | signed                     |
    | stated: draft, negotiating, initialled, approved                 | the same                   |
    | stated: to be concluded                                          | negotiating                |
    | initialled, reached                                              | initialled                 |
    | negotiations started, reached; or a signature still to come      | negotiating                |
    | stated: signed, concluded, adopted, agreed; no start known       | signed                     |
    | stated: established, in place, party; no start known             | in_effect                  |
    | the same; valid from still to come                               | signed                     |
    | stated: referenced, or nothing at all                            | not known                  |

    A start is only a plan while the signature is still to come, or while there is no date of signature
    and the source states a stage before it. A date of signature that is reached outweighs every stated
    status: the statement is as old as its source. So the working arrangement signed in 2012, with no end,
    is in effect, and a text that is only referred to has a status once its date is known.
    """
    if override := values.get("status_override"):
        return override
    if _is_past(values.get("terminated_on"), today):
        return "superseded" if values.get("termination_kind") == "replaced" else "terminated"
    if _is_past(present_end(values, today), today):
        return "ended"
    if covers(_date(values, "suspended_from"), _date(values, "suspended_until"), today):
        return "suspended"
    if _is_reached(values.get("notice_given_on"), today):
        return "in_notice"
    if _has_begun(values, today):
        return "in_effect"
    return _stage_before_start(values, today)


def present_end(values: Values, today: dt.date) -> str | None:
    """Give the end of the present term as precisely as it is known; None is open-ended or not known.

    An early end comes first. A tacit renewal moves the end on, term by term, until a day that is still
    to come, as long as no notice is given and the number of renewals allows it; where the length of a
    renewal is not known, the end after the first term is not known either.
    """
    if terminated := _date(values, "terminated_on"):
        return terminated
    end = _date(values, "valid_until")
    if end is None or values.get("renewal") != "tacit":
        return end
    day = _last_day_of_silence(values, today)
    if last_day(end) >= day:
        return end
    months, at_most = values.get("renewal_months"), values.get("renewals_at_most")
    if not isinstance(months, int) or months < 1:
        return None
    terms = _terms_until(end, months, day)
    return _shift(end, months * (min(terms, at_most) if isinstance(at_most, int) else terms))


def notice_deadline(values: Values, today: dt.date) -> str | None:
    """Give the last day on which notice ends the present term, no more precise than the end itself.

    None where there is no end or no notice period, and once notice is given or an early end is on file.
    Of an end known as a month or year, the last possible day counts.
    """
    months = values.get("notice_months")
    if not isinstance(months, int) or values.get("terminated_on") or values.get("notice_given_on"):
        return None
    end = present_end(values, today)
    return None if end is None else _shift(end, -months)


def _has_begun(values: Values, today: dt.date) -> bool:
    signed, start = values.get("signed_on"), values.get("valid_from")
    if signed is not None:
        return _is_reached(signed, today) and (start is None or _is_reached(start, today))
    return _is_reached(start, today) and values.get("stated_status") not in _BEFORE_SIGNATURE


def _stage_before_start(values: Values, today: dt.date) -> str | None:
    stated, signed = values.get("stated_status"), values.get("signed_on")
    if _is_reached(signed, today):
        return "signed"
    if isinstance(stated, str) and stated in _BEFORE_SIGNATURE:
        return _BEFORE_SIGNATURE[stated]
    if _is_reached(values.get("initialled_on"), today):
        return "initialled"
    if signed is not None or _is_reached(values.get("negotiation_started_on"), today):
        return "negotiating"
    if stated in _RUNNING:
        return "in_effect" if values.get("valid_from") is None else "signed"
    return "signed" if stated in _CONCLUDED else None


def _last_day_of_silence(values: Values, today: dt.date) -> dt.date:
    """The day up to which the arrangement renews itself: today, or the day of a notice before it."""
    notice = _date(values, "notice_given_on")
    return today if notice is None else min(today, first_day(notice))


def _terms_until(end: str, months: int, day: dt.date) -> int:
    """Count the renewals after which the end is no longer before a day."""
    last = last_day(end)
    terms = max(0, (day.year * 12 + day.month - last.year * 12 - last.month) // months)
    while last_day(_shift(end, months * terms)) < day:
        terms += 1
    return terms


def _shift(date: str, months: int) -> str:
    """Move the last possible day of a date by months and give it as precisely as the date is known."""
    return shift_months(last_day(date), months).isoformat()[: len(date)]


def _date(values: Values, key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) else None


def _is_reached(date: Value, today: dt.date) -> bool:
    return isinstance(date, str) and first_day(date) <= today


def _is_past(date: Value, today: dt.date) -> bool:
    return isinstance(date, str) and last_day(date) < today
