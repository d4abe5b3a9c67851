# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong with the ids of a sheet before anything is merged: copied rows, sorted rows, strangers.

Everything here only looks and proposes. Damaged ids are found where ids are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Mark, Row, TheirRow

SKEW_LEAST_ROWS: Final = 3
# Tuned so that honest edits are never taken for a sort; see `_fits_better`.
_LEAST_SHARE: Final = 2 / 3
_LEAST_GAIN: Final = 2
_MOST_CHANCE: Final = 0.5
# Cells said by more records than this tell too little to look their records up; they still count as fit.
_COMMON: Final = 25
_CANDIDATES: Final = 8

_Content = tuple[str, Value]


class IdOrigin(StrEnum):
    """Where an id in a sheet comes from; all but KNOWN and SENT are questions of kind `identity`."""

    KNOWN = "known"
    """A record of this database, now or once, of the type of the sheet."""
    SENT = "sent"
    """Not known here, but the file was sent out with it: a colleague's record, new here under its id."""
    OTHER_TYPE = "other type"
    """The id of a record of another type: the row was pasted from another sheet."""
    STRANGER = "stranger"
    """Known neither here nor to the file: the row was pasted from a workbook of another database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """A row as it stands in a sheet: its place, the id it carries and its visible values."""

    position: int
    record_id: str
    values: TheirRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedId:
    """An id that stands on several rows: which position keeps it, and what becomes of the others.

    `offered_as_new` differ from the row that keeps the id; `repeats` say the very same again.
    """

    record_id: str
    keeps: int
    offered_as_new: tuple[int, ...]
    repeats: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkewReport:
    """Rows that seem to have been sorted away from their ids.

    `realign` gives for the id on a row the id of the record whose values stand there. `ambiguous` rows
    fit several other records equally well, or one that fits another row as well.
    """

    realign: Mapping[str, str]
    ambiguous: tuple[str, ...]
    examined: int


def classify_id(
    record_id: str, sheet_type: str, *, types_here: Mapping[str, str], types_in_file: Mapping[str, str]
) -> IdOrigin:
    """Tell where the id on a row of a sheet comes from.

    `types_here` gives the record type of every id of this database, deleted ones too; `types_in_file`
    that of the ids with which the file was sent out.
    """
    found = types_here.get(record_id)
    known = found is not None
    found = found if known else types_in_file.get(record_id)
    if found is None:
        return IdOrigin.STRANGER
    if found != sheet_type:
        return IdOrigin.OTHER_TYPE
    return IdOrigin.KNOWN if known else IdOrigin.SENT


def same_id_twice(rows: Iterable[PlacedRow], bases: Mapping[str, Row]) -> tuple[RepeatedId, ...]:
    """Give the ids that stand on more than one row; the row nearest to the base keeps the id.

    Nearest is the one with most cells equal to the base, the first of those that are equally near.
    Give ours as the base of a record that has none.
    """
    by_id: defaultdict[str, list[PlacedRow]] = defaultdict(list)
    for row in rows:
        by_id[row.record_id].append(row)
    return tuple(
        _repeated(copies, bases.get(record_id, {})) for record_id, copies in by_id.items() if len(copies) > 1
    )


def find_sort_skew(rows: Mapping[str, TheirRow], bases: Mapping[str, Row]) -> SkewReport | None:
    """Give the rows whose visible values belong to other records, None where fewer than three do.

    `rows` are the rows of the sheet by the id they carry, `bases` all rows that were sent out, both
    without computed fields. Only a record whose own row does not hold its values any more can be found
    elsewhere, so that a copied row is no sort. Unchanged rows may be left out of `rows`, at the price
    of that check.
    """
    changed = {key: row for key, row in rows.items() if key in bases and not _holds_base(row, bases[key])}
    if len(changed) < SKEW_LEAST_ROWS:
        return None
    vacant = {key: base for key, base in bases.items() if key in changed or key not in rows}
    said = _count_said(list(bases.values()), changed.values())
    places = _places(vacant)
    found: dict[str, list[str]] = {}
    for key, row in changed.items():
        candidates = _candidates(row, places)
        better = [c for c in candidates if _fits_better(row, bases[key], vacant[c], said, bases=len(bases))]
        if better:
            found[key] = _nearest(row, better, vacant)
    if len(found) < SKEW_LEAST_ROWS:
        return None
    claims = Counter(others[0] for others in found.values() if len(others) == 1)
    realign = {key: others[0] for key, others in found.items() if len(others) == 1 and claims[others[0]] == 1}
    ambiguous = tuple(key for key in found if key not in realign)
    return SkewReport(realign=realign, ambiguous=ambiguous, examined=len(changed))


def _repeated(copies: Sequence[PlacedRow], base: Row) -> RepeatedId:
    """Tell which of several rows with one id keeps it."""
    keeper = max(copies, key=lambda row: _equal_cells(row.values, base))  # the first of several
    others = [row for row in copies if row is not keeper]
    return RepeatedId(
        record_id=keeper.record_id,
        keeps=keeper.position,
        offered_as_new=tuple(row.position for row in others if row.values != keeper.values),
        repeats=tuple(row.position for row in others if row.values == keeper.values),
    )


def _equal_cells(row: TheirRow, base: Row) -> int:
    """Count the cells of a row that say what the base says, empty ones too."""
    return sum(1 for key, cell in row.items() if key in base and base[key] == cell)


def _holds_base(row: TheirRow, base: Row) -> bool:
    """Tell whether a row still says what its base says, as far as it says anything."""
    if row == base:
        return True
    return all(isinstance(cell, Mark) or cell == base.get(key) for key, cell in row.items())


def _contents(row: TheirRow) -> list[_Content]:
    """Give the filled cells of a row with their fields."""
    return [
        (key, cell) for key, cell in row.items() if not (cell is None or cell == () or isinstance(cell, Mark))
    ]


def _places(rows: Mapping[str, Row]) -> dict[_Content, list[str]]:
    """Give for each cell content the rows that hold it, as long as those are few."""
    places: defaultdict[_Content, list[str]] = defaultdict(list)
    for key, row in rows.items():
        for content in _contents(row):
            places[content].append(key)
    return {content: keys for content, keys in places.items() if len(keys) <= _COMMON}


def _count_said(bases: Iterable[Row], rows: Iterable[TheirRow]) -> Counter[_Content]:
    """Count how many records say what these rows say; what no row says is not asked for."""
    wanted: defaultdict[str, set[Value]] = defaultdict(set)
    for row in rows:
        for key, cell in _contents(row):
            wanted[key].add(cell)
    said: Counter[_Content] = Counter()
    for key, cells in wanted.items():
        found = Counter(base.get(key) for base in bases)
        said.update({(key, cell): found[cell] for cell in cells if cell in found})
    return said


def _candidates(row: TheirRow, places: Mapping[_Content, list[str]]) -> list[str]:
    """Give the few records that share most of their telling cells with a row, perhaps its own too."""
    votes = Counter(key for content in _contents(row) for key in places.get(content, ()))
    return [key for key, _ in votes.most_common(_CANDIDATES)]


def _fits_better(row: TheirRow, own: Row, other: Row, said: Counter[_Content], *, bases: int) -> bool:
    """Tell whether a row says what another record said rather than an edit of its own record.

    Two thirds of its filled cells must be the other's, and at least two more than are its own: a
    series of meetings moved by a month differs in one cell. And the cells won must be telling: values
    that many records share fit somewhere by chance.
    """
    filled = _contents(row)
    theirs = [content for content in filled if other.get(content[0]) == content[1]]
    mine = [content for content in filled if own.get(content[0]) == content[1]]
    gain = len(theirs) - len(mine)
    if len(theirs) < _LEAST_SHARE * len(filled) or gain < min(_LEAST_GAIN, len(filled)):
        return False
    chance = float(bases)
    for content in theirs:
        if content not in mine:
            # What one record alone says is a name or a number, not one of a few choices.
            chance *= (said[content] / bases) ** (2 if said[content] == 1 else 1)
    return chance <= _MOST_CHANCE


def _nearest(row: TheirRow, others: Sequence[str], bases: Mapping[str, Row]) -> list[str]:
    """Give the records that a row fits best; several when they fit equally well."""
    fits = {key: _equal_cells(row, bases[key]) for key in others}
    best = max(fits.values())
    return [key for key, fit in fits.items() if fit == best]
