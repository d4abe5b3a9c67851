# SPDX-License-Identifier: EUPL-1.2
"""A colleague with another program, who opens a workbook, changes cells and saves it."""

from __future__ import annotations

import subprocess
import warnings
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_FORMATS: Final = {"xlsx": "Calc MS Excel 2007 XML"}


class Excel:
    """A workbook open elsewhere."""

    def __init__(self, path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl does not keep every print area, and says so
            self.book = load_workbook(path)

    def sheet(self, name: str) -> Worksheet:
        """Give a sheet."""
        found: Worksheet = self.book[name]
        return found

    def column(self, sheet: str, heading: str) -> int:
        """Give the column (from 1) under a heading."""
        return next(number for number, cell in enumerate(self.sheet(sheet)[1], 1) if cell.value == heading)

    def row(self, sheet: str, reference: str) -> int:
        """Give the row (from 1) of a record."""
        at = self.column(sheet, "Reference")
        rows = self.sheet(sheet).iter_rows(min_row=2, values_only=True)
        return next(number for number, row in enumerate(rows, 2) if row[at - 1] == reference)

    def see(self, sheet: str, reference: str, heading: str) -> Any:
        """Look at a cell."""
        return self.sheet(sheet).cell(self.row(sheet, reference), self.column(sheet, heading)).value

    def type(self, sheet: str, reference: str, heading: str, value: Any) -> None:
        """Type into a cell."""
        self.sheet(sheet).cell(self.row(sheet, reference), self.column(sheet, heading)).value = value

    def add(self, sheet: str, **cells: Any) -> None:
        """Add a row at the end; spaces in headings are underscores here."""
        row = self.sheet(sheet).max_row + 1
        for heading, value in cells.items():
            self.sheet(sheet).cell(row, self.column(sheet, heading.replace("_", " "))).value = value

    def delete(self, sheet: str, reference: str) -> None:
        """Delete a row."""
        self.sheet(sheet).delete_rows(self.row(sheet, reference))

    def save(self, path: Path) -> Path:
        """Save under a name and give it."""
        self.book.save(path)
        return path


def saved_by_libreoffice(path: Path, folder: Path, ending: str = "xlsx") -> Path:
    """Let LibreOffice open a workbook and save it in another folder."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            f"{ending}:{_FORMATS[ending]}",
            "--outdir",
            folder,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return folder / path.with_suffix(f".{ending}").name
