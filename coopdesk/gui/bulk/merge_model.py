# SPDX-License-Identifier: EUPL-1.2
"""The fields of two records and what was chosen for each, as rows of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopdesk.services.merging_records import Choice, Comparison, Pair, choose

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class MergeModel(QAbstractListModel):
    """Rows are fields; those that say the same only if asked for, then at the end."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self.choices: Mapping[str, Choice] = {}
        self.rows: tuple[Pair, ...] = ()
        self._shows_same = False

    def show_comparison(self, comparison: Comparison) -> None:
        """Take two records, with the choices that are proposed."""
        self.comparison = comparison
        self.choices = comparison.proposal
        self._sort()

    def show_same(self, is_on: bool) -> None:
        """Show the fields that say the same, or not."""
        self._shows_same = is_on
        self._sort()

    def _sort(self) -> None:
        self.beginResetModel()
        pairs = self.comparison.pairs if self.comparison is not None else ()
        asked = [one for one in pairs if one.state != "same"]
        same = [one for one in pairs if one.state == "same" and one.keep] if self._shows_same else []
        self.rows = (*asked, *same)
        self.endResetModel()

    @property
    def agreeing(self) -> int:
        """How many fields say the same on both sides and are not empty."""
        pairs = self.comparison.pairs if self.comparison is not None else ()
        return sum(1 for one in pairs if one.state == "same" and one.keep)

    def choice(self, row: int) -> Choice:
        """Give what was chosen in a row."""
        return self.choices.get(self.rows[row].field, "keep")

    def take(self, row: int, choice: Choice) -> None:
        """Choose a side in a row; fields that belong together follow."""
        pair = self.rows[row]
        if self.comparison is not None and pair.state != "same" and choice in pair.choices:
            self.choices = choose(self.comparison, self.choices, pair.field, choice)
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the fields shown."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Give the words of a row."""
        if not index.isValid():
            return None
        pair = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr(pair.label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            empty = self.tr("empty")
            said = self.tr("{field}. Kept record: {keep}. The other: {other}. Will be saved: {result}.")
            return said.format(
                field=self.tr(pair.label), keep=pair.keep or empty, other=pair.other or empty,
                result=pair.result(self.choice(index.row())) or empty,
            )  # fmt: skip
        return None
