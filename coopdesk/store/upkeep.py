# SPDX-License-Identifier: EUPL-1.2
"""Keeping the register and the search true: labels, versions, search text of what was written."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from coopdesk.domain.changes import RecordChange
from coopdesk.domain.folding import fold, sort_key
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.store import search
from coopdesk.store.bulk import chunked, insert_rows, update_rows
from coopdesk.store.pending import Pending
from coopdesk.store.register import REGISTER, by_ids, label_of, table_of, titled_by

_NAMED = ("reference", "reference_folded", "label", "label_sorted")
_TOUCHED = (*_NAMED, "version", "is_live", "changed_in")


def write_register(pending: Pending, change_set: int) -> None:
    """Write the lines of created, changed and removed records; new ones get their number."""
    fresh, touched = [], []
    names = _Names(pending)
    for change in pending.plan.changes:
        entry = pending.entries.get(change.id)
        if change.action == "remove" and entry is not None:
            reference, label = entry.reference, entry.label
        else:
            values = pending.values_after(change)
            reference, label = str(values["reference"]), names.of_change(change)
        named = (reference, fold(reference), label, sort_key(label))
        if entry is None:
            fresh.append((change.id, change.type, *named, 1, True, change_set, change_set))
        else:
            touched.append((*named, entry.version + 1, change.action != "remove", change_set, change.id))
    update_rows(pending.connection, REGISTER, "id", _TOUCHED, touched)
    insert_rows(
        pending.connection, REGISTER, ("id", "type", *_TOUCHED[:-1], "created_in", "changed_in"), fresh
    )
    if fresh:
        pending.entries.update(by_ids(pending.connection, [row[0] for row in fresh]))


class _Names:
    """Works out labels; a record whose label is made of others' asks for theirs, here or in the register."""

    def __init__(self, pending: Pending) -> None:
        self._pending = pending
        self._here = pending.staying()
        linked = {
            str(change.new[key])
            for change in self._here.values()
            for key in SPECS[change.type].title
            if SPECS[change.type].by_key[key].targets and change.new.get(key) is not None
        }
        self._known = by_ids(pending.connection, linked - set(self._here))

    def of_change(self, change: RecordChange) -> str:
        """Give the label of a record as it will be."""
        labels = self._pending.labels
        if change.id not in labels:
            labels[change.id] = ""  # ends a circle of records that name each other
            labels[change.id] = label_of(SPECS[change.type], self._pending.values_after(change), self.of_link)
        return labels[change.id]

    def of_link(self, target: str) -> str:
        """Give the label of a linked record."""
        if target in self._here:
            return self.of_change(self._here[target])
        if target not in self._known:
            self._known.update(by_ids(self._pending.connection, [target]))
        return self._known[target].label if target in self._known else ""


def rename_dependents(pending: Pending) -> None:
    """Name records anew whose label is made from that of a renamed one, and theirs in turn.

    One may be named anew more than once, as the labels it is made of settle. Records that name each other
    in a circle come to an end as well: their labels have a greatest length.
    """
    renamed = {
        change.id: change.type
        for change in pending.of("change")
        if pending.entries[change.id].label != pending.labels.get(change.id)
    }
    while renamed:
        renamed = _rename_after(pending, renamed)


def _rename_after(pending: Pending, renamed: Mapping[str, str]) -> dict[str, str]:
    again: dict[str, str] = {}
    for type_key in dict.fromkeys(renamed.values()):
        ids = [key for key, its_type in renamed.items() if its_type == type_key]
        for spec, link in titled_by(type_key):
            table = table_of(spec.key)
            for piece in chunked(ids):
                rows = (
                    pending.connection.execute(select(table).where(table.c[link].in_(piece))).mappings().all()
                )
                again.update(_relabel(pending, spec.key, [dict(row) for row in rows]))
    return again


def _relabel(pending: Pending, type_key: str, rows: list[dict[str, Value]]) -> dict[str, str]:
    names = _Names(pending)
    stored = by_ids(pending.connection, [str(row["id"]) for row in rows])
    changed = []
    for row in rows:
        key = str(row["id"])
        label = label_of(SPECS[type_key], row, names.of_link)
        if stored[key].label != label:
            changed.append((label, sort_key(label), key))
    update_rows(pending.connection, REGISTER, "id", ("label", "label_sorted"), changed)
    return {key: type_key for _, _, key in changed}


def write_search(pending: Pending) -> None:
    """Bring the search up to date for what was written, and for the owners of changed further names."""
    connection = pending.connection
    search.remove(connection, [pending.entries[change.id].seq for change in pending.of("remove")])
    owners = _owners_of_names(pending)
    here = pending.staying()
    named = search.named_types()
    extra = search.further_names(connection, owners | {c.id for c in here.values() if c.type in named})
    rows = [
        (
            pending.entries[key].seq,
            *search.texts_of(SPECS[c.type], pending.values_after(c), extra.get(key, ())),
        )
        for key, c in here.items()
    ]
    for key, entry in by_ids(connection, owners - set(here)).items():
        table = table_of(entry.type)
        row = connection.execute(select(table).where(table.c.id == key)).mappings().first()
        if row is not None:
            rows.append((entry.seq, *search.texts_of(SPECS[entry.type], dict(row), extra.get(key, ()))))
    search.put(connection, rows)


def _owners_of_names(pending: Pending) -> set[str]:
    """Give the records whose further names this change set touches."""
    owners: set[str] = set()
    for change in pending.plan.changes:
        owner = SPECS[change.type].names_of
        if owner is not None:
            sides = (change.old, change.new, pending.rows_before.get(change.id, {}))
            owners.update(str(side[owner]) for side in sides if side.get(owner) is not None)
    return owners - {change.id for change in pending.of("remove")}
