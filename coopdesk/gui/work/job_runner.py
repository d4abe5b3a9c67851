# SPDX-License-Identifier: EUPL-1.2
"""Runs jobs beside the window: one thread writes, two read; answers come back in the window's own thread.

Plain Python threads, because what runs in a QThread is seen by no coverage and holds Qt's objects.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from coopdesk.domain.errors import UserError
from coopdesk.services.jobs import CancelToken, Progress, Report

T = TypeVar("T")
READERS: Final = 2

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    act: Callable[[], Any]
    then: Callable[[Any], object]
    failed: Callable[[UserError], object] | None
    series: str | None
    number: int


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    result: Any = None
    error: BaseException | None = None


class JobRunner(QObject):
    """Takes jobs, brings answers; `failed` hears what nobody else does, `mistaken` our own faults."""

    failed = Signal(object)
    mistaken = Signal(object)
    busy_changed = Signal(int)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writing: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._reading: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._latest: dict[str, int] = {}
        self._number = 0
        self._open = 0
        self._threads = [
            threading.Thread(target=self._work, args=(self._writing,), daemon=True, name="writer")
        ]
        self._threads += [
            threading.Thread(target=self._work, args=(self._reading,), daemon=True, name=f"reader-{number}")
            for number in range(READERS)
        ]
        self._is_started = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether every job has come back."""
        return self._open == 0

    def read(
        self,
        act: Callable[[], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[UserError], object] | None = None,
        series: str | None = None,
    ) -> None:
        """Do some reading. Of a series only the latest answer arrives; late ones are dropped."""
        self._put(self._reading, act, then, failed, series)

    def write(
        self,
        act: Callable[[], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Do some writing, after all that was asked for before."""
        self._put(self._writing, act, then, failed, None)

    def close(self) -> None:
        """Wait for what is being written, then let the threads end."""
        if not self._is_started:
            return
        for line in (self._writing, *[self._reading] * READERS):
            line.put(None)
        for thread in self._threads:
            thread.join(timeout=30)

    def _put(
        self,
        line: queue.SimpleQueue[_Job | None],
        act: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[UserError], object] | None,
        series: str | None,
    ) -> None:
        if not self._is_started:
            self._is_started = True
            for thread in self._threads:
                thread.start()
        self._number += 1
        if series is not None:
            self._latest[series] = self._number
        self._count(1)
        line.put(_Job(act, then, failed, series, self._number))

    def _work(self, line: queue.SimpleQueue[_Job | None]) -> None:
        while (job := line.get()) is not None:
            if job.series is not None and self._latest.get(job.series) != job.number:
                self._arrived.emit(_Outcome(job, error=_Overtaken()))
                continue
            try:
                outcome = _Outcome(job, result=job.act())
            except Exception as error:  # the edge of the thread: whatever it is, the window hears of it
                outcome = _Outcome(job, error=error)
            self._arrived.emit(outcome)

    @Slot(object)
    def _on_arrived(self, outcome: _Outcome) -> None:
        self._count(-1)
        job, error = outcome.job, outcome.error
        if job.series is not None and self._latest.get(job.series) != job.number:
            return
        if error is None:
            job.then(outcome.result)
        elif isinstance(error, UserError):
            (job.failed or self.failed.emit)(error)
        else:
            logger.error("a job failed", exc_info=error)
            self.mistaken.emit(error)

    def _count(self, step: int) -> None:
        self._open += step
        self.busy_changed.emit(self._open)


class _Overtaken(Exception):
    """A newer job of the same series made this one needless."""


class LongJob(QObject):
    """A job that says how far it is and can be stopped: hand `report` and `cancel` to the work."""

    progressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cancel = CancelToken()

    @property
    def report(self) -> Report:
        """Give the function by which the work says how far it is, from any thread."""
        return self._report

    def _report(self, progress: Progress) -> None:
        self.progressed.emit(progress)
