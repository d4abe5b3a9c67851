# SPDX-License-Identifier: EUPL-1.2
"""What befell one record, as sentences: who changed what, when; each to be taken back, or looked at then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.history.drop_down import DropDown
from coopdesk.gui.history.link import Link
from coopdesk.gui.history.wording import HistoryWords
from coopdesk.gui.look.room import Room
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import Hairline, Words, make_button, set_bad
from coopdesk.services import history
from coopdesk.services.acts import RecordAct, RecordPart, changed_fields, end_of_day, record_acts
from coopdesk.services.pages.page import Target

PAGE: Final = 40
MOST_FIELDS: Final = 6
MOST_SENTENCES: Final = 8
LONGEST: Final = 160

Found = tuple[list[RecordAct], list[tuple[str, str]]]


class RecordHistory(QWidget):
    """The history of a record. `opened` leads to an act, `as_of_requested` carries a moment."""

    opened = Signal(object)
    as_of_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_history")
        self._desk = desk
        self._words = HistoryWords(desk.who, self)
        self._target: Target | None = None
        self._last: int | None = None
        self._fields = DropDown(desk.look, "record_history.field", self.tr("Show the history of a field"))
        self._fields.setMinimumWidth(180)
        self._fields.activated.connect(lambda _: self._read())
        self._day = QLineEdit()
        self._day.setObjectName("record_history.day")
        self._day.setPlaceholderText(self.tr("day"))
        self._day.setFixedWidth(150)
        self._day.returnPressed.connect(self._show_as_of)
        self._message = Words(desk.look, "", "small", "red")
        self._message.setObjectName("record_history.message")
        self._scroll = Room(desk.look, self.tr("History of the record"))
        self._column = QVBoxLayout()
        desk.records_changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_bar())
        column.addWidget(Hairline(desk.look))
        column.addWidget(self._scroll, 1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def _make_bar(self) -> QVBoxLayout:
        look = self._desk.look
        column = QVBoxLayout()
        column.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 4)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._fields)
        row.addStretch(1)
        label = Words(look, self.tr("As it was on"), "small", "ink2")
        label.setBuddy(self._day)
        self._day.setAccessibleName(self.tr("As it was on, a day"))
        row.addWidget(label)
        row.addWidget(self._day)
        row.addWidget(make_button(look, self.tr("Show"), self._show_as_of, name="record_history.as_of"))
        column.addLayout(row)
        column.addWidget(self._message)
        return column

    def show_record(self, target: Target | None) -> None:
        """Show the history of a record, live or in the trash; None shows nothing."""
        self._target = target
        self._words.who = self._desk.who
        self._fields.clear()
        self._day.clear()
        self._tell("")
        self._read()

    def _read(self) -> None:
        target = self._target
        if target is None:
            self._begin_page()
            return
        database, field = self._desk.database, self._field

        def act() -> Found:
            return record_acts(database, target, field=field, limit=PAGE), changed_fields(database, target)

        self._desk.read(act, self._show, series=f"record_history.{id(self)}")

    @property
    def _field(self) -> str | None:
        chosen = self._fields.currentData()
        return chosen if isinstance(chosen, str) else None

    def _show(self, found: Found) -> None:
        acts, fields = found
        self._offer(fields)
        self._begin_page()
        if not acts:
            self._column.addWidget(Words(self._desk.look, self.tr("Nothing is known of it."), "body", "ink2"))
        self._add(acts)

    def _begin_page(self) -> None:
        page = QWidget()
        page.setObjectName("record_history.page")
        page.setBackgroundRole(QPalette.ColorRole.Base)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 16)
        self._column.setSpacing(0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(page)

    def _offer(self, fields: Sequence[tuple[str, str]]) -> None:
        chosen = self._field
        self._fields.clear()
        self._fields.addItem(self.tr("All fields"), None)
        for key, label in fields:
            self._fields.addItem(label, key)
        self._fields.setCurrentIndex(max(self._fields.findData(chosen), 0) if chosen else 0)

    def _add(self, acts: Sequence[RecordAct]) -> None:
        for one in acts:
            self._column.addWidget(self._entry(one))
            self._column.addWidget(Hairline(self._desk.look))
        self._last = acts[-1].act.number if acts else None
        if len(acts) >= PAGE:
            older = make_button(
                self._desk.look, self.tr("Show older"), self._read_older, name="record_history.older"
            )
            self._column.addSpacing(8)
            self._column.addWidget(older, 0, Qt.AlignmentFlag.AlignLeft)

    def _read_older(self) -> None:
        target, last, field = self._target, self._last, self._field
        if target is None or last is None:
            return
        database = self._desk.database
        self._desk.read(
            lambda: record_acts(database, target, field=field, before=last, limit=PAGE),
            self._append,
            series=f"record_history.{id(self)}",
        )

    def _append(self, acts: Sequence[RecordAct]) -> None:
        older = self.findChild(QWidget, "record_history.older")
        if older is not None:
            self._column.removeWidget(older)
            older.hide()
            older.deleteLater()
        self._add(acts)

    def _entry(self, one: RecordAct) -> QWidget:
        look, act = self._desk.look, one.act
        entry = QWidget()
        entry.setObjectName(f"record_history.act.{act.number}")
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(12)
        meta = [self._words.moment(act.made_at), self._words.person(act.who), self._words.origin(act.origin)]
        if act.undone_at is not None:
            meta.append(self._words.undone(act))
        head.addWidget(Words(look, " · ".join(meta), "small", "ink2"))
        head.addStretch(1)
        if act.can_be_undone and act.records == len(one.parts):  # not what else an import did
            undo = Link(
                look,
                self._undo_words(one),
                partial(self._undo, act.number),
                name=f"record_history.undo.{act.number}",
            )
            undo.setAccessibleName(f"{undo.text()}: {act.title}")
            head.addWidget(undo)
        look_at = Link(
            look, self.tr("Look"), self._leads_to(act.number), name=f"record_history.look.{act.number}",
            help=self.tr("Show the whole act in the history"),
        )  # fmt: skip
        look_at.setAccessibleName(self.tr("Look at: {title}").format(title=act.title))
        head.addWidget(look_at)
        column.addLayout(head)
        for sentence in self._sentences(one):
            words = Words(look, sentence, "body", "ink2" if act.undone_at is not None else "ink")
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        return entry

    def _undo_words(self, one: RecordAct) -> str:
        return self.tr("Do again") if one.act.is_undo else self.tr("Undo")

    def _leads_to(self, number: int) -> Callable[[], None]:
        return lambda: self.opened.emit(Place(kind="history", anchor=str(number)))

    def _sentences(self, one: RecordAct) -> list[str]:
        said = [sentence for part in one.parts[: MOST_SENTENCES + 1] for sentence in self._part(part)]
        if len(one.parts) <= MOST_SENTENCES + 1:
            return said
        left = len(one.parts) - MOST_SENTENCES
        return [*said[:MOST_SENTENCES], self.tr("and {count} more rows of it").format(count=left)]

    def _part(self, part: RecordPart) -> list[str]:
        """Say what happened to the record, or to a row of it, which is then named."""
        is_own = part.target == self._target
        before = "" if is_own else self.tr("{kind} {name}: ").format(kind=part.kind, name=part.label)
        if part.action == "create":
            return [
                self.tr("Added.")
                if is_own
                else self.tr("{kind} {name} added.").format(kind=part.kind, name=part.label)
            ]
        if part.action == "remove":
            return [
                self.tr("Moved to the trash.")
                if is_own
                else self.tr("{kind} {name} moved to the trash.").format(kind=part.kind, name=part.label)
            ]
        said = [
            before
            + self.tr("{field}: {before} → {after}").format(
                field=field.label, before=self._value(field.before), after=self._value(field.after)
            )
            for field in part.fields[:MOST_FIELDS]
        ]
        if len(part.fields) > MOST_FIELDS:
            said.append(self.tr("and {count} more fields").format(count=len(part.fields) - MOST_FIELDS))
        return said

    def _value(self, text: str) -> str:
        plain = " ".join(text.split())
        if not plain:
            return self.tr("empty")
        return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"

    def _undo(self, number: int) -> None:
        """Take an act back; where that needs answers, they are asked for in the history."""
        database, who = self._desk.database, self._desk.who

        def failed(error: UserError) -> None:
            if isinstance(error, history.UndoConflicts):
                self.opened.emit(Place(kind="history", anchor=str(number)))
            else:
                self._tell(str(error))

        self._desk.write(lambda: history.undo(database, number, who=who), failed=failed)

    def _show_as_of(self) -> None:
        try:
            moment = end_of_day(self._day.text())
        except UserError as error:
            self._tell(str(error))
            set_bad(self._day, True)
            return
        self._tell("")
        self.as_of_requested.emit(moment)

    def _tell(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._day.setAccessibleDescription(sentence)
        if not sentence:
            set_bad(self._day, False)

    def _on_changed(self, _written: Written) -> None:
        if self.isVisible():
            self._read()
