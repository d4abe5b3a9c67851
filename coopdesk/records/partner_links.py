# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a partner: its units, its relations with other partners, its identifiers elsewhere."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start, two_different
from coopdesk.records._validity import currently

UNIT_KINDS = choices(
    "unit_kind",
    directorate=N_("Directorate"),
    division=N_("Division"),
    department=N_("Department"),
    unit=N_("Unit"),
    sector=N_("Sector"),
    centre=N_("Centre"),
    office=N_("Office"),
    liaison_office=N_("Liaison office"),
    cabinet=N_("Cabinet"),
    board=N_("Board"),
    team=N_("Team"),
    officer=N_("Officer"),
)

RELATION_KINDS = choices(
    "relation_kind",
    cooperation=N_("Works with"),
    membership=N_("Is a member of"),
    observer=N_("Is an observer in"),
    briefing=N_("Briefs"),
    host=N_("Hosts"),
    dialogue=N_("Is in dialogue with"),
    coordination=N_("Coordinates"),
    successor=N_("Follows"),
    seen_as_publisher=N_("Is published by"),
)

IDENTIFIER_SCHEMES = choices(
    "identifier_scheme",
    eu_authority_table=N_("EU authority table (corporate bodies)"),
    iati=N_("IATI organisation identifier"),
    dac_channel=N_("OECD-DAC channel code"),
    dac_agency=N_("OECD-DAC agency code"),
    transparency_register=N_("EU transparency register"),
    participant_code=N_("EU participant identification code"),
    national_register=N_("National register"),
    own_system=N_("Another system of the office"),
    other=N_("Other"),
)


class PartnerUnit(Record):
    """A part of a partner's organisation chart, our own included."""

    __tablename__ = "partner_unit"
    __record__ = about(
        label=N_("Unit"),
        plural=N_("Units"),
        help=N_("Units, offices, boards and posts of partners and of our own organisation."),
        prefix="PU",
        section="partners",
        title=("name", "abbreviation"),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
        computed=(currently("valid_from", "valid_until"),),
    )

    partner: Mapped[str] = field(
        link("partner"),
        label=N_("Partner"),
        help=N_("The body the unit belongs to."),
        required=True,
        parent=True,
    )
    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("The full name of the unit."), required=True, searched="name"
    )
    abbreviation: Mapped[str | None] = field(
        LINE,
        label=N_("Abbreviation"),
        help=N_("The short form people use; two units may share one."),
        searched="name",
    )
    kind: Mapped[str | None] = field(
        pick(UNIT_KINDS), label=N_("Kind of unit"), help=N_("What sort of unit it is.")
    )
    parent_unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Within unit"), help=N_("The larger unit this one is a part of.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Exists from"), help=N_("Since when there is such a unit."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Exists until"), help=N_("Until when there was such a unit."), group="period"
    )
    replaced_by: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Replaced by"),
        help=N_("The unit that took over its work after a reorganisation."),
    )


class PartnerRelation(Record):
    """How one partner deals with another, with or without a signed text."""

    __tablename__ = "partner_relation"
    __record__ = about(
        label=N_("Partner relation"),
        plural=N_("Partner relations"),
        help=N_("Cooperation, membership, hosting and the like between two partners."),
        prefix="PR",
        section="partners",
        title=("from_partner", "kind", "to_partner"),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(
            two_different("from_partner", "to_partner"),
            end_not_before_start("valid_from", "valid_until"),
        ),
    )

    from_partner: Mapped[str] = field(
        link("partner"),
        label=N_("From"),
        help=N_("The partner that cooperates, belongs, hosts or briefs."),
        required=True,
        parent=True,
    )
    to_partner: Mapped[str] = field(
        link("partner"), label=N_("To"), help=N_("The partner at the other end."), required=True
    )
    kind: Mapped[str | None] = field(
        pick(RELATION_KINDS), label=N_("Kind of relation"), help=N_("What the first does with the second.")
    )
    topic: Mapped[str | None] = field(LINE, label=N_("Topic"), help=N_("What the relation is about."))
    arrangement: Mapped[str | None] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The text it rests on; empty where they work together without one or none is known."),
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Since"), help=N_("When the relation began."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Until"), help=N_("When the relation ended."), group="period"
    )


class PartnerIdentifier(Record):
    """The number or address by which another system knows a partner."""

    __tablename__ = "partner_identifier"
    __record__ = about(
        label=N_("Partner identifier"),
        plural=N_("Partner identifiers"),
        help=N_("Numbers and codes of partners in other registers; a partner may have many."),
        prefix="PI",
        section="partners",
        title=("partner", "scheme", "value"),
    )

    partner: Mapped[str] = field(
        link("partner"), label=N_("Partner"), help=N_("Whose identifier it is."), required=True, parent=True
    )
    scheme: Mapped[str] = field(
        pick(IDENTIFIER_SCHEMES),
        label=N_("Scheme"),
        help=N_("The register or list that gave the identifier."),
        required=True,
    )
    value: Mapped[str] = field(
        LINE, label=N_("Identifier"), help=N_("The number or code itself."), required=True, searched="name"
    )
