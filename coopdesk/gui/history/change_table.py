# SPDX-License-Identifier: EUPL-1.2
"""What an act did to a record: its name as a link, and a table of fields before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coopdesk.gui.history.link import Link
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import text_width
from coopdesk.gui.look.tokens import RADIUS_CHIP
from coopdesk.gui.look.widgets import Hairline, Words
from coopdesk.services.acts import FieldChange, RecordPart
from coopdesk.services.pages.page import Target

MOST_FIELDS: Final = 40
LABEL_WIDTH: Final = 132
MOST_LETTERS: Final = 1_200
SHORT_PX: Final = 110  # fits beside its label on the narrowest pane


class ValueAfter(Words):
    """A value after a change, on a tinted ground."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, text)
        self._ground = look
        self.setContentsMargins(6, 2, 6, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground.tokens.tint))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CHIP, RADIUS_CHIP)
        painter.end()
        super().paintEvent(event)


class PartView(QWidget):
    """One record of an act. The link calls `open_record`; one in the trash is no link."""

    def __init__(
        self, look: Look, part: RecordPart, number: int, open_record: Callable[[Target], None]
    ) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head(part, number, open_record))
        shown = [field for field in part.fields if field.before or field.after or part.action == "change"]
        if shown:
            column.addWidget(self._table(part, shown[:MOST_FIELDS]))
        if len(shown) > MOST_FIELDS:
            more = self.tr("and {count} more fields").format(count=len(shown) - MOST_FIELDS)
            column.addWidget(Words(look, more, "small", "ink2"))

    def _head(self, part: RecordPart, number: int, open_record: Callable[[Target], None]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if part.is_live:
            link = Link(
                self._look, part.label, lambda: open_record(part.target),
                name=f"history.record.{number}", help=self.tr("Open the record"),
            )  # fmt: skip
            row.addWidget(link)
        else:
            name = Words(self._look, part.label, "body_medium")
            name.setWordWrap(True)
            row.addWidget(name, 1)
        row.addWidget(Words(self._look, self._beside(part), "small", "ink3"))
        row.addStretch(1)
        return row

    def _beside(self, part: RecordPart) -> str:
        did = {
            "create": self.tr("{kind} · added"),
            "remove": self.tr("{kind} · removed"),
        }.get(part.action, "{kind}")
        text = did.format(kind=part.kind)
        return (
            text
            if part.is_live or part.action == "remove"
            else self.tr("{text} · in the trash").format(text=text)
        )

    def _table(self, part: RecordPart, fields: list[FieldChange]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        before, after = part.action != "create", part.action != "remove"
        heads = [self.tr("Field"), self.tr("Before") if before else "", "", self.tr("After") if after else ""]
        for column, head in enumerate(heads):
            if head:
                grid.addWidget(Words(self._look, head, "micro", "ink3"), 0, column)
        grid.addWidget(Hairline(self._look), 1, 0, 1, 4)
        for number, field in enumerate(fields):
            self._row(grid, 2 + 2 * number, field, before=before, after=after)
            grid.addWidget(Hairline(self._look), 3 + 2 * number, 0, 1, 4)
        grid.setColumnStretch(1, 3 if before else 0)
        grid.setColumnStretch(3, 4 if after else 0)
        return table

    def _row(self, grid: QGridLayout, row: int, field: FieldChange, *, before: bool, after: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        label = Words(self._look, field.label)
        label.setWordWrap(True)
        label.setContentsMargins(0, 2, 0, 2)
        label.setFixedWidth(LABEL_WIDTH)
        grid.addWidget(label, row, 0, top)
        if before:
            self._add_value(grid, row, 1, field.before, is_after=False)
        if before and after:
            arrow = QLabel()
            arrow.setPixmap(self._look.pixmap("arrow-right", 12, "ink3", self.devicePixelRatioF()))
            grid.addWidget(arrow, row, 2, Qt.AlignmentFlag.AlignVCenter)
        if after:
            self._add_value(grid, row, 3, field.after, is_after=before)

    def _add_value(self, grid: QGridLayout, row: int, column: int, text: str, *, is_after: bool) -> None:
        """Put a value into the table: a short one as wide as it is, a long one over several lines."""
        top = Qt.AlignmentFlag.AlignTop
        if not text:
            empty = Words(self._look, self.tr("empty"), "body", "ink3")
            empty.setContentsMargins(0, 2, 0, 2)
            grid.addWidget(empty, row, column, top)
            return
        shown = text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…"
        words = ValueAfter(self._look, shown) if is_after else Words(self._look, shown)
        if not is_after:
            words.setContentsMargins(0, 2, 0, 2)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        is_short = "\n" not in shown and text_width(self._look, shown) <= SHORT_PX
        words.setWordWrap(not is_short)
        grid.addWidget(words, row, column, top | Qt.AlignmentFlag.AlignLeft if is_short else top)
