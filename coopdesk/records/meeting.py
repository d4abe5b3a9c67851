# SPDX-License-Identifier: EUPL-1.2
"""Meetings, series of meetings, trainings and signings, with who takes part and what they are about."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, YES_NO, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start
from coopdesk.records._tracking import FREQUENCY_KINDS

MEETING_KINDS = choices(
    "meeting_kind",
    event=N_("Single meeting"),
    series=N_("Series"),
    training=N_("Training"),
    signing=N_("Signing"),
)

MEETING_STATUSES = choices(
    "meeting_status",
    exploratory=N_("Only explored"),
    agreed=N_("Agreed"),
    continuing=N_("Continuing"),
    easo_takes_part=N_("EASO takes part"),
    proposed=N_("Proposed"),
    confirmed=N_("Confirmed"),
    held=N_("Held"),
    closed=N_("Closed"),
    postponed=N_("Postponed"),
    cancelled=N_("Cancelled"),
)

MINUTES_STATUSES = choices(
    "minutes_status",
    not_needed=N_("Not needed"),
    to_be_written=N_("To be written"),
    drafted=N_("Drafted"),
    agreed=N_("Agreed"),
)

PARTY_ROLES = choices(
    "meeting_party_role",
    lead=N_("Lead"),
    host=N_("Host"),
    co_host=N_("Co-host"),
    organiser=N_("Organiser"),
    organiser_implied=N_("Organiser, implied"),
    participant=N_("Participant"),
    signatory=N_("Signatory"),
    support=N_("Support"),
)


class Meeting(Record):
    """A meeting the office holds or attends, or a series of them."""

    __tablename__ = "meeting"
    __record__ = about(
        label=N_("Meeting"),
        plural=N_("Meetings"),
        help=N_("Meetings, series of meetings, trainings and signings that the office holds or attends."),
        prefix="MT",
        section="meetings",
        title=("title",),
        starts=("date",),
        ends=("date_to", "date"),
        rules=(end_not_before_start("date", "date_to"),),
    )

    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("What the meeting is called."), required=True, searched="name"
    )
    kind: Mapped[str | None] = field(
        pick(MEETING_KINDS), label=N_("Kind"), help=N_("A single meeting, a series, a training or a signing.")
    )
    series: Mapped[str | None] = field(
        link("meeting"), label=N_("Series"), help=N_("The series this meeting belongs to.")
    )
    frequency: Mapped[str | None] = field(
        LINE, label=N_("Frequency as worded"), help=N_("How often it is held, in the words of the text.")
    )
    frequency_kind: Mapped[str | None] = field(
        pick(FREQUENCY_KINDS),
        label=N_("Frequency"),
        help=N_("How often it is held, where the words say it plainly."),
    )
    date: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Date"), help=N_("The day, or the first of several days."), group="period"
    )
    date_to: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Last day"), help=N_("The last day, if it lasts several."), group="period"
    )
    time: Mapped[str | None] = field(
        LINE, label=N_("Time"), help=N_("From when until when, in local time."), searched="no"
    )
    place: Mapped[str | None] = field(LINE, label=N_("Place"), help=N_("Where it is held."))
    country: Mapped[str | None] = field(
        link("country"), label=N_("Country"), help=N_("In which country it is held.")
    )
    status: Mapped[str | None] = field(
        pick(MEETING_STATUSES), label=N_("Status"), help=N_("How far the meeting has come.")
    )
    arrangement: Mapped[str | None] = field(
        link("arrangement"), label=N_("Arrangement"), help=N_("The arrangement that provides for it.")
    )
    activity: Mapped[str | None] = field(
        link("activity"), label=N_("Activity"), help=N_("The activity it serves.")
    )
    roadmap: Mapped[str | None] = field(
        link("roadmap"), label=N_("Roadmap"), help=N_("The roadmap it serves.")
    )
    working_group: Mapped[str | None] = field(
        link("working_group"), label=N_("Group"), help=N_("The group whose meeting it is.")
    )
    after: Mapped[str | None] = field(
        link("meeting"), label=N_("Held after"), help=N_("The meeting that has to come first.")
    )
    purpose: Mapped[str | None] = field(
        TEXT, label=N_("Purpose"), help=N_("In one sentence, why it is held.")
    )
    agenda: Mapped[str | None] = field(
        TEXT, label=N_("Agenda"), help=N_("The points of the agenda, one a line.")
    )
    lead_unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Lead unit"), help=N_("The unit on our side that prepares it.")
    )
    owner_person: Mapped[str | None] = field(
        link("person"),
        label=N_("Owner"),
        help=N_("The person on our side who prepares it."),
        personal=True,
    )
    briefing_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Briefing due"), help=N_("By when the briefing has to be ready.")
    )
    objectives: Mapped[str | None] = field(
        TEXT,
        label=N_("Objectives"),
        help=N_("What we want to reach there; stays in the house."),
        internal=True,
    )
    lines_to_take: Mapped[str | None] = field(
        TEXT, label=N_("Lines to take"), help=N_("What we say there; stays in the house."), internal=True
    )
    defensives: Mapped[str | None] = field(
        TEXT,
        label=N_("Defensive points"),
        help=N_("What we say only if asked; stays in the house."),
        internal=True,
    )
    conclusions: Mapped[str | None] = field(
        TEXT, label=N_("Conclusions"), help=N_("What was concluded; tasks that follow are obligations.")
    )
    minutes_status: Mapped[str | None] = field(
        pick(MINUTES_STATUSES), label=N_("Minutes"), help=N_("How far the minutes have come.")
    )
    minutes_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Minutes due"), help=N_("By when the minutes have to be drafted.")
    )
    minutes_agreed_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Minutes agreed on"), help=N_("When all sides agreed on the minutes.")
    )
    minutes: Mapped[str | None] = field(
        link("document"), label=N_("Minutes document"), help=N_("Where the minutes are kept.")
    )
    next_due: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Next one due"),
        help=N_("For a series: by when the next meeting has to be held."),
    )


class MeetingParty(Record):
    """A body, or a person of it, that takes part in a meeting, and as what."""

    __tablename__ = "meeting_party"
    __record__ = about(
        label=N_("Meeting party"),
        plural=N_("Meeting parties"),
        help=N_("Who takes part in the meetings, and as what."),
        prefix="MP",
        section="meetings",
        title=("meeting", "partner"),
    )

    meeting: Mapped[str] = field(
        link("meeting"), label=N_("Meeting"), help=N_("Which meeting."), required=True, parent=True
    )
    partner: Mapped[str] = field(
        link("partner"), label=N_("Partner"), help=N_("The body that takes part."), required=True
    )
    role: Mapped[str | None] = field(
        pick(PARTY_ROLES), label=N_("Role"), help=N_("As what the body takes part.")
    )
    person: Mapped[str | None] = field(
        link("person"), label=N_("Person"), help=N_("Who comes for the body, if it is known."), personal=True
    )
    has_attended: Mapped[bool | None] = field(
        YES_NO, label=N_("Attended"), help=N_("Whether they came in the end.")
    )


class MeetingScope(Record):
    """A country or group of countries that a meeting is about or brings together."""

    __tablename__ = "meeting_scope"
    __record__ = about(
        label=N_("Meeting scope"),
        plural=N_("Meeting scopes"),
        help=N_("The countries and groups of countries that the meetings are about or bring together."),
        prefix="MS",
        section="meetings",
        title=("meeting", "scope"),
    )

    meeting: Mapped[str] = field(
        link("meeting"), label=N_("Meeting"), help=N_("Which meeting."), required=True, parent=True
    )
    scope: Mapped[str] = field(
        link("country", "country_group"),
        label=N_("Country or group"),
        help=N_("The country or group of countries."),
        required=True,
    )
    role: Mapped[str | None] = field(LINE, label=N_("Role"), help=N_("In which way the meeting concerns it."))
