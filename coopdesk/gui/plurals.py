# SPDX-License-Identifier: EUPL-1.2
"""English plurals for counts: sources say `%n record(s)`; other languages bring a translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

_MARK = "(s)"


class EnglishPlurals(QTranslator):
    """Says one record and two records where a source says record(s)."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, number: int = -1
    ) -> str:
        """Give the form for a number; everything else is said as it stands in the source."""
        if number < 0 or _MARK not in source:
            return source
        return source.replace(_MARK, "" if number == 1 else "s")

    def isEmpty(self) -> bool:
        """Say that there is something to ask for."""
        return False


def speak_english(application: QCoreApplication, parent: QObject) -> None:
    """Let every count of the application be said in English."""
    application.installTranslator(EnglishPlurals(parent))
