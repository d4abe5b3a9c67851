# SPDX-License-Identifier: EUPL-1.2
"""Backups: verified, hashed, never overwriting, thinned by rule, and put back without losing anything."""

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

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.paths import backup_folder
from coopdesk.services import browsing, editing, maintenance
from coopdesk.store import engine, schema
from coopdesk.store.backup import check_file, hash_file, make_backup, thin_backups
from coopdesk.store.engine import Database
from tests.helpers.contents import contents, facts, is_whole
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


def _has(path: Path, reference: str) -> bool:
    database = schema.open_database(path)
    try:
        return bool(browsing.show(database, reference))
    except UserError:
        return False
    finally:
        database.close()


# --- making ---


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

    with pytest.raises(EnvironmentProblem, match="no good backup"):
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


# --- putting back ---


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
        UserError, match="no good backup: it was changed after it was made. Nothing was changed"
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
            "CREATE TABLE record (is_live); CREATE TABLE change_set (seq); CREATE TABLE alembic_version (version_num)"
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


# --- thinning ---


def _plant(folder: Path, moment: dt.datetime, reason: str = "by-hand", stem: str = "office") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{stem}-{moment:%Y%m%dT%H%M%S}-{reason}.coopdesk-backup"
    path.write_bytes(b"")
    path.with_name(path.name + ".sha256").write_bytes(b"")
    return path


def _left(folder: Path) -> set[str]:
    return {one.name for one in folder.glob("*.coopdesk-backup")}


def _every_six_hours(folder: Path, days: int) -> None:
    for hours in range(0, days * 24, 6):
        _plant(folder, NOW - dt.timedelta(hours=hours))


def test_of_two_years_twelve_days_ten_weeks_and_nine_months_are_kept(tmp_path: Path) -> None:
    _every_six_hours(tmp_path, 730)

    thin_backups(tmp_path, "office", now=NOW)

    kept = sorted(dt.datetime.strptime(name[7:22], "%Y%m%dT%H%M%S") for name in _left(tmp_path))
    today = [one for one in kept if one.date() == NOW.date()]
    assert len(today) == 3  # all of today
    earlier = {one.date() for one in kept} - {NOW.date()}
    days = {NOW.date() - dt.timedelta(days=back) for back in range(1, 12)}
    weeks = {dt.date(2026, 11, 15) - dt.timedelta(weeks=back) for back in range(9)}  # Sundays
    months = {dt.date(2026, month, 1) - dt.timedelta(days=1) for month in range(4, 12)}  # last days
    assert earlier == days | weeks | months
    assert all(one.time() == dt.time(21, 30) for one in kept if one.date() != NOW.date())  # newest of the day
    assert {one.name for one in tmp_path.glob("*.sha256")} == {name + ".sha256" for name in _left(tmp_path)}


def test_thinning_every_day_loses_nothing_that_thinning_once_would_keep(tmp_path: Path) -> None:
    for back in range(400, -1, -1):
        moment = NOW - dt.timedelta(days=back)
        _plant(tmp_path, moment)
        thin_backups(tmp_path, "office", now=moment)

    kept = {name[7:15] for name in _left(tmp_path)}
    assert {(NOW - dt.timedelta(days=back)).strftime("%Y%m%d") for back in range(12)} <= kept
    assert len({day[:6] for day in kept}) == 9
    assert len(kept) <= 12 + 10 + 9


def test_a_backup_from_the_future_is_never_removed_nor_counted(tmp_path: Path) -> None:
    """The clock was a year ahead for some weeks; that must not cost the honest backups their places."""
    ahead = [_plant(tmp_path, NOW + dt.timedelta(days=days)) for days in range(300, 340)]
    _every_six_hours(tmp_path, 20)

    thin_backups(tmp_path, "office", now=NOW)

    assert all(path.exists() for path in ahead)
    days = {name[7:15] for name in _left(tmp_path) if name[7:11] == "2026"}
    assert {(NOW - dt.timedelta(days=back)).strftime("%Y%m%d") for back in range(12)} <= days


def test_a_clock_far_ahead_removes_no_more_than_one_set_right(tmp_path: Path) -> None:
    _every_six_hours(tmp_path, 12)

    thin_backups(tmp_path, "office", now=NOW + dt.timedelta(days=4_000))

    assert len({name[7:15] for name in _left(tmp_path)}) == 12


def test_a_clock_set_back_removes_nothing(tmp_path: Path) -> None:
    _every_six_hours(tmp_path, 100)
    before = _left(tmp_path)

    thin_backups(tmp_path, "office", now=NOW - dt.timedelta(days=2_000))

    assert _left(tmp_path) == before


def test_a_replaced_file_is_neither_thinned_nor_counted(tmp_path: Path) -> None:
    """It may be the damaged one; it must not push the good backup of its day out."""
    day = NOW - dt.timedelta(days=5)
    good = _plant(tmp_path, day)
    replaced = [
        _plant(tmp_path, day + dt.timedelta(minutes=1), "replaced"),
        _plant(tmp_path, NOW - dt.timedelta(days=900), "replaced"),
        _plant(tmp_path, NOW - dt.timedelta(days=900), "replaced-2"),
    ]

    assert thin_backups(tmp_path, "office", now=NOW) == []

    assert good.exists()
    assert all(path.exists() for path in replaced)


def test_only_backups_of_this_file_are_thinned(tmp_path: Path) -> None:
    """A name may be the beginning of another, hold a date itself, or signs that mean something in a pattern."""
    for stem in ("office", "office-20200101T000000", "office [1]", "other"):
        for back in range(60):
            _plant(tmp_path, NOW - dt.timedelta(days=back), stem=stem)
    stranger = tmp_path / "office-my-own-copy.coopdesk-backup"
    impossible = tmp_path / "office-20261399T999999-by-hand.coopdesk-backup"
    for path in (stranger, impossible):
        path.write_bytes(b"")

    assert thin_backups(tmp_path, "office", now=NOW)
    assert len([name for name in _left(tmp_path) if name.startswith("other")]) == 60
    assert len([name for name in _left(tmp_path) if name.startswith("office-20200101T")]) == 60
    for stem in ("office-20200101T000000", "office [1]"):
        removed = thin_backups(tmp_path, stem, now=NOW)
        assert removed
        assert all(path.name.startswith(stem + "-") for path in removed)

    assert stranger.exists()
    assert impossible.exists()


def test_making_a_backup_thins_the_older_ones(office_path: Path) -> None:
    folder = backup_folder(office_path)
    _every_six_hours(folder, 60)

    make_backup(office_path, reason="by-hand", now=NOW + dt.timedelta(minutes=1))

    assert len(_left(folder)) < 30


# --- looking ---


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
