# SPDX-License-Identifier: EUPL-1.2
"""Adding a field is one statement and one migration: everything else follows from the declaration.

Done as CONTRIBUTING says, on a copy of the program, to a file that an office filled before.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
STATEMENT = """
    motto: Mapped[str | None] = field(
        LINE, label=N_("Motto"), help=N_("The sentence under the emblem."), former_headings=("Device",)
    )
"""
IN_THE_WINDOW = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editors import make_editor
from coopdesk.gui.look.look import Look
from coopdesk.gui.prompts import NoPrompter
from coopdesk.gui.work.job_runner import JobRunner
from coopdesk.records.catalog import SPECS
from coopdesk.services import bulk_editing, faceting, form_layout, list_columns, maintenance, rule_building
from coopdesk.services.naming import entry_of
from coopdesk.services.pages.building import build_page
from coopdesk.services.pages.page import Target
import datetime as dt

application = QApplication(["coopdesk"])
database = maintenance.open_database(Path("office.coopdesk"))
desk = Desk(database, who="test", runner=JobRunner(), look=Look("light"), prompter=NoPrompter())
spec = SPECS["partner"]
with database.reading() as connection:
    target = Target("partner", entry_of(connection, "europol").id)
page = build_page(database, target, dt.date(2026, 11, 22))
print("motto" in [one.key for one in list_columns.all_columns("partner")])
print("motto" in [one.step for one in rule_building.field_steps("partner")])
print("motto" in [one.key for one in bulk_editing.fields_for_many("partner")])
print("motto" in form_layout.places(spec))
print("Artificial zeal" in repr(page))
print(make_editor(desk, spec, spec.by_key["motto"], None).text() == "")
database.close()
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Give a copy of the program."""
    copy = tmp_path / "program"
    for name in ("coopdesk", "migrations", "resources", "seed"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.md"):
        shutil.copy(ROOT / name, copy / name)
    return copy


def _run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(program), "COOPDESK_DATABASE": str(program / "office.coopdesk")}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=program,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def _coopdesk(program: Path, *words: str) -> Any:
    return json.loads(_run(program, "-m", "coopdesk", *words, "--json").stdout)


def _add_the_field(program: Path) -> None:
    module = program / "coopdesk" / "records" / "partner.py"
    text = module.read_text(encoding="utf-8")
    start, rest = text.split("class PartnerName(", 1)
    module.write_text(start.rstrip() + "\n" + STATEMENT + "\n\nclass PartnerName(" + rest, encoding="utf-8")
    autogenerate = ["revision", "--autogenerate", "-m", "add partner motto", "--rev-id", "0002"]
    _run(program, "-W", "ignore", "-m", "alembic", "-c", "migrations/alembic.ini", *autogenerate)


def test_one_statement_and_one_migration_reach_everything(program: Path, tmp_path: Path) -> None:
    """In types, show, list, search, history, help, workbooks out and home; in list, filter, form and page."""
    _coopdesk(program, "init")
    _coopdesk(program, "set", "europol", "region=Hills")
    _add_the_field(program)

    # The older file is brought up to date, after a backup, with everything that was in it.
    partner = next(one for one in _coopdesk(program, "types")["types"] if one["key"] == "partner")
    assert partner["count"] == 53
    assert {"key": "motto", "label": "Motto", "heading": "Motto"}.items() <= partner["fields"][-2].items()
    assert len(list((program / "office.coopdesk-backups").glob("*before-upgrade*.coopdesk-backup"))) == 1
    assert _coopdesk(program, "show", "europol")["fields"]["region"] == "Hills"

    _coopdesk(program, "set", "europol", "motto=Artificial zeal")
    assert _coopdesk(program, "show", "europol")["fields"]["motto"] == "Artificial zeal"
    found = _coopdesk(program, "list", "partner", "--where", "motto~zeal")
    assert [one["reference"] for one in found["records"]] == ["europol"]
    (hit,) = _coopdesk(program, "search", "artificial", "zeal")["hits"]
    assert (hit["reference"], hit["matched_in"]) == ("europol", "Motto")
    (change,) = _coopdesk(program, "history", "europol")["change_sets"][0]["changes"]
    assert (change["field"], change["old"], change["new"]) == ("motto", None, "Artificial zeal")

    _run(program, "-m", "coopdesk.cli.describe_fields")
    assert "| Motto | `motto` |" in (program / "resources" / "help" / "fields.md").read_text(encoding="utf-8")

    assert _run(program, "-c", IN_THE_WINDOW).stdout.split() == ["True"] * 6

    book = tmp_path / "partners.xlsx"
    _coopdesk(program, "export", str(book), "--types", "partner")
    _change_in_workbook(book, "Motto", "Artificial zeal", "Artificial calm")
    answer = _coopdesk(program, "import", str(book))
    assert [(one["reference"], one["field"]) for one in answer["changes"]] == [("europol", "motto")]
    assert _coopdesk(program, "show", "europol")["fields"]["motto"] == "Artificial calm"
    _coopdesk(program, "undo")
    assert _coopdesk(program, "show", "europol")["fields"]["motto"] == "Artificial zeal"


def _change_in_workbook(path: Path, heading: str, old: str, new: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Partners"]
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    (cell,) = [
        row[0] for row in sheet.iter_rows(min_row=2, min_col=column, max_col=column) if row[0].value == old
    ]
    cell.value = new
    book.save(path)
