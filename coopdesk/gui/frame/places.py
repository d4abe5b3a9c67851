# SPDX-License-Identifier: EUPL-1.2
"""Where one is and where one has been. Going back never changes a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from coopdesk.domain.views import View
from coopdesk.services.pages.page import Target

PlaceKind = Literal["list", "record", "history", "trash", "import", "settings", "help", "shortcuts", "about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A screen and what it shows. `selected` is the record on which one stood, `anchor` a part of it."""

    kind: PlaceKind
    view: View | None = None
    record: Target | None = None
    selected: str | None = None
    anchor: str = ""
    title: str = ""


@dataclass(slots=True)
class PlaceHistory:
    """The places one has been, as a line with a present."""

    _line: list[Place] = field(default_factory=list)
    _at: int = -1

    @property
    def here(self) -> Place | None:
        """The present place."""
        return self._line[self._at] if self._line else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at + 1 < len(self._line)

    def go(self, place: Place) -> None:
        """Go to a new place; what lay ahead is forgotten."""
        if place != self.here:
            del self._line[self._at + 1 :]
            self._line.append(place)
            self._at = len(self._line) - 1

    def amend(self, place: Place) -> None:
        """Keep what has changed about the present place: the filter, the selected record."""
        if self._line:
            self._line[self._at] = place

    def back(self) -> Place | None:
        """Go back one place; None where there is none."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Place | None:
        """Go forward one place; None where there is none."""
        return self._step(1) if self.can_go_forward else None

    def _step(self, step: int) -> Place:
        self._at += step
        return self._line[self._at]
