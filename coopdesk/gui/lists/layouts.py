# SPDX-License-Identifier: EUPL-1.2
"""Emptying a layout whose contents are made anew."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take everything out and let it go; nobody finds it by its name any more."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            let_go(widget)


def let_go(widget: QWidget) -> None:
    """Hide a widget until it is deleted, which may not be at once: it may be the one that was clicked."""
    widget.hide()
    widget.setObjectName("")
    widget.deleteLater()
