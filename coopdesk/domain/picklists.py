# SPDX-License-Identifier: EUPL-1.2
"""A picklist: the choices of a field, each a code that is kept and a label that is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from coopdesk.domain.folding import fold_name


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; a retired one is still shown and understood, but no longer offered."""

    code: str
    label: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Picklist:
    """Choices in the order in which they are offered."""

    name: str
    items: tuple[Choice, ...]
    _by_text: dict[str, Choice] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        found = {fold_name(text): item for item in reversed(self.items) for text in (item.code, item.label)}
        object.__setattr__(self, "_by_text", found)

    @property
    def current(self) -> tuple[Choice, ...]:
        """The choices that are offered."""
        return tuple(item for item in self.items if not item.retired)

    def find(self, text: str) -> Choice | None:
        """Find a choice by code or label, case and accents levelled."""
        return self._by_text.get(fold_name(text))

    def label(self, code: str) -> str:
        """Give the label of a code; a code that is no longer known is shown as it is."""
        return next((item.label for item in self.items if item.code == code), code)


def choices(name: str, **labels: str) -> Picklist:
    """Build a picklist from code=label pairs."""
    return Picklist(name, tuple(Choice(code, label) for code, label in labels.items()))
