# SPDX-License-Identifier: EUPL-1.2
"""Puts an open file and the frame together: screens, helm, palette, the timer of backups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from coopdesk.domain.views import View
from coopdesk.gui.actions import ACTIONS, Action
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.helm import Helm
from coopdesk.gui.frame.main_window import MainWindow
from coopdesk.gui.frame.places import Place
from coopdesk.gui.palette.palette import Palette
from coopdesk.gui.screens import screens_of
from coopdesk.services import backup_files
from coopdesk.services.pages.page import Target
from coopdesk.services.registers import register_of

if TYPE_CHECKING:
    from coopdesk.gui.start.opening import Opening

BACKUP_EVERY_MS: Final = 30 * 60 * 1000
FIRST_VIEW: Final = View(type="arrangement")


def begin_session(desk: Desk, window: MainWindow, opening: Opening) -> None:
    """Show an open file: its arrangements first, as they are what dates hang on."""
    helm = Helm(desk, window)
    helm.open_requested.connect(opening.choose)
    window.begin(screens_of(desk), helm)
    _Palette(desk, window, helm)
    _start_backups(desk, helm)
    helm.begin()
    window.go(Place(kind="list", view=FIRST_VIEW))


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
