# SPDX-License-Identifier: EUPL-1.2
"""The form: made of a record's declaration, checked by services, kept as a draft, saved as one change set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import InvalidRecord, UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.conflicts import ConflictPanel
from coopdesk.gui.forms.create_sheet import CreateSheet
from coopdesk.gui.forms.draft_keeper import DraftKeeper
from coopdesk.gui.forms.form_bars import Entry
from coopdesk.gui.forms.form_checks import FormChecks
from coopdesk.gui.forms.form_fields import FormField, label_of
from coopdesk.gui.forms.form_frame import FormFrame, discard
from coopdesk.gui.forms.form_sections import FormBody
from coopdesk.gui.forms.open_form import OpenForm, sections_of
from coopdesk.gui.screen import Command
from coopdesk.services.form_data import (
    ChangedMeanwhile,
    Checked,
    Creation,
    Draft,
    FieldText,
    FormStart,
    RecordGone,
)
from coopdesk.services.pages.page import Target


class FormView(QWidget):
    """Edits a record or begins one. `saved` comes with the record, `closed` when it is left unsaved."""

    saved = Signal(object)
    closed = Signal()
    commands_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("form")
        self._form: OpenForm | None = None
        self._is_saving = False
        self._opening = 0
        self._sheet: CreateSheet | None = None
        self._frame = FormFrame(desk.look, save=self.save, discard=self.ask_to_discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._keeper = DraftKeeper(desk, lambda: self._form.typed() if self._form else None, self)
        self._keeper.failed.connect(self._on_draft_not_kept)
        self._checks = FormChecks(desk, lambda: self._form, self)
        self._checks.mended.connect(self._frame.clear_errors)
        self._checks.failed.connect(self._on_refused)
        self._checks.creation_wanted.connect(self._begin_creation)
        desk.records_changed.connect(self._on_records_changed)

    # what the pane asks for

    def edit(self, target: Target) -> None:
        """Open a record, with its draft where there is one."""
        from coopdesk.services.filling import open_record  # reaches the records

        database, today = self.desk.database, self.desk.today()
        self._open(lambda: open_record(database, target.id, today=today), target)

    def create(self, type_key: str, values: Mapping[str, str]) -> None:  # type: ignore[override] # see below
        """Begin a record; `values` are raw texts by field that are filled in already.

        It hides QWidget.create, which Qt never calls through Python.
        """
        from coopdesk.services.filling import begin_record  # reaches the records

        database, today, given = self.desk.database, self.desk.today(), dict(values)
        self._open(lambda: begin_record(database, type_key, given, today=today))

    def resume(self, seq: int) -> None:
        """Open a draft by its number; one that is no more closes the form."""
        from coopdesk.services.filling import resume_draft  # reaches the records

        database, today = self.desk.database, self.desk.today()
        self._open(lambda: resume_draft(database, seq, today=today))

    def has_open_edits(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._form is not None and self._form.count > 0

    def park(self) -> None:
        """Keep what is typed as a draft and put the form away."""
        if self._form is not None and not self._is_saving:
            self._keeper.keep()
        self._clear()

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done with the form now."""
        return {"record.save": self.save} if self.is_open and not self._is_saving else {}

    @property
    def is_open(self) -> bool:
        """Whether a form is shown."""
        return self._form is not None

    def take_focus(self) -> None:
        """Put the keyboard on the field that one would fill in first."""
        if self._form is None:
            return
        fields = list(self._form.body.fields.values())
        empty = [field for field in fields if not field.text().raw] if self._form.is_new else []
        for field in (*empty[:1], *fields[:1]):
            field.editor.control.setFocus()
            return

    # opening

    def _open(self, act: Callable[[], FormStart | None], target: Target | None = None) -> None:
        self.park()
        self._opening += 1
        number = self._opening

        def show(start: FormStart | None) -> None:
            if isValid(self) and number == self._opening:
                self._close() if start is None else self._show(start)

        def refuse(error: UserError) -> None:
            if number != self._opening:
                return
            if isinstance(error, RecordGone) and target is not None:
                self._open_draft_of(target, error)
            else:
                self.desk.refused.emit(error)
                self._close()

        self._keeper.when_written(lambda: self.desk.read(act, show, failed=refuse))

    def _open_draft_of(self, target: Target, error: UserError) -> None:
        """Open the draft of a record that was removed, so that what was typed is not lost with it."""
        from coopdesk.services.drafting import of_record  # reaches the records

        def found(draft: Draft | None) -> None:
            if draft is not None:
                self.resume(draft.seq)
            else:
                self.desk.refused.emit(error)
                self._close()

        self.desk.read(lambda: of_record(self.desk.database, target.id), found)

    def _show(self, start: FormStart) -> None:
        from coopdesk.records.catalog import SPECS  # after the first frame

        self._clear()
        spec = SPECS[start.type]
        body = FormBody(self.desk, spec)
        form = OpenForm(start=start, spec=spec, body=body, touched=set(start.typed))
        body.field_made.connect(lambda field: self._on_field(form, field))
        body.build(sections_of(start, spec), start.texts, start.computed)
        for key, text in start.typed.items():
            field = body.reveal(key)
            if field is not None:
                field.put(text)
        self._form = form
        self._keeper.begin(start.draft.seq if start.draft is not None else None)
        self._frame.hold(body)
        self._frame.say_title(self._title(form))
        self._say_state()
        self._show_bars(form)
        body.order_tabs(self._frame.save)
        if start.typed:
            self._checks.look()
        self.commands_changed.emit()
        self.take_focus()

    def _on_records_changed(self, written: Written) -> None:
        """Show a record anew that was changed elsewhere, as by an undo; once typed into, saving will ask."""
        form = self._form
        if form is None or form.count > 0 or self._is_saving or self._sheet is not None:
            return
        record = form.start.record
        if record is not None and record in written.ids.get(form.start.type, ()):
            self.edit(Target(form.start.type, record))

    def _on_field(self, form: OpenForm, field: FormField) -> None:
        field.offer_creation(form.start.record)
        if form.is_new and field.key == "reference" and isinstance(field.editor.control, QLineEdit):
            proposed = self.tr("{reference}, unless you type another").format(reference=form.start.reference)
            field.editor.control.setPlaceholderText(proposed)
        field.edited.connect(self._on_edited)
        field.creation_wanted.connect(self._begin_creation)
        self._checks.watch(field)

    def _on_edited(self, key: str) -> None:
        """Keep, say, and stop blaming while the user types."""
        if self._form is not None and not self._is_saving:
            self._form.body.fields[key].show_findings(())
            self._keeper.touch()
            self._say_state()

    # beginning a linked record

    def _begin_creation(self, key: str, name: str) -> None:
        form = self._form
        if form is None or self._sheet is not None:
            return
        field = form.body.fields[key]
        self._sheet = CreateSheet(self.desk, Creation(types=field.field.targets, name=name), self)

        def take(made: FieldText) -> None:
            field.put(made)
            form.touched.add(key)
            go_back()

        def go_back() -> None:
            self._close_sheet()
            field.editor.control.setFocus()
            self._checks.look()

        self._sheet.made.connect(take)
        self._sheet.closed.connect(go_back)

    def _close_sheet(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            discard(sheet)

    # saving

    def save(self) -> None:
        """Save, or say what stands in the way."""
        form, panel = self._form, self._frame.conflicts
        if form is None or self._is_saving or self._sheet is not None:
            return
        if panel is not None and not panel.is_decided:
            panel.focus_first_open()
            return
        if panel is not None:
            form.answer(panel.questions, panel.answers())
            self._frame.stop_asking()
        self._set_saving(True)
        form.shows_all = True
        self._checks.look_before_saving(lambda checked: self._save_if_right(form, checked))

    def _save_if_right(self, form: OpenForm, checked: Checked) -> None:
        if checked.stops:
            self._set_saving(False)
            entries = [self._entry(form, one.field, one.summary) for one in checked.stops]
            self._frame.show_errors(entries, self.go_to)
        elif not form.raw:
            self._set_saving(False)
            self._leave()
        else:
            self._write(form)

    def _write(self, form: OpenForm) -> None:
        from coopdesk.services.form_saving import save_form  # reaches the records

        desk, start, raw = self.desk, form.start, form.raw
        desk.write(
            lambda: save_form(
                desk.database,
                start.type,
                start.record,
                raw,
                seen=start.seen,
                who=desk.who,
                today=desk.today(),
            ),
            lambda written: self._on_saved(form, written),
            failed=lambda error: self._on_not_saved(form, error),
        )

    def _on_saved(self, form: OpenForm, written: Written) -> None:
        if self._form is not form:
            return
        self._keeper.discard()
        (key,) = written.ids[form.start.type]
        self._clear()
        self.saved.emit(Target(form.start.type, key))

    def _on_not_saved(self, form: OpenForm, error: UserError) -> None:
        if self._form is not form:
            self.desk.refused.emit(error)
            return
        self._set_saving(False)
        if isinstance(error, ChangedMeanwhile):
            panel = ConflictPanel(self.desk.look, form.start.label, error.questions)
            self._frame.ask(panel)
            panel.focus_first_open()
        elif isinstance(error, RecordGone):
            said = self.tr("This record was removed meanwhile. What you typed is still here.")
            self._frame.tell_gone(said, lambda: self._make_new(form))
        elif error.code == "nothing-to-change":
            self._leave()
        elif isinstance(error, InvalidRecord):
            entries = [self._entry(form, one.field, one.message) for one in error.problems]
            self._frame.show_errors(entries, self.go_to)
        else:
            key = "reference" if error.code == "reference-taken" else None
            self._frame.show_errors([self._entry(form, key, str(error))], self.go_to)

    def _make_new(self, form: OpenForm) -> None:
        """Turn the form on a removed record into one for a new record with the same words."""
        values = form.as_new()
        self._keeper.discard()
        self._clear()
        self.create(form.start.type, values)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        self._frame.set_busy(is_saving)
        self.commands_changed.emit()

    def _on_refused(self, error: UserError) -> None:
        if self._form is not None:
            self._set_saving(False)
            self._frame.show_errors([self._entry(self._form, None, str(error))], self.go_to)

    def _entry(self, form: OpenForm, key: str | None, text: str) -> Entry:
        field = form.spec.by_key.get(key or "")
        return Entry(key=key if field else None, label=label_of(field) if field else "", text=text)

    def go_to(self, key: str) -> None:
        """Put the keyboard on a field."""
        field = self._form.body.reveal(key) if self._form is not None else None
        if field is not None:
            self._frame.show_field(field)
            field.editor.control.setFocus()

    # leaving

    def ask_to_discard(self) -> None:
        """Leave; where something is typed, ask in place what becomes of it."""
        count = self._form.count if self._form is not None else 0
        if count == 0:
            self._leave()
            return
        many = self.tr("%n fields are not saved.", "", count)
        said = many if count != 1 else self.tr("1 field is not saved.")
        self._frame.ask_leave(said, keep=self._keep_and_leave, discard=self._leave)

    def _keep_and_leave(self) -> None:
        self._keeper.keep()
        self._close()

    def _leave(self) -> None:
        """Close the form; nothing of it stays, not even its draft."""
        self._keeper.discard()
        self._close()

    def _close(self) -> None:
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        self._opening += 1
        self._close_sheet()
        self._form = None
        self._is_saving = False
        self._keeper.rest()
        self._frame.clear()
        self.commands_changed.emit()

    def _discard_draft(self, form: OpenForm) -> None:
        """Go back to the record as it is, or to an empty form."""
        self._keeper.discard()
        self._clear()
        if form.start.record is not None:
            self.edit(Target(form.start.type, form.start.record))
        else:
            self.create(form.start.type, {})

    def _on_draft_not_kept(self, error: UserError) -> None:
        said = self.tr("The draft could not be kept: {reason}").format(reason=error)
        self._frame.say_state(said, is_bad=True)

    # words

    def _title(self, form: OpenForm) -> str:
        if not form.is_new:
            return self.tr("Edit: {name}").format(name=form.start.label)
        label = QCoreApplication.translate("records", form.spec.label)
        return self.tr("New {type}").format(type=label.lower())

    def _say_state(self) -> None:
        form = self._form
        if form is None:
            return
        count, name = form.count, form.start.reference
        if form.is_new:
            name = self.tr("{reference} proposed").format(reference=name)
        if count == 0:
            said = self.tr("nothing typed yet") if form.is_new else self.tr("nothing changed yet")
        elif count == 1:
            said = self.tr("1 field changed, kept as a draft if you leave")
        else:
            said = self.tr("%n fields changed, kept as a draft if you leave", "", count)
        self._frame.say_state(f"{name} · {said}")

    def _show_bars(self, form: OpenForm) -> None:
        """Say where the form comes from: a draft, values of a view; and which drafts wait."""
        start = form.start
        if start.draft is not None:
            self._frame.tell_draft(start.draft, start.changed_since, lambda: self._discard_draft(form))
        elif start.other_drafts:
            self._frame.tell_other_draft(start.other_drafts[0], self.resume)
        filled = list(self._given_words(form))
        if filled:
            said = self.tr("Filled from the view: {values}").format(values=", ".join(filled))
            self._frame.tell_given(said)

    def _given_words(self, form: OpenForm) -> Sequence[str]:
        """Name what the caller filled in; the record that owns a row goes without saying."""
        texts = form.start.texts
        given = [form.spec.by_key[key] for key in form.start.given if texts[key].raw]
        return [f"{label_of(field)} {texts[field.key].shown}" for field in given if not field.is_parent]

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, or asks; Ctrl+S saves where no menu is there to do it."""
        is_save = event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if self._form is not None and event.key() == Qt.Key.Key_Escape:
            if not self._frame.stop_asking_leave():
                self.ask_to_discard()
        elif self._form is not None and is_save:
            self.save()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sheet over the whole form."""
        super().resizeEvent(event)
        if self._sheet is not None:
            self._sheet.setGeometry(self.rect())
