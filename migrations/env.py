# SPDX-License-Identifier: EUPL-1.2
"""How alembic runs here: on the connection that the program hands over, else on a throw-away file.

The throw-away file is brought to the newest migration first, so that `alembic check` compares the
migrations with the declarations, and `alembic revision --autogenerate` writes the difference.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator

from coopdesk.records import catalog
from coopdesk.store import desk_tables, history_tables

metadata = catalog.Base.metadata
assert {history_tables.ChangeRow.__tablename__, desk_tables.DraftRow.__tablename__} <= set(metadata.tables)
FULL_TEXT = {"search", "search_data", "search_idx", "search_docsize", "search_config", "search_content"}


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Leave the tables of the full-text index out: SQLite makes and owns them."""
    return not (type_ == "table" and name in FULL_TEXT)


def render_item(type_: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our column types as the plain ones below them: a migration imports nothing of the program."""
    if type_ == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    """Run what alembic was asked for on a connection whose transaction the caller owns."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_name=include_name,
        compare_type=True,
        transactional_ddl=True,
        render_as_batch=True,
        render_item=render_item,
    )
    context.run_migrations()


def throw_away() -> Connection:
    """Give a connection to a database in memory that has every migration."""
    connection = create_engine("sqlite://", poolclass=StaticPool).connect()
    script = context.script
    migration = MigrationContext.configure(connection)
    with Operations.context(migration):
        for revision in reversed(list(script.walk_revisions())):
            revision.module.upgrade()
    migration.stamp(script, "head")
    return connection


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with throw_away() as fresh:
        run(fresh)
