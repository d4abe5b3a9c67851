# SPDX-License-Identifier: EUPL-1.2
"""The page of a roadmap: countries, authorities, its items as a tree, what went before and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.domain.views import View
from coopdesk.services.pages.drafting import Draft
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


def write(draft: Draft) -> None:
    """Write the page of a roadmap."""
    reading = draft.reading
    later = draft.taken("roadmap", "succeeds")
    draft.states = states_of("roadmap", draft.row, reading.today, is_followed=bool(later))
    countries = [row["country"] for row in draft.taken("roadmap_country", "roadmap")]
    parties = draft.taken("roadmap_party", "roadmap")
    draft.crumbs = [
        Piece(N_("Roadmaps"), view=View(type="roadmap")),
        *([link_piece(reading, countries[0])] if len(countries) == 1 else []),
        Piece(draft.title),
    ]
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    region = draft.take("region")
    draft.subtitle = (quiet(", ".join(part for part in (kind, str(region or "")) if part)),)
    draft.fact(N_("Countries"), listed([(link_piece(reading, key),) for key in countries]))
    _authorities(draft, parties)
    start, end = draft.take("valid_from"), draft.take("valid_until")
    draft.fact(N_("Period"), period(start, end, open_end=END_NOT_KNOWN))
    _neighbours(draft, later)
    draft.fact(N_("Focus"), (Piece(raised(str(draft.row["focus"]))),) if draft.take("focus") else ())
    draft.field("funding", "next_step", "next_step_due")
    draft.stated()
    draft.periods = bars(reading, [draft.row, *later, *_earlier(draft)])
    _items(draft)
    draft.records("deployment", "related")
    draft.records("meeting", "roadmap")
    draft.records("obligation", "roadmap")
    draft.records("document", "related")
    draft.records("roadmap_party", "roadmap", N_("Parties"), is_aside=True)
    draft.records("roadmap_country", "roadmap", N_("Countries"), is_aside=True)


def _authorities(draft: Draft, parties: Sequence[Values]) -> None:
    """Name the other side first, then ourselves; who gains from it stands apart."""
    reading = draft.reading
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
    draft.fact(N_("Authority"), *(authorities or [(quiet(N_("not known")),)]))
    draft.fact(N_("Others"), *others)
    ours = [(link_piece(reading, row["partner"]),) for row in parties if str(row["partner"]) in own]
    draft.fact(N_("Our side"), listed(ours))


def _earlier(draft: Draft) -> list[Values]:
    row = draft.reading.row("roadmap", draft.row["succeeds"])
    return [row] if row is not None else []


def _neighbours(draft: Draft, later: Sequence[Values]) -> None:
    """Say what it follows and what follows it, with the gap between in words."""
    draft.told("succeeds")
    for row in _earlier(draft):
        gap = gap_sentence(row["valid_until"], draft.row["valid_from"], is_later=True)
        draft.fact(N_("Follows"), (link_piece(draft.reading, row["id"]),), (quiet(gap),))
    lines: list[Line] = []
    for row in later:
        gap = gap_sentence(draft.row["valid_until"], row["valid_from"])
        lines += [(link_piece(draft.reading, row["id"]),), (quiet(gap),)]
    draft.fact(N_("Followed by"), *lines)


def bars(reading: Reading, rows: Sequence[Values]) -> list[Period]:
    """Give roadmaps with a known beginning as bars of the strip of years, in time."""
    known = sorted((row for row in rows if row["valid_from"]), key=lambda row: str(row["valid_from"]))
    return [
        Period(
            label=f"{row['title']}, {text_of(period(row['valid_from'], row['valid_until'], open_end=END_NOT_KNOWN))}",
            start=str(row["valid_from"]),
            end=_text(row["valid_until"]),
            target=reading.target(row["id"]),
            is_ended=bool(states := states_of("roadmap", row, reading.today)) and states[0].shape == "square",
        )
        for row in known
    ]


def _text(value: Value) -> str | None:
    return str(value) if value else None


def _items(draft: Draft) -> None:
    """Show the items as a tree: each under the one it serves, the topmost by kind."""
    rows = draft.taken("roadmap_item", "roadmap")
    ids = {row["id"] for row in rows}
    below: dict[Value, list[Values]] = {}
    for row in rows:
        below.setdefault(row["parent_item"] if row["parent_item"] in ids else None, []).append(row)
    groups = []
    for kind, heading in KINDS.items():
        tops = [row for row in below.get(None, []) if row["kind"] == kind]
        made = [one for row in tops for one in _branch(draft.reading, row, below, 0, frozenset())]
        if made:
            groups.append(Group(heading=heading, rows=tuple(made)))
    draft.section(
        "items",
        N_("Objectives, outputs and activities"),
        groups=groups,
        layout="wrapped",
        empty=N_("Nothing is recorded of what it holds."),
        add=draft.adding("roadmap_item", "roadmap"),
        view=draft.view_of("roadmap_item", "roadmap"),
        total=draft.total("roadmap_item", "roadmap"),
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


def write_item(draft: Draft) -> None:
    """Write the page of an item of a roadmap."""
    reading = draft.reading
    draft.title = raised(str(draft.take("text")))
    kind = draft.spec.by_key["kind"].kind.format(draft.take("kind"))
    roadmap = link_piece(reading, draft.take("roadmap"), is_full=True)
    parent = draft.take("parent_item")
    draft.crumbs = [
        Piece(N_("Roadmaps"), view=View(type="roadmap")),
        roadmap,
        *([link_piece(reading, parent)] if parent is not None else []),
        Piece(kind or N_("Item")),
    ]
    draft.told("order_no")
    draft.subtitle = (quiet(f"{kind} · " if kind else ""), roadmap)
    draft.field(
        "date", "start", "due_on", "lead_unit", "owner_person", "counterpart_unit", "indicator", "baseline"
    )
    below = draft.taken("roadmap_item", "parent_item")
    draft.section(
        "items",
        N_("What serves it"),
        [item_row(reading, row) for row in below],
        layout="wrapped",
        add=draft.adding("roadmap_item", "parent_item", roadmap=reading.reference(draft.row["roadmap"])),
    )
    draft.records("roadmap_item_country", "item", N_("Countries"))
