# SPDX-License-Identifier: EUPL-1.2
"""The page of a partner: its names, everything that ties it to us, its people, units and duties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.domain.views import Rule, View
from coopdesk.services.pages.arrangements import FOLLOWING, PARTIES, bars
from coopdesk.services.pages.drafting import Draft
from coopdesk.services.pages.page import Line, Piece, Row
from coopdesk.services.pages.rows import choice, link_piece, name_piece, record_row, state_words
from coopdesk.services.pages.units import pairs
from coopdesk.services.pages.wording import date, joined, listed, period, quiet
from coopdesk.store.queries import Row as Values


def write(draft: Draft) -> None:
    """Write the page of a partner."""
    name, short = str(draft.take("name")), draft.take("short_name")
    draft.title, draft.name_beside = (str(short), name) if short and short != name else (name, "")
    kind = draft.take("type")
    draft.crumbs = [
        Piece(N_("Partners"), view=View(type="partner")),
        *([_kind_crumb(draft, kind)] if kind else []),
        Piece(draft.title),
    ]
    draft.subtitle = _subtitle(draft, kind)
    _facts(draft)
    arrangements = _arrangements(draft)
    draft.periods = bars(draft.reading, arrangements)
    _groups(draft)
    _meetings(draft)
    _activities(draft)
    _roadmaps_and_programmes(draft)
    _deployments(draft)
    _relations(draft)
    _people_and_posts(draft)
    _units(draft)
    _obligations(draft)
    _documents_and_systems(draft)
    draft.records("partner", "parent", N_("Bodies that belong to it"), is_aside=True)
    draft.records("arrangement_copy", "holder", N_("Originals it holds"), is_aside=True)
    draft.records("partner_name", "partner", N_("Names over time"), is_aside=True)


def _kind_crumb(draft: Draft, kind: Value) -> Piece:
    rule = Rule(path=("type",), test="any_of", values=(kind,))
    return Piece(draft.spec.by_key["type"].kind.format(kind), view=View(type="partner", rules=(rule,)))


def _subtitle(draft: Draft, kind: Value) -> Line:
    reading = draft.reading
    parts: list[Line] = []
    if kind:
        parts.append((quiet(draft.spec.by_key["type"].kind.format(kind)),))
    if draft.row["is_self"]:
        parts.append((quiet(N_("our own organisation")),))
    networks = [
        row for row in draft.pointing.get(("working_group_member", "party"), []) if row["role"] == "member"
    ]
    groups = reading.rows("working_group", [row["group"] for row in networks])
    standing = [row for row in groups.values() if row["kind"] == "network"]
    if standing:
        links = listed([(link_piece(reading, row["partner"] or row["id"]),) for row in standing])
        parts.append((quiet(N_("member of the ")), *links))
    line = list(joined(parts))
    others = _other_names(draft)
    if others:
        written = N_("Also written: {names}.").format(names=", ".join(others))
        line.append(quiet((". " if line else "") + written))
    return tuple(line)


def _other_names(draft: Draft) -> list[str]:
    known = {draft.title, draft.name_beside}
    names = [str(row["variant"]) for row in draft.pointing.get(("partner_name", "partner"), [])]
    return [name for name in dict.fromkeys(names) if name not in known]


def _facts(draft: Draft) -> None:
    draft.told("is_self")
    draft.field("parent", "country", "region")
    collective = draft.take("is_collective")
    if collective:
        draft.fact(N_("Stands for"), (Piece(N_("many bodies that are not named one by one")),))
    draft.field("member_count_stated")


def _arrangements(draft: Draft) -> list[Values]:
    """Show the arrangements to which it is a party, then those in which it has another part."""
    reading = draft.reading
    parts = draft.taken("arrangement_party", "partner")
    roles = {str(row["arrangement"]): row["role"] for row in parts}
    rows = sorted(reading.rows("arrangement", roles).values(), key=_begins)
    main = [row for row in rows if roles[str(row["id"])] in PARTIES or roles[str(row["id"])] is None]
    later = reading.linked("arrangement_link", "to_arrangement", roles)
    followed = {str(row["to_arrangement"]) for row in later if row["relation"] in FOLLOWING}
    path = Rule(path=("arrangement_party:arrangement", "partner"), test="any_of", values=(draft.id,))
    draft.section(
        "arrangements",
        N_("Arrangements"),
        [record_row(reading, "arrangement", row, is_followed=str(row["id"]) in followed) for row in main],
        aligns="lrr",
        empty=N_("No arrangement with it is recorded."),
        add=draft.adding("arrangement_party", "partner"),
        view=View(type="arrangement", rules=(path,)),
    )
    others = [row for row in rows if row not in main]
    draft.section(
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


def _groups(draft: Draft) -> None:
    """Show the groups and networks it sits in, and the group that it is itself."""
    reading = draft.reading
    parts = draft.taken("working_group_member", "party")
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
    path = Rule(path=("working_group_member:group", "party"), test="any_of", values=(draft.id,))
    draft.section(
        "working_groups",
        N_("Working groups and networks"),
        rows,
        aligns="llr",
        add=draft.adding("working_group_member", "party"),
        view=View(type="working_group", rules=(path,)),
    )
    itself = draft.taken("working_group", "partner")
    members = reading.linked("working_group_member", "group", [row["id"] for row in itself])
    draft.section(
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
        view=None,
    )
    draft.section("as_group", N_("As a group"), [record_row(reading, "working_group", row) for row in itself])


def _meetings(draft: Draft) -> None:
    reading = draft.reading
    ids = [row["meeting"] for row in draft.taken("meeting_party", "partner")]
    rows = sorted(
        reading.rows("meeting", ids).values(), key=lambda row: (row["date"] is None, str(row["date"] or ""))
    )
    path = Rule(path=("meeting_party:meeting", "partner"), test="any_of", values=(draft.id,))
    draft.section(
        "meetings",
        N_("Meetings"),
        [record_row(reading, "meeting", row) for row in rows],
        aligns="lrr",
        add=draft.adding("meeting_party", "partner"),
        view=View(type="meeting", rules=(path,)),
    )


def _activities(draft: Draft) -> None:
    """Show the activities in which it takes part beside the two sides of a plan."""
    parts = draft.taken("activity_other_party", "party")
    draft.section(
        "activities", N_("Part in activities"), _with_role(draft, "activity", "activity", parts), aligns="lr"
    )


def _with_role(
    draft: Draft, type_key: str, link: str, parts: Sequence[Values], role_of: str = ""
) -> list[Row]:
    """Give what some rows link to, each with the role in which this record is named there."""
    reading = draft.reading
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


def _roadmaps_and_programmes(draft: Draft) -> None:
    reading = draft.reading
    ids = [row["roadmap"] for row in draft.taken("roadmap_party", "partner")]
    rows = sorted(reading.rows("roadmap", ids).values(), key=lambda row: str(row["valid_from"] or "9999"))
    path = Rule(path=("roadmap_party:roadmap", "partner"), test="any_of", values=(draft.id,))
    draft.section(
        "roadmaps",
        N_("Roadmaps"),
        [record_row(reading, "roadmap", row) for row in rows],
        aligns="llr",
        add=draft.adding("roadmap_party", "partner"),
        view=View(type="roadmap", rules=(path,)),
    )
    roles: dict[str, list[str]] = {}
    for row in draft.taken("programme_party", "partner"):
        roles.setdefault(str(row["programme"]), []).append(choice("programme_party", "role", row["role"]))
    for link, label in (("funder", N_("funder")), ("lead", N_("lead"))):
        for row in draft.taken("programme", link):
            told = roles.setdefault(str(row["id"]), [])
            if label not in told:
                told.append(label)
    programmes = reading.rows("programme", roles)
    path = Rule(path=("programme_party:programme", "partner"), test="any_of", values=(draft.id,))
    draft.section(
        "programmes",
        N_("Programmes"),
        [
            record_row(reading, "programme", row, beside=((quiet(", ".join(filter(None, roles[key]))),),))
            for key, row in programmes.items()
        ],
        add=draft.adding("programme_party", "partner"),
        view=View(type="programme", rules=(path,)),
    )


def _deployments(draft: Draft) -> None:
    parts = [
        ("sending", N_("sent by it")),
        ("host_partner", N_("hosted by it")),
        ("joint_with", N_("together with it")),
    ]
    roles: dict[str, str] = {}
    rows: dict[str, Values] = {}
    for link, words in parts:
        for row in draft.taken("deployment", link):
            rows[str(row["id"])] = row
            roles.setdefault(str(row["id"]), words)
    draft.section(
        "deployments",
        N_("Deployments"),
        [
            record_row(draft.reading, "deployment", row, beside=((quiet(roles[key]),), (_when(row),)))
            for key, row in rows.items()
        ],
        aligns="llr",
        add=draft.adding("deployment", "host_partner"),
    )


def _when(row: Values) -> Piece:
    if not row["start"] and not row["end"]:
        return quiet(choice("deployment", "status", row["status"]))
    return period(row["start"], row["end"])[0] if row["end"] else date(row["start"])


def _relations(draft: Draft) -> None:
    """Show how it deals with other bodies, seen from either end."""
    reading = draft.reading
    rows = []
    for link, other in (("from_partner", "to_partner"), ("to_partner", "from_partner")):
        for row in draft.taken("partner_relation", link):
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
    draft.section(
        "relations",
        N_("Relations with other bodies"),
        rows,
        aligns="lll",
        add=draft.adding("partner_relation", "from_partner"),
    )


def _people_and_posts(draft: Draft) -> None:
    reading = draft.reading
    rows: list[Row] = []
    seen: set[str] = set()
    people = draft.taken("person", "partner")
    signed = _signed(draft, [row["id"] for row in people])
    for row in people:
        seen.add(str(row["id"]))
        words = ", ".join(part for part in (str(row["office"] or ""), signed.get(str(row["id"]), "")) if part)
        rows.append(record_row(reading, "person", row, beside=((quiet(words),),)))
    for row in draft.taken("person_function", "partner"):
        if str(row["person"]) not in seen:
            piece = link_piece(reading, row["person"], is_full=True)
            function = ", ".join(part for part in (str(row["function"] or ""), _held(row)) if part)
            cells = ((piece,), (quiet(function),))
            rows.append(Row(cells=cells, target=piece.target, source=reading.target(row["id"])))
    posts = {str(row["id"]): row for link in ("host", "sending") for row in draft.taken("liaison_post", link)}
    rows += [replace(record_row(reading, "liaison_post", row), shape=None) for row in posts.values()]
    draft.section(
        "people",
        N_("People and posts"),
        rows,
        add=draft.adding("person", "partner"),
        view=draft.view_of("person", "partner"),
        is_aside=True,
        empty=N_("Nobody is recorded."),
    )


def _held(row: Values) -> str:
    start, end = row["valid_from"], row["valid_until"]
    return "".join(piece.text for piece in period(start, end)) if start or end else ""


def _signed(draft: Draft, people: Iterable[Value]) -> dict[str, str]:
    """Give what people signed for it, in words."""
    reading = draft.reading
    draft.taken("arrangement_signatory", "partner")
    rows = reading.linked("arrangement_signatory", "person", people)
    texts = reading.rows("arrangement", [row["arrangement"] for row in rows])
    words = {}
    for row in rows:
        text = texts.get(str(row["arrangement"]))
        if text is not None and row["signed"]:
            kind = _kind_in_short(text)
            day = f" {N_('of')} {date(text['signed_on']).text}" if text["signed_on"] else ""
            words[str(row["person"])] = N_("signed the {kind}{day}").format(kind=kind, day=day)
    return words


def _kind_in_short(text: Values) -> str:
    kind = choice("arrangement", "type", text["type"]) or N_("arrangement")
    return N_("plan") if str(text["type"]).endswith("_plan") else kind


def _units(draft: Draft) -> None:
    units = draft.taken("partner_unit", "partner")
    rows, remark = pairs(draft.reading, units)
    draft.section(
        "units",
        N_("Units"),
        rows,
        layout="pairs",
        remark=remark,
        is_aside=True,
        add=draft.adding("partner_unit", "partner"),
        view=draft.view_of("partner_unit", "partner"),
        total=draft.total("partner_unit", "partner"),
    )


def _obligations(draft: Draft) -> None:
    for link, title in (("owner", N_("Owed by {name}")), ("counterpart", N_("Owed to {name}"))):
        rows = draft.taken("obligation", link)
        draft.section(
            f"obligations.{link}",
            title.format(name=draft.title),
            [record_row(draft.reading, "obligation", row) for row in rows],
            aligns="llr",
            is_aside=True,
            add=draft.adding("obligation", link),
            view=draft.view_of("obligation", link),
            total=draft.total("obligation", link),
        )


def _documents_and_systems(draft: Draft) -> None:
    """Show its documents, those about it and its systems, once each."""
    reading = draft.reading
    documents = {
        str(row["id"]): row for link in ("owner", "related") for row in draft.taken("document", link)
    }
    rows = [
        record_row(reading, "document", row, beside=((quiet(choice("document", "kind", row["kind"])),),))
        for row in documents.values()
    ]
    for row in draft.taken("it_system", "owner"):
        short = f"{row['short_name']}, " if row["short_name"] else ""
        piece = name_piece(reading, "it_system", row)
        made = record_row(reading, "it_system", row, beside=((quiet(N_("IT system")),),))
        cells = ((Piece(short + piece.text, piece.target),), *made.cells[1:])
        rows.append(Row(cells=cells, target=made.target))
    draft.section(
        "documents",
        N_("Documents and systems"),
        rows,
        is_aside=True,
        add=draft.adding("document", "owner"),
        view=draft.view_of("document", "owner"),
    )
