# SPDX-License-Identifier: EUPL-1.2
"""Sending a list out: for return or as a hand-out, which columns, personal data for a purpose, marking."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLineEdit, QRadioButton, QWidget

from coopdesk.domain.errors import UserError
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.look.sheet import OverSheet
from coopdesk.gui.look.widgets import SectionHead, Words, make_button
from coopdesk.gui.start.cards import field
from coopdesk.services import exporting_views
from coopdesk.services.exporting import Exported

WORKBOOKS: Final = "Excel (*.xlsx)"
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|]+')


class ExportSheet(OverSheet):
    """Asks what leaves, then where it goes, and writes it beside the window."""

    def __init__(
        self, desk: Desk, window: QWidget, view: View, *, title: str, words: str, count: int
    ) -> None:
        super().__init__(desk.look, window, "", width_px=600)
        self.setObjectName("export")
        self._desk = desk
        self._view = view
        self._words = words
        self._name = title
        self.title.setText(self.tr("Export “{list}”").format(list=title))
        self.setAccessibleName(self.title.text())
        told = self.tr("%n record(s)", "", count)
        self.body.addWidget(Words(desk.look, f"{told} · {words}" if words else told, "small", "ink2"))
        self._add_kind()
        self._add_columns()
        self._add_personal()
        self._add_marking()
        self.body.addStretch(1)
        self._said = Words(desk.look, "", "small", "red")
        self._said.setObjectName("export.said")
        self._said.setWordWrap(True)
        self.foot.addWidget(self._said, 1)
        self.foot.addWidget(
            make_button(desk.look, self.tr("Cancel"), self.close_sheet, name="export.cancel", kind="quiet")
        )
        self._write = make_button(
            desk.look, self.tr("Choose where to save…"), self._choose, name="export.save", kind="primary"
        )
        self.foot.addWidget(self._write)
        self._renew()

    def _add_kind(self) -> None:
        self.body.addWidget(SectionHead(self._desk.look, self.tr("What is it for?")))
        self._return = QRadioButton(self.tr("For return: a colleague changes it and sends it back"))
        self._hand_out = QRadioButton(self.tr("Hand-out: to read and print, cannot come back"))
        self._return.setObjectName("export.return")
        self._hand_out.setObjectName("export.hand_out")
        self._return.setChecked(True)
        kinds = QButtonGroup(self)
        self._explained = Words(self._desk.look, "", "small", "ink3")
        self._explained.setWordWrap(True)
        for button in (self._return, self._hand_out):
            kinds.addButton(button)
            self.body.addWidget(button)
            button.toggled.connect(self._renew)
        self.body.addWidget(self._explained)

    def _add_columns(self) -> None:
        self.body.addWidget(SectionHead(self._desk.look, self.tr("Which columns?")))
        shown = exporting_views.fields_shown(self._view)
        self._shown = QRadioButton(self.tr("The %n column(s) of the list", "", len(shown)))
        self._every = QRadioButton(self.tr("Every field of these records"))
        self._shown.setObjectName("export.shown")
        self._every.setObjectName("export.every")
        self._every.setChecked(True)
        columns = QButtonGroup(self)
        for button in (self._every, self._shown):
            columns.addButton(button)
            self.body.addWidget(button)
            button.toggled.connect(self._renew)

    def _add_personal(self) -> None:
        self.body.addWidget(SectionHead(self._desk.look, self.tr("Personal data")))
        self._personal = QCheckBox(self.tr("Send personal data too"))
        self._personal.setObjectName("export.personal")
        self._personal.toggled.connect(self._renew)
        self._left_out = Words(self._desk.look, "", "small", "ink3")
        self._left_out.setWordWrap(True)
        self._purpose = QLineEdit()
        self._purpose.setObjectName("export.purpose")
        self._purpose.setPlaceholderText(self.tr("such as: list of participants for the host"))
        self._purpose_box = field(self._desk.look, self.tr("For which purpose? (required)"), self._purpose)
        self.body.addWidget(self._personal)
        self.body.addWidget(self._left_out)
        self.body.addWidget(self._purpose_box)

    def _add_marking(self) -> None:
        self._marking = QComboBox()
        self._marking.setObjectName("export.marking")
        self._marking.addItem(self.tr("As the records need"), "")
        for code, label in exporting_views.markings():
            self._marking.addItem(self.tr(label), code)
        self.body.addWidget(SectionHead(self._desk.look, self.tr("Marking")))
        label = self.tr("Printed on every page; never lower than the records'")
        self.body.addWidget(field(self._desk.look, label, self._marking))

    def _renew(self) -> None:
        if not hasattr(self, "_write"):
            return
        is_return = self._return.isChecked()
        self._explained.setText(
            self.tr("The file holds the values as they leave, so that changes come home cell by cell.")
            if is_return
            else self.tr("The file holds what you see and nothing hidden.")
        )
        headings = exporting_views.personal_headings(self._view, every_field=self._every.isChecked())
        self._personal.setVisible(bool(headings))
        self._purpose_box.setVisible(bool(headings) and self._personal.isChecked())
        if not headings:
            self._left_out.setText(self.tr("There is none in these columns."))
        elif self._personal.isChecked():
            self._left_out.setText(self.tr("Who, when, what and the purpose are kept in the history."))
        else:
            self._left_out.setText(self.tr("Left out: {columns}").format(columns=", ".join(headings)))

    def _choose(self) -> None:
        purpose = self._purpose.text().strip()
        wants_personal = self._personal.isVisibleTo(self) and self._personal.isChecked()
        if wants_personal and not purpose:
            self._said.setText(self.tr("Say for what purpose the personal data leaves."))
            self._purpose.setFocus()
            return
        today = self._desk.today()
        proposed = Path(f"{today:%Y-%m-%d} {re.sub(_NOT_IN_NAMES, '-', self._name)}.xlsx")
        target = self._desk.prompter.save_file(self.tr("Save the workbook"), proposed, WORKBOOKS)
        if target is not None:
            whole = target if target.suffix else target.with_suffix(".xlsx")
            self._start(whole, today, purpose if wants_personal else None)

    def _start(self, target: Path, today: dt.date, purpose: str | None) -> None:
        self._write.setEnabled(False)
        self._said.setText(self.tr("Writing…"))
        every, hand_out = self._every.isChecked(), self._hand_out.isChecked()
        marking = self._marking.currentData() or None
        desk = self._desk
        desk.runner.write(
            lambda: exporting_views.export_view(
                desk.database, target, self._view, who=desk.who, words=self._words, every_field=every,
                hand_out=hand_out, personal=purpose, marking=marking, today=today,
            ),
            self._on_written,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_written(self, done: Exported) -> None:
        self.close_sheet()
        self._desk.noticed.emit(
            self.tr("{name} was written: %n record(s).", "", done.rows).format(name=done.path.name)
        )
        self.deleteLater()

    def _on_refused(self, error: UserError) -> None:
        self._write.setEnabled(True)
        self._said.setText(str(error))
