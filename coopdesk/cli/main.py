# SPDX-License-Identifier: EUPL-1.2
"""The command line: arguments to a command, its failure to one sentence and an exit code."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from coopdesk import __version__
from coopdesk.cli.settings import Settings

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
ENVIRONMENT: Final = 3

logger = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the wall of usage."""

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2."""
        sys.stderr.write(f"{self.prog}: {message}. See “{self.prog} --help”.\n")
        sys.exit(WRONG_USAGE)


def run(arguments: Sequence[str], settings: Settings) -> int:
    """Run one command and give its exit code; every failure ends in one sentence on standard error."""
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if options.verb is None:
        parser.print_help()
        return DONE
    return _guarded(options, settings)


def _guarded(options: argparse.Namespace, settings: Settings) -> int:
    from coopdesk.domain.errors import CoopDeskError, EnvironmentProblem, UsageError, UserError

    try:
        _fill_in(options, settings)
        return _command(options)
    except UsageError as error:
        return _say(error, WRONG_USAGE)
    except EnvironmentProblem as error:
        return _say(error, ENVIRONMENT)
    except UserError as error:
        return _say(error, REFUSED)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # the reader has gone; be quiet at the end
        return DONE
    except KeyboardInterrupt:
        return _say("Stopped. Nothing was changed.", REFUSED)
    except CoopDeskError:
        logger.exception("our mistake")
        return _say(
            "CoopDesk made a mistake. Nothing was changed. Please report it with the steps before.",
            ENVIRONMENT,
        )


def _say(sentence: object, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def _fill_in(options: argparse.Namespace, settings: Settings) -> None:
    """Put the file and the person where no option named them."""
    options.path = Path(options.database) if options.database else settings.default_database()
    options.who = settings.who()


def _command(options: argparse.Namespace) -> int:
    """Run the command; its module is imported only now, so that a quick look stays quick."""
    match options.verb:
        case "types" | "list" | "show" | "search" | "history":
            from coopdesk.cli import reading

            return reading.run(options)
        case "export" | "import":
            from coopdesk.cli import exchanging

            return exchanging.run(options)
        case _:
            from coopdesk.cli import writing

            return writing.run(options)


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of every verb."""
    parser = _Parser(prog="coopdesk", description="The records desk of a liaison office.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"coopdesk {__version__}")
    _add_database(parser, default=None)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    _add_reading(verbs)
    _add_writing(verbs)
    _add_exchange(verbs)
    return parser


def _add_database(parser: argparse.ArgumentParser, default: str | None = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--database", metavar="PATH", default=default, help="the CoopDesk file (or COOPDESK_DATABASE)"
    )


def _verb(verbs: argparse._SubParsersAction[_Parser], name: str, text: str, *, json: bool = True) -> _Parser:
    parser = verbs.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False
    )
    _add_database(parser)
    if json:
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    return parser


def _add_reading(verbs: argparse._SubParsersAction[_Parser]) -> None:
    _verb(verbs, "types", "the record types, their fields and how many records there are")
    listing = _verb(verbs, "list", "the records of a type")
    listing.add_argument("type", metavar="TYPE")
    listing.add_argument(
        "--where", action="append", default=[], metavar="FIELD=VALUE", help="also >=, <= and ~ (contains)"
    )
    listing.add_argument("--on", metavar="DATE", help="only what applies on this day")
    listing.add_argument("--fields", metavar="A,B", help="only these fields")
    showing = _verb(verbs, "show", "one record with everything linked to it")
    showing.add_argument("reference", metavar="REFERENCE")
    showing.add_argument("--as-of", metavar="TIME", help="as it was at this moment, such as 2026-11-22T14:30")
    searching = _verb(verbs, "search", "search over every record")
    searching.add_argument("text", metavar="TEXT", nargs="+")
    searching.add_argument("--types", metavar="A,B", help="only these record types")
    searching.add_argument("--limit", type=int, default=50, metavar="N")
    history = _verb(verbs, "history", "what was done, newest first")
    history.add_argument("reference", metavar="REFERENCE", nargs="?")
    history.add_argument("--limit", type=int, default=50, metavar="N")


def _add_writing(verbs: argparse._SubParsersAction[_Parser]) -> None:
    init = _verb(verbs, "init", "make a new file with the starting data")
    init.add_argument("--empty", action="store_true", help="without the starting data")
    adding = _verb(verbs, "add", "add a record")
    adding.add_argument("type", metavar="TYPE")
    adding.add_argument("assignments", metavar="FIELD=VALUE", nargs="*")
    setting = _verb(verbs, "set", "change fields of a record; FIELD= empties one")
    setting.add_argument("reference", metavar="REFERENCE")
    setting.add_argument("assignments", metavar="FIELD=VALUE", nargs="+")
    removing = _verb(verbs, "remove", "put a record into the trash; undo restores it")
    removing.add_argument("reference", metavar="REFERENCE")
    undoing = _verb(verbs, "undo", "take back the last change set, or the one named")
    undoing.add_argument("change_set", metavar="CHANGE-SET", nargs="?", type=int)
    undoing.add_argument(
        "--decide", choices=("ours", "theirs"), help="where later changes are in the way: keep or overwrite"
    )
    _verb(verbs, "redo", "do again what was just taken back")
    attaching = _verb(verbs, "attach", "copy a file in beside a record")
    attaching.add_argument("reference", metavar="REFERENCE")
    attaching.add_argument("file", metavar="FILE", type=Path)
    attaching.add_argument("--description", metavar="TEXT", default="")
    fetching = _verb(verbs, "fetch", "write the file of an attachment to a folder or under a new name")
    fetching.add_argument("reference", metavar="REFERENCE")
    fetching.add_argument("target", metavar="TARGET", type=Path)
    _verb(verbs, "backup", "write a verified backup beside the file")
    restoring = _verb(verbs, "restore", "put a backup in the place of the file; the present one is kept")
    restoring.add_argument("file", metavar="FILE", type=Path)
    _verb(verbs, "check", "look for damage")


def _add_exchange(verbs: argparse._SubParsersAction[_Parser]) -> None:
    exporting = _verb(verbs, "export", "write a workbook that can come home")
    exporting.add_argument("file", metavar="FILE.xlsx", type=Path)
    exporting.add_argument(
        "--types", metavar="A,B", help="only these record types (all registers unless told otherwise)"
    )
    exporting.add_argument(
        "--where", action="append", default=[], metavar="FIELD=VALUE", help="a filter on the one type named"
    )
    exporting.add_argument("--personal", metavar="PURPOSE", help="with personal data, for this purpose")
    exporting.add_argument(
        "--marking",
        metavar="MARKING",
        help="public, internal, limited or sensitive; never lower than the records'",
    )
    exporting.add_argument(
        "--hand-out", action="store_true", help="without ids, base and hidden sheets; cannot come home"
    )
    importing = _verb(verbs, "import", "take a returned workbook in")
    importing.add_argument("file", metavar="FILE", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="only say what would happen")
    importing.add_argument("--decide", metavar="ours|theirs|FILE", help="answers to the questions")
    importing.add_argument(
        "--accept-deletions", action="store_true", help="remove records whose rows were deleted"
    )
