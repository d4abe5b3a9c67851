# SPDX-License-Identifier: EUPL-1.2
"""A new record like another one: alone, in a form to be filled in, or at once with rows that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget
from shiboken6 import isValid

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.floating import Sheet
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.duplicating import (
    CopyRows,
    duplicate_with_rows,
    name_of,
    rows_for_copy,
    values_for_copy,
)
from coopdesk.services.pages.page import Target

WIDTH: Final = 520


@dataclass(frozen=True, slots=True)
class _Original:
    name: str
    values: Mapping[str, str]
    rows: list[CopyRows]


class DuplicateSheet(Sheet):
    """Asks what goes along. A record without rows is not asked about: its form opens at once.

    `form_wanted` carries the type and the raw texts for a new record, `duplicated` the record that was made.
    """

    form_wanted = Signal(str, object)
    duplicated = Signal(object)

    def __init__(self, desk: Desk, window: QWidget, target: Target) -> None:
        super().__init__(desk.look, window, "duplicate", window.tr("Duplicate"), WIDTH)
        self._desk = desk
        self._target = target
        self._values: Mapping[str, str] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._asked = Words(desk.look, "", "body", "ink2")
        self._asked.setWordWrap(True)
        self.body.addWidget(self._asked)
        self.message = Words(desk.look, "", "small", "red")
        self.message.setObjectName("duplicate.message")
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(18)
        self.foot.addStretch(1)
        self.foot.addWidget(
            make_button(desk.look, self.tr("Cancel"), self.close_sheet, name="duplicate.cancel")
        )
        self._go = make_button(desk.look, "", self._on_go, name="duplicate.go", kind="primary")
        self.foot.addWidget(self._go)
        self.hide()
        database = desk.database
        desk.read(
            lambda: _Original(
                name_of(database, target), values_for_copy(database, target), rows_for_copy(database, target)
            ),
            self._show,
            failed=self._give_up,
        )

    def _give_up(self, error: UserError) -> None:
        if isValid(self):
            self.close_sheet()
        self._desk.refused.emit(error)

    def _show(self, original: _Original) -> None:
        if not isValid(self):
            return
        self._values = original.values
        if not original.rows:
            self._want_form()
            return
        self.title.setText(self.tr("Duplicate “{name}”").format(name=original.name))
        self.title.setWordWrap(True)
        self._asked.setText(
            self.tr("Reference, status and what was done do not go along. These rows can be copied too:")
        )
        for one in original.rows:
            box = QCheckBox(f"{one.count:,} {self.tr(one.label)}")
            box.setObjectName(f"duplicate.rows.{one.type}")
            box.toggled.connect(lambda _: self._renew())
            self._boxes[one.type] = box
            self.body.addWidget(box)
        self.body.addWidget(self.message)
        self._renew()
        self.open_sheet()
        self._go.setFocus()

    @property
    def _types(self) -> list[str]:
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def _renew(self) -> None:
        words = (
            self.tr("Add the copy with these rows") if self._types else self.tr("Open a form with the copy")
        )
        self._go.setText(words)

    def _on_go(self) -> None:
        types, desk, target = self._types, self._desk, self._target
        if not types:
            self._want_form()
            return
        self._go.setEnabled(False)
        today = desk.today()
        desk.write(
            lambda: duplicate_with_rows(desk.database, target, types=types, who=desk.who, today=today),
            self._done,
            failed=self._failed,
        )

    def _want_form(self) -> None:
        self.close_sheet()
        self.form_wanted.emit(self._target.type, dict(self._values))

    def _done(self, written: Written) -> None:
        if not isValid(self):
            return
        self.close_sheet()
        self.duplicated.emit(Target(self._target.type, written.ids[self._target.type][0]))

    def _failed(self, error: UserError) -> None:
        if not isValid(self):
            self._desk.refused.emit(error)
            return
        self.message.setText(str(error))
        self._go.setEnabled(True)
