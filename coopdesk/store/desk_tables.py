# SPDX-License-Identifier: EUPL-1.2
"""What the desk remembers beside the records: saved views, drafts, and what was opened last.

None of it is a record of the office, so it has no history and leaves with no workbook.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.records._base import Base
from coopdesk.records._columns import KEY
from coopdesk.store.history_tables import UtcTime


class SavedViewRow(Base):
    """A list kept under a name: which records, in which order, with which columns (JSON of domain.views)."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("name_folded"),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    name_folded: Mapped[str] = mapped_column(String(160))
    definition: Mapped[str] = mapped_column(Text)
    place: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[dt.datetime] = mapped_column(UtcTime)


class DraftRow(Base):
    """What somebody is typing into a form, as typed; without a record it is a new one."""

    __tablename__ = "draft"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    type: Mapped[str] = mapped_column(String(40))
    record: Mapped[str | None] = mapped_column(KEY, unique=True)
    typed: Mapped[str] = mapped_column(Text)
    seen: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(100))
    changed_at: Mapped[dt.datetime] = mapped_column(UtcTime)


class OpenedRow(Base):
    """When a record was last opened here, for the list of recent ones; the pinned stay."""

    __tablename__ = "opened"

    record: Mapped[str] = mapped_column(KEY, primary_key=True)
    opened_at: Mapped[dt.datetime] = mapped_column(UtcTime)
    is_pinned: Mapped[bool]
