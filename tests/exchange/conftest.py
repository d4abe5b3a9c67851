# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the exchange share."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def nothing_is_left_behind() -> Iterator[None]:
    """No child, no open pipe, no timer stays after a test."""
    open_before = _open_files()
    yield
    assert multiprocessing.active_children() == []
    assert _open_files() <= open_before + 1  # the tracker of multiprocessing starts once and stays
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0
