# SPDX-License-Identifier: EUPL-1.2
"""Deployments: experts, teams, missions and visits sent to a place for a time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, WHOLE, Value, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.domain.reckoning import inclusive_days
from coopdesk.domain.spec import Values
from coopdesk.records._base import Record
from coopdesk.records._field import about, computed, field
from coopdesk.records._markings import MARKINGS
from coopdesk.records._rules import end_not_before_start

DEPLOYMENT_KINDS = choices(
    "deployment_kind",
    expert=N_("Expert"),
    liaison_officer=N_("Liaison officer"),
    field_presence=N_("Field presence"),
    joint_team=N_("Joint team"),
    facility=N_("Facility"),
    mission=N_("Mission"),
    site_visit=N_("Site visit"),
    training_visit=N_("Training visit"),
    field_data=N_("Field data"),
)

DEPLOYMENT_STATUSES = choices(
    "deployment_status",
    planned=N_("Planned"),
    requested=N_("Requested"),
    called=N_("Call sent out"),
    nominated=N_("Nominations received"),
    reserve=N_("In reserve"),
    selected=N_("Selected"),
    confirmed=N_("Confirmed"),
    being_set_up=N_("Being set up"),
    launched=N_("Launched"),
    deployed=N_("Deployed"),
    running=N_("Running"),
    extended=N_("Extended"),
    shortened=N_("Shortened"),
    done=N_("Done"),
    done_or_planned=N_("Done or planned, not said which"),
    completed=N_("Completed"),
    reported=N_("Report received"),
    withdrawn=N_("Withdrawn"),
    no_show=N_("Did not arrive"),
    cancelled=N_("Cancelled"),
)


def _days(values: Values, today: dt.date) -> Value:
    """Count the days of a deployment whose first and last day are known."""
    start, end = values.get("start"), values.get("end")
    return inclusive_days(start, end) if isinstance(start, str) and isinstance(end, str) else None


class Deployment(Record):
    """An expert, team, mission or visit at a place for a time."""

    __tablename__ = "deployment"
    __record__ = about(
        label=N_("Deployment"),
        plural=N_("Deployments"),
        help=N_("Experts, teams, missions and visits that are sent to a place for a time."),
        prefix="DP",
        section="deployments",
        title=("title",),
        starts=("start",),
        ends=("end",),
        rules=(end_not_before_start("start", "end"),),
        computed=(
            computed(
                "days",
                WHOLE,
                _days,
                label=N_("Days"),
                help=N_("How many days it lasts, where both the first and the last day are known."),
            ),
        ),
    )

    kind: Mapped[str | None] = field(
        pick(DEPLOYMENT_KINDS), label=N_("Kind"), help=N_("What sort of deployment it is.")
    )
    title: Mapped[str] = field(
        LINE,
        label=N_("Title"),
        help=N_("In a few words, who or what is sent where."),
        required=True,
        searched="name",
    )
    sending: Mapped[str | None] = field(
        link("partner"), label=N_("Sent by"), help=N_("The body that sends."), heading="Sending body"
    )
    sending_country: Mapped[str | None] = field(
        link("country"), label=N_("Sending country"), help=N_("The State that sends a national expert.")
    )
    sending_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Sending unit"),
        help=N_("The unit that the deployed person comes from."),
    )
    joint_with: Mapped[str | None] = field(
        link("partner"), label=N_("Together with"), help=N_("The body that sends jointly.")
    )
    host_partner: Mapped[str | None] = field(
        link("partner"), label=N_("Host"), help=N_("The body that receives.")
    )
    host_unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Host unit"), help=N_("The unit of the host that receives.")
    )
    place: Mapped[str | None] = field(LINE, label=N_("Place"), help=N_("Where it takes place."))
    country: Mapped[str | None] = field(
        link("country"), label=N_("Country"), help=N_("In which country it takes place.")
    )
    persons: Mapped[int | None] = field(WHOLE, label=N_("Persons"), help=N_("How many people are sent."))
    person: Mapped[str | None] = field(
        link("person"), label=N_("Person"), help=N_("The expert or officer who is sent."), personal=True
    )
    profile: Mapped[str | None] = field(
        LINE, label=N_("Profile"), help=N_("The job type that is asked for or provided.")
    )
    team: Mapped[str | None] = field(
        LINE, label=N_("Team"), help=N_("The team the person belongs to, for instance AST or MMST.")
    )
    contract: Mapped[str | None] = field(
        LINE, label=N_("Contract"), help=N_("The reference of the contract or secondment."), personal=True
    )
    requested_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Requested on"), help=N_("When the host asked for it.")
    )
    nominated_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Nominated on"), help=N_("When the person was nominated.")
    )
    confirmed_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Confirmed on"), help=N_("When the person was confirmed.")
    )
    start: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Start"), help=N_("When it begins."), group="period"
    )
    end: Mapped[str | None] = field(PARTIAL_DATE, label=N_("End"), help=N_("When it ends."), group="period")
    status: Mapped[str | None] = field(
        pick(DEPLOYMENT_STATUSES), label=N_("Status"), help=N_("How far it has come.")
    )
    related: Mapped[str | None] = field(
        link("activity", "liaison_post", "programme", "roadmap", "working_group", "arrangement"),
        label=N_("Belongs to"),
        help=N_("The activity, post, programme, roadmap, group or arrangement it serves."),
    )
    replacement: Mapped[str | None] = field(
        link("deployment"), label=N_("Replaced by"), help=N_("The deployment that takes its place.")
    )
    lead_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Lead unit"),
        help=N_("The unit on our side that looks after it."),
    )
    owner_person: Mapped[str | None] = field(
        link("person"),
        label=N_("Coordinating officer"),
        help=N_("The person on our side who coordinates it."),
        personal=True,
    )
    report_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Report due"), help=N_("By when the report on it has to be there.")
    )
    report_received_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Report received on"), help=N_("When the report came in.")
    )
    emergency_contact: Mapped[str | None] = field(
        LINE,
        label=N_("Emergency contact"),
        help=N_("Whom to call in an emergency."),
        personal=True,
        searched="no",
    )
    marking: Mapped[str | None] = field(
        pick(MARKINGS), label=N_("Marking"), help=N_("How far these facts may be passed on.")
    )
