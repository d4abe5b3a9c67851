# SPDX-License-Identifier: EUPL-1.2
"""Where things lie: the office's file, its backups, and the folders that ship with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

DATABASE_NAME: Final = "office.coopdesk"
DATABASE_VARIABLE: Final = "COOPDESK_DATABASE"
CONFIG_VARIABLE: Final = "COOPDESK_CONFIG"


def default_database() -> Path:
    """Give the file that is used when none is named: the environment's, else the user's own."""
    named = os.environ.get(DATABASE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs  # needed only here, and not free at start

    return Path(platformdirs.user_data_dir("CoopDesk", appauthor=False, roaming=False)) / DATABASE_NAME


def config_folder() -> Path:
    """Give the folder of what a user has chosen: profile, look and shape of the window."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named)
    import platformdirs  # needed only here, and not free at start

    return Path(platformdirs.user_config_dir("CoopDesk", appauthor=False, roaming=False))


def backup_folder(database: Path) -> Path:
    """Give the folder of a file's backups, beside it."""
    return database.parent / f"{database.name}-backups"


def report_folder(database: Path) -> Path:
    """Give the folder in which mistakes of the program are noted, beside a file."""
    return database.parent / f"{database.name}-reports"


def shipped(name: str) -> Path:
    """Give a folder that ships with the program (migrations, resources, seed): built, installed or source."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / name
    installed = Path(__file__).parent / "_data" / name
    return installed if installed.is_dir() else Path(__file__).parent.parent / name
