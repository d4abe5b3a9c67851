# SPDX-License-Identifier: EUPL-1.2
"""What dev.py decides on a fresh machine, and that it leaves a ready one alone."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import dev

DRAWING = ["libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3"]


class Steps:
    """The headings of the commands dev.py would have run; can stop at one of them."""

    def __init__(self, *, fails_at: str = "") -> None:
        self.headings: list[str] = []
        self.commands: list[Sequence[str]] = []
        self.fails_at = fails_at

    def __call__(self, heading: str, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        """Note one command; making .venv leaves a Python and a pip, as the real one does."""
        self.headings.append(heading)
        self.commands.append(command)
        if self.fails_at and heading.startswith(self.fails_at):
            raise subprocess.CalledProcessError(7, list(command))
        if heading == "Making .venv":
            dev.BIN.mkdir(parents=True)
            dev.PYTHON.touch()
            (dev.BIN / "pip").touch()


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two locks and no .venv."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "app.txt").write_text("alembic==1\n")
    (tmp_path / "requirements" / "dev.txt").write_text("alembic==1\npytest==9\n")
    folder = tmp_path / ".venv" / "bin"
    for name, value in {
        "ROOT": tmp_path,
        "VENV": folder.parent,
        "BIN": folder,
        "PYTHON": folder / "python",
    }.items():
        monkeypatch.setattr(dev, name, value)
    return tmp_path


def record(monkeypatch: pytest.MonkeyPatch, *, fails_at: str = "") -> Steps:
    """Note the commands of dev.py instead of running them."""
    steps = Steps(fails_at=fails_at)
    monkeypatch.setattr(dev, "step", steps)
    return steps


def test_the_tests_need_what_draws_and_no_screen() -> None:
    packages = list(dev.needed("test", [], display=True, pip=True).values())

    assert packages[:6] == DRAWING
    assert not [package for package in packages if "xcb" in package]


def test_a_window_needs_the_screen_too() -> None:
    assert "libxcb-cursor0" in dev.needed("run", [], display=True, pip=True).values()
    assert "libxcb-cursor0" not in dev.needed("run", [], display=False, pip=True).values()


def test_the_command_line_needs_qt_only_for_a_picture() -> None:
    assert dev.needed("run", ["list", "partner"], display=True, pip=True) == {}
    assert "libegl1" in dev.needed("run", ["picture", "home"], display=True, pip=True).values()


def test_making_the_environment_needs_ensurepip_once() -> None:
    package = f"python3.{sys.version_info.minor}-venv"

    assert dev.needed("run", ["list"], display=False, pip=False) == {"ensurepip": package}
    assert "ensurepip" not in dev.needed("test", [], display=False, pip=True)


def test_only_what_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_present", lambda part: part != "libEGL.so.1")

    assert dev.missing(dev.QT_PARTS) == {"libEGL.so.1": "libegl1"}


def test_a_part_nobody_has_is_not_present() -> None:
    assert not dev.is_present("libnobody-has-this.so.99")


def test_without_root_the_exact_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")

    with pytest.raises(dev.Lacking) as refusal:
        dev.provide({"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"})

    line = "apt-get update && apt-get install -y --no-install-recommends libegl1 libgl1"
    assert str(refusal.value).splitlines()[-1].strip() == line
    assert steps.headings == []


def test_without_apt_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(dev.Lacking, match=r"libEGL\.so\.1, libGL\.so\.1"):
        dev.provide({"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"})


def test_root_on_debian_installs_exactly_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)
    monkeypatch.setattr(dev, "is_root", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")

    dev.provide({"libEGL.so.1": "libegl1"})

    assert [list(command)[:2] for command in steps.commands] == [
        ["apt-get", "update"],
        ["apt-get", "install"],
    ]
    assert list(steps.commands[1])[-1:] == ["libegl1"]


def test_nothing_missing_means_nothing_done(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)

    dev.provide({})

    assert steps.headings == []


@pytest.mark.usefixtures("fresh")
def test_the_second_start_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)

    dev.prepare(["app.txt", "dev.txt"])
    assert steps.headings == ["Making .venv", "Installing requirements/dev.txt"]

    dev.prepare(["app.txt", "dev.txt"])
    dev.prepare(["app.txt"])
    assert len(steps.headings) == 2


@pytest.mark.usefixtures("fresh")
def test_the_tools_are_added_to_what_the_program_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)

    dev.prepare(["app.txt"])
    dev.prepare(["app.txt", "dev.txt"])

    assert steps.headings[1:] == ["Installing requirements/app.txt", "Installing requirements/dev.txt"]
    assert "--require-hashes" in steps.commands[1]


def test_a_changed_lock_is_installed_again(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)
    dev.prepare(["app.txt"])

    (fresh / "requirements" / "app.txt").write_text("alembic==2\n")
    dev.prepare(["app.txt"])

    assert steps.headings[2:] == ["Installing requirements/app.txt"]


@pytest.mark.usefixtures("fresh")
def test_an_installation_cut_short_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    record(monkeypatch, fails_at="Installing")
    with pytest.raises(subprocess.CalledProcessError):
        dev.prepare(["app.txt"])

    steps = record(monkeypatch)
    dev.prepare(["app.txt"])

    assert steps.headings == ["Installing requirements/app.txt"]


def test_an_environment_made_by_hand_gets_the_lock(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)
    dev.BIN.mkdir(parents=True)
    dev.PYTHON.touch()
    (dev.BIN / "pip3").touch()

    dev.prepare(["app.txt"])

    assert steps.headings == ["Installing requirements/app.txt"]
    assert (fresh / ".venv" / "coopdesk-locks").exists()


def test_pytest_runs_last_and_alone_when_it_gets_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch)
    monkeypatch.setattr(dev, "missing", lambda parts: {})
    monkeypatch.setattr(dev, "prepare", lambda locks: None)

    assert dev.main(["test"]) == 0
    assert steps.headings == [*dev.CHECKS, "pytest"]

    assert dev.main(["check"]) == 0
    assert steps.headings[-1] == "alembic check"

    assert dev.main(["test", "-k", "merge"]) == 0
    assert list(steps.commands[-1])[1:] == ["-m", "pytest", "-k", "merge"]
    assert steps.headings[-2:] == ["alembic check", "pytest"]


def test_a_failing_check_stops_with_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = record(monkeypatch, fails_at="mypy")
    monkeypatch.setattr(dev, "missing", lambda parts: {})
    monkeypatch.setattr(dev, "prepare", lambda locks: None)

    assert dev.main(["test"]) == 7
    assert steps.headings[-1] == "mypy"


def test_what_is_lacking_exits_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(locks: list[str]) -> None:
        raise dev.Lacking("type this")

    monkeypatch.setattr(dev, "missing", lambda parts: {})
    monkeypatch.setattr(dev, "prepare", refuse)

    assert dev.main(["run"]) == 3
    assert capsys.readouterr().err == "dev.py: type this\n"


@pytest.mark.parametrize(
    ("args", "display", "module"),
    [
        ([], True, ["coopdesk"]),
        ([], False, ["coopdesk.demo"]),
        (["list", "partner"], False, ["coopdesk", "list", "partner"]),
    ],
    ids=["window", "demo", "command line"],
)
def test_run_chooses_what_to_start(
    args: list[str], display: bool, module: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], **_: object) -> int:
        started.append(command)
        return 5

    monkeypatch.setattr(dev, "has_display", lambda: display)
    monkeypatch.setattr(subprocess, "call", start)

    assert dev.run(args) == 5
    assert started == [[str(dev.PYTHON), "-m", *module]]


@pytest.mark.parametrize("arguments", [["walk"], [], ["check", "this"]], ids=["wrong", "none", "too many"])
def test_a_wrong_verb_exits_2_with_one_line(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, dev.__file__, *arguments], capture_output=True, text=True, check=False, timeout=60
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "run, test or check" in done.stderr
