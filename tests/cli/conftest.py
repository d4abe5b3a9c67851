# SPDX-License-Identifier: EUPL-1.2
"""The command line on a fresh file with the starting data, on an empty one, and on one only to be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture
def coopdesk(office_path: Path) -> Command:
    """Give commands on a fresh file with the starting data."""
    return Command(office_path)


@pytest.fixture
def blank(empty_file: Path, tmp_path: Path) -> Command:
    """Give commands on a fresh file without records."""
    return Command(Path(shutil.copyfile(empty_file, tmp_path / "empty.coopdesk")))


@pytest.fixture(scope="session")
def reader(starting_file: Path) -> Command:
    """Give commands on the starting data that only read; nothing may write to this file."""
    return Command(starting_file)
