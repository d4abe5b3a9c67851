# SPDX-License-Identifier: EUPL-1.2
"""The chips over a list: everything that filters, each with its cross. What is no chip filters nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QWidget

from coopdesk.gui.lists.layouts import empty
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text, text_width
from coopdesk.gui.look.tokens import ICON_SMALL, LIST_MARGIN, RADIUS_FILTER_CHIP
from coopdesk.gui.look.widgets import make_button
from coopdesk.services.view_words import Chip

HEIGHT: Final = 24
LONGEST: Final = 540


class ChipBar(QWidget):
    """The chips of a view, in lines as many as it takes; hidden while nothing filters."""

    removed = Signal(int)
    cleared = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("list.chips")
        self._look = look
        self._line = Lines(self)
        self._chips: tuple[Chip, ...] = ()
        self.hide()

    @property
    def words(self) -> list[str]:
        """What stands on the chips."""
        return [chip.words for chip in self._chips]

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips."""
        if tuple(chips) == self._chips:
            return
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self)
        self._chips = tuple(chips)
        empty(self._line)
        for number, chip in enumerate(self._chips):
            button = ChipButton(self._look, chip, number, self)
            button.clicked.connect(lambda _=False, place=chip.place: self.removed.emit(place))
            self._line.addWidget(button)
            button.show()
        if self._chips:
            clear = make_button(
                self._look, self.tr("Clear"), self.cleared.emit, name="list.clear", kind="link",
                help=self.tr("Show every record of the list again"),
            )  # fmt: skip
            clear.setFixedHeight(HEIGHT)
            self._line.addWidget(clear)
            clear.show()
            if had_keyboard:
                clear.setFocus()
        self.setVisible(bool(self._chips))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The height follows from how many lines the chips take."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        return self._line.heightForWidth(width)


class ChipButton(QAbstractButton):
    """A chip. Enter, Space, Del or a click take its rule away."""

    def __init__(self, look: Look, chip: Chip, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(f"list.chip.{number}")
        self.setText(chip.words)
        self.setToolTip(chip.words)
        self.setAccessibleName(self.tr("Filter: {words}. Remove").format(words=chip.words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the size of the words with the cross."""
        return QSize(min(text_width(self._look, self.text(), "small") + 38, LONGEST), HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Enter or Del as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("tint2" if self.underMouse() else "tint"))
        painter.drawRoundedRect(rect, RADIUS_FILTER_CHIP, RADIUS_FILTER_CHIP)
        words = QRect(11, 0, self.width() - 36, self.height())
        draw_text(painter, look, words, self.text(), "small", "ink")
        top = (self.height() - 12) // 2
        pixmap = look.pixmap("x", 12, "ink2", self.devicePixelRatioF())
        painter.drawPixmap(self.width() - ICON_SMALL - 4, top, pixmap)
        painter.end()

    def enterEvent(self, event: object) -> None:
        """Show that it can be clicked."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Show it plain again."""
        self.update()


class Lines(QLayout):
    """Puts widgets in lines as a text, from left to right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(LIST_MARGIN, 0, LIST_MARGIN, 8)
        self.setSpacing(6)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Give how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def sizeHint(self) -> QSize:
        """Give the least size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Give room for one line."""
        return QSize(120, HEIGHT + 8 if self._items else 0)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        margins = self.contentsMargins()
        area = rect.adjusted(margins.left(), margins.top(), -margins.right(), 0)
        x, y = area.x(), area.y()
        for item in self._items:
            size = item.sizeHint()
            width = min(size.width(), max(40, area.width()))
            if x > area.x() and x + width > area.right() + 1:
                x, y = area.x(), y + HEIGHT + self.spacing()
            if not is_trial:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, HEIGHT)))
            x += width + self.spacing()
        return y + HEIGHT + margins.bottom() - rect.y() if self._items else 0
