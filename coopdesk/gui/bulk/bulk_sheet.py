# SPDX-License-Identifier: EUPL-1.2
"""Changing a field of many records: choose it, say what to do, see old and new, do it once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from coopdesk.domain.spec import FieldSpec
from coopdesk.gui.bulk.field_list import FieldList
from coopdesk.gui.bulk.planning_sheet import PlanningSheet
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editors import Editor, make_editor
from coopdesk.gui.look.widgets import Hairline, Words, set_bad
from coopdesk.records.catalog import SPECS
from coopdesk.services.bulk_editing import Act, BulkEdit, acts_for, fields_for_many

WIDTH: Final = 900
FIELDS_WIDTH: Final = 260
NAME: Final = "bulk"


class BulkSheet(PlanningSheet):
    """Edits one field of many records. `title` is the name of the list they were chosen in."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        type_key: str,
        ids: Sequence[str],
        title: str,
        field: str | None = None,
    ) -> None:
        spec = SPECS[type_key]
        noun = (spec.label if len(ids) == 1 else spec.plural).lower()
        told = window.tr("Edit {count} {records}").format(count=f"{len(ids):,}", records=window.tr(noun))
        super().__init__(desk, window, type_key, ids, name=NAME, title=told, width=WIDTH)
        self._spec = spec
        self._field: FieldSpec | None = None
        self._editor: Editor | None = None
        self._lines: list[QLineEdit] = []
        if title:
            self.body.addWidget(Words(desk.look, title, "small", "ink3"))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.body.addLayout(row, 1)
        self.fields = FieldList(desk.look, fields_for_many(type_key), "bulk.fields")
        self.fields.setFixedWidth(FIELDS_WIDTH)
        self.fields.chosen.connect(self._take_field)
        row.addWidget(self.fields)
        row.addWidget(Hairline(desk.look, is_upright=True))
        right = QVBoxLayout()
        right.setSpacing(4)
        row.addLayout(right, 1)
        self._add_head(right)
        right.addWidget(self.message)
        right.addWidget(self.preview, 1)
        self.preview.show_nothing(self.what_is_missing())
        self.open_sheet()
        self.fields.line.setFocus()
        if field is not None:
            self.fields.choose(field)

    def _add_head(self, column: QVBoxLayout) -> None:
        look = self.desk.look
        self._label = Words(look, "", "head")
        self._label.setObjectName("bulk.field")
        self._help = Words(look, "", "small", "ink2")
        self._help.setWordWrap(True)
        self._help.setMinimumHeight(18)
        column.addWidget(self._label)
        column.addWidget(self._help)
        self._acts = QButtonGroup(self)
        self._act_row = QHBoxLayout()
        self._act_row.setSpacing(16)
        self._act_row.setContentsMargins(0, 4, 0, 4)
        self._buttons: dict[Act, QRadioButton] = {}
        for act, words in self._words().items():
            button = QRadioButton(words)
            button.setObjectName(f"bulk.act.{act}")
            button.hide()
            button.toggled.connect(lambda is_on, act=act: self._take_act(act) if is_on else None)
            self._acts.addButton(button)
            self._act_row.addWidget(button)
            self._buttons[act] = button
        self._act_row.addStretch(1)
        column.addLayout(self._act_row)
        self._value_row = QHBoxLayout()
        self._value_row.setSpacing(8)
        column.addLayout(self._value_row)

    def _words(self) -> dict[Act, str]:
        return {
            "set": self.tr("&Set to"),
            "add": self.tr("&Add"),
            "remove": self.tr("&Take out"),
            "replace": self.tr("&Replace words"),
            "shift": self.tr("&Move dates"),
            "empty": self.tr("&Empty"),
        }

    def _take_field(self, field: FieldSpec) -> None:
        if field is self._field:
            return
        self._field = field
        self._label.setText(self.tr(field.label))
        self._help.setText(self.tr(field.help))
        acts = acts_for(field)
        for act, button in self._buttons.items():
            button.setVisible(act in acts)
        first = self._buttons[acts[0]]
        if first.isChecked():
            self._take_act(acts[0])
        first.setChecked(True)

    @property
    def _act(self) -> Act:
        return next((act for act, button in self._buttons.items() if button.isChecked()), "set")

    def _take_act(self, act: Act) -> None:
        """Put the editors of an act on a field into the row."""
        while (item := self._value_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._editor, self._lines = None, []
        if self._field is None:
            return
        if act == "empty":
            told = self.tr("Nothing will stand there afterwards.")
            self._value_row.addWidget(Words(self.desk.look, told, "body", "ink2"), 1)
        elif act == "replace":
            self._add_line("find", self.tr("Find"))
            self._add_line("put", self.tr("Replace with"))
        elif act == "shift":
            self._add_line("step", self.tr("By how much: +30d, -2m or +1y"))
        else:
            self._editor = make_editor(self.desk, self._spec, self._field, self)
            self._editor.control.setAccessibleName(self.tr(self._field.label))
            self._editor.edited.connect(self.changed)
            self._value_row.addWidget(self._editor, 1)
        self.preview.show_nothing("")
        self.changed()

    def _add_line(self, name: str, says: str) -> None:
        line = QLineEdit()
        line.setObjectName(f"bulk.{name}")
        line.setPlaceholderText(says)
        line.setAccessibleName(says)
        line.textEdited.connect(lambda _: self.changed())
        self._lines.append(line)
        self._value_row.addWidget(line, 1)

    def edits(self) -> tuple[BulkEdit, ...]:
        """Give the act, once there is all that it needs."""
        if self._field is None:
            return ()
        key, act = self._field.key, self._act
        match act:
            case "empty":
                return (BulkEdit(field=key, act=act),)
            case "replace":
                find, put = (line.text() for line in self._lines)
                return (BulkEdit(field=key, act=act, find=find, typed=put),) if find.strip() else ()
            case "shift":
                step = self._lines[0].text().strip()
                return (BulkEdit(field=key, act=act, typed=step),) if step else ()
            case _:
                typed = self._editor.text() if self._editor is not None else ""
                return (BulkEdit(field=key, act=act, typed=typed),) if typed.strip() else ()

    def what_is_missing(self) -> str:
        """Say what is to be chosen or typed first."""
        if self._field is None:
            return self.tr("Choose the field to change. What would become of each record is shown here.")
        if self._act == "replace":
            return self.tr("Type the words to look for.")
        return self.tr("Type the value; what would become of each record is shown here.")

    def mark(self, is_bad: bool) -> None:
        """Mark the editor."""
        if self._editor is not None:
            self._editor.set_bad(is_bad)
        for line in self._lines[:1]:
            set_bad(line, is_bad)
