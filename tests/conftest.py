# SPDX-License-Identifier: EUPL-1.2
"""What every test may use: a file with the starting data, an empty one, and no way to the real file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from coopdesk.services import maintenance
from coopdesk.services.maintenance import Database

WHO = "test"


@pytest.fixture(autouse=True)
def _no_real_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A command without --database must never reach the file, or the profile, of whoever runs the tests."""
    monkeypatch.setenv("COOPDESK_DATABASE", str(tmp_path / "not-named.coopdesk"))
    monkeypatch.setenv("COOPDESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("COOPDESK_CONFIG", str(tmp_path / "config"))


@pytest.fixture(scope="session")
def starting_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with the starting data, made once; never write to it, copy it."""
    path = tmp_path_factory.mktemp("starting") / "office.coopdesk"
    maintenance.init(path, who=WHO)
    return path


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file without records, made once; never write to it, copy it."""
    path = tmp_path_factory.mktemp("empty") / "empty.coopdesk"
    maintenance.init(path, who=WHO, empty=True)
    return path


@pytest.fixture
def office_path(starting_file: Path, tmp_path: Path) -> Path:
    """Give the path of a fresh file with the starting data."""
    return Path(shutil.copyfile(starting_file, tmp_path / "office.coopdesk"))


@pytest.fixture
def office(office_path: Path) -> Iterator[Database]:
    """Give a fresh, open file with the starting data."""
    database = maintenance.open_database(office_path)
    yield database
    database.close()


@pytest.fixture
def empty(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Give a fresh, open file without records."""
    database = maintenance.open_database(Path(shutil.copyfile(empty_file, tmp_path / "empty.coopdesk")))
    yield database
    database.close()
