# SPDX-License-Identifier: EUPL-1.2
"""The way of an arrangement to signature, and what it depends on: approval steps and conditions."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, YES_NO, link, pick
from coopdesk.records._arrangement_lists import APPROVAL_ACTS, APPROVAL_OUTCOMES, CONDITION_KINDS
from coopdesk.records._base import Record
from coopdesk.records._field import about, field


class ApprovalStep(Record):
    """A step on the way to signature: an opinion, a decision, information given."""

    __tablename__ = "approval_step"
    __record__ = about(
        label=N_("Approval step"),
        plural=N_("Approval steps"),
        help=N_("Who had to approve or be told before an arrangement was concluded, and when they were."),
        prefix="AV",
        section="arrangements",
        title=("arrangement", "body", "act"),
    )

    arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement that is approved."),
        required=True,
        parent=True,
    )
    order_no: Mapped[int | None] = field(
        WHOLE, label=N_("Order"), help=N_("Which step it is, counted from the first.")
    )
    body: Mapped[str] = field(
        LINE,
        label=N_("Body"),
        help=N_("The board, institution, service or officer that acts."),
        required=True,
    )
    act: Mapped[str | None] = field(
        pick(APPROVAL_ACTS), label=N_("Act"), help=N_("What the body gives: opinion, approval, decision.")
    )
    number: Mapped[str | None] = field(
        LINE, label=N_("Number"), help=N_("The number of the decision or opinion."), searched="name"
    )
    due_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Due on"), help=N_("By when the step has to be taken.")
    )
    date: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Date"), help=N_("When the step was taken; empty while it is still to come.")
    )
    outcome: Mapped[str | None] = field(
        pick(APPROVAL_OUTCOMES), label=N_("Outcome"), help=N_("What came of it.")
    )
    document: Mapped[str | None] = field(
        link("document"), label=N_("Document"), help=N_("The decision, opinion or letter on file.")
    )
    owner_person: Mapped[str | None] = field(
        link("person"), label=N_("Owner"), help=N_("Who in our office sees to this step."), personal=True
    )


class ArrangementCondition(Record):
    """A condition of an arrangement, with the wording as signed and whether it is met."""

    __tablename__ = "arrangement_condition"
    __record__ = about(
        label=N_("Arrangement condition"),
        plural=N_("Arrangement conditions"),
        help=N_("What an arrangement depends on, one condition a row, and whether it is met."),
        prefix="AN",
        section="arrangements",
        title=("arrangement", "text"),
    )

    arrangement: Mapped[str] = field(
        link("arrangement"),
        label=N_("Arrangement"),
        help=N_("The arrangement that has the condition."),
        required=True,
        parent=True,
    )
    kind: Mapped[str | None] = field(
        pick(CONDITION_KINDS), label=N_("Kind"), help=N_("What the condition is about.")
    )
    text: Mapped[str] = field(
        TEXT, label=N_("Condition"), help=N_("The wording as signed."), required=True, as_signed=True
    )
    depends_on: Mapped[str | None] = field(
        link("arrangement"), label=N_("Depends on"), help=N_("The arrangement that has to exist first.")
    )
    is_met: Mapped[bool | None] = field(
        YES_NO, label=N_("Met"), help=N_("Whether the condition is met; empty is not known.")
    )
    met_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Met on"), help=N_("When the condition was met.")
    )
    evidence: Mapped[str | None] = field(
        TEXT, label=N_("Evidence"), help=N_("What shows that the condition is met.")
    )
