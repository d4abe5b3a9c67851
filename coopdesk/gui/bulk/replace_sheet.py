# SPDX-License-Identifier: EUPL-1.2
"""Finding words in the texts of many records and putting others in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from coopdesk.gui.bulk.planning_sheet import PlanningSheet
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.choices import ChoiceBox
from coopdesk.gui.look.widgets import Words, set_bad
from coopdesk.records.catalog import SPECS
from coopdesk.services.bulk_editing import BulkEdit, fields_with_words

WIDTH: Final = 820
NAME: Final = "replace"


class ReplaceSheet(PlanningSheet):
    """Replaces words in one field, or in all texts, of many records."""

    def __init__(
        self, desk: Desk, window: QWidget, type_key: str, ids: Sequence[str], field: str | None = None
    ) -> None:
        spec = SPECS[type_key]
        noun = (spec.label if len(ids) == 1 else spec.plural).lower()
        told = window.tr("Find and replace in {count} {records}").format(
            count=f"{len(ids):,}", records=window.tr(noun)
        )
        super().__init__(desk, window, type_key, ids, name=NAME, title=told, width=WIDTH)
        self._fields = fields_with_words(type_key)
        self._find = self._line("find", self.tr("Words to look for"))
        self._put = self._line("put", self.tr("Left empty, they are taken out"))
        self._where = ChoiceBox(desk.look, self)
        self._where.quiet_first = False
        self._where.setObjectName("replace.field")
        self._where.addItem(self.tr("All texts"), "")
        for one in self._fields:
            self._where.addItem(self.tr(one.label), one.key)
        at = self._where.findData(field) if field is not None else 0
        self._where.setCurrentIndex(max(at, 0))
        self._where.currentIndexChanged.connect(lambda _: self.changed())
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        names = (self.tr("&Find"), self.tr("&Replace with"), self.tr("&In"))
        for column, control in enumerate((self._find, self._put, self._where)):
            label = Words(desk.look, names[column], "small", "ink3")
            label.setBuddy(control)
            grid.addWidget(label, 0, column)
            grid.addWidget(control, 1, column)
            grid.setColumnStretch(column, 3 if column < 2 else 2)
        self.body.addLayout(grid)
        self.body.addLayout(self._options())
        self.body.addWidget(self.message)
        self.body.addWidget(self.preview, 1)
        self.preview.show_nothing(self.what_is_missing())
        self.open_sheet()
        self._find.setFocus()

    def _line(self, name: str, says: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"replace.{name}")
        line.setPlaceholderText(says)
        line.textEdited.connect(lambda _: self.changed())
        return line

    def _options(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        self._is_whole = QCheckBox(self.tr("Only where it is the &whole value"))
        self._is_whole.setObjectName("replace.whole")
        self._is_exact = QCheckBox(self.tr("&Capitals and accents count"))
        self._is_exact.setObjectName("replace.exact")
        for box in (self._is_whole, self._is_exact):
            box.toggled.connect(lambda _: self.changed())
            row.addWidget(box)
        row.addStretch(1)
        return row

    def edits(self) -> tuple[BulkEdit, ...]:
        """Give one act for each field, once there is something to look for."""
        find, key = self._find.text(), str(self._where.currentData())
        if not find.strip():
            return ()
        return tuple(
            BulkEdit(
                field=one.key, act="replace", find=find, typed=self._put.text(),
                is_whole=self._is_whole.isChecked(), is_exact=self._is_exact.isChecked(),
            )
            for one in self._fields
            if not key or one.key == key
        )  # fmt: skip

    def what_is_missing(self) -> str:
        """Say what is to be typed first."""
        return self.tr("Type the words to look for. What would become of each text is shown here.")

    def mark(self, is_bad: bool) -> None:
        """Mark the words to look for."""
        set_bad(self._find, is_bad)
