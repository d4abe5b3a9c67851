# SPDX-License-Identifier: EUPL-1.2
"""The parts of a preview: a question with its choices, and a quiet table of lines."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHeaderView,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coopdesk.gui.desk import Desk
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.tokens import HEAD_TABLE, ROW_LINKED
from coopdesk.gui.look.widgets import Hairline, Words
from coopdesk.services.import_preview import Asked, AskedOfSheet, PreviewLine, PreviewPart, Side

Index = QModelIndex | QPersistentModelIndex
MOST_ROWS_SEEN: Final = 12  # the rest is reached by scrolling within the part


class AskedRow(QWidget):
    """A value that both sides changed, with the two to choose from."""

    answered = Signal(object, str)

    def __init__(self, look: Look, asked: Asked, side: Side | None) -> None:
        super().__init__()
        self.setObjectName("import.asked")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(look, f"{asked.record} · {asked.field}", "body_medium"))
        was = self.tr("was {base}").format(base=asked.base) if asked.base else ""
        column.addWidget(Words(look, " · ".join(filter(None, (was, asked.where))), "small", "ink3"))
        self._group = QButtonGroup(self)
        for value, text in (
            ("ours", self.tr("Mine: {value}").format(value=asked.ours)),
            ("theirs", self.tr("In the file: {value}").format(value=asked.theirs)),
        ):
            button = QRadioButton(_shortened(text))
            button.setObjectName(f"import.asked.{value}")
            button.setToolTip(text)
            button.setAccessibleDescription(f"{asked.record}, {asked.field}")
            button.setChecked(side == value)
            button.toggled.connect(
                lambda is_on, value=value: self.answered.emit(asked.key, value) if is_on else None
            )
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(Hairline(look))


class QuestionRow(QWidget):
    """A question about a column or a sheet."""

    answered = Signal(str, str)

    def __init__(self, look: Look, question: AskedOfSheet, answer: str | None) -> None:
        super().__init__()
        self.setObjectName("import.question")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        words = Words(look, question.message, "body")
        words.setWordWrap(True)
        column.addWidget(words)
        self._group = QButtonGroup(self)
        for choice in question.choices:
            button = QRadioButton(choice)
            button.setObjectName(f"import.question.{choice}")
            button.setAccessibleDescription(question.message)
            button.setChecked(answer == choice)
            button.toggled.connect(
                lambda is_on, choice=choice: self.answered.emit(question.id, choice) if is_on else None
            )
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(Hairline(look))


class PartList(QTableView):
    """The lines of a part; Enter or a double click opens the record."""

    opened = Signal(object)

    def __init__(self, desk: Desk, part: PreviewPart) -> None:
        super().__init__()
        self.setObjectName(f"import.part.{part.key}")
        self.setAccessibleName(self.tr(part.title))
        self._part = part
        self.setModel(_PartModel(part, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setFont(desk.look.font("small"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_LINKED)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD_TABLE)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        for column, width in enumerate((150, 150, 150, 220)):
            self.setColumnWidth(column, width)
        seen = min(len(part.lines), MOST_ROWS_SEEN)
        self.setFixedHeight(HEAD_TABLE + seen * ROW_LINKED + 2)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if len(part.lines) <= MOST_ROWS_SEEN
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.activated.connect(self._on_activated)

    def _on_activated(self, index: QModelIndex) -> None:
        target = self._part.lines[index.row()].target
        if target is not None:
            self.opened.emit(target)


class _PartModel(QAbstractTableModel):
    """The lines of a part as a table."""

    def __init__(self, part: PreviewPart, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = part.lines
        self._heads = (
            self.tr("In the file at"),
            self.tr("Record"),
            self.tr("Field"),
            self.tr("Now"),
            self.tr("Becomes") if part.key in ("changes", "new") else self.tr("What to know"),
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Say how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Say how many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text of a cell."""
        text = _cells(self._lines[index.row()])[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _shortened(text)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


def _cells(line: PreviewLine) -> tuple[str, str, str, str, str]:
    return line.where, line.record, line.field, line.before, line.after


def _shortened(text: str, limit: int = 200) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"
