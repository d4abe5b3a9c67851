# SPDX-License-Identifier: EUPL-1.2
"""What the settings are made of: a field under its label, choices in a row, facts with a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import Words

LABEL_WIDTH = 132


def labelled(look: Look, label: str, editor: QLineEdit, width_px: int = 300) -> QWidget:
    """Give a field under its label."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    words = Words(look, label, "small_medium", "ink2")
    words.setBuddy(editor)
    editor.setAccessibleName(label)
    editor.setFixedWidth(width_px)
    column.addWidget(words)
    column.addWidget(editor)
    return part


class Choices(QWidget):
    """One of a few, as radio buttons in a row under a label. `on_chosen` hears the key."""

    def __init__(
        self,
        look: Look,
        label: str,
        choices: Sequence[tuple[str, str]],
        on_chosen: Callable[[str], None],
        *,
        name: str,
    ) -> None:
        super().__init__()
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = Words(look, label, "small", "ink3")
        words.setFixedWidth(LABEL_WIDTH)
        row.addWidget(words)
        for number, (key, text) in enumerate(choices):
            button = QRadioButton(text)
            button.setObjectName(f"{name}.{key}")
            button.setAccessibleName(f"{label}: {text}")
            button.setMinimumHeight(28)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(lambda number: on_chosen(self._keys[number]))

    def choose(self, key: str) -> None:
        """Show what is chosen, without telling."""
        self._group.button(self._keys.index(key)).setChecked(True)


def fact_row(look: Look, label: str, value: Words, *acts: QAbstractButton) -> QWidget:
    """Give a label, what is known, and what can be done with it."""
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    words = Words(look, label, "small", "ink3")
    words.setFixedWidth(LABEL_WIDTH)
    row.addWidget(words)
    value.setWordWrap(True)
    row.addWidget(value, 1)
    for act in acts:
        row.addWidget(act)
    return part
