# SPDX-License-Identifier: EUPL-1.2
"""Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, lines between rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

Block = tuple[tuple[str, ...], ...]


def block_of(text: str) -> Block:
    """Give the cells of a copied text. Cells with line breaks or tabs stand in quotes, as Excel writes them.

    A quote inside a cell that does not begin with one is a quote.
    """
    level = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not level:
        return ()
    rows = list(csv.reader(io.StringIO(level, newline=""), dialect="excel-tab"))
    width = max(len(row) for row in rows)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def text_of(rows: Sequence[Sequence[str]]) -> str:
    """Give cells as a text that spreadsheets take."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in "\t\n\r") or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def without_headings(block: Block, headings: Sequence[str]) -> Block:
    """Leave out the first row where it only repeats the headings of the columns."""
    if len(block) > 1 and [cell.strip() for cell in block[0]] == [*headings][: len(block[0])]:
        return block[1:]
    return block
