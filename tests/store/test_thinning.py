# SPDX-License-Identifier: EUPL-1.2
"""Which backups are kept: twelve days, ten weeks, nine months, and all that a wrong clock might condemn."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from coopdesk.paths import backup_folder
from coopdesk.store.backup import make_backup, thin_backups

NOW = dt.datetime(2026, 11, 22, 15, 30)


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
    """A name may be the beginning of another, hold a date itself, or signs that mean much in a pattern."""
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
