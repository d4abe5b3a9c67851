# SPDX-License-Identifier: EUPL-1.2
"""What bulk edit and replacing share: a preview that follows the typing, and one button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.gui.bulk.preview import PlanPreview
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.floating import Sheet
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.block_editing import BlockPlan
from coopdesk.services.bulk_editing import BulkEdit, apply_bulk, plan_bulk

PAUSE_MS: Final = 180
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanningSheet(Sheet):
    """A sheet that turns what is typed into acts, shows what they would do, and carries them out as one."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        type_key: str,
        ids: Sequence[str],
        *,
        name: str,
        title: str,
        width: int,
    ) -> None:
        super().__init__(desk.look, window, name, title, width)
        self.desk = desk
        self.type_key = type_key
        self.ids = tuple(ids)
        self._planned: tuple[BulkEdit, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._plan)
        self.preview = PlanPreview(desk.look, name)
        self.preview.agreed.connect(lambda _: self._renew())
        self.message = Words(desk.look, "", "small", "red")
        self.message.setObjectName(f"{name}.message")
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(18)
        self.cancel = make_button(desk.look, self.tr("Cancel"), self.close_sheet, name=f"{name}.cancel")
        self.apply = make_button(
            desk.look, "", self._apply, name=f"{name}.apply", kind="primary", help=self.tr("Ctrl+Enter")
        )
        self.foot.addWidget(Words(desk.look, self.tr("One act, one undo."), "small", "ink3"))
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.apply)
        self._renew()

    def edits(self) -> tuple[BulkEdit, ...]:
        """Give the acts that are asked for; none while something is missing."""
        raise NotImplementedError

    def what_is_missing(self) -> str:
        """Say what is to be chosen or typed first."""
        raise NotImplementedError

    def mark(self, is_bad: bool) -> None:
        """Mark where something is wrong with what was typed."""

    def changed(self) -> None:
        """Look again after a pause, since something was typed or chosen."""
        self._planned = ()
        self.message.setText("")
        self.mark(False)
        self._timer.start()
        self._renew()

    def _plan(self) -> None:
        edits = self.edits()
        if not edits:
            self.preview.show_nothing(self.what_is_missing())
            self._renew()
            return
        database, type_key, ids, today = self.desk.database, self.type_key, self.ids, self.desk.today()
        self.desk.read(
            lambda: plan_bulk(database, type_key, ids, edits, today=today),
            lambda plan: self._show(plan, edits),
            failed=lambda error: self._refuse(error, edits),
            series=f"bulk {id(self)}",
        )

    def _show(self, plan: BlockPlan, edits: tuple[BulkEdit, ...]) -> None:
        if not isValid(self) or edits != self.edits():  # a late answer
            return
        self._planned = edits
        self.preview.show_plan(plan)
        self._renew()

    def _refuse(self, error: UserError, edits: tuple[BulkEdit, ...]) -> None:
        if isValid(self) and edits == self.edits():
            self.preview.show_nothing("")
            self.message.setText(str(error))
            self.mark(True)
            self._renew()

    def _renew(self) -> None:
        plan = self.preview.plan if self._planned else None
        self.apply.setEnabled(bool(plan) and self.preview.is_ready)
        count = plan.records if plan is not None else 0
        self.apply.setText(self.tr("Change %n record(s)", "", count) if count else self.tr("Change records"))

    def _apply(self) -> None:
        plan, edits, leave_out = self.preview.plan, self._planned, self.preview.leaves_out
        if plan is None or not edits or not self.apply.isEnabled():
            return
        self.apply.setEnabled(False)
        self.message.setText("")
        database, who = self.desk.database, self.desk.who
        self.desk.write(
            lambda: apply_bulk(database, plan, edits, who=who, leave_out=leave_out),
            self._done,
            failed=self._failed,
        )

    def _done(self, _written: Written) -> None:
        if isValid(self):
            self.close_sheet()

    def _failed(self, error: UserError) -> None:
        if not isValid(self):
            self.desk.refused.emit(error)
            return
        self.message.setText(str(error))
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do it with Ctrl+Enter; close with Esc."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._apply()
        else:
            super().keyPressEvent(event)
