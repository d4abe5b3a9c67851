# SPDX-License-Identifier: EUPL-1.2
"""Opening the file that a command works on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coopdesk.domain.errors import UsageError
from coopdesk.services import maintenance

if TYPE_CHECKING:
    from coopdesk.services.maintenance import Database


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Database]:
    """Give the open file of a command and let go of it afterwards."""
    database = maintenance.open_database(options.path)
    try:
        yield database
    finally:
        database.close()


def assignments(texts: Sequence[str]) -> dict[str, str]:
    """Give FIELD=VALUE pairs. Raises UsageError for what is none, and for a field that is given twice."""
    pairs: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        key = key.strip()
        if not equals or not key:
            raise UsageError("assignment-not-understood", value=text)
        if key in pairs:
            raise UsageError("assignment-twice", key=key)
        pairs[key] = value
    return pairs
