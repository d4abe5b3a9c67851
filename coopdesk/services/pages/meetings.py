# SPDX-License-Identifier: EUPL-1.2
"""The page of a meeting or a series: when and where, who takes part as what, what comes of it."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.drafting import Draft, sentence_of
from coopdesk.services.pages.page import Line, Piece
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import NOT_KNOWN, date, joined, listed, period, quiet, raised


def write(draft: Draft) -> None:
    """Write the page of a meeting."""
    reading, row = draft.reading, draft.row
    draft.title = str(draft.take("title"))
    series = row["series"]
    draft.crumbs = [
        Piece(N_("Meetings"), view=View(type="meeting")),
        *([link_piece(reading, series, is_full=True)] if series is not None else []),
        Piece(draft.title),
    ]
    draft.told("series")
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    draft.subtitle = (quiet(kind),) if kind else ()
    _when_and_where(draft)
    _parties(draft)
    scopes = draft.taken("meeting_scope", "meeting")
    lines: list[Line] = []
    for one in scopes:
        role = (quiet(f", {one['role']}"),) if one["role"] else ()
        lines.append((link_piece(reading, one["scope"]), *role))
    draft.fact(N_("About"), *lines)
    draft.fact(N_("Purpose"), sentence_of(draft.take("purpose")))
    draft.field("arrangement", "activity", "roadmap", "working_group", "after")
    draft.records("meeting", "series", N_("Meetings of the series"))
    draft.records("meeting", "after", N_("Held after it"))
    draft.records("obligation", "meeting", N_("Obligations, decisions and actions"))
    draft.records("document", "related")
    draft.records("meeting_party", "meeting", N_("Who takes part"), is_aside=True)
    draft.records("meeting_scope", "meeting", N_("Countries and groups"), is_aside=True)


def _when_and_where(draft: Draft) -> None:
    row = draft.row
    starts, ends = draft.take("date"), draft.take("date_to")
    often, kind = draft.take("frequency"), choice("meeting", "frequency_kind", draft.take("frequency_kind"))
    time: Line = (Piece(str(row["time"])),) if draft.take("time") else ()
    is_series = row["kind"] == "series"
    if starts or not is_series:
        when: Line = period(starts, ends) if ends else (date(starts),)
        draft.fact(N_("When"), joined([when, *([time] if time else [])]))
    words = str(often or kind or "")
    if words and kind not in {"", "none"} and often and kind != str(often).casefold():
        words = f"{often} ({kind})"
    if is_series or words:
        draft.fact(N_("How often"), (Piece(raised(words)) if words else NOT_KNOWN,))
    place: list[Line] = [(Piece(str(row["place"])),)] if draft.take("place") else []
    country = draft.link("country")
    line = joined([*place, *([country] if country else [])])
    draft.fact(N_("Where"), line or (NOT_KNOWN,))


def _parties(draft: Draft) -> None:
    by_role: dict[str, list[Line]] = {}
    for row in draft.taken("meeting_party", "meeting"):
        role = raised(choice("meeting_party", "role", row["role"]) or N_("part not known"))
        by_role.setdefault(role, []).append((link_piece(draft.reading, row["partner"]),))
    for role, lines in by_role.items():
        draft.fact(role, listed(lines))
