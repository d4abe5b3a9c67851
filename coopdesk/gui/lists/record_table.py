# SPDX-License-Identifier: EUPL-1.2
"""The model of a list: numbers of records, and the rows around what is seen, read beside the window.

`data` only looks up finished texts. After a change the numbers are compared and only what differs moves, so
that selection and place stay.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.row_changes import Step, steps_between
from coopdesk.services.list_columns import Column
from coopdesk.services.listing import ListGroup, Listing, ListRow, window

BLOCK: Final = 128
KEPT_ROWS: Final = 80 * BLOCK
IN_FLIGHT: Final = 2
WAITING: Final = 4

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
GROUP_ROLE: Final = ROW_ROLE + 1
TROUBLE_ROLE: Final = ROW_ROLE + 2
SUM_ROLE: Final = ROW_ROLE + 3

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was typed into a cell and could not be saved, and why; without a reason it is being saved."""

    typed: str
    shown: str
    sentence: str = ""


class RecordTable(QAbstractTableModel):
    """A list as a table: one row for each record and each heading of a group."""

    cell_typed = Signal(object, object, str)
    rows_arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: View | None = None
        self._columns: tuple[Column, ...] = ()
        self._keys: array[int] = array("q")
        self._headings: dict[int, ListGroup] = {}
        self._heading_keys: dict[str, int] = {}
        self._rows: OrderedDict[int, tuple[int, ListRow]] = OrderedDict()
        self._generation = 0
        self._flying: set[int] = set()
        self._waiting: list[int] = []
        self._missing: set[int] = set()
        self._trouble: dict[tuple[str, str], Trouble] = {}
        self._settled: set[tuple[str, str]] = set()

    # what it shows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, the name first."""
        return self._columns

    def begin(self, view: View, columns: Sequence[Column], found: Listing) -> None:
        """Show another list from the beginning."""
        self.beginResetModel()
        self._generation += 1
        self._view, self._columns = view, tuple(columns)
        self._rows.clear()
        self._forget_questions()
        self._trouble.clear()
        self._heading_keys.clear()
        self._keys, self._headings = self._keys_of(found)
        self.endResetModel()

    def renew(self, found: Listing) -> None:
        """Take the state of the list after a change: rows come, go and are read again; the rest stays."""
        keys, headings = self._keys_of(found)
        self._generation += 1
        self._forget_questions()
        steps = steps_between(self._keys, keys)
        self._headings |= headings
        if steps is None:
            self._rearrange(keys)
        else:
            for step in steps:
                self._apply(step)
        self._headings = headings
        self._repaint()

    def _forget_questions(self) -> None:
        self._flying.clear()
        self._waiting.clear()
        self._missing.clear()

    def _keys_of(self, found: Listing) -> tuple[array[int], dict[int, ListGroup]]:
        """Give a number for each row: that of its record, or a negative one for a heading."""
        if not found.groups:
            return found.seqs, {}
        keys: array[int] = array("q")
        headings: dict[int, ListGroup] = {}
        start = 0
        for group in found.groups:
            if start >= len(found.seqs):
                break
            key = self._heading_keys.setdefault(group.heading, -1 - len(self._heading_keys))
            while key in headings:  # two groups may be called the same
                key = self._heading_keys.setdefault(f"{group.heading} {key}", -1 - len(self._heading_keys))
            headings[key] = group
            keys.append(key)
            keys.extend(found.seqs[start : start + group.count])
            start += group.count
        keys.extend(found.seqs[start:])
        return keys, headings

    def _apply(self, step: Step) -> None:
        if step.is_removal:
            self.beginRemoveRows(QModelIndex(), step.row, step.row + step.count - 1)
            del self._keys[step.row : step.row + step.count]
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), step.row, step.row + len(step.keys) - 1)
            self._keys[step.row : step.row] = step.keys
            self.endInsertRows()

    def _rearrange(self, keys: array[int]) -> None:
        """Take another order; what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        standing = [self._keys[index.row()] for index in old]
        self._keys = keys
        places = {key: row for row, key in enumerate(keys)} if standing else {}
        new = [
            self.index(places[key], index.column()) if key in places else QModelIndex()
            for key, index in zip(standing, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    # what is in it

    def row_at(self, row: int) -> ListRow | None:
        """Give the record of a row, None for a heading and for what is not read yet."""
        found = self._rows.get(self._keys[row]) if 0 <= row < len(self._keys) else None
        return found[1] if found is not None else None

    def first_rows(self) -> list[ListRow]:
        """Give the records of the first block that are read."""
        rows = (self.row_at(row) for row in range(min(BLOCK, len(self._keys))))
        return [row for row in rows if row is not None]

    def is_heading(self, row: int) -> bool:
        """Whether a row is the heading of a group."""
        return self._keys[row] < 0

    def heading_rows(self) -> list[int]:
        """Give the rows that are headings."""
        return [row for row, key in enumerate(self._keys) if key < 0] if self._headings else []

    def seqs_at(self, rows: Sequence[int]) -> list[int]:
        """Give the numbers of the records in rows; headings are left out."""
        return [self._keys[row] for row in rows if self._keys[row] >= 0]

    def row_of(self, seq: int) -> int | None:
        """Give the row of a record, None where it is not in the list."""
        try:
            return self._keys.index(seq)
        except ValueError:
            return None

    def trouble_at(self, index: AnyIndex) -> Trouble | None:
        """Give what was typed into a cell and is not saved."""
        row = self.row_at(index.row())
        if row is None or not self._trouble:
            return None
        return self._trouble.get((row.id, self._columns[index.column()].key))

    def trouble_of(self, record: str, column: str) -> Trouble | None:
        """Give what was typed into a cell by its record and column."""
        return self._trouble.get((record, column))

    def set_trouble(self, record: str, column: str, trouble: Trouble | None) -> None:
        """Keep what could not be saved, or forget it."""
        if trouble is None:
            self._trouble.pop((record, column), None)
        else:
            self._trouble[record, column] = trouble
        self._repaint()

    def settle(self, record: str, column: str) -> None:
        """Note that a cell was saved; what was typed is shown until the row is read again."""
        self._settled.add((record, column))

    def _repaint(self) -> None:
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(self._columns) - 1))

    # what Qt asks

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Give the number of records and headings."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Say that headings are passed over and that some cells can be edited."""
        if not index.isValid() or self._keys[index.row()] < 0:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        is_editable = self._columns[index.column()].is_editable
        return flags | Qt.ItemFlag.ItemIsEditable if is_editable else flags

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Look up what is ready; what is not is asked for and comes later."""
        if not index.isValid():
            return None
        key = self._keys[index.row()]
        if key < 0:
            return self._heading_data(self._headings[key], index.column(), role)
        if role not in (ROW_ROLE, _DISPLAY, _EDIT, TROUBLE_ROLE, _TIP, _SPOKEN):
            return None
        found = self._rows.get(key)
        if found is None or found[0] != self._generation:
            if key not in self._missing:
                self._ask(index.row() // BLOCK)
            if found is None:
                return None
        row = found[1]
        if role == ROW_ROLE:
            return row
        trouble = self.trouble_at(index)
        if role == TROUBLE_ROLE:
            return trouble
        cell = row.cells[index.column()] if index.column() < len(row.cells) else None
        if cell is None:
            return None
        if role == _DISPLAY:
            return trouble.shown if trouble is not None else cell.text
        if role == _EDIT:
            return trouble.typed if trouble is not None else cell.typed
        if role == _TIP:
            return trouble.sentence if trouble is not None else None
        return self._spoken(index, row, cell.text)

    def _heading_data(self, group: ListGroup, column: int, role: int) -> Any:
        if role == GROUP_ROLE:
            return group
        if role == SUM_ROLE:
            return group.sums.get(self._columns[column].key, "")
        if role in (_DISPLAY, _SPOKEN) and column == 0:
            return f"{group.heading}, {group.count}"
        return None

    def _spoken(self, index: AnyIndex, row: ListRow, text: str) -> str:
        """Give what a screen reader says: column, words, status, place."""
        column = self._columns[index.column()]
        place = self.tr("row {row} of {count}").format(row=index.row() + 1, count=len(self._keys))
        if index.column() == 0:
            state = row.state.text if row.state is not None else ""
            return ", ".join(filter(None, (row.label, row.second, state, place)))
        return ", ".join((column.heading, text or self.tr("empty"), row.label, place))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the heading of a column and its explanation."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (_DISPLAY, _SPOKEN):
            return self.tr(column.heading)
        return f"{self.tr(column.label)}\n{self.tr(column.help)}" if role == _TIP else None

    def setData(self, index: AnyIndex, value: Any, role: int = _EDIT) -> bool:
        """Take what was typed."""
        return role == _EDIT and self.take_typed(index, str(value), str(value))

    def take_typed(self, index: AnyIndex, typed: str, shown: str) -> bool:
        """Take what was typed; it is saved beside the window and shown until then."""
        row = self.row_at(index.row())
        if row is None:
            return False
        column = self._columns[index.column()]
        if self.trouble_at(index) is None and typed == row.cells[index.column()].typed:
            return False
        self.set_trouble(row.id, column.key, Trouble(typed, shown))
        self.cell_typed.emit(row, column, typed)
        return True

    # reading

    def _ask(self, block: int) -> None:
        if block in self._flying:
            return
        if len(self._flying) < IN_FLIGHT:
            self._read(block)
        elif block not in self._waiting:
            self._waiting.append(block)  # the newest is read first: it is what is seen now
            del self._waiting[:-WAITING]

    def _read(self, block: int) -> None:
        view, columns, generation = self._view, self._columns, self._generation
        keys = self._keys[block * BLOCK : (block + 1) * BLOCK]
        seqs = [key for key in keys if key >= 0]
        if view is None or not seqs:
            return
        self._flying.add(block)
        desk, today = self._desk, self._desk.today()
        desk.read(
            lambda: window(desk.database, view, seqs, columns, today),
            lambda rows: self._take(generation, block, seqs, rows),
        )

    def _take(self, generation: int, block: int, seqs: list[int], rows: list[ListRow | None]) -> None:
        if generation != self._generation:
            return
        self._flying.discard(block)
        for seq, row in zip(seqs, rows, strict=True):
            if row is None:
                self._missing.add(seq)  # removed a moment ago; the list will be told
            else:
                self._rows[seq] = (generation, row)
                self._rows.move_to_end(seq)
        self._drop_settled(rows)
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)
        if self._waiting:
            self._ask(self._waiting.pop())
        first, last = block * BLOCK, min((block + 1) * BLOCK, len(self._keys)) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
        self.rows_arrived.emit()

    def _drop_settled(self, rows: list[ListRow | None]) -> None:
        read = {row.id for row in rows if row is not None} if self._settled else set()
        for cell in [one for one in self._settled if one[0] in read]:
            self._settled.discard(cell)
            self._trouble.pop(cell, None)
