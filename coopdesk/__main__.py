# SPDX-License-Identifier: EUPL-1.2
"""`coopdesk` and `python -m coopdesk`: a verb runs the command line."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support

from coopdesk.bootstrap import run


def main() -> None:
    """Run and leave with the exit code of the contract: 0 done, 1 refused, 2 wrong usage, 3 environment."""
    freeze_support()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
