# SPDX-License-Identifier: EUPL-1.2
"""Hands the database down to the planning of an import, on one consistent state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sqlalchemy import Connection

from coopdesk.domain.changes import RecordChange
from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import MergeRules, Row
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import Carried, row_stamp
from coopdesk.exchange.planning.context import ImportContext, KnownRecord, OwnExport, Removal
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import check_record
from coopdesk.services.editing import removal_of
from coopdesk.services.exporting import base_of
from coopdesk.services.merge_rules import rules_of
from coopdesk.services.naming import resolver
from coopdesk.store import ledger
from coopdesk.store.queries import rows_by_ids, rows_linked, rows_of
from coopdesk.store.recall import past_states, removed_states, unknown_ids
from coopdesk.store.register import Entry, by_ids, by_references, links_to, propose_reference


def context_of(
    connection: Connection, today: dt.date, *, carried: Carried | None = None, packed: bytes | None = None
) -> ImportContext:
    """Give what planning may ask; `packed` is what the file carries, mostly just what the ledger holds."""

    @cache
    def own_export(export_id: str) -> OwnExport | None:
        return _own_export(connection, export_id, carried, packed)

    def ours(type_key: str, ids: Collection[str] | None) -> Mapping[str, Row]:
        spec = SPECS[type_key]
        if ids is None:
            return {str(row["id"]): row for row in rows_of(connection, spec)}
        return rows_by_ids(connection, spec, list(ids))

    def known(ids: Collection[str]) -> Mapping[str, KnownRecord]:
        return {key: _known(entry) for key, entry in by_ids(connection, ids).items()}

    def named(references: Collection[str]) -> Mapping[str, KnownRecord]:
        return {key: _known(entry) for key, entry in by_references(connection, references).items()}

    def past(type_key: str, stamps: Mapping[str, str], fields: Sequence[str]) -> Mapping[str, Row]:
        return _past_states(connection, SPECS[type_key], stamps, fields)

    def propose(type_key: str, taken: int) -> str:
        return propose_reference(connection, SPECS[type_key], today, taken)

    def check(spec: RecordSpec, values: Mapping[str, Value], record_id: str | None) -> list[Problem]:
        return check_record(spec, values, record_id=record_id)

    def removal(type_key: str, record_id: str) -> Removal:
        return _removal(connection, record_id)

    return ImportContext(
        specs=SPECS,
        rules=_AllRules(),
        today=today,
        own_export=own_export,
        ours=ours,
        removed=lambda type_key, ids: removed_states(connection, SPECS[type_key], ids),
        known=known,
        named=named,
        unknown=lambda ids: unknown_ids(connection, ids),
        past_states=past,
        resolve=resolver(connection),
        propose=propose,
        check=check,
        removal=removal,
    )


class _AllRules(dict[str, MergeRules]):
    """The merge rules of every type, made when they are first asked for."""

    def __missing__(self, type_key: str) -> MergeRules:
        self[type_key] = rules_of(SPECS[type_key])
        return self[type_key]


def _known(entry: Entry) -> KnownRecord:
    return KnownRecord(
        id=entry.id, type=entry.type, reference=entry.reference, label=entry.label, is_live=entry.is_live
    )


def _own_export(
    connection: Connection, export_id: str, carried: Carried | None, packed: bytes | None
) -> OwnExport | None:
    """Give what the ledger has of an export; the file itself serves where it carries the very same bytes."""
    stored = ledger.base_bytes(connection, export_id)
    if stored is None:
        return None
    facts = ledger.export_facts(connection, export_id)
    was_made_here = facts is not None and "made_elsewhere" not in facts.contents
    if carried is not None and packed is not None and stored == packed:
        links = carried.links
        return OwnExport(left=carried.bases, heard=carried.bases, links=links, was_made_here=was_made_here)
    is_of_file = carried is not None and packed is not None and stored.startswith(packed)
    left = carried if is_of_file else base_of(connection, export_id, is_advanced=False)
    heard = base_of(connection, export_id)
    if left is None or heard is None:
        return None
    return OwnExport(left=left.bases, heard=heard.bases, links=heard.links, was_made_here=was_made_here)


def _past_states(
    connection: Connection, spec: RecordSpec, stamps: Mapping[str, str], fields: Sequence[str]
) -> dict[str, Row]:
    """Walk each record back until its exported fields have the stamp."""
    found: dict[str, Row] = {}
    entries = by_ids(connection, stamps)
    rows = rows_by_ids(connection, spec, list(entries))
    for record_id, entry in entries.items():
        for state in past_states(connection, entry.seq, rows.get(record_id), spec):
            exported = {key: state.get(key) for key in fields}
            if row_stamp(spec, exported) == stamps[record_id]:
                found[record_id] = exported
                break
    return found


def _removal(connection: Connection, record_id: str) -> Removal:
    """Give what goes with a record, and the live records that point to any of it from outside."""
    changes = removal_changes(connection, [record_id])
    gone = {change.id for change in changes}
    users: dict[str, KnownRecord] = {}
    for change in changes:
        for spec, link in links_to(change.type):
            for row in rows_linked(connection, spec, link, change.id):
                if row["id"] not in gone:
                    users.update(
                        {key: _known(one) for key, one in by_ids(connection, [str(row["id"])]).items()}
                    )
    return Removal(
        owned=tuple((change.type, change.id) for change in changes if change.id != record_id),
        users=tuple(users.values()),
    )


def removal_changes(connection: Connection, ids: Collection[str]) -> list[RecordChange]:
    """Give the changes that remove records with all they own, each once."""
    changes: dict[str, RecordChange] = {}
    for entry in by_ids(connection, ids).values():
        for change in removal_of(connection, entry):
            changes.setdefault(change.id, change)
    return list(changes.values())
