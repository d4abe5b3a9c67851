# SPDX-License-Identifier: EUPL-1.2
"""The whole style sheet, under twenty rules; no rule names a colour that is not a token."""

from __future__ import annotations

import re
from typing import Final

from coopdesk.gui.look.tokens import Tokens
from coopdesk.paths import shipped

_SHEET: Final = """
QMenuBar { background: %(window)s; padding-left: 10px; }
QMenuBar::item { padding: 5px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: %(tint2)s; }
QMenu { background: %(base)s; border: 1px solid %(line)s; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: %(tint2)s; color: %(ink)s; }
QMenu::item:disabled { color: %(ended)s; }
QPushButton { background: %(base)s; border: 1px solid %(line)s; border-radius: 4px; padding: 0 12px;
  min-height: 26px; color: %(ink)s; font-weight: 500; }
QPushButton:hover { background: %(sunken)s; }
QPushButton:disabled { color: %(ended)s; }
QPushButton[kind="primary"] { background: %(accent)s; border-color: %(accent)s; color: %(on_accent)s;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: %(accent_hover)s; }
QPushButton[kind="primary"]:disabled { background: %(sunken)s; border-color: %(line)s; color: %(ended)s; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; padding: 0 4px;
  color: %(link)s; font-weight: 500; min-height: 18px; }
QPushButton:focus, QToolButton:focus { border: 2px solid %(focus)s; padding: 0 11px; border-radius: 4px; }
QPushButton[kind="link"]:focus { padding: 0 3px; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 3px; background: transparent; }
QToolButton:hover { background: %(sunken)s; }
QToolButton:focus { padding: 2px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: %(base)s; color: %(ink)s;
  border: 1px solid %(control)s; border-radius: 4px; padding: 0 8px; min-height: 26px;
  placeholder-text-color: %(ink3)s; selection-background-color: %(tint2)s; selection-color: %(ink)s; }
QPlainTextEdit, QTextEdit { padding: 4px 5px; min-height: 18px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid %(focus)s; padding: 0 7px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 4px; }
QLineEdit[state="bad"], QPlainTextEdit[state="bad"], QComboBox[state="bad"] { border-color: %(red_shape)s; }
QCheckBox { padding: 1px 3px; border: 2px solid transparent; border-radius: 4px; spacing: 6px; }
QCheckBox:focus { border-color: %(focus)s; }
QCheckBox::indicator { width: 12px; height: 12px; border: 1px solid %(control)s; border-radius: 3px;
  background: %(base)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s;
  image: url("%(icons)s/checked.svg"); }
QRadioButton { padding: 1px 3px; border: 2px solid transparent; border-radius: 4px; spacing: 6px; }
QRadioButton:focus { border-color: %(focus)s; }
QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid %(control)s; border-radius: 7px;
  background: %(base)s; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid %(accent)s; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("%(icons)s/choose-%(name)s.svg"); width: 12px; height: 12px; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: %(line)s; border-radius: 4px; min-height: 28px; min-width: 28px;
  margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: %(base)s; color: %(ink)s; border: 1px solid %(line)s; padding: 4px; }
QSplitter::handle { background: %(hair)s; }
"""


def style_sheet(tokens: Tokens) -> str:
    """Give the style sheet of a theme."""
    icons = (shipped("resources") / "icons").as_posix()
    colours = {name: tokens.color(name) for name in _COLOURS}
    return _SHEET % {**colours, "icons": icons, "name": tokens.name}


_COLOURS: Final = frozenset(re.findall(r"%\((\w+)\)s", _SHEET)) - {"icons", "name"}
