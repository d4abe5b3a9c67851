# SPDX-License-Identifier: EUPL-1.2
"""Commands that send workbooks out and bring them home: export, import."""

from __future__ import annotations

import argparse
import sys

from coopdesk.cli.opening import opened
from coopdesk.cli.printing import print_json, print_line
from coopdesk.domain.errors import UsageError
from coopdesk.domain.filters import Filter
from coopdesk.services import exporting, filtering, importing
from coopdesk.services.importing import ImportPlan


def run(options: argparse.Namespace) -> int:
    """Run one of the two commands."""
    return _export(options) if options.verb == "export" else _import(options)


def _export(options: argparse.Namespace) -> int:
    types: list[str] = options.types
    if options.where and len(types) != 1:
        raise UsageError("where-needs-one-type")
    with opened(options) as database:
        where: dict[str, Filter] = {}
        if options.where:
            spec, chosen = filtering.filter_of(database, types[0], options.where)
            where[spec.key] = chosen
        sent = exporting.export_workbook(
            database,
            options.file,
            types=types,
            where=where,
            who=options.who,
            personal=options.personal,
            marking=options.marking,
            hand_out=options.hand_out,
        )
    if options.json:
        print_json(
            {
                "file": str(sent.path),
                "export": None if options.hand_out else sent.export_id,
                "rows": sent.rows,
                "types": list(sent.types),
                "marking": sent.marking,
                "sha256": sent.sha256,
                "change_set": sent.change_set,
            }
        )
    else:
        print_line(f"Wrote {sent.rows} rows to {sent.path}, marked {sent.marking}.")
    return 0


def _import(options: argparse.Namespace) -> int:
    with opened(options) as database:
        if options.dry_run:
            plan = importing.plan_file(
                database, options.file, decide=options.decide, accept_deletions=options.accept_deletions
            )
        else:
            taken = importing.import_file(
                database,
                options.file,
                who=options.who,
                decide=options.decide,
                accept_deletions=options.accept_deletions,
            )
            plan = taken.plan
    if options.json:
        print_json(importing.plan_as_json(plan))
    else:
        _print_plan(plan)
    return 0


def _print_plan(plan: ImportPlan) -> None:
    for line in importing.plan_in_words(plan):
        sys.stdout.write(line + "\n")
