# SPDX-License-Identifier: EUPL-1.2
"""One window for each file: a second start asks the first to come forward and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QStandardPaths

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 1_000


class SingleInstance:
    """The right to be the window of a file."""

    def __init__(self, database: Path) -> None:
        digest = hashlib.sha256(str(database.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
        self._name = f"coopdesk-{digest}"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        self._lock = QLockFile(f"{folder}/{self._name}.lock")
        self._lock.setStaleLockTime(0)  # a lock is stale only when the program that holds it has gone
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Say whether this is the first window of the file; if not, the first is asked to come forward."""
        if self._lock.tryLock(0):
            return True
        return not self._call()

    def listen(self, on_called: Callable[[], None]) -> None:
        """Come forward when a second start asks for it. Sockets of this machine only, never of a network."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(on_called)
        if server.listen(self._name):
            self._server = server

    def close(self) -> None:
        """Give the right away."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _call(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        return socket.waitForConnected(WAIT_MS)
