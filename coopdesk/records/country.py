# SPDX-License-Identifier: EUPL-1.2
"""Countries with their names over time, and the groups of countries the office speaks of."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, YES_NO, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start
from coopdesk.records._targets import ADDRESS

ISO_STATUSES = choices("iso_status", official=N_("Official"), user_assigned=N_("User-assigned"))

PRIORITIES = choices(
    "country_priority",
    yes_named=N_("Yes, by name"),
    yes_region=N_("Yes, through its region"),
    no=N_("No"),
)

COUNTRY_NAME_KINDS = choices(
    "country_name_kind",
    iso_name=N_("ISO name"),
    formal=N_("Formal name"),
    own_language=N_("Name in its own language"),
    former=N_("Former name"),
    short=N_("Short form"),
    alias=N_("Another spelling"),
)

GROUP_KINDS = choices(
    "country_group_kind",
    region=N_("Region"),
    political=N_("Political group"),
    programme=N_("Countries of a programme"),
    strategy=N_("Countries of a strategy"),
    generic=N_("General expression"),
)


class Country(Record):
    """A country or territory, under the name the office uses."""

    __tablename__ = "country"
    __record__ = about(
        label=N_("Country"),
        plural=N_("Countries"),
        help=N_("Countries and territories the office has to do with, and their codes."),
        prefix="CO",
        section="countries",
        title=("name",),
    )

    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("The name as the documents write it."), required=True, searched="name"
    )
    alpha2: Mapped[str | None] = field(
        LINE, label=N_("Two-letter code"), help=N_("The code of two letters, such as AL."), searched="name"
    )
    alpha3: Mapped[str | None] = field(
        LINE,
        label=N_("Three-letter code"),
        help=N_("The code of three letters, such as ALB."),
        searched="name",
    )
    numeric_code: Mapped[str | None] = field(
        LINE, label=N_("Numeric code"), help=N_("The code of three figures that statistics use.")
    )
    iso_status: Mapped[str | None] = field(
        pick(ISO_STATUSES),
        label=N_("Standing of the codes"),
        help=N_("Whether the codes are official ISO 3166-1 codes or only customary ones."),
    )
    region: Mapped[str | None] = field(
        LINE, label=N_("Region"), help=N_("The region under which the documents speak of the country.")
    )
    priority_third_country: Mapped[str | None] = field(
        pick(PRIORITIES),
        label=N_("Priority third country"),
        help=N_("Whether the strategy gives it priority, by name or through its region."),
    )
    eu_member_as_stated: Mapped[bool | None] = field(
        YES_NO, label=N_("EU Member State"), help=N_("Yes where a document says so; empty where none does.")
    )
    role_in_documents: Mapped[str | None] = field(
        TEXT, label=N_("Role in the documents"), help=N_("In what connection the country comes up.")
    )
    protocol_name: Mapped[str | None] = field(
        LINE,
        label=N_("Name for protocol order"),
        help=N_("The name in its own language, by which lists in protocol order are sorted."),
        searched="name",
    )
    footnote: Mapped[str | None] = field(
        TEXT, label=N_("Footnote"), help=N_("The footnote to be printed wherever the name is shown.")
    )
    authority_address: Mapped[str | None] = field(
        ADDRESS,
        label=N_("EU authority table"),
        help=N_("The address of the country in the EU authority tables."),
    )


class CountryName(Record):
    """A further name of a country: official, former, in its own language, another spelling."""

    __tablename__ = "country_name"
    __record__ = about(
        label=N_("Country name"),
        plural=N_("Country names"),
        help=N_("Names over time and other spellings; all of them find the country."),
        prefix="CN",
        section="countries",
        title=("variant",),
        names_of="country",
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
    )

    country: Mapped[str] = field(
        link("country"), label=N_("Country"), help=N_("Whose name it is."), required=True, parent=True
    )
    variant: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("The name as it is written."), required=True, searched="name"
    )
    kind: Mapped[str | None] = field(
        pick(COUNTRY_NAME_KINDS), label=N_("Kind of name"), help=N_("What sort of name it is.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Used from"), help=N_("Since when the name is used."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Used until"), help=N_("Until when the name was used."), group="period"
    )


class CountryGroup(Record):
    """Countries that are spoken of together: a region, a political group, those of a programme."""

    __tablename__ = "country_group"
    __record__ = about(
        label=N_("Country group"),
        plural=N_("Country groups"),
        help=N_("Regions and other groups of countries, also where nobody lists the members."),
        prefix="CG",
        section="countries",
        title=("name",),
    )

    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("What the group is called."), required=True, searched="name"
    )
    short_name: Mapped[str | None] = field(
        LINE, label=N_("Short name"), help=N_("The abbreviation people use."), searched="name"
    )
    kind: Mapped[str | None] = field(
        pick(GROUP_KINDS), label=N_("Kind of group"), help=N_("What holds the countries together.")
    )
    member_count_stated: Mapped[int | None] = field(
        WHOLE,
        label=N_("Members as stated"),
        help=N_("How many countries a document says there are, whatever the list of members counts."),
    )
    footnote: Mapped[str | None] = field(
        TEXT, label=N_("Footnote"), help=N_("The footnote to be printed wherever the group is shown.")
    )


class CountryGroupMember(Record):
    """One country in a country group."""

    __tablename__ = "country_group_member"
    __record__ = about(
        label=N_("Country group member"),
        plural=N_("Country group members"),
        help=N_("Which country belongs to which group, and since when."),
        prefix="GM",
        section="countries",
        title=("group", "country"),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
    )

    group: Mapped[str] = field(
        link("country_group"),
        label=N_("Group"),
        help=N_("The group the country belongs to."),
        required=True,
        parent=True,
    )
    country: Mapped[str] = field(
        link("country"), label=N_("Country"), help=N_("The country that belongs to it."), required=True
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Member from"), help=N_("Since when it belongs to the group."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Member until"),
        help=N_("Until when it belonged to the group."),
        group="period",
    )
