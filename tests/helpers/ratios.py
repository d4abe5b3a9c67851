# SPDX-License-Identifier: EUPL-1.2
"""Ratios against a reference in the same run, collected and printed; nothing is ever asserted in seconds."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the report."""

    act: str
    figure: str
    reference: str
    ratio: str
    goal: str
    is_met: bool | None


@dataclass(slots=True)
class Report:
    """What a run of the benchmarks found."""

    lines: list[Measured] = field(default_factory=list)

    def ratio(self, act: str, ours: float, reference: float, named: str, *, at_most: float) -> None:
        """Note ours against the reference, both CPU seconds."""
        ratio = ours / reference
        self.lines.append(
            Measured(
                act,
                f"{ours:.4g} s",
                f"{named} {reference:.4g} s",
                f"{ratio:.2f}x",
                f"<= {at_most}x",
                ratio <= at_most,
            )
        )

    def faster(self, act: str, ours: float, reference: float, named: str, *, at_least: float) -> None:
        """Note how many times faster ours is than the reference."""
        times = reference / ours
        self.lines.append(
            Measured(
                act,
                f"{ours:.4g} s",
                f"{named} {reference:.4g} s",
                f"{times:.1f}x faster",
                f">= {at_least}x",
                times >= at_least,
            )
        )

    def figure(self, act: str, value: float, unit: str, *, at_most: float | None = None) -> None:
        """Note a figure, with its goal where speed.md names one."""
        goal = "" if at_most is None else f"<= {at_most} {unit}"
        self.lines.append(
            Measured(act, f"{value:.4g} {unit}", "", "", goal, None if at_most is None else value <= at_most)
        )

    def text(self) -> str:
        """Give the report as a table."""
        rows = [("act", "figure", "reference", "ratio", "goal", "")]
        rows += [
            (
                one.act,
                one.figure,
                one.reference,
                one.ratio,
                one.goal,
                "" if one.is_met is None else "met" if one.is_met else "MISSED",
            )
            for one in self.lines
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(6)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )


def cpu(act: Callable[[], object]) -> float:
    """Give the CPU seconds of one run, this process and children that it waited for."""
    gc.collect()
    before = _cpu_now()
    act()
    return _cpu_now() - before


def _cpu_now() -> float:
    times = os.times()
    return float(times.user + times.system + times.children_user + times.children_system)


def in_turn(
    ours: Callable[[], object], reference: Callable[[], object], *, rounds: int = 5
) -> tuple[float, float]:
    """Give the median CPU seconds of both, measured in turn so that the machine's mood hits both alike."""
    pairs = [(cpu(ours), cpu(reference)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentiles(
    acts: list[Callable[[], object]], *, clock: Callable[[], float] = time.thread_time
) -> tuple[float, float]:
    """Give median and 99th percentile of the seconds of single runs, of CPU unless another clock is given."""
    taken = []
    for act in acts:
        start = clock()
        act()
        taken.append(clock() - start)
    taken.sort()
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.99))]
