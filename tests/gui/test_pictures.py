# SPDX-License-Identifier: EUPL-1.2
"""`coopdesk picture` draws a screen without a display, in any theme and scale, and changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from coopdesk.gui import pictures
from coopdesk.services.registers import REGISTERS
from tests.helpers.command import Command


def _draw(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coopdesk", "--database", str(database), "picture", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.mark.parametrize(
    ("screen", "theme", "scale", "ground"),
    [("arrangements", "light", 1.0, "#f4f6f8"), ("record:frontex", "dark", 1.5, "#14181f")],
)
def test_a_screen_is_drawn_at_its_scale_on_the_ground_of_its_theme(
    office_path: Path, tmp_path: Path, screen: str, theme: str, scale: float, ground: str
) -> None:
    before, target = office_path.read_bytes(), tmp_path / "screen.png"

    done = _draw(office_path, screen, "--out", str(target), "--theme", theme, "--scale", str(scale))

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    image = QImage(str(target))
    assert abs(image.width() - 1366 * scale) <= 1
    assert abs(image.height() - 768 * scale) <= 1
    assert image.pixelColor(round(700 * scale), round(14 * scale)).name() == ground
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 30  # text, lines and shapes, not an empty frame
    assert office_path.read_bytes() == before


def test_a_screen_that_there_is_not_is_refused_with_those_that_there_are(
    office_path: Path, tmp_path: Path
) -> None:
    answer = Command(office_path)("picture", "moon", "--out", str(tmp_path / "moon.png"))
    assert answer.code == 1
    assert "There is no screen “moon”" in answer.err
    assert "arrangements" in answer.err


def test_a_size_that_no_screen_has_is_wrong_usage(office_path: Path, tmp_path: Path) -> None:
    for words in (("--size", "77x99"), ("--size", "wide"), ("--scale", "9")):
        answer = Command(office_path)("picture", "arrangements", "--out", str(tmp_path / "a.png"), *words)
        assert answer.code == 2


def test_every_register_can_be_drawn() -> None:
    assert {register.key for register in REGISTERS} <= set(pictures.names())
