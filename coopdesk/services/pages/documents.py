# SPDX-License-Identifier: EUPL-1.2
"""The pages of documents, IT systems and sources."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.drafting import Draft
from coopdesk.services.pages.page import Piece, Row, Target
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import NOT_KNOWN, date, lowered, period, quiet, raised


def write(draft: Draft) -> None:
    """Write the page of a document."""
    draft.title = str(draft.take("title"))
    owner = draft.row["owner"]
    draft.crumbs = [
        Piece(N_("Documents"), view=View(type="document")),
        *([link_piece(draft.reading, owner)] if owner is not None else []),
        Piece(draft.title),
    ]
    kind, version = draft.spec.by_key["kind"].kind.format(draft.take("kind")), draft.take("version")
    draft.subtitle = (quiet(", ".join(part for part in (kind, str(version or "")) if part)),)
    draft.fact(N_("Owner"), draft.link("owner") or (NOT_KNOWN,))
    draft.fact(N_("Date"), (date(draft.take("date")),))
    if draft.row["valid_from"] or draft.row["valid_until"]:
        draft.fact(N_("Valid"), period(draft.row["valid_from"], draft.row["valid_until"]))
    draft.told("valid_from", "valid_until")
    draft.field(
        "languages", "arrangement", "related", "replaces", "link", "location", "publication_reference"
    )
    _aims(draft)
    draft.records("attachment", "record", N_("Files"))
    draft.records("document", "replaces", N_("Replaced by"))


def _aims(draft: Draft) -> None:
    rows = []
    for row in draft.taken("strategy_aim", "document"):
        target = Target("strategy_aim", str(row["id"]))
        kind = (quiet(choice("strategy_aim", "kind", row["kind"])),)
        rows.append(Row(cells=((Piece(raised(str(row["text"])), target),), kind), target=target))
    draft.section(
        "aims",
        N_("Priorities and aims"),
        rows,
        layout="wrapped",
        add=draft.adding("strategy_aim", "document"),
        view=draft.view_of("strategy_aim", "document"),
    )


def write_system(draft: Draft) -> None:
    """Write the page of an IT system."""
    draft.title = str(draft.take("name"))
    draft.name_beside = str(draft.take("short_name") or "")
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    draft.subtitle = (quiet(kind),) if kind else ()
    draft.fact(N_("Owner"), draft.link("owner") or (NOT_KNOWN,))
    draft.field("activity", "arrangement")


def write_source(draft: Draft) -> None:
    """Write the page of a source, with what it bears out."""
    reading = draft.reading
    draft.title = str(draft.take("title"))
    kind = draft.take("kind")
    draft.subtitle = (quiet(raised(str(kind))),) if kind else ()
    draft.field("publisher", asked=True)
    draft.fact(N_("Date"), (date(draft.take("date")),))
    cited = draft.taken("citation", "source")
    reading.know_ids([row["record"] for row in cited])
    rows = []
    for row in cited:
        piece = link_piece(reading, row["record"], is_full=True)
        what = lowered(reading.spec_of(row["record"]).label)
        source = Target("citation", str(row["id"]))
        cells = ((piece,), (quiet(what),), (quiet(str(row["locator"] or "")),))
        rows.append(Row(cells=cells, target=piece.target, source=source))
    draft.section(
        "cited", N_("What it bears out"), rows, aligns="llr", total=draft.total("citation", "source")
    )
