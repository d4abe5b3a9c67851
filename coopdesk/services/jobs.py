# SPDX-License-Identifier: EUPL-1.2
"""Long work as plain functions: how they say where they are, and hear that they may stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from coopdesk.domain.errors import UserError

LEAST_PAUSE_S = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` steps (0 where nobody can say), and what it is at, in words."""

    done: int
    total: int
    what: str


class Cancelled(UserError):
    """The user stopped the work; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("stopped")


@dataclass(slots=True)
class CancelToken:
    """Set by whoever wants the work to end; the job looks at it every hundred rows or so."""

    _event: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the job to end."""
        self._event.set()

    @property
    def is_set(self) -> bool:
        """Whether the job should end."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled when the job should end."""
        if self._event.is_set():
            raise Cancelled


Report = Callable[[Progress], None]
