# SPDX-License-Identifier: EUPL-1.2
"""The colours and measures of CoopDesk, light and dark. Nothing else in the window names a colour."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, as #RRGGBB."""

    name: ThemeName
    window: str  # margins: menu, toolbar, navigation, status bar, group rows
    base: str  # paper: lists, pages, fields
    sunken: str  # chips, key caps
    hair: str  # hairlines between rows
    line: str  # pane edges, button edges
    control: str  # edges of fields
    ink: str  # text
    ink2: str  # second text
    ink3: str  # heads, labels, what is not known
    accent: str  # the one primary button, the selected bar
    accent_hover: str
    on_accent: str
    link: str
    tint: str  # selected row, chip of a filter
    tint2: str  # selected navigation, found letters
    focus: str
    amber: str  # text: due soon, please check
    amber_shape: str
    amber_tint: str
    red: str  # text: overdue, cannot be saved
    red_shape: str
    red_tint: str
    mine: str
    mine_tint: str
    file: str
    file_tint: str
    typed: str
    typed_tint: str
    ended: str  # shapes of ended and draft; disabled text
    c1: str  # charts and bars, strongest first
    c2: str
    c3: str
    c4: str
    c0: str
    toast: str
    on_toast: str
    toast_link: str

    def color(self, name: str) -> str:
        """Give a colour by the name of its token. Raises KeyError for a name that is none."""
        if name not in _NAMES:
            raise KeyError(name)
        return str(getattr(self, name))


_NAMES: Final = frozenset(one.name for one in fields(Tokens)) - {"name"}

LIGHT: Final = Tokens(
    name="light",
    window="#F4F6F8", base="#FFFFFF", sunken="#EDF0F4", hair="#E1E6EC", line="#C9D1DB", control="#7F8A99",
    ink="#17202C", ink2="#434F60", ink3="#5C6878",
    accent="#004494", accent_hover="#00367A", on_accent="#FFFFFF", link="#004494",
    tint="#EAF1FA", tint2="#D3E2F4", focus="#2266BF",
    amber="#855400", amber_shape="#C07A00", amber_tint="#FFF5DF",
    red="#AE2019", red_shape="#C8372E", red_tint="#FCECEA",
    mine="#004494", mine_tint="#EAF1FA", file="#9C4208", file_tint="#FCF0E6",
    typed="#66409C", typed_tint="#F3EEFA", ended="#6B7684",
    c1="#004494", c2="#3E72B3", c3="#A3C0E2", c4="#D5E1F0", c0="#B7C0CB",
    toast="#17202C", on_toast="#FFFFFF", toast_link="#A3C0E2",
)  # fmt: skip

DARK: Final = Tokens(
    name="dark",
    window="#14181F", base="#1A1F27", sunken="#11151B", hair="#2A313C", line="#3B4553", control="#7C8898",
    ink="#E7EBF1", ink2="#BAC4D1", ink3="#98A4B4",
    accent="#2E6BBA", accent_hover="#3571C0", on_accent="#FFFFFF", link="#8FBBF5",
    tint="#1E2C40", tint2="#27405F", focus="#7FB2F5",
    amber="#EDBB62", amber_shape="#DFA33A", amber_tint="#33291A",
    red="#FF9F95", red_shape="#EF7468", red_tint="#3A2322",
    mine="#8FBBF5", mine_tint="#1E2C40", file="#F0A873", file_tint="#35271D",
    typed="#C9AEF2", typed_tint="#2B2439", ended="#8D98A8",
    c1="#8FBBF5", c2="#3B6CAB", c3="#345A8C", c4="#26405F", c0="#4A5564",
    toast="#E7EBF1", on_toast="#17202C", toast_link="#004494",
)  # fmt: skip

THEMES: Final[dict[ThemeName, Tokens]] = {"light": LIGHT, "dark": DARK}

GRID: Final = 4
MENU_HEIGHT: Final = 28
TOP_BAR_HEIGHT: Final = 44
STATUS_HEIGHT: Final = 28
NAVIGATION_WIDTH: Final = 200
ROW_NAVIGATION: Final = 28
ROW_ROOMY: Final = 44
ROW_COMPACT: Final = 28
ROW_LINKED: Final = 24
ROW_GROUP: Final = 28
HEAD_LIST: Final = 44
HEAD_TABLE: Final = 26
TABS_HEIGHT: Final = 34
CONTROL_HEIGHT: Final = 28
PAGE_MARGIN: Final = 24
LIST_MARGIN: Final = 16
SHAPE_SIZE: Final = 10
ICON_SMALL: Final = 16
ICON_LARGE: Final = 20
RADIUS_CONTROL: Final = 4
RADIUS_CHIP: Final = 3
RADIUS_CARD: Final = 6
RADIUS_FILTER_CHIP: Final = 11
