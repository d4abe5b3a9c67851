# SPDX-License-Identifier: EUPL-1.2
"""Activities of a plan: the wording and its strength on one side, our tracking of the work on the other.

The units that carry an activity, its sub-points, areas and links are in `activity_parts`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start, reason_when
from coopdesk.records._tracking import HEALTH, NOT_ON_TRACK

COMMITMENTS: Final = choices(
    "commitment",
    firm=N_("Firm"),
    mixed=N_("Partly firm"),
    conditional=N_("Conditional"),
    exploratory=N_("To be looked into"),
    optional=N_("May be done"),
)

ACTIVITY_STATUSES: Final = choices(
    "activity_status",
    planned=N_("Planned"),
    confirmed=N_("Confirmed"),
    in_progress=N_("In progress"),
    delivered=N_("Delivered"),
    closed=N_("Closed"),
    postponed=N_("Postponed"),
    cancelled=N_("Cancelled"),
    carried_over=N_("Carried over"),
)


class Activity(Record):
    """One row of a plan: what is to be done together, and how far it has come."""

    __tablename__ = "activity"
    __record__ = about(
        label=N_("Activity"),
        plural=N_("Activities"),
        help=N_("What the plans set out to do, and how far it has come."),
        prefix="AY",
        section="activities",
        title=("title",),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(
            end_not_before_start("valid_from", "valid_until"),
            reason_when("health", NOT_ON_TRACK, "health_reason"),
        ),
    )

    # as the plan has it
    arrangement: Mapped[str] = field(
        link("arrangement"), label=N_("Arrangement"), help=N_("The plan it belongs to."), required=True
    )
    area: Mapped[str | None] = field(
        link("area"), label=N_("Main area"), help=N_("The area of the plan under which it stands.")
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Order"), help=N_("Its place among the activities of the area.")
    )
    title: Mapped[str] = field(
        LINE,
        label=N_("Title"),
        help=N_("A short name that people use for it."),
        required=True,
        searched="name",
    )
    summary: Mapped[str | None] = field(
        TEXT, label=N_("Summary"), help=N_("What it is about, in our own words.")
    )
    text_as_signed: Mapped[str | None] = field(
        TEXT,
        label=N_("Text as signed"),
        help=N_("The wording of the plan, letter by letter."),
        as_signed=True,
    )
    commitment: Mapped[str | None] = field(
        pick(COMMITMENTS),
        label=N_("Commitment"),
        help=N_("How strongly the wording binds: will, may, look into."),
    )
    deliverable: Mapped[str | None] = field(
        TEXT, label=N_("Deliverable"), help=N_("What there will be when it is done.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Valid from"),
        help=N_("When it begins, as far as the plan says."),
        group="period",
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Valid until"),
        help=N_("When it ends, as far as the plan says."),
        group="period",
    )

    # how far it has come
    status: Mapped[str | None] = field(
        pick(ACTIVITY_STATUSES), label=N_("Status"), help=N_("How far it has come; empty is not recorded.")
    )
    health: Mapped[str | None] = field(
        pick(HEALTH), label=N_("Health"), help=N_("Whether it goes as planned, apart from its formal status.")
    )
    health_reason: Mapped[str | None] = field(
        TEXT, label=N_("Reason for the health"), help=N_("Why it is at risk or off track.")
    )
    owner_person: Mapped[str | None] = field(
        link("person"), label=N_("Owner"), help=N_("The person on our side who sees to it."), personal=True
    )
    due_on: Mapped[str | None] = field(PARTIAL_DATE, label=N_("Due"), help=N_("By when it has to be done."))
    done_on: Mapped[str | None] = field(PARTIAL_DATE, label=N_("Done on"), help=N_("When it was done."))
    next_step: Mapped[str | None] = field(
        LINE, label=N_("Next step"), help=N_("What has to happen next, in one sentence.")
    )
    next_step_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next step due"), help=N_("By when the next step has to happen.")
    )
    progress: Mapped[str | None] = field(TEXT, label=N_("Progress"), help=N_("What has been done so far."))
    outcome: Mapped[str | None] = field(TEXT, label=N_("Outcome"), help=N_("What came of it in the end."))
    evidence: Mapped[str | None] = field(TEXT, label=N_("Evidence"), help=N_("What proves that it was done."))
    funding: Mapped[str | None] = field(
        link("programme"), label=N_("Paid from"), help=N_("The programme that pays for it.")
    )
    resources: Mapped[str | None] = field(
        TEXT, label=N_("Resources"), help=N_("Staff, money and things it needs from each side.")
    )
    internal_assessment: Mapped[str | None] = field(
        TEXT, label=N_("Internal assessment"), help=N_("Our own view; stays in the office."), internal=True
    )
