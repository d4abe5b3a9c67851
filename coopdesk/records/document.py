# SPDX-License-Identifier: EUPL-1.2
"""Documents, tools and reports; the aims a strategy sets; the IT systems partners share."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, LIST, PARTIAL_DATE, TEXT, WHOLE, YES_NO, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._markings import MARKINGS
from coopdesk.records._rules import end_not_before_start
from coopdesk.records._targets import ADDRESS, MAIN_TYPES

DOCUMENT_KINDS = choices(
    "document_kind",
    signed_plan=N_("Signed plan"),
    agreement=N_("Agreement"),
    letter=N_("Letter"),
    annex=N_("Annex"),
    declaration=N_("Declaration"),
    compact=N_("Compact"),
    legislation=N_("Legislation"),
    decision=N_("Decision"),
    communication=N_("Communication"),
    policy=N_("Policy"),
    strategy=N_("Strategy"),
    plan=N_("Plan"),
    action_plan=N_("Action plan"),
    roadmap_text=N_("Roadmap text"),
    framework=N_("Framework"),
    procedure=N_("Procedure"),
    protocol=N_("Protocol"),
    terms_of_reference=N_("Terms of reference"),
    report=N_("Report"),
    evaluation=N_("Evaluation"),
    product=N_("Analysis product"),
    information=N_("Information"),
    tool=N_("Tool"),
    training=N_("Training material"),
    glossary=N_("Glossary"),
    figure=N_("Figure"),
    box=N_("Box"),
    agenda=N_("Agenda"),
    briefing=N_("Briefing"),
    minutes=N_("Minutes"),
    handover_note=N_("Handover note"),
    other=N_("Other"),
)

SYSTEM_KINDS = choices(
    "it_system_kind",
    platform=N_("Platform"),
    repository=N_("Repository"),
    system_family=N_("Family of systems"),
    query_system=N_("Query system"),
    database=N_("Database"),
    network=N_("Network"),
    other=N_("Other"),
)

AIM_KINDS = choices(
    "strategy_aim_kind",
    goal_of_the_external_dimension=N_("Goal of the external dimension"),
    aim_of_the_external_dimension=N_("Aim of the external dimension"),
    priority=N_("Priority"),
    objective=N_("Objective"),
    principle=N_("Principle"),
    means=N_("Means"),
)


class Document(Record):
    """A text, tool, module or report that the office keeps or refers to."""

    __tablename__ = "document"
    __record__ = about(
        label=N_("Document"),
        plural=N_("Documents"),
        help=N_("Texts, tools, training material and reports, also those that are only planned."),
        prefix="DO",
        section="documents",
        title=("title",),
        starts=("valid_from", "date"),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
    )

    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("What the document is called."), required=True, searched="name"
    )
    kind: Mapped[str | None] = field(
        pick(DOCUMENT_KINDS), label=N_("Kind of document"), help=N_("What sort of document it is.")
    )
    owner: Mapped[str | None] = field(
        link("partner"), label=N_("Owner"), help=N_("The body that issued it or looks after it.")
    )
    date: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Date"), help=N_("When it was issued, adopted or signed.")
    )
    languages: Mapped[tuple[str, ...] | None] = field(
        LIST, label=N_("Languages"), help=N_("The languages it is out in, parted by semicolons.")
    )
    version: Mapped[str | None] = field(
        LINE, label=N_("Version"), help=N_("Which version this entry is about.")
    )
    status: Mapped[str | None] = field(
        LINE,
        label=N_("Status as stated"),
        help=N_("How far the document has come, in the words of the source."),
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Valid from"), help=N_("The first day on which it applies."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Valid until"), help=N_("The last day on which it applies."), group="period"
    )
    replaces: Mapped[str | None] = field(
        link("document"),
        label=N_("Replaces"),
        help=N_("The earlier document that this one takes the place of."),
    )
    arrangement: Mapped[str | None] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement whose text it is or under which it was made."),
    )
    related: Mapped[str | None] = field(
        link(*MAIN_TYPES), label=N_("About"), help=N_("The record it has most to do with.")
    )
    registry_numbers: Mapped[tuple[str, ...] | None] = field(
        LIST,
        label=N_("Registry numbers"),
        help=N_("Its numbers in document systems, each with the name of the system, parted by semicolons."),
        searched="name",
    )
    location: Mapped[str | None] = field(
        LINE, label=N_("Kept at"), help=N_("Where the original or the file is kept.")
    )
    link: Mapped[str | None] = field(
        ADDRESS, label=N_("Link"), help=N_("Its address, or how the source points to it.")
    )
    publication_reference: Mapped[str | None] = field(
        LINE, label=N_("Published in"), help=N_("Where it was published, such as the Official Journal.")
    )
    marking: Mapped[str | None] = field(
        pick(MARKINGS), label=N_("Marking"), help=N_("How widely it may be shared.")
    )
    is_releasable: Mapped[bool | None] = field(
        YES_NO,
        label=N_("Releasable"),
        help=N_("Whether it may be given out when somebody asks for access to documents."),
    )


class StrategyAim(Record):
    """One priority, aim or means that a strategy sets out."""

    __tablename__ = "strategy_aim"
    __record__ = about(
        label=N_("Strategy aim"),
        plural=N_("Strategy aims"),
        help=N_("What a strategy wants, and which countries it puts first."),
        prefix="SA",
        section="documents",
        title=("text",),
    )

    document: Mapped[str] = field(
        link("document"),
        label=N_("Strategy"),
        help=N_("The strategy that says so."),
        required=True,
        parent=True,
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Order"), help=N_("The place in the strategy, from 1.")
    )
    kind: Mapped[str | None] = field(
        pick(AIM_KINDS), label=N_("Kind of aim"), help=N_("Whether it is a goal, a priority or a means.")
    )
    text: Mapped[str] = field(
        TEXT, label=N_("Text"), help=N_("What is wanted, in one sentence."), required=True, searched="name"
    )
    country_group: Mapped[str | None] = field(
        link("country_group"), label=N_("Country group"), help=N_("The group of countries it is about.")
    )
    country: Mapped[str | None] = field(
        link("country"), label=N_("Country"), help=N_("The single country it is about.")
    )


class ItSystem(Record):
    """An IT system that partners use, share or want to join up."""

    __tablename__ = "it_system"
    __record__ = about(
        label=N_("IT system"),
        plural=N_("IT systems"),
        help=N_("Systems that come up in cooperation, and where they do."),
        prefix="IT",
        section="documents",
        title=("name",),
    )

    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("What the system is called."), required=True, searched="name"
    )
    short_name: Mapped[str | None] = field(
        LINE, label=N_("Short name"), help=N_("The abbreviation people use."), searched="name"
    )
    owner: Mapped[str | None] = field(
        link("partner"), label=N_("Owner"), help=N_("The body that runs it, where that is known.")
    )
    kind: Mapped[str | None] = field(
        pick(SYSTEM_KINDS), label=N_("Kind of system"), help=N_("What sort of system it is.")
    )
    activity: Mapped[str | None] = field(
        link("activity"), label=N_("Activity"), help=N_("The activity that deals with it.")
    )
    arrangement: Mapped[str | None] = field(
        link("arrangement"), label=N_("Arrangement"), help=N_("The agreement on its use, if there is one.")
    )
