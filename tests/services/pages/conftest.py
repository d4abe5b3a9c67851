# SPDX-License-Identifier: EUPL-1.2
"""Pages of the starting data, asked for by reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coopdesk.services.maintenance import Database, open_database
from coopdesk.services.pages.page import Page
from tests.helpers.pages import page_of

PageOf = Callable[[str], Page]


@pytest.fixture(scope="session")
def reading_office(starting_file: Path) -> Iterator[Database]:
    """Give the starting data open for reading only; never write to it."""
    database = open_database(starting_file)
    yield database
    database.close()


@pytest.fixture
def page(reading_office: Database) -> PageOf:
    """Give the page of a record by reference, as on 22 November 2026."""
    return lambda reference: page_of(reading_office, reference)
