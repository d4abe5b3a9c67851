# SPDX-License-Identifier: EUPL-1.2
"""Whether a cell, or a whole row, still shows what was printed for its base.

Such a cell is unchanged, whatever else became of the record it names. This is the innermost loop of all
planning: an untouched row is recognised without making sense of its cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from coopdesk.domain.kinds import (
    DecimalKind,
    Kind,
    LinkKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    Value,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.exchange.cells.excel_habits import lost_escape
from coopdesk.exchange.excel_text import date_serial, text_printer
from coopdesk.exchange.raw import RawValue


class CellPrinter(dict[Value, RawValue]):
    """What the cells of one field show for a value, worked out once for each value that is asked for.

    `links` are the texts that were printed for records. A reader finds just this in an untouched cell.
    """

    __slots__ = ("_is_word", "_kind", "_text", "is_number")

    def __init__(self, kind: Kind, links: Mapping[str, str]) -> None:
        super().__init__({None: None})
        self._kind = kind
        self._text = text_printer(kind, links)
        self._is_word = isinstance(kind, PickKind | LinkKind | YesNoKind)
        self.is_number = isinstance(kind, WholeNumberKind | DecimalKind)

    def __missing__(self, value: Value) -> RawValue:
        self[value] = shown = self._print(value)
        return shown

    def shows(self, raw: RawValue, value: Value) -> bool:
        """Tell whether a cell says what was printed for a value, spaces at most aside."""
        expected = self[value]
        if raw == expected:
            return raw.__class__ is not bool or expected.__class__ is bool
        if isinstance(raw, str) and isinstance(expected, str):
            is_same_word = self._is_word and _levelled(raw) == _levelled(expected)
            return is_same_word or lost_escape(expected, raw)
        return isinstance(raw, dt.datetime) and raw.time() == dt.time() and raw.date() == expected

    def _print(self, value: Value) -> RawValue:
        if (
            isinstance(value, str)
            and isinstance(self._kind, PartialDateKind)
            and date_serial(value) is not None
        ):
            return dt.date.fromisoformat(value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return float(value)
        return self._text(value) or None


class RowPrinter:
    """Tells for one sheet whether a row says its base and nothing else.

    `columns` gives the index of the column of each field. A False only means: look at the cells.
    """

    def __init__(
        self, kinds: Mapping[str, Kind], columns: Mapping[str, int], links: Mapping[str, str]
    ) -> None:
        self.cells = {key: CellPrinter(kinds[key], links) for key in columns}
        plain = [key for key in columns if isinstance(kinds[key], TextKind | ReferenceKind)]
        self._base_texts = _getter(plain)
        self._row_texts = _getter([columns[key] for key in plain])
        others = [(key, index, self.cells[key]) for key, index in columns.items() if key not in set(plain)]
        self._words = [one for one in others if not one[2].is_number]
        self._numbers = [one for one in others if one[2].is_number]

    def says_base(self, row: Sequence[RawValue], base: Mapping[str, Value]) -> bool:
        """Tell whether each mapped cell of a row shows just what was printed for its base."""
        try:
            if self._base_texts(base) != self._row_texts(row):
                return False
            for key, index, shown in self._words:
                if row[index] != shown[base[key]]:
                    return False
            for key, index, shown in self._numbers:
                if row[index] != shown[base[key]] or row[index].__class__ is bool:  # in Python True is 1
                    return False
        except KeyError:
            return False
        return True


def _getter(keys: Sequence[str] | Sequence[int]) -> Callable[[Any], object]:
    """Give the function that takes all these items at once; for none, one that always says the same."""
    if not keys:
        return lambda _: ()
    return itemgetter(*keys)


def _levelled(text: str) -> str:
    """Give a text in the form in which it is compared with what was printed."""
    return " ".join(text.replace("\u00a0", " ").split())
