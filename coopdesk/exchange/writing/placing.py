# SPDX-License-Identifier: EUPL-1.2
"""Putting a file in its place, whole or not at all: it grows beside the target and takes its place last.

An old file is untouched until then; whatever goes wrong, it is still there and nothing is left beside it.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from coopdesk.domain.errors import EnvironmentProblem

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_STALE_S: Final = 3_600


@contextmanager
def growing_beside(target: Path) -> Iterator[Path]:
    """Give the path of an empty file beside the target, which takes the target's place at the end.

    Raises EnvironmentProblem for a missing or read-only folder, a full disk, a target that is open elsewhere.
    """
    _remove_left_over(target)
    growing = _beside(target)
    try:
        growing.touch(exist_ok=False)
    except FileNotFoundError:
        raise EnvironmentProblem("folder-missing", path=target.parent) from None
    except OSError as error:
        raise _trouble(error, target) from error
    try:
        try:
            yield growing
            _sync(growing)
        except OSError as error:
            raise _trouble(error, target) from error
        _take_place(growing, target)
    finally:
        with suppress(OSError):
            growing.unlink(missing_ok=True)


@contextmanager
def restorable(target: Path) -> Iterator[None]:
    """Put the old file back, or take the new one away, where something fails within.

    Raises EnvironmentProblem where the old file cannot be kept so long.
    """
    kept = _keep(target)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if kept is None:
                target.unlink(missing_ok=True)
            else:
                kept.replace(target)
        raise
    finally:
        if kept is not None:
            with suppress(OSError):
                kept.unlink(missing_ok=True)


def _keep(target: Path) -> Path | None:
    kept = _beside(target)
    try:
        if not target.exists():  # raises where no name can be so long
            return None
        try:
            os.link(target, kept)
        except (OSError, NotImplementedError):
            shutil.copy2(target, kept)  # some shares and sticks know no links
    except OSError as error:
        with suppress(OSError):
            kept.unlink(missing_ok=True)
        raise _trouble(error, target) from error
    return kept


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}.{secrets.token_hex(4)}.tmp")


def _remove_left_over(target: Path) -> None:
    """Clear away what a killed export to the same target left; it may hold what nobody should find."""
    pattern = re.compile(re.escape(target.name) + r"\.[0-9a-f]{8}\.tmp")
    with suppress(OSError):
        for path in target.parent.iterdir():
            if pattern.fullmatch(path.name) and _age_s(path) > _STALE_S:
                path.unlink()


def _age_s(path: Path) -> float:
    about = path.stat()
    return time.time() - max(about.st_mtime, about.st_ctime)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _take_place(growing: Path, target: Path) -> None:
    if target.is_dir() or (target.exists() and not os.access(target, os.W_OK)):
        raise EnvironmentProblem("file-not-writable", path=target)
    try:
        growing.replace(target)
    except PermissionError as error:
        raise EnvironmentProblem("file-open-elsewhere", path=target) from error
    except OSError as error:
        raise _trouble(error, target) from error


def _trouble(error: OSError, target: Path) -> EnvironmentProblem:
    if error.errno in _FULL:
        return EnvironmentProblem("disk-full", path=target)
    if error.errno in {errno.EBUSY, errno.ETXTBSY}:
        return EnvironmentProblem("file-open-elsewhere", path=target)
    if error.errno in {errno.EFBIG, errno.EIO}:
        return EnvironmentProblem("disk-fails", path=target)
    return EnvironmentProblem("file-not-writable", path=target)
