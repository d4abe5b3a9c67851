# SPDX-License-Identifier: EUPL-1.2
"""The page of a unit: which activities it carries, on which side, in which order; its people and parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coopdesk.domain.folding import sort_key
from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.activity_groups import side_of
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Piece, Row, Target
from coopdesk.services.pages.reading import Reading
from coopdesk.services.pages.rows import choice, link_piece, record_row
from coopdesk.services.pages.wording import joined, number, place, quiet
from coopdesk.store.queries import Row as Values


def write(outline: Outline) -> None:
    """Write the page of a unit."""
    reading = outline.reading
    outline.title = str(outline.take("name"))
    outline.name_beside = str(outline.take("abbreviation") or "")
    partner = outline.link("partner")
    outline.crumbs = [
        Piece(N_("Partners"), view=View(type="partner")),
        *partner_crumb(outline),
        Piece(outline.title),
    ]
    kind = choice("partner_unit", "kind", outline.take("kind"))
    outline.subtitle = (quiet(N_("{kind} of ").format(kind=kind or N_("unit")).capitalize()), *partner)
    outline.field("parent_unit", "valid_from", "valid_until", "replaced_by")
    twins = _twins(reading, outline.row)
    if twins:
        outline.fact(N_("Same letters"), joined([(link_piece(reading, row["id"]),) for row in twins]))
    _activities(outline)
    outline.records("partner_unit", "parent_unit", N_("Units within it"))
    outline.records("person", "unit", N_("People"), is_aside=True)
    outline.records("liaison_post", "sending_unit", N_("Liaison posts it sends"))
    outline.records("liaison_post", "counterpart_unit", N_("Liaison posts it works with"))
    outline.records("deployment", "host_unit", N_("Deployments it hosts"))


def partner_crumb(outline: Outline) -> list[Piece]:
    """Give the partner of the record as a crumb."""
    key = outline.row["partner"]
    return [link_piece(outline.reading, key)] if key is not None else []


def _twins(reading: Reading, row: Values) -> list[Values]:
    """Give the other units of the same body with the same letters. Source: records.md, trap 6."""
    if row["abbreviation"] is None:
        return []
    units = reading.linked("partner_unit", "partner", [row["partner"]])
    return [one for one in units if one["abbreviation"] == row["abbreviation"] and one["id"] != row["id"]]


def _activities(outline: Outline) -> None:
    reading = outline.reading
    carried = outline.taken("activity_unit", "unit")
    activities = reading.rows("activity", [row["activity"] for row in carried])
    beside_it = Counter(
        (row["activity"], row["side"])
        for row in reading.linked("activity_unit", "activity", [row["activity"] for row in carried])
    )
    rows = []
    for part in carried:
        activity = activities.get(str(part["activity"]))
        if activity is None:
            continue
        side = N_("{side} side").format(side=side_of(reading, part, outline.row))
        order = _order(part, beside_it[(part["activity"], part["side"])])
        made = record_row(reading, "activity", activity, beside=((quiet(side),), (quiet(order),)))
        rows.append(
            Row(cells=made.cells, target=made.target, shape=made.shape, source=reading.target(part["id"]))
        )
    outline.section(
        "activities",
        N_("Activities it carries"),
        rows,
        aligns="llr",
        empty=N_("No plan names this unit."),
        add=outline.adding("activity_unit", "unit"),
    )


def _order(part: Values, count: int) -> str:
    """Say at which place of its side a unit is named."""
    if count == 1:
        return N_("alone")
    order = part["order_no"]
    if not isinstance(order, int):
        return N_("order not known")
    return N_("{place} of {count}").format(place=place(order), count=number(count))


def pairs(reading: Reading, units: Sequence[Values]) -> tuple[list[Row], str]:
    """Give units as letters and names; letters that two units share are marked, and the remark says so.

    Marked is the unit whose name does not begin like its letters, where one of the two does.
    """
    shared = [
        letters
        for letters, count in Counter(row["abbreviation"] for row in units).items()
        if letters and count > 1
    ]
    rows, remarks = [], []
    for row in sorted(units, key=lambda one: sort_key(str(one["abbreviation"] or "\uffff"))):
        target = Target("partner_unit", str(row["id"]))
        abbreviation = str(row["abbreviation"] or "")
        is_marked = row["abbreviation"] in shared and _is_stranger(row, units)
        mark = "*" if is_marked else ""
        if is_marked:
            other = next(
                one for one in units if one["abbreviation"] == row["abbreviation"] and one["id"] != row["id"]
            )
            remarks.append(N_("* as printed; the {other} has the same letters").format(other=other["name"]))
        name = Piece(str(row["name"]), target)
        rows.append(Row(cells=((Piece(abbreviation + mark, target),), (name,)), target=target))
    return rows, "; ".join(dict.fromkeys(remarks))


def _is_stranger(row: Values, units: Sequence[Values]) -> bool:
    """Say whether the letters of a unit are those of another one rather than its own."""
    twins = [one for one in units if one["abbreviation"] == row["abbreviation"]]
    fitting = [one for one in twins if _initials(str(one["name"])) == str(one["abbreviation"]).upper()]
    return row not in fitting if fitting else row is not twins[0]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalnum()).upper()
