# SPDX-License-Identifier: EUPL-1.2
"""Making one record of two: field by field, with what follows in words, as one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.gui.bulk.merge_list import MergeHead, MergeList
from coopdesk.gui.bulk.merge_words import MergeWords
from coopdesk.gui.bulk.second_record import SecondRecord
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.floating import Sheet
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.merging_records import Choice, Comparison, apply_merge, compare
from coopdesk.services.pages.page import Target

WIDTH: Final = 940
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MergeSheet(Sheet):
    """Compares two records and merges them. Without a second one it first asks which that is.

    The first record is kept unless they are swapped.
    """

    def __init__(self, desk: Desk, window: QWidget, first: Target, second: Target | None = None) -> None:
        super().__init__(desk.look, window, "merge", window.tr("Make one record of two"), WIDTH)
        self._desk = desk
        self._keep = first
        self._other: Target | None = second
        self._comparison: Comparison | None = None
        self._says = MergeWords(self)
        self._asking = SecondRecord(desk, first, self)
        self._asking.chosen.connect(self._take_second)
        # later, for Qt shows what was added to a layout only then
        self._asking.grew.connect(self._fit_anew, Qt.ConnectionType.QueuedConnection)
        self.body.addWidget(self._asking)
        self._middle = QWidget()
        self._fill_middle()
        self.body.addWidget(self._middle, 1)
        self.message = Words(desk.look, "", "small", "red")
        self.message.setObjectName("merge.message")
        self.message.setWordWrap(True)
        self.message.hide()
        self.body.addWidget(self.message)
        self._fill_foot()
        self._middle.setVisible(second is not None)
        self._asking.setVisible(second is None)
        self.open_sheet()
        if second is None:
            self._asking.begin()
        else:
            self._compare()

    def _fill_middle(self) -> None:
        look = self._desk.look
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = MergeHead(look)
        column.addWidget(self._head)
        self._list = MergeList(look)
        self._list.selectionModel().currentChanged.connect(lambda _new, _old: self._renew())
        self._list.rows.dataChanged.connect(lambda *_: self._renew())
        column.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(0, 8, 0, 4)
        takes: tuple[tuple[Choice, str], ...] = (
            ("keep", self.tr("← Keep this")),
            ("other", self.tr("Take the other →")),
            ("both", self.tr("Take both (B)")),
        )
        self._takes: dict[Choice, QPushButton] = {}
        for choice, words in takes:
            button = make_button(look, words, self._take_of(choice), name=f"merge.take.{choice}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._takes[choice] = button
            row.addWidget(button)
        row.addStretch(1)
        self._same = QCheckBox()
        self._same.setObjectName("merge.same")
        self._same.toggled.connect(self._list.rows.show_same)
        row.addWidget(self._same)
        column.addLayout(row)
        self._told = Words(look, "", "small", "ink2")
        self._told.setObjectName("merge.told")
        self._told.setWordWrap(True)
        column.addWidget(self._told)

    def _fill_foot(self) -> None:
        look = self._desk.look
        self._swap = make_button(
            look, self.tr("&Swap"), self._on_swap, name="merge.swap", kind="quiet", icon="arrows-exchange",
            help=self.tr("Keep the other record instead"),
        )  # fmt: skip
        self._swap.hide()
        self.foot.addWidget(self._swap)
        self.foot.addStretch(1)
        self.foot.addWidget(make_button(look, self.tr("Cancel"), self.close_sheet, name="merge.cancel"))
        self._apply = make_button(
            look, self.tr("Merge the two records"), self._on_apply, name="merge.apply", kind="primary",
            help=self.tr("Ctrl+Enter"),
        )  # fmt: skip
        self._apply.setEnabled(False)
        self.foot.addWidget(self._apply)
        self._apply.setVisible(self._other is not None)

    def _take_second(self, second: Target) -> None:
        self._other = second
        self._compare()

    def _on_swap(self) -> None:
        if self._other is not None:
            self._keep, self._other = self._other, self._keep
            self._compare()

    def _compare(self) -> None:
        if self._other is None:
            return
        database, keep, other = self._desk.database, self._keep.id, self._other.id
        self._apply.setEnabled(False)
        self._desk.read(
            lambda: compare(database, keep, other),
            self._show,
            failed=self._refuse,
            series=f"merge {id(self)}",
        )

    def _show(self, comparison: Comparison) -> None:
        if not isValid(self):
            return
        self._comparison = comparison
        self.message.hide()
        self._asking.hide()
        self._middle.show()
        self._swap.show()
        self._apply.show()
        self._head.set_names(comparison.keep.label, comparison.other.label)
        rows = self._list.rows
        rows.show_comparison(comparison)
        self._same.setText(self.tr("Show the %n field(s) that agree", "", rows.agreeing))
        self._same.setVisible(bool(rows.agreeing))
        if rows.rows:
            self._list.setCurrentIndex(rows.index(0))
        self._apply.setEnabled(True)
        self._renew()
        self._list.updateGeometry()
        self._fit_anew()
        self._list.setFocus()

    def _fit_anew(self) -> None:
        """Take the height that the contents need now."""
        for one in (self._asking, self._middle, self.card):
            layout = one.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
        self._fit()

    def _take_of(self, choice: Choice) -> Callable[[], None]:
        return lambda: self._list.take(choice)

    def _renew(self) -> None:
        """Show what follows, and which choices the current field has."""
        if self._comparison is None:
            return
        at, rows = self._list.currentIndex().row(), self._list.rows.rows
        pair = rows[at] if 0 <= at < len(rows) else None
        for choice, button in self._takes.items():
            is_possible = pair is not None and pair.state != "same" and choice in pair.choices
            button.setEnabled(is_possible)
        self._takes["both"].setVisible(any(pair.both for pair in rows))
        self._told.setText(" ".join(self._says.sentences(self._comparison, self._list.rows.choices)))

    def _refuse(self, error: UserError) -> None:
        if not isValid(self):
            self._desk.refused.emit(error)
            return
        self.message.setText(str(error))
        self.message.show()
        self._apply.setEnabled(self._comparison is not None)

    def _on_apply(self) -> None:
        comparison, choices = self._comparison, dict(self._list.rows.choices)
        if comparison is None or not self._apply.isEnabled():
            return
        self._apply.setEnabled(False)
        desk = self._desk
        today = desk.today()
        desk.write(
            lambda: apply_merge(desk.database, comparison, choices, who=desk.who, today=today),
            self._done,
            failed=self._refuse,
        )

    def _done(self, _written: Written) -> None:
        if isValid(self):
            self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Merge with Ctrl+Enter; close with Esc."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_apply()
        else:
            super().keyPressEvent(event)
