# SPDX-License-Identifier: EUPL-1.2
"""The command line as its own process: no Qt, no terminal, odd locales, streams that are closed or full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.excel import Excel

ROOT = Path(__file__).parents[2]
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="shells and devices of POSIX")

Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def spawn(tmp_path_factory: pytest.TempPathFactory) -> Spawn:
    """Give the running of a process with nothing to read from; compiled modules are kept between runs."""
    left_out = {"COOPDESK_DATABASE", "COOPDESK_USER", "PYTHONDONTWRITEBYTECODE"}
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    kept |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}

    def run(*arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            arguments, stdin=subprocess.DEVNULL, capture_output=True, env=kept | environment, timeout=60
        )

    return run


@pytest.fixture(scope="session")
def coopdesk(spawn: Spawn) -> Spawn:
    """Give the running of a command as its own process."""

    def run(
        *arguments: str | bytes, database: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        named: list[str | bytes] = ["--database", str(database)] if database else []
        return spawn(sys.executable, "-m", "coopdesk", *named, *arguments, **environment)

    return run


def test_the_contract_holds_from_outside(coopdesk: Spawn, starting_file: Path, tmp_path: Path) -> None:
    done = coopdesk("show", "iom", "--json", COOPDESK_DATABASE=str(starting_file))
    refused = coopdesk("show", "nobody", "--json", database=starting_file)
    wrong = coopdesk("frobnicate")
    missing = coopdesk("types", database=tmp_path / "nowhere.coopdesk")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["label"] == "International Organization for Migration"
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.decode("utf-8").splitlines() == ["There is no record “nobody”."]
    assert (wrong.returncode, wrong.stdout, len(wrong.stderr.splitlines())) == (2, b"", 1)
    assert (missing.returncode, missing.stdout, len(missing.stderr.splitlines())) == (3, b"", 1)


SEVERAL = """
import contextlib, io, sys
sys.modules["PySide6"] = None  # importing it fails, as where its system libraries are missing
from coopdesk.bootstrap import run
for command in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()):
        code = run(command.split())
    print(code)
print(*sorted(name for name, module in sys.modules.items() if module is not None))
"""


def test_no_command_needs_qt(spawn: Spawn, tmp_path: Path) -> None:
    commands = [
        "init", "types --json", "list partner --json", "show iom --json", "search iom --json",
        "add area name=x", "set iom region=x", "undo", "history --json", "backup", "check --json",
    ]  # fmt: skip

    done = spawn(sys.executable, "-c", SEVERAL, *commands, COOPDESK_DATABASE=str(tmp_path / "fresh.coopdesk"))

    *codes, _ = done.stdout.decode().splitlines()
    assert done.stderr == b""
    assert codes == ["0"] * len(commands)


HEAVY = {
    "alembic", "openpyxl", "xlsxwriter", "python_calamine", "PySide6", "platformdirs", "defusedxml", "docx",
    "rapidfuzz", "hypothesis", "pytest", "mako", "multiprocessing.connection", "xml.etree",
    "coopdesk.services.seeding",
}  # fmt: skip


def test_a_quick_look_loads_nothing_heavy(spawn: Spawn, starting_file: Path) -> None:
    commands = [
        "types --json",
        "list arrangement --where status=ended --json",
        "show iom --json",
        "search iom --json",
    ]

    done = spawn(sys.executable, "-c", SEVERAL, *commands, COOPDESK_DATABASE=str(starting_file))

    *codes, modules = done.stdout.decode().splitlines()
    assert (codes, done.stderr) == (["0"] * 4, b"")
    assert HEAVY & set(modules.split()) == set()
    assert [name for name in modules.split() if name.startswith("coopdesk.exchange")] == []


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_names_are_written_in_utf_8_whatever_the_locale(
    coopdesk: Spawn, starting_file: Path, locale: dict[str, str]
) -> None:
    done = coopdesk("list", "person", "--json", database=starting_file, **locale)

    assert (done.returncode, done.stderr) == (0, b"")
    names = {record["fields"]["name"] for record in json.loads(done.stdout.decode("utf-8"))["records"]}
    assert "António Vitorino" in names


@POSIX_ONLY
def test_bytes_that_are_no_text_name_nothing_and_change_nothing(coopdesk: Spawn, office_path: Path) -> None:
    written = coopdesk(b"set", b"iom", b"name=broken \xff\xfe name", database=office_path)
    searched = coopdesk(b"search", b"iom\xff", b"--json", database=office_path)
    history = coopdesk("history", "--json", database=office_path)

    assert (written.returncode, searched.returncode) == (1, 0)
    assert written.stderr.decode("utf-8") == (
        "Name contains a broken character that no file can keep. Type the text again.\n"
    )
    assert json.loads(searched.stdout)["query"] == "iom\udcff"
    assert len(json.loads(history.stdout)["change_sets"]) == 1


@POSIX_ONLY
def test_a_file_whose_name_is_no_text_is_a_file_like_any_other(
    coopdesk: Spawn, empty_file: Path, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/offi\xffce.coopdesk"))
    path.write_bytes(empty_file.read_bytes())

    done = coopdesk(b"--database", os.fsencode(path), b"backup", b"--json")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "offi\udcffce.coopdesk-backups" in json.loads(done.stdout)["backup"]


@POSIX_ONLY
def test_a_workbook_whose_name_is_no_text_goes_out_and_comes_home(
    coopdesk: Spawn, office_path: Path, tmp_path: Path
) -> None:
    name = os.fsencode(tmp_path) + b"/partn\xffers.xlsx"

    sent = coopdesk(b"export", name, b"--types", b"partner", database=office_path)
    edited = Excel(Path(os.fsdecode(name)))
    edited.type("Partners", "iom", "Region", "Geneva")
    edited.save(Path(os.fsdecode(name)))
    home = coopdesk(b"import", name, database=office_path)
    history = coopdesk("history", database=office_path)

    assert (sent.returncode, sent.stderr, home.returncode, home.stderr) == (0, b"", 0, b"")
    assert history.stdout.decode("utf-8").count("partners.xlsx") == 2


def test_what_a_log_would_say_does_not_stand_beside_the_answer(
    coopdesk: Spawn, office_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "partners.xlsx"
    coopdesk("export", str(path), "--types", "partner", database=office_path)
    edited = Excel(path)
    edited.sheet("_coopdesk")["A1"].value = "spoilt"
    edited.save(path)

    home = coopdesk("import", str(path), "--dry-run", "--json", database=office_path)

    assert (home.returncode, home.stderr) == (0, b"")
    assert "carrier-damaged" in {one["code"] for one in json.loads(home.stdout)["notices"]}


@POSIX_ONLY
@pytest.mark.parametrize(
    "redirection", ["<&- >&- 2>&-", "<&-", "| head -c 10 >/dev/null; exit ${PIPESTATUS[0]}"]
)
def test_closed_streams_do_no_harm(spawn: Spawn, starting_file: Path, redirection: str) -> None:
    command = f'"{sys.executable}" -m coopdesk list activity_unit --json {redirection}'

    done = spawn("bash", "-c", command, COOPDESK_DATABASE=str(starting_file))

    assert (done.returncode, done.stderr) == (0, b"")


@POSIX_ONLY
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_the_output_is_said_in_words(spawn: Spawn, starting_file: Path) -> None:
    command = f'"{sys.executable}" -m coopdesk types --json >/dev/full'

    done = spawn("bash", "-c", command, COOPDESK_DATABASE=str(starting_file))

    assert done.returncode == 3
    assert done.stderr.decode("utf-8").splitlines() == [
        "The result could not be written to where it was sent. Is the disk full?"
    ]
