# SPDX-License-Identifier: EUPL-1.2
"""Keeps what is being typed: two seconds after the last key, every ten while typing, and on leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import Value
from coopdesk.gui.desk import Desk
from coopdesk.services.form_data import Draft

REST_MS: Final = 2_000
LONGEST_MS: Final = 8_000
"""Well under the ten seconds that are promised, since writing takes its time as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a form holds that is not saved; without a text there is nothing to keep."""

    type: str
    record: str | None
    texts: Mapping[str, str]
    seen: Mapping[str, Value]


@dataclass(slots=True)
class _Kept:
    """The number of the draft; only the thread that writes touches it."""

    seq: int | None = None


class DraftKeeper(QObject):
    """Writes the draft of one form. `kept` comes with the draft once it is on the disk."""

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, typed: Callable[[], Typed | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed = typed
        self._kept = _Kept()
        self._open_writes = 0
        self._waiting: list[Callable[[], None]] = []
        self._rest = self._timer(REST_MS)
        self._longest = self._timer(LONGEST_MS)

    def begin(self, seq: int | None) -> None:
        """Begin with a form, and the draft it was opened with."""
        self.rest()
        self._kept = _Kept(seq)

    def when_written(self, act: Callable[[], None]) -> None:
        """Do something once all that was to be written is: what reads a draft must not be faster than it."""
        if self._open_writes == 0:
            act()
        else:
            self._waiting.append(act)

    def touch(self) -> None:
        """Hear that something was typed."""
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def keep(self) -> None:
        """Write what is typed now; a form without changes needs no draft."""
        self.rest()
        typed = self._typed()
        if typed is None:
            self.discard()
            return
        desk, kept = self._desk, self._kept

        def write() -> Draft:
            from coopdesk.services import drafting  # reaches the records

            draft = drafting.keep(
                desk.database,
                typed.type,
                typed.record,
                typed.texts,
                seen=typed.seen,
                who=desk.who,
                seq=kept.seq,
            )
            kept.seq = draft.seq
            return draft

        self._open_writes += 1
        desk.runner.write(write, self._on_kept, failed=self._on_failed)

    def discard(self) -> None:
        """Throw the draft away, if there is one."""
        self.rest()
        desk, kept = self._desk, self._kept

        def write() -> bool:
            from coopdesk.services import drafting  # reaches the records

            if kept.seq is None:
                return False
            drafting.discard(desk.database, kept.seq)
            kept.seq = None
            return True

        def told(is_gone: bool) -> None:
            if is_gone:
                desk.drafts_changed.emit(None)
            self._on_written()

        self._open_writes += 1
        desk.runner.write(write, told, failed=self._on_failed)

    def _on_kept(self, draft: Draft) -> None:
        self.kept.emit(draft)
        self._desk.drafts_changed.emit(draft)
        self._on_written()

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)
        self._on_written()

    def _on_written(self) -> None:
        self._open_writes -= 1
        if self._open_writes == 0:
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()

    def rest(self) -> None:
        """Write nothing until something is typed again."""
        self._rest.stop()
        self._longest.stop()

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self.keep)
        return timer
