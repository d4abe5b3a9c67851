# SPDX-License-Identifier: EUPL-1.2
"""The main job once, on the starting data, without a display: a workbook goes out and comes home.

Leaves its workbooks and a report in words in `build/demo/`. The colleague and the changes are made up.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from coopdesk.domain.errors import CoopDeskError, UserError
from coopdesk.services import browsing, editing, exporting, history, importing, maintenance
from coopdesk.services.maintenance import Database
from coopdesk.services.pictures import PictureOrder

FOLDER: Final = Path("build") / "demo"
OFFICE: Final = "The office"
TYPES: Final = ("partner", "activity", "activity_unit", "obligation", "meeting")


@dataclass(slots=True)
class Report:
    """What happened, in words; printed as it happens and kept as a file."""

    lines: list[str] = field(default_factory=list)

    def say(self, text: str = "") -> None:
        """Add a line."""
        self.lines.append(text)
        sys.stdout.write(text + "\n")


def main() -> int:
    """Run the demonstration and say where its files are; gives the exit code."""
    report = Report()
    try:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        path = FOLDER / "office.coopdesk"
        records = maintenance.init(path, who=OFFICE)
        report.say(
            f"# One workbook, out and home\n\nA new file with {records} records of the starting data: {path}"
        )
        database = maintenance.open_database(path)
        try:
            _tell(database, report)
        finally:
            database.close()
        _draw(path, report)
        (FOLDER / "report.md").write_text("\n".join(report.lines) + "\n", encoding="utf-8")
    except CoopDeskError as error:
        sys.stderr.write(f"The demonstration stopped: {error}\n")
        return 1
    sys.stdout.write(f"\nThe workbooks and this report are in {FOLDER}.\n")
    return 0


def _draw(path: Path, report: Report) -> None:
    """Open the window without a display on what has become of the file, and draw what one sees."""
    report.say("\n## In the window\n")
    try:
        from coopdesk.gui import pictures
    except ImportError as missing:
        report.say(f"The window cannot be drawn here: {missing}.")
        return
    for screen in ("arrangements", "obligations", "history"):
        target = FOLDER / f"{screen}.png"
        order = PictureOrder(
            screen=screen, database=path, out=target, theme="light", scale=1.0, width_px=1366, height_px=768
        )
        pictures.draw(order, who=OFFICE)
        report.say(f"- {target.name}")


def _tell(database: Database, report: Report) -> None:
    """Tell the story: sent, changed there, changed here, asked, taken in, taken back."""
    sent = FOLDER / "1-sent.xlsx"
    exported = exporting.export_workbook(database, sent, types=TYPES, who=OFFICE)
    hand_out = FOLDER / "1-hand-out.xlsx"
    exporting.export_workbook(database, hand_out, types=TYPES, who=OFFICE, hand_out=True)
    report.say("\n## Sent\n")
    report.say(f"{sent.name}: {exported.rows} rows of {len(TYPES)} registers, marked {exported.marking}.")
    report.say(f"{hand_out.name}: the same for reading only; it carries no ids and no base.")

    returned = FOLDER / "2-returned.xlsx"
    report.say(f"\n## Changed by a colleague\n\n{returned.name}:")
    for line in change_as_a_colleague(sent, returned):
        report.say(f"- {line}")

    report.say("\n## Changed here meanwhile\n")
    for reference, new in (
        ("ob-22", {"title": "hold senior consultations in spring"}),
        ("iom", {"region": "Worldwide"}),
    ):
        written = editing.change_record(database, reference, new, who=OFFICE)
        report.say(f"- {written.title}")

    report.say("\n## What would happen (dry run)\n")
    _say_plan(report, importing.plan_file(database, returned))

    report.say("\n## Asked\n")
    try:
        importing.import_file(database, returned, who=OFFICE)
    except UserError as question:
        report.say(f"Without an answer nothing is taken in: “{question}”")
    answers = FOLDER / "3-answers.json"
    answers.write_text(
        json.dumps([{"reference": "ob-22", "field": "title", "take": "theirs"}], indent=1), encoding="utf-8"
    )
    report.say(f"The answer, in {answers.name}: for ob-22 take the colleague's wording.")

    report.say("\n## Taken in\n")
    taken = importing.import_file(database, returned, who=OFFICE, decide=str(answers))
    _say_plan(report, taken.plan)
    report.say(f"\nob-22 now reads: {_value(database, 'ob-22', 'title')}.")
    report.say(f"The region of iom, changed here, stays: {_value(database, 'iom', 'region')}.")
    again = importing.plan_file(database, returned)
    report.say(
        f"The same file once more would change {again.counts.updated} records and add {again.counts.new}."
    )

    report.say("\n## Taken back\n")
    undone = history.undo(database, who=OFFICE)
    report.say(f"{undone.title}. ob-22 reads again: {_value(database, 'ob-22', 'title')}.")


def _say_plan(report: Report, plan: importing.ImportPlan) -> None:
    for line in importing.plan_in_words(plan):
        report.say(line)


def _value(database: Database, reference: str, key: str) -> object:
    return browsing.show(database, reference).record.fields[key]


def change_as_a_colleague(sent: Path, returned: Path) -> list[str]:
    """Change a copy of a workbook as people do, and say what was done."""
    import openpyxl  # heavy, and only the story needs it

    book = openpyxl.load_workbook(sent)
    done = list(_colleague(book))
    book.save(returned)
    return done


def _colleague(book: Any) -> Iterator[str]:
    obligations = _Sheet(book["Obligations"])
    obligations.set("ob-22", "Title", "hold senior consultations in autumn")
    yield "Obligations: the title of ob-22 reworded."
    obligations.set("ob-24", "Frequency", "as often as needed")
    yield "Obligations: into the frequency of ob-24, a text that is none of the choices."
    meetings = _Sheet(book["Meetings"])
    meetings.set("mt-hlpf-2020", "Place", "Exampletown")
    yield "Meetings: the place of mt-hlpf-2020 filled in with a made-up one."
    partners = _Sheet(book["Partners"])
    partners.append({"Name": "Artificial Institute for Examples", "Short name": "AIE", "Type": "Network"})
    yield "Partners: a new row at the end, without a reference."
    partners.sort("Name", reverse=True)
    yield "Partners: sorted by name from Z to A."
    meetings.delete("mt-emd")
    yield "Meetings: the row of mt-emd deleted."


class _Sheet:
    """A sheet seen as a colleague sees it: by heading and reference."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._columns = {cell.value: cell.column for cell in sheet[1]}

    def _row(self, reference: str) -> int:
        column = self._columns["Reference"]
        return next(
            row
            for row in range(2, self._sheet.max_row + 1)
            if self._sheet.cell(row, column).value == reference
        )

    def set(self, reference: str, heading: str, value: str) -> None:
        """Type into a cell."""
        self._sheet.cell(self._row(reference), self._columns[heading]).value = value

    def append(self, values: dict[str, str]) -> None:
        """Type a new row under the last one."""
        row = self._sheet.max_row + 1
        for heading, value in values.items():
            self._sheet.cell(row, self._columns[heading]).value = value

    def delete(self, reference: str) -> None:
        """Delete a whole row."""
        self._sheet.delete_rows(self._row(reference))

    def sort(self, heading: str, *, reverse: bool) -> None:
        """Sort all rows by a column, hidden columns along with them, as the sort of a table does."""
        column = self._columns[heading] - 1
        rows = [[cell.value for cell in row] for row in self._sheet.iter_rows(min_row=2)]
        by_column: Callable[[list[Any]], str] = lambda row: str(row[column] or "")  # noqa: E731
        rows.sort(key=by_column, reverse=reverse)
        for number, row in enumerate(rows, start=2):
            for position, value in enumerate(row, start=1):
                self._sheet.cell(number, position).value = value


if __name__ == "__main__":
    sys.exit(main())
