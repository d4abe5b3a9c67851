# SPDX-License-Identifier: EUPL-1.2
"""Choosing the second of two records that mean the same: by name, or from those that look alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import link
from coopdesk.domain.spec import FieldSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.links import LinkEditor
from coopdesk.gui.look.widgets import SectionHead, Words, make_button
from coopdesk.records.catalog import SPECS
from coopdesk.services.duplicates import LikelyPair, likely_duplicates
from coopdesk.services.duplicating import name_of
from coopdesk.services.finding_one import one_of_type
from coopdesk.services.pages.page import Target

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    pairs: list[LikelyPair]


class SecondRecord(QWidget):
    """Asks which record is the same as a given one; `chosen` carries it, `grew` tells of more to show."""

    chosen = Signal(object)
    grew = Signal()

    def __init__(self, desk: Desk, first: Target, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._first = first
        spec = SPECS[first.type]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._question = Words(desk.look, "", "body", "ink2")
        self._question.setWordWrap(True)
        self._question.setObjectName("merge.question")
        column.addWidget(self._question)
        field = FieldSpec(
            key="second", kind=link(first.type), label=spec.label, heading=spec.label,
            help=self.tr("The record that means the same."),
        )  # fmt: skip
        self._editor = LinkEditor(desk, spec, field, self)
        self._editor.record = first.id
        self._editor.control.setObjectName("merge.second")
        self._editor.control.setAccessibleName(self.tr("The other record"))
        self._editor.edited.connect(self._renew)
        self._editor.line.returnPressed.connect(self._look_up)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._editor, 1)
        self._compare = make_button(
            desk.look, self.tr("Compare"), self._look_up, name="merge.compare", kind="primary"
        )
        row.addWidget(self._compare)
        column.addLayout(row)
        self._said = Words(desk.look, "", "small", "red")
        self._said.setObjectName("merge.second.message")
        self._said.setMinimumHeight(18)
        self._said.setWordWrap(True)
        column.addWidget(self._said)
        self._alike = QVBoxLayout()
        self._alike.setSpacing(4)
        column.addLayout(self._alike)
        column.addStretch(1)
        self._renew()

    def begin(self) -> None:
        """Take the keyboard, and look for records that may be meant."""
        self._editor.setFocus()
        database, first = self._desk.database, self._first
        self._desk.read(
            lambda: _Found(
                name_of(database, first), likely_duplicates(database, first.type, record=first.id, most=MOST)
            ),
            self._show,
        )

    def _show(self, found: _Found) -> None:
        if not isValid(self):
            return
        asked = self.tr("Which record means the same as {name}?").format(name=found.name)
        self._question.setText(asked)
        if not found.pairs:
            return
        self._alike.addWidget(SectionHead(self._desk.look, self.tr("These may be meant"), len(found.pairs)))
        for number, pair in enumerate(found.pairs):
            other = pair.second if pair.first.id == self._first.id else pair.first
            row = QHBoxLayout()
            row.setSpacing(8)
            target = Target(other.type, other.id)
            button = make_button(
                self._desk.look, other.label, self._choosing(target),
                name=f"merge.likely.{number}", kind="link",
            )  # fmt: skip
            row.addWidget(button)
            row.addWidget(Words(self._desk.look, pair.reason, "small", "ink3"))
            row.addStretch(1)
            self._alike.addLayout(row)
        self.grew.emit()

    def _choosing(self, target: Target) -> Callable[[], None]:
        return lambda: self.chosen.emit(target)

    def _renew(self) -> None:
        self._said.setText("")
        self._editor.set_bad(False)
        self._compare.setEnabled(bool(self._editor.text().strip()))

    def _look_up(self) -> None:
        """Find the record that was typed or chosen."""
        database, first, typed = self._desk.database, self._first, self._editor.text()
        if not typed.strip():
            return
        self._desk.read(
            lambda: one_of_type(database, first.type, typed),
            self._take,
            failed=self._refuse,
            series="merge.second",
        )

    def _take(self, found: Target) -> None:
        if not isValid(self):
            return
        if found == self._first:
            self._said.setText(self.tr("This is the same record. Choose another one."))
            self._editor.set_bad(True)
        else:
            self.chosen.emit(found)

    def _refuse(self, error: UserError) -> None:
        if isValid(self):
            self._said.setText(str(error))
            self._editor.set_bad(True)
