# SPDX-License-Identifier: EUPL-1.2
"""Making one record of two that mean the same: compared field by field, merged as one change set.

The fields are decided by the merge core as in an import, with no base. Whatever pointed to the other
record points to the kept one afterwards; the other goes to the trash, its names go on finding what is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written, difference
from coopdesk.domain.errors import UserError
from coopdesk.domain.folding import fold_name
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import LinkKind, ListKind, PickKind, Value
from coopdesk.domain.merging import Decision, RowMerge, merge_list, merge_row, resolve
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import refuse_invalid
from coopdesk.services.editing import stored_values
from coopdesk.services.merge_rules import rules_of
from coopdesk.services.relinking import Relinked, relink
from coopdesk.store.engine import Database
from coopdesk.store.queries import Row, rows_by_ids, rows_linked
from coopdesk.store.register import Entry, by_ids, propose_reference
from coopdesk.store.search import name_givers
from coopdesk.store.unit_of_work import write

Choice = Literal["keep", "other", "both"]
State = Literal["same", "only_keep", "only_other", "different"]

SPELLINGS: Final = "variant"
"""The list of other spellings, in types that keep them in one field."""
SHORT: Final = "short_name"
OTHER_SPELLING: Final = "another spelling"
FORMER_REFERENCE: Final = "former reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One field of two records, in words: how they stand to each other and what is proposed.

    `group` names the fields that are decided together; `both` is what a list is with the items of both.
    """

    field: str
    label: str
    keep: str
    other: str
    both: str
    state: State
    proposal: Choice
    group: str | None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen."""
        return ("keep", "both", "other") if self.both else ("keep", "other")

    def result(self, choice: Choice) -> str:
        """Give what the field will say."""
        return {"keep": self.keep, "other": self.other, "both": self.both}[choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two records side by side: the one that is kept, the other, their fields, and what follows.

    `further` are the folded further names that both have already, `emptied` the labels of links that would
    lead from the kept record to itself.
    """

    type: str
    keep: Entry
    other: Entry
    pairs: tuple[Pair, ...]
    relinked: Relinked
    further: frozenset[str]
    emptied: tuple[str, ...]
    keep_row: Row
    other_row: Row

    @property
    def proposal(self) -> dict[str, Choice]:
        """Give the choices that are proposed."""
        return {pair.field: pair.proposal for pair in self.pairs}


def compare(database: Database, keep_id: str, other_id: str) -> Comparison:
    """Compare two records of one type. Reads only.

    Raises UserError where they are one record, of two types, or one of them is no longer there.
    """
    with database.reading() as connection:
        keep, other = _two(connection, keep_id, other_id)
        spec = SPECS[keep.type]
        rows = rows_by_ids(connection, spec, [keep_id, other_id])
        links = relink(connection, spec.key, other_id, keep_id)
        sides = _sides(spec, rows[keep_id], rows[other_id], links)
        known = by_ids(connection, [str(row[one.key]) for row in sides for one in spec.links if row[one.key]])
        return Comparison(
            type=spec.key, keep=keep, other=other, relinked=links,
            pairs=_pairs(spec, *sides, known),
            further=_further(connection, spec, keep_id, other_id),
            emptied=_emptied(spec, rows[keep_id], sides[0]) + _emptied(spec, rows[other_id], sides[1]),
            keep_row=rows[keep_id], other_row=rows[other_id],
        )  # fmt: skip


def _two(connection: Connection, keep_id: str, other_id: str) -> tuple[Entry, Entry]:
    found = by_ids(connection, [keep_id, other_id])
    if keep_id == other_id:
        raise UserError("merge-needs-two")
    if len(found) < 2 or not all(one.is_live for one in found.values()):
        raise UserError("record-gone")
    keep, other = found[keep_id], found[other_id]
    if keep.type != other.type:
        one, two = SPECS[keep.type].label, SPECS[other.type].label
        raise UserError("merge-of-two-types", first=keep.label, one=one, second=other.label, other=two)
    return keep, other


def _sides(spec: RecordSpec, keep: Row, other: Row, links: Relinked) -> tuple[Row, Row]:
    """Give both rows as they speak once the links have moved; a link to the kept record itself is empty."""

    def end(key: str) -> str:
        while key in links.into:
            key = links.into[key]
        return key

    def moved(row: Row) -> Row:
        targets = {one.key: end(str(row[one.key])) for one in spec.links if row[one.key] is not None}
        return {**row, **{key: None if to == keep["id"] else to for key, to in targets.items()}}

    return moved(keep), moved(other)


def _emptied(spec: RecordSpec, before: Row, after: Row) -> tuple[str, ...]:
    return tuple(one.label for one in spec.links if before[one.key] is not None and after[one.key] is None)


def _merged(spec: RecordSpec, keep: Row, other: Row) -> RowMerge:
    """Merge without a base; the reference stays that of the kept record."""
    theirs = {one.key: other[one.key] for one in spec.fields if one.key != "reference"}
    return merge_row(None, keep, theirs, rules_of(spec), base_known=False)


def _pairs(spec: RecordSpec, keep: Row, other: Row, known: Mapping[str, Entry]) -> tuple[Pair, ...]:
    merged = _merged(spec, keep, other)
    asked = {one.field: one.group for one in merged.conflicts if one.field is not None}
    filled = {one.field for one in merged.fills}
    return tuple(
        _pair(field, keep[field.key], other[field.key], known, group=asked.get(field.key),
              is_asked=field.key in asked, is_filled=field.key in filled)
        for field in spec.fields
        if field.key != "reference"
    )  # fmt: skip


def _pair(
    field: FieldSpec, keep: Value, other: Value, known: Mapping[str, Entry], *,
    group: str | None, is_asked: bool, is_filled: bool,
) -> Pair:  # fmt: skip
    state: State = "same"
    if is_asked:
        state = "only_other" if keep is None else "only_keep" if other is None else "different"
    is_list = isinstance(field.kind, ListKind) and state == "different"
    both = merge_list(None, keep, other) if is_list else None
    return Pair(
        field=field.key, label=field.label, group=group, state=state,
        keep=_words(field, keep, known), other=_words(field, other, known), both=field.kind.format(both),
        proposal="both" if is_list else "other" if is_filled else "keep",
    )  # fmt: skip


def _words(field: FieldSpec, value: Value, known: Mapping[str, Entry]) -> str:
    if isinstance(field.kind, LinkKind):
        return known[str(value)].label if str(value) in known else ""
    return field.kind.format(value)


def choose(
    comparison: Comparison, choices: Mapping[str, Choice], field: str, choice: Choice
) -> dict[str, Choice]:
    """Give the choices with another one; fields that belong together, such as a period, go together."""
    pairs = {one.field: one for one in comparison.pairs}
    group = pairs[field].group
    together = [
        key for key, one in pairs.items() if key == field or (group is not None and one.group == group)
    ]
    return {**choices, **dict.fromkeys(together, choice)}


def plan_merge(
    database: Database, comparison: Comparison, choices: Mapping[str, Choice], *, today: dt.date
) -> ChangePlan:
    """Give the change set that makes one record of two. Raises InvalidRecord where it would not be right."""
    spec, keep, other = SPECS[comparison.type], comparison.keep, comparison.other
    with database.reading() as connection:
        links = relink(connection, spec.key, other.id, keep.id)
        values = _chosen(spec, comparison, links, choices)
        named = _naming(connection, spec, comparison, values, today)
    old, new = difference(comparison.keep_row, {**values, **named.values})
    refuse_invalid(spec, {**comparison.keep_row, **new}, record_id=keep.id)
    kept = RecordChange(type=spec.key, id=keep.id, action="change", old=old, new=new)
    gone = RecordChange(
        type=spec.key, id=other.id, action="remove", old=stored_values(spec, comparison.other_row)
    )
    return ChangePlan(
        title=f"Merge {spec.label.lower()} {other.reference} into {keep.reference}",
        origin=Origin.EDIT,
        changes=(*([kept] if new else []), *links.changes, *links.removals, *named.rows, gone),
    )


def apply_merge(
    database: Database, comparison: Comparison, choices: Mapping[str, Choice], *, who: str, today: dt.date
) -> Written:
    """Make one record of two. Raises StaleRecord where one of them was changed since they were compared."""
    return write(database, plan_merge(database, comparison, choices, today=today), who=who)


def _chosen(
    spec: RecordSpec, comparison: Comparison, links: Relinked, choices: Mapping[str, Choice]
) -> dict[str, Value]:
    """Give the values of the kept record after the choices."""
    keep, other = _sides(spec, comparison.keep_row, comparison.other_row, links)
    decisions: dict[str | None, Decision] = {}
    for key, choice in {**comparison.proposal, **choices}.items():
        if choice == "both":
            decisions[key] = Decision(take="value", value=merge_list(None, keep[key], other[key]))
        else:
            decisions[key] = Decision(take="ours" if choice == "keep" else "theirs")
    merged = _merged(spec, keep, other)
    asked = {one.field for one in merged.conflicts}
    resolved = resolve(merged, {key: one for key, one in decisions.items() if key in asked})
    return dict(resolved.values or keep)


@dataclass(frozen=True, slots=True)
class _Naming:
    """How further names are kept: values of the record itself, or rows of their own."""

    values: Mapping[str, Value]
    rows: tuple[RecordChange, ...]


def _naming(
    connection: Connection, spec: RecordSpec, comparison: Comparison, values: Row, today: dt.date
) -> _Naming:
    """Keep the names under which the other record was known, its reference among them."""
    found = _new_names(spec, comparison, {**comparison.keep_row, **values})
    giver = _giver(spec)
    if giver is None:
        if not found:
            return _Naming({}, ())
        return _Naming({SPELLINGS: merge_list(None, values.get(SPELLINGS), found)}, ())
    rows = [
        _name_row(connection, *giver, comparison, name, number, today) for number, name in enumerate(found)
    ]
    return _Naming({}, tuple(rows))


def _name_row(
    connection: Connection, giver: RecordSpec, owner: str, comparison: Comparison, name: str, number: int,
    today: dt.date,
) -> RecordChange:  # fmt: skip
    values: dict[str, Value] = {
        "reference": propose_reference(connection, giver, today, number),
        owner: comparison.keep.id,
        giver.title[0]: name,
    }
    kind = giver.by_key.get("kind")
    is_reference = name == comparison.other.reference
    if kind is not None and isinstance(kind.kind, PickKind):
        item = kind.kind.picklist.find(OTHER_SPELLING)
        values["kind"] = item.code if item is not None else None
    elif kind is not None:
        values["kind"] = FORMER_REFERENCE if is_reference else OTHER_SPELLING
    return RecordChange(type=giver.key, id=new_key(), action="create", new=_present(values))


def _present(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value is not None}


def _has_spellings(spec: RecordSpec) -> bool:
    return SPELLINGS in spec.by_key and isinstance(spec.by_key[SPELLINGS].kind, ListKind)


def _giver(spec: RecordSpec) -> tuple[RecordSpec, str] | None:
    """Give the type whose rows are further names of records of this one, and the link to their owner."""
    return next((one for one in name_givers() if spec.key in one[0].by_key[one[1]].targets), None)


def names_after(comparison: Comparison, choices: Mapping[str, Choice]) -> tuple[str, ...]:
    """Give the names that would be kept as further names, the reference of the other record last."""
    after = {one.field: one.result(choices.get(one.field, one.proposal)) or None for one in comparison.pairs}
    named = {key: value for key, value in after.items() if key != SPELLINGS}
    return _new_names(SPECS[comparison.type], comparison, {**comparison.keep_row, **named})


def _new_names(spec: RecordSpec, comparison: Comparison, after: Row) -> tuple[str, ...]:
    """Give the names of both records by which the kept one would not be known any more."""
    if _giver(spec) is None and not _has_spellings(spec):
        return ()
    keep, other = comparison.keep_row, comparison.other_row
    known = {fold_name(name) for name in (*_names(spec, after), str(keep["reference"]))}
    found: dict[str, str] = {}
    for name in (*_names(spec, keep), *_names(spec, other), str(other["reference"])):
        if fold_name(name) not in known | comparison.further:
            found.setdefault(fold_name(name), name)
    return tuple(found.values())


def _further(connection: Connection, spec: RecordSpec, keep: str, other: str) -> frozenset[str]:
    """Give the folded further names that two records have in rows of their own."""
    giver = _giver(spec)
    if giver is None:
        return frozenset()
    rows, owner = giver
    linked = [row for key in (keep, other) for row in rows_linked(connection, rows, owner, key)]
    return frozenset(fold_name(str(row[rows.title[0]])) for row in linked)


def _names(spec: RecordSpec, row: Row) -> Sequence[str]:
    spellings = row.get(SPELLINGS) if _has_spellings(spec) else None
    own = [str(row[key]) for key in (spec.title[0], SHORT) if row.get(key) is not None]
    return [*own, *(spellings if isinstance(spellings, tuple) else ())]
