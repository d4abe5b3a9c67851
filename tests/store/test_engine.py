# SPDX-License-Identifier: EUPL-1.2
"""The connection: readers cannot write, only the door can, and complaints of SQLite become sentences."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from coopdesk.domain.errors import BugError, EnvironmentProblem
from coopdesk.records.partner import Partner
from coopdesk.services import editing
from coopdesk.store import engine
from coopdesk.store.engine import Database, translated
from tests.helpers.contents import contents
from tests.helpers.trouble import Injected, fill_up_disk, held, small_files, write_protect

WHO = "test"
SAVE = "INSERT INTO about VALUES ('planted', 'by a test')"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a lock for a moment only."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)


def _a_partner() -> Partner:
    return Partner(id="0" * 32, reference="ART-1", name="Artificial body")


def test_a_session_that_is_flushed_is_our_mistake(empty: Database) -> None:
    with Session(empty.engine) as session:
        session.add(_a_partner())
        with pytest.raises(BugError):
            session.flush()


def test_a_change_noticed_by_a_session_is_our_mistake_too(office: Database) -> None:
    with Session(office.engine) as session:
        partner = session.query(Partner).filter_by(reference="iom").one()
        partner.name = "Overwritten"
        with pytest.raises(BugError):
            session.commit()


def test_a_session_cannot_go_round_the_flush(empty: Database) -> None:
    with Session(empty.engine) as session, pytest.raises(DBAPIError, match="readonly"):
        session.execute(insert(Partner).values(id="0" * 32, reference="ART-1", name="Artificial body"))


def test_a_reading_connection_cannot_write(empty: Database) -> None:
    before = contents(empty.path)

    with pytest.raises(EnvironmentProblem, match="cannot be written"), empty.reading() as connection:
        connection.exec_driver_sql(SAVE)

    assert contents(empty.path) == before


@pytest.mark.parametrize("is_used", [False, True], ids=["a fresh file", "after the door was open"])
def test_a_write_outside_the_door_cannot_start(empty: Database, is_used: bool) -> None:
    """Connections are used again; the one that has just written must not stay open for others."""
    if is_used:
        editing.add_record(empty, "partner", {"name": "Artificial body"}, who=WHO)
    before = contents(empty.path)

    raw = empty.engine.raw_connection()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        raw.cursor().execute(SAVE)
    raw.close()
    with empty.engine.connect() as connection, pytest.raises(DBAPIError, match="readonly"):
        connection.exec_driver_sql(SAVE)

    assert contents(empty.path) == before


def test_the_door_takes_the_write_lock_at_once(empty: Database, impatient: None) -> None:
    with (
        empty.writing(),
        pytest.raises(EnvironmentProblem, match="used by another program"),
        empty.writing(),
    ):
        pytest.fail("two writers at one time")


def test_every_connection_is_safe(empty: Database) -> None:
    """Links are checked, a commit is on the disk, functions in the layout of a foreign file are not run."""
    with empty.writing() as writing, empty.reading() as reading:
        for connection in (writing, reading):
            pragmas = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("foreign_keys", "synchronous", "trusted_schema", "journal_mode")
            }
            assert pragmas == {
                "foreign_keys": 1,
                "synchronous": 2,
                "trusted_schema": 0,
                "journal_mode": "wal",
            }


def test_what_fails_in_the_door_leaves_nothing(empty: Database) -> None:
    before = contents(empty.path)

    with pytest.raises(Injected), empty.writing() as connection:
        connection.exec_driver_sql(SAVE)
        raise Injected

    assert contents(empty.path) == before


def test_a_reader_sees_one_state_while_others_write(empty: Database) -> None:
    with empty.reading() as connection:
        count = "SELECT count(*) FROM partner"
        assert connection.exec_driver_sql(count).scalar() == 0
        editing.add_record(empty, "partner", {"name": "Artificial body"}, who=WHO)
        assert connection.exec_driver_sql(count).scalar() == 0
    with empty.reading() as connection:
        assert connection.exec_driver_sql(count).scalar() == 1


def test_another_program_that_writes_is_a_sentence_and_saving_works_afterwards(
    empty: Database, impatient: None
) -> None:
    empty.engine.dispose()
    with held(empty.path), pytest.raises(EnvironmentProblem) as caught:
        editing.add_record(empty, "partner", {"name": "Artificial body"}, who=WHO)

    assert str(caught.value) == f"{empty.path} is being used by another program. Try again in a moment."
    editing.add_record(empty, "partner", {"name": "Artificial body"}, who=WHO)


def test_a_full_disk_is_a_sentence_and_nothing_changed(empty: Database) -> None:
    editing.add_record(empty, "partner", {"reference": "ART-1", "name": "Artificial body"}, who=WHO)
    before = contents(empty.path)
    fill_up_disk(empty)

    with pytest.raises(EnvironmentProblem) as caught:
        editing.change_record(empty, "ART-1", {"note": "long " * 5_000}, who=WHO)

    assert caught.value.code == "disk-full"
    assert "nothing was changed" in str(caught.value)
    empty.close()
    assert contents(empty.path) == before


def test_a_quota_used_up_is_a_sentence_and_nothing_changed(empty: Database) -> None:
    editing.add_record(empty, "partner", {"reference": "ART-1", "name": "Artificial body"}, who=WHO)
    before = contents(empty.path)

    with pytest.raises(EnvironmentProblem) as caught, small_files(20_000):
        editing.change_record(empty, "ART-1", {"note": "long " * 6_000}, who=WHO)

    assert caught.value.code == "disk-fails"
    assert "nothing was changed" in str(caught.value)
    assert contents(empty.path) == before
    editing.change_record(empty, "ART-1", {"note": "long " * 6_000}, who=WHO)


def test_a_write_protected_file_can_be_read_and_says_so_when_written(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.engine.dispose()
    write_protect(monkeypatch)

    with empty.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM partner").scalar() == 0
    with pytest.raises(EnvironmentProblem) as caught:
        editing.add_record(empty, "partner", {"name": "Artificial body"}, who=WHO)
    assert str(caught.value).startswith(f"{empty.path} cannot be written to. Nothing was changed.")


def test_a_file_that_went_away_is_a_sentence_and_is_not_made_anew(empty: Database) -> None:
    empty.close()
    empty.path.unlink()

    with pytest.raises(EnvironmentProblem, match="cannot be reached"), empty.reading():
        pytest.fail("there is nothing to read")

    assert not empty.path.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "database-locked"),
        ("SQLITE_LOCKED", "database-locked"),
        ("SQLITE_READONLY_DIRECTORY", "database-read-only"),
        ("SQLITE_PERM", "database-read-only"),
        ("SQLITE_FULL", "disk-full"),
        ("SQLITE_IOERR_WRITE", "disk-fails"),
        ("SQLITE_IOERR_FSYNC", "disk-fails"),
        ("SQLITE_IOERR_SHMSIZE", "disk-fails"),
        ("SQLITE_IOERR_READ", "database-unreachable"),
        ("SQLITE_CANTOPEN", "database-unreachable"),
        ("SQLITE_NOTADB", "database-not-one"),
        ("SQLITE_CORRUPT_VTAB", "database-damaged"),
    ],
)
def test_each_complaint_of_sqlite_has_its_sentence(name: str, code: str, tmp_path: Path) -> None:
    error = sqlite3.OperationalError("in words of SQLite")
    error.sqlite_errorname = name

    with pytest.raises(EnvironmentProblem) as caught, translated(tmp_path):
        raise error

    assert caught.value.code == code


def test_a_mistake_of_ours_is_not_put_on_the_disk(empty: Database) -> None:
    """A broken statement is no trouble with the file; it must reach the log as what it is."""
    with pytest.raises(DBAPIError, match="no such table"), empty.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM there_is_none")


def test_values_never_stand_in_the_words_of_an_error(empty: Database) -> None:
    """Logs hold no names of people."""
    with pytest.raises(DBAPIError) as caught, empty.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM there_is_none WHERE name = ?", ("Artificial Person",))
    assert "Artificial Person" not in str(caught.value)
