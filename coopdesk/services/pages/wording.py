# SPDX-License-Identifier: EUPL-1.2
"""Words for pages: dates as they are known, periods, gaps between periods, lists with an "and"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from coopdesk.domain.dates import first_day, format_date
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.services.pages.page import Line, Piece

NOT_KNOWN: Final = Piece(N_("not known"), tone="quiet")
NO_END: Final = Piece(N_("no end date"), tone="quiet")
END_NOT_KNOWN: Final = Piece(N_("end not known"), tone="quiet")

_NUMBERS: Final = (
    N_("no"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip
_PLACES: Final = (
    N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth"), N_("sixth"), N_("seventh"),
    N_("eighth"), N_("ninth"), N_("tenth"),
)  # fmt: skip


def number(count: int) -> str:
    """Give a small number as a word."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def place(position: int) -> str:
    """Give a place in an order as a word: first, second."""
    return _PLACES[position - 1] if 0 < position <= len(_PLACES) else N_("number {n}").format(n=position)


def quiet(text: str) -> Piece:
    """Give words in the quiet tone."""
    return Piece(text, tone="quiet")


def plain(text: str) -> Line:
    """Give a line of plain words."""
    return (Piece(text),)


def date(value: Value, *, unknown: Piece = NOT_KNOWN) -> Piece:
    """Give a date as precisely as it is known."""
    return Piece(format_date(value)) if isinstance(value, str) else unknown


def period(start: Value, end: Value, *, open_end: Piece | None = None) -> Line:
    """Give a period in words; one that is known only in years says so.

    `open_end` says what it means that there is no end; without it nothing is said of the end.
    """
    if not isinstance(start, str) and not isinstance(end, str):
        return (NOT_KNOWN,)
    if not isinstance(end, str):
        words = N_("from {day}") if open_end is END_NOT_KNOWN else N_("since {day}")
        since = Piece(words.format(day=format_date(str(start))))
        return (since, quiet(", "), open_end) if open_end is not None else (since,)
    if not isinstance(start, str):
        return (Piece(N_("until {day}").format(day=format_date(end))), quiet(N_(", start not known")))
    words = format_date(start) if start == end else N_("{start} to {end}").format(
        start=format_date(start), end=format_date(end)
    )  # fmt: skip
    years = (quiet(N_("  years only, as stated")),) if len(start) == len(end) == 4 else ()
    return (Piece(words), *years)


_GAPS: Final[dict[bool, dict[str, str]]] = {
    False: {
        "no start": N_("When it starts is not known."),
        "no end": N_("When this one ends is not known."),
        "overlap": N_("It starts before this one ends."),
        "same": N_("It starts when this one ends."),
        "day": N_("It starts on the day after this one ends."),
        "month": N_("It starts in the month after this one ends."),
        "year": N_("It starts in the year after this one ends."),
        "gap": N_("It starts {span} after this one ends."),
    },
    True: {
        "no start": N_("When this one starts is not known."),
        "no end": N_("When it ended is not known."),
        "overlap": N_("This one starts before it ended."),
        "same": N_("This one starts when it ended."),
        "day": N_("This one starts on the day after it ended."),
        "month": N_("This one starts in the month after it ended."),
        "year": N_("This one starts in the year after it ended."),
        "gap": N_("This one starts {span} after it ended."),
    },
}
_SPANS: Final = {
    10: ("day", N_("a day"), N_("{n} days")),
    7: ("month", N_("a month"), N_("{n} months")),
    4: ("year", N_("a year"), N_("{n} years")),
}


def gap_sentence(end: Value, start: Value, *, is_later: bool = False) -> str:
    """Say when a period starts after another one ended; `is_later` speaks from the page of the later one.

    Two dates are compared in the coarser of their precisions, so nothing is told that is not known.
    Source: records.md, trap 17.
    """
    words = _GAPS[is_later]
    if not isinstance(start, str):
        return words["no start"]
    if not isinstance(end, str):
        return words["no end"]
    length = min(len(start), len(end))
    unit, one, many = _SPANS[length]
    between = _count(start, length) - _count(end, length) - 1
    if between < -1:
        return words["overlap"]
    if between <= 0:
        return words["same" if between < 0 else unit]
    return words["gap"].format(span=one if between == 1 else many.format(n=number(between)))


def _count(date: str, length: int) -> int:
    """Give the number of the year, month or day, so that neighbours differ by one."""
    if length == 4:
        return int(date[:4])
    if length == 7:
        return int(date[:4]) * 12 + int(date[5:7])
    return first_day(date).toordinal()


def listed(items: Sequence[Line]) -> Line:
    """Give lines as a list with commas and an "and" before the last."""
    found: list[Piece] = []
    for position, item in enumerate(items):
        if position:
            is_last = position == len(items) - 1
            found.append(quiet(N_(" and ") if is_last else ", "))
        found.extend(item)
    return tuple(found)


def joined(items: Iterable[Line], between: str = ", ") -> Line:
    """Give lines one after the other, parted by some quiet words."""
    found: list[Piece] = []
    for item in items:
        if found:
            found.append(quiet(between))
        found.extend(item)
    return tuple(found)


def lowered(text: str) -> str:
    """Give a label as words within a sentence; an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """Give words as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
