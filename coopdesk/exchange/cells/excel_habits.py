# SPDX-License-Identifier: EUPL-1.2
"""What Excel makes of a text when it takes it for a number, a date or a yes: 0071 becomes 71, 3/4 a day.

It happens to cells that nobody meant to change, when a file passes through CSV, a paste or another format.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Final

from coopdesk.domain.dates import NotADate, parse_date
from coopdesk.exchange.raw import RawValue

_NUMBER: Final = re.compile(r"[+-]?(\d+([ ,]\d{3})*(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?%?", re.ASCII)
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SHORT_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?", re.ASCII)


def plain_digits(number: float) -> str:
    """Give the digits of a number as people type them: 15 of them, no exponent, no .0 at the end."""
    plain = Decimal(f"{number:.15g}")
    return f"{plain:f}" if plain == plain.to_integral() else f"{plain.normalize():f}"


def excel_reading_of(text: str, raw: RawValue) -> bool:
    """Tell whether Excel by itself may have made this raw value of a text."""
    if isinstance(raw, bool):
        return text.casefold() in ({"true", "yes"} if raw else {"false", "no"})
    if isinstance(raw, float):
        return _number_of(text) == Decimal(f"{raw:.15g}")
    if isinstance(raw, dt.date):
        return (raw.year, raw.month, raw.day) in _days_of(text)
    return False


def lost_escape(text: str, raw: str) -> bool:
    """Tell whether a program that does not escape made this of a text such as _x0041_, which stands for A.

    openpyxl reads the escaped text rightly and writes it back without the escape.
    """
    return "_x" in text and _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) == raw


def _number_of(text: str) -> Decimal | None:
    """Give the number that Excel reads in a text, 15 digits of it."""
    if not _NUMBER.fullmatch(text):
        return None
    bare = text.removesuffix("%").replace(",", "").replace(" ", "")
    try:
        number = Decimal(bare) / (100 if text.endswith("%") else 1)
        return Decimal(f"{float(number):.15g}")
    except (InvalidOperation, OverflowError):
        return None


def _days_of(text: str) -> set[tuple[int, int, int]]:
    """Give the days that Excel may read in a text; where it has no year, any year will do."""
    days: set[tuple[int, int, int]] = set()
    for day_first in (True, False):
        try:
            found = (parse_date(text, day_first=day_first) + "-01-01")[:10]
        except NotADate:
            continue
        year, month, day = map(int, found.split("-"))
        days.add((year, month, day))
    if (match := _SHORT_DAY.fullmatch(text)) and len(match[3] or "") != 4:
        one, other = int(match[1]), int(match[2])
        years = range(1900, 2100) if match[3] is None else (1900 + int(match[3]), 2000 + int(match[3]))
        days.update((year, *pair) for year in years for pair in ((one, other), (other, one)))
        # 3-19 is also read as March 2019
        days.update((century + rest, month, 1) for century in (1900, 2000) for month, rest in ((one, other),))
    return days
