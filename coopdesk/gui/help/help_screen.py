# SPDX-License-Identifier: EUPL-1.2
"""The help: contents at the left, a page beside them, words found in it. All of it ships with the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.help.contents_delegate import ContentsDelegate
from coopdesk.gui.help.help_pages import ORDER, HelpBook, HelpPage
from coopdesk.gui.help.markdown_page import MarkdownPage
from coopdesk.gui.look.tokens import LIST_MARGIN
from coopdesk.gui.look.widgets import Hairline, Words, make_button
from coopdesk.gui.screen import Command, Screen

CONTENTS_WIDTH: Final = 220


class HelpScreen(Screen):
    """Shows the page that a place names in `anchor`, as `lists` or `lists#keep-a-view`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("help")
        self._book = HelpBook()
        self._page: HelpPage | None = None
        self.contents = self._make_contents()
        self.text = MarkdownPage(desk.look, "help.text")
        self.text.setAccessibleName(self.tr("Page of the help"))
        self.text.link_chosen.connect(self._follow)
        self._find = QLineEdit()
        self._find.setObjectName("help.find")
        self._find.setAccessibleName(self.tr("Find on this page"))
        self._find.setPlaceholderText(self.tr("Find on this page"))
        self._find.setClearButtonEnabled(True)
        self._find.setFixedWidth(220)
        self._find.textChanged.connect(self._on_find_typed)
        self._find.installEventFilter(self)
        self._found = Words(desk.look, "", "small", "ink2")
        self._found.setObjectName("help.found")
        self._build()

    def _make_contents(self) -> QListWidget:
        contents = QListWidget()
        contents.setObjectName("help.contents")
        contents.setAccessibleName(self.tr("Pages of the help"))
        contents.setFrameShape(QFrame.Shape.NoFrame)
        contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        contents.setItemDelegate(ContentsDelegate(self.desk.look, contents))
        for key in ORDER:
            item = QListWidgetItem(self._book.pages[key].title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            contents.addItem(item)
        contents.currentItemChanged.connect(lambda item, _: self._on_chosen(item))
        return contents

    def _build(self) -> None:
        look = self.desk.look
        left = QWidget()
        left.setAutoFillBackground(True)
        left.setBackgroundRole(QPalette.ColorRole.Base)
        left.setMinimumWidth(180)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        title = Words(look, self.tr("Help"), "head")
        title.setContentsMargins(LIST_MARGIN + 4, 4, 0, 4)
        column.addWidget(title)
        column.addWidget(self.contents, 1)
        right = QWidget()
        right.setAutoFillBackground(True)
        right.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(28, 8, LIST_MARGIN, 8)
        bar.setSpacing(8)
        bar.addStretch(1)
        bar.addWidget(self._found)
        bar.addWidget(self._find)
        bar.addWidget(make_button(look, self.tr("Next"), self.find_next, name="help.next"))
        column.addLayout(bar)
        column.addWidget(Hairline(look))
        column.addWidget(self.text, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([CONTENTS_WIDTH, 900])
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def show_place(self, place: Place) -> None:
        """Show the page and the heading of a place."""
        page, heading = self._book.find(place.anchor)
        if page != self._page:
            self._page = page
            self.text.show_markdown(page.text)
            self._mark(page)
            self._on_find_typed()
        self.text.go_to_heading(heading)

    def _mark(self, page: HelpPage) -> None:
        """Show in the contents where one is; a part of a page counts as the page."""
        key = page.key.partition("/")[0]
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(ORDER.index(key))
        self.contents.blockSignals(False)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(Place(kind="help", anchor=item.data(Qt.ItemDataRole.UserRole)))

    def _follow(self, link: str) -> None:
        """Follow a link within the help; nothing leads out of it."""
        name, _, heading = link.partition("#")
        key = name.removesuffix(".md") or (self._page.key if self._page is not None else "")
        if key in self._book.pages:
            anchor = f"{key}#{heading}" if heading else key
            self.opened.emit(Place(kind="help", anchor=anchor))

    # words on the page

    def _on_find_typed(self) -> None:
        words = self._find.text()
        count = self.text.count_words(words)
        if not words:
            self._found.setText("")
        elif count == 0:
            self._found.setText(self.tr("not on this page"))
        else:
            self._found.setText(
                self.tr("1 place") if count == 1 else self.tr("{count} places").format(count=count)
            )
            self.text.go_to_heading("")
            self.text.find_words(words)

    def find_next(self) -> None:
        """Go to the next place that has the words."""
        self.text.find_words(self._find.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter in the field go on, with Shift back, and Esc return to the page."""
        if watched is self._find and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.text.find_words(self._find.text(), backwards=is_back)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._find.clear()
                self.text.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _start_finding(self) -> None:
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done here."""
        return {
            "edit.find": self._start_finding,
            "edit.copy": self.text.copy,
            "edit.select_all": self.text.selectAll,
        }

    def panes(self) -> list[QWidget]:
        """Give contents and page."""
        return [self.contents, self.text]

    def take_focus(self) -> None:
        """Put the keyboard on the page, to be read."""
        self.text.setFocus()
