# SPDX-License-Identifier: EUPL-1.2
"""Two records side by side, and between them what will be saved: painted rows, chosen by keys or clicks."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopdesk.gui.bulk.merge_model import MergeModel, _Index
from coopdesk.gui.bulk.wrapping import LINE, draw_lines, wrapped
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_hairline, draw_text
from coopdesk.gui.look.tokens import HEAD_TABLE, RADIUS_CHIP, RADIUS_CONTROL
from coopdesk.services.merging_records import Choice, Pair

LABEL: Final = 124
GAP: Final = 12
INSET: Final = 34  # room for bar and ring before the words
LETTER: Final = 18
MOST_LINES: Final = 4
SCROLL_BAR: Final = 10
_KEYS: Final[dict[Qt.Key, Choice]] = {
    Qt.Key.Key_Left: "keep",
    Qt.Key.Key_Right: "other",
    Qt.Key.Key_B: "both",
}


class Places(NamedTuple):
    """Where the four parts of a row are."""

    label: QRect
    keep: QRect
    result: QRect
    other: QRect


def places(rect: QRect) -> Places:
    """Part a row: the label, then three columns of one width."""
    width = (rect.width() - LABEL - 3 * GAP) // 3
    tops = rect.y() + 8, rect.height() - 16
    lefts = [rect.x() + LABEL + GAP + number * (width + GAP) for number in range(3)]
    keep, result, other = (QRect(left, tops[0], width, tops[1]) for left in lefts)
    return Places(QRect(rect.x() + 4, tops[0], LABEL - 4, tops[1]), keep, result, other)


class _Row(QStyledItemDelegate):
    """Paints one field."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give a height in which the longest value of the row has room."""
        view, model = option.widget, index.model()
        if not isinstance(view, QListView) or not isinstance(model, MergeModel):
            return QSize(100, 48)
        pair, parts = model.rows[index.row()], places(QRect(0, 0, view.viewport().width(), 48))
        texts = (pair.keep, pair.other, pair.result(model.choice(index.row())))
        lines = max(len(self._lines(one, parts.keep.width())) for one in texts)
        named = len(wrapped(self._look, str(index.data()), "body_medium", parts.label.width(), most=3))
        return QSize(100, 8 + 8 + 10 + LINE * max(lines, named))

    def _lines(self, text: str, width: int) -> list[str]:
        return wrapped(self._look, text, "body_medium", width - INSET - 8, most=MOST_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        rect: QRect = option.rect
        view, model = option.widget, index.model()
        if not isinstance(view, QListView) or not isinstance(model, MergeModel):
            return
        pair, choice, parts = model.rows[index.row()], model.choice(index.row()), places(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.currentIndex() == index:
            painter.fillRect(rect, self._look.color("window"))
        label = wrapped(self._look, str(index.data()), "body_medium", parts.label.width(), most=3)
        draw_lines(painter, self._look, parts.label.adjusted(0, 5, 0, 0), label, "body_medium", "ink")
        self._paint_side(painter, parts.keep, pair.keep, "mine", is_taken=choice != "other", pair=pair)
        self._paint_side(painter, parts.other, pair.other, "file", is_taken=choice != "keep", pair=pair)
        self._paint_result(painter, parts.result, pair, choice)
        draw_hairline(painter, self._look, rect.left(), rect.right() + 1, rect.bottom())
        if view.currentIndex() == index and view.hasFocus():
            painter.setPen(QPen(self._look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(rect).adjusted(1, 1.5, -1, -2.5)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.restore()

    def _paint_side(
        self, painter: QPainter, rect: QRect, text: str, side: str, *, is_taken: bool, pair: Pair
    ) -> None:
        """Paint what one record says: its bar, a ring that is filled where it is taken, the words."""
        look, is_asked = self._look, pair.state != "same"
        color = QColor(look.color(side))
        painter.setPen(Qt.PenStyle.NoPen)
        if is_taken and is_asked:
            painter.setBrush(look.color(f"{side}_tint"))
            painter.drawRoundedRect(QRectF(rect), RADIUS_CHIP, RADIUS_CHIP)
        if not (is_taken and is_asked):
            color.setAlphaF(0.4)
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), color)
        if is_asked:
            self._paint_ring(
                painter, QPointF(rect.x() + 19, rect.y() + 5 + LINE / 2), side, is_taken=is_taken
            )
        inner = rect.adjusted(INSET if is_asked else 12, 5, -8, 0)
        lines = self._lines(text, rect.width()) if text else [self.tr("empty")]
        token = "ink3" if not text else "ink" if is_taken else "ink2"
        draw_lines(painter, look, inner, lines, "body_medium" if is_taken and text else "body", token)

    def _paint_ring(self, painter: QPainter, middle: QPointF, side: str, *, is_taken: bool) -> None:
        color = self._look.color(side if is_taken else "control")
        painter.setPen(QPen(color, 1.4))
        painter.setBrush(self._look.color("base"))
        painter.drawEllipse(middle, 6.5, 6.5)
        if is_taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(middle, 3.5, 3.5)

    def _paint_result(self, painter: QPainter, rect: QRect, pair: Pair, choice: Choice) -> None:
        """Paint what will be saved, with the letter of the side that it comes from."""
        look = self._look
        if pair.state != "same":
            painter.setPen(QPen(look.color("control"), 1))
            painter.setBrush(look.color("base"))
            painter.drawRoundedRect(
                QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL
            )
            left = rect.x() + 8
            for side in ("mine", "file"):
                if choice == "both" or (choice == "keep") == (side == "mine"):
                    box = QRect(left, rect.y() + 5, LETTER, LETTER)
                    paint_letter(painter, look, box, side)
                    left += LETTER + 3
            inner = QRect(rect)
            inner.setLeft(max(left + 5, rect.x() + INSET))
        else:
            inner = rect.adjusted(12, 0, 0, 0)
        text = pair.result(choice)
        lines = wrapped(look, text, "body_medium", inner.width() - 8, most=MOST_LINES) if text else []
        token = "ink" if text else "ink3"
        draw_lines(
            painter, look, inner.adjusted(0, 5, -8, 0), lines or [self.tr("empty")], "body_medium", token
        )


def letter_of(side: str) -> str:
    """Give the letter of a side: M for what is kept, O for the other."""
    return "M" if side == "mine" else "O"


def paint_letter(painter: QPainter, look: Look, box: QRect, side: str) -> None:
    """Paint the letter of a side on its ground."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(f"{side}_tint"))
    painter.drawRoundedRect(QRectF(box), RADIUS_CHIP, RADIUS_CHIP)
    draw_text(painter, look, box.adjusted((LETTER - 9) // 2, 0, 6, 0), letter_of(side), "section", side)


class MergeHead(QWidget):
    """The heads over the columns: which record is kept, which is the other."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names = ("", "")
        self._lines: tuple[list[str], list[str]] = ([], [])
        self.setFixedHeight(HEAD_TABLE + LINE)
        look.changed.connect(self.update)

    def set_names(self, keep: str, other: str) -> None:
        """Name both records."""
        self._names = (keep, other)
        self._wrap()
        self.setAccessibleName(self.tr("Kept: {keep}. The other: {other}.").format(keep=keep, other=other))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        width = self._parts().keep.width() - LETTER - 6
        keep, other = (wrapped(self._look, name, "body_medium", width, most=2) for name in self._names)
        self._lines = (keep, other)
        height = 2 + LINE * (max(len(keep), len(other)) + 1) + 6
        if height != self.height():
            self.setFixedHeight(height)

    def _parts(self) -> Places:
        return places(QRect(0, 0, self.width() - SCROLL_BAR, 100))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the heads."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = self._parts()
        look = self._look
        heads = (
            (parts.keep, "mine", self.tr("is kept"), self._lines[0]),
            (parts.other, "file", self.tr("goes into it"), self._lines[1]),
        )
        for rect, side, told, lines in heads:
            paint_letter(painter, look, QRect(rect.x(), 2, LETTER, LETTER), side)
            top = QRect(rect.x() + LETTER + 6, 2, rect.width() - LETTER - 6, LINE)
            draw_lines(painter, look, top, lines, "body_medium", side)
            draw_text(painter, look, top.translated(0, LINE * len(lines)), told, "small", "ink3")
        middle = QRect(parts.result.x(), 2, parts.result.width(), LINE)
        draw_text(painter, look, middle, self.tr("Will be saved"), "body_medium", "ink2")
        label = QRect(parts.label.x(), 2, parts.label.width(), LINE)
        draw_text(painter, look, label, self.tr("Field"), "small", "ink3")
        draw_hairline(painter, look, 0, self.width(), self.height() - 1)
        painter.end()


class MergeList(QListView):
    """The fields. Left and right choose, B takes both of a list, up and down move."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("merge.fields")
        self.setAccessibleName(self.tr("Fields of the two records"))
        self.rows = MergeModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Row(look, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        look.changed.connect(self.viewport().update)

    def take(self, choice: Choice) -> None:
        """Choose a side for the current field."""
        if self.currentIndex().isValid():
            self.rows.take(self.currentIndex().row(), choice)
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows."""
        choice = _KEYS.get(Qt.Key(event.key()))
        if choice is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        ):  # fmt: skip
            self.take(choice)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the side that is clicked; in the middle the next possible one."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        parts, at = places(self.visualRect(index)), event.position().toPoint()
        if parts.keep.contains(at):
            self.take("keep")
        elif parts.other.contains(at):
            self.take("other")
        elif parts.result.contains(at):
            order = self.rows.rows[index.row()].choices
            self.take(order[(order.index(self.rows.choice(index.row())) + 1) % len(order)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Ask for room for some fields."""
        rows = sum(self.sizeHintForRow(number) for number in range(min(self.rows.rowCount(), 12)))
        return QSize(800, max(160, min(rows + 4, 420)))

    def minimumSizeHint(self) -> QSize:
        """Give room for two fields."""
        return QSize(400, 96)
