# SPDX-License-Identifier: EUPL-1.2
"""The one door: a planned change set is checked against the database, written, and kept in the history.

Everything happens in one transaction that takes the write lock first. A value that is no longer what
the plan started from is never overwritten: `StaleRecord` says what stands there now.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, select

from coopdesk.domain.changes import ChangePlan, RecordChange, Written
from coopdesk.domain.errors import UserError
from coopdesk.domain.folding import fold
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import Conflict, ConflictKind
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.store import history, search
from coopdesk.store.bulk import chunked, insert_rows, update_rows
from coopdesk.store.engine import Database
from coopdesk.store.register import (
    REGISTER,
    Entry,
    by_ids,
    by_references,
    label_of,
    links_to,
    propose_reference,
    table_of,
    titled_by,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A record whose state is not the one a plan started from."""

    type: str
    id: str
    label: str
    conflict: Conflict


class StaleRecord(UserError):
    """The plan started from values that have changed meanwhile; nothing was written."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes = clashes
        first = clashes[0]
        spec = SPECS[first.type]
        if first.conflict.field is None:
            super().__init__("record-changed", label=first.label, count=len(clashes))
            return
        declared = spec.by_key[first.conflict.field]
        super().__init__(
            "changed-meanwhile",
            label=first.label,
            field=declared.label,
            **{side: _shown(declared.kind.format, getattr(first.conflict, side)) for side in ("base", "ours", "theirs")},
        )


def _shown(show: Callable[[Value], str], value: object) -> str:
    return show(value) or "–"  # type: ignore[arg-type] # a field conflict holds values


Also = Callable[[Connection, int], None]


def write(
    database: Database, plan: ChangePlan, *, who: str, at: dt.datetime | None = None, also: Also | None = None
) -> Written:
    """Write a change set, or nothing. `also` adds ledger rows in the same transaction.

    Raises StaleRecord, or UserError for links to nothing, references taken and records in use.
    """
    with database.writing() as connection:
        moment = at or dt.datetime.now(dt.UTC).replace(microsecond=0)
        writing = _Writing(connection, plan, moment)
        change_set = writing.run(who)
        if also is not None:
            also(connection, change_set)
        ids: dict[str, list[str]] = defaultdict(list)
        for change in plan.changes:
            ids[change.type].append(change.id)
        return Written(change_set=change_set, title=plan.title, ids={key: tuple(v) for key, v in ids.items()})


@dataclass(slots=True)
class _Writing:
    """The state of one write: what the register says, what was worked out on the way."""

    connection: Connection
    plan: ChangePlan
    moment: dt.datetime
    entries: dict[str, Entry] = field(default_factory=dict)
    by_action: dict[str, list[RecordChange]] = field(default_factory=lambda: {"create": [], "change": [], "remove": []})
    rows_before: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def run(self, who: str) -> int:
        """Check everything, then write everything; gives the number of the change set."""
        for change in self.plan.changes:
            self.by_action[change.action].append(change)
        self.entries = by_ids(self.connection, [change.id for change in self.plan.changes])
        self._read_rows_before()
        self._refuse_stale()
        self._refuse_dead_links()
        self._refuse_removal_of_used()
        self._refuse_taken_references()
        change_set = history.begin_change_set(self.connection, self.plan, who=who, at=self.moment)
        self._write_register(change_set)
        self._write_tables()
        seqs = {key: entry.seq for key, entry in self.entries.items()}
        history.write_changes(self.connection, change_set, self.plan.changes, seqs)
        self._write_search()
        self._refresh_dependent_labels()
        return change_set

    # -- checks ------------------------------------------------------------------------------------

    def _read_rows_before(self) -> None:
        by_type: dict[str, list[str]] = defaultdict(list)
        for change in (*self.by_action["change"], *self.by_action["remove"]):
            by_type[change.type].append(change.id)
        for key, ids in by_type.items():
            table = table_of(key)
            for piece in chunked(ids):
                for row in self.connection.execute(select(table).where(table.c.id.in_(piece))).mappings():
                    self.rows_before[row["id"]] = dict(row)

    def _refuse_stale(self) -> None:
        clashes = [clash for change in self.plan.changes for clash in self._clashes(change)]
        if clashes:
            raise StaleRecord(tuple(clashes))

    def _clashes(self, change: RecordChange) -> list[Clash]:
        entry = self.entries.get(change.id)
        label = entry.label if entry else str(change.new.get("reference", ""))
        if change.action == "create":
            if entry is None or not entry.is_live:
                return []
            return [_clash(change, label, None, ConflictKind.ADD_ADD, None)]
        before = self.rows_before.get(change.id)
        if before is None:
            return [_clash(change, label, None, ConflictKind.DELETE_MODIFY, None)]
        kind = ConflictKind.MODIFY_MODIFY if change.action == "change" else ConflictKind.MODIFY_DELETE
        return [
            _clash(change, label, key, kind, before.get(key))
            for key, value in change.old.items()
            if before.get(key) != value
        ]

    def _refuse_dead_links(self) -> None:
        wanted: dict[str, list[tuple[RecordChange, str]]] = defaultdict(list)
        for change in self.plan.changes:
            if change.action == "remove":
                continue
            for link in SPECS[change.type].links:
                target = change.new.get(link.key)
                if target is not None and target != change.old.get(link.key):
                    wanted[str(target)].append((change, link.key))
        known = by_ids(self.connection, wanted)
        coming = {change.id: change.type for change in self.by_action["create"]}
        going = {change.id for change in self.by_action["remove"]}
        for target, users in wanted.items():
            entry = known.get(target)
            type_key = coming.get(target) or (entry.type if entry and entry.is_live and target not in going else None)
            for change, key in users:
                declared = SPECS[change.type].by_key[key]
                if type_key is None:
                    raise UserError("link-unknown", label=declared.label, value=entry.reference if entry else target)
                if type_key not in declared.targets and "record" not in declared.targets:
                    raise UserError(
                        "link-wrong-type",
                        label=declared.label,
                        value=entry.reference if entry else target,
                        found=SPECS[type_key].label,
                        expected=", ".join(SPECS[t].label for t in declared.targets),
                    )

    def _refuse_removal_of_used(self) -> None:
        going: dict[str, list[str]] = defaultdict(list)
        for change in self.by_action["remove"]:
            going[change.type].append(change.id)
        gone = {change.id for change in self.by_action["remove"]}
        rewritten = {(c.id, key) for c in self.by_action["change"] for key in c.new}
        for key, ids in going.items():
            for spec, link in links_to(key):
                table = table_of(spec.key)
                for piece in chunked(ids):
                    users = self.connection.execute(
                        select(table.c.id, table.c[link]).where(table.c[link].in_(piece))
                    ).all()
                    left = [row for row in users if row[0] not in gone and (row[0], link) not in rewritten]
                    if left:
                        self._refuse_used(left[0][1])

    def _refuse_used(self, target: str) -> None:
        users = users_of(self.connection, self.entries[target])
        gone = {change.id for change in self.by_action["remove"]}
        named = [user for user in users if user.id not in gone]
        shown = ", ".join(f"{SPECS[user.type].label} {user.reference}" for user in named[:5])
        more = f" and {len(named) - 5} more" if len(named) > 5 else ""
        raise UserError("record-in-use", label=self.entries[target].label, users=shown + more)

    def _refuse_taken_references(self) -> None:
        wanted: dict[str, RecordChange] = {}
        for change in self.plan.changes:
            reference = change.new.get("reference")
            if change.action == "remove" or reference is None:
                continue
            twin = wanted.setdefault(fold(str(reference)), change)
            if twin is not change:
                self._refuse_taken(change, str(reference), SPECS[twin.type].label)
        for folded, entry in by_references(self.connection, wanted).items():
            change = wanted[folded]
            if entry.id != change.id:
                self._refuse_taken(change, str(change.new["reference"]), f"{SPECS[entry.type].label} “{entry.label}”")

    def _refuse_taken(self, change: RecordChange, reference: str, owner: str) -> None:
        proposal = propose_reference(self.connection, SPECS[change.type], self.moment.date())
        raise UserError("reference-taken", value=reference, owner=owner, proposal=proposal)

    # -- writing -----------------------------------------------------------------------------------

    def _write_register(self, change_set: int) -> None:
        fresh, back, touched = [], [], []
        for change in self.plan.changes:
            if change.action == "remove":
                continue
            values = {**self.rows_before.get(change.id, {}), **change.new}
            label, reference = self._label(change.type, change.id, values), str(values["reference"])
            named = (reference, fold(reference), label)
            if change.action == "change":
                touched.append((*named, self.entries[change.id].version + 1, True, change_set, change.id))
            elif change.id in self.entries:
                back.append((*named, self.entries[change.id].version + 1, True, change_set, change.id))
            else:
                fresh.append((change.id, change.type, *named, 1, True, change_set, change_set))
        for change in self.by_action["remove"]:
            entry = self.entries[change.id]
            gone = (entry.reference, fold(entry.reference), entry.label, entry.version + 1, False, change_set, change.id)
            touched.append(gone)
        columns = ("reference", "reference_folded", "label", "version", "is_live", "changed_in")
        update_rows(self.connection, REGISTER, "id", columns, (*back, *touched))
        insert_rows(
            self.connection,
            REGISTER,
            ("id", "type", "reference", "reference_folded", "label", "version", "is_live", "created_in", "changed_in"),
            fresh,
        )
        if fresh:
            self.entries.update(by_ids(self.connection, [row[0] for row in fresh]))

    def _label(self, type_key: str, record_id: str, values: Mapping[str, Value]) -> str:
        if record_id not in self.labels:
            self.labels[record_id] = label_of(SPECS[type_key], values, self._label_of_link)
        return self.labels[record_id]

    def _label_of_link(self, target: str) -> str:
        """Give the label of a linked record, of this very change set or from the register."""
        if target not in self.labels:
            new = self._changed_here().get(target)
            if new is not None:
                values = {**self.rows_before.get(target, {}), **new.new}
                return self._label(new.type, target, values)
            found = self.entries.get(target) or by_ids(self.connection, [target]).get(target)
            self.labels[target] = found.label if found else ""
        return self.labels[target]

    _here: dict[str, RecordChange] | None = None

    def _changed_here(self) -> dict[str, RecordChange]:
        if self._here is None:
            self._here = {change.id: change for change in self.plan.changes if change.action != "remove"}
        return self._here

    def _write_tables(self) -> None:
        created: dict[str, list[RecordChange]] = defaultdict(list)
        changed: dict[tuple[str, tuple[str, ...]], list[RecordChange]] = defaultdict(list)
        removed: dict[str, list[str]] = defaultdict(list)
        for change in self.by_action["create"]:
            created[change.type].append(change)
        for change in self.by_action["change"]:
            changed[change.type, tuple(sorted(change.new))].append(change)
        for change in self.by_action["remove"]:
            removed[change.type].append(change.id)
        for key, ids in removed.items():
            table = table_of(key)
            for piece in chunked(ids):
                self.connection.execute(delete(table).where(table.c.id.in_(piece)))
        for key, changes in created.items():
            columns = [declared.key for declared in SPECS[key].fields]
            rows = ((c.id, *(c.new.get(name) for name in columns)) for c in changes)
            insert_rows(self.connection, table_of(key), ("id", *columns), rows)
        for (key, columns_changed), changes in changed.items():
            rows = ((*(c.new[name] for name in columns_changed), c.id) for c in changes)
            update_rows(self.connection, table_of(key), "id", columns_changed, rows)

    def _write_search(self) -> None:
        search.remove(self.connection, [self.entries[change.id].seq for change in self.by_action["remove"]])
        stale = {c.id for c in (*self.by_action["create"], *self.by_action["change"])} | self._owners_of_names()
        owners = {c.id for c in self.plan.changes if c.type in search.named_types()} | self._owners_of_names()
        extra = search.further_names(self.connection, owners) if owners else {}
        rows = []
        for key, (spec, values, seq) in self._values_now(stale).items():
            rows.append((seq, *search.texts_of(spec, values, extra.get(key, ()))))
        search.put(self.connection, rows)

    def _owners_of_names(self) -> set[str]:
        """Give the records whose further names this change set touches."""
        owners: set[str] = set()
        for change in self.plan.changes:
            owner_field = SPECS[change.type].names_of
            if owner_field is not None:
                sides = (change.old, change.new, self.rows_before.get(change.id, {}))
                owners.update(str(side[owner_field]) for side in sides if side.get(owner_field) is not None)
        return owners - {change.id for change in self.by_action["remove"]}

    def _values_now(self, ids: set[str]) -> dict[str, tuple[RecordSpec, Mapping[str, Value], int]]:
        """Give the values of records as they are now in this transaction."""
        here = self._changed_here()
        found: dict[str, tuple[RecordSpec, Mapping[str, Value], int]] = {}
        others = by_ids(self.connection, [key for key in ids if key not in here])
        for key, change in here.items():
            if key in ids:
                values = {**self.rows_before.get(key, {}), **change.new}
                found[key] = (SPECS[change.type], values, self.entries[key].seq)
        for key, entry in others.items():
            table = table_of(entry.type)
            row = self.connection.execute(select(table).where(table.c.id == key)).mappings().first()
            if row is not None:
                found[key] = (SPECS[entry.type], dict(row), entry.seq)
        return found

    def _refresh_dependent_labels(self) -> None:
        """Records whose label is made from another's are named anew when that one is renamed."""
        renamed = {
            change.id: change.type
            for change in self.by_action["change"]
            if self.entries[change.id].label != self.labels.get(change.id)
        }
        while renamed:
            renamed = self._rename_dependents(renamed)

    def _rename_dependents(self, renamed: Mapping[str, str]) -> dict[str, str]:
        again: dict[str, str] = {}
        new_labels: list[tuple[str, str]] = []
        for type_key in set(renamed.values()):
            ids = [key for key, its_type in renamed.items() if its_type == type_key]
            for spec, link in titled_by(type_key):
                table = table_of(spec.key)
                for piece in chunked(ids):
                    for row in self.connection.execute(select(table).where(table.c[link].in_(piece))).mappings():
                        label = label_of(spec, dict(row), self._label_of_link)
                        if self.labels.get(row["id"]) != label:
                            self.labels[row["id"]] = label
                            new_labels.append((label, row["id"]))
                            again[row["id"]] = spec.key
        update_rows(self.connection, REGISTER, "id", ("label",), new_labels)
        return again


def _clash(change: RecordChange, label: str, key: str | None, kind: ConflictKind, ours: Value) -> Clash:
    base = change.old.get(key) if key else dict(change.old)
    theirs = change.new.get(key) if key else dict(change.new)
    conflict = Conflict(field=key, kind=kind, base=base, ours=ours, theirs=theirs)
    return Clash(type=change.type, id=change.id, label=label, conflict=conflict)


def users_of(connection: Connection, entry: Entry) -> list[Entry]:
    """Give the live records that point to a record, except the rows it owns itself."""
    ids: list[str] = []
    for spec, link in links_to(entry.type):
        if spec.parent is not None and spec.parent.key == link:
            continue
        table = table_of(spec.key)
        ids += self_ids(connection.execute(select(table.c.id).where(table.c[link] == entry.id)).scalars().all())
    return list(by_ids(connection, ids).values())


def self_ids(ids: Sequence[str]) -> list[str]:
    """Give ids once each, in order."""
    return list(dict.fromkeys(ids))
