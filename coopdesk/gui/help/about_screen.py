# SPDX-License-Identifier: EUPL-1.2
"""What this program is: its version, its licence and those of what ships with it, where its files lie."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopdesk import __version__
from coopdesk.gui.desk import Desk
from coopdesk.gui.frame.places import Place
from coopdesk.gui.help.markdown_page import MarkdownPage
from coopdesk.gui.look.tokens import PAGE_MARGIN
from coopdesk.gui.look.widgets import SectionHead, Words, make_button
from coopdesk.gui.screen import Command, Screen
from coopdesk.gui.settings.parts import fact_row
from coopdesk.gui.settings.settings_screen import OpenFolder, open_folder
from coopdesk.paths import backup_folder, config_folder, report_folder, shipped

WIDTH: Final = 820
LICENCE_HEIGHT: Final = 320


class AboutScreen(Screen):
    """The page About. It can be copied as a few lines for those who help."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, show_folder: OpenFolder = open_folder
    ) -> None:
        super().__init__(desk, parent)
        self.setObjectName("about")
        self._show_folder = show_folder
        self._folders: dict[str, Words] = {}
        self._licence = MarkdownPage(desk.look, "about.licence")
        self._licence.setAccessibleName(self.tr("Text of the licence"))
        self._licence.setMinimumHeight(LICENCE_HEIGHT)
        scroll = QScrollArea()
        scroll.setObjectName("about.page")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # every part of it takes the keyboard itself
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setBackgroundRole(QPalette.ColorRole.Base)
        scroll.setWidget(self._make_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _make_page(self) -> QWidget:
        look = self.desk.look
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 24)
        body = QWidget()
        body.setMaximumWidth(WIDTH)
        outer.addWidget(body, 10)
        outer.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words(look, "CoopDesk", "display"))
        version = Words(look, self.tr("Version {version}").format(version=__version__), "body", "ink2")
        version.setObjectName("about.version")
        column.addWidget(version)
        column.addWidget(
            Words(
                look,
                self.tr("The records desk of a liaison office. It works without a network."),
                "body",
                "ink2",
            )
        )
        column.addSpacing(12)
        self._add_files(column)
        self._add_licences(column)
        column.addStretch(1)
        return page

    def _add_files(self, column: QVBoxLayout) -> None:
        look = self.desk.look
        column.addWidget(SectionHead(look, self.tr("Where things lie")))
        for key, label in (
            ("file", self.tr("The file")),
            ("backups", self.tr("Backups")),
            ("reports", self.tr("Reports of mistakes")),
            ("profile", self.tr("Your settings")),
        ):
            value = Words(look, "")
            value.setObjectName(f"about.{key}")
            self._folders[key] = value
            opens = make_button(look, self.tr("Open folder"), self._opens(key), name=f"about.open_{key}")
            opens.setAccessibleName(self.tr("Open the folder of: {what}").format(what=label))
            column.addWidget(fact_row(look, label, value, opens))
        copy = make_button(look, self.tr("Copy for support"), self.copy, name="about.copy", icon="copy")
        copy.setToolTip(self.tr("Copies versions, no records"))
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)

    def _add_licences(self, column: QVBoxLayout) -> None:
        look = self.desk.look
        column.addWidget(SectionHead(look, self.tr("Licences")))
        said = Words(
            look,
            self.tr(
                "You may use, study, change and pass on CoopDesk under the European Union Public Licence 1.2."
            ),
        )
        said.setWordWrap(True)
        column.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(
            make_button(look, self.tr("What ships with it"), self.show_notices, name="about.notices")
        )
        row.addWidget(make_button(look, self.tr("Text of the licence"), self.show_licence, name="about.eupl"))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._licence)

    def show_place(self, _place: Place) -> None:
        """Show where things lie now, and the licences of what ships with it."""
        for key, folder in self._places().items():
            self._folders[key].setText(str(folder))
        self.show_notices()

    def _places(self) -> dict[str, Path]:
        path = self.desk.database.path
        return {
            "file": path,
            "backups": backup_folder(path),
            "reports": report_folder(path),
            "profile": config_folder(),
        }

    def _opens(self, key: str) -> Callable[[], None]:
        def act() -> None:
            place = self._places()[key]
            while not place.is_dir() and place != place.parent:
                place = place.parent
            self._show_folder(place)

        return act

    def show_notices(self) -> None:
        """Show what ships with the program, each with its licence."""
        self._licence.show_markdown(
            (shipped("resources") / "licences" / "third-party-notices.md").read_text("utf-8")
        )

    def show_licence(self) -> None:
        """Show the licence of CoopDesk."""
        text = (shipped("resources") / "licences" / "eupl-1.2.txt").read_text("utf-8")
        self._licence.show_plain(text)

    def copy(self) -> None:
        """Copy the versions, for those who help; no records, no names, no places."""
        facts = {
            "CoopDesk": __version__,
            "Python": platform.python_version(),
            "Qt": qVersion(),
            "SQLite": sqlite3.sqlite_version,
            "System": platform.platform(),
            "Scale": f"{self.devicePixelRatioF():g}",
        }
        lines = [f"{name} {value}" for name, value in facts.items()]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self.desk.noticed.emit(self.tr("The versions are copied."))

    def commands(self) -> Mapping[str, Command]:
        """Give what can be done here."""
        return {"edit.copy": self._licence.copy}

    def take_focus(self) -> None:
        """Put the keyboard on the text, to be read."""
        self._licence.setFocus()
