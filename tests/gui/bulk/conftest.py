# SPDX-License-Identifier: EUPL-1.2
"""A window for sheets to lie over, and short looks into the file."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Give an open window of the usual smallest size."""
    window = QWidget()
    window.resize(1024, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window
