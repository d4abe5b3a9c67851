# SPDX-License-Identifier: EUPL-1.2
"""What a person does with keyboard and mouse, typed; widgets by their object names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

W = TypeVar("W", bound=QWidget)
PLAIN = Qt.KeyboardModifier.NoModifier


def the(parent: QWidget, kind: type[W], name: str) -> W:
    """Give the one widget of a kind and object name."""
    found = parent.findChildren(kind, name)
    assert len(found) == 1, f"{len(found)} of {name}"
    return found[0]


def wait_for(condition: Callable[[], bool], timeout_ms: int = 5_000) -> None:
    """Let the window go on until something is so: a layout shows its new widgets a moment later."""
    loop, clock, limit = QEventLoop(), QTimer(), QTimer()
    clock.timeout.connect(lambda: loop.quit() if condition() else None)
    limit.timeout.connect(loop.quit)
    limit.setSingleShot(True)
    clock.start(5)
    limit.start(timeout_ms)
    if not condition():
        loop.exec()


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key."""
    QTest.keyClick(widget, key, held)


def type_text(widget: QWidget, text: str) -> None:
    """Type some text."""
    QTest.keyClicks(widget, text)


def click(widget: QWidget, at: QPoint | None = None, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Click with the left button, in the middle unless told where; what is hidden cannot be clicked."""
    wait_for(widget.isVisible)
    assert widget.isVisible(), widget.objectName()
    assert widget.isEnabled(), widget.objectName()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, at or widget.rect().center())


def click_button(parent: QWidget, name: str) -> None:
    """Click the button of an object name."""
    click(the(parent, QAbstractButton, name))


def click_row(view: QAbstractItemView, index: QModelIndex, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Click a row of a list, after scrolling to it."""
    view.scrollTo(index)
    click(view.viewport(), view.visualRect(index).center(), held)
