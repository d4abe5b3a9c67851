# SPDX-License-Identifier: EUPL-1.2
"""The one record of a type that a text names."""

from __future__ import annotations

from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import BadValue
from coopdesk.records.catalog import SPECS
from coopdesk.services.naming import resolver
from coopdesk.services.pages.page import Target
from coopdesk.store.engine import Database


def one_of_type(database: Database, type_key: str, text: str) -> Target:
    """Give the record of a type by reference or name. Raises UserError where there is none, or several."""
    with database.reading() as connection:
        try:
            return Target(type_key, resolver(connection)(text.strip(), (type_key,)))
        except BadValue as error:
            raise UserError(error.code, label=SPECS[type_key].label, **error.facts) from None
