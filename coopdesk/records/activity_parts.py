# SPDX-License-Identifier: EUPL-1.2
"""What belongs to one activity: units on both sides, sub-points, areas, other parties, links to others."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start, two_different
from coopdesk.records.activity import ACTIVITY_STATUSES

ITEM_KINDS: Final = choices(
    "activity_item_kind",
    bullet=N_("Bullet"),
    paragraph=N_("Paragraph"),
    sentence=N_("Sentence"),
)

AREA_RANKS: Final = choices("activity_area_rank", primary=N_("Main"), secondary=N_("Further"))

AREA_BASES: Final = choices(
    "activity_area_basis",
    stated=N_("Stated"),
    from_wording=N_("Read from the wording"),
)

ACTIVITY_RELATIONS: Final = choices(
    "activity_relation",
    continues_in=N_("Continues in"),
    carried_over_to=N_("Carried over to"),
    depends_on=N_("Depends on"),
    related=N_("Related to"),
)


class ActivityUnit(Record):
    """A unit that carries an activity for its side, with its place in the printed order."""

    __tablename__ = "activity_unit"
    __record__ = about(
        label=N_("Activity unit"),
        plural=N_("Activity units"),
        help=N_("The units that carry an activity on each side, and since when; units may change over time."),
        prefix="AU",
        section="activities",
        title=("activity", "unit"),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
    )

    activity: Mapped[str] = field(
        link("activity"),
        label=N_("Activity"),
        help=N_("The activity that the unit carries."),
        required=True,
        parent=True,
    )
    side: Mapped[str | None] = field(
        LINE, label=N_("Side"), help=N_("The side for which the unit acts, as printed."), as_signed=True
    )
    unit: Mapped[str] = field(
        link("partner_unit"), label=N_("Unit"), help=N_("The unit that carries the activity."), required=True
    )
    name_as_signed: Mapped[str | None] = field(
        LINE,
        label=N_("Unit as signed"),
        help=N_("Name and abbreviation as the plan prints them, where the register has them otherwise."),
        as_signed=True,
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Order"), help=N_("Its place among the units of the same side.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Valid from"),
        help=N_("Since when the unit carries it; empty means from the start."),
        group="period",
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Valid until"),
        help=N_("Until when the unit carried it; empty means to the end."),
        group="period",
    )


class ActivityItem(Record):
    """A sub-point of an activity, which can be followed up by itself."""

    __tablename__ = "activity_item"
    __record__ = about(
        label=N_("Activity item"),
        plural=N_("Activity items"),
        help=N_("The sub-points of activities and whether they are still open."),
        prefix="AI",
        section="activities",
        title=("text",),
    )

    activity: Mapped[str] = field(
        link("activity"),
        label=N_("Activity"),
        help=N_("The activity it is a part of."),
        required=True,
        parent=True,
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Order"), help=N_("Its place among the sub-points of the activity.")
    )
    kind: Mapped[str | None] = field(
        pick(ITEM_KINDS), label=N_("Kind"), help=N_("In which form it stands in the plan.")
    )
    text: Mapped[str] = field(TEXT, label=N_("Text"), help=N_("What is to be done."), required=True)
    text_as_signed: Mapped[str | None] = field(
        TEXT,
        label=N_("Text as signed"),
        help=N_("The wording of the plan, letter by letter."),
        as_signed=True,
    )
    status: Mapped[str | None] = field(
        pick(ACTIVITY_STATUSES), label=N_("Status"), help=N_("How far it has come; empty is not recorded.")
    )
    owner_person: Mapped[str | None] = field(
        link("person"), label=N_("Owner"), help=N_("The person on our side who sees to it."), personal=True
    )
    due_on: Mapped[str | None] = field(PARTIAL_DATE, label=N_("Due"), help=N_("By when it has to be done."))
    done_on: Mapped[str | None] = field(PARTIAL_DATE, label=N_("Done on"), help=N_("When it was done."))
    evidence: Mapped[str | None] = field(TEXT, label=N_("Evidence"), help=N_("What proves that it was done."))


class ActivityArea(Record):
    """An area that an activity touches: one main area, and others stated or read from the wording."""

    __tablename__ = "activity_area"
    __record__ = about(
        label=N_("Activity area"),
        plural=N_("Activity areas"),
        help=N_("The areas that an activity touches, and whether the plan says so."),
        prefix="AX",
        section="activities",
        title=("activity", "area"),
    )

    activity: Mapped[str] = field(
        link("activity"),
        label=N_("Activity"),
        help=N_("The activity that touches the area."),
        required=True,
        parent=True,
    )
    area: Mapped[str] = field(
        link("area"), label=N_("Area"), help=N_("The area that is touched."), required=True
    )
    rank: Mapped[str | None] = field(
        pick(AREA_RANKS), label=N_("Rank"), help=N_("Whether it is the main area or a further one.")
    )
    basis: Mapped[str | None] = field(
        pick(AREA_BASES),
        label=N_("Basis"),
        help=N_("Whether the plan states it or we read it from the wording."),
    )


class ActivityOtherParty(Record):
    """A body, country or group beside the two sides of the plan, and what it does in the activity."""

    __tablename__ = "activity_other_party"
    __record__ = about(
        label=N_("Other party of an activity"),
        plural=N_("Activity other parties"),
        help=N_("Who takes part in an activity or gains from it beside the two sides of the plan."),
        prefix="AO",
        section="activities",
        title=("activity", "party"),
    )

    activity: Mapped[str] = field(
        link("activity"),
        label=N_("Activity"),
        help=N_("The activity in which it takes part."),
        required=True,
        parent=True,
    )
    party: Mapped[str] = field(
        link("partner", "country", "country_group"),
        label=N_("Party"),
        help=N_("The body, country or group of countries."),
        required=True,
    )
    role: Mapped[str | None] = field(
        LINE, label=N_("Role"), help=N_("What it does or receives, in a few words.")
    )


class ActivityLink(Record):
    """How one activity stands to another: continues in it, is carried over to it, is related."""

    __tablename__ = "activity_link"
    __record__ = about(
        label=N_("Activity link"),
        plural=N_("Activity links"),
        help=N_("How activities stand to one another, read from the first to the second."),
        prefix="AK",
        section="activities",
        title=("from_activity", "relation", "to_activity"),
        rules=(two_different("from_activity", "to_activity"),),
    )

    from_activity: Mapped[str] = field(
        link("activity"),
        label=N_("Activity"),
        help=N_("The activity from which the link leads."),
        required=True,
        parent=True,
    )
    relation: Mapped[str] = field(
        pick(ACTIVITY_RELATIONS), label=N_("Relation"), help=N_("How it stands to the other."), required=True
    )
    to_activity: Mapped[str] = field(
        link("activity"),
        label=N_("Other activity"),
        help=N_("The activity to which it leads."),
        required=True,
    )
