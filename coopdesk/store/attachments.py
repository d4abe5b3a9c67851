# SPDX-License-Identifier: EUPL-1.2
"""The contents of attached files, each kept once under its SHA-256."""

from __future__ import annotations

from sqlalchemy import Connection, Table, insert, select

from coopdesk.records._base import Base
from coopdesk.store.history_tables import ContentRow

CONTENTS: Table = Base.metadata.tables[ContentRow.__tablename__]


def keep(connection: Connection, sha256: str, content: bytes) -> None:
    """Keep a content, unless it is there already."""
    found = connection.execute(select(CONTENTS.c.sha256).where(CONTENTS.c.sha256 == sha256)).first()
    if found is None:
        connection.execute(insert(CONTENTS).values(sha256=sha256, content=content))


def content_of(connection: Connection, sha256: str) -> bytes | None:
    """Give a content by its hash."""
    return connection.execute(select(CONTENTS.c.content).where(CONTENTS.c.sha256 == sha256)).scalar()
