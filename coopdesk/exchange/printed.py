# SPDX-License-Identifier: EUPL-1.2
"""What a cell of a workbook for return shows for a value, and whether a whole row still shows it.

A cell that says what was printed is unchanged, whatever else became of the record it names. This is the
innermost loop of all planning: an untouched row is recognised without making sense of its cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from coopdesk.domain.kinds import (
    Kind,
    LinkKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    Value,
    YesNoKind,
)
from coopdesk.exchange.raw import RawValue


def printed(kind: Kind, value: Value, links: Mapping[str, str]) -> RawValue:
    """Give what a reader finds in the cell of a value; `links` are the texts printed for records."""
    if value is None:
        return None
    if isinstance(kind, LinkKind):
        return links.get(str(value), str(value))
    if isinstance(kind, PartialDateKind):
        return dt.date.fromisoformat(str(value)) if len(str(value)) == 10 else str(value)
    if isinstance(value, bool):
        return kind.format(value)
    if isinstance(value, int | Decimal):
        return float(value)
    return str(value) if isinstance(kind, TextKind | ReferenceKind) else kind.format(value)


class RowPrinter:
    """Tells for one sheet whether a row says its base and nothing else.

    `columns` gives the index of the column of each field. A False only means: look at the cells.
    """

    def __init__(
        self, kinds: Mapping[str, Kind], columns: Mapping[str, int], links: Mapping[str, str]
    ) -> None:
        plain = [key for key in columns if isinstance(kinds[key], TextKind | ReferenceKind)]
        self._base_texts = _getter(plain)
        self._row_texts = _getter([columns[key] for key in plain])
        self._others: list[tuple[str, int, Kind, dict[Value, RawValue]]] = [
            (key, index, kinds[key], {}) for key, index in columns.items() if key not in set(plain)
        ]
        self._links = links

    def says_base(self, row: Sequence[RawValue], base: Mapping[str, Value]) -> bool:
        """Tell whether each mapped cell of a row shows just what was printed for its base."""
        try:
            if self._base_texts(base) != self._row_texts(row):
                return False
            for key, index, kind, shown in self._others:
                value = base[key]
                cell = row[index]
                if value is None:
                    if cell is not None:
                        return False
                    continue
                expected = shown.get(value)
                if expected is None:
                    expected = shown[value] = printed(kind, value, self._links)
                if cell != expected or cell.__class__ is bool:
                    return False
        except KeyError:
            return False
        return True


def _getter(keys: Sequence[str] | Sequence[int]) -> Callable[[Any], object]:
    """Give the function that takes all these items at once; for none, one that always says the same."""
    if not keys:
        return lambda _: ()
    return itemgetter(*keys)


def levelled(raw: RawValue) -> RawValue:
    """Give a raw value in the form in which it is compared with what was printed."""
    if isinstance(raw, dt.datetime):
        return raw.date() if raw.time() == dt.time() else raw
    if isinstance(raw, str):
        return " ".join(raw.replace("\u00a0", " ").split()) or None
    return raw


def shows_printed(kind: Kind, raw: RawValue, value: Value, links: Mapping[str, str]) -> bool:
    """Tell whether a cell says what was printed for a value, spaces at most aside."""
    expected = printed(kind, value, links)
    if raw == expected:
        return raw.__class__ is not bool or expected.__class__ is bool
    if isinstance(kind, PickKind | LinkKind | YesNoKind):
        return isinstance(raw, str) and isinstance(expected, str) and levelled(raw) == levelled(expected)
    return isinstance(raw, dt.datetime) and levelled(raw) == expected
