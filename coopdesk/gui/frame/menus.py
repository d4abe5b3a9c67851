# SPDX-License-Identifier: EUPL-1.2
"""Menus and shortcuts from the list of acts. What cannot be done now is grey; what never can is not there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from coopdesk.gui.actions import ACTIONS, MENUS, Action
from coopdesk.gui.look.look import Look


class Menus:
    """The menu bar of a window; `run` is called with the id of an act."""

    def __init__(self, window: QMainWindow, look: Look, run: Callable[[str], None]) -> None:
        self._window = window
        self._look = look
        self._run = run
        self._actions: dict[str, QAction] = {}
        self._menus: list[QMenu] = []
        bar = window.menuBar()
        for key, title in MENUS.items():
            menu = bar.addMenu(window.tr(title))
            menu.setObjectName(f"menu.{key}")
            menu.setToolTipsVisible(True)
            self._menus.append(menu)
            for action in ACTIONS:
                if action.menu == key:
                    self._add(menu, action)
        look.changed.connect(self._draw_icons)
        self._draw_icons()

    def set_possible(self, possible: Collection[str], checked: Mapping[str, bool]) -> None:
        """Make grey what cannot be done now."""
        for key, action in self._actions.items():
            action.setEnabled(key in possible)
            if action.isCheckable():
                action.setChecked(checked.get(key, False))
        for menu in self._menus:
            menu.menuAction().setVisible(any(action.isEnabled() for action in menu.actions()))

    def set_text(self, key: str, text: str) -> None:
        """Say more exactly what an act would do: Undo: change of the end date."""
        self._actions[key].setText(text.replace("&", "&&") if text else self._window.tr(_text_of(key)))

    def text(self, key: str) -> str:
        """Give the words of an act as they stand in the menu."""
        return self._actions[key].text()

    def _add(self, menu: QMenu, action: Action) -> None:
        if action.starts_group:
            menu.addSeparator()
        made = QAction(self._window.tr(action.text), self._window)
        made.setObjectName(action.id)
        made.setToolTip(self._window.tr(action.help))
        made.setShortcuts([QKeySequence(keys) for keys in action.keys])
        made.setCheckable(action.is_switch)
        made.setMenuRole(QAction.MenuRole.NoRole)
        if action.is_local:
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.triggered.connect(lambda _checked=False, key=action.id: self._run(key))
        menu.addAction(made)
        if not action.is_local:
            self._window.addAction(made)
        self._actions[action.id] = made

    def _draw_icons(self) -> None:
        for action in ACTIONS:
            if action.icon:
                self._actions[action.id].setIcon(self._look.icon(action.icon))


def _text_of(key: str) -> str:
    return next(action.text for action in ACTIONS if action.id == key)
