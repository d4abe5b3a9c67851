# SPDX-License-Identifier: EUPL-1.2
"""Which screen stands for which kind of place. Imported once a file is open: they reach the records."""

from __future__ import annotations

from collections.abc import Callable

from coopdesk.gui.desk import Desk
from coopdesk.gui.exchange.import_screen import ImportScreen
from coopdesk.gui.frame.places import PlaceKind
from coopdesk.gui.help.about_screen import AboutScreen
from coopdesk.gui.help.help_screen import HelpScreen
from coopdesk.gui.help.shortcuts_screen import ShortcutsScreen
from coopdesk.gui.history.history_screen import HistoryScreen
from coopdesk.gui.history.trash_screen import TrashScreen
from coopdesk.gui.lists.list_screen import ListScreen
from coopdesk.gui.pages.record_pane import RecordPane
from coopdesk.gui.pages.record_screen import RecordScreen
from coopdesk.gui.screen import Screen
from coopdesk.gui.settings.settings_screen import SettingsScreen


def screens_of(desk: Desk) -> dict[PlaceKind, Callable[[], Screen]]:
    """Give the maker of the screen for each kind of place; each is made when one first goes there."""
    return {
        "list": lambda: ListScreen(desk, RecordPane),
        "record": lambda: RecordScreen(desk),
        "history": lambda: HistoryScreen(desk),
        "trash": lambda: TrashScreen(desk),
        "import": lambda: ImportScreen(desk),
        "settings": lambda: SettingsScreen(desk),
        "help": lambda: HelpScreen(desk),
        "shortcuts": lambda: ShortcutsScreen(desk),
        "about": lambda: AboutScreen(desk),
    }
