# SPDX-License-Identifier: EUPL-1.2
"""How the fields of a record type merge, read from their declarations."""

from __future__ import annotations

from functools import cache

from coopdesk.domain.kinds import ListKind
from coopdesk.domain.merging import FieldRule, MergeRules
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import SPECS


def rules_of(spec: RecordSpec) -> MergeRules:
    """Give the merge rules of all stored fields of a type."""
    return _rules(spec.key)


@cache
def _rules(type_key: str) -> MergeRules:
    fields = SPECS[type_key].fields
    return MergeRules.of(
        [
            FieldRule(key=field.key, is_list=isinstance(field.kind, ListKind), group=field.group)
            for field in fields
        ]
    )
