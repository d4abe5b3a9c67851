# SPDX-License-Identifier: EUPL-1.2
"""The open file and all that a screen is handed with it: who works, threads, look, and what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.changes import Written
from coopdesk.domain.errors import UserError
from coopdesk.gui.look.look import Look
from coopdesk.gui.prompts import Prompter
from coopdesk.gui.work.job_runner import JobRunner

if TYPE_CHECKING:
    from coopdesk.services.maintenance import Database

T = TypeVar("T")


class Desk(QObject):
    """An open file. `records_changed` carries what was written; `noticed` a sentence for the toast.

    `drafts_changed` carries the draft that was kept, None where one was saved or thrown away.
    """

    records_changed = Signal(object)
    drafts_changed = Signal(object)
    noticed = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        database: Database,
        *,
        who: str,
        runner: JobRunner,
        look: Look,
        prompter: Prompter,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.database = database
        self.who = who
        self.runner = runner
        self.look = look
        self.prompter = prompter
        self.today = today

    def read(
        self,
        act: Callable[[], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[UserError], object] | None = None,
        series: str | None = None,
    ) -> None:
        """Read beside the window; see JobRunner.read."""
        self.runner.read(act, then, failed=failed or self.refused.emit, series=series)

    def write(
        self,
        act: Callable[[], Written],
        then: Callable[[Written], object] | None = None,
        *,
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Write a change set beside the window, then tell everybody."""

        def told(written: Written) -> None:
            if then is not None:
                then(written)
            self.records_changed.emit(written)

        self.runner.write(act, told, failed=failed or self.refused.emit)
