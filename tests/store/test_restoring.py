# SPDX-License-Identifier: EUPL-1.2
"""Putting a backup back: only a good one, and nothing that lies there is lost, damaged or not."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.services import browsing, editing, maintenance
from coopdesk.store import engine, schema
from coopdesk.store.backup import hash_name, make_backup
from coopdesk.store.engine import Database
from tests.helpers.contents import contents, facts, is_whole
from tests.helpers.trouble import small_files

WHO = "test"


@pytest.fixture
def made(office_path: Path) -> Path:
    """Give a backup of the starting data."""
    return make_backup(office_path, reason="by-hand")


def _add(path: Path, reference: str) -> None:
    database = schema.open_database(path)
    editing.add_record(database, "partner", {"reference": reference, "name": f"Body {reference}"}, who=WHO)
    database.close()


def _has(path: Path, reference: str) -> bool:
    database = schema.open_database(path)
    try:
        return bool(browsing.show(database, reference))
    except UserError:
        return False
    finally:
        database.close()


def test_a_backup_brings_back_what_it_holds_and_the_present_file_is_kept(
    office_path: Path, made: Path
) -> None:
    at_backup = contents(office_path)
    _add(office_path, "ART-1")
    present = contents(office_path)

    kept = maintenance.restore(made, office_path)

    assert kept is not None
    assert contents(office_path) == at_backup
    assert contents(kept) == present
    assert not _has(office_path, "ART-1")
    assert _has(kept, "ART-1")


def test_a_restored_file_is_as_it_ever_was(office_path: Path, made: Path) -> None:
    maintenance.restore(made, office_path)

    with closing(sqlite3.connect(office_path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    _add(office_path, "ART-1")
    assert is_whole(office_path)


def test_no_log_of_the_old_file_is_played_into_the_restored_one(office_path: Path, made: Path) -> None:
    """The program was killed, its log still holds a saved change; then a backup is put back."""
    at_backup = contents(office_path)
    main, log = _with_log(office_path, "ART-1")

    kept = maintenance.restore(made, office_path)

    assert sorted(one.name for one in office_path.parent.iterdir()) == [
        "office.coopdesk",
        "office.coopdesk-backups",
    ]
    assert contents(office_path) == at_backup
    assert kept is not None
    assert _has(kept, "ART-1")
    assert main
    assert log


def _with_log(path: Path, reference: str) -> tuple[bytes, bytes]:
    wal = path.with_name(path.name + "-wal")
    database = schema.open_database(path)
    editing.add_record(database, "partner", {"reference": reference, "name": "Only in the log"}, who=WHO)
    main, log = path.read_bytes(), wal.read_bytes()
    database.close()
    path.write_bytes(main)
    wal.write_bytes(log)
    return main, log


def test_the_log_of_a_lost_file_is_kept_and_not_played_into_the_restored_one(
    office_path: Path, made: Path
) -> None:
    at_backup = contents(office_path)
    _, log = _with_log(office_path, "ART-1")
    office_path.unlink()

    assert maintenance.restore(made, office_path) is None

    assert contents(office_path) == at_backup
    (kept,) = made.parent.glob("*-replaced.coopdesk-backup-wal")
    assert kept.read_bytes() == log


@pytest.mark.parametrize("length", [0, 10, 4_096, 50_000])
def test_a_damaged_file_is_kept_as_it_is(office_path: Path, made: Path, length: int) -> None:
    at_backup = contents(office_path)
    damaged = office_path.read_bytes()[:length]
    office_path.write_bytes(damaged)

    kept = maintenance.restore(made, office_path)

    assert kept is not None
    assert kept.read_bytes() == damaged
    assert contents(office_path) == at_backup


def test_restoring_where_there_is_no_file(tmp_path: Path, made: Path) -> None:
    target = tmp_path / "new" / "office.coopdesk"

    assert maintenance.restore(made, target) is None

    assert contents(target) == contents(made)


def test_restoring_the_same_backup_twice_keeps_both_present_files(office_path: Path, made: Path) -> None:
    first = maintenance.restore(made, office_path)
    second = maintenance.restore(made, office_path)

    assert first is not None
    assert second is not None
    assert first != second
    assert facts(first) == facts(second) == facts(made)


def test_a_file_that_is_open_elsewhere_is_not_replaced(
    office: Database, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other window would go on saving into a file that is no longer there."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    browsing.types(office)
    editing.add_record(office, "partner", {"reference": "ART-1", "name": "Artificial body"}, who=WHO)
    before = contents(office.path)

    with pytest.raises(EnvironmentProblem, match="used by another program"):
        maintenance.restore(made, office.path)

    editing.add_record(office, "partner", {"reference": "ART-2", "name": "Artificial body"}, who=WHO)
    office.close()
    assert len(contents(office.path)["partner"]) == len(before["partner"]) + 1
    assert not list(office.path.parent.glob("*.restoring*"))


@pytest.mark.parametrize("seed", range(8))
def test_one_bit_changed_in_a_backup_is_found_out(office_path: Path, made: Path, seed: int) -> None:
    content = bytearray(made.read_bytes())
    chance = random.Random(seed)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    made.write_bytes(content)
    before = office_path.read_bytes()

    with pytest.raises(
        UserError, match=r"no good backup: it was changed after it was made\. Nothing was changed"
    ):
        maintenance.restore(made, office_path)

    assert office_path.read_bytes() == before


def test_a_cut_off_backup_without_its_hash_is_found_out(office_path: Path, made: Path) -> None:
    made.with_name(made.name + ".sha256").unlink()
    made.write_bytes(made.read_bytes()[:-8192])
    before = office_path.read_bytes()

    with pytest.raises(UserError, match="no good backup"):
        maintenance.restore(made, office_path)

    assert office_path.read_bytes() == before


def test_a_hash_that_is_no_hash_is_no_crash(office_path: Path, made: Path) -> None:
    made.with_name(made.name + ".sha256").write_bytes(b"\xff\xfe not a hash")

    with pytest.raises(UserError, match="no good backup"):
        maintenance.restore(made, office_path)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00"])
def test_something_else_is_no_backup(office_path: Path, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.coopdesk-backup"
    other.write_bytes(content)

    with pytest.raises(UserError, match="Nothing was changed"):
        maintenance.restore(other, office_path)


def test_the_database_of_another_program_is_no_backup(office_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.coopdesk-backup"
    with closing(sqlite3.connect(other)) as connection:
        connection.executescript(
            "CREATE TABLE record (is_live); CREATE TABLE change_set (seq);"
            "CREATE TABLE alembic_version (version_num)"
        )

    with pytest.raises(EnvironmentProblem, match="is not a CoopDesk file"):
        maintenance.restore(other, office_path)


def test_a_backup_of_a_newer_program_is_refused(office_path: Path, made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    made.with_name(made.name + ".sha256").unlink()
    before = office_path.read_bytes()

    with pytest.raises(EnvironmentProblem, match="newer CoopDesk"):
        maintenance.restore(made, office_path)

    assert office_path.read_bytes() == before


def test_a_missing_backup_is_a_sentence(office_path: Path, tmp_path: Path) -> None:
    for missing in (tmp_path / "there-is-none", tmp_path):
        with pytest.raises(EnvironmentProblem, match="There is no file"):
            maintenance.restore(missing, office_path)


def test_a_backup_that_may_not_be_read_is_not_called_damaged(
    office_path: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hash_name(made).unlink()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblem, match=r"cannot be read\. Check its rights"):
        maintenance.restore(made, office_path)
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        maintenance.restore(tmp_path / ("x" * 300), office_path)


@pytest.mark.parametrize("size", [0, 100_000, 2_000_000])
def test_a_full_disk_while_restoring_leaves_the_present_file(
    office_path: Path, made: Path, size: int
) -> None:
    before = contents(office_path)

    with pytest.raises(EnvironmentProblem) as caught, small_files(size):
        maintenance.restore(made, office_path)

    assert caught.value.code == "disk-fails"
    assert contents(office_path) == before
    assert not list(office_path.parent.glob("*.restoring*"))
    assert not list(made.parent.glob("*replaced*"))
    _add(office_path, "ART-1")


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_failure_while_putting_in_place_leaves_the_present_file(
    office_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = contents(office_path)

    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(EnvironmentProblem, match="cannot be written"):
            maintenance.restore(made, office_path)

    assert contents(office_path) == before
