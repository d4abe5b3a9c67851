# SPDX-License-Identifier: EUPL-1.2
"""What a page is made of. The builders fill it, the window draws it, tests read it; nothing here decides.

Every text is finished: dates in words, links by their label, what is not known says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coopdesk.domain.views import View

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
Layout = Literal[
    "rows",  # one line for each, a hairline below; what does not fit is elided
    "wrapped",  # the first cell takes as many lines as it needs
    "pairs",  # letters and names in two columns, without hairlines
]


@dataclass(frozen=True, slots=True)
class Target:
    """The record that a piece of text leads to."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in one tone; those with a target or a list (`view`) are a link."""

    text: str
    target: Target | None = None
    tone: Tone = "normal"
    view: View | None = None

    @property
    def is_link(self) -> bool:
        """Whether it leads somewhere."""
        return self.target is not None or self.view is not None


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
class Act:
    """What a button or a row begins: a new record of `type` with `values` filled in, else this record's form.

    `values` are raw texts by field, links by reference; `field` is where the keyboard goes in the form.
    """

    label: str
    type: str = ""
    values: tuple[tuple[str, str], ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a section: the first cell begins at the left edge, the last ends at the right.

    Activating the row opens `target`, or does `act`; `source` is the record behind a row that opens another;
    `second` is a quieter line under the first cell; `level` moves it right, as a branch of the row above.
    """

    cells: tuple[Line, ...]
    target: Target | None = None
    source: Target | None = None
    shape: Shape | None = None
    second: Line = ()
    level: int = 0
    act: Act | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under a heading of their own; an empty heading is none. A folded one shows its heading first."""

    heading: str
    rows: tuple[Row, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page. Without rows it says why (`empty`); `view` is the list of all its records.

    `aligns` has a letter for each cell, l or r; without it the first cell stands left and the last right.
    """

    key: str
    title: str
    groups: tuple[Group, ...] = ()
    heads: tuple[str, ...] = ()
    empty: str = ""
    act: Act | None = None
    view: View | None = None
    is_aside: bool = False
    layout: Layout = "rows"
    aligns: str = ""
    remark: str = ""
    total: int | None = None

    @property
    def count(self) -> int:
        """How many records there are; more than rows where not all of them were read."""
        return self.total if self.total is not None else sum(len(group.rows) for group in self.groups)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, whatever its group."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A bar of the small strip of years over a page; dates are partial ISO dates, None is open.

    A gap is drawn dashed: what should be known and is not.
    """

    label: str
    start: str | None
    end: str | None
    target: Target | None = None
    is_ended: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One record for people to read: what matters as `facts` above, everything else as `further` below.

    `changed` is the sentence on who touched it last; `history` how many change sets did; `act` the one
    primary act, where there is one; `additions` is everything that can be added to the record; `types`
    are those of all records that the page was made from.
    """

    type: str
    id: str
    reference: str
    version: int
    title: str
    name_beside: str
    subtitle: Line
    crumbs: Sequence[Piece]
    states: Sequence[State]
    facts: Sequence[Fact]
    further: Sequence[Fact]
    sections: Sequence[Section]
    periods: Sequence[Period] = ()
    act: Act | None = None
    additions: Sequence[Act] = ()
    changed: str = ""
    history: int = 0
    types: frozenset[str] = frozenset()

    def section(self, key: str) -> Section | None:
        """Give a section by its key."""
        return next((one for one in self.sections if one.key == key), None)

    def fact(self, label: str) -> Fact | None:
        """Give a fact by its label."""
        return next((one for one in (*self.facts, *self.further) if one.label == label), None)


def targets_of(page: Page) -> set[Target]:
    """Give every record that something on a page leads to, or stands for."""
    pieces = [*page.subtitle, *page.crumbs]
    pieces += [piece for fact in (*page.facts, *page.further) for line in fact.lines for piece in line]
    rows = [row for section in page.sections for row in section.rows]
    pieces += [piece for row in rows for line in (*row.cells, row.second) for piece in line]
    found = [piece.target for piece in pieces]
    found += [target for row in rows for target in (row.target, row.source)]
    found += [period.target for period in page.periods]
    return {target for target in found if target is not None}


def text_of(line: Line) -> str:
    """Give the plain text of a line."""
    return "".join(piece.text for piece in line)
