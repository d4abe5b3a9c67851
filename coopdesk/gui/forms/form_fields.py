# SPDX-License-Identifier: EUPL-1.2
"""A field of a form: its label, its editor, and the room kept for a message, so that nothing jumps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editors import Editor, make_editor
from coopdesk.gui.forms.links import LinkEditor
from coopdesk.gui.forms.text_link import TextLink
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text
from coopdesk.gui.look.tokens import CONTROL_HEIGHT, ICON_SMALL
from coopdesk.gui.look.widgets import Words
from coopdesk.services.form_data import FieldText, Finding, Repair

LABEL_HEIGHT = 20
MESSAGE_HEIGHT = 22


def label_of(field: FieldSpec) -> str:
    """Give the label of a field in the language of the window."""
    return QCoreApplication.translate("records", field.label)


class FormField(QWidget):
    """One field. Its signals name it: `edited` and `left` by key, `repaired` with what to do."""

    edited = Signal(str)
    left = Signal(str)
    repaired = Signal(object)
    creation_wanted = Signal(str, str)

    def __init__(self, desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.field = field
        self.label = label_of(field)
        self.editor: Editor = make_editor(desk, spec, field, self)
        self.editor.setFocusProxy(None)  # type: ignore[arg-type] # else Tab stops at the proxy's own place
        self._base = ""
        self._state = ""
        self._message: MessageRow | None = None
        self._findings: tuple[Finding, ...] = ()
        self.setObjectName(f"{spec.key}.{field.key}.field")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = FieldLabel(desk.look, self.label, self._marks())
        head.setBuddy(self.editor.control)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, MESSAGE_HEIGHT)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(self.editor)
        self.editor.edited.connect(lambda: self.edited.emit(field.key))
        self.editor.left.connect(self._on_left)
        self.editor.hinted.connect(self._on_hint)
        self.editor.creation_wanted.connect(lambda name: self.creation_wanted.emit(field.key, name))
        self._name()

    @property
    def key(self) -> str:
        """The key of the field."""
        return self.field.key

    @property
    def is_changed(self) -> bool:
        """Whether something else stands here than at the start."""
        return self.editor.text().strip() != self._base.strip()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is said under the field."""
        return self._findings

    def text(self) -> FieldText:
        """Give what stands in the field."""
        return FieldText(self.editor.text(), self.editor.shown())

    def begin(self, text: FieldText) -> None:
        """Put in what the form starts with."""
        self.editor.set_text(text.raw, text.shown)
        self._base = self.editor.text()
        self._name()

    def put(self, text: FieldText, *, as_typed: bool = True) -> None:
        """Put in another text: as if it was typed, or silently where it only says the same better."""
        if as_typed:
            self.editor.replace_text(text.raw, text.shown)
        else:
            self.editor.blockSignals(True)
            self.editor.replace_text(text.raw, text.shown)
            self.editor.blockSignals(False)
        self._name()

    def offer_creation(self, record: str | None) -> None:
        """Let a link begin new records; `record` is the one that is edited, which is never suggested."""
        if isinstance(self.editor, LinkEditor):
            self.editor.offers_creation = "record" not in self.field.targets
            self.editor.record = record

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what was found, worst first; nothing frees the room again."""
        shown = tuple(sorted(findings, key=lambda one: one.level != "stop"))[:1]
        if shown == self._findings:
            return
        self._findings = shown
        stops = bool(shown) and shown[0].level == "stop"
        self.editor.set_bad(stops)
        self._state = self.tr("needs to be mended") if stops else ""
        self.editor.control.setAccessibleDescription(shown[0].message if shown else "")
        if shown:
            self._row().say(shown[0])
        elif self._message is not None:
            self._message.clear()
        self._name()

    def _on_left(self) -> None:
        self._name()
        self.left.emit(self.field.key)

    def _on_hint(self, hint: str) -> None:
        if not self._findings and (hint or self._message is not None):
            self._row().hint(hint)

    def _row(self) -> MessageRow:
        """Give the row of the message, made when there is a first thing to say."""
        if self._message is None:
            self._message = MessageRow(self._desk.look, self.editor.control.objectName())
            self._message.repaired.connect(self.repaired)
            self._column.setContentsMargins(0, 0, 0, 0)
            self._column.addWidget(self._message)
            self._message.show()  # at once, not when Qt has time
        return self._message

    def _marks(self) -> str:
        marks = []
        if self.field.required and self.field.key != "reference":
            marks.append(self.tr("(required)"))
        if self.field.personal:
            marks.append(self.tr("personal data"))
        if self.field.is_internal:
            marks.append(self.tr("stays in the office"))
        return " · ".join(marks)

    def _name(self) -> None:
        """Name the control for those who hear it: field, value, state."""
        said = [self.label, self.editor.shown()[:200] or self.tr("not known")]
        said += [part for part in (self._marks(), self._state) if part]
        self.editor.control.setAccessibleName(", ".join(said))


class FieldLabel(QLabel):
    """A label and, quieter, what is to be known of the field."""

    def __init__(self, look: Look, text: str, marks: str) -> None:
        super().__init__(text)
        self._look = look
        self._marks = marks
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedHeight(LABEL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the label, then the marks."""
        painter = QPainter(self)
        width = draw_text(painter, self._look, self.rect(), self.text(), "small", "ink2")
        if self._marks:
            rest = self.rect().adjusted(width + 7, 0, 0, 0)
            draw_text(painter, self._look, rest, self._marks, "small", "ink3")
        painter.end()

    def sizeHint(self) -> QSize:
        """Take the height alone; the width is that of the field."""
        return QSize(40, LABEL_HEIGHT)


class MessageRow(QWidget):
    """The line under a field: an icon, a sentence, and what mends it in one click.

    Where they do not fit beside each other the repairs stand below the sentence, each on its line.
    """

    repaired = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._icon = QLabel()
        self._icon_is = ("", "")
        self._icon.setFixedSize(ICON_SMALL, MESSAGE_HEIGHT)
        self._words = Words(look, "", "small", "ink3")
        self._words.setObjectName(f"{name}.message")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(5)
        self._beside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(ICON_SMALL + 1, 0, 0, 0)
        self._below.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._beside)
        column.addLayout(self._below)
        self._buttons: list[TextLink] = []
        self.setMinimumHeight(MESSAGE_HEIGHT)
        look.changed.connect(self._draw_icon)

    def say(self, finding: Finding) -> None:
        """Say what was found, and offer its repairs."""
        is_stop = finding.level == "stop"
        token = "red" if is_stop else "amber"
        self._icon_is = ("alert-circle" if is_stop else "alert-triangle", token)
        self._fill(finding.message, token, finding.repairs)

    def hint(self, text: str) -> None:
        """Say quietly how something was understood."""
        self._icon_is = ("info-circle", "ink3") if text else ("", "")
        self._fill(text, "ink2", ())

    def clear(self) -> None:
        """Say nothing and keep the room."""
        self.hint("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew what fits beside what."""
        super().resizeEvent(event)
        self._arrange()

    def _fill(self, text: str, token: str, repairs: Sequence[Repair]) -> None:
        for button in self._buttons:
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons = [self._button(number, repair) for number, repair in enumerate(repairs)]
        self._words.set_token(token)
        self._words.setText(text)
        self._arrange()
        self._draw_icon()
        parent = self.parentWidget()
        before: QWidget | None = parent.findChild(QWidget, self._name) if parent is not None else None
        for button in self._buttons:
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button

    def _arrange(self) -> None:
        """Put the repairs beside the sentence or below it."""
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2
        room = self.width() - ICON_SMALL - 6
        fits = words + sum(button.sizeHint().width() + 5 for button in self._buttons) <= room
        self._words.setWordWrap(words > room)
        self._words.setMaximumWidth(words if fits else room)
        self._words.setMinimumWidth(words if fits else 0)
        for place, button in enumerate(self._buttons):
            if fits:
                self._beside.insertWidget(2 + place, button, 0, Qt.AlignmentFlag.AlignTop)
            else:
                self._below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.show()
        while self._beside.count() > 2 + len(self._buttons) * fits:
            self._beside.takeAt(self._beside.count() - 1)
        self._beside.addStretch(1 if fits else 0)

    def _button(self, number: int, repair: Repair) -> TextLink:
        name = f"{self._name}.repair.{number}"
        button = TextLink(self._look, repair.text, lambda: self.repaired.emit(repair), name=name)
        button.setParent(self)
        button.setFixedHeight(MESSAGE_HEIGHT)  # so that it never moves what is below
        return button

    def _draw_icon(self) -> None:
        name, token = self._icon_is
        self._icon.setVisible(bool(name))
        if name:
            self._icon.setPixmap(self._look.pixmap(name, ICON_SMALL, token, self.devicePixelRatioF()))


class ComputedField(QWidget):
    """A field that CoopDesk works out: its label and its value in words, nothing to type."""

    def __init__(self, look: Look, spec: RecordSpec, field: FieldSpec) -> None:
        super().__init__()
        self.setObjectName(f"{spec.key}.{field.key}.field")
        self.setToolTip(field.help)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._value = Words(look, "", "body", "ink")
        self._value.setObjectName(f"{spec.key}.{field.key}")
        self._value.setFixedHeight(CONTROL_HEIGHT)
        self._label = label_of(field)
        hint = Words(look, self.tr("Worked out by CoopDesk."), "small", "ink3")
        hint.setFixedHeight(MESSAGE_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(FieldLabel(look, self._label, ""))
        column.addWidget(self._value)
        column.addWidget(hint)

    def show_value(self, words: str) -> None:
        """Show the value."""
        self._value.setText(words or self.tr("not known"))
        self._value.set_token("ink" if words else "ink3")
        self._value.setAccessibleName(f"{self._label}, {words or self.tr('not known')}")
