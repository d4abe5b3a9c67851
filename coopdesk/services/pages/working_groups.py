# SPDX-License-Identifier: EUPL-1.2
"""The page of a working group, network or forum: who sits in it as what, and how many are said to."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.drafting import Draft, sentence_of
from coopdesk.services.pages.page import Piece
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import quiet


def write(draft: Draft) -> None:
    """Write the page of a working group."""
    reading, row = draft.reading, draft.row
    draft.title = str(draft.take("name"))
    draft.name_beside = str(draft.take("short_name") or "")
    arrangement = row["arrangement"]
    draft.crumbs = [
        Piece(N_("Working groups"), view=View(type="working_group")),
        *([link_piece(reading, arrangement)] if arrangement is not None else []),
        Piece(draft.title),
    ]
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    draft.subtitle = (quiet(kind),) if kind else ()
    draft.fact(N_("Purpose"), sentence_of(draft.take("purpose")))
    _members(draft)
    draft.field("partner", "arrangement", "chair", "secretariat")
    often, rhythm = (
        draft.take("frequency"),
        choice("working_group", "frequency_kind", draft.take("frequency_kind")),
    )
    draft.fact(N_("How often"), (Piece(str(often or rhythm or "")),))
    draft.records("working_group_member", "group", N_("Members"), empty=N_("No member is recorded."))
    draft.records("meeting", "working_group")


def _members(draft: Draft) -> None:
    """Say how many members a document states, apart from how many are recorded.

    Source: records.md, trap 21.
    """
    stated = draft.take("member_count_stated")
    counted = len(draft.pointing.get(("working_group_member", "group"), []))
    if stated is None:
        return
    recorded = (
        N_(", {count} recorded here").format(count=counted)
        if counted != stated
        else N_(", all recorded here")
    )
    draft.fact(N_("Members"), (Piece(N_("{count} as stated").format(count=stated)), quiet(recorded)))
