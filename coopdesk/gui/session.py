# SPDX-License-Identifier: EUPL-1.2
"""Puts an open file and the frame together: screens, helm, palette, the timer of backups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from coopdesk.domain.views import View
from coopdesk.gui.actions import ACTIONS, Action
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.helm import Helm
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.frame.places import Place
from coopdesk.gui.lists.list_screen import ListScreen
from coopdesk.gui.palette.palette import Palette
from coopdesk.gui.screen import Screen
from coopdesk.gui.screens import screens_of
from coopdesk.gui.settings.settings_screen import SettingsScreen
from coopdesk.services import backup_files, profile
from coopdesk.services.pages.page import Target
from coopdesk.services.profile import Profile
from coopdesk.services.registers import register_of

if TYPE_CHECKING:
    from coopdesk.gui.start.opening import Opening

BACKUP_EVERY_MS: Final = 30 * 60 * 1000
FIRST_TYPE: Final = "arrangement"


def begin_session(desk: Desk, window: MainWindow, opening: Opening) -> None:
    """Show an open file: its arrangements first, as they are what dates hang on."""
    helm = Helm(desk, window)
    helm.open_requested.connect(opening.choose)
    palette = _Palette(desk, window, helm)
    helm.views_read.connect(palette.set_views)
    _take_profile(profile.load(), desk, window)

    def connect(screen: Screen) -> None:
        if isinstance(screen, ListScreen):
            screen.views_changed.connect(helm.read_views)
        elif isinstance(screen, SettingsScreen):
            screen.restore_requested.connect(opening.restore)
            screen.profile_changed.connect(lambda _: opening.take_name(desk))
            screen.profile_changed.connect(lambda chosen: _take_profile(chosen, desk, window))

    window.begin({kind: _then(make, connect) for kind, make in screens_of(desk).items()}, helm)
    _start_backups(desk, helm)
    helm.begin()
    window.go(window.navigation.places.place_of(FIRST_TYPE))


def _then(make: Callable[[], Screen], connect: Callable[[Screen], None]) -> Callable[[], Screen]:
    def made() -> Screen:
        screen = make()
        connect(screen)
        return screen

    return made


def _take_profile(chosen: Profile, desk: Desk, window: MainWindow) -> None:
    """Let the window look as this person likes it."""
    desk.look.choose(None if chosen.theme == "system" else chosen.theme)
    window.navigation.places.set_density(chosen.density)


def _start_backups(desk: Desk, helm: Helm) -> None:
    clock = QTimer(desk)
    clock.setInterval(BACKUP_EVERY_MS)
    clock.timeout.connect(
        lambda: desk.runner.write(
            lambda: backup_files.back_up_if_changed(desk.database, reason="at-work"), lambda _: helm.renew()
        )
    )
    clock.start()


class _Palette(QObject):
    """Hands the palette what can be done and carries out what was chosen."""

    def __init__(self, desk: Desk, window: MainWindow, helm: Helm) -> None:
        super().__init__(desk)
        self._window = window
        self._palette = Palette(desk, window)
        self._palette.record_chosen.connect(self._open_record)
        self._palette.command_chosen.connect(window.run)
        self._palette.view_chosen.connect(self._open_view)
        self._palette.create_chosen.connect(self._create)
        helm.palette_requested.connect(self._open)

    def set_views(self, views: list[tuple[str, View]]) -> None:
        """Offer the saved views."""
        self._palette.set_views(views)

    def _open(self, prefix: str) -> None:
        possible = self._window.commands()
        self._palette.set_commands([(one, _keys(one)) for one in ACTIONS if one.id in possible])
        self._palette.open(prefix)

    def _open_record(self, target: Target) -> None:
        self._window.go(Place(kind="record", record=target))

    def _open_view(self, view: View, title: str) -> None:
        self._window.go(Place(kind="list", view=view, title=title))

    def _create(self, type_key: str, values: Mapping[str, str]) -> None:
        register = register_of(type_key)
        self._window.go(Place(kind="list", view=View(type=type_key if register else "partner")))
        self._window.begin_record(type_key, values)


def _keys(action: Action) -> str:
    return (
        QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if action.keys else ""
    )
