# SPDX-License-Identifier: EUPL-1.2
"""The side of the page of a partner: its people and posts, its units, what is owed, its documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Piece, Row
from coopdesk.services.pages.rows import choice, link_piece, name_piece, record_row
from coopdesk.services.pages.units import pairs
from coopdesk.services.pages.wording import date, period, quiet
from coopdesk.store.queries import Row as Values


def people_and_posts(outline: Outline) -> None:
    """Show its people with what they signed, and the posts that it sends or hosts."""
    reading = outline.reading
    rows: list[Row] = []
    seen: set[str] = set()
    people = outline.taken("person", "partner")
    signed = _signed(outline, [row["id"] for row in people])
    for row in people:
        seen.add(str(row["id"]))
        words = ", ".join(part for part in (str(row["office"] or ""), signed.get(str(row["id"]), "")) if part)
        rows.append(record_row(reading, "person", row, beside=((quiet(words),),)))
    for row in outline.taken("person_function", "partner"):
        if str(row["person"]) not in seen:
            piece = link_piece(reading, row["person"], is_full=True)
            function = ", ".join(part for part in (str(row["function"] or ""), _held(row)) if part)
            cells = ((piece,), (quiet(function),))
            rows.append(Row(cells=cells, target=piece.target, source=reading.target(row["id"])))
    posts = {
        str(row["id"]): row for link in ("host", "sending") for row in outline.taken("liaison_post", link)
    }
    rows += [replace(record_row(reading, "liaison_post", row), shape=None) for row in posts.values()]
    outline.section(
        "people",
        N_("People and posts"),
        rows,
        add=outline.adding("person", "partner"),
        view=outline.view_of("person", "partner") if len(rows) == len(people) else None,
        is_aside=True,
        empty=N_("Nobody is recorded."),
    )


def _held(row: Values) -> str:
    start, end = row["valid_from"], row["valid_until"]
    return "".join(piece.text for piece in period(start, end)) if start or end else ""


def _signed(outline: Outline, people: Iterable[Value]) -> dict[str, str]:
    """Give what people signed for it, in words."""
    reading = outline.reading
    outline.taken("arrangement_signatory", "partner")
    rows = reading.linked("arrangement_signatory", "person", people)
    texts = reading.rows("arrangement", [row["arrangement"] for row in rows])
    words = {}
    for row in rows:
        text = texts.get(str(row["arrangement"]))
        if text is not None and row["signed"]:
            kind = _kind_in_short(text)
            day = f" {N_('of')} {date(text['signed_on']).text}" if text["signed_on"] else ""
            words[str(row["person"])] = N_("signed the {kind}{day}").format(kind=kind, day=day)
    return words


def _kind_in_short(text: Values) -> str:
    kind = choice("arrangement", "type", text["type"]) or N_("arrangement")
    return N_("plan") if str(text["type"]).endswith("_plan") else kind


def units(outline: Outline) -> None:
    """Show its units as letters and names."""
    rows, remark = pairs(outline.reading, outline.taken("partner_unit", "partner"))
    outline.section(
        "units",
        N_("Units"),
        rows,
        layout="pairs",
        remark=remark,
        is_aside=True,
        add=outline.adding("partner_unit", "partner"),
        view=outline.view_of("partner_unit", "partner"),
        total=outline.total("partner_unit", "partner"),
    )


def obligations(outline: Outline) -> None:
    """Show what it owes and what is owed to it."""
    for link, title in (("owner", N_("Owed by {name}")), ("counterpart", N_("Owed to {name}"))):
        rows = outline.taken("obligation", link)
        outline.section(
            f"obligations.{link}",
            title.format(name=outline.title),
            [record_row(outline.reading, "obligation", row) for row in rows],
            aligns="llr",
            is_aside=True,
            add=outline.adding("obligation", link),
            view=outline.view_of("obligation", link),
            total=outline.total("obligation", link),
        )


def documents_and_systems(outline: Outline) -> None:
    """Show its documents, those about it and its systems, once each."""
    reading = outline.reading
    documents = {
        str(row["id"]): row for link in ("owner", "related") for row in outline.taken("document", link)
    }
    rows = [
        record_row(reading, "document", row, beside=((quiet(choice("document", "kind", row["kind"])),),))
        for row in documents.values()
    ]
    for row in outline.taken("it_system", "owner"):
        short = f"{row['short_name']}, " if row["short_name"] else ""
        piece = name_piece(reading, "it_system", row)
        made = record_row(reading, "it_system", row, beside=((quiet(N_("IT system")),),))
        cells = ((Piece(short + piece.text, piece.target),), *made.cells[1:])
        rows.append(Row(cells=cells, target=made.target))
    outline.section(
        "documents",
        N_("Documents and systems"),
        rows,
        is_aside=True,
        add=outline.adding("document", "owner"),
        view=outline.view_of("document", "owner", "related") if len(rows) == len(documents) else None,
    )
