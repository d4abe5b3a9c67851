# SPDX-License-Identifier: EUPL-1.2
"""Which words of a text match what is typed, and where; the same folding as the search of records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from coopdesk.domain.folding import fold, words

_WORD: Final = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")

Mark = tuple[int, int]
"""Where found letters begin in a text, and how many there are."""


def fits(text: str, tokens: Sequence[str]) -> bool:
    """Say whether every typed word begins a word of the text."""
    there = words(text)
    return all(any(word.startswith(token) for word in there) for token in tokens)


def quality(text: str, tokens: Sequence[str]) -> tuple[int, int]:
    """Give how well a fitting text fits, smaller is better: where its first match stands, how long it is."""
    there = words(text)
    first = min((n for n, word in enumerate(there) for token in tokens if word.startswith(token)), default=0)
    return first, len(there)


def marks(text: str, tokens: Sequence[str]) -> tuple[Mark, ...]:
    """Give the letters of a text that were typed."""
    found: list[Mark] = []
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        typed = max((token for token in tokens if token and folded.startswith(token)), key=len, default="")
        if typed:
            found.append((match.start(), _letters(match[0], len(typed))))
    return tuple(found)


def _letters(word: str, folded_length: int) -> int:
    """Give how many letters of a word fold to so many: the ß of straße is two."""
    for length in range(1, len(word) + 1):
        if len(fold(word[:length])) >= folded_length:
            return length
    return len(word)
