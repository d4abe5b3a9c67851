# SPDX-License-Identifier: EUPL-1.2
"""Liaison posts: the seats that stay when people change, and what they cover.

Who sits on them when, and by which terms of reference, is in `posting`.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, MONEY, PARTIAL_DATE, TEXT, YES_NO, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start, together
from coopdesk.records._validity import currently

POST_KINDS = choices(
    "liaison_post_kind",
    officer=N_("Officer"),
    office=N_("Office"),
)

POST_TYPES = choices(
    "liaison_post_type",
    lo_member_state=N_("Liaison officer in a Member State"),
    lo_third_country=N_("Liaison officer in a third country"),
    lo_agency=N_("Liaison officer at an agency"),
    hosted_lo=N_("Liaison officer hosted by us"),
    emlo=N_("European migration liaison officer"),
    eurlo=N_("European return liaison officer"),
    alo=N_("Airline liaison officer"),
    ilo=N_("Immigration liaison officer"),
    seconded_expert=N_("Seconded expert"),
)

DIRECTIONS = choices(
    "liaison_direction",
    sent=N_("Sent by us"),
    received=N_("Received by us"),
    mutual=N_("Mutual"),
    between_others=N_("Between others"),
)

HOST_TYPES = choices(
    "liaison_host_type",
    eu_delegation=N_("EU delegation"),
    member_state_mission=N_("Mission of a Member State"),
    member_state_authority=N_("Authority of a Member State"),
    third_country_authority=N_("Authority of a third country"),
    international_organisation=N_("International organisation"),
    eu_agency=N_("EU agency"),
    union_mission=N_("Union mission"),
    other=N_("Other"),
)

POST_STATES = choices(
    "liaison_post_state",
    planned=N_("Planned"),
    filled=N_("Filled"),
    vacant=N_("Vacant"),
    suspended=N_("Suspended"),
    closed=N_("Closed"),
)


class LiaisonPost(Record):
    """A seat of a liaison officer or office, whoever holds it."""

    __tablename__ = "liaison_post"
    __record__ = about(
        label=N_("Liaison post"),
        plural=N_("Liaison posts"),
        help=N_("The seats of liaison officers and offices; they stay when people change."),
        prefix="LP",
        section="liaison",
        title=("title",),
        starts=("start",),
        ends=("end",),
        rules=(end_not_before_start("start", "end"), together("budget", "currency")),
    )

    kind: Mapped[str | None] = field(
        pick(POST_KINDS), label=N_("Kind"), help=N_("Whether it is an officer or an office.")
    )
    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("The name of the post."), required=True, searched="name"
    )
    post_type: Mapped[str | None] = field(
        pick(POST_TYPES), label=N_("Type of post"), help=N_("Which sort of liaison officer sits there.")
    )
    direction: Mapped[str | None] = field(
        pick(DIRECTIONS), label=N_("Direction"), help=N_("Whether we send, receive, or both.")
    )
    sending: Mapped[str | None] = field(
        link("partner"),
        label=N_("Sent by"),
        help=N_("The body that sends the officer."),
        heading="Sending body",
    )
    sending_unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Sending unit"), help=N_("The unit the post belongs to.")
    )
    host: Mapped[str | None] = field(
        link("partner"), label=N_("Host"), help=N_("The body where the officer sits.")
    )
    host_type: Mapped[str | None] = field(
        pick(HOST_TYPES), label=N_("Type of host"), help=N_("What sort of body the host is.")
    )
    counterpart_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Counterpart unit"),
        help=N_("The unit of the host the officer works with."),
    )
    place: Mapped[str | None] = field(LINE, label=N_("Place"), help=N_("Where the post is, as written."))
    base_city: Mapped[str | None] = field(
        LINE, label=N_("Base city"), help=N_("The city where the officer is based.")
    )
    country: Mapped[str | None] = field(
        link("country"), label=N_("Base country"), help=N_("The country where the officer is based.")
    )
    is_temporary_base: Mapped[bool | None] = field(
        YES_NO, label=N_("Temporary base"), help=N_("Yes if the officer is to be based elsewhere later.")
    )
    terms_of_reference: Mapped[str | None] = field(
        LINE,
        label=N_("Terms of reference"),
        help=N_("What is known of them; their versions are records of their own."),
    )
    officer: Mapped[str | None] = field(
        link("person"), label=N_("Officer"), help=N_("Who holds the post now."), personal=True
    )
    deputy: Mapped[str | None] = field(
        link("person"), label=N_("Deputy"), help=N_("Who stands in for the officer."), personal=True
    )
    start: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Start"), help=N_("Since when the post exists."), group="period"
    )
    end: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("End"), help=N_("Until when the post exists."), group="period"
    )
    status: Mapped[str | None] = field(
        LINE, label=N_("Status as stated"), help=N_("What the source says of it, in its own words.")
    )
    state: Mapped[str | None] = field(
        pick(POST_STATES),
        label=N_("State"),
        help=N_("Whether the post is planned, filled, vacant or closed."),
    )
    activity: Mapped[str | None] = field(
        link("activity"), label=N_("Activity"), help=N_("The activity under which the post was set up.")
    )
    host_agreement: Mapped[str | None] = field(
        link("arrangement"), label=N_("Host agreement"), help=N_("The arrangement with the host on the post.")
    )
    legal_basis: Mapped[str | None] = field(
        LINE, label=N_("Legal basis"), help=N_("The act and article the post rests on.")
    )
    board_approval_no: Mapped[str | None] = field(
        LINE, label=N_("Board decision number"), help=N_("The number of the Management Board decision.")
    )
    board_approved_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Board approved on"), help=N_("When the Management Board approved the post.")
    )
    commission_opinion_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Commission opinion on"), help=N_("When the Commission gave its opinion.")
    )
    parliament_informed_on: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Parliament informed on"),
        help=N_("When the European Parliament was informed."),
    )
    host_notified_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Host notified on"), help=N_("When the host was told of the post.")
    )
    reporting_line: Mapped[str | None] = field(
        LINE, label=N_("Reporting line"), help=N_("To whom the officer reports and who gives tasks.")
    )
    reporting_rhythm: Mapped[str | None] = field(
        LINE, label=N_("Reporting rhythm"), help=N_("Which reports are due how often.")
    )
    next_report_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next report due"), help=N_("By when the next report has to be there.")
    )
    last_report_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Last report received on"), help=N_("When the last report came in.")
    )
    security_level: Mapped[str | None] = field(
        LINE, label=N_("Security level"), help=N_("The security clearance the post requires.")
    )
    budget: Mapped[Decimal | None] = field(
        MONEY, label=N_("Budget"), help=N_("What the post costs a year."), group="money"
    )
    currency: Mapped[str | None] = field(
        LINE, label=N_("Currency"), help=N_("The three-letter code of the currency."), group="money"
    )
    local_network: Mapped[str | None] = field(
        TEXT, label=N_("Local network"), help=N_("Other liaison officers on the spot and how they meet.")
    )
    lead_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Lead unit"),
        help=N_("The unit on our side that looks after the post."),
    )
    owner_person: Mapped[str | None] = field(
        link("person"),
        label=N_("Owner"),
        help=N_("The person at headquarters who looks after the post."),
        personal=True,
    )


class LiaisonCoverage(Record):
    """A country, group or body that a liaison post covers, for a time."""

    __tablename__ = "liaison_coverage"
    __record__ = about(
        label=N_("Liaison coverage"),
        plural=N_("Liaison coverage"),
        help=N_("Which countries, groups of countries and bodies each liaison post covers, and when."),
        prefix="LC",
        section="liaison",
        title=("post", "covered"),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
        computed=(currently("valid_from", "valid_until"),),
    )

    post: Mapped[str] = field(
        link("liaison_post"), label=N_("Liaison post"), help=N_("Which post."), required=True, parent=True
    )
    covered: Mapped[str] = field(
        link("country", "country_group", "partner"),
        label=N_("Covers"),
        help=N_("The country, group of countries or body it covers."),
        required=True,
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Covered from"), help=N_("Since when the post covers it."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Covered until"), help=N_("Until when the post covers it."), group="period"
    )
