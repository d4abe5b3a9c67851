# SPDX-License-Identifier: EUPL-1.2
"""The few sizes and weights of text. Points, so that they follow the system's text size; figures tabular."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtGui import QFont

Role = Literal[
    "display",
    "title",
    "head",
    "body",
    "body_medium",
    "body_strong",
    "small",
    "small_medium",
    "section",
    "micro",
]

_SIZES: Final[dict[str, tuple[float, QFont.Weight, float]]] = {
    # points at 100 %, weight, letter spacing in pixels
    "display": (18.0, QFont.Weight.DemiBold, -0.2),
    "title": (15.0, QFont.Weight.DemiBold, -0.2),
    "head": (11.25, QFont.Weight.DemiBold, 0.0),
    "body": (9.75, QFont.Weight.Normal, 0.0),
    "body_medium": (9.75, QFont.Weight.Medium, 0.0),
    "body_strong": (9.75, QFont.Weight.DemiBold, 0.0),
    "small": (9.0, QFont.Weight.Normal, 0.0),
    "small_medium": (9.0, QFont.Weight.Medium, 0.0),
    "section": (9.0, QFont.Weight.DemiBold, 0.0),
    "micro": (8.25, QFont.Weight.Medium, 0.0),
}


def font_of(role: Role, family: str = "") -> QFont:
    """Give the font of a role in the application's family, or another one."""
    points, weight, spacing = _SIZES[role]
    font = QFont(family) if family else QFont()
    font.setPointSizeF(points)
    font.setWeight(weight)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
