# SPDX-License-Identifier: EUPL-1.2
"""The page of an obligation: who owes what to whom, how firmly, by when, and what came of it."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.services.pages.arrangements import crumbs_of
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Act, Piece
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import NOT_KNOWN, date, joined, quiet, raised


def write(outline: Outline) -> None:
    """Write the page of an obligation."""
    reading, row = outline.reading, outline.row
    outline.title = raised(str(outline.take("title")))
    outline.crumbs = _crumbs(outline)
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    outline.subtitle = (quiet(kind),) if kind else ()
    outline.fact(N_("Owed by"), outline.link("owner") or (NOT_KNOWN,))
    outline.fact(N_("Owed to"), outline.link("counterpart") or (quiet(N_("nobody named")),))
    strength = outline.spec.by_key["strength"].kind.format(outline.take("strength"))
    outline.fact(N_("Strength"), (Piece(strength) if strength else NOT_KNOWN,))
    often, rhythm = (
        outline.take("frequency"),
        choice("obligation", "frequency_kind", outline.take("frequency_kind")),
    )
    outline.fact(N_("How often"), (Piece(raised(str(often or rhythm or ""))),))
    due, upcoming = outline.take("due"), outline.take_computed("next_date")
    outline.fact(N_("Due by the text"), (date(due, unknown=quiet(N_("no date given"))),))
    if upcoming is not None and upcoming != due:
        outline.fact(N_("Counts next"), (date(upcoming),))
    source = [
        part
        for part in (outline.link("arrangement"), outline.link("activity"), outline.link("roadmap"))
        if part
    ]
    article = outline.take("article")
    outline.fact(N_("From"), joined([*source, *([(Piece(str(article)),)] if article else [])]))
    outline.field("meeting", "responsible_unit", "responsible_person")
    outline.told("state")
    if row["state"] not in {"done", "dropped"} and row["strength"] in {"will", "explore"}:
        outline.act = Act(label=N_("Record what was done…"), field="done_on")
    if row["state"] == "open":
        outline.fact(N_("State"), (Piece(N_("open")),))
    elif row["state"]:
        outline.fact(
            N_("State"), (Piece(reading.spec_of(row["id"]).by_key["state"].kind.format(row["state"])),)
        )


def _crumbs(outline: Outline) -> list[Piece]:
    reading = outline.reading
    text = reading.row("arrangement", outline.row["arrangement"])
    if text is None:
        return []
    *above, _ = crumbs_of(reading, text, reading.linked("arrangement_party", "arrangement", [text["id"]]))
    activity = outline.row["activity"]
    steps = [link_piece(reading, activity)] if activity is not None else []
    return [*above, link_piece(reading, text["id"]), *steps, Piece(N_("Obligation"))]
