# SPDX-License-Identifier: EUPL-1.2
"""The small sheet that begins a record from a link field: it asks for what is required, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import TextKind
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.choices import ChoiceBox
from coopdesk.gui.forms.form_fields import FormField
from coopdesk.gui.look.tokens import RADIUS_CARD
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.form_data import Checked, Creation, FieldText, Repair

WIDTH: Final = 440
MOST_FIELDS: Final = 4


class CreateSheet(QWidget):
    """Covers the form while a record is begun. `made` gives the link to it, `closed` comes without one."""

    made = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, wanted: Creation, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = wanted
        self._fields: dict[str, FormField] = {}
        self._spec = _spec_of(wanted.types[0])
        self.setObjectName("sheet")
        self.setAutoFillBackground(False)
        self._card = _Card(desk)
        self._title = Words(desk.look, "", "title", "ink")
        self._title.setObjectName("sheet.title")
        self._why = Words(desk.look, "", "small", "ink2")
        self._why.setWordWrap(True)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(0)
        self.save = make_button(desk.look, "", self._save, name="sheet.save", kind="primary")
        cancel = make_button(desk.look, self.tr("Cancel"), self._close, name="sheet.cancel", kind="quiet")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._why)
        if len(wanted.types) > 1:
            column.addWidget(self._types())
        column.addLayout(self._inside)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 48, 12, 12)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        self._take(wanted.types[0])
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self._focus_first()

    def _types(self) -> QWidget:
        """Give the choice of what it is, where a link may lead to several types."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        label = QLabel(self.tr("What it is"))
        label.setFont(self._desk.look.font("small"))
        choice = ChoiceBox(self._desk.look, box)
        choice.setObjectName("sheet.type")
        choice.setAccessibleName(self.tr("What it is"))
        choice.quiet_first = False
        for type_key in self._wanted.types:
            choice.addItem(QCoreApplication.translate("records", _spec_of(type_key).label), type_key)
        choice.activated.connect(lambda _: self._take(str(choice.currentData())))
        label.setBuddy(choice)
        column.addWidget(label)
        column.addWidget(choice)
        self._choice: QComboBox = choice
        return box

    def _take(self, type_key: str) -> None:
        """Ask for what a type needs."""
        for field in self._fields.values():
            self._inside.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._spec = _spec_of(type_key)
        label = QCoreApplication.translate("records", self._spec.label)
        self._title.setText(self.tr("New {type}").format(type=label.lower()))
        self._why.setText(self.tr("Only what is needed; the rest can be filled in later."))
        self.save.setText(self.tr("Create {type}").format(type=label.lower()))
        self._fields = {field.key: self._field(field) for field in _asked(self._spec)}
        named = next(
            (key for key in self._spec.title if key in self._fields and _takes_name(self._spec, key)), None
        )
        if named is not None:
            self._fields[named].put(FieldText(self._wanted.name, self._wanted.name))

    def _field(self, field: FieldSpec) -> FormField:
        made = FormField(self._desk, self._spec, field, self._card)
        made.editor.control.setObjectName(f"sheet.{field.key}")
        made.begin(FieldText("", ""))
        made.left.connect(lambda _: self._check(None))
        made.repaired.connect(self._repair)
        self._inside.addWidget(made)
        made.show()
        return made

    def _texts(self) -> dict[str, FieldText]:
        found = {key: field.text() for key, field in self._fields.items()}
        return {key: text for key, text in found.items() if text.raw.strip()}

    def _check(self, then: object) -> None:
        from coopdesk.services.form_checking import check_form  # reaches the records

        texts, desk, spec = self._texts(), self._desk, self._spec
        desk.read(
            lambda: check_form(
                desk.database, spec.key, None, seen={}, typed=texts, before={}, today=desk.today()
            ),
            lambda checked: self._on_checked(spec, checked, texts, is_saving=then is not None),
            series=f"sheet {id(self)}" if then is None else None,
        )

    def _on_checked(
        self, spec: RecordSpec, checked: Checked, texts: Mapping[str, FieldText], *, is_saving: bool
    ) -> None:
        if not isValid(self) or spec is not self._spec:
            return
        for key, text in checked.understood.items():
            field = self._fields.get(key)
            if field is not None and field.text().raw == texts[key].raw and field.text() != text:
                field.put(text, as_typed=False)
        for key, field in self._fields.items():
            mine = [one for one in checked.findings if one.field == key]
            if not is_saving and not field.is_changed:
                mine = [one for one in mine if one.code != "required"]
            field.show_findings(mine)
        others = [one for one in checked.stops if one.field not in self._fields]
        if is_saving and not checked.stops:
            self._write(texts)
        elif is_saving:
            self.save.setEnabled(True)
            self._why.setText(others[0].summary if others else self.tr("This cannot be created yet."))
            self._why.set_token("red")
            wrong = next((field for field in self._fields.values() if field.findings), None)
            if wrong is not None:
                wrong.editor.control.setFocus()

    def _save(self) -> None:
        self.save.setEnabled(False)
        self._check(self.save)

    def _write(self, texts: Mapping[str, FieldText]) -> None:
        from coopdesk.services.form_saving import save_form  # reaches the records

        desk, spec = self._desk, self._spec
        raw = {key: text.raw for key, text in texts.items()}
        desk.write(
            lambda: save_form(desk.database, spec.key, None, raw, seen={}, who=desk.who, today=desk.today()),
            lambda written: self._on_written(spec, written),
            failed=self._on_refused,
        )

    def _on_written(self, spec: RecordSpec, written: Written) -> None:
        from coopdesk.services.filling import text_of_link  # reaches the records

        (key,) = written.ids[spec.key]
        if isValid(self):
            self._desk.read(lambda: text_of_link(self._desk.database, key), self._tell)

    def _tell(self, made: FieldText) -> None:
        if isValid(self):  # it may have been closed while it was saved; then nothing is linked
            self.made.emit(made)

    def _on_refused(self, error: UserError) -> None:
        if not isValid(self):
            self._desk.refused.emit(error)
            return
        self.save.setEnabled(True)
        self._why.setText(str(error))
        self._why.set_token("red")

    def _repair(self, repair: Repair) -> None:
        for key, text in repair.values.items():
            if key in self._fields:
                self._fields[key].put(text)
                self._fields[key].editor.control.setFocus()
        self._check(None)

    def _close(self) -> None:
        self.closed.emit()

    def _focus_first(self) -> None:
        """Put the keyboard on the first field that is still empty."""
        empty = [field for field in self._fields.values() if not field.text().raw]
        first = (empty or list(self._fields.values()))[:1]
        (first[0].editor.control if first else self.save).setFocus()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab go round inside the sheet."""
        stops: list[QWidget] = [self._choice] if len(self._wanted.types) > 1 else []
        for field in self._fields.values():
            stops.append(field.editor.control)
        stops += [
            button for button in self._card.findChildren(QWidget) if button.objectName() == "sheet.cancel"
        ]
        stops.append(self.save)
        here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), -1)
        stops[(here + (1 if is_next else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the sheet, Enter and Ctrl+S create."""
        is_save = event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif is_save or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the form behind."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 87))
        painter.end()


class _Card(QFrame):
    """The sheet itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = desk.look
        self.setFixedWidth(WIDTH)
        desk.look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper with an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._look.tokens.line))
        painter.setBrush(QColor(self._look.tokens.base))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()


def _spec_of(type_key: str) -> RecordSpec:
    from coopdesk.records.catalog import SPECS  # after the first frame

    return SPECS[type_key]


def _asked(spec: RecordSpec) -> list[FieldSpec]:
    """Give what the sheet asks for: what is required, else what names a record."""
    needed = [field for field in spec.fields if field.required and field.key != "reference"]
    named = [spec.by_key[key] for key in spec.title if spec.by_key[key] not in needed]
    return (needed or named)[:MOST_FIELDS]


def _takes_name(spec: RecordSpec, key: str) -> bool:
    return isinstance(spec.by_key[key].kind, TextKind)
