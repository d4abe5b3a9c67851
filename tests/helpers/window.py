# SPDX-License-Identifier: EUPL-1.2
"""What tests of the window share: a prompter that answers as it was told, and waiting without hope."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk


@dataclass(slots=True)
class FakePrompter:
    """Answers what it is told, and keeps what it was asked."""

    files: list[Path] = field(default_factory=list)
    target: Path | None = None
    chosen_folder: Path | None = None
    agrees: bool = True
    asked: list[str] = field(default_factory=list)

    def open_files(self, title: str, filters: str) -> list[Path]:
        """Give the files it was told."""
        self.asked.append(title)
        return self.files

    def save_file(self, title: str, proposed: Path, filters: str) -> Path | None:
        """Give the target it was told."""
        self.asked.append(title)
        return self.target

    def folder(self, title: str) -> Path | None:
        """Give the folder it was told."""
        self.asked.append(title)
        return self.chosen_folder

    def confirm(self, question: str, explanation: str, act: str) -> bool:
        """Agree, or not."""
        self.asked.append(question)
        return self.agrees


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until every job that was asked for has come back."""
    qtbot.waitUntil(lambda: desk.runner.is_idle, timeout=20_000)
