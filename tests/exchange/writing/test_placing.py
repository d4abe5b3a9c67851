# SPDX-License-Identifier: EUPL-1.2
"""A workbook is in its place whole, or the old one is as it was and nothing lies beside it."""

from __future__ import annotations

import errno
import gc
import os
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coopdesk.domain.errors import EnvironmentProblem, UsageError, UserError
from coopdesk.exchange.reading import gate
from coopdesk.exchange.writing import placing
from coopdesk.exchange.writing import workbook as writing
from coopdesk.exchange.writing.outgoing import OutgoingBook, WrittenFile
from coopdesk.exchange.writing.workbook import write_workbook
from tests.exchange.outgoing_books import (
    PARTNER,
    a_book,
    a_row,
    a_sheet,
)

OLD = b"the old export"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "partners.xlsx"
    path.write_bytes(OLD)
    return path


def a_small_book() -> OutgoingBook:
    return a_book(a_sheet(PARTNER, a_row(PARTNER, 1, name="X")))


def assert_untouched(target: Path) -> None:
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def failing(error: OSError) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise type(error)(*error.args)  # a new one, or it would keep alive whatever it went through

    return fail


def test_a_new_file_takes_the_place_of_the_old(target: Path) -> None:
    found = write_workbook(target, a_small_book())
    assert isinstance(found, WrittenFile)
    assert openpyxl.load_workbook(target)["Partners"]["D2"].value == "X"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(errno.EACCES, "open in Excel"), "file-open-elsewhere"),
        (OSError(errno.EBUSY, "busy"), "file-open-elsewhere"),
        (OSError(errno.ENOSPC, "full"), "disk-full"),
        (OSError(errno.EROFS, "read only"), "file-not-writable"),
    ],
)
def test_an_old_file_that_cannot_be_replaced_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    monkeypatch.setattr(os, "replace", failing(error))
    with pytest.raises(EnvironmentProblem) as found:
        write_workbook(target, a_small_book())
    assert found.value.code == code
    assert_untouched(target)


@pytest.mark.parametrize("is_late", [True, False])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    target: Path, monkeypatch: pytest.MonkeyPatch, is_late: bool, number: int
) -> None:
    full = failing(OSError(number, "full"))
    if is_late:
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem) as found:
        write_workbook(target, a_small_book())
    assert found.value.code == "disk-full"
    assert "nothing was changed" in str(found.value)
    monkeypatch.undo()
    assert_untouched(target)


def test_nothing_of_a_workbook_is_ever_in_the_temporary_folder(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "mkstemp", failing(OSError("a file in the temporary folder")))
    monkeypatch.setattr(tempfile, "mkdtemp", failing(OSError("a folder in the temporary folder")))
    write_workbook(target, a_small_book())
    assert openpyxl.load_workbook(target)["Partners"]["D2"].value == "X"


def test_the_parts_of_a_very_large_workbook_do_not_stay_in_the_temporary_folder(
    target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    parts_folder = tmp_path_factory.mktemp("parts")
    monkeypatch.setattr(writing, "_MOST_CELLS_IN_MEMORY", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(parts_folder))
    write_workbook(target, a_small_book())
    assert openpyxl.load_workbook(target)["Partners"]["D2"].value == "X"
    assert list(parts_folder.iterdir()) == []

    target.write_bytes(OLD)
    monkeypatch.setattr(zipfile.ZipFile, "write", failing(OSError(errno.ENOSPC, "full")))
    with pytest.raises(EnvironmentProblem) as found:
        write_workbook(target, a_small_book())
    assert found.value.code == "disk-full"
    assert_untouched(target)
    assert list(parts_folder.iterdir()) == []


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as found:
        write_workbook(tmp_path / "nowhere" / "out.xlsx", a_small_book())
    assert found.value.code == "folder-missing"
    assert str(tmp_path / "nowhere") in str(found.value)


def test_a_folder_nobody_may_write_to_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "touch", failing(PermissionError(errno.EACCES, "no")))
    with pytest.raises(EnvironmentProblem) as found:
        write_workbook(target, a_small_book())
    assert found.value.code == "file-not-writable"
    assert_untouched(target)


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(EnvironmentProblem) as found:
        write_workbook(tmp_path / "out.xlsx", a_small_book())
    assert found.value.code == "file-not-writable"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_what_a_killed_export_left_is_cleared_away_later(target: Path) -> None:
    left = target.with_name(target.name + ".0123abcd.tmp")
    fresh = target.with_name(target.name + ".89abcdef.tmp")
    foreign = target.with_name("other.xlsx.0123abcd.tmp")
    for path in (left, fresh, foreign):
        path.write_bytes(b"x")
    hour_ago = left.stat().st_mtime - 3_700
    os.utime(left, (hour_ago, hour_ago))
    for path in (left, fresh, foreign):
        assert path.exists()
    # The time of the last change of the entry cannot be set; what counts is the later of both.
    assert placing._age_s(left) < 60
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "_age_s", lambda path: 3_700.0 if path == left else 5.0)
        write_workbook(target, a_small_book())
    assert {path.name for path in target.parent.iterdir()} == {target.name, fresh.name, foreign.name}


def test_a_name_that_no_disk_takes_is_said_in_a_sentence(tmp_path: Path) -> None:
    long = tmp_path / f"{'o' * 300}.xlsx"
    with pytest.raises(EnvironmentProblem) as found, placing.restorable(long):
        pass
    assert found.value.code == "file-not-writable"


def test_a_workbook_is_not_named_like_the_notes_of_excel(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="only a note that Excel keeps"):
        write_workbook(tmp_path / "~$out.xlsx", a_small_book())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.xls", "out", "out.csv", "out.xlsm"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"does not end in \.xlsx"):
        write_workbook(tmp_path / name, a_small_book())
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_may_come_home_are_refused_for_return_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MAX_ROWS", 2)
    rows = [a_row(PARTNER, number, name="X") for number in range(3)]
    with pytest.raises(UserError) as found:
        write_workbook(tmp_path / "out.xlsx", a_book(a_sheet(PARTNER, *rows)))
    assert found.value.code == "export-too-many-rows"
    assert list(tmp_path.iterdir()) == []
    write_workbook(tmp_path / "out.xlsx", a_book(a_sheet(PARTNER, *rows), hand_out=True))


def test_what_our_own_gate_would_not_let_in_does_not_leave(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise UserError("disk-full")

    monkeypatch.setattr(gate, "inspect", refuse)
    with pytest.raises(UserError) as found:
        write_workbook(target, a_small_book())
    assert found.value.code == "export-cannot-return"
    assert_untouched(target)
    write_workbook(target, replace(a_small_book(), manifest=None))


def test_the_collector_works_again_afterwards(target: Path) -> None:
    assert gc.isenabled()
    with pytest.raises(UserError):
        write_workbook(target, a_book(a_sheet(PARTNER, a_row(PARTNER, 1, note="x" * 40_000))))
    assert gc.isenabled()
    assert_untouched(target)
