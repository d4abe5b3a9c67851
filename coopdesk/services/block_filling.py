# SPDX-License-Identifier: EUPL-1.2
"""Which cells a copied block falls on, and what is copied from a list: over rows and columns, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

from coopdesk.domain.errors import UserError
from coopdesk.services.block_editing import CellEdit
from coopdesk.services.block_text import Block
from coopdesk.services.list_columns import Column
from coopdesk.services.listing import ListRow


def edits_of_block(
    block: Block, records: Sequence[str], columns: Sequence[Column], *, rows: int, width: int
) -> list[CellEdit]:
    """Give the edits of a block put on a list: `records` from the first selected on, `columns` likewise.

    A selection of `rows` by `width` that is a multiple of the block is filled with it, as Excel does.
    Raises UserError where the list is too short or too narrow, or a column cannot be changed there.
    """
    if not block:
        raise UserError("nothing-to-paste")
    high, wide = len(block), len(block[0])
    down = rows if rows > high and rows % high == 0 else high
    across = width if width > wide and width % wide == 0 else wide
    if across > len(columns):
        raise UserError("paste-too-wide", wanted=across, there=len(columns))
    if down > len(records):
        raise UserError("paste-too-long", wanted=down, there=len(records))
    keys = [field_key(column) for column in columns[:across]]
    return [
        CellEdit(record=records[row], field=keys[place], typed=block[row % high][place % wide])
        for row in range(down)
        for place in range(across)
    ]


def edits_of_fill(rows: Sequence[ListRow], columns: Sequence[tuple[int, Column]]) -> list[CellEdit]:
    """Give the edits that put the value of the first row into all others. Raises UserError, see above."""
    return [
        CellEdit(record=row.id, field=field_key(column), typed=rows[0].cells[place].typed)
        for row in rows[1:]
        for place, column in columns
    ]


def edits_of_emptying(records: Sequence[str], columns: Sequence[Column]) -> list[CellEdit]:
    """Give the edits that empty cells. Raises UserError, see above."""
    return [
        CellEdit(record=record, field=field_key(column), typed="") for record in records for column in columns
    ]


def field_key(column: Column) -> str:
    """Give the field that a column edits. Raises UserError where it edits none."""
    if column.field is None or len(column.path) > 1 or (column.path == ("label",) and not column.is_editable):
        raise UserError("cell-not-editable", label=column.label)
    return column.field.key


def copied(
    rows: Sequence[ListRow], columns: Sequence[tuple[int, Column]], *, with_heads: bool
) -> list[list[str]]:
    """Give the cells of rows as bare texts, whole rows under the headings of their columns."""
    heads = [[column.heading for _, column in columns]] if with_heads else []
    return heads + [[row.cells[place].plain for place, _ in columns] for row in rows]
