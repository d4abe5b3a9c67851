# SPDX-License-Identifier: EUPL-1.2
"""Shows a page of Markdown in the type and colours of the look; nothing is ever fetched from anywhere."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from coopdesk.gui.help.help_pages import slug
from coopdesk.gui.look.look import Look
from coopdesk.gui.look.room import RoomRing
from coopdesk.gui.look.type_roles import Role

MARGIN: Final = 28
TEXT_WIDTH: Final = 760
_WIDTHS: Final = {3: (26, 26, 48), 4: (20, 18, 27, 35)}
_HEADINGS: Final[dict[int, Role]] = {1: "display", 2: "head", 3: "section"}


class MarkdownPage(QTextBrowser):
    """A page of the help. `link_chosen` brings where a link leads."""

    link_chosen = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._source = ""
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setViewportMargins(MARGIN - 4, 16, MARGIN, 0)
        self.setStyleSheet("QTextEdit, QTextEdit:focus { border: 0; padding: 0; }")
        RoomRing(look, self)
        self.anchorClicked.connect(lambda url: self.link_chosen.emit(url.toString()))
        look.changed.connect(self._render)

    def show_markdown(self, text: str) -> None:
        """Show a text."""
        self._source = text
        self._render()

    def show_plain(self, text: str) -> None:
        """Show a text as it stands, without any meaning of its signs."""
        self._source = ""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Load nothing: a page is all text."""
        return None

    def go_to_heading(self, heading: str) -> None:
        """Scroll to a heading by its name in links; to the top without one."""
        block = self.document().begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == heading:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def find_words(self, words: str, *, backwards: bool = False) -> bool:
        """Go to the next place that has the words, from the other end where there is none left."""
        if not words:
            return False
        flags = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if self.find(words, flags):
            return True
        edge = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
        self.moveCursor(edge)
        return bool(self.find(words, flags))

    def count_words(self, words: str) -> int:
        """Give how many places have the words."""
        return self.toPlainText().casefold().count(words.casefold()) if words else 0

    def _render(self) -> None:
        """Make the document anew, in the present colours."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._look.color("base"))
        palette.setColor(QPalette.ColorRole.Text, self._look.color("ink"))
        palette.setColor(QPalette.ColorRole.Link, self._look.color("link"))
        self.setPalette(palette)
        if not self._source:
            return
        at = self.verticalScrollBar().value()
        document = QTextDocument(self)  # dressed before it is shown: on the screen each step would lay it out
        document.setDefaultFont(self._look.font("body"))
        document.setIndentWidth(20)
        document.setMarkdown(self._source, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        at_once = QTextCursor(document)
        at_once.beginEditBlock()
        block = document.begin()
        while block.isValid():
            self._dress(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        at_once.endEditBlock()
        self.setDocument(document)  # the one before was ours too and goes with it
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(min(TEXT_WIDTH, max(self.viewport().width() - 8, 200)))
        self.verticalScrollBar().setValue(at)

    def _dress(self, block: QTextBlock) -> None:
        """Give headings their type, and paragraphs the air of running text."""
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        layout = block.blockFormat()
        level = layout.headingLevel()
        if level in _HEADINGS:
            letters = block.charFormat()
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            letters.setFont(self._look.font(_HEADINGS[level]))
            whole = QTextCursor(block)
            whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            whole.setCharFormat(letters)
            layout.setTopMargin(0 if level == 1 else 20)
            layout.setBottomMargin(6)
        elif cursor.currentTable() is None:
            layout.setLineHeight(120, 1)  # proportional
            layout.setBottomMargin(4 if block.textList() is not None else 8)
        QTextCursor(block).setBlockFormat(layout)

    def _dress_table(self, table: QTextTable) -> None:
        """Let hairlines part the rows, as in every table of the window."""
        layout = table.format()
        layout.setBorder(0)
        layout.setCellPadding(5)
        layout.setCellSpacing(0)
        layout.setTopMargin(4)
        layout.setBottomMargin(12)
        layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        widths = _WIDTHS.get(table.columns())
        if widths is not None:
            kind = QTextLength.Type.PercentageLength
            layout.setColumnWidthConstraints([QTextLength(kind, width) for width in widths])
        table.setFormat(layout)
        line = QBrush(self._look.color("hair"))
        for row in range(table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                shape = cell.format().toTableCellFormat()
                shape.setBottomBorder(1)
                shape.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                shape.setBottomBorderBrush(line)
                cell.setFormat(shape)
