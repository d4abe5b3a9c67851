# SPDX-License-Identifier: EUPL-1.2
"""Partners: bodies the office works with, and their names over time.

Their units, relations and identifiers are in `partner_links`.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, WHOLE, YES_NO, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start

PARTNER_TYPES = choices(
    "partner_type",
    polity=N_("Polity"),
    eu_institution=N_("EU institution"),
    dg=N_("Directorate-General"),
    eu_service=N_("EU service"),
    eu_delegation=N_("EU delegation"),
    eu_agency=N_("EU agency"),
    jha_agency=N_("Justice and home affairs agency"),
    un_agency=N_("UN agency"),
    un_body=N_("UN body"),
    international_org=N_("International organisation"),
    national_authority=N_("National authority"),
    network=N_("Network"),
    forum=N_("Forum"),
    global_process=N_("Global process"),
    monitoring_group=N_("Monitoring group"),
    taskforce=N_("Task force"),
    civil_society=N_("Civil society"),
    organisation_unspecified=N_("Organisation, kind not known"),
    legal_person_named=N_("Legal person, only named"),
)


class Partner(Record):
    """A body the office works with: agency, institution, international organisation, authority."""

    __tablename__ = "partner"
    __record__ = about(
        label=N_("Partner"),
        plural=N_("Partners"),
        help=N_("Bodies the office works with, its own organisation among them."),
        prefix="PA",
        section="partners",
        title=("name",),
    )

    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("The full official name today."), required=True, searched="name"
    )
    short_name: Mapped[str | None] = field(
        LINE, label=N_("Short name"), help=N_("The abbreviation people use."), searched="name"
    )
    type: Mapped[str | None] = field(
        pick(PARTNER_TYPES), label=N_("Type"), help=N_("What kind of body it is.")
    )
    parent: Mapped[str | None] = field(
        link("partner"), label=N_("Part of"), help=N_("The body this one belongs to.")
    )
    country: Mapped[str | None] = field(
        link("country"),
        label=N_("Country"),
        help=N_("For a national body or a delegation: of or in which country."),
    )
    region: Mapped[str | None] = field(
        LINE, label=N_("Region"), help=N_("The region of the office's work it belongs to.")
    )
    is_self: Mapped[bool | None] = field(
        YES_NO, label=N_("Our own organisation"), help=N_("Yes for the organisation whose office this is.")
    )
    is_collective: Mapped[bool | None] = field(
        YES_NO,
        label=N_("Collective entry"),
        help=N_("Yes where one entry stands for many bodies that are not named one by one."),
    )
    member_count_stated: Mapped[int | None] = field(
        WHOLE,
        label=N_("Members as stated"),
        help=N_("How many members a document says a network or forum has, whatever the lists count."),
    )


class PartnerName(Record):
    """A further name of a partner: long, short, former, another spelling."""

    __tablename__ = "partner_name"
    __record__ = about(
        label=N_("Partner name"),
        plural=N_("Partner names"),
        help=N_("Names over time and other spellings; all of them find the partner."),
        prefix="PN",
        section="partners",
        title=("variant",),
        names_of="partner",
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
    )

    partner: Mapped[str] = field(
        link("partner"), label=N_("Partner"), help=N_("Whose name it is."), required=True, parent=True
    )
    variant: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("The name as it is written."), required=True, searched="name"
    )
    kind: Mapped[str | None] = field(
        LINE, label=N_("Kind of name"), help=N_("Long form, short form, former name, another spelling.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Used from"), help=N_("Since when the name is used."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Used until"), help=N_("Until when the name was used."), group="period"
    )
