# SPDX-License-Identifier: EUPL-1.2
"""A part that is rolled by the keyboard: it has a name, and a ring while the keyboard is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QScrollArea, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_ring


class Room(QScrollArea):
    """A scroll area over text, where nothing else would take the keyboard."""

    def __init__(self, look: Look, says: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        RoomRing(look, self)


class RoomRing(QWidget):
    """Lies over what is rolled, lets every click through, and draws the ring."""

    def __init__(self, look: Look, room: QAbstractScrollArea) -> None:
        super().__init__(room)
        self._look = look
        self._room = room
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        room.installEventFilter(self)
        look.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the room, and where the keyboard is."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._room.rect())
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setGeometry(self._room.rect())
            self.setVisible(event.type() == QEvent.Type.FocusIn)
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring; a list has it on its row instead, if it has any row to stand on."""
        if isinstance(self._room, QAbstractItemView) and self._room.currentIndex().isValid():
            return
        painter = QPainter(self)
        draw_ring(painter, self._look, self.rect())
        painter.end()
