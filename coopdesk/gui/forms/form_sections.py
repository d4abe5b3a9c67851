# SPDX-License-Identifier: EUPL-1.2
"""The body of a form: its sections, each with a head that folds it, in one column or two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.form_fields import ComputedField, FormField
from coopdesk.gui.forms.text_link import TextLink
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_ring, draw_text
from coopdesk.gui.look.tokens import ICON_SMALL
from coopdesk.services.form_data import FieldText
from coopdesk.services.form_layout import FormSection, spans

TWO_COLUMNS_FROM: Final = 640
HEAD: Final = 32
_NOTHING: Final = FieldText("", "")


class FormBody(QWidget):
    """All sections of a form. Fields are made when they are first seen, so that a form opens at once."""

    field_made = Signal(object)

    def __init__(self, desk: Desk, spec: RecordSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form.body")
        self.desk = desk
        self.spec = spec
        self.fields: dict[str, FormField] = {}
        self.computed: dict[str, ComputedField] = {}
        self._texts: Mapping[str, FieldText] = {}
        self._words: Mapping[str, str] = {}
        self.sections: list[SectionView] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def build(
        self, sections: Sequence[FormSection], texts: Mapping[str, FieldText], computed: Mapping[str, str]
    ) -> None:
        """Make the sections, and the fields of those that are open."""
        self._texts, self._words = texts, computed
        for section in sections:
            self.add_section(section)

    def add_section(self, section: FormSection) -> None:
        """Add a section at the end."""
        view = SectionView(self, section, len(self.sections))
        self.sections.append(view)
        self._column.insertWidget(self._column.count() - 1, view)

    def make_field(self, field: FieldSpec) -> QWidget:
        """Make a field with what it starts with."""
        if field.computed is not None:
            shown = ComputedField(self.desk.look, self.spec, field)
            shown.show_value(self._words.get(field.key, ""))
            self.computed[field.key] = shown
            return shown
        made = FormField(self.desk, self.spec, field)
        made.begin(self._texts.get(field.key, _NOTHING))
        self.fields[field.key] = made
        self.field_made.emit(made)
        return made

    def reveal(self, key: str) -> FormField | None:
        """Give a field, its section opened for it; None where the form has no such field."""
        for section in self.sections:
            if section.has(key):
                section.reveal(key)
        return self.fields.get(key)

    def changed(self) -> dict[str, FieldText]:
        """Give what stands in the fields that differ from what the form started with."""
        return {key: field.text() for key, field in self.fields.items() if field.is_changed}

    def filled(self) -> dict[str, FieldText]:
        """Give what stands in the fields that are not empty."""
        found = {key: field.text() for key, field in self.fields.items()}
        return {key: text for key, text in found.items() if text.raw.strip()}

    def show_computed(self, words: Mapping[str, str]) -> None:
        """Show what is worked out from what stands in the fields now."""
        for key, field in self.computed.items():
            if key in words:
                field.show_value(words[key])

    def order_tabs(self, before: QWidget) -> None:
        """Make Tab go through the form as one reads it."""
        for widget in self._stops():
            QWidget.setTabOrder(before, widget)
            before = widget

    def _stops(self) -> Iterator[QWidget]:
        for section in self.sections:
            yield from section.stops()


class SectionView(QWidget):
    """One section: its head, its fields in a grid, and perhaps more of them on demand."""

    def __init__(self, body: FormBody, section: FormSection, number: int) -> None:
        super().__init__()
        self._body = body
        self._section = section
        self._order: list[QWidget] = []
        self._made: dict[str, QWidget] = {}
        self._columns = 0
        title = QCoreApplication.translate("form_layout", section.title)
        self.setObjectName(f"form.section.{section.key}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.head = SectionFold(body.desk.look, title, self.toggle)
        self.head.setObjectName(f"form.section.{section.key}.head")
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(0)
        self.more: TextLink | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6 if number else 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._inside)
        if section.more:
            count = len(section.more)
            text = self.tr("%n more fields", "", count) if count != 1 else self.tr("1 more field")
            self.more = TextLink(
                body.desk.look, text, self.show_more, name=f"form.section.{section.key}.more", inset=1
            )
            column.addWidget(self.more)
        self._is_open = False
        self.set_open(section.is_open)

    @property
    def is_open(self) -> bool:
        """Whether its fields are seen."""
        return self._is_open

    def has(self, key: str) -> bool:
        """Tell whether a field is in this section."""
        return any(field.key == key for field in self._section.fields)

    def toggle(self) -> None:
        """Fold or unfold."""
        self.set_open(not self._is_open)
        if self._is_open:
            self._body.order_tabs(self.head)

    def set_open(self, is_open: bool) -> None:
        """Show the fields, or only the head."""
        self._is_open = is_open
        if is_open:
            self._make(self._section.first)
        self._inside.setVisible(is_open)
        if self.more is not None:
            self.more.setVisible(is_open and not self._has_all())
        self.head.say(is_open=is_open, count=len(self._section.fields))

    def show_more(self) -> None:
        """Show all fields."""
        self._make(self._section.fields)
        if self.more is not None:
            self.more.hide()
        self._body.order_tabs(self.head)
        fresh = self._made.get(self._section.more[0].key) if self._section.more else None
        if isinstance(fresh, FormField):
            fresh.editor.control.setFocus()

    def reveal(self, key: str) -> None:
        """Make sure that a field is seen."""
        self.set_open(True)
        if key not in self._made:
            self._make(self._section.fields)
            if self.more is not None:
                self.more.hide()

    def stops(self) -> Iterator[QWidget]:
        """Give what Tab stops at, in order."""
        yield self.head
        for widget in self._order:
            if isinstance(widget, FormField):
                yield widget.editor.control
        if self.more is not None:
            yield self.more

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one column or two."""
        super().resizeEvent(event)
        self._arrange()

    def _has_all(self) -> bool:
        return len(self._made) == len(self._section.fields)

    def _make(self, fields: Sequence[FieldSpec]) -> None:
        fresh = [field for field in fields if field.key not in self._made]
        for field in fresh:
            self._made[field.key] = self._body.make_field(field)
        if fresh:
            shown = [field for field in self._section.fields if field.key in self._made]
            self._order = [self._made[field.key] for field in shown]
            self._columns = 0
            self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= TWO_COLUMNS_FROM else 1
        if columns == self._columns or not self._order:
            return
        self._columns = columns
        row, column = 0, 0
        wide = {field.key for field in self._section.fields if spans(field)}
        keys = {id(widget): key for key, widget in self._made.items()}
        for widget in self._order:
            width = columns if keys[id(widget)] in wide else 1
            if column + width > columns:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, width, Qt.AlignmentFlag.AlignTop)
            widget.show()
            column += width
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
            self._grid.setColumnMinimumWidth(number, 0)
        self.updateGeometry()


class SectionFold(QAbstractButton):
    """The head of a section over its hairline; a click, Space or Enter folds it."""

    def __init__(self, look: Look, title: str, act: object) -> None:
        super().__init__()
        self._look = look
        self._title = title
        self._is_open = True
        self._count = ""
        self.setFixedHeight(HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if callable(act):
            self.clicked.connect(lambda: act())
        look.changed.connect(self.update)

    def say(self, *, is_open: bool, count: int) -> None:
        """Take the state."""
        self._is_open = is_open
        fields = self.tr("%n fields", "", count) if count != 1 else self.tr("1 field")
        self._count = "" if is_open else fields
        state = self.tr("open") if is_open else self.tr("folded")
        self.setAccessibleName(f"{self._title}, {state}")
        self.update()

    def sizeHint(self) -> QSize:
        """Give the height."""
        return QSize(120, HEAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold on Enter as well as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw title, count, chevron, hairline."""
        painter = QPainter(self)
        look = self._look
        room = QRect(0, 0, self.width() - 2 * ICON_SMALL, HEAD - 4)
        width = draw_text(painter, look, room, self._title, "section", "ink")
        draw_text(painter, look, room.adjusted(width + 8, 0, 0, 0), self._count, "small", "ink3")
        icon = "chevron-down" if self._is_open else "chevron-right"
        pixmap = look.pixmap(icon, ICON_SMALL, "ink3", self.devicePixelRatioF())
        painter.drawPixmap(self.width() - ICON_SMALL - 4, (HEAD - 4 - ICON_SMALL) // 2, pixmap)
        painter.fillRect(0, HEAD - 1, self.width(), 1, QColor(look.tokens.hair))
        if self.hasFocus():
            draw_ring(painter, look, self.rect().adjusted(-4, 0, 4, -2))
        painter.end()
