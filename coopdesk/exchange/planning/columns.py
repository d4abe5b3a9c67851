# SPDX-License-Identifier: EUPL-1.2
"""Which column of a returned sheet is which field, whatever people did to headings and order.

Three witnesses speak for a column: its heading, the place where it left, and its values, which are those
that were printed. Two of them outvote the third; values outvote a heading, for headings are renamed.
A column that no field claims is listed and left aside, a field that no column claims changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from coopdesk.domain.folding import fold_name
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.exchange.carrier import ID_HEADING, STAMP_HEADING
from coopdesk.exchange.cells.printed import CellPrinter
from coopdesk.exchange.plan import ColumnPlan
from coopdesk.exchange.raw import RawValue

SAMPLE: Final = 300  # rows looked at to know a column by its values
_SURE: Final = 0.8
_CONTRADICTED: Final = 0.2
_TELLING: Final = 3  # so many values must be wrong before they speak against a column

Sample = Sequence[tuple[Sequence[RawValue], Mapping[str, Value]]]
"""Rows as they came, each with the values that it left with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """The columns of one sheet: the column (1-based) of each field, and how every used column was taken.

    `dropped` are fields that left with the sheet and are gone from it. `notices` are codes with facts.
    """

    fields: Mapping[str, int]
    locked: Mapping[str, int]
    dropped: tuple[str, ...]
    plans: tuple[ColumnPlan, ...]
    notices: tuple[tuple[str, Mapping[str, object], int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingBook:
    """The fields of a record type by everything that may stand over their column, folded."""

    by_heading: Mapping[str, FieldSpec]
    exact: Mapping[str, FieldSpec]

    @classmethod
    def of(cls, spec: RecordSpec) -> HeadingBook:
        """Read the headings of a type; a heading wins over a label, a label over a former heading."""
        fields = (*spec.fields, *spec.computed)
        exact = {fold_name(one.heading): one for one in reversed(fields)}
        found = dict(exact)
        names = [[one.label for one in fields], [one.key for one in fields]]
        pairs: list[tuple[str, FieldSpec]] = [
            pair for column in names for pair in zip(column, fields, strict=True)
        ]
        pairs[len(fields) : len(fields)] = [(name, one) for one in fields for name in one.former_headings]
        for name, one in pairs:
            found.setdefault(fold_name(name), one)
        found.pop("", None)
        return cls(by_heading=found, exact=exact)

    def find(self, heading: RawValue) -> FieldSpec | None:
        """Give the field of a heading."""
        return self.by_heading.get(fold_name(heading)) if isinstance(heading, str) else None

    def hits(self, row: Iterable[RawValue]) -> int:
        """Count the cells of a row that are headings of this type."""
        return len({one.key for cell in row if (one := self.find(cell)) is not None})


@dataclass(slots=True)
class _Claim:
    """One column that may be one field; the highest weight wins."""

    weight: float
    column: int
    field: str
    reason: str


@dataclass(slots=True)
class _Matching:
    """The state of one match: who has claimed what."""

    spec: RecordSpec
    headings: Sequence[RawValue]
    printed_at: Mapping[int, str]
    sample: Sample
    links: Mapping[str, str]
    book: HeadingBook
    columns: list[int]
    taken: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    scores: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)

    def run(self) -> None:
        """Settle first what two witnesses agree on, then the rest by weight."""
        by_heading = {
            column: one.key for column in self.columns if (one := self.book.find(self._heading(column)))
        }
        once = {key for key, count in Counter(by_heading.values()).items() if count == 1}
        for column, key in by_heading.items():
            if self.printed_at.get(column) == key and key in once:
                self._take(column, key, "heading")
        for column, key in by_heading.items():
            if self._is_free(column, key) and self._share(column, key) >= _SURE:
                self._take(column, key, "heading")
        self._settle(by_heading)

    def _settle(self, by_heading: Mapping[int, str]) -> None:
        columns = [column for column in self.columns if column not in self.taken]
        if not columns:
            return
        fields = [key for key in self._wanted() if key not in self.taken.values()]
        claims = [
            claim for column in columns for key in fields if (claim := self._claim(column, key, by_heading))
        ]
        for claim in sorted(claims, key=lambda one: (-one.weight, one.column)):
            if self._is_free(claim.column, claim.field):
                self._take(claim.column, claim.field, claim.reason)
        if all(self.printed_at.get(column, key) == key for column, key in self.taken.items()):
            self._settle_by_place(by_heading)

    def _settle_by_place(self, by_heading: Mapping[int, str]) -> None:
        """Where no column moved, one under a heading that nobody knows is still the one that left there."""
        for column, key in self.printed_at.items():
            is_unknown = column in self.columns and column not in by_heading
            is_headed = self._heading(column) is not None
            if is_unknown and is_headed and self._is_free(column, key) and not self._is_denied(column, key):
                self._take(column, key, "place")

    def _is_denied(self, column: int, key: str) -> bool:
        """Tell whether a column shows hardly any of the values that a field left with."""
        hits, told = self._score(column, key)
        return told >= _TELLING and hits < _CONTRADICTED * told

    def _claim(self, column: int, key: str, by_heading: Mapping[int, str]) -> _Claim | None:
        named = by_heading.get(column)
        hits, told = self._score(column, key)
        share = hits / told if told else 0.0
        is_sure = share >= _SURE and (hits >= 2 or hits == told)
        if is_sure and named not in (None, key):  # against its own heading a column must tell a lot
            is_sure = hits >= _TELLING and named is not None and self._is_denied(column, named)
        if is_sure:
            weight = 50 + share * 10 + min(hits, 50) / 10 + 3 * (named == key)
            weight += 2 * (self.printed_at.get(column) == key)
            return _Claim(weight, column, key, "heading" if named == key else "values")
        if named == key:
            return _Claim(20 if self._is_denied(column, key) else 40, column, key, "heading")
        return None

    def _wanted(self) -> list[str]:
        left = list(dict.fromkeys(self.printed_at.values()))
        return left + [one.key for one in (*self.spec.fields, *self.spec.computed) if one.key not in left]

    def _heading(self, column: int) -> RawValue:
        return self.headings[column - 1] if column <= len(self.headings) else None

    def _is_free(self, column: int, key: str) -> bool:
        return column not in self.taken and key not in self.taken.values()

    def _take(self, column: int, key: str, reason: str) -> None:
        self.taken[column] = key
        self.reasons[column] = reason

    def _share(self, column: int, key: str) -> float:
        hits, told = self._score(column, key)
        return hits / told if told else 0.0

    def _score(self, column: int, key: str) -> tuple[int, int]:
        """Count the rows in which the column shows what was printed for the field, and those that tell."""
        found = self.scores.get((column, key))
        if found is None:
            declared = self.spec.by_key.get(key)
            hits = told = 0
            if declared is not None:
                printer = CellPrinter(declared.kind, self.links)
                values = ((row[column - 1], base.get(key)) for row, base in self.sample)
                shown = [printer.shows(raw, value) for raw, value in values if value is not None]
                hits, told = sum(shown), len(shown)
            found = self.scores[column, key] = (hits, told)
        return found


def match_columns(
    spec: RecordSpec,
    headings: Sequence[RawValue],
    *,
    printed_at: Mapping[int, str],
    locked: Iterable[str],
    used: Iterable[int],
    sample: Sample,
    links: Mapping[str, str],
    aside: Iterable[int],
) -> ColumnMatch:
    """Match the columns of a sheet to the fields of its type.

    `printed_at` are the fields by column as they left, `used` the columns with anything in them, `aside`
    those of ids and stamps. Raises nothing; what did not match is listed.
    """
    set_aside = set(aside)
    columns = [column for column in sorted(set(used)) if column not in set_aside]
    known = {column: key for column, key in printed_at.items() if key in spec.all_by_key}
    matching = _Matching(spec, headings, known, sample, links, HeadingBook.of(spec), columns)
    matching.run()
    ignored = set(locked) | {one.key for one in spec.computed}
    taken = matching.taken
    fields = {key: column for column, key in taken.items() if key in spec.by_key and key not in ignored}
    return ColumnMatch(
        fields={key: fields[key] for key in spec.by_key if key in fields},
        locked={key: column for column, key in taken.items() if key not in fields},
        dropped=tuple(
            key for key in known.values() if key in spec.by_key and key not in ignored and key not in fields
        ),
        plans=tuple(_plan(matching, column, ignored, set_aside) for column in sorted({*columns, *set_aside})),
        notices=tuple(_notices(matching, known)),
    )


def _plan(matching: _Matching, column: int, ignored: set[str], aside: set[int]) -> ColumnPlan:
    raw = matching._heading(column)
    heading = None if raw is None else str(raw)
    key = matching.taken.get(column)
    if key is not None:
        reason = "worked out by CoopDesk, not read" if key in ignored else matching.reasons[column]
        return ColumnPlan(column=column, heading=heading, field=key, reason=reason)
    if column in aside:
        return ColumnPlan(column=column, heading=heading, field=None, reason="names the rows")
    named = matching.book.find(raw)
    reason = "no field of CoopDesk" if named is None else f"a second column for {named.heading}"
    return ColumnPlan(column=column, heading=heading, field=None, reason=reason)


def _notices(
    matching: _Matching, known: Mapping[int, str]
) -> Iterable[tuple[str, Mapping[str, object], int]]:
    """Tell of columns known by their values or place, and of those that look like ours but are not."""
    for column, key in matching.taken.items():
        declared = matching.spec.all_by_key[key]
        heading = matching._heading(column)
        if matching.reasons[column] != "heading":
            yield "column-renamed", {"label": declared.heading, "value": heading or "–"}, column
    for column in matching.columns:
        heading = matching._heading(column)
        if column not in matching.taken and matching.book.find(heading) is not None:
            yield "column-repeated", {"value": heading}, column


def heading_row_of(rows: Sequence[Sequence[RawValue]], books: HeadingBook, *, before: int) -> int | None:
    """Give the row (1-based) above `before` that holds most headings, hidden ones counted double."""
    best, found = 0, None
    hidden = {fold_name(ID_HEADING), fold_name(STAMP_HEADING)}
    for number, row in enumerate(rows[: before - 1], start=1):
        texts = [cell for cell in row if isinstance(cell, str)]
        hits = books.hits(texts) + 2 * sum(
            1 for text in texts if len(text) < 40 and fold_name(text) in hidden
        )
        if hits > best:
            best, found = hits, number
    return found if best >= 2 or (best == 1 and before <= 3) else None
