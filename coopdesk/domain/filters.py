# SPDX-License-Identifier: EUPL-1.2
"""A filter as data: conditions that all hold, and the day on which a record applies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from coopdesk.domain.kinds import Value

Operator = Literal["=", ">=", "<=", "~"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One field compared with one value.

    Text is compared folded. `>=` and `<=` compare a date by its first and its last possible day, so that
    2019 is neither after February 2019 nor before November; `=` takes a date that surely lies within.
    """

    field: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """All conditions hold; with `on`, the record also applies on that day."""

    conditions: tuple[Condition, ...] = ()
    on: dt.date | None = None
