# SPDX-License-Identifier: EUPL-1.2
"""The page of a person: office and functions, what was signed, which posts are held."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Line, Piece, Row
from coopdesk.services.pages.rows import choice, link_piece, record_row
from coopdesk.services.pages.units import partner_crumb
from coopdesk.services.pages.wording import NOT_KNOWN, date, joined, period, quiet


def write(outline: Outline) -> None:
    """Write the page of a person, or of an office whose holder is not named."""
    name, office = outline.take("name"), outline.take("office")
    outline.title = str(name) if name else N_("Name not known")
    salutation = outline.take("salutation")
    outline.name_beside = str(salutation or "")
    outline.crumbs = [
        Piece(N_("People"), view=View(type="person")),
        *partner_crumb(outline),
        Piece(outline.title),
    ]
    at = outline.link("partner")
    words: Line = (quiet(str(office)),) if office else ()
    outline.subtitle = joined([part for part in (words, at) if part])
    if not name:
        outline.fact(N_("Name"), (NOT_KNOWN,))
    outline.field("variant", "unit", "country", "email", "phone", "mobile", "languages")
    _functions(outline)
    _signed(outline)
    _posts(outline)
    outline.records("meeting_party", "person", N_("Meetings"))


def _functions(outline: Outline) -> None:
    rows = []
    for row in outline.taken("person_function", "person"):
        target = outline.reading.target(row["id"])
        role = choice("person_function", "role", row["role"])
        what = str(row["function"] or role or N_("function not known"))
        where: Line = (link_piece(outline.reading, row["partner"]),) if row["partner"] else ()
        rows.append(
            Row(
                cells=((Piece(what, target),), where, period(row["valid_from"], row["valid_until"])),
                target=target,
            )
        )
    outline.section(
        "functions",
        N_("Functions"),
        rows,
        aligns="llr",
        add=outline.adding("person_function", "person"),
        empty=N_("No function is recorded beside the main office."),
    )
    outline.taken("person_function", "successor")


def _signed(outline: Outline) -> None:
    reading = outline.reading
    parts = outline.taken("arrangement_signatory", "person")
    texts = reading.rows("arrangement", [row["arrangement"] for row in parts])
    rows = []
    for part in parts:
        text = texts.get(str(part["arrangement"]))
        if text is not None:
            office = (quiet(str(part["office"] or "")),)
            made = record_row(reading, "arrangement", text, beside=(office, (date(text["signed_on"]),)))
            rows.append(
                Row(cells=made.cells, target=made.target, shape=made.shape, source=reading.target(part["id"]))
            )
    outline.section("signed", N_("Signed"), rows, aligns="llr")


def _posts(outline: Outline) -> None:
    """Show the liaison posts and postings of the person, once each."""
    reading = outline.reading
    postings = outline.taken("posting", "person")
    rows = []
    for row in postings:
        piece = link_piece(reading, row["post"], is_full=True)
        when = period(row["start"], row["actual_end"] or row["planned_end"])
        rows.append(Row(cells=((piece,), when), target=piece.target, source=reading.target(row["id"])))
    told = {row["post"] for row in postings}
    for link, words in (("officer", N_("officer")), ("deputy", N_("deputy"))):
        for post in outline.taken("liaison_post", link):
            if post["id"] not in told:
                rows.append(record_row(reading, "liaison_post", post, beside=((quiet(words),),)))
    outline.section("posts", N_("Liaison posts"), rows)
    outline.taken("posting", "successor")
