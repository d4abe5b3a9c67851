# SPDX-License-Identifier: EUPL-1.2
"""The menu of a row: the same acts as in the menus of the window, where the hand is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from coopdesk.gui.actions import ACTIONS
from coopdesk.gui.screen import Command

OFFERED: Final = (
    ("record.open", "record.edit", "record.duplicate", "record.merge"),
    ("edit.copy", "edit.cut", "edit.paste", "edit.fill_down"),
    ("record.bulk", "record.history", "exchange.export"),
    ("record.remove",),
)


def record_menu(parent: QWidget, commands: Mapping[str, Command]) -> QMenu:
    """Give the menu of what can be done with the selected records now."""
    menu = QMenu(parent)
    menu.setObjectName("list.menu")
    by_id = {action.id: action for action in ACTIONS}
    for part in OFFERED:
        possible = [key for key in part if key in commands and key in by_id]
        if possible and menu.actions():
            menu.addSeparator()
        for key in possible:
            made = QAction(parent.tr(by_id[key].text), menu)
            made.setObjectName(f"menu.{key}")
            if by_id[key].keys:
                made.setShortcut(QKeySequence(by_id[key].keys[0]))
            made.triggered.connect(lambda _=False, act=commands[key]: act())
            menu.addAction(made)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
