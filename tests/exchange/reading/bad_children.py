# SPDX-License-Identifier: EUPL-1.2
"""Reading children that do what a child taken over by a hostile file could do.

They stand in for `reading_child.main` and are started as processes, so they must be importable.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopdesk.exchange.reading.child import Pipe

BOOK = {
    "kind": "book",
    "workbook_kind": "xlsx",
    "has_macros": False,
    "date1904": False,
    "defined_names": {},
    "custom_properties": {},
    "identifier": None,
    "keywords": None,
    "other_sheets": [],
}
SHEET = {
    "kind": "sheet",
    "name": "S",
    "state": "visible",
    "height": 1,
    "width": 1,
    "errors": [],
    "not_calculated": [],
    "unreadable": [],
    "merged": [],
    "hidden_rows": [],
    "hidden_columns": [],
    "left_out": [],
}


def frame(facts: dict[str, object], content: bytes = b"") -> bytes:
    return json.dumps(facts).encode() + b"\n" + content


def file_frame(path: str) -> bytes:
    return frame({"kind": "file", "crc": zlib.crc32(Path(path).read_bytes())})


def hangs(connection: Pipe, path: str, _name: str, **_limits: object) -> None:
    connection.send_bytes(file_frame(path))
    time.sleep(60)


def hangs_within_a_frame(connection: Pipe, _path: str, _name: str, **_limits: object) -> None:
    os.write(connection.fileno(), b"\x00\x00\x10\x00{")
    time.sleep(60)


def stops(connection: Pipe, path: str, _name: str, **_limits: object) -> None:
    connection.send_bytes(file_frame(path))
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def leaves_at_once(connection: Pipe, _path: str, _name: str, **_limits: object) -> None:
    connection.close()


def stops_the_first_time(connection: Pipe, path: str, name: str, **limits: object) -> None:
    from coopdesk.exchange.reading import child as reading_child

    if not limits["careful"]:
        os._exit(3)
    reading_child.main(connection, path, name, **limits)  # type: ignore[arg-type]  # its own limits


def says_it_has_no_memory(connection: Pipe, path: str, _name: str, **_limits: object) -> None:
    connection.send_bytes(file_frame(path))
    connection.send_bytes(frame({"kind": "out-of-memory"}))


def takes_all_memory(connection: Pipe, path: str, _name: str, **limits: int) -> None:
    from coopdesk.exchange.reading import process_limits

    process_limits.apply(memory_mb=limits["memory_mb"], cpu_s=limits["cpu_s"])
    connection.send_bytes(file_frame(path))
    try:
        hoard = [bytearray(50 << 20) for _ in range(200)]
        connection.send_bytes(frame({"kind": "end", "hoard": len(hoard)}))
    except MemoryError:
        connection.send_bytes(frame({"kind": "out-of-memory"}))


def read_another_file(connection: Pipe, _path: str, _name: str, **_limits: object) -> None:
    connection.send_bytes(frame({"kind": "file", "crc": 1}))


def talks_without_end(connection: Pipe, path: str, _name: str, **_limits: object) -> None:
    connection.send_bytes(file_frame(path))
    connection.send_bytes(frame(BOOK))
    while True:
        connection.send_bytes(frame(SHEET | {"height": 0, "width": 0}))


def sends_a_pickle(connection: Pipe, path: str, _name: str, **_limits: object) -> None:
    connection.send_bytes(pickle.dumps(_Trap(path)))


class _Trap:
    """Leaves a file beside the workbook when someone unpickles it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path(f"{self.path}.sprung"),)
