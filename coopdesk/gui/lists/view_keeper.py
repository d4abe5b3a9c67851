# SPDX-License-Identifier: EUPL-1.2
"""The saved view behind a list: whether it was changed, saving, naming, going back; and what was usual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from coopdesk.domain.errors import UserError
from coopdesk.domain.views import View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.name_popover import NamePopover
from coopdesk.services import views
from coopdesk.services.list_views import is_plain


class ViewKeeper(QObject):
    """Knows the saved view that is shown, if any. `changed` brings the view to show after an act on it."""

    changed = Signal(object)

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self.name = ""
        self._saved: View | None = None
        self._shown: View | None = None
        self._usual: dict[str, View] = {}
        self._popover: NamePopover | None = None

    def begin(self, name: str, view: View) -> None:
        """Show a saved view, or with an empty name the list of a register."""
        self.name = name
        self._saved = self._shown = view
        if name:
            database = self._desk.database
            self._desk.read(
                lambda: views.saved_view(database, name), self._on_stored, series=f"view.{id(self)}"
            )

    def _on_stored(self, stored: View | None) -> None:
        """Compare with what is kept: one may come back to a saved view that was changed on the way."""
        if stored is not None and stored != self._saved and self._shown is not None:
            self._saved = stored
            self.changed.emit(self._shown)

    def usual(self, view: View) -> View:
        """Give the list of a register as it was last looked at: columns, groups, density; not the filter."""
        kept = self._usual.get(view.type)
        if self.name or kept is None or view.columns or view.group_by is not None:
            return view
        return replace(view, columns=kept.columns, group_by=kept.group_by, density=kept.density)

    def remember(self, view: View) -> None:
        """Note what is shown now."""
        self._shown = view
        if not self.name:
            self._usual[view.type] = view

    def is_changed(self, view: View) -> bool:
        """Whether a saved view differs from what is shown."""
        return bool(self.name) and view != self._saved

    def is_worth_saving(self, view: View) -> bool:
        """Whether what is shown is more than the list of a register as it comes."""
        return not is_plain(view)

    def fill_menu(self, menu: QMenu, anchor: QWidget) -> None:
        """Offer what can be done with the view."""
        menu.clear()
        view = self._shown
        if view is None:
            return
        if self.is_changed(view):
            menu.addAction(self.tr("Save"), lambda: self._save_again(view))
            menu.addAction(self.tr("Revert"), self.revert)
            menu.addSeparator()
        menu.addAction(self.tr("Save as a view…"), lambda: self._ask_name(view, anchor))
        if self.name:
            menu.addAction(self.tr("Rename…"), lambda: self._ask_other_name(anchor))
            menu.addAction(self.tr("Remove this view"), self._remove)

    def save(self, view: View, anchor: QWidget) -> None:
        """Keep what is shown: again under its name, or under a new one."""
        if self.is_changed(view):
            self._save_again(view)
        else:
            self._ask_name(view, anchor)

    def revert(self) -> None:
        """Show the view as it was saved."""
        if self._saved is not None:
            self._shown = self._saved
            self.changed.emit(self._saved)

    def _save_again(self, view: View) -> None:
        database, name = self._desk.database, self.name
        self._write(lambda: views.change_view(database, name, view), lambda _: self._took(name, view))

    def _ask_name(self, view: View, anchor: QWidget) -> None:
        database = self._desk.database
        self._ask(
            anchor, "", self.tr("Save view"),
            lambda typed: self._write(
                lambda: views.save_view(database, typed, view), lambda name: self._took(str(name), view)
            ),
        )  # fmt: skip

    def _ask_other_name(self, anchor: QWidget) -> None:
        database, name, view = self._desk.database, self.name, self._shown
        self._ask(
            anchor, name, self.tr("Rename"),
            lambda typed: self._write(
                lambda: views.rename_view(database, name, typed),
                lambda new: self._renamed(str(new), view),
            ),
        )  # fmt: skip

    def _remove(self) -> None:
        database, name, view = self._desk.database, self.name, self._shown
        self._write(lambda: views.remove_view(database, name), lambda _: self._removed(name, view))

    def _ask(self, anchor: QWidget, name: str, act: str, then: Callable[[str], None]) -> None:
        popover = NamePopover(self._desk, self._screen.window())
        popover.named.connect(then)
        popover.closed.connect(popover.deleteLater)
        self._popover = popover
        popover.closed.connect(self._forget_popover)
        popover.ask(anchor, name, act)

    def _forget_popover(self) -> None:
        self._popover = None

    def _write(self, act: Callable[[], object], then: Callable[[object], None]) -> None:
        self._desk.runner.write(act, then, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        if self._popover is not None:
            self._popover.say(str(error))
        else:
            self._desk.refused.emit(error)

    def _took(self, name: str, view: View) -> None:
        self.name, self._saved, self._shown = name, view, view
        self._desk.noticed.emit(self.tr("The view “{name}” is saved.").format(name=name))
        self._finish(view)

    def _renamed(self, name: str, view: View | None) -> None:
        self.name = name
        self._finish(view)

    def _removed(self, name: str, view: View | None) -> None:
        self.name = ""
        self._desk.noticed.emit(self.tr("The view “{name}” is removed; its records stay.").format(name=name))
        self._finish(view)

    def _finish(self, view: View | None) -> None:
        if self._popover is not None:
            self._popover.close_card()
        if view is not None:
            self.changed.emit(view)
