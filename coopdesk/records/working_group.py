# SPDX-License-Identifier: EUPL-1.2
"""Working groups, forums, networks and joint bodies, with their members.

A group may also be a partner in its own right; the two records are then linked and both stay.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, link, pick
from coopdesk.domain.picklists import choices
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._rules import end_not_before_start
from coopdesk.records._tracking import FREQUENCY_KINDS
from coopdesk.records._validity import currently

GROUP_KINDS = choices(
    "working_group_kind",
    working_group=N_("Working group"),
    task_force=N_("Task force"),
    taskforce=N_("Joint taskforce"),
    reference_group=N_("Reference group"),
    joint_body=N_("Joint body"),
    network=N_("Network"),
    forum=N_("Forum"),
    commission=N_("Commission"),
    monitoring_group=N_("Monitoring group"),
)

GROUP_STATUSES = choices(
    "working_group_status",
    possible=N_("Possible"),
    planned_use=N_("Use planned"),
    agreed=N_("Agreed"),
    referenced=N_("Only referred to"),
    established=N_("Established"),
    existing=N_("Existing"),
    active_2019=N_("Active in 2019"),
    dormant=N_("Dormant"),
    ended=N_("Ended"),
)


class WorkingGroup(Record):
    """A working group, forum, network or joint body."""

    __tablename__ = "working_group"
    __record__ = about(
        label=N_("Working group"),
        plural=N_("Working groups"),
        help=N_("Working groups, forums, networks and joint bodies, real or only foreseen."),
        prefix="WG",
        section="groups",
        title=("name",),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
    )

    name: Mapped[str] = field(
        LINE, label=N_("Name"), help=N_("The name of the group."), required=True, searched="name"
    )
    short_name: Mapped[str | None] = field(
        LINE, label=N_("Short name"), help=N_("The abbreviation people use."), searched="name"
    )
    kind: Mapped[str | None] = field(
        pick(GROUP_KINDS), label=N_("Kind"), help=N_("What sort of group it is.")
    )
    partner: Mapped[str | None] = field(
        link("partner"),
        label=N_("Same as partner"),
        help=N_("The partner record of the same body, if it is one."),
    )
    status: Mapped[str | None] = field(
        pick(GROUP_STATUSES),
        label=N_("Status"),
        help=N_("Whether the group exists, is planned or only possible."),
    )
    member_count_stated: Mapped[int | None] = field(
        WHOLE,
        label=N_("Members as stated"),
        help=N_("The number of members the source gives, whatever the list of members holds."),
    )
    arrangement: Mapped[str | None] = field(
        link("arrangement"), label=N_("Arrangement"), help=N_("The arrangement that provides for it.")
    )
    purpose: Mapped[str | None] = field(TEXT, label=N_("Purpose"), help=N_("In a few words, what it is for."))
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Exists from"), help=N_("Since when the group exists."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Exists until"), help=N_("Until when the group existed."), group="period"
    )
    chair: Mapped[str | None] = field(link("partner"), label=N_("Chair"), help=N_("The body that chairs it."))
    secretariat: Mapped[str | None] = field(
        link("partner"), label=N_("Secretariat"), help=N_("The body that keeps its papers.")
    )
    frequency: Mapped[str | None] = field(
        LINE, label=N_("Frequency as worded"), help=N_("How often it meets, in the words of the text.")
    )
    frequency_kind: Mapped[str | None] = field(
        pick(FREQUENCY_KINDS),
        label=N_("Frequency"),
        help=N_("How often it meets, where the words say it plainly."),
    )
    last_met_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Last met on"), help=N_("When it last met.")
    )
    next_due: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Next meeting due"), help=N_("By when it has to meet next.")
    )
    lead_unit: Mapped[str | None] = field(
        link("partner_unit"), label=N_("Lead unit"), help=N_("The unit on our side that follows it.")
    )
    owner_person: Mapped[str | None] = field(
        link("person"),
        label=N_("Owner"),
        help=N_("The person on our side who follows it."),
        personal=True,
    )


class WorkingGroupMember(Record):
    """A member of a group, or a body that has to do with it, for a time."""

    __tablename__ = "working_group_member"
    __record__ = about(
        label=N_("Working group member"),
        plural=N_("Working group members"),
        help=N_("Who sits in the groups, in which role, and when."),
        prefix="WM",
        section="groups",
        title=("group", "party"),
        starts=("valid_from",),
        ends=("valid_until",),
        rules=(end_not_before_start("valid_from", "valid_until"),),
        computed=(currently("valid_from", "valid_until"),),
    )

    group: Mapped[str] = field(
        link("working_group"), label=N_("Group"), help=N_("Which group."), required=True, parent=True
    )
    party: Mapped[str] = field(
        link("partner", "country", "country_group"),
        label=N_("Member"),
        help=N_("The body, country or group of countries."),
        required=True,
    )
    role: Mapped[str | None] = field(
        LINE, label=N_("Role"), help=N_("As what it takes part, in the words of the source.")
    )
    valid_from: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Member from"), help=N_("Since when it takes part."), group="period"
    )
    valid_until: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Member until"), help=N_("Until when it took part."), group="period"
    )
