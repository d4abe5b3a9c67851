# SPDX-License-Identifier: EUPL-1.2
"""Areas of cooperation: the chapters of a plan and the topics arrangements are about."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, WHOLE, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field

AREA_SCHEMES = choices(
    "area_scheme",
    easo_frontex_plan=N_("Chapter of the EASO–Frontex plan"),
    plan_chapter=N_("Chapter of another plan"),
    topic=N_("Topic"),
)


class Area(Record):
    """An area of cooperation, as chapter of a plan or as topic."""

    __tablename__ = "area"
    __record__ = about(
        label=N_("Area"),
        plural=N_("Areas"),
        help=N_("Chapters of cooperation plans, and topics by which arrangements and activities are found."),
        prefix="AR",
        section="reference",
        title=("name",),
    )

    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("What the area is called."), required=True, searched="name"
    )
    scheme: Mapped[str | None] = field(
        pick(AREA_SCHEMES), label=N_("Scheme"), help=N_("Which list of areas it belongs to.")
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Order"), help=N_("The place of the area in its list, from 1.")
    )
    arrangement: Mapped[str | None] = field(
        link("arrangement"), label=N_("Plan"), help=N_("For a chapter: the plan it is a chapter of.")
    )
