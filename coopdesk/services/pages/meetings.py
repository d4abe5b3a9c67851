# SPDX-License-Identifier: EUPL-1.2
"""The page of a meeting or a series: when and where, who takes part as what, what comes of it."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline, sentence_of
from coopdesk.services.pages.page import Line, Piece
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import NOT_KNOWN, date, joined, listed, period, quiet, raised


def write(outline: Outline) -> None:
    """Write the page of a meeting."""
    reading, row = outline.reading, outline.row
    outline.title = str(outline.take("title"))
    series = row["series"]
    outline.crumbs = [
        Piece(N_("Meetings"), view=View(type="meeting")),
        *([link_piece(reading, series, is_full=True)] if series is not None else []),
        Piece(outline.title),
    ]
    outline.told("series")
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    outline.subtitle = (quiet(kind),) if kind else ()
    _when_and_where(outline)
    _parties(outline)
    scopes = outline.taken("meeting_scope", "meeting")
    lines: list[Line] = []
    for one in scopes:
        role = (quiet(f", {one['role']}"),) if one["role"] else ()
        lines.append((link_piece(reading, one["scope"]), *role))
    outline.fact(N_("About"), *lines)
    outline.fact(N_("Purpose"), sentence_of(outline.take("purpose")))
    outline.field("arrangement", "activity", "roadmap", "working_group", "after")
    outline.records("meeting", "series", N_("Meetings of the series"))
    outline.records("meeting", "after", N_("Held after it"))
    outline.records("obligation", "meeting", N_("Obligations, decisions and actions"))
    outline.records("document", "related")
    outline.records("meeting_party", "meeting", N_("Who takes part"), is_aside=True)
    outline.records("meeting_scope", "meeting", N_("Countries and groups"), is_aside=True)


def _when_and_where(outline: Outline) -> None:
    row = outline.row
    starts, ends = outline.take("date"), outline.take("date_to")
    often, kind = (
        outline.take("frequency"),
        choice("meeting", "frequency_kind", outline.take("frequency_kind")),
    )
    time: Line = (Piece(str(row["time"])),) if outline.take("time") else ()
    is_series = row["kind"] == "series"
    if starts or not is_series:
        when: Line = period(starts, ends) if ends else (date(starts),)
        outline.fact(N_("When"), joined([when, *([time] if time else [])]))
    words = str(often or kind or "")
    if words and kind not in {"", "none"} and often and kind != str(often).casefold():
        words = f"{often} ({kind})"
    if is_series or words:
        outline.fact(N_("How often"), (Piece(raised(words)) if words else NOT_KNOWN,))
    place: list[Line] = [(Piece(str(row["place"])),)] if outline.take("place") else []
    country = outline.link("country")
    line = joined([*place, *([country] if country else [])])
    outline.fact(N_("Where"), line or (NOT_KNOWN,))


def _parties(outline: Outline) -> None:
    by_role: dict[str, list[Line]] = {}
    for row in outline.taken("meeting_party", "meeting"):
        role = raised(choice("meeting_party", "role", row["role"]) or N_("part not known"))
        by_role.setdefault(role, []).append((link_piece(outline.reading, row["partner"]),))
    for role, lines in by_role.items():
        outline.fact(role, listed(lines))
