# SPDX-License-Identifier: EUPL-1.2
"""What the command line is given from outside: which file, who works, where a mistake is noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coopdesk.services.pictures import PictureOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Functions, because neither the folder nor the login should be looked up before it is needed."""

    default_database: Callable[[], Path]
    who: Callable[[], str]
    open_window: Callable[[Path], int]
    draw_picture: Callable[[PictureOrder], None]
    report: Callable[[BaseException, Path], Path | None]
    """Notes a mistake of ours beside a database and gives the file, None when even that fails."""
