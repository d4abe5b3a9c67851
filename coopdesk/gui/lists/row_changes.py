# SPDX-License-Identifier: EUPL-1.2
"""What has to come and go so that one list of numbers becomes another; plain Python, no Qt."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Final

MOST_STEPS: Final = 200


@dataclass(frozen=True, slots=True)
class Step:
    """Rows that go, or keys that come, at a row of the list as it is when the step is done."""

    row: int
    count: int = 0
    keys: array[int] = field(default_factory=lambda: array("q"))

    @property
    def is_removal(self) -> bool:
        """Whether rows go."""
        return self.count > 0


def steps_between(old: array[int], new: array[int]) -> list[Step] | None:
    """Give the steps from one list to another; None where what stays is in another order, or too much moves.

    Removals come from the end, so that no row changes its number before its turn.
    """
    if old == new:
        return []
    first = _common(old, new)
    last = min(_common_end(old, new), len(old) - first, len(new) - first)
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    gone, come = set(middle_old) - set(middle_new), set(middle_new) - set(middle_old)
    kept_old = [key for key in middle_old if key not in gone]
    if kept_old != [key for key in middle_new if key not in come]:
        return None
    removals = _runs(middle_old, gone)
    insertions = _runs(middle_new, come)
    if len(removals) + len(insertions) > MOST_STEPS:
        return None
    steps = [Step(first + start, count=end - start) for start, end in reversed(removals)]
    return steps + [Step(first + start, keys=middle_new[start:end]) for start, end in insertions]


def _common(old: array[int], new: array[int]) -> int:
    """Count the equal keys at the beginning, by halves: slices compare at the speed of memory."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(old: array[int], new: array[int]) -> int:
    return _common(old[::-1], new[::-1])


def _runs(keys: array[int], wanted: set[int]) -> list[tuple[int, int]]:
    """Give where wanted keys stand next to each other, as begin and end."""
    runs: list[tuple[int, int]] = []
    for place, key in enumerate(keys):
        if key not in wanted:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
