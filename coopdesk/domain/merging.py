# SPDX-License-Identifier: EUPL-1.2
"""Three-way merge of records: base, ours and theirs give one row, its changes and its conflicts.

Editing from a stale form, taking back a change set, and importing a workbook are this one merge with
other inputs. It knows nothing of files, sessions or windows. What needs the whole database (names not
known, numbers taken twice, dangling links) is found by the callers on the merged result.
"""

from __future__ import annotations

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging_cells import (
    Cell,
    CellChange,
    Conflict,
    ConflictKind,
    FieldRule,
    Mark,
    MergeRules,
    Notice,
    Row,
    Rules,
    TheirRow,
    merge_cell,
    merge_list,
)
from coopdesk.domain.merging_decisions import Decision, Remaining, Resolved, RowAction, Take, resolve
from coopdesk.domain.merging_rows import RowMerge, RowOutcome, merge_row, merge_table

__all__ = [
    "Cell",
    "CellChange",
    "Conflict",
    "ConflictKind",
    "Decision",
    "FieldRule",
    "Mark",
    "MergeRules",
    "Notice",
    "Remaining",
    "Resolved",
    "Row",
    "RowAction",
    "RowMerge",
    "RowOutcome",
    "Rules",
    "Take",
    "TheirRow",
    "Value",
    "merge_cell",
    "merge_list",
    "merge_row",
    "merge_table",
    "resolve",
]
