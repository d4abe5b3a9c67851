# SPDX-License-Identifier: EUPL-1.2
"""The page of a deployment: who was sent where, by whom, to whom, from when until when."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Line, Period, Piece, text_of
from coopdesk.services.pages.rows import link_piece
from coopdesk.services.pages.wording import END_NOT_KNOWN, NOT_KNOWN, joined, period, quiet


def write(outline: Outline) -> None:
    """Write the page of a deployment."""
    reading, row = outline.reading, outline.row
    outline.title = str(outline.take("title"))
    country = row["country"]
    outline.crumbs = [
        Piece(N_("Deployments"), view=View(type="deployment")),
        *([link_piece(reading, country)] if country is not None else []),
        Piece(outline.title),
    ]
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    persons = outline.take("persons")
    count = N_("1 person") if persons == 1 else N_("{count} persons").format(count=persons) if persons else ""
    outline.subtitle = (quiet(", ".join(part for part in (kind, count) if part)),)
    _facts(outline)
    start, end = row["start"], row["end"]
    if start:
        outline.periods = [
            Period(
                label=_bar_label(outline),
                start=str(start),
                end=str(end) if end else None,
                is_ended=_is_over(outline),
            )
        ]


def _facts(outline: Outline) -> None:
    sent = [
        part
        for part in (outline.link("sending"), outline.link("sending_unit"), outline.link("sending_country"))
        if part
    ]
    outline.fact(N_("Sent by"), joined(sent) if sent else (NOT_KNOWN,))
    outline.fact(N_("Together with"), outline.link("joint_with"))
    host = [part for part in (outline.link("host_partner"), outline.link("host_unit")) if part]
    outline.fact(N_("Host"), joined(host) if host else (NOT_KNOWN,))
    place: list[Line] = [(Piece(str(outline.row["place"])),)] if outline.take("place") else []
    country = outline.link("country")
    outline.fact(N_("Where"), joined([*place, *([country] if country else [])]) or (NOT_KNOWN,))
    start, end = outline.take("start"), outline.take("end")
    outline.fact(N_("Period"), period(start, end, open_end=END_NOT_KNOWN))
    outline.field("days", "person", "profile", "team")
    outline.field("related")


def _bar_label(outline: Outline) -> str:
    when = period(outline.row["start"], outline.row["end"], open_end=END_NOT_KNOWN)
    return f"{outline.title}, {text_of(when)}"


def _is_over(outline: Outline) -> bool:
    return bool(outline.states) and outline.states[0].shape == "square"
