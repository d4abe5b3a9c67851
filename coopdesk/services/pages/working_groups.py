# SPDX-License-Identifier: EUPL-1.2
"""The page of a working group, network or forum: who sits in it as what, and how many are said to."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline, sentence_of
from coopdesk.services.pages.page import Piece
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import quiet


def write(outline: Outline) -> None:
    """Write the page of a working group."""
    reading, row = outline.reading, outline.row
    outline.title = str(outline.take("name"))
    outline.name_beside = str(outline.take("short_name") or "")
    arrangement = row["arrangement"]
    outline.crumbs = [
        Piece(N_("Working groups"), view=View(type="working_group")),
        *([link_piece(reading, arrangement)] if arrangement is not None else []),
        Piece(outline.title),
    ]
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    outline.subtitle = (quiet(kind),) if kind else ()
    outline.fact(N_("Purpose"), sentence_of(outline.take("purpose")))
    _members(outline)
    outline.field("partner", "arrangement", "chair", "secretariat")
    often, rhythm = (
        outline.take("frequency"),
        choice("working_group", "frequency_kind", outline.take("frequency_kind")),
    )
    outline.fact(N_("How often"), (Piece(str(often or rhythm or "")),))
    outline.records("working_group_member", "group", N_("Members"), empty=N_("No member is recorded."))
    outline.records("meeting", "working_group")


def _members(outline: Outline) -> None:
    """Say how many members a document states, apart from how many are recorded.

    Source: records.md, trap 21.
    """
    stated = outline.take("member_count_stated")
    counted = len(outline.pointing.get(("working_group_member", "group"), []))
    if stated is None:
        return
    recorded = (
        N_(", {count} recorded here").format(count=counted)
        if counted != stated
        else N_(", all recorded here")
    )
    outline.fact(N_("Members"), (Piece(N_("{count} as stated").format(count=stated)), quiet(recorded)))
