# SPDX-License-Identifier: EUPL-1.2
"""The dark sentence that rises after an act and offers to take it back; ten seconds, never in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QHBoxLayout, QLabel, QPushButton, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import RADIUS_CARD

SHOWN_MS: Final = 10_000


class Toast(QWidget):
    """A child of the window that lies over its lower left."""

    def __init__(self, look: Look, window: QWidget, undo: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self.setObjectName("toast")
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(24)
        self._words = QLabel()
        self._words.setObjectName("toast.words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(look.font("body_medium"))
        self._undo = QPushButton(self.tr("Undo"))
        self._undo.setObjectName("toast.undo")
        self._undo.setProperty("kind", "link")
        self._undo.setFont(look.font("body_strong"))
        self._undo.clicked.connect(self.hide)
        self._undo.clicked.connect(undo)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 30))
        self.setGraphicsEffect(shadow)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SHOWN_MS)
        self._clock.timeout.connect(self.hide)
        window.installEventFilter(self)
        look.changed.connect(self._colour)
        self._colour()
        self.hide()

    def say(self, text: str, *, can_undo: bool) -> None:
        """Show a sentence for ten seconds."""
        room = max(self._window.width() - 320, 200)
        self._words.setText(self._words.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self._words.setToolTip(text)
        self._undo.setVisible(can_undo)
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("toast"))
        painter.drawRoundedRect(self.rect(), RADIUS_CARD, RADIUS_CARD)
        painter.end()

    def _place(self) -> None:
        self.move(QPoint(212, self._window.height() - 28 - 20 - self.height()))

    def _colour(self) -> None:
        for widget, role, token in (
            (self._words, QPalette.ColorRole.WindowText, "on_toast"),
            (self._undo, QPalette.ColorRole.ButtonText, "toast_link"),
        ):
            palette = widget.palette()
            palette.setColor(role, self._look.color(token))
            widget.setPalette(palette)
        self._undo.setStyleSheet(f"color: {self._look.tokens.toast_link}")
        self.update()
