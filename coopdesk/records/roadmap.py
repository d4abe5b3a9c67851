# SPDX-License-Identifier: EUPL-1.2
"""Roadmaps: agreed plans of support for one country's authorities, with their countries and parties.

What is done under them is in `roadmap_item`; how the status is worked out in `domain.roadmap_status`.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.domain.roadmap_status import ROADMAP_STATUSES, decide_by, roadmap_status
from coopdesk.records._base import Record
from coopdesk.records._field import about, computed, field
from coopdesk.records._rules import end_not_before_start, override_needs_reason, reason_when
from coopdesk.records._tracking import HEALTH, NOT_ON_TRACK

ROADMAP_KINDS = choices(
    "roadmap_kind",
    roadmap=N_("Roadmap"),
    bilateral_cooperation=N_("Bilateral cooperation"),
)

STATUS_BASES = choices(
    "roadmap_status_basis",
    stated=N_("Stated by the source"),
    derived=N_("Worked out"),
)

EVALUATION_KINDS = choices(
    "evaluation_kind",
    internal=N_("Internal"),
    external=N_("External"),
)

PARTY_ROLES = choices(
    "roadmap_party_role",
    party=N_("Party"),
    party_implied=N_("Party, implied"),
    partner_authority=N_("Partner authority"),
    co_signatory=N_("Co-signatory"),
    observer=N_("Observer"),
    beneficiary=N_("Beneficiary"),
)


class Roadmap(Record):
    """An agreed plan of support for a country, or a bilateral cooperation that works like one."""

    __tablename__ = "roadmap"
    __record__ = about(
        label=N_("Roadmap"),
        plural=N_("Roadmaps"),
        help=N_("Agreed plans of support for the authorities of a country, each with a period."),
        prefix="RM",
        section="roadmaps",
        title=("title",),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(
            end_not_before_start("valid_from", "valid_until"),
            override_needs_reason("status_override", "status_reason"),
            reason_when("health", NOT_ON_TRACK, "health_reason"),
        ),
        computed=(
            computed(
                "status",
                pick(ROADMAP_STATUSES),
                roadmap_status,
                label=N_("Status"),
                help=N_("Where the roadmap stands today, worked out from its dates unless set by hand."),
            ),
            computed(
                "decide_by",
                PARTIAL_DATE,
                decide_by,
                label=N_("Decide on renewal by"),
                help=N_("Half a year before the end, while the roadmap is not over."),
            ),
        ),
    )

    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("The name people use for it."), required=True, searched="name"
    )
    kind: Mapped[str | None] = field(
        pick(ROADMAP_KINDS), label=N_("Kind"), help=N_("Whether it is a roadmap or a looser cooperation.")
    )
    version: Mapped[str | None] = field(
        LINE, label=N_("Version"), help=N_("Which version of the text this record describes.")
    )
    region: Mapped[str | None] = field(
        LINE, label=N_("Region"), help=N_("The region of the office's work it belongs to.")
    )
    stated_status: Mapped[str | None] = field(
        pick(ROADMAP_STATUSES),
        label=N_("Stated status"),
        help=N_("What the source or the staff last said of it."),
    )
    status_basis: Mapped[str | None] = field(
        pick(STATUS_BASES),
        label=N_("Basis of the stated status"),
        help=N_("Whether the source says so or it was read from the context."),
    )
    status_override: Mapped[str | None] = field(
        pick(ROADMAP_STATUSES),
        label=N_("Status set by hand"),
        help=N_("Replaces the status that CoopDesk works out; leave it empty as a rule."),
        group="override",
    )
    status_reason: Mapped[str | None] = field(
        TEXT, label=N_("Reason for the status"), help=N_("Why the status was set by hand."), group="override"
    )
    agreed_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Agreed on"), help=N_("When the parties agreed on it.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Runs from"), help=N_("When its period begins."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Runs until"),
        help=N_("When its period ends, extensions included."),
        group="period",
    )
    succeeds: Mapped[str | None] = field(
        link("roadmap"), label=N_("Follows"), help=N_("The earlier roadmap that this one carries on.")
    )
    focus: Mapped[str | None] = field(TEXT, label=N_("Focus"), help=N_("In a few words, what it is about."))
    funding: Mapped[str | None] = field(
        link("programme"), label=N_("Paid from"), help=N_("The programme that pays for it.")
    )
    lead_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Lead unit"),
        help=N_("The unit on our side that looks after it."),
    )
    owner_person: Mapped[str | None] = field(
        link("person"),
        label=N_("Owner"),
        help=N_("The person on our side who looks after it."),
        personal=True,
    )
    counterpart_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Counterpart unit"),
        help=N_("The unit on their side that looks after it."),
    )
    health: Mapped[str | None] = field(
        pick(HEALTH), label=N_("Health"), help=N_("Whether it goes as planned, apart from its formal status.")
    )
    health_reason: Mapped[str | None] = field(
        TEXT, label=N_("Reason for health"), help=N_("What stands in the way; needed unless it is on track.")
    )
    next_step: Mapped[str | None] = field(
        LINE, label=N_("Next step"), help=N_("In one sentence, what has to happen next.")
    )
    next_step_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next step due"), help=N_("By when the next step has to be taken.")
    )
    extension_decided_on: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Extension decided on"),
        help=N_("When it was decided to extend, renew or close it."),
    )
    extension_decision: Mapped[str | None] = field(
        LINE,
        label=N_("Extension decision"),
        help=N_("What was decided on extending, renewing or closing it."),
    )
    evaluation_kind: Mapped[str | None] = field(
        pick(EVALUATION_KINDS), label=N_("Evaluation"), help=N_("Who evaluates it at the end.")
    )
    evaluation_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Evaluation due"), help=N_("By when the evaluation has to be ready.")
    )
    evaluated_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Evaluated on"), help=N_("When the evaluation was finished.")
    )
    recommendations: Mapped[str | None] = field(
        TEXT, label=N_("Recommendations"), help=N_("What the evaluation recommends and what became of it.")
    )
    internal_assessment: Mapped[str | None] = field(
        TEXT,
        label=N_("Internal assessment"),
        help=N_("What we ourselves think of it; stays in the house."),
        internal=True,
    )


class RoadmapCountry(Record):
    """A country that a roadmap supports."""

    __tablename__ = "roadmap_country"
    __record__ = about(
        label=N_("Roadmap country"),
        plural=N_("Roadmap countries"),
        help=N_("Which countries the roadmaps support."),
        prefix="RC",
        section="roadmaps",
        title=("roadmap", "country"),
    )

    roadmap: Mapped[str] = field(
        link("roadmap"), label=N_("Roadmap"), help=N_("Which roadmap."), required=True, parent=True
    )
    country: Mapped[str] = field(
        link("country"), label=N_("Country"), help=N_("The country it supports."), required=True
    )


class RoadmapParty(Record):
    """A body that takes part in a roadmap, and as what."""

    __tablename__ = "roadmap_party"
    __record__ = about(
        label=N_("Roadmap party"),
        plural=N_("Roadmap parties"),
        help=N_("Which bodies take part in the roadmaps, and as what."),
        prefix="RP",
        section="roadmaps",
        title=("roadmap", "partner"),
    )

    roadmap: Mapped[str] = field(
        link("roadmap"), label=N_("Roadmap"), help=N_("Which roadmap."), required=True, parent=True
    )
    partner: Mapped[str] = field(
        link("partner"), label=N_("Partner"), help=N_("The body that takes part."), required=True
    )
    role: Mapped[str | None] = field(
        pick(PARTY_ROLES), label=N_("Role"), help=N_("As what the body takes part.")
    )
