# SPDX-License-Identifier: EUPL-1.2
"""The command line as its own process: no Qt, no terminal, odd locales, streams that are closed or full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="shells and devices of POSIX")


def environment(**more: str) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if key not in {"COOPDESK_DATABASE", "COOPDESK_USER"}
    }
    return kept | {"PYTHONPATH": str(ROOT)} | more


def coopdesk(
    *arguments: str | bytes, database: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command with nothing to read from."""
    named: list[str | bytes] = ["--database", str(database)] if database else []
    return subprocess.run(
        [sys.executable, "-m", "coopdesk", *named, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(**more),
        timeout=60,
    )


def test_the_whole_contract_in_one_process(starting_file: Path) -> None:
    done = coopdesk("show", "iom", "--json", database=starting_file)

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["label"] == "International Organization for Migration"


def test_a_refusal_is_one_line_on_standard_error(starting_file: Path) -> None:
    refused = coopdesk("show", "nobody", "--json", database=starting_file)

    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.decode("utf-8").splitlines() == ["There is no record “nobody”."]


def test_wrong_usage_and_a_missing_file_have_their_own_codes(tmp_path: Path) -> None:
    assert coopdesk("frobnicate").returncode == 2
    assert coopdesk("types", database=tmp_path / "nowhere.coopdesk").returncode == 3


def test_the_environment_names_the_file(starting_file: Path, tmp_path: Path) -> None:
    by_environment = coopdesk("types", "--json", COOPDESK_DATABASE=str(starting_file))
    option_first = coopdesk("types", database=starting_file, COOPDESK_DATABASE=str(tmp_path / "other"))

    assert by_environment.returncode == option_first.returncode == 0


def test_no_command_needs_qt(starting_file: Path, tmp_path: Path) -> None:
    """On a server Qt lacks its system libraries: importing it fails."""
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('no display libraries here')\n")
    without_qt = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    fresh = tmp_path / "fresh.coopdesk"

    assert b"no display" in subprocess.run(
        [sys.executable, "-c", "import PySide6"], capture_output=True, env=environment(**without_qt)
    ).stderr  # fmt: skip
    assert coopdesk("init", "--empty", database=fresh, **without_qt).returncode == 0
    for verb in (["types"], ["list", "partner"], ["search", "x"], ["check"], ["backup"], ["history"]):
        done = coopdesk(*verb, "--json", database=fresh, **without_qt)
        assert (done.returncode, done.stderr) == (0, b""), verb


@pytest.mark.parametrize(
    "language", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_names_are_written_in_utf_8_whatever_the_locale(
    starting_file: Path, language: dict[str, str]
) -> None:
    done = coopdesk("list", "person", "--json", database=starting_file, **language)

    assert (done.returncode, done.stderr) == (0, b"")
    names = {record["fields"]["name"] for record in json.loads(done.stdout.decode("utf-8"))["records"]}
    assert "António Vitorino" in names


@POSIX_ONLY
def test_bytes_that_are_no_text_name_nothing_and_change_nothing(office_path: Path) -> None:
    shown = coopdesk(b"show", b"iom\xff", database=office_path)
    written = coopdesk(b"set", b"iom", b"name=broken \xff\xfe name", database=office_path)
    searched = coopdesk(b"search", b"iom\xff", b"--json", database=office_path)

    assert (shown.returncode, written.returncode, searched.returncode) == (1, 1, 0)
    assert written.stderr.decode("utf-8") == (
        "Name contains a broken character that no file can keep. Type the text again.\n"
    )
    assert json.loads(searched.stdout)["query"] == "iom\udcff"
    history = json.loads(coopdesk("history", "--json", database=office_path).stdout)
    assert len(history["change_sets"]) == 1


@POSIX_ONLY
def test_a_file_whose_name_is_no_text_is_a_file_like_any_other(empty_file: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/offi\xffce.coopdesk"))
    path.write_bytes(empty_file.read_bytes())

    done = coopdesk(b"--database", os.fsencode(path), b"backup", b"--json")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "offi\udcffce.coopdesk-backups" in json.loads(done.stdout)["backup"]


@POSIX_ONLY
@pytest.mark.parametrize(
    ("redirection", "code"),
    [
        ("<&-", 0),
        (">&-", 0),
        ("2>&-", 0),
        ("<&- >&- 2>&-", 0),
        ("| head -c 10 >/dev/null; exit ${PIPESTATUS[0]}", 0),
    ],
)
def test_closed_streams_do_no_harm(starting_file: Path, redirection: str, code: int) -> None:
    command = (
        f'"{sys.executable}" -m coopdesk --database "{starting_file}" list activity_unit --json {redirection}'
    )

    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment(), timeout=60)

    assert (done.returncode, done.stderr) == (code, b"")


@POSIX_ONLY
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_the_output_is_said_in_words(starting_file: Path) -> None:
    command = f'"{sys.executable}" -m coopdesk --database "{starting_file}" types --json >/dev/full'

    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment(), timeout=60)

    assert done.returncode == 3
    assert done.stderr.decode("utf-8").splitlines() == [
        "The result could not be written to where it was sent. Is the disk full?"
    ]


@POSIX_ONLY
def test_a_file_that_may_not_be_written_is_read_and_its_change_refused(office_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    office_path.chmod(0o444)
    office_path.parent.chmod(0o555)
    try:
        read, written = (
            coopdesk(*verb, database=office_path) for verb in (["show", "iom"], ["set", "iom", "region=x"])
        )
    finally:
        office_path.parent.chmod(0o755)

    assert (read.returncode, written.returncode) == (0, 3)


READ_VERBS = [
    ["types"],
    ["list", "arrangement", "--where", "status=ended"],
    ["show", "iom"],
    ["search", "iom"],
]
HEAVY = {"alembic", "openpyxl", "xlsxwriter", "python_calamine", "PySide6", "platformdirs", "hypothesis", "pytest",
         "defusedxml", "docx", "rapidfuzz", "email", "http", "xml", "multiprocessing.pool", "concurrent.futures.process"}  # fmt: skip


@pytest.mark.parametrize("verb", READ_VERBS, ids=lambda verb: verb[0])
def test_a_quick_look_loads_nothing_heavy(starting_file: Path, verb: list[str]) -> None:
    script = (
        "import contextlib, io, sys\n"
        "from coopdesk.bootstrap import run\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    code = run(sys.argv[1:])\n"
        "print(code, *sorted(sys.modules))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, *verb, "--json"],
        capture_output=True,
        env=environment(COOPDESK_DATABASE=str(starting_file)),
        timeout=60,
    )

    code, *loaded = done.stdout.decode().split()
    assert (code, done.stderr) == ("0", b"")
    assert HEAVY & set(loaded) == set()
    assert [name for name in loaded if name.startswith("coopdesk.exchange")] == []
