# SPDX-License-Identifier: EUPL-1.2
"""The editor of dates: people type as they like, the month is echoed in words, F4 opens a calendar."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coopdesk.domain.dates import MONTHS, first_day, format_date
from coopdesk.domain.kinds import BadValue, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.lines import Line, LineEditor
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import make_button
from coopdesk.services.dates_as_typed import echo_of, read_date


class DateEditor(LineEditor):
    """Edits a year, a month or a day."""

    def __init__(self, desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(desk, spec, field, parent)
        self.line.setPlaceholderText(self.tr("not known"))
        self.line.textEdited.connect(lambda _: self.hinted.emit(self._echo()))
        self._calendar: CalendarPopup | None = None

    def make_line(self) -> Line:
        """Give a line with a button for the calendar."""
        line = DateLine(self.desk.look, self.today_in_words, self)
        line.add_button("calendar", self.tr("Open the calendar (F4)"), self.open_calendar)
        line.calendar_wanted.connect(self.open_calendar)
        return line

    def text(self) -> str:
        """Give the date as it is kept, or what was typed where that is no date."""
        typed = self.line.text()
        try:
            return read_date(typed, self.desk.today()) or ""
        except BadValue:
            return typed

    def set_text(self, raw: str, shown: str) -> None:
        """Put a date in, in words."""
        super().set_text(shown or raw, shown)

    def replace_text(self, raw: str, shown: str) -> None:
        """Put a date in that Ctrl+Z takes out again."""
        super().replace_text(shown or raw, shown)

    def set_value(self, value: Value, shown: str = "") -> None:
        """Put a stored date in."""
        self.set_text(str(value or ""), format_date(value) if isinstance(value, str) else "")

    def on_left(self) -> None:
        """Say the date in words, so that +90d does not mean another day tomorrow."""
        words = self._in_words(self.text())
        if words and words != self.line.text():
            self.line.replace(words)
        self.hinted.emit("")
        super().on_left()

    def _in_words(self, understood: str) -> str:
        try:
            first_day(understood)
        except ValueError:
            return ""
        return format_date(understood)

    def _echo(self) -> str:
        """Say what is understood, unless it is what stands there."""
        understood = self.text()
        words = self._in_words(understood)
        if not words or words.casefold() == " ".join(self.line.text().split()).casefold():
            return ""
        return echo_of(understood)

    def open_calendar(self) -> None:
        """Show a calendar on the date, or on today."""
        try:
            day = first_day(self.text())
        except ValueError:
            day = self.desk.today()
        self._calendar = CalendarPopup(self.desk.look, self)
        self._calendar.chosen.connect(self._on_chosen)
        self._calendar.open_at(QDate(day.year, day.month, day.day), self.line)

    def _on_chosen(self, date: str) -> None:
        self.line.replace(format_date(date))
        self.line.setFocus()


class DateLine(Line):
    """A line on which F4 or Alt+Down opens a calendar."""

    calendar_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar, or type."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == (Qt.Key.Key_Down if is_alt else Qt.Key.Key_F4):
            self.calendar_wanted.emit()
        else:
            super().keyPressEvent(event)


class CalendarPopup(QFrame):
    """A month to choose a day from, or the month or the year alone."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look = look
        self.days = QCalendarWidget()
        self.days.setObjectName("calendar.days")
        self.days.setAccessibleName(self.tr("Calendar"))
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setDateRange(QDate(1000, 1, 1), QDate(2999, 12, 31))
        plain = QTextCharFormat()
        plain.setForeground(look.color("ink"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, plain)
        self.days.clicked.connect(self._choose)
        self.days.activated.connect(self._choose)
        self.days.currentPageChanged.connect(self._on_page)
        self._month = make_button(look, "", self._choose_month, name="calendar.month", kind="link")
        self._year = make_button(look, "", self._choose_year, name="calendar.year", kind="link")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 6)
        row.addWidget(self._month)
        row.addWidget(self._year)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(4)
        column.addWidget(self.days)
        column.addLayout(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper with an edge."""
        painter = QPainter(self)
        painter.setPen(self._look.color("line"))
        painter.setBrush(self._look.color("base"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def open_at(self, day: QDate, under: QWidget) -> None:
        """Show it under a field, with a day selected."""
        self.days.setSelectedDate(day)
        self._on_page(day.year(), day.month())
        self.adjustSize()
        place = under.mapToGlobal(QPoint(0, under.height() + 2))
        screen = under.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = under.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self.days.setFocus()

    def _on_page(self, year: int, month: int) -> None:
        self._month.setText(self.tr("Only {month} {year}").format(month=MONTHS[month - 1], year=year))
        self._year.setText(self.tr("Only {year}").format(year=year))

    def _choose(self, day: QDate) -> None:
        self._tell(f"{day.year():04}-{day.month():02}-{day.day():02}")

    def _choose_month(self) -> None:
        self._tell(f"{self.days.yearShown():04}-{self.days.monthShown():02}")

    def _choose_year(self) -> None:
        self._tell(f"{self.days.yearShown():04}")

    def _tell(self, date: str) -> None:
        self.chosen.emit(date)
        self.close()
