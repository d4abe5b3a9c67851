# SPDX-License-Identifier: EUPL-1.2
"""A section as the window shows it: items one below the other, each with its links, in plain values.

What is folded away is left out here; nothing is measured or painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from coopdesk.domain.views import View
from coopdesk.services.pages.page import Act, Fact, Line, Piece, Row, Section, Shape, Target, text_of

Kind = Literal["line", "fact", "row", "group", "more", "heads", "remark"]
FOLD: Final = 8
FOLD_PAIRS: Final = 24


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that can be followed: what is read out, and where it leads."""

    text: str
    target: Target | None = None
    view: View | None = None
    act: Act | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a page that the keyboard can stand on (heads and remarks are only shown)."""

    kind: Kind
    cells: tuple[Line, ...] = ()
    label: str = ""
    second: Line = ()
    lines: tuple[Line, ...] = ()
    shape: Shape | None = None
    level: int = 0
    column: int = 0
    count: int | None = None
    is_folded: bool = False
    is_grouped: bool = False
    source: Target | None = None
    stops: tuple[Stop, ...] = ()

    @property
    def can_be_stood_on(self) -> bool:
        """Whether the keyboard may stop here."""
        return self.kind not in {"heads", "remark"}

    @property
    def text(self) -> str:
        """The whole text of the item, as it is copied and read out."""
        if self.kind == "fact":
            return f"{self.label}: {' '.join(filter(None, map(text_of, self.lines)))}"
        if self.kind == "line":
            return " ".join(filter(None, map(text_of, self.lines)))
        parts = [text_of(self.cells[0]) if self.cells else self.label, text_of(self.second)]
        parts += [text_of(cell) for cell in self.cells[1:]]
        return ", ".join(part.strip() for part in parts if part.strip())


def stops_of(pieces: Sequence[Piece]) -> tuple[Stop, ...]:
    """Give the links among some pieces, one for each thing they lead to."""
    found: dict[tuple[Target | None, str], Stop] = {}
    for piece in pieces:
        if piece.is_link:
            key = (piece.target, "" if piece.target else piece.text)
            found.setdefault(key, Stop(piece.text, piece.target, piece.view))
    return tuple(found.values())


def fact_items(facts: Sequence[Fact]) -> list[Item]:
    """Give facts as items, each with all its links."""
    return [
        Item(
            kind="fact",
            label=fact.label,
            lines=fact.lines,
            stops=stops_of([piece for line in fact.lines for piece in line]),
        )
        for fact in facts
    ]


def line_items(pieces: Sequence[Piece]) -> list[Item]:
    """Give some words with links as one item: the way to a record, a sentence below its name."""
    return [Item(kind="line", lines=(tuple(pieces),), stops=stops_of(pieces))] if pieces else []


def section_items(section: Section, unfolded: frozenset[str], more: Callable[[int], str]) -> list[Item]:
    """Give the items of a section.

    `unfolded` names the groups that stand open against their declaration, and "" when all rows are wanted;
    `more` words the line that unfolds the rest.
    """
    items: list[Item] = []
    if any(section.heads):
        items.append(Item(kind="heads", cells=tuple((Piece(text),) for text in section.heads)))
    items += _in_groups(section, unfolded) if _is_grouped(section) else _in_a_row(section, unfolded, more)
    if section.remark:
        items.append(Item(kind="remark", lines=((Piece(section.remark),),)))
    return items


def _is_grouped(section: Section) -> bool:
    return any(group.heading for group in section.groups)


def _in_groups(section: Section, unfolded: frozenset[str]) -> Iterator[Item]:
    for column, group in enumerate(section.groups):
        is_folded = group.is_folded != (group.heading in unfolded)
        yield Item(
            kind="group", label=group.heading, cells=((Piece(group.heading),),), count=len(group.rows),
            is_folded=is_folded, column=column,
        )  # fmt: skip
        if not is_folded:
            yield from (_row(row, column, is_grouped=section.layout != "pairs") for row in group.rows)


def _in_a_row(section: Section, unfolded: frozenset[str], more: Callable[[int], str]) -> Iterator[Item]:
    rows = section.rows
    most = FOLD_PAIRS if section.layout == "pairs" else FOLD
    is_cut = len(rows) > most + 1 and "" not in unfolded
    yield from (_row(row, 0) for row in (rows[:most] if is_cut else rows))
    if is_cut:
        yield Item(kind="more", label=more(len(rows) - most), cells=((Piece(more(len(rows) - most)),),))


def _row(row: Row, column: int, *, is_grouped: bool = False) -> Item:
    name = text_of(row.cells[0]) if row.cells else ""
    stops: list[Stop] = []
    if row.act is not None:
        stops.append(Stop(name, act=row.act))
    elif row.target is not None:
        stops.append(Stop(name, row.target))
    others = stops_of([piece for cell in (*row.cells, row.second) for piece in cell])
    stops += [stop for stop in others if stop.view is not None or stop.target != row.target]
    return Item(
        kind="row", cells=row.cells, second=row.second, shape=row.shape, level=row.level,
        column=column, is_grouped=is_grouped,
        source=row.source if row.source != row.target else None, stops=tuple(stops),
    )  # fmt: skip
