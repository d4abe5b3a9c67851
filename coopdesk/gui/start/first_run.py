# SPDX-License-Identifier: EUPL-1.2
"""The first start: who works here, and three ways to begin. No account, no tour."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import SectionHead, Words
from coopdesk.gui.start.cards import Card, StartPage, field

NAME_LIMIT = 100


class FirstRun(StartPage):
    """Asks how to begin: `begun` brings one of "register", "empty", "open"."""

    begun = Signal(str)

    def __init__(self, look: Look, *, name: str, unit: str) -> None:
        super().__init__(look, "CoopDesk", "")
        self.setObjectName("start")
        self.text.setText(
            self.tr("The records desk of a liaison office. It works on this laptop, without a network.")
        )
        self.column.addSpacing(28)
        self.column.addWidget(SectionHead(look, self.tr("Who is working here?")))
        self._name = QLineEdit(name)
        self._name.setObjectName("start.name")
        self._name.setPlaceholderText(self.tr("as colleagues should see it"))
        self._unit = QLineEdit(unit)
        self._unit.setObjectName("start.unit")
        for editor in (self._name, self._unit):
            editor.setMaxLength(NAME_LIMIT)
            editor.setMinimumWidth(220)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(field(look, self.tr("Your name"), self._name))
        row.addWidget(field(look, self.tr("Your unit"), self._unit))
        row.addStretch(1)
        self.column.addLayout(row)
        note = Words(
            look,
            self.tr(
                "Both are written beside your changes in the history. "
                "Nothing is sent anywhere; there is no account."
            ),
            "small",
            "ink3",
        )
        note.setWordWrap(True)
        self.column.addWidget(note)
        self.column.addSpacing(24)
        self.column.addWidget(SectionHead(look, self.tr("How do you want to start?")))
        self.column.addSpacing(8)
        self.add_cards(self._make_cards(look))
        self.column.addSpacing(16)
        self._told = Words(look, self.tr("You can change all of this later under Settings."), "small", "ink3")
        self._told.setObjectName("start.told")
        self._told.setWordWrap(True)
        self.column.addWidget(self._told)

    def _make_cards(self, look: Look) -> list[Card]:
        register = Card(
            look,
            icon="eye",
            heading=self.tr("The office's starting register"),
            text=self.tr(
                "Partners, arrangements, the cooperation plan, roadmaps and what follows from them, "
                "each fact with its source."
            ),
            quiet=self.tr("Everything can be changed, removed and taken back."),
            act=self.tr("Start with the register"),
            run=lambda: self.begun.emit("register"),
            name="start.register",
            is_primary=True,
        )
        empty = Card(
            look,
            icon="file-text",
            heading=self.tr("An empty desk"),
            text=self.tr("No records at all. Enter your own, or bring in a workbook from a colleague."),
            quiet=self.tr("For an office that keeps other partners."),
            act=self.tr("Start empty"),
            run=lambda: self.begun.emit("empty"),
            name="start.empty",
        )
        file = Card(
            look,
            icon="folder",
            heading=self.tr("A CoopDesk file"),
            text=self.tr("A file from this laptop, from a colleague or from a backup."),
            quiet=self.tr("It is opened where it lies."),
            act=self.tr("Choose a file…"),
            run=lambda: self.begun.emit("open"),
            name="start.open",
        )
        return [register, empty, file]

    @property
    def name(self) -> str:
        """Give the name that was typed."""
        return self._name.text().strip()

    @property
    def unit(self) -> str:
        """Give the unit that was typed."""
        return self._unit.text().strip()

    def tell(self, sentence: str) -> None:
        """Say what stands in the way, or what is being done."""
        self._told.setText(sentence)
