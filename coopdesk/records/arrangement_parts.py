# SPDX-License-Identifier: EUPL-1.2
"""What belongs to one arrangement: parties, signatories, copies, areas, and its links to others."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, YES_NO, link, pick
from coopdesk.records._arrangement_lists import ARRANGEMENT_RELATIONS, PARTY_ROLES
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start, two_different


class ArrangementParty(Record):
    """A body's part in an arrangement, its name and units as the text has them."""

    __tablename__ = "arrangement_party"
    __record__ = about(
        label=N_("Arrangement party"),
        plural=N_("Arrangement parties"),
        help=N_("Who takes part in an arrangement, and in what role; holding a copy makes no party."),
        prefix="AP",
        section="arrangements",
        title=("arrangement", "partner"),
        starts=("joined_on",),
        ends=("left_on",),
        rules=(end_not_before_start("joined_on", "left_on"),),
    )

    arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement it takes part in."),
        required=True,
        parent=True,
    )
    partner: Mapped[str] = field(
        link("partner"), label=N_("Partner"), help=N_("The body that takes part."), required=True
    )
    role: Mapped[str | None] = field(
        pick(PARTY_ROLES), label=N_("Role"), help=N_("As what the body takes part.")
    )
    name_as_signed: Mapped[str | None] = field(
        LINE,
        label=N_("Name as signed"),
        help=N_("The name of the body as the text has it, whatever it is called today."),
        as_signed=True,
        searched="name",
    )
    footnote: Mapped[str | None] = field(
        TEXT,
        label=N_("Footnote to the name"),
        help=N_("The designation footnote that goes with the name in the text."),
        as_signed=True,
    )
    responsible_unit: Mapped[str | None] = field(
        link("partner_unit"),
        label=N_("Responsible unit"),
        help=N_("The unit on this side that looks after it."),
    )
    operational_contact: Mapped[str | None] = field(
        link("person"),
        label=N_("Operational contact"),
        help=N_("Whom to call about daily work."),
        personal=True,
    )
    legal_contact: Mapped[str | None] = field(
        link("person"), label=N_("Legal contact"), help=N_("Whom to call about the text."), personal=True
    )
    data_protection_contact: Mapped[str | None] = field(
        link("person"),
        label=N_("Data protection contact"),
        help=N_("Whom to call about personal data."),
        personal=True,
    )
    joined_on: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Party from"),
        help=N_("Since when it takes part, where that differs from the arrangement."),
        group="period",
    )
    left_on: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Party until"),
        help=N_("Until when it took part, where that differs from the arrangement."),
        group="period",
    )


class ArrangementSignatory(Record):
    """A signature under an arrangement, with name and office as printed; the name may be blank."""

    __tablename__ = "arrangement_signatory"
    __record__ = about(
        label=N_("Arrangement signatory"),
        plural=N_("Arrangement signatories"),
        help=N_("Who signed an arrangement for which side, in what office."),
        prefix="AS",
        section="arrangements",
        title=("arrangement", "partner", "office"),
    )

    arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement that was signed."),
        required=True,
        parent=True,
    )
    partner: Mapped[str | None] = field(
        link("partner"), label=N_("Signed for"), help=N_("The body for which the signature was given.")
    )
    person: Mapped[str | None] = field(
        link("person"), label=N_("Person"), help=N_("The person or office that signed."), personal=True
    )
    name_as_printed: Mapped[str | None] = field(
        LINE,
        label=N_("Name as printed"),
        help=N_("The name as it stands under the text; empty when none is given."),
        personal=True,
        as_signed=True,
        searched="name",
    )
    office: Mapped[str | None] = field(
        LINE, label=N_("Office"), help=N_("The office held at the time, as printed."), as_signed=True
    )
    signed: Mapped[bool | None] = field(
        YES_NO, label=N_("Signed"), help=N_("Whether the signature is there; empty is not known.")
    )
    signed_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Signed on"), help=N_("When this side signed, where the sides signed apart.")
    )
    signed_place: Mapped[str | None] = field(
        LINE, label=N_("Place of signature"), help=N_("Where this side signed, where the sides signed apart.")
    )
    full_powers: Mapped[bool | None] = field(
        YES_NO, label=N_("Full powers shown"), help=N_("Whether full powers or a delegation were shown.")
    )


class ArrangementCopy(Record):
    """An original of an arrangement and who holds it."""

    __tablename__ = "arrangement_copy"
    __record__ = about(
        label=N_("Arrangement copy"),
        plural=N_("Arrangement copies"),
        help=N_("The originals of an arrangement: their number, holder and language."),
        prefix="AC",
        section="arrangements",
        title=("arrangement", "holder"),
    )

    arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement it is an original of."),
        required=True,
        parent=True,
    )
    copy_no: Mapped[int | None] = field(
        WHOLE, label=N_("Copy number"), help=N_("Which of the originals it is.")
    )
    holder: Mapped[str | None] = field(
        link("partner"), label=N_("Holder"), help=N_("The body that holds it, party or not.")
    )
    language: Mapped[str | None] = field(
        LINE, label=N_("Language"), help=N_("The language of this original.")
    )
    kept_at: Mapped[str | None] = field(
        LINE, label=N_("Kept at"), help=N_("Archive, room or file where it lies.")
    )


class ArrangementArea(Record):
    """An area of cooperation that an arrangement names."""

    __tablename__ = "arrangement_area"
    __record__ = about(
        label=N_("Arrangement area"),
        plural=N_("Arrangement areas"),
        help=N_("The areas and topics of cooperation that an arrangement names."),
        prefix="AA",
        section="arrangements",
        title=("arrangement", "area"),
    )

    arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement that names the area."),
        required=True,
        parent=True,
    )
    area: Mapped[str] = field(
        link("area"), label=N_("Area"), help=N_("The area that is named."), required=True
    )


class ArrangementLink(Record):
    """How one arrangement stands to another: rests on it, renews it, cites it."""

    __tablename__ = "arrangement_link"
    __record__ = about(
        label=N_("Arrangement link"),
        plural=N_("Arrangement links"),
        help=N_("How arrangements stand to one another, read from the first to the second."),
        prefix="AL",
        section="arrangements",
        title=("from_arrangement", "relation", "to_arrangement"),
        rules=(two_different("from_arrangement", "to_arrangement"),),
    )

    from_arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement that refers to the other one."),
        required=True,
        parent=True,
    )
    relation: Mapped[str] = field(
        pick(ARRANGEMENT_RELATIONS),
        label=N_("Relation"),
        help=N_("How it stands to the other."),
        required=True,
    )
    to_arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Other arrangement"),
        help=N_("The arrangement that is referred to."),
        required=True,
    )
    effective_on: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Effective on"),
        help=N_("Since when the one changes, renews or replaces the other."),
    )
