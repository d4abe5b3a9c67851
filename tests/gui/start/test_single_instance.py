# SPDX-License-Identifier: EUPL-1.2
"""A second start of the same file brings the first window forward and ends."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from coopdesk.gui.start.single_instance import SingleInstance


def test_the_second_start_calls_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = SingleInstance(tmp_path / "a.coopdesk"), SingleInstance(tmp_path / "a.coopdesk")
    called: list[bool] = []
    assert first.is_first()
    first.listen(lambda: called.append(True))

    assert not second.is_first()
    qtbot.waitUntil(lambda: called == [True])
    first.close()


def test_another_file_has_a_window_of_its_own(tmp_path: Path) -> None:
    first, other = SingleInstance(tmp_path / "a.coopdesk"), SingleInstance(tmp_path / "b.coopdesk")
    assert first.is_first()
    assert other.is_first()
    first.close()
    other.close()


def test_when_the_first_has_gone_the_next_is_first(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path / "a.coopdesk"), SingleInstance(tmp_path / "a.coopdesk")
    assert first.is_first()
    first.close()
    assert second.is_first()
    second.close()
