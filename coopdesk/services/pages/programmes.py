# SPDX-License-Identifier: EUPL-1.2
"""The page of a programme: who pays, who leads, where it works, what it is made of and what it pays for."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline, sentence_of
from coopdesk.services.pages.page import Line, Piece, Row, Target
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import END_NOT_KNOWN, NOT_KNOWN, listed, period, quiet, raised


def write(outline: Outline) -> None:
    """Write the page of a programme."""
    short = outline.take("short_name")
    outline.name_beside = str(short or "")
    outline.title = str(outline.take("name"))
    outline.crumbs = [Piece(N_("Programmes"), view=View(type="programme")), Piece(outline.title)]
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    phase = outline.take("phase")
    outline.subtitle = (quiet(", ".join(part for part in (kind, str(phase or "")) if part)),)
    outline.fact(N_("Summary"), sentence_of(outline.take("summary")))
    _parties(outline)
    outline.field("budget", asked=True)
    start, end = outline.take("start"), outline.take("end")
    outline.fact(N_("Period"), period(start, end, open_end=END_NOT_KNOWN))
    scopes = outline.taken("programme_country", "programme")
    outline.fact(N_("Where"), listed([(link_piece(outline.reading, row["scope"]),) for row in scopes]))
    outline.field("agreement", "budget_line", "next_report_due", "final_report_due", "next_payment_due")
    _components(outline)
    outline.records("roadmap", "funding", N_("Roadmaps it pays for"))
    outline.records("roadmap_item", "funding", N_("Roadmap items it pays for"))
    outline.records("activity", "funding", N_("Activities it pays for"))
    outline.records("deployment", "related")
    outline.records("document", "related")
    outline.records("programme_party", "programme", N_("Parties"), is_aside=True)
    outline.records("programme_country", "programme", N_("Countries and groups"), is_aside=True)


def _parties(outline: Outline) -> None:
    """Say who pays and who leads, then everybody else by what they do."""
    reading = outline.reading
    by_role: dict[str, list[Line]] = {}
    funder, lead = outline.take("funder"), outline.take("lead")
    rows = outline.taken("programme_party", "programme")
    pays = [funder, *(row["partner"] for row in rows if row["role"] in {"funder", "main_funder"})]
    leads = [lead, *(row["partner"] for row in rows if row["role"] == "lead")]
    for label, keys in ((N_("Paid by"), pays), (N_("Led by"), leads)):
        named = [(link_piece(reading, key),) for key in dict.fromkeys(keys) if key is not None]
        outline.fact(label, listed(named) if named else (NOT_KNOWN,))
    for row in rows:
        if row["role"] not in {"funder", "main_funder", "lead"}:
            role = raised(choice("programme_party", "role", row["role"]) or N_("part not known"))
            by_role.setdefault(role, []).append((link_piece(reading, row["partner"]),))
    for role, lines in by_role.items():
        outline.fact(role, listed(lines))


def _components(outline: Outline) -> None:
    rows = []
    for row in outline.taken("programme_component", "programme"):
        target = Target("programme_component", str(row["id"]))
        rows.append(Row(cells=((Piece(raised(str(row["text"])), target),),), target=target))
    outline.section(
        "components",
        N_("What it is made of"),
        rows,
        layout="wrapped",
        add=outline.adding("programme_component", "programme"),
    )
