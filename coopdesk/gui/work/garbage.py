# SPDX-License-Identifier: EUPL-1.2
"""Lets Python clear away circles of dead objects in the window's own thread, and only there.

Python does it in whatever thread happens to make the next object. Among the dead are widgets, and a widget
that is taken down in a thread which reads takes the whole program down with it.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 500


class GarbageKeeper(QObject):
    """Looks every half second whether as much has gathered as Python itself would clear away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(_clear)
        self._clock.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._clock.stop()
        gc.enable()


def _clear() -> None:
    """Clear the oldest generation that is due, as Python would."""
    for generation, (count, most) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > most:
            gc.collect(generation)
            return
