# SPDX-License-Identifier: EUPL-1.2
"""The gate every workbook from outside passes before it is parsed, and the sentences of its refusals.

The checks themselves are in `package_checks`, since the reading child makes them again on what it reads.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.exchange.reading import package_checks
from coopdesk.exchange.reading.file_formats import refusal_by_bytes
from coopdesk.exchange.reading.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReport:
    """What the gate learnt about a file it let through."""

    file_name: str
    size: int
    kind: str
    """The sort of Excel workbook: "xlsx", "xlsm", "xltx" or "xltm"."""
    members: int
    xml_bytes: int
    texts: int
    has_macros: bool


def inspect(path: Path) -> GateReport:
    """Tell what a file is, in at most a second; raises UserError for everything that must not be parsed."""
    data = read_local_file(path)
    try:
        package = package_checks.unpack(data, path.name, keep=False)
    except Refused as refusal:
        raise user_error(refusal) from refusal
    return GateReport(
        file_name=path.name,
        size=len(data),
        kind=package.kind,
        members=package.members,
        xml_bytes=package.xml_bytes,
        texts=package.texts,
        has_macros=package.has_macros,
    )


def read_local_file(path: Path) -> bytes:
    """Give the content of an ordinary file of at most 50 MB that does not start like something else.

    Folders, pipes, sockets and devices are refused without waiting for them. Raises UserError.
    """
    if path.name.startswith("~$"):
        raise UserError("workbook-lock-file", file=path.name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):  # Windows would say "no permission"
            raise UserError("workbook-is-a-folder", file=path.name)
        if not stat.S_ISREG(mode):
            raise UserError("workbook-not-a-file", file=path.name)
        content = package_checks.read_file(str(path), path.name)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise EnvironmentProblem("file-missing", path=path) from error
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=path) from error
    except Refused as refusal:
        raise user_error(refusal) from refusal
    if not content:
        raise UserError("workbook-empty-file", file=path.name)
    if found := refusal_by_bytes(content):
        raise UserError(found[0], file=path.name, what=found[1])
    return content


def user_error(refusal: Refused) -> UserError:
    """Give the error with the sentence of a refusal."""
    return UserError(refusal.code, **refusal.facts)
