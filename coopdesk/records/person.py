# SPDX-License-Identifier: EUPL-1.2
"""People the office deals with, and the functions they hold and held."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from coopdesk.domain.dates import last_day
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, LIST, PARTIAL_DATE, WHOLE, YES_NO, Value, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import Values
from coopdesk.records._base import Record
from coopdesk.records._field import about, computed, field
from coopdesk.records._rules import end_not_before_start
from coopdesk.records._validity import currently

CONTACT_ROLES = choices(
    "contact_role",
    head=N_("Head"),
    deputy=N_("Deputy"),
    national_contact_point=N_("National contact point"),
    operational_contact=N_("Operational contact"),
    legal_contact=N_("Legal contact"),
    data_protection_contact=N_("Data protection contact"),
    press_contact=N_("Press contact"),
    coordinating_officer=N_("Coordinating officer"),
    liaison_officer=N_("Liaison officer"),
    expert=N_("Expert"),
    assistant=N_("Assistant"),
    interpreter=N_("Interpreter"),
    other=N_("Other"),
)


def _named_or_in_office(values: Values) -> list[Problem]:
    """A person may be nameless only where the office is known, as with some signatories."""
    if values.get("name") is None and values.get("office") is None:
        return [Problem(code="required", field="name")]
    return []


def _is_retention_over(values: Values, today: dt.date) -> Value:
    """Whether the last day on which the entry may be kept has surely passed; None without such a day."""
    keep_until = values.get("keep_until")
    return last_day(keep_until) < today if isinstance(keep_until, str) else None


class Person(Record):
    """A person, or an office whose holder is not named."""

    __tablename__ = "person"
    __record__ = about(
        label=N_("Person"),
        plural=N_("People"),
        help=N_(
            "Contacts, signatories, officers and experts; the name may be unknown where the office is not."
        ),
        prefix="PE",
        section="people",
        title=("name", "office"),
        rules=(_named_or_in_office,),
        computed=(
            computed(
                "is_retention_over",
                YES_NO,
                _is_retention_over,
                label=N_("Kept too long"),
                help=N_("Yes once the day until which the entry may be kept has passed."),
            ),
        ),
    )

    name: Mapped[str | None] = field(
        LINE,
        label=N_("Name"),
        help=N_("First name and surname as usually written; empty where only the office is known."),
        personal=True,
        searched="name",
    )
    salutation: Mapped[str | None] = field(
        LINE, label=N_("Title"), help=N_("Ms, Mr, Dr, Ambassador and the like."), personal=True
    )
    first_name: Mapped[str | None] = field(
        LINE,
        label=N_("First name"),
        help=N_("The first name alone, for lists."),
        personal=True,
        searched="name",
    )
    surname: Mapped[str | None] = field(
        LINE,
        label=N_("Surname"),
        help=N_("The surname alone, which lists of participants print in capitals."),
        personal=True,
        searched="name",
    )
    variant: Mapped[tuple[str, ...] | None] = field(
        LIST,
        label=N_("Other spellings"),
        help=N_("Further spellings of the name, parted by semicolons; all of them find the person."),
        personal=True,
        searched="name",
    )
    office: Mapped[str | None] = field(
        LINE, label=N_("Office"), help=N_("The main office or function, in English."), searched="name"
    )
    office_original: Mapped[str | None] = field(
        LINE, label=N_("Office, original wording"), help=N_("The same in the language of the person's body.")
    )
    partner: Mapped[str | None] = field(
        link("partner"), label=N_("Partner"), help=N_("The body the person works for or holds office in.")
    )
    unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Unit"), help=N_("The unit the person works in.")
    )
    country: Mapped[str | None] = field(
        link("country"), label=N_("Country"), help=N_("The country the person works for or stands for.")
    )
    email: Mapped[str | None] = field(
        LINE, label=N_("E-mail"), help=N_("The address for work."), personal=True
    )
    phone: Mapped[str | None] = field(
        LINE, label=N_("Phone"), help=N_("The number for work, with the country code."), personal=True
    )
    mobile: Mapped[str | None] = field(
        LINE, label=N_("Mobile phone"), help=N_("The mobile number for work."), personal=True
    )
    emergency_contact: Mapped[str | None] = field(
        LINE,
        label=N_("Emergency contact"),
        help=N_("Whom to call if something happens to a deployed person."),
        personal=True,
    )
    languages: Mapped[tuple[str, ...] | None] = field(
        LIST, label=N_("Languages"), help=N_("Languages one can speak with the person, parted by semicolons.")
    )
    protocol_rank: Mapped[int | None] = field(
        WHOLE, label=N_("Protocol rank"), help=N_("The place in lists of participants; 1 comes first.")
    )
    data_basis: Mapped[str | None] = field(
        LINE,
        label=N_("Basis of the data"),
        help=N_("Consent, business card, list of participants: where the personal data came from."),
    )
    last_checked: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Last checked"), help=N_("When the entry was last found to be right.")
    )
    keep_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Keep until"), help=N_("Until when the office may keep the personal data.")
    )


class PersonFunction(Record):
    """A function that a person holds or held at a partner."""

    __tablename__ = "person_function"
    __record__ = about(
        label=N_("Function"),
        plural=N_("Functions"),
        help=N_("Who held which function where, and from when until when."),
        prefix="PF",
        section="people",
        title=("person", "function", "partner"),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
        computed=(currently("valid_from", "valid_until"),),
    )

    person: Mapped[str] = field(
        link("person"),
        label=N_("Person"),
        help=N_("Who holds the function."),
        required=True,
        personal=True,
        parent=True,
    )
    partner: Mapped[str | None] = field(
        link("partner"), label=N_("Partner"), help=N_("The body where the function is held.")
    )
    unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Unit"), help=N_("The unit where the function is held.")
    )
    function: Mapped[str | None] = field(
        LINE, label=N_("Function"), help=N_("The function in words, as the body calls it.")
    )
    role: Mapped[str | None] = field(
        pick(CONTACT_ROLES), label=N_("Role for us"), help=N_("What we turn to the person for.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Held from"), help=N_("Since when the function is held."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Held until"), help=N_("Until when the function was held."), group="period"
    )
    successor: Mapped[str | None] = field(
        link("person"), label=N_("Successor"), help=N_("Who took the function over."), personal=True
    )
