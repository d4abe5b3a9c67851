# SPDX-License-Identifier: EUPL-1.2
"""Filling in forms as a person does: by object name, keys and clicks."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.form_view import FormView
from coopdesk.services.pages.page import Target
from coopdesk.store.register import by_references
from tests.helpers.window import settle

W = TypeVar("W", bound=QWidget)
ALL = Qt.KeyboardModifier.ControlModifier


class Clerk:
    """Somebody at a form. Finds what is seen, types, clicks, and waits until the answers are there."""

    def __init__(self, form: FormView, qtbot: QtBot) -> None:
        self.form = form
        self.desk: Desk = form.desk
        self.qtbot = qtbot

    def target(self, reference: str) -> Target:
        """Give the record of a reference."""
        with self.desk.database.reading() as connection:
            entry = by_references(connection, [reference])[reference]
        return Target(entry.type, entry.id)

    def open(self, reference: str) -> None:
        """Open a record for editing."""
        self.form.edit(self.target(reference))
        self.settle()

    def begin(self, type_key: str, **values: str) -> None:
        """Begin a new record."""
        self.form.create(type_key, values)
        self.settle()

    def settle(self) -> None:
        """Wait until everything asked for has come back."""
        settle(self.qtbot, self.desk)

    def find(self, name: str) -> QWidget:
        """Give what is seen under a name."""
        return self.find_a(QWidget, name)

    def find_a(self, kind: type[W], name: str) -> W:
        """Give what is seen under a name and is of a kind."""
        found = [one for one in self.form.findChildren(kind, name) if one.isVisibleTo(self.form)]
        assert found, f"{name} is not seen"
        return found[0]

    def sees(self, name: str) -> bool:
        """Tell whether something of that name is seen."""
        return any(one.isVisibleTo(self.form) for one in self.form.findChildren(QWidget, name))

    def type(self, name: str, text: str) -> None:
        """Put the keyboard on a field, replace what stands there, and leave it by Tab."""
        self.enter(name, text)
        self.press(name, Qt.Key.Key_Tab)
        self.settle()

    def enter(self, name: str, text: str) -> None:
        """Put the keyboard on a field and replace what stands there."""
        control = self.find(name)
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_A, ALL)
        QTest.keyClick(control, Qt.Key.Key_Delete)
        QTest.keyClicks(control, text)

    def press(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in a field."""
        QTest.keyClick(self.find(name), key, modifiers or Qt.KeyboardModifier.NoModifier)

    def choose(self, name: str, label: str) -> None:
        """Choose from a drop-down, as typing its first letters does."""
        box = self.find_a(QComboBox, name)
        box.setFocus()
        box.setCurrentIndex(box.findText(label))
        box.activated.emit(box.currentIndex())

    def click(self, name: str) -> None:
        """Click on something."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def save(self) -> None:
        """Press Ctrl+S where the keyboard is."""
        QTest.keyClick(self.form, Qt.Key.Key_S, ALL)
        self.settle()
        self.settle()

    def text(self, name: str) -> str:
        """Give what stands in a field or a label."""
        widget = self.find(name)
        match widget:
            case QLineEdit() | QLabel() | QAbstractButton():
                return widget.text()
            case QPlainTextEdit():
                return widget.toPlainText()
            case QComboBox():
                return widget.currentText()
            case _:
                raise AssertionError(f"{name} has no text")

    def message(self, field: str) -> str:
        """Give what is said under a field; nothing where nothing is said."""
        return self.text(f"{field}.message") if self.sees(f"{field}.message") else ""

    def has_keyboard(self, name: str) -> bool:
        """Tell whether the keyboard is on a field."""
        return self.find(name).hasFocus()
