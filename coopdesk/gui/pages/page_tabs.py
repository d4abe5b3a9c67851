# SPDX-License-Identifier: EUPL-1.2
"""The tabs over a page: its overview and its history; quiet words with a line under the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_ring, draw_text, text_width
from coopdesk.gui.look.tokens import TABS_HEIGHT


class PageTabs(QTabBar):
    """A tab bar painted as the rest of the page; a count stands beside the words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.tabs")
        self.setAccessibleName(self.tr("Parts of the page"))
        self._look = look
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.update)

    def add(self, words: str, count: int | None = None) -> None:
        """Add a tab."""
        number = self.addTab(words)
        self.setTabData(number, "" if count is None else f"{count:,}")
        says = words if count is None else self.tr("{tab}, {count}").format(tab=words, count=count)
        self.setAccessibleTabName(number, says)

    def tabSizeHint(self, index: int) -> QSize:
        """Give the size of a tab: its words, its count, and the distance to the next."""
        width = text_width(self._look, self.tabText(index), "body_strong")
        count = self.tabData(index)
        return QSize(width + (text_width(self._look, count, "small") + 8 if count else 0) + 24, TABS_HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Give the same: a tab is never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, counts, the line under the chosen tab and the hairline under all."""
        painter = QPainter(self)
        tokens = self._look.tokens
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(tokens.hair))
        for number in range(self.count()):
            is_chosen = number == self.currentIndex()
            place = self.tabRect(number).adjusted(0, 0, -24, 0)
            role, token = ("body_strong", "ink") if is_chosen else ("body", "ink2")
            used = draw_text(painter, self._look, place, self.tabText(number), role, token)  # type: ignore[arg-type] # a role
            if count := self.tabData(number):
                draw_text(painter, self._look, place.adjusted(used + 8, 0, 0, 0), count, "small", "ink3")
            if is_chosen:
                painter.fillRect(QRect(place.x(), self.height() - 3, place.width(), 3), QColor(tokens.link))
                if self.hasFocus():
                    draw_ring(painter, self._look, place.adjusted(-8, 3, 8, -5))
        painter.end()
