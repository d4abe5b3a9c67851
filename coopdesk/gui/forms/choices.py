# SPDX-License-Identifier: EUPL-1.2
"""Editors that offer choices: a list of choices, and yes, no or not known."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from coopdesk.domain.kinds import PickKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editor import Editor
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_text
from coopdesk.gui.look.tokens import CONTROL_HEIGHT, ICON_SMALL

MOST_SEEN = 16


class ChoiceEditor(Editor):
    """Offers choices in a drop-down; the first entry says that nothing is known."""

    def __init__(self, desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(desk, spec, field, parent)
        self.box = ChoiceBox(desk.look, self)
        self.hold(self.box)
        self.box.addItem(self.tr("not known"), "")
        for raw, label in self.choices():
            self.box.addItem(label, raw)
        self.box.activated.connect(lambda _: self.edited.emit())

    def choices(self) -> list[tuple[str, str]]:
        """Give what may be chosen, each as it is kept and as it is shown."""
        return []

    def text(self) -> str:
        """Give what is chosen."""
        return str(self.box.currentData() or "")

    def shown(self) -> str:
        """Give the label of what is chosen; nothing where nothing is known."""
        return self.box.currentText() if self.box.currentIndex() > 0 else ""

    def set_text(self, raw: str, shown: str) -> None:
        """Choose. What is no choice any more, or was typed elsewhere, is added so that it is not lost."""
        place = self.box.findData(raw)
        if place < 0:
            self.box.addItem(shown or raw, raw)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)


class PickEditor(ChoiceEditor):
    """Offers the choices of a list."""

    def choices(self) -> list[tuple[str, str]]:
        """Give the choices that are offered; a retired one only where it is set."""
        kind = self.field.kind
        return (
            [(item.code, item.label) for item in kind.picklist.current] if isinstance(kind, PickKind) else []
        )

    def set_value(self, value: Value, shown: str = "") -> None:
        """Choose by the code that is kept."""
        self.set_text(str(value or ""), shown or self.field.kind.format(value))


class YesNoEditor(ChoiceEditor):
    """Offers yes and no."""

    def choices(self) -> list[tuple[str, str]]:
        """Give both answers."""
        return [("yes", self.tr("Yes")), ("no", self.tr("No"))]

    def set_value(self, value: Value, shown: str = "") -> None:
        """Choose the answer."""
        raw = "" if value is None else "yes" if value else "no"
        self.set_text(raw, shown)


class ChoiceBox(QComboBox):
    """A drop-down that the wheel rolls past, and in which “not known” is quiet."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.quiet_first = True
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setMaxVisibleItems(MOST_SEEN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        look.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page roll: a wheel that changes a value on its way is how values get lost."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the choice and a chevron."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.subControls = QStyle.SubControl.SC_ComboBoxFrame
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        self._draw_inside(painter)
        painter.end()

    def _draw_inside(self, painter: QPainter) -> None:
        is_known = self.currentIndex() > 0 or not self.quiet_first
        token = "ink" if is_known and self.isEnabled() else "ink3"
        room = QRect(9, 0, self.width() - 9 - 2 * ICON_SMALL, self.height())
        draw_text(painter, self._look, room, self.currentText(), "body", token)
        chevron = self._look.pixmap("chevron-down", ICON_SMALL, "ink3", self.devicePixelRatioF())
        at = QPoint(self.width() - ICON_SMALL - 7, (self.height() - ICON_SMALL) // 2)
        painter.drawPixmap(at, chevron)
