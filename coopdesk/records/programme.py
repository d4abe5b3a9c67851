# SPDX-License-Identifier: EUPL-1.2
"""Programmes, projects and funds that pay for the work: who takes part, where, and what they consist of."""

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

PROGRAMME_KINDS = choices(
    "programme_kind",
    programme=N_("Programme"),
    programme_family=N_("Family of programmes"),
    project=N_("Project"),
    pilot=N_("Pilot"),
    fund=N_("Fund"),
    funding=N_("Funding"),
    mechanism=N_("Mechanism"),
    scheme_family=N_("Family of schemes"),
)

PROGRAMME_STATUSES = choices(
    "programme_status",
    planned=N_("Planned"),
    launched=N_("Launched"),
    running=N_("Running"),
    finalisation=N_("Being finalised"),
    implemented=N_("Implemented"),
    closed=N_("Closed"),
    cancelled=N_("Cancelled"),
    suspended=N_("Suspended"),
)

PARTY_ROLES = choices(
    "programme_party_role",
    funder=N_("Funder"),
    main_funder=N_("Main funder"),
    lead=N_("Lead"),
    owner=N_("Owner"),
    partner=N_("Partner"),
    participant=N_("Participant"),
    implementer=N_("Implementer"),
    supporter=N_("Supporter"),
    agreement_party=N_("Party to the agreement"),
    recipient=N_("Recipient"),
    recipient_implied=N_("Recipient, implied"),
    provider=N_("Provider"),
    provider_implied=N_("Provider, implied"),
)


class Programme(Record):
    """A funded envelope: programme, project, pilot or fund."""

    __tablename__ = "programme"
    __record__ = about(
        label=N_("Programme"),
        plural=N_("Programmes"),
        help=N_("Programmes, projects, pilots and funds that pay for the work."),
        prefix="PG",
        section="programmes",
        title=("name",),
        starts=("start",),
        ends=("end",),
        rules=(
            end_not_before_start("start", "end"),
            together("budget", "currency"),
            reason_when("health", NOT_ON_TRACK, "health_reason"),
        ),
    )

    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("The full name of the programme."), required=True, searched="name"
    )
    short_name: Mapped[str | None] = field(
        LINE,
        label=N_("Short name"),
        help=N_("The abbreviation or shorter title people use."),
        searched="name",
    )
    kind: Mapped[str | None] = field(
        pick(PROGRAMME_KINDS), label=N_("Kind"), help=N_("What sort of envelope it is.")
    )
    funder: Mapped[str | None] = field(link("partner"), label=N_("Funder"), help=N_("Who pays for it."))
    lead: Mapped[str | None] = field(link("partner"), label=N_("Lead"), help=N_("Who leads it."))
    budget: Mapped[Decimal | None] = field(
        MONEY, label=N_("Budget"), help=N_("The whole sum, in the currency beside it."), group="money"
    )
    currency: Mapped[str | None] = field(
        LINE, label=N_("Currency"), help=N_("The three-letter code of the currency."), group="money"
    )
    budget_line: Mapped[str | None] = field(
        LINE, label=N_("Budget line"), help=N_("The instrument or budget line the money comes from.")
    )
    agreement: Mapped[str | None] = field(
        link("arrangement"),
        label=N_("Funding agreement"),
        help=N_("The agreement under which the money comes."),
    )
    start: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Start"), help=N_("When it began."), group="period"
    )
    end: Mapped[str | None] = field(PARTIAL_DATE, label=N_("End"), help=N_("When it ends."), group="period")
    phase: Mapped[str | None] = field(LINE, label=N_("Phase"), help=N_("In which phase it is."))
    status: Mapped[str | None] = field(
        pick(PROGRAMME_STATUSES), label=N_("Status"), help=N_("Where it stands, as the source or staff say.")
    )
    summary: Mapped[str | None] = field(TEXT, label=N_("Summary"), help=N_("In a few words, what it is for."))
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
    health: Mapped[str | None] = field(
        pick(HEALTH), label=N_("Health"), help=N_("Whether it goes as planned, apart from its formal status.")
    )
    health_reason: Mapped[str | None] = field(
        TEXT, label=N_("Reason for health"), help=N_("What stands in the way; needed unless it is on track.")
    )
    next_report_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next report due"), help=N_("By when the next progress report has to be sent.")
    )
    final_report_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Final report due"), help=N_("By when the final report has to be sent.")
    )
    next_payment_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next payment due"), help=N_("When the next instalment is expected.")
    )
    next_step: Mapped[str | None] = field(
        LINE, label=N_("Next step"), help=N_("In one sentence, what has to happen next.")
    )


class ProgrammeParty(Record):
    """A body that takes part in a programme, and as what."""

    __tablename__ = "programme_party"
    __record__ = about(
        label=N_("Programme party"),
        plural=N_("Programme parties"),
        help=N_("Which bodies take part in the programmes, and as what."),
        prefix="PP",
        section="programmes",
        title=("programme", "partner"),
    )

    programme: Mapped[str] = field(
        link("programme"), label=N_("Programme"), help=N_("Which programme."), required=True, parent=True
    )
    partner: Mapped[str] = field(
        link("partner"), label=N_("Partner"), help=N_("The body that takes part."), required=True
    )
    role: Mapped[str | None] = field(
        pick(PARTY_ROLES), label=N_("Role"), help=N_("As what the body takes part.")
    )


class ProgrammeCountry(Record):
    """A country or group of countries that a programme covers."""

    __tablename__ = "programme_country"
    __record__ = about(
        label=N_("Programme country"),
        plural=N_("Programme countries"),
        help=N_("Which countries and groups of countries the programmes cover."),
        prefix="PC",
        section="programmes",
        title=("programme", "scope"),
    )

    programme: Mapped[str] = field(
        link("programme"), label=N_("Programme"), help=N_("Which programme."), required=True, parent=True
    )
    scope: Mapped[str] = field(
        link("country", "country_group"),
        label=N_("Country or group"),
        help=N_("The country or group of countries it covers."),
        required=True,
    )


class ProgrammeComponent(Record):
    """One of the parts or aims of a programme."""

    __tablename__ = "programme_component"
    __record__ = about(
        label=N_("Programme component"),
        plural=N_("Programme components"),
        help=N_("The parts or aims that the programmes consist of."),
        prefix="PK",
        section="programmes",
        title=("text",),
    )

    programme: Mapped[str] = field(
        link("programme"), label=N_("Programme"), help=N_("Which programme."), required=True, parent=True
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Number"), help=N_("Its place in the order of the programme.")
    )
    text: Mapped[str] = field(TEXT, label=N_("Text"), help=N_("What this part is about."), required=True)
