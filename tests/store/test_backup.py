# SPDX-License-Identifier: EUPL-1.2
"""Backups: whole, verified, hashed, never overwriting; nothing is left of one that could not be made."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.paths import backup_folder
from coopdesk.services import editing
from coopdesk.store import schema
from coopdesk.store.backup import check_file, hash_file, make_backup
from coopdesk.store.engine import Database
from tests.helpers.contents import contents, is_whole
from tests.helpers.trouble import held, small_files

WHO = "test"
NOW = dt.datetime(2026, 11, 22, 15, 30)


@pytest.fixture
def made(office_path: Path) -> Path:
    """Give a backup of the starting data."""
    return make_backup(office_path, reason="by-hand")


def _add(path: Path, reference: str) -> None:
    database = schema.open_database(path)
    editing.add_record(database, "partner", {"reference": reference, "name": f"Body {reference}"}, who=WHO)
    database.close()


def test_a_backup_is_the_whole_file_with_its_hash_beside_it(office_path: Path, made: Path) -> None:
    assert made.parent == backup_folder(office_path)
    assert contents(made) == contents(office_path)
    assert made.with_name(made.name + ".sha256").read_text().strip() == hash_file(made)
    assert len(list(made.parent.iterdir())) == 2
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_has_what_only_the_log_holds(office: Database) -> None:
    """A plain copy of the main file would lack what was saved last."""
    editing.add_record(office, "partner", {"reference": "ART-1", "name": "Saved last"}, who=WHO)

    made = make_backup(office.path, reason="by-hand")

    assert any("Saved last" in row for row in contents(made)["partner"])


def test_a_backup_can_be_made_while_somebody_writes(office: Database) -> None:
    before = contents(office.path)
    with held(office.path) as writing:
        writing.execute("INSERT INTO about VALUES ('planted', 'not saved yet')")
        made = make_backup(office.path, reason="every-30-minutes")

    assert contents(made) == before


def test_two_backups_of_one_second_are_two_files(office_path: Path) -> None:
    first = make_backup(office_path, reason="by-hand", now=NOW)
    _add(office_path, "ART-1")
    content = first.read_bytes()

    second = make_backup(office_path, reason="by-hand", now=NOW)

    assert second != first
    assert first.read_bytes() == content
    assert check_file(second).records == check_file(first).records + 1


def test_backups_made_at_the_same_time_do_not_get_in_each_others_way(office_path: Path) -> None:
    made: list[Path] = []
    workers = [
        threading.Thread(target=lambda: made.append(make_backup(office_path, reason="by-hand", now=NOW)))
        for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(set(made)) == 4
    for one in made:
        assert one.with_name(one.name + ".sha256").read_text().strip() == hash_file(one)
        assert check_file(one).is_good


def test_a_damaged_file_makes_no_backup_and_leaves_the_good_ones_alone(office_path: Path, made: Path) -> None:
    before = {one: one.read_bytes() for one in made.parent.iterdir()}
    _spoil_page(office_path)

    with pytest.raises(EnvironmentProblem, match="is not in order: its pages are damaged"):
        make_backup(office_path, reason="by-hand")

    assert {one: one.read_bytes() for one in made.parent.iterdir()} == before


def _spoil_page(path: Path, number: int = 40) -> None:
    content = bytearray(path.read_bytes())
    content[number * 4096 : number * 4096 + 200] = bytes(random.Random(1).randbytes(200))
    path.write_bytes(content)


def test_a_file_that_is_gone_is_said_of_the_file_not_of_the_backup(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        make_backup(tmp_path / "office.coopdesk", reason="by-hand")

    assert str(caught.value).startswith(f"{tmp_path / 'office.coopdesk'} cannot be reached")
    assert not any(one.is_file() for one in tmp_path.rglob("*"))


@pytest.mark.parametrize("size", [0, 30_000, 1_000_000])
def test_a_full_disk_leaves_no_half_backup(office_path: Path, size: int) -> None:
    with pytest.raises(EnvironmentProblem) as caught, small_files(size):
        make_backup(office_path, reason="by-hand")

    assert caught.value.code == "disk-fails"
    assert list(backup_folder(office_path).iterdir()) == []
    assert is_whole(office_path)


def test_a_folder_that_cannot_be_made_is_a_sentence(office_path: Path) -> None:
    backup_folder(office_path).write_bytes(b"a file in its place")

    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        make_backup(office_path, reason="by-hand")


def test_a_backup_that_cannot_take_its_name_leaves_nothing(
    office_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)

    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        make_backup(office_path, reason="by-hand")

    assert list(backup_folder(office_path).iterdir()) == []


def test_a_look_counts_records_and_acts(office_path: Path) -> None:
    before = check_file(office_path)
    _add(office_path, "ART-1")
    after = check_file(office_path)

    assert before.is_good
    assert (after.records, after.change_sets) == (before.records + 1, before.change_sets + 1)


def test_a_look_finds_a_link_to_nothing(office_path: Path) -> None:
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("UPDATE partner_name SET partner = 'nothing'")
        connection.commit()

    assert check_file(office_path).reason == "a record points to nothing"


def test_a_look_finds_spoilt_pages(office_path: Path, tmp_path: Path) -> None:
    for number in (10, 100, 300):
        spoilt = Path(shutil.copyfile(office_path, tmp_path / "spoilt.coopdesk"))
        _spoil_page(spoilt, number)
        assert not check_file(spoilt).is_good
