# SPDX-License-Identifier: EUPL-1.2
"""One act of the history: what it did, where it comes from, what undoing it would do, and the button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopdesk.domain.changes import Origin, Written
from coopdesk.domain.errors import UserError
from coopdesk.gui.desk import Desk
from coopdesk.gui.history.change_table import PartView
from coopdesk.gui.history.link import Link
from coopdesk.gui.history.undo_card import Answers, UndoCard
from coopdesk.gui.history.wording import HistoryWords
from coopdesk.gui.look.room import Room
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import Hairline, SectionHead, Words, make_button
from coopdesk.services import history
from coopdesk.services.acts import Act, ActDetail, detail
from coopdesk.services.pages.page import Target
from coopdesk.services.undo_preview import UndoPreview, preview_undo

MOST_PARTS: Final = 12
MOST_PREVIEWED: Final = 5_000  # more would keep a reader busy for seconds, each time one passes by


class ActPane(QWidget):
    """Shows an act by its number. `record_opened` and `act_opened` ask to go elsewhere."""

    record_opened = Signal(object)
    act_opened = Signal(int)
    undone = Signal(object)

    def __init__(self, desk: Desk, words: HistoryWords) -> None:
        super().__init__()
        self.setObjectName("history.act")
        self._desk = desk
        self._words = words
        self._detail: ActDetail | None = None
        self._preview: UndoPreview | None = None
        self._scroll = Room(desk.look, self.tr("What the act did"))
        self._undo = make_button(
            desk.look,
            self.tr("Undo this"),
            self.undo,
            name="history.undo",
            kind="primary",
            icon="arrow-back-up",
        )
        self._open = make_button(desk.look, self.tr("Open the record"), self.open_record, name="history.open")
        self._note = Words(desk.look, "", "small", "ink2")
        self._note.setObjectName("history.note")
        self._foot = self._make_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.clear(self.tr("Choose an act to see what it did."))

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(self._desk.look))
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 12)
        row.setSpacing(12)
        row.addWidget(self._undo)
        row.addWidget(self._open)
        row.addWidget(self._note)
        row.addStretch(1)
        column.addLayout(row)
        return foot

    @property
    def number(self) -> int | None:
        """The number of the act shown."""
        return self._detail.act.number if self._detail is not None else None

    def clear(self, sentence: str) -> None:
        """Show a sentence instead of an act."""
        self._detail = self._preview = None
        page, column = self._new_page()
        words = Words(self._desk.look, sentence, "body", "ink2")
        words.setWordWrap(True)
        column.addWidget(words)
        column.addStretch(1)
        self._scroll.setWidget(page)
        self._foot.hide()

    def show_act(self, number: int) -> None:
        """Read an act and show it; what its undo would do comes a moment later."""
        database = self._desk.database
        self._desk.read(
            lambda: detail(database, number),
            self._show,
            series="history.detail",
            failed=lambda error: self.clear(str(error)),
        )

    def _show(self, found: ActDetail) -> None:
        self._detail = found
        self._preview = None
        page, column = self._new_page()
        self._add_head(column, found)
        self._add_parts(column, found)
        self._add_source(column, found)
        self.card = UndoCard(self._desk.look, self._words)
        self.card.answered.connect(self._on_answered)
        if found.act.can_be_undone:
            heading = self.tr("If you do this again") if found.act.is_undo else self.tr("If you undo this")
            column.addSpacing(12)
            column.addWidget(SectionHead(self._desk.look, heading))
            column.addWidget(self.card)
            if found.act.records <= MOST_PREVIEWED:
                self._ask_preview({}, self._begin_preview)
            else:
                self.card.say_large(found.act)
        self._add_earlier(column, found)
        column.addStretch(1)
        self._scroll.setWidget(page)
        self._show_foot(found)

    def _new_page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        page.setObjectName("history.page")
        page.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(page)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
        column.setSpacing(8)
        return page, column

    def _words_in(self, column: QVBoxLayout, text: str, *look: str, name: str = "") -> Words:
        words = Words(self._desk.look, text, *look)  # type: ignore[arg-type] # role and token, as named
        words.setObjectName(name)
        words.setWordWrap(True)
        column.addWidget(words)
        return words

    def _add_head(self, column: QVBoxLayout, found: ActDetail) -> None:
        act = found.act
        meta = [self._words.moment(act.made_at), self._words.person(act.who), self._words.origin(act.origin)]
        if act.undone_at is not None:
            meta.append(self._words.undone(act))
        self._words_in(column, " · ".join(meta), "small", "ink2", name="history.meta")
        self._words_in(column, act.title, "title", name="history.title")
        column.addSpacing(4)

    def _add_parts(self, column: QVBoxLayout, found: ActDetail) -> None:
        for number, part in enumerate(found.parts[:MOST_PARTS]):
            column.addWidget(PartView(self._desk.look, part, number, self.record_opened.emit))
        left = found.act.records - min(len(found.parts), MOST_PARTS)
        if left > 0:
            more = self.tr("and 1 more record") if left == 1 else self.tr("and {count} more records")
            self._words_in(column, more.format(count=f"{left:,}"), "small", "ink2", name="history.more")

    def _add_source(self, column: QVBoxLayout, found: ActDetail) -> None:
        column.addSpacing(12)
        column.addWidget(SectionHead(self._desk.look, self.tr("Where it comes from")))
        self._words_in(column, " ".join(self._source(found)), "body", "ink2", name="history.source")

    def _source(self, found: ActDetail) -> list[str]:
        act, said = found.act, []
        if found.workbook is not None:
            sentence = (
                self.tr("The workbook “{file}”, taken in on {day}.")
                if found.workbook.is_incoming
                else self.tr("The workbook “{file}”, sent out on {day}.")
            )
            day = self._words.moment(found.workbook.made_at)
            said.append(sentence.format(file=found.workbook.file_name, day=day))
            if found.workbook.purpose:
                said.append(self.tr("Purpose: {purpose}.").format(purpose=found.workbook.purpose))
        places = list(dict.fromkeys(one.place for part in found.parts for one in part.fields if one.place))
        if places:
            shown = ", ".join(places[:4]) + ("…" if len(places) > 4 else "")
            said.append(self.tr("Cells: {places}.").format(places=shown))
        if act.reason:
            said.append(act.reason if act.reason.endswith(".") else f"{act.reason}.")
        return said or [self._own_source(act)]

    def _own_source(self, act: Act) -> str:
        match act.origin:
            case Origin.START:
                return self.tr("The register that CoopDesk begins with; each record names its source.")
            case Origin.UNDO | Origin.REDO if act.undoes_at is not None:
                sentence = (
                    self.tr("It takes back what was done on {when}.")
                    if act.is_undo
                    else self.tr("It does again what was taken back on {when}.")
                )
                return sentence.format(when=self._words.moment(act.undoes_at))
            case Origin.RESTORE:
                return self.tr("Records that were in the trash.")
        return self.tr("Entered by hand, no file involved.")

    def _add_earlier(self, column: QVBoxLayout, found: ActDetail) -> None:
        if not found.earlier:
            return
        column.addSpacing(12)
        column.addWidget(SectionHead(self._desk.look, self.tr("Earlier on this record"), len(found.earlier)))
        for number, act in enumerate(found.earlier):
            row = QHBoxLayout()
            row.setSpacing(12)
            when = Words(self._desk.look, self._words.moment(act.made_at), "small", "ink2")
            when.setFixedWidth(160)
            row.addWidget(when)
            link = Link(self._desk.look, act.title, self._go_to(act.number), name=f"history.earlier.{number}")
            row.addWidget(link)
            row.addStretch(1)
            column.addLayout(row)

    def _go_to(self, number: int) -> Callable[[], None]:
        return lambda: self.act_opened.emit(number)

    def _show_foot(self, found: ActDetail) -> None:
        act = found.act
        self._foot.setVisible(act.can_be_undone or self._one_record() is not None)
        self._undo.setVisible(act.can_be_undone)
        self._undo.setText(self.tr("Do again") if act.is_undo else self.tr("Undo this"))
        self._undo.setEnabled(act.records > MOST_PREVIEWED)
        self._open.setVisible(self._one_record() is not None)
        self._note.setText("")
        QWidget.setTabOrder(self._scroll, self._undo)
        QWidget.setTabOrder(self._undo, self._open)
        before: QWidget = self._scroll  # the page is newer than the foot, and comes before it
        page = self._scroll.widget()
        for stop in page.findChildren(QWidget) if page is not None else []:
            if stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, stop)
                before = stop

    def _one_record(self) -> Target | None:
        live = (
            [part.target for part in self._detail.parts if part.is_live] if self._detail is not None else []
        )
        return live[0] if len(live) == 1 else None

    def _ask_preview(self, answers: Answers, then: Callable[[UndoPreview], None]) -> None:
        database, number = self._desk.database, self.number
        self._desk.read(
            lambda: preview_undo(database, number, decisions=answers), then, series="history.preview"
        )

    def _begin_preview(self, preview: UndoPreview) -> None:
        self.card.begin(preview)
        self._take_preview(preview)

    def _on_answered(self, answers: Answers) -> None:
        self._ask_preview(answers, self._take_preview)

    def _take_preview(self, preview: UndoPreview) -> None:
        self._preview = preview
        self.card.show_preview(preview)
        left = len(preview.asked)
        self._undo.setEnabled(not left and not preview.refusal)
        if left == 1:
            self._note.setText(self.tr("One decision is open."))
        else:
            self._note.setText(self.tr("{count} decisions are open.").format(count=left) if left else "")

    @property
    def can_undo(self) -> bool:
        """Whether the button does something now."""
        return self._detail is not None and self._undo.isVisibleTo(self) and self._undo.isEnabled()

    def undo(self) -> None:
        """Take the act back with the answers given, or do it again."""
        number, answers = self.number, self.card.answers
        if number is None or not self.can_undo:
            return
        self._undo.setEnabled(False)
        database, who = self._desk.database, self._desk.who

        def act() -> Written:
            return history.undo(database, number, who=who, decisions=answers)

        self._desk.write(act, self.undone.emit, failed=self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        """Something changed between the look and the act: ask again, or say what stands in the way."""
        if isinstance(error, history.UndoConflicts):
            self._ask_preview({}, self._begin_preview)
        else:
            self.card.say(str(error))

    def open_record(self) -> None:
        """Go to the one record of the act."""
        target = self._one_record()
        if target is not None:
            self.record_opened.emit(target)
