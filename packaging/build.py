# SPDX-License-Identifier: EUPL-1.2
"""Build the program that people install, with nothing but Python 3.11 or newer, and try it out.

python3 packaging/build.py        build it into build/CoopDesk/, then try it
python3 packaging/build.py try    try what was built before

On Windows type `py` instead of `python3`. A build is for the system and the processor it is made on. What is
needed goes into build/packaging/ and nowhere else. Exit code 1: the program that was built does not work;
2: wrong usage; 3: this machine lacks something.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import dev

HERE = ROOT / "packaging"
LOCK = ROOT / "requirements" / "build.txt"
WORK = ROOT / "build" / "packaging"
VENV = WORK / "venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BUILT = ROOT / "build" / "CoopDesk"
PROGRAM = BUILT.with_suffix(".app") if sys.platform == "darwin" else BUILT


def main(arguments: list[str]) -> int:
    """Do what the verb says and give the exit code."""
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if arguments not in ([], ["try"]):
        print(f"build.py: use nothing or try, not '{' '.join(arguments)}'; see --help.", file=sys.stderr)
        return 2
    try:
        if not arguments:
            provide()
            prepare()
            build()
        return try_out()
    except dev.Lacking as lacking:
        print(f"build.py: {lacking}", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    except KeyboardInterrupt:
        return 130


def provide() -> None:
    """See that this machine has what PyInstaller and Qt need, so that it can come along or be tried."""
    if sys.version_info < (3, 11):
        raise dev.Lacking("CoopDesk needs Python 3.11 or newer.")
    if sys.platform != "linux":
        return
    if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        raise dev.Lacking("this Python was made without a shared library; use the Python of the system.")
    tools = {} if shutil.which("objdump") else {"objdump": "binutils"}
    venv = {} if has_venv() else dev.VENV_PARTS
    dev.provide(tools | dev.missing(venv | dev.QT_PARTS | dev.WINDOW_PARTS))


def has_venv() -> bool:
    """Say whether the environment was made to the end: pip is the last thing that goes into it."""
    return PYTHON.exists() and any(PYTHON.parent.glob("pip*"))


def prepare() -> None:
    """Make the environment hold exactly what the lock names; do nothing the second time."""
    mark = VENV / "coopdesk-lock"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if has_venv() and mark.exists() and mark.read_text("ascii") == wanted:
        return
    # A package that the lock no longer names could slip into the program, so it is made anew.
    dev.step("Making build/packaging/venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lock = str(LOCK.relative_to(ROOT))
    dev.step(f"Installing {lock}", [*pip, "--only-binary=:all:", "--no-deps", "--require-hashes", "-r", lock])
    mark.write_text(wanted, "ascii")


def build() -> None:
    """Draw the icons, have PyInstaller put everything together, and say how large it became."""
    began = time.monotonic()
    dev.step("Drawing the icons", [str(PYTHON), str(HERE / "make_icons.py"), str(WORK / "icons")])
    for old in (BUILT, PROGRAM):
        shutil.rmtree(old, ignore_errors=True)
    command = [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(BUILT.parent), "--workpath", str(WORK / "work")]
    # The same order of sets in every build, and no cache in anybody's home.
    env = os.environ | {"PYTHONHASHSEED": "1", "PYINSTALLER_CONFIG_DIR": str(WORK / "cache")}
    dev.step("Building the program", [*command, *folders, str(HERE / "coopdesk.spec")], env)
    finish()
    files = [file for file in PROGRAM.rglob("*") if file.is_file() and not file.is_symlink()]
    size_mb = sum(file.stat().st_size for file in files) / 1_000_000
    seconds = time.monotonic() - began
    print(f"{PROGRAM.relative_to(ROOT)}: {size_mb:.0f} MB in {len(files)} files, built in {seconds:.0f} s")


def finish() -> None:
    """Put the licence where people look, and give the command line of Windows its name."""
    if sys.platform == "darwin":
        return  # there the bundle is what people get, and nothing may be added to it
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.md"):
        shutil.copy(ROOT / name, BUILT / name)
    console = BUILT / "coopdesk-console.exe"
    if console.exists():
        # Beside CoopDesk.exe there can be no coopdesk.exe; for "coopdesk" a console takes .com before .exe.
        console.rename(BUILT / "coopdesk.com")


def try_out() -> int:
    """Use the built program as a person would; gives 0 when all of it works."""
    if not PROGRAM.exists():
        raise dev.Lacking("there is no program in build/ yet; start without `try`.")
    print("== Trying the program", flush=True)
    return subprocess.call([str(PYTHON), str(HERE / "smoke.py"), str(PROGRAM)], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
