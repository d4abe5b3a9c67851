# SPDX-License-Identifier: EUPL-1.2
"""Single facts about other records: what happened when, figures with a meaning, links found in texts."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, NUMBER, PARTIAL_DATE, TEXT, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start
from coopdesk.records._targets import ADDRESS, MAIN_TYPES

EVENT_KINDS = choices(
    "event_kind",
    mandate=N_("Mandate"),
    negotiation=N_("Negotiation"),
    initialling=N_("Initialling"),
    approval=N_("Approval"),
    signature=N_("Signature"),
    adoption=N_("Adoption"),
    start=N_("Start"),
    launch=N_("Launch"),
    amendment=N_("Amendment"),
    extension=N_("Extension"),
    suspension=N_("Suspension"),
    notice=N_("Notice"),
    end=N_("End"),
    publication=N_("Publication"),
    evaluation=N_("Evaluation"),
    meeting=N_("Meeting"),
    visit=N_("Visit"),
    contact=N_("Contact"),
    reorganisation=N_("Reorganisation"),
    other=N_("Other"),
)


class Event(Record):
    """Something that happened on a day, in a month or in a year."""

    __tablename__ = "event"
    __record__ = about(
        label=N_("Event"),
        plural=N_("Events"),
        help=N_("Dated acts and happenings; the timeline shows them among all other dates."),
        prefix="EV",
        section="reference",
        title=("title",),
        rules=(end_not_before_start("date", "end_date"),),
    )

    date: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Date"),
        help=N_("When it happened or began, as precisely as is known."),
        group="period",
    )
    end_date: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Last day"), help=N_("When it ended, if it took longer."), group="period"
    )
    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("What happened, in a few words."), required=True, searched="name"
    )
    kind: Mapped[str | None] = field(
        pick(EVENT_KINDS), label=N_("Kind of event"), help=N_("What sort of act or happening it was.")
    )
    related: Mapped[str | None] = field(
        link(*MAIN_TYPES), label=N_("About"), help=N_("The record it happened to.")
    )
    place: Mapped[str | None] = field(LINE, label=N_("Place"), help=N_("The town where it happened."))
    act_reference: Mapped[str | None] = field(
        LINE, label=N_("Number of the act"), help=N_("The number of the decision or letter behind it.")
    )
    document: Mapped[str | None] = field(
        link("document"), label=N_("Document"), help=N_("The text that proves it.")
    )
    description: Mapped[str | None] = field(
        TEXT, label=N_("Description"), help=N_("What else there is to know about it.")
    )


class Figure(Record):
    """A number with its meaning: a share, a budget, a count."""

    __tablename__ = "figure"
    __record__ = about(
        label=N_("Figure"),
        plural=N_("Figures"),
        help=N_("Numbers that documents state, with what they count and as of when."),
        prefix="FG",
        section="reference",
        title=("subject",),
    )

    subject: Mapped[str] = field(
        LINE,
        label=N_("Subject"),
        help=N_("What the number says something about."),
        required=True,
        searched="name",
    )
    value: Mapped[Decimal | None] = field(
        NUMBER, label=N_("Value"), help=N_("The number itself."), group="quantity"
    )
    unit: Mapped[str | None] = field(
        LINE,
        label=N_("Unit"),
        help=N_("What is counted: percent, EUR, countries, meetings."),
        group="quantity",
    )
    as_of: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("As of"), help=N_("The date for which the number holds.")
    )
    related: Mapped[str | None] = field(
        link(*MAIN_TYPES), label=N_("About"), help=N_("The record the number belongs to.")
    )


class Link(Record):
    """A hyperlink found in a text."""

    __tablename__ = "link"
    __record__ = about(
        label=N_("Hyperlink"),
        plural=N_("Hyperlinks"),
        help=N_("Links that stood in the sources, also those whose target is lost."),
        prefix="LK",
        section="reference",
        title=("anchor",),
    )

    anchor: Mapped[str] = field(
        LINE,
        label=N_("Linked words"),
        help=N_("The words that carried the link."),
        required=True,
        searched="name",
    )
    target: Mapped[str | None] = field(
        ADDRESS, label=N_("Target"), help=N_("Where the link leads; # where the target was lost.")
    )
