# SPDX-License-Identifier: EUPL-1.2
"""The page of a partner: its names, everything that ties it to us, its people, units and duties."""

from __future__ import annotations

from collections.abc import Sequence

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.domain.views import Rule, View
from coopdesk.services.pages.arrangements import FOLLOWING, PARTIES, bars
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Line, Piece, Row
from coopdesk.services.pages.partner_sides import documents_and_systems, obligations, people_and_posts, units
from coopdesk.services.pages.rows import choice, link_piece, record_row, state_words
from coopdesk.services.pages.wording import date, joined, listed, period, quiet
from coopdesk.store.queries import Row as Values


def write(outline: Outline) -> None:
    """Write the page of a partner."""
    name, short = str(outline.take("name")), outline.take("short_name")
    outline.title, outline.name_beside = (str(short), name) if short and short != name else (name, "")
    kind = outline.take("type")
    outline.crumbs = [
        Piece(N_("Partners"), view=View(type="partner")),
        *([_kind_crumb(outline, kind)] if kind else []),
        Piece(outline.title),
    ]
    outline.subtitle = _subtitle(outline, kind)
    _facts(outline)
    arrangements = _arrangements(outline)
    outline.periods = bars(outline.reading, arrangements)
    _groups(outline)
    _meetings(outline)
    _activities(outline)
    _roadmaps_and_programmes(outline)
    _deployments(outline)
    _relations(outline)
    people_and_posts(outline)
    units(outline)
    obligations(outline)
    documents_and_systems(outline)
    outline.records("partner", "parent", N_("Bodies that belong to it"), is_aside=True)
    outline.records("arrangement_copy", "holder", N_("Originals it holds"), is_aside=True)
    outline.records("partner_name", "partner", N_("Names over time"), is_aside=True)


def _kind_crumb(outline: Outline, kind: Value) -> Piece:
    rule = Rule(path=("type",), test="any_of", values=(kind,))
    return Piece(outline.spec.by_key["type"].kind.format(kind), view=View(type="partner", rules=(rule,)))


def _subtitle(outline: Outline, kind: Value) -> Line:
    reading = outline.reading
    parts: list[Line] = []
    if kind:
        parts.append((quiet(outline.spec.by_key["type"].kind.format(kind)),))
    if outline.row["is_self"]:
        parts.append((quiet(N_("our own organisation")),))
    networks = [
        row for row in outline.pointing.get(("working_group_member", "party"), []) if row["role"] == "member"
    ]
    groups = reading.rows("working_group", [row["group"] for row in networks])
    standing = [row for row in groups.values() if row["kind"] == "network"]
    if standing:
        links = listed([(link_piece(reading, row["partner"] or row["id"]),) for row in standing])
        parts.append((quiet(N_("member of the ")), *links))
    line = list(joined(parts))
    others = _other_names(outline)
    if others:
        written = N_("Also written: {names}.").format(names=", ".join(others))
        line.append(quiet((". " if line else "") + written))
    return tuple(line)


def _other_names(outline: Outline) -> list[str]:
    known = {outline.title, outline.name_beside}
    names = [str(row["variant"]) for row in outline.pointing.get(("partner_name", "partner"), [])]
    return [name for name in dict.fromkeys(names) if name not in known]


def _facts(outline: Outline) -> None:
    outline.told("is_self")
    outline.field("parent", "country", "region")
    collective = outline.take("is_collective")
    if collective:
        outline.fact(N_("Stands for"), (Piece(N_("many bodies that are not named one by one")),))
    outline.field("member_count_stated")


def _arrangements(outline: Outline) -> list[Values]:
    """Show the arrangements to which it is a party, then those in which it has another part."""
    reading = outline.reading
    parts = outline.taken("arrangement_party", "partner")
    roles = {str(row["arrangement"]): row["role"] for row in parts}
    rows = sorted(reading.rows("arrangement", roles).values(), key=_begins)
    main = [row for row in rows if roles[str(row["id"])] in PARTIES or roles[str(row["id"])] is None]
    others = [row for row in rows if row not in main]
    later = reading.linked("arrangement_link", "to_arrangement", roles)
    followed = {str(row["to_arrangement"]) for row in later if row["relation"] in FOLLOWING}
    outline.section(
        "arrangements",
        N_("Arrangements"),
        [record_row(reading, "arrangement", row, is_followed=str(row["id"]) in followed) for row in main],
        aligns="lrr",
        empty=N_("No arrangement with it is recorded."),
        add=outline.adding("arrangement_party", "partner"),
        view=None if others else outline.view_of("arrangement", ("arrangement_party:arrangement", "partner")),
    )
    outline.section(
        "other_parts",
        N_("Other parts in arrangements"),
        [
            record_row(reading, "arrangement", row, beside=((quiet(_role(roles[str(row["id"])])),),))
            for row in others
        ],
    )
    return main


def _role(role: Value) -> str:
    return choice("arrangement_party", "role", role)


def _begins(row: Values) -> str:
    return str(row["signed_on"] or row["valid_from"] or "9999")


def _groups(outline: Outline) -> None:
    """Show the groups and networks it sits in, and the group that it is itself."""
    reading = outline.reading
    parts = outline.taken("working_group_member", "party")
    groups = reading.rows("working_group", [row["group"] for row in parts])
    rows = []
    for part in parts:
        group = groups.get(str(part["group"]))
        if group is None:
            continue
        words: Line = (state_words(reading, "working_group", group),)
        stated = group["member_count_stated"]
        if stated:
            words = (*words, quiet(N_(", {count} members").format(count=stated)))
        made = record_row(reading, "working_group", group, beside=((quiet(str(part["role"] or "")),), words))
        rows.append(Row(cells=made.cells, target=made.target, source=reading.target(part["id"])))
    outline.section(
        "working_groups",
        N_("Working groups and networks"),
        rows,
        aligns="llr",
        add=outline.adding("working_group_member", "party"),
        view=outline.view_of("working_group", ("working_group_member:group", "party")),
    )
    itself = outline.taken("working_group", "partner")
    members = reading.linked("working_group_member", "group", [row["id"] for row in itself])
    outline.section(
        "members",
        N_("Members"),
        [
            Row(
                cells=((link_piece(reading, row["party"], is_full=True),), (quiet(str(row["role"] or "")),)),
                target=reading.target(row["party"]),
                source=reading.target(row["id"]),
            )
            for row in members
        ],
    )
    outline.section(
        "as_group", N_("As a group"), [record_row(reading, "working_group", row) for row in itself]
    )


def _meetings(outline: Outline) -> None:
    reading = outline.reading
    ids = [row["meeting"] for row in outline.taken("meeting_party", "partner")]
    rows = sorted(
        reading.rows("meeting", ids).values(), key=lambda row: (row["date"] is None, str(row["date"] or ""))
    )
    outline.section(
        "meetings",
        N_("Meetings"),
        [record_row(reading, "meeting", row) for row in rows],
        aligns="lrr",
        add=outline.adding("meeting_party", "partner"),
        view=outline.view_of("meeting", ("meeting_party:meeting", "partner")),
    )


def _activities(outline: Outline) -> None:
    """Show the activities in which it takes part beside the two sides of a plan."""
    parts = outline.taken("activity_other_party", "party")
    outline.section(
        "activities",
        N_("Part in activities"),
        _with_role(outline, "activity", "activity", parts),
        aligns="lr",
    )


def _with_role(
    outline: Outline, type_key: str, link: str, parts: Sequence[Values], role_of: str = ""
) -> list[Row]:
    """Give what some rows link to, each with the role in which this record is named there."""
    reading = outline.reading
    found = reading.rows(type_key, [row[link] for row in parts])
    made = []
    for part in parts:
        row = found.get(str(part[link]))
        if row is not None:
            role = choice(role_of, "role", part["role"]) if role_of else str(part["role"] or "")
            one = record_row(reading, type_key, row, beside=((quiet(role),),))
            made.append(
                Row(cells=one.cells, target=one.target, shape=one.shape, source=reading.target(part["id"]))
            )
    return made


def _roadmaps_and_programmes(outline: Outline) -> None:
    reading = outline.reading
    ids = [row["roadmap"] for row in outline.taken("roadmap_party", "partner")]
    rows = sorted(reading.rows("roadmap", ids).values(), key=lambda row: str(row["valid_from"] or "9999"))
    outline.section(
        "roadmaps",
        N_("Roadmaps"),
        [record_row(reading, "roadmap", row) for row in rows],
        aligns="llr",
        add=outline.adding("roadmap_party", "partner"),
        view=outline.view_of("roadmap", ("roadmap_party:roadmap", "partner")),
    )
    roles: dict[str, list[str]] = {}
    for row in outline.taken("programme_party", "partner"):
        roles.setdefault(str(row["programme"]), []).append(choice("programme_party", "role", row["role"]))
    for link, label in (("funder", N_("funder")), ("lead", N_("lead"))):
        for row in outline.taken("programme", link):
            told = roles.setdefault(str(row["id"]), [])
            if label not in told:
                told.append(label)
    programmes = reading.rows("programme", roles)
    outline.section(
        "programmes",
        N_("Programmes"),
        [
            record_row(reading, "programme", row, beside=((quiet(", ".join(filter(None, roles[key]))),),))
            for key, row in programmes.items()
        ],
        add=outline.adding("programme_party", "partner"),
        view=outline.view_of("programme", ("programme_party:programme", "partner"), "funder", "lead"),
    )


def _deployments(outline: Outline) -> None:
    parts = [
        ("sending", N_("sent by it")),
        ("host_partner", N_("hosted by it")),
        ("joint_with", N_("together with it")),
    ]
    roles: dict[str, str] = {}
    rows: dict[str, Values] = {}
    for link, words in parts:
        for row in outline.taken("deployment", link):
            rows[str(row["id"])] = row
            roles.setdefault(str(row["id"]), words)
    outline.section(
        "deployments",
        N_("Deployments"),
        [
            record_row(outline.reading, "deployment", row, beside=((quiet(roles[key]),), (_when(row),)))
            for key, row in rows.items()
        ],
        aligns="llr",
        add=outline.adding("deployment", "host_partner"),
    )


def _when(row: Values) -> Piece:
    if not row["start"] and not row["end"]:
        return quiet(choice("deployment", "status", row["status"]))
    return period(row["start"], row["end"])[0] if row["end"] else date(row["start"])


def _relations(outline: Outline) -> None:
    """Show how it deals with other bodies, seen from either end."""
    reading = outline.reading
    rows = []
    for link, other in (("from_partner", "to_partner"), ("to_partner", "from_partner")):
        for row in outline.taken("partner_relation", link):
            kind = choice("partner_relation", "kind", row["kind"])
            words = (
                kind
                if link == "from_partner"
                else N_("{other} {kind} it").format(other=reading.name(row[other]), kind=kind)
            )
            topic = (quiet(str(row["topic"] or "")),)
            piece = link_piece(reading, row[other])
            rows.append(
                Row(
                    cells=((piece,), (quiet(words),), topic),
                    target=piece.target,
                    source=reading.target(row["id"]),
                )
            )
    outline.section(
        "relations",
        N_("Relations with other bodies"),
        rows,
        aligns="lll",
        add=outline.adding("partner_relation", "from_partner"),
    )
