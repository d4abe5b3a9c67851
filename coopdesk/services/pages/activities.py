# SPDX-License-Identifier: EUPL-1.2
"""The page of an activity of a plan: what is to be done, how firmly, by which units of both sides."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.services.pages.activity_groups import letters, side_names, side_of
from coopdesk.services.pages.arrangements import crumbs_of, obligation_row
from coopdesk.services.pages.generic import Outline, sentence_of
from coopdesk.services.pages.page import Act, Group, Line, Piece, Row, Shape, State, Target
from coopdesk.services.pages.rows import choice, link_piece, record_row, strength_shape
from coopdesk.services.pages.wording import joined, quiet, raised
from coopdesk.services.statuses import states_of
from coopdesk.store.queries import Row as Values

_DONE: Final = frozenset({"delivered", "closed", "cancelled", "carried_over"})


def write(outline: Outline) -> None:
    """Write the page of an activity."""
    reading, row = outline.reading, outline.row
    outline.title = str(outline.take("title"))
    outline.crumbs = _crumbs(outline)
    area = outline.link("area")
    outline.subtitle = joined([(quiet(outline.entry.reference),), *([area] if area else [])], " · ")
    outline.states = _states(outline)
    outline.fact(N_("Summary"), sentence_of(outline.take("summary")))
    outline.told("order_no", "arrangement", "commitment")
    outline.field("deliverable", "valid_from", "valid_until", "due_on", "done_on", "outcome", "progress")
    if row["outcome"] is None and row["status"] not in _DONE:
        outline.act = Act(label=N_("Record outcome…"), field="outcome")
    _further_areas(outline)
    _units(outline)
    _parts(outline)
    _others(outline)
    _links(outline)
    obligations = outline.taken("obligation", "activity")
    outline.section(
        "obligations",
        N_("Obligations"),
        [obligation_row(reading, one) for one in obligations],
        aligns="llr",
        add=outline.adding("obligation", "activity"),
        view=outline.view_of("obligation", "activity"),
    )
    outline.records("meeting", "activity")
    outline.records("liaison_post", "activity")
    outline.records("document", "related")
    outline.records("it_system", "activity")
    outline.records("deployment", "related")


def _crumbs(outline: Outline) -> list[Piece]:
    reading = outline.reading
    plan = reading.row("arrangement", outline.row["arrangement"])
    if plan is None:
        return []
    parties = reading.linked("arrangement_party", "arrangement", [plan["id"]])
    *above, _ = crumbs_of(reading, plan, parties)
    return [*above, link_piece(reading, plan["id"]), Piece(outline.entry.reference)]


def _states(outline: Outline) -> list[State]:
    """Give how firmly it is put and how far it has come, each with its shape, then what presses."""
    row = outline.row
    firm = choice("activity", "commitment", row["commitment"])
    status = choice("activity", "status", row["status"])
    shape: Shape = (
        "square" if row["status"] in _DONE else "disc" if row["status"] == "in_progress" else "ring"
    )
    came = State(
        shape=shape if status else "ring",
        text=status or N_("outcome not recorded"),
        tone="normal" if status else "quiet",
    )
    first = [State(shape=strength_shape(row["commitment"]), text=firm)] if firm else []
    return [*first, came, *states_of("activity", row, outline.reading.today)[1:]]


def _further_areas(outline: Outline) -> None:
    lines: list[Line] = []
    for row in outline.taken("activity_area", "activity"):
        if row["area"] != outline.row["area"]:
            basis = choice("activity_area", "basis", row["basis"])
            lines.append(
                (link_piece(outline.reading, row["area"]), *((quiet(f" ({basis})"),) if basis else ()))
            )
    outline.fact(N_("Also touches"), joined(lines))


def _units(outline: Outline) -> None:
    """Show the units that carry it, side by side, in the order of the plan."""
    reading = outline.reading
    carried = outline.taken("activity_unit", "activity")
    units = reading.rows("partner_unit", [row["unit"] for row in carried])
    groups = []
    for name in side_names(reading, carried, units):
        rows = []
        for part in carried:
            unit = units.get(str(part["unit"]))
            if unit is None or side_of(reading, part, unit) != name:
                continue
            target = Target("partner_unit", str(unit["id"]))
            short = letters(unit) if unit["abbreviation"] else ""
            full = Piece(str(part["name_as_signed"] or unit["name"]), target)
            rows.append(
                Row(
                    cells=((Piece(short, target),), (full,)), target=target, source=reading.target(part["id"])
                )
            )
        groups.append(Group(heading=name, rows=tuple(rows)))
    outline.section(
        "units",
        N_("Units that carry it"),
        groups=groups,
        layout="pairs",
        empty=N_("No unit is named."),
        add=outline.adding("activity_unit", "activity"),
    )


def _parts(outline: Outline) -> None:
    rows = []
    for row in outline.taken("activity_item", "activity"):
        target = Target("activity_item", str(row["id"]))
        status = choice("activity_item", "status", row["status"])
        shape: Shape = "square" if row["status"] in _DONE else "ring"
        cells: tuple[Line, ...] = ((Piece(raised(str(row["text"])), target),), (quiet(status),))
        rows.append(Row(cells=cells, target=target, shape=shape))
    outline.section(
        "items",
        N_("Parts"),
        rows,
        layout="wrapped",
        add=outline.adding("activity_item", "activity"),
        total=outline.total("activity_item", "activity"),
    )


def _others(outline: Outline) -> None:
    outline.records("activity_other_party", "activity", N_("Others"))


def _links(outline: Outline) -> None:
    """Show how it stands to other activities, seen from either end."""
    reading = outline.reading
    by_title: dict[str, list[Row]] = {}
    for link, other, words in (
        ("from_activity", "to_activity", _FORWARD),
        ("to_activity", "from_activity", _BACKWARD),
    ):
        for part in outline.taken("activity_link", link):
            activity = reading.row("activity", part[other])
            if activity is not None:
                made = record_row(reading, "activity", activity, beside=_note_and_reference(part, activity))
                row = Row(
                    cells=made.cells, target=made.target, shape=made.shape, source=reading.target(part["id"])
                )
                by_title.setdefault(words[str(part["relation"])], []).append(row)
    for title, rows in by_title.items():
        outline.section(
            f"links.{title}", title, rows, aligns="llr", add=outline.adding("activity_link", "from_activity")
        )


def _note_and_reference(part: Values, activity: Values) -> tuple[Line, ...]:
    return (quiet(str(part["note"] or "")),), (quiet(str(activity["reference"])),)


_FORWARD: Final = {
    "continues_in": N_("Continues in"),
    "carried_over_to": N_("Carried over to"),
    "depends_on": N_("Depends on"),
    "related": N_("Related"),
}
_BACKWARD: Final = {
    "continues_in": N_("Continues"),
    "carried_over_to": N_("Carried over from"),
    "depends_on": N_("Needed by"),
    "related": N_("Related"),
}


def write_item(outline: Outline) -> None:
    """Write the page of a part of an activity."""
    outline.title = raised(str(outline.take("text")))
    activity = outline.reading.row("activity", outline.row["activity"])
    if activity is not None:
        plan = link_piece(outline.reading, activity["arrangement"])
        outline.crumbs = [plan, link_piece(outline.reading, activity["id"]), Piece(outline.entry.reference)]
