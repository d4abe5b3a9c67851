# SPDX-License-Identifier: EUPL-1.2
"""The starting data as tests see it: rows of text as they stand in the files, and what does not fit."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from coopdesk.domain.kinds import BadValue, LinkKind
from coopdesk.domain.spec import RecordSpec

SEED: Final = Path(__file__).parents[2] / "seed"
CITED: Final = ("source", "locator")


@cache
def seed_rows(type_key: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a seed file; none where a type starts empty."""
    path = SEED / f"{type_key}.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def types_by_reference() -> dict[str, str]:
    """Give the type of every record of the starting data by its reference."""
    return {row["reference"]: path.stem for path in SEED.glob("*.csv") for row in seed_rows(path.stem)}


def cells_that_do_not_fit(spec: RecordSpec, rows: tuple[dict[str, str], ...]) -> list[str]:
    """List the cells that a field refuses, changes, or links to nothing it may point to."""
    return [
        f"{row['reference']}.{key}: {trouble}"
        for row in rows
        for key, text in row.items()
        if key in spec.by_key and (trouble := _trouble(spec, key, text))
    ]


def _trouble(spec: RecordSpec, key: str, text: str) -> str | None:
    kind = spec.by_key[key].kind
    if isinstance(kind, LinkKind):
        found = types_by_reference().get(text)
        if text and found not in kind.targets:
            return f"{text} is {found or 'nothing'}"
        return None
    try:
        value = kind.parse(text)
        again = kind.parse(kind.format(value))
    except BadValue as problem:
        return problem.code
    if again != value:
        return f"{value!r} becomes {again!r}"
    if value is None and (text or spec.by_key[key].required):
        return "empty"
    return None
