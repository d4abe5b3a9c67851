# SPDX-License-Identifier: EUPL-1.2
"""Arrangements: the texts that the office or its partners signed, from first talks to the end.

Parties, signatories, copies, areas and links are in `arrangement_parts`, approvals and conditions in
`arrangement_steps`. How many parties there are is counted where the parties are at hand.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Mapped

from coopdesk.domain import lifecycle
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, LIST, PARTIAL_DATE, TEXT, WHOLE, YES_NO, WholeNumberKind, link, pick
from coopdesk.records._arrangement_lists import (
    ARRANGEMENT_TYPES,
    DURATION_TYPES,
    NATURES,
    RENEWALS,
    SIGNING_METHODS,
    STATED_STATUSES,
    STATUS_BASES,
    TERMINATION_KINDS,
)
from coopdesk.records._base import Record
from coopdesk.records._field import about, computed, field
from coopdesk.records._markings import MARKINGS
from coopdesk.records._rules import end_not_before_start, override_needs_reason, together

MONTHS: Final = WholeNumberKind("whole number", highest=600)

STATUS: Final = computed(
    "status",
    pick(lifecycle.STATUSES),
    lifecycle.status_on,
    label=N_("Status"),
    help=N_("Worked out from dates and acts; what the source says and a status set by hand stand beside it."),
)
PRESENT_END: Final = computed(
    "present_end",
    PARTIAL_DATE,
    lifecycle.present_end,
    label=N_("Present end"),
    help=N_("End of the term that runs now, tacit renewals counted; empty when open-ended or not known."),
)
NOTICE_DEADLINE: Final = computed(
    "notice_deadline",
    PARTIAL_DATE,
    lifecycle.notice_deadline,
    label=N_("Notice by"),
    help=N_("Last day to give notice for the present end; needs an end and a notice period."),
)


class Arrangement(Record):
    """A text of cooperation: working arrangement, plan, letters, agreement, convention."""

    __tablename__ = "arrangement"
    __record__ = about(
        label=N_("Arrangement"),
        plural=N_("Arrangements"),
        help=N_("Texts of cooperation, our own and those of others that matter to us."),
        prefix="AG",
        section="arrangements",
        title=("title",),
        starts=("valid_from", "signed_on"),
        ends=("present_end",),
        rules=(
            override_needs_reason("status_override", "status_reason"),
            end_not_before_start("valid_from", "valid_until"),
            end_not_before_start("signed_on", "terminated_on"),
            end_not_before_start("suspended_from", "suspended_until"),
            together("suspended_until", "suspended_from"),
            together("renewal_months", "renewal"),
            together("renewals_at_most", "renewal"),
            together("termination_kind", "terminated_on"),
        ),
        computed=(STATUS, PRESENT_END, NOTICE_DEADLINE),
    )

    # what it is
    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("The official title in full."), required=True, searched="name"
    )
    short_title: Mapped[str | None] = field(
        LINE, label=N_("Short title"), help=N_("The short or popular title or abbreviation."), searched="name"
    )
    other_titles: Mapped[str | None] = field(
        TEXT,
        label=N_("Titles in other languages"),
        help=N_("The official titles in other languages, each on a line of its own after its language."),
        as_signed=True,
        searched="name",
    )
    registry_numbers: Mapped[tuple[str, ...] | None] = field(
        LIST, label=N_("Registry numbers"), help=N_("Each with the system that gave it."), searched="text"
    )
    type: Mapped[str | None] = field(
        pick(ARRANGEMENT_TYPES), label=N_("Type"), help=N_("What kind of text it is.")
    )
    binding: Mapped[str | None] = field(
        pick(NATURES), label=N_("Nature"), help=N_("Whether it binds in law; empty while nobody has said so.")
    )
    under: Mapped[str | None] = field(
        link("arrangement"), label=N_("Under"), help=N_("The arrangement this one was made under.")
    )
    purpose: Mapped[str | None] = field(
        LINE, label=N_("Purpose"), help=N_("What it is for, in one sentence that can stand in a briefing.")
    )
    subjects: Mapped[tuple[str, ...] | None] = field(
        LIST, label=N_("Subjects"), help=N_("Keywords for its subject and policy area."), searched="text"
    )
    territorial_scope: Mapped[str | None] = field(
        TEXT, label=N_("Territorial scope"), help=N_("Where it applies, and which places are left out.")
    )
    marking: Mapped[str | None] = field(
        pick(MARKINGS), label=N_("Marking"), help=N_("Who may see it; an export takes the highest one.")
    )
    publication_allowed: Mapped[bool | None] = field(
        YES_NO, label=N_("May be published"), help=N_("Whether the text may be made public.")
    )
    publication_reference: Mapped[str | None] = field(
        LINE, label=N_("Published in"), help=N_("Official Journal, public register or address of the text.")
    )

    # where it stands
    stated_status: Mapped[str | None] = field(
        pick(STATED_STATUSES), label=N_("Stated status"), help=N_("The status as the source gives it.")
    )
    status_basis: Mapped[str | None] = field(
        pick(STATUS_BASES),
        label=N_("Basis of the stated status"),
        help=N_("Stated, or read from the source."),
    )
    status_override: Mapped[str | None] = field(
        pick(lifecycle.STATUSES),
        label=N_("Status set by hand"),
        help=N_("Goes before the status that is worked out, and needs a reason."),
        group="override",
    )
    status_reason: Mapped[str | None] = field(
        TEXT,
        label=N_("Reason for the status"),
        help=N_("Why the status is set by hand."),
        group="override",
    )

    # talks, approval, signature
    negotiation_started_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Talks began"), help=N_("When the negotiations began.")
    )
    initialled_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Initialled on"), help=N_("When the negotiators initialled the text.")
    )
    legal_basis: Mapped[str | None] = field(
        TEXT,
        label=N_("Legal basis"),
        help=N_("Article of the founding regulation and other acts it rests on."),
    )
    data_protection_assessed: Mapped[bool | None] = field(
        YES_NO, label=N_("Data protection assessed"), help=N_("Whether data protection was assessed.")
    )
    data_protection_assessed_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Data protection assessed on"), help=N_("When it was assessed.")
    )
    data_protection_reference: Mapped[str | None] = field(
        LINE, label=N_("Data protection reference"), help=N_("Number or title of the assessment.")
    )
    fundamental_rights_assessed: Mapped[bool | None] = field(
        YES_NO, label=N_("Fundamental rights assessed"), help=N_("Whether fundamental rights were assessed.")
    )
    fundamental_rights_assessed_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Fundamental rights assessed on"), help=N_("When they were assessed.")
    )
    fundamental_rights_reference: Mapped[str | None] = field(
        LINE, label=N_("Fundamental rights reference"), help=N_("Number or title of the assessment.")
    )
    signed_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Signed on"), help=N_("When it was signed, adopted or concluded.")
    )
    signed_place: Mapped[str | None] = field(
        LINE, label=N_("Place of signature"), help=N_("The town where it was signed.")
    )
    signed_country: Mapped[str | None] = field(
        link("country"), label=N_("Country of signature"), help=N_("The country where it was signed.")
    )
    signing_method: Mapped[str | None] = field(
        pick(SIGNING_METHODS),
        label=N_("Way of signing"),
        help=N_("At a ceremony, by letters, electronically."),
    )

    # text
    copies: Mapped[int | None] = field(
        WHOLE, label=N_("Number of originals"), help=N_("How many originals were signed.")
    )
    original_kept_at: Mapped[str | None] = field(
        LINE, label=N_("Original kept at"), help=N_("Where our original lies, or who keeps it for all.")
    )
    language: Mapped[str | None] = field(
        LINE, label=N_("Language of the originals"), help=N_("As the text or the source states it.")
    )
    languages: Mapped[tuple[str, ...] | None] = field(
        LIST,
        label=N_("Authentic languages"),
        help=N_("All languages in which the text counts."),
        searched="text",
    )
    prevailing_language: Mapped[str | None] = field(
        LINE, label=N_("Prevailing language"), help=N_("The language that decides where texts differ.")
    )
    conditions: Mapped[str | None] = field(
        TEXT, label=N_("Conditions"), help=N_("Conditions and provisos as signed."), as_signed=True
    )
    key_clauses: Mapped[str | None] = field(
        TEXT, label=N_("Key clauses"), help=N_("Data exchange, costs, liability, disputes, with articles.")
    )
    financial_provisions: Mapped[str | None] = field(
        TEXT,
        label=N_("Financial provisions"),
        help=N_("Who pays what, up to which ceiling, from which line."),
    )
    annexes: Mapped[tuple[str, ...] | None] = field(
        LIST, label=N_("Annexes"), help=N_("Annexes and appendices by title."), searched="text"
    )

    # start, duration, end
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Valid from"), help=N_("The first day it applies."), group="period"
    )
    start_method: Mapped[str | None] = field(
        LINE, label=N_("How it starts"), help=N_("On signature, on a fixed day, after notes are exchanged.")
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Valid until"),
        help=N_("The last day of the agreed term; empty means no end date."),
        group="period",
    )
    duration_type: Mapped[str | None] = field(
        pick(DURATION_TYPES), label=N_("Duration"), help=N_("How long it is meant to last.")
    )
    renewal: Mapped[str | None] = field(
        pick(RENEWALS), label=N_("Renewal"), help=N_("What happens at the end of the term.")
    )
    renewal_months: Mapped[int | None] = field(
        MONTHS, label=N_("Renewed for (months)"), help=N_("By how many months each renewal moves the end on.")
    )
    renewals_at_most: Mapped[int | None] = field(
        WHOLE, label=N_("Renewals at most"), help=N_("How many renewals there may be; empty means no limit.")
    )
    notice_months: Mapped[int | None] = field(
        MONTHS, label=N_("Notice period (months)"), help=N_("How many months before the end notice is due.")
    )
    notice_form: Mapped[str | None] = field(
        LINE, label=N_("Form of notice"), help=N_("In which form notice has to be given.")
    )
    notice_given_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Notice given on"), help=N_("When one side gave notice.")
    )
    terminated_on: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Early end"),
        help=N_("The last day it applied, where it ends before its term."),
    )
    termination_kind: Mapped[str | None] = field(
        pick(TERMINATION_KINDS), label=N_("Kind of early end"), help=N_("How the early end came about.")
    )
    terminated_by: Mapped[str | None] = field(
        link("partner", "country"), label=N_("Ended by"), help=N_("Who gave notice or ended it.")
    )
    termination_effect: Mapped[str | None] = field(
        TEXT, label=N_("Effect of the end"), help=N_("What still applies afterwards.")
    )
    suspended_from: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Suspended from"),
        help=N_("The first day on which it does not apply."),
        group="suspension",
    )
    suspended_until: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Suspended until"),
        help=N_("The last day on which it does not apply; empty while nobody knows."),
        group="suspension",
    )
    suspension_reason: Mapped[str | None] = field(
        TEXT, label=N_("Reason for the suspension"), help=N_("Why it is suspended, and by which act.")
    )

    # looking after it
    owner_person: Mapped[str | None] = field(
        link("person"), label=N_("Owner"), help=N_("Who looks after it in our office."), personal=True
    )
    deputy: Mapped[str | None] = field(
        link("person"), label=N_("Deputy"), help=N_("Who stands in for the owner."), personal=True
    )
    lead_unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Lead unit"), help=N_("Our unit that is responsible for it.")
    )
    next_step: Mapped[str | None] = field(
        LINE, label=N_("Next step"), help=N_("What has to happen next, in one sentence.")
    )
    next_step_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next step due"), help=N_("By when the next step has to happen.")
    )
    next_review_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next review"), help=N_("When it is next reviewed or evaluated.")
    )
    review_every: Mapped[int | None] = field(
        MONTHS, label=N_("Review every (months)"), help=N_("How many months lie between two reviews.")
    )
    last_review_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Last review"), help=N_("When it was last reviewed.")
    )
    last_review_result: Mapped[str | None] = field(
        TEXT, label=N_("Result of the last review"), help=N_("What the last review found.")
    )
    internal_assessment: Mapped[str | None] = field(
        TEXT, label=N_("Internal assessment"), help=N_("Our own view; stays in the office."), internal=True
    )
    verified_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Verified on"), help=N_("When the record was last checked against the text.")
    )
    verified_by: Mapped[str | None] = field(
        link("person"), label=N_("Verified by"), help=N_("Who checked the record."), personal=True
    )
