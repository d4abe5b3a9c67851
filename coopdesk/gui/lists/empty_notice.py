# SPDX-License-Identifier: EUPL-1.2
"""What stands where a list has no rows: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coopdesk.gui.lists.paper import Paper
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import LIST_MARGIN
from coopdesk.gui.look.widgets import Words, make_button


class EmptyNotice(Paper):
    """Says that nothing is there yet, or that nothing matches, with the next step on a button."""

    acted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("list.empty")
        column = QVBoxLayout(self)
        column.setContentsMargins(LIST_MARGIN, 48, LIST_MARGIN, LIST_MARGIN)
        column.setSpacing(8)
        self._words = Words(look, "", "body", "ink")
        self._words.setObjectName("list.empty.words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setWordWrap(True)
        self._reason = Words(look, "", "small", "ink2")
        self._reason.setObjectName("list.empty.reason")
        self._reason.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._reason.setWordWrap(True)
        self.button = make_button(look, "", self.acted.emit, name="list.empty.act")
        column.addWidget(self._words)
        column.addWidget(self._reason)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def say(self, words: str, reason: str, act: str) -> None:
        """Say why there is nothing, and offer an act."""
        self._words.setText(words)
        self._reason.setText(reason)
        self.button.setText(act)
