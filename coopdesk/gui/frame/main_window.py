# SPDX-License-Identifier: EUPL-1.2
"""The main window: bars, navigation and the present screen. It goes to places and passes acts on; no rules.

It is shown before any file is open; `begin` brings the desk and the makers of the screens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from coopdesk.gui.frame.menus import Menus
from coopdesk.gui.frame.navigation import Navigation
from coopdesk.gui.frame.places import Place, PlaceHistory, PlaceKind
from coopdesk.gui.frame.status_bar import StatusBar
from coopdesk.gui.frame.toast import Toast
from coopdesk.gui.frame.top_bar import TopBar
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import Hairline

if TYPE_CHECKING:
    from coopdesk.gui.screen import Command, Screen

MakeScreen = Callable[[], "Screen"]


class Helm(Protocol):
    """Carries out the acts of the frame itself: undo, palette, backup (see frame.helm)."""

    def commands(self) -> Mapping[str, Command]:
        """Give what the frame can do now, by the id of the action."""


class MainWindow(QMainWindow):
    """The frame. `closing` is asked before it goes; files dropped on it come as `dropped`."""

    dropped = Signal(object)
    place_changed = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("CoopDesk")
        self.setMinimumSize(QSize(800, 480))
        self.setAcceptDrops(True)
        self.look = look
        self._settings = settings
        self._makers: Mapping[PlaceKind, MakeScreen] = {}
        self._screens: dict[str, Screen] = {}
        self._helm: Helm | None = None
        self.places = PlaceHistory()
        self._is_travelling = False
        self._build()
        self.refresh_commands()

    def _build(self) -> None:
        self.menus = Menus(self, self.look, self.run)
        self.top = TopBar(self.look, self.run)
        self.navigation = Navigation(self.look)
        self.navigation.chosen.connect(self.go)
        self.stack = QStackedWidget()
        self.stack.setObjectName("stack")
        self.stack.addWidget(QWidget())
        self.status = StatusBar(self.look, self.run)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("window.split")
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.navigation)
        self._split.addWidget(self.stack)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([200, 1166])
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(Hairline(self.look))
        column.addWidget(self._split, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.toast = Toast(self.look, self, lambda: self.run("edit.undo"))
        self.resize(1366, 768)
        self._restore()

    def begin(self, makers: Mapping[PlaceKind, MakeScreen], helm: Helm) -> None:
        """Take the screens of an open file; those of another one are let go."""
        for screen in self._screens.values():
            self.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens = {}
        self._makers = makers
        self._helm = helm
        self.places = PlaceHistory()
        self.navigation.setEnabled(True)
        self.refresh_commands()

    def show_alone(self, widget: QWidget) -> None:
        """Show a widget instead of any place: first start, recovery."""
        self.navigation.setVisible(False)
        self.top.setVisible(False)
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self.refresh_commands()

    @property
    def present(self) -> Screen | None:
        """The present screen."""
        shown = self.stack.currentWidget()
        return next((one for one in self._screens.values() if one is shown), None)

    def go(self, place: Place) -> None:
        """Go to a place; the way back leads here."""
        self._leave()
        self.places.go(place)
        self._show(place)

    def back(self) -> None:
        """Go to the place before."""
        self._leave()
        place = self.places.back()
        if place is not None:
            self._show(place)

    def forward(self) -> None:
        """Go on to the place after."""
        self._leave()
        place = self.places.forward()
        if place is not None:
            self._show(place)

    def run(self, key: str) -> None:
        """Carry out an act, if anybody can now."""
        command = self.commands().get(key)
        if command is not None:
            command()

    def commands(self) -> dict[str, Command]:
        """Give everything that can be done now; the screen goes before the frame."""
        found: dict[str, Command] = {"file.quit": lambda: self.close()}
        if self._helm is not None:
            found |= {
                "view.next_pane": lambda: self.turn_pane(1),
                "view.previous_pane": lambda: self.turn_pane(-1),
            }
            if self.places.can_go_back:
                found["view.back"] = self.back
            if self.places.can_go_forward:
                found["view.forward"] = self.forward
            found |= self._helm.commands()
        if self.present is not None:
            found |= self.present.commands()
        return found

    def refresh_commands(self) -> None:
        """Look again at what can be done."""
        possible = self.commands()
        self.menus.set_possible(possible, self.present.checked() if self.present is not None else {})
        self.top.set_possible(possible.__contains__)

    def begin_record(self, type_key: str, values: Mapping[str, str]) -> None:
        """Begin a new record on the present screen, if it can take one."""
        create = getattr(self.present, "create", None)
        if create is not None:
            create(type_key, values)

    def turn_pane(self, step: int) -> None:
        """Move the keyboard to the next part of the window, or the one before."""
        panes: list[QWidget] = [self.navigation, *(self.present.panes() if self.present is not None else [])]
        panes = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next(
            (n for n, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))), 0
        )
        if panes:
            panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, place: Place) -> None:
        self.navigation.setVisible(True)
        self.top.setVisible(True)
        screen = self._screen_of(place)
        if screen is None:
            return
        self._is_travelling = True
        self.stack.setCurrentWidget(screen)
        screen.show_place(place)
        self._is_travelling = False
        self.navigation.mark(place)
        screen.take_focus()
        self.refresh_commands()
        self.place_changed.emit(place)

    def _screen_of(self, place: Place) -> Screen | None:
        if place.kind not in self._screens:
            maker = self._makers.get(place.kind)
            if maker is None:
                return None
            screen = maker()
            screen.opened.connect(self.go)
            screen.finished.connect(self.back)
            screen.moved.connect(self._on_moved)
            screen.commands_changed.connect(self.refresh_commands)
            self.stack.addWidget(screen)
            self._screens[place.kind] = screen
        return self._screens[place.kind]

    def _on_moved(self, place: Place) -> None:
        if not self._is_travelling and self.sender() is self.present:
            self.places.amend(place)
            self.navigation.mark(place)
            self.refresh_commands()

    def _leave(self) -> None:
        if self.present is not None:
            self.present.leave()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dropped."""
        if self._helm is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand dropped files on."""
        self.dropped.emit([url.toLocalFile() for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts and the shape of the window, then go."""
        self._leave()
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/split", self._split.saveState())
        self.closed.emit()
        super().closeEvent(event)

    def _restore(self) -> None:
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        split = self._settings.value("window/split")
        if isinstance(split, QByteArray):
            self._split.restoreState(split)
