# SPDX-License-Identifier: EUPL-1.2
"""One condition of the filter builder: a field, also of linked records, a test, and what to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from coopdesk.domain.views import Rule, Test
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.choices import ChoiceBox
from coopdesk.gui.lists.layouts import empty
from coopdesk.gui.lists.row_delegate import MakeEditor
from coopdesk.gui.look.tokens import CONTROL_HEIGHT
from coopdesk.gui.look.widgets import Words, make_button, make_icon_button
from coopdesk.records.catalog import SPECS
from coopdesk.services.rule_building import TypedRule, count_of_values, field_steps, further_steps
from coopdesk.services.view_words import field_of_path, offered_tests, path_words, words_of_test

DEEPEST: Final = 3
_MANY: Final[frozenset[Test]] = frozenset({"any_of", "none_of", "contains"})


class ConditionRow(QWidget):
    """Field, test and values, with a cross; what is wrong stands below."""

    removed = Signal()

    def __init__(self, desk: Desk, type_key: str, make_editor: MakeEditor) -> None:
        super().__init__()
        self._desk = desk
        self._type = type_key
        self._make_editor = make_editor
        self._path: tuple[str, ...] = ()
        self._editors: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.field = QPushButton(self.tr("Choose a field"))
        self.field.setObjectName("filter.field")
        self.field.setFixedHeight(CONTROL_HEIGHT)
        self.field.setMinimumWidth(190)
        self.field.setStyleSheet("text-align: left; padding-left: 8px;")
        menu = QMenu(self.field)
        menu.setObjectName("filter.field.menu")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu, self._type, ()))
        self.field.setMenu(menu)
        self.test = ChoiceBox(desk.look, self)
        self.test.quiet_first = False
        self.test.setObjectName("filter.test")
        self.test.setAccessibleName(self.tr("Test"))
        self.test.setFixedHeight(CONTROL_HEIGHT)
        self.test.setMinimumWidth(184)
        self.test.activated.connect(lambda _: self._build_values([]))
        self._values = QHBoxLayout()
        self._values.setSpacing(6)
        row.addWidget(self.field)
        row.addWidget(self.test)
        row.addLayout(self._values, 1)
        row.addWidget(
            make_icon_button(
                desk.look, "x", self.tr("Remove this condition"), self.removed.emit, name="filter.remove"
            )
        )
        column.addLayout(row)
        self._message = Words(desk.look, "", "small", "red")
        self._message.setObjectName("filter.message")
        self._message.setFixedHeight(20)
        column.addWidget(self._message)

    def begin(self, rule: Rule, texts: Sequence[tuple[str, str]]) -> None:
        """Start from a rule that there is."""
        self._choose(rule.path, rule.test)
        self._build_values(texts)

    def typed(self) -> TypedRule | None:
        """Give what was typed; None while no field is chosen."""
        if not self._path:
            return None
        texts = tuple(str(one.text()) for one in self._editors)  # type: ignore[attr-defined] # lines and editors have it
        return TypedRule(path=self._path, test=self._chosen_test(), texts=texts)

    def say(self, sentence: str) -> None:
        """Say what is wrong."""
        self._message.setText(sentence)
        self._message.setToolTip(sentence)
        for one in self._editors:
            one.setAccessibleDescription(sentence)

    def choose(self, path: tuple[str, ...]) -> None:
        """Take a field; the keyboard goes on to the test."""
        self._choose(path)
        self._build_values([])
        self.test.setFocus()

    def _choose(self, path: tuple[str, ...], test: Test | None = None) -> None:
        self._path = path
        words = path_words(self._type, path)
        self.field.setText(words)
        self.field.setAccessibleName(self.tr("Field: {field}").format(field=words))
        field = field_of_path(self._type, path)
        kind = field.kind if field is not None else None
        self.test.clear()
        offered = offered_tests(kind)
        for one in dict.fromkeys((*offered, *([test] if test is not None else []))):
            self.test.addItem(self.tr(words_of_test(one, kind)), one)
        if test is not None:
            self.test.setCurrentIndex(self.test.findData(test))

    def _chosen_test(self) -> Test:
        return self.test.currentData()  # type: ignore[no-any-return] # only tests are added

    def _build_values(self, texts: Sequence[tuple[str, str]]) -> None:
        empty(self._values)
        self._editors = []
        test = self._chosen_test()
        wanted = count_of_values(test)
        for raw, shown in list(texts) or [("", "")] * wanted:
            self._add_value(test, raw, shown)
        if test in _MANY:
            more = make_button(self._desk.look, self.tr("or"), self._add_or, name="filter.or", kind="link")
            more.setToolTip(self.tr("Compare with one more value"))
            self._values.addWidget(more)
        if not wanted:
            self._values.addStretch(1)

    def _add_or(self) -> None:
        self._add_value(self._chosen_test(), "", "")
        self._editors[-1].setFocus()

    def _add_value(self, test: Test, raw: str, shown: str) -> None:
        editor = self._editor(test)
        if raw:
            editor.set_text(raw, shown) if hasattr(editor, "set_text") else editor.setText(raw)  # type: ignore[attr-defined] # lines and editors
        self._values.insertWidget(len(self._editors), editor, 1)
        self._editors.append(editor)

    def _editor(self, test: Test) -> QWidget:
        field = field_of_path(self._type, self._path)
        if test in {"contains", "within"} or field is None or ":" in self._path[-1]:
            line = QLineEdit()
            line.setFixedHeight(CONTROL_HEIGHT)
            names = {"within": (self.tr("from days"), self.tr("to days"))}.get(test, (self.tr("Text"),))
            name = names[min(len(self._editors), len(names) - 1)]
            line.setPlaceholderText(name)
            line.setAccessibleName(name)
            line.setObjectName("filter.value")
            return line
        spec = next(one for one in SPECS.values() if one.all_by_key.get(field.key) is field)
        editor = self._make_editor(self._desk, spec, field, self)
        editor.setAccessibleName(field.label)
        editor.setObjectName("filter.value")
        return editor

    def _fill_menu(self, menu: QMenu, type_key: str, before: tuple[str, ...]) -> None:
        """Offer the fields of a type, and below them the ways to linked records."""
        if menu.actions():
            return
        for choice in field_steps(type_key):
            action = menu.addAction(self.tr(choice.label))
            action.setToolTip(self.tr(choice.help))
            action.triggered.connect(lambda _=False, step=choice.step: self.choose((*before, step)))
        if len(before) + 1 >= DEEPEST:
            return
        menu.addSeparator()
        for choice in further_steps(type_key):
            if choice.leads_to is None:
                continue
            further = menu.addMenu(self.tr(choice.label))
            further.setToolTipsVisible(True)
            further.aboutToShow.connect(
                lambda its=further, to=choice.leads_to, step=choice.step: self._fill_menu(
                    its, to, (*before, step)
                )
            )
