# SPDX-License-Identifier: EUPL-1.2
"""Asking the user: the only place that may open a message or file box. Tests hand in another prompter."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Prompter(Protocol):
    """What a screen may ask."""

    def open_files(self, title: str, filters: str) -> list[Path]:
        """Ask for files to read; none when the user thinks better of it."""

    def save_file(self, title: str, proposed: Path, filters: str) -> Path | None:
        """Ask where to write a file."""

    def folder(self, title: str) -> Path | None:
        """Ask for a folder."""

    def confirm(self, question: str, explanation: str, act: str) -> bool:
        """Ask before an act that cannot be undone; `act` is the word on the button."""


class NoPrompter:
    """Asks nobody: for pictures, where nobody is there to answer."""

    def open_files(self, title: str, filters: str) -> list[Path]:
        """Give no files."""
        return []

    def save_file(self, title: str, proposed: Path, filters: str) -> Path | None:
        """Write nowhere."""
        return None

    def folder(self, title: str) -> Path | None:
        """Give no folder."""
        return None

    def confirm(self, question: str, explanation: str, act: str) -> bool:
        """Do nothing that cannot be undone."""
        return False


class BoxPrompter:
    """Asks with the boxes of the system."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def open_files(self, title: str, filters: str) -> list[Path]:
        """Ask for files to read."""
        names, _ = QFileDialog.getOpenFileNames(self._window, title, "", filters)
        return [Path(name) for name in names]

    def save_file(self, title: str, proposed: Path, filters: str) -> Path | None:
        """Ask where to write a file."""
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), filters)
        return Path(name) if name else None

    def folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, title)
        return Path(name) if name else None

    def confirm(self, question: str, explanation: str, act: str) -> bool:
        """Ask before an act that cannot be undone."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(question)
        box.setInformativeText(explanation)
        yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is yes
