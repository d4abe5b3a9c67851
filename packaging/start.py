# SPDX-License-Identifier: EUPL-1.2
"""What the built program starts with: the same as `python -m coopdesk`, in the environment of the user."""

from __future__ import annotations

import os
import sys

from coopdesk.__main__ import main


def forget_the_loader() -> None:
    """Take back what PyInstaller's loader has set, so that nothing started from here finds our libraries.

    A viewer of documents opened from the window would otherwise load them in place of its own. And plugins
    of another Qt, which some desktops announce, must not get into ours.
    """
    if sys.platform == "linux":
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        if before is None:
            os.environ.pop("LD_LIBRARY_PATH", None)
        else:
            os.environ["LD_LIBRARY_PATH"] = before
    for name in [name for name in os.environ if name.startswith("_PYI_") or name == "QT_PLUGIN_PATH"]:
        del os.environ[name]


if __name__ == "__main__":
    forget_the_loader()
    main()
