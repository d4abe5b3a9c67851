# SPDX-License-Identifier: EUPL-1.2
"""A program in which somebody types into a form for ever, to be killed in the middle of it."""

from __future__ import annotations

import datetime as dt
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

ROADMAP: Final = "rm-tr-2018"
KEY_EVERY_MS: Final = 40


def type_for_ever(path: Path, told: Connection) -> None:
    """Open a form, type a letter every 40 ms, and tell each one with the moment at which it was typed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from coopdesk.gui.desk import Desk
    from coopdesk.gui.forms.form_view import FormView
    from coopdesk.gui.look.look import Look
    from coopdesk.gui.work.job_runner import JobRunner
    from coopdesk.services import maintenance
    from coopdesk.services.pages.page import Target
    from coopdesk.store.register import by_references
    from tests.helpers.window import FakePrompter

    application = QApplication(["typing", "-platform", "offscreen"])
    database = maintenance.open_database(path)
    desk = Desk(
        database,
        who="test",
        runner=JobRunner(),
        look=Look("light"),
        prompter=FakePrompter(),
        today=lambda: dt.date(2026, 11, 22),
    )
    with database.reading() as connection:
        entry = by_references(connection, [ROADMAP])[ROADMAP]
    form = FormView(desk)
    form.show()
    form.edit(Target(entry.type, entry.id))
    typed = 0

    def press() -> None:
        nonlocal typed
        line = form.findChild(QLineEdit, "roadmap.title")
        if not isinstance(line, QLineEdit):
            return  # the form is still being opened
        if typed == 0:
            line.clear()
        typed += 1
        QTest.keyClicks(line, "x")
        told.send_bytes(f"{typed} {time.time()}".encode())

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(KEY_EVERY_MS)
    application.exec()
