# SPDX-License-Identifier: EUPL-1.2
"""The pages of countries and groups of countries: names over time, and everything that happens there."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.gathering import KOSOVO, KOSOVO_FOOTNOTE
from coopdesk.services.pages.generic import Outline, sentence_of
from coopdesk.services.pages.page import Piece, Row
from coopdesk.services.pages.roadmaps import bars
from coopdesk.services.pages.rows import choice, link_piece, record_row
from coopdesk.services.pages.wording import listed, number, period, quiet


def write(outline: Outline) -> None:
    """Write the page of a country."""
    reading = outline.reading
    outline.title = str(outline.take("name"))
    outline.crumbs = [Piece(N_("Countries"), view=View(type="country")), Piece(outline.title)]
    outline.subtitle = (quiet(_codes(outline)),)
    names = outline.pointing.get(("country_name", "country"), [])
    others = [str(row["variant"]) for row in names if row["variant"] != outline.title]
    outline.fact(N_("Also written"), (Piece(", ".join(dict.fromkeys(others))),) if others else ())
    groups = outline.taken("country_group_member", "country")
    outline.fact(N_("Belongs to"), listed([(link_piece(reading, row["group"]),) for row in groups]))
    outline.field("region", "priority_third_country", "eu_member_as_stated")
    footnote = outline.take("footnote") or (KOSOVO_FOOTNOTE if outline.row["alpha2"] == KOSOVO else None)
    outline.fact(N_("Footnote"), sentence_of(footnote))
    outline.fact(N_("In the documents"), sentence_of(outline.take("role_in_documents")))
    _roadmaps(outline)
    _programmes(outline)
    outline.records("partner", "country", N_("Partners of the country"))
    outline.records("deployment", "country", N_("Deployments"))
    outline.records("liaison_post", "country", N_("Liaison posts based there"))
    _covering(outline)
    outline.records("arrangement", "signed_country", N_("Arrangements signed there"))
    outline.records("meeting", "country", N_("Meetings there"))
    _meetings_about(outline)
    _part_in_activities(outline)
    outline.records("country_name", "country", N_("Names over time"), is_aside=True)


def _codes(outline: Outline) -> str:
    codes = [str(outline.take(key)) for key in ("alpha2", "alpha3", "numeric_code") if outline.row[key]]
    standing = choice("country", "iso_status", outline.take("iso_status"))
    parts = [" · ".join(codes), N_("{standing} codes").format(standing=standing) if standing else ""]
    return ", ".join(part for part in parts if part)


def _roadmaps(outline: Outline) -> None:
    reading = outline.reading
    ids = [row["roadmap"] for row in outline.taken("roadmap_country", "country")]
    rows = sorted(reading.rows("roadmap", ids).values(), key=lambda row: str(row["valid_from"] or "9999"))
    outline.periods = bars(reading, rows)
    followed = {row["succeeds"] for row in rows}
    outline.section(
        "roadmaps",
        N_("Roadmaps"),
        [record_row(reading, "roadmap", row, is_followed=row["id"] in followed) for row in rows],
        aligns="llr",
        empty=N_("No roadmap with this country is recorded."),
        add=outline.adding("roadmap_country", "country"),
        view=outline.view_of("roadmap", ("roadmap_country:roadmap", "country")),
    )
    items = outline.taken("roadmap_item_country", "country")
    found = []
    for row in items:
        piece = link_piece(reading, row["item"], is_full=True)
        role = (quiet(str(row["role"] or "")),)
        found.append(Row(cells=((piece,), role), target=piece.target, source=reading.target(row["id"])))
    outline.section("roadmap_items", N_("Named in roadmaps of others"), found)


def _programmes(outline: Outline) -> None:
    reading = outline.reading
    ids = [row["programme"] for row in outline.taken("programme_country", "scope")]
    outline.section(
        "programmes",
        N_("Programmes"),
        [record_row(reading, "programme", row) for row in reading.rows("programme", ids).values()],
        aligns="llr",
        add=outline.adding("programme_country", "scope"),
        view=outline.view_of("programme", ("programme_country:programme", "scope")),
    )


def _covering(outline: Outline) -> None:
    reading = outline.reading
    rows = []
    for row in outline.taken("liaison_coverage", "covered"):
        piece = link_piece(reading, row["post"], is_full=True)
        when = (
            period(row["valid_from"], row["valid_until"]) if row["valid_from"] or row["valid_until"] else ()
        )
        rows.append(Row(cells=((piece,), when), target=piece.target, source=reading.target(row["id"])))
    outline.section("covered", N_("Covered by liaison posts"), rows)


def _meetings_about(outline: Outline) -> None:
    reading = outline.reading
    parts = outline.taken("meeting_scope", "scope")
    meetings = reading.rows("meeting", [row["meeting"] for row in parts])
    rows = []
    for part in parts:
        meeting = meetings.get(str(part["meeting"]))
        if meeting is not None:
            made = record_row(reading, "meeting", meeting)
            cells = (made.cells[0], (quiet(str(part["role"] or "")),), made.cells[-1])
            rows.append(Row(cells=cells, target=made.target, source=reading.target(part["id"])))
    outline.section("meetings", N_("Meetings about it"), rows, aligns="llr")


def _part_in_activities(outline: Outline) -> None:
    reading = outline.reading
    rows = []
    for row in outline.taken("activity_other_party", "party"):
        piece = link_piece(reading, row["activity"], is_full=True)
        role = (quiet(str(row["role"] or "")),)
        rows.append(Row(cells=((piece,), role), target=piece.target, source=reading.target(row["id"])))
    outline.section("activities", N_("Part in activities"), rows)


def write_group(outline: Outline) -> None:
    """Write the page of a group of countries."""
    outline.title = str(outline.take("name"))
    outline.name_beside = str(outline.take("short_name") or "")
    outline.crumbs = [Piece(N_("Country groups"), view=View(type="country_group")), Piece(outline.title)]
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    outline.subtitle = (quiet(kind),) if kind else ()
    stated = outline.take("member_count_stated")
    members = outline.pointing.get(("country_group_member", "group"), [])
    if stated is not None:
        recorded = N_(", {count} recorded here").format(count=number(len(members)))
        outline.fact(N_("Members"), (Piece(N_("{count} as stated").format(count=stated)), quiet(recorded)))
    outline.records("country_group_member", "group", N_("Members"), empty=N_("No member is recorded."))
    _programmes(outline)
    _covering(outline)
    _meetings_about(outline)
    _part_in_activities(outline)
