# SPDX-License-Identifier: EUPL-1.2
"""The page of a roadmap: countries, authorities, its items as a tree, what went before and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Group, Line, Period, Piece, Row, Target, text_of
from coopdesk.services.pages.reading import Reading
from coopdesk.services.pages.rows import choice, link_piece, state_words
from coopdesk.services.pages.wording import (
    END_NOT_KNOWN,
    date,
    gap_sentence,
    joined,
    listed,
    period,
    quiet,
    raised,
)
from coopdesk.services.statuses import states_of
from coopdesk.store.queries import Row as Values

KINDS: Final = {
    "objective": N_("Objectives"),
    "focus": N_("Focus areas"),
    "output": N_("Outputs"),
    "activity": N_("Activities"),
    "action": N_("Actions"),
    None: N_("Other items"),
}
_OTHER_SIDE: Final = frozenset({"party", "party_implied", "partner_authority", "co_signatory"})


def write(outline: Outline) -> None:
    """Write the page of a roadmap."""
    reading = outline.reading
    later = outline.taken("roadmap", "succeeds")
    outline.states = states_of("roadmap", outline.row, reading.today, is_followed=bool(later))
    countries = [row["country"] for row in outline.taken("roadmap_country", "roadmap")]
    parties = outline.taken("roadmap_party", "roadmap")
    outline.crumbs = [
        Piece(N_("Roadmaps"), view=View(type="roadmap")),
        *([link_piece(reading, countries[0])] if len(countries) == 1 else []),
        Piece(outline.title),
    ]
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    region = outline.take("region")
    outline.subtitle = (quiet(", ".join(part for part in (kind, str(region or "")) if part)),)
    outline.fact(N_("Countries"), listed([(link_piece(reading, key),) for key in countries]))
    _authorities(outline, parties)
    start, end = outline.take("valid_from"), outline.take("valid_until")
    outline.fact(N_("Period"), period(start, end, open_end=END_NOT_KNOWN))
    _neighbours(outline, later)
    outline.fact(N_("Focus"), (Piece(raised(str(outline.row["focus"]))),) if outline.take("focus") else ())
    outline.field("funding", "next_step", "next_step_due")
    outline.stated()
    outline.periods = bars(reading, [outline.row, *later, *_earlier(outline)])
    _items(outline)
    outline.records("deployment", "related")
    outline.records("meeting", "roadmap")
    outline.records("obligation", "roadmap")
    outline.records("document", "related")
    outline.records("roadmap_party", "roadmap", N_("Parties"), is_aside=True)
    outline.records("roadmap_country", "roadmap", N_("Countries"), is_aside=True)


def _authorities(outline: Outline, parties: Sequence[Values]) -> None:
    """Name the other side first, then ourselves; who gains from it stands apart."""
    reading = outline.reading
    partners = reading.rows("partner", [row["partner"] for row in parties])
    own = {key for key, row in partners.items() if row["is_self"]}
    authorities: list[Line] = []
    others: list[Line] = []
    for row in parties:
        if str(row["partner"]) in own:
            continue
        role = choice("roadmap_party", "role", row["role"])
        line: Line = (
            link_piece(reading, row["partner"], is_full=True),
            *((quiet(f", {role}"),) if role else ()),
        )
        (authorities if row["role"] in _OTHER_SIDE else others).append(line)
    outline.fact(N_("Authority"), *(authorities or [(quiet(N_("not known")),)]))
    outline.fact(N_("Others"), *others)
    ours = [(link_piece(reading, row["partner"]),) for row in parties if str(row["partner"]) in own]
    outline.fact(N_("Our side"), listed(ours))


def _earlier(outline: Outline) -> list[Values]:
    row = outline.reading.row("roadmap", outline.row["succeeds"])
    return [row] if row is not None else []


def _neighbours(outline: Outline, later: Sequence[Values]) -> None:
    """Say what it follows and what follows it, with the gap between in words."""
    outline.told("succeeds")
    for row in _earlier(outline):
        gap = gap_sentence(row["valid_until"], outline.row["valid_from"], is_later=True)
        outline.fact(N_("Follows"), (link_piece(outline.reading, row["id"]),), (quiet(gap),))
    lines: list[Line] = []
    for row in later:
        gap = gap_sentence(outline.row["valid_until"], row["valid_from"])
        lines += [(link_piece(outline.reading, row["id"]),), (quiet(gap),)]
    outline.fact(N_("Followed by"), *lines)


def bars(reading: Reading, rows: Sequence[Values]) -> list[Period]:
    """Give roadmaps with a known beginning as bars of the strip of years, in time."""
    known = sorted((row for row in rows if row["valid_from"]), key=lambda row: str(row["valid_from"]))
    return [
        Period(
            label=f"{row['title']}, {_time(row)}",
            start=str(row["valid_from"]),
            end=_text(row["valid_until"]),
            target=reading.target(row["id"]),
            is_ended=bool(states := states_of("roadmap", row, reading.today)) and states[0].shape == "square",
        )
        for row in known
    ]


def _time(row: Values) -> str:
    return text_of(period(row["valid_from"], row["valid_until"], open_end=END_NOT_KNOWN))


def _text(value: Value) -> str | None:
    return str(value) if value else None


def _items(outline: Outline) -> None:
    """Show the items as a tree: each under the one it serves, the topmost by kind."""
    rows = outline.taken("roadmap_item", "roadmap")
    ids = {row["id"] for row in rows}
    below: dict[Value, list[Values]] = {}
    for row in rows:
        below.setdefault(row["parent_item"] if row["parent_item"] in ids else None, []).append(row)
    groups = []
    for kind, heading in KINDS.items():
        tops = [row for row in below.get(None, []) if row["kind"] == kind]
        made = [one for row in tops for one in _branch(outline.reading, row, below, 0, frozenset())]
        if made:
            groups.append(Group(heading=heading, rows=tuple(made)))
    outline.section(
        "items",
        N_("Objectives, outputs and activities"),
        groups=groups,
        layout="wrapped",
        empty=N_("Nothing is recorded of what it holds."),
        add=outline.adding("roadmap_item", "roadmap"),
        view=outline.view_of("roadmap_item", "roadmap"),
        total=outline.total("roadmap_item", "roadmap"),
    )


def _branch(
    reading: Reading, row: Values, below: dict[Value, list[Values]], level: int, above: frozenset[Value]
) -> list[Row]:
    if row["id"] in above:
        return []  # two items that serve each other: shown once
    made = [item_row(reading, row, level)]
    for one in below.get(row["id"], []):
        made += _branch(reading, one, below, level + 1, above | {row["id"]})
    return made


def item_row(reading: Reading, row: Values, level: int = 0) -> Row:
    """Give an item with where it stands and when."""
    target = Target("roadmap_item", str(row["id"]))
    when: Line = (date(row["date"]),) if row["date"] else ()
    if row["start"] or row["due_on"]:
        when = period(row["start"], row["due_on"])
    words: Line = (state_words(reading, "roadmap_item", row),) if row["status"] else ()
    kind = quiet(choice("roadmap_item", "kind", row["kind"])) if level else Piece("")
    beside = joined([part for part in ((kind,) if kind.text else (), words, when) if part])
    return Row(cells=((Piece(raised(str(row["text"])), target),), beside), target=target, level=level)


def write_item(outline: Outline) -> None:
    """Write the page of an item of a roadmap."""
    reading = outline.reading
    outline.title = raised(str(outline.take("text")))
    kind = outline.spec.by_key["kind"].kind.format(outline.take("kind"))
    roadmap = link_piece(reading, outline.take("roadmap"), is_full=True)
    parent = outline.take("parent_item")
    outline.crumbs = [
        Piece(N_("Roadmaps"), view=View(type="roadmap")),
        roadmap,
        *([link_piece(reading, parent)] if parent is not None else []),
        Piece(kind or N_("Item")),
    ]
    outline.told("order_no")
    outline.subtitle = (quiet(f"{kind} · " if kind else ""), roadmap)
    outline.field(
        "date", "start", "due_on", "lead_unit", "owner_person", "counterpart_unit", "indicator", "baseline"
    )
    below = outline.taken("roadmap_item", "parent_item")
    outline.section(
        "items",
        N_("What serves it"),
        [item_row(reading, row) for row in below],
        layout="wrapped",
        add=outline.adding("roadmap_item", "parent_item", roadmap=reading.reference(outline.row["roadmap"])),
    )
    outline.records("roadmap_item_country", "item", N_("Countries"))
