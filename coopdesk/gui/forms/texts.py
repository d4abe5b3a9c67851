# SPDX-License-Identifier: EUPL-1.2
"""The editor of long text: it grows with its lines up to six, and Tab leaves it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editor import Editor, belongs_to_frame, is_today_key
from coopdesk.gui.look.tokens import CONTROL_HEIGHT

MOST_LINES: Final = 6


class TextEditor(Editor):
    """Edits text of several lines."""

    grows = True

    def __init__(self, desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(desk, spec, field, parent)
        self.box = GrowingText(self)
        self.hold(self.box)
        self.box.textChanged.connect(self._on_changed)
        self._is_setting = False

    def text(self) -> str:
        """Give the text."""
        return self.box.toPlainText()

    def shown(self) -> str:
        """Give the text."""
        return self.box.toPlainText()

    def set_text(self, raw: str, shown: str) -> None:
        """Put a text in."""
        self._is_setting = True
        self.box.setPlainText(raw)
        self._is_setting = False

    def replace_text(self, raw: str, shown: str) -> None:
        """Put a text in that Ctrl+Z takes out again."""
        self.box.selectAll()
        self.box.insertPlainText(raw)

    def _on_changed(self) -> None:
        if not self._is_setting:
            self.hinted.emit("")
            self.edited.emit()


class GrowingText(QPlainTextEdit):
    """A box of text as high as its lines, one to six."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.setViewportMargins(2, 0, 2, 0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self.setFixedHeight(CONTROL_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window when here is nothing to undo."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._passes(event):
                event.ignore()
                return False
            if is_today_key(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert today, or type."""
        if self._passes(event):
            event.ignore()
        elif is_today_key(event):
            self.insertPlainText(self._editor.today_in_words())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines again when they wrap elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text only."""
        if source.hasText():
            self.insertPlainText(source.text())

    def _grow(self) -> None:
        lines = max(1, min(MOST_LINES, round(self.document().size().height())))
        height = CONTROL_HEIGHT + (lines - 1) * self.fontMetrics().lineSpacing()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if self.document().size().height() > MOST_LINES
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if height != self.height():
            self.setFixedHeight(height)

    def _passes(self, event: QKeyEvent) -> bool:
        document = self.document()
        return belongs_to_frame(
            event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable()
        )
