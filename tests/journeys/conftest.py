# SPDX-License-Identifier: EUPL-1.2
"""The starting data, to be asked and never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture(scope="session")
def desk(starting_file: Path) -> Command:
    """Give commands that only read the starting data."""
    return Command(starting_file)
