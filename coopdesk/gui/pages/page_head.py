# SPDX-License-Identifier: EUPL-1.2
"""The top of a page: the way to the record, its name, where it stands, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from coopdesk.gui.look.look import Look
from coopdesk.gui.look.painting import draw_shape, draw_text, text_width
from coopdesk.gui.look.type_roles import Role
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.gui.pages.item_view import ItemView
from coopdesk.gui.pages.items import line_items
from coopdesk.gui.pages.setting import PAD
from coopdesk.gui.pages.text_flow import LINE, Measure, wrapped
from coopdesk.services.pages.page import Page, Piece, State

WIDE: Final = 700  # from here the name is set large
STATE_HEIGHT: Final = 22
GUTTER: Final = 18
APART: Final = 16
_TONES: Final = {"normal": "ink", "strong": "ink", "quiet": "ink2", "amber": "amber", "red": "red"}
_LONG_WORD: Final = 60
_TITLE_LINES: Final = 6


class StatesLine(QWidget):
    """Where a record stands: shapes and words, over as many lines as they take."""

    def __init__(self, look: Look, states: Sequence[State], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.states")
        self._look = look
        self._states = states
        self.setAccessibleName(", ".join(f"{one.text} {one.reason}".strip() for one in states))
        look.changed.connect(self.update)

    def lines_at(self, width: int) -> list[tuple[State, int, int]]:
        """Give the states with their place on a width."""
        placed, x, y = [], 0, 0
        for state in self._states:
            needed = self._width(state)
            if x and x + needed > width:
                x, y = 0, y + STATE_HEIGHT
            placed.append((state, x, y))
            x += needed + APART
        return placed

    def _width(self, state: State) -> int:
        reason = text_width(self._look, state.reason, "small") + 12 if state.reason else 0
        return GUTTER + text_width(self._look, _raised(state.text), "body_medium") + reason + 2

    def natural_width(self) -> int:
        """Give the width on one line."""
        return sum(self._width(state) + APART for state in self._states) - (APART if self._states else 0)

    def height_at(self, width: int) -> int:
        """Give the height on a width."""
        placed = self.lines_at(width)
        return placed[-1][2] + STATE_HEIGHT if placed else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shapes and words."""
        painter = QPainter(self)
        for state, x, y in self.lines_at(self.width()):
            draw_shape(painter, self._look, state.shape, x + 1, y + STATE_HEIGHT // 2)
            rect = QRect(x + GUTTER, y, self.width() - x - GUTTER, STATE_HEIGHT)
            words = _raised(state.text)
            used = draw_text(painter, self._look, rect, words, "body_medium", _TONES[state.tone])
            if state.reason:
                draw_text(
                    painter, self._look, rect.adjusted(used + 12, 0, 0, 0), state.reason, "small", "ink3"
                )
        painter.end()


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


class PageHead(QWidget):
    """Sets crumbs, name, states and buttons on a width; `followed` carries a link, `acted` an act."""

    followed = Signal(object)
    acted = Signal(object)
    edit_requested = Signal()

    def __init__(
        self,
        look: Look,
        measure: Measure,
        page: Page,
        *,
        is_past: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._measure = measure
        self._page = page
        self.crumbs = self._line("page.crumbs", _with_arrows(page.crumbs), self.tr("The way here"))
        self._title = Words(look, "", "display", "ink", self)
        self._title.setObjectName("page.title")
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setWordWrap(True)
        self._title.setAccessibleName(page.title)
        self._beside = Words(look, page.name_beside, "head", "ink2", self)
        self._beside.setObjectName("page.name_beside")
        self._beside.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._beside.setVisible(bool(page.name_beside))
        self.subtitle = self._line("page.subtitle", page.subtitle, self.tr("In short"))
        self._states = StatesLine(look, page.states, self)
        self._buttons = [] if is_past else self._make_buttons()

    @property
    def lists(self) -> list[ItemView]:
        """The lists of the head that the keyboard goes through."""
        return [self.crumbs, self.subtitle]

    def _line(self, name: str, pieces: Sequence[Piece], says: str) -> ItemView:
        view = ItemView(self._look, self._measure, parent=self)
        view.setObjectName(name)
        view.setAccessibleName(says)
        view.show_items(line_items(pieces))
        if not any(piece.is_link for piece in pieces):
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.followed.connect(self.followed)
        return view

    def _make_buttons(self) -> list[QPushButton]:
        edit = make_button(
            self._look, self.tr("Edit"), self.edit_requested.emit, name="page.edit", icon="pencil",
            help=self.tr("Change this record (F2)"),
        )  # fmt: skip
        buttons = [edit]
        if self._page.additions:
            add = make_button(self._look, self.tr("Add…"), self._offer_additions, name="page.add")
            add.setToolTip(self.tr("Add something to this record"))
            buttons.insert(0, add)
        act = self._page.act
        if act is not None:
            buttons.append(
                make_button(
                    self._look, act.label, lambda: self.acted.emit(act), name="page.act", kind="primary"
                )
            )
        for button in buttons:
            button.setParent(self)
            button.setFont(
                self._look.font("body_strong" if button.objectName() == "page.act" else "body_medium")
            )
        return buttons

    def _offer_additions(self) -> None:
        button = next(one for one in self._buttons if one.objectName() == "page.add")
        self.additions_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def additions_menu(self) -> QMenu:
        """Give the menu of everything that can be added to the record."""
        menu = QMenu(self)
        menu.setObjectName("page.additions")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self._page.additions:
            menu.addAction(act.label.replace("&", "&&"), partial(self.acted.emit, act))
        return menu

    # setting

    def arrange(self, width: int) -> int:
        """Set everything on a width and give the height."""
        y = self._put_crumbs(width) + 6 if self.crumbs.items else 0
        bottom = self._put_row_of_name(y, width) if width >= WIDE else self._put_stacked(y, width)
        if self.subtitle.items:
            bottom = self._put(self.subtitle, 0, bottom + 2, width)
        return bottom + 8

    def _put_row_of_name(self, y: int, width: int) -> int:
        """Set the buttons beside a large name, where it stands below."""
        used = self._put_buttons(self._buttons, width, y + 1)
        bottom = self._put_names(y, width - used - 12, is_wide=True)
        return self._put_states(max(bottom, y + 30) + 2, width)

    def _put_stacked(self, y: int, width: int) -> int:
        """Set the buttons beside the name; where not all fit, some beside or below where it stands."""
        name = self._measure.width(self._page.title, "title") + 16
        every = sum(button.sizeHint().width() + 8 for button in self._buttons)
        beside = len(self._buttons) if name + every <= width else len(self._buttons) - 1 and 1
        used = self._put_buttons(self._buttons[:beside], width, y - 2)
        bottom = self._put_names(y, width - (used + 8 if used else 0), is_wide=False)
        return self._put_states_and_buttons(bottom + 2, width, self._buttons[beside:])

    def _put(self, view: ItemView, x: int, y: int, width: int) -> int:
        return view.arrange(x + PAD, y, width)

    def _put_crumbs(self, width: int) -> int:
        """Set the way here on one line: without its last step, the record itself, where that is too long."""
        for crumbs in (self._page.crumbs, self._page.crumbs[:-1]):
            items = line_items(_with_arrows(crumbs))
            if list(self.crumbs.items) != items:
                self.crumbs.show_items(items)
            if self.crumbs.height_at(width) <= LINE + 4:
                break
        return self._put(self.crumbs, 0, 0, width)

    def _put_names(self, y: int, width: int, *, is_wide: bool) -> int:
        """Set the name, and what else it is called beside it where there is room, else below."""
        role: Role = "display" if is_wide else "title"
        self._title.setFont(self._look.font(role))
        text = _breakable(self._page.title)
        lines = wrapped(self._measure, text, role, width)
        if len(lines) > _TITLE_LINES:
            self._title.setToolTip(self._page.title)
            text = " ".join(lines[:_TITLE_LINES]).rstrip() + "…"
        self._title.setText(text)
        one = round(self._measure.metrics(role).lineSpacing()) + 2
        natural = self._measure.width(text, role) + 4
        beside = self._measure.width(self._page.name_beside, "head") + 4
        has_room = self._page.name_beside and len(lines) == 1 and natural + 14 + beside <= width
        title = QRect(PAD, y, natural if has_room else width, one * min(len(lines), _TITLE_LINES))
        self._title.setGeometry(title)
        if not self._page.name_beside:
            return title.bottom() + 1
        if has_room:
            self._beside.setWordWrap(False)
            drop = round(self._measure.metrics(role).ascent() - self._measure.metrics("head").ascent()) + 1
            self._beside.setGeometry(
                PAD + natural + 14, y + drop, beside, round(self._measure.metrics("head").height()) + 2
            )
            return title.bottom() + 1
        self._beside.setWordWrap(True)
        rows = len(wrapped(self._measure, self._page.name_beside, "head", width))
        height = rows * (round(self._measure.metrics("head").lineSpacing()) + 1)
        self._beside.setGeometry(PAD, title.bottom() + 1, width, height)
        return title.bottom() + 1 + height

    def _put_states(self, y: int, width: int) -> int:
        height = self._states.height_at(width)
        self._states.setGeometry(PAD, y, width, height)
        return y + height

    def _put_buttons(self, buttons: Sequence[QPushButton], right: int, y: int) -> int:
        """Set buttons that end at the right and give the width they take."""
        x = right + PAD
        for button in reversed(buttons):
            width = button.sizeHint().width()
            x -= width
            button.setGeometry(x, y, width, button.height())
            x -= 8
        return right + PAD - x - 8 if buttons else 0

    def _put_states_and_buttons(self, y: int, width: int, buttons: Sequence[QPushButton]) -> int:
        """Set states and buttons on one line where both fit, else one below the other."""
        if not buttons:
            return self._put_states(y, width)
        needed = sum(button.sizeHint().width() + 8 for button in buttons)
        if self._states.natural_width() + needed + 4 <= width:
            self._put_buttons(buttons, width, y)
            self._states.setGeometry(PAD, y + 3, width - needed, STATE_HEIGHT)
            return y + buttons[0].height()
        bottom = self._put_states(y, width) + 4
        self._put_buttons(buttons, needed - 8, bottom)
        return bottom + buttons[0].height()


def _with_arrows(crumbs: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for crumb in crumbs:
        if found:
            found.append(Piece("  ›  ", tone="quiet"))
        found.append(crumb if crumb.is_link else Piece(crumb.text, tone="quiet"))
    return found


def _breakable(text: str) -> str:
    """Give a text in which no single word is longer than a line: it is cut, the whole is in the tooltip."""
    return " ".join(
        word if len(word) <= _LONG_WORD else word[: _LONG_WORD - 1] + "…" for word in text.split(" ")
    )
