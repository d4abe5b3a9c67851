# SPDX-License-Identifier: EUPL-1.2
"""What the door refuses: stale values, links to nothing, removal of what is used, references taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from coopdesk.domain.changes import RecordChange
from coopdesk.domain.errors import UserError
from coopdesk.domain.folding import fold
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Conflict, ConflictKind
from coopdesk.domain.spec import FieldSpec
from coopdesk.records.catalog import SPECS
from coopdesk.store.bulk import CHUNK, chunked
from coopdesk.store.pending import Pending
from coopdesk.store.register import (
    Entry,
    by_ids,
    by_references,
    counts,
    links_to,
    propose_reference,
    table_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A record whose state is not the one a plan started from."""

    type: str
    id: str
    label: str
    conflict: Conflict


class StaleRecord(UserError):
    """The plan started from values that have changed meanwhile; nothing was written.

    `names` are the references of linked records by id, since people never see an id.
    """

    def __init__(self, clashes: tuple[Clash, ...], names: Mapping[str, str]) -> None:
        self.clashes = clashes
        first = clashes[0]
        key = first.conflict.field
        if key is None or first.conflict.kind is ConflictKind.MODIFY_DELETE:
            super().__init__("record-changed", label=first.label)
            return
        field = SPECS[first.type].by_key[key]
        sides = {
            side: _shown(field, getattr(first.conflict, side), names) for side in ("base", "ours", "theirs")
        }
        super().__init__("changed-meanwhile", label=first.label, field=field.label, **sides)


def _shown(field: FieldSpec, value: Value, names: Mapping[str, str]) -> str:
    if field.targets and value is not None:
        return names.get(str(value), "–")
    return field.kind.format(value) or "–"


def stale(connection: Connection, clashes: Sequence[Clash]) -> StaleRecord:
    """Give the error for records that are not as a plan saw them, in words."""
    linked = [
        str(value)
        for clash in clashes
        if clash.conflict.field is not None and SPECS[clash.type].by_key[clash.conflict.field].targets
        for value in (clash.conflict.base, clash.conflict.ours, clash.conflict.theirs)
    ]
    names = {key: entry.reference for key, entry in by_ids(connection, linked).items()}
    return StaleRecord(tuple(clashes), names)


def refuse(pending: Pending) -> None:
    """Raise for anything that must not be written; nothing has been written then."""
    _refuse_stale(pending)
    _refuse_dead_links(pending)
    _refuse_removal_of_used(pending)
    _refuse_taken_references(pending)
    _refuse_circles(pending)


def _refuse_stale(pending: Pending) -> None:
    clashes = [clash for change in pending.plan.changes for clash in _clashes(pending, change)]
    if clashes:
        raise stale(pending.connection, clashes)


def _clashes(pending: Pending, change: RecordChange) -> list[Clash]:
    entry = pending.entries.get(change.id)
    label = entry.label if entry else str(change.new.get("reference", ""))
    if change.action == "create":
        is_there = entry is not None and entry.is_live
        return [_clash(change, label, None, ConflictKind.ADD_ADD, None)] if is_there else []
    before = pending.rows_before.get(change.id)
    if before is None:
        return [_clash(change, label, None, ConflictKind.DELETE_MODIFY, None)]
    if change.action == "change":
        kind, seen = ConflictKind.MODIFY_MODIFY, dict(change.old)
    else:  # a removal has seen the whole record, empty fields too: what was filled since must not go with it
        kind, seen = (
            ConflictKind.MODIFY_DELETE,
            {key: change.old.get(key) for key in SPECS[change.type].by_key},
        )
    return [
        _clash(change, label, key, kind, before.get(key))
        for key, value in seen.items()
        if before.get(key) != value
    ]


def _clash(change: RecordChange, label: str, key: str | None, kind: ConflictKind, ours: Value) -> Clash:
    base = change.old.get(key) if key else dict(change.old)
    theirs = change.new.get(key) if key else dict(change.new)
    conflict = Conflict(field=key, kind=kind, base=base, ours=ours, theirs=theirs)
    return Clash(type=change.type, id=change.id, label=label, conflict=conflict)


def _refuse_dead_links(pending: Pending) -> None:
    """Every new link must lead to a live record, or one of this very change set, of a right type."""
    wanted: dict[str, list[FieldSpec]] = defaultdict(list)
    for change in pending.staying().values():
        for link in SPECS[change.type].links:
            target = change.new.get(link.key)
            if target is not None and target != change.old.get(link.key):
                wanted[str(target)].append(link)
    known = by_ids(pending.connection, wanted)
    coming = {change.id: change.type for change in pending.of("create")}
    going = {change.id for change in pending.of("remove")}
    for target, links in wanted.items():
        entry = known.get(target)
        is_there = entry is not None and entry.is_live and target not in going
        type_key = coming.get(target) or (entry.type if entry is not None and is_there else None)
        if entry is not None and type_key is None:
            raise UserError("link-in-trash", label=links[0].label, value=entry.reference)
        for link in links:
            _refuse_link(link, entry.reference if entry else target, type_key)


def _refuse_link(link: FieldSpec, shown: str, type_key: str | None) -> None:
    if type_key is None:
        raise UserError("link-unknown", label=link.label, value=shown)
    if type_key not in link.targets and "record" not in link.targets:
        expected = ", ".join(SPECS[target].label for target in link.targets)
        found = SPECS[type_key].label
        raise UserError("link-wrong-type", label=link.label, value=shown, found=found, expected=expected)


def _refuse_removal_of_used(pending: Pending) -> None:
    going: dict[str, list[str]] = defaultdict(list)
    for change in pending.of("remove"):
        going[change.type].append(change.id)
    gone = {key for ids in going.values() for key in ids}
    rewritten = {
        (change.id, key)
        for change in pending.of("change")
        for key, value in change.new.items()
        if value not in gone
    }
    for type_key, ids in going.items():
        for source, link, target in _pointing(pending.connection, type_key, ids):
            if source not in gone and (source, link) not in rewritten:
                raise _in_use(pending, target, gone)


def _pointing(connection: Connection, type_key: str, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Give each link to one of the records: the record it is of, its field, its target.

    Where many are asked for, a table that is no longer than the list is read whole: ten times faster.
    """
    sizes = counts(connection) if len(ids) > CHUNK else {}
    wanted = set(ids)
    for spec, link in links_to(type_key):
        table = table_of(spec.key)
        query = select(table.c.id, table.c[link])
        if len(ids) > CHUNK and sizes.get(spec.key, 0) <= len(ids):
            every = connection.execute(query.where(table.c[link].is_not(None)))
            yield from ((row[0], link, row[1]) for row in every if row[1] in wanted)
            continue
        for piece in chunked(ids):
            for row in connection.execute(query.where(table.c[link].in_(piece))):
                yield row[0], link, row[1]


def _in_use(pending: Pending, target: str, gone: set[str]) -> UserError:
    entry = pending.entries[target]
    users = [user for user in users_of(pending.connection, entry) if user.id not in gone]
    shown = ", ".join(f"{SPECS[user.type].label} {user.reference}" for user in users[:5])
    more = f" and {len(users) - 5} more" if len(users) > 5 else ""
    return UserError("record-in-use", label=entry.label, users=shown + more)


def users_of(connection: Connection, entry: Entry) -> list[Entry]:
    """Give the live records that point to a record."""
    ids: list[str] = []
    for spec, link in links_to(entry.type):
        table = table_of(spec.key)
        ids += connection.execute(select(table.c.id).where(table.c[link] == entry.id)).scalars()
    return list(by_ids(connection, ids).values())


def _refuse_taken_references(pending: Pending) -> None:
    wanted: dict[str, RecordChange] = {}
    for change in pending.staying().values():
        reference = change.new.get("reference")
        if reference is None:
            continue
        twin = wanted.setdefault(fold(str(reference)), change)
        if twin is not change:
            raise _taken(pending, change, SPECS[twin.type].label)
    for folded, entry in by_references(pending.connection, wanted).items():
        change = wanted[folded]
        if entry.id != change.id:
            where = "" if entry.is_live else " in the trash"
            raise _taken(pending, change, f"{SPECS[entry.type].label} “{entry.label}”{where}")


def _taken(pending: Pending, change: RecordChange, owner: str) -> UserError:
    proposal = propose_reference(pending.connection, SPECS[change.type], pending.moment.date())
    return UserError("reference-taken", value=change.new["reference"], owner=owner, proposal=proposal)


def _refuse_circles(pending: Pending) -> None:
    """No record may come to stand above, before or in the place of itself by links within its own type."""
    for change in pending.staying().values():
        for link in SPECS[change.type].links:
            if link.targets == (change.type,) and change.new.get(link.key) is not None:
                _refuse_circle(pending, change, link)


def _refuse_circle(pending: Pending, change: RecordChange, link: FieldSpec) -> None:
    here, table = pending.staying(), table_of(change.type)
    target: Value = change.new[link.key]
    seen: set[Value] = set()
    while target is not None and target not in seen:
        if target == change.id:
            shown = by_ids(pending.connection, [str(change.new[link.key])])
            value = next((entry.reference for entry in shown.values()), change.new.get("reference"))
            raise UserError("circle", label=link.label, value=value)
        seen.add(target)
        planned = here.get(str(target))
        if planned is not None and link.key in planned.new:
            target = planned.new[link.key]
        else:
            found = pending.connection.execute(select(table.c[link.key]).where(table.c.id == target)).first()
            target = found[0] if found else None
