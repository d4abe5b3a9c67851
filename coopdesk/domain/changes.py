# SPDX-License-Identifier: EUPL-1.2
"""The change set: the one way in which anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from enum import StrEnum
from typing import Literal

from coopdesk.domain.kinds import Value

Action = Literal["create", "change", "remove"]
NO_VALUES: Mapping[str, Value] = {}


class Origin(StrEnum):
    """Where a change set came from."""

    START = "starting data"
    EDIT = "edit"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"
    EXPORT = "export"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What happens to one record.

    A change names only the fields it touches, with the values before and after. A creation has all
    values after (empty ones may be left out), a removal all values before. `places` says for a field
    where its value came from, such as a cell of a workbook.
    """

    type: str
    id: str
    action: Action
    old: Mapping[str, Value] = attribute(default_factory=dict)
    new: Mapping[str, Value] = attribute(default_factory=dict)
    places: Mapping[str, str] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlan:
    """A named change set that has been worked out and not yet written.

    `undoes` is the change set that this one takes back (or, for a redo, the undo that it takes back).
    """

    title: str
    origin: Origin
    changes: tuple[RecordChange, ...]
    reason: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A change set that is in the history now: its number there, and the ids of its records by type."""

    change_set: int
    title: str
    ids: Mapping[str, tuple[str, ...]]


def difference(
    old: Mapping[str, Value], new: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """Give the values before and after of the fields in `new` that differ; a missing one is empty."""
    fields = [key for key in new if old.get(key) != new[key]]
    return {key: old.get(key) for key in fields}, {key: new[key] for key in fields}
