# SPDX-License-Identifier: EUPL-1.2
"""Every act with its keys on one page, by menu; made of the list of acts, so that it cannot be wrong."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coopdesk.domain.folding import words
from coopdesk.gui.actions import ACTIONS, MENUS, Action
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.help.help_pages import help_of, menu_of, shown_keys, text_of
from coopdesk.gui.look.room import Room
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import Hairline, SectionHead, Words
from coopdesk.gui.palette.matching import fits
from coopdesk.gui.palette.sheet import KeyCap
from coopdesk.gui.screen import Command, Screen

WIDTH = 820
TEXT_WIDTH = 220


class ShortcutsScreen(Screen):
    """The page of keys. Words typed above leave only the acts that have them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("shortcuts")
        self._rows: list[tuple[str, QWidget, QWidget]] = []
        self._find = QLineEdit()
        self._find.setObjectName("shortcuts.find")
        self._find.setAccessibleName(self.tr("Find an act"))
        self._find.setPlaceholderText(self.tr("Find an act"))
        self._find.setClearButtonEnabled(True)
        self._find.setFixedWidth(240)
        self._find.textChanged.connect(self._filter)
        self._nothing = Words(desk.look, self.tr("No act has these words."), "body", "ink2")
        self._nothing.setObjectName("shortcuts.nothing")
        self._nothing.hide()
        scroll = Room(desk.look, self.tr("Keyboard shortcuts"))
        scroll.setObjectName("shortcuts.page")
        scroll.setWidget(self._make_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _make_page(self) -> QWidget:
        look = self.desk.look
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 24)
        body = QWidget()
        body.setMaximumWidth(WIDTH)
        outer.addWidget(body, 10)
        outer.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Words(look, self.tr("Keyboard shortcuts"), "display"), 1)
        head.addWidget(self._find)
        column.addLayout(head)
        column.addWidget(self._nothing)
        for menu in MENUS:
            acts = [action for action in ACTIONS if action.menu == menu and action.keys]
            if acts:
                column.addWidget(self._group(acts))
        column.addStretch(1)
        return page

    def _group(self, acts: list[Action]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        column.addWidget(SectionHead(self.desk.look, menu_of(acts[0])))
        for action in acts:
            row = self._row(action)
            column.addWidget(row)
            self._rows.append(
                (f"{text_of(action)} {help_of(action)} {' '.join(shown_keys(action))}", row, group)
            )
        return group

    def _row(self, action: Action) -> QWidget:
        look = self.desk.look
        row = QWidget()
        row.setObjectName(f"shortcuts.{action.id}")
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        text = Words(look, text_of(action), "body_medium")
        text.setFixedWidth(TEXT_WIDTH)
        text.setMinimumHeight(30)
        says = Words(look, help_of(action), "small", "ink2")
        says.setWordWrap(True)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for shown in shown_keys(action):
            keys.addWidget(KeyCap(look, shown))
        grid.addWidget(text, 0, 0)
        grid.addWidget(says, 0, 1)
        grid.addLayout(keys, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Hairline(look), 1, 0, 1, 3)
        return row

    def _filter(self) -> None:
        tokens = words(self._find.text())
        groups: dict[QWidget, bool] = {}
        for text, row, group in self._rows:
            is_shown = fits(text, tokens)
            row.setVisible(is_shown)
            groups[group] = groups.get(group, False) or is_shown
        for group, is_shown in groups.items():
            group.setVisible(is_shown)
        self._nothing.setVisible(not any(groups.values()))

    def show_place(self, _place: Place) -> None:
        """Show every act."""
        self._find.clear()

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done here."""
        return {"edit.find": self._find.setFocus}

    def take_focus(self) -> None:
        """Put the keyboard into the search."""
        self._find.setFocus()
