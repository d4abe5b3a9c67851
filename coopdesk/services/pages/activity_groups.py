# SPDX-License-Identifier: EUPL-1.2
"""Activities of a plan by area, with the units of both sides by their letters."""

from __future__ import annotations

from collections.abc import Sequence

from coopdesk.domain.i18n import N_
from coopdesk.services.pages.page import Group, Line, Piece, Row, Target
from coopdesk.services.pages.reading import Reading, in_order
from coopdesk.services.pages.rows import strength_shape
from coopdesk.services.pages.wording import quiet
from coopdesk.store.queries import Row as Values

Sides = list[tuple[str, list[Values]]]
"""The sides of an activity by name, the other side first and our own last, with its unit rows in order."""


def by_area(reading: Reading, activities: Sequence[Values]) -> tuple[tuple[str, ...], list[Group]]:
    """Give the heads of the columns, and the activities under their areas in the order of the plan."""
    carried = reading.linked("activity_unit", "activity", [row["id"] for row in activities])
    units = reading.rows("partner_unit", [row["unit"] for row in carried])
    areas = in_order(list(reading.rows("area", [row["area"] for row in activities]).values()))
    names = side_names(reading, carried, units)
    groups: list[Group] = []
    for area in [*[row["id"] for row in areas], None]:
        rows = [row for row in activities if row["area"] == area]
        if rows:
            heading = reading.label(area) if area else N_("Without an area")
            made = tuple(_row(names, carried, units, row) for row in rows)
            groups.append(Group(heading=heading, rows=made, is_folded=bool(groups)))
    if len(groups) == 1 and groups[0].heading == N_("Without an area"):
        groups = [Group(heading="", rows=groups[0].rows)]
    return ("", *(N_("{side} units").format(side=name) for name in names)), groups


def side_names(reading: Reading, carried: Sequence[Values], units: dict[str, Values]) -> list[str]:
    """Give the sides that units act for, the other side first and our own last."""
    partners = reading.rows("partner", [row["partner"] for row in units.values()])
    own: dict[str, bool] = {}
    for row in carried:
        unit = units.get(str(row["unit"]))
        if unit is not None:
            is_own = bool(partners[str(unit["partner"])]["is_self"])
            own.setdefault(side_of(reading, row, unit), is_own)
    return sorted(own, key=lambda name: own[name])


def side_of(reading: Reading, row: Values, unit: Values) -> str:
    """Give the name of the side for which a unit carries an activity."""
    return str(row["side"] or reading.name(unit["partner"]))


def letters(unit: Values) -> str:
    """Give a unit by its letters, or by its name where it has none."""
    return str(unit["abbreviation"] or unit["name"])


def _row(names: Sequence[str], carried: Sequence[Values], units: dict[str, Values], row: Values) -> Row:
    target = Target("activity", str(row["id"]))
    its_own = [one for one in carried if one["activity"] == row["id"]]
    sides = tuple(_letters(name, its_own, units) for name in names)
    return Row(
        cells=((Piece(str(row["title"]), target),), *sides),
        target=target,
        shape=strength_shape(row["commitment"]),
    )


def _letters(name: str, carried: Sequence[Values], units: dict[str, Values]) -> Line:
    """Give the units of a side by their letters; those without letters are counted beside them."""
    there = [units.get(str(row["unit"])) for row in carried if row["side"] == name or row["side"] is None]
    short = [str(unit["abbreviation"]) for unit in there if unit is not None and unit["abbreviation"]]
    without = [str(unit["name"]) for unit in there if unit is not None and not unit["abbreviation"]]
    if not short:
        return (quiet(", ".join(without)),)
    return (quiet("  ".join([*short, *([f"+{len(without)}"] if without else [])])),)
