# SPDX-License-Identifier: EUPL-1.2
"""Start and test CoopDesk on a fresh machine that has Python 3.11 or newer.

python3 dev.py run [ARGS]    the window; with ARGS the command line, as in `run list partner`
python3 dev.py test [ARGS]   every check, then every test; with ARGS only pytest, as in `test -k merge`
python3 dev.py check         the checks only

On Windows type `py` instead of `python3`. Where there is no display, `run` does the main job once and
leaves its workbooks and pictures in build/demo/. Exit code 2: wrong usage; 3: this machine lacks something.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from ctypes import CDLL
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# What Linux must bring, each with its Debian package: to make .venv, to draw with Qt, to open a window.
VENV_PARTS = {"ensurepip": f"python3.{sys.version_info.minor}-venv"}
QT_PARTS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "/usr/share/fonts": "fonts-inter",  # without any font Qt draws empty boxes
}
WINDOW_PARTS = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Each run of mypy has a cache of its own, because the cache of one system is thrown away by the next.
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "mypy for Windows": ["-m", "mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32"],
    "mypy for macOS": ["-m", "mypy", "--platform", "darwin", "--cache-dir", ".mypy_cache/darwin"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "alembic check": ["-m", "alembic", "-c", "migrations/alembic.ini", "check"],
}


class Lacking(Exception):
    """This machine lacks something; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Do what the verb says and give the exit code."""
    verb, args = "".join(arguments[:1]), arguments[1:]
    if verb in ("-h", "--help"):
        print(__doc__)
        return 0
    if verb not in ("run", "test", "check") or (verb == "check" and args):
        print(f"dev.py: use run, test or check, not '{' '.join(arguments)}'; see --help.", file=sys.stderr)
        return 2
    try:
        if sys.version_info < (3, 11):
            raise Lacking("CoopDesk needs Python 3.11 or newer.")
        if sys.platform == "linux":
            provide(missing(needed(verb, args, display=has_display(), pip=has_pip())))
        prepare(["app.txt"] if verb == "run" else ["app.txt", "dev.txt"])
        return run(args) if verb == "run" else test(args, checks=not args, tests=verb == "test")
    except Lacking as lacking:
        print(f"dev.py: {lacking}", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    except KeyboardInterrupt:
        return 130


def needed(verb: str, args: list[str], *, display: bool, pip: bool) -> dict[str, str]:
    """Everything Linux must bring for this verb; the command line needs Qt for pictures only."""
    qt = verb != "run" or not args or "picture" in args
    window = display and verb == "run" and not args
    return ({} if pip else VENV_PARTS) | (QT_PARTS if qt else {}) | (WINDOW_PARTS if window else {})


def missing(parts: dict[str, str]) -> dict[str, str]:
    """The parts that are not on this machine."""
    return {part: package for part, package in parts.items() if not is_present(part)}


def is_present(part: str) -> bool:
    """Say whether Python finds this module, or the system loads this shared library."""
    if part in VENV_PARTS:
        return importlib.util.find_spec(part) is not None
    if part.startswith("/"):
        return any(Path(part).rglob("*.[ot]tf"))
    try:
        CDLL(part)
    except OSError:
        return False
    return True


def provide(lacked: dict[str, str]) -> None:
    """Install the lacking packages as root on Debian; tell anybody else the line to type."""
    if not lacked:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *lacked.values()]
    if shutil.which("apt-get") is None:
        raise Lacking(f"install with your system's own package tool: {', '.join(lacked)}")
    if not is_root():
        raise Lacking(f"type this as root, then start again:\n    apt-get update && {' '.join(install)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    step("apt-get update", ["apt-get", "update", "-qq"], quiet)
    step(" ".join(install), install, quiet)


def is_root() -> bool:
    """Say whether packages may be installed without asking."""
    return sys.platform == "linux" and os.geteuid() == 0


def prepare(locks: list[str]) -> None:
    """Make .venv hold what the last lock names, which contains the others; do nothing the second time."""
    mark = VENV / "coopdesk-locks"
    wanted = [hashlib.sha256((ROOT / "requirements" / lock).read_bytes()).hexdigest() for lock in locks]
    if has_pip() and mark.exists() and set(wanted) <= set(mark.read_text("ascii").split()):
        return
    if not has_pip():
        step("Making .venv", [sys.executable, "-m", "venv", str(VENV)])
    mark.unlink(missing_ok=True)  # An installation that is cut short must be done again.
    lock = f"requirements/{locks[-1]}"
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    step(f"Installing {lock}", [*pip, "--only-binary=:all:", "--no-deps", "--require-hashes", "-r", lock])
    mark.write_text("\n".join(wanted), "ascii")


def has_pip() -> bool:
    """Say whether .venv was made to the end: pip is the last thing that goes into it."""
    return PYTHON.exists() and any(BIN.glob("pip*"))


def has_display() -> bool:
    """Say whether a window can be opened here; only Linux may have no display."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(args: list[str]) -> int:
    """Open the window, pass ARGS to the command line, or show the main job where there is no display."""
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    if args or has_display():
        return subprocess.call([str(PYTHON), "-m", "coopdesk", *args], env=env)
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.call([str(PYTHON), "-m", "coopdesk.demo"], cwd=ROOT, env=env)


def test(args: list[str], *, checks: bool, tests: bool) -> int:
    """Run the checks, then the tests last, so that the closing line is that of pytest."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    for heading, command in CHECKS.items() if checks else ():
        step(heading, [str(PYTHON), *command], env)
    if tests:
        step("pytest", [str(PYTHON), "-m", "pytest", *args], env)
    return 0


def step(heading: str, command: list[str], env: dict[str, str] | None = None) -> None:
    """Run one command in the project's folder under a heading; a failure ends everything."""
    print(f"== {heading}", flush=True)
    subprocess.run(command, cwd=ROOT, env=env, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
