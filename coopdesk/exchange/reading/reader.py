# SPDX-License-Identifier: EUPL-1.2
"""Takes in a workbook nobody vouches for: gate, child process, clock, and a sentence for every trouble.

The workbook is parsed in `reading_child`; here its frames are checked and put together. What the cells
mean is decided elsewhere.
"""

from __future__ import annotations

import hashlib
import logging
import math
import multiprocessing
import sys
import threading
import time as clock
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.exchange.raw import RawWorkbook
from coopdesk.exchange.reading import child as reading_child
from coopdesk.exchange.reading.frames import BadFrame, OutOfMemory, WorkbookBuilder
from coopdesk.exchange.reading.gate import read_local_file

MAX_FRAME_BYTES: Final = 64 << 20
MAX_ALL_FRAMES_BYTES: Final = 1 << 30
_TICK_S: Final = 0.05

logger = logging.getLogger(__name__)


def read_workbook(
    path: Path,
    *,
    timeout_s: float = 60.0,
    memory_mb: int = 1_500,
    cancel: Callable[[], bool] | None = None,
) -> RawWorkbook:
    """Give what a workbook holds; raises UserError with one sentence for whatever stands in the way.

    `cancel` is asked some twenty times a second; when it says yes, reading ends with the code
    "workbook-reading-cancelled". Whatever happens, the child is gone and its pipe closed on return.
    """
    data = read_local_file(path)
    deadline = clock.monotonic() + timeout_s
    watch = _Watch(file_name=path.name, deadline=deadline, timeout_s=timeout_s, cancel=cancel)
    ran_out_of_memory = False
    for careful in (False, True):
        try:
            return _read_once(path, data, watch, memory_mb=memory_mb, careful=careful)
        except OutOfMemory:
            ran_out_of_memory = True
        except _ChildDied:
            watch.check()  # it may have been the clock that ended it
    if ran_out_of_memory:
        raise UserError("workbook-too-heavy", file=path.name, limit_mb=memory_mb)
    raise UserError("workbook-reader-stopped", file=path.name)


class _ChildDied(Exception):
    """The child ended, or talks nonsense, before it had sent everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watch:
    """The clock and the cancel button of one reading."""

    file_name: str
    deadline: float
    timeout_s: float
    cancel: Callable[[], bool] | None

    def check(self) -> float:
        """Give the seconds left; raises UserError if there are none or the user has cancelled."""
        if self.cancel is not None and self.cancel():
            raise UserError("workbook-reading-cancelled", file=self.file_name)
        left = self.deadline - clock.monotonic()
        if left <= 0:
            raise UserError("workbook-too-slow", file=self.file_name, seconds=round(self.timeout_s))
        return left


def _read_once(path: Path, data: bytes, watch: _Watch, *, memory_mb: int, careful: bool) -> RawWorkbook:
    with _child(path, watch, memory_mb=memory_mb, careful=careful) as receive:
        builder = WorkbookBuilder(  # the child starts while this is worked out
            file_name=path.name,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            crc=zlib.crc32(data),
        )
        received = 0
        try:
            while not builder.is_done:
                frame = receive()
                received += len(frame)
                if received > MAX_ALL_FRAMES_BYTES:
                    raise OutOfMemory
                builder.take(frame)
        except BadFrame as error:
            logger.warning("The reading child failed: %s", error)
            raise _ChildDied from error
    return builder.workbook()


@contextmanager
def _child(path: Path, watch: _Watch, *, memory_mb: int, careful: bool) -> Iterator[Callable[[], bytes]]:
    """Start a child on the workbook and give the function that waits for its next frame.

    The timer is the last resort against a child that stops in the middle of a frame.
    """
    seconds = math.ceil(watch.check()) + 1
    context = multiprocessing.get_context("spawn")
    receiver, first_sender = context.Pipe(duplex=False)  # one way, and no socket
    sender: reading_child.Pipe = first_sender
    if sys.platform != "win32" and first_sender.fileno() <= 2:
        sender = _above_standard_streams(first_sender.fileno())
    process = context.Process(
        target=reading_child.main,
        args=(sender, str(path.absolute()), path.name),
        kwargs={"memory_mb": memory_mb, "cpu_s": seconds, "careful": careful},
        name="coopdesk-reader",
        daemon=True,
    )
    try:
        process.start()
    except OSError as error:
        receiver.close()
        raise EnvironmentProblem("workbook-reader-stopped", file=path.name) from error
    finally:
        sender.close()
        first_sender.close()
    last_resort = threading.Timer(seconds, process.kill)
    last_resort.daemon = True
    last_resort.start()

    def receive() -> bytes:
        while not receiver.poll(min(_TICK_S, watch.check())):
            pass
        try:
            return receiver.recv_bytes(MAX_FRAME_BYTES)
        except (EOFError, OSError) as error:
            raise _ChildDied from error

    try:
        yield receive
    finally:
        last_resort.cancel()
        last_resort.join()  # it must not reach for a process that is closed
        receiver.close()
        process.kill()
        process.join(timeout=5)  # a process that waits for a dead network drive cannot even be killed
        if process.exitcode is not None:
            process.close()


if sys.platform != "win32":

    def _above_standard_streams(pipe: int) -> reading_child.Pipe:
        """Give a copy of a pipe that is none of the streams 0 to 2, which the child closes or redirects.

        A program started without them gets these numbers for its first pipe.
        """
        import fcntl

        return Connection(fcntl.fcntl(pipe, fcntl.F_DUPFD_CLOEXEC, 3), readable=False)
