# SPDX-License-Identifier: EUPL-1.2
"""The built program in a folder of its own: started as a person does, and watched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

PATIENCE_S = 60
SETTLED_S = 3.0
# What shows that something is broken; Qt's small complaints about a screen that is none do not.
TROUBLE = ("Traceback", "ImportError", "could not find or load", "CoopDesk made a mistake")


class Failed(Exception):
    """The program does not do what it should; the text is one line."""


@dataclass(slots=True)
class Trial:
    """A program, the folder of its trial, and the file of records it works on."""

    built: Path
    folder: Path
    database: Path
    last: str
    before: dict[str, tuple[int, int]]

    @classmethod
    def begin(cls, built: Path, folder: Path) -> Trial:
        """Prepare an empty home, and remember how everything else looks."""
        trial = cls(built, folder, folder / "data" / "office.coopdesk", "", {})
        for name in ("home", "tmp", "work", "data", "config"):
            (folder / name).mkdir()
        trial.before = trial._outside()
        return trial

    @property
    def work(self) -> Path:
        """Give the folder the program is started in."""
        return self.folder / "work"

    @property
    def inside(self) -> Path:
        """Give the folder in which the program's own files lie."""
        bundle = self.built / "Contents" / "Frameworks"
        return bundle if bundle.is_dir() else self.built / "_internal"

    def on(self, database: Path) -> Trial:
        """Give the same trial on another file."""
        return replace(self, database=database)

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run the command line and give what it printed. Raises Failed for another exit code."""
        done = subprocess.run(
            [self._program("coopdesk.com", "coopdesk"), *arguments],
            cwd=self.work,
            env=self._environment(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE_S,
            check=False,
        )
        self._remember(arguments, done.stdout + done.stderr)
        self.expect(done.returncode == code, f"exit code {done.returncode}, not {code}")
        self.expect(not self._has_trouble(), "a mistake of the program's own")
        self.expect(not self._left_in_tmp(), "something was left in the folder for passing files")
        return done.stdout

    def json(self, *arguments: str) -> Any:
        """Run a command with --json and give what it said."""
        said = self.run(*arguments, "--json")
        try:
            return json.loads(said)
        except ValueError:
            raise self._failed("this is no JSON") from None

    def expect(self, is_so: bool, otherwise: str) -> None:
        """Raise Failed with the last command and its output unless it is so."""
        if not is_so:
            raise self._failed(otherwise)

    def with_migration(self, text: str) -> Trial:
        """Give a copy of the program that knows one layout more, on a copy of the file."""
        copy = self.folder / "newer" / self.built.name
        shutil.copytree(self.built, copy, symlinks=True, copy_function=_link)
        file = self.folder / "newer" / "data" / "office.coopdesk"
        file.parent.mkdir()
        shutil.copyfile(self.database, file)
        newer = replace(self, built=copy, database=file)
        versions = newer.inside / "migrations" / "versions"
        newest = max(path.name[:4] for path in versions.glob("[0-9]*.py"))
        (versions / "9999_tried.py").write_text(text.format(newest=newest), "utf-8")
        return newer

    def watch_window(self, *, and_again: bool = False) -> None:
        """Open the window, wait until it answers and has settled, close it. Raises Failed for any trouble."""
        output = self.folder / "window.txt"
        with output.open("wb") as stream:
            window = self._start(self._environment(), stream)
            try:
                self._wait_until_it_answers(window, output)
                if and_again:
                    self._start_again()
                time.sleep(SETTLED_S)  # what is opened on threads has arrived by now
                still_open = window.poll() is None
            finally:
                window.kill()
                window.wait(PATIENCE_S)
        for left in self._left_in_tmp():  # a window that is ended from outside cannot clear up
            left.unlink()
        self._remember((), output.read_text("utf-8", errors="replace"))
        self.expect(still_open, f"the window closed by itself, exit code {window.returncode}")
        reports = list(self.database.parent.glob("*-reports/*"))
        self.last += " ".join(report.read_text("utf-8") for report in reports)
        self.expect(not reports and not self._has_trouble(), "the window has trouble")

    def end_of_window(self, changes: Mapping[str, str], *, without: tuple[str, ...]) -> str:
        """Start the window where it cannot open and give what it says as it ends."""
        env = {key: value for key, value in self._environment().items() if key not in without} | dict(changes)
        output = self.folder / "end.txt"
        with output.open("wb") as stream:
            window = self._start(env, stream)
            try:
                window.wait(PATIENCE_S)
            finally:
                window.kill()
                window.wait(PATIENCE_S)
        said = output.read_text("utf-8", errors="replace")
        self._remember((), said)
        return said

    def changed_outside(self) -> list[str]:
        """Name what was written where nothing should be: the program's folder, homes, the present folder."""
        before, now = self.before, self._outside()
        return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))

    def _start(self, env: dict[str, str], stream: Any) -> subprocess.Popen[bytes]:
        program = self._program("CoopDesk.exe", "coopdesk")
        return subprocess.Popen([program], cwd=self.work, env=env, stdout=stream, stderr=subprocess.STDOUT)

    def _wait_until_it_answers(self, window: subprocess.Popen[bytes], output: Path) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            if window.poll() is not None or time.monotonic() > deadline:
                self._remember((), output.read_text("utf-8", errors="replace"))
                raise self._failed("the window did not open")
            time.sleep(0.1)

    def _answers(self) -> bool:
        """Say whether a window listens for a second start."""
        names = [path.stem for path in (self.folder / "tmp").glob("coopdesk-*.lock")]
        listening = os.listdir(r"\\.\pipe") if os.name == "nt" else os.listdir(self.folder / "tmp")  # noqa: PTH208
        return any(name in listening for name in names)

    def _start_again(self) -> None:
        self._remember((), "")
        with Path(os.devnull).open("wb") as nowhere:
            second = self._start(self._environment(), nowhere)
            try:
                code = second.wait(PATIENCE_S / 2)
            except subprocess.TimeoutExpired:
                raise self._failed("a second start opened a second window") from None
            finally:
                second.kill()
                second.wait(PATIENCE_S)
        self.expect(code == 0, f"a second start ended with exit code {code}")

    def _program(self, windows: str, linux: str) -> str:
        if sys.platform == "win32":
            return str(self.built / windows)
        if sys.platform == "darwin":
            return str(self.built / "Contents" / "MacOS" / "CoopDesk")
        return str(self.built / linux)

    def _environment(self) -> dict[str, str]:
        """Give the environment of a user who has nothing but a home, all of it inside the trial's folder."""
        home, tmp = str(self.folder / "home"), str(self.folder / "tmp")
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("PYTHON", "QT", "COOPDESK", "LD_", "XDG_", "VIRTUAL_ENV"))
        }
        return (
            kept
            | dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
            | dict.fromkeys(("TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR"), tmp)
            | {
                "COOPDESK_CONFIG": str(self.folder / "config"),
                "COOPDESK_DATABASE": str(self.database),
                "COOPDESK_USER": "Trial",
                "QT_QPA_PLATFORM": "offscreen",
            }
        )

    def _outside(self) -> dict[str, tuple[int, int]]:
        """Give size and time of every file that the program must leave alone."""
        real = [
            Path.home() / place
            for name in ("CoopDesk", "coopdesk")
            for place in (
                f".config/{name}",
                f".local/share/{name}",
                f".cache/{name}",
                f"AppData/Local/{name}",
                f"AppData/Roaming/{name}",
                f"Library/Application Support/{name}",
                f"Library/Preferences/{name}",
            )
        ]
        return {
            str(path): (path.stat().st_size, path.stat().st_mtime_ns)
            for folder in (self.built, self.folder / "home", *real)
            for path in _files(folder)
            if "fontconfig" not in path.parts  # a cache that the system keeps, for whichever program asks
        }

    def _has_trouble(self) -> bool:
        return any(word in self.last for word in TROUBLE)

    def _left_in_tmp(self) -> list[Path]:
        return list((self.folder / "tmp").iterdir())

    def _remember(self, arguments: tuple[str, ...], output: str) -> None:
        self.last = f"{' '.join(('coopdesk', *arguments))} -> {output}"

    def _failed(self, reason: str) -> Failed:
        line = " | ".join(line.strip() for line in self.last.splitlines() if line.strip())
        return Failed(f"{reason}: {line if len(line) < 3000 else line[:1500] + ' ... ' + line[-1500:]}")


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _link(source: str, target: str) -> str:
    """Give a file a second name instead of copying it, where the disk can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
