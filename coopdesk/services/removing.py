# SPDX-License-Identifier: EUPL-1.2
"""Moving many records to the trash as one act. What is in use elsewhere is named and stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.errors import UserError
from coopdesk.records.catalog import SPECS
from coopdesk.services.editing import stored_values
from coopdesk.store.engine import Database
from coopdesk.store.pointing import Pointer, pointers
from coopdesk.store.queries import Row, rows_by_ids
from coopdesk.store.register import by_ids
from coopdesk.store.unit_of_work import write

NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """A record that cannot go, and the first records that use it."""

    id: str
    label: str
    users: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalPlan:
    """What goes to the trash (`records` of those asked for, with the rows they own) and what stays."""

    changes: tuple[RecordChange, ...]
    records: int
    staying: tuple[Staying, ...]
    title: str


def plan_removal(database: Database, type_key: str, ids: Sequence[str]) -> RemovalPlan:
    """Work out which records can go. One that only others which go as well point to can."""
    with database.reading() as connection:
        live = [one.id for one in by_ids(connection, ids).values() if one.is_live and one.type == type_key]
        going = list(live)
        users: dict[str, list[Pointer]] = {}
        while True:
            owned = _with_owned(connection, type_key, going)
            used = _used(connection, type_key, going, owned)
            if not used:
                break
            users |= used
            going = [key for key in going if key not in used]
        return RemovalPlan(
            changes=_changes(connection, owned), records=len(going), staying=_staying(connection, users),
            title=_title(connection, type_key, going, len(owned) - len(going)),
        )  # fmt: skip


def apply_removal(database: Database, plan: RemovalPlan, *, who: str) -> Written:
    """Move what can go to the trash, as one change set. Raises UserError where nothing can."""
    if not plan.changes:
        raise UserError("record-in-use", label=plan.staying[0].label, users=users_words(plan.staying[0]))
    return write(database, ChangePlan(title=plan.title, origin=Origin.EDIT, changes=plan.changes), who=who)


def users_words(one: Staying) -> str:
    """Name the records that use one."""
    return ", ".join(one.users) + (f" and {one.more} more" if one.more else "")


def _with_owned(connection: Connection, type_key: str, ids: Sequence[str]) -> dict[str, str]:
    """Give the records with all rows they own, and theirs, each with its type; owned rows first."""
    levels: list[dict[str, str]] = [dict.fromkeys(ids, type_key)]
    while levels[-1]:
        found: dict[str, str] = {}
        for its_type in set(levels[-1].values()):
            keys = [key for key, one in levels[-1].items() if one == its_type]
            found |= {p.source: p.type for p in pointers(connection, its_type, keys) if p.is_owner}
        levels.append({key: one for key, one in found.items() if not any(key in level for level in levels)})
    return {key: its_type for level in reversed(levels) for key, its_type in level.items()}


def _used(
    connection: Connection, type_key: str, going: Sequence[str], owned: dict[str, str]
) -> dict[str, list[Pointer]]:
    """Give those of the records that something else points to, themselves or a row they own."""
    used: dict[str, list[Pointer]] = {}
    above = _owners(connection, type_key, going)
    for its_type in set(owned.values()):
        keys = [key for key, one in owned.items() if one == its_type]
        for pointer in pointers(connection, its_type, keys):
            if pointer.source not in owned:
                used.setdefault(above.get(pointer.target, pointer.target), []).append(pointer)
    return used


def _owners(connection: Connection, type_key: str, going: Sequence[str]) -> dict[str, str]:
    """Give for each owned row the record of the list that it goes with."""
    above: dict[str, str] = {key: key for key in going}
    at: dict[str, str] = dict.fromkeys(going, type_key)
    while at:
        found: dict[str, str] = {}
        for its_type in set(at.values()):
            keys = [key for key, one in at.items() if one == its_type]
            for p in pointers(connection, its_type, keys):
                if p.is_owner and p.source not in above:
                    above[p.source] = above[p.target]
                    found[p.source] = p.type
        at = found
    return above


def _staying(connection: Connection, users: dict[str, list[Pointer]]) -> tuple[Staying, ...]:
    names = by_ids(connection, [*users, *(p.source for found in users.values() for p in found[:NAMED])])
    return tuple(
        Staying(
            id=key,
            label=names[key].label,
            users=tuple(
                f"{SPECS[p.type].label} “{names[p.source].label}”" for p in found[:NAMED] if p.source in names
            ),
            more=max(0, len(found) - NAMED),
        )
        for key, found in users.items()
    )


def _changes(connection: Connection, owned: dict[str, str]) -> tuple[RecordChange, ...]:
    rows: dict[str, Row] = {}
    for its_type in set(owned.values()):
        keys = [key for key, one in owned.items() if one == its_type]
        rows |= rows_by_ids(connection, SPECS[its_type], keys)
    return tuple(
        RecordChange(type=its_type, id=key, action="remove", old=stored_values(SPECS[its_type], rows[key]))
        for key, its_type in owned.items()
        if key in rows
    )


def _title(connection: Connection, type_key: str, going: Sequence[str], owned: int) -> str:
    spec = SPECS[type_key]
    rows = f" and {owned} of its rows" if owned else ""
    if len(going) == 1:
        (entry,) = by_ids(connection, going).values()
        return f"Remove {spec.label.lower()} {entry.reference}{rows}"
    return f"Remove {len(going)} {spec.plural.lower()}{rows.replace('its', 'their')}"
