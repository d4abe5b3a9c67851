# SPDX-License-Identifier: EUPL-1.2
"""What lies below a row: how a cell, a list and a group of fields merge, and the rules that say which.

A list of short texts (tags, names) merges as a set that keeps an order; rows that belong to a record
are records of their own. Callers find all of this in `merging`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Literal, NamedTuple

from coopdesk.domain.kinds import Value


class Mark(Enum):
    """What stands in place of a value that a side does not give; a mark never changes a record."""

    ABSENT = "absent"
    """This side says nothing of the field: it was never sent, or for a base is not known."""
    UNREADABLE = "unreadable"
    """A cell is there but could not be read; the caller reports a problem of kind `type`."""
    DROPPED = "dropped"
    """The base had the column, theirs has it no more."""


Cell = Value | Mark
Row = Mapping[str, Value]
TheirRow = Mapping[str, Cell]
"""A row that may hold marks; a key that is not there is ABSENT."""


class ConflictKind(StrEnum):
    """What a question to the user is about; from TYPE to FOREIGN_KEY found by callers on the result."""

    MODIFY_MODIFY = "modify/modify"
    MODIFY_DELETE = "modify/delete"
    DELETE_MODIFY = "delete/modify"
    ADD_ADD = "add/add"
    NO_BASE = "no-base"
    COLUMN_DROP_MODIFY = "column-drop/modify"
    GROUP = "group"
    TYPE = "type"
    REFERENCE = "reference"
    UNIQUE = "unique"
    FOREIGN_KEY = "foreign-key"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """How one field merges.

    `group` names fields that are taken or left together. `locked` fields ignore theirs; to take a
    change set back, pass rules without locks. `computed` fields are locked, and since they change by
    themselves they also never count as an edit of ours.
    """

    key: str
    is_list: bool = False
    group: str | None = None
    locked: bool = False
    computed: bool = False

    @property
    def ignores_theirs(self) -> bool:
        """True where whatever theirs says is not taken."""
        return self.locked or self.computed

    def differs(self, was: Cell, now: Cell) -> bool:
        """Tell whether two sides say different things; a mark says nothing, so never differs."""
        if isinstance(was, Mark) or isinstance(now, Mark):
            return False
        return not same_members(was, now) if self.is_list else was != now


class MergeRules:
    """The rules of one record type, put in order once for all its rows.

    Raises ValueError for a list in a group: a list merges member by member.
    """

    __slots__ = ("fields", "grouped")

    def __init__(self, rules: Iterable[FieldRule]) -> None:
        self.fields: Mapping[str, FieldRule] = {rule.key: rule for rule in rules}
        grouped: dict[str, list[str]] = {}
        for rule in self.fields.values():
            if rule.group is not None and not rule.ignores_theirs:
                if rule.is_list:
                    raise ValueError(f"{rule.key}: a list cannot be in a group")
                grouped.setdefault(rule.group, []).append(rule.key)
        self.grouped: Mapping[str, tuple[str, ...]] = {
            name: tuple(keys) for name, keys in grouped.items() if len(keys) > 1
        }

    @classmethod
    def of(cls, rules: Rules) -> MergeRules:
        """Give rules in any form that `merge_row` takes as MergeRules."""
        if isinstance(rules, MergeRules):
            return rules
        return cls(rules.values() if isinstance(rules, Mapping) else rules)


Rules = MergeRules | Mapping[str, FieldRule] | Sequence[FieldRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A change to make on ours; `value` is what to write, for a list not always what theirs says."""

    field: str
    base: Cell
    ours: Value
    theirs: Cell
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A question to the user; until it is decided, ours stands.

    `field` None is the whole row, and the sides are rows then. `group` names the fields that are
    decided together with this one.
    """

    field: str | None
    kind: ConflictKind
    base: Cell | Row
    ours: Cell | Row
    theirs: Cell | Row
    default: Literal["ours"] = "ours"
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something worth telling that changes nothing; `locked-differs`: theirs wrote into a locked field."""

    field: str
    code: str
    base: Cell
    ours: Value
    theirs: Cell


class MergedCell(NamedTuple):
    """One cell after its merge."""

    rule: FieldRule
    base: Cell
    ours: Value
    theirs: Cell
    value: Value
    kind: ConflictKind | None


def merge_cell(base: Cell, ours: Value, theirs: Cell) -> tuple[Value, ConflictKind | None]:
    """Give the value of a plain cell and the kind of conflict, if there is one; then the value is ours.

    A base of ABSENT is not known, so a difference cannot be told from a change: kind `no-base`.
    A dropped column is a conflict with an edit of ours, and in no case a change.
    """
    if theirs is Mark.DROPPED:
        edited = not isinstance(base, Mark) and ours != base
        return ours, ConflictKind.COLUMN_DROP_MODIFY if edited else None
    if isinstance(theirs, Mark) or theirs in (ours, base):
        return ours, None
    if isinstance(base, Mark):
        return ours, ConflictKind.NO_BASE
    return (theirs, None) if ours == base else (ours, ConflictKind.MODIFY_MODIFY)


def merge_list(base: Value, ours: Value, theirs: Value) -> Value:
    """Give ours without what theirs took out, and with what theirs added; never a conflict.

    The order is that of ours, new members after in their order. Where ours is still the base, the
    result is theirs as it stands, so that taking a change back restores the very list there was.
    A list that was only put into another order is unchanged. None is the empty list.
    """
    was, mine, other = _members(base), _members(ours), tuple(dict.fromkeys(_members(theirs)))
    if same_members(theirs, base) or same_members(theirs, ours):
        return ours
    if mine == was:
        return other or None
    removed = set(was) - set(other)
    added = [member for member in other if member not in was and member not in mine]
    result = (*(member for member in mine if member not in removed), *added)
    return ours if result == mine else result or None


def merge_field(rule: FieldRule, base: Cell, ours: Value, theirs: Cell, *, both_added: bool) -> MergedCell:
    """Merge one cell as its rule says; lists of a record that both sides added began empty on both."""
    if rule.is_list and not isinstance(theirs, Mark) and (both_added or not isinstance(base, Mark)):
        began = None if isinstance(base, Mark) else base
        return MergedCell(rule, base, ours, theirs, merge_list(began, ours, theirs), None)
    if rule.is_list:
        base, theirs = _level(base, ours), _level(theirs, ours)
    value, kind = merge_cell(base, ours, theirs)
    if kind is ConflictKind.NO_BASE and both_added:
        kind = ConflictKind.ADD_ADD
    return MergedCell(rule, base, ours, theirs, value, kind)


def is_group_conflict(cells: Sequence[MergedCell]) -> bool:
    """Tell whether a group must be asked about as a whole, so that it is never taken by halves."""
    ours_edited = any(cell.rule.differs(cell.base, cell.ours) for cell in cells)
    theirs_edited = any(cell.rule.differs(cell.base, cell.theirs) for cell in cells)
    if ours_edited and theirs_edited and any(cell.rule.differs(cell.ours, cell.theirs) for cell in cells):
        return True
    # An amount is not taken beside a currency that could not be read, or has no base to judge it by.
    is_unsure = any(cell.kind is not None or cell.theirs is Mark.UNREADABLE for cell in cells)
    return is_unsure and any(cell.value is not cell.ours for cell in cells)


def find_blanks(cells: Mapping[str, MergedCell], book: MergeRules) -> set[str]:
    """Give the fields without a base that are empty in ours and could be filled; a group only as a whole."""
    blank = {
        key
        for key, cell in cells.items()
        if cell.kind is ConflictKind.NO_BASE and (cell.ours is None or cell.ours == ())
    }
    for members in book.grouped.values():
        others = [cells[key] for key in members if key not in blank]
        if any(cell.kind is not None or cell.theirs is Mark.UNREADABLE for cell in others):
            blank.difference_update(members)
    return blank


def find_locked_notices(
    base: Row | None, ours: Row | None, theirs: TheirRow, book: MergeRules
) -> tuple[Notice, ...]:
    """Give a notice for each locked field in which theirs says what neither the base nor ours does."""
    notices = []
    for key, rule in book.fields.items():
        if rule.ignores_theirs:
            other = cell_of(theirs, key)
            known = [row[key] for row in (base, ours) if row is not None and key in row] or [None]
            if all(rule.differs(value, other) for value in known):
                mine = None if ours is None else ours.get(key)
                notices.append(
                    Notice(field=key, code="locked-differs", base=cell_of(base, key), ours=mine, theirs=other)
                )
    return tuple(notices)


def cell_of(row: TheirRow | None, key: str) -> Cell:
    """Give a cell of a row, ABSENT where the row or the cell is not there."""
    return Mark.ABSENT if row is None else row.get(key, Mark.ABSENT)


def same_members(one: Value, other: Value) -> bool:
    """Tell whether two lists hold the same members, in whatever order."""
    return one == other or set(_members(one)) == set(_members(other))


def _members(value: Value) -> tuple[str, ...]:
    """Give the members of a list value. Raises TypeError for a value that is no list."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        return value
    raise TypeError(f"a list field holds a tuple or None, not {type(value).__name__}")


def _level(cell: Cell, ours: Value) -> Cell:
    """Give ours for a list that holds the same members, since another order is no difference."""
    return ours if not isinstance(cell, Mark) and same_members(cell, ours) else cell
