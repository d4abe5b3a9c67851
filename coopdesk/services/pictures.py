# SPDX-License-Identifier: EUPL-1.2
"""The order for a picture of a screen: plain data between the command line and the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder:
    """A picture of a screen: of which file, into which file, in which theme, at which scale and size."""

    screen: str
    database: Path
    out: Path
    theme: Literal["light", "dark"]
    scale: float
    width_px: int
    height_px: int
