# SPDX-License-Identifier: EUPL-1.2
"""The filter builder: conditions of field, test and value, alone or of which any may hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopdesk.domain.problems import Problem
from coopdesk.domain.views import AnyOf, Rule, View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.condition_row import ConditionRow
from coopdesk.gui.lists.floating import Sheet
from coopdesk.gui.lists.layouts import let_go
from coopdesk.gui.lists.paper import Paper
from coopdesk.gui.lists.row_delegate import MakeEditor
from coopdesk.gui.look.widgets import Words, make_button
from coopdesk.services.rule_building import build_rules, texts_of

WIDTH: Final = 780
Texts = list[tuple[str, str]]


class FilterBuilder(Sheet):
    """Shows every condition of a view; `rules_changed` brings the new ones, in order."""

    rules_changed = Signal(object)

    def __init__(self, desk: Desk, window: QWidget, view: View, make_editor: MakeEditor) -> None:
        super().__init__(desk.look, window, "filter", window.tr("Filter"), WIDTH)
        self._desk = desk
        self._view = view
        self._make_editor = make_editor
        self._groups: list[ConditionGroup] = []
        self._build()
        self.open_sheet()
        database = desk.database
        rules = [one for rule in view.rules for one in (rule.rules if isinstance(rule, AnyOf) else (rule,))]
        desk.read(lambda: [texts_of(database, view.type, rule) for rule in rules], self._fill)

    def _build(self) -> None:
        look = self._desk.look
        lead = Words(look, self.tr("A record is shown when all of this holds."), "body", "ink2")
        self.body.addWidget(lead)
        inside = Paper(look)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # every part of it takes the keyboard itself
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(260)
        self.body.addWidget(scroll, 1)
        self.foot.addWidget(
            make_button(
                look, self.tr("Add condition"), self._add_alone, name="filter.add", kind="quiet", icon="plus"
            )
        )
        self.foot.addWidget(
            make_button(
                look, self.tr("Add group: any of these"), self._add_group, name="filter.add_group",
                kind="quiet", icon="stack-2",
            )
        )  # fmt: skip
        self.foot.addStretch(1)
        self.foot.addWidget(make_button(look, self.tr("Cancel"), self.close_sheet, name="filter.cancel"))
        self.apply = make_button(
            look, self.tr("Show these"), self._apply, name="filter.apply", kind="primary"
        )
        self.foot.addWidget(self.apply)

    def _fill(self, texts: Sequence[Texts]) -> None:
        rest = list(texts)
        for rule in self._view.rules:
            parts = rule.rules if isinstance(rule, AnyOf) else (rule,)
            group = self._group(is_any=isinstance(rule, AnyOf))
            for part in parts:
                group.add(part, rest.pop(0))
        if not self._groups:
            self._add_alone()
        elif self._groups[0].rows:
            self._groups[0].rows[0].field.setFocus()

    def _group(self, *, is_any: bool) -> ConditionGroup:
        group = ConditionGroup(self._desk, self._view.type, self._make_editor, is_any=is_any)
        group.emptied.connect(lambda: self._drop(group))
        self._groups.append(group)
        self._column.insertWidget(self._column.count() - 1, group)
        return group

    def _add_alone(self) -> None:
        row = self._group(is_any=False).add(None, [])
        row.field.setFocus()

    def _add_group(self) -> None:
        group = self._group(is_any=True)
        group.add(None, []).field.setFocus()
        group.add(None, [])

    def _drop(self, group: ConditionGroup) -> None:
        self._groups.remove(group)
        self._column.removeWidget(group)
        let_go(group)

    def _apply(self) -> None:
        rows = [row for group in self._groups for row in group.rows]
        typed = [row.typed() for row in rows]
        given = [one for one in typed if one is not None]
        database, type_key, today = self._desk.database, self._view.type, self._desk.today()
        for row, one in zip(rows, typed, strict=True):
            row.say("" if one is not None else self.tr("Choose a field."))
        if len(given) < len(rows):
            return
        self._desk.read(
            lambda: build_rules(database, type_key, given, today=today),
            lambda found: self._take(rows, found),
        )

    def _take(self, rows: Sequence[ConditionRow], found: Sequence[Rule | Problem]) -> None:
        for row, one in zip(rows, found, strict=True):
            row.say(one.message if isinstance(one, Problem) else "")
        built = dict(zip(map(id, rows), found, strict=True))
        if any(isinstance(one, Problem) for one in found):
            return
        rules: list[Rule | AnyOf] = []
        for group in self._groups:
            parts = tuple(part for row in group.rows if isinstance(part := built[id(row)], Rule))
            if group.is_any and len(parts) > 1:
                rules.append(AnyOf(rules=parts))
            else:
                rules.extend(parts)
        self.rules_changed.emit(tuple(rules))
        self.close_sheet()


class ConditionGroup(QWidget):
    """One condition, or several of which any may hold."""

    emptied = Signal()

    def __init__(self, desk: Desk, type_key: str, make_editor: MakeEditor, *, is_any: bool) -> None:
        super().__init__()
        self._desk = desk
        self._type = type_key
        self._make_editor = make_editor
        self.is_any = is_any
        self.rows: list[ConditionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12 if is_any else 0, 0, 0, 0)
        self._column.setSpacing(4)
        if is_any:
            head = QHBoxLayout()
            head.addWidget(Words(desk.look, self.tr("Any of these"), "section", "ink2"))
            head.addStretch(1)
            head.addWidget(
                make_button(
                    desk.look, self.tr("Add to the group"), lambda: self.add(None, []).field.setFocus(),
                    name="filter.group.add", kind="link",
                )
            )  # fmt: skip
            self._column.addLayout(head)

    def add(self, rule: Rule | None, texts: Texts) -> ConditionRow:
        """Add a condition, empty or from a rule."""
        row = ConditionRow(self._desk, self._type, self._make_editor)
        row.removed.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._column.addWidget(row)
        if rule is not None:
            row.begin(rule, texts)
        return row

    def _drop(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        let_go(row)
        if not self.rows:
            self.emptied.emit()
