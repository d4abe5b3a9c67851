# SPDX-License-Identifier: EUPL-1.2
"""The page of an obligation: who owes what to whom, how firmly, by when, and what came of it."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.services.pages.arrangements import crumbs_of
from coopdesk.services.pages.drafting import Draft
from coopdesk.services.pages.page import Act, Piece
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import NOT_KNOWN, date, joined, quiet, raised


def write(draft: Draft) -> None:
    """Write the page of an obligation."""
    reading, row = draft.reading, draft.row
    draft.title = raised(str(draft.take("title")))
    draft.crumbs = _crumbs(draft)
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    draft.subtitle = (quiet(kind),) if kind else ()
    draft.fact(N_("Owed by"), draft.link("owner") or (NOT_KNOWN,))
    draft.fact(N_("Owed to"), draft.link("counterpart") or (quiet(N_("nobody named")),))
    strength = draft.spec.by_key["strength"].kind.format(draft.take("strength"))
    draft.fact(N_("Strength"), (Piece(strength) if strength else NOT_KNOWN,))
    often, rhythm = (
        draft.take("frequency"),
        choice("obligation", "frequency_kind", draft.take("frequency_kind")),
    )
    draft.fact(N_("How often"), (Piece(raised(str(often or rhythm or ""))),))
    due, upcoming = draft.take("due"), draft.take_computed("next_date")
    draft.fact(N_("Due by the text"), (date(due, unknown=quiet(N_("no date given"))),))
    if upcoming is not None and upcoming != due:
        draft.fact(N_("Counts next"), (date(upcoming),))
    source = [
        part for part in (draft.link("arrangement"), draft.link("activity"), draft.link("roadmap")) if part
    ]
    article = draft.take("article")
    draft.fact(N_("From"), joined([*source, *([(Piece(str(article)),)] if article else [])]))
    draft.field("meeting", "responsible_unit", "responsible_person")
    draft.told("state")
    if row["state"] not in {"done", "dropped"} and row["strength"] in {"will", "explore"}:
        draft.act = Act(label=N_("Record what was done…"), field="done_on")
    if row["state"] == "open":
        draft.fact(N_("State"), (Piece(N_("open")),))
    elif row["state"]:
        draft.fact(
            N_("State"), (Piece(reading.spec_of(row["id"]).by_key["state"].kind.format(row["state"])),)
        )


def _crumbs(draft: Draft) -> list[Piece]:
    reading = draft.reading
    text = reading.row("arrangement", draft.row["arrangement"])
    if text is None:
        return []
    *above, _ = crumbs_of(reading, text, reading.linked("arrangement_party", "arrangement", [text["id"]]))
    activity = draft.row["activity"]
    steps = [link_piece(reading, activity)] if activity is not None else []
    return [*above, link_piece(reading, text["id"]), *steps, Piece(N_("Obligation"))]
