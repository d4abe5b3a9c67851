# SPDX-License-Identifier: EUPL-1.2
"""Saving, bulk work, history, search and the start of the command line, each against its reference."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coopdesk.domain.changes import ChangePlan, Origin
from coopdesk.domain.folding import fold
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, maintenance
from coopdesk.services.maintenance import Database
from coopdesk.store import bulk, history, queries, register, search, unit_of_work
from coopdesk.store.unit_of_work import write
from tests.helpers import artificial
from tests.helpers.ratios import Report, cpu, in_turn, percentiles

WHO = "test"
ROWS = 100_000
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with 100,000 artificial partners; copy it to write."""
    path = tmp_path_factory.mktemp("filled") / "filled.coopdesk"
    maintenance.init(path, who=WHO, empty=True)
    database = maintenance.open_database(path)
    artificial.fill(database, ROWS)
    database.close()
    _settle(path)
    return path


def _settle(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.fixture
def big(filled: Path, tmp_path: Path) -> Iterator[Database]:
    database = maintenance.open_database(Path(shutil.copyfile(filled, tmp_path / "big.coopdesk")))
    yield database
    database.close()


def test_save_one_record(big: Database, report: Report) -> None:
    """A change of one field, history and search included, against raw sqlite3 writing the same rows."""
    numbers = iter(range(ROWS))

    def ours() -> None:
        for _ in range(40):
            number = next(numbers)
            editing.change_record(big, f"ART-{number:07}", {"region": f"Changed {number}"}, who=WHO)

    raw = sqlite3.connect(big.path, isolation_level=None)
    raw.execute("PRAGMA synchronous = FULL")

    def reference() -> None:
        for _ in range(40):
            _raw_save(raw, next(numbers))

    mine, bare = in_turn(ours, reference, rounds=7)
    report.ratio("save one record", mine / 40, bare / 40, "raw sqlite3", at_most=5)
    acts: list[Callable[[], object]] = [
        lambda n=n: editing.change_record(big, f"ART-{n:07}", {"region": f"Again {n}"}, who=WHO)  # type: ignore[misc]
        for n in range(20_000, 20_200)
    ]
    median, _ = percentiles(acts, clock=time.perf_counter)
    report.figure("save one record, p50 wall", median * 1000, "ms", at_most=20)
    raw.close()


def _raw_save(raw: sqlite3.Connection, number: int) -> None:
    reference = f"ART-{number:07}"
    raw.execute("BEGIN IMMEDIATE")
    key, seq, label = raw.execute(
        "SELECT id, seq, label FROM record WHERE reference_folded = ?", (reference.lower(),)
    ).fetchone()
    row = raw.execute("SELECT * FROM partner WHERE id = ?", (key,)).fetchone()
    new = f"Raw {number}"
    raw.execute("UPDATE partner SET region = ? WHERE id = ?", (new, key))
    (change_set,) = raw.execute(
        "INSERT INTO change_set (made_at, who, origin, title) VALUES (?, 'raw', 'edit', ?) RETURNING seq",
        (dt.datetime.now(dt.UTC).isoformat(sep=" "), f"Change “Region” of {reference}"),
    ).fetchone()
    raw.execute("UPDATE record SET version = version + 1, changed_in = ? WHERE seq = ?", (change_set, seq))
    raw.execute(
        "INSERT INTO change (change_set, record, field, old, new) VALUES (?, ?, 'region', ?, ?)",
        (change_set, seq, f'"{row[-2]}"', f'"{new}"'),
    )
    names, texts = raw.execute("SELECT names, texts FROM search_entry WHERE seq = ?", (seq,)).fetchone()
    raw.execute(
        "INSERT INTO search(search, rowid, names, texts) VALUES ('delete', ?, ?, ?)", (seq, names, texts)
    )
    after = fold(f"{texts} {new} {label}")
    raw.execute("UPDATE search_entry SET texts = ? WHERE seq = ?", (after, seq))
    raw.execute("INSERT INTO search(rowid, names, texts) VALUES (?, ?, ?)", (seq, names, after))
    raw.execute("COMMIT")


def test_bulk_insert(empty: Database, report: Report) -> None:
    """100,000 rows into a table with its indexes, against raw executemany of the same rows."""
    columns = ("id", *(field.key for field in SPECS["partner"].fields))
    changes = list(artificial.partners(ROWS))
    rows = [(c.id, *(c.new.get(key) for key in columns[1:])) for c in changes]
    table = register.table_of("partner")
    statement = f"INSERT INTO partner ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

    def ours() -> None:
        _insert_and_leave(empty, lambda connection: bulk.insert_rows(connection, table, columns, rows))

    def reference() -> None:
        _insert_and_leave(empty, lambda connection: connection.exec_driver_sql(statement, rows))

    mine, raw = in_turn(ours, reference, rounds=3)
    report.ratio("insert 100,000 rows", mine, raw, "raw executemany", at_most=1.1)


def _insert_and_leave(database: Database, act: Callable[..., object]) -> None:
    """Insert and take back, so that each round starts from the same file."""
    with (
        database.engine.connect() as connection,
        connection.execution_options(coopdesk_door=True).begin() as transaction,
    ):
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        act(connection)
        transaction.rollback()


def test_import_into_a_searchable_file(
    empty_file: Path, tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100,000 new records through the door, against the same without the search."""
    changes = tuple(artificial.partners(ROWS))
    plan = ChangePlan(title="Many", origin=Origin.IMPORT, changes=changes)
    taken: dict[bool, float] = {}
    for searchable in (False, True):
        path = Path(shutil.copyfile(empty_file, tmp_path / f"{searchable}.coopdesk"))
        database = maintenance.open_database(path)
        with monkeypatch.context() as patch:
            if not searchable:
                patch.setattr(unit_of_work, "write_search", lambda pending: None)
            taken[searchable] = cpu(lambda db=database: write(db, plan, who=WHO))  # type: ignore[misc]
        database.close()
    report.ratio(
        "100,000 records into a searchable file", taken[True], taken[False], "without search", at_most=3
    )


def test_history(big: Database, report: Report) -> None:
    """The size of the history of an edit, and a record as of a past time."""
    _settle(big.path)
    before = _history_bytes(big)
    for number in range(2_000):
        editing.change_record(big, f"ART-{number:07}", {"region": "South-West"}, who=WHO)
    report.figure("history of an edit", (_history_bytes(big) - before) / 2_000 / 1000, "kB", at_most=0.2)
    spec = SPECS["partner"]
    with big.reading() as connection:
        entries = list(register.by_references(connection, [f"ART-{n:07}" for n in range(500)]).values())
        rows = queries.rows_by_ids(connection, spec, [entry.id for entry in entries])
        acts: list[Callable[[], object]] = [
            lambda e=entry: history.values_as_of(connection, e.seq, rows[e.id], spec, 1)  # type: ignore[misc]
            for entry in entries
        ]
        _, slowest = percentiles(acts)
    report.figure("a record as of a past time, p99", slowest * 1000, "ms", at_most=1)


def _history_bytes(database: Database) -> int:
    with database.reading() as connection:
        names = ("change_set", "change", "ix_change_change_set", "ix_change_record_seq")
        found = connection.exec_driver_sql("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").all()
    return sum(size for name, size in found if name in names)


@pytest.mark.parametrize("records", [ROWS, pytest.param(1_000_000, marks=pytest.mark.benchmark_large)])
def test_search(records: int, big: Database, report: Report) -> None:
    """Each keystroke of a search, against LIKE over the same folded text."""
    if records > ROWS:
        for start in range(ROWS, records, ROWS):
            changes = tuple(artificial.partners(ROWS, start=start))
            write(big, ChangePlan(title="More", origin=Origin.IMPORT, changes=changes), who=WHO)
    typed = [
        word[:length]
        for word in ("harbour", "yilmaz", "juniper", "ab4711", "art-0000017")
        for length in range(1, len(word))
    ]
    typed += ["river st", "yarrow 99", "strasse lodz"]
    with big.reading() as connection:
        acts: list[Callable[[], object]] = [
            lambda text=text: search.find(connection, text, limit=50)  # type: ignore[misc]
            for text in typed * 5
        ]
        mine, slowest = percentiles(acts)
        like = (
            "SELECT seq FROM search_entry WHERE names LIKE '%' || ? || '%' OR texts LIKE '%' || ? || '%' "
            "ORDER BY seq DESC"
        )
        references: list[Callable[[], object]] = [
            lambda text=text: connection.exec_driver_sql(like, (fold(text), fold(text))).all()  # type: ignore[misc]
            for text in typed[:: max(1, len(typed) // 12)]
        ]
        reference, _ = percentiles(references)
    report.faster(f"search keystroke, {records:,} records, p50", mine, reference, "LIKE", at_least=20)
    goal = 10 if records == ROWS else 50
    report.figure(f"search keystroke, {records:,} records, p99", slowest * 1000, "ms", at_most=goal)


@pytest.mark.parametrize(
    "verb", [("show", "iom"), ("list", "arrangement"), ("search", "europol"), ("types",)]
)
def test_command_line_start(verb: tuple[str, ...], office_path: Path, report: Report) -> None:
    """A read verb, against importing SQLAlchemy and SELECT 1."""
    bare = (
        "import sqlalchemy.orm; from sqlalchemy import create_engine, text\n"
        "with create_engine('sqlite://').connect() as c: c.execute(text('SELECT 1'))"
    )
    command = [sys.executable, "-m", "coopdesk", "--database", str(office_path), *verb, "--json"]

    def ours() -> None:
        subprocess.run(command, check=True, capture_output=True)

    def reference() -> None:
        subprocess.run([sys.executable, "-c", bare], check=True, capture_output=True)

    mine, raw = in_turn(ours, reference, rounds=7)
    report.ratio(f"command line: {' '.join(verb)}", mine, raw, "import sqlalchemy, SELECT 1", at_most=1.5)
