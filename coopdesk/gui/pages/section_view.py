# SPDX-License-Identifier: EUPL-1.2
"""A section of a page: its heading with acts, its items below, what it says when it is empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.widgets import SectionHead, Words, make_button
from coopdesk.gui.pages.item_view import ItemView
from coopdesk.gui.pages.items import FOLD, FOLD_PAIRS, Item, Stop, section_items
from coopdesk.gui.pages.setting import PAD
from coopdesk.gui.pages.text_flow import Measure
from coopdesk.services.pages.page import Section

HEAD: Final = 29
BELOW: Final = 20
EMPTY: Final = 28
ACT_PADDING: Final = 4  # the words of an act end where the hairline does


class SectionView(QWidget):
    """Shows a section at the height it takes; `followed` carries a link, `acted` an act."""

    followed = Signal(object)
    acted = Signal(object)
    grown = Signal()

    def __init__(self, look: Look, measure: Measure, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._section = section
        self._unfolded: frozenset[str] = frozenset()
        name = f"page.section.{section.key}"
        self.setObjectName(name)
        self.is_aside = section.is_aside
        self._head = SectionHead(look, section.title, section.count or None, self)
        self._head.setAccessibleName(section.title)
        self._acts: list[QPushButton] = []
        self._add_acts(name)
        self.view: ItemView | None = None
        self._empty: Words | None = None
        if section.count:
            self.view = self._make_view(look, measure, name)
        else:
            self._empty = Words(look, section.empty, "body", "ink3", self)
            self._empty.setObjectName(f"{name}.empty")

    def _add_acts(self, name: str) -> None:
        section = self._section
        most = FOLD_PAIRS if section.layout == "pairs" else FOLD
        if section.view is not None and section.count > most:
            words = self.tr("All {count}").format(count=f"{section.count:,}")
            self._add_act(words, f"{name}.all", lambda: self.followed.emit(Stop(words, view=section.view)))
        if section.act is not None:
            act = section.act
            self._add_act(act.label, f"{name}.add", lambda: self.acted.emit(act))

    def _add_act(self, words: str, name: str, act: Callable[[], object]) -> None:
        button = make_button(self._look, words, act, name=name, kind="link")
        button.setAccessibleName(f"{self._section.title}: {words}")
        button.setFont(self._look.font("small_medium"))
        button.setFixedHeight(22)
        button.setParent(self)
        self._acts.append(button)

    def _make_view(self, look: Look, measure: Measure, name: str) -> ItemView:
        view = ItemView(look, measure, layout=self._section.layout, aligns=self._section.aligns, parent=self)
        view.setObjectName(f"{name}.rows")
        view.setAccessibleName(self._section.title)
        view.followed.connect(self._on_followed)
        view.toggled.connect(self._on_toggled)
        view.unfolded.connect(lambda: self._on_toggled(""))
        view.show_items(self._items())
        return view

    def _items(self) -> list[Item]:
        return section_items(self._section, self._unfolded, self._more)

    def _more(self, count: int) -> str:
        return self.tr("Show %n more", "", count)

    def height_at(self, width: int) -> int:
        """Give the height on a width."""
        return HEAD + (self.view.height_at(width) if self.view is not None else EMPTY) + BELOW

    def arrange(self, place: QRect) -> None:
        """Take a place."""
        self.setGeometry(place.adjusted(-PAD, 0, PAD, 0))
        self._head.setGeometry(PAD, 0, place.width(), HEAD)
        right = PAD + place.width() + ACT_PADDING
        for button in reversed(self._acts):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, 0, size.width(), button.height())
        if self.view is not None:
            self.view.arrange(PAD, HEAD, place.width())
        if self._empty is not None:
            self._empty.setGeometry(PAD, HEAD, place.width(), EMPTY)

    def _on_followed(self, stop: Stop) -> None:
        if stop.act is not None:
            self.acted.emit(stop.act)
        else:
            self.followed.emit(stop)

    def _on_toggled(self, heading: str) -> None:
        self._unfolded = self._unfolded ^ {heading}
        if self.view is not None:
            self.view.show_items(self._items())
        self.grown.emit()
