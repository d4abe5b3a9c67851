# SPDX-License-Identifier: EUPL-1.2
"""The list of a register or a saved view, with the selected record beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from coopdesk.domain.changes import Written
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.lists.column_chooser import HEIGHT, WIDTH, ColumnChooser
from coopdesk.gui.lists.filter_builder import FilterBuilder
from coopdesk.gui.lists.list_acts import ListActs
from coopdesk.gui.lists.list_layout import ListLayout
from coopdesk.gui.lists.list_menus import record_menu
from coopdesk.gui.lists.record_table import RecordTable
from coopdesk.gui.lists.row_delegate import MakeEditor
from coopdesk.gui.lists.view_keeper import ViewKeeper
from coopdesk.gui.lists.wide_acts import WideActs
from coopdesk.gui.screen import Command, Screen
from coopdesk.records.catalog import SPECS
from coopdesk.services.list_columns import columns_of
from coopdesk.services.list_views import (
    cleared,
    is_filtered,
    seq_of,
    sorted_by,
    values_from_view,
    without_rule,
)
from coopdesk.services.listing import MOST, Listing, count_line, first_begun, open_list
from coopdesk.services.pages.page import Target
from coopdesk.services.registers import REGISTERS, register_of
from coopdesk.services.view_words import Chip, chips_of

if TYPE_CHECKING:
    from coopdesk.gui.pages.record_pane import RecordPane

NARROW: Final = 1100  # a window below this shows the list alone
PANE_PAUSE_MS: Final = 60
FIRST_VIEW: Final = View(type=REGISTERS[0].types[0])


def _make_editor(desk: Desk, spec: object, field: object, parent: QWidget) -> QWidget:
    from coopdesk.gui.forms.editors import make_editor  # forms are needed when one first types

    return make_editor(desk, spec, field, parent)  # type: ignore[arg-type] # what the delegate hands on


class ListScreen(Screen):
    """Shows a view: head, chips, table, bar below; beside it the record on which one stands."""

    views_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        make_pane: Callable[[Desk], RecordPane],
        *,
        make_editor: MakeEditor = _make_editor,
    ) -> None:
        super().__init__(desk)
        self.setObjectName("list")
        self._make_editor = make_editor
        self._view = FIRST_VIEW
        self._listing: Listing | None = None
        self._wanted: str | None = None
        self._is_pane_wanted = False
        self._shown: Target | None = None
        self.keeper = ViewKeeper(desk, self)
        self.keeper.changed.connect(self._on_view_kept)
        self.pane = make_pane(desk)
        self.model = RecordTable(desk, self)
        self.parts = ListLayout(desk, self.model, self.pane, make_editor)
        self.table, self.head, self.facets = self.parts.table, self.parts.head, self.parts.facets
        self.acts = ListActs(desk, self.table, self.model, lambda: self._view)
        self.wide = WideActs(desk, self, lambda: self._view, self.acts.with_ids)
        self.wide.form_wanted.connect(self.create)
        self.wide.duplicated.connect(lambda target: self.opened.emit(Place(kind="record", record=target)))
        self._chips: list[Chip] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PANE_PAUSE_MS)
        self._pause.timeout.connect(self._show_record)
        self._connect()

    def _connect(self) -> None:
        self.head.text_changed.connect(lambda text: self._change(replace(self._view, text=text)))
        self.head.type_chosen.connect(lambda key: self.opened.emit(Place(kind="list", view=View(type=key))))
        self.head.finder.left.connect(self.table.setFocus)
        self.head.menu.aboutToShow.connect(lambda: self.keeper.fill_menu(self.head.menu, self.head.views))
        self.parts.chips.removed.connect(lambda place: self._change(without_rule(self._view, place)))
        self.parts.chips.cleared.connect(self._clear)
        self.parts.empty.acted.connect(self._on_empty_acted)
        self.facets.view_changed.connect(self._change)
        self.facets.more_requested.connect(self._build_filter)
        self.facets.close_requested.connect(self._toggle_facets)
        self.parts.bar.filter_requested.connect(self._toggle_facets)
        self.parts.bar.columns_requested.connect(self._choose_columns)
        self.parts.bar.group_chosen.connect(lambda key: self._change(replace(self._view, group_by=key)))
        self.table.opened.connect(self._open_record)
        self.table.removal_requested.connect(self.acts.remove)
        self.table.name_typed.connect(self._jump)
        self.table.current_changed.connect(self._on_current)
        self.table.selection_changed.connect(self._on_selected)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._show_trouble())
        self.table.head.sort_requested.connect(self._sort)
        self.table.head.menu_requested.connect(lambda _: self._choose_columns())
        self.model.rows_arrived.connect(self._on_rows)
        self.pane.opened.connect(self.opened)
        self.pane.commands_changed.connect(self._on_pane)
        self.desk.records_changed.connect(self._on_written)

    # places

    def show_place(self, place: Place) -> None:
        """Show a view, and stand where one stood."""
        self.keeper.begin(place.title, place.view or FIRST_VIEW)
        self._wanted = place.selected
        self._begin(self.keeper.usual(place.view or FIRST_VIEW))

    def _place(self) -> Place:
        row = self.model.row_at(self.table.currentIndex().row())
        return Place(
            kind="list", view=self._view, selected=row.id if row is not None else self._wanted,
            title=self.keeper.name,
        )  # fmt: skip

    def _change(self, view: View) -> None:
        """Show another view of the same records: other filter, order, columns."""
        if view == self._view:
            return
        row = self.model.row_at(self.table.currentIndex().row())
        self._wanted = row.id if row is not None else None
        self.keeper.remember(view)
        self._begin(view)
        self.moved.emit(self._place())

    def _begin(self, view: View) -> None:
        self._view = view
        self._show_head()
        self._load(is_new=True)
        self.commands_changed.emit()

    def _show_head(self) -> None:
        view, register = self._view, register_of(self._view.type)
        name = self.tr(register.label if register is not None else SPECS[view.type].plural)
        is_changed = self.keeper.is_changed(view)
        has_menu = bool(self.keeper.name) or self.keeper.is_worth_saving(view)
        self.head.show_name(self.keeper.name or name, is_changed=is_changed, has_menu=has_menu)
        self.head.show_text(view.text)
        types = register.types if register is not None and not self.keeper.name else ()
        self.head.show_types([(key, self.tr(SPECS[key].plural)) for key in types], view.type)
        self.parts.bar.show_view(view)
        self.facets.show_view(view)
        database = self.desk.database
        self.desk.read(lambda: chips_of(database, view), self._show_chips, series=self._series("chips"))

    def _show_chips(self, chips: list[Chip]) -> None:
        self._chips = chips
        self.parts.chips.show_chips(chips)

    def _series(self, name: str) -> str:
        return f"list.{name}.{id(self)}"

    # loading

    def _load(self, *, is_new: bool) -> None:
        view, database, today, wanted = self._view, self.desk.database, self.desk.today(), self._wanted
        most = {} if is_new else {"most": MOST}
        self.desk.read(
            lambda: (open_list(database, view, today, **most), seq_of(database, wanted)),
            lambda found: self._take(*found, is_new=is_new),
            series=self._series("open"),
        )

    def _take(self, found: Listing, wanted: int | None, *, is_new: bool) -> None:
        self._listing = found
        if is_new:
            columns = columns_of(found.view)
            self.model.begin(found.view, columns, found)
            self.table.show_view(SPECS[found.view.type], found.view, columns)
            self.table.scrollToTop()
        else:
            self.model.renew(found)
        self.head.count.setText(count_line(found))
        self.parts.show_emptiness(found)
        if not found.is_complete:
            self._load(is_new=False)
        if is_new or (wanted is not None and self._wanted is not None):
            self._stand(wanted)
        if not found.count:
            self._show_record()

    def _stand(self, seq: int | None) -> None:
        """Stand on the record where one stood, else on the first."""
        row = self.model.row_of(seq) if seq is not None else None
        if row is not None:
            self._wanted = None
            self.table.go_to(row)
        elif (self._listing is not None and self._listing.is_complete) or self._wanted is None:
            self.table.stand_on_first()

    def _on_empty_acted(self) -> None:
        if self._listing is not None and self._listing.total:
            self._clear()
        else:
            self._new()

    def _on_written(self, _written: Written) -> None:
        self._load(is_new=False)
        self.facets.refresh()

    # where one stands

    def _on_current(self) -> None:
        self._pause.start()
        self._show_trouble()

    def _on_selected(self) -> None:
        self.parts.bar.show_selected(
            len(self.table.marked_rows()) if self.table.selectionModel().hasSelection() else 0
        )

    def _on_rows(self) -> None:
        self.table.fit_to(self.model.first_rows())
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None and not self._pause.isActive():
            self._pause.start()

    def _show_record(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        target = Target(type=row.type, id=row.id) if row is not None else None
        is_none = self._listing is not None and not self._listing.count
        if (target is None and not is_none) or target == self._shown:
            return
        self._shown = target
        if not self.pane.is_editing:
            self.pane.show_record(target)
        if target is not None:
            self.moved.emit(self._place())
        self.commands_changed.emit()

    def _show_trouble(self) -> None:
        index = self.table.currentIndex()
        trouble = self.model.trouble_at(index) if index.isValid() else None
        sentence = trouble.sentence if trouble is not None else ""
        self.parts.bubble.show_at(index, self.table.visualRect(index), sentence)

    def _open_record(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None:
            target = Target(type=row.type, id=row.id)
            self.opened.emit(Place(kind="record", record=target, title=row.label))

    def _jump(self, typed: str) -> None:
        view, database, today = self._view, self.desk.database, self.desk.today()

        def stand(seq: int | None) -> None:
            row = self.model.row_of(seq) if seq is not None else None
            if row is not None:
                self.table.go_to(row)

        self.desk.read(lambda: first_begun(database, view, typed, today), stand, series=self._series("jump"))

    # the view

    def _sort(self, section: int, is_further: bool) -> None:
        column = self.model.columns[section]
        self._change(sorted_by(self._view, column, is_further=is_further))

    def _clear(self) -> None:
        self.head.finder.clear()
        self._change(cleared(self._view))
        self.table.setFocus()

    def _toggle_facets(self) -> None:
        is_shown = not self.facets.isVisible()
        had_keyboard = self.facets.isAncestorOf(QApplication.focusWidget() or self)
        self.parts.show_facets(is_shown)
        if is_shown:
            self.facets.take_focus()
        elif had_keyboard:
            self.table.setFocus()

    def _choose_columns(self) -> None:
        chooser = ColumnChooser(self.desk, self.window())
        chooser.columns_changed.connect(lambda keys: self._change(replace(self._view, columns=keys)))
        chooser.closed.connect(chooser.deleteLater)
        chooser.show_view(self._view)
        chooser.open_by(self.parts.bar.columns, WIDTH, HEIGHT)

    def _build_filter(self) -> None:
        sheet = FilterBuilder(self.desk, self.window(), self._view, self._make_editor)
        sheet.rules_changed.connect(lambda rules: self._change(replace(self._view, rules=rules)))

    def _on_view_kept(self, view: View) -> None:
        """Show what the keeper says: a view reverted, saved or renamed."""
        if view == self._view:
            self._show_head()
        else:
            self._begin(view)
        self.moved.emit(self._place())
        self.commands_changed.emit()
        self.views_changed.emit()

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._view

    # new records and the pane

    def create(self, type_key: str, values: Mapping[str, str]) -> None:  # type: ignore[override] # as all screens
        """Begin a new record of a type beside the list; a narrow window shows it instead of the list."""
        self._is_pane_wanted = True
        self._arrange()
        self.pane.create(type_key, values)

    def _new(self) -> None:
        view, database = self._view, self.desk.database
        self.desk.read(
            lambda: values_from_view(database, view), lambda values: self.create(view.type, values)
        )

    def _on_pane(self) -> None:
        if self._is_pane_wanted and not self.pane.is_editing:
            self._is_pane_wanted = False
            self._arrange()
        self.commands_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the record beside the list where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.parts.arrange(is_narrow=self.window().width() < NARROW, is_pane_wanted=self._is_pane_wanted)

    # acts

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done; keys belong to the pane while the keyboard is there."""
        row = self.model.row_at(self.table.currentIndex().row())
        found: dict[str, Command] = {
            "record.new": self._new,
            "edit.find": self._find,
            "view.facets": self._toggle_facets,
            "view.columns": self._choose_columns,
            "view.group": self.parts.bar.open_groups,
            "view.compact": self._toggle_density,
            "view.save": lambda: self.keeper.save(self._view, self.head.name),
        }
        if is_filtered(self._view):
            found["view.clear"] = self._clear
        if self.keeper.is_changed(self._view):
            found["view.revert"] = self.keeper.revert
        if row is not None:
            found |= {
                "record.open": self._open_record,
                "record.edit": self._edit,
                "record.remove": self.acts.remove,
                "edit.copy": self.acts.copy,
                "edit.cut": self.acts.cut,
                "edit.paste": self.acts.paste,
                "edit.fill_down": self.acts.fill_down,
                "edit.select_all": self.table.select_every,
                "exchange.export": self._export,
                **self.wide.commands(self.table.marked_count),
            }
        its = dict(self.pane.commands())
        return {**found, **its} if self._is_in_pane() else {**its, **found}

    def checked(self) -> Mapping[str, bool]:
        """Give whether rows are compact."""
        return {"view.compact": self._view.density == "compact"}

    def _is_in_pane(self) -> bool:
        focus = QApplication.focusWidget()
        return self.pane.is_editing or (focus is not None and self.pane.isAncestorOf(focus))

    def _edit(self) -> None:
        """Edit the cell where one stands; where that cannot be, the record."""
        if self.table.edit_here():
            return
        if self.pane.isVisible():
            self.pane.edit()
        else:
            self._open_record()

    def _find(self) -> None:
        self.head.finder.setFocus()
        self.head.finder.selectAll()

    def _export(self) -> None:
        words = "; ".join(self.tr(chip.words) for chip in self._chips)
        count = self._listing.count if self._listing is not None else 0
        self.wide.export(self.head.name.text().removesuffix(" •"), words, count)

    def _toggle_density(self) -> None:
        density = self._view.density
        self._change(replace(self._view, density="roomy" if density == "compact" else "compact"))

    def _show_menu(self, place: QPoint) -> None:
        if self.model.row_at(self.table.indexAt(place).row()) is None:
            return
        menu = record_menu(self, self.commands())
        menu.popup(self.table.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc forgets what could not be saved in the cell, then the words of the filter."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        index = self.table.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is not None and self.model.trouble_at(index) is not None:
            self.model.set_trouble(row.id, self.model.columns[index.column()].key, None)
            self._show_trouble()
        else:
            self.head.finder.empty()

    # the frame

    def panes(self) -> list[QWidget]:
        """Give the parts that F6 goes through."""
        return [one for one in (self.facets, self.table, self.pane) if one.isVisible()]

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus()

    def has_open_edits(self) -> bool:
        """Whether something typed beside the list is not saved."""
        return bool(self.pane.has_open_edits())

    def leave(self) -> None:
        """Keep what is being typed."""
        if self.table.currentIndex() != QModelIndex():
            self.table.close_open_editor()
        self.pane.park()
