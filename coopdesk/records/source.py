# SPDX-License-Identifier: EUPL-1.2
"""Where facts come from: the sources, and the citations that tie records to them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, link
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._targets import ADDRESS


class Source(Record):
    """A text from which facts were taken."""

    __tablename__ = "source"
    __record__ = about(
        label=N_("Source"),
        plural=N_("Sources"),
        help=N_("The texts behind the facts in this register."),
        prefix="SO",
        section="reference",
        title=("title",),
    )

    file: Mapped[str | None] = field(
        LINE, label=N_("File"), help=N_("The name of the file that was read."), searched="name"
    )
    title: Mapped[str] = field(
        LINE, label=N_("Title"), help=N_("What the text is called."), required=True, searched="name"
    )
    kind: Mapped[str | None] = field(
        LINE, label=N_("Kind of source"), help=N_("Signed plan, web page, news article and the like.")
    )
    publisher: Mapped[str | None] = field(
        LINE, label=N_("Publisher"), help=N_("Who put the text out, as far as it says.")
    )
    date: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Date"), help=N_("The date of the text; empty where it has none.")
    )
    link: Mapped[str | None] = field(
        ADDRESS, label=N_("Address"), help=N_("Where the text can be found."), searched="text"
    )
    read_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Read on"), help=N_("When the text was read, for pages that change.")
    )
    locator: Mapped[str | None] = field(
        LINE, label=N_("Place in the source"), help=N_("Which part of the text these particulars are from.")
    )


class Citation(Record):
    """The place in a source that bears out a record, or one field of it."""

    __tablename__ = "citation"
    __record__ = about(
        label=N_("Citation"),
        plural=N_("Citations"),
        help=N_("Which place of which source bears out which record."),
        prefix="CI",
        section="reference",
        title=("record", "source", "locator"),
    )

    record: Mapped[str] = field(
        link("record"),
        label=N_("Record"),
        help=N_("The record that the source bears out."),
        required=True,
        parent=True,
    )
    source: Mapped[str] = field(
        link("source"), label=N_("Source"), help=N_("The source that says so."), required=True
    )
    locator: Mapped[str | None] = field(
        LINE, label=N_("Place in the source"), help=N_("Page, section or line where it says so.")
    )
    field: Mapped[str | None] = field(
        LINE, label=N_("Field"), help=N_("The field that is borne out; empty for the whole record.")
    )
