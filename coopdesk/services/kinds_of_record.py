# SPDX-License-Identifier: EUPL-1.2
"""The kinds of record as a choice: every type by its key and its name in the plural, in menu order."""

from __future__ import annotations

from coopdesk.records.catalog import SPECS
from coopdesk.services.registers import REGISTERS


def kinds_of_record() -> list[tuple[str, str]]:
    """Give the types that have a list of their own."""
    return [(key, SPECS[key].plural) for register in REGISTERS for key in register.types]
