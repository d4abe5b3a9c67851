# SPDX-License-Identifier: EUPL-1.2
"""The tables of the history, the ledger of exports and imports, and the search text.

History keeps one row for each changed field with the value before and after, one row with the whole
record for a creation or removal. Numbers, not keys, tie the rows together: they are small and in order.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from coopdesk.records._base import Base
from coopdesk.records._columns import KEY


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment, kept in UTC to the second and always aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse naive times, keep UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive time")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Say again that it is UTC, which SQLite forgets."""
        return None if value is None else value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value


class ChangeSetRow(Base):
    """One named act: who, when, where from, why; and what took it back."""

    __tablename__ = "change_set"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcTime)
    who: Mapped[str] = mapped_column(String(100))
    origin: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("change_set.seq"))
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("change_set.seq"))


class ChangeRow(Base):
    """One field before and after; without a field, a whole record that began (no old) or went (no new)."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "record", "seq"),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    change_set: Mapped[int] = mapped_column(ForeignKey("change_set.seq"), index=True)
    record: Mapped[int] = mapped_column(ForeignKey("record.seq"))
    field: Mapped[str | None] = mapped_column(String(60))
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(String(200))


class SearchEntry(Base):
    """The folded text under which a record is found; the full-text index is built over it."""

    __tablename__ = "search_entry"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    names: Mapped[str] = mapped_column(Text)
    texts: Mapped[str] = mapped_column(Text)


class ExportRow(Base):
    """A workbook that left: what it carried, under which purpose, and the base for its return.

    Append-only and chained: `chain` is a hash over this row and the chain of the row before.
    """

    __tablename__ = "export_ledger"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    export_id: Mapped[str] = mapped_column(KEY, unique=True)
    change_set: Mapped[int | None] = mapped_column(ForeignKey("change_set.seq"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcTime)
    who: Mapped[str] = mapped_column(String(100))
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    is_for_return: Mapped[bool]
    marking: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str | None] = mapped_column(Text)
    contents: Mapped[str] = mapped_column(Text)
    base: Mapped[bytes | None] = mapped_column(LargeBinary)
    chain: Mapped[str] = mapped_column(String(64))


class ImportRow(Base):
    """A file that was taken in: the file itself, who sent and took it, and every decision."""

    __tablename__ = "import_ledger"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    change_set: Mapped[int | None] = mapped_column(ForeignKey("change_set.seq"))
    export_id: Mapped[str | None] = mapped_column(KEY, index=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcTime)
    who: Mapped[str] = mapped_column(String(100))
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    decisions: Mapped[str] = mapped_column(Text)
    counts: Mapped[str] = mapped_column(Text)


class ContentRow(Base):
    """The content of an attached file, kept once however often it is attached; never changed."""

    __tablename__ = "content"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AboutRow(Base):
    """Facts about this file: its own id, when and with what it was made."""

    __tablename__ = "about"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
