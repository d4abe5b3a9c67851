# SPDX-License-Identifier: EUPL-1.2
"""Roadmap items: focus areas, objectives, outputs and actions, with owners on both sides and an indicator.

Evaluators ask for clear roles, a baseline with a target, and a named cause of delay: hence these fields.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, MONEY, PARTIAL_DATE, TEXT, WHOLE, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start, reason_when, together
from coopdesk.records._tracking import HEALTH, NOT_ON_TRACK

ITEM_KINDS = choices(
    "roadmap_item_kind",
    focus=N_("Focus"),
    objective=N_("Objective"),
    output=N_("Output"),
    activity=N_("Activity"),
    action=N_("Action"),
)

ITEM_STATUSES = choices(
    "roadmap_item_status",
    planned=N_("Planned"),
    confirmed=N_("Confirmed"),
    in_progress=N_("In progress"),
    done=N_("Done"),
    delivered=N_("Delivered"),
    done_or_planned=N_("Done or planned, not said which"),
    postponed=N_("Postponed"),
    cancelled=N_("Cancelled"),
    carried_over=N_("Carried over"),
)


class RoadmapItem(Record):
    """One thing a roadmap sets out to do or reach."""

    __tablename__ = "roadmap_item"
    __record__ = about(
        label=N_("Roadmap item"),
        plural=N_("Roadmap items"),
        help=N_("What the roadmaps set out: focus areas, objectives, outputs, activities and actions."),
        prefix="RI",
        section="roadmaps",
        title=("text",),
        rules=(
            end_not_before_start("start", "due_on"),
            reason_when("health", NOT_ON_TRACK, "cause_of_delay"),
            together("budget", "currency"),
        ),
    )

    roadmap: Mapped[str] = field(
        link("roadmap"),
        label=N_("Roadmap"),
        help=N_("Which roadmap it belongs to."),
        required=True,
        parent=True,
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Number"), help=N_("Its place in the order of the roadmap.")
    )
    kind: Mapped[str | None] = field(
        pick(ITEM_KINDS), label=N_("Kind"), help=N_("On which level of the roadmap it lies.")
    )
    parent_item: Mapped[str | None] = field(
        link("roadmap_item"), label=N_("Serves"), help=N_("The objective or output that it serves.")
    )
    text: Mapped[str] = field(
        TEXT, label=N_("Text"), help=N_("What is to be done or reached."), required=True
    )
    status: Mapped[str | None] = field(
        pick(ITEM_STATUSES), label=N_("Status"), help=N_("How far it has come.")
    )
    date: Mapped[str | None] = field(PARTIAL_DATE, label=N_("Date"), help=N_("When it took place or is to."))
    start: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Start"), help=N_("When work on it begins."), group="period"
    )
    due_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Due"), help=N_("By when it has to be ready."), group="period"
    )
    lead_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Responsible unit (ours)"),
        help=N_("The unit on our side that sees to it."),
    )
    owner_person: Mapped[str | None] = field(
        link("person"),
        label=N_("Owner"),
        help=N_("The person on our side who sees to it."),
        personal=True,
    )
    counterpart_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Responsible unit (theirs)"),
        help=N_("The unit on their side that sees to it."),
    )
    indicator: Mapped[str | None] = field(
        TEXT, label=N_("Indicator"), help=N_("By what one can tell that it has been reached.")
    )
    baseline: Mapped[str | None] = field(
        LINE, label=N_("Baseline"), help=N_("The value of the indicator before the work began.")
    )
    target: Mapped[str | None] = field(LINE, label=N_("Target"), help=N_("The value that is to be reached."))
    actual: Mapped[str | None] = field(LINE, label=N_("Actual"), help=N_("The value reached so far."))
    actual_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Actual as of"), help=N_("The day for which the actual value holds.")
    )
    health: Mapped[str | None] = field(
        pick(HEALTH), label=N_("Health"), help=N_("Whether it goes as planned, apart from its formal status.")
    )
    cause_of_delay: Mapped[str | None] = field(
        TEXT, label=N_("Cause of delay"), help=N_("What stands in the way; needed unless it is on track.")
    )
    next_step: Mapped[str | None] = field(
        LINE, label=N_("Next step"), help=N_("In one sentence, what has to happen next.")
    )
    funding: Mapped[str | None] = field(
        link("programme"), label=N_("Paid from"), help=N_("The programme that pays for it.")
    )
    budget: Mapped[Decimal | None] = field(
        MONEY, label=N_("Budget"), help=N_("The sum set aside for it."), group="money"
    )
    currency: Mapped[str | None] = field(
        LINE, label=N_("Currency"), help=N_("The three-letter code of the currency."), group="money"
    )
    evidence: Mapped[str | None] = field(
        TEXT, label=N_("Means of verification"), help=N_("What proves that it was done or reached.")
    )
    carried_over_to: Mapped[str | None] = field(
        link("roadmap_item"),
        label=N_("Carried over to"),
        help=N_("The item of a later roadmap that continues it."),
    )


class RoadmapItemCountry(Record):
    """A country that a roadmap item deals with, and how."""

    __tablename__ = "roadmap_item_country"
    __record__ = about(
        label=N_("Country of a roadmap item"),
        plural=N_("Countries of roadmap items"),
        help=N_(
            "Countries that roadmap items deal with, for instance as the subject of country information."
        ),
        prefix="RX",
        section="roadmaps",
        title=("item", "country"),
    )

    item: Mapped[str] = field(
        link("roadmap_item"), label=N_("Roadmap item"), help=N_("Which item."), required=True, parent=True
    )
    country: Mapped[str] = field(
        link("country"), label=N_("Country"), help=N_("The country it deals with."), required=True
    )
    role: Mapped[str | None] = field(LINE, label=N_("Role"), help=N_("In which way the item deals with it."))
