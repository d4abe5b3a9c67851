# SPDX-License-Identifier: EUPL-1.2
"""The quick filter of the history: words, who, kinds of record, where from; each as a chip to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coopdesk.gui.history.chips import Chip, ChoiceButton
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import LIST_MARGIN
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.acts import Wanted

TYPING_MS = 200


class FilterBar(QWidget):
    """Says what the list shows. `changed` tells that it should show something else."""

    changed = Signal()

    def __init__(self, look: Look, title: str, hint: str) -> None:
        super().__init__()
        self._look = look
        self.words_field = QLineEdit()
        self.words_field.setObjectName("history.find")
        self.words_field.setAccessibleName(self.tr("Find in the history"))
        self.words_field.setPlaceholderText(self.tr("Find words"))
        self.words_field.setClearButtonEnabled(True)
        self.words_field.setMaximumWidth(220)
        self.who = ChoiceButton(look, self.tr("Who"), "history.who")
        self.kinds = ChoiceButton(look, self.tr("Kind of record"), "history.kinds")
        self.origins = ChoiceButton(look, self.tr("Where from"), "history.origins")
        self._clear = make_button(look, self.tr("Clear"), self.clear, name="history.clear", kind="link")
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(TYPING_MS)
        self._clock.timeout.connect(self.changed)
        self.words_field.textChanged.connect(lambda: self._clock.start())
        for button in self._buttons():
            button.chosen_changed.connect(self._on_chosen)
        self._build(title, hint)

    def _build(self, title: str, hint: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(LIST_MARGIN, 0, LIST_MARGIN, 0)
        head.setSpacing(12)
        head.addWidget(Words(self._look, title, "head"))
        head.addWidget(Words(self._look, hint, "small", "ink2"), 1)
        head.addWidget(self.words_field)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setContentsMargins(LIST_MARGIN - 13, 0, LIST_MARGIN, 0)  # words begin where the title does
        row.setSpacing(4)
        for button in self._buttons():
            row.addWidget(button)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        row.addSpacing(8)
        row.addLayout(self._chips)
        row.addWidget(self._clear)
        row.addStretch(1)
        column.addLayout(row)
        self._show_chips()

    def _buttons(self) -> tuple[ChoiceButton, ChoiceButton, ChoiceButton]:
        return self.who, self.kinds, self.origins

    @property
    def wanted(self) -> Wanted:
        """Give what the list should show."""
        return Wanted(
            words=self.words_field.text(),
            people=self.who.chosen,
            types=self.kinds.chosen,
            origins=self.origins.chosen,
        )

    @property
    def is_open(self) -> bool:
        """Whether nothing is filtered."""
        return self.wanted == Wanted()

    def offer(
        self, people: Mapping[str, str], kinds: Sequence[tuple[str, str]], origins: Mapping[str, str]
    ) -> None:
        """Offer what can be chosen."""
        self.who.offer(list(people.items()))
        self.kinds.offer(kinds)
        self.origins.offer(list(origins.items()))
        self._show_chips()

    def clear(self) -> None:
        """Show everything again."""
        for button in self._buttons():
            button.choose(())
        self.words_field.clear()
        self._clock.stop()
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)  # at once: a name stands for one chip
                widget.deleteLater()
        for button in self._buttons():
            for key in button.chosen:
                self._chips.addWidget(self._chip(button, key))
        self._clear.setVisible(any(button.chosen for button in self._buttons()))

    def _chip(self, button: ChoiceButton, key: str) -> Chip:
        chip = Chip(self._look, button.words_of(key), f"{button.objectName()}.chip.{key}")

        def take_away() -> None:
            button.choose([one for one in button.chosen if one != key])
            self._on_chosen()

        chip.clicked.connect(take_away)
        return chip
