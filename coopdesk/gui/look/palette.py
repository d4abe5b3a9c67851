# SPDX-License-Identifier: EUPL-1.2
"""From tokens to Qt's palette, so that plain widgets look right without a style sheet."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from coopdesk.gui.look.tokens import Tokens

_ROLES = QPalette.ColorRole
_DISABLED = QPalette.ColorGroup.Disabled


def palette_of(tokens: Tokens) -> QPalette:
    """Give the palette of a theme."""
    palette = QPalette()
    for role, color in {
        _ROLES.Window: tokens.window,
        _ROLES.Base: tokens.base,
        _ROLES.AlternateBase: tokens.window,
        _ROLES.Button: tokens.base,
        _ROLES.WindowText: tokens.ink,
        _ROLES.Text: tokens.ink,
        _ROLES.ButtonText: tokens.ink,
        _ROLES.PlaceholderText: tokens.ink3,
        _ROLES.Highlight: tokens.tint2,
        _ROLES.HighlightedText: tokens.ink,
        _ROLES.Link: tokens.link,
        _ROLES.LinkVisited: tokens.link,
        _ROLES.Mid: tokens.line,
        _ROLES.Midlight: tokens.hair,
        _ROLES.Light: tokens.base,
        _ROLES.Dark: tokens.control,
        _ROLES.Shadow: tokens.line,
        _ROLES.Accent: tokens.accent,
        _ROLES.ToolTipBase: tokens.base,
        _ROLES.ToolTipText: tokens.ink,
    }.items():
        palette.setColor(role, QColor(color))
    for role in (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText):
        palette.setColor(_DISABLED, role, QColor(tokens.ended))
    return palette
