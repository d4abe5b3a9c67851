# SPDX-License-Identifier: EUPL-1.2
"""Where the facts of a page come from, and who touched the record last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from coopdesk.domain.dates import format_date
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.services.pages.page import Act, Group, Piece, Row, Section, Target
from coopdesk.services.pages.reading import Reading
from coopdesk.services.pages.wording import lowered, quiet
from coopdesk.services.registers import register_of
from coopdesk.store import history
from coopdesk.store.queries import Row as Values
from coopdesk.store.register import Entry


def citations(
    reading: Reading, entry: Entry, pointing: Mapping[tuple[str, str], Sequence[Values]]
) -> Iterator[Section]:
    """Give the section of the places in sources that bear out a record and the rows it owns.

    One row for each place; what it bears out stands beside it: a field, the record, its parties.
    """
    own = list(pointing.get(("citation", "record"), ()))
    owned: dict[str, str] = {
        str(row["id"]): lowered(SPECS[key].plural)
        for (key, link), rows in pointing.items()
        if (parent := SPECS[key].parent) is not None and parent.key == link and register_of(key) is None
        for row in rows
    }
    places: dict[tuple[Value, Value], list[str]] = {}
    behind: dict[tuple[Value, Value], Target] = {}
    for row in [*own, *reading.linked("citation", "record", owned)]:
        place = (row["source"], row["locator"])
        told = places.setdefault(place, [])
        what = _what(entry, owned, row)
        if what not in told:
            told.append(what)
        behind.setdefault(place, Target("citation", str(row["id"])))
    if places:
        rows = tuple(_row(reading, place, told, behind[place]) for place, told in places.items())
        add = Act(label=N_("Add…"), type="citation", values=(("record", entry.reference),))
        yield Section(
            key="citations",
            title=N_("Where this comes from"),
            groups=(Group(heading="", rows=rows),),
            aligns="llr",
            act=add,
            is_aside=True,
        )


def _what(entry: Entry, owned: Mapping[str, str], row: Values) -> str:
    field = row["field"]
    if field:
        spec = SPECS[entry.type].all_by_key.get(str(field))
        return lowered(spec.label) if spec else str(field)
    return owned.get(str(row["record"]), lowered(SPECS[entry.type].label))


def _row(reading: Reading, place: tuple[Value, Value], told: list[str], behind: Target) -> Row:
    source, locator = place
    target = reading.target(source)
    return Row(
        cells=(
            (Piece(reading.label(source), target),),
            (quiet(str(locator or "")),),
            (quiet(", ".join(told)),),
        ),
        target=target,
        source=behind,
    )


def last_change(connection: Connection, entry: Entry) -> tuple[str, int]:
    """Give the sentence on who touched a record last, and how many change sets did."""
    touched = history.touched_by(connection, entry.seq)
    count = history.count_of(connection, entry.seq)
    if touched is None:
        return "", count
    who, moment = touched
    here = moment.astimezone()
    day = format_date(here.date().isoformat())
    return N_("Last changed {day}, {time} by {who}").format(day=day, time=f"{here:%H:%M}", who=who), count
