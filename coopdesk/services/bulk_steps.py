# SPDX-License-Identifier: EUPL-1.2
"""What one act does to one value: moving dates, replacing words, adding to lists and taking out of them.

No database here: texts and values in, values out.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from coopdesk.domain.dates import FIRST_YEAR, LAST_YEAR, format_date, shift_months
from coopdesk.domain.folding import fold, fold_name
from coopdesk.domain.kinds import BadValue, Value

_STEP: Final = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<count>\d{1,5})\s*(?P<unit>d|w|m|y|days?|weeks?|months?|years?)"
)
_MINUS: Final = str.maketrans({"−": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Step:
    """How far dates move: by days, or by months; a week is seven days, a year twelve months."""

    days: int = 0
    months: int = 0


def read_step(text: str) -> Step:
    """Give the step of +30d, -2m, +1 year. Raises BadValue."""
    match = _STEP.fullmatch(" ".join(text.lower().translate(_MINUS).split()))
    if match is None:
        raise BadValue("step-not-understood", value=text)
    count = int(match["count"]) * (-1 if match["sign"] == "-" else 1)
    match match["unit"][0]:
        case "d":
            return Step(days=count)
        case "w":
            return Step(days=7 * count)
        case "m":
            return Step(months=count)
        case _:
            return Step(months=12 * count)


def shifted(date: str, step: Step) -> str:
    """Give a canonical date moved on, as precisely known as before. Raises BadValue where that cannot be."""
    known = len(date)
    if known == 7 and step.days:
        raise BadValue("shift-by-months", value=format_date(date))
    if known == 4 and (step.days or step.months % 12):
        raise BadValue("shift-by-years", value=format_date(date))
    try:
        day = shift_months(dt.date.fromisoformat((date + "-01-01")[:10]), step.months)
        moved = (day + dt.timedelta(days=step.days)).isoformat()
    except (ValueError, OverflowError):
        raise BadValue("date-out-of-range", value=format_date(date)) from None
    if not FIRST_YEAR <= int(moved[:4]) <= LAST_YEAR:
        raise BadValue("date-out-of-range", value=moved)
    return moved[:known]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds words in texts and puts others in their place.

    `is_whole` takes only a value that is just these words; `is_exact` tells capitals and accents apart.
    """

    find: str
    put: str
    is_whole: bool = False
    is_exact: bool = False

    def replaced(self, text: str) -> str:
        """Give a text with the words exchanged, the very same text where they are not in it."""
        if self.is_whole:
            is_it = text == self.find if self.is_exact else self._level(text) == self._level(self.find)
            return self.put if is_it else text
        if self.is_exact or not fold(self.find).strip():
            return text.replace(self.find, self.put)
        return self._replaced_levelled(text) if fold(self.find) in fold(text) else text

    def _level(self, text: str) -> str:
        return " ".join(fold(text).split())

    def _replaced_levelled(self, text: str) -> str:
        """Replace by what the folded text says, cutting the text only between its own characters."""
        wanted = fold(self.find)
        pieces = [fold(letter) for letter in text]
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        at = 0
        for number, piece in enumerate(pieces):
            if piece:
                starts.setdefault(at, number)
                at += len(piece)
                ends[at] = number + 1
        folded, result, done, search = "".join(pieces), [], 0, 0
        while (found := folded.find(wanted, search)) >= 0:
            start, end = starts.get(found), ends.get(found + len(wanted))
            if start is None or end is None:  # in the middle of a letter that folds to two
                search = found + 1
                continue
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            result += [text[done:start], self.put]
            done, search = end, found + len(wanted)
        return "".join([*result, text[done:]])


def with_items(value: Value, items: Value) -> Value:
    """Give a list with further items at its end; none is doubled, in whatever spelling."""
    here, more = _items(value), _items(items)
    known = {fold_name(item) or item for item in here}
    added = [item for item in more if (fold_name(item) or item) not in known]
    return (*here, *added) or None


def without_items(value: Value, items: Value) -> Value:
    """Give a list without some items, in whatever spelling."""
    gone = {fold_name(item) or item for item in _items(items)}
    return tuple(item for item in _items(value) if (fold_name(item) or item) not in gone) or None


def _items(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
