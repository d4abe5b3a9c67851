# SPDX-License-Identifier: EUPL-1.2
"""`coopdesk` and `python -m coopdesk`: a verb runs the command line."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path
from typing import Final, TextIO

from coopdesk.bootstrap import run

OBJECTS_BETWEEN_COLLECTIONS: Final = 500_000


def main() -> None:
    """Run and leave with the exit code of the contract: 0 done, 1 refused, 2 wrong usage, 3 environment.

    Everything that is declared at start stays; looking through it for garbage, again and again and once more
    at the end, took a quarter of the time of a quick look.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support  # a child of the built program starts here too

        freeze_support()
    sys.stdout, sys.stderr = _open(sys.stdout), _open(sys.stderr)
    _keep_log_to_itself()
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def _keep_log_to_itself() -> None:
    """Let warnings go to a log where there is one; Python would print them beside what people are told."""
    import logging  # not at the top: each child that reads a workbook starts from this module too

    logging.getLogger("coopdesk").addHandler(logging.NullHandler())


def _open(stream: TextIO | None) -> TextIO:
    """Give a stream that takes every character whatever the locale; for a closed one, one to nowhere."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


if __name__ == "__main__":
    main()
