# SPDX-License-Identifier: EUPL-1.2
"""What stands where no page can: why, and what to do next. And the bar over a page of the past."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import Words, make_button


class Notice(QWidget):
    """A sentence in the middle of an empty pane, with an act where there is one."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.notice")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._act: Callable[[], object] | None = None
        self._words = Words(look, "", "body", "ink2")
        self._words.setObjectName("page.notice.words")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = make_button(look, "", self._do, name="page.notice.act")
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, words: str, act: str = "", do: Callable[[], object] | None = None) -> None:
        """Say something; `act` is the word on the button, `do` what it does."""
        self._words.setText(words)
        self._act = do
        self._button.setText(act)
        self._button.setVisible(do is not None)

    def take_focus(self) -> bool:
        """Put the keyboard on the act; tells whether there is one."""
        if self._act is not None:
            self._button.setFocus(Qt.FocusReason.TabFocusReason)
        return self._act is not None

    def _do(self) -> None:
        if self._act is not None:
            self._act()


class PastBar(QWidget):
    """Says of which moment the page below is, and leads back to now."""

    def __init__(self, look: Look, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.past")
        self._look = look
        self._words = Words(look, "", "small_medium", "ink")
        self._words.setObjectName("page.past.words")
        button = make_button(look, self.tr("Show as it is now"), back, name="page.past.back", kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 4)
        row.addWidget(self._words, 1)
        row.addWidget(button)
        look.changed.connect(self.update)

    def say(self, words: str) -> None:
        """Say the moment."""
        self._words.setText(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.amber_tint))
        painter.end()
