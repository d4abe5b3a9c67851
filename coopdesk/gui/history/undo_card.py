# SPDX-License-Identifier: EUPL-1.2
"""What an undo would do, and its questions answered in place: keep what was done later, or take it back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from coopdesk.domain.merging import Decision
from coopdesk.gui.history.wording import HistoryWords
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import ICON_LARGE, RADIUS_CARD
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.acts import Act
from coopdesk.services.undo_preview import Asked, UndoPreview

Answers = Mapping[tuple[str, str | None], Decision]


class UndoCard(QWidget):
    """Shows a preview. `answered` brings the answers given so far."""

    answered = Signal(object)

    def __init__(self, look: Look, words: HistoryWords) -> None:
        super().__init__()
        self.setObjectName("history.undo_card")
        self._look = look
        self._words = words
        self._asked: tuple[Asked, ...] = ()
        self._answers: dict[tuple[str, str | None], Decision] = {}
        self._groups: dict[tuple[str, str | None], QButtonGroup] = {}
        self._icon_name = "arrow-back-up"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._says = Words(look, "", "body_medium")
        self._says.setObjectName("history.outcome")
        self._aside = Words(look, "", "small", "ink2")
        self._aside.setObjectName("history.aside")
        for text in (self._says, self._aside):
            text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._icon)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._column.addWidget(self._says)
        self._column.addWidget(self._aside)
        self._questions = QWidget()
        self._column.addWidget(self._questions)
        row.addLayout(self._column, 1)
        look.changed.connect(self._draw_icon_again)  # a method, so that it ends with the card
        self._draw_icon(self._icon_name)

    def begin(self, preview: UndoPreview) -> None:
        """Show what an undo would do before anything is answered."""
        self._answers = {}
        self._asked = preview.asked
        self._build_questions()
        self.show_preview(preview)

    def show_preview(self, preview: UndoPreview) -> None:
        """Show what it would do with the answers given."""
        if preview.refusal:
            self._says.setText(preview.refusal)
            self._aside.setText("")
            self._draw_icon("info-circle")
        else:
            is_open = bool(preview.asked) and not preview.steps
            self._says.setText(
                self.tr("It needs a decision first.") if is_open else self._words.outcome(preview)
            )
            self._aside.setText(self._words.aside(preview))
            self._draw_icon("arrow-forward-up" if preview.is_redo else "arrow-back-up")
        self._aside.setVisible(bool(self._aside.text()))

    def say_large(self, act: Act) -> None:
        """Say what an undo of very many records does, without working it out."""
        self._says.setText(
            self.tr("All {count} records go back to what they were before.").format(count=f"{act.records:,}")
        )
        self._aside.setText(self.tr("What was changed since is asked about first. It may take some moments."))

    def say(self, sentence: str) -> None:
        """Say why it could not be done."""
        self._says.setText(sentence)
        self._aside.setVisible(False)
        self._draw_icon("alert-triangle")

    @property
    def answers(self) -> Answers:
        """The answers given so far."""
        return dict(self._answers)

    def _build_questions(self) -> None:
        self._questions.hide()
        self._questions.deleteLater()
        self._groups = {}
        self._questions = QWidget()
        column = QVBoxLayout(self._questions)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        if len(self._asked) > 1:
            column.addLayout(self._all_at_once())
        for number, asked in enumerate(self._asked):
            column.addWidget(self._question(number, asked))
        self._column.addWidget(self._questions)
        self._questions.setVisible(bool(self._asked))

    def _all_at_once(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, name, take in (
            (self.tr("Keep all that is later"), "history.keep_all", 0),
            (self.tr("Take all back"), "history.take_all", 1),
        ):
            row.addWidget(make_button(self._look, text, partial(self._answer_all, take), name=name))
        row.addStretch(1)
        return row

    def _question(self, number: int, asked: Asked) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = Words(self._look, self._words.question(asked), "small_medium")
        title.setWordWrap(True)
        column.addWidget(title)
        group = QButtonGroup(part)
        for place, (text, name) in enumerate(
            (
                (self._words.keep(asked), f"history.keep.{number}"),
                (self._words.take_back(asked), f"history.take.{number}"),
            )
        ):
            choice = QRadioButton(text.replace("&", "&&"))
            choice.setObjectName(name)
            choice.setAccessibleName(f"{self._words.question(asked)}: {text}")
            choice.setMinimumHeight(24)
            group.addButton(choice, place)
            column.addWidget(choice)
        group.idClicked.connect(lambda place: self._answer(asked, place))
        self._groups[asked.key] = group
        return part

    def _answer(self, asked: Asked, place: int) -> None:
        self._answers[asked.key] = Decision(take="theirs" if place else "ours")
        self.answered.emit(self.answers)

    def _answer_all(self, place: int) -> None:
        for asked in self._asked:
            self._groups[asked.key].button(place).setChecked(True)
            self._answers[asked.key] = Decision(take="theirs" if place else "ours")
        self.answered.emit(self.answers)

    def _draw_icon_again(self) -> None:
        self._draw_icon(self._icon_name)

    def _draw_icon(self, name: str) -> None:
        self._icon_name = name
        self._icon.setPixmap(self._look.pixmap(self._icon_name, ICON_LARGE, "link", self.devicePixelRatioF()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.tokens.window))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
        painter.end()
