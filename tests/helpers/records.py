# SPDX-License-Identifier: EUPL-1.2
"""Short looks at records of a file, by type and reference."""

from __future__ import annotations

from coopdesk.records.catalog import SPECS
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.page import Target
from coopdesk.store.queries import Row, rows_of


def all_rows(database: Database, type_key: str) -> list[Row]:
    """Give all records of a type, in their usual order."""
    with database.reading() as connection:
        return rows_of(connection, SPECS[type_key])


def ids_of(database: Database, type_key: str) -> list[str]:
    """Give the ids of all records of a type."""
    return [str(row["id"]) for row in all_rows(database, type_key)]


def row_of(database: Database, type_key: str, reference: str) -> Row:
    """Give the values of a record."""
    return next(row for row in all_rows(database, type_key) if row["reference"] == reference)


def target_of(database: Database, type_key: str, reference: str) -> Target:
    """Give a record as what a link leads to."""
    return Target(type_key, str(row_of(database, type_key, reference)["id"]))
