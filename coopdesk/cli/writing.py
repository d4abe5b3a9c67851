# SPDX-License-Identifier: EUPL-1.2
"""Commands that change things: init, add, set, remove, undo, redo, attach, fetch, backup, restore, check."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from coopdesk.cli.opening import assignments, opened
from coopdesk.cli.printing import print_json, print_line
from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.services import attaching, browsing, editing, history, maintenance


def run(options: argparse.Namespace) -> int:
    """Run one of the writing commands."""
    commands = {
        "init": _init,
        "add": _add,
        "set": _set,
        "remove": _remove,
        "undo": _undo,
        "redo": _redo,
        "attach": _attach,
        "fetch": _fetch,
        "backup": _backup,
        "restore": _restore,
        "check": _check,
    }
    return commands[options.verb](options)


def _init(options: argparse.Namespace) -> int:
    records = maintenance.init(options.path, who=options.who, empty=options.empty)
    if options.json:
        print_json({"database": str(options.path), "records": records})
    else:
        print_line(f"Made {options.path} with {records} records.")
    return 0


def _add(options: argparse.Namespace) -> int:
    with opened(options) as database:
        written = editing.add_record(
            database, options.type, assignments(options.assignments), who=options.who
        )
    return _tell(options, written)


def _set(options: argparse.Namespace) -> int:
    with opened(options) as database:
        changed = assignments(options.assignments)
        written = editing.change_record(database, options.reference, changed, who=options.who)
    return _tell(options, written)


def _remove(options: argparse.Namespace) -> int:
    with opened(options) as database:
        written = editing.remove_record(database, options.reference, who=options.who)
    return _tell(options, written)


def _undo(options: argparse.Namespace) -> int:
    with opened(options) as database:
        written = history.undo(database, options.change_set, who=options.who, remaining=options.decide)
    return _tell(options, written)


def _redo(options: argparse.Namespace) -> int:
    with opened(options) as database:
        written = history.redo(database, who=options.who)
    return _tell(options, written)


def _tell(options: argparse.Namespace, written: Written) -> int:
    if options.json:
        with opened(options) as database:
            records = [asdict(record) for record in browsing.written_records(database, written)]
        one = {"reference": records[0]["reference"]} if len(records) == 1 else {}
        print_json({"change_set": written.change_set, "title": written.title, **one, "records": records})
    else:
        print_line(f"{written.title} – done (entry {written.change_set} of the history).")
    return 0


def _attach(options: argparse.Namespace) -> int:
    with opened(options) as database:
        written = attaching.attach(
            database, options.reference, options.file, who=options.who, description=options.description
        )
    return _tell(options, written)


def _fetch(options: argparse.Namespace) -> int:
    with opened(options) as database:
        path = attaching.fetch(database, options.reference, options.target)
    if options.json:
        print_json({"file": str(path)})
    else:
        print_line(f"Written to {path}.")
    return 0


def _backup(options: argparse.Namespace) -> int:
    path = maintenance.make_backup(options.path)
    if options.json:
        print_json({"backup": str(path)})
    else:
        print_line(f"Backup written and checked: {path}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    kept = maintenance.restore(options.file, options.path)
    if options.json:
        print_json({"database": str(options.path), "kept": str(kept) if kept else None})
    else:
        print_line(
            f"Restored {options.path} from {options.file}."
            + (f" The file before is kept: {kept}" if kept else "")
        )
    return 0


def _check(options: argparse.Namespace) -> int:
    mended = maintenance.mend_search(options.path) if options.mend_search else None
    health = maintenance.check(options.path)
    if options.json:
        facts = {"good": health.is_good, "reason": health.reason, "records": health.records}
        print_json({**facts, "searchable": health.searchable})
    elif health.is_good:
        if mended is not None:
            print_line(f"The search was made anew from {mended} records.")
        entries = "entry" if health.change_sets == 1 else "entries"
        print_line(f"All is well: {health.records} records, {health.change_sets} {entries} in the history.")
    if not health.is_whole:
        raise UserError("check-failed", path=options.path, reason=health.reason)
    if not health.is_search_complete:
        raise UserError("search-incomplete", found=health.searchable, records=health.records)
    return 0
