# SPDX-License-Identifier: EUPL-1.2
"""What a page is made of. The builders fill it, the window draws it, tests read it; nothing here decides.

Every text is finished: dates in words, links by their label, what is not known says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Tone = Literal["normal", "strong", "quiet", "amber", "red"]
Shape = Literal[
    "disc",  # in effect, in place
    "half_disc",  # signed or concluded, dates unknown
    "square",  # ended
    "ring",  # draft, being defined, not recorded
    "dashed_ring",  # only referred to in another text
    "red_triangle",  # overdue, ended and nothing after it
    "amber_triangle",  # notice period, an answer is needed
    "amber_disc",  # due this week, to be decided
    "clock",  # waiting for others
    "dashed_square",  # a gap in the data
    "diamond",  # firm
    "half_diamond",  # partly firm
    "open_diamond",  # to be looked into
    "dashed_diamond",  # may
]


@dataclass(frozen=True, slots=True)
class Target:
    """The record that a piece of text leads to."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in one tone; those with a target are a link."""

    text: str
    target: Target | None = None
    tone: Tone = "normal"


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what is known under it, in one line or more."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A status: always a shape and words."""

    shape: Shape
    text: str
    tone: Tone = "normal"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a section: the first cell begins at the left edge, the last ends at the right.

    Activating the row opens `target`; `second` is a quieter line under the first cell.
    """

    cells: tuple[Line, ...]
    target: Target | None = None
    shape: Shape | None = None
    second: Line = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under a heading of their own; an empty heading is none."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What can be added to a section: a record of a type, with the link to this one filled in."""

    type: str
    link: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page. Without rows it says why (`empty`); `type` and `link` name the list behind it."""

    key: str
    title: str
    groups: tuple[Group, ...] = ()
    heads: tuple[str, ...] = ()
    empty: str = ""
    addition: Addition | None = None
    type: str | None = None
    link: str | None = None
    is_aside: bool = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(group.rows) for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A bar of the small strip of years over a page; dates are partial ISO dates, None is open."""

    label: str
    start: str | None
    end: str | None
    target: Target | None = None
    is_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One record for people to read."""

    type: str
    id: str
    reference: str
    version: int
    title: str
    subtitle: str
    crumbs: Sequence[Piece]
    states: Sequence[State]
    facts: Sequence[Fact]
    sections: Sequence[Section]
    periods: Sequence[Period] = ()
    note: str = ""
