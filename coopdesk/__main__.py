# SPDX-License-Identifier: EUPL-1.2
"""`coopdesk` and `python -m coopdesk`: a verb runs the command line."""

from __future__ import annotations

import io
import os
import sys
from multiprocessing import freeze_support
from pathlib import Path
from typing import TextIO

from coopdesk.bootstrap import run


def main() -> None:
    """Run and leave with the exit code of the contract: 0 done, 1 refused, 2 wrong usage, 3 environment."""
    freeze_support()
    sys.stdout, sys.stderr = _open(sys.stdout), _open(sys.stderr)
    sys.exit(run(sys.argv[1:]))


def _open(stream: TextIO | None) -> TextIO:
    """Give a stream that takes every character whatever the locale; for a closed one, one to nowhere."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


if __name__ == "__main__":
    main()
