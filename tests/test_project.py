# SPDX-License-Identifier: EUPL-1.2
"""What must hold for the project's own files: locks, licences, headers, sizes, no trace of a machine."""

import os
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("app.txt", "build.txt", "dev.txt")
SPDX = "# SPDX-License-Identifier: EUPL-1.2"
MOST_LINES = 500

# Put together from pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:home|work|root|Users)" + r"/\w|[A-Za-z]:\\{1,2}" + r"Users\\|\.\." + "/shared"
)
REGISTRY = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.", "registry" + r"\.npmjs", "deb" + r"\.debian\."))
)


def project_files() -> Iterator[Path]:
    """Every file of the project but what .gitignore names."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    ignored = [
        ".git",
        *(line.strip().strip("/") for line in lines if line.strip() and not line.startswith("#")),
    ]

    def is_kept(name: str) -> bool:
        return not any(fnmatch(name, pattern) for pattern in ignored)

    for folder, folders, names in os.walk(ROOT):
        folders[:] = filter(is_kept, folders)
        yield from (Path(folder, name) for name in names if is_kept(name))


def text_of(file: Path) -> str:
    """The text of a file; empty for pictures, workbooks and the like."""
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def python_files() -> list[Path]:
    return [file for file in project_files() if file.suffix == ".py"]


def places(pattern: re.Pattern[str]) -> list[str]:
    """File and line of everything in the project that the pattern finds."""
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in project_files()
        for number, line in enumerate(text_of(file).splitlines(), start=1)
        if pattern.search(line)
    ]


def requirements(lock: str) -> dict[str, str]:
    """Package name -> the whole requirement with its hashes, from a lock file."""
    text = (ROOT / "requirements" / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {normal(re.split("[=; ]", line)[0]): line for line in lines}


def normal(name: str) -> str:
    """A package's name as all its spellings are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> list[str]:
    """The packages pyproject.toml says the program needs."""
    return [normal(re.split(r"[<>=!~;\[ ]", line)[0]) for line in project()["dependencies"]]


def project() -> dict[str, list[str]]:
    """The [project] table of pyproject.toml."""
    table: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_carries_version_and_hashes(lock: str) -> None:
    wanted = re.compile(r"[a-z0-9-]+==\S+( ; [^\\]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")

    assert [name for name, line in requirements(lock).items() if not wanted.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_were_fetched(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text("utf-8")

    assert "://" not in text
    assert re.findall(r"--(?!hash=)\S+", text) == []
    assert re.findall(r"(?:^|[\s=@])/\S*|[A-Za-z]:\\\S", text) == []


@pytest.mark.parametrize("lock", ["build.txt", "dev.txt"])
def test_the_locks_of_the_tools_contain_the_lock_of_the_program(lock: str) -> None:
    program, tools = requirements("app.txt"), requirements(lock)

    assert {name: tools.get(name) for name in program} == program


def test_the_lock_names_everything_the_program_declares() -> None:
    assert set(declared()) <= set(requirements("app.txt"))


def test_no_file_names_a_developers_machine() -> None:
    assert places(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRY) == []


def test_every_python_file_opens_with_its_licence() -> None:
    assert [str(file) for file in python_files() if text_of(file).partition("\n")[0] != SPDX] == []


def test_no_python_file_is_longer_than_a_reader_bears() -> None:
    """Migrations are written once and never edited, so their length harms nobody."""
    written = [file for file in python_files() if file.parent != ROOT / "migrations" / "versions"]

    assert [str(file) for file in written if len(text_of(file).splitlines()) > MOST_LINES] == []


def test_the_newest_heading_of_the_changelog_is_this_version_or_unreleased() -> None:
    headings = re.findall(
        r"^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE
    )

    assert headings[0] in ("Unreleased", project()["version"])


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.", text, flags=re.MULTILINE) == [str(article) for article in range(1, 16)]
    assert text.rstrip().endswith(
        "All other changes or additions to this Appendix require the production of a new EUPL version."
    )


def test_the_notices_name_exactly_what_is_shipped() -> None:
    rows = (ROOT / "THIRD-PARTY-NOTICES.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")][1:]

    assert {normal(row[0]) for row in cells} == set(requirements("app.txt"))
    assert [row for row in cells if len(row) != 3 or not all(row)] == []
