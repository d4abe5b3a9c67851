# SPDX-License-Identifier: EUPL-1.2
"""The page of a person: office and functions, what was signed, which posts are held."""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.drafting import Draft
from coopdesk.services.pages.page import Line, Piece, Row
from coopdesk.services.pages.rows import choice, link_piece, record_row
from coopdesk.services.pages.units import partner_crumb
from coopdesk.services.pages.wording import NOT_KNOWN, date, joined, period, quiet


def write(draft: Draft) -> None:
    """Write the page of a person, or of an office whose holder is not named."""
    name, office = draft.take("name"), draft.take("office")
    draft.title = str(name) if name else N_("Name not known")
    salutation = draft.take("salutation")
    draft.name_beside = str(salutation or "")
    draft.crumbs = [Piece(N_("People"), view=View(type="person")), *partner_crumb(draft), Piece(draft.title)]
    at = draft.link("partner")
    words: Line = (quiet(str(office)),) if office else ()
    draft.subtitle = joined([part for part in (words, at) if part])
    if not name:
        draft.fact(N_("Name"), (NOT_KNOWN,))
    draft.field("variant", "unit", "country", "email", "phone", "mobile", "languages")
    _functions(draft)
    _signed(draft)
    _posts(draft)
    draft.records("meeting_party", "person", N_("Meetings"))


def _functions(draft: Draft) -> None:
    rows = []
    for row in draft.taken("person_function", "person"):
        target = draft.reading.target(row["id"])
        role = choice("person_function", "role", row["role"])
        what = str(row["function"] or role or N_("function not known"))
        where: Line = (link_piece(draft.reading, row["partner"]),) if row["partner"] else ()
        rows.append(
            Row(
                cells=((Piece(what, target),), where, period(row["valid_from"], row["valid_until"])),
                target=target,
            )
        )
    draft.section(
        "functions",
        N_("Functions"),
        rows,
        aligns="llr",
        add=draft.adding("person_function", "person"),
        empty=N_("No function is recorded beside the main office."),
    )
    draft.taken("person_function", "successor")


def _signed(draft: Draft) -> None:
    reading = draft.reading
    parts = draft.taken("arrangement_signatory", "person")
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
    draft.section("signed", N_("Signed"), rows, aligns="llr")


def _posts(draft: Draft) -> None:
    """Show the liaison posts and postings of the person, once each."""
    reading = draft.reading
    postings = draft.taken("posting", "person")
    rows = []
    for row in postings:
        piece = link_piece(reading, row["post"], is_full=True)
        when = period(row["start"], row["actual_end"] or row["planned_end"])
        rows.append(Row(cells=((piece,), when), target=piece.target, source=reading.target(row["id"])))
    told = {row["post"] for row in postings}
    for link, words in (("officer", N_("officer")), ("deputy", N_("deputy"))):
        for post in draft.taken("liaison_post", link):
            if post["id"] not in told:
                rows.append(record_row(reading, "liaison_post", post, beside=((quiet(words),),)))
    draft.section("posts", N_("Liaison posts"), rows)
    draft.taken("posting", "successor")
