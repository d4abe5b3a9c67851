# SPDX-License-Identifier: EUPL-1.2
"""What a workbook is made of, as plain values; services gather it, `writing` writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.exchange.carrier import Manifest

HIDDEN_COLUMNS: Final = 2
"""The columns before the first visible one in a workbook for return: id and stamp."""

HEADER_ROW: Final = 1
"""Where the headings are, counted from 1."""

OutgoingRow = Mapping[str, Value]
"""The `id` of a record and its values, stored and worked out, by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingSheet:
    """One data sheet. `columns` are stored fields in the order shown, `computed` come after them.

    `filter` says in words which records were chosen (empty: all); `footnotes` belong under each page.
    The headings of columns that were left out are named, so that the reader of the file knows.
    """

    spec: RecordSpec
    columns: tuple[FieldSpec, ...]
    computed: tuple[FieldSpec, ...]
    rows: Sequence[OutgoingRow]
    filter: str = ""
    footnotes: tuple[str, ...] = ()
    left_out_personal: tuple[str, ...] = ()
    left_out_internal: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """All visible columns in order."""
        return (*self.columns, *self.computed)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingBook:
    """A workbook to be written; with a manifest it can come home, without one it is a hand-out.

    `printed` is the text of link cells by id of the linked record; `references` offers records for the
    drop-downs as (reference, id), by type; `manifest.sheets` is filled by the writer.
    """

    sheets: tuple[OutgoingSheet, ...]
    printed: Mapping[str, str]
    marking: str
    sender: str
    office: str
    made_at: dt.datetime
    purpose: str | None = None
    references: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    manifest: Manifest | None = None

    @property
    def is_for_return(self) -> bool:
        """Whether the workbook carries what it needs to come home."""
        return self.manifest is not None

    @property
    def footnotes(self) -> tuple[str, ...]:
        """The footnotes of all sheets, once each."""
        return tuple(dict.fromkeys(note for sheet in self.sheets for note in sheet.footnotes))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A workbook that is in its place; `carried` is what the ledger keeps of one for return."""

    sha256: str
    size: int
    rows: Mapping[str, int]
    carried: bytes | None


def columns_in_order(spec: RecordSpec, fields: Sequence[FieldSpec]) -> tuple[FieldSpec, ...]:
    """Put the fields of a sheet in order: the owner of the row, its reference, then as declared."""

    def rank(one: FieldSpec) -> int:
        return 0 if one.is_parent else 1 if one.key == "reference" else 2

    return tuple(sorted(fields, key=rank))
