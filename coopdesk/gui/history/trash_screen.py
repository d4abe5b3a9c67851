# SPDX-License-Identifier: EUPL-1.2
"""The trash: what was removed, the last first, and the button that puts one or several back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from coopdesk.domain.changes import Written
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.history.drop_down import DropDown
from coopdesk.gui.history.trash_model import TrashDelegate, TrashModel
from coopdesk.gui.history.wording import HistoryWords
from coopdesk.gui.look.room import RoomRing
from coopdesk.gui.look.tokens import LIST_MARGIN
from coopdesk.gui.look.widgets import Hairline, Words, make_button
from coopdesk.gui.screen import Command, Screen
from coopdesk.services import trash
from coopdesk.services.trash import Removed

Types = list[tuple[str, str, int]]


class TrashScreen(Screen):
    """Removed records. They stay in the trash until they are put back; nothing is thrown away by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("trash")
        self._words = HistoryWords(desk.who, self)
        self._model = TrashModel(self._words, self)
        self._model.more_wanted.connect(self._read_more)
        self._types = DropDown(desk.look, "trash.types", self.tr("Show removed records of a kind"))
        self._types.setMinimumWidth(200)
        self._types.activated.connect(lambda _: self._read())
        self.list = self._make_list()
        self._empty = Words(desk.look, "", "body", "ink2")
        self._empty.setObjectName("trash.empty")
        self._empty.setContentsMargins(LIST_MARGIN, 16, LIST_MARGIN, 16)
        self._empty.setWordWrap(True)
        self._restore = make_button(
            desk.look, self.tr("Restore"), self.restore, name="trash.restore", kind="primary", icon="restore"
        )
        self._note = Words(desk.look, "", "small", "ink2")
        self._note.setObjectName("trash.note")
        self._note.setWordWrap(True)
        desk.records_changed.connect(self._on_changed)
        self._build()

    def _make_list(self) -> QListView:
        view = QListView()
        view.setObjectName("trash.list")
        RoomRing(self.desk.look, view)  # seen while there are no rows
        view.setAccessibleName(self.tr("Removed records, the last first"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setModel(self._model)
        view.setItemDelegate(TrashDelegate(self.desk.look, view, self._model))
        view.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.desk.look.changed.connect(view.viewport().update)
        return view

    def _build(self) -> None:
        look = self.desk.look
        head = QHBoxLayout()
        head.setContentsMargins(LIST_MARGIN, 8, LIST_MARGIN, 8)
        head.setSpacing(12)
        head.addWidget(Words(look, self.tr("Trash"), "head"))
        hint = Words(look, self.tr("removed records, the last first"), "small", "ink2")
        head.addWidget(hint, 1)
        head.addWidget(self._types)
        foot = QHBoxLayout()
        foot.setContentsMargins(LIST_MARGIN, 12, LIST_MARGIN, 12)
        foot.setSpacing(12)
        foot.addWidget(self._restore)
        foot.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(look))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(Hairline(look))
        column.addLayout(foot)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def show_place(self, _place: Place) -> None:
        """Show what is in the trash now."""
        self._words.who = self.desk.who
        self._read()

    @property
    def _chosen_types(self) -> tuple[str, ...]:
        key = self._types.currentData()
        return (key,) if isinstance(key, str) else ()

    def _read(self) -> None:
        database, types = self.desk.database, self._chosen_types
        self.desk.read(
            lambda: (trash.removed(database, types=types), trash.types_in_trash(database)),
            self._show,
            series="trash",
        )

    def _read_more(self, place: tuple[int, int]) -> None:
        database, types = self.desk.database, self._chosen_types
        self.desk.read(
            lambda: trash.removed(database, types=types, before=place), self._model.append, series="trash"
        )

    def _show(self, found: tuple[list[Removed], Types]) -> None:
        rows, types = found
        self._offer(types)
        self._model.show(rows)
        self._empty.setVisible(not rows)
        self._empty.setText(
            self.tr("Nothing of this kind is in the trash.")
            if self._chosen_types
            else self.tr("The trash is empty. Records that you remove wait here until you want them back.")
        )
        if rows:
            self.list.setCurrentIndex(self._model.index(0))
        self._on_selected()

    def _offer(self, types: Types) -> None:
        chosen = self._types.currentData()
        self._types.clear()
        self._types.addItem(self.tr("All kinds"), None)
        for key, label, count in types:
            self._types.addItem(f"{label} {count:,}", key)
        at = self._types.findData(chosen) if chosen is not None else 0
        self._types.setCurrentIndex(max(at, 0))

    def _selected(self) -> list[Removed]:
        return [
            index.data(Qt.ItemDataRole.UserRole) for index in self.list.selectionModel().selectedIndexes()
        ]

    def _on_selected(self) -> None:
        """Say what restoring would do, or what prevents it; that is looked up beside the window."""
        rows = self._selected()
        self._restore.setEnabled(False)
        self._restore.setText(
            self.tr("Restore {count} records").format(count=len(rows))
            if len(rows) > 1
            else self.tr("Restore")
        )
        self._tell("")
        self.commands_changed.emit()
        if not rows:
            return
        database, ids = self.desk.database, [row.target.id for row in rows]
        self.desk.read(lambda: trash.hindrance(database, ids), self._on_looked, series="trash.hindrance")

    def _on_looked(self, hindrance: str) -> None:
        self._restore.setEnabled(not hindrance and bool(self._selected()))
        if hindrance:
            self._tell(self.tr("This cannot be put back now. {reason}").format(reason=hindrance))
        self.commands_changed.emit()

    def _tell(self, sentence: str) -> None:
        self._note.setText(sentence)
        self._restore.setAccessibleDescription(sentence)

    def restore(self) -> None:
        """Put the selected records back, as one act."""
        ids = [row.target.id for row in self._selected()]
        if not ids or not self._restore.isEnabled():
            return
        self._restore.setEnabled(False)
        database, who = self.desk.database, self.desk.who
        self.desk.write(
            lambda: trash.restore(database, ids, who=who),
            self._on_restored,
            failed=lambda error: self._tell(str(error)),
        )

    def _on_restored(self, written: Written) -> None:
        records = sum(map(len, written.ids.values()))
        self.desk.noticed.emit(
            self.tr("1 record is back.")
            if records == 1
            else self.tr("{count} records are back.").format(count=records)
        )

    def _on_changed(self, _written: Written) -> None:
        if self.isVisible():
            self._read()

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done here."""
        return {"edit.select_all": self.list.selectAll}

    def panes(self) -> list[QWidget]:
        """Give the list."""
        return [self.list]

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus()
