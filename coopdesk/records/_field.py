# SPDX-License-Identifier: EUPL-1.2
"""`field(...)`: a mapped column that carries its whole declaration; `about(...)`: the same for a type."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ForeignKey
from sqlalchemy.orm import MappedColumn, mapped_column

from coopdesk.domain.kinds import Kind, LinkKind, PartialDateKind, ReferenceKind, TextKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec, Rule, Searched, Values
from coopdesk.records._columns import column_type

_SPEC: Final = "coopdesk.field"


def field(
    kind: Kind,
    *,
    label: str,
    help: str,
    heading: str | None = None,
    former_headings: tuple[str, ...] = (),
    required: bool = False,
    personal: bool = False,
    internal: bool = False,
    parent: bool = False,
    as_signed: bool = False,
    group: str | None = None,
    default: Value = None,
    searched: Searched | None = None,
    sort_order: int = 0,
) -> MappedColumn[Any]:
    """Declare a field of a record type: a column with label, help, kind, Excel heading and rules.

    Text is searched unless said otherwise. Headings are stable names in other people's files: rename the
    label freely, move an old heading to `former_headings`.
    """
    spec = FieldSpec(
        key="",
        kind=kind,
        label=label,
        help=help,
        heading=heading or label,
        former_headings=former_headings,
        required=required,
        personal=personal,
        is_internal=internal,
        is_parent=parent,
        is_text_as_signed=as_signed,
        group=group,
        default=default,
        searched=searched or ("text" if isinstance(kind, TextKind) else "no"),
    )
    arguments: list[Any] = [column_type(kind)]
    if isinstance(kind, LinkKind):
        target = kind.targets[0] if len(kind.targets) == 1 else "record"
        arguments.append(ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"))
    is_looked_up = isinstance(kind, LinkKind | PartialDateKind)
    is_reference = isinstance(kind, ReferenceKind)
    return mapped_column(
        *arguments,
        info={_SPEC: spec},
        index=is_looked_up or is_reference or None,
        unique=is_reference or None,
        sort_order=sort_order,
    )


def computed(
    key: str,
    kind: Kind,
    work_out: Callable[[Values, dt.date], Value],
    *,
    label: str,
    help: str,
    heading: str | None = None,
) -> FieldSpec:
    """Declare a field that is worked out from the others and the day, never stored or typed."""
    return FieldSpec(key=key, kind=kind, label=label, help=help, heading=heading or label, computed=work_out)


def about(
    *,
    label: str,
    plural: str,
    help: str,
    prefix: str,
    section: str,
    title: tuple[str, ...],
    sheet: str | None = None,
    names_of: str | None = None,
    starts: tuple[str, ...] = (),
    ends: tuple[str, ...] = (),
    rules: tuple[Rule, ...] = (),
    computed: tuple[FieldSpec, ...] = (),
) -> dict[str, Any]:
    """Declare a record type: its words, and how its records are named and dated (see RecordSpec)."""
    return {
        "label": label,
        "plural": plural,
        "help": help,
        "prefix": prefix,
        "section": section,
        "title": title,
        "sheet": sheet or plural,
        "names_of": names_of,
        "starts": starts,
        "ends": ends,
        "rules": rules,
        "computed": computed,
    }


def record_spec(record_class: Any) -> RecordSpec:
    """Read the declaration of a record type from its class."""
    table = record_class.__table__
    fields = tuple(
        dataclasses.replace(column.info[_SPEC], key=column.key)
        for column in table.columns
        if _SPEC in column.info
    )
    return RecordSpec(key=table.name, fields=fields, **record_class.__record__)
