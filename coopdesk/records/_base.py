# SPDX-License-Identifier: EUPL-1.2
"""The base of all tables, and what every record has: an id, a reference, a remark.

A record is born with a UUIDv7 that names it everywhere. Its version and who touched it when are kept
in the register (`record`), so that the tables of the office hold nothing but facts.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import REFERENCE, TEXT
from coopdesk.records._columns import KEY
from coopdesk.records._field import field


class Base(DeclarativeBase):
    """Base of every table, with the names of all constraints settled from the first migration on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RegisterEntry(Base):
    """One line for every record there is or was: what names it, its version, its place in time.

    A record in the trash keeps its line, so its reference stays taken and its history readable; its row
    is gone from the table of its type and waits in the history.
    """

    __tablename__ = "record"
    __table_args__ = (Index(None, "type", "is_live", "label_sorted"),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(KEY, unique=True)
    type: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(80))
    reference_folded: Mapped[str] = mapped_column(String(160), unique=True)
    label: Mapped[str] = mapped_column(String(500))
    label_sorted: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer)
    is_live: Mapped[bool]
    created_in: Mapped[int] = mapped_column(Integer)
    changed_in: Mapped[int] = mapped_column(Integer)


class Record(Base):
    """What every record of the office has."""

    __abstract__ = True
    __record__: ClassVar[dict[str, Any]]

    id: Mapped[str] = mapped_column(
        KEY, ForeignKey("record.id", deferrable=True, initially="DEFERRED"), primary_key=True, sort_order=-200
    )
    reference: Mapped[str] = field(
        REFERENCE,
        label=N_("Reference"),
        help=N_("The short, unique name that people see and type. A new record gets a proposal."),
        required=True,
        sort_order=-100,
    )
    note: Mapped[str | None] = field(
        TEXT,
        label=N_("Remark"),
        help=N_("Anything worth knowing that no other field takes."),
        sort_order=900,
    )
