# SPDX-License-Identifier: EUPL-1.2
"""Icons: line drawings from `resources/icons`, coloured when they are drawn, sharp at every scale."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from coopdesk.gui.look.tokens import ICON_LARGE, ICON_SMALL
from coopdesk.paths import shipped

_RATIOS = (1.0, 1.5, 2.0)


class IconShelf:
    """Reads each drawing once and keeps what was made of it."""

    def __init__(self) -> None:
        self._drawings: dict[str, str] = {}
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, color: str, disabled: str) -> QIcon:
        """Give an icon for buttons and menus."""
        key = (name, color, disabled)
        if key not in self._icons:
            icon = QIcon()
            for size in (ICON_SMALL, ICON_LARGE):
                for ratio in _RATIOS:
                    icon.addPixmap(self.pixmap(name, color, size, ratio))
                    icon.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(self, name: str, color: str, size_px: int, ratio: float) -> QPixmap:
        """Give a drawing in a colour, `size_px` logical pixels wide."""
        key = (name, color, size_px, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, color, size_px, ratio)
        return self._pixmaps[key]

    def _draw(self, name: str, color: str, size_px: int, ratio: float) -> QPixmap:
        if name not in self._drawings:
            self._drawings[name] = (shipped("resources") / "icons" / f"{name}.svg").read_text("utf-8")
        drawing = self._drawings[name].replace("currentColor", color)
        pixmap = QPixmap(QSize(round(size_px * ratio), round(size_px * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size_px, size_px))
        painter.end()
        return pixmap
