# SPDX-License-Identifier: EUPL-1.2
"""The only place that sees every layer: it puts the program together and hands the parts to each other."""

from __future__ import annotations

import os
from collections.abc import Sequence

from coopdesk.cli import main as command_line
from coopdesk.cli.settings import Settings
from coopdesk.paths import default_database


def run(arguments: Sequence[str]) -> int:
    """Run the program on its arguments and give the exit code."""
    return command_line.run(arguments, Settings(default_database=default_database, who=login_name))


def login_name() -> str:
    """Give the name under which this person's work is kept: the profile's, else the login."""
    import getpass

    try:
        return os.environ.get("COOPDESK_USER", "").strip() or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
