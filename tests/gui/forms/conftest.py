# SPDX-License-Identifier: EUPL-1.2
"""A form on the starting data, with somebody at it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.form_view import FormView
from tests.helpers.typing import Clerk


@pytest.fixture
def clerk(desk: Desk, qtbot: QtBot) -> Clerk:
    """Give somebody at an empty form of 825 by 700."""
    form = FormView(desk)
    qtbot.addWidget(form)
    form.resize(825, 700)
    with qtbot.waitActive(form):
        form.show()
    return Clerk(form, qtbot)
