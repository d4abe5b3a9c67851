# SPDX-License-Identifier: EUPL-1.2
"""Every act of the window as data: menus, toolbar, palette and shortcut page are made of this list.

An act is possible when the frame or the present screen has a command of its id; what nothing can carry out
is not listed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from coopdesk.domain.i18n import N_

Menu = Literal["file", "edit", "view", "record", "exchange", "help"]
MENUS: Final[dict[Menu, str]] = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "view": N_("&View"),
    "record": N_("&Record"),
    "exchange": N_("E&xchange"),
    "help": N_("&Help"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One act: its words, its keys, where it stands. `starts_group` draws a line above it in the menu.

    The keys of a local act (Enter, Del) mean other things elsewhere: the list itself listens for them.
    """

    id: str
    text: str
    help: str
    menu: Menu
    keys: tuple[str, ...] = ()
    icon: str = ""
    starts_group: bool = False
    is_switch: bool = False
    is_local: bool = False


ACTIONS: Final[tuple[Action, ...]] = (
    Action(id="record.new", menu="file", icon="plus", keys=("Ctrl+N",), text=N_("&New record here…"),
           help=N_("Begin a record of the kind that the list shows.")),
    Action(id="record.new_any", menu="file", keys=("Ctrl+Shift+N",), text=N_("New record of &any kind…"),
           help=N_("Choose what to begin.")),
    Action(id="file.open", menu="file", icon="folder", keys=("Ctrl+O",), text=N_("&Open a CoopDesk file…"),
           help=N_("Work on another file."), starts_group=True),
    Action(id="file.backup", menu="file", icon="shield-check", text=N_("Make a &backup now"),
           help=N_("Write a verified copy beside the file.")),
    Action(id="file.restore", menu="file", icon="restore", text=N_("&Restore a backup…"),
           help=N_("Look at the backups and put one in the place of the file; the present one is kept.")),
    Action(id="settings.show", menu="file", icon="settings", keys=("Ctrl+,",), text=N_("&Settings"),
           help=N_("Your name, how the window looks, where backups lie."), starts_group=True),
    Action(id="file.quit", menu="file", keys=("Ctrl+Q",), text=N_("&Quit"),
           help=N_("Close CoopDesk; what is being typed is kept as a draft."), starts_group=True),
    Action(id="edit.undo", menu="edit", icon="arrow-back-up", keys=("Ctrl+Z",), text=N_("&Undo"),
           help=N_("Take back the last act.")),
    Action(id="edit.redo", menu="edit", icon="arrow-forward-up", keys=("Ctrl+Y", "Ctrl+Shift+Z"),
           text=N_("Re&do"), help=N_("Do again what was just taken back.")),
    Action(id="edit.cut", menu="edit", keys=("Ctrl+X",), text=N_("Cu&t"), starts_group=True,
           help=N_("Copy the cells and empty them.")),
    Action(id="edit.copy", menu="edit", icon="copy", keys=("Ctrl+C",), text=N_("&Copy"),
           help=N_("Copy the selected cells, as Excel takes them.")),
    Action(id="edit.paste", menu="edit", keys=("Ctrl+V",), text=N_("&Paste"),
           help=N_("Put copied cells here, after a look at what would change.")),
    Action(id="edit.fill_down", menu="edit", keys=("Ctrl+D",), text=N_("&Fill down"),
           help=N_("Give the selected cells the value of the first.")),
    Action(id="edit.select_all", menu="edit", keys=("Ctrl+A",), text=N_("Select &all"),
           help=N_("Select every record of the list.")),
    Action(id="edit.find", menu="edit", icon="search", keys=("Ctrl+F",), text=N_("F&ind in the list"),
           help=N_("Show only records with these words."), starts_group=True),
    Action(id="edit.replace", menu="edit", icon="replace", keys=("Ctrl+H",), text=N_("Find and &replace…"),
           help=N_("Replace words in a field of many records, after a look at what would change.")),
    Action(id="palette.show", menu="view", icon="search", keys=("Ctrl+K",),
           text=N_("&Search or type a command"), help=N_("Go to any record or view, or do anything.")),
    Action(id="view.back", menu="view", icon="arrow-left", keys=("Alt+Left",), text=N_("&Back"),
           help=N_("Go to the place before."), starts_group=True),
    Action(id="view.forward", menu="view", icon="arrow-right", keys=("Alt+Right",), text=N_("&Forward"),
           help=N_("Go on to the place after.")),
    Action(id="view.facets", menu="view", icon="filter", keys=("Ctrl+Shift+F",), text=N_("F&ilter…"),
           help=N_("Tick what the list should show."), starts_group=True),
    Action(id="view.clear", menu="view", text=N_("&Clear all filters"),
           help=N_("Show every record of the list again.")),
    Action(id="view.columns", menu="view", icon="columns", keys=("Ctrl+Shift+C",), text=N_("C&olumns…"),
           help=N_("Choose and order the columns.")),
    Action(id="view.group", menu="view", icon="stack-2", keys=("Ctrl+G",), text=N_("&Group by…"),
           help=N_("Put records with the same value together.")),
    Action(id="view.compact", menu="view", text=N_("Co&mpact rows"), is_switch=True,
           help=N_("One line for each record.")),
    Action(id="view.save", menu="view", icon="bookmark", keys=("Ctrl+Alt+S",), text=N_("Sa&ve this view…"),
           help=N_("Keep filter, order and columns under a name."), starts_group=True),
    Action(id="view.revert", menu="view", text=N_("&Revert this view"),
           help=N_("Show the view again as it was saved.")),
    Action(id="view.next_pane", menu="view", keys=("F6",), text=N_("&Next pane"),
           help=N_("Move the keyboard to the next part of the window."), starts_group=True),
    Action(id="view.previous_pane", menu="view", keys=("Shift+F6",), text=N_("&Previous pane"),
           help=N_("Move the keyboard to the part before.")),
    Action(id="view.history", menu="view", icon="history", text=N_("&History"),
           help=N_("Everything done, newest first."), starts_group=True),
    Action(id="view.trash", menu="view", icon="trash", text=N_("&Trash"),
           help=N_("Removed records, each to be restored.")),
    Action(id="record.open", menu="record", icon="file-text", keys=("Return",), is_local=True,
           text=N_("&Open"), help=N_("Show the page of the record.")),
    Action(id="record.edit", menu="record", icon="pencil", keys=("F2",), text=N_("&Edit"),
           help=N_("Change the cell or the record.")),
    Action(id="record.save", menu="record", keys=("Ctrl+S",), text=N_("&Save"),
           help=N_("Keep what was typed.")),
    Action(id="record.duplicate", menu="record", icon="copy", keys=("Ctrl+Shift+D",), text=N_("&Duplicate"),
           help=N_("Begin a new record like this one."), starts_group=True),
    Action(id="record.merge", menu="record", icon="git-merge", text=N_("&Merge two records…"),
           help=N_("Make one of two records of the same thing, field by field.")),
    Action(id="record.bulk", menu="record", icon="pencil", keys=("Ctrl+Shift+E",),
           text=N_("Edit man&y records…"), help=N_("Change a field of all selected records at once.")),
    Action(id="record.remove", menu="record", icon="trash", keys=("Del",), is_local=True,
           text=N_("Move to &trash"), starts_group=True,
           help=N_("Remove the selected records; they can be restored.")),
    Action(id="record.history", menu="record", icon="history", keys=("Ctrl+Shift+H",),
           text=N_("&History of the record"), help=N_("Who changed what, when.")),
    Action(id="exchange.export", menu="exchange", icon="upload", keys=("Ctrl+E",),
           text=N_("&Export this list…"), help=N_("Write the list to a workbook.")),
    Action(id="exchange.import", menu="exchange", icon="download", keys=("Ctrl+I",),
           text=N_("&Import a returned workbook…"), help=N_("Bring home what a colleague sent back.")),
    Action(id="help.here", menu="help", icon="help", keys=("F1",), text=N_("&Help for this screen"),
           help=N_("What this screen is for and what can be done.")),
    Action(id="help.fields", menu="help", icon="table", text=N_("All &fields explained"),
           help=N_("Every field of every kind of record.")),
    Action(id="help.shortcuts", menu="help", icon="keyboard", keys=("Ctrl+?",),
           text=N_("&Keyboard shortcuts"), help=N_("Every key on one page.")),
    Action(id="help.about", menu="help", icon="info-circle", text=N_("&About CoopDesk"), starts_group=True,
           help=N_("Version, licences, where the files lie.")),
)  # fmt: skip
