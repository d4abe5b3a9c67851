# SPDX-License-Identifier: EUPL-1.2
"""A returned workbook before it is taken in: one sentence, what is asked, what would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopdesk.domain.errors import UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.exchange.preview_parts import AskedRow, PartList, QuestionRow
from coopdesk.gui.frame.places import Place
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import Hairline, SectionHead, Words, make_button
from coopdesk.gui.screen import Command, Screen
from coopdesk.services import import_preview, importing
from coopdesk.services.import_preview import NOTHING_ANSWERED, Answers, Preview, Side
from coopdesk.services.importing import Imported
from coopdesk.services.jobs import CancelToken

WORKBOOKS: Final = "Excel (*.xlsx *.xlsm)"
MOST_ASKED: Final = 60  # more are answered by column or for all that is left


class ImportScreen(Screen):
    """Place(kind="import", anchor=PATH) reads a file and shows what it would change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setObjectName("import")
        self._path: Path | None = None
        self._answers: Answers = NOTHING_ANSWERED
        self._preview: Preview | None = None
        self._cancel = CancelToken()
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title = Words(look, "", "title")
        self._title.setObjectName("import.title")
        self._sentence = Words(look, "", "head", "ink2")
        self._sentence.setObjectName("import.sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setFont(look.font("body"))
        head = QVBoxLayout()
        head.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 12)
        head.addWidget(self._title)
        head.addWidget(self._sentence)
        column.addLayout(head)
        column.addWidget(Hairline(look))
        self._room = QScrollArea()
        self._room.setFrameShape(QScrollArea.Shape.NoFrame)
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._room, 1)
        column.addWidget(Hairline(look))
        column.addLayout(self._make_foot())

    def show_place(self, place: Place) -> None:
        """Read the file that a place names; a second visit shows what was decided so far."""
        path = Path(place.anchor) if place.anchor else None
        if path is not None and path != self._path:
            self._path, self._answers, self._preview = path, NOTHING_ANSWERED, None
            self._title.setText(path.name)
            self._read()

    def take_focus(self) -> None:
        """Begin at what can be done."""
        (self._apply if self._apply.isEnabled() else self._stop).setFocus()

    def commands(self) -> Mapping[str, Command]:
        """Take in with Ctrl+S, as everything that is saved."""
        return {"record.save": self._take_in} if self._apply.isEnabled() else {}

    def leave(self) -> None:
        """Stop reading when one goes away."""
        self._cancel.cancel()

    def _make_foot(self) -> QHBoxLayout:
        look = self.desk.look
        foot = QHBoxLayout()
        foot.setContentsMargins(PAGE_MARGIN, 10, PAGE_MARGIN, 10)
        foot.setSpacing(8)
        self._state = Words(look, "", "small", "ink3")
        self._state.setObjectName("import.state")
        self._mine = make_button(look, "", lambda: self._answer_rest("ours"), name="import.mine")
        self._theirs = make_button(look, "", lambda: self._answer_rest("theirs"), name="import.theirs")
        self._stop = make_button(look, self.tr("Cancel"), self._go_back, name="import.cancel", kind="quiet")
        self._apply = make_button(look, "", self._take_in, name="import.apply", kind="primary")
        foot.addWidget(self._state, 1)
        for button in (self._mine, self._theirs, self._stop, self._apply):
            foot.addWidget(button)
        self._set_foot()
        return foot

    def _read(self) -> None:
        path, answers, desk = self._path, self._answers, self.desk
        if path is None:
            return
        self._cancel = token = CancelToken()
        self._apply.setEnabled(False)
        self._state.setText(self.tr("Reading… The file itself is never changed."))
        desk.read(
            lambda: import_preview.preview_file(
                desk.database, path, answers=answers, today=desk.today(), cancel=lambda: token.is_set
            ),
            self._show,
            failed=self._on_refused,
            series="import",
        )

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self._title.setText(preview.path.name)
        sender = self.tr("From {sender}. ").format(sender=preview.sender) if preview.sender else ""
        self._sentence.setText(sender + preview.sentence)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 24)
        column.setSpacing(6)
        look = self.desk.look
        if preview.questions:
            column.addWidget(SectionHead(look, self.tr("First, about the file"), len(preview.questions)))
            for question in preview.questions:
                row = QuestionRow(look, question, self._answers.choices.get(question.id))
                row.answered.connect(self._on_choice)
                column.addWidget(row)
        if preview.asked:
            heading = self.tr("Both sides changed these; which is right?")
            column.addWidget(SectionHead(look, heading, len(preview.asked)))
            for asked in preview.asked[:MOST_ASKED]:
                line = AskedRow(look, asked, self._answers.sides.get(asked.key, self._answers.remaining))
                line.answered.connect(self._on_side)
                column.addWidget(line)
            if len(preview.asked) > MOST_ASKED:
                rest = len(preview.asked) - MOST_ASKED
                more = self.tr("And %n more; answer them together below.", "", rest)
                column.addWidget(Words(look, more, "small", "ink3"))
        for part in preview.parts:
            column.addWidget(SectionHead(look, self.tr(part.title), len(part.lines)))
            lines = PartList(self.desk, part)
            lines.opened.connect(lambda target: self.opened.emit(Place(kind="record", record=target)))
            column.addWidget(lines)
        column.addStretch(1)
        self._room.setWidget(page)
        self._set_foot()
        self.commands_changed.emit()

    def _open_count(self) -> int:
        preview = self._preview
        if preview is None:
            return 0
        is_rest_answered = self._answers.remaining is not None
        asked = sum(one.key not in self._answers.sides and not is_rest_answered for one in preview.asked)
        return asked + sum(one.id not in self._answers.choices for one in preview.questions)

    def _set_foot(self) -> None:
        preview, left = self._preview, self._open_count()
        has_rest = preview is not None and bool(preview.asked) and left > 0
        self._mine.setVisible(has_rest)
        self._theirs.setVisible(has_rest)
        self._mine.setText(self.tr("Keep mine for the remaining %n", "", left))
        self._theirs.setText(self.tr("Take the file's for all of them"))
        changes = preview.changes if preview is not None else 0
        self._apply.setText(self.tr("Take in %n record(s)", "", changes))
        can_apply = preview is not None and left == 0 and changes > 0 and not preview.is_known
        self._apply.setEnabled(can_apply)
        if preview is None:
            return
        if left:
            self._state.setText(self.tr("Nothing is saved yet; %n answer(s) to give.", "", left))
        elif changes and not preview.is_known:
            self._state.setText(self.tr("Nothing is saved yet. A backup is made first."))
        else:
            self._state.setText(self.tr("There is nothing to take in."))

    def _on_side(self, key: tuple[str, str | None], side: Side) -> None:
        self._answers = replace(self._answers, sides={**self._answers.sides, key: side})
        self._set_foot()

    def _on_choice(self, question: str, choice: str) -> None:
        self._answers = replace(self._answers, choices={**self._answers.choices, question: choice})
        self._read()  # what a column means changes everything below

    def _answer_rest(self, side: Side) -> None:
        self._answers = replace(self._answers, remaining=side)
        self._read()

    def _take_in(self) -> None:
        path, desk = self._path, self.desk
        if path is None or not self._apply.isEnabled():
            return
        self._apply.setEnabled(False)
        self._state.setText(self.tr("Taking in…"))
        decisions = self._answers.as_decisions()
        desk.runner.write(
            lambda: importing.import_file(
                desk.database, path, who=desk.who, decide=decisions, today=desk.today()
            ),
            self._on_taken_in,
            failed=self._on_refused,
        )

    def _on_taken_in(self, done: Imported) -> None:
        self._path = None
        if done.written is not None:
            self.desk.records_changed.emit(done.written)
            self.opened.emit(Place(kind="history", anchor=str(done.written.change_set)))
        else:
            self.desk.noticed.emit(self.tr("There was nothing to take in."))
            self._go_back()

    def _on_refused(self, error: UserError) -> None:
        self._preview = None
        self._sentence.setText(str(error))
        self._room.setWidget(QWidget())
        self._set_foot()
        self._state.setText(self.tr("Nothing was changed."))
        self.commands_changed.emit()

    def _go_back(self) -> None:
        self._cancel.cancel()
        self._path = None
        self.finished.emit()
