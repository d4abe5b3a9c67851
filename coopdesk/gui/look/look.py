# SPDX-License-Identifier: EUPL-1.2
"""The look of the running window: the tokens of its theme, fonts by role, icons. Handed to every screen.

Nothing keeps a colour: whoever paints asks for it, and a change of theme is a new palette and an update.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from coopdesk.gui.look.icons import IconShelf
from coopdesk.gui.look.palette import palette_of
from coopdesk.gui.look.style import style_sheet
from coopdesk.gui.look.tokens import THEMES, ThemeName, Tokens
from coopdesk.gui.look.type_roles import Role, font_of


class Look(QObject):
    """Colours, fonts and icons of the window; `changed` tells that everything must be painted anew."""

    changed = Signal()

    def __init__(self, theme: ThemeName | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = theme
        self._icons = IconShelf()
        self._fonts: dict[Role, QFont] = {}
        self.tokens: Tokens = THEMES[theme or self._system()]
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    def choose(self, theme: ThemeName | None) -> None:
        """Take a theme, None for that of the system."""
        self._chosen = theme
        self._take(theme or self._system())

    def apply(self) -> None:
        """Give palette, style sheet and font of the theme to the application."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self.palette())
            application.setStyleSheet(style_sheet(self.tokens))
            application.setFont(self.font("body"))

    def palette(self) -> QPalette:
        """Give the palette of the theme."""
        return palette_of(self.tokens)

    def color(self, token: str) -> QColor:
        """Give a colour by the name of its token."""
        return QColor(self.tokens.color(token))

    def font(self, role: Role) -> QFont:
        """Give the font of a role."""
        if role not in self._fonts:
            self._fonts[role] = font_of(role)
        return self._fonts[role]

    def icon(self, name: str, token: str = "ink2") -> QIcon:
        """Give an icon in a colour; what is disabled is in that of ended things."""
        return self._icons.icon(name, self.tokens.color(token), self.tokens.ended)

    def pixmap(self, name: str, size_px: int, token: str, ratio: float) -> QPixmap:
        """Give an icon drawn for painting at a device pixel ratio."""
        return self._icons.pixmap(name, self.tokens.color(token), size_px, ratio)

    def _take(self, theme: ThemeName) -> None:
        self.tokens = THEMES[theme]
        self.apply()
        self.changed.emit()

    def _system(self) -> ThemeName:
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if is_dark else "light"

    def _on_system_changed(self) -> None:
        if self._chosen is None:
            self._take(self._system())
