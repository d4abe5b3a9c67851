# SPDX-License-Identifier: EUPL-1.2
"""Files beside records: copied in, known by their hash, taken out unchanged, taken back."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.services import attaching, browsing, history
from coopdesk.services.maintenance import Database

WHO = "test"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter ü.bin"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def _attachments(office: Database, reference: str) -> list[str]:
    return [one.record.reference for one in browsing.show(office, reference).linked.get("attachment", [])]


def test_a_file_comes_back_as_it_went_in(office: Database, letter: Path, tmp_path: Path) -> None:
    attaching.attach(office, "iom", letter, who=WHO, description="plainly artificial")
    (reference,) = _attachments(office, "iom")
    folder = tmp_path / "out"
    folder.mkdir()
    path = attaching.fetch(office, reference, folder)
    assert path.name == letter.name
    assert path.read_bytes() == letter.read_bytes()


def test_the_same_content_is_kept_once_and_undo_takes_only_one_back(office: Database, letter: Path) -> None:
    attaching.attach(office, "iom", letter, who=WHO)
    attaching.attach(office, "unhcr", letter, who=WHO)
    with office.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM content").scalar() == 1
    history.undo(office, who=WHO)
    assert _attachments(office, "unhcr") == []
    assert len(_attachments(office, "iom")) == 1


def test_fetching_never_overwrites(office: Database, letter: Path, tmp_path: Path) -> None:
    attaching.attach(office, "iom", letter, who=WHO)
    (reference,) = _attachments(office, "iom")
    target = tmp_path / "there.bin"
    target.write_bytes(b"mine")
    with pytest.raises(EnvironmentProblem, match="already exists"):
        attaching.fetch(office, reference, target)
    assert target.read_bytes() == b"mine"


def test_what_cannot_be_attached_is_said_in_a_sentence(
    office: Database, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "LIMIT_MB", 0)
    with pytest.raises(UserError, match="larger than 0 MB"):
        attaching.attach(office, "iom", letter, who=WHO)
    with pytest.raises(EnvironmentProblem, match="There is no file"):
        attaching.attach(office, "iom", tmp_path, who=WHO)
    with pytest.raises(UserError, match="no attachment"):
        attaching.fetch(office, "iom", tmp_path)
    assert _attachments(office, "iom") == []


@pytest.mark.parametrize("text", ["half a \udcff", "a\x00b", "x" * 40_000])
def test_a_description_is_checked_like_any_other_field(office: Database, letter: Path, text: str) -> None:
    with pytest.raises(UserError, match=r"^Description "):
        attaching.attach(office, "iom", letter, who=WHO, description=text)
    assert _attachments(office, "iom") == []


def test_a_file_that_could_not_be_written_whole_is_not_left(
    office: Database, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attaching.attach(office, "iom", letter, who=WHO)
    (reference,) = _attachments(office, "iom")

    class FullDisk(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "full")

    def opened(path: Path, *_: object, **__: object) -> FullDisk:
        path.touch()
        return FullDisk()

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(EnvironmentProblem, match="disk is full, nothing was changed"):
        attaching.fetch(office, reference, tmp_path / "x.bin")
    assert not (tmp_path / "x.bin").exists()


def test_a_name_that_no_disk_takes_is_said_in_a_sentence(
    office: Database, letter: Path, tmp_path: Path
) -> None:
    attaching.attach(office, "iom", letter, who=WHO)
    (reference,) = _attachments(office, "iom")
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        attaching.fetch(office, reference, tmp_path / ("x" * 300))


def test_a_damaged_content_is_not_handed_out(office: Database, letter: Path, tmp_path: Path) -> None:
    attaching.attach(office, "iom", letter, who=WHO)
    (reference,) = _attachments(office, "iom")
    with office.writing() as connection:
        connection.exec_driver_sql("UPDATE content SET content = x'00'")
    with pytest.raises(UserError, match="missing or damaged"):
        attaching.fetch(office, reference, tmp_path / "x")
