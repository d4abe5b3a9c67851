# SPDX-License-Identifier: EUPL-1.2
"""Addresses of cells as Excel writes them, and how far a sheet may reach.

Small and without imports, since every start of the reading child waits for it.
"""

from __future__ import annotations

from typing import Final

MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 256
LAST_ROW: Final = MAX_ROWS + 100  # the rows begin below a title and headings


def column_letters(column: int) -> str:
    """Give the letters of a column, "A" for 1, "AA" for 27."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Give the number of a column, 1 for "A"; the letters must be A to Z."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_address(row: int, column: int) -> str:
    """Give the address of a cell as Excel writes it, "B7" for row 7, column 2."""
    return f"{column_letters(column)}{row}"
