# SPDX-License-Identifier: EUPL-1.2
"""Making and opening the office's file: whole or not at all, and what is not ours is left as it is."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.services import browsing, editing, maintenance
from coopdesk.store import engine, schema
from coopdesk.store.engine import Database
from tests.helpers.contents import contents, is_whole
from tests.helpers.trouble import Injected, held, small_files, statements, write_protect

WHO = "test"


def _folder(path: Path) -> dict[str, bytes]:
    """Every file of a folder and of those in it."""
    return {str(one): one.read_bytes() for one in path.rglob("*") if one.is_file()}


def _refused(path: Path) -> EnvironmentProblem:
    """Open a file that must be refused, leaving every byte of its folder as it was."""
    before = _folder(path.parent)
    with pytest.raises(EnvironmentProblem) as caught:
        schema.open_database(path)
    assert _folder(path.parent) == before
    return caught.value


def test_a_new_file_says_what_it_is_and_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "office.coopdesk"

    schema.create_database(path)

    assert [one.name for one in path.parent.iterdir()] == ["office.coopdesk"]
    assert schema.layout_of(path) == schema.newest_layout()
    assert is_whole(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database = schema.open_database(path)
    with database.reading() as connection:
        assert set(schema.facts_about(connection)) == {"database_id", "made_at", "made_with"}
    database.close()


def test_two_new_files_are_two_files(tmp_path: Path) -> None:
    ids = []
    for name in ("one.coopdesk", "two.coopdesk"):
        schema.create_database(tmp_path / name)
        database = schema.open_database(tmp_path / name)
        with database.reading() as connection:
            ids.append(schema.facts_about(connection)["database_id"])
        database.close()
    assert ids[0] != ids[1]


def test_what_is_there_already_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "office.coopdesk"
    path.write_bytes(b"something else")

    with pytest.raises(UserError, match="already exists"):
        schema.create_database(path)

    assert _folder(tmp_path) == {str(path): b"something else"}


def test_a_file_that_cannot_be_filled_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "office.coopdesk"

    def fill(database: Database) -> None:
        editing.add_record(database, "partner", {"name": "Artificial body"}, who=WHO)
        raise Injected

    with pytest.raises(Injected):
        schema.create_database(path, fill)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["migrate", "new_key", "put_in_place"])
def test_making_a_file_that_fails_at_any_moment_leaves_none(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, step, _fail)

    with pytest.raises(Injected):
        schema.create_database(tmp_path / "office.coopdesk")

    assert list(tmp_path.iterdir()) == []


def _fail(*_: object) -> None:
    raise Injected


def test_a_full_disk_while_making_a_file_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught, small_files(60_000):
        schema.create_database(tmp_path / "office.coopdesk")

    assert caught.value.code == "disk-fails"
    assert str(tmp_path / "office.coopdesk ") in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_being_made_keeps_nothing_beside_it(tmp_path: Path) -> None:
    """On a disk that is full to the last byte a log could not be played in, and would be lost at the end."""
    seen: list[str] = []

    def fill(database: Database) -> None:
        editing.add_record(database, "partner", {"name": "Artificial body"}, who=WHO)
        seen.extend(one.name for one in tmp_path.iterdir())

    schema.create_database(tmp_path / "office.coopdesk", fill)

    assert seen == ["office.coopdesk.new"]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    for path in (tmp_path / "file" / "office.coopdesk", tmp_path / ("x" * 300)):
        with pytest.raises(EnvironmentProblem, match="cannot be written"):
            schema.create_database(path)


def test_the_log_of_a_file_that_is_gone_is_not_played_into_a_new_one(office_path: Path) -> None:
    """Somebody deletes the office's file but not the log beside it, and makes a new file of the same name."""
    log = _leave_log(office_path)
    office_path.unlink()

    schema.create_database(office_path)

    database = schema.open_database(office_path)
    assert sum(one.count for one in browsing.types(database)) == 0
    database.close()
    assert is_whole(office_path)
    (kept,) = (office_path.parent / "office.coopdesk-backups").glob("*-replaced.coopdesk-backup-wal")
    assert kept.read_bytes() == log


def _leave_log(path: Path) -> bytes:
    """Leave a log with a saved change beside a file, as a killed program does."""
    database = schema.open_database(path)
    editing.add_record(database, "partner", {"reference": "ART-1", "name": "Only in the log"}, who=WHO)
    log = path.with_name(path.name + "-wal").read_bytes()
    main = path.read_bytes()
    database.close()
    path.write_bytes(main)
    path.with_name(path.name + "-wal").write_bytes(log)
    return log


def test_what_only_the_log_holds_is_there_after_a_killed_program(office_path: Path) -> None:
    _leave_log(office_path)

    database = schema.open_database(office_path)
    assert browsing.show(database, "ART-1").record.label == "Only in the log"
    database.close()


def test_a_file_that_is_up_to_date_is_opened_without_a_backup(office_path: Path) -> None:
    schema.open_database(office_path).close()

    assert [one.name for one in office_path.parent.iterdir()] == ["office.coopdesk"]


def test_a_newer_file_is_named_with_both_layouts_and_not_touched(office_path: Path) -> None:
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    problem = _refused(office_path)

    assert problem.code == "database-newer"
    assert "9999" in str(problem)
    assert schema.newest_layout() in str(problem)


def test_a_newer_file_with_a_log_beside_it_is_not_touched_either(office_path: Path) -> None:
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    log = _leave_log_raw(office_path)
    before = office_path.read_bytes()

    with pytest.raises(EnvironmentProblem, match="newer CoopDesk"):
        schema.open_database(office_path)

    assert office_path.read_bytes() == before
    assert office_path.with_name(office_path.name + "-wal").read_bytes() == log


def _leave_log_raw(path: Path) -> bytes:
    wal = path.with_name(path.name + "-wal")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO about VALUES ('planted', 'by a test')")
        connection.commit()
        main, log = path.read_bytes(), wal.read_bytes()
    path.write_bytes(main)
    wal.write_bytes(log)
    return log


def _garbage(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 a workbook, say" * 100)


def _empty(path: Path) -> None:
    path.touch()


def _folder_instead(path: Path) -> None:
    path.mkdir()


def _of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE record (id)")
        connection.execute("PRAGMA journal_mode = WAL")


def _with_our_mark_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("CREATE TABLE some_table (id)")


@pytest.mark.parametrize(
    "make", [_garbage, _empty, _folder_instead, _of_another_program, _with_our_mark_alone]
)
def test_what_is_no_file_of_ours_is_named_and_not_touched(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "office.coopdesk"
    make(path)

    problem = _refused(path)

    assert str(problem) == f"{path} is not a CoopDesk file. Nothing was changed."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if sys.platform != "win32":  # said again for the checker of types
        os.mkfifo(tmp_path / "office.coopdesk")
    with pytest.raises(EnvironmentProblem, match="is not a CoopDesk file"):
        schema.open_database(tmp_path / "office.coopdesk")


def test_a_missing_file_says_how_to_make_one_and_is_not_made(tmp_path: Path) -> None:
    problem = _refused(tmp_path / "office.coopdesk")

    assert problem.code == "database-missing"
    assert "coopdesk init" in str(problem)


@pytest.mark.parametrize("length", [17, 100, 4_000, 5_000, 60_000])
def test_a_file_cut_off_is_refused_and_not_touched(office_path: Path, length: int) -> None:
    office_path.write_bytes(office_path.read_bytes()[:length])

    assert _refused(office_path).code in {"database-damaged", "database-not-one"}


def test_a_file_in_a_folder_that_may_not_be_written_can_still_be_named(
    office_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading the layout must not need a file beside it; opening then says what is the matter."""
    write_protect(monkeypatch)

    assert schema.layout_of(office_path) == schema.newest_layout()
    assert [one.name for one in office_path.parent.iterdir()] == ["office.coopdesk"]


def test_a_file_that_cannot_be_read_is_a_sentence(office_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(EnvironmentProblem, match=r"cannot be read\. Check its rights"):
        schema.open_database(office_path)


def test_a_file_that_another_program_keeps_for_itself_is_a_sentence(
    office_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")

    with held(office_path), pytest.raises(EnvironmentProblem, match="used by another program"):
        database = schema.open_database(office_path)
        browsing.types(database)

    database = schema.open_database(office_path)
    assert browsing.types(database)
    database.close()


def test_statements_are_counted_at_all(empty: Database) -> None:
    """The tests that fail at each statement are worth nothing if there is none."""
    with statements(empty.engine) as watching:
        editing.add_record(empty, "partner", {"name": "Artificial body"}, who=WHO)
    assert watching.seen[-1] == "COMMIT"
    assert len(watching.seen) > 5


def test_opening_changes_nothing(office_path: Path) -> None:
    before = contents(office_path)
    database = maintenance.open_database(office_path)
    browsing.types(database)
    database.close()
    assert contents(office_path) == before
