# SPDX-License-Identifier: EUPL-1.2
"""Small parts of a filter: a button that opens choices to tick, and a chip that takes one away again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import RADIUS_FILTER_CHIP


class Chip(QAbstractButton):
    """A condition of the filter; a click or Enter takes it away."""

    def __init__(self, look: Look, text: str, name: str) -> None:
        super().__init__()
        self._look = look
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Filter {text}, take away").format(text=text))
        self.setToolTip(self.tr("Take this filter away"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the size of the chip."""
        return QSize(text_width(self._look, self.text(), "small") + 34, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        painter.setPen(QPen(QColor(tokens.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.tint))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_FILTER_CHIP, RADIUS_FILTER_CHIP
        )
        draw_text(
            painter, self._look, QRect(10, 0, self.width() - 26, self.height()), self.text(), "small", "link"
        )
        icon = self._look.pixmap("x", 12, "link", self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 20, (self.height() - 12) // 2, icon)
        painter.end()


class ChoiceButton(QPushButton):
    """Opens a list of choices to tick. `chosen_changed` brings the ticked ones, by their keys."""

    chosen_changed = Signal(object)

    def __init__(self, look: Look, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setProperty("kind", "quiet")
        self.setFont(look.font("small_medium"))
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}.menu")
        self.setMenu(self._menu)
        self.chosen: tuple[str, ...] = ()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer choices: key and words; those chosen before stay chosen."""
        self._menu.clear()
        for key, words in choices:
            action = self._menu.addAction(words.replace("&", "&&"))
            action.setObjectName(f"{self.objectName()}.{key}")
            action.setCheckable(True)
            action.setChecked(key in self.chosen)
            action.setData(key)
            action.triggered.connect(self._on_triggered)
        self.setEnabled(bool(choices))

    def words_of(self, key: str) -> str:
        """Give the words of a choice."""
        found = (one.text() for one in self._menu.actions() if one.data() == key)
        return next(found, key).replace("&&", "&")

    def choose(self, keys: Sequence[str]) -> None:
        """Tick just these, without telling."""
        self.chosen = tuple(keys)
        for action in self._menu.actions():
            action.setChecked(action.data() in self.chosen)

    def _on_triggered(self) -> None:
        self.chosen = tuple(one.data() for one in self._menu.actions() if one.isChecked())
        self.chosen_changed.emit(self.chosen)
