# SPDX-License-Identifier: EUPL-1.2
"""The command line: arguments to a command, its failure to one sentence and an exit code."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from coopdesk import __version__
from coopdesk.cli.settings import Settings
from coopdesk.domain.errors import EnvironmentProblem, UsageError, UserError
from coopdesk.services.pictures import PictureOrder

READING: Final = frozenset({"types", "list", "show", "search", "history"})
DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
ENVIRONMENT: Final = 3


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the wall of usage."""

    def error(self, message: str) -> NoReturn:
        """Refuse wrong usage as everything else does."""
        raise UsageError("wrong-usage", program=self.prog, message=message)


def run(arguments: Sequence[str], settings: Settings) -> int:
    """Run one command and give its exit code; every failure ends in one sentence on standard error."""
    options = argparse.Namespace()
    try:
        build_parser().parse_args(arguments, options)
        _fill_in(options, settings)
        code = _command(options, settings)
        sys.stdout.flush()
    except SystemExit as leaving:  # --help and --version
        return int(leaving.code or 0)
    except UserError as error:
        return _say(error, _code_of(error))
    except KeyboardInterrupt:
        return _say(UserError("stopped"), REFUSED)
    except BrokenPipeError:
        _forget_output()  # the reader has gone
        return DONE
    except Exception as error:  # the edge: whatever it is, it ends in a sentence
        return _own_up(error, options, settings)
    return code


def _code_of(error: UserError) -> int:
    if isinstance(error, UsageError):
        return WRONG_USAGE
    return ENVIRONMENT if isinstance(error, EnvironmentProblem) else REFUSED


def _own_up(error: Exception, options: argparse.Namespace, settings: Settings) -> int:
    """Say that the mistake is ours, unless the output went to a full disk."""
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        _forget_output()
        return _say(EnvironmentProblem("result-not-written"), ENVIRONMENT)
    report = settings.report(error, getattr(options, "path", None) or settings.default_database())
    noted = UserError("our-mistake", report=report) if report else UserError("our-mistake-no-report")
    return _say(noted, ENVIRONMENT)


def _forget_output() -> None:
    """Send what is still to be printed to nowhere, so that leaving says nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: UserError, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def _fill_in(options: argparse.Namespace, settings: Settings) -> None:
    """Put the file and the person where no option named them."""
    if options.database == "":
        raise UsageError("database-not-named")  # a script whose variable is empty must not reach another file
    options.path = Path(options.database) if options.database else settings.default_database()
    if options.verb not in READING:  # who reads is nobody's business, and looking it up is not free
        options.who = settings.who()


def _command(options: argparse.Namespace, settings: Settings) -> int:
    """Run the command; its module is imported only now, so that a quick look stays quick."""
    match options.verb:
        case None:
            return settings.open_window(options.path)
        case "picture":
            settings.draw_picture(_order(options))
            return DONE
        case verb if verb in READING:
            from coopdesk.cli import reading

            return reading.run(options)
        case "export" | "import":
            from coopdesk.cli import exchanging

            return exchanging.run(options)
        case _:
            from coopdesk.cli import writing

            return writing.run(options)


def _order(options: argparse.Namespace) -> PictureOrder:
    """Give what a picture is to show. Raises UsageError for a size or scale that no screen has."""
    typed = options.size.split("x")
    sides = [int(side) for side in typed if side.isascii() and side.isdigit() and len(side) <= 4]
    is_size = len(typed) == len(sides) == 2 and min(sides) >= 200 and max(sides) <= 8000
    if not is_size or not 0.5 <= options.scale <= 4:
        raise UsageError("picture-size", size=options.size, scale=options.scale)
    return PictureOrder(
        screen=options.screen,
        database=options.path,
        out=options.out,
        theme=options.theme,
        scale=options.scale,
        width_px=sides[0],
        height_px=sides[1],
    )


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of every verb."""
    parser = _Parser(prog="coopdesk", description="The records desk of a liaison office.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"coopdesk {__version__}")
    _add_database(parser, default=None)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    _add_reading(verbs)
    _add_writing(verbs)
    _add_exchange(verbs)
    _add_picture(verbs)
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


def _number(text: str) -> int:
    """Give a number from 1 that any machine can count to."""
    if not text.isascii() or not text.isdigit() or not 0 < len(text) <= 15 or int(text) < 1:
        raise argparse.ArgumentTypeError("it takes a whole number from 1")
    return int(text)


def _names(text: str) -> list[str]:
    """Give names parted by commas, once each; none at all is an empty variable and never means everything."""
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise argparse.ArgumentTypeError("it takes names parted by commas")
    return names


def _said(text: str) -> str:
    """Give a text that says something."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it may not be empty")
    return text


def _path(text: str) -> Path:
    """Give a path; an empty one would be the folder that one happens to be in."""
    return Path(_said(text))


def _add_reading(verbs: argparse._SubParsersAction[_Parser]) -> None:
    _verb(verbs, "types", "the record types, their fields and how many records there are")
    listing = _verb(verbs, "list", "the records of a type")
    listing.add_argument("type", metavar="TYPE")
    listing.add_argument(
        "--where", action="append", default=[], metavar="FIELD=VALUE", help="also >=, <= and ~ (contains)"
    )
    listing.add_argument("--on", type=_said, metavar="DATE", help="only what applies on this day")
    listing.add_argument("--fields", type=_names, default=[], metavar="A,B", help="only these fields")
    showing = _verb(verbs, "show", "one record with everything linked to it")
    showing.add_argument("reference", metavar="REFERENCE")
    showing.add_argument(
        "--as-of", type=_said, metavar="TIME", help="as it was at this moment, such as 2026-11-22T14:30"
    )
    searching = _verb(verbs, "search", "search over every record")
    searching.add_argument("text", metavar="TEXT", nargs="+")
    searching.add_argument("--types", type=_names, default=[], metavar="A,B", help="only these record types")
    searching.add_argument("--limit", type=_number, default=50, metavar="N")
    history = _verb(verbs, "history", "what was done, newest first")
    history.add_argument("reference", metavar="REFERENCE", nargs="?")
    history.add_argument("--limit", type=_number, default=50, metavar="N")


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
    undoing.add_argument("change_set", metavar="CHANGE-SET", nargs="?", type=_number)
    undoing.add_argument(
        "--decide", choices=("ours", "theirs"), help="where later changes are in the way: keep or overwrite"
    )
    _verb(verbs, "redo", "do again what was just taken back")
    attaching = _verb(verbs, "attach", "copy a file in beside a record")
    attaching.add_argument("reference", metavar="REFERENCE")
    attaching.add_argument("file", metavar="FILE", type=_path)
    attaching.add_argument("--description", metavar="TEXT", default="")
    fetching = _verb(verbs, "fetch", "write the file of an attachment to a folder or under a new name")
    fetching.add_argument("reference", metavar="REFERENCE")
    fetching.add_argument("target", metavar="TARGET", type=_path)
    _verb(verbs, "backup", "write a verified backup beside the file")
    restoring = _verb(verbs, "restore", "put a backup in the place of the file; the present one is kept")
    restoring.add_argument("file", metavar="FILE", type=_path)
    checking = _verb(verbs, "check", "look for damage")
    checking.add_argument(
        "--mend-search", action="store_true", help="make the search anew from the records of a whole file"
    )


def _add_picture(verbs: argparse._SubParsersAction[_Parser]) -> None:
    drawing = _verb(verbs, "picture", "draw a screen of the window into a file", json=False)
    drawing.add_argument("screen", metavar="SCREEN")
    drawing.add_argument("--out", metavar="FILE.png", type=_path, required=True)
    drawing.add_argument("--theme", choices=("light", "dark"), default="light")
    drawing.add_argument("--scale", type=float, default=1.0, metavar="1.5")
    drawing.add_argument("--size", default="1366x768", metavar="1366x768", help="in logical pixels")


def _add_exchange(verbs: argparse._SubParsersAction[_Parser]) -> None:
    exporting = _verb(verbs, "export", "write a workbook that can come home")
    exporting.add_argument("file", metavar="FILE.xlsx", type=_path)
    exporting.add_argument(
        "--types",
        type=_names,
        default=[],
        metavar="A,B",
        help="only these record types (all registers unless told otherwise)",
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
    importing.add_argument("file", metavar="FILE", type=_path)
    importing.add_argument("--dry-run", action="store_true", help="only say what would happen")
    importing.add_argument(
        "--decide", type=_said, metavar="ours|theirs|FILE", help="answers to the questions"
    )
    importing.add_argument(
        "--accept-deletions", action="store_true", help="remove records whose rows were deleted"
    )
