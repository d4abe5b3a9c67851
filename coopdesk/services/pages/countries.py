# SPDX-License-Identifier: EUPL-1.2
"""The pages of countries and groups of countries: names over time, and everything that happens there."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import Rule, View
from coopdesk.services.gathering import KOSOVO, KOSOVO_FOOTNOTE
from coopdesk.services.pages.drafting import Draft, sentence_of
from coopdesk.services.pages.page import Piece, Row
from coopdesk.services.pages.roadmaps import bars
from coopdesk.services.pages.rows import choice, link_piece, record_row
from coopdesk.services.pages.wording import listed, number, period, quiet


def write(draft: Draft) -> None:
    """Write the page of a country."""
    reading = draft.reading
    draft.title = str(draft.take("name"))
    draft.crumbs = [Piece(N_("Countries"), view=View(type="country")), Piece(draft.title)]
    draft.subtitle = (quiet(_codes(draft)),)
    names = draft.pointing.get(("country_name", "country"), [])
    others = [str(row["variant"]) for row in names if row["variant"] != draft.title]
    draft.fact(N_("Also written"), (Piece(", ".join(dict.fromkeys(others))),) if others else ())
    groups = draft.taken("country_group_member", "country")
    draft.fact(N_("Belongs to"), listed([(link_piece(reading, row["group"]),) for row in groups]))
    draft.field("region", "priority_third_country", "eu_member_as_stated")
    footnote = draft.take("footnote") or (KOSOVO_FOOTNOTE if draft.row["alpha2"] == KOSOVO else None)
    draft.fact(N_("Footnote"), sentence_of(footnote))
    draft.fact(N_("In the documents"), sentence_of(draft.take("role_in_documents")))
    _roadmaps(draft)
    _programmes(draft)
    draft.records("partner", "country", N_("Partners of the country"))
    draft.records("deployment", "country", N_("Deployments"))
    draft.records("liaison_post", "country", N_("Liaison posts based there"))
    _covering(draft)
    draft.records("arrangement", "signed_country", N_("Arrangements signed there"))
    draft.records("meeting", "country", N_("Meetings there"))
    _meetings_about(draft)
    _part_in_activities(draft)
    draft.records("country_name", "country", N_("Names over time"), is_aside=True)


def _codes(draft: Draft) -> str:
    codes = [str(draft.take(key)) for key in ("alpha2", "alpha3", "numeric_code") if draft.row[key]]
    standing = choice("country", "iso_status", draft.take("iso_status"))
    parts = [" · ".join(codes), N_("{standing} codes").format(standing=standing) if standing else ""]
    return ", ".join(part for part in parts if part)


def _roadmaps(draft: Draft) -> None:
    reading = draft.reading
    ids = [row["roadmap"] for row in draft.taken("roadmap_country", "country")]
    rows = sorted(reading.rows("roadmap", ids).values(), key=lambda row: str(row["valid_from"] or "9999"))
    draft.periods = bars(reading, rows)
    path = Rule(path=("roadmap_country:roadmap", "country"), test="any_of", values=(draft.id,))
    followed = {row["succeeds"] for row in rows}
    draft.section(
        "roadmaps",
        N_("Roadmaps"),
        [record_row(reading, "roadmap", row, is_followed=row["id"] in followed) for row in rows],
        aligns="llr",
        empty=N_("No roadmap with this country is recorded."),
        add=draft.adding("roadmap_country", "country"),
        view=View(type="roadmap", rules=(path,)),
    )
    items = draft.taken("roadmap_item_country", "country")
    found = []
    for row in items:
        piece = link_piece(reading, row["item"], is_full=True)
        role = (quiet(str(row["role"] or "")),)
        found.append(Row(cells=((piece,), role), target=piece.target, source=reading.target(row["id"])))
    draft.section("roadmap_items", N_("Named in roadmaps of others"), found)


def _programmes(draft: Draft) -> None:
    reading = draft.reading
    ids = [row["programme"] for row in draft.taken("programme_country", "scope")]
    path = Rule(path=("programme_country:programme", "scope"), test="any_of", values=(draft.id,))
    draft.section(
        "programmes",
        N_("Programmes"),
        [record_row(reading, "programme", row) for row in reading.rows("programme", ids).values()],
        aligns="llr",
        add=draft.adding("programme_country", "scope"),
        view=View(type="programme", rules=(path,)),
    )


def _covering(draft: Draft) -> None:
    reading = draft.reading
    rows = []
    for row in draft.taken("liaison_coverage", "covered"):
        piece = link_piece(reading, row["post"], is_full=True)
        when = (
            period(row["valid_from"], row["valid_until"]) if row["valid_from"] or row["valid_until"] else ()
        )
        rows.append(Row(cells=((piece,), when), target=piece.target, source=reading.target(row["id"])))
    draft.section("covered", N_("Covered by liaison posts"), rows)


def _meetings_about(draft: Draft) -> None:
    reading = draft.reading
    parts = draft.taken("meeting_scope", "scope")
    meetings = reading.rows("meeting", [row["meeting"] for row in parts])
    rows = []
    for part in parts:
        meeting = meetings.get(str(part["meeting"]))
        if meeting is not None:
            made = record_row(reading, "meeting", meeting)
            cells = (made.cells[0], (quiet(str(part["role"] or "")),), made.cells[-1])
            rows.append(Row(cells=cells, target=made.target, source=reading.target(part["id"])))
    draft.section("meetings", N_("Meetings about it"), rows, aligns="llr")


def _part_in_activities(draft: Draft) -> None:
    reading = draft.reading
    rows = []
    for row in draft.taken("activity_other_party", "party"):
        piece = link_piece(reading, row["activity"], is_full=True)
        role = (quiet(str(row["role"] or "")),)
        rows.append(Row(cells=((piece,), role), target=piece.target, source=reading.target(row["id"])))
    draft.section("activities", N_("Part in activities"), rows)


def write_group(draft: Draft) -> None:
    """Write the page of a group of countries."""
    draft.title = str(draft.take("name"))
    draft.name_beside = str(draft.take("short_name") or "")
    draft.crumbs = [Piece(N_("Country groups"), view=View(type="country_group")), Piece(draft.title)]
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    draft.subtitle = (quiet(kind),) if kind else ()
    stated = draft.take("member_count_stated")
    members = draft.pointing.get(("country_group_member", "group"), [])
    if stated is not None:
        recorded = N_(", {count} recorded here").format(count=number(len(members)))
        draft.fact(N_("Members"), (Piece(N_("{count} as stated").format(count=stated)), quiet(recorded)))
    draft.records("country_group_member", "group", N_("Members"), empty=N_("No member is recorded."))
    _programmes(draft)
    _covering(draft)
    _meetings_about(draft)
    _part_in_activities(draft)
