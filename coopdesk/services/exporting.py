# SPDX-License-Identifier: EUPL-1.2
"""Exporting a workbook: gathered on one state, written whole, logged; and what the ledger knows of it later.

File and log go together: the log is written when the file is in its place, and where that fails the old
file is put back.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from coopdesk import __version__
from coopdesk.domain.changes import ChangePlan, Origin
from coopdesk.domain.errors import UsageError
from coopdesk.domain.filters import Filter
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import LINE, BadValue, strip_unprintable
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.carrier import (
    BaseRow,
    Carried,
    CarrierDamaged,
    Manifest,
    carried_of,
    pack_bytes,
    pack_carried,
    plain_bases,
    read_bases,
    unpack_all,
)
from coopdesk.exchange.writing.about_sheet import counted
from coopdesk.exchange.writing.outgoing import OutgoingBook, OutgoingSheet, WrittenFile
from coopdesk.exchange.writing.placing import restorable
from coopdesk.exchange.writing.workbook import refuse_other_ending, write_workbook
from coopdesk.records._markings import MARKINGS
from coopdesk.records.catalog import SPECS
from coopdesk.services.gathering import Chosen, Gathered, Wanted, gather
from coopdesk.services.markings import highest_marking, marking_to_print, refuse_no_marking
from coopdesk.services.naming import spec_of
from coopdesk.store import ledger
from coopdesk.store.engine import Database
from coopdesk.store.ledger import ExportFacts, verify_chain
from coopdesk.store.schema import facts_about, newest_layout
from coopdesk.store.unit_of_work import write

__all__ = [
    "Chosen", "Exported", "adopt_export", "advance_base", "base_of", "export_workbook", "verify_chain",
]  # fmt: skip

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A workbook that left: where it is, how it is marked, and its entry in the history."""

    path: Path
    export_id: str
    rows: int
    types: tuple[str, ...]
    marking: str
    sha256: str
    change_set: int


def export_workbook(
    database: Database,
    target: Path,
    *,
    types: Sequence[str] = (),
    where: Mapping[str, Filter] | None = None,
    who: str,
    office: str = "",
    personal: str | None = None,
    include_internal: bool = False,
    marking: str | None = None,
    hand_out: bool = False,
    today: dt.date | None = None,
    chosen: Mapping[str, Chosen] | None = None,
) -> Exported:
    """Write a workbook of registers, all of them unless told otherwise, and log it.

    `chosen` names the records and fields of a type one by one, as a list on the screen shows them.
    `personal` is the purpose for which columns with personal data are let out. `marking` may be higher than
    that of the records, never lower. Raises UsageError, UserError or EnvironmentProblem; nothing has changed
    then, and an old file is as it was.
    """
    refuse_other_ending(target)
    if marking is not None:
        refuse_no_marking(marking)
    specs = _specs(types)
    purpose = _purpose(personal)
    wanted = Wanted(
        specs=specs,
        where=_filters(specs, where or {}),
        personal=purpose is not None,
        internal=include_internal,
        hand_out=hand_out,
        today=today or dt.date.today(),
        chosen=chosen or {},
    )
    with database.reading() as connection:
        gathered = gather(connection, wanted)
        database_id = facts_about(connection).get("database_id", "")
    manifest = Manifest(
        export_id=new_key(),
        made_at=dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat(),
        sender=who,
        office=office,
        app_version=__version__,
        database_id=database_id,
        layout=newest_layout(),
        filter="; ".join(f"{sheet.spec.plural}: {sheet.filter}" for sheet in gathered.sheets if sheet.filter),
        marking=marking_to_print(marking, highest_marking((one.spec, one.rows) for one in gathered.sheets)),
        purpose=purpose,
        sheets=(),
    )
    with restorable(target):
        written = write_workbook(target, _book(gathered, manifest, hand_out=hand_out))
        change_set = _log(database, target, gathered, manifest, written)
    return Exported(
        path=target,
        export_id=manifest.export_id,
        rows=sum(written.rows.values()),
        types=tuple(written.rows),
        marking=manifest.marking,
        sha256=written.sha256,
        change_set=change_set,
    )


def _specs(types: Sequence[str]) -> tuple[RecordSpec, ...]:
    """Give the wanted registers in menu order, once each. Raises UsageError."""
    keys = {spec_of(key).key for key in types} or set(SPECS)
    return tuple(spec for spec in SPECS.values() if spec.key in keys)


def _purpose(personal: str | None) -> str | None:
    """Give the purpose as it can be kept and printed. Raises UsageError."""
    try:
        purpose = LINE.parse(personal)
    except BadValue as error:
        raise UsageError(error.code, label="The purpose", **error.facts) from error
    if personal is not None and purpose is None:
        raise UsageError("export-purpose-missing")
    return None if purpose is None else str(purpose)


def _filters(specs: Sequence[RecordSpec], where: Mapping[str, Filter]) -> dict[str, Filter]:
    """Give the filters by type. Raises UsageError for one on a register that does not leave."""
    found = {spec_of(key).key: one for key, one in where.items()}
    for key in found:
        if SPECS[key] not in specs:
            raise UsageError("export-filter-unused", plural=SPECS[key].plural)
    return found


def _book(gathered: Gathered, manifest: Manifest, *, hand_out: bool) -> OutgoingBook:
    return OutgoingBook(
        sheets=gathered.sheets,
        printed=gathered.printed,
        references=gathered.references,
        marking=MARKINGS.label(manifest.marking),
        sender=manifest.sender,
        office=manifest.office,
        made_at=dt.datetime.fromisoformat(manifest.made_at),
        purpose=manifest.purpose,
        manifest=None if hand_out else manifest,
    )


def _log(
    database: Database, target: Path, gathered: Gathered, manifest: Manifest, written: WrittenFile
) -> int:
    """Write the entry of the history and that of the ledger, in one transaction."""
    made_at = dt.datetime.fromisoformat(manifest.made_at)
    file_name = strip_unprintable(target.name)  # on some systems a name need not be text

    def add_to_ledger(connection: Connection, change_set: int) -> None:
        facts = ExportFacts(
            export_id=manifest.export_id,
            change_set=change_set,
            made_at=made_at,
            who=manifest.sender,
            file_name=file_name,
            sha256=written.sha256,
            is_for_return=written.carried is not None,
            marking=manifest.marking,
            purpose=manifest.purpose,
            contents={sheet.spec.key: _contents(sheet) for sheet in gathered.sheets},
        )
        ledger.append_export(connection, facts, written.carried)

    registers = counted(len(written.rows), "register")
    rows = counted(sum(written.rows.values()), "row")
    what = "Export" if written.carried is not None else "Hand out"
    plan = ChangePlan(
        title=f"{what} {registers}, {rows} to {file_name}",
        origin=Origin.EXPORT,
        changes=(),
        reason=manifest.purpose,
    )
    return write(database, plan, who=manifest.sender, at=made_at, also=add_to_ledger).change_set


def _contents(sheet: OutgoingSheet) -> dict[str, object]:
    """Give what the ledger says of a sheet: columns and numbers, and whether a filter chose; never values."""
    columns = [field.key for field in sheet.fields]
    return {"columns": columns, "rows": len(sheet.rows), "is_filtered": bool(sheet.filter)}


# -- what the ledger knows of an export ------------------------------------------------------------


def base_of(connection: Connection, export_id: str, *, is_advanced: bool = True) -> Carried | None:
    """Give what an export carried, None where the ledger does not know it or has let go of its base.

    Rows that came home since are as the last file said them, unless the import was taken back; with
    `is_advanced` False every row is as it left, which is what the stamps in the file are made of.
    """
    stored = ledger.base_bytes(connection, export_id)
    if stored is None:
        return None
    try:
        first, *advances = unpack_all(stored)
        carried = carried_of(first, SPECS)
        return _advanced(connection, carried, advances) if is_advanced else carried
    except (CarrierDamaged, ValueError):
        logger.warning("the base of export %s cannot be read", export_id)
        return None


def _advanced(connection: Connection, carried: Carried, advances: Sequence[Any]) -> Carried:
    """Put the rows that came home over those that left, in order; not those of imports taken back."""
    bases = {key: dict(rows) for key, rows in carried.bases.items()}
    links = dict(carried.links)
    for advance in advances:
        number = advance["change_set"]
        if number is not None and not ledger.is_in_force(connection, number):
            continue
        for type_key, rows in read_bases(advance["bases"], SPECS).items():
            kept = bases.setdefault(type_key, {})
            kept.update({record_id: {**kept.get(record_id, {}), **row} for record_id, row in rows.items()})
        links |= advance["links"]
    return Carried(manifest=carried.manifest, bases=bases, links=links)


def advance_base(
    connection: Connection,
    export_id: str,
    type: str,
    rows: Mapping[str, BaseRow],
    *,
    change_set: int | None = None,
    links: Mapping[str, str] | None = None,
) -> bool:
    """Make what a file said the base of these rows (values by id) for the next file of the same export.

    To be called in the transaction of the import; `change_set` is its number, None for the newest one, which
    it is there. `links` gives the text of link cells by id where it is not the one that was printed. Says
    whether the ledger knows the export; `adopt_export` makes it known.

    What is added lies behind the base as it left and counts only as long as its change set is in force, so
    that an import which was taken back can be done again. The chain of the ledger does not cover it.
    """
    number = change_set if change_set is not None else ledger.newest_change_set(connection)
    piece = {"change_set": number, "bases": plain_bases({type: rows}, SPECS), "links": dict(links or {})}
    return ledger.add_to_base(connection, export_id, pack_bytes(piece))


def adopt_export(
    connection: Connection, carried: Carried, *, file_name: str, sha256: str, change_set: int | None
) -> None:
    """Note an export that another office made and we took in, so that its next file finds a base here.

    Raises CarrierDamaged where its own time makes no sense.
    """
    manifest = carried.manifest
    try:
        made_at = dt.datetime.fromisoformat(manifest.made_at).astimezone(dt.UTC)
    except ValueError as error:
        raise CarrierDamaged(str(error)) from error
    contents = {sheet.type: {"columns": list(sheet.columns.values())} for sheet in manifest.sheets}
    facts = ExportFacts(
        export_id=manifest.export_id,
        change_set=change_set,
        made_at=made_at.replace(microsecond=0),
        who=manifest.sender[:100],
        file_name=file_name,
        sha256=sha256,
        is_for_return=True,
        marking=manifest.marking[:20],
        purpose=manifest.purpose,
        contents={"made_elsewhere": manifest.database_id, "sheets": contents},
    )
    ledger.append_export(connection, facts, pack_carried(carried, SPECS))
