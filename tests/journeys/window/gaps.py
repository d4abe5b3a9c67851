# SPDX-License-Identifier: EUPL-1.2
"""How long the window did not answer: the longest gap between two turns of its event loop in a story."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

TICK_MS: Final = 5
MOST_MS: Final = 100.0
_WAITED: Final = Path(
    "/proc/thread-self/schedstat"
)  # Linux: nanoseconds run, nanoseconds kept waiting, turns


class GapMeter(QObject):
    """Ticks every 5 ms. `doing` names what is measured; `pause` leaves out what a test itself waits for.

    Time in which other programs had all processors is not counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, str]] = []
        self.did = ""
        self.most_ms = MOST_MS
        self._what = ""
        self._last: float | None = None  # in milliseconds
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now = _now_ms()
        if self._last is not None:
            self.gaps.append((now - self._last, self._what))
            self._last = now

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Measure something that a person does, until the window has answered."""
        self._what, self._last = what, _now_ms()
        if not what.startswith("what followed"):
            self.did = what
        yield
        count = len(self.gaps)
        while len(self.gaps) == count:
            _turn()
        self._last = None

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Leave out what the test does in the window's thread itself: reading the file, opening workbooks."""
        before, self._last = self._last, None
        yield
        if before is not None:
            _turn()
            self._last = _now_ms()

    @property
    def longest(self) -> tuple[float, str]:
        """The longest gap in milliseconds, and what was done then."""
        return max(self.gaps, default=(0.0, ""))


def _now_ms() -> float:
    """Give the time by a clock that stands still while other programs have all processors."""
    kept_waiting = int(_WAITED.read_text().split()[1]) if _WAITED.exists() else 0
    return time.perf_counter() * 1000 - kept_waiting / 1e6


def _turn() -> None:
    """Let the window take one turn: what waited is handled, then the next tick."""
    loop = QEventLoop()
    QTimer.singleShot(TICK_MS, loop.quit)
    loop.exec()
