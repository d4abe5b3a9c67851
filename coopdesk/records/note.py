# SPDX-License-Identifier: EUPL-1.2
"""What staff add to any record: notes they write and files they attach."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LINE, PARTIAL_DATE, TEXT, WHOLE, YES_NO, link, pick
from coopdesk.records._base import Record
from coopdesk.records._field import about, field
from coopdesk.records._markings import MARKINGS


class Note(Record):
    """Something a colleague wrote down about a record."""

    __tablename__ = "note"
    __record__ = about(
        label=N_("Note"),
        plural=N_("Notes"),
        help=N_("Dated notes of colleagues about any record; they stay in the office unless asked for."),
        prefix="NO",
        section="documents",
        title=("record", "written_on"),
    )

    record: Mapped[str] = field(
        link("record"), label=N_("Record"), help=N_("What the note is about."), required=True, parent=True
    )
    text: Mapped[str] = field(
        TEXT, label=N_("Text"), help=N_("What there is to say."), required=True, internal=True
    )
    written_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Written on"), help=N_("When it was written.")
    )
    author: Mapped[str | None] = field(LINE, label=N_("Author"), help=N_("Who wrote it."), personal=True)


class Attachment(Record):
    """A file that belongs to a record; the file itself lies beside the database."""

    __tablename__ = "attachment"
    __record__ = about(
        label=N_("Attachment"),
        plural=N_("Attachments"),
        help=N_("Files kept with a record: signed texts, annexes, photographs, messages."),
        prefix="AT",
        section="documents",
        title=("file_name",),
    )

    record: Mapped[str] = field(
        link("record"), label=N_("Record"), help=N_("What the file belongs to."), required=True, parent=True
    )
    file_name: Mapped[str] = field(
        LINE, label=N_("File name"), help=N_("The name the file came with."), required=True, searched="name"
    )
    description: Mapped[str | None] = field(
        TEXT, label=N_("Description"), help=N_("What the file holds, in a few words.")
    )
    language: Mapped[str | None] = field(
        LINE, label=N_("Language"), help=N_("The language of this file, for texts in several languages.")
    )
    version: Mapped[str | None] = field(
        LINE, label=N_("Version"), help=N_("Which version of the text it is.")
    )
    is_certified_copy: Mapped[bool | None] = field(
        YES_NO, label=N_("Certified copy"), help=N_("Yes for a certified copy of a signed text.")
    )
    marking: Mapped[str | None] = field(
        pick(MARKINGS), label=N_("Marking"), help=N_("How widely the file may be shared.")
    )
    added_on: Mapped[str | None] = field(
        PARTIAL_DATE, label=N_("Added on"), help=N_("When the file was attached.")
    )
    size_bytes: Mapped[int | None] = field(
        WHOLE, label=N_("Size in bytes"), help=N_("How large the file is.")
    )
    sha256: Mapped[str | None] = field(
        LINE,
        label=N_("SHA-256"),
        help=N_("The fingerprint by which a changed file is found out."),
        searched="no",
    )
