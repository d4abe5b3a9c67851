# SPDX-License-Identifier: EUPL-1.2
"""Use the built program as a person would, in a folder of its own, and say what does not work.

python packaging/smoke.py FOLDER    FOLDER is what packaging/build.py made; needs openpyxl

Exit code 0: everything works; 1: something does not, told in one line; 2: wrong usage.
"""

from __future__ import annotations

import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import openpyxl

from coopdesk import __version__
from trial import Failed, Trial

PARTNERS = 53
TEXT = "Typed by a colleague"


def main(arguments: list[str]) -> int:
    """Try everything on the program that is named."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("smoke.py: name the folder of the built program.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True) as folder:
        try:
            trial = Trial.begin(Path(arguments[0]).resolve(), Path(folder).resolve())
            for step in STEPS:
                began = time.monotonic()
                told = step(trial)
                seconds = time.monotonic() - began
                print(f"   {step.__name__.replace('_', ' ')}: {told} ({seconds:.1f} s)", flush=True)
        except Failed as failed:
            print(f"smoke.py: {failed}", file=sys.stderr)
            return 1
    print("The program works.")
    return 0


def the_version(trial: Trial) -> str:
    """The program says the version of the source."""
    said = trial.run("--version").strip()
    trial.expect(said == f"coopdesk {__version__}", "another version than the source's")
    return said


def the_licences(trial: Trial) -> str:
    """The licence text of every package travels along."""
    lock = (ROOT / "requirements" / "app.txt").read_text("utf-8").splitlines()
    packages = {line.partition("==")[0] for line in lock if "==" in line}
    packages = packages - {"pyside6-essentials", "shiboken6"} | {"Qt", "Python", "OpenSSL", "pyinstaller"}
    lacking = sorted(name for name in packages if not any((trial.inside / "licences" / name).glob("*")))
    lacking += [name for name in ("LICENSE", "THIRD-PARTY-NOTICES.md") if not (trial.inside / name).exists()]
    trial.expect(not lacking, f"no licence text for {', '.join(lacking)}")
    return f"{len(packages)} and our own"


def a_new_file(trial: Trial) -> str:
    """Migrations and starting data are found, and alembic runs."""
    made = trial.json("init")
    types = {kind["key"]: kind["count"] for kind in trial.json("types")["types"]}
    trial.expect(types.get("partner") == PARTNERS, f"{types.get('partner')} partners, not {PARTNERS}")
    return f"{made['records']} records, {types['partner']} partners"


def searching(trial: Trial) -> str:
    """The full-text search of SQLite is there."""
    hits = trial.json("search", "International Organization for Migration")["hits"]
    trial.expect("iom" in [hit["reference"] for hit in hits], "iom was not found")
    return f"{len(hits)} hits"


def setting_and_undoing(trial: Trial) -> str:
    """A field changes and changes back."""
    before = region(trial)
    trial.run("set", "iom", f"region={TEXT}")
    trial.expect(region(trial) == TEXT, "the region did not change")
    trial.run("undo")
    trial.expect(region(trial) == before, "the region did not change back")
    return "a region"


def region(trial: Trial) -> str | None:
    """Give the region of one partner."""
    value: str | None = trial.json("show", "iom")["fields"]["region"]
    return value


def a_workbook_out_and_home(trial: Trial) -> str:
    """All types are exported; a cell that a colleague changes comes home through the child process."""
    sent, returned = trial.work / "sent.xlsx", trial.work / "returned.xlsx"
    rows = trial.json("export", str(sent))["rows"]
    change_cell(sent, returned)
    taken = trial.json("import", str(returned))["summary"]
    trial.expect((taken["updated"], taken["problems"]) == (1, 0), f"one change went out, {taken} came home")
    trial.expect(region(trial) == TEXT, "the changed cell did not arrive")
    return f"{rows} rows out, 1 change home"


def change_cell(sent: Path, returned: Path) -> None:
    """Type into one cell of a copy, as a colleague does."""
    book = openpyxl.load_workbook(sent)
    sheet = book["Partners"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heading, reference = rows[0].index("Region"), rows[0].index("Reference")
    row = next(number for number, cells in enumerate(rows) if cells[reference] == "iom")
    sheet.cell(row + 1, heading + 1).value = TEXT
    book.save(returned)


def backup_and_check(trial: Trial) -> str:
    """A backup is written and restored, and the file is whole."""
    backup = Path(trial.json("backup")["backup"])
    trial.expect(backup.is_file(), f"there is no backup at {backup}")
    trial.run("restore", str(backup))
    found = trial.json("check")
    trial.expect(found["good"] is True, "the file is not whole")
    return f"{found['records']} records"


def an_upgrade(trial: Trial) -> str:
    """A newer program upgrades the file after a backup; this one then leaves the file alone."""
    newer = trial.with_migration(MIGRATION)
    types = {kind["key"]: kind["count"] for kind in newer.json("types")["types"]}
    trial.expect(types.get("partner") == PARTNERS, "partners were lost in the upgrade")
    backups = list(newer.database.parent.rglob("*before-upgrade*.coopdesk-backup"))
    trial.expect(len(backups) == 1, "there is no backup from before the upgrade")
    before = newer.database.read_bytes()
    trial.run("--database", str(newer.database), "types", code=3)
    trial.expect(newer.database.read_bytes() == before, "a newer file was touched")
    return "a layout more, and refused where it is not known"


# Copies a whole table, as a change of a column does; {newest} is the layout before it.
MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{newest}", None, None


def upgrade() -> None:
    with op.batch_alter_table("partner", recreate="always") as table:
        table.add_column(sa.Column("tried", sa.Text()))
"""


def a_picture(trial: Trial) -> str:
    """Qt draws a screen into a file."""
    if not (ROOT / "coopdesk" / "gui" / "pictures.py").exists():
        trial.run("picture", "arrangements", "--out", "none.png", code=3)
        return "skipped, this program draws none yet"
    file = trial.work / "arrangements.png"
    trial.run("picture", "arrangements", "--out", str(file), "--theme", "dark", "--scale", "1.5")
    content = file.read_bytes()
    trial.expect(content[:8] == b"\x89PNG\r\n\x1a\n", "this is no PNG")
    size = struct.unpack(">II", content[16:24])
    trial.expect(size == (2049, 1152), f"it has {size} pixels")
    return f"{size[0]} x {size[1]}"


def the_first_start(trial: Trial) -> str:
    """The window opens where there is no file yet, and makes none by itself."""
    fresh = trial.on(trial.work / "fresh" / "office.coopdesk")
    fresh.watch_window()
    trial.expect(not fresh.database.exists(), "a file was made without asking")
    return "open, without a file"


def the_window(trial: Trial) -> str:
    """The window opens the file; a second start asks the first to come forward and ends."""
    trial.watch_window(and_again=True)
    return "open, and only one of it"


def a_real_screen(trial: Trial) -> str:
    """On Linux Qt's part for X11 finds its libraries; without a screen it can go no further."""
    if sys.platform != "linux":
        return "skipped, only for Linux"
    said = trial.end_of_window({"QT_QPA_PLATFORM": "xcb"}, without=("DISPLAY", "WAYLAND_DISPLAY"))
    trial.expect("could not connect to display" in said, "libraries for X11 are lacking")
    return "its libraries are there"


def nothing_left_behind(trial: Trial) -> str:
    """The program's own folder and the user's home are as they were."""
    changed = trial.changed_outside()
    trial.expect(not changed, f"written outside the given folders: {', '.join(changed)}")
    return "nothing written elsewhere"


def how_fast(trial: Trial) -> str:
    """The time of a start, the median of five."""
    times = {}
    for command in ("--version", "types --json"):
        seconds = []
        for _ in range(5):
            began = time.perf_counter()
            trial.run(*command.split())
            seconds.append(time.perf_counter() - began)
        times[command] = round(1000 * statistics.median(seconds))
    return ", ".join(f"{command} {time_ms} ms" for command, time_ms in times.items())


STEPS: tuple[Callable[[Trial], str], ...] = (
    the_version,
    the_licences,
    a_new_file,
    searching,
    setting_and_undoing,
    a_workbook_out_and_home,
    backup_and_check,
    an_upgrade,
    a_picture,
    the_first_start,
    the_window,
    a_real_screen,
    how_fast,
    nothing_left_behind,
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
