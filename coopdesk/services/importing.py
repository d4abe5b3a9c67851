# SPDX-License-Identifier: EUPL-1.2
"""Bringing a returned workbook home: read in a child process, planned, backed up, written as one change set.

A dry run writes nothing at all. What is taken in is one entry of the history and is taken back by its undo.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.changes import RecordChange, Written
from coopdesk.domain.errors import EnvironmentProblem, UsageError, UserError
from coopdesk.domain.kinds import strip_unprintable
from coopdesk.domain.merging import Row
from coopdesk.domain.problems import sentence
from coopdesk.exchange.applying import change_plan, changes_of, refuse_open
from coopdesk.exchange.carrier import Carried, CarrierDamaged
from coopdesk.exchange.decisions import NO_DECISIONS, Decisions, read_decisions
from coopdesk.exchange.plan import ImportPlan, PlannedNotice
from coopdesk.exchange.plan_json import plan_as_json
from coopdesk.exchange.plan_words import plan_in_words
from coopdesk.exchange.planning.data_sheets import carrier_bytes, read_carrier
from coopdesk.exchange.planning.planner import plan_import
from coopdesk.exchange.raw import RawWorkbook
from coopdesk.exchange.reading.reader import read_workbook
from coopdesk.records.catalog import SPECS
from coopdesk.services.exporting import adopt_export, advance_base
from coopdesk.services.import_context import context_of, removal_changes
from coopdesk.store import import_ledger, ledger
from coopdesk.store.backup import make_backup
from coopdesk.store.engine import Database
from coopdesk.store.import_ledger import ImportEntry
from coopdesk.store.register import by_ids
from coopdesk.store.unit_of_work import StaleRecord, write

__all__ = ["ImportPlan", "Imported", "import_file", "plan_as_json", "plan_file", "plan_in_words"]

NEEDED_MB: Final = 200
_TRIES: Final = 3
_MB: Final = 1 << 20

Decide = str | Path | Decisions | None
"""Answers: "ours" or "theirs" for all that is open, a file of answers, or answers already read."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file: the plan as it was carried out, and the change set where there was any."""

    plan: ImportPlan
    written: Written | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    """A workbook as it was read, with what it carries."""

    workbook: RawWorkbook
    carried: Carried | None
    packed: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    plan: ImportPlan
    changes: tuple[RecordChange, ...]


def plan_file(
    database: Database,
    path: Path,
    *,
    decide: Decide = None,
    accept_deletions: bool = False,
    today: dt.date | None = None,
    cancel: Callable[[], bool] | None = None,
) -> ImportPlan:
    """Say what a returned workbook would change, and write nothing.

    Raises UserError for a file that cannot be taken in, and for answers that make no sense.
    """
    decisions = decisions_of(decide)
    with _without_collector():
        return _read_and_plan(database, path, decisions, accept=accept_deletions, today=today, cancel=cancel)


def _read_and_plan(
    database: Database,
    path: Path,
    decisions: Decisions,
    *,
    accept: bool,
    today: dt.date | None,
    cancel: Callable[[], bool] | None,
) -> ImportPlan:
    """Give the plan and let go of the workbook, before the collector would walk through it."""
    return _plan(database, _read(path, cancel), decisions, accept_deletions=accept, today=today).plan


def import_file(
    database: Database,
    path: Path,
    *,
    who: str,
    decide: Decide = None,
    accept_deletions: bool = False,
    today: dt.date | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Imported:
    """Take a returned workbook in: all of it as one change set, or nothing.

    Raises UserError while conflicts or questions are open, saying how many; cells and rows with problems
    stay out and are listed. A file that was taken in before changes nothing.
    """
    decisions = decisions_of(decide)
    _refuse_little_space(database)
    with _without_collector():
        return _read_and_import(
            database, path, decisions, who=who, accept=accept_deletions, today=today, cancel=cancel
        )


def _read_and_import(
    database: Database,
    path: Path,
    decisions: Decisions,
    *,
    who: str,
    accept: bool,
    today: dt.date | None,
    cancel: Callable[[], bool] | None,
) -> Imported:
    """Read, plan and write; where somebody wrote in between, plan again."""
    incoming = _read(path, cancel)
    backup: Path | None = None
    for left in reversed(range(_TRIES)):
        planned = _plan(database, incoming, decisions, accept_deletions=accept, today=today)
        if planned.plan.already_imported_at is not None:
            return Imported(plan=planned.plan, written=None)
        refuse_open(planned.plan)
        if planned.changes and backup is None:
            backup = make_backup(database.path, reason="before-import")
        try:
            return _apply(database, path, incoming, planned, decisions, who=who)
        except StaleRecord:
            if not left:
                raise
    raise AssertionError("the last try either returns or raises")


def decisions_of(decide: Decide) -> Decisions:
    """Give the answers that were asked for. Raises UsageError for a file of answers that makes no sense."""
    if decide is None:
        return NO_DECISIONS
    if isinstance(decide, Decisions):
        return decide
    if decide == "ours":
        return Decisions(remaining="ours")
    if decide == "theirs":
        return Decisions(remaining="theirs")
    path = Path(decide)
    try:
        return read_decisions(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise EnvironmentProblem("file-missing", path=path) from error
    except UnicodeDecodeError as error:
        raise UsageError("decisions-not-json") from error
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=path) from error


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the garbage collector still: it would walk through all the cells of a workbook again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _refuse_little_space(database: Database) -> None:
    """Raise EnvironmentProblem where the backup and the file itself might fill the disk."""
    free = shutil.disk_usage(database.path.parent).free
    if free < NEEDED_MB * _MB:
        raise EnvironmentProblem("too-little-space", free_mb=free // _MB, needed_mb=NEEDED_MB)


def _read(path: Path, cancel: Callable[[], bool] | None) -> _Incoming:
    found = read_workbook(path, cancel=cancel)
    workbook = replace(found, file_name=strip_unprintable(found.file_name))  # a name need not be text
    try:
        packed = carrier_bytes(workbook)
        carried = read_carrier(workbook, SPECS)
    except CarrierDamaged as error:
        logger.warning("the carrier of the workbook cannot be read: %s", error)
        return _Incoming(workbook=workbook, carried=None, packed=None)
    return _Incoming(workbook=workbook, carried=carried, packed=packed)


def _plan(
    database: Database,
    incoming: _Incoming,
    decisions: Decisions,
    *,
    accept_deletions: bool,
    today: dt.date | None,
) -> _Planned:
    """Plan on one consistent state of the database, with the changes that would carry the plan out."""
    workbook = incoming.workbook
    with database.reading() as connection:
        earlier = import_ledger.import_of(connection, workbook.sha256)
        if earlier is not None:
            return _Planned(plan=_plan_of_known_file(workbook, earlier), changes=())
        context = context_of(
            connection, today or dt.date.today(), carried=incoming.carried, packed=incoming.packed
        )
        plan = plan_import(
            workbook, incoming.carried, context, decisions=decisions, accept_deletions=accept_deletions
        )
        return _Planned(plan=plan, changes=_with_owned_rows(connection, changes_of(plan)))


def _plan_of_known_file(workbook: RawWorkbook, earlier: ImportEntry) -> ImportPlan:
    """Give the plan of a file that was taken in before: nothing, and a notice that says when."""
    facts = {
        "file": workbook.file_name,
        "time": earlier.made_at.astimezone().strftime("%Y-%m-%d %H:%M"),
        "who": earlier.who,
    }
    has_rest = bool(earlier.counts.get("problems"))
    message = sentence("already-imported-in-part" if has_rest else "already-imported", facts)
    notice = PlannedNotice(kind="file", code="already-imported", message=message)
    return ImportPlan(
        file=workbook.file_name,
        sha256=workbook.sha256,
        specs=SPECS,
        links={},
        export=earlier.export_id,
        notices=(notice,),
        already_imported_at=earlier.made_at,
        change_set=earlier.change_set,
    )


def _with_owned_rows(connection: Connection, changes: tuple[RecordChange, ...]) -> tuple[RecordChange, ...]:
    """Let the rows go that a removed record owns."""
    removed = [change.id for change in changes if change.action == "remove"]
    if not removed:
        return changes
    kept = tuple(change for change in changes if change.action != "remove")
    return (*kept, *removal_changes(connection, removed))


def _apply(
    database: Database,
    path: Path,
    incoming: _Incoming,
    planned: _Planned,
    decisions: Decisions,
    *,
    who: str,
) -> Imported:
    """Write changes, ledger and new base in one transaction; without changes only the ledger grows."""
    plan, workbook = planned.plan, incoming.workbook
    content = _same_bytes(path, workbook.sha256)
    at = dt.datetime.now(dt.UTC).replace(microsecond=0)

    def remember(connection: Connection, change_set: int | None) -> None:
        import_ledger.add_import(
            connection,
            change_set=change_set,
            export_id=plan.export,
            who=who,
            file_name=workbook.file_name,
            content=content,
            sha256=workbook.sha256,
            decisions=_as_plain(decisions),
            counts=asdict(plan.counts),
            at=at,
        )
        _advance(connection, incoming, plan, change_set)

    if not planned.changes:
        with database.writing() as connection:
            remember(connection, None)
        return Imported(plan=replace(plan, applied=True), written=None)
    written = write(database, change_plan(plan, planned.changes), who=who, at=at, also=remember)
    return Imported(plan=replace(plan, applied=True, change_set=written.change_set), written=written)


def _same_bytes(path: Path, sha256: str) -> bytes:
    """Give the file byte for byte as it was planned. Raises UserError where it is another one by now."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=path) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UserError("workbook-changed-meanwhile", file=path.name)
    return content


def _as_plain(decisions: Decisions) -> dict[str, object]:
    plain = asdict(decisions)
    plain["entries"] = [asdict(entry) for entry in decisions.entries]
    return {key: value for key, value in plain.items() if value}


def _advance(connection: Connection, incoming: _Incoming, plan: ImportPlan, change_set: int | None) -> None:
    """Make what the handled rows said their base; an export of another office becomes known."""
    carried, file = incoming.carried, incoming.workbook
    if carried is not None and ledger.export_facts(connection, carried.manifest.export_id) is None:
        try:
            adopt_export(
                connection, carried, file_name=file.file_name, sha256=file.sha256, change_set=change_set
            )
        except CarrierDamaged as error:
            logger.warning("the export cannot be noted: %s", error)
    for export_id, types in plan.heard.items():
        facts = ledger.export_facts(connection, export_id)
        number = change_set if change_set is not None else facts.change_set if facts else None
        if facts is None or number is None:
            continue
        for type_key, rows in types.items():
            links = _texts_of_links(connection, type_key, rows.values(), plan)
            advance_base(connection, export_id, type_key, rows, change_set=number, links=links)


def _texts_of_links(
    connection: Connection, type_key: str, rows: Iterable[Row], plan: ImportPlan
) -> dict[str, str]:
    """Give the references of linked records whose text was not printed when the workbook left."""
    keys = [link.key for link in SPECS[type_key].links]
    targets = {str(row[key]) for row in rows for key in keys if row.get(key) is not None}
    new = [target for target in targets if target not in plan.printed]
    return {key: entry.reference for key, entry in by_ids(connection, new).items()}
