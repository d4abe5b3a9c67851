# SPDX-License-Identifier: EUPL-1.2
"""The history as rows: a heading for each day, then its acts; pages come as one scrolls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coopdesk.gui.history.wording import HistoryWords
from coopdesk.services.acts import PAGE, Act

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayHead:
    """The heading of a day."""

    text: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as it is painted."""

    act: Act
    time: str
    title: str
    second: str


Row = DayHead | ActRow


class ActModel(QAbstractListModel):
    """Rows of the history, newest first. `more_wanted` asks for the page before an act's number."""

    more_wanted = Signal(int)

    def __init__(self, words: HistoryWords, today: dt.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.today = today
        self._rows: list[Row] = []
        self._last: Act | None = None
        self._has_more = False
        self._is_waiting = False

    def show(self, acts: Sequence[Act], *, is_whole: bool | None = None) -> None:
        """Show a history from its newest act on."""
        self.beginResetModel()  # another filter is another history
        self._last = None
        self._rows = self._rows_of(acts)
        self._took(acts, is_whole)
        self.endResetModel()

    def append(self, acts: Sequence[Act]) -> None:
        """Show the next page below."""
        rows = self._rows_of(acts)
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self._took(acts, None)
            self.endInsertRows()
        else:
            self._took(acts, None)

    def _took(self, acts: Sequence[Act], is_whole: bool | None) -> None:
        self._last = acts[-1] if acts else self._last
        self._has_more = len(acts) >= PAGE if is_whole is None else not is_whole
        self._is_waiting = False

    def _rows_of(self, acts: Sequence[Act]) -> list[Row]:
        rows: list[Row] = []
        day = self._last.made_at.date() if self._last is not None else None
        for act in acts:
            if act.made_at.date() != day:
                day = act.made_at.date()
                rows.append(DayHead(self._words.day(day, self.today)))
            rows.append(
                ActRow(act=act, time=f"{act.made_at:%H:%M}", title=act.title, second=self._words.second(act))
            )
        return rows

    def row_of(self, number: int) -> int | None:
        """Give the row of an act, None where it is not among those read."""
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, ActRow) and row.act.number == number),
            None,
        )

    def first_act(self) -> int | None:
        """Give the row of the newest act."""
        return next((n for n, row in enumerate(self._rows) if isinstance(row, ActRow)), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Give the number of rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there is another page, and nobody fetches it yet."""
        return not parent.isValid() and self._has_more and not self._is_waiting

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page; it comes later."""
        if self._last is not None and not self._is_waiting:
            self._is_waiting = True
            self.more_wanted.emit(self._last.number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row, its text, or what a screen reader says."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, DayHead):
                return row.text
            if role == Qt.ItemDataRole.DisplayRole:
                return row.title
            return f"{row.title}, {row.time}, {row.second}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if isinstance(self._rows[index.row()], DayHead):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
