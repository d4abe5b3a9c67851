# SPDX-License-Identifier: EUPL-1.2
"""How values look in a cell: the text that is printed, what Excel can hold, what it cannot.

The importer asks here as well: a cell that still says what was printed for its base is unchanged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from coopdesk.domain.kinds import (
    Kind,
    LinkKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    Value,
    YesNoKind,
    strip_unprintable,
)

CELL_LIMIT: Final = 32_767  # counted in UTF-16 units, as Excel does
HELP_LIMIT: Final = 255
TITLE_LIMIT: Final = 32
HEADER_LIMIT: Final = 255

_FIRST_SERIAL_DAY: Final = dt.date(1900, 3, 1)  # before it Excel's calendar is one day off
_EPOCH: Final = dt.date(1899, 12, 30)


class CellTooLong(ValueError):
    """A text that no cell can hold; it is never cut silently."""

    def __init__(self, length: int) -> None:
        self.length = length
        super().__init__(f"{length} characters")


def clean_for_excel(text: str) -> str:
    """Give a text as a cell can hold it: without control and broken characters. Raises CellTooLong."""
    if not (text.isascii() and text.isprintable()):
        text = strip_unprintable(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > CELL_LIMIT // 2 and utf16_length(text) > CELL_LIMIT:
        raise CellTooLong(utf16_length(text))
    return text


def utf16_length(text: str) -> int:
    """Give the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, limit: int) -> str:
    """Give a text of at most `limit` characters, cut between words, for hints that may not be longer."""
    clean = " ".join(clean_for_excel(text).split())
    if utf16_length(clean) <= limit:
        return clean
    kept = clean[: limit - 1]
    while utf16_length(kept) > limit - 1:
        kept = kept[:-1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;.") + "…"


def for_header(text: str, limit: int = HEADER_LIMIT) -> str:
    """Give a text for the header or footer of a page, where an ampersand is a command."""
    return shortened(text, limit - text.count("&")).replace("&", "&&")


@lru_cache(maxsize=20_000)
def date_serial(date: str) -> int | None:
    """Give Excel's number of a known day; None for a month, a year, and days its calendar does not have."""
    if len(date) != 10:
        return None
    day = dt.date.fromisoformat(date)
    return (day - _EPOCH).days if day >= _FIRST_SERIAL_DAY else None


def text_printer(kind: Kind, links: Mapping[str, str]) -> Callable[[Value], str]:
    """Give the function that prints values of a kind as the text of a cell; `links` are printed links by id.

    Numbers and known days are printed as the text that a cell with them comes back as.
    """
    match kind:
        case LinkKind():
            return lambda value: clean_for_excel(links.get(str(value), "")) if value is not None else ""
        case PickKind():
            labels = {item.code: clean_for_excel(item.label) for item in kind.picklist.items}
            return lambda value: (
                "" if value is None else labels.get(str(value)) or clean_for_excel(str(value))
            )
        case PartialDateKind():
            return lambda value: "" if value is None else str(value)
        case YesNoKind():
            return kind.format
        case TextKind() | ReferenceKind():
            return lambda value: "" if value is None else clean_for_excel(str(value))
        case _:
            return lambda value: _printed(kind, value)


def _printed(kind: Kind, value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return clean_for_excel(kind.format(value))
