# SPDX-License-Identifier: EUPL-1.2
"""The page of a programme: who pays, who leads, where it works, what it is made of and what it pays for."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.drafting import Draft, sentence_of
from coopdesk.services.pages.page import Line, Piece, Row, Target
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import END_NOT_KNOWN, NOT_KNOWN, listed, period, quiet, raised


def write(draft: Draft) -> None:
    """Write the page of a programme."""
    short = draft.take("short_name")
    draft.name_beside = str(short or "")
    draft.title = str(draft.take("name"))
    draft.crumbs = [Piece(N_("Programmes"), view=View(type="programme")), Piece(draft.title)]
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    phase = draft.take("phase")
    draft.subtitle = (quiet(", ".join(part for part in (kind, str(phase or "")) if part)),)
    draft.fact(N_("Summary"), sentence_of(draft.take("summary")))
    _parties(draft)
    draft.field("budget", asked=True)
    start, end = draft.take("start"), draft.take("end")
    draft.fact(N_("Period"), period(start, end, open_end=END_NOT_KNOWN))
    scopes = draft.taken("programme_country", "programme")
    draft.fact(N_("Where"), listed([(link_piece(draft.reading, row["scope"]),) for row in scopes]))
    draft.field("agreement", "budget_line", "next_report_due", "final_report_due", "next_payment_due")
    _components(draft)
    draft.records("roadmap", "funding", N_("Roadmaps it pays for"))
    draft.records("roadmap_item", "funding", N_("Roadmap items it pays for"))
    draft.records("activity", "funding", N_("Activities it pays for"))
    draft.records("deployment", "related")
    draft.records("document", "related")
    draft.records("programme_party", "programme", N_("Parties"), is_aside=True)
    draft.records("programme_country", "programme", N_("Countries and groups"), is_aside=True)


def _parties(draft: Draft) -> None:
    """Say who pays and who leads, then everybody else by what they do."""
    reading = draft.reading
    by_role: dict[str, list[Line]] = {}
    funder, lead = draft.take("funder"), draft.take("lead")
    rows = draft.taken("programme_party", "programme")
    pays = [funder, *(row["partner"] for row in rows if row["role"] in {"funder", "main_funder"})]
    leads = [lead, *(row["partner"] for row in rows if row["role"] == "lead")]
    for label, keys in ((N_("Paid by"), pays), (N_("Led by"), leads)):
        named = [(link_piece(reading, key),) for key in dict.fromkeys(keys) if key is not None]
        draft.fact(label, listed(named) if named else (NOT_KNOWN,))
    for row in rows:
        if row["role"] not in {"funder", "main_funder", "lead"}:
            role = raised(choice("programme_party", "role", row["role"]) or N_("part not known"))
            by_role.setdefault(role, []).append((link_piece(reading, row["partner"]),))
    for role, lines in by_role.items():
        draft.fact(role, listed(lines))


def _components(draft: Draft) -> None:
    rows = []
    for row in draft.taken("programme_component", "programme"):
        target = Target("programme_component", str(row["id"]))
        rows.append(Row(cells=((Piece(raised(str(row["text"])), target),),), target=target))
    draft.section(
        "components",
        N_("What it is made of"),
        rows,
        layout="wrapped",
        add=draft.adding("programme_component", "programme"),
    )
