# SPDX-License-Identifier: EUPL-1.2
"""The only place that sees every layer: it puts the program together and hands the parts to each other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coopdesk.cli import main as command_line
from coopdesk.cli.settings import Settings
from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.paths import default_database, report_folder
from coopdesk.services.pictures import PictureOrder


def run(arguments: Sequence[str]) -> int:
    """Run the program on its arguments and give the exit code."""
    return command_line.run(
        arguments,
        Settings(
            default_database=default_database,
            who=login_name,
            report=note_mistake,
            open_window=open_window,
            draw_picture=draw_picture,
        ),
    )


def open_window(database: Path) -> int:
    """Open the window on a file and give the exit code. Raises EnvironmentProblem where Qt cannot be had."""
    if not has_display():
        raise EnvironmentProblem("no-display")
    with _qt():
        from coopdesk.gui import app
    return app.run(app.Start(database=database, who=login_name, report=note_mistake))


def has_display() -> bool:
    """Say whether a window can be shown here; Qt would end the program where it cannot."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def draw_picture(order: PictureOrder) -> None:
    """Draw a screen into a file. Raises EnvironmentProblem without Qt, UserError for no screen."""
    with _qt():
        from coopdesk.gui import pictures
    pictures.draw(order, who=login_name())


@contextmanager
def _qt() -> Iterator[None]:
    """Say in a sentence that the parts of the system which a window needs are missing."""
    try:
        yield
    except ImportError as missing:
        raise EnvironmentProblem("no-window-here", missing=str(missing)) from missing


def login_name() -> str:
    """Give the name under which this person's work is kept: COOPDESK_USER, the profile, the login."""
    from coopdesk.services.profile import who_works  # a quick look at the records does not need it

    return who_works()


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
