# SPDX-License-Identifier: EUPL-1.2
"""Looking at an open form beside the window, and saying under its fields what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.errors import UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.form_fields import FormField
from coopdesk.gui.forms.open_form import OpenForm
from coopdesk.services.form_data import Checked, FieldText, Repair


class FormChecks(QObject):
    """Checks the form that is open. `mended` comes when nothing stops saving any more."""

    mended = Signal()
    failed = Signal(object)
    creation_wanted = Signal(str, str)

    def __init__(self, desk: Desk, open_form: Callable[[], OpenForm | None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_form = open_form

    def watch(self, field: FormField) -> None:
        """Look at a field whenever the keyboard leaves it, and carry out its repairs."""
        field.left.connect(self._on_left)
        field.repaired.connect(self.repair)

    def look(self) -> None:
        """Check, and say what was found; of several looks only the last one speaks."""
        self._check(self._show, series=f"check {id(self)}")

    def look_before_saving(self, then: Callable[[Checked], None]) -> None:
        """Check, say all that was found, and go on."""

        def go_on(checked: Checked) -> None:
            self._show(checked)
            then(checked)

        self._check(go_on, series=None)

    def repair(self, repair: Repair) -> None:
        """Do what was offered under a field."""
        form = self._open_form()
        if form is None:
            return
        if repair.creation is not None:
            for key, field in form.body.fields.items():
                if any(repair in one.repairs for one in field.findings):
                    self.creation_wanted.emit(key, repair.creation.name)
                    return
        for key, text in repair.values.items():
            field_to_mend = form.body.reveal(key)
            if field_to_mend is not None:
                field_to_mend.put(text)
                form.touched.add(key)
        first = form.body.fields.get(next(iter(repair.values), ""))
        if first is not None:
            first.editor.control.setFocus()
        self.look()

    def _on_left(self, key: str) -> None:
        form = self._open_form()
        if form is None:
            return
        if form.body.fields[key].is_changed:
            form.touched.add(key)
        self.look()

    def _check(self, then: Callable[[Checked], None], *, series: str | None) -> None:
        from coopdesk.services.form_checking import check_form  # reaches the records

        form = self._open_form()
        if form is None:
            return
        desk, start, typed, before = self._desk, form.start, form.texts, form.before

        def show(checked: Checked) -> None:
            if self._open_form() is form:
                _take_understood(form, checked, typed)
                then(checked)

        def refuse(error: UserError) -> None:
            if self._open_form() is form:
                self.failed.emit(error)

        desk.read(
            lambda: check_form(
                desk.database,
                start.type,
                start.record,
                seen=start.seen,
                typed=typed,
                before=before,
                today=desk.today(),
            ),
            show,
            failed=refuse,
            series=series,
        )

    def _show(self, checked: Checked) -> None:
        """Say what was found of fields that the user has been at; of all once saving was tried."""
        form = self._open_form()
        if form is None:
            return
        form.body.show_computed(checked.computed)
        seen = [one for one in checked.findings if form.shows_all or {*one.about} & form.touched]
        for key, field in form.body.fields.items():
            field.show_findings([one for one in seen if one.field == key])
        if not checked.stops:
            self.mended.emit()


def _take_understood(form: OpenForm, checked: Checked, typed: Mapping[str, FieldText]) -> None:
    """Show links by their name and dates in words, where the user has gone on from them."""
    for key, text in checked.understood.items():
        field = form.body.fields.get(key)
        if field is None or key not in typed or field.text() != typed[key] or field.text() == text:
            continue
        if not field.editor.control.hasFocus():
            field.put(text, as_typed=False)
