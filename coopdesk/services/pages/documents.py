# SPDX-License-Identifier: EUPL-1.2
"""The pages of documents, IT systems and sources."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Piece, Row, Target
from coopdesk.services.pages.rows import choice, link_piece
from coopdesk.services.pages.wording import NOT_KNOWN, date, lowered, period, quiet, raised


def write(outline: Outline) -> None:
    """Write the page of a document."""
    outline.title = str(outline.take("title"))
    owner = outline.row["owner"]
    outline.crumbs = [
        Piece(N_("Documents"), view=View(type="document")),
        *([link_piece(outline.reading, owner)] if owner is not None else []),
        Piece(outline.title),
    ]
    kind, version = outline.spec.by_key["kind"].kind.format(outline.take("kind")), outline.take("version")
    outline.subtitle = (quiet(", ".join(part for part in (kind, str(version or "")) if part)),)
    outline.fact(N_("Owner"), outline.link("owner") or (NOT_KNOWN,))
    outline.fact(N_("Date"), (date(outline.take("date")),))
    if outline.row["valid_from"] or outline.row["valid_until"]:
        outline.fact(N_("Valid"), period(outline.row["valid_from"], outline.row["valid_until"]))
    outline.told("valid_from", "valid_until")
    outline.field(
        "languages", "arrangement", "related", "replaces", "link", "location", "publication_reference"
    )
    _aims(outline)
    outline.records("attachment", "record", N_("Files"))
    outline.records("document", "replaces", N_("Replaced by"))


def _aims(outline: Outline) -> None:
    rows = []
    for row in outline.taken("strategy_aim", "document"):
        target = Target("strategy_aim", str(row["id"]))
        kind = (quiet(choice("strategy_aim", "kind", row["kind"])),)
        rows.append(Row(cells=((Piece(raised(str(row["text"])), target),), kind), target=target))
    outline.section(
        "aims",
        N_("Priorities and aims"),
        rows,
        layout="wrapped",
        add=outline.adding("strategy_aim", "document"),
        view=outline.view_of("strategy_aim", "document"),
    )


def write_system(outline: Outline) -> None:
    """Write the page of an IT system."""
    outline.title = str(outline.take("name"))
    outline.name_beside = str(outline.take("short_name") or "")
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    outline.subtitle = (quiet(kind),) if kind else ()
    outline.fact(N_("Owner"), outline.link("owner") or (NOT_KNOWN,))
    outline.field("activity", "arrangement")


def write_source(outline: Outline) -> None:
    """Write the page of a source, with what it bears out."""
    reading = outline.reading
    outline.title = str(outline.take("title"))
    kind = outline.take("kind")
    outline.subtitle = (quiet(raised(str(kind))),) if kind else ()
    outline.field("publisher", asked=True)
    outline.fact(N_("Date"), (date(outline.take("date")),))
    cited = outline.taken("citation", "source")
    reading.know_ids([row["record"] for row in cited])
    rows = []
    for row in cited:
        piece = link_piece(reading, row["record"], is_full=True)
        what = lowered(reading.spec_of(row["record"]).label)
        source = Target("citation", str(row["id"]))
        cells = ((piece,), (quiet(what),), (quiet(str(row["locator"] or "")),))
        rows.append(Row(cells=cells, target=piece.target, source=source))
    outline.section(
        "cited", N_("What it bears out"), rows, aligns="llr", total=outline.total("citation", "source")
    )
