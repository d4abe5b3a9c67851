# SPDX-License-Identifier: EUPL-1.2
"""A page on the screen: one column, or two where there is room; everything in it within reach of the keys.

Geometry is set by hand, because every part knows its height at a width and a page may have hundreds of rows.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import PAGE_MARGIN, TABS_HEIGHT
from coopdesk.gui.look.widgets import SectionHead, Words
from coopdesk.gui.pages.item_view import ItemView
from coopdesk.gui.pages.items import Stop, fact_items
from coopdesk.gui.pages.page_head import PageHead
from coopdesk.gui.pages.page_tabs import PageTabs
from coopdesk.gui.pages.section_view import BELOW, HEAD, SectionView
from coopdesk.gui.pages.setting import PAD
from coopdesk.gui.pages.strip import YearsStrip
from coopdesk.gui.pages.text_flow import Measure
from coopdesk.services.pages.page import Page, Section, Target

TWO_COLUMNS: Final = 900
BETWEEN: Final = 40
ASIDE_SHARE: Final = 0.46
TOP: Final = 12
OVERVIEW, HISTORY = 0, 1


class PageView(QScrollArea):
    """Draws a page. `opened` asks for another place, `acted` for a form, `edit_requested` for this one's."""

    opened = Signal(object)
    acted = Signal(object)
    edit_requested = Signal()
    history_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._look = look
        self._measure = Measure(look)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.verticalScrollBar().setSingleStep(24)
        self.page: Page | None = None
        self._body = QWidget()
        self._head: PageHead | None = None
        self._tabs: PageTabs | None = None
        self._strip: YearsStrip | None = None
        self._facts: ItemView | None = None
        self._further_head: SectionHead | None = None
        self._further: ItemView | None = None
        self._sections: list[SectionView] = []
        self._changed: Words | None = None
        self._history: QWidget | None = None
        self._lists: list[ItemView] = []

    # what is shown

    def show_page(
        self, page: Page, today: dt.date, *, is_past: bool = False, history: QWidget | None = None
    ) -> None:
        """Draw a page; the same record keeps its place and the part where the keyboard was.

        `history` is what its history tab shows; without one there are no tabs.
        """
        if page == self.page and history is self._history:
            return
        kept = self._standing() if self.page is not None and self.page.id == page.id else None
        self.page = page
        self._keep_history(history)
        body = QWidget()
        body.setObjectName("page.body")
        body.setBackgroundRole(QPalette.ColorRole.Base)
        body.setAutoFillBackground(True)
        self._build(body, page, today, is_past)
        self._body = body
        self._arrange()  # before it is shown, so that nothing is set on a width it never has
        self.setWidget(body)
        body.show()
        self._stand_again(kept)

    def _keep_history(self, history: QWidget | None) -> None:
        """Take the history out of the old body before that goes, and know the new one."""
        if self._history is not None:
            self._history.setParent(None)
        self._history = history

    def _build(self, body: QWidget, page: Page, today: dt.date, is_past: bool) -> None:
        self._head = PageHead(self._look, self._measure, page, is_past=is_past, parent=body)
        self._head.followed.connect(self._follow)
        self._head.acted.connect(self.acted)
        self._head.edit_requested.connect(self.edit_requested)
        self._tabs = self._make_tabs(body, page) if self._history is not None else None
        self._strip = None
        if page.periods:
            self._strip = YearsStrip(self._look, page.periods, today, body)
            self._strip.opened.connect(self._open)
        self._facts = ItemView(self._look, self._measure, parent=body)
        self._facts.setObjectName("page.facts")
        self._facts.setAccessibleName(self.tr("Facts"))
        self._facts.show_items(fact_items(page.facts))
        self._facts.followed.connect(self._follow)
        main = [self._make_section(body, section) for section in page.sections if not section.is_aside]
        self._further_head, self._further = self._make_further(body, page)
        aside = [self._make_section(body, section) for section in page.sections if section.is_aside]
        self._sections = [*main, *aside]
        self._changed = Words(self._look, page.changed, "small", "ink3", body)
        self._changed.setObjectName("page.changed")
        if self._history is not None:
            self._history.setParent(body)
        parts = [*(one.view for one in main), self._further, *(one.view for one in aside)]
        self._lists = [*self._head.lists, self._facts, *(view for view in parts if view is not None)]
        for number, view in enumerate(self._lists):
            view.stood_on.connect(lambda rect, view=view: self._show_part(view, rect))
            view.left.connect(lambda step, number=number: self._go_on(number, step))

    def _make_further(self, body: QWidget, page: Page) -> tuple[SectionHead, ItemView]:
        """Make the grid of what is known besides, at the end of the main column."""
        head = SectionHead(self._look, self.tr("Further particulars"), None, body)
        facts = ItemView(self._look, self._measure, parent=body)
        facts.setObjectName("page.further")
        facts.setAccessibleName(self.tr("Further particulars"))
        facts.show_items(fact_items(page.further))
        facts.followed.connect(self._follow)
        return head, facts

    def _make_tabs(self, body: QWidget, page: Page) -> PageTabs:
        tabs = PageTabs(self._look, body)
        tabs.add(self.tr("Overview"))
        tabs.add(self.tr("History"), page.history)
        tabs.currentChanged.connect(self._on_tab)
        return tabs

    def _make_section(self, body: QWidget, section: Section) -> SectionView:
        view = SectionView(self._look, self._measure, section, body)
        view.followed.connect(self._follow)
        view.acted.connect(self.acted)
        view.grown.connect(self._arrange)
        return view

    @property
    def is_on_history(self) -> bool:
        """Whether the history of the record is shown."""
        return self._tabs is not None and self._tabs.currentIndex() == HISTORY

    def show_history(self) -> None:
        """Show the history of the record."""
        if self._tabs is not None:
            self._tabs.setCurrentIndex(HISTORY)

    def show_overview(self) -> None:
        """Show the page itself."""
        if self._tabs is not None:
            self._tabs.setCurrentIndex(OVERVIEW)

    def show_section(self, key: str) -> None:
        """Scroll to a section, if there is one."""
        for section in self._sections:
            if section.objectName() == f"page.section.{key}":
                self.verticalScrollBar().setValue(section.y() - TOP)

    def take_focus(self) -> None:
        """Put the keyboard on the facts, where reading begins."""
        if self._facts is not None and self._facts.items:
            self._facts.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._head is not None:
            self._head.crumbs.setFocus(Qt.FocusReason.TabFocusReason)

    # following

    def _follow(self, stop: Stop) -> None:
        if stop.target is not None:
            self._open(stop.target)
        elif stop.view is not None:
            self.opened.emit(Place(kind="list", view=stop.view))

    def _open(self, target: Target) -> None:
        self.opened.emit(Place(kind="record", record=target))

    def _on_tab(self, number: int) -> None:
        if number == HISTORY:
            self.history_asked.emit()
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def _go_on(self, number: int, step: int) -> None:
        """Move the keyboard to the next list above or below."""
        for view in self._lists[number + 1 :] if step > 0 else reversed(self._lists[:number]):
            if view.focusPolicy() != Qt.FocusPolicy.NoFocus and view.isVisible():
                view.enter(from_below=step < 0)
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _show_part(self, view: ItemView, rect: QRect) -> None:
        top = view.mapTo(self._body, rect.topLeft()).y()
        self.ensureVisible(0, top, 0, 40)
        self.ensureVisible(0, top + rect.height(), 0, 40)

    # the place where one stood

    def _standing(self) -> tuple[int, str, int, int]:
        named = next((view for view in self._lists if view.hasFocus()), None)
        tab = self._tabs.currentIndex() if self._tabs is not None else OVERVIEW
        name, row = (named.objectName(), named.row) if named is not None else ("", -1)
        return self.verticalScrollBar().value(), name, row, tab

    def _stand_again(self, kept: tuple[int, str, int, int] | None) -> None:
        if kept is None:
            self.verticalScrollBar().setValue(0)
            return
        scroll, name, row, tab = kept
        if self._tabs is not None and tab != OVERVIEW:
            self._tabs.setCurrentIndex(tab)
        view = next((one for one in self._lists if one.objectName() == name), None)
        if view is not None and row < len(view.items):
            view.setCurrentIndex(view.model().index(row, 0))
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(scroll)

    # setting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the page on the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._head is None or self._facts is None or self._changed is None:
            return
        width = max(self.width() - 2 * PAGE_MARGIN, 200)
        y = TOP + self._head.arrange(width)
        self._head.setGeometry(PAGE_MARGIN - PAD, TOP, width + 2 * PAD, y - TOP)
        if self._tabs is not None:
            self._tabs.setGeometry(PAGE_MARGIN, y, width, TABS_HEIGHT)
            y += TABS_HEIGHT
        is_history = self.is_on_history
        for part in (
            self._strip,
            self._facts,
            self._further,
            self._further_head,
            self._changed,
            *self._sections,
        ):
            if part is not None:
                part.setVisible(not is_history)
        if self._further_head is not None and self._further is not None and not self._further.items:
            self._further_head.hide()
        if self._history is not None:
            self._history.setVisible(is_history)
        bottom = self._put_history(y) if is_history else self._put_overview(y, width)
        self._body.setFixedSize(self.width(), max(bottom, self.height()))

    def _put_history(self, y: int) -> int:
        assert self._history is not None
        height = max(self.height() - y, 200)
        self._history.setGeometry(0, y, self.width(), height)
        return y + height

    def _put_overview(self, y: int, width: int) -> int:
        assert self._facts is not None
        assert self._changed is not None
        y += 8 if self._tabs is not None else 0
        if self._strip is not None:
            height = self._strip.height_at(width)
            self._strip.setGeometry(PAGE_MARGIN, y, width, height)
            y += height + 12
        is_double = width >= TWO_COLUMNS and any(section.is_aside for section in self._sections)
        aside = int((width - BETWEEN) * ASIDE_SHARE) if is_double else 0
        main = width - aside - (BETWEEN if is_double else 0)
        left = self._facts.arrange(PAGE_MARGIN, y, main) + 16
        right = y - 4
        has_further = False
        for section in self._sections:
            if is_double and section.is_aside:
                right = _put(section, PAGE_MARGIN + main + BETWEEN, right, aside)
            else:
                if not is_double and section.is_aside and not has_further:
                    left, has_further = self._put_further(left, main), True
                left = _put(section, PAGE_MARGIN, left, main)
        if not has_further:
            left = self._put_further(left, main)
        bottom = max(left, right)
        if self._changed.text():
            self._changed.setGeometry(PAGE_MARGIN, bottom, width, 24)
            bottom += 24
        return bottom + 12

    def _put_further(self, y: int, width: int) -> int:
        """Set what is known besides; nothing where there is nothing."""
        if self._further is None or self._further_head is None or not self._further.items:
            return y
        self._further_head.setGeometry(PAGE_MARGIN, y, width, HEAD)
        return self._further.arrange(PAGE_MARGIN, y + HEAD + 6, width) + BELOW


def _put(section: SectionView, x: int, y: int, width: int) -> int:
    height = section.height_at(width)
    section.arrange(QRect(x, y, width, height))
    return y + height
