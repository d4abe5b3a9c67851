# SPDX-License-Identifier: EUPL-1.2
"""What is around the fields of a form: title, state, buttons, the notices over them, and the scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopdesk.domain.dates import format_date
from coopdesk.gui.forms.conflicts import ConflictPanel
from coopdesk.gui.forms.form_bars import Entry, ErrorSummary, NoticeBar, Offer
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.form_data import Draft

MARGIN = PAGE_MARGIN + 4


class FormFrame(QWidget):
    """Shows a body of fields under a head that stays, with notices between."""

    def __init__(self, look: Look, *, save: Callable[[], object], discard: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self._bars: dict[str, QWidget] = {}
        self._focus_before: QWidget | None = None
        self.conflicts: ConflictPanel | None = None
        self._title = Words(look, "", "title", "ink")
        self._title.setObjectName("form.title")
        self._title.setWordWrap(True)
        self._state = Words(look, "", "small", "ink2")
        self._state.setObjectName("form.state")
        self._state.setWordWrap(True)
        self.discard = make_button(look, self.tr("Discard"), discard, name="form.discard", kind="quiet")
        self.discard.setToolTip(self.tr("Leave without saving (Esc)"))
        self.save = make_button(look, self.tr("Save"), save, name="form.save", kind="primary")
        self.save.setToolTip(self.tr("Keep what was typed (Ctrl+S)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._area = QScrollArea()
        self._area.setObjectName("form.area")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = _Paper(look)
        self._inside = QVBoxLayout(self._page)
        self._inside.setContentsMargins(MARGIN, 4, MARGIN, 16)
        self._inside.setSpacing(8)
        self._inside.addStretch(1)
        self._area.setWidget(self._page)
        self._area.verticalScrollBar().rangeChanged.connect(self._make_room)
        column.addWidget(self._area, 1)
        self._body: QWidget | None = None
        look.changed.connect(self.update)

    def _head(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        row.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 18, MARGIN, 10)
        head.setSpacing(1)
        head.addLayout(row)
        head.addWidget(self._state)
        return head

    def hold(self, body: QWidget) -> None:
        """Show a body of fields."""
        self._body = body
        self._inside.insertWidget(self._inside.count() - 1, body)
        body.show()  # at once, so that the keyboard can be put into it
        self._area.verticalScrollBar().setValue(0)
        self.set_busy(False)

    def clear(self) -> None:
        """Put everything away."""
        for name in list(self._bars):
            self._drop(name)
        self.conflicts = None
        self._focus_before = None
        if self._body is not None:
            self._inside.removeWidget(self._body)
            discard(self._body)
            self._body = None
        self.say_title("")
        self.say_state("")

    def say_title(self, text: str) -> None:
        """Say what is edited."""
        self._title.setText(text)

    def say_state(self, text: str, *, is_bad: bool = False) -> None:
        """Say how things stand: what is changed and not saved."""
        self._state.set_token("red" if is_bad else "ink2")
        self._state.setText(text)

    def set_busy(self, is_busy: bool) -> None:
        """Hold the fields still while saving, and give the keyboard back where it was."""
        if is_busy:
            self._focus_before = self.window().focusWidget()
        self.save.setEnabled(not is_busy)
        self.discard.setEnabled(not is_busy)
        if self._body is not None:
            self._body.setEnabled(not is_busy)
        if not is_busy:
            self._give_back()

    def _give_back(self) -> None:
        before, self._focus_before = self._focus_before, None
        if before is not None and self.isAncestorOf(before):
            before.setFocus()

    def show_field(self, field: QWidget) -> None:
        """Roll so that a field is seen."""
        self._area.ensureWidgetVisible(field, 0, 40)

    # notices

    def tell_draft(self, draft: Draft, changed_since: Sequence[str], discard: Callable[[], object]) -> None:
        """Say that the form shows a draft."""
        local = draft.changed_at.astimezone()
        day = format_date(local.date().isoformat()).rsplit(" ", 1)[0]
        text = self.tr("Draft of {day}, {time}").format(day=day, time=f"{local:%H:%M}")
        if changed_since:
            text += self.tr(". Changed since: {fields}").format(fields=", ".join(changed_since))
        offer = Offer(name="form.draft.discard", text=self.tr("Discard draft"), act=discard)
        bar = NoticeBar(
            self._look, text, [offer], name="form.draft", ground="typed_tint", bar="typed", icon="pencil"
        )
        self._put("draft", bar)

    def tell_other_draft(self, draft: Draft, resume: Callable[[int], object]) -> None:
        """Say that a new record of this kind was begun before."""
        local = draft.changed_at.astimezone()
        day = format_date(local.date().isoformat()).rsplit(" ", 1)[0]
        text = self.tr("A draft waits since {day}, {time}: {name}").format(
            day=day, time=f"{local:%H:%M}", name=draft.label
        )
        offer = Offer(name="form.other.resume", text=self.tr("Go on with it"), act=lambda: resume(draft.seq))
        self._put(
            "other",
            NoticeBar(
                self._look, text, [offer], name="form.other", ground="typed_tint", bar="typed", icon="pencil"
            ),
        )

    def tell_given(self, text: str) -> None:
        """Say what was filled in by the view one came from."""
        self._put("given", NoticeBar(self._look, text, name="form.given", icon="filter"))

    def tell_gone(self, text: str, make_new: Callable[[], object]) -> None:
        """Say that the record is not there any more."""
        offer = Offer(name="form.gone.new", text=self.tr("Make a new record of it"), act=make_new)
        bar = NoticeBar(
            self._look,
            text,
            [offer],
            name="form.gone",
            ground="amber_tint",
            bar="amber_shape",
            icon="alert-triangle",
        )
        self._put("gone", bar)

    def ask_leave(self, text: str, *, keep: Callable[[], object], discard: Callable[[], object]) -> None:
        """Ask in place what becomes of what is typed."""
        offers = [
            Offer(name="form.leave.keep", text=self.tr("Keep draft"), act=keep),
            Offer(name="form.leave.discard", text=self.tr("Discard"), act=discard),
            Offer(name="form.leave.stay", text=self.tr("Go on editing"), act=self.stop_asking_leave),
        ]
        bar = NoticeBar(
            self._look,
            text,
            offers,
            name="form.leave",
            ground="amber_tint",
            bar="amber_shape",
            icon="alert-triangle",
        )
        self._focus_before = self.window().focusWidget()
        self._put("leave", bar)
        bar.buttons[0].setFocus()

    def stop_asking_leave(self) -> bool:
        """Put the question away and give the keyboard back; tells whether there was one."""
        if "leave" not in self._bars:
            return False
        self._drop("leave")
        self._give_back()
        return True

    def show_errors(self, entries: Sequence[Entry], go: Callable[[str], object]) -> None:
        """List why it cannot be saved."""
        summary = ErrorSummary(self._look, entries, go)
        self._put("errors", summary)
        if summary.links:
            summary.links[0].setFocus()

    @property
    def has_errors(self) -> bool:
        """Whether the list of errors is shown."""
        return "errors" in self._bars

    def clear_errors(self) -> None:
        """Put the list of errors away."""
        self._drop("errors")

    def ask(self, panel: ConflictPanel) -> None:
        """Ask which of two values shall be."""
        self.conflicts = panel
        self._drop("errors")
        self._put("conflicts", panel)

    def stop_asking(self) -> None:
        """Put the questions away."""
        self._drop("conflicts")
        self.conflicts = None

    def _put(self, name: str, bar: QWidget) -> None:
        self._drop(name)
        self._bars[name] = bar
        self._inside.insertWidget(0, bar)
        bar.show()  # at once, so that the keyboard can be put on it
        self._area.verticalScrollBar().setValue(0)
        stops = [one for one in bar.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        before: QWidget = self.save
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    def _drop(self, name: str) -> None:
        bar = self._bars.pop(name, None)
        if bar is not None:
            self._inside.removeWidget(bar)
            discard(bar)

    def _make_room(self, _first: int, last: int) -> None:
        """Let the fields end on one line with the buttons above, scroll bar or none."""
        taken = self._area.verticalScrollBar().sizeHint().width() if last > 0 else 0
        self._inside.setContentsMargins(MARGIN, 4, MARGIN - taken, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground: a form is paper."""
        fill(self, self._look)


class _Paper(QWidget):
    """The page that rolls; it is as wide as the window allows and never wider."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground."""
        fill(self, self._look)

    def minimumSizeHint(self) -> QSize:
        """Let the fields be as narrow as they must."""
        return QSize(200, super().minimumSizeHint().height())


def fill(widget: QWidget, look: Look) -> None:
    """Fill a widget with the colour of paper."""
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), look.color("base"))
    painter.end()


def discard(widget: QWidget) -> None:
    """Take a widget away at once, though Qt deletes it only when it has time."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
