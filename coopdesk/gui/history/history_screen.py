# SPDX-License-Identifier: EUPL-1.2
"""Everything done, newest first: a list by day with a quick filter, and beside it the chosen act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QListView, QSplitter, QVBoxLayout, QWidget

from coopdesk.domain.changes import Written
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.history.act_delegate import ActDelegate
from coopdesk.gui.history.act_model import ActModel, ActRow
from coopdesk.gui.history.act_pane import ActPane
from coopdesk.gui.history.filter_bar import FilterBar
from coopdesk.gui.history.wording import HistoryWords
from coopdesk.gui.look.widgets import Hairline, Words
from coopdesk.gui.screen import Command, Screen
from coopdesk.services.acts import Act, acts, doers, newest_to_undo
from coopdesk.services.kinds_of_record import kinds_of_record
from coopdesk.services.pages.page import Target

LAST_ACT = "undo"


class HistoryScreen(Screen):
    """The history. A place names an act by its number in `anchor`; `undo` is the one undo would take back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("history")
        self._words = HistoryWords(desk.who, self)
        self._wanted_act: int | None = None
        self._is_stale = True
        self.bar = FilterBar(desk.look, self.tr("History"), self.tr("everything done, newest first"))
        self.bar.changed.connect(self.reload)
        self._model = ActModel(self._words, desk.today(), self)
        self._model.more_wanted.connect(self._read_more)
        self.list = self._make_list()
        self._empty = Words(desk.look, "", "body", "ink2")
        self._empty.setObjectName("history.empty")
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._empty.setWordWrap(True)
        self._empty.hide()
        self.pane = ActPane(desk, self._words)
        self.pane.record_opened.connect(self._open_record)
        self.pane.act_opened.connect(self.show_act)
        self.pane.undone.connect(lambda written: self.show_act(written.change_set))
        desk.records_changed.connect(self._on_changed)
        self._build()

    def _make_list(self) -> QListView:
        view = QListView()
        view.setObjectName("history.list")
        view.setAccessibleName(self.tr("Acts, newest first"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setModel(self._model)
        view.setItemDelegate(ActDelegate(self.desk.look, view))
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.activated.connect(lambda _: self.pane.open_record())
        self.desk.look.changed.connect(view.viewport().update)
        return view

    def _build(self) -> None:
        left = QWidget()
        left.setAutoFillBackground(True)
        left.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline(self.desk.look))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.pane)
        left.setMinimumWidth(320)
        self.pane.setMinimumWidth(400)
        split.setSizes([540, 625])
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def show_place(self, place: Place) -> None:
        """Show the history, at an act where the place names one."""
        self._words.who = self.desk.who
        self._model.today = self.desk.today()
        if place.anchor == LAST_ACT:
            database = self.desk.database
            self.bar.clear()
            self.desk.read(lambda: newest_to_undo(database), self._show_last, series="history.last")
        elif place.anchor.isdigit():
            self.show_act(int(place.anchor))
        if self._is_stale:
            self.reload()

    def _show_last(self, number: int | None) -> None:
        if number is not None:
            self.show_act(number)

    def show_act(self, number: int) -> None:
        """Show an act; in the list too where it is among those read."""
        self._wanted_act = number
        self._select(number)
        if self.pane.number != number:
            self.pane.show_act(number)

    def reload(self) -> None:
        """Read the history from its newest act on."""
        self._is_stale = False
        database, wanted = self.desk.database, self.bar.wanted
        self.desk.read(lambda: acts(database, wanted), self._show, series="history.list")
        self.desk.read(lambda: (doers(database), kinds_of_record()), self._offer, series="history.choices")

    def _read_more(self, before: int) -> None:
        database, wanted = self.desk.database, self.bar.wanted
        self.desk.read(lambda: acts(database, wanted, before=before), self._append, series="history.list")

    def _show(self, found: Sequence[Act]) -> None:
        self._model.show(found)
        is_empty = not found
        self._empty.setVisible(is_empty)
        self._empty.setText(
            self.tr("Nothing has been done yet.")
            if self.bar.is_open
            else self.tr("No act fits the filter. Clear shows all of them again.")
        )
        if is_empty:
            self.pane.clear(self.tr("Choose an act to see what it did."))
            return
        wanted = self._wanted_act if self._wanted_act is not None else self.pane.number
        if wanted is None:
            row = self._model.first_act()
            self.list.setCurrentIndex(self._model.index(row or 0))
        else:
            self._select(wanted)

    def _append(self, found: Sequence[Act]) -> None:
        self._model.append(found)
        if self._wanted_act is not None and not self.list.currentIndex().isValid():
            self._select(self._wanted_act)

    def _select(self, number: int) -> None:
        row = self._model.row_of(number)
        if row is None:
            self.list.selectionModel().clear()
            return
        index = self._model.index(row)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)

    def _offer(self, found: tuple[tuple[list[str], list[str]], list[tuple[str, str]]]) -> None:
        (people, origins), kinds = found
        self.bar.offer(
            {who: self._words.person(who) for who in people},
            kinds,
            {origin: self._words.origin(origin) for origin in origins},
        )

    def _on_current(self, current: QModelIndex) -> None:
        row = current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None
        if not isinstance(row, ActRow):
            return
        self._wanted_act = row.act.number
        if self.pane.number != row.act.number:
            self.pane.show_act(row.act.number)
        self.moved.emit(replace(Place(kind="history"), anchor=str(row.act.number)))

    def _on_changed(self, _written: Written) -> None:
        """Read again what is seen; what is not seen waits until it is."""
        self._is_stale = True
        if self.isVisible():
            self.reload()
            if self.pane.number is not None:
                self.pane.show_act(self.pane.number)

    def _open_record(self, target: Target) -> None:
        self.opened.emit(Place(kind="record", record=target))

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done here."""
        found: dict[str, Command] = {"edit.find": self._find, "record.open": self.pane.open_record}
        if not self.bar.is_open:
            found["view.clear"] = self.bar.clear
        return found

    def _find(self) -> None:
        self.bar.words_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words_field.selectAll()

    def panes(self) -> list[QWidget]:
        """Give the list and the act."""
        return [self.list, self.pane]

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus()
