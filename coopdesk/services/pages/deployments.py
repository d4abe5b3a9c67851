# SPDX-License-Identifier: EUPL-1.2
"""The page of a deployment: who was sent where, by whom, to whom, from when until when."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.drafting import Draft
from coopdesk.services.pages.page import Line, Period, Piece, text_of
from coopdesk.services.pages.rows import link_piece
from coopdesk.services.pages.wording import END_NOT_KNOWN, NOT_KNOWN, joined, period, quiet


def write(draft: Draft) -> None:
    """Write the page of a deployment."""
    reading, row = draft.reading, draft.row
    draft.title = str(draft.take("title"))
    country = row["country"]
    draft.crumbs = [
        Piece(N_("Deployments"), view=View(type="deployment")),
        *([link_piece(reading, country)] if country is not None else []),
        Piece(draft.title),
    ]
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    persons = draft.take("persons")
    count = N_("1 person") if persons == 1 else N_("{count} persons").format(count=persons) if persons else ""
    draft.subtitle = (quiet(", ".join(part for part in (kind, count) if part)),)
    _facts(draft)
    start, end = row["start"], row["end"]
    if start:
        draft.periods = [
            Period(
                label=_bar_label(draft),
                start=str(start),
                end=str(end) if end else None,
                is_ended=_is_over(draft),
            )
        ]


def _facts(draft: Draft) -> None:
    sent = [
        part
        for part in (draft.link("sending"), draft.link("sending_unit"), draft.link("sending_country"))
        if part
    ]
    draft.fact(N_("Sent by"), joined(sent) if sent else (NOT_KNOWN,))
    draft.fact(N_("Together with"), draft.link("joint_with"))
    host = [part for part in (draft.link("host_partner"), draft.link("host_unit")) if part]
    draft.fact(N_("Host"), joined(host) if host else (NOT_KNOWN,))
    place: list[Line] = [(Piece(str(draft.row["place"])),)] if draft.take("place") else []
    country = draft.link("country")
    draft.fact(N_("Where"), joined([*place, *([country] if country else [])]) or (NOT_KNOWN,))
    start, end = draft.take("start"), draft.take("end")
    draft.fact(N_("Period"), period(start, end, open_end=END_NOT_KNOWN))
    draft.field("days", "person", "profile", "team")
    draft.field("related")


def _bar_label(draft: Draft) -> str:
    return f"{draft.title}, {text_of(period(draft.row['start'], draft.row['end'], open_end=END_NOT_KNOWN))}"


def _is_over(draft: Draft) -> bool:
    return bool(draft.states) and draft.states[0].shape == "square"
