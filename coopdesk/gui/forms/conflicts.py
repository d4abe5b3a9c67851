# SPDX-License-Identifier: EUPL-1.2
"""The question where somebody was faster: for each field what is in CoopDesk now, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from coopdesk.gui.forms.form_bars import Ground
from coopdesk.gui.forms.text_link import TextLink
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_ring, draw_text
from coopdesk.gui.look.widgets import Words
from coopdesk.services.form_data import TwoValues

Side = Literal["now", "typed"]
SHOWN = 240


class ConflictPanel(Ground):
    """Fields with two different values; `decided` comes when each has an answer."""

    decided = Signal()

    def __init__(self, look: Look, label: str, questions: Sequence[TwoValues]) -> None:
        super().__init__(look, ground="amber_tint", bar="amber_shape", name="form.conflicts")
        self.questions = tuple(questions)
        self._choices: dict[str, QButtonGroup] = {}
        head = Words(look, self.tr("Two different values. Choose for each, then save."), "body_strong", "ink")
        head.setObjectName("form.conflicts.title")
        head.setWordWrap(True)
        why = self.tr("“{label}” was changed while you were typing. Nothing you typed is lost.")
        told = Words(look, why.format(label=label), "small", "ink2")
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 10, 14, 10)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(told)
        for question in questions:
            column.addWidget(self._question(look, question))
        if len(questions) > 1:
            column.addLayout(self._all(look))

    def answers(self) -> Mapping[str, Side]:
        """Give the chosen side of each field that has an answer."""
        found: dict[str, Side] = {}
        for key, group in self._choices.items():
            if group.checkedId() >= 0:
                found[key] = "now" if group.checkedId() == 0 else "typed"
        return found

    @property
    def is_decided(self) -> bool:
        """Whether every field has an answer."""
        return len(self.answers()) == len(self.questions)

    def focus_first_open(self) -> None:
        """Put the keyboard on the first question without an answer."""
        answered = self.answers()
        for key, group in self._choices.items():
            if key not in answered:
                group.buttons()[0].setFocus()
                return

    def _question(self, look: Look, question: TwoValues) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        was = question.was.shown or self.tr("empty")
        grid.addWidget(Words(look, question.label, "body_strong", "ink"), 0, 0, 1, 2)
        grid.addWidget(
            Words(look, self.tr("was {value}").format(value=was[:80]), "small", "ink3"), 1, 0, 1, 2
        )
        group = QButtonGroup(box)
        self._choices[question.field] = group
        typed_head = self.tr("What you typed") if question.typed != question.was else self.tr("What you saw")
        for place, (head, text, token) in enumerate(
            (
                (self.tr("Now in CoopDesk"), question.now.shown, "mine"),
                (typed_head, question.typed.shown, "typed"),
            )
        ):
            side = _Side(look, head, text or self.tr("empty"), token)
            side.radio.setObjectName(f"form.conflicts.{question.field}.{('now', 'typed')[place]}")
            side.radio.setAccessibleName(f"{question.label}, {head}: {text or self.tr('empty')}")
            group.addButton(side.radio, place)
            grid.addWidget(side, 2, place)
            grid.setColumnStretch(place, 1)
        group.idClicked.connect(lambda _: self.decided.emit() if self.is_decided else None)
        return box

    def _all(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        for number, text, name in (
            (0, self.tr("All as they are in CoopDesk now"), "now"),
            (1, self.tr("All as I typed them"), "typed"),
        ):
            act = lambda number=number: self._choose_all(number)  # noqa: E731
            row.addWidget(TextLink(look, text, act, name=f"form.conflicts.all.{name}"))
        row.addStretch(1)
        return row

    def _choose_all(self, number: int) -> None:
        for group in self._choices.values():
            group.button(number).setChecked(True)
        self.decided.emit()


class _Side(QWidget):
    """One of the two values, with the bar of its colour."""

    def __init__(self, look: Look, head: str, text: str, token: str) -> None:
        super().__init__()
        self._look = look
        self._token = token
        self.radio = _Radio(look, head)
        shown = Words(look, text if len(text) <= SHOWN else f"{text[:SHOWN]}…", "body", "ink")
        shown.setWordWrap(True)
        shown.setIndent(21)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 3, 4, 3)
        column.setSpacing(1)
        column.addWidget(self.radio)
        column.addWidget(shown)
        column.addStretch(1)
        self.radio.installEventFilter(self)
        look.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring when the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, and the ring of the keyboard."""
        painter = QPainter(self)
        if self.radio.hasFocus():
            draw_ring(painter, self._look, self.rect().adjusted(2, 0, 2, 0))
        painter.fillRect(0, 0, 3, self.height(), QColor(self._look.tokens.color(self._token)))
        painter.end()


class _Radio(QRadioButton):
    """A choice whose ring is seen in both themes."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self.setFont(look.font("small_medium"))
        self.setFixedHeight(22)
        look.changed.connect(self.update)

    def hitButton(self, _place: QPoint) -> bool:
        """Take a click anywhere on it."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, the dot and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, middle = self._look, self.height() / 2
        painter.setPen(QPen(look.color("link" if self.isChecked() else "control"), 1.4))
        painter.setBrush(look.color("base"))
        painter.drawEllipse(QPointF(7, middle), 6, 6)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("link"))
            painter.drawEllipse(QPointF(7, middle), 3, 3)
        draw_text(painter, look, self.rect().adjusted(21, 0, 0, 0), self.text(), "small_medium", "ink")
        painter.end()
