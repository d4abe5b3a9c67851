# SPDX-License-Identifier: EUPL-1.2
"""Who holds a liaison post when, with handover, and the versions of its terms of reference."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, LIST, PARTIAL_DATE, TEXT, WHOLE, YES_NO, Value, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.domain.reckoning import inclusive_days
from coopdesk.domain.spec import Values
from coopdesk.records._base import Record
from coopdesk.records._field import about, computed, field
from coopdesk.records._rules import end_not_before_start
from coopdesk.records._validity import currently

POSTING_STATUSES = choices(
    "posting_status",
    planned=N_("Planned"),
    vacancy=N_("Vacancy published"),
    selected=N_("Selected"),
    accredited=N_("Accredited"),
    deployed=N_("Deployed"),
    extended=N_("Extended"),
    handover=N_("Handing over"),
    ended=N_("Ended"),
)

CONTRACT_TYPES = choices(
    "contract_type",
    temporary_agent=N_("Temporary agent"),
    contract_agent=N_("Contract agent"),
    seconded_national_expert=N_("Seconded national expert"),
    national_expert=N_("National expert"),
    interim=N_("Interim"),
)


def _handover_days(values: Values, today: dt.date) -> Value:
    """Count the days on which the leaving and the coming officer are both there."""
    start, end = values.get("handover_from"), values.get("handover_until")
    return inclusive_days(start, end) if isinstance(start, str) and isinstance(end, str) else None


class TermsOfReference(Record):
    """One version of the terms of reference of a liaison post."""

    __tablename__ = "terms_of_reference"
    __record__ = about(
        label=N_("Terms of reference"),
        plural=N_("Terms of reference"),
        help=N_("The versions of the terms of reference of each liaison post."),
        prefix="TR",
        section="liaison",
        title=("post", "version"),
        starts=("valid_from", "adopted_on"),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
        computed=(currently("valid_from", "valid_until"),),
    )

    post: Mapped[str] = field(
        link("liaison_post"), label=N_("Liaison post"), help=N_("Which post."), required=True, parent=True
    )
    version: Mapped[str | None] = field(
        LINE, label=N_("Version"), help=N_("The number or name of this version.")
    )
    adopted_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Adopted on"), help=N_("When this version was adopted.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Valid from"), help=N_("Since when it applies."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Valid until"), help=N_("Until when it applies."), group="period"
    )
    tasks: Mapped[str | None] = field(
        TEXT, label=N_("Tasks"), help=N_("The tasks in the words of the text, one a line."), as_signed=True
    )
    languages: Mapped[tuple[str, ...] | None] = field(
        LIST, label=N_("Languages"), help=N_("In which languages it exists.")
    )
    document: Mapped[str | None] = field(
        link("document"), label=N_("Document"), help=N_("Where the text is kept.")
    )


class Posting(Record):
    """The term of one officer on a liaison post."""

    __tablename__ = "posting"
    __record__ = about(
        label=N_("Posting"),
        plural=N_("Postings"),
        help=N_("Who holds each liaison post from when until when, and how it is handed over."),
        prefix="PO",
        section="liaison",
        title=("post", "person"),
        starts=("start",),
        ends=("actual_end", "planned_end"),
        rules=(
            end_not_before_start("start", "planned_end"),
            end_not_before_start("start", "actual_end"),
            end_not_before_start("handover_from", "handover_until"),
        ),
        computed=(
            computed(
                "handover_days",
                WHOLE,
                _handover_days,
                label=N_("Handover days"),
                help=N_("How many days both officers are there, where both days are known."),
            ),
        ),
    )

    post: Mapped[str] = field(
        link("liaison_post"), label=N_("Liaison post"), help=N_("Which post."), required=True, parent=True
    )
    person: Mapped[str | None] = field(
        link("person"), label=N_("Officer"), help=N_("Who holds the post in this term."), personal=True
    )
    profile: Mapped[str | None] = field(
        LINE, label=N_("Grade or profile"), help=N_("The grade or the profile of the officer.")
    )
    contract_type: Mapped[str | None] = field(
        pick(CONTRACT_TYPES), label=N_("Contract"), help=N_("Under which sort of contract the officer works.")
    )
    status: Mapped[str | None] = field(
        pick(POSTING_STATUSES), label=N_("Status"), help=N_("How far the posting has come.")
    )
    start: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Start"), help=N_("When the officer takes up the post."), group="period"
    )
    planned_end: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Planned end"),
        help=N_("When the term is to end, extensions included."),
        group="period",
    )
    actual_end: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Actual end"), help=N_("When the officer really left."), group="period"
    )
    latest_end: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Latest possible end"),
        help=N_("When the contract rules end the term at the latest."),
    )
    extension_due: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Extension decision due"),
        help=N_("By when it has to be decided whether to extend the term."),
    )
    extension_decided_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Extension decided on"), help=N_("When an extension was last decided.")
    )
    extension_decision: Mapped[str | None] = field(
        LINE, label=N_("Extension decision"), help=N_("The decision on the extension and its reference.")
    )
    extension_count: Mapped[int | None] = field(
        WHOLE, label=N_("Extensions"), help=N_("How many times the term was extended.")
    )
    accreditation: Mapped[str | None] = field(
        LINE, label=N_("Accreditation"), help=N_("What the host grants: accreditation, privileges, visa.")
    )
    accredited_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Accredited on"), help=N_("When the host accredited the officer.")
    )
    visa_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Visa until"), help=N_("Until when the visa or residence title holds.")
    )
    diplomatic_list_on: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("On the diplomatic list since"),
        help=N_("When the officer was put on the list."),
    )
    successor_decided_by: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Successor decided by"), help=N_("The deadline for deciding who comes next.")
    )
    successor: Mapped[str | None] = field(
        link("person"), label=N_("Successor"), help=N_("Who takes the post next."), personal=True
    )
    handover_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Handover from"), help=N_("When the handover begins."), group="handover"
    )
    handover_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Handover until"), help=N_("When the handover ends."), group="handover"
    )
    handover_checklist: Mapped[str | None] = field(
        TEXT, label=N_("Handover checklist"), help=N_("What has to be handed over, one point a line.")
    )
    is_handover_done: Mapped[bool | None] = field(
        YES_NO, label=N_("Handover done"), help=N_("Yes when every point of the checklist is done.")
    )
    handover_file: Mapped[str | None] = field(
        link("document"), label=N_("Handover file"), help=N_("The file written for the successor.")
    )
