# SPDX-License-Identifier: EUPL-1.2
"""Obligations: what somebody owes somebody, kept apart from how we follow it up.

Who owes, to whom, how strongly and how often comes from the text; the rest is the office's tracking.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, link, pick
from coopdesk.domain.obligation_dates import next_date
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, computed, field
from coopdesk.records._rules import reason_when
from coopdesk.records._tracking import FREQUENCY_KINDS

OBLIGATION_KINDS = choices(
    "obligation_kind",
    recurring=N_("Recurring"),
    commitment=N_("Commitment"),
    condition=N_("Condition"),
    review=N_("Review"),
    expiry=N_("Expiry"),
    custody=N_("Custody"),
    option=N_("Option"),
    report=N_("Report"),
    decision=N_("Decision of a meeting"),
    action=N_("Action point"),
)

STRENGTHS = choices(
    "obligation_strength",
    will=N_("Will"),
    may=N_("May"),
    explore=N_("Explore"),
    condition=N_("Condition"),
    fact=N_("Fact"),
)

STATES = choices(
    "obligation_state",
    open=N_("Open"),
    done=N_("Done"),
    moved=N_("Moved"),
    handed_over=N_("Handed over"),
    dropped=N_("Dropped"),
)
NEEDS_REASON = frozenset({"moved", "handed_over", "dropped"})


class Obligation(Record):
    """Something that somebody owes, must watch or may do under a text."""

    __tablename__ = "obligation"
    __record__ = about(
        label=N_("Obligation"),
        plural=N_("Obligations"),
        help=N_("What each side owes, must watch or may do, and how far it has come."),
        prefix="OB",
        section="obligations",
        title=("title",),
        rules=(reason_when("state", NEEDS_REASON, "state_reason"),),
        computed=(
            computed(
                "next_date",
                PARTIAL_DATE,
                next_date,
                label=N_("Counts next"),
                help=N_("The date that matters next, worked out from the dates and the frequency."),
            ),
        ),
    )

    kind: Mapped[str | None] = field(
        pick(OBLIGATION_KINDS), label=N_("Kind"), help=N_("What sort of obligation it is.")
    )
    owner: Mapped[str | None] = field(
        link("partner"), label=N_("Owed by"), help=N_("The body that has to act.")
    )
    counterpart: Mapped[str | None] = field(
        link("partner"), label=N_("Owed to"), help=N_("The body on the other side.")
    )
    arrangement: Mapped[str | None] = field(
        link("arrangement"), label=N_("Arrangement"), help=N_("The text it comes from.")
    )
    article: Mapped[str | None] = field(
        LINE, label=N_("Article"), help=N_("The article or paragraph of the text.")
    )
    activity: Mapped[str | None] = field(
        link("activity"), label=N_("Activity"), help=N_("The activity it belongs to.")
    )
    meeting: Mapped[str | None] = field(
        link("meeting"), label=N_("Meeting"), help=N_("The meeting that it asks for or comes from.")
    )
    roadmap: Mapped[str | None] = field(
        link("roadmap"), label=N_("Roadmap"), help=N_("The roadmap it belongs to.")
    )
    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("In a few words, what is owed."), required=True, searched="name"
    )
    wording: Mapped[str | None] = field(
        TEXT,
        label=N_("Wording as signed"),
        help=N_("The sentence of the text, word by word."),
        as_signed=True,
    )
    frequency: Mapped[str | None] = field(
        LINE, label=N_("Frequency as worded"), help=N_("How often it is due, in the words of the text.")
    )
    frequency_kind: Mapped[str | None] = field(
        pick(FREQUENCY_KINDS),
        label=N_("Frequency"),
        help=N_("How often it is due, where the words say it plainly."),
    )
    due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Due by the text"), help=N_("The date that the text itself gives.")
    )
    strength: Mapped[str | None] = field(
        pick(STRENGTHS), label=N_("Strength"), help=N_("How strongly the text puts it; a may is no duty.")
    )
    responsible_unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Responsible unit"), help=N_("The unit on our side that sees to it.")
    )
    responsible_person: Mapped[str | None] = field(
        link("person"),
        label=N_("Responsible person"),
        help=N_("The person on our side who sees to it."),
        personal=True,
    )
    first_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("First due"), help=N_("When it was or is due for the first time.")
    )
    next_due: Mapped[str | None] = field(
        PARTIAL_DATE,
        label=N_("Next due"),
        help=N_("When it is due next; goes before what the frequency says."),
    )
    done_on: Mapped[str | None] = field(PARTIAL_DATE, label=N_("Done on"), help=N_("When it was last done."))
    evidence: Mapped[str | None] = field(
        TEXT, label=N_("Evidence"), help=N_("What shows that it was done, and where it is kept.")
    )
    state: Mapped[str | None] = field(
        pick(STATES), label=N_("State"), help=N_("How far it has come in our follow-up.")
    )
    state_reason: Mapped[str | None] = field(
        TEXT, label=N_("Reason for state"), help=N_("Why it was moved, handed over or dropped.")
    )
