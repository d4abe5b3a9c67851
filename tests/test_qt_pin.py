# SPDX-License-Identifier: EUPL-1.2
"""Holds the version of Qt's Python binding to what a window that paints for days can bear."""

import sys

from PySide6.QtGui import QColor, QImage, QPainter


def test_calls_without_a_result_keep_the_references_to_none() -> None:
    """PySide6 6.12.0 takes one reference from None at each call; Python 3.11 aborts when none is left.

    From Python 3.12 on None cannot be lost and the count stands still. Other threads may
    borrow None for a moment, which is why the two counts may differ a little.
    """
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    colour = QColor(0, 0, 0)
    painter.setPen(colour)

    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.setPen(colour)
    after = sys.getrefcount(None)
    painter.end()

    assert abs(after - before) < 100
