# SPDX-License-Identifier: EUPL-1.2
"""What the program that people install is made of; the marked test builds it and uses it."""

import ast
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest

import coopdesk

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
SPEC = (PACKAGING / "coopdesk.spec").read_text("utf-8")
QT_TEXTS = {"pyside6-essentials", "shiboken6"}  # theirs are LGPL-3.0.txt and GPL-3.0.txt


def constant(name: str) -> list[str]:
    """A list of the spec, without running it."""
    for node in ast.parse(SPEC).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            value: list[str] = ast.literal_eval(node.value)
            return value
    raise AssertionError(f"the spec has no {name}")


def calls(tree: ast.AST, function: str) -> Iterator[ast.Call]:
    """Every call of a function in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == function:
            yield node


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module, or name in a module, that a module imports anywhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def program() -> dict[str, ast.Module]:
    """The program's modules by their path, and the files it reads as modules."""
    files = [*(ROOT / "coopdesk").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in files}


def test_the_built_program_has_every_folder_that_the_code_asks_for() -> None:
    asked = {
        call.args[0].value
        for tree in program().values()
        for call in calls(tree, "shipped")
        if isinstance(call.args[0], ast.Constant)
    }

    assert asked == set(constant("DATA_FOLDERS"))
    assert [name for name in constant("DATA_FOLDERS") if not (ROOT / name).is_dir()] == []


def test_every_folder_is_asked_for_by_its_name() -> None:
    """A name that is worked out could not be compared with the spec."""
    by_other_means = [
        f"{path}:{call.lineno}"
        for path, tree in program().items()
        for call in calls(tree, "shipped")
        if not isinstance(call.args[0], ast.Constant)
    ]

    assert by_other_means == []


def test_nothing_the_program_imports_is_left_out_of_it() -> None:
    left_out = constant("LEFT_OUT")
    missed = [
        f"{path}: {name}"
        for path, tree in program().items()
        for name in imported(tree)
        if any(f"{name}.".startswith(f"{module}.") for module in left_out)
    ]

    assert missed == []


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {file.parent for file in (ROOT / "coopdesk").rglob("*.py")}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_version_is_written_in_one_place_only() -> None:
    installers = [*PACKAGING.rglob("*.iss"), *PACKAGING.rglob("*.ps1"), *PACKAGING.rglob("*.sh")]

    assert "from coopdesk import __version__" in SPEC
    assert f'version = "{coopdesk.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert len(installers) == 3
    for text in (SPEC, *(file.read_text("utf-8") for file in installers)):
        assert not re.search(rf"(?<![\d.]){re.escape(coopdesk.__version__)}(?![\d.])", text)


def test_the_lock_of_the_build_has_pyinstaller_and_no_tool_for_tests() -> None:
    lock = (ROOT / "requirements" / "build.txt").read_text("utf-8")
    names = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))

    assert "pyinstaller" in names
    assert names.isdisjoint({"pytest", "mypy", "ruff", "hypothesis"})


def test_every_shipped_package_brings_its_licence_text() -> None:
    lock = (ROOT / "requirements" / "app.txt").read_text("utf-8")
    names = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    without = {
        name
        for name in names
        if not any(
            ".dist-info" in file.parts[0] and file.name.upper().startswith(("LICEN", "COPYING"))
            for file in distribution(name).files or ()
        )
    }

    assert without == QT_TEXTS


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("GPL-3.0.txt", "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007"),
        ("LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE Version 3, 29 June 2007"),
        ("Apache-2.0.txt", "Apache License Version 2.0, January 2004"),
        ("Python.txt", "A. HISTORY OF THE SOFTWARE"),
    ],
)
def test_texts_that_no_package_brings_lie_in_the_project(name: str, opening: str) -> None:
    text = (PACKAGING / "licences" / name).read_text("utf-8")

    assert " ".join(text.split()).startswith(opening)


def test_the_notices_tell_of_the_icons_and_the_bootloader() -> None:
    notices = " ".join((ROOT / "THIRD-PARTY-NOTICES.md").read_text("utf-8").split())

    assert "Tabler Icons 3" in notices
    assert "Copyright (c) 2020-2026 Paweł Kuna" in notices
    assert "bootloader of PyInstaller" in notices


def test_icons_are_made_for_every_system(tmp_path: Path) -> None:
    command = [sys.executable, str(PACKAGING / "make_icons.py"), str(tmp_path)]
    subprocess.run(command, check=True, timeout=60)

    ico = (tmp_path / "coopdesk.ico").read_bytes()
    kind, count = struct.unpack("<HH", ico[2:6])
    entries = [struct.unpack("<BBBBHHII", ico[start : start + 16]) for start in range(6, 6 + 16 * count, 16)]
    icns = (tmp_path / "coopdesk.icns").read_bytes()
    assert (kind, [entry[0] or 256 for entry in entries]) == (1, [16, 20, 24, 32, 40, 48, 64, 256])
    assert entries[-1][7] + entries[-1][6] == len(ico)
    assert icns[:8] == b"icns" + struct.pack(">I", len(icns))
    assert (tmp_path / "coopdesk.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("arguments", "said"), [(["walk"], "use nothing or try"), (["try", "it"], "try it")])
def test_a_wrong_verb_exits_2_with_one_line(arguments: list[str], said: str) -> None:
    command = [sys.executable, str(PACKAGING / "build.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


@pytest.mark.packaging
@pytest.mark.timeout(1200)
def test_the_built_program_works() -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith("COOPDESK")}
    command = [sys.executable, str(PACKAGING / "build.py")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=1200)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "The program works." in done.stdout
