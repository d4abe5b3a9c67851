# SPDX-License-Identifier: EUPL-1.2
"""A reading that goes wrong: nothing hangs, nothing is believed, nothing is left behind."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.domain.sentences.of_workbooks import OF_WORKBOOKS
from coopdesk.exchange.raw import RawWorkbook
from coopdesk.exchange.reading import child as reading_child
from coopdesk.exchange.reading import gate
from coopdesk.exchange.reading import reader as reading
from coopdesk.exchange.reading.reader import read_workbook
from tests.exchange.reading import bad_children
from tests.exchange.workbooks import MAIN, Book, Sheet, cell, only_sheet, refusal, row, save

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.usefixtures("nothing_is_left_behind")

Child = Callable[..., None]


@pytest.fixture
def with_child(monkeypatch: pytest.MonkeyPatch) -> Callable[[Child], None]:
    return lambda child: monkeypatch.setattr(reading_child, "main", child)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return save(tmp_path, Sheet(data=row(1, cell("A1", 1))))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("child", [bad_children.hangs, bad_children.hangs_within_a_frame])
def test_a_child_that_hangs_is_ended_by_the_clock(
    good: Path, with_child: Callable[[Child], None], child: Child
) -> None:
    with_child(child)
    started = time.monotonic()
    assert refusal(good, timeout_s=0.7) == "workbook-too-slow"
    assert time.monotonic() - started < 5


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("child", "code"),
    [
        (bad_children.stops, "workbook-reader-stopped"),
        (bad_children.leaves_at_once, "workbook-reader-stopped"),
        (bad_children.sends_a_pickle, "workbook-reader-stopped"),
        (bad_children.says_it_has_no_memory, "workbook-too-heavy"),
        (bad_children.read_another_file, "workbook-changed-meanwhile"),
    ],
)
def test_a_child_that_goes_wrong_becomes_a_sentence(
    good: Path, with_child: Callable[[Child], None], child: Child, code: str
) -> None:
    with_child(child)
    assert refusal(good) == code
    assert not good.with_name("book.xlsx.sprung").exists(), "something was unpickled"


def test_a_child_that_talks_without_end_is_ended(
    good: Path, with_child: Callable[[Child], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_ALL_FRAMES_BYTES", 100_000)
    with_child(bad_children.talks_without_end)
    assert refusal(good) == "workbook-too-heavy"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not keep to the limit")
def test_a_child_gets_no_more_memory_than_it_may_have(
    good: Path, with_child: Callable[[Child], None]
) -> None:
    with_child(bad_children.takes_all_memory)
    assert refusal(good, memory_mb=400) == "workbook-too-heavy"


def test_a_second_child_reads_carefully_what_ended_the_first(
    good: Path, with_child: Callable[[Child], None]
) -> None:
    with_child(bad_children.stops_the_first_time)
    assert only_sheet(good).rows == [[1.0]]


@pytest.mark.timeout(20)
def test_cancelling_ends_the_reading_at_once(good: Path, with_child: Callable[[Child], None]) -> None:
    with_child(bad_children.hangs)
    asked: list[float] = []

    def cancel() -> bool:
        asked.append(time.monotonic())
        return asked[-1] - asked[0] > 0.3

    assert refusal(good, cancel=cancel) == "workbook-reading-cancelled"
    assert time.monotonic() - asked[0] < 2


def test_a_reading_that_is_not_cancelled_goes_through(good: Path) -> None:
    assert read_workbook(good, cancel=lambda: False).sheets[0].rows == [[1.0]]


def test_a_file_that_vanishes_meanwhile_is_a_sentence(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_and_remove(path: Path) -> bytes:
        content = gate.read_local_file(path)
        path.unlink()
        return content

    monkeypatch.setattr(reading, "read_local_file", read_and_remove)
    assert refusal(good) == "workbook-changed-meanwhile"


# -- where the parent comes from

_READ = (
    "import json, sys; from pathlib import Path; from coopdesk.exchange.reading.reader import read_workbook; "
    "book = read_workbook(Path(sys.argv[1])); Path(sys.argv[2]).write_text(json.dumps(book.sheets[0].rows))"
)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams is needed")
@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "<&- >&- 2>&-", ">/dev/null 2>&1 <&-"])
def test_a_program_without_its_standard_streams_can_read(tmp_path: Path, good: Path, closed: str) -> None:
    command = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-c", _READ, str(good)]
    subprocess.run([*command, str(tmp_path / "out.json")], cwd=ROOT, check=True, timeout=60)
    assert json.loads((tmp_path / "out.json").read_text()) == [[1.0]]


def test_a_module_that_is_run_can_read(tmp_path: Path, good: Path) -> None:
    package = tmp_path / "desk"
    package.mkdir()
    (package / "__main__.py").write_text(f"if __name__ == '__main__':\n    {_READ}\n", encoding="utf-8")
    command = [sys.executable, "-m", "desk", str(good), str(tmp_path / "out.json")]
    path = os.pathsep.join((str(ROOT), str(tmp_path)))
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert json.loads((tmp_path / "out.json").read_text()) == [[1.0]]


def test_an_aborting_child_prints_nothing(tmp_path: Path) -> None:
    texts = f'<sst xmlns="{MAIN}" uniqueCount="99999999999"><si><t>kept</t></si></sst>'
    book = Book(sheets=(Sheet(data=row(1, cell("A1", 0, t="s"))),), extra={"xl/sharedStrings.xml": texts})
    command = [sys.executable, "-c", _READ, str(save(tmp_path, book)), str(tmp_path / "out.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_many_readings_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    paths = [save(tmp_path, Sheet(data=row(1, cell("A1", n))), f"{n}.xlsx") for n in range(4)]
    found: dict[int, RawWorkbook] = {}

    def read(number: int) -> None:
        found[number] = read_workbook(paths[number])

    threads = [threading.Thread(target=read, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {n: book.sheets[0].rows for n, book in found.items()} == {n: [[float(n)]] for n in range(4)}


# -- made-up files

_PIECES = (
    *('<c r="B2" t="e"><v>#REF!</v></c>', 't="e"', "<v>", "</v>", "<f>1</f>", "<f/>", 'hidden="1"', 'r="A1"'),
    *('r="XFD1"', 'r="A1048576"', "<!-- x -->", "<![CDATA[x]]>", "&#0;", "&amp;", "&x;", '<row r="3">'),
    *("<is><t>q</t></is>", "</row>", '<mergeCell ref="A1:B9"/>', "-5", "1e400", "NaN", 's="1"', 's="4"', '"'),
    *(">", "<", "_x0000_", "\x00", "</c>", "<c>", "<row>", "99999999999", "</sheetData>", 't="s"', 't="d"'),
    *("x:", "UTF-16"),
)


@pytest.mark.fuzz
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", range(20))
def test_a_spoilt_workbook_is_read_or_refused_in_words(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    sheet = Sheet(
        data=row(1, cell("A1", 0, t="s"), cell("B1", 43664, s=1)) + row(2, cell("A2", formula="A1")),
        head='<cols><col min="1" max="1" hidden="1"/></cols>',
        tail='<mergeCells><mergeCell ref="A2:B2"/></mergeCells>',
    )
    whole = Book(sheets=(sheet,), texts=("Title",)).parts()
    for _ in range(50):
        parts = dict(whole)
        for name in chance.choices(list(parts), k=chance.randint(1, 2)):
            parts[name] = _spoilt(parts[name], chance)
        try:
            read_workbook(save(tmp_path, Book(sheets=(sheet,), extra=parts)))
        except UserError as error:
            assert error.code in OF_WORKBOOKS


def _spoilt(content: str | bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content.encode() if isinstance(content, str) else content)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(spoilt) + 1)
        end = start + chance.choice((0, 0, 1, 10, 30))
        spoilt[start:end] = chance.choice(
            (chance.choice(_PIECES).encode(), bytes(spoilt[start:end]) * 2, b"")
        )
    return bytes(spoilt)
