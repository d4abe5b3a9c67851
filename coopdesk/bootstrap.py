# SPDX-License-Identifier: EUPL-1.2
"""The only place that sees every layer: it puts the program together and hands the parts to each other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coopdesk.cli import main as command_line
from coopdesk.cli.settings import Settings
from coopdesk.paths import default_database, report_folder

NAME_LIMIT: Final = 100


def run(arguments: Sequence[str]) -> int:
    """Run the program on its arguments and give the exit code."""
    return command_line.run(
        arguments, Settings(default_database=default_database, who=login_name, report=note_mistake)
    )


def login_name() -> str:
    """Give the name under which this person's work is kept: the profile's, else the login."""
    import getpass

    from coopdesk.domain.kinds import strip_unprintable

    try:
        name = os.environ.get("COOPDESK_USER", "").strip() or getpass.getuser()
    except (OSError, KeyError):
        name = ""
    return strip_unprintable(name).strip()[:NAME_LIMIT] or "unknown"


def note_mistake(error: BaseException, database: Path) -> Path | None:
    """Write where a mistake of ours happened, never what was typed; gives the file, None if it cannot be."""
    import datetime as dt
    import traceback

    from coopdesk import __version__

    folder = report_folder(database)
    path = folder / f"mistake-{dt.datetime.now():%Y%m%dT%H%M%S}.txt"
    try:
        folder.mkdir(exist_ok=True)
        lines = [
            f"CoopDesk {__version__}: {type(error).__name__}\n",
            *traceback.format_tb(error.__traceback__),
        ]
        path.write_text("".join(lines), encoding="utf-8", errors="replace")
    except OSError:
        return None
    return path
